package std

import "kerash/interp/object"

// namedTupleBase is typing.NamedTuple: a class statement with it as base makes
// a named tuple of its annotations. typedDictBase makes dicts.
var (
	namedTupleBase = &object.Class{Name: "NamedTuple", Module: "typing", Doc: "A class of tuples whose elements have names.", Base: object.TupleClass}
	typedDictBase  = &object.Class{Name: "TypedDict", Module: "typing", Doc: "A dict with known keys.", Base: object.DictClass}
)

func init() {
	typedDictBase.Members = func() []object.Member {
		return []object.Member{object.ClassMethodOf("__init_subclass__(cls, total=True)", "Says which keys there are.", declareTypedDict)}
	}
	namedTupleBase.Subclassed = func(th *object.Thread, cls *object.Class) error {
		if cls.Base != namedTupleBase {
			return nil
		}
		notes, _ := cls.Dict().Get("__annotations__")
		d, _ := notes.(*object.Dict)
		var fields []string
		var defaults []object.Value
		if d != nil {
			for _, k := range d.Keys() {
				name := k.(string)
				fields = append(fields, name)
				if v, ok := cls.Dict().Get(name); ok {
					defaults = append(defaults, v)
				} else if defaults != nil {
					return object.TypeErrorf("non-default namedtuple field %s cannot follow default field %s", name, fields[len(fields)-2])
				}
			}
		}
		made, err := newNamedTuple(th, cls.Name, cls.Module, fields, defaults)
		if err != nil {
			return err
		}
		for i := range made.Dict().Len() {
			name, v := made.Dict().At(i)
			_, own := cls.Dict().Get(name)
			if !own || indexOfName(fields, name) >= 0 {
				cls.Dict().Set(name, v)
			}
		}
		return nil
	}
}

// declareTypedDict notes the keys of a TypedDict, required unless total is
// False or their annotation says otherwise.
func declareTypedDict(th *object.Thread, a *object.Bound) (object.Value, error) {
	cls, total := a.Self().(*object.Class), a.Bool("total")
	notes, required, optional := object.NewDict(), object.NewSet(), object.NewSet()
	for i := len(cls.MRO()) - 1; i >= 0; i-- {
		k := cls.MRO()[i]
		own, _ := k.Dict().Get("__annotations__")
		d, ok := own.(*object.Dict)
		if !ok {
			continue
		}
		kTotal := total
		if k != cls {
			t, _ := k.Dict().Get("__total__")
			kTotal = t != false
		}
		for it := d.Entries(); it.Next(); {
			keys := optional
			if g, ok := it.Value().(*generic); kTotal && !(ok && g.form() == "NotRequired") || ok && g.form() == "Required" {
				keys = required
			}
			if err := keys.Add(th, it.Key()); err != nil {
				return nil, err
			}
			if err := notes.Set(th, it.Key(), it.Value()); err != nil {
				return nil, err
			}
		}
	}
	required.Frozen, optional.Frozen = true, true
	ns := cls.Dict()
	ns.Set("__annotations__", notes)
	ns.Set("__total__", total)
	ns.Set("__required_keys__", required)
	ns.Set("__optional_keys__", optional)
	return nil, nil
}
