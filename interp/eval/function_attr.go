package eval

import (
	"fmt"

	"kerash/interp/object"
	"kerash/interp/syntax"
)

// The slots are set here because the class belongs to package object.
func init() {
	c := object.FunctionClass
	c.Members = functionMembers
	c.GetAttr = func(th *object.Thread, self object.Value, name string) (object.Value, bool, error) {
		v, ok := self.(*Function).attrs.Get(name)
		return v, ok, nil
	}
	c.SetAttr = func(th *object.Thread, self object.Value, name string, v object.Value) (bool, error) {
		self.(*Function).attrs.Set(name, v)
		return true, nil
	}
	c.DelAttr = func(th *object.Thread, self object.Value, name string) (bool, error) {
		return self.(*Function).attrs.Delete(name), nil
	}
	c.AttrNames = func(self object.Value) []string { return self.(*Function).attrs.Names() }
	c.Repr = func(th *object.Thread, self object.Value) (string, error) {
		return fmt.Sprintf("<function %s at %#x>", self.(*Function).qualName, object.ID(self)), nil
	}
}

func functionMembers() []object.Member {
	get := func(name, doc string, f func(*Function) object.Value) object.Member {
		return object.Getter(name, doc, func(th *object.Thread, self object.Value) (object.Value, error) {
			return f(self.(*Function)), nil
		})
	}
	getSet := func(name, doc string, get func(*Function) object.Value, set func(*Function, object.Value) error) object.Member {
		return object.GetSet(name, doc, func(th *object.Thread, self object.Value) (object.Value, error) {
			return get(self.(*Function)), nil
		}, func(th *object.Thread, self, v object.Value) error { return set(self.(*Function), v) })
	}
	return []object.Member{
		getSet("__name__", "the function's name", func(f *Function) object.Value { return f.name }, func(f *Function, v object.Value) error {
			return setName(&f.name, "__name__", v)
		}),
		getSet("__qualname__", "the name with those of the scopes around", func(f *Function) object.Value { return f.qualName }, func(f *Function, v object.Value) error {
			f.sig = nil
			return setName(&f.qualName, "__qualname__", v)
		}),
		getSet("__doc__", "the docstring", func(f *Function) object.Value { return f.doc }, func(f *Function, v object.Value) error {
			f.doc = v
			return nil
		}),
		getSet("__module__", "where the function was made", func(f *Function) object.Value {
			if m, ok := f.attrs.Get("__module__"); ok {
				return m
			}
			return f.module()
		}, func(f *Function, v object.Value) error {
			f.attrs.Set("__module__", v)
			return nil
		}),
		getSet("__defaults__", "the defaults of positional parameters", (*Function).positionalDefaults, (*Function).setDefaults),
		get("__kwdefaults__", "the defaults of keyword-only parameters", (*Function).keywordDefaults),
		get("__annotations__", "the annotations of the parameters and of the result", (*Function).annotations),
		get("__dict__", "the attributes set by user code", func(f *Function) object.Value { return f.attrs.ToDict() }),
		get("__code__", "what the function runs", func(f *Function) object.Value { return &functionCode{f} }),
		get("__closure__", "None: the variables of enclosing functions are not shown", func(f *Function) object.Value { return nil }),
	}
}

func setName(field *string, attr string, v object.Value) error {
	s, ok := v.(string)
	if !ok {
		return object.TypeErrorf("%s must be set to a string object", attr)
	}
	*field = s
	return nil
}

// positionalDefaults gives __defaults__.
func (f *Function) positionalDefaults() object.Value {
	t := &object.Tuple{}
	for i, p := range f.code.params.List {
		if p.Kind != syntax.KwOnly && f.defaults[i] != object.Unset {
			t.Elems = append(t.Elems, f.defaults[i])
		}
	}
	if len(t.Elems) == 0 {
		return nil
	}
	return t
}

func (f *Function) keywordDefaults() object.Value {
	d := object.NewDict()
	for i, p := range f.code.params.List {
		if p.Kind == syntax.KwOnly && f.defaults[i] != object.Unset {
			d.SetStr(p.Name, f.defaults[i])
		}
	}
	if d.Len() == 0 {
		return nil
	}
	return d
}

// setDefaults sets __defaults__: those of the last positional parameters.
func (f *Function) setDefaults(v object.Value) error {
	t, ok := v.(*object.Tuple)
	if !ok && v != nil {
		return object.TypeErrorf("__defaults__ must be set to a tuple object")
	}
	var positional []int
	for i, p := range f.code.params.List {
		if p.Kind == syntax.PosOnly || p.Kind == syntax.Regular {
			positional = append(positional, i)
			f.defaults[i] = object.Unset
		}
	}
	if t != nil {
		for i := range t.Elems {
			if k := len(positional) - 1 - i; k >= 0 {
				f.defaults[positional[k]] = t.Elems[len(t.Elems)-1-i]
			}
		}
	}
	f.sig = nil
	return nil
}

// annotations gives __annotations__. They are computed when they are asked for,
// with the variables of the module; what cannot be computed then is shown as it
// is written, and so are all after `from __future__ import annotations`.
func (f *Function) annotations() object.Value {
	d := object.NewDict()
	for _, p := range f.code.params.List {
		if p.Annotation != nil {
			d.SetStr(p.Name, f.annotation(p.Annotation))
		}
	}
	if f.code.returns != nil {
		d.SetStr("return", f.annotation(f.code.returns))
	}
	return d
}

func (f *Function) annotation(e syntax.Expr) object.Value {
	text := f.code.src.At(e.Span())
	if annotationsAsText(f.globals) {
		return text
	}
	c, err := compileText("<annotation>", text, "eval")
	if err != nil {
		return text
	}
	v, err := f.code.ev.runIn(c, f.globals, f.globals)
	if err != nil {
		return text
	}
	return v
}

// annotationsAsText reports whether a module begins with
// `from __future__ import annotations`.
func annotationsAsText(globals *object.Namespace) bool {
	v, ok := globals.Get("annotations")
	return ok && object.TypeName(v) == "_Feature"
}
