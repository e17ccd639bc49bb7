package eval

import (
	"kerash/interp/object"
	"kerash/interp/syntax"
)

// AttrNames lists the attributes set by user code.
func (f *Function) AttrNames() []string { return f.attrs.Names() }

// SetAttrValue sets an attribute.
func (f *Function) SetAttrValue(name string, v object.Value) error {
	switch name {
	case "__name__", "__qualname__":
		s, ok := v.(string)
		if !ok {
			return object.TypeErrorf("%s must be set to a string object", name)
		}
		if name == "__name__" {
			f.name = s
		} else {
			f.qualName, f.sig = s, nil
		}
	case "__doc__":
		f.doc = v
	case "__defaults__":
		return f.setDefaults(v)
	default:
		f.attrs.Set(name, v)
	}
	return nil
}

// DelAttrValue removes an attribute.
func (f *Function) DelAttrValue(name string) bool { return f.attrs.Delete(name) }

// AttrValue finds an attribute.
func (f *Function) AttrValue(name string) (object.Value, bool) {
	switch name {
	case "__name__":
		return f.name, true
	case "__qualname__":
		return f.qualName, true
	case "__doc__":
		return f.doc, true
	case "__module__":
		if m, ok := f.attrs.Get(name); ok {
			return m, true
		}
		return f.module(), true
	case "__defaults__":
		return f.positionalDefaults(), true
	case "__kwdefaults__":
		return f.keywordDefaults(), true
	case "__dict__":
		return f.attrs.ToDict(), true
	case "__annotations__":
		return f.annotations(), true
	}
	return f.attrs.Get(name)
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

// annotations gives __annotations__. kerash does not evaluate the annotations
// of functions: they are shown as they are written.
func (f *Function) annotations() object.Value {
	d := object.NewDict()
	for _, p := range f.code.params.List {
		if p.Annotation != nil {
			d.SetStr(p.Name, f.code.src.At(p.Annotation.Span()))
		}
	}
	if f.code.returns != nil {
		d.SetStr("return", f.code.src.At(f.code.returns.Span()))
	}
	return d
}
