package binding

import (
	"math"
	"math/big"
	"strconv"

	"kerash/interp/object"
	"kerash/model"
	"kerash/tensor"
)

// ToTensor is a value as a tensor by TensorFlow's rules: Python floats give
// float32, ints int32 (int64 when they do not fit), arrays keep their dtype.
// A dt other than Invalid asks for a dtype, which numbers and arrays are
// converted to and tensors must have. It throws ValueError or TypeError in
// TensorFlow's wording.
func ToTensor(th *object.Thread, v object.Value, dt tensor.DType) *tensor.Tensor {
	switch x := object.NativeOf(v).(type) {
	case *tensor.Tensor:
		if dt != tensor.Invalid && x.DType() != dt {
			object.Throw(otherDType(th, v, x.DType(), dt))
		}
		return x
	case *tensor.Variable:
		if dt != tensor.Invalid && x.DType() != dt {
			object.Throw(object.ValueErrorf("Incompatible type conversion requested to type %s for `tf.Variable of type %s. (Variable: %s)", dt, x.DType(), object.Must(object.Repr(th, v))))
		}
		return Scope(th).Read(x)
	case *tensor.Array:
		return tensor.FromArray(castData(th, x, dt))
	case Tensorer:
		return ToTensor(th, x.AsTensor(th), dt)
	case ObjectArrayer:
		return tensor.FromArray(x.TensorArray(dt))
	}
	if t := converted(th, v, dt); t != nil {
		return t
	}
	if elems, ok := sequence(v); ok && hasTensor(elems) {
		return pack(th, v, dt)
	}
	return tensor.FromArray(tfArray(th, v, dt))
}

// ToTensorNamed is [ToTensor] for an argument whose name the error for a tensor
// of another dtype begins with.
func ToTensorNamed(th *object.Thread, v object.Value, dt tensor.DType, name string) *tensor.Tensor {
	if x, ok := object.NativeOf(v).(*tensor.Tensor); ok && dt != tensor.Invalid && x.DType() != dt {
		err := otherDType(th, v, x.DType(), dt)
		object.Throw(object.ValueErrorf("%s: %s", name, err.Message()))
	}
	return ToTensor(th, v, dt)
}

func otherDType(th *object.Thread, v object.Value, have, want tensor.DType) *object.Raised {
	return object.ValueErrorf("Tensor conversion requested dtype %s for Tensor with dtype %s: %s", want, have, object.Must(object.Repr(th, v)))
}

// Tensorer is implemented by Go values of other packages that turn into a
// tensor where one is needed: a metric's result, a layer's lazy weight.
type Tensorer interface {
	AsTensor(th *object.Thread) object.Value
}

// ObjectArrayer is implemented by arrays of Python objects, of which only texts
// make a tensor unless a dtype is asked for.
type ObjectArrayer interface {
	TensorArray(dt tensor.DType) *tensor.Array
}

// castData converts an ndarray, whose memory the caller may change later.
func castData(th *object.Thread, a *tensor.Array, dt tensor.DType) *tensor.Array {
	if dt == tensor.Invalid || dt == a.DType() {
		return a.Clone()
	}
	if (dt == tensor.String) != (a.DType() == tensor.String) {
		object.Throw(cannotConvert(th, a, a, dt))
	}
	return a.Cast(dt)
}

func hasTensor(elems []object.Value) bool {
	for _, e := range elems {
		switch x := object.NativeOf(e).(type) {
		case *tensor.Tensor, *tensor.Variable:
			return true
		case *object.List, *object.Tuple:
			inner, _ := sequence(x)
			if hasTensor(inner) {
				return true
			}
		}
	}
	return false
}

// pack stacks a sequence that has tensors inside; the other elements get the
// tensors' dtype.
func pack(th *object.Thread, v object.Value, dt tensor.DType) *tensor.Tensor {
	if dt == tensor.Invalid {
		dt = firstDType(v)
		return packLevel(th, v, dt, "packed")
	}
	return packLevel(th, v, dt, "")
}

// packLevel packs one level of the sequence. The op is called name, "" where
// the dtype was asked for.
func packLevel(th *object.Thread, v object.Value, dt tensor.DType, name string) *tensor.Tensor {
	elems, ok := sequence(v)
	switch {
	case !ok && name == "" && firstDType(v) != tensor.Invalid:
		return Scope(th).Cast(ToTensor(th, v, tensor.Invalid), dt)
	case !ok:
		return ToTensor(th, v, dt)
	}
	ts := make([]*tensor.Tensor, len(elems))
	for i, e := range elems {
		if have := firstDType(e); name != "" && have != tensor.Invalid && have != dt {
			tensor.Throwf("InvalidArgumentError", "cannot compute Pack as input #%d(zero-based) was expected to be a %s tensor but is a %s tensor [Op:Pack] name: %s", i, dt.RuntimeName(), have.RuntimeName(), name)
		}
		inner := name
		if inner != "" {
			inner = strconv.Itoa(i)
		}
		ts[i] = packLevel(th, e, dt, inner)
	}
	return Scope(th).Stack(ts, 0)
}

func firstDType(v object.Value) tensor.DType {
	switch x := object.NativeOf(v).(type) {
	case *tensor.Tensor:
		return x.DType()
	case *tensor.Variable:
		return x.DType()
	}
	elems, _ := sequence(v)
	for _, e := range elems {
		if dt := firstDType(e); dt != tensor.Invalid {
			return dt
		}
	}
	return tensor.Invalid
}

// tfArray converts Python scalars and nested sequences of them.
func tfArray(th *object.Thread, v object.Value, dt tensor.DType) *tensor.Array {
	if elems, ok := sequence(v); ok {
		if a := stackEqual(elems); a != nil {
			if a.DType() == tensor.Int64 && dt == tensor.Invalid && fitsInt32(a) {
				dt = tensor.Int32
			}
			return castData(th, a, dt)
		}
	} else if a := arrayOf(v); a != nil {
		return castData(th, a, dt)
	}
	n := readNested(th, v)
	first := n.first()
	if len(n.leaves) > 0 {
		if _, ok := first.(string); !ok && leafDType(first) == tensor.Invalid {
			object.Throw(unsupportedType(th, first, v, dt))
		}
	}
	if n.ragged {
		if n.deeper {
			object.Throw(mixedTypes(th, v))
		}
		object.Throw(object.ValueErrorf("Can't convert non-rectangular Python sequence to Tensor."))
	}
	if dt != tensor.Invalid {
		n.mustFit(th, v, dt)
		return n.array(dt)
	}
	return n.array(n.tfDType(th, v))
}

func (n *nested) first() object.Value {
	if len(n.leaves) == 0 {
		return nil
	}
	return n.leaves[0]
}

func fitsInt32(a *tensor.Array) bool {
	for i := range a.Size() {
		if v := a.Int(i); v != int64(int32(v)) {
			return false
		}
	}
	return true
}

// tfDType is the dtype that TensorFlow infers: the first element decides the
// family, a later float makes ints float32.
func (n *nested) tfDType(th *object.Thread, whole object.Value) tensor.DType {
	if len(n.leaves) == 0 {
		return tensor.Float32
	}
	family := leafDType(n.first())
	wide := false
	for _, v := range n.leaves {
		if _, isBig := v.(*big.Int); isBig {
			object.Throw(unsupportedType(th, v, v, tensor.Invalid))
		}
		d := leafDType(v)
		switch {
		case d == family:
		case family == tensor.Int64 && d == tensor.Float64:
			family = tensor.Float64
		case family == tensor.Complex128 && (d == tensor.Float64 || d == tensor.Int64 || d == tensor.Bool):
		case (family == tensor.Int64 || family == tensor.Float64) && (d == tensor.Bool || d == tensor.Int64):
		default:
			object.Throw(mixedTypes(th, whole))
		}
		if i, ok := v.(int); ok && i != int(int32(i)) {
			wide = true
		}
	}
	switch family {
	case tensor.Int64:
		if !wide {
			return tensor.Int32
		}
	case tensor.Float64:
		if n.arrays == tensor.Float64 {
			return tensor.Float64
		}
		if f, ok := n.first().(float64); ok && len(n.shape) == 0 && !math.IsInf(f, 0) && math.Abs(f) > math.MaxFloat32 {
			object.Throw(object.ValueErrorf("Can't convert Python sequence with a value out of range for a double-precision float."))
		}
		return tensor.Float32
	}
	return family
}

// mustFit throws when a leaf cannot have the dtype asked for.
func (n *nested) mustFit(th *object.Thread, v object.Value, dt tensor.DType) {
	for _, x := range n.leaves {
		ok := false
		switch d := leafDType(x); {
		case dt == tensor.String, dt == tensor.Bool:
			ok = d == dt
		case dt.IsFloat():
			ok = d == tensor.Float64 || d == tensor.Int64 || d == tensor.Bool && dt != tensor.BFloat16
		case dt == tensor.Complex64:
			ok = d != tensor.Invalid && d != tensor.String && d != tensor.Bool
		case dt == tensor.Complex128:
			ok = d != tensor.Invalid && d != tensor.String
		default:
			wide := dt == tensor.Int32 || dt == tensor.Int64 || dt == tensor.Uint64
			ok = d == tensor.Int64 || d == dt || d == tensor.Bool && wide || n.arrays != tensor.Invalid && d == tensor.Float64
		}
		if !ok {
			object.Throw(cannotConvert(th, v, x, dt))
		}
	}
}

func mixedTypes(th *object.Thread, v object.Value) error {
	if State(th).BuildsGraph() {
		return failedElements(th, v)
	}
	return object.ValueErrorf("Can't convert Python sequence with mixed types to Tensor.")
}

// failedElements is the error for a value without a dtype in a graph.
func failedElements(th *object.Thread, v object.Value) error {
	return object.TypeErrorf("Failed to convert elements of %s to Tensor. Consider casting elements to a supported type. See https://www.tensorflow.org/api_docs/python/tf/dtypes for supported TF dtypes.", object.Must(object.Str(th, v)))
}

// cannotConvert is the error for a value of which one element, leaf, does not
// have the dtype asked for.
func cannotConvert(th *object.Thread, v, leaf object.Value, dt tensor.DType) error {
	if State(th).BuildsGraph() {
		return object.TypeErrorf("Expected %s, but got %s of type '%s'.", dt, object.Must(object.Str(th, leaf)), object.TypeName(leaf))
	}
	return object.TypeErrorf("Cannot convert %s to EagerTensor of dtype %s", object.Must(object.Repr(th, v)), dt.RuntimeName())
}

// unsupportedType is the error for a value of which one element, v, is nothing
// that a tensor holds.
func unsupportedType(th *object.Thread, v, whole object.Value, dt tensor.DType) error {
	if State(th).BuildsGraph() {
		_, isClass := v.(*object.Class)
		switch {
		case whole == nil:
			return object.ValueErrorf("None values not supported.")
		case dt == tensor.Invalid:
			return failedElements(th, whole)
		case isClass || v == nil:
			return object.TypeErrorf("Expected %s, but got %s of type '%s'.", dt, object.Must(object.Str(th, v)), object.TypeName(v))
		case dt.IsFloat():
			return object.TypeErrorf("float() argument must be a string or a real number, not '%s'", object.TypeName(v))
		}
		return object.TypeErrorf("int() argument must be a string, a bytes-like object or a real number, not '%s'", object.TypeName(v))
	}
	return object.ValueErrorf("Attempt to convert a value (%s) with an unsupported type (%s) to a Tensor.", object.Must(object.Repr(th, v)), object.Must(object.Repr(th, object.TypeOf(v))))
}

// ToTensorLike is ToTensor for the other operand of a tensor of dtype dt, as
// TensorFlow's arithmetic converts it: to dt if it can be, else to a dtype of
// its own, of which the op then complains.
func ToTensorLike(th *object.Thread, v object.Value, dt tensor.DType) *tensor.Tensor {
	switch object.NativeOf(v).(type) {
	case *tensor.Tensor, *tensor.Variable:
		return ToTensor(th, v, tensor.Invalid)
	}
	if _, ok := v.(*object.Instance); ok {
		return ToTensor(th, v, dt) // what user code converts it to, is asked once
	}
	var t *tensor.Tensor
	if err := Catch(func() { t = ToTensor(th, v, dt) }); err != nil {
		return ToTensor(th, v, tensor.Invalid)
	}
	return t
}

// ToTensors converts the inputs of an op that have to be of one dtype: that of
// the first tensor or variable among them, else of the first value. Other
// values must be convertible to it; tensors of another dtype are left for the
// op to complain about.
func ToTensors(th *object.Thread, vs ...object.Value) []*tensor.Tensor {
	dt := tensor.Invalid
	for _, v := range vs {
		switch x := object.NativeOf(v).(type) {
		case *tensor.Tensor:
			dt = x.DType()
		case *tensor.Variable:
			dt = x.DType()
		}
		if dt != tensor.Invalid {
			break
		}
	}
	out := make([]*tensor.Tensor, len(vs))
	for i, v := range vs {
		switch object.NativeOf(v).(type) {
		case *tensor.Tensor, *tensor.Variable:
			out[i] = ToTensor(th, v, tensor.Invalid)
			continue
		}
		out[i] = ToTensor(th, v, dt)
		dt = out[i].DType()
	}
	return out
}

// IsTensor reports whether v is a tensor or a variable.
func IsTensor(v object.Value) bool {
	switch object.NativeOf(v).(type) {
	case *tensor.Tensor, *tensor.Variable:
		return true
	}
	return false
}

// IsKeras reports whether v is a symbolic tensor of a functional graph.
func IsKeras(v object.Value) bool {
	t, ok := object.NativeOf(v).(*tensor.Tensor)
	return ok && model.IsKeras(t)
}
