package tensor

import (
	"fmt"
	"strings"
)

// domain is the dtypes that an op takes: a bit per dtype, and the list in the
// order in which TensorFlow's messages give it.
type domain struct {
	bits  uint32
	names string
}

const (
	floatBits    = 1<<Float16 | 1<<BFloat16 | 1<<Float32 | 1<<Float64
	signedBits   = 1<<Int8 | 1<<Int16 | 1<<Int32 | 1<<Int64
	unsignedBits = 1<<Uint8 | 1<<Uint16 | 1<<Uint32 | 1<<Uint64
	integerBits  = signedBits | unsignedBits
	numberBits   = floatBits | integerBits
	complexBits  = 1<<Complex64 | 1<<Complex128
)

// The domains that several ops share.
var (
	floatsComplex = &domain{floatBits | complexBits, "bfloat16, half, float, double, complex64, complex128"}
	complexTypes  = &domain{complexBits, "complex64, complex128"}
	floats        = &domain{floatBits, "bfloat16, half, float, double"}
	floatsNN      = &domain{floatBits, "half, bfloat16, float, double"}
	signedComplex = &domain{floatBits | signedBits | complexBits, "bfloat16, half, float, double, int8, int16, int32, int64, complex64, complex128"}
	mulTypes      = &domain{numberBits | complexBits, "bfloat16, half, float, double, uint8, int8, uint16, int16, int32, uint32, uint64, int64, complex64, complex128"}
	maxTypes      = &domain{numberBits, "bfloat16, half, float, double, int8, uint8, int16, uint16, int32, uint32, int64, uint64"}
	lessTypes     = &domain{numberBits, "float, double, int32, uint8, int16, int8, int64, bfloat16, uint16, half, uint32, uint64"}
	sumTypes      = &domain{numberBits | complexBits, "float, double, int32, uint8, int16, int8, complex64, int64, qint8, quint8, qint32, bfloat16, qint16, quint16, uint16, complex128, half, uint32, uint64"}
	rankTypes     = &domain{numberBits, "float, double, int32, uint8, int16, int8, int64, bfloat16, uint16, half, uint32, uint64, qint8, quint8, qint32, qint16, quint16"}
	intTypes      = &domain{integerBits, "int8, int16, int32, int64, uint8, uint16, uint32, uint64"}
	numbers       = &domain{numberBits, "uint8, int32, int64, half, bfloat16, float, double"}
	indexTypes    = &domain{1<<Int32 | 1<<Int64, "int32, int64"}
)

func (t *domain) has(d DType) bool { return t.bits>>d&1 != 0 }

// Signatures of ops as TensorFlow prints them; "attr=T" stands for the full
// list of types.
const (
	unarySig  = "x:T -> y:T; attr=T"
	binarySig = "x:T, y:T -> z:T; attr=T"
	nnSig     = "features:T -> activations:T; attr=T"
	reduceSig = "input:T, reduction_indices:Tidx -> output:T; attr=keep_dims:bool,default=false; attr=T; attr=Tidx:type,default=DT_INT32,allowed=[DT_INT32, DT_INT64]"
)

// check throws InvalidArgumentError unless the op may have dtype d for its
// type attribute attr.
func (t *domain) check(d DType, op, attr, sig string) {
	if !t.has(d) {
		throwBadType(t, d, op, attr, sig)
	}
}

func throwBadType(t *domain, d DType, op, attr, sig string) {
	allowed := "attr=" + attr + ":type,allowed=[DT_" + strings.ToUpper(strings.ReplaceAll(t.names, ", ", ", DT_")) + "]"
	sig = strings.Replace(sig+";", "attr="+attr+";", allowed+";", 1)
	Throwf("InvalidArgumentError", "Value for attr '%s' of %s is not in the list of allowed values: %s\n\t; NodeDef: {{node %s}}; Op<name=%s; signature=%s> [Op:%s] name: ",
		attr, d.RuntimeName(), t.names, op, op, strings.TrimSuffix(sig, ";"), op)
}

// checkSame throws InvalidArgumentError unless input i has the dtype of input
// first.
func checkSame(c *Call, op string, first, i int) {
	if a, b := c.In[first].DType, c.In[i].DType; a != b {
		Throwf("InvalidArgumentError", "cannot compute %s as input #%d(zero-based) was expected to be a %s tensor but is a %s tensor [Op:%s] name: ",
			op, i, a.RuntimeName(), b.RuntimeName(), op)
	}
}

// throwRun throws an InvalidArgumentError as TensorFlow words one that comes
// from running an op called by its own name.
func throwRun(op, format string, args ...any) { throwOp(op, op, format, args...) }

// throwList is throwRun in the words that TensorFlow uses when an argument was
// given as a list rather than as a tensor, which is the usual case for
// indices, shapes and paddings.
func throwList(op, format string, args ...any) {
	Throwf("InvalidArgumentError", "{{function_node __wrapped__%s_device_/job:localhost/replica:0/task:0/device:CPU:0}} %s [Op:%s]", op, fmt.Sprintf(format, args...), op)
}

// needRank throws InvalidArgumentError unless x has between lo and hi axes.
func needRank(op string, x *Tensor, lo, hi int) {
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

// needFloats throws InvalidArgumentError for a tensor that is not floating
// point, or of another dtype than the first.
func needFloats(op string, xs ...*Tensor) {
	for i, x := range xs {
		if x == nil {
			continue
		}
		floatsNN.check(x.DType(), op, "T", nnSig)
		if x.DType() != xs[0].DType() {
			Throwf("InvalidArgumentError", "cannot compute %s as input #%d(zero-based) was expected to be a %s tensor but is a %s tensor [Op:%s] name: ",
				op, i, xs[0].DType().RuntimeName(), x.DType().RuntimeName(), op)
		}
	}
}
