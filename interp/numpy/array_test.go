package numpy

import (
	"io"
	"testing"

	"kerash/interp/object"
	"kerash/tensor"
)

func thread() *object.Thread { return object.NewThread(io.Discard) }

func count(dt tensor.DType, shape ...int) *tensor.Array {
	return arange(dt, 0, 1, tensor.NumElements(shape)).Reshape(shape)
}

// text is a value as its repr, or the error.
func text(v object.Value, err error) string {
	if err != nil {
		return "!" + err.Error()
	}
	s, err := object.Repr(thread(), v)
	if err != nil {
		return "!" + err.Error()
	}
	return s
}

func TestPromotion(t *testing.T) {
	vector := func(dt tensor.DType) *tensor.Array { return tensor.NewArray(dt, 1) }
	for _, c := range []struct {
		a, b *tensor.Array
		want tensor.DType
	}{
		{vector(tensor.Float32), tensor.Scalar(1.0), tensor.Float32},
		{vector(tensor.Float32), tensor.Scalar(1e300), tensor.Float64},
		{vector(tensor.Float32), vector(tensor.Int32), tensor.Float64},
		{vector(tensor.Int8), tensor.Scalar(int64(100)), tensor.Int8},
		{vector(tensor.Int8), tensor.Scalar(int64(200)), tensor.Int16},
		{vector(tensor.Uint8), tensor.Scalar(int64(-1)), tensor.Int16},
		{vector(tensor.Int32), tensor.Scalar(1.5), tensor.Float64},
		{vector(tensor.Bool), tensor.Scalar(int64(1)), tensor.Int64},
		{tensor.NewArray(tensor.Float32), tensor.Scalar(1.0), tensor.Float64},
		{vector(tensor.Uint64), vector(tensor.Int64), tensor.Float64},
	} {
		if got := resultType(c.a, c.b); got != c.want {
			t.Errorf("%v%v with %v%v gives %v, want %v", c.a.DType(), c.a.Shape(), c.b.DType(), c.b.Shape(), got, c.want)
		}
	}
}

func TestOperators(t *testing.T) {
	th := thread()
	a := tensor.FromSlice([]int64{7, -7, 5})
	for _, c := range []struct {
		op   object.Op
		x, y object.Value
		want string
	}{
		{object.Add, a, 1, "array([ 8, -6,  6])"},
		{object.FloorDiv, a, 2, "array([ 3, -4,  2])"},
		{object.Mod, a, -3, "array([-2, -1, -1])"},
		{object.Div, 1, a, "array([ 0.14285714, -0.14285714,  0.2       ])"},
		{object.Mul, object.NewList(1, 2, 3), a, "array([  7, -14,  15])"},
		{object.Pow, a, -1, "!ValueError: Integers to negative integer powers are not allowed."},
		{object.Add, a, object.NewList(1, 2), "!ValueError: operands could not be broadcast together with shapes (3,) (2,) "},
		{object.Add, a, nil, "!TypeError: unsupported operand type(s) for +: 'int' and 'NoneType'"},
	} {
		if got := text(object.BinaryOp(th, c.op, c.x, c.y)); got != c.want {
			t.Errorf("%s gives %s, want %s", c.op, got, c.want)
		}
	}
}

func TestInPlaceKeepsTheType(t *testing.T) {
	th := thread()
	a := tensor.FromSlice([]int64{1, 2})
	if got := text(object.InPlaceOp(th, object.Add, a, 1)); got != "array([2, 3])" {
		t.Errorf("a += 1 gives %s", got)
	}
	want := "!numpy.core._exceptions.UFuncTypeError: Cannot cast ufunc 'add' output from dtype('float64') to dtype('int64') with casting rule 'same_kind'"
	if got := text(object.InPlaceOp(th, object.Add, a, 1.5)); got != want && got != "!UFuncTypeError"+want[len("!numpy.core._exceptions.UFuncTypeError"):] {
		t.Errorf("a += 1.5 gives %s", got)
	}
}

func TestIndexing(t *testing.T) {
	th := thread()
	a := count(tensor.Int64, 2, 3, 4)
	full := &object.Slice{}
	for _, c := range []struct {
		key  object.Value
		want string
	}{
		{object.NewTuple(1, 2, 3), "23"},
		{object.NewTuple(0, 1), "array([4, 5, 6, 7])"},
		{object.NewTuple(0, full, &object.Slice{Start: nil, Stop: nil, Step: -2}), "array([[ 3,  1],\n       [ 7,  5],\n       [11,  9]])"},
		{object.NewTuple(object.Ellipsis, 0, 0), "array([ 0, 12])"},
		{object.NewTuple(object.NewList(0, 1), object.NewList(0, 2), 1), "array([ 1, 21])"},
		{object.NewTuple(object.NewList(0, 1), full, object.NewList(0, 1)), "array([[ 0,  4,  8],\n       [13, 17, 21]])"},
		{object.NewTuple(0, full, object.NewList(0, 1)), "array([[0, 4, 8],\n       [1, 5, 9]])"},
		{object.NewTuple(0, 1, object.Ellipsis, 2), "array(6)"},
		{object.NewTuple(0, 5), "!IndexError: index 5 is out of bounds for axis 1 with size 3"},
		{"x", "!IndexError: " + badIndex},
	} {
		if got := text(object.Index(th, a, c.key)); got != c.want {
			t.Errorf("a[%s] = %s, want %s", text(c.key, nil), got, c.want)
		}
	}
}

func TestAssignmentReachesTheBase(t *testing.T) {
	th := thread()
	a := count(tensor.Int64, 6)
	view := object.Must(object.Index(th, a, &object.Slice{Start: 2, Stop: 5}))
	if err := object.SetIndex(th, view, object.NewList(true, false, true), 9); err != nil {
		t.Fatal(err)
	}
	if err := object.SetIndex(th, a, &object.Slice{Start: 1}, object.Must(object.Index(th, a, &object.Slice{Stop: -1}))); err != nil {
		t.Fatal(err)
	}
	if got := text(a, nil); got != "array([0, 0, 1, 9, 3, 9])" {
		t.Errorf("a is %s", got)
	}
}

func TestReductions(t *testing.T) {
	a := count(tensor.Float64, 2, 3)
	for _, c := range []struct {
		got  *tensor.Array
		want string
	}{
		{sum(a, &reduction{axes: []int{0}}), "array([3., 5., 7.])"},
		{sum(a, &reduction{axes: []int{1}, keepdims: true}), "array([[ 3.],\n       [12.]])"},
		{ufMaximum.reduce(a, &reduction{axes: []int{0, 1}}), "array(5.)"},
		{mean(count(tensor.Int32, 4), &reduction{axes: []int{0}}), "array(1.5)"},
		{variance(a, &reduction{axes: []int{1}}, 1), "array([1., 1.])"},
		{extremePlace(a, 1, true, "argmax"), "array([2, 2])"},
		{ufAdd.accumulate(a, 1), "array([[ 0.,  1.,  3.],\n       [ 3.,  7., 12.]])"},
		{ufSubtract.reduce(count(tensor.Int64, 4), &reduction{axes: []int{0}}), "array(-6)"},
	} {
		if got := text(c.got, nil); got != c.want {
			t.Errorf("got %s, want %s", got, c.want)
		}
	}
}

// Sums of strided and of contiguous rows take the same blocks.
func TestPairwiseSum(t *testing.T) {
	n := 1000
	x := make([]float32, 2*n)
	for i := range x {
		x[i] = 0.1
	}
	if a, b := sumPairwise(x, 0, n, 1), sumPairwise(x, 0, n, 2); a != b {
		t.Errorf("sums %v and %v differ", a, b)
	}
}

func TestNpyRoundTrip(t *testing.T) {
	for _, a := range []*tensor.Array{
		count(tensor.Float32, 2, 3), count(tensor.Int64, 0), tensor.Scalar(2.5), reverseAxes(count(tensor.Uint8, 2, 2)),
		tensor.FromSlice([]string{"a", "long é"}), tensor.FromSlice([]bool{true, false}),
	} {
		raw := encodeNpy(nil, a, false)
		if len(raw) > 128 && (len(raw)-a.Size()*itemSize(a))%64 != 0 {
			t.Errorf("the header of %s is not aligned", text(a, nil))
		}
		if got, want := text(decodePlain(raw), nil), text(a, nil); got != want {
			t.Errorf("read %s, wrote %s", got, want)
		}
	}
}

func TestQuantileMethods(t *testing.T) {
	v := []float64{1, 2, 3, 5, 7, 9}
	for method, want := range map[string]float64{"linear": 2.5, "lower": 2, "higher": 3, "nearest": 3, "midpoint": 2.5, "hazen": 2.3, "weibull": 2.1} {
		if got := quantile(v, 0.3, method); got < want-1e-12 || got > want+1e-12 {
			t.Errorf("%s: %v, want %v", method, got, want)
		}
	}
}

func TestEverythingIsDocumented(t *testing.T) {
	for _, m := range Modules() {
		d := m.Dict()
		for i := range d.Len() {
			name, v := d.At(i)
			if b, ok := v.(*object.Builtin); ok {
				if b.Doc == "" {
					t.Errorf("%s.%s has no doc", m.Name, name)
				}
				b.Signature() // panics when malformed
			}
		}
	}
	for _, m := range append(arrayMethods(), arrayAttributes()...) {
		if b, ok := m.Value.(*object.Builtin); ok {
			b.Signature()
		}
	}
}
