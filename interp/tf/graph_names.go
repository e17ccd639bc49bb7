package tf

import (
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

// graphDecls are functions of TensorFlow's graphs.
func graphDecls() []decl {
	return append(graphGradientDecls(), []decl{
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
	}...)
}

func (c *call) approxMin(name string) object.Value {
	values, indices := c.s.TopK(c.s.Neg(c.tensor(name)), c.int("k"), true, tensor.Int32)
	return named(approxTopKClass, c.s.Neg(values), indices)
}
