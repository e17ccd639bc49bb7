package object

import "fmt"

// MemoryView shows bytes without copying them: the element at i is that at
// Start + i·Step of what it shows.
type MemoryView struct {
	// Of is a Bytes or a *ByteArray.
	Of                Value
	Start, Step, Size int
	released          bool
}

// MemoryViewClass is memoryview.
var MemoryViewClass = &Class{Name: "memoryview", Doc: "A view of bytes that does not copy them.", Signature: "memoryview(object)", Final: true}

// PyClass is memoryview.
func (*MemoryView) PyClass() *Class { return MemoryViewClass }

// Bytes is a copy of what the view shows.
func (m *MemoryView) Bytes() string {
	out := make([]byte, m.Size)
	for i := range out {
		out[i] = m.at(i)
	}
	return string(out)
}

func (m *MemoryView) at(i int) byte {
	switch of := m.Of.(type) {
	case Bytes:
		return of[m.Start+i*m.Step]
	case *ByteArray:
		return of.Data[m.Start+i*m.Step]
	}
	return 0
}

// open refuses a view that was released.
func (m *MemoryView) open() error {
	if m.released {
		return ValueErrorf("operation forbidden on released memoryview object")
	}
	return nil
}

// index checks a place.
func (m *MemoryView) index(th *Thread, key Value) (int, error) {
	i, err := AsIndex(th, key)
	if err != nil {
		return 0, TypeErrorf("memoryview: invalid slice key")
	}
	if i < 0 {
		i += m.Size
	}
	if i < 0 || i >= m.Size {
		return 0, IndexErrorf("index out of bounds on dimension 1")
	}
	return i, nil
}

// part is the view of a slice.
func (m *MemoryView) part(th *Thread, s *Slice) (*MemoryView, error) {
	start, _, step, count, err := s.Indices(th, m.Size)
	return &MemoryView{Of: m.Of, Start: m.Start + start*m.Step, Step: m.Step * step, Size: count}, err
}

func init() {
	c := MemoryViewClass
	c.New = func(th *Thread, cls *Class, args Args) (Value, error) {
		b, err := cls.BindNew(th, args)
		if err != nil {
			return nil, err
		}
		switch v := NativeOf(b.At(0)).(type) {
		case Bytes:
			return &MemoryView{Of: v, Step: 1, Size: len(v)}, nil
		case *ByteArray:
			return &MemoryView{Of: v, Step: 1, Size: len(v.Data)}, nil
		case *MemoryView:
			view := *v
			return &view, v.open()
		}
		return nil, TypeErrorf("memoryview: a bytes-like object is required, not '%s'", TypeName(b.At(0)))
	}
	c.Len = func(th *Thread, self Value) (int, error) { return self.(*MemoryView).Size, self.(*MemoryView).open() }
	c.Iter = func(th *Thread, self Value) (Iterator, error) {
		return IterSlice(byteInts(self.(*MemoryView).Bytes())), self.(*MemoryView).open()
	}
	c.Index = func(th *Thread, self, key Value) (Value, error) {
		m := self.(*MemoryView)
		if err := m.open(); err != nil {
			return nil, err
		}
		if s, ok := key.(*Slice); ok {
			return m.part(th, s)
		}
		i, err := m.index(th, key)
		if err != nil {
			return nil, err
		}
		return int(m.at(i)), nil
	}
	c.SetIndex = setMemory
	c.Compare = func(th *Thread, op Op, a, b Value) (Value, error) {
		x, ok := AsBytes(a)
		y, ok2 := AsBytes(b)
		if !ok || !ok2 || op != Eq && op != Ne {
			return NotImplemented, nil
		}
		return (x == y) == (op == Eq), nil
	}
	c.Hash = func(th *Thread, self Value) (int, error) {
		m := self.(*MemoryView)
		if _, writable := m.Of.(*ByteArray); writable {
			return 0, ValueErrorf("cannot hash writable memoryview object")
		}
		return Hash(th, Bytes(m.Bytes()))
	}
	c.Repr = func(th *Thread, self Value) (string, error) { return fmt.Sprintf("<memory at %#x>", ID(self)), nil }
	c.Enter = func(th *Thread, self Value) (Value, error) { return self, self.(*MemoryView).open() }
	c.Exit = func(th *Thread, self Value, exc *Exception) (bool, error) {
		self.(*MemoryView).released = true
		return false, nil
	}
	c.Members = memoryViewMembers
}

// setMemory writes an element or a slice of as many.
func setMemory(th *Thread, self, key, v Value) error {
	m := self.(*MemoryView)
	data, ok := m.Of.(*ByteArray)
	if !ok {
		return TypeErrorf("cannot modify read-only memory")
	}
	if s, isSlice := key.(*Slice); isSlice {
		part, err := m.part(th, s)
		if err != nil {
			return err
		}
		given, isBytes := AsBytes(v)
		if !isBytes {
			return TypeErrorf("a bytes-like object is required, not '%s'", TypeName(v))
		}
		if len(given) != part.Size {
			return ValueErrorf("memoryview assignment: lvalue and rvalue have different structures")
		}
		for i := range part.Size {
			data.Data[part.Start+i*part.Step] = given[i]
		}
		return nil
	}
	i, err := m.index(th, key)
	if err != nil {
		return err
	}
	n, err := AsIndex(th, v)
	if err != nil {
		return TypeErrorf("memoryview: invalid type for format 'B'")
	}
	if n < 0 || n > 255 {
		return ValueErrorf("memoryview: invalid value for format 'B'")
	}
	data.Data[m.Start+i*m.Step] = byte(n)
	return nil
}

func memoryViewMembers() []Member {
	get := func(name, doc string, f func(m *MemoryView) Value) Member {
		return Getter(name, doc, func(th *Thread, self Value) (Value, error) { return f(self.(*MemoryView)), self.(*MemoryView).open() })
	}
	of := func(sig, doc string, f func(m *MemoryView, a *Bound) (Value, error)) Member {
		return Method(sig, doc, func(th *Thread, a *Bound) (Value, error) {
			m := a.Self().(*MemoryView)
			if err := m.open(); err != nil {
				return nil, err
			}
			return f(m, a)
		})
	}
	return []Member{
		get("obj", "what it shows", func(m *MemoryView) Value { return m.Of }), get("nbytes", "the size in bytes", func(m *MemoryView) Value { return m.Size }),
		get("itemsize", "the size of an element", func(m *MemoryView) Value { return 1 }), get("format", "the form of an element", func(m *MemoryView) Value { return "B" }),
		get("ndim", "the number of axes", func(m *MemoryView) Value { return 1 }), get("shape", "the lengths of the axes", func(m *MemoryView) Value { return NewTuple(m.Size) }),
		get("strides", "the steps of the axes", func(m *MemoryView) Value { return NewTuple(m.Step) }),
		get("readonly", "whether it cannot be changed", func(m *MemoryView) Value { _, writable := m.Of.(*ByteArray); return !writable }),
		get("contiguous", "whether the elements follow each other", func(m *MemoryView) Value { return m.Step == 1 }),
		of("tobytes(self, order='C')", "A copy as bytes.", func(m *MemoryView, a *Bound) (Value, error) { return Bytes(m.Bytes()), nil }),
		of("tolist(self)", "The elements as a list.", func(m *MemoryView, a *Bound) (Value, error) { return NewList(byteInts(m.Bytes())...), nil }),
		of("hex(self, sep=<none>, bytes_per_sep=1)", "The elements in hexadecimal.", func(m *MemoryView, a *Bound) (Value, error) {
			args := Args{}
			if a.Given("sep") {
				args = Pos(a.Value("sep"), a.Value("bytes_per_sep"))
			}
			return CallMethodOf(a.Thread(), Bytes(m.Bytes()), "hex", args)
		}),
		of("toreadonly(self)", "A view that cannot be changed.", func(m *MemoryView, a *Bound) (Value, error) {
			return &MemoryView{Of: Bytes(m.Bytes()), Step: 1, Size: m.Size}, nil
		}),
		Method("release(self)", "Ends the view.", func(th *Thread, a *Bound) (Value, error) {
			a.Self().(*MemoryView).released = true
			return nil, nil
		}),
	}
}
