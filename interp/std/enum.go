package std

import (
	"math/bits"
	"slices"
	"strings"

	"kerash/interp/object"
)

func enumModule() *object.Module {
	return &object.Module{Name: "enum", Doc: "Classes with a fixed set of objects.", Members: func() []object.Member {
		return []object.Member{
			object.Const("Enum", enumClass), object.Const("IntEnum", intEnumClass), object.Const("StrEnum", strEnumClass), object.Const("auto", autoClass),
			object.Const("Flag", flagClass), object.Const("IntFlag", intFlagClass), object.Const("EnumMeta", enumMeta), object.Const("EnumType", enumMeta),
			object.Fun("nonmember(value)", "A value that is no member: the value itself.", func(th *object.Thread, a *object.Bound) (object.Value, error) { return a.At(0), nil }),
			object.Fun("member(value)", "The value itself.", func(th *object.Thread, a *object.Bound) (object.Value, error) { return a.At(0), nil }),
			object.Fun("unique(enumeration)", "Refuses a class with two names for one value.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				members, ok := membersOf(a.At(0))
				if !ok {
					return nil, object.TypeErrorf("unique() needs an enumeration")
				}
				for i := range members.names.Len() {
					if name, v := members.names.At(i); enumName(v) != name {
						return nil, object.ValueErrorf("duplicate values found in %s: %s -> %s", enumRepr(a.At(0).(*object.Class)), name, enumName(v))
					}
				}
				return a.At(0), nil
			}),
		}
	}}
}

var (
	enumClass    = &object.Class{Name: "Enum", Module: "enum", Doc: "The base of enumerations."}
	intEnumClass = &object.Class{Name: "IntEnum", Module: "enum", Doc: "The base of enumerations whose values are integers.", Base: enumClass, Also: object.IntClass}
	strEnumClass = &object.Class{Name: "StrEnum", Module: "enum", Doc: "The base of enumerations whose values are texts.", Base: enumClass, Also: object.StrClass}
	// mixedStr and mixedInt are the bases of class C(str, Enum) and C(int, Enum):
	// they compute like their values, but are shown as Enum shows them.
	mixedStr  = &object.Class{Name: "Enum", Module: "enum", Base: enumClass, Also: object.StrClass}
	mixedInt  = &object.Class{Name: "Enum", Module: "enum", Base: enumClass, Also: object.IntClass}
	autoClass = &object.Class{Name: "auto", Module: "enum", Doc: "A value that follows from the ones before.", Final: true}
)

// enumMembers are the objects of an enumeration.
type enumMembers struct {
	// names has all names, also further ones of the same object.
	names object.Namespace
	// list has each object once, in order.
	list []object.Value
	// maker is the class' own __new__, or nil.
	maker object.Value
	// flags are combined with each other by | and &.
	flags bool
}

// fixedAttr declares an attribute of the objects that cannot be set.
func fixedAttr(name, doc string, get func(self object.Value) object.Value) object.Member {
	return object.GetSet(name, doc, func(th *object.Thread, self object.Value) (object.Value, error) { return get(self), nil },
		func(th *object.Thread, self, v object.Value) error {
			return object.AttributeErrorf("<enum 'Enum'> cannot set attribute '%s'", name)
		})
}

// membersKey is where a class keeps its objects.
const membersKey = "__enum_members__"

func membersOf(v object.Value) (*enumMembers, bool) {
	cls, ok := v.(*object.Class)
	if !ok {
		return nil, false
	}
	m, _ := cls.Lookup(membersKey)
	members, ok := m.(*enumMembers)
	return members, ok
}

func enumField(v object.Value, name string) object.Value {
	inst, ok := v.(*object.Instance)
	if !ok {
		return nil
	}
	x, _ := inst.Attrs.Get(name)
	return x
}

func enumName(v object.Value) string {
	s, _ := enumField(v, "_name_").(string)
	return s
}

func enumValue(v object.Value) object.Value { return enumField(v, "_value_") }

func init() {
	enumClass.Subclassed = makeEnum
	enumClass.Meta = enumMeta
	enumClass.New = newEnum
	enumClass.Members = func() []object.Member {
		return []object.Member{
			fixedAttr("name", "the name", func(self object.Value) object.Value { return enumName(self) }),
			fixedAttr("value", "the value", enumValue),
		}
	}
	enumClass.Repr = func(th *object.Thread, self object.Value) (string, error) {
		s, err := object.Repr(th, enumValue(self))
		return "<" + object.TypeName(self) + "." + enumName(self) + ": " + s + ">", err
	}
	enumClass.Str = func(th *object.Thread, self object.Value) (string, error) {
		return object.TypeName(self) + "." + enumName(self), nil
	}
	enumClass.Hash = func(th *object.Thread, self object.Value) (int, error) { return object.Hash(th, enumName(self)) }
	autoClass.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		return &object.Instance{Class: autoClass}, nil
	}
	autoClass.Binary = func(th *object.Thread, op object.Op, a, b object.Value) (object.Value, error) {
		return &object.Instance{Class: autoClass, Native: &autoSum{op, a, b}}, nil
	}
	for _, c := range []*object.Class{intEnumClass, strEnumClass, mixedInt, mixedStr} {
		behaveAsValue(c)
	}
	for _, c := range []*object.Class{mixedInt, mixedStr} {
		c.Str, c.Format = enumClass.Str, func(th *object.Thread, self object.Value, spec string) (string, error) {
			text, err := object.Str(th, self)
			if err != nil {
				return "", err
			}
			return object.Format(th, text, spec)
		}
	}
	enumClass.Mixed = func(other *object.Class) *object.Class {
		switch other {
		case object.StrClass:
			return mixedStr
		case object.IntClass:
			return mixedInt
		}
		return nil
	}
}

// behaveAsValue lets the objects of an enumeration compute like their values.
func behaveAsValue(c *object.Class) {
	plain := func(v object.Value) object.Value {
		if object.IsInstance(v, c) {
			return enumValue(v)
		}
		return v
	}
	c.Str = func(th *object.Thread, self object.Value) (string, error) { return object.Str(th, enumValue(self)) }
	c.Format = func(th *object.Thread, self object.Value, spec string) (string, error) {
		return object.Format(th, enumValue(self), spec)
	}
	c.Hash = func(th *object.Thread, self object.Value) (int, error) { return object.Hash(th, enumValue(self)) }
	c.Bool = func(th *object.Thread, self object.Value) (bool, error) { return object.Truth(th, enumValue(self)) }
	c.Compare = func(th *object.Thread, op object.Op, a, b object.Value) (object.Value, error) {
		return object.Compare(th, op, plain(a), plain(b))
	}
	c.Binary = func(th *object.Thread, op object.Op, a, b object.Value) (object.Value, error) {
		return object.BinaryOp(th, op, plain(a), plain(b))
	}
	c.Unary = func(th *object.Thread, op object.Op, a object.Value) (object.Value, error) {
		return object.UnaryOp(th, op, plain(a))
	}
	c.GetAttr = func(th *object.Thread, self object.Value, name string) (object.Value, bool, error) {
		return object.FindAttr(th, enumValue(self), name)
	}
	if c == strEnumClass || c == mixedStr {
		c.Len = func(th *object.Thread, self object.Value) (int, error) { return object.Len(th, enumValue(self)) }
		c.Iter = func(th *object.Thread, self object.Value) (object.Iterator, error) {
			return object.Iter(th, enumValue(self))
		}
		c.Index = func(th *object.Thread, self, key object.Value) (object.Value, error) {
			return object.Index(th, enumValue(self), key)
		}
		c.Contains = func(th *object.Thread, self, v object.Value) (bool, error) {
			return object.Contains(th, enumValue(self), plain(v))
		}
		return
	}
	c.ToInt = func(th *object.Thread, self object.Value) (int, error) { return object.AsInt(th, enumValue(self)) }
	c.ToIndex = func(th *object.Thread, self object.Value) (int, error) { return object.AsIndex(th, enumValue(self)) }
	c.ToFloat = func(th *object.Thread, self object.Value) (float64, error) {
		return object.AsFloat(th, enumValue(self))
	}
}

// autoSum is what a class body computes of autos, such as READ | WRITE, before
// their values are known.
type autoSum struct {
	op   object.Op
	a, b object.Value
}

// value computes it; autos are the values known by now.
func (s *autoSum) value(th *object.Thread, autos map[object.Value]object.Value) (object.Value, error) {
	operand := func(v object.Value) (object.Value, error) {
		inst, ok := v.(*object.Instance)
		if !ok {
			return v, nil
		}
		if sum, ok := inst.Native.(*autoSum); ok {
			return sum.value(th, autos)
		}
		if known, ok := autos[v]; ok {
			return known, nil
		}
		return v, nil
	}
	a, err := operand(s.a)
	if err != nil {
		return nil, err
	}
	b, err := operand(s.b)
	if err != nil {
		return nil, err
	}
	return object.BinaryOp(th, s.op, a, b)
}

// makeEnum turns the plain names of a class body into its objects.
func makeEnum(th *object.Thread, cls *object.Class) error {
	for _, base := range cls.Bases() {
		if m, ok := membersOf(base); ok && len(m.list) > 0 {
			return object.TypeErrorf("<enum '%s'> cannot extend <enum '%s'>", cls.Name, base.Name)
		}
	}
	ns := cls.Dict()
	members := &enumMembers{flags: cls.IsSubclass(flagClass)}
	var values []object.Value
	maker, _ := ns.Get("__new__")
	if s, ok := maker.(*object.StaticMethod); ok {
		members.maker = s.Fn
	}
	autos := map[object.Value]object.Value{}
	ignored, err := ignoredNames(th, ns)
	if err != nil {
		return err
	}
	for _, name := range ns.Names() {
		v, _ := ns.Get(name)
		if slices.Contains(ignored, name) {
			ns.Delete(name)
			continue
		}
		if strings.HasPrefix(name, "_") || isDescriptor(v) {
			continue
		}
		if object.TypeOf(v) == autoClass {
			auto, err := v, error(nil)
			if sum, ok := object.NativeOf(v).(*autoSum); ok {
				v, err = sum.value(th, autos)
			} else {
				v, err = nextEnumValue(th, cls, name, values)
			}
			if err != nil {
				return err
			}
			autos[auto] = v
		}
		values = append(values, v)
		member, err := members.add(th, cls, name, v)
		if err != nil {
			return err
		}
		ns.Set(name, member)
	}
	ns.Set(membersKey, members)
	ns.Set("__members__", &object.MappingProxy{Map: members.names.ToDict()})
	ns.Set("_member_map_", members.names.ToDict())
	ns.Set("_member_names_", memberNames(members))
	ns.Set("__new__", &object.StaticMethod{Fn: object.RawFunc("__new__(cls, value)", "The object with a value.", findEnum)})
	init := object.RawFunc("__init__(self, *args)", "Does nothing.", func(th *object.Thread, args object.Args) (object.Value, error) { return nil, nil })
	init.Method = true
	ns.Set("__init__", init)
	ns.Set("__class_getitem__", object.ClassMethodOf("__class_getitem__(cls, name)", "The object of a name.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
		name, ok := a.At(1).(string)
		if v, found := members.names.Get(name); ok && found {
			return v, nil
		}
		return nil, object.KeyErrorOf(a.At(1))
	}).Value)
	return nil
}

// ignoredNames are those that _ignore_ in a class body takes out of it.
func ignoredNames(th *object.Thread, ns *object.Namespace) ([]string, error) {
	v, ok := ns.Get("_ignore_")
	if !ok {
		return nil, nil
	}
	if text, isText := v.(string); isText {
		return append(strings.Fields(strings.ReplaceAll(text, ",", " ")), "_ignore_"), nil
	}
	elems, err := object.ToSlice(th, v)
	names := []string{"_ignore_"}
	for _, e := range elems {
		if s, ok := e.(string); ok {
			names = append(names, s)
		}
	}
	return names, err
}

func memberNames(m *enumMembers) *object.List {
	l := object.NewList()
	for _, v := range m.list {
		l.Elems = append(l.Elems, enumName(v))
	}
	return l
}

// nextEnumValue is what auto() stands for.
func nextEnumValue(th *object.Thread, cls *object.Class, name string, before []object.Value) (object.Value, error) {
	if fn, ok := cls.Lookup("_generate_next_value_"); ok {
		if s, isStatic := fn.(*object.StaticMethod); isStatic {
			fn = s.Fn
		}
		return object.CallFn(th, fn, name, 1, len(before), object.NewList(before...))
	}
	if cls.IsSubclass(strEnumClass) {
		return strings.ToLower(name), nil
	}
	most := 0
	for _, v := range before {
		if n, ok := v.(int); ok && (n > most || most == 0) {
			most = n
		}
	}
	if cls.IsSubclass(flagClass) {
		return 1 << bits.Len(uint(max(most, 0))), nil
	}
	return most + 1, nil
}

func isDescriptor(v object.Value) bool {
	switch v.(type) {
	case *object.Property, *object.StaticMethod, *object.ClassMethod, *object.Builtin, *object.Class, object.Binder:
		return true
	}
	return false
}

// add makes the object of a name; a value that was there before gives the
// earlier object a further name.
func (m *enumMembers) add(th *object.Thread, cls *object.Class, name string, v object.Value) (object.Value, error) {
	args := []object.Value{v}
	if t, ok := v.(*object.Tuple); ok {
		args = t.Elems
	}
	inst := &object.Instance{Class: cls}
	if m.maker != nil {
		made, err := object.CallFn(th, m.maker, append([]object.Value{cls}, args...)...)
		if err != nil {
			return nil, err
		}
		if x, ok := made.(*object.Instance); ok {
			inst = x
		}
		if own, ok := inst.Attrs.Get("_value_"); ok {
			v = own
		}
	}
	for _, old := range m.list {
		if same, err := object.Equal(th, enumValue(old), v); err != nil || same {
			m.names.Set(name, old)
			return old, err
		}
	}
	inst.Attrs.Set("_name_", name)
	inst.Attrs.Set("_value_", v)
	if s, ok := v.(string); ok && cls.IsSubclass(object.StrClass) {
		inst.Native = s
	}
	if _, _, err := inst.CallMethod(th, "__init__", object.Args{Pos: args}); err != nil {
		return nil, err
	}
	m.names.Set(name, inst)
	m.list = append(m.list, inst)
	return inst, nil
}

// findEnum is cls(value).
func findEnum(th *object.Thread, args object.Args) (object.Value, error) {
	if len(args.Pos) != 2 {
		return nil, object.TypeErrorf("EnumType.__call__() missing 1 required positional argument: 'value'")
	}
	cls, _ := args.Pos[0].(*object.Class)
	members, ok := membersOf(cls)
	if !ok {
		return nil, object.TypeErrorf("%s has no objects", object.TypeName(args.Pos[0]))
	}
	for _, v := range members.list {
		if object.Is(v, args.Pos[1]) {
			return v, nil
		}
		if same, err := object.Equal(th, enumValue(v), args.Pos[1]); err != nil || same {
			return v, err
		}
	}
	if n, isInt := args.Pos[1].(int); isInt && members.flags {
		return members.combined(cls, n)
	}
	if fn, ok := cls.Lookup("_missing_"); ok {
		if c, isClassMethod := fn.(*object.ClassMethod); isClassMethod {
			v, err := object.CallFn(th, c.Fn, cls, args.Pos[1])
			if err != nil || v != nil {
				return v, err
			}
		}
	}
	text, err := object.Repr(th, args.Pos[1])
	if err != nil {
		return nil, err
	}
	return nil, object.ValueErrorf("%s is not a valid %s", text, qualName(cls))
}

func enumRepr(cls *object.Class) string {
	if cls.IsSubclass(flagClass) {
		return "<flag '" + cls.Name + "'>"
	}
	return "<enum '" + cls.Name + "'>"
}

func qualName(cls *object.Class) string {
	if cls.QualName != "" {
		return cls.QualName
	}
	return cls.Name
}
