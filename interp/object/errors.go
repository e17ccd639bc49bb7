package object

import (
	"errors"
	"fmt"
)

// Exception is a Python exception object.
type Exception struct {
	Instance
	Args []Value
	// Cause is that of `raise ... from cause`; Context the exception that was
	// being handled. SuppressContext is set by `from`.
	Cause, Context  *Exception
	SuppressContext bool
	// Hint is one line of advice, or empty.
	Hint string
	// Trace is where it was raised, innermost first.
	Trace []Frame
	// Group are the exceptions of an exception group.
	Group []*Exception
	// Internal is set for what steers kerash itself and must stay as it is.
	Internal bool

	staging *staging
	th      *Thread // that made it by calling a class of the user's
}

// Frame is one place of a traceback.
type Frame struct {
	// File is the source's name: a path, or "In[3]".
	File string
	// Func is the function's name, "<module>" at the top.
	Func string
	// Line and Col are counted from 1, columns in characters; EndCol is after
	// the last character when the span ends on the same line.
	Line, Col, EndCol int
	// Text is the source line.
	Text string
}

// Raised is a Go error that carries a Python exception.
type Raised struct{ Exc *Exception }

// Error is the class and the message.
func (r *Raised) Error() string {
	msg := r.Message()
	if msg == "" {
		return r.Exc.Class.Name
	}
	return r.Exc.Class.Name + ": " + msg
}

// Message is str(exception); a user's __str__ is not run.
func (r *Raised) Message() string { return r.Exc.Message() }

// Is reports whether the exception is of the class or one derived from it.
func (r *Raised) Is(target error) bool {
	t, ok := target.(*Raised)
	return ok && t.Exc == r.Exc
}

// WithHint adds a line of advice.
func (r *Raised) WithHint(format string, args ...any) *Raised {
	r.Exc.Hint = fmt.Sprintf(format, args...)
	return r
}

// Message is what str gives for the exception, unless its class is a user's
// with a __str__ of its own.
func (e *Exception) Message() string {
	switch len(e.Args) {
	case 0:
		return ""
	case 1:
		if s, ok := e.Args[0].(string); ok && !e.quotes() {
			return s
		}
		if e.quotes() {
			return quickRepr(e.Args[0])
		}
		return quickStr(e.Args[0])
	}
	if len(e.Args) == 5 && e.Class.IsSubclass(UnicodeError) {
		if s, ok := e.unicodeMessage(); ok {
			return s
		}
	}
	if e.Class.IsSubclass(OSError) && len(e.Args) == 2 {
		return e.osMessage()
	}
	return quickRepr(&Tuple{e.Args})
}

// unicodeMessage is the message of a UnicodeDecodeError or UnicodeEncodeError.
func (e *Exception) unicodeMessage() (string, bool) {
	start, ok := e.Args[2].(int)
	end, ok2 := e.Args[3].(int)
	if !ok || !ok2 {
		return "", false
	}
	encoding, reason := quickStr(e.Args[0]), quickStr(e.Args[4])
	switch text := e.Args[1].(type) {
	case string:
		if runes := []rune(text); start >= 0 && start < len(runes) && end == start+1 {
			shown := escapeASCII(string(runes[start]))
			return fmt.Sprintf("'%s' codec can't encode character '%s' in position %d: %s", encoding, shown, start, reason), true
		}
		return fmt.Sprintf("'%s' codec can't encode characters in position %d-%d: %s", encoding, start, end-1, reason), true
	case Bytes:
		if start >= 0 && start < len(text) && end == start+1 {
			return fmt.Sprintf("'%s' codec can't decode byte 0x%02x in position %d: %s", encoding, text[start], start, reason), true
		}
		return fmt.Sprintf("'%s' codec can't decode bytes in position %d-%d: %s", encoding, start, end-1, reason), true
	}
	return "", false
}

// NewException makes an exception object.
func NewException(class *Class, args ...Value) *Exception {
	return &Exception{Instance: Instance{Class: class}, Args: args}
}

// NewError makes the error of an exception of the class with a message; an
// empty message means no argument.
func NewError(class *Class, msg string) *Raised {
	if msg == "" {
		return &Raised{NewException(class)}
	}
	return &Raised{NewException(class, msg)}
}

// Errorf makes an error of the class with a formatted message.
func Errorf(class *Class, format string, args ...any) *Raised {
	return &Raised{NewException(class, fmt.Sprintf(format, args...))}
}

// TypeErrorf makes a TypeError.
func TypeErrorf(format string, args ...any) *Raised { return Errorf(TypeError, format, args...) }

// ValueErrorf makes a ValueError.
func ValueErrorf(format string, args ...any) *Raised { return Errorf(ValueError, format, args...) }

// AttributeErrorf makes an AttributeError.
func AttributeErrorf(format string, args ...any) *Raised {
	return Errorf(AttributeError, format, args...)
}

// IndexErrorf makes an IndexError.
func IndexErrorf(format string, args ...any) *Raised { return Errorf(IndexError, format, args...) }

// RuntimeErrorf makes a RuntimeError.
func RuntimeErrorf(format string, args ...any) *Raised { return Errorf(RuntimeError, format, args...) }

// NotImplementedErrorf makes a NotImplementedError.
func NotImplementedErrorf(format string, args ...any) *Raised {
	return Errorf(NotImplementedError, format, args...)
}

// KeyErrorOf makes a KeyError for a key.
func KeyErrorOf(key Value) *Raised { return &Raised{NewException(KeyError, key)} }

// Throw panics with err; the call of the builtin that runs turns it back into
// an error. Only for code that runs below a builtin or a slot.
func Throw(err error) { panic(thrown{err}) }

// Must gives v, or throws err.
func Must[T any](v T, err error) T {
	if err != nil {
		Throw(err)
	}
	return v
}

type thrown struct{ err error }

// AsRaised gives the exception that err carries. Errors of other packages are
// converted by the converters; any other error becomes a RuntimeError.
func AsRaised(err error) *Raised {
	var r *Raised
	if errors.As(err, &r) {
		return r
	}
	for _, convert := range converters {
		if r := convert(err); r != nil {
			return r
		}
	}
	return Errorf(RuntimeError, "%s", err.Error())
}

// IsError reports whether err carries an exception of the class.
func IsError(err error, class *Class) bool {
	return err != nil && AsRaised(err).Exc.Class.IsSubclass(class)
}

// converters turn errors of other packages into exceptions. A package adds
// its own in a package-level variable: var _ = object.RegisterConverter(...).
var converters []func(err error) *Raised

// panicConverters turn the values of panics into errors.
var panicConverters []func(p any) error

// RegisterConverter adds a function that makes exceptions of a package's own
// errors, or nil for errors that are not its. To be called at initialisation.
func RegisterConverter(f func(err error) *Raised) bool {
	converters = append(converters, f)
	return true
}

// RegisterPanicConverter adds a function that turns the value of a panic, with
// which a package unwinds its own code, into an error, or nil for panics that
// are not its. To be called at initialisation.
func RegisterPanicConverter(f func(p any) error) bool {
	panicConverters = append(panicConverters, f)
	return true
}
