package tensor

import (
	"strings"
	"unicode/utf8"
)

// substrAttr says whether a Substr counts characters.
type substrAttr struct{ chars bool }

// opSubstr cuts a part out of each string; inputs are the strings, the first
// positions and the lengths, broadcast.
var opSubstr = &Op{
	Name: "Substr",
	Infer: func(c *Call) []Spec {
		requireString(c, "Substr", 0)
		shape, ok := BroadcastShapes(c.In[1].Shape, c.In[2].Shape)
		if ok {
			shape, ok = BroadcastShapes(c.In[0].Shape, shape)
		}
		if !ok {
			throwList("Substr", "Incompatible shapes: %s vs. %s", shapeBrackets(c.In[0].Shape), shapeBrackets(c.In[1].Shape))
		}
		return c.result(Spec{String, shape})
	},
	Eval: func(c *Call, in, out []*Array) {
		x, pos, n := in[0].BroadcastTo(out[0].shape), in[1].BroadcastTo(out[0].shape), in[2].BroadcastTo(out[0].shape)
		for i, y := 0, Data[string](out[0]); i < len(y); i++ {
			part, ok := substring(x.Str(i), int(pos.Int(i)), int(n.Int(i)), c.Attr.(*substrAttr).chars)
			if !ok {
				throwList("Substr", "pos %d out of range for string b'%s' at index %d", pos.Int(i), x.Str(i), i)
			}
			y[i] = part
		}
	},
}

func substring(s string, pos, n int, chars bool) (part string, ok bool) {
	size := len(s)
	var runes []rune
	if chars {
		runes = []rune(s)
		size = len(runes)
	}
	if pos < -size || pos > size {
		return "", false
	}
	if pos < 0 {
		pos += size
	}
	end := min(pos+max(n, 0), size)
	if chars {
		return string(runes[pos:end]), true
	}
	return s[pos:end], true
}

// Substr is the part of each string that begins at pos (from the end when it
// is negative) and has n bytes or characters.
func (s *Scope) Substr(x, pos, n *Tensor, chars bool) *Tensor {
	if !SameShape(pos.Shape(), n.Shape()) && IsStatic(pos.Shape()) && IsStatic(n.Shape()) {
		throwList("Substr", "pos and len should have the same shape, got: %s vs. %s", shapeBrackets(pos.Shape()), shapeBrackets(n.Shape()))
	}
	return s.Apply1(opSubstr, &substrAttr{chars}, x, pos, n)
}

// joinAttr is the separator of the joining ops.
type joinAttr struct {
	separator string
	axes      []int
	keep      bool
}

// opStringJoin joins strings of several tensors, of one shape or scalars.
var opStringJoin = &Op{
	Name: "StringJoin",
	Infer: func(c *Call) []Spec {
		shape := []int{}
		for i, sp := range c.In {
			requireString(c, "StringJoin", i)
			if len(sp.Shape) == 0 {
				continue
			}
			if len(shape) > 0 && !fits(shape, sp.Shape) {
				Throwf("InvalidArgumentError", "{{function_node __wrapped__StringJoin_N_%d_device_/job:localhost/replica:0/task:0/device:CPU:0}} Input shapes do not match: %s vs. %s [Op:StringJoin]", len(c.In), shapeBrackets(shape), shapeBrackets(sp.Shape))
			}
			shape = sp.Shape
		}
		return c.result(Spec{String, shape})
	},
	Eval: func(c *Call, in, out []*Array) {
		parts := make([]string, len(in))
		for i, y := 0, Data[string](out[0]); i < len(y); i++ {
			for k, x := range in {
				parts[k] = Data[string](x)[i*stepOf(x.Size(), len(y))]
			}
			y[i] = strings.Join(parts, c.Attr.(*joinAttr).separator)
		}
	},
}

// StringJoin joins the strings of several tensors, element by element; scalars
// go with every element.
func (s *Scope) StringJoin(xs []*Tensor, separator string) *Tensor {
	return s.Apply1(opStringJoin, &joinAttr{separator: separator}, xs...)
}

// opReduceJoin joins the strings along axes, in the order in which they are
// given.
var opReduceJoin = &Op{
	Name: "ReduceJoin",
	Infer: func(c *Call) []Spec {
		a := c.Attr.(*joinAttr)
		requireString(c, "ReduceJoin", 0)
		return c.result(Spec{String, reducedShape(c.In[0].Shape, uniqueAxes(a.axes, len(c.In[0].Shape)), a.keep)})
	},
	Eval: func(c *Call, in, out []*Array) {
		a, y := c.Attr.(*joinAttr), Data[string](out[0])
		r := in[0].Rank()
		sorted := uniqueAxes(a.axes, r)
		perm := keptThenReduced(r, sorted)
		copy(perm[r-len(a.axes):], a.axes)
		x := Data[string](in[0].Permute(perm).Contiguous())
		n := 0
		if len(y) > 0 {
			n = len(x) / len(y)
		}
		for i := range y {
			y[i] = strings.Join(x[i*n:(i+1)*n], a.separator)
		}
	},
}

// ReduceJoin joins the strings along axes (nil for all).
func (s *Scope) ReduceJoin(x *Tensor, axes []int, keepdims bool, separator string) *Tensor {
	r := x.Rank()
	order := make([]int, 0, r)
	if axes == nil {
		order = Axes(nil, r)
	}
	for _, ax := range axes {
		if ax < -r || ax >= r {
			Throwf("OutOfRangeError", "{{function_node __wrapped__ReduceJoin_device_/job:localhost/replica:0/task:0/device:CPU:0}} Invalid reduction dimension %d for input with %d dimension(s) [Op:ReduceJoin] name: ", ax, r)
		}
		order = append(order, normalAxis(ax, r))
	}
	return s.Apply1(opReduceJoin, &joinAttr{separator, order, keepdims}, x)
}

// SegmentJoin joins the strings with equal ids, of which there are n; a
// negative id leaves its string out.
func (s *Scope) SegmentJoin(x, ids *Tensor, n int, separator string) *Tensor {
	if n < 0 || x.DType() != String || !ids.DType().IsInteger() || !fits(x.Shape(), ids.Shape()) {
		throwList("UnsortedSegmentJoin", "inputs and segment_ids must be strings and integers of one shape, and num_segments not negative")
	}
	parts := make([][]string, n)
	a, which := x.Array(), ids.Array()
	for i := range which.Size() {
		id := int(which.Int(i))
		if id >= n {
			throwList("UnsortedSegmentJoin", "segment_ids[%d] = %d is out of range [0, %d)", i, id, n)
		}
		if id >= 0 {
			parts[id] = append(parts[id], a.Str(i))
		}
	}
	joined := make([]string, n)
	for i, p := range parts {
		joined[i] = strings.Join(p, separator)
	}
	return Const(joined)
}

// SplitString cuts a string at a separator or, for an empty one, at white
// space, at most limit times when limit is not negative.
func SplitString(s, separator string, limit int) []string {
	if separator != "" {
		if limit >= 0 {
			return strings.SplitN(s, separator, limit+1)
		}
		return strings.Split(s, separator)
	}
	out := []string{}
	for s = strings.TrimLeft(s, asciiSpace); s != ""; s = strings.TrimLeft(s, asciiSpace) {
		at := strings.IndexAny(s, asciiSpace)
		if at < 0 {
			at = len(s)
		}
		out, s = append(out, s[:at]), strings.TrimLeft(s[at:], asciiSpace)
		if limit > 0 && len(out) == limit {
			return append(out, s) // also when nothing is left
		}
	}
	return out
}

const asciiSpace = " \t\n\v\f\r"

// SplitChars cuts a string into its characters; bytes that are no UTF-8 become
// the replacement character.
func SplitChars(s string) []string {
	out := make([]string, 0, len(s))
	for _, r := range s {
		out = append(out, string(r))
	}
	return out
}

// SplitBytes cuts a string into its bytes.
func SplitBytes(s string) []string {
	out := make([]string, len(s))
	for i := range out {
		out[i] = s[i : i+1]
	}
	return out
}

// NGrams joins neighbouring strings: each run of width of them.
func NGrams(words []string, width int, separator string) []string {
	out := []string{}
	for i := 0; i+width <= len(words); i++ {
		out = append(out, strings.Join(words[i:i+width], separator))
	}
	return out
}

// EditDistance is the number of insertions, deletions and substitutions that
// turn a into b (Levenshtein); normalize divides by the length of b.
func EditDistance[T comparable](a, b []T, normalize bool) float64 {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i, x := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j, y := range b {
			cost := diagonal
			if x != y {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, diagonal+1)
		}
	}
	d := float64(row[len(b)])
	if normalize {
		d /= float64(len(b))
	}
	return d
}

// ValidUTF8 replaces bytes that are no UTF-8.
func ValidUTF8(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	return strings.ToValidUTF8(s, "\uFFFD")
}
