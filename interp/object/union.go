package object

import "strings"

// Union is what int | None makes: for annotations and isinstance.
type Union struct{ Elems []Value }

// PyClass is types.UnionType.
func (u *Union) PyClass() *Class { return UnionClass }

// UnionClass is types.UnionType.
var UnionClass = &Class{Name: "UnionType", Module: "types", Doc: "One of several classes.", Final: true}

func init() {
	TypeClass.Binary = unite
	UnionClass.Binary = unite
	UnionClass.Repr = func(th *Thread, self Value) (string, error) {
		var parts []string
		for _, v := range self.(*Union).Elems {
			switch v := v.(type) {
			case nil:
				parts = append(parts, "None")
			case *Class:
				if v == NoneClass {
					parts = append(parts, "None")
					continue
				}
				parts = append(parts, v.FullName())
			default:
				s, err := Repr(th, v)
				if err != nil {
					return "", err
				}
				parts = append(parts, s)
			}
		}
		return strings.Join(parts, " | "), nil
	}
	UnionClass.Compare = func(th *Thread, op Op, a, b Value) (Value, error) {
		x, ok := a.(*Union)
		y, ok2 := b.(*Union)
		if !ok || !ok2 || op != Eq && op != Ne {
			return NotImplemented, nil
		}
		same := len(x.Elems) == len(y.Elems)
		for _, v := range x.Elems {
			same = same && y.has(v)
		}
		return same == (op == Eq), nil
	}
}

func (u *Union) has(v Value) bool {
	for _, x := range u.Elems {
		if Is(x, v) {
			return true
		}
	}
	return false
}

// unite is a | b of classes, None and unions.
func unite(th *Thread, op Op, a, b Value) (Value, error) {
	if op != BitOr {
		return NotImplemented, nil
	}
	u := &Union{}
	for _, v := range []Value{a, b} {
		switch v := v.(type) {
		case *Union:
			for _, x := range v.Elems {
				if !u.has(x) {
					u.Elems = append(u.Elems, x)
				}
			}
		case nil, *Class, *GenericAlias, TypeParameter:
			if !u.has(v) {
				u.Elems = append(u.Elems, v)
			}
		default:
			return NotImplemented, nil
		}
	}
	if len(u.Elems) == 1 {
		return u.Elems[0], nil
	}
	return u, nil
}
