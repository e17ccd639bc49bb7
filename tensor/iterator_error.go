package tensor

import (
	"errors"
	"fmt"
	"strings"
)

const iteratorNext = "{{function_node __wrapped__IteratorGetNext_output_types_"

// EndOfSequence is the error of an iterator over a dataset that has no more
// elements.
func EndOfSequence() *Error {
	return Errorf("OutOfRangeError", "%s1_device_/job:localhost/replica:0/task:0/device:CPU:0}} End of sequence [Op:IteratorGetNext] name: ", iteratorNext)
}

// IteratorError is err, if it is one of the runtime, as TensorFlow tells it when
// a function has run on the elements of a dataset, which have n parts.
func IteratorError(err error, n int) error {
	var e *Error
	if !errors.As(err, &e) || !strings.HasPrefix(e.Msg, "{{function_node __wrapped__") || strings.HasPrefix(e.Msg, iteratorNext) {
		return err
	}
	_, op, _ := strings.Cut(e.Msg, " [Op:")
	node, _, _ := strings.Cut(op, "]")
	switch node {
	case "FloorDiv", "FloorMod": // named after the operators of Python
		node = strings.ToLower(node)
	}
	out := *e
	out.Msg = iteratorMessage(withoutKernel(e.Msg), node, n)
	return &out
}

// PyFuncError is the error of an exception of a Python function that gives a
// dataset its elements, of n parts: kind is the exception's class, text how
// Python writes the exception.
func PyFuncError(kind, text string, n int) *Error {
	return Errorf(PyFuncClass(kind), "%s", iteratorMessage(text+"\nTraceback (most recent call last):\n\n"+text+"\n\n", "PyFunc", n))
}

// PyFuncClass is the class of the error that an exception of the class kind becomes
// when it leaves a Python function that an op calls.
func PyFuncClass(kind string) string {
	switch kind {
	case "ValueError", "TypeError":
		return "InvalidArgumentError"
	case "StopIteration":
		return "OutOfRangeError"
	case "NotImplementedError":
		return "UnimplementedError"
	case "MemoryError":
		return "ResourceExhaustedError"
	}
	return "UnknownError"
}

func iteratorMessage(text, node string, n int) string {
	return fmt.Sprintf("%s%d_device_/job:localhost/replica:0/task:0/device:CPU:0}} %s\n\t [[{{node %s}}]] [Op:IteratorGetNext] name: ", iteratorNext, n, text, node)
}

// DataError is an error of a dataset's iterator as a graph tells it that takes
// batches from there, that of a function of this name.
func DataError(err error, function string) error {
	var e *Error
	if !errors.As(err, &e) || !strings.HasPrefix(e.Msg, iteratorNext) {
		return err
	}
	node := "IteratorGetNext"
	if _, rest, ok := strings.Cut(e.Msg, "\n\t [[{{node "); ok {
		node, _, _ = strings.Cut(rest, "}}]]")
	}
	out := *e
	out.Msg = fmt.Sprintf("%s:\n\nDetected at node %s defined at (most recent call last):\n<stack traces unavailable>\n%s\n\t [[IteratorGetNext]] [Op:__inference_%s]",
		graphExecution, node, withoutKernel(e.Msg), function)
	return &out
}
