package std

import (
	"strings"

	"kerash/interp/object"
)

// tupleClass declares a class of tuples whose elements have names.
func tupleClass(module, name, doc string, fields ...string) *object.Class {
	c := &object.Class{Name: name, Module: module, Doc: doc, Base: object.TupleClass, Final: true}
	c.Members = func() []object.Member { return fieldMembers(fields) }
	c.Repr = func(th *object.Thread, self object.Value) (string, error) {
		name := c.FullName()
		if strings.Contains(c.Module, ".") {
			// A named tuple of Python's own shows no module.
			name = c.Name
		}
		return fieldsRepr(th, name, fields, self)
	}
	c.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		if len(args.Pos) != 1 {
			return nil, object.TypeErrorf("%s() takes exactly one sequence", name)
		}
		elems, err := object.ToSlice(th, args.Pos[0])
		if err != nil {
			return nil, err
		}
		if len(elems) != len(fields) {
			return nil, object.TypeErrorf("%s() takes a %d-sequence (%d-sequence given)", c.FullName(), len(fields), len(elems))
		}
		return newFields(c, elems...), nil
	}
	return c
}

// newFields makes a tuple of such a class.
func newFields(c *object.Class, elems ...object.Value) *object.Instance {
	return &object.Instance{Class: c, Native: object.NewTuple(elems...)}
}

// fieldMembers are the properties that give the elements.
func fieldMembers(fields []string) []object.Member {
	var members []object.Member
	for i, f := range fields {
		members = append(members, object.Getter(f, "element "+f, func(th *object.Thread, self object.Value) (object.Value, error) {
			t, err := elements(self)
			if err != nil || i >= len(t.Elems) {
				return nil, err
			}
			return t.Elems[i], nil
		}))
	}
	return members
}

func elements(v object.Value) (*object.Tuple, error) {
	t, ok := object.NativeOf(v).(*object.Tuple)
	if !ok {
		return nil, object.TypeErrorf("a tuple is required, not '%s'", object.TypeName(v))
	}
	return t, nil
}

// fieldsRepr is Name(a=1, b=2).
func fieldsRepr(th *object.Thread, name string, fields []string, v object.Value) (string, error) {
	t, err := elements(v)
	if err != nil {
		return "", err
	}
	parts := make([]string, 0, len(fields))
	for i, f := range fields {
		if i >= len(t.Elems) {
			break
		}
		s, err := object.Repr(th, t.Elems[i])
		if err != nil {
			return "", err
		}
		parts = append(parts, f+"="+s)
	}
	return name + "(" + strings.Join(parts, ", ") + ")", nil
}
