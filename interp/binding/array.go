package binding

import (
	"math"
	"strconv"
	"strings"

	"kerash/interp/object"
	"kerash/model"
	"kerash/tensor"
)

// ToArray is a value as an array by NumPy's rules: Python floats give float64,
// ints int64, mixtures what holds all of them. dt asks for a dtype, Invalid
// infers it. An array comes back itself when it has the dtype already. It
// throws ValueError or TypeError in NumPy's wording.
func ToArray(th *object.Thread, v object.Value, dt tensor.DType) *tensor.Array {
	if a := arrayOf(v); a != nil {
		if dt == tensor.Invalid || dt == a.DType() {
			return a
		}
		return CastArray(th, a, dt)
	}
	if t, ok := object.NativeOf(v).(*tensor.Tensor); ok {
		object.Throw(symbolicToArray(t))
	}
	if elems, ok := sequence(v); ok {
		if a := stackEqual(elems); a != nil {
			return ToArray(th, a, dt)
		}
	}
	n := readNested(th, v)
	if n.ragged {
		object.Throw(inhomogeneous(n))
	}
	found := n.numpyDType()
	switch {
	case dt == tensor.Invalid:
		dt = found
	case dt == tensor.String:
		found = tensor.String
	case found == tensor.String:
		n.parseStrings(dt)
	}
	switch {
	case found == tensor.Invalid:
		n.refuseObject(th, dt)
	case found.IsComplex() && (dt.IsFloat() || dt.IsInteger()):
		n.refuseComplex(dt)
	}
	switch dt {
	case tensor.String:
		n.writeStrings(th)
	case tensor.Bool:
		return n.array(tensor.Complex128).Cast(tensor.Bool)
	}
	return n.array(dt)
}

// symbolicToArray is Keras' error for NumPy functions on symbolic tensors.
func symbolicToArray(t *tensor.Tensor) error {
	return object.TypeErrorf("You are passing %s, an intermediate Keras symbolic input/output, to a TF API that does not allow registering custom dispatchers, such as `tf.cond`, `tf.function`, gradient tapes, or `tf.map_fn`. Keras Functional model construction only supports TF API calls that *do* support dispatching, such as `tf.math.add` or `tf.reshape`. Other APIs cannot be called directly on symbolic Kerasinputs/outputs. You can work around this limitation by putting the operation in a custom Keras layer `call` and calling that layer on this symbolic input/output.",
		model.KerasText(t))
}

// numpyDType is the common dtype of the leaves; Invalid when one of them is
// no number or string (None, an object). An empty sequence is float64.
func (n *nested) numpyDType() tensor.DType {
	switch {
	case n.hasOther:
		return tensor.Invalid
	case n.dtype == tensor.Invalid:
		return tensor.Float64
	}
	return n.dtype
}

// refuseObject throws for leaves that only an array of dtype object could
// hold, which kerash does not have. With a float dtype None is nan.
func (n *nested) refuseObject(th *object.Thread, dt tensor.DType) {
	for i, v := range n.leaves {
		if _, ok := complexOf(v); ok {
			continue
		}
		if v == nil && dt.IsFloat() {
			n.leaves[i] = math.NaN()
			continue
		}
		if dt != tensor.Invalid && dt != tensor.String {
			object.Throw(object.TypeErrorf("%s or a real number, not '%s'", conversionName(dt), object.TypeName(v)))
		}
		if _, ok := stringOf(v); !ok {
			object.Throw(object.TypeErrorf("arrays of dtype object are left out: cannot make an array of %s", object.Must(object.Repr(th, v))).
				WithHint("the elements of an array are numbers, bools or strings"))
		}
	}
}

// refuseComplex throws for a Python complex number among real ones.
func (n *nested) refuseComplex(dt tensor.DType) {
	for _, v := range n.leaves {
		if _, ok := v.(complex128); ok {
			object.Throw(object.TypeErrorf("%s or a real number, not 'complex'", conversionName(dt)))
		}
	}
}

func conversionName(dt tensor.DType) string {
	if dt.IsFloat() {
		return "float() argument must be a string"
	}
	return "int() argument must be a string, a bytes-like object"
}

// parseStrings replaces strings by the numbers that they spell.
func (n *nested) parseStrings(dt tensor.DType) {
	for i, v := range n.leaves {
		if s, ok := stringOf(v); ok {
			n.leaves[i] = parseNumber(s, dt)
		}
	}
}

func parseNumber(s string, dt tensor.DType) object.Value {
	text := strings.TrimSpace(s)
	if dt.IsFloat() {
		f, err := strconv.ParseFloat(text, 64)
		if err != nil && !math.IsInf(f, 0) {
			object.Throw(object.ValueErrorf("could not convert string to float: %s", quote(s)))
		}
		return f
	}
	if dt.IsComplex() {
		return object.Must(object.ParseComplex(s))
	}
	i, err := strconv.Atoi(text)
	if err != nil {
		object.Throw(object.ValueErrorf("invalid literal for int() with base 10: %s", quote(s)))
	}
	return i
}

func quote(s string) string { return "'" + s + "'" }

// writeStrings replaces numbers by their text, as mixtures of strings and
// numbers become strings.
func (n *nested) writeStrings(th *object.Thread) {
	for i, v := range n.leaves {
		if _, ok := stringOf(v); ok {
			continue
		}
		n.least = max(n.least, textWidth(v))
		n.leaves[i] = object.Must(object.Str(th, v))
	}
}

// textWidth is how many characters NumPy keeps for a number as text.
func textWidth(v object.Value) int {
	switch v.(type) {
	case bool:
		return 5
	case int:
		return 21
	case float64:
		return 32
	case complex128:
		return 64
	}
	return 0
}

// CastArray converts an array to a dtype as astype does: numbers to their
// text, texts to the numbers they spell.
func CastArray(th *object.Thread, a *tensor.Array, dt tensor.DType) *tensor.Array {
	if (dt == tensor.String) == (a.DType() == tensor.String) {
		return a.Cast(dt)
	}
	n := &nested{shape: a.Shape(), leaves: make([]object.Value, a.Size())}
	for i := range n.leaves {
		if dt == tensor.String {
			n.leaves[i] = a.ScalarString(i)
		} else {
			n.leaves[i] = parseNumber(a.Str(i), dt)
		}
	}
	return n.array(dt)
}
