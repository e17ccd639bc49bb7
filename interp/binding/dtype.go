package binding

import (
	"fmt"
	"math"
	"math/big"

	"kerash/interp/object"
	"kerash/tensor"
)

// DType is a dtype of TensorFlow: tf.float32. There is one value per type, so
// that `is` works.
type DType struct{ tensor.DType }

// DTypeClass is the class of tf.float32.
var DTypeClass = &object.Class{Name: "DType", Module: "tensorflow.python.framework.dtypes", Doc: "The type of the elements of a tensor.", Signature: "DType(type_enum)"}

// PyClass is tf.DType.
func (d *DType) PyClass() *object.Class { return DTypeClass }

var tfDTypes = func() (ds [tensor.String + 1]*DType) {
	for i := range ds {
		ds[i] = &DType{tensor.DType(i)}
	}
	return ds
}()

// TFDType is TensorFlow's dtype object of an element type.
func TFDType(dt tensor.DType) *DType { return tfDTypes[dt] }

func init() {
	DTypeClass.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		a, err := cls.BindNew(th, args)
		if err != nil {
			return nil, err
		}
		return TFDType(ToDType(th, a.Value("type_enum"))), nil
	}
	DTypeClass.Str = func(th *object.Thread, self object.Value) (string, error) {
		return fmt.Sprintf("<dtype: '%s'>", self.(*DType).DType), nil
	}
	DTypeClass.Repr = func(th *object.Thread, self object.Value) (string, error) {
		return "tf." + self.(*DType).String(), nil
	}
	DTypeClass.Hash = hashDType
	DTypeClass.Compare = compareDTypes
	DTypeClass.Members = dtypeMembers
}

func hashDType(th *object.Thread, self object.Value) (int, error) {
	dt, _ := LookupDType(self)
	if d, ok := self.(*NumpyDType); ok && dt == tensor.Invalid {
		return len(d.Name) + len(d.Fields), nil
	}
	return int(dt), nil
}

// compareDTypes is == and != between a dtype of either library and anything
// that names a dtype.
func compareDTypes(th *object.Thread, op object.Op, a, b object.Value) (object.Value, error) {
	if op != object.Eq && op != object.Ne {
		return object.NotImplemented, nil
	}
	if na, isNumpy := a.(*NumpyDType); isNumpy && (na.DType == tensor.String || na.DType == tensor.Invalid) && b != nil {
		var nb *NumpyDType
		err := Catch(func() { nb, _ = LookupNumpyDType(th, b) })
		same := err == nil && nb != nil && na.Equal(nb)
		return same == (op == object.Eq), nil
	}
	x, ok := LookupDType(a)
	y, ok2 := LookupDType(b)
	if _, isNumpy := a.(*NumpyDType); isNumpy {
		// Python's own classes stand for NumPy's types of 64 bits.
		switch b {
		case object.FloatClass:
			y, ok2 = tensor.Float64, true
		case object.IntClass:
			y, ok2 = tensor.Int64, true
		case object.ComplexClass:
			y, ok2 = tensor.Complex128, true
		}
	}
	same := ok && ok2 && x == y
	return same == (op == object.Eq), nil
}

func dtypeMembers() []object.Member {
	get := func(name, doc string, f func(d *DType) object.Value) object.Member {
		return object.Getter(name, doc, func(th *object.Thread, self object.Value) (object.Value, error) { return f(self.(*DType)), nil })
	}
	self := func(d *DType) object.Value { return d }
	return []object.Member{
		get("name", "the name of the type", func(d *DType) object.Value { return d.String() }),
		get("as_numpy_dtype", "NumPy's class of such values", func(d *DType) object.Value {
			if d.DType == tensor.String {
				return object.ObjectClass
			}
			return ScalarClass(d.DType)
		}),
		get("base_dtype", "the type itself", self),
		get("real_dtype", "the type of the parts of a complex type, else the type itself", func(d *DType) object.Value { return TFDType(d.Real()) }),
		get("size", "bytes per element", func(d *DType) object.Value {
			if d.DType == tensor.String {
				return 0
			}
			return d.Size()
		}),
		get("is_floating", "whether it is a floating point type", func(d *DType) object.Value { return d.IsFloat() }),
		get("is_integer", "whether it is an integer type", func(d *DType) object.Value { return d.IsInteger() }),
		get("is_unsigned", "whether it is an unsigned integer type", func(d *DType) object.Value { return d.IsUnsigned() }),
		get("is_bool", "whether it is bool", func(d *DType) object.Value { return d.DType == tensor.Bool }),
		get("is_complex", "whether it is a complex type", func(d *DType) object.Value { return d.IsComplex() }),
		get("is_quantized", "False: there are no quantized types", func(d *DType) object.Value { return false }),
		get("is_numpy_compatible", "whether NumPy has the type", func(d *DType) object.Value { return true }),
		get("as_datatype_enum", "the number of the type in TensorFlow's protocol", func(d *DType) object.Value { return dtypeEnum[d.DType] }),
		get("limits", "the range of intensities that images of the type have", func(d *DType) object.Value {
			if d.IsFloat() {
				return object.NewTuple(0, 1)
			}
			lo, hi, ok := Limits(d.DType) // negative values are clipped
			if !ok {
				object.Throw(object.ValueErrorf("%s does not have defined limits.", "<dtype: '"+d.String()+"'>"))
			}
			if lo == false {
				return object.NewTuple(0, hi)
			}
			if n, isInt := lo.(int); isInt && n < 0 {
				lo = 0
			}
			return object.NewTuple(lo, hi)
		}),
		object.Getter("min", "the least value", func(th *object.Thread, self object.Value) (object.Value, error) {
			lo, _, ok := Limits(self.(*DType).DType)
			if !ok || lo == false {
				return nil, noLimit("minimum", self.(*DType))
			}
			return lo, nil
		}),
		object.Getter("max", "the greatest value", func(th *object.Thread, self object.Value) (object.Value, error) {
			_, hi, ok := Limits(self.(*DType).DType)
			if !ok || hi == true {
				return nil, noLimit("maximum", self.(*DType))
			}
			return hi, nil
		}),
		object.Method("is_compatible_with(self, other)", "Whether values of the other type can be used.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return a.Self().(*DType).DType == ToDType(th, a.Value("other")), nil
		}),
	}
}

// noLimit is the error for the least or greatest value of a type without one.
func noLimit(which string, d *DType) error {
	text := "<dtype: '" + d.String() + "'>"
	return object.TypeErrorf("Cannot find %s value of %s with type %s.", which, text, text)
}

// dtypeEnum is the numbers of TensorFlow's DataType.
var dtypeEnum = map[tensor.DType]int{
	tensor.Float32: 1, tensor.Float64: 2, tensor.Int32: 3, tensor.Uint8: 4, tensor.Int16: 5, tensor.Int8: 6, tensor.String: 7,
	tensor.Complex64: 8, tensor.Int64: 9, tensor.Bool: 10, tensor.BFloat16: 14, tensor.Uint16: 17, tensor.Complex128: 18, tensor.Float16: 19, tensor.Uint32: 22, tensor.Uint64: 23,
}

// Limits is the least and the greatest finite value of a numeric dtype as
// NumPy scalars (integers as ints).
func Limits(dt tensor.DType) (lo, hi object.Value, ok bool) {
	switch dt {
	case tensor.Float16:
		return float(dt, -65504), float(dt, 65504), true
	case tensor.BFloat16:
		return float(dt, -0x1.FEp127), float(dt, 0x1.FEp127), true
	case tensor.Float32:
		return float(dt, -math.MaxFloat32), float(dt, math.MaxFloat32), true
	case tensor.Float64:
		return float(dt, -math.MaxFloat64), float(dt, math.MaxFloat64), true
	case tensor.Bool:
		return false, true, true
	case tensor.Uint64:
		return 0, new(big.Int).SetUint64(math.MaxUint64), true
	}
	if !dt.IsInteger() {
		return nil, nil, false
	}
	bits := 8 * dt.Size()
	if dt.IsUnsigned() {
		return 0, 1<<bits - 1, true
	}
	return -1 << (bits - 1), 1<<(bits-1) - 1, true
}

func float(dt tensor.DType, v float64) object.Value {
	a := tensor.NewArray(dt)
	a.Fill(v)
	return &Scalar{a}
}

// LookupDType finds the element type that a value names: a dtype object, a
// string, the class of a NumPy scalar, float, int, bool or str.
func LookupDType(v object.Value) (tensor.DType, bool) {
	switch v := v.(type) {
	case *DType:
		return v.DType, true
	case *NumpyDType:
		return v.DType, true
	case tensor.DType:
		return v, true
	case string:
		return tensor.ParseDType(v)
	case *object.Class:
		switch v {
		case object.FloatClass:
			return tensor.Float32, true
		case object.IntClass:
			return tensor.Int32, true
		case object.BoolClass:
			return tensor.Bool, true
		case object.ComplexClass:
			return tensor.Complex128, true
		case object.StrClass, object.ObjectClass, BytesClass:
			return tensor.String, true
		}
		return scalarDType(v)
	}
	return tensor.Invalid, false
}

// ToDType is a value as a dtype by TensorFlow's rules, in which float means
// float32 and int int32; it throws TypeError in TensorFlow's wording.
func ToDType(th *object.Thread, v object.Value) tensor.DType {
	if s, ok := v.(string); ok {
		switch s {
		case "float":
			return tensor.Float32
		case "double":
			return tensor.Float64
		case "half":
			return tensor.Float16
		}
		for dt := tensor.Bool; dt <= tensor.String; dt++ {
			if dt.String() == s {
				return dt
			}
		}
	} else if dt, ok := LookupDType(v); ok && v != object.ComplexClass {
		return dt
	}
	repr := object.Must(object.Repr(th, v))
	object.Throw(object.TypeErrorf("Cannot convert the argument `type_value`: %s to a TensorFlow DType.", repr))
	return tensor.Invalid
}

// DTypeOr is ToDType with a dtype for None.
func DTypeOr(th *object.Thread, v object.Value, other tensor.DType) tensor.DType {
	if v == nil {
		return other
	}
	return ToDType(th, v)
}

// ToNumpyDType is a value as a dtype by NumPy's rules, in which float and None
// mean float64 and int int64; it throws TypeError in NumPy's wording.
func ToNumpyDType(th *object.Thread, v object.Value) tensor.DType {
	switch v {
	case nil, object.FloatClass:
		return tensor.Float64
	case object.IntClass:
		return tensor.Int64
	}
	if dt, ok := LookupDType(v); ok {
		if _, isTF := v.(*DType); !isTF && dt != tensor.Invalid {
			return dt
		}
	}
	if s, ok := v.(string); ok {
		object.Throw(object.TypeErrorf("data type '%s' not understood", s))
	}
	throwNoDType(th, v)
	return tensor.Invalid
}
