package keras

import (
	"crypto/md5"
	"math/big"
	"sort"
	"strings"

	"kerash/interp/object"
)

// filtersArgs are the arguments that split a text, shared by the functions of
// keras.preprocessing.text.
const filtersArgs = `filters='!"#$%&()*+,-./:;<=>?@[\\]^_` + "`" + `{|}~\t\n', lower=True, split=' '`

// wordOptions say how a text is split into words.
type wordOptions struct {
	filters  string
	lower    bool
	split    string
	analyzer object.Value
}

func wordOptionsOf(th *object.Thread, get func(name string) object.Value) (o wordOptions, err error) {
	filters, err := object.ToSlice(th, get("filters"))
	if err != nil {
		return o, err
	}
	for _, c := range filters {
		if s, ok := c.(string); ok {
			o.filters += s
		}
	}
	if o.lower, err = object.Truth(th, get("lower")); err != nil {
		return o, err
	}
	o.split, _ = get("split").(string)
	if o.split == "" {
		return o, object.ValueErrorf("empty separator")
	}
	return o, nil
}

// words splits a text at the separator after turning filtered characters into it.
func (o wordOptions) words(th *object.Thread, text object.Value) ([]object.Value, error) {
	if o.analyzer != nil {
		seq, err := object.CallFn(th, o.analyzer, text)
		if err != nil {
			return nil, err
		}
		return object.ToSlice(th, seq)
	}
	s, ok := text.(string)
	if !ok {
		return nil, object.AttributeErrorf("'%s' object has no attribute 'lower'", object.TypeName(text))
	}
	if o.lower {
		s = strings.ToLower(s)
	}
	var b strings.Builder
	for _, c := range s {
		if strings.ContainsRune(o.filters, c) {
			b.WriteString(o.split)
		} else {
			b.WriteRune(c)
		}
	}
	words := []object.Value{}
	for w := range strings.SplitSeq(b.String(), o.split) {
		if w != "" {
			words = append(words, w)
		}
	}
	return words, nil
}

func newTextModule() *object.Module {
	return &object.Module{
		Name: "keras.preprocessing.text",
		Doc:  "Splitting texts into words and words into indices.",
		Members: func() []object.Member {
			return []object.Member{
				object.Const("Tokenizer", tokenizerClass()),
				object.Fun("text_to_word_sequence(input_text, "+filtersArgs+")", "The words of a text, lower-cased and without punctuation.", textToWords),
				object.Fun("one_hot(input_text, n, "+filtersArgs+", analyzer=None)", "The words of a text as hashes between 1 and n - 1.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
					return hashWords(th, a, a.Value("input_text"), nil)
				}),
				object.Fun("hashing_trick(text, n, hash_function=None, "+filtersArgs+", analyzer=None)", "The words of a text as hashes between 1 and n - 1, by hash, 'md5' or a function.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
					return hashWords(th, a, a.Value("text"), a.Value("hash_function"))
				}),
				object.Fun("tokenizer_from_json(json_string)", "The tokenizer that Tokenizer.to_json wrote.", tokenizerFromJSON),
			}
		},
	}
}

func textToWords(th *object.Thread, a *object.Bound) (object.Value, error) {
	o, err := wordOptionsOf(th, a.Value)
	if err != nil {
		return nil, err
	}
	words, err := o.words(th, a.Value("input_text"))
	return object.NewList(words...), err
}

func hashWords(th *object.Thread, a *object.Bound, text, hash object.Value) (object.Value, error) {
	o, err := wordOptionsOf(th, a.Value)
	if err != nil {
		return nil, err
	}
	o.analyzer = a.Value("analyzer")
	words, err := o.words(th, text)
	if err != nil {
		return nil, err
	}
	n := a.Int("n")
	if n == 1 {
		return nil, object.Errorf(object.ZeroDivisionError, "integer modulo by zero")
	}
	out := &object.List{}
	for _, w := range words {
		i, err := hashWord(th, w, hash, n-1)
		if err != nil {
			return nil, err
		}
		out.Elems = append(out.Elems, i+1)
	}
	return out, nil
}

// hashWord is a word's hash modulo n.
func hashWord(th *object.Thread, w, hash object.Value, n int) (int, error) {
	if hash == "md5" {
		s, _ := w.(string)
		sum := md5.Sum([]byte(s))
		return int(new(big.Int).Mod(new(big.Int).SetBytes(sum[:]), big.NewInt(int64(n))).Int64()), nil
	}
	var h int
	var err error
	if hash == nil {
		h, err = object.Hash(th, w)
	} else {
		var v object.Value
		if v, err = object.CallFn(th, hash, w); err == nil {
			h, err = object.AsIndex(th, v)
		}
	}
	if h %= n; h < 0 {
		h += n
	}
	return h, err
}

// sortedByCount orders words by falling count, equal ones as they were met.
func sortedByCount(words []object.Value, count func(object.Value) int) {
	sort.SliceStable(words, func(i, j int) bool { return count(words[i]) > count(words[j]) })
}
