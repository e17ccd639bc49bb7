package builtins

import (
	"os"
	"strings"

	"kerash/interp/object"
)

// Open is the function open.
var Open = object.Func("open(/, file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)",
	"Opens a file: mode has one of r (read), w (write anew), a (append) and x (create), and + (read and write) and b (bytes).",
	func(th *object.Thread, a *object.Bound) (object.Value, error) {
		if th.Safe {
			return nil, object.Errorf(object.PermissionError, "open() is off in safe mode")
		}
		name, err := FilePath(th, a.Value("file"))
		if err != nil {
			return nil, err
		}
		mode, ok := a.Value("mode").(string)
		if !ok {
			return nil, object.TypeErrorf("open() argument 'mode' must be str, not %s", object.TypeName(a.Value("mode")))
		}
		f := &File{name: name, mode: mode, errors: a.StrOr("errors", "strict")}
		flags, err := f.parseMode()
		if err != nil {
			return nil, err
		}
		if err := f.checkText(a); err != nil {
			return nil, err
		}
		if f.file, err = os.OpenFile(name, flags, 0o666); err != nil {
			return nil, object.OSErrorOf(err, name)
		}
		if info, err := f.file.Stat(); err == nil && info.IsDir() {
			f.file.Close()
			return nil, object.NewOSError(21, name)
		}
		return f, nil
	})

// FilePath gives the path that a value is: a str, bytes or something with
// __fspath__.
func FilePath(th *object.Thread, v object.Value) (string, error) {
	p, err := object.FSPath(th, v)
	if err != nil {
		return "", err
	}
	switch p := p.(type) {
	case string:
		return p, nil
	case object.Bytes:
		return string(p), nil
	}
	return "", object.TypeErrorf("expected str, bytes or os.PathLike object, not %s", object.TypeName(v))
}

// parseMode sets what the mode allows and gives the flags to open with.
func (f *File) parseMode() (int, error) {
	kinds, plus, text := "", 0, false
	for _, c := range f.mode {
		switch {
		case strings.ContainsRune("rwax", c):
			kinds += string(c)
		case c == '+':
			plus++
		case c == 'b' && !f.binary:
			f.binary = true
		case c == 't' && !text:
			text = true
		default:
			return 0, object.ValueErrorf("invalid mode: '%s'", f.mode)
		}
	}
	switch {
	case plus > 1 || f.binary && text:
		return 0, object.ValueErrorf("can't have text and binary mode at once")
	case kinds == "":
		return 0, object.ValueErrorf("Must have exactly one of create/read/write/append mode and at most one plus")
	case len(kinds) > 1:
		return 0, object.ValueErrorf("must have exactly one of create/read/write/append mode")
	}
	f.reads = kinds == "r" || plus == 1
	f.writes = kinds != "r" || plus == 1
	flags := os.O_RDONLY
	switch {
	case f.reads && f.writes:
		flags = os.O_RDWR
	case f.writes:
		flags = os.O_WRONLY
	}
	switch kinds {
	case "w":
		flags |= os.O_CREATE | os.O_TRUNC
	case "a":
		flags |= os.O_CREATE | os.O_APPEND
	case "x":
		flags |= os.O_CREATE | os.O_EXCL
	}
	return flags, nil
}

// checkText checks the arguments that only text files take.
func (f *File) checkText(a *object.Bound) error {
	for _, name := range []string{"encoding", "errors", "newline"} {
		v := a.Value(name)
		if v == nil {
			continue
		}
		if f.binary {
			article := "a"
			if name != "newline" {
				article = "an"
			}
			return object.ValueErrorf("binary mode doesn't take %s %s argument", article, name)
		}
		s, ok := v.(string)
		if !ok {
			return object.TypeErrorf("open() argument '%s' must be str or None, not %s", name, object.TypeName(v))
		}
		switch name {
		case "encoding":
			f.encoding = s
			if !isUTF8(s) {
				return object.Errorf(object.LookupError, "encoding '%s' is not supported: kerash reads and writes utf-8", s)
			}
		case "newline":
			f.keepNewlines = true
			f.newline = s
		}
	}
	return nil
}

// isUTF8 reports whether an encoding is UTF-8 or its part ASCII.
func isUTF8(name string) bool {
	switch strings.ToLower(strings.ReplaceAll(name, "_", "-")) {
	case "utf-8", "utf8", "ascii", "us-ascii", "utf-8-sig":
		return true
	}
	return false
}
