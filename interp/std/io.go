package std

import (
	"bufio"
	"errors"
	"io"
	"io/fs"
	"os"
	"strings"
	"unicode/utf8"

	"kerash/interp/builtins"
	"kerash/interp/object"
)

func ioModule() *object.Module {
	return &object.Module{Name: "io", Doc: "Streams of text and bytes.", Members: func() []object.Member {
		return []object.Member{
			object.Const("StringIO", stringIOClass), object.Const("BytesIO", bytesIOClass), object.Const("TextIOWrapper", streamClass), object.Const("UnsupportedOperation", builtins.UnsupportedOperation),
			object.Const("open", builtins.Open), object.Const("SEEK_SET", 0), object.Const("SEEK_CUR", 1), object.Const("SEEK_END", 2),
		}
	}}
}

// unsafe is the error for what --safe forbids.
func unsafe(what string) error {
	return object.Errorf(object.PermissionError, "%s is off: kerash was started with --safe", what)
}

// osError makes Python's error of one of the operating system, with the path
// that the error names.
func osError(err error) error {
	var pe *fs.PathError
	var le *os.LinkError
	switch {
	case errors.As(err, &pe):
		return object.OSErrorOf(err, pe.Path)
	case errors.As(err, &le):
		return object.OSErrorOf(err, le.Old)
	}
	return object.OSErrorOf(err, "")
}

// stream is one of the standard streams: it is read or written, as text.
type stream struct {
	name string
	r    *bufio.Reader
	w    io.Writer
}

// PyClass is TextIOWrapper.
func (s *stream) PyClass() *object.Class { return streamClass }

var streamClass = &object.Class{Name: "TextIOWrapper", Module: "_io", Doc: "A standard stream.", Final: true, Base: object.IteratorClass}

func init() {
	c := streamClass
	c.Members = streamMembers
	c.Enter = func(th *object.Thread, self object.Value) (object.Value, error) { return self, nil }
	c.Exit = func(th *object.Thread, self object.Value, exc *object.Exception) (bool, error) { return false, nil }
	c.Repr = func(th *object.Thread, self object.Value) (string, error) {
		s := self.(*stream)
		return "<_io.TextIOWrapper name='" + s.name + "' mode='" + s.mode() + "' encoding='utf-8'>", nil
	}
}

func (s *stream) mode() string {
	if s.w != nil {
		return "w"
	}
	return "r"
}

func (s *stream) flush() error {
	if f, ok := s.w.(interface{ Flush() error }); ok {
		return f.Flush()
	}
	return nil
}

func unsupported(msg string) error { return object.NewError(builtins.UnsupportedOperation, msg) }

// Next gives the next line.
func (s *stream) Next(*object.Thread) (object.Value, bool, error) {
	line, err := s.line()
	return line, line != "", err
}

func (s *stream) line() (string, error) {
	if s.r == nil {
		return "", unsupported("not readable")
	}
	line, err := s.r.ReadString('\n')
	if err != nil && err != io.EOF {
		return "", osError(err)
	}
	return line, nil
}

// read gives n characters, all when n is negative.
func (s *stream) read(n int) (object.Value, error) {
	if s.r == nil {
		return nil, unsupported("not readable")
	}
	var b strings.Builder
	for n < 0 || n > 0 {
		c, _, err := s.r.ReadRune()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, osError(err)
		}
		b.WriteRune(c)
		n--
	}
	return b.String(), nil
}

func (s *stream) write(v object.Value) (object.Value, error) {
	if s.w == nil {
		return nil, unsupported("not writable")
	}
	text, ok := object.NativeOf(v).(string)
	if !ok {
		return nil, object.TypeErrorf("write() argument must be str, not %s", object.TypeName(v))
	}
	if _, err := io.WriteString(s.w, text); err != nil {
		return nil, osError(err)
	}
	return utf8.RuneCountInString(text), nil
}
