package tensor

import (
	"fmt"
	"runtime/debug"
)

// Error is a failure that a user sees: a Python exception class, a message in
// TensorFlow's or Keras' wording and, where one is known, a hint.
//
// Op and layer code is a straight line of calls in which every call can fail,
// so inside this package and the packages above it errors travel by [Throw]
// and are turned back into ordinary values by [Catch] at the borders.
type Error struct {
	Class string // Python class, such as "ValueError" or "InvalidArgumentError"
	Msg   string
	Hint  string
	// Layer is the layer in whose call it happened, once the message tells.
	Layer string
	// Path is the names of the layers around, as nodes of a graph begin.
	Path string
	// Node is the name of the op of a graph that it happened in.
	Node string
}

func (e *Error) Error() string { return e.Class + ": " + e.Msg }

// WithHint returns e with a hint for the user.
func (e *Error) WithHint(format string, args ...any) *Error {
	e.Hint = fmt.Sprintf(format, args...)
	return e
}

// Errorf makes an error of a Python class.
func Errorf(class, format string, args ...any) *Error {
	return &Error{Class: class, Msg: fmt.Sprintf(format, args...)}
}

// thrown marks a panic that carries an error on purpose.
type thrown struct{ err error }

// Throw leaves the running op, layer or step with err; see [Catch].
func Throw(err error) { panic(thrown{err}) }

// Throwf throws an [Error] of a Python class.
func Throwf(class, format string, args ...any) { Throw(Errorf(class, format, args...)) }

// Check throws err unless it is nil.
func Check(err error) {
	if err != nil {
		Throw(err)
	}
}

// Catch runs f and returns what it threw. Any other panic is a bug of ours; it
// comes back as an InternalError with the stack, so that a session survives it.
func Catch(f func()) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = Recovered(r)
		}
	}()
	f()
	return nil
}

// Recovered turns a recovered panic value into an error as [Catch] does, for
// borders that need a deferred recover of their own.
func Recovered(r any) error {
	if t, ok := r.(thrown); ok {
		return t.err
	}
	return &InternalError{Value: r, Stack: string(debug.Stack())}
}

// InternalError is a bug in kerash, caught at a border.
type InternalError struct {
	Value any
	Stack string
}

func (e *InternalError) Error() string { return fmt.Sprintf("InternalError: %v", e.Value) }
