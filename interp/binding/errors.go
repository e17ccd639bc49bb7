package binding

import (
	"context"
	"errors"
	"strings"

	"kerash/interp/object"
	"kerash/tensor"
)

const errorsModule = "tensorflow.python.framework.errors_impl"

// OpError is the base of the errors that TensorFlow's runtime raises
// (tf.errors.OpError).
var OpError = object.NewExceptionClass(errorsModule, "OpError", object.ExceptionClass, "Base of the errors of TensorFlow's runtime.")

// opError declares an error of the runtime; code is its canonical error code.
func opError(name, doc string, code int) *object.Class {
	c := object.NewExceptionClass(errorsModule, name, OpError, doc)
	c.Members = func() []object.Member { return []object.Member{object.Const("_code", code)} }
	return c
}

// OpErrors are the classes of tf.errors, by name.
var OpErrors = []*object.Class{
	OpError,
	opError("CancelledError", "An operation was cancelled.", 1),
	opError("UnknownError", "An error of unknown kind.", 2),
	opError("InvalidArgumentError", "An operation received an argument that it cannot work with.", 3),
	opError("DeadlineExceededError", "An operation took too long.", 4),
	opError("NotFoundError", "A file or another thing was not found.", 5),
	opError("AlreadyExistsError", "A thing that is to be made exists already.", 6),
	opError("PermissionDeniedError", "The operation is not permitted.", 7),
	opError("ResourceExhaustedError", "Memory or another resource is used up.", 8),
	opError("FailedPreconditionError", "The state of the system does not allow the operation.", 9),
	opError("AbortedError", "An operation was aborted.", 10),
	opError("OutOfRangeError", "An operation went past the end.", 11),
	opError("UnimplementedError", "An operation is not implemented for its arguments.", 12),
	opError("InternalError", "Something is broken inside.", 13),
	opError("UnavailableError", "The runtime is not available.", 14),
	opError("DataLossError", "Data is lost or corrupt.", 15),
	opError("UnauthenticatedError", "The request has no valid credentials.", 16),
}

func init() {
	OpError.Signature = "OpError(node_def, op, message, error_code=2, *args)"
	for _, c := range OpErrors[1:] {
		c.Signature = c.Name + "(node_def, op, message, *args)"
	}
	OpError.New = newOpError
	OpError.Str = func(th *object.Thread, self object.Value) (string, error) { return opMessage(self), nil }
	OpError.Repr = func(th *object.Thread, self object.Value) (string, error) {
		return object.TypeOf(self).Name + "()", nil
	}
	OpError.Members = opErrorMembers
}

// newOpError is OpError(node_def, op, message): as TensorFlow's, it keeps its
// arguments out of args.
func newOpError(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
	b, err := cls.NativeBase().BindNew(th, args)
	if err != nil {
		return nil, err
	}
	return object.NewException(cls, b.Value("message")), nil
}

func opMessage(self object.Value) string {
	e := self.(*object.Exception)
	if len(e.Args) == 0 {
		return ""
	}
	s, _ := e.Args[0].(string)
	return s
}

func opErrorMembers() []object.Member {
	none := func(th *object.Thread, self object.Value) (object.Value, error) { return nil, nil }
	return []object.Member{
		object.Getter("message", "what went wrong", func(th *object.Thread, self object.Value) (object.Value, error) {
			return opMessage(self), nil
		}),
		object.Getter("error_code", "the canonical error code", func(th *object.Thread, self object.Value) (object.Value, error) {
			code, ok := object.TypeOf(self).Lookup("_code")
			if !ok {
				return 2, nil
			}
			return code, nil
		}),
		object.Getter("args", "empty: the message is an attribute of its own", func(th *object.Thread, self object.Value) (object.Value, error) {
			return object.NewTuple(), nil
		}),
		object.Getter("op", "the operation, None when it ran eagerly", none),
		object.Getter("node_def", "the operation's node, None when it ran eagerly", none),
		object.Getter("experimental_payloads", "further data, none", func(th *object.Thread, self object.Value) (object.Value, error) {
			return object.NewDict(), nil
		}),
	}
}

// ErrorClass is the exception class with a name: one of Python's or of
// tf.errors. Unknown names give RuntimeError.
func ErrorClass(name string) *object.Class {
	for _, c := range OpErrors {
		if c.Name == name {
			return c
		}
	}
	for _, c := range pythonErrors {
		if c.Name == name {
			return c
		}
	}
	return object.RuntimeError
}

// Errors of TensorFlow's graphs, which Python's own classes are the bases of.
var (
	inaccessible = object.NewExceptionClass("tensorflow.python.framework.errors_impl", "InaccessibleTensorError", object.ValueError, "A tensor was used outside of the graph that it belongs to.")
	// OperatorNotAllowed is tf.errors.OperatorNotAllowedInGraphError.
	OperatorNotAllowed = object.NewExceptionClass("tensorflow.python.framework.errors_impl", "OperatorNotAllowedInGraphError", object.TypeError, "A tensor of a graph was asked for its value.")
)

// pythonErrors are Python's own classes that the packages below throw, and
// those derived from them.
var pythonErrors = []*object.Class{
	inaccessible, OperatorNotAllowed,
	object.ValueError, object.TypeError, object.AttributeError, object.IndexError, object.KeyError, object.LookupError, object.NameError,
	object.NotImplementedError, object.RuntimeError, object.ZeroDivisionError, object.OverflowError, object.AssertionError,
	object.KeyboardInterrupt, object.MemoryError, object.ImportError, object.ModuleNotFoundError, object.OSError,
	object.FileNotFoundError, object.FileExistsError, object.IsADirectoryError, object.NotADirectoryError,
	object.PermissionError, object.EOFError, object.StopIteration, object.UnicodeDecodeError, object.SystemError,
}

var (
	_ = object.RegisterConverter(raisedOf)
	_ = object.RegisterPanicConverter(thrownBelow)
)

// raisedOf makes the exception of an error of the packages below. The error
// itself stays in the exception's Native, so that [Unwrap] can find it when
// the exception leaves user code again.
func raisedOf(err error) *object.Raised {
	var te *tensor.Error
	var un *tensor.Untraceable
	var ie *tensor.InternalError
	var r *object.Raised
	switch {
	case errors.As(err, &te):
		r = object.NewError(ErrorClass(te.Class), te.Msg)
		r.Exc.Hint = te.Hint
		if te.Layer != "" {
			r.NamesLayer()
		}
	case errors.As(err, &un):
		r = object.NewError(object.ValueError, strings.TrimPrefix(un.Error(), "ValueError: "))
	case errors.As(err, &ie):
		r = object.Errorf(object.SystemError, "internal error: %v", ie.Value)
		r.Exc.Hint = "this is a bug in kerash; the session goes on"
		r.Exc.Attrs.Set("__gostack__", ie.Stack)
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		r = object.NewError(object.KeyboardInterrupt, "")
	default:
		return nil
	}
	r.Exc.Native = err
	r.Exc.Internal = te == nil
	return r
}

// thrownBelow recognises the panics with which the packages below unwind.
func thrownBelow(p any) error {
	if err := tensor.Recovered(p); !isBug(err) {
		return err
	}
	return nil
}

func isBug(err error) bool {
	_, ok := err.(*tensor.InternalError)
	return ok
}

// Throw leaves the running Go code of model or tensor with what user code
// raised; an error of these packages that passed through user code is thrown
// as it was.
func Throw(err error) { tensor.Throw(Below(err)) }

// Below is the error of the packages below that passed through user code as err,
// or err itself.
func Below(err error) error {
	var r *object.Raised
	if errors.As(err, &r) {
		if native, ok := r.Exc.Native.(error); ok {
			return native
		}
	}
	return err
}

// Catch runs f, which may throw in either room's way, and returns the error.
func Catch(f func()) (err error) {
	defer object.Catch(&err)
	f()
	return nil
}
