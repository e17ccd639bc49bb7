package std

import (
	"bufio"
	"errors"
	"io"
	"io/fs"
	"os"
	"strings"
	"syscall"
	"unicode/utf8"

	"kerash/interp/object"
)

func ioModule() *object.Module {
	return &object.Module{Name: "io", Doc: "Streams of text and bytes.", Members: func() []object.Member {
		return []object.Member{
			object.Const("StringIO", stringIOClass), object.Const("BytesIO", bytesIOClass), object.Const("TextIOWrapper", streamClass),
			object.Const("open", Open), object.Const("SEEK_SET", 0), object.Const("SEEK_CUR", 1), object.Const("SEEK_END", 2),
		}
	}}
}

// Open is the builtin open.
var Open = object.Func("open(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)",
	"Opens a file: 'r' reads, 'w' writes anew, 'a' appends, 'x' makes a new one; 'b' for bytes, '+' for both ways.", openFile)

func openFile(th *object.Thread, a *object.Bound) (object.Value, error) {
	path, err := pathArg(th, a.Value("file"))
	if err != nil {
		return nil, err
	}
	mode := a.Str("mode")
	flags, err := openFlags(mode)
	if err != nil {
		return nil, err
	}
	if th.Safe {
		return nil, unsafe("open")
	}
	if strings.Contains(mode, "b") && a.Has("encoding") {
		return nil, object.ValueErrorf("binary mode doesn't take an encoding argument")
	}
	f, err := os.OpenFile(path, flags, 0o666)
	if err != nil {
		return nil, osError(err)
	}
	if info, err := f.Stat(); err == nil && info.IsDir() {
		f.Close()
		return nil, osError(&fs.PathError{Op: "open", Path: path, Err: syscall.EISDIR})
	}
	s := &stream{name: path, mode: mode, file: f, binary: strings.Contains(mode, "b")}
	if flags&(os.O_WRONLY|os.O_RDWR) != 0 {
		s.buf = bufio.NewWriter(f)
		s.w = s.buf
	}
	if flags&os.O_WRONLY == 0 {
		s.r = bufio.NewReader(f)
	}
	return s, nil
}

func openFlags(mode string) (int, error) {
	base, flags := byte(0), 0
	plus := strings.Contains(mode, "+")
	for i := range len(mode) {
		switch c := mode[i]; c {
		case 'r', 'w', 'a', 'x':
			if base != 0 {
				return 0, object.ValueErrorf("must have exactly one of create/read/write/append mode")
			}
			base = c
		case 'b', 't', '+':
		default:
			return 0, object.ValueErrorf("invalid mode: '%s'", mode)
		}
	}
	switch base {
	case 'r':
		flags = os.O_RDONLY
	case 'w':
		flags = os.O_WRONLY | os.O_CREATE | os.O_TRUNC
	case 'a':
		flags = os.O_WRONLY | os.O_CREATE | os.O_APPEND
	case 'x':
		flags = os.O_WRONLY | os.O_CREATE | os.O_EXCL
	default:
		return 0, object.ValueErrorf("Must have exactly one of create/read/write/append mode and at most one plus")
	}
	if plus {
		flags = flags&^(os.O_WRONLY) | os.O_RDWR
	}
	return flags, nil
}

// unsafe is the error for what --safe forbids.
func unsafe(what string) error {
	return object.Errorf(object.PermissionError, "%s is off: kerash was started with --safe", what)
}

// osError makes Python's error of one of the operating system.
func osError(err error) error {
	var errno syscall.Errno
	if !errors.As(err, &errno) {
		switch {
		case errors.Is(err, fs.ErrNotExist):
			errno = syscall.ENOENT
		case errors.Is(err, fs.ErrExist):
			errno = syscall.EEXIST
		case errors.Is(err, fs.ErrPermission):
			errno = syscall.EACCES
		default:
			return object.Errorf(object.OSError, "%v", err)
		}
	}
	class := object.OSError
	switch errno {
	case syscall.ENOENT:
		class = object.FileNotFoundError
	case syscall.EEXIST:
		class = object.FileExistsError
	case syscall.EISDIR:
		class = object.IsADirectoryError
	case syscall.ENOTDIR:
		class = object.NotADirectoryError
	case syscall.EACCES, syscall.EPERM:
		class = object.PermissionError
	}
	text := errno.Error()
	text = strings.ToUpper(text[:1]) + text[1:]
	e := object.NewException(class, int(errno), text)
	var pe *fs.PathError
	var le *os.LinkError
	switch {
	case errors.As(err, &pe):
		e.Args = append(e.Args, pe.Path)
	case errors.As(err, &le):
		e.Args = append(e.Args, le.Old)
	}
	return &object.Raised{Exc: e}
}

// stream is an open file or a standard stream.
type stream struct {
	name, mode string
	binary     bool
	file       *os.File
	r          *bufio.Reader
	w          io.Writer
	buf        *bufio.Writer
	closed     bool
}

// PyClass is TextIOWrapper.
func (s *stream) PyClass() *object.Class { return streamClass }

var streamClass = &object.Class{Name: "TextIOWrapper", Module: "_io", Doc: "An open file.", Final: true}

func init() {
	c := streamClass
	c.Members = streamMembers
	c.Iter = func(th *object.Thread, self object.Value) (object.Iterator, error) { return self.(*stream), nil }
	c.Enter = func(th *object.Thread, self object.Value) (object.Value, error) { return self, self.(*stream).check() }
	c.Exit = func(th *object.Thread, self object.Value, exc *object.Exception) (bool, error) {
		return false, self.(*stream).close()
	}
	c.Repr = func(th *object.Thread, self object.Value) (string, error) {
		s := self.(*stream)
		if s.binary {
			return "<_io.BufferedReader name=" + object.StrRepr(s.name) + ">", nil
		}
		return "<_io.TextIOWrapper name=" + object.StrRepr(s.name) + " mode='" + s.mode + "' encoding='UTF-8'>", nil
	}
}

func (s *stream) check() error {
	if s.closed {
		return object.ValueErrorf("I/O operation on closed file.")
	}
	return nil
}

func (s *stream) close() error {
	if s.closed || s.file == nil {
		s.closed = s.file != nil
		return nil
	}
	s.closed = true
	err := s.flush()
	if cerr := s.file.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return osError(err)
	}
	return nil
}

func (s *stream) flush() error {
	if f, ok := s.w.(interface{ Flush() error }); ok {
		return f.Flush()
	}
	return nil
}

// text gives data as the stream's mode wants it.
func (s *stream) text(data string) (object.Value, error) {
	if s.binary {
		return object.Bytes(data), nil
	}
	if !utf8.ValidString(data) {
		return nil, object.Errorf(object.UnicodeDecodeError, "'utf-8' codec can't decode the contents of '%s': invalid byte", s.name)
	}
	if strings.Contains(data, "\r") {
		data = strings.ReplaceAll(strings.ReplaceAll(data, "\r\n", "\n"), "\r", "\n")
	}
	return data, nil
}

func (s *stream) reader() (*bufio.Reader, error) {
	if err := s.check(); err != nil {
		return nil, err
	}
	if s.r == nil {
		return nil, unsupported("not readable")
	}
	return s.r, nil
}

var unsupportedOperation = object.NewExceptionClass("io", "UnsupportedOperation", object.OSError, "The stream cannot do that.")

func unsupported(msg string) error { return object.NewError(unsupportedOperation, msg) }

// Next gives the next line.
func (s *stream) Next(*object.Thread) (object.Value, bool, error) {
	line, err := s.line()
	if err != nil || line == "" {
		return nil, false, err
	}
	v, err := s.text(line)
	return v, err == nil, err
}

func (s *stream) line() (string, error) {
	r, err := s.reader()
	if err != nil {
		return "", err
	}
	line, err := r.ReadString('\n')
	if err != nil && err != io.EOF {
		return "", osError(err)
	}
	return line, nil
}

// read gives n characters (or bytes), all when n is negative.
func (s *stream) read(n int) (object.Value, error) {
	r, err := s.reader()
	if err != nil {
		return nil, err
	}
	if n < 0 {
		data, err := readAll(r)
		if err != nil {
			return nil, osError(err)
		}
		return s.text(data)
	}
	var b strings.Builder
	for range n {
		if s.binary {
			c, err := r.ReadByte()
			if err != nil {
				break
			}
			b.WriteByte(c)
			continue
		}
		c, size, err := r.ReadRune()
		if err != nil {
			break
		}
		if c == utf8.RuneError && size == 1 {
			return nil, object.Errorf(object.UnicodeDecodeError, "'utf-8' codec can't decode the contents of '%s': invalid byte", s.name)
		}
		b.WriteRune(c)
	}
	return s.text(b.String())
}

func (s *stream) write(v object.Value) (object.Value, error) {
	if err := s.check(); err != nil {
		return nil, err
	}
	if s.w == nil {
		return nil, unsupported("not writable")
	}
	data, n := "", 0
	switch v := v.(type) {
	case string:
		if s.binary {
			return nil, object.TypeErrorf("a bytes-like object is required, not 'str'")
		}
		data, n = v, utf8.RuneCountInString(v)
	case object.Bytes:
		if !s.binary {
			return nil, object.TypeErrorf("write() argument must be str, not bytes")
		}
		data, n = string(v), len(v)
	default:
		if s.binary {
			return nil, object.TypeErrorf("a bytes-like object is required, not '%s'", object.TypeName(v))
		}
		return nil, object.TypeErrorf("write() argument must be str, not %s", object.TypeName(v))
	}
	if _, err := io.WriteString(s.w, data); err != nil {
		return nil, osError(err)
	}
	return n, nil
}

func (s *stream) seek(offset int64, whence int) (object.Value, error) {
	if s.file == nil {
		return nil, unsupported("underlying stream is not seekable")
	}
	if err := s.flush(); err != nil {
		return nil, osError(err)
	}
	if whence == io.SeekCurrent && s.r != nil {
		offset -= int64(s.r.Buffered())
	}
	pos, err := s.file.Seek(offset, whence)
	if err != nil {
		return nil, osError(err)
	}
	if s.r != nil {
		s.r.Reset(s.file)
	}
	return int(pos), nil
}
