package std

import (
	"fmt"
	"strings"

	"kerash/interp/object"
)

// The annotations that are no fields of their own.
var (
	kwOnlyMark   object.Value = &object.Instance{Class: &object.Class{Name: "_KW_ONLY_TYPE", Module: "dataclasses", Final: true}}
	initVarClass              = &object.Class{Name: "InitVar", Module: "dataclasses", Doc: "The type of an argument that only __post_init__ gets.", Final: true}
)

// initVar is InitVar[type].
type initVar struct{ of object.Value }

// PyClass is dataclasses.InitVar.
func (*initVar) PyClass() *object.Class { return initVarClass }

func init() {
	initVarClass.Members = func() []object.Member {
		return []object.Member{object.ClassMethodOf("__class_getitem__(cls, type, /)", "The type of an argument that only __post_init__ gets.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return &initVar{a.At(1)}, nil
		})}
	}
	initVarClass.Repr = func(th *object.Thread, self object.Value) (string, error) {
		texts, err := object.TypeTexts(th, []object.Value{self.(*initVar).of})
		if err != nil {
			return "", err
		}
		return "dataclasses.InitVar[" + texts[0] + "]", nil
	}
}

func isInitVar(note object.Value) bool {
	if s, ok := note.(string); ok {
		return strings.HasPrefix(s, "InitVar") || strings.HasPrefix(s, "dataclasses.InitVar")
	}
	_, ok := note.(*initVar)
	return ok || note == initVarClass
}

func isClassVar(note object.Value) bool {
	switch t := note.(type) {
	case string:
		return strings.HasPrefix(t, "ClassVar") || strings.HasPrefix(t, "typing.ClassVar")
	case *form:
		return t.name == "ClassVar"
	case *generic:
		return t.form() == "ClassVar"
	}
	return false
}

func init() {
	fieldClass.Repr = func(th *object.Thread, self object.Value) (string, error) {
		var b strings.Builder
		for i, name := range strings.Fields("name type default default_factory init repr hash compare metadata kw_only") {
			v, err := object.GetAttr(th, self, name)
			if err != nil {
				return "", err
			}
			text, err := object.Repr(th, v)
			if err != nil {
				return "", err
			}
			if i > 0 {
				b.WriteByte(',')
			}
			fmt.Fprintf(&b, "%s=%s", name, text)
		}
		kind := "_FIELD"
		if self.(*field).initVar {
			kind = "_FIELD_INITVAR"
		}
		return "Field(" + b.String() + ",_field_type=" + kind + ")", nil
	}
}

// document gives a class without a docstring one: its constructor.
func (o dataOptions) document(th *object.Thread, cls *object.Class) error {
	if cls.Doc != "" {
		return nil
	}
	init, _ := cls.Dict().Get("__init__")
	if sig := object.SignatureOf(init); sig == nil || !o.init {
		cls.Doc = cls.Name + "()"
		return nil
	}
	list, err := allFieldsOf(cls, "")
	if err != nil {
		return err
	}
	var parts, last []string
	for _, f := range list {
		if !f.init {
			continue
		}
		text := f.name
		if note, err := annotationSource(th, f.typ); err == nil {
			text += ": " + note
		}
		switch {
		case f.hasFac:
			text += " = <factory>"
		case f.hasDef:
			def, err := object.Repr(th, f.def)
			if err != nil {
				return err
			}
			text += " = " + def
		}
		if f.kwOnly {
			last = append(last, text)
		} else {
			parts = append(parts, text)
		}
	}
	if len(last) > 0 {
		parts = append(append(parts, "*"), last...)
	}
	cls.Doc = cls.Name + "(" + strings.Join(parts, ", ") + ")"
	return nil
}

// annotationSource is an annotation as signatures show it.
func annotationSource(th *object.Thread, v object.Value) (string, error) {
	texts, err := object.TypeTexts(th, []object.Value{v})
	if err != nil {
		return "", err
	}
	switch v.(type) {
	case *generic, *form, *typeVar, *forwardRef:
		return strings.ReplaceAll(texts[0], "typing.", ""), nil
	}
	return texts[0], nil
}

// makeDataclass is make_dataclass.
func makeDataclass(th *object.Thread, a *object.Bound) (object.Value, error) {
	var ns object.Namespace
	if d, ok := object.NativeOf(a.Value("namespace")).(*object.Dict); ok {
		for it := d.Entries(); it.Next(); {
			ns.Set(it.Key().(string), it.Value())
		}
	}
	notes := object.NewDict()
	for _, v := range a.Elems("fields") {
		if name, ok := v.(string); ok {
			notes.SetStr(name, "typing.Any")
			continue
		}
		parts, err := object.ToSlice(th, v)
		if err != nil {
			return nil, err
		}
		name, ok := object.Value(nil), false
		if len(parts) > 0 {
			name = parts[0]
		}
		text, ok := name.(string)
		if !ok || len(parts) < 2 || len(parts) > 3 {
			shown, _ := object.Repr(th, v)
			return nil, object.TypeErrorf("Invalid field: %s", shown)
		}
		notes.SetStr(text, parts[1])
		if len(parts) == 3 {
			ns.Set(text, parts[2])
		}
	}
	ns.Set("__annotations__", notes)
	d := object.ClassDef{Name: a.Str("cls_name"), QualName: a.Str("cls_name"), Module: "types", Dict: ns}
	for _, b := range a.Elems("bases") {
		c, ok := b.(*object.Class)
		if !ok {
			return nil, object.TypeErrorf("bases must be types")
		}
		d.Bases = append(d.Bases, c)
	}
	cls, err := object.DefineClass(th, d)
	if err != nil {
		return nil, err
	}
	return dataOptionsOf(a).apply(th, cls)
}
