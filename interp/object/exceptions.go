package object

import (
	"fmt"
	"path"
	"slices"
)

// The exception classes of Python.
var (
	BaseException     = exceptionClass("BaseException", nil, "Common base of all exceptions.")
	KeyboardInterrupt = exceptionClass("KeyboardInterrupt", BaseException, "The user interrupted the program.")
	SystemExit        = exceptionClass("SystemExit", BaseException, "Request to leave the program.")
	GeneratorExit     = exceptionClass("GeneratorExit", BaseException, "A generator is being closed.")
	ExceptionClass    = exceptionClass("Exception", BaseException, "Common base of the exceptions that programs handle.")

	ArithmeticError    = exceptionClass("ArithmeticError", ExceptionClass, "Base of arithmetic errors.")
	ZeroDivisionError  = exceptionClass("ZeroDivisionError", ArithmeticError, "Division by zero.")
	OverflowError      = exceptionClass("OverflowError", ArithmeticError, "A number is too large.")
	FloatingPointError = exceptionClass("FloatingPointError", ArithmeticError, "A floating point operation failed.")

	AssertionError      = exceptionClass("AssertionError", ExceptionClass, "An assertion failed.")
	AttributeError      = exceptionClass("AttributeError", ExceptionClass, "There is no such attribute.")
	BufferError         = exceptionClass("BufferError", ExceptionClass, "A buffer operation failed.")
	EOFError            = exceptionClass("EOFError", ExceptionClass, "End of file while reading.")
	ImportError         = exceptionClass("ImportError", ExceptionClass, "A name cannot be imported.")
	ModuleNotFoundError = exceptionClass("ModuleNotFoundError", ImportError, "There is no such module.")
	LookupError         = exceptionClass("LookupError", ExceptionClass, "Base of lookup errors.")
	IndexError          = exceptionClass("IndexError", LookupError, "An index is out of range.")
	KeyError            = exceptionClass("KeyError", LookupError, "There is no such key.")
	MemoryError         = exceptionClass("MemoryError", ExceptionClass, "Out of memory.")
	NameError           = exceptionClass("NameError", ExceptionClass, "There is no such name.")
	UnboundLocalError   = exceptionClass("UnboundLocalError", NameError, "A local variable has no value yet.")

	OSError                = exceptionClass("OSError", ExceptionClass, "The system refused an operation.")
	FileNotFoundError      = exceptionClass("FileNotFoundError", OSError, "There is no such file.")
	FileExistsError        = exceptionClass("FileExistsError", OSError, "The file exists already.")
	IsADirectoryError      = exceptionClass("IsADirectoryError", OSError, "The path is a directory.")
	NotADirectoryError     = exceptionClass("NotADirectoryError", OSError, "The path is no directory.")
	PermissionError        = exceptionClass("PermissionError", OSError, "The operation is not permitted.")
	TimeoutError           = exceptionClass("TimeoutError", OSError, "The operation took too long.")
	BlockingIOError        = exceptionClass("BlockingIOError", OSError, "The operation would have to wait.")
	ChildProcessError      = exceptionClass("ChildProcessError", OSError, "An operation on a child process failed.")
	InterruptedError       = exceptionClass("InterruptedError", OSError, "A signal interrupted the operation.")
	ProcessLookupError     = exceptionClass("ProcessLookupError", OSError, "There is no such process.")
	BrokenPipeError        = exceptionClass("BrokenPipeError", ConnectionError, "The other end of a pipe is closed.")
	ConnectionAbortedError = exceptionClass("ConnectionAbortedError", ConnectionError, "A connection was aborted.")
	ConnectionRefusedError = exceptionClass("ConnectionRefusedError", ConnectionError, "A connection was refused.")
	ConnectionResetError   = exceptionClass("ConnectionResetError", ConnectionError, "A connection was reset.")
	ConnectionError        = exceptionClass("ConnectionError", OSError, "A connection failed.")

	RuntimeError        = exceptionClass("RuntimeError", ExceptionClass, "An error of no other class.")
	NotImplementedError = exceptionClass("NotImplementedError", RuntimeError, "A method is left to subclasses.")
	RecursionError      = exceptionClass("RecursionError", RuntimeError, "Calls are nested too deeply.")
	StopAsyncIteration  = exceptionClass("StopAsyncIteration", ExceptionClass, "An asynchronous iterator has no more values.")
	ReferenceError      = exceptionClass("ReferenceError", ExceptionClass, "A weak reference is to nothing.")
	StopIteration       = exceptionClass("StopIteration", ExceptionClass, "An iterator has no more values.")
	SyntaxError         = exceptionClass("SyntaxError", ExceptionClass, "The source text is not valid.")
	IndentationError    = exceptionClass("IndentationError", SyntaxError, "The indentation is not valid.")
	TabError            = exceptionClass("TabError", IndentationError, "Tabs and spaces are mixed.")
	SystemError         = exceptionClass("SystemError", ExceptionClass, "A bug in kerash.")
	TypeError           = exceptionClass("TypeError", ExceptionClass, "A value is of the wrong type.")
	ValueError          = exceptionClass("ValueError", ExceptionClass, "A value is of the right type but not acceptable.")
	UnicodeError        = exceptionClass("UnicodeError", ValueError, "A text cannot be encoded or decoded.")
	UnicodeDecodeError  = exceptionClass("UnicodeDecodeError", UnicodeError, "A text cannot be decoded.")
	UnicodeEncodeError  = exceptionClass("UnicodeEncodeError", UnicodeError, "A text cannot be encoded.")

	UnicodeTranslateError = exceptionClass("UnicodeTranslateError", UnicodeError, "A text cannot be translated.")

	Warning                   = exceptionClass("Warning", ExceptionClass, "Base of warnings.")
	UserWarning               = exceptionClass("UserWarning", Warning, "A warning by user code.")
	DeprecationWarning        = exceptionClass("DeprecationWarning", Warning, "A feature will go away.")
	PendingDeprecationWarning = exceptionClass("PendingDeprecationWarning", Warning, "A feature will be deprecated.")
	RuntimeWarning            = exceptionClass("RuntimeWarning", Warning, "A dubious result at run time.")
	FutureWarning             = exceptionClass("FutureWarning", Warning, "A feature will change.")
	SyntaxWarning             = exceptionClass("SyntaxWarning", Warning, "Dubious syntax.")
	ImportWarning             = exceptionClass("ImportWarning", Warning, "A dubious import.")
	UnicodeWarning            = exceptionClass("UnicodeWarning", Warning, "A dubious text.")
	BytesWarning              = exceptionClass("BytesWarning", Warning, "A dubious use of bytes.")
	EncodingWarning           = exceptionClass("EncodingWarning", Warning, "A dubious encoding.")
	ResourceWarning           = exceptionClass("ResourceWarning", Warning, "A resource is left open.")
)

// ExceptionClasses lists the above for the table of builtins.
func ExceptionClasses() []*Class {
	return []*Class{
		BaseException, KeyboardInterrupt, SystemExit, GeneratorExit, ExceptionClass, ArithmeticError, ZeroDivisionError,
		OverflowError, FloatingPointError, AssertionError, AttributeError, BufferError, EOFError, ImportError,
		ModuleNotFoundError, LookupError, IndexError, KeyError, MemoryError, NameError, UnboundLocalError, OSError,
		FileNotFoundError, FileExistsError, IsADirectoryError, NotADirectoryError, PermissionError, TimeoutError,
		ConnectionError, BlockingIOError, ChildProcessError, InterruptedError, ProcessLookupError, BrokenPipeError,
		ConnectionAbortedError, ConnectionRefusedError, ConnectionResetError, StopAsyncIteration, ReferenceError,
		UnicodeTranslateError, UnicodeWarning, BytesWarning, EncodingWarning, RuntimeError, NotImplementedError, RecursionError, StopIteration, SyntaxError, IndentationError,
		TabError, SystemError, TypeError, ValueError, UnicodeError, UnicodeDecodeError, UnicodeEncodeError, Warning,
		UserWarning, DeprecationWarning, PendingDeprecationWarning, RuntimeWarning, FutureWarning, SyntaxWarning,
		ImportWarning, ResourceWarning, BaseExceptionGroup, ExceptionGroup,
	}
}

// NewExceptionClass declares an exception class, for packages that have their
// own: tf.errors.InvalidArgumentError and the like.
func NewExceptionClass(module, name string, base *Class, doc string) *Class {
	c := exceptionClass(name, base, doc)
	c.Module = module
	return c
}

func exceptionClass(name string, base *Class, doc string) *Class {
	return &Class{Name: name, Base: base, Doc: doc, Signature: name + "(*args)"}
}

// The slots are set here and not in the declarations because they refer to
// the classes.
func init() {
	BaseException.New = newException
	BaseException.Repr = exceptionRepr
	BaseException.Str = exceptionStr
	BaseException.Members = exceptionMembers
	StopIteration.Members = stopIterationMembers
	OSError.Members = osErrorMembers
	SystemExit.Members = systemExitMembers
	SyntaxError.Str = syntaxErrorStr
	AttributeError.GetAttr = unsetAttrs("name", "obj")
	NameError.GetAttr = unsetAttrs("name")
	ImportError.GetAttr = unsetAttrs("name", "path", "msg")
	for _, c := range []*Class{UnicodeDecodeError, UnicodeEncodeError} {
		c.Str = func(th *Thread, self Value) (string, error) { return self.(*Exception).Message(), nil }
		c.Members = unicodeErrorMembers
	}
}

// syntaxErrorStr tells the place as well.
func syntaxErrorStr(th *Thread, self Value) (string, error) {
	text, err := exceptionStr(th, self)
	e, ok := NativeOf(self).(*Exception)
	if !ok || err != nil {
		return text, err
	}
	file, _ := e.Attrs.Get("filename")
	line, _ := e.Attrs.Get("lineno")
	name, hasFile := file.(string)
	n, hasLine := line.(int)
	switch {
	case hasFile && hasLine:
		return fmt.Sprintf("%s (%s, line %d)", text, path.Base(name), n), nil
	case hasFile:
		return fmt.Sprintf("%s (%s)", text, path.Base(name)), nil
	case hasLine:
		return fmt.Sprintf("%s (line %d)", text, n), nil
	}
	return text, nil
}

func newException(th *Thread, cls *Class, args Args) (Value, error) {
	if len(args.Kw) > 0 && !cls.user {
		if !cls.IsSubclass(ImportError) && !cls.IsSubclass(NameError) && !cls.IsSubclass(AttributeError) {
			return nil, TypeErrorf("%s() takes no keyword arguments", cls.Name)
		}
	}
	if cls.IsSubclass(OSError) {
		return newOSError(cls, args.Pos), nil
	}
	e := NewException(cls, args.Pos...)
	for _, k := range args.Kw {
		e.Attrs.Set(k.Name, k.Value)
	}
	return e, nil
}

func exceptionRepr(th *Thread, self Value) (string, error) {
	e := self.(*Exception)
	if len(e.Args) == 1 {
		s, err := Repr(th, e.Args[0])
		return e.Class.Name + "(" + s + ")", err
	}
	s, err := Repr(th, &Tuple{e.Args})
	return e.Class.Name + s, err
}

func exceptionStr(th *Thread, self Value) (string, error) {
	e := self.(*Exception)
	if len(e.Args) == 1 && !e.quotes() {
		return Str(th, e.Args[0])
	}
	if len(e.Args) == 1 {
		return Repr(th, e.Args[0])
	}
	return e.Message(), nil
}

func exceptionOrNone(e *Exception) Value {
	if e == nil {
		return nil
	}
	return e
}

func exceptionMembers() []Member {
	return []Member{
		Method("__init__(self, *args, **kwargs)", "", func(th *Thread, a *Bound) (Value, error) {
			e, ok := a.Value("self").(*Exception)
			if !ok {
				return nil, TypeErrorf("descriptor '__init__' requires a 'BaseException' object")
			}
			e.Args = a.Rest("args")
			return nil, nil
		}),
		Method("with_traceback(self, tb, /)", "Sets the traceback and returns the exception.", func(th *Thread, a *Bound) (Value, error) {
			return a.Value("self"), nil
		}),
		Method("add_note(self, note, /)", "Adds a note to the exception.", func(th *Thread, a *Bound) (Value, error) {
			e := a.Value("self").(*Exception)
			notes, _ := e.Attrs.Get("__notes__")
			l, ok := notes.(*List)
			if !ok {
				l = NewList()
				e.Attrs.Set("__notes__", l)
			}
			l.Elems = append(l.Elems, a.Str("note"))
			return nil, nil
		}),
		GetSet("args", "the arguments it was made with", func(th *Thread, self Value) (Value, error) {
			return &Tuple{self.(*Exception).Args}, nil
		}, func(th *Thread, self, v Value) error {
			elems, err := ToSlice(th, v)
			self.(*Exception).Args = elems
			return err
		}),
		GetSet("__cause__", "the exception named by `from`", func(th *Thread, self Value) (Value, error) {
			return exceptionOrNone(self.(*Exception).Cause), nil
		}, func(th *Thread, self, v Value) error {
			c, ok := v.(*Exception)
			if !ok && v != nil {
				return TypeErrorf("exception cause must be None or derive from BaseException")
			}
			self.(*Exception).Cause, self.(*Exception).SuppressContext = c, true
			return nil
		}),
		GetSet("__context__", "the exception that was being handled", func(th *Thread, self Value) (Value, error) {
			return exceptionOrNone(self.(*Exception).Context), nil
		}, func(th *Thread, self, v Value) error {
			c, _ := v.(*Exception)
			self.(*Exception).Context = c
			return nil
		}),
		Getter("__suppress_context__", "whether `from` was used", func(th *Thread, self Value) (Value, error) {
			return self.(*Exception).SuppressContext, nil
		}),
		GetSet("__traceback__", "where it was raised", func(th *Thread, self Value) (Value, error) {
			return self.(*Exception).traceback(), nil
		}, func(th *Thread, self, v Value) error {
			if v == nil {
				self.(*Exception).Trace = nil
			}
			return nil
		}),
		// message is what TensorFlow's own errors have.
		Getter("message", "the message", func(th *Thread, self Value) (Value, error) {
			e := self.(*Exception)
			if e.Class.Module == "" && !e.Class.user || e.Class.user && e.Class.NativeBase().Module == "" {
				return nil, AttributeErrorf("'%s' object has no attribute 'message'", e.Class.Name)
			}
			return e.Message(), nil
		}),
	}
}

// unsetAttrs gives None for the attributes that an exception made by user code
// was not given.
func unsetAttrs(names ...string) func(th *Thread, self Value, name string) (Value, bool, error) {
	return func(th *Thread, self Value, name string) (Value, bool, error) {
		return nil, slices.Contains(names, name), nil
	}
}

func systemExitMembers() []Member {
	return []Member{Getter("code", "the exit status", func(th *Thread, self Value) (Value, error) {
		switch e := self.(*Exception); len(e.Args) {
		case 0:
			return nil, nil
		case 1:
			return e.Args[0], nil
		default:
			return &Tuple{e.Args}, nil
		}
	})}
}

func stopIterationMembers() []Member {
	return []Member{Getter("value", "what the generator returned", func(th *Thread, self Value) (Value, error) {
		if e := self.(*Exception); len(e.Args) > 0 {
			return e.Args[0], nil
		}
		return nil, nil
	})}
}

func unicodeErrorMembers() []Member {
	var members []Member
	for i, name := range []string{"encoding", "object", "start", "end", "reason"} {
		members = append(members, Getter(name, "argument of the error", func(th *Thread, self Value) (Value, error) {
			if e := self.(*Exception); len(e.Args) == 5 {
				return e.Args[i], nil
			}
			return nil, nil
		}))
	}
	return members
}
