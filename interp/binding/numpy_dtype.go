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
	// Fields are those of a structured dtype.
	Fields []Field
	// Swapped says that bytes are in the order that the machine has not: of what
	// is read from bytes. Arrays have the order of the machine.
	Swapped bool
	// Sub is the shape of the elements of the dtype of a field that has one, else
	// nil.
	Sub []int
	// opaque is the bytes of an element without fields, of which nothing is known.
	opaque int
}

// NumpyDTypeClass is np.dtype; package numpy completes it.
var NumpyDTypeClass = &object.Class{Name: "dtype", Module: "numpy", Doc: "The type of the elements of an array.", Signature: "dtype(dtype, align=False, copy=False)"}

// PyClass is np.dtype.
func (d *NumpyDType) PyClass() *object.Class { return NumpyDTypeClass }

var numpyDTypes = func() (ds [tensor.String + 1]*NumpyDType) {
	for i := range ds {
		ds[i] = &NumpyDType{DType: tensor.DType(i), Name: tensor.DType(i).String()}
	}
	return ds
}()

// NumpyDTypeOf is the dtype object of an array.
func NumpyDTypeOf(a *tensor.Array) *NumpyDType {
	switch {
	case a.IsBytes() && a.Width() == 0:
		return ObjectDType
	case a.DType() == tensor.String:
		return &NumpyDType{DType: tensor.String, Name: tensor.UnicodeName(a)}
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
		return ToFullDType(th, a.Value("dtype")), nil
	}
	NumpyDTypeClass.Str = func(th *object.Thread, self object.Value) (string, error) {
		switch d := self.(*NumpyDType); {
		case d.Sub != nil:
			return "(" + d.single().Descr() + ", " + tensor.ShapeString(d.Sub) + ")", nil
		case d.Fields != nil:
			return d.Descr(), nil
		case d.Swapped:
			return d.Code(), nil
		}
		return self.(*NumpyDType).Name, nil
	}
	NumpyDTypeClass.Repr = reprDType
	NumpyDTypeClass.Len = func(th *object.Thread, self object.Value) (int, error) { return len(self.(*NumpyDType).Fields), nil }
	NumpyDTypeClass.Bool = func(th *object.Thread, self object.Value) (bool, error) { return true, nil }
	NumpyDTypeClass.Index = func(th *object.Thread, self, key object.Value) (object.Value, error) {
		return self.(*NumpyDType).field(th, key), nil
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
			switch d.Kind() {
			case 'U':
				return "str" + fmt.Sprint(8*d.Bytes())
			case 'S':
				return "bytes" + fmt.Sprint(8*d.Bytes())
			case 'V':
				return "void" + fmt.Sprint(8*d.Bytes())
			}
			return d.Name
		}),
		get("itemsize", "bytes per element", func(d *NumpyDType) object.Value { return d.Bytes() }),
		get("kind", "one letter for the family: f, c, i, u, b, U, S, O, M, m, V", func(d *NumpyDType) object.Value { return string(d.Kind()) }),
		get("char", "one letter for the type", func(d *NumpyDType) object.Value { return d.char() }),
		get("str", "the type with byte order and size", func(d *NumpyDType) object.Value { return d.Code() }),
		get("type", "the class of the elements", func(d *NumpyDType) object.Value { return d.ElementClass() }),
		get("byteorder", "= for the order of the machine, | for none", func(d *NumpyDType) object.Value {
			switch c := d.Code(); {
			case c[0] == '|':
				return "|"
			case d.Swapped:
				return ">"
			}
			return "="
		}),
		get("num", "the number of the type in NumPy's list", func(d *NumpyDType) object.Value { return dtypeNumbers[d.DType] }),
		get("alignment", "bytes to which elements are aligned", func(d *NumpyDType) object.Value {
			switch {
			case d.Kind() == 'U':
				return 4
			case d.IsComplex():
				return d.Size() / 2
			}
			return min(d.Size(), 8)
		}),
		get("isnative", "True: elements have the machine's byte order", func(d *NumpyDType) object.Value { return !d.Swapped }),
		get("hasobject", "whether elements are objects", func(d *NumpyDType) object.Value { return d.hasObjects() }),
		get("names", "the names of the fields, None for types without fields", func(d *NumpyDType) object.Value {
			if d.Fields == nil {
				return nil
			}
			return object.NewTuple(d.fieldNames()...)
		}),
		get("fields", "the types and places of the fields, None for types without fields", func(d *NumpyDType) object.Value { return d.fieldTable() }),
		get("descr", "the fields with their types", func(d *NumpyDType) object.Value {
			l := &object.List{}
			for _, f := range d.Fields {
				t := []object.Value{f.Name, f.Type.Code()}
				if f.Shape != nil {
					t = append(t, ShapeTuple(f.Shape))
				}
				l.Elems = append(l.Elems, object.NewTuple(t...))
			}
			if d.Fields == nil {
				l.Elems = append(l.Elems, object.NewTuple("", d.Code()))
			}
			return l
		}),
		get("subdtype", "the type and shape of the elements, None when they are scalars", func(d *NumpyDType) object.Value {
			if d.Sub == nil {
				return nil
			}
			return object.NewTuple(d.single(), ShapeTuple(d.Sub))
		}),
		get("metadata", "None", func(d *NumpyDType) object.Value { return nil }),
		get("base", "the type itself, or that of the scalars in an element", func(d *NumpyDType) object.Value { return d.single() }),
		get("ndim", "the axes of an element, 0 when it is a scalar", func(d *NumpyDType) object.Value { return len(d.Sub) }),
		object.Method("newbyteorder(self, new_order='S', /)", "The type with bytes in another order: arrays that are read from bytes are in that of the machine then.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return a.Self().(*NumpyDType).ordered(a.Str("new_order")), nil
		}),
		get("shape", "the shape of an element, () when it is a scalar", func(d *NumpyDType) object.Value { return ShapeTuple(d.Sub) }),
		object.Method("__reduce__(self)", "What the type is pickled as.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return a.Self().(*NumpyDType).reduce(), nil
		}),
	}
}

// single is the dtype of the scalars in an element.
func (d *NumpyDType) single() *NumpyDType {
	if d.Sub == nil {
		return d
	}
	e := *d
	e.Sub = nil
	return &e
}

// dtypeNumbers are NumPy's numbers of the types.
var dtypeNumbers = map[tensor.DType]int{
	tensor.Bool: 0, tensor.Int8: 1, tensor.Uint8: 2, tensor.Int16: 3, tensor.Uint16: 4, tensor.Int32: 5, tensor.Uint32: 6, tensor.Int64: 7, tensor.Uint64: 8,
	tensor.Float32: 11, tensor.Float64: 12, tensor.Complex64: 14, tensor.Complex128: 15, tensor.String: 19, tensor.Float16: 23,
}

// reprDType writes dtype('float32'), dtype('<U3'), dtype([('a', '<i8')]).
func reprDType(th *object.Thread, self object.Value) (string, error) {
	d := self.(*NumpyDType)
	if d.Sub != nil {
		return "dtype((" + d.single().Descr() + ", " + tensor.ShapeString(d.Sub) + "))", nil
	}
	switch k := d.Kind(); {
	case k == 'O':
		return "dtype('O')", nil
	case k == 'V':
		return "dtype(" + d.Descr() + ")", nil
	case k == 'M' || k == 'm':
		return "dtype('" + d.Code() + "')", nil
	case d.IsText() && d.TextWidth() == 0:
		return "dtype('" + d.Name[:2] + "')", nil
	}
	if d.Swapped {
		return fmt.Sprintf("dtype('%s')", d.Code()), nil
	}
	return fmt.Sprintf("dtype('%s')", d.Name), nil
}

// ordered is the dtype with bytes in an order: > and B for big, < and L for little
// endian, = and N for the machine's, S for the other one.
func (d *NumpyDType) ordered(order string) *NumpyDType {
	e := *d
	if d.Fields != nil {
		e.Fields = nil
		for _, f := range d.Fields {
			f.Type = f.Type.ordered(order)
			e.Fields = append(e.Fields, f)
		}
		return &e
	}
	switch strings.ToUpper(order)[:min(1, len(order))] {
	case ">", "B":
		e.Swapped = true
	case "<", "L", "=", "N":
		e.Swapped = false
	case "S":
		e.Swapped = !d.Swapped
	case "|", "I":
	default:
		object.Throw(object.ValueErrorf("%s is an unrecognized byteorder", object.StrRepr(order)))
	}
	e.Swapped = e.Swapped && d.Code()[0] != '|'
	return &e
}

// Kind is one letter for the family: f, c, i, u, b, U, S, O, M (times), m
// (spans of time), V (records).
func (d *NumpyDType) Kind() byte {
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
	case d.Fields != nil || d.Name == "void":
		return 'V'
	case strings.HasPrefix(d.Name, "datetime64"):
		return 'M'
	case strings.HasPrefix(d.Name, "timedelta64"):
		return 'm'
	case strings.HasPrefix(d.Name, "|S"):
		return 'S'
	}
	return 'U'
}

// ElementClass is the class of the elements: np.float32.
func (d *NumpyDType) ElementClass() *object.Class {
	switch d.Kind() {
	case 'O':
		return object.ObjectClass
	case 'M':
		return Datetime64Class
	case 'm':
		return Timedelta64Class
	case 'S':
		return BytesClass
	}
	return ScalarClass(d.DType)
}

func (d *NumpyDType) fieldNames() []object.Value {
	var names []object.Value
	for _, f := range d.Fields {
		names = append(names, f.Name)
	}
	return names
}

// fieldTable is the dict from names to types and offsets.
func (d *NumpyDType) fieldTable() object.Value {
	if d.Fields == nil {
		return nil
	}
	var pairs []any
	at := 0
	for _, f := range d.Fields {
		t := *f.Type
		t.Sub = f.Shape
		pairs = append(pairs, f.Name, object.NewTuple(&t, at))
		at += t.Bytes()
	}
	return object.DictOf(pairs...)
}

// field is the type of a field, by name or place.
func (d *NumpyDType) field(th *object.Thread, key object.Value) *NumpyDType {
	if d.Fields == nil {
		object.Throw(object.Errorf(object.KeyError, "There are no fields in dtype %s.", d.Name))
	}
	if i, ok := key.(int); ok && i >= -len(d.Fields) && i < len(d.Fields) {
		return d.Fields[(i+len(d.Fields))%len(d.Fields)].Type
	}
	for _, f := range d.Fields {
		if f.Name == key {
			return f.Type
		}
	}
	object.Throw(object.Errorf(object.KeyError, "'Field named %s not found.'", object.Must(object.Repr(th, key))))
	return nil
}

func (d *NumpyDType) char() string {
	switch d.DType {
	case tensor.Bool:
		return "?"
	case tensor.String:
		return string(d.Kind())
	case tensor.Invalid:
		return string(d.Kind())
	}
	chars := map[tensor.DType]string{tensor.Uint8: "B", tensor.Uint16: "H", tensor.Uint32: "I", tensor.Uint64: "L", tensor.Int8: "b", tensor.Int16: "h",
		tensor.Int32: "i", tensor.Int64: "l", tensor.Float16: "e", tensor.BFloat16: "E", tensor.Float32: "f", tensor.Float64: "d",
		tensor.Complex64: "F", tensor.Complex128: "D"}
	return chars[d.DType]
}
