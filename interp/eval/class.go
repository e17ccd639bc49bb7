package eval

import (
	"kerash/interp/object"
	"kerash/interp/syntax"
)

type classStmt struct {
	def        *syntax.ClassDef
	code       *code
	shape      *callShape
	args       []expr // bases, then keyword values
	decorators decorators
	name       variable
	block      *block
}

func (l *lowerer) class(s *syntax.ClassDef) stmt {
	c := &classStmt{def: s, code: newCode(l.ev, l.src, s.Scope), decorators: l.decorators(s.Decorators), name: l.variable(s.Target)}
	c.shape = newCallShape(&syntax.Call{Args: s.Bases, Keywords: s.Keywords})
	for _, b := range s.Bases {
		if x, ok := b.(*syntax.Starred); ok {
			b = x.Value
		}
		c.args = append(c.args, l.expr(b))
	}
	for _, k := range s.Keywords {
		c.args = append(c.args, l.expr(k.Value))
	}
	return c
}

func (s *classStmt) exec(fr *Frame) (flow, error) {
	ds, err := s.decorators.values(fr)
	if err != nil {
		return onward, err
	}
	args, err := s.arguments(fr)
	if err != nil {
		return onward, err
	}
	base, err := s.base(fr, args)
	if err != nil {
		return onward, fr.fail(err, s.head())
	}
	cls, err := s.make(fr, base, args.Kw)
	if err != nil {
		return onward, err
	}
	v, err := s.decorators.apply(fr, ds, cls)
	if err != nil {
		return onward, err
	}
	return onward, s.name.set(fr, v)
}

func (s *classStmt) arguments(fr *Frame) (object.Args, error) {
	vals := make([]object.Value, len(s.args))
	for i, x := range s.args {
		v, err := x.eval(fr)
		if err != nil {
			return object.Args{}, err
		}
		vals[i] = v
	}
	args, err := s.shape.args(fr.ev.th, s.def.Name, nil, vals)
	if err != nil {
		return args, fr.fail(err, s.head())
	}
	return args, nil
}

// head is the place of the class' first line.
func (s *classStmt) head() syntax.Span {
	if n := len(s.def.Bases); n > 0 {
		return s.def.Bases[0].Span().To(s.def.Bases[n-1].Span())
	}
	return s.def.Target.Where
}

// base picks the class to derive from. Classes without any content of their
// own, such as abc.ABC, may stand beside it.
func (s *classStmt) base(fr *Frame, args object.Args) (*object.Class, error) {
	var base *object.Class
	for _, v := range args.Pos {
		c, ok := v.(*object.Class)
		if !ok {
			if entries, found, err := object.FindAttr(fr.ev.th, v, "__mro_entries__"); err != nil {
				return nil, err
			} else if found {
				r, err := object.CallFn(fr.ev.th, entries, object.NewTuple(args.Pos...))
				if err != nil {
					return nil, err
				}
				if t, isTuple := r.(*object.Tuple); isTuple && len(t.Elems) == 1 {
					c, ok = t.Elems[0].(*object.Class)
				}
			}
		}
		if !ok {
			return nil, object.TypeErrorf("the base of class '%s' is no class but %s", s.def.Name, object.TypeName(v))
		}
		switch {
		case base == nil || base.Marker || base == object.ObjectClass || c.IsSubclass(base):
			base = c
		case c.Marker || c == object.ObjectClass || base.IsSubclass(c):
		default:
			return nil, object.TypeErrorf("class '%s' derives from both '%s' and '%s': multiple inheritance is not part of the kerash language",
				s.def.Name, base.Name, c.Name)
		}
	}
	return base, nil
}

// make runs the class body and makes the class.
func (s *classStmt) make(fr *Frame, base *object.Class, kw []object.Kwarg) (*object.Class, error) {
	kw, err := withoutMetaclass(kw)
	if err != nil {
		return nil, fr.fail(err, s.head())
	}
	ns := &object.Namespace{}
	module, _ := fr.globals.Get("__name__")
	name, _ := module.(string)
	if name == "" {
		name = "__main__"
	}
	ns.Set("__module__", name)
	ns.Set("__qualname__", s.def.Scope.QualName)
	cell, err := s.runBody(fr, ns)
	if err != nil {
		return nil, err
	}
	qualName, _ := ns.Get("__qualname__")
	ns.Delete("__qualname__")
	ns.Delete("__module__")
	doc := ""
	if s.def.HasDoc {
		doc = s.def.Doc
	}
	text, _ := qualName.(string)
	cls, err := object.DefineClass(fr.ev.th, object.ClassDef{
		Name: s.def.Name, Base: base, Module: name, QualName: text, Doc: doc, Dict: *ns, Keywords: kw,
		Ready: func(c *object.Class) {
			if cell != nil {
				cell.v = c
			}
		},
	})
	if err != nil {
		return nil, fr.fail(err, s.head())
	}
	return cls, nil
}

// runBody fills ns with what the class body binds and gives the cell that the
// methods find their class in.
func (s *classStmt) runBody(outer *Frame, ns *object.Namespace) (*Cell, error) {
	ev := outer.ev
	free := outer.capture(s.def.Scope)
	fr, err := ev.call(s.code)
	if err != nil {
		return nil, outer.fail(err, s.head())
	}
	fr.free, fr.globals, fr.locals = free, outer.globals, ns
	fr.unset(0)
	var cell *Cell
	if s.def.Scope.NeedsClassCell {
		cell = fr.slots[0].(*Cell)
	}
	if s.block == nil {
		b := s.code.lowerer().block(s.def.Body)
		s.block = &b
	}
	_, err = s.block.exec(fr)
	ev.done(fr)
	return cell, err
}

// withoutMetaclass refuses metaclasses but ABCMeta and type, which change
// nothing here.
func withoutMetaclass(kw []object.Kwarg) ([]object.Kwarg, error) {
	var rest []object.Kwarg
	for _, k := range kw {
		if k.Name != "metaclass" {
			rest = append(rest, k)
			continue
		}
		c, ok := k.Value.(*object.Class)
		if !ok || c != object.TypeClass && c.Name != "ABCMeta" {
			return nil, object.TypeErrorf("metaclasses are not part of the kerash language")
		}
	}
	return rest, nil
}
