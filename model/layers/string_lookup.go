package layers

import (
	"fmt"
	"strings"

	"kerash/model"
	"kerash/tensor"
)

// vocabularied is a layer with a vocabulary.
type vocabularied interface {
	vocabularyList(special bool) []any
	vocabularySize() int
	setVocabulary(given, idf any)
}

// vocabularyMethods is what objects of layers with a vocabulary can do.
func vocabularyMethods(more ...*model.Method) []*model.Method {
	return adaptMethods(append([]*model.Method{
		&model.Method{
			Signature: "get_vocabulary(self, include_special_tokens=True)",
			Doc:       "The tokens in the order of their indices, with or without those for padding and unknown tokens.",
			Call: func(c *model.Context, obj any, args []any) any {
				special, _ := model.AsInt(args[0])
				return obj.(vocabularied).vocabularyList(special != 0)
			},
		},
		&model.Method{
			Signature: "set_vocabulary(self, vocabulary, idf_weights=None)",
			Doc:       "Sets the vocabulary: a list, an array, or a file with one token per line; for output_mode 'tf_idf' with the tokens' weights.",
			Call: func(c *model.Context, obj any, args []any) any {
				obj.(vocabularied).setVocabulary(plainArgument(args[0]), plainArgument(args[1]))
				return nil
			},
		},
		&model.Method{
			Signature: "vocabulary_size(self)",
			Doc:       "The number of indices, with those for padding and unknown tokens.",
			Call:      func(c *model.Context, obj any, args []any) any { return len(obj.(vocabularied).vocabularyList(true)) },
		},
	}, more...)...)
}

// lookupMethods is what only StringLookup and IntegerLookup can do.
func lookupMethods() []*model.Method {
	return vocabularyMethods(&model.Method{
		Signature: "idf_weights", Doc: "the weights of output_mode 'tf_idf'",
		Call: func(c *model.Context, obj any, args []any) any {
			v := obj.(interface{ idfWeights() *tensor.Variable }).idfWeights()
			if v == nil {
				tensor.Throwf("AttributeError", "'%s' object has no attribute 'idf_weights'", obj.(model.Layer).Core().ClassName())
			}
			return v
		},
	}, &model.Method{
		Signature: "input_vocabulary", Doc: "the vocabulary that was given",
		Call: func(c *model.Context, obj any, args []any) any {
			v, _ := model.Attr(obj, "vocabulary")
			return v
		},
	}, &model.Method{
		Signature: "vocab_size(self)", Doc: "Another name of vocabulary_size.",
		Call: func(c *model.Context, obj any, args []any) any { return obj.(vocabularied).vocabularySize() },
	})
}

// plainArgument is a method's argument as a neutral value.
func plainArgument(v any) any {
	switch v := v.(type) {
	case model.List:
		out := make([]any, len(v))
		for i, x := range v {
			out[i] = plainArgument(x)
		}
		return out
	case model.Tuple:
		return plainArgument(model.List(v))
	case *tensor.Tensor:
		return listed(v)
	}
	return v
}

// asset is the file that holds a vocabulary in a saved model.
const vocabularyFile = "vocabulary.txt"

func vocabularyAsset(given any, tokens []any) map[string][]byte {
	if given != nil {
		return nil
	}
	lines := make([]string, len(tokens))
	for i, t := range tokens {
		lines[i] = fmt.Sprint(t)
		if t == nil {
			lines[i] = "None"
		}
	}
	return map[string][]byte{vocabularyFile: []byte(strings.Join(lines, "\n"))}
}

// loadAsset reads a saved vocabulary, which stands beside the weights of
// tf_idf.
func (l *lookup[T]) loadAsset(files map[string][]byte) {
	if text, ok := files[vocabularyFile]; ok {
		l.TakeVocabulary(plainTokens(readTokens[T](string(text))))
	}
}

// TakeVocabulary implements [model.VocabularyKeeper].
func (l *lookup[T]) TakeVocabulary(tokens []any) {
	if l.Vocabulary != nil {
		return
	}
	var idf any
	if l.Mode == "tf_idf" {
		idf = false
	}
	l.set(tokens, idf)
}

// FoundVocabulary implements [model.VocabularyKeeper].
func (l *lookup[T]) FoundVocabulary() (tokens []any, idf *tensor.Array) {
	if l.Vocabulary != nil || len(l.tokens) == 0 {
		return nil, nil
	}
	if l.Mode == "tf_idf" {
		idf = l.weights.Value()
	}
	return l.list(true), idf
}

// Named is the weights of tf_idf as files name them.
func (l *lookup[T]) Named() map[string]*tensor.Variable {
	if l.Mode != "tf_idf" {
		return nil
	}
	return map[string]*tensor.Variable{"idf_weights": l.weights}
}

// StringLookup maps texts to indices.
type StringLookup struct {
	model.Base
	lookupTokens `args:"inline"`
	IDFWeights   any    `arg:"idf_weights" default:"None" doc:"weights of the vocabulary's tokens for output_mode 'tf_idf'"`
	Encoding     string `arg:"encoding" default:"'utf-8'" doc:"encoding of the texts"`
	lookupMode   `args:"inline"`

	adaptation
	lookup[string]
}

// StringLookupClass declares StringLookup.
var StringLookupClass = declare(&model.Class{
	Name:      "StringLookup",
	ArgsFirst: true,
	SameShape: true,
	Doc: "Maps texts to integers by a vocabulary that is given or computed by adapt, the most frequent token first. Texts " +
		"outside of it share num_oov_indices indices. Other output modes make one vector of each row.",
	Example: ">>> layer = layers.StringLookup(vocabulary=['a', 'b', 'c', 'd'])\n>>> layer([['a', 'c', 'd'], ['d', 'z', 'b']]).numpy()\n" +
		"array([[1, 3, 4],\n       [4, 0, 2]])",
	Defaults: map[string]string{"oov_token": "'[UNK]'"},
	ConfigOrder: []string{"invert", "max_tokens", "num_oov_indices", "oov_token", "mask_token", "output_mode", "sparse", "pad_to_max_tokens",
		"idf_weights", "vocabulary", "vocabulary_size", "encoding"},
	New:     func() any { return new(StringLookup) },
	Methods: lookupMethods(),
})

// Init implements [model.Initer].
func (s *StringLookup) Init(st *model.State) {
	if s.DType == "string" {
		s.DType = nil
	}
	s.Vocabulary, s.IDFWeights = listed(s.Vocabulary), listed(s.IDFWeights)
	s.lookup = lookup[string]{lookupTokens: &s.lookupTokens, lookupMode: &s.lookupMode, idf: s.IDFWeights, layer: &s.Base, key: tensor.String}
	s.lookup.init(st)
}

func (s *StringLookup) vocabularyList(special bool) []any { return s.list(special) }
func (s *StringLookup) vocabularySize() int               { return s.size() }
func (s *StringLookup) setVocabulary(given, idf any)      { s.set(given, idf) }

// resetState implements adaptable.
func (s *StringLookup) resetState(c *model.Context) { s.forget() }

// updateState implements adaptable.
func (s *StringLookup) updateState(c *model.Context, x *tensor.Tensor) { s.update(c, x) }

// finalizeState implements adaptable.
func (s *StringLookup) finalizeState(c *model.Context) { s.finalize() }

// Call implements [model.Layer].
func (s *StringLookup) Call(c *model.Context, in model.Value) model.Value { return s.callAny(c, in) }

// Assets implements [model.AssetKeeper].
func (s *StringLookup) Assets() map[string][]byte { return vocabularyAsset(s.Vocabulary, s.list(true)) }

// LoadAssets implements [model.AssetKeeper].
func (s *StringLookup) LoadAssets(files map[string][]byte) { s.loadAsset(files) }

// IntegerLookup maps integers to indices.
type IntegerLookup struct {
	model.Base
	lookupTokens    `args:"inline"`
	VocabularyDType any `arg:"vocabulary_dtype" default:"'int64'" doc:"dtype of the vocabulary, 'int64' or 'int32'"`
	IDFWeights      any `arg:"idf_weights" default:"None" doc:"weights of the vocabulary's tokens for output_mode 'tf_idf'"`
	lookupMode      `args:"inline"`

	MaxValues *int `arg:"max_values" default:"None" kwonly:"true" config:"-" hidden:"true" doc:"older name of max_tokens"`
	MaskValue any  `arg:"mask_value" default:"None" kwonly:"true" config:"-" hidden:"true" doc:"older name of mask_token"`
	OOVValue  any  `arg:"oov_value" default:"None" kwonly:"true" config:"-" hidden:"true" doc:"older name of oov_token"`

	adaptation
	lookup[int64]
}

// IntegerLookupClass declares IntegerLookup.
var IntegerLookupClass = declare(&model.Class{
	Name:      "IntegerLookup",
	ArgsFirst: true,
	SameShape: true,
	Doc: "Maps arbitrary integers to a dense range of indices by a vocabulary that is given or computed by adapt, the most " +
		"frequent one first. Integers outside of it share num_oov_indices indices. Other output modes make one vector of each row.",
	Example: ">>> layer = layers.IntegerLookup(vocabulary=[12, 36, 1138, 42])\n>>> layer([[12, 1138, 42], [42, 1000, 36]]).numpy()\n" +
		"array([[1, 3, 4],\n       [4, 0, 2]])",
	Defaults: map[string]string{"oov_token": "-1"},
	ConfigOrder: []string{"invert", "max_tokens", "num_oov_indices", "oov_token", "mask_token", "output_mode", "sparse", "pad_to_max_tokens",
		"vocabulary_dtype", "idf_weights", "vocabulary", "vocabulary_size"},
	New:     func() any { return new(IntegerLookup) },
	Methods: lookupMethods(),
})

// Init implements [model.Initer].
func (l *IntegerLookup) Init(st *model.State) {
	name := model.Describe(l.VocabularyDType)
	key, ok := tensor.ParseDType(name)
	if dt, is := l.VocabularyDType.(tensor.DType); is {
		key, ok, name = dt, true, dt.String()
	}
	if !ok || !key.IsInteger() {
		tensor.Throwf("ValueError", "`vocabulary_dtype` must be an integer dtype. Received: %s", name)
	}
	l.VocabularyDType = name
	l.takeOlderNames(st)
	if l.Mode != "int" && l.DType == "int64" {
		l.DType = nil
	}
	if l.MaxTokens != nil && *l.MaxTokens <= 1 {
		tensor.Throwf("ValueError", "If `max_tokens` is set for `IntegerLookup`, it must be greater than 1. Received: max_tokens=%d.", *l.MaxTokens)
	}
	if l.NumOOV < 0 {
		tensor.Throwf("ValueError", "The value of `num_oov_indices` argument for `IntegerLookup` must >= 0. Received num_oov_indices=%d.", l.NumOOV)
	}
	l.Vocabulary, l.IDFWeights = listed(l.Vocabulary), listed(l.IDFWeights)
	l.lookup = lookup[int64]{lookupTokens: &l.lookupTokens, lookupMode: &l.lookupMode, idf: l.IDFWeights, layer: &l.Base, key: key}
	l.lookup.init(st)
}

// takeOlderNames takes what was given by an older name of an argument.
func (l *IntegerLookup) takeOlderNames(st *model.State) {
	older := func(name, now string) {
		st.Warnf("WARNING:tensorflow", "%s is deprecated, use %s instead.", name, now)
	}
	if l.MaxValues != nil {
		older("max_values", "max_tokens")
		l.MaxTokens = l.MaxValues
	}
	if l.MaskValue != nil {
		older("mask_value", "mask_token")
		l.MaskToken = l.MaskValue
	}
	if l.OOVValue != nil {
		older("oov_value", "oov_token")
		l.OOVToken = l.OOVValue
	}
}

func (l *IntegerLookup) vocabularySize() int          { return l.size() }
func (l *IntegerLookup) setVocabulary(given, idf any) { l.set(given, idf) }

// vocabularyList is NumPy integers, as Keras gives them.
func (l *IntegerLookup) vocabularyList(special bool) []any {
	list := l.list(special)
	for i, v := range list {
		if n, ok := v.(int); ok {
			list[i] = tensor.FromSlice([]int64{int64(n)}).Cast(l.key).Reshape([]int{})
		}
	}
	return list
}

// resetState implements adaptable.
func (l *IntegerLookup) resetState(c *model.Context) { l.forget() }

// updateState implements adaptable.
func (l *IntegerLookup) updateState(c *model.Context, x *tensor.Tensor) { l.update(c, x) }

// finalizeState implements adaptable.
func (l *IntegerLookup) finalizeState(c *model.Context) { l.finalize() }

// Call implements [model.Layer].
func (l *IntegerLookup) Call(c *model.Context, in model.Value) model.Value { return l.callAny(c, in) }

// Assets implements [model.AssetKeeper].
func (l *IntegerLookup) Assets() map[string][]byte {
	return vocabularyAsset(l.Vocabulary, l.list(true))
}

// LoadAssets implements [model.AssetKeeper].
func (l *IntegerLookup) LoadAssets(files map[string][]byte) { l.loadAsset(files) }
