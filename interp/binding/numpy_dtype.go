package binding

import (
	"fmt"
	"strings"

	"kerash/interp/object"
	"kerash/tensor"
)

// NumpyDType is a dtype of NumPy: what ndarray.dtype gives. Of strings, Name
// is '<U3' with the length, or object for TensorFlow's bytes.
type NumpyDType struct {
	tensor.DType
	Name string
}

// NumpyDTypeClass is np.dtype; package numpy completes it.
var NumpyDTypeClass = &object.Class{Name: "dtype", Module: "numpy", Doc: "The type of the elements of an array.", Signature: "dtype(dtype, align=False, copy=False)"}

// PyClass is np.dtype.
func (d *NumpyDType) PyClass() *object.Class { return NumpyDTypeClass }

var numpyDTypes = func() (ds [tensor.String + 1]*NumpyDType) {
	for i := range ds {
		ds[i] = &NumpyDType{tensor.DType(i), tensor.DType(i).String()}
	}
	return ds
}()

// NumpyDTypeOf is the dtype object of an array.
func NumpyDTypeOf(a *tensor.Array) *NumpyDType {
	if a.IsBytes() {
		return &NumpyDType{tensor.String, "object"}
	}
	if a.DType() == tensor.String {
		return &NumpyDType{tensor.String, tensor.UnicodeName(a)}
	}
	return numpyDTypes[a.DType()]
}

// NumpyDTypeFor is the dtype object of an element type.
func NumpyDTypeFor(dt tensor.DType) *NumpyDType { return numpyDTypes[dt] }

func init() {
	NumpyDTypeClass.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		a, err := cls.BindNew(th, args)
		if err != nil {
			return nil, err
		}
		if d, ok := a.Value("dtype").(*NumpyDType); ok {
			return d, nil
		}
		return NumpyDTypeFor(ToNumpyDType(th, a.Value("dtype"))), nil
	}
	NumpyDTypeClass.Str = func(th *object.Thread, self object.Value) (string, error) { return self.(*NumpyDType).Name, nil }
	NumpyDTypeClass.Repr = func(th *object.Thread, self object.Value) (string, error) {
		name := self.(*NumpyDType).Name
		if name == "object" {
			name = "O"
		}
		return fmt.Sprintf("dtype('%s')", name), nil
	}
	NumpyDTypeClass.Hash = hashDType
	NumpyDTypeClass.Compare = compareDTypes
	NumpyDTypeClass.Members = numpyDTypeMembers
}

func numpyDTypeMembers() []object.Member {
	get := func(name, doc string, f func(d *NumpyDType) object.Value) object.Member {
		return object.Getter(name, doc, func(th *object.Thread, self object.Value) (object.Value, error) { return f(self.(*NumpyDType)), nil })
	}
	return []object.Member{
		get("name", "the name of the type", func(d *NumpyDType) object.Value {
			if n, ok := strings.CutPrefix(d.Name, "<U"); ok {
				return "str" + fmt.Sprint(32*len32(n))
			}
			return d.Name
		}),
		get("itemsize", "bytes per element", func(d *NumpyDType) object.Value {
			if n, ok := strings.CutPrefix(d.Name, "<U"); ok {
				return 4 * len32(n)
			}
			if d.DType == tensor.String {
				return 8
			}
			return d.Size()
		}),
		get("kind", "one letter for the family: f, c, i, u, b, U, O", func(d *NumpyDType) object.Value { return string(d.kind()) }),
		get("char", "one letter for the type", func(d *NumpyDType) object.Value { return d.char() }),
		get("str", "the type with byte order and size", func(d *NumpyDType) object.Value {
			switch {
			case d.DType == tensor.String:
				return strings.Replace(d.Name, "object", "|O", 1)
			case d.Size() == 1:
				return fmt.Sprintf("|%c1", d.kind())
			}
			return fmt.Sprintf("<%c%d", d.kind(), d.Size())
		}),
		get("type", "the class of the elements", func(d *NumpyDType) object.Value { return ScalarClass(d.DType) }),
		get("byteorder", "= for the order of the machine, | for none", func(d *NumpyDType) object.Value {
			if d.DType == tensor.String && d.kind() == 'O' || d.Size() == 1 {
				return "|"
			}
			return "="
		}),
		get("num", "the number of the type in NumPy's list", func(d *NumpyDType) object.Value { return dtypeNumbers[d.DType] }),
		get("alignment", "bytes to which elements are aligned", func(d *NumpyDType) object.Value {
			switch {
			case d.kind() == 'U':
				return 4
			case d.IsComplex():
				return d.Size() / 2
			}
			return min(d.Size(), 8)
		}),
		get("isnative", "True: elements have the machine's byte order", func(d *NumpyDType) object.Value { return true }),
		get("hasobject", "whether elements are objects", func(d *NumpyDType) object.Value { return d.kind() == 'O' }),
		get("names", "None: there are no fields", func(d *NumpyDType) object.Value { return nil }),
		get("fields", "None: there are no fields", func(d *NumpyDType) object.Value { return nil }),
		get("subdtype", "None: elements are scalars", func(d *NumpyDType) object.Value { return nil }),
		get("metadata", "None", func(d *NumpyDType) object.Value { return nil }),
		get("base", "the type itself", func(d *NumpyDType) object.Value { return d }),
		get("ndim", "0: elements are scalars", func(d *NumpyDType) object.Value { return 0 }),
		object.Method("newbyteorder(self, new_order='S', /)", "The type itself: arrays have the machine's byte order.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return a.Self(), nil
		}),
		get("shape", "(): elements are scalars", func(d *NumpyDType) object.Value { return object.NewTuple() }),
	}
}

// dtypeNumbers are NumPy's numbers of the types.
var dtypeNumbers = map[tensor.DType]int{
	tensor.Bool: 0, tensor.Int8: 1, tensor.Uint8: 2, tensor.Int16: 3, tensor.Uint16: 4, tensor.Int32: 5, tensor.Uint32: 6, tensor.Int64: 7, tensor.Uint64: 8,
	tensor.Float32: 11, tensor.Float64: 12, tensor.Complex64: 14, tensor.Complex128: 15, tensor.String: 19, tensor.Float16: 23,
}

func len32(digits string) int {
	n := 0
	fmt.Sscan(digits, &n)
	return n
}

func (d *NumpyDType) kind() byte {
	switch {
	case d.DType == tensor.Bool:
		return 'b'
	case d.IsUnsigned():
		return 'u'
	case d.IsInteger():
		return 'i'
	case d.IsFloat():
		return 'f'
	case d.IsComplex():
		return 'c'
	case d.Name == "object":
		return 'O'
	}
	return 'U'
}

func (d *NumpyDType) char() string {
	switch d.DType {
	case tensor.Bool:
		return "?"
	case tensor.String:
		return string(d.kind())
	}
	chars := map[tensor.DType]string{tensor.Uint8: "B", tensor.Uint16: "H", tensor.Uint32: "I", tensor.Uint64: "L", tensor.Int8: "b", tensor.Int16: "h",
		tensor.Int32: "i", tensor.Int64: "l", tensor.Float16: "e", tensor.BFloat16: "E", tensor.Float32: "f", tensor.Float64: "d",
		tensor.Complex64: "F", tensor.Complex128: "D"}
	return chars[d.DType]
}
