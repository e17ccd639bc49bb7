package binding

import (
	"kerash/interp/object"
	"kerash/tensor"
	"math/big"
)

// nested is what a nested sequence holds: its shape and its leaves in order.
type nested struct {
	shape  []int
	leaves []object.Value // Python scalars, strings, *Scalar
	fixed  bool           // the depth is known: a leaf or an empty list was met

	// ragged tells that the sequences differ in length or depth; depth is where.
	ragged bool
	depth  int
	deeper bool // a sequence stands where a leaf was expected
	// dtype is the promoted dtype of all that is inside by NumPy's rules;
	// Invalid when nothing was met. hasOther tells of a leaf without a dtype.
	dtype    tensor.DType
	arrays   tensor.DType // the promoted dtype of the arrays and NumPy scalars alone
	hasOther bool
	// least is how wide texts are at least, when numbers became texts.
	least int
}

// readNested walks over a value. It stops at the first irregularity.
func readNested(th *object.Thread, v object.Value) *nested {
	n := &nested{shape: []int{}}
	n.read(v, 0)
	return n
}

// sequence gives the elements of what conversions regard as a sequence.
func sequence(v object.Value) ([]object.Value, bool) {
	switch v := object.NativeOf(v).(type) {
	case *object.List:
		return v.Elems, true
	case *object.Tuple:
		return v.Elems, true
	case *object.Range:
		elems := make([]object.Value, v.Len())
		for i := range elems {
			elems[i] = v.Start + i*v.Step
		}
		return elems, true
	case *TensorShape:
		return dimValues(v.Dims), true
	case Sequence:
		return v.Elements(), true
	}
	return nil, false
}

// Sequence is implemented by Go values of other packages that conversions take
// for a list.
type Sequence interface{ Elements() []object.Value }

// Parts are the elements of a list or tuple; any other value is its only part.
func Parts(v object.Value) []object.Value {
	switch x := object.NativeOf(v).(type) {
	case *object.List:
		return x.Elems
	case *object.Tuple:
		return x.Elems
	}
	return []object.Value{v}
}

// arrayOf gives the array of a value that has one: an ndarray, a NumPy scalar,
// a variable, a tensor with a value; nil for others.
func arrayOf(v object.Value) *tensor.Array {
	switch v := object.NativeOf(v).(type) {
	case *tensor.Array:
		return v
	case *Scalar:
		return v.Array
	case *tensor.Variable:
		return v.Value()
	case *tensor.Tensor:
		if !v.IsSymbolic() {
			return v.Array()
		}
	case Arrayer:
		return v.AsArray()
	}
	return nil
}

// Arrayer is implemented by Go values of other packages that stand for an
// array.
type Arrayer interface{ AsArray() *tensor.Array }

func (n *nested) read(v object.Value, depth int) {
	if n.ragged {
		return
	}
	if elems, ok := sequence(v); ok {
		if !n.axis(len(elems), depth) {
			return
		}
		for _, e := range elems {
			n.read(e, depth+1)
		}
		return
	}
	if a := arrayOf(v); a != nil {
		n.readArray(a, depth)
		return
	}
	n.leaf(depth)
	n.leaves = append(n.leaves, v)
	if d := leafDType(v); d != tensor.Invalid {
		n.dtype = Promote(n.dtype, d)
	} else {
		n.hasOther = true
	}
}

// leafDType is NumPy's dtype of a Python scalar, Invalid for other objects.
func leafDType(v object.Value) tensor.DType {
	switch v := v.(type) {
	case float64:
		return tensor.Float64
	case complex128:
		return tensor.Complex128
	case int:
		return tensor.Int64
	case *big.Int:
		if v.IsUint64() {
			return tensor.Uint64
		}
		return tensor.Float64 // NumPy's would be object, which is left out
	case bool:
		return tensor.Bool
	case string, Bytes:
		return tensor.String
	}
	return tensor.Invalid
}

// axis notes a sequence of size elements at a depth.
func (n *nested) axis(size, depth int) bool {
	switch {
	case depth < len(n.shape):
		if n.shape[depth] != size {
			n.ragged, n.depth = true, depth
		}
	case n.fixed:
		n.ragged, n.depth, n.deeper = true, depth, true
	default:
		n.shape = append(n.shape, size)
		n.fixed = size == 0
	}
	return !n.ragged
}

func (n *nested) leaf(depth int) {
	n.fixed = true
	if depth != len(n.shape) {
		n.ragged, n.depth = true, depth
	}
}

func (n *nested) readArray(a *tensor.Array, depth int) {
	for i, size := range a.Shape() {
		if !n.axis(size, depth+i) {
			return
		}
	}
	if a.Size() > 0 {
		n.leaf(depth + a.Rank())
	}
	n.dtype = Promote(n.dtype, a.DType())
	n.arrays = Promote(n.arrays, a.DType())
	for i := range a.Size() {
		n.leaves = append(n.leaves, PythonAt(a, i))
	}
}

// stackEqual joins arrays of one shape and dtype along a new axis without
// looking at their elements; nil when the elements are anything else.
func stackEqual(elems []object.Value) *tensor.Array {
	if len(elems) == 0 {
		return nil
	}
	first, ok := object.NativeOf(elems[0]).(*tensor.Array)
	if !ok || first.Rank() == 0 {
		return nil
	}
	for _, e := range elems[1:] {
		a, ok := object.NativeOf(e).(*tensor.Array)
		if !ok || a.DType() != first.DType() || !tensor.SameShape(a.Shape(), first.Shape()) {
			return nil
		}
	}
	out := tensor.NewArray(first.DType(), append([]int{len(elems)}, first.Shape()...)...)
	size := first.Size()
	flat := out.Reshape([]int{len(elems), size})
	for i, e := range elems {
		flat.View([]int{size}, []int{1}, i*size).CopyFrom(object.NativeOf(e).(*tensor.Array).Reshape([]int{size}))
	}
	return out
}

// Promote is NumPy's common dtype of two; Invalid is neutral.
func Promote(a, b tensor.DType) tensor.DType {
	switch {
	case a == b || b == tensor.Invalid:
		return a
	case a == tensor.Invalid:
		return b
	case a == tensor.String || b == tensor.String:
		return tensor.String
	case a == tensor.Bool:
		return b
	case b == tensor.Bool:
		return a
	}
	if a.IsComplex() || b.IsComplex() {
		return Promote(a.Real(), b.Real()).Complex()
	}
	if a.IsFloat() || b.IsFloat() {
		return promoteFloat(a, b)
	}
	if a.IsUnsigned() == b.IsUnsigned() {
		if a.Size() >= b.Size() {
			return a
		}
		return b
	}
	signed, unsigned := a, b
	if a.IsUnsigned() {
		signed, unsigned = b, a
	}
	if signed.Size() > unsigned.Size() {
		return signed
	}
	switch unsigned.Size() {
	case 1:
		return tensor.Int16
	case 2:
		return tensor.Int32
	case 4:
		return tensor.Int64
	}
	return tensor.Float64
}

func promoteFloat(a, b tensor.DType) tensor.DType {
	need := func(d tensor.DType) int {
		switch {
		case d.IsFloat():
			return d.Size()
		case d.Size() == 1:
			return 2
		case d.Size() == 2:
			return 4
		}
		return 8
	}
	n := max(need(a), need(b))
	if n == 2 && a.IsFloat() && b.IsFloat() {
		return tensor.Float32 // float16 and bfloat16
	}
	switch n {
	case 2:
		if a.IsFloat() {
			return a
		}
		return b
	case 4:
		return tensor.Float32
	}
	return tensor.Float64
}

// array stores the leaves as elements of dtype dt: strings when it is String,
// else numbers, which all leaves have to be.
func (n *nested) array(dt tensor.DType) *tensor.Array {
	switch {
	case dt == tensor.String:
		data := make([]string, len(n.leaves))
		for i, v := range n.leaves {
			data[i], _ = stringOf(v)
		}
		return n.marked(tensor.FromSlice(data, n.shape...))
	case dt.IsFloat():
		data := make([]float64, len(n.leaves))
		for i, v := range n.leaves {
			data[i], _ = floatOf(v)
		}
		return tensor.FromSlice(data, n.shape...).Cast(dt)
	case dt.IsComplex():
		data := make([]complex128, len(n.leaves))
		for i, v := range n.leaves {
			data[i], _ = complexOf(v)
		}
		return tensor.FromSlice(data, n.shape...).Cast(dt)
	}
	data := make([]int64, len(n.leaves))
	for i, v := range n.leaves {
		data[i] = intOf(v)
	}
	return tensor.FromSlice(data, n.shape...).Cast(dt)
}

// marked tells a text array what its elements are: bytes when all leaves are,
// and as wide as NumPy makes a mixture of texts and numbers.
func (n *nested) marked(a *tensor.Array) *tensor.Array {
	raw, width := len(n.leaves) > 0, 0
	for i, v := range n.leaves {
		_, isBytes := v.(Bytes)
		raw = raw && isBytes
		width = max(width, len(a.Str(i)))
	}
	switch {
	case raw:
		return a.AsText(width, true)
	case n.least > 0:
		return a.AsText(max(n.least, width), false)
	}
	return a
}

func floatOf(v object.Value) (float64, bool) {
	switch v := v.(type) {
	case float64:
		return v, true
	case int:
		return float64(v), true
	case bool:
		if v {
			return 1, true
		}
		return 0, true
	case *big.Int:
		f, _ := new(big.Float).SetInt(v).Float64()
		return f, true
	}
	return 0, false
}

func complexOf(v object.Value) (complex128, bool) {
	if z, ok := v.(complex128); ok {
		return z, true
	}
	f, ok := floatOf(v)
	return complex(f, 0), ok
}

func intOf(v object.Value) int64 {
	if i, ok := v.(int); ok {
		return int64(i)
	}
	if b, ok := v.(*big.Int); ok {
		return int64(b.Uint64())
	}
	f, _ := floatOf(v)
	return int64(f)
}

func stringOf(v object.Value) (string, bool) {
	switch v := v.(type) {
	case string:
		return v, true
	case Bytes:
		return string(v), true
	}
	return "", false
}

func inhomogeneous(n *nested) error {
	return object.ValueErrorf("setting an array element with a sequence. The requested array has an inhomogeneous shape after %d dimensions. The detected shape was %s + inhomogeneous part.",
		n.depth, tensor.ShapeString(n.shape[:n.depth]))
}
