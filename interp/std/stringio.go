package std

import (
	"strings"

	"kerash/interp/object"
)

// memory is a stream in memory: of characters, or of bytes.
type memory struct {
	data   []rune
	pos    int
	binary bool
	closed bool
	// onClose is told once that the stream is closed.
	onClose func() error
}

var (
	stringIOClass = &object.Class{Name: "StringIO", Module: "_io", Base: object.IteratorClass, Doc: "A text that is read and written like a file.", Signature: "StringIO(initial_value='', newline='\\n')"}
	bytesIOClass  = &object.Class{Name: "BytesIO", Module: "_io", Base: object.IteratorClass, Doc: "Bytes that are read and written like a file.", Signature: "BytesIO(initial_bytes=b'')"}
)

func init() {
	for _, c := range []*object.Class{stringIOClass, bytesIOClass} {
		c.New = newMemory
		c.Members = memoryMembers
		c.Iter = func(th *object.Thread, self object.Value) (object.Iterator, error) { return self.(*memory), nil }
		c.Enter = func(th *object.Thread, self object.Value) (object.Value, error) { return self, nil }
		c.Exit = func(th *object.Thread, self object.Value, exc *object.Exception) (bool, error) {
			return false, self.(*memory).close()
		}
	}
}

// PyClass is StringIO or BytesIO.
func (m *memory) PyClass() *object.Class {
	if m.binary {
		return bytesIOClass
	}
	return stringIOClass
}

func newMemory(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
	m := &memory{binary: cls.IsSubclass(bytesIOClass)}
	if len(args.Pos) > 0 && args.Pos[0] != nil {
		data, err := m.runes(args.Pos[0])
		if err != nil {
			return nil, err
		}
		m.data = data
	}
	return m, nil
}

func (m *memory) close() error {
	if m.closed || m.onClose == nil {
		m.closed = true
		return nil
	}
	m.closed = true
	return m.onClose()
}

// runes gives what is written as the characters or bytes that are kept.
func (m *memory) runes(v object.Value) ([]rune, error) {
	if m.binary {
		b, ok := v.(object.Bytes)
		if !ok {
			return nil, object.TypeErrorf("a bytes-like object is required, not '%s'", object.TypeName(v))
		}
		data := make([]rune, len(b))
		for i := range len(b) {
			data[i] = rune(b[i])
		}
		return data, nil
	}
	s, ok := v.(string)
	if !ok {
		return nil, object.TypeErrorf("string argument expected, got '%s'", object.TypeName(v))
	}
	return []rune(s), nil
}

func (m *memory) value(data []rune) object.Value {
	if !m.binary {
		return string(data)
	}
	b := make([]byte, len(data))
	for i, r := range data {
		b[i] = byte(r)
	}
	return object.Bytes(b)
}

func (m *memory) write(v object.Value) (int, error) {
	if m.closed {
		return 0, object.ValueErrorf("I/O operation on closed file")
	}
	data, err := m.runes(v)
	if err != nil {
		return 0, err
	}
	for m.pos > len(m.data) {
		m.data = append(m.data, 0)
	}
	m.data = append(m.data[:m.pos], append(data, m.data[min(len(m.data), m.pos+len(data)):]...)...)
	m.pos += len(data)
	return len(data), nil
}

// take gives the next n characters, all when n is negative.
func (m *memory) take(n int) object.Value {
	start := min(m.pos, len(m.data))
	end := len(m.data)
	if n >= 0 {
		end = min(end, start+n)
	}
	m.pos = end
	return m.value(m.data[start:end])
}

func (m *memory) line() object.Value {
	start := min(m.pos, len(m.data))
	for i, r := range m.data[start:] {
		if r == '\n' {
			return m.take(i + 1)
		}
	}
	return m.take(-1)
}

// Next gives the next line.
func (m *memory) Next(*object.Thread) (object.Value, bool, error) {
	if m.pos >= len(m.data) {
		return nil, false, nil
	}
	return m.line(), true, nil
}

func memoryMembers() []object.Member {
	method := func(sig, doc string, f func(m *memory, a *object.Bound) (object.Value, error)) object.Member {
		return object.Method(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
			m, ok := a.Native().(*memory)
			if !ok {
				return nil, object.TypeErrorf("%s needs a stream", strings.SplitN(sig, "(", 2)[0])
			}
			return f(m, a)
		})
	}
	return []object.Member{
		method("getvalue(self, /)", "All that was written.", func(m *memory, a *object.Bound) (object.Value, error) { return m.value(m.data), nil }),
		method("write(self, s, /)", "Writes; gives the length.", func(m *memory, a *object.Bound) (object.Value, error) { return m.write(a.Value("s")) }),
		method("writelines(self, lines, /)", "Writes the texts of an iterable.", func(m *memory, a *object.Bound) (object.Value, error) {
			return nil, object.ForEach(a.Thread(), a.Value("lines"), func(v object.Value) error { _, err := m.write(v); return err })
		}),
		method("read(self, size=-1, /)", "The next size characters, all when it is negative.", func(m *memory, a *object.Bound) (object.Value, error) { return m.take(a.IntOr("size", -1)), nil }),
		method("readline(self, size=-1, /)", "The next line.", func(m *memory, a *object.Bound) (object.Value, error) { return m.line(), nil }),
		method("readlines(self, hint=-1, /)", "The lines that are left.", func(m *memory, a *object.Bound) (object.Value, error) {
			lines, err := object.ToSlice(a.Thread(), m)
			return object.NewList(lines...), err
		}),
		method("seek(self, pos, whence=0, /)", "Goes to a place.", func(m *memory, a *object.Bound) (object.Value, error) {
			switch a.Int("whence") {
			case 1:
				m.pos += a.Int("pos")
			case 2:
				m.pos = len(m.data) + a.Int("pos")
			default:
				m.pos = a.Int("pos")
			}
			if m.pos < 0 {
				m.pos = 0
				return nil, object.ValueErrorf("Negative seek position %d", a.Int("pos"))
			}
			return m.pos, nil
		}),
		method("tell(self, /)", "Where the next read or write is.", func(m *memory, a *object.Bound) (object.Value, error) { return m.pos, nil }),
		method("truncate(self, size=None, /)", "Cuts what is after a place.", func(m *memory, a *object.Bound) (object.Value, error) {
			n := a.IntOr("size", m.pos)
			m.data = m.data[:min(n, len(m.data))]
			return n, nil
		}),
		method("flush(self, /)", "Does nothing.", func(m *memory, a *object.Bound) (object.Value, error) { return nil, nil }),
		method("close(self, /)", "Closes the stream.", func(m *memory, a *object.Bound) (object.Value, error) { return nil, m.close() }),
		object.Getter("closed", "whether it is closed", func(th *object.Thread, self object.Value) (object.Value, error) { return self.(*memory).closed, nil }),
	}
}
