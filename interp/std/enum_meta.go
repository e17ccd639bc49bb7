package std

import (
	"strings"

	"kerash/interp/object"
)

// newEnum is Enum(name, names): the functional form of a class statement.
func newEnum(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
	b, err := enumSignature.Bind(th, args)
	if err != nil {
		return nil, err
	}
	names := b.Value("names")
	if s, ok := names.(string); ok {
		l := object.NewList()
		for _, n := range strings.Fields(strings.ReplaceAll(s, ",", " ")) {
			l.Elems = append(l.Elems, n)
		}
		names = l
	}
	if d, ok := names.(*object.Dict); ok {
		l := object.NewList()
		for it := d.Entries(); it.Next(); {
			l.Elems = append(l.Elems, object.NewTuple(it.Key(), it.Value()))
		}
		names = l
	}
	elems, err := object.ToSlice(th, names)
	if err != nil {
		return nil, err
	}
	var ns object.Namespace
	next := b.Int("start")
	for _, e := range elems {
		switch e := e.(type) {
		case string:
			ns.Set(e, next)
			next++
			if cls.IsSubclass(flagClass) {
				next = 2 * (next - 1)
			}
		case *object.Tuple:
			if name, ok := e.Elems[0].(string); ok && len(e.Elems) == 2 {
				ns.Set(name, e.Elems[1])
			}
		}
	}
	return object.NewClass(th, b.Str("value"), cls, b.StrOr("module", "__main__"), "", "", ns)
}

var enumSignature = object.ParseSignature("Enum(value, names, *, module=None, qualname=None, type=None, start=1, boundary=None)")

// enumMeta is the class of enumerations: they are walked over, counted and
// searched like containers.
var enumMeta = &object.Class{Name: "EnumType", Module: "enum", Doc: "The class of enumerations.", Base: object.TypeClass, Final: true,
	Iter: func(th *object.Thread, self object.Value) (object.Iterator, error) {
		return object.IterSlice(canonical(self)), nil
	},
	Repr: func(th *object.Thread, self object.Value) (string, error) {
		cls, ok := self.(*object.Class)
		if !ok {
			return "", object.TypeErrorf("an enumeration is expected")
		}
		return enumRepr(cls), nil
	},
	SetAttr: func(th *object.Thread, self object.Value, name string, v object.Value) (bool, error) {
		if m, ok := membersOf(self); ok {
			if _, taken := m.names.Get(name); taken {
				return false, object.AttributeErrorf("cannot reassign member '%s'", name)
			}
		}
		return false, nil
	},
	Len:  func(th *object.Thread, self object.Value) (int, error) { return len(canonical(self)), nil },
	Bool: func(*object.Thread, object.Value) (bool, error) { return true, nil },
	Contains: func(th *object.Thread, self, v object.Value) (bool, error) {
		for _, x := range enumList(self) {
			if object.Is(x, v) {
				return true, nil
			}
		}
		if object.IsInstance(v, enumClass) {
			return false, nil
		}
		return false, object.TypeErrorf("unsupported operand type(s) for 'in': '%s' and '%s'", object.TypeName(v), object.TypeName(self))
	},
	DelAttr: func(th *object.Thread, self object.Value, name string) (bool, error) {
		if m, ok := membersOf(self); ok {
			if _, is := m.names.Get(name); is {
				return false, object.AttributeErrorf("'%s' cannot delete member '%s'.", self.(*object.Class).Name, name)
			}
		}
		return false, nil
	},
}

// canonical are the objects that an enumeration is walked over: of flags those
// of a single bit.
func canonical(cls object.Value) []object.Value {
	m, ok := membersOf(cls)
	if !ok || !m.flags {
		return enumList(cls)
	}
	var list []object.Value
	for _, v := range m.list {
		if n, ok := enumValue(v).(int); ok && n > 0 && n&(n-1) == 0 {
			list = append(list, v)
		}
	}
	return list
}

// enumList has the objects of an enumeration; Enum itself has none.
func enumList(cls object.Value) []object.Value {
	if m, ok := membersOf(cls); ok {
		return m.list
	}
	return nil
}
