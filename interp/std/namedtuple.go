package std

import (
	"strings"

	"kerash/interp/object"
	"kerash/interp/syntax"
)

func namedtupleFunc() object.Member {
	return object.Fun("namedtuple(typename, field_names, *, rename=False, defaults=None, module=None)",
		"Makes a class of tuples whose elements have names.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			fields, err := fieldNames(th, a.Value("field_names"))
			if err != nil {
				return nil, err
			}
			if err := checkFields(fields, a.Bool("rename")); err != nil {
				return nil, err
			}
			var defaults []object.Value
			if a.Has("defaults") {
				defaults = a.Elems("defaults")
			}
			if len(defaults) > len(fields) {
				return nil, object.TypeErrorf("Got more default values than field names")
			}
			name := a.Str("typename")
			if !syntax.IsIdentifier(name) {
				return nil, object.ValueErrorf("Type names and field names must be valid identifiers: %s", object.StrRepr(name))
			}
			return newNamedTuple(th, name, a.StrOr("module", "__main__"), fields, defaults)
		})
}

func fieldNames(th *object.Thread, v object.Value) ([]string, error) {
	if s, ok := v.(string); ok {
		return strings.Fields(strings.ReplaceAll(s, ",", " ")), nil
	}
	var names []string
	err := object.ForEach(th, v, func(x object.Value) error {
		s, err := object.Str(th, x)
		names = append(names, s)
		return err
	})
	return names, err
}

func checkFields(fields []string, rename bool) error {
	seen := map[string]bool{}
	keyword := map[string]bool{}
	for _, k := range syntax.Keywords() {
		keyword[k] = true
	}
	for i, f := range fields {
		var problem error
		switch {
		case !syntax.IsIdentifier(f):
			problem = object.ValueErrorf("Type names and field names must be valid identifiers: %s", object.StrRepr(f))
		case keyword[f]:
			problem = object.ValueErrorf("Type names and field names cannot be a keyword: %s", object.StrRepr(f))
		case strings.HasPrefix(f, "_"):
			problem = object.ValueErrorf("Field names cannot start with an underscore: %s", object.StrRepr(f))
		case seen[f]:
			problem = object.ValueErrorf("Encountered duplicate field name: %s", object.StrRepr(f))
		}
		if problem != nil && !rename {
			return problem
		}
		if problem != nil {
			fields[i] = "_" + string(rune('0'+i%10))
		}
		seen[f] = true
	}
	return nil
}

// newNamedTuple makes the class. The last fields take the defaults.
func newNamedTuple(th *object.Thread, name, module string, fields []string, defaults []object.Value) (*object.Class, error) {
	params := []object.Param{{Name: "_cls", Kind: object.PosOnly}}
	byName := object.NewDict()
	for i, f := range fields {
		p := object.Param{Name: f, Kind: object.Regular}
		if k := i - (len(fields) - len(defaults)); k >= 0 {
			p.Default, p.HasDefault = defaults[k], true
			byName.SetStr(f, defaults[k])
		}
		params = append(params, p)
	}
	sig := object.NewSignature(name+".__new__", params)
	make := func(th *object.Thread, args object.Args) (object.Value, error) {
		slots := make([]object.Value, len(params))
		if err := sig.BindSlots(args, slots, nil); err != nil {
			return nil, err
		}
		cls, ok := slots[0].(*object.Class)
		if !ok {
			return nil, object.TypeErrorf("%s.__new__(X): X is not a type object (%s)", name, object.TypeName(slots[0]))
		}
		return newFields(cls, slots[1:]...), nil
	}
	var dict object.Namespace
	dict.Set("__new__", &object.StaticMethod{Fn: object.RawFunc("__new__(_cls, "+strings.Join(fields, ", ")+")", "Makes a tuple.", make)})
	for _, m := range append(fieldMembers(fields), tupleMethods(fields)...) {
		if p, ok := m.Value.(*object.Property); ok {
			p.GoSet = func(*object.Thread, object.Value, object.Value) error {
				return object.AttributeErrorf("can't set attribute")
			}
		}
		dict.Set(m.Name, m.Value)
	}
	names := object.NewTuple()
	for _, f := range fields {
		names.Elems = append(names.Elems, f)
	}
	dict.Set("_fields", names)
	dict.Set("__match_args__", names)
	dict.Set("_field_defaults", byName)
	return object.NewClass(th, name, object.TupleClass, module, name, name+"("+strings.Join(fields, ", ")+")", dict)
}

// tupleMethods are the methods that named tuples have beside those of tuples.
func tupleMethods(fields []string) []object.Member {
	noInit := object.RawFunc("__init__(self, *args, **kwargs)", "Does nothing: the tuple is complete.", func(th *object.Thread, args object.Args) (object.Value, error) { return nil, nil })
	noInit.Method = true
	return []object.Member{
		{Name: "__init__", Value: noInit},
		object.Method("__repr__(self)", "The name and the elements.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return fieldsRepr(th, object.TypeName(a.Self()), fields, a.Self())
		}),
		object.ClassMethodOf("_make(cls, iterable)", "A tuple of the values of an iterable.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			elems := a.Elems("iterable")
			if len(elems) != len(fields) {
				return nil, object.TypeErrorf("Expected %d arguments, got %d", len(fields), len(elems))
			}
			return newFields(a.Self().(*object.Class), elems...), nil
		}),
		object.Method("_asdict(self)", "The elements as a dict.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			t, err := elements(a.Self())
			if err != nil {
				return nil, err
			}
			d := object.NewDict()
			for i, f := range fields {
				d.SetStr(f, t.Elems[i])
			}
			return d, nil
		}),
		object.Method("_replace(self, /, **kwds)", "The tuple with some elements replaced.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			t, err := elements(a.Self())
			if err != nil {
				return nil, err
			}
			elems := append([]object.Value(nil), t.Elems...)
			var unknown []object.Value
			for _, k := range a.Kwargs("kwds") {
				i := indexOfName(fields, k.Name)
				if i < 0 {
					unknown = append(unknown, k.Name)
					continue
				}
				elems[i] = k.Value
			}
			if unknown != nil {
				text, err := object.Repr(th, object.NewList(unknown...))
				if err != nil {
					return nil, err
				}
				return nil, object.ValueErrorf("Got unexpected field names: %s", text)
			}
			return newFields(object.TypeOf(a.Self()), elems...), nil
		}),
	}
}

func indexOfName(names []string, name string) int {
	for i, n := range names {
		if n == name {
			return i
		}
	}
	return -1
}
