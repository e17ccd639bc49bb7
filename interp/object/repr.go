package object

import (
	"fmt"
	"io"
	"math/big"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Repr is repr(v).
func Repr(th *Thread, v Value) (string, error) {
	switch v := v.(type) {
	case nil:
		return "None", nil
	case bool:
		if v {
			return "True", nil
		}
		return "False", nil
	case int:
		return strconv.Itoa(v), nil
	case float64:
		return FloatRepr(v), nil
	case string:
		return StrRepr(v), nil
	case *List:
		return reprElems(th, v, "[", v.Elems, "]", "[...]")
	case *Tuple:
		if len(v.Elems) == 1 {
			return reprElems(th, v, "(", v.Elems, ",)", "(...)")
		}
		return reprElems(th, v, "(", v.Elems, ")", "(...)")
	case *Dict:
		return reprDict(th, v)
	case *Set:
		return reprSet(th, v, TypeOf(v).Name)
	case *big.Int:
		return bigRepr(v)
	}
	return reprObject(th, v)
}

func reprObject(th *Thread, v Value) (s string, err error) {
	cls := TypeOf(v)
	if fn, ok := cls.userMethod("__repr__"); ok {
		return callForStr(th, "__repr__", fn, v, cls)
	}
	for k := cls; k != nil; k = k.base() {
		if k.Repr != nil {
			defer Catch(&err)
			return k.Repr(th, slotSelf(k, v))
		}
	}
	if n, ok := NativeOf(v).(*Set); ok {
		return reprSet(th, n, cls.Name)
	}
	return plainRepr(th, v, cls)
}

// callForStr calls a method that has to return a string.
func callForStr(th *Thread, name string, fn, v Value, cls *Class) (string, error) {
	r, err := callMethod(th, fn, v, cls)
	if err != nil {
		return "", err
	}
	s, ok := r.(string)
	if !ok {
		return "", TypeErrorf("%s returned non-string (type %s)", name, TypeName(r))
	}
	return s, nil
}

// plainRepr is the repr of values whose class has none.
func plainRepr(th *Thread, v Value, cls *Class) (string, error) {
	switch v := v.(type) {
	case *Class:
		return "<class '" + v.FullName() + "'>", nil
	case *Module:
		return "<module '" + v.shownName() + "'>", nil
	case *Slice:
		return v.repr(th)
	case *Range:
		if v.Step == 1 {
			return fmt.Sprintf("range(%d, %d)", v.Start, v.Stop), nil
		}
		return fmt.Sprintf("range(%d, %d, %d)", v.Start, v.Stop, v.Step), nil
	case EllipsisType:
		return "Ellipsis", nil
	case NotImplementedType:
		return "NotImplemented", nil
	case *Builtin:
		if v.Method {
			return "<method '" + v.Name + "'>", nil
		}
		if v.Python {
			return fmt.Sprintf("<function %s at %#x>", v.Name, ID(v)), nil
		}
		return "<built-in function " + v.Name + ">", nil
	case *BoundMethod:
		return reprMethod(th, v)
	case *Super:
		return fmt.Sprintf("<super: <class '%s'>, <%s object>>", v.Start.Name, TypeName(v.Self)), nil
	}
	if cls == FunctionClass {
		name, _ := FuncName(v)
		return fmt.Sprintf("<function %s at 0x%012x>", qualNameOf(v, name), ID(v)), nil
	}
	return fmt.Sprintf("<%s object at 0x%012x>", cls.FullName(), ID(v)), nil
}

// qualNamed is implemented by functions that know their dotted name.
type qualNamed interface{ QualName() string }

func qualNameOf(v Value, name string) string {
	if q, ok := v.(qualNamed); ok {
		return q.QualName()
	}
	return name
}

func reprMethod(th *Thread, m *BoundMethod) (string, error) {
	name, _ := FuncName(m.Fn)
	if _, ok := m.Fn.(*Builtin); ok {
		return fmt.Sprintf("<built-in method %s of %s object at 0x%012x>", name, TypeName(m.Self), ID(m.Self)), nil
	}
	self, err := Repr(th, m.Self)
	if qual := qualNameOf(m.Fn, ""); qual != "" {
		name = qual
	} else {
		name = TypeName(m.Self) + "." + name
	}
	return "<bound method " + name + " of " + self + ">", err
}

// Str is str(v).
func Str(th *Thread, v Value) (s string, err error) {
	switch v := v.(type) {
	case string:
		return v, nil
	case nil, bool, int, float64, *List, *Tuple, *Dict, *Set:
		return Repr(th, v)
	}
	cls := TypeOf(v)
	if fn, ok := cls.userMethod("__str__"); ok {
		return callForStr(th, "__str__", fn, v, cls)
	}
	// A repr defined by user code goes before the str of the Go class below,
	// unless that class, as the exceptions, tells the two apart.
	if fn, ok := cls.userMethod("__repr__"); ok && !cls.IsSubclass(BaseException) {
		return callForStr(th, "__str__", fn, v, cls)
	}
	for k := cls; k != nil; k = k.base() {
		if k.Str != nil {
			defer Catch(&err)
			return k.Str(th, slotSelf(k, v))
		}
		if k.Repr != nil {
			break
		}
	}
	return Repr(th, v)
}

// enterRepr notes that v's repr is being made; false means it is already, so
// that v contains itself.
func (th *Thread) enterRepr(v Value) bool {
	for _, r := range th.reprs {
		if r == v {
			return false
		}
	}
	th.reprs = append(th.reprs, v)
	return true
}

func (th *Thread) leaveRepr() { th.reprs = th.reprs[:len(th.reprs)-1] }

func reprElems(th *Thread, owner Value, open string, elems []Value, end, recursive string) (string, error) {
	if len(elems) == 0 {
		return open + end, nil
	}
	if !th.enterRepr(owner) {
		return recursive, nil
	}
	if len(th.reprs) > MaxDepth {
		th.leaveRepr()
		return "", tooDeep(" while getting the repr of an object")
	}
	defer th.leaveRepr()
	var b strings.Builder
	b.WriteString(open)
	for i, e := range elems {
		if i > 0 {
			b.WriteString(", ")
		}
		s, err := Repr(th, e)
		if err != nil {
			return "", err
		}
		b.WriteString(s)
	}
	b.WriteString(end)
	return b.String(), nil
}

func reprDict(th *Thread, d *Dict) (string, error) {
	if !th.enterRepr(d) {
		return "{...}", nil
	}
	if len(th.reprs) > MaxDepth {
		th.leaveRepr()
		return "", tooDeep(" while getting the repr of an object")
	}
	defer th.leaveRepr()
	var b strings.Builder
	b.WriteByte('{')
	n := 0
	for it := d.Entries(); it.Next(); n++ {
		if n > 0 {
			b.WriteString(", ")
		}
		k, err := Repr(th, it.Key())
		if err != nil {
			return "", err
		}
		v, err := Repr(th, it.Value())
		if err != nil {
			return "", err
		}
		b.WriteString(k)
		b.WriteString(": ")
		b.WriteString(v)
	}
	b.WriteByte('}')
	return b.String(), nil
}

func reprSet(th *Thread, s *Set, name string) (string, error) {
	if s.used == 0 {
		return name + "()", nil
	}
	open, end := "{", "}"
	if name != "set" {
		open, end = name+"({", "})"
	}
	return reprElems(th, s, open, s.Elems(), end, name+"(...)")
}

// StrRepr is repr(s).
func StrRepr(s string) string {
	quote := byte('\'')
	if strings.Contains(s, "'") && !strings.Contains(s, `"`) {
		quote = '"'
	}
	b := make([]byte, 0, len(s)+2)
	b = append(b, quote)
	for _, r := range s {
		switch {
		case r == rune(quote) || r == '\\':
			b = append(b, '\\', byte(r))
		case r == '\n':
			b = append(b, `\n`...)
		case r == '\r':
			b = append(b, `\r`...)
		case r == '\t':
			b = append(b, `\t`...)
		case r < ' ' || r == 0x7f:
			b = fmt.Appendf(b, `\x%02x`, r)
		case r < 0x7f:
			b = append(b, byte(r))
		case isPrintable(r):
			b = utf8.AppendRune(b, r)
		case r <= 0xff:
			b = fmt.Appendf(b, `\x%02x`, r)
		case r <= 0xffff:
			b = fmt.Appendf(b, `\u%04x`, r)
		default:
			b = fmt.Appendf(b, `\U%08x`, r)
		}
	}
	return string(append(b, quote))
}

// isPrintable is str.isprintable for one character.
func isPrintable(r rune) bool { return r == ' ' || unicode.IsGraphic(r) && !unicode.Is(unicode.Zs, r) }

// quickDepth is how deep containers are shown in messages.
const quickDepth = 20

// quickRepr is repr for messages: it runs no user code.
func quickRepr(v Value) string { return quickReprIn(v, quickDepth) }

// quickReprIn shows containers down to a depth, which also ends those that
// contain themselves.
func quickReprIn(v Value, depth int) string {
	if depth == 0 {
		return "..."
	}
	switch v := v.(type) {
	case *Instance:
		return "<" + v.Class.FullName() + " object>"
	case *Exception:
		if v.Class.user {
			return v.Class.Name + quickReprIn(&Tuple{v.Args}, depth-1)
		}
	case *List:
		return "[" + quickJoin(v.Elems, depth-1) + "]"
	case *Tuple:
		if len(v.Elems) == 1 {
			return "(" + quickReprIn(v.Elems[0], depth-1) + ",)"
		}
		return "(" + quickJoin(v.Elems, depth-1) + ")"
	case *Dict, *Set:
		if n := quickLen(v); n > 0 {
			return fmt.Sprintf("<%s of %d>", TypeName(v), n)
		}
	}
	s, err := Repr(NewThread(io.Discard), v)
	if err != nil {
		return "<" + TypeName(v) + " object>"
	}
	return s
}

func quickLen(v Value) int {
	switch v := v.(type) {
	case *Dict:
		return v.live
	case *Set:
		return v.used
	}
	return 0
}

func quickJoin(elems []Value, depth int) string {
	parts := make([]string, len(elems))
	for i, e := range elems {
		parts[i] = quickReprIn(e, depth)
	}
	return strings.Join(parts, ", ")
}

// quickStr is str for messages: it runs no user code.
func quickStr(v Value) string {
	switch v := v.(type) {
	case string:
		return v
	case *Exception:
		return v.Message()
	}
	return quickRepr(v)
}

// ASCII is ascii(v): the repr with all other characters escaped.
func ASCII(th *Thread, v Value) (string, error) {
	s, err := Repr(th, v)
	return escapeASCII(s), err
}

func escapeASCII(s string) string {
	if isASCII(s) {
		return s
	}
	var b []byte
	for _, r := range s {
		switch {
		case r < utf8.RuneSelf:
			b = append(b, byte(r))
		case r <= 0xff:
			b = fmt.Appendf(b, `\x%02x`, r)
		case r <= 0xffff:
			b = fmt.Appendf(b, `\u%04x`, r)
		default:
			b = fmt.Appendf(b, `\U%08x`, r)
		}
	}
	return string(b)
}
