package tensor

import "fmt"

// throwRun throws an InvalidArgumentError as TensorFlow words one that comes
// from running an op called by its own name.
func throwRun(op, format string, args ...any) { throwOp(op, op, format, args...) }

// ThrowRun throws an InvalidArgumentError as TensorFlow words one that comes
// from running its op of some name.
func ThrowRun(op, format string, args ...any) { throwOp(op, op, format, args...) }

// throwList is throwRun in the words that TensorFlow uses when an argument was
// given as a list rather than as a tensor, which is the usual case for
// indices, shapes and paddings.
func throwList(op, format string, args ...any) {
	Throwf("InvalidArgumentError", "{{function_node __wrapped__%s_device_/job:localhost/replica:0/task:0/device:CPU:0}} %s [Op:%s]", op, fmt.Sprintf(format, args...), op)
}

// needRank throws InvalidArgumentError unless x has between lo and hi axes.
func needRank(op string, x *Tensor, lo, hi int) {
	if !x.IsSymbolic() {
		signatureOf(op).checkRanks([]Spec{x.spec})
	}
	switch r := x.Rank(); {
	case r >= lo && r <= hi:
	case lo == hi:
		throwRun(op, "input must be %d-dimensional, but has shape %s", lo, shapeBrackets(x.Shape()))
	default:
		throwRun(op, "input must be at least %d-dim, received shape: %s", lo, shapeBrackets(x.Shape()))
	}
}

// anyRank is the upper bound of [needRank] for ops that have none.
const anyRank = 1 << 30

// needLength throws InvalidArgumentError unless v has n elements.
func needLength(op, what string, n, want int) {
	if n != want {
		throwRun(op, "%s must have %d elements, but has %d", what, want, n)
	}
}
