package object

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
)

// StagingError is what TensorFlow raises in the place of exceptions in traced
// code whose class it cannot make with another message.
var StagingError = NewExceptionClass("tensorflow.python.autograph.impl.api", "StagingError",
	NewExceptionClass("tensorflow.python.autograph.impl.api", "AutoGraphError",
		NewExceptionClass("tensorflow.python.autograph.pyct.errors", "PyCTError", ExceptionClass, "Base of the errors of conversions."),
		"Base of the errors of AutoGraph."),
	"An exception in user code while it was traced.")

// staging is what an exception's message tells of the places in user code.
type staging struct {
	told   int      // frames of the trace that are told already, innermost first
	places []string // as the message has them; nil when it does not tell places
	last   string   // class and message below the places
}

// InUserCode gives an exception that user code raised while it was traced the
// message that TensorFlow gives it: the places in the user's code, then the
// message itself.
func InUserCode(err error) error {
	r := AsRaised(err)
	e := r.Exc
	if e.staging != nil && e.staging.places != nil || len(e.Trace) == 0 || !e.restaged() {
		return r
	}
	return e.stage(e.userPlaces("  *"))
}

// Stage gives an exception of a step of training, which is traced as a whole,
// the message that TensorFlow gives it: the places within Keras, outermost
// first, and those in the user's code. Code that was converted by itself is
// told after the first place alone.
func (r *Raised) Stage(around func(inLayer bool, user []string) []string) error {
	e := r.Exc
	if !e.restaged() {
		return r
	}
	if s := e.staging; s != nil && s.places != nil {
		return e.stage(append(slices.Clone(around(false, nil)[:1]), s.places...))
	}
	_, inLayer := e.Attrs.Get(layerMark)
	return e.stage(around(inLayer, e.userPlaces("")))
}

// Plain is an exception that the packages below raised as one of user code,
// which takes other messages; nil for what must stay as it is.
func (r *Raised) Plain() *Raised {
	if r.Exc.Native == nil {
		return r
	}
	if !r.Exc.restaged() {
		return nil
	}
	out := *r.Exc
	out.Native = nil
	return &Raised{&out}
}

// restaged reports whether the exception gets another message. Errors of the
// runtime keep theirs.
func (e *Exception) restaged() bool {
	return !e.Internal && e.Class.IsSubclass(ExceptionClass) && (e.Native == nil || e.Class.Module == "" || e.ofGraph())
}

// ofGraph reports whether the class is one of TensorFlow's for errors of graphs,
// which are errors of Python's as well.
func (e *Exception) ofGraph() bool {
	return e.Class.Module != "" && !e.Class.user && (e.Class.IsSubclass(ValueError) || e.Class.IsSubclass(TypeError))
}

// userPlaces are the places of the trace that are not told yet, outermost
// first.
func (e *Exception) userPlaces(mark string) []string {
	from := 0
	if e.staging != nil {
		from = e.staging.told
	}
	var places []string
	for i := len(e.Trace) - 1; i >= from; i-- {
		f := e.Trace[i]
		file := f.File
		if abs, err := filepath.Abs(file); err == nil && strings.HasSuffix(file, ".py") {
			file = abs
		}
		name := f.Func
		if name == "<lambda>" {
			name = "None"
		}
		if name == "<module>" {
			continue
		}
		places = append(places, fmt.Sprintf("File \"%s\", line %d, in %s%s\n    %s", file, f.Line, name, mark, strings.TrimSpace(f.Text)))
	}
	return places
}

// stage is the exception with the places before its message.
func (e *Exception) stage(places []string) error {
	last := ""
	if e.staging != nil {
		last = e.staging.last
	}
	if last == "" {
		last = e.Class.Name + ": " + quickStr(e)
	}
	var b strings.Builder
	b.WriteString("in user code:\n\n")
	for _, p := range places {
		b.WriteString("    " + strings.ReplaceAll(p, "\n", "\n    ") + "\n")
	}
	b.WriteString("\n    " + strings.ReplaceAll(last, "\n", "\n    ") + "\n")
	out := e.renamed(e.stagedClass(), b.String())
	out.SuppressContext = true
	out.staging = &staging{told: len(e.Trace), places: places, last: last}
	return &Raised{out}
}

// quotes reports whether the message shows in quotes: that of a key is its repr.
func (e *Exception) quotes() bool {
	return e.Class.IsSubclass(KeyError) && (e.staging == nil || e.staging.places == nil)
}

// stagedClass is the class of the exception that TensorFlow raises in the place
// of e: the same one if a message makes it, else StagingError. A KeyError, once,
// keeps its class.
func (e *Exception) stagedClass() *Class {
	switch e.Class {
	case AssertionError, AttributeError, NameError, NotImplementedError, RuntimeError, StopIteration, TypeError, UnboundLocalError, ValueError, StagingError:
		return e.Class
	case KeyError:
		if e.staging == nil || e.staging.places == nil {
			return KeyError
		}
	}
	if e.ofGraph() {
		return e.Class
	}
	_, own := e.Class.userMethod("__init__")
	if e.Class.user && !own && e.Class.NativeBase() == ExceptionClass {
		return e.Class
	}
	return StagingError
}
