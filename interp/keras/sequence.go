package keras

import (
	"math"
	"slices"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

func newSequenceModule() *object.Module {
	return &object.Module{
		Name: "keras.preprocessing.sequence",
		Doc:  "Bringing sequences into batches.",
		Members: func() []object.Member {
			return []object.Member{
				padSequencesMember(),
				object.Const("TimeseriesGenerator", timeseriesGeneratorClass()),
				object.Fun("make_sampling_table(size, sampling_factor=1e-5)", "For each word rank the probability of keeping the word, for skipgrams.", makeSamplingTable),
				object.Fun("skipgrams(sequence, vocabulary_size, window_size=4, negative_samples=1.0, shuffle=True, categorical=False, sampling_table=None, seed=None)",
					"Pairs of a word with one of its window (label 1) and with a random word (label 0).", skipgrams),
			}
		},
	}
}

func padSequencesMember() object.Member {
	return object.Fun("pad_sequences(sequences, maxlen=None, dtype='int32', padding='pre', truncating='pre', value=0.0)",
		"Brings sequences to one length by cutting and by filling up with a value.", padSequences)
}

func padSequences(th *object.Thread, a *object.Bound) (object.Value, error) {
	if _, err := object.Len(th, a.Value("sequences")); err != nil {
		return nil, object.ValueErrorf("`sequences` must be iterable.")
	}
	dt := binding.ToNumpyDType(th, a.Value("dtype"))
	if s, ok := a.Value("value").(string); ok && dt != tensor.String {
		return nil, object.ValueErrorf("`dtype` %s is not compatible with `value`'s type: <class 'str'>\nYou should set `dtype=object` for variable length strings.", a.Value("dtype")).
			WithHint("%q cannot fill an array of numbers", s)
	}
	seqs := a.Elems("sequences")
	longest := 0
	var sample []int
	for _, s := range seqs {
		n, err := object.Len(th, s)
		if err != nil {
			text, err := object.Str(th, s)
			if err != nil {
				return nil, err
			}
			return nil, object.ValueErrorf("`sequences` must be a list of iterables. Found non-iterable: %s", text)
		}
		if sample == nil && n > 0 {
			sample = append([]int{}, arrayArg(th, s).Shape()[1:]...)
		}
		longest = max(longest, n)
	}
	if len(seqs) == 0 && !a.Has("maxlen") {
		return nil, object.ValueErrorf("zero-size array to reduction operation maximum which has no identity")
	}
	width := a.IntOr("maxlen", longest)
	out := tensor.NewArray(dt, append([]int{len(seqs), width}, sample...)...)
	out.CopyFrom(binding.ToArray(th, a.Value("value"), dt).BroadcastTo(out.Shape()))
	for i, s := range seqs {
		if n, _ := object.Len(th, s); n == 0 {
			continue
		}
		if err := padOne(th, a, out, i, binding.ToArray(th, s, dt), sample); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// padOne copies one sequence into its row.
func padOne(th *object.Thread, a *object.Bound, out *tensor.Array, row int, s *tensor.Array, sample []int) error {
	n, width := s.Shape()[0], out.Shape()[1]
	keep, from := min(n, width), 0
	switch t := a.Value("truncating"); t {
	case "pre":
		from = n - keep
		if width == 0 { // s[-0:] is all of s
			return object.ValueErrorf("could not broadcast input array from shape %s into shape %s", tensor.ShapeString(s.Shape()), tensor.ShapeString(append([]int{0}, s.Shape()[1:]...)))
		}
	case "post":
	default:
		return object.ValueErrorf("Truncating type \"%v\" not understood", t)
	}
	if !slices.Equal(s.Shape()[1:], sample) {
		return object.ValueErrorf("Shape of sample %s of sequence at position %d is different from expected shape %s",
			tensor.ShapeString(s.Shape()[1:]), row, tensor.ShapeString(sample))
	}
	at := 0
	switch p := a.Value("padding"); p {
	case "post":
	case "pre":
		at = width - keep
	default:
		return object.ValueErrorf("Padding type \"%v\" not understood", p)
	}
	rows(out.Reshape(append([]int{out.Shape()[0] * width}, sample...)), row*width+at, keep).CopyFrom(rows(s, from, keep))
	return nil
}

// rows is a view of n entries along the first axis.
func rows(a *tensor.Array, from, n int) *tensor.Array {
	step := a.Strides()
	return a.View(append([]int{n}, a.Shape()[1:]...), step, a.Offset()+from*step[0])
}

// makeSamplingTable assumes Zipf's law: the frequency of the word of rank r is
// about 1 / (r (ln r + gamma) + 1/2 - 1/(12 r)).
func makeSamplingTable(th *object.Thread, a *object.Bound) (object.Value, error) {
	n, factor := a.Int("size"), a.Float("sampling_factor")
	table := make([]float64, max(n, 0))
	if n < 1 {
		return nil, object.IndexErrorf("index 0 is out of bounds for axis 0 with size 0")
	}
	for i := range table {
		r := float64(max(i, 1))
		f := factor * (r*(math.Log(r)+0.577) + 0.5 - 1/(12*r))
		table[i] = math.Min(1, f/math.Sqrt(f))
	}
	return tensor.FromSlice(table), nil
}

func skipgrams(th *object.Thread, a *object.Bound) (object.Value, error) {
	seq, window := a.Elems("sequence"), a.Int("window_size")
	categorical := a.Bool("categorical")
	random := func(fn string, args ...object.Value) object.Value {
		return object.Must(callImported(th, "random", fn, object.Pos(args...)))
	}
	label := func(positive bool) object.Value {
		switch {
		case categorical && positive:
			return object.NewList(0, 1)
		case categorical:
			return object.NewList(1, 0)
		case positive:
			return 1
		}
		return 0
	}
	couples, labels, words := &object.List{}, &object.List{}, &object.List{}
	for i, wi := range seq {
		if !object.Must(object.Truth(th, wi)) {
			continue
		}
		if table := a.Value("sampling_table"); table != nil {
			p := object.Must(object.AsFloat(th, object.Must(object.Index(th, table, wi))))
			if p < object.Must(object.AsFloat(th, random("random"))) {
				continue
			}
		}
		for j := max(0, i-window); j < min(len(seq), i+window+1); j++ {
			if j == i || !object.Must(object.Truth(th, seq[j])) {
				continue
			}
			couples.Elems = append(couples.Elems, object.NewList(wi, seq[j]))
			labels.Elems = append(labels.Elems, label(true))
			words.Elems = append(words.Elems, wi)
		}
	}
	if neg := a.Float("negative_samples"); neg > 0 {
		n := int(float64(len(labels.Elems)) * neg)
		random("shuffle", words)
		for i := range n {
			couples.Elems = append(couples.Elems, object.NewList(words.Elems[i%len(words.Elems)], random("randint", 1, a.Int("vocabulary_size")-1)))
			labels.Elems = append(labels.Elems, label(false))
		}
	}
	if a.Bool("shuffle") {
		seed := a.Value("seed")
		if seed == nil {
			seed = random("randint", 0, 10_000_000)
		}
		random("seed", seed)
		random("shuffle", couples)
		random("seed", seed)
		random("shuffle", labels)
	}
	return object.NewTuple(couples, labels), nil
}

// timeseriesGeneratorClass is keras.preprocessing.sequence.TimeseriesGenerator.
func timeseriesGeneratorClass() *object.Class {
	return timeseriesGeneratorClassOnce.get(newTimeseriesGeneratorClass)
}

var timeseriesGeneratorClassOnce lazyClass

func newTimeseriesGeneratorClass() *object.Class {
	names := []string{"length", "sampling_rate", "stride", "start_index", "end_index", "shuffle", "reverse", "batch_size"}
	return plainClass{
		module: "keras.src.preprocessing.sequence",
		base:   dataSequenceClass(),
		sig:    "TimeseriesGenerator(data, targets, length, sampling_rate=1, stride=1, start_index=0, end_index=None, shuffle=False, reverse=False, batch_size=128)",
		doc:    "Batches of windows over a series: samples of `length` steps with the target that follows them.",
		init: func(th *object.Thread, self *object.Instance, a *object.Bound) error {
			n, err := object.Len(th, a.Value("data"))
			if err != nil {
				return err
			}
			m, err := object.Len(th, a.Value("targets"))
			if err != nil {
				return err
			}
			if n != m {
				return object.ValueErrorf("Data and targets have to be of same length. Data length is %d while target length is %d", n, m)
			}
			setAttrs(self, a, append([]string{"data", "targets"}, names...)...)
			start, end := a.Int("start_index")+a.Int("length"), a.IntOr("end_index", n-1)
			self.Attrs.Set("start_index", start)
			self.Attrs.Set("end_index", end)
			if start > end {
				return object.ValueErrorf("`start_index+length=%d > end_index=%d` is disallowed, as no part of the sequence would be left to be used as current step.", start, end)
			}
			return nil
		},
		length: func(th *object.Thread, self object.Value) (int, error) {
			step := intAttr(th, self, "batch_size") * intAttr(th, self, "stride")
			return floorDiv(intAttr(th, self, "end_index")-intAttr(th, self, "start_index")+step, step), nil
		},
		index: timeseriesBatch,
		members: func() []object.Member {
			config := func(th *object.Thread, self object.Value) (*object.Dict, error) {
				d := object.NewDict()
				for _, n := range []string{"data", "targets"} {
					v := attr(self, n)
					if arr, ok := v.(*tensor.Array); ok {
						v = object.Must(object.CallMethodOf(th, arr, "tolist", object.Args{}))
					}
					text, err := callImported(th, "json", "dumps", object.Pos(v))
					if err != nil {
						return nil, err
					}
					d.SetStr(n, text)
				}
				for _, n := range names {
					d.SetStr(n, attr(self, n))
				}
				return d, nil
			}
			return []object.Member{
				object.Method("get_config(self)", "The generator as a dict, its data as JSON texts.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
					return config(th, a.Self())
				}),
				object.Method("to_json(self, **kwargs)", "The generator as a JSON text; kwargs go to json.dumps.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
					c, err := config(th, a.Self())
					if err != nil {
						return nil, err
					}
					d := object.DictOf("class_name", object.TypeName(a.Self()), "config", c)
					return callImported(th, "json", "dumps", object.Args{Pos: []object.Value{d}, Kw: a.Kwargs("kwargs")})
				}),
			}
		},
	}.class()
}

func intAttr(th *object.Thread, self object.Value, name string) int {
	return object.Must(object.AsIndex(th, attr(self, name)))
}

func floorDiv(a, b int) int {
	q := a / b
	if a%b != 0 && (a < 0) != (b < 0) {
		q--
	}
	return q
}

func timeseriesBatch(th *object.Thread, self, key object.Value) (object.Value, error) {
	index, err := object.AsIndex(th, key)
	if err != nil {
		return nil, err
	}
	start, end := intAttr(th, self, "start_index"), intAttr(th, self, "end_index")
	batch, stride, length := intAttr(th, self, "batch_size"), intAttr(th, self, "stride"), intAttr(th, self, "length")
	var at []int
	if object.Must(object.Truth(th, attr(self, "shuffle"))) {
		rows, err := callImported(th, "random", "choices", object.Pos(&object.Range{Start: start, Stop: end + 1, Step: 1}).With("k", batch))
		if err != nil {
			return nil, err
		}
		at = object.Must(object.AsInts(th, rows))
	} else {
		i := start + batch*stride*index
		for r := i; r < min(i+batch*stride, end+1); r += stride {
			at = append(at, r)
		}
	}
	samples, targets := &object.List{}, &object.List{}
	for _, r := range at {
		window := object.Must(object.Index(th, attr(self, "data"), &object.Slice{Start: r - length, Stop: r, Step: attr(self, "sampling_rate")}))
		samples.Elems = append(samples.Elems, window)
		targets.Elems = append(targets.Elems, object.Must(object.Index(th, attr(self, "targets"), r)))
	}
	x := object.Value(arrayArg(th, samples))
	if object.Must(object.Truth(th, attr(self, "reverse"))) {
		x = object.Must(object.Index(th, x, object.NewTuple(&object.Slice{}, &object.Slice{Step: -1}, object.Ellipsis)))
	}
	return object.NewTuple(x, arrayArg(th, targets)), nil
}
