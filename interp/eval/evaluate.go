package eval

import (
	"errors"
	"strings"

	"kerash/interp/object"
	"kerash/interp/syntax"
)

// Code is what compile() gives: a text that is parsed and waits to be run.
type Code struct {
	module *syntax.Module
	// value is the expression of a text that was compiled for eval().
	value syntax.Expr
}

// codeClass is the class of code objects.
var codeClass = &object.Class{Name: "code", Doc: "A text that is compiled.", Final: true, Members: func() []object.Member {
	return []object.Member{
		object.Getter("co_name", "the name of the code", func(*object.Thread, object.Value) (object.Value, error) { return "<module>", nil }),
		object.Getter("co_filename", "the name of the text", func(th *object.Thread, self object.Value) (object.Value, error) {
			return self.(*Code).module.Source.Name, nil
		}),
	}
}}

// PyClass is code.
func (c *Code) PyClass() *object.Class { return codeClass }

// evaluation are the builtins that run texts.
func (ev *Evaluator) evaluation() []object.Member {
	return []object.Member{
		object.Fun("eval(source, globals=None, locals=None, /)", "The value of an expression that is given as a text.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return ev.evaluate(a, "eval")
		}),
		object.Fun("exec(source, globals=None, locals=None, /)", "Runs statements that are given as a text.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			_, err := ev.evaluate(a, "exec")
			return nil, err
		}),
		object.Fun("compile(source, filename, mode, flags=0, dont_inherit=False, optimize=-1)", "A text made ready for eval() or exec(), as its mode says.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			text, ok := sourceText(a.Value("source"))
			if !ok {
				return nil, object.TypeErrorf("compile() arg 1 must be a string, bytes or AST object")
			}
			mode := a.Str("mode")
			if mode != "eval" && mode != "exec" && mode != "single" {
				return nil, object.ValueErrorf("compile() mode must be 'exec', 'eval' or 'single'")
			}
			return compileText(a.Str("filename"), text, mode)
		}),
	}
}

func sourceText(v object.Value) (string, bool) {
	if b, ok := object.AsBytes(v); ok {
		return b, true
	}
	s, ok := v.(string)
	return s, ok
}

// compileText parses a text for eval() or for exec(). Its names may live in two
// tables, so they are resolved like those of a class body.
func compileText(name, text, mode string) (*Code, error) {
	if mode == "eval" {
		text = strings.TrimLeft(text, " \t")
	}
	m, err := syntax.Parse(name, text, syntax.ModePy)
	if err == nil {
		err = syntax.ResolveBody(m)
	}
	if err != nil {
		return nil, Raised(err)
	}
	c := &Code{module: m}
	if mode == "eval" {
		x, ok := (*syntax.ExprStmt)(nil), len(m.Body) == 1
		if ok {
			x, ok = m.Body[0].(*syntax.ExprStmt)
		}
		if !ok {
			at := syntax.Span{}
			if len(m.Body) > 0 {
				at = m.Body[0].Span()
			}
			return nil, Raised(&syntax.Error{Msg: "invalid syntax", At: at, Source: m.Source})
		}
		c.value = x.Value
	}
	return c, nil
}

// evaluate is eval() or exec(), which mode tells.
func (ev *Evaluator) evaluate(a *object.Bound, mode string) (object.Value, error) {
	c, ok := a.At(0).(*Code)
	if !ok {
		text, ok := sourceText(a.At(0))
		if !ok {
			return nil, object.TypeErrorf("%s() arg 1 must be a string, bytes or code object", mode)
		}
		var err error
		if c, err = compileText("<string>", text, mode); err != nil {
			return nil, err
		}
	}
	globals, locals, err := ev.tables(a, mode)
	if err != nil {
		return nil, err
	}
	return ev.runIn(c, globals, locals)
}

// tables gives the variables that a text runs with: those named, or those of
// the running frame.
func (ev *Evaluator) tables(a *object.Bound, mode string) (globals, locals *object.Namespace, err error) {
	own, mine := a.Value("globals"), a.Value("locals")
	switch g := own.(type) {
	case nil:
		globals = ev.frame.globals
		if mine != nil {
			break
		}
		if names := ev.frame.table(); names != nil {
			return globals, names, nil
		}
		return globals, object.NamespaceOf(ev.frame.variables()), nil
	case *object.Dict:
		globals = object.NamespaceOf(g)
		switch b, _ := g.GetStr("__builtins__"); b := b.(type) {
		case nil:
			g.SetStr("__builtins__", ev.builtins.ToDict())
		case *object.Dict:
			globals.Builtins = b
		}
	default:
		if mode == "eval" {
			return nil, nil, object.TypeErrorf("globals must be a dict")
		}
		return nil, nil, object.TypeErrorf("exec() globals must be a dict, not %s", object.TypeName(g))
	}
	switch l := object.NativeOf(mine).(type) {
	case nil:
		return globals, globals, nil
	case *object.Dict:
		if l == own {
			return globals, globals, nil
		}
		return globals, object.NamespaceOf(l), nil
	}
	if mode == "eval" {
		return nil, nil, object.TypeErrorf("locals must be a mapping")
	}
	return nil, nil, object.TypeErrorf("locals must be a mapping or None, not %s", object.TypeName(mine))
}

// runIn runs a compiled text.
func (ev *Evaluator) runIn(c *Code, globals, locals *object.Namespace) (object.Value, error) {
	code := &code{ev: ev, src: c.module.Source, scope: c.module.Scope, name: "<module>"}
	fr := &Frame{ev: ev, globals: globals, locals: locals}
	if err := ev.enter(fr, code); err != nil {
		return nil, err
	}
	fr.top = ev.top
	defer ev.leave(fr)
	l := code.lowerer()
	if c.value != nil {
		return l.expr(c.value).eval(fr)
	}
	b := l.block(c.module.Body)
	_, err := b.exec(fr)
	return nil, err
}

// Raised makes the exception of any error, also of one of the parser.
func Raised(err error) *object.Raised {
	var se *syntax.Error
	if !errors.As(err, &se) {
		return object.AsRaised(err)
	}
	class := object.SyntaxError
	switch se.Class {
	case "IndentationError":
		class = object.IndentationError
	case "TabError":
		class = object.TabError
	}
	r := object.NewError(class, se.Msg)
	r.Exc.Hint = se.Hint
	place := Place(se.Source, se.At, "<module>")
	for _, a := range []object.Member{{Name: "msg", Value: se.Msg}, {Name: "filename", Value: place.File}, {Name: "lineno", Value: place.Line}, {Name: "offset", Value: place.Col}, {Name: "text", Value: place.Text}} {
		r.Exc.Attrs.Set(a.Name, a.Value)
	}
	r.Exc.Trace = []object.Frame{place}
	return r
}
