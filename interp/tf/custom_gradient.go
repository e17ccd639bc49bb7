package tf

import (
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// customGradient is a function whose gradient the user gives: it returns its
// result and a function from the result's gradients to those of the inputs.
type customGradient struct{ fn object.Value }

var customGradientClass = &object.Class{Name: "Bind", Module: "tensorflow.python.ops.custom_gradient", Doc: "A function with a gradient of its own.", Final: true}

func init() {
	// It has the name, documentation and attributes of the function.
	customGradientClass.GetAttr = func(th *object.Thread, self object.Value, name string) (object.Value, bool, error) {
		fn := self.(*customGradient).fn
		if name == "__wrapped__" {
			return fn, true, nil
		}
		return object.FindAttr(th, fn, name)
	}
}

// PyClass is the class of what tf.custom_gradient returns.
func (g *customGradient) PyClass() *object.Class { return customGradientClass }

// BindsSelf makes decorated functions of a class its methods.
func (g *customGradient) BindsSelf() bool { return true }

// FuncName is the function's name.
func (g *customGradient) FuncName() string {
	name, _ := object.FuncName(g.fn)
	return name
}

func customGradientDecls() []decl {
	return []decl{
		{names: "custom_gradient", sig: "custom_gradient(f=None)", doc: "Decorator: the function returns its result and a function that computes the gradient.", raw: true, plain: true, fn: func(c *call) object.Value {
			if !c.Has("f") {
				return object.Func("decorator(f)", "Gives a function a gradient of its own.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
					return &customGradient{a.At(0)}, nil
				})
			}
			return &customGradient{c.Value("f")}
		}},
		{names: "recompute_grad", sig: "recompute_grad(f)", doc: "The function itself: memory is no concern here.", raw: true, plain: true, fn: func(c *call) object.Value { return c.Value("f") }},
		{names: "grad_pass_through", sig: "grad_pass_through(f)", doc: "The function with the gradient of the identity.", raw: true, plain: true, fn: func(c *call) object.Value {
			f := c.Value("f")
			return object.RawFunc("_grad_pass_through_op(*args, **kwargs)", "A function with the gradient of the identity.", func(th *object.Thread, args object.Args) (object.Value, error) {
				return passThrough(th, f, args), nil
			})
		}},
	}
}

func passThrough(th *object.Thread, f object.Value, args object.Args) object.Value {
	s := binding.Scope(th)
	in := binding.ToTensor(th, args.Pos[0], tensor.Invalid)
	var out *tensor.Tensor
	s.WithoutTapes(func() { out = s.Identity(binding.ToTensor(th, object.Must(object.Call(th, f, args)), tensor.Invalid)) })
	s.RecordCustom([]*tensor.Tensor{in}, []*tensor.Tensor{out}, func(s *tensor.Scope, gout []*tensor.Tensor) []*tensor.Tensor { return gout })
	return out
}

// CallValue implements object.Callable.
func (g *customGradient) CallValue(th *object.Thread, args object.Args) (out object.Value, err error) {
	defer object.Catch(&err)
	if binding.HasKeras(args) {
		return nil, object.TypeErrorf("%s", notDispatched(firstKeras(args)))
	}
	return g.call(th, args), nil
}

func firstKeras(args object.Args) object.Value {
	for _, v := range args.Pos {
		if binding.KerasIn(v) {
			return v
		}
	}
	return nil
}

func (g *customGradient) call(th *object.Thread, args object.Args) object.Value {
	s := binding.Scope(th)
	watcher := tensor.NewTape()
	s.PushTape(watcher)
	pair, err := func() (object.Value, error) {
		defer s.PopTape(watcher)
		return object.Call(th, g.fn, args)
	}()
	if err != nil {
		object.Throw(err)
	}
	elems := object.Must(object.ToSlice(th, pair))
	if len(elems) != 2 {
		object.Throw(object.ValueErrorf("not enough values to unpack (expected 2, got %d)", len(elems)))
	}
	gradFn := elems[1]
	in, given := g.inputs(th, s, args)
	vars := usedVariables(watcher, given)
	watcher.Release()
	g.checkVariables(th, gradFn, vars)
	for _, v := range vars {
		in = append(in, s.Read(v))
	}
	var leaves, outs []*tensor.Tensor
	var result object.Value
	s.WithoutTapes(func() {
		result = mapStructure(th, elems[0], func(leaf object.Value) object.Value {
			x := binding.ToTensor(th, leaf, tensor.Invalid)
			t := s.StopGradient(x) // also when a recording is replayed
			leaves, outs = append(leaves, x), append(outs, t)
			return t
		})
	})
	for i, x := range leaves {
		s.SameTangent(x, outs[i]) // the gradient is of use backwards only
	}
	n := len(in) - len(vars)
	s.RecordCustom(in, outs, func(s *tensor.Scope, gout []*tensor.Tensor) []*tensor.Tensor {
		return g.backward(th, s, gradFn, outs, gout, n, vars)
	})
	return result
}

// inputs are the tensors among the arguments, variables read.
func (g *customGradient) inputs(th *object.Thread, s *tensor.Scope, args object.Args) (in []*tensor.Tensor, vars []*tensor.Variable) {
	add := func(v object.Value) {
		for _, leaf := range flatten(th, v) {
			switch x := object.NativeOf(leaf).(type) {
			case *tensor.Tensor:
				in = append(in, x)
			case *tensor.Variable:
				in, vars = append(in, s.Read(x)), append(vars, x)
			case int, float64, *tensor.Array, *binding.Scalar:
				in = append(in, binding.ToTensor(th, leaf, tensor.Invalid))
			}
		}
	}
	for _, v := range args.Pos {
		add(v)
	}
	for _, k := range args.Kw {
		add(k.Value)
	}
	return in, vars
}

// usedVariables are the variables that the function read, but was not given.
func usedVariables(watcher *tensor.Tape, given []*tensor.Variable) []*tensor.Variable {
	var out []*tensor.Variable
next:
	for _, v := range watcher.Watched() {
		for _, g := range given {
			if g == v {
				continue next
			}
		}
		out = append(out, v)
	}
	return out
}

func (g *customGradient) checkVariables(th *object.Thread, gradFn object.Value, vars []*tensor.Variable) {
	sig := object.SignatureOf(gradFn)
	if len(vars) == 0 || sig == nil {
		return
	}
	for _, p := range sig.Params {
		if p.Name == "variables" || p.Kind == object.VarKw {
			return
		}
	}
	reprs := make([]string, len(vars))
	for i, v := range vars {
		reprs[i] = object.Must(object.Repr(th, v))
	}
	object.Throw(object.TypeErrorf("@tf.custom_gradient grad_fn must accept keyword argument 'variables', since function uses variables: [%s]", strings.Join(reprs, ", ")))
}

// backward calls the user's gradient function; n is the number of inputs
// before the variables.
func (g *customGradient) backward(th *object.Thread, s *tensor.Scope, gradFn object.Value, outs, gout []*tensor.Tensor, n int, vars []*tensor.Variable) []*tensor.Tensor {
	args := object.Args{}
	for i, t := range gout {
		if t == nil {
			t = s.ZerosLike(outs[i])
		}
		args.Pos = append(args.Pos, t)
	}
	if len(vars) > 0 {
		l := &object.List{}
		for _, v := range vars {
			l.Elems = append(l.Elems, v)
		}
		args = args.With("variables", l)
	}
	ret, err := object.Call(th, gradFn, args)
	if err != nil {
		binding.Throw(err)
	}
	var leaves []object.Value
	err = binding.Catch(func() {
		inputs, variables := ret, object.Value(nil)
		if len(vars) > 0 {
			pair := object.Must(object.ToSlice(th, ret))
			if len(pair) != 2 {
				object.Throw(object.TypeErrorf("Must return gradient for each variable."))
			}
			inputs, variables = pair[0], pair[1]
		}
		leaves = flatten(th, inputs)
		if len(leaves) != n {
			object.Throw(object.ValueErrorf("custom_gradient function expected to return %d gradients, but returned %d instead.", n, len(leaves)))
		}
		if variables != nil {
			leaves = append(leaves, flatten(th, variables)...)
		}
	})
	if err != nil {
		binding.Throw(err)
	}
	out := make([]*tensor.Tensor, n+len(vars))
	for i := range out {
		if i < len(leaves) && leaves[i] != nil {
			if err := binding.Catch(func() { out[i] = binding.ToTensor(th, leaves[i], tensor.Invalid) }); err != nil {
				binding.Throw(err)
			}
		}
	}
	return out
}
