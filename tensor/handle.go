package tensor

// A handle is a tensor of a graph that stands for something that only a run of
// the graph has, such as a TensorArray or what a loop keeps for its gradient:
// Meta is that. It has no dtype.

// HandleSpec is the spec of handles.
var HandleSpec = Spec{}

// NewHandle is the handle of something in a run.
func NewHandle(v any) *Tensor {
	return &Tensor{spec: HandleSpec, arr: Scalar(false), Meta: v}
}

func (t *Tensor) isHandle() bool { return t.spec.DType == Invalid }
