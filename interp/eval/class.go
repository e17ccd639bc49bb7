package eval

import (
	"slices"

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
	bases, err := s.bases(fr, args)
	if err != nil {
		return onward, fr.fail(err, s.head())
	}
	cls, err := s.make(fr, args, bases)
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

// bases are the classes to derive from.
func (s *classStmt) bases(fr *Frame, args object.Args) ([]*object.Class, error) {
	var bases []*object.Class
	for _, v := range args.Pos {
		if c, ok := v.(*object.Class); ok {
			bases = append(bases, c)
			continue
		}
		entries, found, err := object.FindAttr(fr.ev.th, v, "__mro_entries__")
		if err != nil {
			return nil, err
		}
		if !found {
			return nil, object.TypeErrorf("the base of class '%s' is no class but %s", s.def.Name, object.TypeName(v))
		}
		r, err := object.CallFn(fr.ev.th, entries, object.NewTuple(args.Pos...))
		if err != nil {
			return nil, err
		}
		if t, ok := r.(*object.Tuple); ok {
			for _, e := range t.Elems {
				if c, ok := e.(*object.Class); ok {
					bases = append(bases, c)
				}
			}
		}
	}
	return bases, nil
}

// make runs the class body and makes the class; the metaclass does it when it
// is one of user code.
func (s *classStmt) make(fr *Frame, args object.Args, bases []*object.Class) (object.Value, error) {
	th := fr.ev.th
	given, kw := takeMetaclass(args.Kw)
	meta, metaIsClass := given.(*object.Class)
	if given == nil || metaIsClass {
		var err error
		if meta, err = object.MetaOf(meta, bases); err != nil {
			return nil, fr.fail(err, s.head())
		}
		given = meta
	}
	tuple := &object.Tuple{}
	for _, b := range bases {
		tuple.Elems = append(tuple.Elems, b)
	}
	plain := meta != nil && !meta.IsUser() && meta.IsSubclass(object.TypeClass)
	ns := &object.Namespace{}
	if !plain {
		if err := prepare(th, given, ns, object.Args{Pos: []object.Value{s.def.Name, tuple}, Kw: kw}); err != nil {
			return nil, fr.fail(err, s.head())
		}
	}
	module, _ := fr.globals.Get("__name__")
	name, _ := module.(string)
	if name == "" {
		name = "__main__"
	}
	ns.Set("__module__", name)
	ns.Set("__qualname__", s.def.Scope.QualName)
	if slices.ContainsFunc(args.Pos, func(v object.Value) bool { return !isClass(v) }) {
		ns.Set("__orig_bases__", object.NewTuple(args.Pos...))
	}
	cell, err := s.runBody(fr, ns)
	if err != nil {
		return nil, err
	}
	if s.def.HasDoc {
		ns.Set("__doc__", s.def.Doc)
	}
	if !plain {
		if cell != nil {
			ns.Set("__classcell__", classCell{cell})
		}
		v, err := object.Call(th, given, object.Args{Pos: []object.Value{s.def.Name, tuple, ns.ToDict()}, Kw: kw})
		if err != nil {
			err = fr.fail(err, s.head())
		}
		return v, err
	}
	cls, err := object.DefineClass(th, s.definition(ns, bases, meta, kw, cell))
	if err != nil {
		return nil, fr.fail(err, s.head())
	}
	return cls, nil
}

// definition is the class of the statement without a metaclass of user code.
func (s *classStmt) definition(ns *object.Namespace, bases []*object.Class, meta *object.Class, kw []object.Kwarg, cell *Cell) object.ClassDef {
	d := object.ClassDef{Name: s.def.Name, Bases: bases, Meta: meta, Doc: s.def.Doc, Keywords: kw}
	module, _ := ns.Get("__module__")
	qualName, _ := ns.Get("__qualname__")
	d.Module, _ = module.(string)
	d.QualName, _ = qualName.(string)
	for _, name := range []string{"__qualname__", "__module__", "__doc__"} {
		ns.Delete(name)
	}
	d.Dict = *ns
	if cell != nil {
		d.Ready = classCell{cell}.SetClass
	}
	return d
}

// prepare fills the namespace of a class body with what the metaclass'
// __prepare__ gives.
func prepare(th *object.Thread, meta object.Value, ns *object.Namespace, args object.Args) error {
	fn, ok, err := object.FindAttr(th, meta, "__prepare__")
	if err != nil || !ok {
		return err
	}
	v, err := object.Call(th, fn, args)
	if err != nil {
		return err
	}
	if d, ok := object.NativeOf(v).(*object.Dict); ok {
		for it := d.Entries(); it.Next(); {
			if name, ok := it.Key().(string); ok {
				ns.Set(name, it.Value())
			}
		}
	}
	return nil
}

// classCell is the cell that methods find their class in.
type classCell struct{ cell *Cell }

// SetClass fills the cell.
func (c classCell) SetClass(cls *object.Class) { c.cell.v = cls }

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

// takeMetaclass takes metaclass= out of the keywords; nil when it is not there.
func takeMetaclass(kw []object.Kwarg) (object.Value, []object.Kwarg) {
	var meta object.Value
	var rest []object.Kwarg
	for _, k := range kw {
		if k.Name == "metaclass" {
			meta = k.Value
			continue
		}
		rest = append(rest, k)
	}
	return meta, rest
}

func isClass(v object.Value) bool {
	_, ok := v.(*object.Class)
	return ok
}
