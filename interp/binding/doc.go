// Package binding joins the language's values with tensors and models: what a
// Python value is as an array, a tensor, a shape, a dtype or an argument of a
// layer, and what comes back. The modules that user code imports (numpy,
// tensorflow, keras) are built on it.
//
// The Go types that user code sees unwrapped:
//
//	*tensor.Array     numpy.ndarray; of strings that came from a tensor, IsBytes
//	*[Scalar]         a NumPy scalar: np.float32(1.5), what indexing an ndarray gives
//	*tensor.Tensor    tf.Tensor (EagerTensor), or a KerasTensor when it is symbolic
//	*tensor.Variable  tf.Variable
//	*[DType]          tf.float32
//	*[NumpyDType]     np.dtype('float32'); np.float32 itself is the class of its scalars, see [ScalarClass]
//	*[TensorShape]    tf.TensorShape
//	Bytes             bytes
//
// Like the packages below, binding works by throwing: functions that take no
// error result panic with an error that the calling builtin turns into a
// Python exception.
package binding
