package tf

import (
	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// testDecls are the functions of tf.test that compute.
func testDecls() []decl {
	return []decl{{names: "test.compute_gradient", raw: true, plain: true, sig: "compute_gradient(f, x, delta=None)",
		doc: "The Jacobians of f at the arguments x, a pair of tuples of arrays: those of the gradients of its ops, and those of differences over ± delta (1/1024). Rows are the elements of the result; complex ones count twice.",
		fn:  computeGradient}}
}

// gradientCheck is one call of tf.test.compute_gradient.
type gradientCheck struct {
	c     *call
	f     object.Value
	x     []*tensor.Tensor
	delta float64
}

func computeGradient(c *call) object.Value {
	var elems []object.Value
	switch x := c.Value("x").(type) {
	case *object.List:
		elems = x.Elems
	case *object.Tuple:
		elems = x.Elems
	default:
		object.Throw(object.ValueErrorf("`x` must be a list or tuple of values convertible to a Tensor (arguments to `f`), not a %s", object.Must(object.Str(c.th, object.TypeOf(x)))))
	}
	g := &gradientCheck{c: c, f: c.Value("f"), delta: c.FloatOr("delta", 1.0/1024)}
	for i, v := range elems {
		t := binding.ToTensor(c.th, v, tensor.Invalid)
		if !differentiable(t.DType()) {
			object.Throw(object.Errorf(object.AssertionError, "Cannot compute gradient for unsupported type %s of argument %d", t.DType(), i))
		}
		g.x = append(g.x, t)
	}
	y := g.value(g.x)
	if !differentiable(y.DType()) {
		object.Throw(object.Errorf(object.AssertionError, "Cannot compute gradient for unsupported type %s of y", y.DType()))
	}
	theory, numeric := &object.Tuple{}, &object.Tuple{}
	for i := range g.x {
		theory.Elems = append(theory.Elems, g.recorded(i, y.DType(), y.Shape()))
		numeric.Elems = append(numeric.Elems, g.measured(i, y.DType(), y.Shape()))
	}
	return object.NewTuple(theory, numeric)
}

func differentiable(dt tensor.DType) bool { return dt.IsFloat() || dt.IsComplex() }

// value is f of the arguments.
func (g *gradientCheck) value(x []*tensor.Tensor) *tensor.Tensor {
	args := make([]object.Value, len(x))
	for i, t := range x {
		args[i] = t
	}
	out := object.Must(object.CallFn(g.c.th, g.f, args...))
	switch v := object.NativeOf(out).(type) {
	case *tensor.Tensor:
		return v
	case *tensor.Variable:
		return g.c.s.Read(v)
	}
	object.Throw(object.AttributeErrorf("'%s' object has no attribute 'shape'", object.TypeName(out)))
	return nil
}

// recorded is the Jacobian of argument i by the gradients of the ops, one walk
// of the tape for each row.
func (g *gradientCheck) recorded(i int, dt tensor.DType, shape []int) *tensor.Array {
	tape := tensor.NewTape()
	tape.Persistent = true
	tape.Watch(g.x[i])
	g.c.s.StartTape(tape)
	y := g.value(g.x)
	g.c.s.PopTape(tape)
	out := jacobianArray(g.x[i], dt, shape)
	src := sourcesOf(g.c.th, object.NewTuple(g.x[i]))
	for r := range out.Shape()[0] {
		seed := tensor.NewArray(dt, shape...)
		put(seed, r, 1)
		if d := src.dense(g.c.s, tape, []*tensor.Tensor{y}, []*tensor.Tensor{tensor.FromArray(seed)})[0]; d != nil {
			for k := range out.Shape()[1] {
				put(out, r*out.Shape()[1]+k, part(d.Array(), k))
			}
		}
	}
	return out
}

// measured is the Jacobian of argument i by differences, each column from two
// calls.
func (g *gradientCheck) measured(i int, dt tensor.DType, shape []int) *tensor.Array {
	out := jacobianArray(g.x[i], dt, shape)
	rows, columns := out.Shape()[0], out.Shape()[1]
	at := func(k int, by float64) *tensor.Array {
		moved := g.x[i].Array().Clone()
		put(moved, k, part(moved, k)+by)
		args := append([]*tensor.Tensor{}, g.x...)
		args[i] = tensor.FromArray(moved)
		return g.value(args).Array()
	}
	for k := range columns {
		above, below := tensor.FromArray(at(k, g.delta)), tensor.FromArray(at(k, -g.delta))
		diff := g.c.s.Sub(above, below).Array()
		for r := range rows {
			put(out, r*columns+k, part(diff, r)/(2*g.delta))
		}
	}
	return out
}

// jacobianArray is room for the real numbers of the result by those of x.
func jacobianArray(x *tensor.Tensor, dt tensor.DType, shape []int) *tensor.Array {
	rows, columns := tensor.NumElements(shape), tensor.NumElements(x.Shape())
	if dt.IsComplex() {
		rows *= 2
	}
	if x.DType().IsComplex() {
		columns *= 2
	}
	return tensor.NewArray(realDType(x.DType()), rows, columns)
}

func realDType(dt tensor.DType) tensor.DType {
	switch dt {
	case tensor.Complex64:
		return tensor.Float32
	case tensor.Complex128:
		return tensor.Float64
	}
	return dt
}

// part is the real number k of an array, complex elements being two.
func part(a *tensor.Array, k int) float64 {
	if !a.DType().IsComplex() {
		return a.Float(k)
	}
	if z := a.Complex(k / 2); k%2 == 1 {
		return imag(z)
	} else {
		return real(z)
	}
}

// put sets the real number k of an array, complex elements being two.
func put(a *tensor.Array, k int, v float64) {
	if a.DType().IsComplex() {
		re, im, _ := a.Parts()
		if a = re; k%2 == 1 {
			a = im
		}
		k /= 2
	}
	a.PutPositions([]int{a.Position(k)}, tensor.Scalar(v).Cast(a.DType()))
}
