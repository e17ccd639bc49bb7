package layers

import (
	"fmt"
	"math"
	"os"
	"slices"
	"strings"

	"kerash/model"
	"kerash/tensor"
)

// lookupTokens is the first arguments of the layers that look tokens up.
type lookupTokens struct {
	MaxTokens  *int `arg:"max_tokens" default:"None" doc:"largest size of the vocabulary, with mask and out-of-vocabulary tokens; None for no limit"`
	NumOOV     int  `arg:"num_oov_indices" default:"1" doc:"number of indices that tokens outside of the vocabulary share by a hash; 0 makes them errors"`
	MaskToken  any  `arg:"mask_token" default:"None" doc:"token of padding, which gets index 0"`
	OOVToken   any  `arg:"oov_token" default:"None" doc:"token that invert=True gives for an index outside of the vocabulary"`
	Vocabulary any  `arg:"vocabulary" default:"None" doc:"known vocabulary: a list, an array, or a file with one token per line"`
}

// lookupMode is the last arguments of the layers that look tokens up.
type lookupMode struct {
	Invert   bool   `arg:"invert" default:"False" doc:"whether to map indices back to tokens"`
	Mode     string `arg:"output_mode" default:"'int'" doc:"'int' for indices, or for each row 'one_hot', 'multi_hot', 'count' or 'tf_idf'"`
	Sparse   bool   `arg:"sparse" default:"False" doc:"whether vectors are a sparse tensor rather than a dense one"`
	Pad      bool   `arg:"pad_to_max_tokens" default:"False" doc:"whether vectors have max_tokens elements also for a smaller vocabulary"`
	DType    any    `arg:"dtype" default:"None" kwonly:"true" config:"-" doc:"dtype of the output"`
	Size     *int   `arg:"vocabulary_size" default:"None" kwonly:"true" doc:"size of the vocabulary in a saved layer"`
	HasInput any    `arg:"has_input_vocabulary" default:"None" kwonly:"true" config:"-" doc:"whether the vocabulary is known from the start, as a saved layer notes it"`
}

// token is the type of what is looked up.
type token interface{ string | int64 }

// lookup maps tokens to indices: first come the mask token, then the indices
// of unknown tokens, then the vocabulary.
type lookup[T token] struct {
	*lookupTokens
	*lookupMode
	idf   any // the argument idf_weights
	layer *model.Base
	state *model.State
	key   tensor.DType // of the tokens

	mask, oov *T
	tokens    []T
	ids       map[T]int64
	filled    bool // the vocabulary is there
	fixed     bool // and cannot be adapted

	counts, documents map[T]int64 // of adapt
	weights           *tensor.Variable
	docs              *tensor.Variable // the number of documents that adapt saw
}

// init checks the arguments and makes the vocabulary that was given.
func (l *lookup[T]) init(st *model.State) {
	l.check()
	l.state = st
	categoryDType(st, &l.layer.Policy, l.DType, l.Mode)
	l.layer.Init(st)
	checkCategoryDType(l.layer.Policy, l.Mode, "'")
	l.mask, l.oov = tokenOf[T](l.MaskToken), tokenOf[T](l.OOVToken)
	l.fixed = l.Vocabulary != nil
	if v, ok := l.HasInput.(bool); ok {
		l.fixed = v
	}
	if l.Mode == "tf_idf" {
		l.weights = tensor.NewVariable("Variable:0", tensor.NewArray(l.layer.Policy.Compute, l.first()))
		l.weights.Loosen([]int{-1})
		l.weights.Trainable = false
		l.layer.AddVariable(l.weights)
	}
	if l.Vocabulary != nil {
		l.set(l.Vocabulary, l.idf)
	}
	if l.fixed {
		return
	}
	l.forget()
	if l.Mode == "tf_idf" {
		l.docs = tensor.NewVariable("Variable:0", tensor.NewArray(tensor.Int64))
		l.docs.Trainable = false
		l.layer.AddVariable(l.docs)
	}
}

func (l *lookup[T]) check() {
	bad := func(format string, args ...any) { tensor.Throwf("ValueError", format, args...) }
	if l.MaxTokens != nil && *l.MaxTokens <= 1 {
		bad("If set, `max_tokens` must be greater than 1. Received: max_tokens=%d", *l.MaxTokens)
	}
	if l.Pad && l.MaxTokens == nil {
		bad("If pad_to_max_tokens is True, must set `max_tokens`. Received: max_tokens=None")
	}
	if l.NumOOV < 0 {
		bad("`num_oov_indices` must be greater than or equal to 0. Received: num_oov_indices=%d", l.NumOOV)
	}
	switch l.Mode {
	case "binary":
		l.Mode = "multi_hot"
	case "tf-idf":
		l.Mode = "tf_idf"
	}
	checkChoice(l.layer.ClassName(), "output_mode", l.Mode, "int", "one_hot", "multi_hot", "count", "tf_idf")
	if l.Invert && l.Mode != "int" {
		bad("`output_mode` must be `'int'` when `invert` is true. Received: output_mode=%s", l.Mode)
	}
	if l.Sparse && l.Mode == "int" {
		bad("`sparse` may only be true if `output_mode` is `'one_hot'`, `'multi_hot'`, `'count'` or `'tf_idf'`. Received: sparse=True and output_mode=%s", l.Mode)
	}
	if l.idf != nil && l.Mode != "tf_idf" {
		bad("`idf_weights` should only be set if `output_mode` is `'tf_idf'`. Received: idf_weights=%s and output_mode=%s", model.Describe(l.idf), l.Mode)
	}
}

// tokenOf is an argument as a token, nil for None.
func tokenOf[T token](v any) *T {
	var t T
	if v == nil {
		return nil
	}
	switch p := any(&t).(type) {
	case *string:
		s, ok := v.(string)
		if !ok {
			tensor.Throwf("ValueError", "Failed to convert a NumPy array to a Tensor (Unsupported object type %s).", model.PythonType(v))
		}
		*p = s
	case *int64:
		n, ok := model.AsInt(v)
		if f, isFloat := v.(float64); isFloat {
			n, ok = int(f), true
		}
		if !ok {
			tensor.Throwf("ValueError", "invalid literal for int() with base 10: %s", model.Repr(v))
		}
		*p = int64(n)
	}
	return &t
}

func (l *lookup[T]) idfWeights() *tensor.Variable { return l.weights }

// oovStart is the first index of unknown tokens.
func (l *lookup[T]) oovStart() int {
	if l.mask != nil && l.Mode == "int" {
		return 1
	}
	return 0
}

// first is the index of the vocabulary's first token.
func (l *lookup[T]) first() int { return l.oovStart() + l.NumOOV }

// size is the number of indices.
func (l *lookup[T]) size() int { return l.first() + len(l.tokens) }

// forget is the state before any data was seen.
func (l *lookup[T]) forget() {
	l.counts, l.documents = map[T]int64{}, map[T]int64{}
	if l.docs != nil {
		l.docs.SetValue(tensor.NewArray(tensor.Int64))
	}
}

// fill makes the vocabulary of tokens.
func (l *lookup[T]) fill(tokens []T) {
	l.tokens, l.ids, l.filled = tokens, make(map[T]int64, len(tokens)), true
	for i, t := range tokens {
		l.ids[t] = int64(l.first() + i)
	}
	l.freeze()
}

// freeze notes the size of the vocabulary, on which that of vectors depends.
func (l *lookup[T]) freeze() {
	n := l.size()
	if l.Mode != "int" && !l.Pad && l.Size != nil && *l.Size != n {
		tensor.Throwf("RuntimeError", "When using `output_mode=%s` and `pad_to_max_tokens=False`, the vocabulary size cannot be changed after the layer is called. Old vocab size is %d, new vocab size is %d", l.Mode, *l.Size, n)
	}
	l.Size = &n
}

// list is the tokens in the order of their indices; special includes those
// before the vocabulary.
func (l *lookup[T]) list(special bool) []any {
	out := []any{}
	if special {
		for i := range l.first() {
			if i == 0 && l.oovStart() == 1 {
				out = append(out, plainToken(*l.mask))
			} else if l.oov != nil {
				out = append(out, plainToken(*l.oov))
			} else {
				out = append(out, nil)
			}
		}
	}
	for _, t := range l.tokens {
		out = append(out, plainToken(t))
	}
	return out
}

func plainToken[T token](t T) any {
	if n, ok := any(t).(int64); ok {
		return int(n)
	}
	return t
}

func plainTokens[T token](ts []T) []any {
	out := make([]any, len(ts))
	for i, t := range ts {
		out[i] = plainToken(t)
	}
	return out
}

// set makes the vocabulary of a user's list, array or file.
func (l *lookup[T]) set(given, idf any) {
	if l.Mode == "tf_idf" {
		if idf == nil {
			tensor.Throwf("ValueError", "`idf_weights` must be set if output_mode is TF_IDF")
		}
	} else if idf != nil {
		tensor.Throwf("ValueError", "`idf_weights` should only be set if output_mode is `'tf_idf'`. Received: output_mode=%s and idf_weights=%s", l.Mode, model.Describe(idf))
	}
	if path, ok := given.(string); ok {
		l.state.CheckFiles()
		l.load(path)
		return
	}
	items, ok := model.Sequence(given)
	if !ok {
		tensor.Throwf("ValueError", "The vocabulary should be a list, an array or the name of a file. Received: %s", model.Describe(given))
	}
	if len(items) == 0 {
		tensor.Throwf("ValueError", "Cannot set an empty vocabulary, you passed [].")
	}
	all := make([]T, len(items))
	for i, it := range items {
		all[i] = *tokenOf[T](it)
	}
	tokens, special := all, l.beginsSpecial(all)
	if special {
		tokens = all[l.first():]
	}
	l.checkTokens(all, tokens)
	l.fill(tokens)
	if l.Mode == "tf_idf" && idf != false {
		l.setWeights(idf, len(all), special)
	}
}

// load makes the vocabulary of the lines of a file.
func (l *lookup[T]) load(path string) {
	text, err := os.ReadFile(path)
	if err != nil {
		tensor.Throwf("ValueError", "Vocabulary file %s does not exist.", path)
	}
	if l.Mode == "tf_idf" {
		tensor.Throwf("ValueError", "output_mode `'tf_idf'` does not support loading a vocabulary from file.")
	}
	l.fill(readTokens[T](strings.TrimSuffix(string(text), "\n")))
}

func readTokens[T token](text string) []T {
	var out []T
	for _, line := range strings.Split(text, "\n") {
		line = strings.TrimSuffix(line, "\r")
		var t T
		switch p := any(&t).(type) {
		case *string:
			*p = line
		case *int64:
			if _, err := fmt.Sscan(line, p); err != nil {
				tensor.Throwf("ValueError", "invalid literal for int() with base 10: '%s'", line)
			}
		}
		out = append(out, t)
	}
	return out
}

// specials is the tokens before the vocabulary.
func (l *lookup[T]) specials() []any { return l.list(true)[:l.first()] }

// beginsSpecial reports whether a list has them.
func (l *lookup[T]) beginsSpecial(all []T) bool {
	n := l.first()
	return n > 0 && len(all) >= n && slices.Equal(plainTokens(all[:n]), l.specials())
}

func (l *lookup[T]) checkTokens(all, tokens []T) {
	seen, repeated := map[T]int{}, []any{}
	for _, t := range tokens {
		if seen[t]++; seen[t] == 2 {
			repeated = append(repeated, plainToken(t))
		}
	}
	if len(repeated) > 0 {
		tensor.Throwf("ValueError", "The passed vocabulary has at least one repeated term. Please uniquify your dataset. The repeated terms are %s", model.Describe(repeated))
	}
	misplaced := func(kind, name string, t T) {
		at := len(all) - 1
		for all[at] != t {
			at--
		}
		tensor.Throwf("ValueError", "Found reserved %s token at unexpected location in `vocabulary`. Note that passed `vocabulary` does not need to include the OOV and mask tokens. Either remove all mask and OOV tokens, or include them only at the start of the vocabulary in precisely this order: %s. Received: %s_token=%v at vocabulary index [%d]",
			kind, model.Describe(l.specials()), name, t, at)
	}
	if l.mask != nil && seen[*l.mask] > 0 {
		misplaced("mask", "mask", *l.mask)
	}
	if l.oov != nil && l.Invert && seen[*l.oov] > 0 {
		misplaced("OOV", "oov", *l.oov)
	}
	if n := l.first() + len(tokens); l.MaxTokens != nil && n > *l.MaxTokens {
		tensor.Throwf("ValueError", "Attempted to set a vocabulary larger than the maximum vocab size. Passed vocab size is %d, max vocab size is %d.", n, *l.MaxTokens)
	}
}

// setWeights sets the weights of tf_idf, one for each of n tokens of a list
// that did or did not have the special ones.
func (l *lookup[T]) setWeights(idf any, n int, special bool) {
	values := model.AsTensor(idf, tensor.Float64).Array().Cast(tensor.Float64)
	if n != values.Shape()[0] {
		tensor.Throwf("ValueError", "`idf_weights` must be the same length as vocabulary. len(idf_weights) is %d, len(vocabulary) is %d", n, values.Shape()[0])
	}
	weights := values.Floats()
	if !special {
		sum := 0.0
		for _, w := range weights {
			sum += w
		}
		weights = append(slices.Repeat([]float64{sum / float64(n)}, l.first()), weights...)
	}
	l.assignWeights(weights)
}

func (l *lookup[T]) assignWeights(weights []float64) {
	if l.Pad {
		weights = append(weights, make([]float64, max(*l.MaxTokens-len(weights), 0))...)
	}
	l.weights.SetValue(tensor.FromSlice(weights))
}

// callAny is the layer's output for a tensor, or for a ragged or sparse one.
func (l *lookup[T]) callAny(c *model.Context, in model.Value) model.Value {
	if l.Mode == "int" {
		if y, ok := onElements(in, func(x *tensor.Tensor) *tensor.Tensor { return l.call(c, x) }); ok {
			return y
		}
	}
	r, ok := in.(model.Ragged)
	if !ok {
		return asSparse(c, l.call(c, whole(c, in)), l.Sparse)
	}
	if rows := r.RowLengths(); r.Inner().IsSymbolic() {
		return asSparse(c, l.call(c, tensor.Symbol(tensor.Spec{DType: l.key, Shape: []int{len(rows), slices.Max(append(rows, 0))}})), l.Sparse)
	}
	l.ready(true)
	keys := keysOf[T](c.Cast(r.Inner(), l.key).Array())
	ids := make([]int64, len(keys))
	l.indices(keys, ids)
	return asSparse(c, l.encode(c, padRows(tensor.Const(ids), r.RowLengths(), -1, maskedOut)), l.Sparse)
}

// call is the layer's output for x.
func (l *lookup[T]) call(c *model.Context, x *tensor.Tensor) *tensor.Tensor {
	l.ready(running(c, x))
	if l.Invert {
		return l.inverted(c, c.Cast(x, tensor.Int64))
	}
	ids := mapped(c, c.Cast(x, l.key), tensor.Int64, func(in, out *tensor.Array) { l.indices(keysOf[T](in), tensor.Data[int64](out)) })
	if l.Mode == "int" {
		return c.Cast(ids, l.layer.Policy.Compute)
	}
	return l.encode(c, ids)
}

// encode is the vectors of rows of indices.
func (l *lookup[T]) encode(c *model.Context, ids *tensor.Tensor) *tensor.Tensor {
	depth := 0
	if l.Pad {
		depth = *l.MaxTokens
	} else {
		depth = *l.Size
	}
	y := encodeCategories(c, ids, l.Mode, depth, l.layer.Policy.Compute, nil)
	if l.Mode == "tf_idf" {
		return c.Mul(y, c.Read(l.weights))
	}
	return y
}

// maskedOut is the index of a masked token in vectors: it counts nowhere.
const maskedOut = math.MaxInt64

// indices looks keys up.
func (l *lookup[T]) indices(keys []T, out []int64) {
	var unknown []any
	for i, t := range keys {
		id, ok := l.ids[t]
		switch {
		case l.mask != nil && t == *l.mask:
			if id = 0; l.Mode != "int" {
				id = maskedOut
			}
		case ok:
		case l.NumOOV == 0:
			unknown = append(unknown, plainToken(t))
		default:
			id = int64(l.oovStart()) + bucketOf(t, int64(l.NumOOV))
		}
		out[i] = id
	}
	if len(unknown) > 0 {
		failAssert("When `num_oov_indices=0` all inputs should be in vocabulary, found OOV values %s, consider setting `num_oov_indices=1`.", tokensText(unknown))
	}
}

// tokensText is tokens as tf.strings.format writes them.
func tokensText(ts []any) string {
	const summarize = 3
	var parts []string
	for i, t := range ts {
		if len(ts) > 2*summarize && i == summarize {
			parts = append(parts, "...")
		}
		if len(ts) > 2*summarize && i >= summarize && i < len(ts)-summarize {
			continue
		}
		if s, ok := t.(string); ok {
			parts = append(parts, `"`+s+`"`)
		} else {
			parts = append(parts, fmt.Sprint(t))
		}
	}
	return "[" + strings.Join(parts, " ") + "]"
}

// bucketOf is which of n indices an unknown token gets.
func bucketOf[T token](t T, n int64) int64 {
	if n == 1 {
		return 0
	}
	switch v := any(t).(type) {
	case int64:
		return (v%n + n) % n
	case string:
		return int64(tensor.Fingerprint64(v) % uint64(n))
	}
	return 0
}

// inverted is the tokens of indices.
func (l *lookup[T]) inverted(c *model.Context, ids *tensor.Tensor) *tensor.Tensor {
	dt := tensor.String
	if l.key != tensor.String {
		dt = tensor.Int64
	}
	tokens := mapped(c, ids, dt, func(in, out *tensor.Array) {
		y := tensor.Data[T](out)
		for i := range y {
			k := in.Int(i)
			switch at := k - int64(l.first()); {
			case k == 0 && l.mask != nil:
				y[i] = *l.mask
			case at >= 0 && at < int64(len(l.tokens)):
				y[i] = l.tokens[at]
			case l.oov != nil:
				y[i] = *l.oov
			}
		}
	})
	return c.Cast(tokens, l.key)
}
