package builtins

import (
	"io"
	"os"
	"strings"

	"kerash/interp/object"
)

// File is an open file.
type File struct {
	file           *os.File
	name, mode     string
	encoding       string
	errors         string
	binary         bool
	reads, writes  bool
	keepNewlines   bool
	newline        string
	closed, loaded bool
	// text is what stands behind base in the file, at how much of it was read.
	// A file is read as a whole when reading begins.
	text string
	at   int
	base int64
}

var (
	textFileClass   = fileClass("TextIOWrapper")
	binaryReadClass = fileClass("BufferedReader")
	binaryWrite     = fileClass("BufferedWriter")
	binaryRandom    = fileClass("BufferedRandom")

	// UnsupportedOperation is io.UnsupportedOperation.
	UnsupportedOperation = object.NewExceptionClass("io", "UnsupportedOperation", object.OSError, "The file was not opened for the operation.")
)

func fileClass(name string) *object.Class {
	return &object.Class{
		Name: name, Module: "_io", Final: true, Base: object.IteratorClass, Members: fileMembers,
		Repr: func(th *object.Thread, self object.Value) (string, error) {
			f := self.(*File)
			s := "<_io." + name + " name=" + object.StrRepr(f.name)
			if !f.binary {
				s += " mode=" + object.StrRepr(f.mode) + " encoding=" + object.StrRepr(f.encodingName())
			}
			return s + ">", nil
		},
		Enter: func(th *object.Thread, self object.Value) (object.Value, error) {
			return self, self.(*File).check()
		},
		Exit: func(th *object.Thread, self object.Value, exc *object.Exception) (bool, error) {
			return false, self.(*File).close()
		},
	}
}

// PyClass is the class of text or binary files.
func (f *File) PyClass() *object.Class {
	switch {
	case !f.binary:
		return textFileClass
	case f.reads && f.writes:
		return binaryRandom
	case f.writes:
		return binaryWrite
	}
	return binaryReadClass
}

func (f *File) encodingName() string {
	if f.encoding == "" {
		return "UTF-8"
	}
	return f.encoding
}

func (f *File) check() error {
	if f.closed {
		return object.ValueErrorf("I/O operation on closed file.")
	}
	return nil
}

func (f *File) close() error {
	if f.closed {
		return nil
	}
	f.closed = true
	if err := f.file.Close(); err != nil {
		return object.OSErrorOf(err, f.name)
	}
	return nil
}

// load reads the rest of the file.
func (f *File) load() error {
	if err := f.check(); err != nil {
		return err
	}
	if !f.reads {
		what := "not readable"
		if f.binary {
			what = "read"
		}
		return object.NewError(UnsupportedOperation, what)
	}
	if f.loaded {
		return nil
	}
	base, err := f.file.Seek(0, io.SeekCurrent)
	if err != nil {
		return object.OSErrorOf(err, f.name)
	}
	raw, err := io.ReadAll(f.file)
	if err != nil {
		return object.OSErrorOf(err, f.name)
	}
	f.base, f.text, f.at, f.loaded = base, string(raw), 0, true
	if f.binary {
		return nil
	}
	if f.text, err = object.DecodeUTF8(f.text, f.errors); err != nil {
		return err
	}
	if !f.keepNewlines {
		f.text = strings.ReplaceAll(strings.ReplaceAll(f.text, "\r\n", "\n"), "\r", "\n")
	}
	return nil
}

// value is a part of the file as str or bytes.
func (f *File) value(s string) object.Value {
	if f.binary {
		return object.Bytes(s)
	}
	return s
}

// read takes n characters or bytes, all for negative n.
func (f *File) read(n int) (object.Value, error) {
	if err := f.load(); err != nil {
		return nil, err
	}
	rest := f.text[f.at:]
	end := len(rest)
	switch {
	case n < 0:
	case f.binary:
		end = min(n, end)
	default:
		for i := range rest {
			if n == 0 {
				end = i
				break
			}
			n--
		}
	}
	f.at += end
	return f.value(rest[:end]), nil
}

// line takes a line with its end; it is empty at the end of the file.
func (f *File) line() (string, error) {
	if err := f.load(); err != nil {
		return "", err
	}
	rest := f.text[f.at:]
	if i := strings.IndexByte(rest, '\n'); i >= 0 {
		rest = rest[:i+1]
	}
	f.at += len(rest)
	return rest, nil
}

// Next is the next line.
func (f *File) Next(*object.Thread) (object.Value, bool, error) {
	s, err := f.line()
	return f.value(s), s != "" && err == nil, err
}

func (f *File) lines() (*object.List, error) {
	l := object.NewList()
	for {
		s, err := f.line()
		if err != nil || s == "" {
			return l, err
		}
		l.Elems = append(l.Elems, f.value(s))
	}
}

func (f *File) write(v object.Value) (int, error) {
	if err := f.check(); err != nil {
		return 0, err
	}
	if !f.writes {
		what := "not writable"
		if f.binary {
			what = "write"
		}
		return 0, object.NewError(UnsupportedOperation, what)
	}
	var s string
	n := 0
	switch v := v.(type) {
	case string:
		if f.binary {
			return 0, object.TypeErrorf("a bytes-like object is required, not 'str'")
		}
		s, n = v, len([]rune(v))
		if f.newline != "" && f.newline != "\n" {
			s = strings.ReplaceAll(s, "\n", f.newline)
		}
	case object.Bytes:
		if !f.binary {
			return 0, object.TypeErrorf("write() argument must be str, not bytes")
		}
		s, n = string(v), len(v)
	default:
		if f.binary {
			return 0, object.TypeErrorf("a bytes-like object is required, not '%s'", object.TypeName(v))
		}
		return 0, object.TypeErrorf("write() argument must be str, not %s", object.TypeName(v))
	}
	if f.loaded {
		if _, err := f.seek(f.tell(), io.SeekStart); err != nil {
			return 0, err
		}
	}
	if _, err := f.file.WriteString(s); err != nil {
		return 0, object.OSErrorOf(err, f.name)
	}
	return n, nil
}

// tell is where the file is read or written next.
func (f *File) tell() int64 {
	if f.loaded {
		return f.base + int64(f.at)
	}
	at, err := f.file.Seek(0, io.SeekCurrent)
	if err != nil {
		return 0
	}
	return at
}

func (f *File) seek(offset int64, whence int) (int64, error) {
	if whence == io.SeekCurrent {
		offset, whence = f.tell()+offset, io.SeekStart
	}
	f.loaded, f.text, f.at = false, "", 0
	at, err := f.file.Seek(offset, whence)
	if err != nil {
		return 0, object.OSErrorOf(err, f.name)
	}
	return at, nil
}
