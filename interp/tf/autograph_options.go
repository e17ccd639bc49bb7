package tf

import (
	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/interp/syntax"
	"kerash/tensor"
)

// autographDecls are the functions that steer the conversion of control flow.
func autographDecls() []decl {
	return []decl{
		{names: "autograph.experimental.do_not_convert", sig: "do_not_convert(func=None)", doc: "A function whose control flow stays Python's, also within tf.function.", raw: true, plain: true, fn: func(c *call) object.Value {
			if !c.Has("func") {
				return object.Func("do_not_convert(func)", "Leaves the control flow of a function to Python.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
					return &unconverted{a.At(0)}, nil
				})
			}
			return &unconverted{c.Value("func")}
		}},
		{names: "autograph.experimental.set_loop_options", sig: "set_loop_options(parallel_iterations=<UNSPECIFIED>, swap_memory=<UNSPECIFIED>, maximum_iterations=<UNSPECIFIED>, shape_invariants=<UNSPECIFIED>)", doc: "Options of the loop around, within tf.function.", raw: true, plain: true,
			fn: func(c *call) object.Value {
				if g, ok := c.th.Stager.(*autograph); ok && len(g.turns) > 0 {
					g.turns[len(g.turns)-1].options(c)
				}
				return nil
			}},
	}
}

// unconverted is a function that autograph leaves alone.
type unconverted struct{ fn object.Value }

// PyClass is that of functions.
func (u *unconverted) PyClass() *object.Class { return object.FunctionClass }

// CallValue implements object.Callable.
func (u *unconverted) CallValue(th *object.Thread, args object.Args) (object.Value, error) {
	stager := th.Stager
	if g := graphOf(th); g != nil {
		th.Stager = &plainGraph{g}
	}
	defer func() { th.Stager = stager }()
	return object.Call(th, u.fn, args)
}

// plainGraph is the stager of functions that are traced as they are: Python asks
// their tensors for values that there are not.
type plainGraph struct{ *autograph }

func notAllowed(what string) error {
	return object.Errorf(binding.OperatorNotAllowed, "%s is not allowed. You can attempt the following resolutions to the problem: If you are running in Graph mode, use Eager execution mode or decorate this function with @tf.function. If you are using AutoGraph, you can try decorating this function with @tf.function. If that does not work, then you may be using an unsupported feature or your source code may not be visible to AutoGraph. See https://github.com/tensorflow/tensorflow/blob/master/tensorflow/python/autograph/g3doc/reference/limitations.md#access-to-source-code for more information.", what)
}

// Decides implements [object.Stager].
func (g *plainGraph) Decides(cond object.Value) (bool, error) {
	if t, ok := cond.(*tensor.Tensor); ok && t.IsSymbolic() {
		return false, notAllowed("Using a symbolic `tf.Tensor` as a Python `bool`")
	}
	return false, nil
}

// Iterates implements [object.Stager].
func (g *plainGraph) Iterates(v object.Value) (bool, error) {
	if t, ok := v.(*tensor.Tensor); ok && t.IsSymbolic() {
		return false, notAllowed("Iterating over a symbolic `tf.Tensor`")
	}
	return false, nil
}

// Builtin implements [object.Stager].
func (g *plainGraph) Builtin(name string, args []object.Value) (object.Value, bool, error) {
	return nil, false, nil
}

// BindsSelf makes it a method of a class that has it.
func (u *unconverted) BindsSelf() bool { return true }

// FuncName is the function's name.
func (u *unconverted) FuncName() string {
	name, _ := object.FuncName(u.fn)
	return name
}

// Signature is the function's.
func (u *unconverted) Signature() *object.Signature { return object.SignatureOf(u.fn) }

// turn is the turn of a loop that is being made.
type turn struct {
	loop   *flowLoop
	leaves []*tensor.Tensor
}

// again is what is thrown where a turn has to be made once more, with other
// shapes.
type again struct{}

// options takes over the options of a loop that its body sets.
func (t turn) options(c *call) {
	if c.Given("maximum_iterations") && c.Has("maximum_iterations") {
		if n := c.int("maximum_iterations"); t.loop.limit < 0 || n < t.loop.limit {
			t.loop.limit = n
		}
	}
	if !c.Given("shape_invariants") {
		return
	}
	changed := false
	for _, v := range c.Elems("shape_invariants") {
		pair := object.Must(object.ToSlice(c.th, v))
		if len(pair) != 2 {
			object.Throw(object.ValueErrorf("not enough values to unpack (expected 2, got %d)", len(pair)))
		}
		shape := binding.ToTensorShape(c.th, pair[1])
		for i, leaf := range t.leaves {
			if leaf != pair[0] {
				continue
			}
			changed = t.loop.keepShape(i, shape) || changed
		}
	}
	if changed {
		e := object.NewError(object.RuntimeError, "")
		e.Exc.Native, e.Exc.Internal = again{}, true
		object.Throw(e)
	}
}

// sourceOf is tf.autograph.to_code.
func sourceOf(c *call) object.Value {
	v := c.Value("entity")
	switch f := v.(type) {
	case *object.BoundMethod:
		v = f.Fn
	case *polyFunction:
		v = f.fn
	}
	f, ok := v.(interface {
		Source() (string, *syntax.Source, syntax.Span)
	})
	if !ok {
		object.Throw(object.Errorf(object.OSError, "could not get source code"))
	}
	text, _, _ := f.Source()
	return text + "\n"
}
