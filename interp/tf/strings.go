package tf

import (
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// stringDecls are the functions of tf.strings.
func stringDecls() []decl {
	return []decl{
		{names: "strings.unicode_script", sig: "unicode_script(input, name=None)", doc: "The numbers of the scripts that code points belong to, as ICU counts them.", raw: true, fn: unicodeScript},
		{names: "strings.lower", sig: "string_lower(input, encoding='', name=None)", doc: "Letters made small; encoding='utf-8' for those beyond ASCII.", raw: true, elementwise: true, fn: func(c *call) object.Value {
			return c.s.StringLower(c.text("input"), c.letters("StringLower"))
		}},
		{names: "strings.upper", sig: "string_upper(input, encoding='', name=None)", doc: "Letters made large; encoding='utf-8' for those beyond ASCII.", raw: true, elementwise: true, fn: func(c *call) object.Value {
			return c.s.StringUpper(c.text("input"), c.letters("StringUpper"))
		}},
		{names: "strings.strip", sig: "string_strip(input, name=None)", doc: "White space taken from both ends.", raw: true, elementwise: true, fn: func(c *call) object.Value { return c.s.StringStrip(c.text("input")) }},
		{names: "strings.length", sig: "string_length_v2(input, unit='BYTE', name=None)", doc: "The number of bytes, or of characters with unit='UTF8_CHAR'.", elementwise: true, fn: func(c *call) object.Value {
			return c.s.StringLength(c.text("input"), c.chars("StringLength"))
		}},
		{names: "strings.substr", sig: "substr_v2(input, pos, len, unit='BYTE', name=None)", doc: "The part of len bytes (or characters) from pos on.", elementwise: true, fn: func(c *call) object.Value {
			pos, n := c.pair("pos", "len")
			return c.s.Substr(c.text("input"), pos, n, c.chars("Substr"))
		}},
		{names: "strings.join", sig: "string_join(inputs, separator='', name=None)", doc: "Joins tensors of strings elementwise.", fn: func(c *call) object.Value {
			var ts []*tensor.Tensor
			for _, v := range c.Elems("inputs") {
				if t, ok := v.(*tensor.Tensor); ok {
					ts = append(ts, t)
					continue
				}
				ts = append(ts, binding.ToTensor(c.th, v, tensor.String))
			}
			return c.s.StringJoin(ts, c.Str("separator"))
		}},
		{names: "strings.reduce_join", sig: "reduce_join_v2(inputs, axis=None, keepdims=False, separator='', name=None)", doc: "Joins strings along axes.", fn: func(c *call) object.Value {
			return c.s.ReduceJoin(c.text("inputs"), c.axes("axis"), c.Bool("keepdims"), c.Str("separator"))
		}},
		{names: "strings.unsorted_segment_join", sig: "unsorted_segment_join(inputs, segment_ids, num_segments, separator='', name=None)", doc: "Joins strings with equal ids.", fn: func(c *call) object.Value {
			return c.s.SegmentJoin(c.text("inputs"), c.tensor("segment_ids"), c.int("num_segments"), c.Str("separator"))
		}},
		{names: "strings.regex_replace", sig: "regex_replace(input, pattern, rewrite, replace_global=True, name=None)", doc: "Replaces what a regular expression (RE2) matches.", elementwise: true, fn: func(c *call) object.Value {
			return c.s.RegexReplace(c.text("input"), c.constText("pattern"), c.constText("rewrite"), c.Bool("replace_global"))
		}},
		{names: "strings.regex_full_match", sig: "regex_full_match(input, pattern, name=None)", doc: "Whether a regular expression (RE2) matches all of a string.", elementwise: true, fn: func(c *call) object.Value {
			return c.s.RegexFullMatch(c.text("input"), c.constText("pattern"))
		}},
		{names: "strings.to_number", direct: true, sig: "to_number(input, out_type=tf.float32, name=None)", doc: "Strings read as numbers.", elementwise: true, fn: func(c *call) object.Value {
			return c.s.StringToNumber(c.text("input"), c.dtype("out_type", tensor.Float32))
		}},
		{names: "strings.as_string as_string", sig: "as_string(input, precision=-1, scientific=False, shortest=False, width=-1, fill='', name=None)", doc: "Numbers written as strings.", raw: true, elementwise: true, fn: func(c *call) object.Value {
			return c.s.AsString(c.tensor("input"), c.int("precision"), c.Bool("scientific"), c.Bool("shortest"), c.int("width"), c.Str("fill"))
		}},
		{names: "strings.format", sig: "string_format(template, inputs, placeholder='{}', summarize=3, name=None)", doc: "A template in which placeholders are replaced by tensors.", fn: formatStrings},
		{names: "strings.to_hash_bucket", sig: "string_to_hash_bucket(input, num_buckets, name=None)", doc: "A number below num_buckets for each string.", elementwise: true, fn: func(c *call) object.Value {
			return c.s.HashBucket(c.text("input"), c.buckets("StringToHashBucket", "string_tensor:string"))
		}},
		{names: "strings.to_hash_bucket_fast", sig: "string_to_hash_bucket_fast(input, num_buckets, name=None)", doc: "A number below num_buckets for each string, by a fast hash.", raw: true, elementwise: true, fn: func(c *call) object.Value {
			return c.s.HashBucketFast(c.text("input"), c.buckets("StringToHashBucketFast", "input:string"))
		}},
		{names: "strings.to_hash_bucket_strong", sig: "string_to_hash_bucket_strong(input, num_buckets, key, name=None)", doc: "A number below num_buckets for each string, by a keyed hash.", raw: true, elementwise: true, fn: func(c *call) object.Value {
			key := c.Ints("key")
			if len(key) != 2 {
				opFailed("InvalidArgumentError", "StringToHashBucketStrong", "Key must have 2 elements")
			}
			return c.s.HashBucketStrong(c.text("input"), c.buckets("StringToHashBucketStrong", "input:string"), [2]uint64{uint64(key[0]), uint64(key[1])})
		}},
		{names: "strings.split", sig: "string_split_v2(input, sep=None, maxsplit=-1, name=None)", doc: "The parts between separators, white space by default.", fn: func(c *call) object.Value {
			sep, limit := c.StrOr("sep", ""), c.int("maxsplit")
			return c.pieces(func(s string) []string { return tensor.SplitString(s, sep, limit) })
		}},
		{names: "strings.bytes_split", sig: "string_bytes_split(input, name=None)", doc: "The bytes of strings.", fn: func(c *call) object.Value { return c.pieces(tensor.SplitBytes) }},
		{names: "strings.unicode_split", sig: "unicode_split(input, input_encoding, errors='replace', replacement_char=65533, name=None)", doc: "The characters of strings.", fn: func(c *call) object.Value { return c.pieces(c.decoding("UnicodeDecode").characters) }},
		{names: "strings.unicode_split_with_offsets", sig: "unicode_split_with_offsets(input, input_encoding, errors='replace', replacement_char=65533, name=None)", doc: "The characters of strings and where they begin.", fn: func(c *call) object.Value {
			d := c.decoding("UnicodeDecodeWithOffsets")
			return object.NewTuple(c.pieces(d.characters), c.numbers(tensor.Int64, d.begins))
		}},
		{names: "strings.unicode_decode", sig: "unicode_decode(input, input_encoding, errors='replace', replacement_char=65533, replace_control_characters=False, name=None)", doc: "The code points of strings.", fn: func(c *call) object.Value { return c.numbers(tensor.Int32, c.decoding("UnicodeDecode").points) }},
		{names: "strings.unicode_decode_with_offsets", sig: "unicode_decode_with_offsets(input, input_encoding, errors='replace', replacement_char=65533, replace_control_characters=False, name=None)", doc: "The code points of strings and where they begin.", fn: func(c *call) object.Value {
			d := c.decoding("UnicodeDecodeWithOffsets")
			return object.NewTuple(c.numbers(tensor.Int32, d.points), c.numbers(tensor.Int64, d.begins))
		}},
		{names: "strings.unicode_encode", sig: "unicode_encode(input, output_encoding, errors='replace', replacement_char=65533, name=None)", doc: "Strings of code points.", fn: unicodeEncode, ragged: unicodeEncode},
		{names: "strings.unicode_transcode", sig: "unicode_transcode(input, input_encoding, output_encoding, errors='replace', replacement_char=65533, replace_control_characters=False, name=None)", doc: "Strings in another encoding.", raw: true, fn: func(c *call) object.Value {
			to, d := c.Str("output_encoding"), c.decoding("UnicodeTranscode")
			a := c.text("input").Array()
			out := make([]string, a.Size())
			for i := range out {
				out[i] = encode(d.runes(a.Str(i)), to)
			}
			return tensor.Const(out, a.Shape()...)
		}},
		{names: "strings.ngrams", sig: "ngrams(data, ngram_width, separator=' ', pad_values=None, padding_width=None, preserve_short_sequences=False, name=None)", doc: "Runs of neighbouring strings, joined.", fn: ngrams, ragged: ngrams},
	}
}

// text is an argument as a tensor of strings.
func (c *call) text(name string) *tensor.Tensor {
	if v := c.Value(name); binding.IsTensor(v) {
		return c.tensor(name)
	}
	return c.tensorAs(name, tensor.String)
}

// constText is a string argument, or a tensor of one string.
func (c *call) constText(name string) string {
	return c.tensorAs(name, tensor.String).Array().Str(0)
}

// chars reads the argument unit.
func (c *call) chars(op string) bool {
	switch u := c.Str("unit"); u {
	case "BYTE":
		return false
	case "UTF8_CHAR":
		return true
	default:
		tensor.Throwf("InvalidArgumentError", "Value for attr 'unit' of \"%s\" is not in the list of allowed values: \"BYTE\", \"UTF8_CHAR\"\n\t; NodeDef: {{node %s}} [Op:%s]", u, op, op)
	}
	return false
}

// pieces cuts each string; the pieces of several strings are rows of a ragged
// tensor.
func (c *call) pieces(cut func(s string) []string) object.Value {
	a := c.tensorAs("input", tensor.String).Array()
	var all []string
	lengths := make([]int, a.Size())
	for i := range lengths {
		p := cut(a.Str(i))
		lengths[i] = len(p)
		all = append(all, p...)
	}
	return wrapRows(tensor.Const(append([]string{}, all...)), lengths, a.Shape())
}

// numbers is pieces for numbers.
func (c *call) numbers(dt tensor.DType, of func(s string) []int64) object.Value {
	a := c.tensorAs("input", tensor.String).Array()
	all := []int64{}
	lengths := make([]int, a.Size())
	for i := range lengths {
		p := of(a.Str(i))
		lengths[i] = len(p)
		all = append(all, p...)
	}
	return wrapRows(c.s.Cast(tensor.Const(all), dt), lengths, a.Shape())
}

// wrapRows gives rows the shape of the strings that they come from.
func wrapRows(values *tensor.Tensor, lengths, shape []int) object.Value {
	if len(shape) == 0 {
		return values
	}
	var out object.Value = newRagged(values, lengths)
	for i := len(shape) - 1; i > 0; i-- {
		rows := tensor.NumElements(shape[:i])
		n := make([]int, rows)
		for k := range n {
			n[k] = shape[i]
		}
		out = newRagged(out, n)
	}
	return out
}

func encode(rs []rune, encoding string) string {
	switch strings.ToUpper(encoding) {
	case "UTF-8":
		return string(rs)
	case "UTF-16-BE", "UTF-16BE":
		var b strings.Builder
		for _, u := range utf16.Encode(rs) {
			b.WriteByte(byte(u >> 8))
			b.WriteByte(byte(u))
		}
		return b.String()
	case "UTF-32-BE", "UTF-32BE":
		var b strings.Builder
		for _, r := range rs {
			b.Write([]byte{byte(r >> 24), byte(r >> 16), byte(r >> 8), byte(r)})
		}
		return b.String()
	}
	tensor.Throwf("InvalidArgumentError", "Value for attr 'output_encoding' of \"%s\" is not in the list of allowed values: \"UTF-8\", \"UTF-16-BE\", \"UTF-32-BE\"\n\t; NodeDef: {{node UnicodeEncode}} [Op:UnicodeEncode] name: ", encoding)
	return ""
}

func unicodeEncode(c *call) object.Value {
	to := c.Str("output_encoding")
	text := func(a *tensor.Array, lo, hi int) string {
		rs := make([]rune, 0, hi-lo)
		for i := lo; i < hi; i++ {
			r := rune(a.Int(i))
			if !utf8.ValidRune(r) {
				r = rune(c.int("replacement_char"))
			}
			rs = append(rs, r)
		}
		return encode(rs, to)
	}
	if r, ok := c.Value("input").(*Ragged); ok {
		out := make([]string, r.rows())
		a := r.flat().Array()
		for i := range out {
			out[i] = text(a, int(r.splits[i]), int(r.splits[i+1]))
		}
		return tensor.Const(out)
	}
	a := c.tensor("input").Array()
	if a.Rank() == 0 {
		object.Throw(object.ValueErrorf("input_tensor's rank must be at least 1."))
	}
	shape := a.Shape()[:a.Rank()-1]
	width := a.Shape()[a.Rank()-1]
	out := make([]string, tensor.NumElements(shape))
	for i := range out {
		out[i] = text(a, i*width, (i+1)*width)
	}
	return tensor.Const(out, append([]int{}, shape...)...)
}

func formatStrings(c *call) object.Value {
	v := c.Value("inputs")
	var ts []*tensor.Tensor
	if _, text := v.(string); text || binding.IsTensor(v) {
		ts = []*tensor.Tensor{c.tensor("inputs")}
	} else {
		elems, ok := listOf(v)
		if !ok {
			object.Throw(object.TypeErrorf("object of type '%s' has no len()", object.TypeName(v)))
		}
		for _, e := range elems {
			ts = append(ts, binding.ToTensor(c.th, e, tensor.Invalid))
		}
	}
	mark := c.Str("placeholder")
	parts := strings.Split(c.Str("template"), mark)
	if len(parts)-1 != len(ts) {
		object.Throw(object.ValueErrorf("The template expects %d tensors, but the inputs only has %d. Please ensure the number of placeholders in template matches inputs length.", len(parts)-1, len(ts)))
	}
	s := parts[0]
	for i, t := range ts {
		s += TensorText(t.Array(), c.int("summarize")) + parts[i+1]
	}
	return tensor.ConstScalar(s)
}

// letters reports whether letters beyond ASCII change too.
func (c *call) letters(op string) bool {
	switch encoding := c.Str("encoding"); strings.ToLower(encoding) {
	case "":
		return false
	case "utf-8":
	default:
		opFailed("InvalidArgumentError", op, "only utf-8 or '' (no encoding) is supported, received %s", encoding)
	}
	return true
}

// buckets is the argument num_buckets, which must be positive.
func (c *call) buckets(op, input string) int64 {
	n := c.int("num_buckets")
	if n < 1 {
		more := ""
		if op == "StringToHashBucketStrong" {
			more = "; attr=key:list(int)"
		}
		tensor.Throwf("InvalidArgumentError", "Value for attr 'num_buckets' of %d must be at least minimum 1\n\t; NodeDef: {{node %s}}; Op<name=%s; signature=%s -> output:int64; attr=num_buckets:int,min=1%s> [Op:%s]", n, op, op, input, more, op)
	}
	return int64(n)
}

func ngrams(c *call) object.Value {
	widths := c.Ints("ngram_width")
	if slices.Min(append([]int{1}, widths...)) < 1 {
		object.Throw(object.ValueErrorf("All ngram_widths must be greater than 0. Got %s", object.Must(object.Str(c.th, c.Value("ngram_width")))))
	}
	sep := c.Str("separator")
	left, right, padded := "", "", false
	if c.Has("pad_values") {
		padded = true
		if s, ok := c.Value("pad_values").(string); ok {
			left, right = s, s
		} else {
			pv := c.Elems("pad_values")
			left, _ = pv[0].(string)
			right, _ = pv[1].(string)
		}
	}
	grams := func(words []string) []string {
		var out, row []string
		for _, w := range widths {
			row = words
			if padded {
				n := w - 1
				if c.Has("padding_width") {
					n = min(n, c.int("padding_width"))
				}
				row = append(append(repeatText(left, n), words...), repeatText(right, n)...)
			}
			out = append(out, tensor.NGrams(row, w, sep)...)
		}
		if len(out) == 0 && c.Bool("preserve_short_sequences") && len(words) > 0 {
			return []string{strings.Join(row, sep)}
		}
		return out
	}
	row := func(a *tensor.Array, lo, hi int) []string {
		words := make([]string, 0, hi-lo)
		for i := lo; i < hi; i++ {
			words = append(words, a.Str(i))
		}
		return grams(words)
	}
	var all []string
	var lengths []int
	if r, ok := c.Value("data").(*Ragged); ok {
		a := r.flat().Array()
		for i := range r.rows() {
			g := row(a, int(r.splits[i]), int(r.splits[i+1]))
			all, lengths = append(all, g...), append(lengths, len(g))
		}
		return newRagged(tensor.Const(append([]string{}, all...)), lengths)
	}
	a := c.tensorAs("data", tensor.String).Array()
	if a.Rank() == 0 {
		object.Throw(object.ValueErrorf("Argument `data` must be a tensor of rank 1 or more"))
	}
	width := a.Shape()[a.Rank()-1]
	shape := append([]int{}, a.Shape()[:a.Rank()-1]...)
	n := 0
	for i := range tensor.NumElements(shape) {
		g := row(a, i*width, (i+1)*width)
		all, n = append(all, g...), len(g)
	}
	return tensor.Const(append([]string{}, all...), append(shape, n)...)
}

func repeatText(s string, n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = s
	}
	return out
}
