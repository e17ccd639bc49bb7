package std

import (
	"fmt"
	"math/bits"
	"strings"

	"kerash/interp/object"
)

var (
	flagClass    = &object.Class{Name: "Flag", Module: "enum", Doc: "The base of enumerations whose objects are combined with | and &.", Base: enumClass}
	intFlagClass = &object.Class{Name: "IntFlag", Module: "enum", Doc: "A Flag whose objects are integers as well.", Base: flagClass, Also: object.IntClass}
)

func init() {
	behaveAsValue(intFlagClass)
	for _, c := range []*object.Class{flagClass, intFlagClass} {
		c.Binary, c.Unary = flagBinary, flagUnary
	}
	flagClass.Repr = func(th *object.Thread, self object.Value) (string, error) {
		n, _ := enumValue(self).(int)
		if name := flagName(self); name != "" {
			return fmt.Sprintf("<%s.%s: %d>", object.TypeName(self), name, n), nil
		}
		return fmt.Sprintf("<%s: %d>", object.TypeName(self), n), nil
	}
	flagClass.Str = func(th *object.Thread, self object.Value) (string, error) {
		if name := flagName(self); name != "" {
			return object.TypeName(self) + "." + name, nil
		}
		return fmt.Sprintf("%s(%d)", object.TypeName(self), enumValue(self)), nil
	}
	flagClass.Bool = func(th *object.Thread, self object.Value) (bool, error) { return enumValue(self) != 0, nil }
	flagClass.Hash = func(th *object.Thread, self object.Value) (int, error) { return object.Hash(th, enumValue(self)) }
	flagClass.Contains = func(th *object.Thread, self, v object.Value) (bool, error) {
		if object.TypeOf(v) != object.TypeOf(self) {
			return false, object.TypeErrorf("unsupported operand type(s) for 'in': '%s' and '%s'", object.TypeName(v), object.TypeName(self))
		}
		n, _ := enumValue(self).(int)
		part, _ := enumValue(v).(int)
		return n&part == part, nil
	}
	flagClass.Iter = func(th *object.Thread, self object.Value) (object.Iterator, error) {
		return object.IterSlice(flagParts(self)), nil
	}
	flagClass.Len = func(th *object.Thread, self object.Value) (int, error) { return len(flagParts(self)), nil }
	intFlagClass.Format = func(th *object.Thread, self object.Value, spec string) (string, error) {
		return object.Format(th, enumValue(self), spec)
	}
}

// flagParts are the objects of single bits that a flag is made of.
func flagParts(v object.Value) []object.Value {
	var parts []object.Value
	n, _ := enumValue(v).(int)
	for _, m := range enumList(object.TypeOf(v)) {
		if bit, _ := enumValue(m).(int); bit > 0 && bit&(bit-1) == 0 && n&bit != 0 {
			parts = append(parts, m)
		}
	}
	return parts
}

// flagName is the name of a flag, or those of its parts with | between them.
func flagName(v object.Value) string {
	if name := enumName(v); name != "" {
		return name
	}
	var names []string
	left, _ := enumValue(v).(int)
	for _, m := range flagParts(v) {
		bit, _ := enumValue(m).(int)
		left &^= bit
		names = append(names, enumName(m))
	}
	if len(names) > 0 && left != 0 {
		names = append(names, fmt.Sprint(left))
	}
	return strings.Join(names, "|")
}

// combined is the flag with the bits n: an object of the enumeration, or a new
// one without a name.
func (m *enumMembers) combined(cls *object.Class, n int) (object.Value, error) {
	all := 0
	for _, v := range m.list {
		bit, _ := enumValue(v).(int)
		all |= bit
		if bit == n {
			return v, nil
		}
	}
	if n < 0 {
		n &= all
		return m.combined(cls, n)
	}
	if n&^all != 0 && !cls.IsSubclass(intFlagClass) {
		width := bits.Len(uint(max(n, all)))
		return nil, object.ValueErrorf("<flag '%s'> invalid value %d\n    given 0b0 %0*b\n  allowed 0b0 %0*b", cls.Name, n, width, n, width, all)
	}
	inst := &object.Instance{Class: cls}
	inst.Attrs.Set("_name_", nil)
	inst.Attrs.Set("_value_", n)
	return inst, nil
}

// flagBinary is | & ^ of two flags; an IntFlag goes with ints as well and
// computes like one otherwise.
func flagBinary(th *object.Thread, op object.Op, a, b object.Value) (object.Value, error) {
	cls := object.TypeOf(a)
	if !cls.IsSubclass(flagClass) {
		cls = object.TypeOf(b)
	}
	number := func(v object.Value) (int, bool) {
		if object.TypeOf(v) == cls {
			n, ok := enumValue(v).(int)
			return n, ok
		}
		n, ok := v.(int)
		return n, ok && cls.IsSubclass(intFlagClass)
	}
	x, ok := number(a)
	y, ok2 := number(b)
	if !ok || !ok2 {
		return object.NotImplemented, nil
	}
	members, _ := membersOf(cls)
	switch op {
	case object.BitOr:
		return members.combined(cls, x|y)
	case object.BitAnd:
		return members.combined(cls, x&y)
	case object.BitXor:
		return members.combined(cls, x^y)
	}
	if cls.IsSubclass(intFlagClass) {
		return object.BinaryOp(th, op, x, y)
	}
	return object.NotImplemented, nil
}

func flagUnary(th *object.Thread, op object.Op, v object.Value) (object.Value, error) {
	cls := object.TypeOf(v)
	n, _ := enumValue(v).(int)
	if members, ok := membersOf(cls); ok && op == object.Invert {
		return members.combined(cls, ^n)
	}
	if cls.IsSubclass(intFlagClass) {
		return object.UnaryOp(th, op, n)
	}
	return object.NotImplemented, nil
}
