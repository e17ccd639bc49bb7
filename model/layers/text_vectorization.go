package layers

import (
	"slices"
	"strings"

	"kerash/model"
	"kerash/tensor"
)

// TextVectorization turns texts into sequences of indices, or into vectors.
type TextVectorization struct {
	model.Base
	MaxTokens   *int   `arg:"max_tokens" default:"None" doc:"largest size of the vocabulary; None for no limit"`
	Standardize any    `arg:"standardize" default:"'lower_and_strip_punctuation'" doc:"what happens to the texts first: 'lower_and_strip_punctuation', 'lower', 'strip_punctuation', None, or a function of tensors"`
	Split       any    `arg:"split" default:"'whitespace'" doc:"how texts are cut into tokens: 'whitespace', 'character', None, or a function of tensors that gives a tensor with one more axis"`
	NGrams      any    `arg:"ngrams" default:"None" doc:"an integer n: also runs of up to n tokens; a tuple: runs of these lengths"`
	Mode        any    `arg:"output_mode" default:"'int'" doc:"'int' for indices; one vector for each text: 'multi_hot', 'count' or 'tf_idf'; None for the tokens themselves"`
	Length      any    `arg:"output_sequence_length" default:"None" doc:"length to which sequences of indices are cut or padded with 0"`
	Pad         bool   `arg:"pad_to_max_tokens" default:"False" doc:"whether vectors have max_tokens elements also for a smaller vocabulary"`
	Vocabulary  any    `arg:"vocabulary" default:"None" doc:"known vocabulary: a list, an array, or a file with one token per line"`
	IDFWeights  any    `arg:"idf_weights" default:"None" doc:"weights of the vocabulary's tokens for output_mode 'tf_idf'"`
	Sparse      bool   `arg:"sparse" default:"False" doc:"whether vectors are a sparse tensor rather than a dense one"`
	Ragged      bool   `arg:"ragged" default:"False" doc:"whether sequences of indices are a ragged tensor rather than padded"`
	Encoding    string `arg:"encoding" default:"'utf-8'" doc:"encoding of the texts"`
	Size        *int   `arg:"vocabulary_size" default:"None" kwonly:"true" doc:"size of the vocabulary in a saved layer"`
	HasInput    any    `arg:"has_input_vocabulary" default:"None" kwonly:"true" config:"-" doc:"whether the vocabulary is known from the start, as a saved layer notes it"`
	DType       any    `arg:"dtype" default:"None" kwonly:"true" config:"-" doc:"'string', the only dtype of texts"`

	adaptation
	index *StringLookup
}

// TextVectorizationClass declares TextVectorization.
var TextVectorizationClass = declare(&model.Class{
	Name: "TextVectorization",
	Doc: "Turns texts, (batch,) or (batch, 1), into sequences of indices or one vector each. Every text is standardized, cut " +
		"into tokens, which may be joined to n-grams, and the tokens are looked up in a vocabulary that is given or computed by " +
		"adapt, the most frequent token first. Index 0 is padding, 1 an unknown token.",
	Example: ">>> layer = layers.TextVectorization(max_tokens=5000, output_sequence_length=4)\n>>> layer.adapt(['foo bar', 'bar baz', 'baz bada boom'])\n" +
		">>> layer([['foo qux bar'], ['qux baz']]).numpy()\narray([[4, 1, 3, 0],\n       [1, 2, 0, 0]])",
	ConfigOrder: []string{"max_tokens", "standardize", "split", "ngrams", "output_mode", "output_sequence_length", "pad_to_max_tokens", "sparse", "ragged",
		"vocabulary", "idf_weights", "encoding", "vocabulary_size"},
	New:     func() any { return new(TextVectorization) },
	Methods: vocabularyMethods(),
})

const customNote = "If restoring a model and `%s` is a custom callable, please ensure the callable is registered as a custom object. See https://www.tensorflow.org/guide/keras/save_and_serialize#registering_the_custom_object for details. "

// checkStep throws unless v is None, a function or one of the strings that an
// argument allows.
func checkStep(arg string, v any, allowed ...string) {
	if _, ok := v.(model.Callable); ok || v == nil {
		return
	}
	for _, a := range allowed {
		if a == v {
			return
		}
	}
	unknownChoice("TextVectorization", arg, v, "`None`, a `Callable`, ", strings.ReplaceAll(customNote, "%s", arg), allowed)
}

// Init implements [model.Initer].
func (t *TextVectorization) Init(st *model.State) {
	if dt := model.Describe(t.DType); t.DType != nil && dt != "string" {
		tensor.Throwf("ValueError", "`TextVectorization` may only have a dtype of string. Received dtype: %s.", dt)
	}
	tensor.Check(t.Policy.SetArg(st, tensor.String))
	t.check()
	t.Base.Init(st)
	var mode any = "int"
	if t.Mode != nil {
		mode = t.Mode
	}
	var has any = t.Vocabulary != nil
	if t.HasInput != nil {
		has = t.HasInput
	}
	t.Vocabulary, t.IDFWeights = listed(t.Vocabulary), listed(t.IDFWeights)
	t.index = StringLookupClass.Make(st, nil,
		model.Named{Name: "max_tokens", Value: optional(t.MaxTokens)}, model.Named{Name: "vocabulary", Value: t.Vocabulary},
		model.Named{Name: "idf_weights", Value: t.IDFWeights}, model.Named{Name: "pad_to_max_tokens", Value: t.Pad},
		model.Named{Name: "mask_token", Value: ""}, model.Named{Name: "output_mode", Value: mode},
		model.Named{Name: "sparse", Value: t.Sparse}, model.Named{Name: "has_input_vocabulary", Value: has},
		model.Named{Name: "encoding", Value: t.Encoding}, model.Named{Name: "vocabulary_size", Value: optional(t.Size)}).(*StringLookup)
	t.TrackAs("_lookup_layer", t.index)
}

func optional(n *int) any {
	if n == nil {
		return nil
	}
	return *n
}

func (t *TextVectorization) check() {
	bad := func(format string, args ...any) { tensor.Throwf("ValueError", format, args...) }
	checkStep("standardize", t.Standardize, "lower_and_strip_punctuation", "lower", "strip_punctuation")
	checkStep("split", t.Split, "whitespace", "character")
	switch t.Mode {
	case "binary":
		t.Mode = "multi_hot"
	case "tf-idf":
		t.Mode = "tf_idf"
	}
	switch t.Mode {
	case nil, "int", "count", "multi_hot", "tf_idf":
	default:
		unknownChoice("TextVectorization", "output_mode", t.Mode, "`None`, ", "", []string{"int", "count", "multi_hot", "tf_idf"})
	}
	t.ngrams(0) // throws for anything else
	_, isInt := t.Length.(int)
	if t.Mode == "int" && t.Length != nil && !isInt {
		bad("`output_sequence_length` must be either None or an integer when `output_mode` is 'int'. Received: output_sequence_length=%s", model.Describe(t.Length))
	}
	if t.Mode != "int" && t.Length != nil {
		bad("`output_sequence_length` must not be set if `output_mode` is not 'int'. Received output_sequence_length=%s.", model.Describe(t.Length))
	}
	if t.Ragged && t.Mode != "int" {
		bad("`ragged` must not be true if `output_mode` is `'int'`. Received: ragged=True and output_mode=%s", model.Describe(t.Mode))
	}
	if t.Ragged && t.Length != nil {
		bad("`output_sequence_length` must not be set if ragged is True. Received: ragged=True and output_sequence_length=%s", model.Describe(t.Length))
	}
}

// ngrams is the lengths of the runs of tokens, at most a given one; nil for
// single tokens.
func (t *TextVectorization) ngrams(most int) []int {
	switch v := t.NGrams.(type) {
	case nil:
		return nil
	case int:
		return rangeFrom(1, max(0, min(v, most))+1)
	case model.Tup:
		var out []int
		for _, it := range v {
			if n, ok := it.(int); ok {
				out = append(out, n)
			}
		}
		if len(out) == len(v) {
			return out
		}
	}
	tensor.Throwf("ValueError", "`ngrams` must be None, an integer, or a tuple of integers. Received: ngrams=%s", model.Describe(t.NGrams))
	return nil
}

// AddConfig implements [model.ConfigAdder].
func (t *TextVectorization) AddConfig(m *model.Map) { m.Set("vocabulary_size", t.index.size()) }

func (t *TextVectorization) vocabularyList(special bool) []any { return t.index.list(special) }
func (t *TextVectorization) vocabularySize() int               { return t.index.size() }
func (t *TextVectorization) setVocabulary(given, idf any)      { t.index.set(given, idf) }

// resetState implements adaptable.
func (t *TextVectorization) resetState(c *model.Context) { t.index.forget() }

// updateState implements adaptable.
func (t *TextVectorization) updateState(c *model.Context, x *tensor.Tensor) {
	rows, flat := t.tokens(c, x)
	if rows == nil {
		t.index.update(c, flat)
		return
	}
	if t.index.fixed {
		t.index.update(c, tensor.Const([]string{})) // throws
	}
	for _, doc := range rows {
		t.index.count(doc)
	}
	t.index.seen(len(rows))
}

// finalizeState implements adaptable.
func (t *TextVectorization) finalizeState(c *model.Context) { t.index.finalize() }

// Assets implements [model.AssetKeeper].
func (t *TextVectorization) Assets() map[string][]byte { return t.index.Assets() }

// FoundVocabulary implements [model.VocabularyKeeper].
func (t *TextVectorization) FoundVocabulary() ([]any, *tensor.Array) {
	return t.index.FoundVocabulary()
}

// TakeVocabulary implements [model.VocabularyKeeper].
func (t *TextVectorization) TakeVocabulary(tokens []any) { t.index.TakeVocabulary(tokens) }

// LoadAssets implements [model.AssetKeeper].
func (t *TextVectorization) LoadAssets(files map[string][]byte) { t.index.LoadAssets(files) }

// Named implements [model.AssetKeeper].
func (t *TextVectorization) Named() map[string]*tensor.Variable { return t.index.Named() }

const punctuation = "[!\"#$%&()\\*\\+,-\\./:;<=>?@\\[\\\\\\]^_`{|}~\\']"

// standardized is the texts as they are cut.
func (t *TextVectorization) standardized(c *model.Context, x *tensor.Tensor) *tensor.Tensor {
	switch f := t.Standardize.(type) {
	case model.Callable:
		return model.One(f.CallValue(c, x))
	case string:
		if strings.HasPrefix(f, "lower") {
			x = c.StringLower(x, false)
		}
		if strings.HasSuffix(f, "strip_punctuation") {
			x = c.RegexReplace(x, punctuation, "", true)
		}
	}
	return x
}

// tokens cuts texts: the tokens of each text, or a tensor where there are no
// rows of different lengths (split=None, or a single text).
func (t *TextVectorization) tokens(c *model.Context, x *tensor.Tensor) (rows [][]string, flat *tensor.Tensor) {
	x = t.standardized(c, c.Cast(x, tensor.String))
	if t.Split != nil {
		x = t.column(c, x)
	}
	switch f := t.Split.(type) {
	case nil:
		flat = x
	case model.Callable:
		rows, flat = split(f.CallValue(c, x))
	default:
		cut := tensor.SplitChars
		if f == "whitespace" {
			cut = func(s string) []string { return tensor.SplitString(s, "", -1) }
		}
		for _, text := range tensor.Data[string](x.Array().Contiguous()) {
			rows = append(rows, cut(text))
		}
		if x.Rank() == 0 {
			rows, flat = nil, tensor.Const(append([]string{}, rows[0]...))
		}
	}
	if t.NGrams != nil {
		return joined(rows, flat, t.ngrams(longest(rows, flat)))
	}
	return rows, flat
}

// longest is the length of the longest row of tokens.
func longest(rows [][]string, flat *tensor.Tensor) int {
	if flat != nil {
		return flat.Dim(-1)
	}
	most := 0
	for _, r := range rows {
		most = max(most, len(r))
	}
	return most
}

// column is texts of shape (batch, 1) as (batch,).
func (t *TextVectorization) column(c *model.Context, x *tensor.Tensor) *tensor.Tensor {
	if x.Rank() <= 1 {
		return x
	}
	if x.Dim(-1) != 1 {
		tensor.Throwf("ValueError", "When using `TextVectorization` to tokenize strings, the input rank must be 1 or the last shape dimension must be 1. Received: inputs.shape=%s with rank=%d", tensor.ShapeString(x.Shape()), x.Rank())
	}
	return c.Squeeze(x, []int{-1})
}

// split is what a function of the user's gave.
func split(v any) (rows [][]string, flat *tensor.Tensor) {
	r, ok := v.(model.Ragged)
	if !ok {
		return nil, model.One(v)
	}
	all := tensor.Data[string](r.Inner().Array().Contiguous())
	for _, n := range r.RowLengths() {
		rows = append(rows, all[:n])
		all = all[n:]
	}
	return rows, nil
}

// joined is the runs of tokens of the given widths, one width after the other.
func joined(rows [][]string, flat *tensor.Tensor, widths []int) ([][]string, *tensor.Tensor) {
	grams := func(words []string) []string {
		var out []string
		for _, w := range widths {
			out = append(out, tensor.NGrams(words, w, " ")...)
		}
		return out
	}
	if flat == nil {
		for i, r := range rows {
			rows[i] = grams(r)
		}
		return rows, nil
	}
	shape := append([]int{}, flat.Shape()...)
	n := shape[len(shape)-1]
	all, out := tensor.Data[string](flat.Array().Contiguous()), []string{}
	for i := 0; i < len(all); i += n {
		g := grams(all[i : i+n])
		out, shape[len(shape)-1] = append(out, g...), len(g)
	}
	return nil, tensor.Const(out, shape...)
}

// Call implements [model.Layer].
func (t *TextVectorization) Call(c *model.Context, in model.Value) model.Value {
	x := whole(c, in)
	if x.IsSymbolic() {
		return t.symbolic(c, x)
	}
	rows, flat := t.tokens(c, x)
	if flat != nil {
		return t.dense(c, flat)
	}
	return t.rows(c, rows, x.Shape()[:max(1, x.Rank()-1)])
}

// rows is the output for the tokens of each text; texts is the shape in which
// these stood.
func (t *TextVectorization) rows(c *model.Context, rows [][]string, texts []int) model.Value {
	lengths := make([]int, len(rows))
	all := []string{}
	for i, r := range rows {
		lengths[i] = len(r)
		all = append(all, r...)
	}
	if t.Mode == nil {
		return ragged(c, tensor.Const(all), lengths, texts)
	}
	if t.Mode != "int" {
		if len(texts) > 1 {
			c.Call(t.index, tensor.Symbol(tensor.Spec{DType: tensor.String, Shape: append(slices.Clone(texts), -1)}), nil) // throws
		}
		ids := make([]int64, len(all))
		t.index.ready(true)
		t.index.indices(all, ids)
		return asSparse(c, t.index.encode(c, padRows(tensor.Const(ids), lengths, -1, maskedOut)), t.Sparse)
	}
	ids := model.One(c.Call(t.index, tensor.Const(all), nil))
	if t.Ragged {
		return ragged(c, ids, lengths, texts)
	}
	width := -1
	if n, ok := t.Length.(int); ok {
		width = n
	}
	padded := padRows(ids, lengths, width, 0)
	if len(texts) > 1 {
		return c.Reshape(padded, append(slices.Clone(texts), padded.Dim(-1)))
	}
	return padded
}

// ragged is rows of different lengths as one value: those of texts that stood in
// the given shape.
func ragged(c *model.Context, values *tensor.Tensor, lengths []int, texts []int) model.Value {
	if c.State.NewRagged == nil {
		tensor.Throwf("NotImplementedError", "Ragged tensors are left out here.")
	}
	all := [][]int{lengths}
	for d := len(texts) - 1; d > 0; d-- {
		outer := 1
		for _, n := range texts[:d] {
			outer *= n
		}
		all = append(all, slices.Repeat([]int{texts[d]}, outer))
	}
	return c.State.NewRagged(values, all...)
}

// dense is the output for a tensor of tokens.
func (t *TextVectorization) dense(c *model.Context, tokens *tensor.Tensor) model.Value {
	if t.Mode == nil {
		return tokens
	}
	ids := model.One(c.Call(t.index, tokens, nil))
	n, ok := t.Length.(int)
	if !ok || ids.Rank() == 0 {
		return ids
	}
	last := ids.Rank() - 1
	if ids.Dim(last) > n {
		ids = c.StridedSlice(ids, spans(ids.Shape()[:last], n))
	}
	pads := make([][2]int, last+1)
	pads[last][1] = n - ids.Dim(last)
	return c.Pad(ids, pads, "CONSTANT", 0)
}

// spans is a slice that takes all of the leading axes and the first n places
// of the last.
func spans(leading []int, n int) []tensor.Slice {
	var out []tensor.Slice
	for _, d := range leading {
		out = append(out, tensor.Span(0, d))
	}
	return append(out, tensor.Span(0, n))
}

// padRows makes a matrix of rows that follow each other in flat. A width of -1
// is that of the longest row.
func padRows(flat *tensor.Tensor, lengths []int, width int, fill int64) *tensor.Tensor {
	if width < 0 {
		width = 0
		for _, n := range lengths {
			width = max(width, n)
		}
	}
	padded := tensor.NewArray(tensor.Int64, len(lengths), width)
	src, out := flat.Array(), tensor.Data[int64](padded)
	at := 0
	for i, n := range lengths {
		for j := range width {
			if v := &out[i*width+j]; j < n {
				*v = src.Int(at + j)
			} else {
				*v = fill
			}
		}
		at += n
	}
	return tensor.FromArray(padded.Cast(flat.DType()))
}

// unknown is a shape of which only the number of axes is known.
func unknown(rank int) []int { return slices.Repeat([]int{-1}, rank) }

// symbolic is the shape of the output for texts that are not there yet.
func (t *TextVectorization) symbolic(c *model.Context, x *tensor.Tensor) model.Value {
	if c.Tracing() {
		tensor.Throw(&tensor.Untraceable{Op: "TextVectorization"})
	}
	shape := append([]int{}, x.Shape()...)
	if t.Split != nil {
		shape = append(t.column(c, x).Shape(), -1)
	} else if t.NGrams != nil {
		shape[len(shape)-1] = -1
	}
	rows := func(dt tensor.DType) model.Value {
		return model.Unborn{Spec: c.State.NewSpec("Ragged", tensor.Spec{DType: dt, Shape: shape}, len(shape)-1)}
	}
	if t.Mode == nil {
		if t.Split != nil && c.State.NewSpec != nil && len(shape) > 1 {
			return rows(tensor.String)
		}
		return tensor.Symbol(tensor.Spec{DType: tensor.String, Shape: shape})
	}
	if t.Ragged && c.State.NewSpec != nil && len(shape) > 1 {
		return rows(tensor.Int64)
	}
	y := model.One(c.Call(t.index, tensor.Symbol(tensor.Spec{DType: tensor.String, Shape: shape}), nil))
	if n, ok := t.Length.(int); ok && y.Rank() > 0 {
		if shape[len(shape)-1] = n; t.Split == nil {
			shape = unknown(len(shape))
		}
		return tensor.Symbol(tensor.Spec{DType: y.DType(), Shape: shape})
	}
	return asSparse(c, y, t.Sparse)
}
