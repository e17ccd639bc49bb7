package binding

import (
	"kerash/interp/object"
	"kerash/model"
)

// Function is a Python callable as a model.Callable: a loss, an activation, an
// initializer or the like that user code wrote.
type Function struct {
	th *object.Thread
	// Fn is the callable.
	Fn object.Value
}

// NewFunction wraps a callable.
func NewFunction(th *object.Thread, fn object.Value) *Function { return &Function{th, fn} }

// CallValue implements model.Callable. The function runs in the context c, so
// that layers called in it see its training mode and name scope.
func (f *Function) CallValue(c *model.Context, args ...any) any {
	return f.CallNamed(c, args, nil)
}

// ParamNames implements model.KeywordCallable.
func (f *Function) ParamNames() []string {
	sig := object.SignatureOf(f.Fn)
	if sig == nil {
		return nil
	}
	names := make([]string, len(sig.Params))
	for i, p := range sig.Params {
		names[i] = p.Name
	}
	return names
}

// CallNamed implements model.KeywordCallable.
func (f *Function) CallNamed(c *model.Context, args []any, kw []model.Named) any {
	all := object.Args{Pos: fromAll(args)}
	for _, k := range kw {
		all.Kw = append(all.Kw, object.Kwarg{Name: k.Name, Value: FromNeutral(k.Value)})
	}
	var out object.Value
	var err error
	Within(f.th, c, func() { out, err = object.Call(f.th, f.Fn, all) })
	if err != nil {
		if c != nil && c.State.Staging() {
			err = object.InUserCode(err)
		}
		Throw(err)
	}
	return f.neutral(out)
}

// neutral converts what the function returned; a failure is thrown in the way
// of the rooms below, from where the function was called.
func (f *Function) neutral(v object.Value) any {
	var out any
	if err := Catch(func() { out = ToValue(f.th, v) }); err != nil {
		Throw(err)
	}
	return out
}

// FuncName is the callable's __name__; of an object without one, its class'.
func (f *Function) FuncName() string {
	if name, ok := object.FuncName(f.Fn); ok {
		return name
	}
	return object.TypeName(f.Fn)
}

// SameFunction reports whether g wraps the same callable.
func (f *Function) SameFunction(g model.Callable) bool {
	h, ok := g.(*Function)
	return ok && f.Same(h)
}

// Same reports whether two functions wrap the same callable.
func (f *Function) Same(g *Function) bool { return f.Fn == g.Fn }
