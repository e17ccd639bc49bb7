package tf

import (
	"slices"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// AggregationMethodClass is tf.AggregationMethod.
var AggregationMethodClass = &object.Class{Name: "AggregationMethod", Module: "tensorflow.python.ops.gradients_util", Doc: "How the gradients of something that is used twice are added; it changes nothing here.",
	Example: `>>> tf.AggregationMethod.ADD_N
0`,
	Members: func() []object.Member {
		return []object.Member{object.Const("ADD_N", 0), object.Const("DEFAULT", 0), object.Const("EXPERIMENTAL_TREE", 1), object.Const("EXPERIMENTAL_ACCUMULATE_N", 2)}
	}}

// criticalSection is tf.CriticalSection: code runs in one thread, so that
// functions are called as they are.
type criticalSection struct{ name object.Value }

// CriticalSectionClass is tf.CriticalSection.
var CriticalSectionClass = &object.Class{Name: "CriticalSection", Module: "tensorflow.python.ops.critical_section_ops", Doc: "Calls functions one after the other.",
	Signature: "CriticalSection(name=None, shared_name=None, critical_section_def=None, import_scope=None)",
	Example: `>>> tf.CriticalSection().execute(lambda: tf.constant(1) + 1).numpy()
2`}

// PyClass is tf.CriticalSection.
func (s *criticalSection) PyClass() *object.Class { return CriticalSectionClass }

func init() {
	c := CriticalSectionClass
	c.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		a, err := cls.BindNew(th, args)
		if err != nil {
			return nil, err
		}
		name := a.Value("name")
		if name == nil {
			name = "critical_section"
		}
		return &criticalSection{name}, nil
	}
	c.Members = func() []object.Member {
		return []object.Member{
			object.Getter("name", "the name", func(th *object.Thread, self object.Value) (object.Value, error) {
				return self.(*criticalSection).name, nil
			}),
			object.Method("execute(self, fn, exclusive_resource_access=True, name=None)", "The result of a function without arguments.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				if !object.IsCallable(a.Value("fn")) {
					return nil, object.TypeErrorf("'%s' object is not callable", object.TypeName(a.Value("fn")))
				}
				return object.CallFn(th, a.Value("fn"))
			}),
		}
	}
}

// needTrace throws unless a function is being traced.
func (c *call) needTrace() {
	if !c.s.Tracing() {
		object.Throw(object.RuntimeErrorf("tf.gradients is not supported when eager execution is enabled. Use tf.GradientTape instead."))
	}
}

// leafTensors are the tensors of an argument that may be one or several.
func (c *call) leafTensors(name string) []*tensor.Tensor {
	return binding.ToTensors(c.th, flatten(c.th, c.Value(name))...)
}

// graphGradients differentiates what the function that is traced has computed.
func (c *call) graphGradients() object.Value {
	c.needTrace()
	src := sourcesOf(c.th, c.Value("xs"))
	seeds := []*tensor.Tensor{}
	ys := c.leafTensors("ys")
	if c.Has("grad_ys") {
		seeds = c.leafTensors("grad_ys")
	}
	zero := c.Given("unconnected_gradients") && enumName(c.Value("unconnected_gradients")) == "zero"
	return object.NewList(src.values(src.gradients(c.s, c.s.TraceTape(), ys, seeds), zero)...)
}

// graphHessians is, for each source of one axis or more, the derivatives of each
// element of the gradient.
func (c *call) graphHessians() object.Value {
	c.needTrace()
	src, ys := sourcesOf(c.th, c.Value("xs")), c.leafTensors("ys")
	out := &object.List{}
	for i, d := range src.dense(c.s, c.s.TraceTape(), ys, nil) {
		one := &sources{leaves: src.leaves[i : i+1]}
		if p := src.place[i]; p >= 0 {
			one.place, one.tensors = []int{0}, src.tensors[p:p+1]
		} else {
			one.place, one.vars = []int{-1}, src.vars[-1-p:-p]
		}
		shape := slices.Concat(d.Shape(), one.zeros(0).Shape())
		flat := c.s.Reshape(d, []int{-1})
		rows := make([]*tensor.Tensor, tensor.NumElements(d.Shape()))
		for k := range rows {
			element := c.s.StridedSlice(flat, []tensor.Slice{tensor.At(k)})
			if rows[k] = one.dense(c.s, c.s.TraceTape(), []*tensor.Tensor{element}, nil)[0]; rows[k] == nil {
				rows[k] = one.zeros(0)
			}
		}
		out.Elems = append(out.Elems, c.s.Reshape(c.s.Stack(rows, 0), shape))
	}
	return out
}

// graphDecls are functions of TensorFlow's graphs.
func graphDecls() []decl {
	return []decl{
		{names: "gradients", sig: "gradients_v2(ys, xs, grad_ys=None, name='gradients', gate_gradients=False, aggregation_method=None, stop_gradients=None, unconnected_gradients=<UnconnectedGradients.NONE>)", doc: "The gradient of the sum of ys with respect to each of xs, within a tf.function; elsewhere tf.GradientTape differentiates.", raw: true, plain: true, fn: (*call).graphGradients},
		{names: "hessians", sig: "HessiansV2(ys, xs, gate_gradients=False, aggregation_method=None, name='hessians')", doc: "The second derivatives of the sum of ys with respect to each of xs, within a tf.function.", raw: true, plain: true, fn: (*call).graphHessians},
		{names: "no_gradient", sig: "no_gradient(op_type)", doc: "Says that ops of a type have no gradient. All ops here have theirs: it changes nothing.", raw: true, plain: true, fn: func(c *call) object.Value {
			if _, ok := c.Value("op_type").(string); !ok {
				object.Throw(object.TypeErrorf("op_type must be a string"))
			}
			return nil
		}},
		{names: "approx_top_k", sig: "approx_top_k(input, k, reduction_dimension=-1, recall_target=0.95, is_max_k=True, reduction_input_size_override=-1, aggregate_to_topk=True, name=None)", doc: "The k greatest values and their indices (exact on a CPU).", raw: true, fn: func(c *call) object.Value {
			if !c.Bool("is_max_k") {
				return c.approxMin("input")
			}
			values, indices := c.s.TopK(c.tensor("input"), c.int("k"), true, tensor.Int32)
			return named(approxTopKClass, values, indices)
		}},
		{names: "math.approx_min_k nn.approx_min_k", sig: "approx_min_k(operand, k, reduction_dimension=-1, recall_target=0.95, reduction_input_size_override=-1, aggregate_to_topk=True, name=None)", doc: "The k smallest values and their indices (exact; TensorFlow has this for accelerators only).", fn: func(c *call) object.Value {
			return c.approxMin("operand")
		}},
	}
}

func (c *call) approxMin(name string) object.Value {
	values, indices := c.s.TopK(c.s.Neg(c.tensor(name)), c.int("k"), true, tensor.Int32)
	return named(approxTopKClass, c.s.Neg(values), indices)
}
