package eval

import (
	"sync"

	"kerash/interp/object"
	"kerash/interp/syntax"
)

// funcCode is what a def or lambda became: shared by all functions it makes.
type funcCode struct {
	code
	params *syntax.Params
	body   []syntax.Stmt
	// lambda is the body of a lambda.
	lambda syntax.Expr
	doc    string
	// returns is the annotation of the result, or nil.
	returns syntax.Expr
	// where is the whole definition.
	where syntax.Span
	// generator is set when calls make generators or coroutines.
	generator bool
	// plain is the number of parameters when all of them just take a
	// positional argument, else -1.
	plain int

	once  sync.Once
	block block
	value expr
	graph stagedCode
}

func newFuncCode(ev *Evaluator, src *syntax.Source, scope *syntax.Scope, params *syntax.Params) *funcCode {
	c := &funcCode{code: *newCode(ev, src, scope), params: params, generator: scope.Generator || scope.Async, plain: len(params.List)}
	for _, p := range params.List {
		if p.Kind != syntax.PosOnly && p.Kind != syntax.Regular {
			c.plain = -1
		}
	}
	return c
}

// lower prepares the body at the first call.
func (c *funcCode) lower() {
	c.once.Do(func() {
		if c.lambda != nil {
			c.value = c.lowerer().expr(c.lambda)
		} else {
			c.block = c.lowerer().block(c.body)
		}
	})
}

// run runs the body in a frame whose parameters are bound.
func (c *funcCode) run(fr *Frame) (object.Value, error) {
	if fr.ev.th.Stager != nil && c.graph.lower(c) {
		return c.graph.run(fr)
	}
	c.lower()
	if c.value != nil {
		return c.value.eval(fr)
	}
	if _, err := c.block.exec(fr); err != nil {
		return nil, err
	}
	return fr.result, nil
}

// Function is a function made by def or lambda.
type Function struct {
	code     *funcCode
	free     []*Cell
	globals  *object.Namespace
	name     string
	qualName string
	doc      object.Value
	sig      *object.Signature
	// defaults has one entry a parameter, object.Unset where there is none.
	defaults []object.Value
	attrs    object.Namespace
}

// function makes a function of its code in the frame of the def.
func (fr *Frame) function(c *funcCode, defaults []expr) (*Function, error) {
	f := &Function{code: c, free: fr.capture(c.scope), globals: fr.globals, name: c.name, qualName: c.scope.QualName}
	if c.doc != "" {
		f.doc = c.doc
	}
	f.defaults = make([]object.Value, len(defaults))
	for i, d := range defaults {
		f.defaults[i] = object.Unset
		if d == nil {
			continue
		}
		v, err := d.eval(fr)
		if err != nil {
			return nil, err
		}
		f.defaults[i] = v
	}
	return f, nil
}

// defaults prepares the defaults of parameters.
func (l *lowerer) defaults(ps *syntax.Params) []expr {
	out := make([]expr, len(ps.List))
	for i, p := range ps.List {
		out[i] = l.exprOrNil(p.Default)
	}
	return out
}

var paramKinds = [...]object.ParamKind{
	syntax.PosOnly: object.PosOnly, syntax.Regular: object.Regular, syntax.VarArgs: object.VarArgs,
	syntax.KwOnly: object.KwOnly, syntax.VarKw: object.VarKw,
}

// Signature is the function's parameters, for binding, help and completion.
func (f *Function) Signature() *object.Signature {
	if f.sig == nil {
		params := make([]object.Param, len(f.code.params.List))
		for i, p := range f.code.params.List {
			params[i] = object.Param{Name: p.Name, Kind: paramKinds[p.Kind]}
			if p.Default != nil {
				params[i].HasDefault, params[i].Default = true, f.defaults[i]
				params[i].Text = f.code.src.At(p.Default.Span())
			}
		}
		f.sig = object.NewSignature(f.qualName, params)
	}
	return f.sig
}

// CallValue calls the function.
func (f *Function) CallValue(th *object.Thread, args object.Args) (object.Value, error) {
	if len(args.Kw) == 0 && f.code.plain == len(args.Pos) {
		return f.call(args.Pos)
	}
	ev := f.code.ev
	slots := make([]object.Value, len(f.code.params.List))
	if err := f.Signature().BindSlots(args, slots, f.defaults); err != nil {
		return nil, err
	}
	fr, err := ev.call(&f.code.code)
	if err != nil {
		return nil, err
	}
	copy(fr.slots, slots)
	return f.finish(fr, len(slots))
}

// call calls a function whose parameters are all positional with just as many
// arguments.
func (f *Function) call(args []object.Value) (object.Value, error) {
	fr, err := f.code.ev.call(&f.code.code)
	if err != nil {
		return nil, err
	}
	copy(fr.slots, args)
	return f.finish(fr, len(args))
}

func (f *Function) call1(a object.Value) (object.Value, error) {
	fr, err := f.code.ev.call(&f.code.code)
	if err != nil {
		return nil, err
	}
	fr.slots[0] = a
	return f.finish(fr, 1)
}

// finish runs a frame whose first n variables are set.
func (f *Function) finish(fr *Frame, n int) (object.Value, error) {
	ev := f.code.ev
	fr.free, fr.globals = f.free, f.globals
	fr.unset(n)
	if f.code.generator {
		g := newGenerator(f, fr)
		ev.done(fr)
		return g, nil
	}
	v, err := f.code.run(fr)
	ev.done(fr)
	return v, err
}

// Kind tells whether it is an async function and whether it has a yield.
func (f *Function) Kind() (async, generator bool) {
	return f.code.scope.Async, f.code.scope.Generator
}

// BindsSelf makes functions found on a class its methods.
func (f *Function) BindsSelf() bool { return true }

// FuncName is the function's __name__.
func (f *Function) FuncName() string { return f.name }

// PyClass is function.
func (f *Function) PyClass() *object.Class { return object.FunctionClass }

// DocString is the function's docstring.
func (f *Function) DocString() string {
	s, _ := f.doc.(string)
	return s
}

// Source gives the text of the function's definition.
func (f *Function) Source() (text string, src *syntax.Source, at syntax.Span) {
	return f.code.src.At(f.code.where), f.code.src, f.code.where
}

// Captured is the variables of enclosing functions that the function uses.
func (f *Function) Captured() []object.Kwarg {
	var out []object.Kwarg
	for i, cell := range f.free {
		out = append(out, object.Kwarg{Name: f.code.scope.Free[i].Name, Value: cell.v})
	}
	return out
}

func (f *Function) module() string {
	if m, ok := f.globals.Get("__name__"); ok {
		if s, ok := m.(string); ok {
			return s
		}
	}
	return "__main__"
}
