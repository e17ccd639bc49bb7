package object

import (
	"fmt"
	"path/filepath"
	"strings"
)

// marks of exceptions whose message says already what Keras or TensorFlow add.
const (
	layerMark = "_keras_call_info_injected"
	codeMark  = "ag_error_metadata"
)

// Reword gives the exception another message, as Keras does for what is raised
// in a layer's call, once: it stands for a new exception of the class, or a
// RuntimeError when the class takes other arguments than a message.
func (r *Raised) Reword(layer string, f func(msg string) string) error {
	e := r.Exc
	if _, done := e.Attrs.Get(layerMark); done || e.Native != nil || !e.Class.IsSubclass(ExceptionClass) {
		return r
	}
	cls := e.Class
	if !takesMessage(cls) {
		cls = RuntimeError
	}
	msg := ""
	if len(e.Args) > 0 {
		msg = quickStr(e.Args[0])
	}
	out := e.renamed(cls, f(msg))
	out.SuppressContext = true
	out.Attrs.Set(layerMark, true)
	return &Raised{out}
}

// renamed is an exception raised in the place of e.
func (e *Exception) renamed(cls *Class, msg string) *Exception {
	out := NewException(cls, msg)
	out.Trace, out.Context, out.Cause, out.SuppressContext, out.Hint = e.Trace, e.Context, e.Cause, e.SuppressContext, e.Hint
	return out
}

// takesMessage reports whether an exception of the class is made with a
// message alone.
func takesMessage(cls *Class) bool {
	fn, own := cls.userMethod("__init__")
	if !own {
		return !cls.IsSubclass(UnicodeError) || cls == UnicodeError
	}
	sig := SignatureOf(&BoundMethod{Fn: fn})
	if sig == nil {
		return true
	}
	_, err := sig.Bind(nil, Pos(""))
	return err == nil
}

// InUserCode gives an exception that user code raised while it was traced the
// message that TensorFlow gives it: the places in the user's code, then the
// message itself.
func InUserCode(err error) error {
	r := AsRaised(err)
	e := r.Exc
	if _, done := e.Attrs.Get(codeMark); done || e.Native != nil || len(e.Trace) == 0 || !staged(e.Class) {
		return r
	}
	var b strings.Builder
	b.WriteString("in user code:\n\n")
	for i := len(e.Trace) - 1; i >= 0; i-- {
		f := e.Trace[i]
		file := f.File
		if abs, err := filepath.Abs(file); err == nil && strings.HasSuffix(file, ".py") {
			file = abs
		}
		name := f.Func
		if name == "<lambda>" {
			name = "None"
		}
		fmt.Fprintf(&b, "    File \"%s\", line %d, in %s  *\n        %s\n", file, f.Line, name, strings.TrimSpace(f.Text))
	}
	line := e.Class.Name
	if msg := e.Message(); msg != "" {
		line += ": " + msg
	}
	b.WriteString("\n    " + strings.ReplaceAll(line, "\n", "\n    ") + "\n")
	out := e.renamed(e.Class, b.String())
	if _, done := e.Attrs.Get(layerMark); done {
		out.Attrs.Set(layerMark, true)
	}
	out.Attrs.Set(codeMark, true)
	return &Raised{out}
}

// staged reports whether TensorFlow gives exceptions of the class another
// message: those of Python that are made with a message, and plain classes of
// user code.
func staged(cls *Class) bool {
	switch cls {
	case AssertionError, AttributeError, NameError, NotImplementedError, RuntimeError, StopIteration, TypeError, UnboundLocalError, ValueError:
		return true
	}
	_, own := cls.userMethod("__init__")
	return cls.user && !own && cls.NativeBase() == ExceptionClass
}
