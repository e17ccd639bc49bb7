package binding

import (
	"io"
	"testing"

	"kerash/interp/object"
	"kerash/tensor"
)

func list(vs ...object.Value) *object.List { return object.NewList(vs...) }

func TestToTensor(t *testing.T) {
	f64 := tensor.FromSlice([]float64{1, 2})
	cases := []struct {
		name string
		v    object.Value
		dt   tensor.DType
		want string // the tensor's text, or the error
	}{
		{"int", 3, 0, "tf.Tensor(3, shape=(), dtype=int32)"},
		{"wide int", 1 << 40, 0, "tf.Tensor(1099511627776, shape=(), dtype=int64)"},
		{"mixed numbers", list(1, 2.5), 0, "tf.Tensor([1.  2.5], shape=(2,), dtype=float32)"},
		{"bool after int", list(1, true), 0, "tf.Tensor([1 1], shape=(2,), dtype=int32)"},
		{"int after bool", list(true, 1), 0, "ValueError: Can't convert Python sequence with mixed types to Tensor."},
		{"strings", list("a", "b"), 0, "tf.Tensor([b'a' b'b'], shape=(2,), dtype=string)"},
		{"empty", list(list()), 0, "tf.Tensor([], shape=(1, 0), dtype=float32)"},
		{"ragged", list(list(1, 2), list(3)), 0, "ValueError: Can't convert non-rectangular Python sequence to Tensor."},
		{"too deep", list(1, list(2)), 0, "ValueError: Can't convert Python sequence with mixed types to Tensor."},
		{"None", nil, 0, "ValueError: Attempt to convert a value (None) with an unsupported type (<class 'NoneType'>) to a Tensor."},
		{"array", f64, 0, "tf.Tensor([1. 2.], shape=(2,), dtype=float64)"},
		{"arrays", list(f64, f64), tensor.Float32, "tf.Tensor(\n[[1. 2.]\n [1. 2.]], shape=(2, 2), dtype=float32)"},
		{"wrap", 300, tensor.Uint8, "tf.Tensor(44, shape=(), dtype=uint8)"},
		{"float as int", list(1.5, 2), tensor.Int32, "TypeError: Cannot convert [1.5, 2] to EagerTensor of dtype int32"},
		{"range", &object.Range{Start: 0, Stop: 3, Step: 1}, 0, "tf.Tensor([0 1 2], shape=(3,), dtype=int32)"},
		{"tensors", list(tensor.ConstScalar(float32(1)), 2), 0, "tf.Tensor([1. 2.], shape=(2,), dtype=float32)"},
	}
	th := object.NewThread(io.Discard)
	for _, c := range cases {
		got := ""
		err := Catch(func() { got = ToTensor(th, c.v, c.dt).Text(nil) })
		if err != nil {
			got = object.AsRaised(err).Error()
		}
		if got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}

func TestToArray(t *testing.T) {
	cases := []struct {
		name string
		v    object.Value
		dt   tensor.DType
		want string
	}{
		{"ints", list(1, 2), 0, "array([1, 2])"},
		{"bool and float", list(true, 1.0), 0, "array([1., 1.])"},
		{"text and number", list("a", 1), 0, "array(['a', '1'], dtype='<U21')"},
		{"text as number", list("1", "2"), tensor.Float64, "array([1., 2.])"},
		{"text as bad number", list("a"), tensor.Float64, "ValueError: could not convert string to float: 'a'"},
		{"None as float", list(1.5, nil), tensor.Float64, "array([1.5, nan])"},
		{"empty", list(), 0, "array([], dtype=float64)"},
		{"promotion", list(tensor.FromSlice([]int8{1}), tensor.FromSlice([]float32{1.5})), 0, "array([[1. ],\n       [1.5]], dtype=float32)"},
		{"ragged", list(list(1, 2), list(3)), 0, "ValueError: setting an array element with a sequence. The requested array has an inhomogeneous shape after 1 dimensions. The detected shape was (2,) + inhomogeneous part."},
	}
	th := object.NewThread(io.Discard)
	for _, c := range cases {
		got := ""
		err := Catch(func() { got = ToArray(th, c.v, c.dt).Repr() })
		if err != nil {
			got = object.AsRaised(err).Error()
		}
		if got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}

func TestErrorsKeepTheirClassThroughUserCode(t *testing.T) {
	err := Catch(func() { tensor.Throwf("InvalidArgumentError", "bad %d", 1) })
	r := object.AsRaised(err)
	if r.Exc.Class.FullName() != errorsModule+".InvalidArgumentError" || r.Message() != "bad 1" {
		t.Errorf("got %s", r)
	}
	un := &tensor.Untraceable{Op: "x"}
	r = object.AsRaised(Catch(func() { tensor.Throw(un) }))
	if back := tensor.Catch(func() { Throw(r) }); back != error(un) {
		t.Errorf("the error came back as %v", back)
	}
}
