package object

import "reflect"

// ByteArray is a Python bytearray: bytes that can be changed.
type ByteArray struct{ Data []byte }

// ByteArrayClass is bytearray.
var ByteArrayClass = &Class{Name: "bytearray", Doc: "Changeable sequences of bytes.", Signature: "bytearray(source=<no bytes>, encoding=<utf-8>, errors=<strict>)", Final: true, Unhashable: true}

var _ = RegisterType(reflect.TypeFor[*ByteArray](), ByteArrayClass)

func init() {
	ByteArrayClass.New = func(th *Thread, cls *Class, args Args) (Value, error) {
		s, err := bytesOf(th, cls, args)
		return &ByteArray{[]byte(s)}, err
	}
	ByteArrayClass.Members = func() []Member { return append(bytesMembers(ByteArrayClass), byteArrayMembers()...) }
	ByteArrayClass.Repr = func(th *Thread, self Value) (string, error) {
		return "bytearray(" + BytesRepr(bytesIn(self)) + ")", nil
	}
	bytesSlots(ByteArrayClass, newByteArray)
	ByteArrayClass.SetIndex = func(th *Thread, self, key, x Value) error {
		return self.(*ByteArray).edit(th, func(l *List) error {
			if s, ok := AsBytes(x); ok {
				x = &List{Elems: byteInts(s)}
			}
			return listSetIndex(th, l, key, x)
		})
	}
	ByteArrayClass.DelIndex = func(th *Thread, self, key Value) error {
		return self.(*ByteArray).edit(th, func(l *List) error { return listDelIndex(th, l, key) })
	}
	ByteArrayClass.InPlace = func(th *Thread, op Op, a, b Value) (Value, error) {
		x, ok := a.(*ByteArray)
		if !ok || op != Add && op != Mul {
			return NotImplemented, nil
		}
		s, err := bytesBinary(th, op, a, b)
		if err != nil || s == nil {
			return NotImplemented, err
		}
		x.Data = []byte(*s)
		return x, nil
	}
}

func newByteArray(s string) Value { return &ByteArray{[]byte(s)} }

// edit changes the bytes as a list of ints.
func (b *ByteArray) edit(th *Thread, change func(l *List) error) error {
	l := &List{Elems: byteInts(string(b.Data))}
	if err := change(l); err != nil {
		return err
	}
	s, err := packBytes(th, l.Elems, "byte")
	if err == nil {
		b.Data = []byte(s)
	}
	return err
}

// byteArrayMembers are the methods that change a bytearray: those of list.
func byteArrayMembers() []Member {
	names := map[string]bool{"append": true, "insert": true, "pop": true, "remove": true, "clear": true, "reverse": true}
	members := []Member{
		Method("extend(self, iterable, /)", "Adds the bytes of an iterable at the end.", func(th *Thread, a *Bound) (Value, error) {
			b := a.Self().(*ByteArray)
			s, ok := AsBytes(a.At(1))
			if !ok {
				var err error
				if s, err = packBytes(th, a.Elems("iterable"), "byte"); err != nil {
					return nil, err
				}
			}
			b.Data = append(b.Data, s...)
			return nil, nil
		}),
		Method("copy(self, /)", "A bytearray of the same bytes.", func(th *Thread, a *Bound) (Value, error) {
			return newByteArray(bytesIn(a.Self())), nil
		}),
	}
	for _, m := range listMembers() {
		fn, ok := m.Value.(*Builtin)
		if !ok || !names[m.Name] {
			continue
		}
		members = append(members, Method(fn.Sig, fn.Doc, func(th *Thread, a *Bound) (result Value, err error) {
			err = a.Self().(*ByteArray).edit(th, func(l *List) error {
				args := Pos(l)
				for i := 1; i < len(a.vals); i++ {
					args.Pos = append(args.Pos, a.At(i))
				}
				result, err = fn.Invoke(th, args)
				return err
			})
			if err != nil && m.Name == "remove" && IsError(err, ValueError) {
				err = ValueErrorf("value not found in bytearray")
			}
			if err != nil && m.Name == "pop" && len(a.Self().(*ByteArray).Data) == 0 {
				err = IndexErrorf("pop from empty bytearray")
			}
			return result, err
		}))
	}
	return members
}
