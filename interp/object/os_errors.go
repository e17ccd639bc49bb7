package object

import (
	"errors"
	"io/fs"
	"strings"
	"syscall"
)

// osErrorClasses are the subclasses of OSError by the number of the error.
func osErrorClass(errno syscall.Errno) *Class {
	switch errno {
	case syscall.ENOENT:
		return FileNotFoundError
	case syscall.EEXIST:
		return FileExistsError
	case syscall.EACCES, syscall.EPERM:
		return PermissionError
	case syscall.EISDIR:
		return IsADirectoryError
	case syscall.ENOTDIR:
		return NotADirectoryError
	case syscall.ETIMEDOUT:
		return TimeoutError
	case syscall.EPIPE:
		return BrokenPipeError
	case syscall.ECONNREFUSED:
		return ConnectionRefusedError
	case syscall.ECONNRESET:
		return ConnectionResetError
	case syscall.EAGAIN:
		return BlockingIOError
	case syscall.EINTR:
		return InterruptedError
	}
	return OSError
}

// NewOSError makes the error with a number, for a file or "".
func NewOSError(errno int, file string) *Raised {
	number := syscall.Errno(errno)
	text := number.Error()
	e := NewException(osErrorClass(number), errno, strings.ToUpper(text[:1])+text[1:])
	if file != "" {
		e.Attrs.Set("filename", file)
	}
	return &Raised{e}
}

// OSErrorOf makes an OSError of an error of Go's file functions.
func OSErrorOf(err error, file string) *Raised {
	var errno syscall.Errno
	switch {
	case errors.As(err, &errno):
		return NewOSError(int(errno), file)
	case errors.Is(err, fs.ErrNotExist):
		return NewOSError(int(syscall.ENOENT), file)
	case errors.Is(err, fs.ErrExist):
		return NewOSError(int(syscall.EEXIST), file)
	case errors.Is(err, fs.ErrPermission):
		return NewOSError(int(syscall.EACCES), file)
	}
	return Errorf(OSError, "%s", err.Error())
}

// newOSError is OSError(errno, strerror, filename): the number chooses the
// class.
func newOSError(cls *Class, args []Value) *Exception {
	e := NewException(cls, args...)
	if len(args) < 2 || len(args) > 5 {
		return e
	}
	if errno, ok := args[0].(int); ok && cls == OSError {
		e.Class = osErrorClass(syscall.Errno(errno))
	}
	if len(args) > 2 {
		e.Args = args[:2]
		e.Attrs.Set("filename", args[2])
	}
	return e
}

// osMessage is the message of an OSError with a number.
func (e *Exception) osMessage() string {
	s := "[Errno " + quickStr(e.Args[0]) + "] " + quickStr(e.Args[1])
	if file, ok := e.Attrs.Get("filename"); ok && file != nil {
		s += ": " + quickRepr(file)
	}
	return s
}

func osErrorMembers() []Member {
	arg := func(name, doc string, i int) Member {
		return Getter(name, doc, func(th *Thread, self Value) (Value, error) {
			if e := self.(*Exception); len(e.Args) == 2 {
				return e.Args[i], nil
			}
			return nil, nil
		})
	}
	return []Member{
		arg("errno", "number of the error", 0),
		arg("strerror", "text of the error", 1),
		Getter("filename", "the file", func(th *Thread, self Value) (Value, error) {
			v, _ := self.(*Exception).Attrs.Get("filename")
			return v, nil
		}),
	}
}
