package std

import (
	"slices"
	"strings"

	"kerash/interp/object"
)

func dataclassesModule() *object.Module {
	return &object.Module{Name: "dataclasses", Doc: "Classes that are made of their fields.", Members: func() []object.Member {
		return []object.Member{
			object.Fun("dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False, match_args=True, kw_only=False, slots=False, weakref_slot=False)",
				"Adds __init__, __repr__ and comparisons that follow from the annotated fields.", dataclass),
			object.Fun("field(*, default=<missing>, default_factory=<missing>, init=True, repr=True, hash=None, compare=True, metadata=None, kw_only=<missing>)",
				"What a field is beside its default.", newField),
			object.Fun("fields(class_or_instance)", "The fields.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				list, err := fieldsOf(a.At(0), "must be called with a dataclass type or instance")
				t := &object.Tuple{}
				for _, f := range list {
					t.Elems = append(t.Elems, f)
				}
				return t, err
			}),
			object.Fun("asdict(obj, *, dict_factory=dict)", "The fields as a dict, also of what is inside.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				if _, err := fieldsOf(a.At(0), "asdict() should be called on dataclass instances"); err != nil {
					return nil, err
				}
				return plainData(th, a.At(0), false)
			}),
			object.Fun("astuple(obj, *, tuple_factory=tuple)", "The fields as a tuple, also of what is inside.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				if _, err := fieldsOf(a.At(0), "astuple() should be called on dataclass instances"); err != nil {
					return nil, err
				}
				return plainData(th, a.At(0), true)
			}),
			object.Fun("replace(obj, /, **changes)", "A copy with some fields replaced.", replaceFields),
			object.Fun("is_dataclass(obj)", "Whether it is a dataclass or an object of one.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				_, err := fieldsOf(a.At(0), "")
				return err == nil, nil
			}),
			object.Fun("make_dataclass(cls_name, fields, *, bases=(), namespace=None, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False, match_args=True, kw_only=False, slots=False, weakref_slot=False)",
				"A dataclass of the names, types and defaults of its fields.", makeDataclass),
			object.Const("Field", fieldClass), object.Const("MISSING", missingValue), object.Const("FrozenInstanceError", frozenError),
			object.Const("KW_ONLY", kwOnlyMark), object.Const("InitVar", initVarClass),
		}
	}}
}

var frozenError = object.NewExceptionClass("dataclasses", "FrozenInstanceError", object.AttributeError, "The object cannot be changed.")

// missingValue stands for a default that was not given.
var missingValue object.Value = &object.Instance{Class: &object.Class{Name: "_MISSING_TYPE", Module: "dataclasses", Final: true}}

// field is a field of a dataclass.
type field struct {
	name                   string
	typ                    object.Value
	def, factory           object.Value
	init, repr, compare    bool
	kwOnly, hasDef, hasFac bool
	// initVar fields are arguments that __post_init__ gets; objects keep none.
	initVar  bool
	hash     object.Value
	metadata object.Value
}

// PyClass is Field.
func (f *field) PyClass() *object.Class { return fieldClass }

var fieldClass = &object.Class{Name: "Field", Module: "dataclasses", Doc: "A field of a dataclass.", Final: true, Members: func() []object.Member {
	get := func(name string, f func(*field) object.Value) object.Member {
		return object.Getter(name, "see field()", func(th *object.Thread, self object.Value) (object.Value, error) { return f(self.(*field)), nil })
	}
	return []object.Member{
		get("name", func(f *field) object.Value { return f.name }), get("type", func(f *field) object.Value { return f.typ }),
		get("default", func(f *field) object.Value {
			if f.hasDef {
				return f.def
			}
			return missingValue
		}),
		get("default_factory", func(f *field) object.Value {
			if f.hasFac {
				return f.factory
			}
			return missingValue
		}),
		get("init", func(f *field) object.Value { return f.init }), get("repr", func(f *field) object.Value { return f.repr }),
		get("compare", func(f *field) object.Value { return f.compare }), get("kw_only", func(f *field) object.Value { return f.kwOnly }),
		get("metadata", func(f *field) object.Value { return f.metadata }), get("hash", func(f *field) object.Value { return f.hash }),
	}
}}

func newField(th *object.Thread, a *object.Bound) (object.Value, error) {
	f := &field{init: a.Bool("init"), repr: a.Bool("repr"), compare: a.Bool("compare"), hash: a.Value("hash"), metadata: a.Value("metadata")}
	if f.metadata == nil {
		f.metadata = object.NewDict()
	}
	f.metadata = &object.MappingProxy{Map: f.metadata}
	if f.hasDef = a.Given("default"); f.hasDef {
		f.def = a.Value("default")
	}
	if f.hasFac = a.Given("default_factory"); f.hasFac {
		f.factory = a.Value("default_factory")
	}
	if f.hasDef && f.hasFac {
		return nil, object.ValueErrorf("cannot specify both default and default_factory")
	}
	f.kwOnly = a.Given("kw_only") && a.Bool("kw_only")
	return f, nil
}

// dataFields is where a dataclass keeps its fields.
const dataFields = "__dataclass_fields__"

// dataFrozen is where a dataclass keeps whether its objects are frozen.
const dataFrozen = "__dataclass_frozen__"

// fieldsOf finds the fields of a dataclass or an object of one.
func fieldsOf(v object.Value, refusal string) ([]*field, error) {
	list, err := allFieldsOf(v, refusal)
	return stored(list), err
}

// stored are the fields that objects have.
func stored(list []*field) []*field {
	return slices.DeleteFunc(slices.Clone(list), func(f *field) bool { return f.initVar })
}

// allFieldsOf is fieldsOf with those that are for __post_init__ alone.
func allFieldsOf(v object.Value, refusal string) ([]*field, error) {
	cls, ok := v.(*object.Class)
	if !ok {
		cls = object.TypeOf(v)
	}
	list, _ := cls.Lookup(dataFields)
	d, ok := list.(*object.Dict)
	if !ok {
		return nil, object.TypeErrorf("%s", refusal)
	}
	var out []*field
	for _, f := range d.Values() {
		out = append(out, f.(*field))
	}
	return out, nil
}

// dataOptions are the arguments of @dataclass.
type dataOptions struct{ init, repr, eq, order, hash, frozen, kwOnly, slots, matchArgs bool }

func dataOptionsOf(a *object.Bound) dataOptions {
	return dataOptions{a.Bool("init"), a.Bool("repr"), a.Bool("eq"), a.Bool("order"), a.Bool("unsafe_hash"), a.Bool("frozen"), a.Bool("kw_only"), a.Bool("slots"), a.Bool("match_args")}
}

func dataclass(th *object.Thread, a *object.Bound) (object.Value, error) {
	o := dataOptionsOf(a)
	if v := a.At(0); v != nil {
		return o.apply(th, v)
	}
	return object.Func("wrap(cls, /)", "", func(th *object.Thread, a *object.Bound) (object.Value, error) { return o.apply(th, a.At(0)) }), nil
}

func (o dataOptions) apply(th *object.Thread, v object.Value) (object.Value, error) {
	cls, ok := v.(*object.Class)
	if !ok {
		return nil, object.TypeErrorf("dataclass() needs a class, not %s", object.TypeName(v))
	}
	for _, base := range cls.Bases() {
		v, found := base.Lookup(dataFrozen)
		switch frozen, _ := v.(bool); {
		case found && frozen && !o.frozen:
			return nil, object.TypeErrorf("cannot inherit non-frozen dataclass from a frozen one")
		case found && !frozen && o.frozen:
			return nil, object.TypeErrorf("cannot inherit frozen dataclass from a non-frozen one")
		}
	}
	if o.order && !o.eq {
		return nil, object.ValueErrorf("eq must be true if order is true")
	}
	list, err := o.collect(cls)
	if err != nil {
		return nil, err
	}
	d := object.NewDict()
	for _, f := range list {
		d.SetStr(f.name, f)
	}
	ns := cls.Dict()
	ns.Set(dataFields, d)
	ns.Set(dataFrozen, o.frozen)
	add := func(m object.Member) {
		if _, own := ns.Get(m.Name); !own {
			ns.Set(m.Name, m.Value)
		}
	}
	if o.init {
		sig, err := initSignature(cls, list)
		if err != nil {
			return nil, err
		}
		add(object.Member{Name: "__init__", Value: initMethod(sig, list)})
	}
	list = stored(list)
	if o.repr {
		add(reprMethod(list))
	}
	o.addComparisons(ns, list, add)
	if o.frozen {
		add(object.Method("__setattr__(self, name, value)", "Refuses.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return nil, object.Errorf(frozenError, "cannot assign to field '%s'", a.Str("name"))
		}))
		add(object.Method("__delattr__(self, name)", "Refuses.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return nil, object.Errorf(frozenError, "cannot delete field '%s'", a.Str("name"))
		}))
	}
	names, all := &object.Tuple{}, []string{}
	for _, f := range list {
		all = append(all, f.name)
		if f.init && !f.kwOnly {
			names.Elems = append(names.Elems, f.name)
		}
	}
	if o.matchArgs {
		add(object.Const("__match_args__", names))
	}
	if o.slots {
		if _, has := ns.Get("__slots__"); has {
			return nil, object.TypeErrorf("%s already specifies __slots__", cls.Name)
		}
		cls.SetSlots(all)
	}
	return cls, o.document(th, cls)
}

// collect finds the fields: those of the base, then the annotated names.
func (o dataOptions) collect(cls *object.Class) ([]*field, error) {
	var list []*field
	mro := cls.MRO()
	for i := len(mro) - 1; i > 0; i-- {
		if _, own := mro[i].Dict().Get(dataFields); !own {
			continue
		}
		inherited, err := allFieldsOf(mro[i], "")
		if err != nil {
			return nil, err
		}
		for _, f := range inherited {
			if k := indexOfField(list, f.name); k >= 0 {
				list[k] = f
			} else {
				list = append(list, f)
			}
		}
	}
	notes, _ := cls.Dict().Get("__annotations__")
	d, ok := notes.(*object.Dict)
	if !ok {
		return list, nil
	}
	kwOnly := o.kwOnly
	for it := d.Entries(); it.Next(); {
		name := it.Key().(string)
		if note := it.Value(); note == kwOnlyMark || note == object.Value("KW_ONLY") || note == object.Value("dataclasses.KW_ONLY") {
			kwOnly = true
			continue
		}
		if isClassVar(it.Value()) {
			continue
		}
		f, err := fieldOf(cls, name)
		if err != nil {
			return nil, err
		}
		f.name, f.typ = name, it.Value()
		f.kwOnly = f.kwOnly || kwOnly
		f.initVar = isInitVar(it.Value())
		if i := indexOfField(list, name); i >= 0 {
			list[i] = f
		} else {
			list = append(list, f)
		}
	}
	return list, nil
}

func indexOfField(list []*field, name string) int {
	for i, f := range list {
		if f.name == name {
			return i
		}
	}
	return -1
}

// fieldOf makes the field of a name from its value in the class body.
func fieldOf(cls *object.Class, name string) (*field, error) {
	v, ok := cls.Dict().Get(name)
	if f, isField := v.(*field); isField {
		own := *f
		if f.hasDef {
			cls.Dict().Set(name, f.def)
		} else {
			cls.Dict().Delete(name)
		}
		return &own, nil
	}
	f := &field{init: true, repr: true, compare: true, def: v, hasDef: ok, metadata: &object.MappingProxy{Map: object.NewDict()}}
	switch v.(type) {
	case *object.List, *object.Dict, *object.Set:
		return nil, object.ValueErrorf("mutable default %s for field %s is not allowed: use default_factory", classRepr(object.TypeOf(v)), name)
	}
	return f, nil
}

// initSignature is that of __init__: keyword-only fields come last.
func initSignature(cls *object.Class, list []*field) (*object.Signature, error) {
	params := []object.Param{{Name: "self", Kind: object.Regular}}
	var last []object.Param
	optional := ""
	for _, f := range list {
		if !f.init {
			continue
		}
		p := object.Param{Name: f.name, Kind: object.Regular, Default: f.def, HasDefault: f.hasDef, Optional: f.hasFac, Text: "..."}
		if f.kwOnly {
			p.Kind = object.KwOnly
			last = append(last, p)
			continue
		}
		if f.hasDef || f.hasFac {
			optional = f.name
		} else if optional != "" {
			return nil, object.TypeErrorf("non-default argument '%s' follows default argument", f.name)
		}
		params = append(params, p)
	}
	return object.NewSignature(cls.Name+".__init__", append(params, last...)), nil
}

func initMethod(sig *object.Signature, list []*field) *object.Builtin {
	text := sig.String()
	b := object.RawFunc("__init__"+text[strings.IndexByte(text, '('):], "Sets the fields.", func(th *object.Thread, args object.Args) (object.Value, error) {
		slots := make([]object.Value, len(sig.Params))
		if err := sig.BindSlots(args, slots, nil); err != nil {
			return nil, err
		}
		inst, ok := slots[0].(*object.Instance)
		if !ok {
			return nil, object.TypeErrorf("an object of the dataclass is required")
		}
		var forPostInit []object.Value
		for _, f := range list {
			v := object.Unset
			if i := sig.Index(f.name); f.init && i >= 0 {
				v = slots[i]
			}
			if v == object.Unset && f.hasFac {
				made, err := object.CallFn(th, f.factory)
				if err != nil {
					return nil, err
				}
				v = made
			}
			if f.initVar {
				forPostInit = append(forPostInit, v)
				continue
			}
			if v != object.Unset {
				inst.Attrs.Set(f.name, v)
			}
		}
		_, _, err := inst.CallMethod(th, "__post_init__", object.Args{Pos: forPostInit})
		return nil, err
	})
	b.Method = true
	return b
}

func reprMethod(list []*field) object.Member {
	return object.Method("__repr__(self)", "The class and the fields.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
		var parts []string
		for _, f := range list {
			if !f.repr {
				continue
			}
			v, err := object.GetAttr(th, a.Self(), f.name)
			if err != nil {
				return nil, err
			}
			s, err := object.Repr(th, v)
			if err != nil {
				return nil, err
			}
			parts = append(parts, f.name+"="+s)
		}
		cls := object.TypeOf(a.Self())
		name := cls.QualName
		if name == "" {
			name = cls.Name
		}
		return name + "(" + strings.Join(parts, ", ") + ")", nil
	})
}

// addComparisons adds ==, the order and the hash.
func (o dataOptions) addComparisons(ns *object.Namespace, list []*field, add func(object.Member)) {
	key := func(th *object.Thread, v object.Value) object.Value {
		t := &object.Tuple{}
		for _, f := range list {
			if f.compare {
				t.Elems = append(t.Elems, object.Must(object.GetAttr(th, v, f.name)))
			}
		}
		return t
	}
	compare := func(name string, op object.Op) object.Member {
		return object.Method(name+"(self, other)", "Compares the fields.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			if object.TypeOf(a.At(0)) != object.TypeOf(a.At(1)) {
				return object.NotImplemented, nil
			}
			return object.Compare(th, op, key(th, a.At(0)), key(th, a.At(1)))
		})
	}
	_, ownHash := ns.Get("__hash__")
	if o.eq {
		add(compare("__eq__", object.Eq))
	}
	if o.order {
		add(compare("__lt__", object.Lt))
		add(compare("__le__", object.Le))
		add(compare("__gt__", object.Gt))
		add(compare("__ge__", object.Ge))
	}
	switch {
	case ownHash:
	case o.hash || o.eq && o.frozen:
		ns.Set("__hash__", object.Method("__hash__(self)", "The hash of the fields.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return object.Hash(th, key(th, a.Self()))
		}).Value)
	case o.eq:
		ns.Set("__hash__", nil)
	}
}
