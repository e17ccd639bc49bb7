package object

import "fmt"

// MappingProxy is a mapping that cannot be changed through it: the __dict__ of
// a class, types.MappingProxyType.
type MappingProxy struct{ Map Value }

// MappingProxyClass is mappingproxy.
var MappingProxyClass = &Class{Name: "mappingproxy", Doc: "A view of a mapping that cannot be changed through it.", Signature: "mappingproxy(mapping, /)", Final: true, Unhashable: true}

// PyClass is mappingproxy.
func (*MappingProxy) PyClass() *Class { return MappingProxyClass }

func init() {
	c := MappingProxyClass
	of := func(v Value) Value {
		if p, ok := v.(*MappingProxy); ok {
			return p.Map
		}
		return v
	}
	c.New = func(th *Thread, cls *Class, args Args) (Value, error) {
		b, err := cls.BindNew(th, args)
		if err != nil {
			return nil, err
		}
		switch NativeOf(b.At(0)).(type) {
		case *List, *Tuple, string, int, nil:
			return nil, TypeErrorf("mappingproxy() argument must be a mapping, not %s", TypeName(b.At(0)))
		}
		return &MappingProxy{b.At(0)}, nil
	}
	c.Index = func(th *Thread, self, key Value) (Value, error) { return Index(th, of(self), key) }
	c.Len = func(th *Thread, self Value) (int, error) { return Len(th, of(self)) }
	c.Iter = func(th *Thread, self Value) (Iterator, error) { return Iter(th, of(self)) }
	c.Contains = func(th *Thread, self, v Value) (bool, error) { return Contains(th, of(self), v) }
	c.Compare = func(th *Thread, op Op, a, b Value) (Value, error) { return Compare(th, op, of(a), of(b)) }
	c.Binary = func(th *Thread, op Op, a, b Value) (Value, error) {
		if op != BitOr {
			return NotImplemented, nil
		}
		return BinaryOp(th, op, of(a), of(b))
	}
	c.Repr = func(th *Thread, self Value) (string, error) {
		s, err := Repr(th, of(self))
		return "mappingproxy(" + s + ")", err
	}
	c.Str = func(th *Thread, self Value) (string, error) { return Str(th, of(self)) }
	c.Members = func() []Member {
		var members []Member
		for _, m := range DictClass.Members() {
			switch m.Name {
			case "get", "keys", "values", "items", "copy":
				fn := m.Value.(*Builtin)
				members = append(members, Member{m.Name, &Builtin{Name: m.Name, Sig: fn.Sig, Doc: fn.Doc, Method: true, Raw: func(th *Thread, args Args) (Value, error) {
					return CallMethodOf(th, of(args.Pos[0]), m.Name, Args{args.Pos[1:], args.Kw})
				}}})
			}
		}
		return members
	}
}

// MemberDescr is what a class shows for a name of its __slots__.
type MemberDescr struct {
	Owner *Class
	Name  string
}

// memberDescrClass is member_descriptor.
var memberDescrClass = &Class{Name: "member_descriptor", Final: true, Repr: func(th *Thread, self Value) (string, error) {
	m := self.(*MemberDescr)
	return fmt.Sprintf("<member '%s' of '%s' objects>", m.Name, m.Owner.Name), nil
}}

// PyClass is member_descriptor.
func (*MemberDescr) PyClass() *Class { return memberDescrClass }
