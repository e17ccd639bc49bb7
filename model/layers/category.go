package layers

import (
	"fmt"
	"strings"

	"kerash/model"
	"kerash/tensor"
)

// checkChoice throws Keras' ValueError unless v is one of the strings that an
// argument allows.
func checkChoice(layer, arg string, v any, allowed ...string) {
	s, ok := v.(string)
	for _, a := range allowed {
		if ok && a == s {
			return
		}
	}
	unknownChoice(layer, arg, v, "", "", allowed)
}

// unknownChoice throws the error for a value that an argument does not allow.
func unknownChoice(layer, arg string, v any, others, note string, allowed []string) {
	tensor.Throwf("ValueError", "Unkown value for `%s` argument of layer %s. %sAllowed values are: %sor one of the following values: ('%s'). Received: %s",
		arg, layer, note, others, strings.Join(allowed, "', '"), model.Describe(v))
}

// asSparse is vectors of categories as a sparse tensor, when that is asked for
// and they have values.
func asSparse(c *model.Context, y *tensor.Tensor, sparse bool) model.Value {
	switch {
	case !sparse || c.State.NewSparse == nil:
		return y
	case !running(c, y):
		return model.Unborn{Spec: c.State.NewSpec("Sparse", y.Spec(), 0)}
	}
	return c.State.NewSparse(y)
}

// onElements is f of the elements that a sparse or ragged tensor keeps; ok is
// false for other values.
func onElements(in model.Value, f func(x *tensor.Tensor) *tensor.Tensor) (y model.Value, ok bool) {
	if s, ok := in.(model.Composite); ok {
		return s.WithInner(f(s.Inner())), true
	}
	return nil, false
}

// categoryDType is the dtype of a layer that outputs categories, when the user
// gave this one: integers for mode int, numbers otherwise.
func categoryDType(st *model.State, p *model.Policy, given any, mode string) {
	if given == nil {
		given = st.FloatX
		if mode == "int" {
			given = tensor.Int64
		}
	}
	tensor.Check(p.SetArg(st, given))
}

// checkCategoryDType throws unless integers are output as such.
func checkCategoryDType(p model.Policy, mode, quote string) {
	if mode == "int" && !p.Compute.IsInteger() {
		tensor.Throwf("ValueError", "When `output_mode=%[1]sint%[1]s`, `dtype` should be an integer type. Received: dtype=%[2]s", quote, p.Compute)
	}
}

// encodeCategories is categories as a layer outputs them: as they are (int), or
// for every row which of depth categories there are (multi_hot, one_hot) or how
// many (count, tf_idf). weights count in place of 1.
func encodeCategories(c *model.Context, x *tensor.Tensor, mode string, depth int, dt tensor.DType, weights *tensor.Tensor) *tensor.Tensor {
	if mode == "int" {
		return c.Cast(x, dt)
	}
	given := x.Shape()
	if x.Rank() == 0 {
		x = c.ExpandDims(x, -1)
	}
	if mode == "one_hot" && x.Dim(-1) != 1 {
		x = c.ExpandDims(x, -1)
	}
	if x.Rank() > 2 {
		tensor.Throwf("ValueError", "When output_mode is not `'int'`, maximum supported output rank is 2. Received output_mode %s and input shape %s, which would result in output rank %d.",
			mode, tensor.ShapeString(given), x.Rank())
	}
	return c.Bincount(x, weights, depth, mode == "one_hot" || mode == "multi_hot", dt)
}

// checked is the attribute of opChecked: throws for values that are not
// allowed.
type checked struct{ check func(a *tensor.Array) }

// opChecked only looks at its input.
var opChecked = &tensor.Op{
	Name: "Assert",
	Eval: func(c *tensor.Call, in, out []*tensor.Array) { c.Attr.(*checked).check(in[0]) },
}

// checkValues lets check look at the values of x, now or when a plan runs.
func checkValues(c *model.Context, x *tensor.Tensor, check func(a *tensor.Array)) {
	if running(c, x) {
		c.Update(opChecked, &checked{check}, []*tensor.Variable{}, x)
	}
}

// failAssert throws what tf.Assert throws, with a text as its data.
func failAssert(format string, args ...any) {
	text := tensor.BytesRepr(fmt.Sprintf(format, args...))
	tensor.Throwf("InvalidArgumentError", "Expected 'tf.Tensor(False, shape=(), dtype=bool)' to be true. Summarized data: %s", text)
}

// mapping is the attribute of opMapping.
type mapping struct {
	dtype tensor.DType
	f     func(in, out *tensor.Array)
}

// opMapping computes elements of another dtype by a function of the layer's.
var opMapping = &tensor.Op{
	Name: "Mapping",
	Infer: func(c *tensor.Call) []tensor.Spec {
		return []tensor.Spec{{DType: c.Attr.(*mapping).dtype, Shape: c.In[0].Shape}}
	},
	Eval: func(c *tensor.Call, in, out []*tensor.Array) { c.Attr.(*mapping).f(in[0], out[0]) },
}

// mapped is x's elements after a function that fills an array of another dtype.
func mapped(c *model.Context, x *tensor.Tensor, dt tensor.DType, f func(in, out *tensor.Array)) *tensor.Tensor {
	return c.Apply1(opMapping, &mapping{dt, f}, x)
}
