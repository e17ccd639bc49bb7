package eval

import (
	"github.com/expr-lang/expr/ast"

	"kerash/interp/object"
	"kerash/interp/syntax"
)

// A variable is read, set and deleted in the frame whose code names it.
type variable interface {
	expr
	target
}

// name lowers the reading of a variable.
func (l *lowerer) name(e *syntax.Name) ast.Node {
	ev := l.ev
	v := l.variable(e).(direct)
	if v, ok := v.(*local); ok {
		slot := v.slot
		return l.nullary(e.Where, func(...any) (any, error) {
			if x := ev.frame.slots[slot]; x != object.Unset {
				return x, nil
			}
			return nil, &unwind{err: v.unbound()}
		})
	}
	return l.nullary(e.Where, func(...any) (any, error) { return placeless(v.find(ev.frame)) })
}

// variable makes the access to a name.
func (l *lowerer) variable(e *syntax.Name) variable {
	named := named{e.Ident, e.Where}
	switch e.Ref.Kind {
	case syntax.RefLocal:
		return &local{named, e.Ref.Index}
	case syntax.RefCell:
		return &cellVar{named, e.Ref.Index}
	case syntax.RefFree:
		return &freeVar{named, e.Ref.Index}
	case syntax.RefClass:
		return &classVar{named, e.Ref.Index, global{named: named}}
	case syntax.RefFlag:
		return &flag{named, e.Ref.Index}
	}
	return &global{named: named}
}

// named is the name of a variable and where it stands.
type named struct {
	name string
	at   syntax.Span
}

func (n *named) unbound() error {
	return object.Errorf(object.UnboundLocalError, "cannot access local variable '%s' where it is not associated with a value", n.name)
}

// local is a slot of the frame.
type local struct {
	named
	slot int
}

func (v *local) eval(fr *Frame) (object.Value, error) {
	x := fr.slots[v.slot]
	if x == object.Unset {
		return nil, fr.fail(v.unbound(), v.at)
	}
	return x, nil
}

func (v *local) find(fr *Frame) (object.Value, error) {
	x := fr.slots[v.slot]
	if x == object.Unset {
		return nil, v.unbound()
	}
	return x, nil
}

func (v *local) set(fr *Frame, x object.Value) error {
	fr.slots[v.slot] = x
	return nil
}

func (v *local) del(fr *Frame) error {
	if fr.slots[v.slot] == object.Unset {
		return fr.fail(v.unbound(), v.at)
	}
	fr.slots[v.slot] = object.Unset
	return nil
}

// cellVar is a local variable that inner functions share.
type cellVar struct {
	named
	slot int
}

func (v *cellVar) find(fr *Frame) (object.Value, error) {
	x := fr.slots[v.slot].(*Cell).v
	if x == object.Unset {
		return nil, v.unbound()
	}
	return x, nil
}

func (v *cellVar) eval(fr *Frame) (object.Value, error) { return placed(fr, v, v.at) }

func (v *cellVar) set(fr *Frame, x object.Value) error {
	fr.slots[v.slot].(*Cell).v = x
	return nil
}

func (v *cellVar) del(fr *Frame) error {
	c := fr.slots[v.slot].(*Cell)
	if c.v == object.Unset {
		return fr.fail(v.unbound(), v.at)
	}
	c.v = object.Unset
	return nil
}

// freeVar is a variable of an enclosing function.
type freeVar struct {
	named
	index int
}

func (v *freeVar) find(fr *Frame) (object.Value, error) {
	x := fr.free[v.index].v
	if x == object.Unset {
		return nil, v.unboundFree()
	}
	return x, nil
}

func (v *freeVar) unboundFree() error {
	return object.Errorf(object.NameError, "cannot access free variable '%s' where it is not associated with a value in enclosing scope", v.name)
}

func (v *freeVar) eval(fr *Frame) (object.Value, error) { return placed(fr, v, v.at) }

func (v *freeVar) set(fr *Frame, x object.Value) error {
	fr.free[v.index].v = x
	return nil
}

func (v *freeVar) del(fr *Frame) error {
	c := fr.free[v.index]
	if c.v == object.Unset {
		return fr.fail(v.unboundFree(), v.at)
	}
	c.v = object.Unset
	return nil
}

// global is a variable of the module, else a builtin.
type global struct {
	named
	own, builtin object.Site
}

func (v *global) find(fr *Frame) (object.Value, error) {
	if x, ok := fr.globals.GetAt(&v.own, v.name); ok {
		return x, nil
	}
	if own := fr.globals.Builtins; own != nil {
		if x, ok := own.GetStr(v.name); ok {
			return x, nil
		}
		return nil, fr.undefined(v.name)
	}
	if x, ok := fr.ev.builtins.GetAt(&v.builtin, v.name); ok {
		return x, nil
	}
	if missing := fr.ev.Missing; missing != nil {
		if x, ok := missing(v.name); ok {
			fr.globals.Set(v.name, x)
			return x, nil
		}
	}
	return nil, fr.undefined(v.name)
}

func (v *global) eval(fr *Frame) (object.Value, error) {
	x, err := v.find(fr)
	if err != nil {
		return nil, fr.fail(err, v.at)
	}
	return x, nil
}

func (v *global) set(fr *Frame, x object.Value) error {
	fr.globals.SetAt(&v.own, v.name, x)
	return nil
}

func (v *global) del(fr *Frame) error {
	if !fr.globals.Delete(v.name) {
		return fr.fail(fr.undefined(v.name), v.at)
	}
	return nil
}

// classVar is a name in a class body.
type classVar struct {
	named
	// free is the enclosing function's variable of that name, or -1.
	free   int
	global global
}

func (v *classVar) find(fr *Frame) (object.Value, error) {
	if x, ok := fr.locals.Get(v.name); ok {
		return x, nil
	}
	if v.free >= 0 {
		return (&freeVar{v.named, v.free}).find(fr)
	}
	return v.global.find(fr)
}

func (v *classVar) eval(fr *Frame) (object.Value, error) { return placed(fr, v, v.at) }

func (v *classVar) set(fr *Frame, x object.Value) error {
	fr.locals.Set(v.name, x)
	return nil
}

func (v *classVar) del(fr *Frame) error {
	if !fr.locals.Delete(v.name) {
		return fr.fail(fr.undefined(v.name), v.at)
	}
	return nil
}

// placed reads a variable and gives its error the place.
func placed(fr *Frame, v direct, at syntax.Span) (object.Value, error) {
	x, err := v.find(fr)
	if err != nil {
		return nil, fr.fail(err, at)
	}
	return x, nil
}

// undefined is the error for a name that means nothing, with the name that was
// perhaps meant.
func (fr *Frame) undefined(name string) error {
	err := object.Errorf(object.NameError, "name '%s' is not defined", name)
	err.Exc.Attrs.Set("name", name)
	names := append(fr.visible(), fr.globals.Names()...)
	names = append(names, fr.ev.builtins.Names()...)
	if fr.ev.ImportHint != nil {
		if hint := fr.ev.ImportHint(name); hint != "" {
			return err.WithHint("%s", hint)
		}
	}
	if near := object.Closest(name, names); near != "" {
		return err.WithHint("did you mean '%s'?", near)
	}
	return err
}

// visible lists the variables that are bound in the frame's own scope.
func (fr *Frame) visible() []string {
	var names []string
	for i, name := range fr.code.scope.Locals {
		x := fr.slots[i]
		if c, ok := x.(*Cell); ok {
			x = c.v
		}
		if x != object.Unset {
			names = append(names, name)
		}
	}
	for _, v := range fr.code.scope.Free {
		names = append(names, v.Name)
	}
	if fr.locals != nil && fr.locals != fr.globals {
		names = append(names, fr.locals.Names()...)
	}
	return names
}
