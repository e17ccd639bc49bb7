package tf

import (
	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// ForwardAccumulatorClass is tf.autodiff.ForwardAccumulator.
var ForwardAccumulatorClass = &object.Class{Name: "ForwardAccumulator", Module: "tensorflow.python.eager.forwardprop",
	Doc:       "Computes products of Jacobians and vectors, the tangents, along with what is computed from the primals.",
	Signature: "ForwardAccumulator(primals, tangents)",
	Example: `>>> x = tf.constant([2.0, 3.0])
>>> with tf.autodiff.ForwardAccumulator(x, tf.constant([1.0, 0.0])) as acc:
...     y = x * x
>>> acc.jvp(y)
<tf.Tensor: shape=(2,), dtype=float32, numpy=array([4., 0.], dtype=float32)>`}

// forwardAccumulator is tf.autodiff.ForwardAccumulator.
type forwardAccumulator struct {
	forward *tensor.Forward
	active  bool
}

// PyClass is tf.autodiff.ForwardAccumulator.
func (a *forwardAccumulator) PyClass() *object.Class { return ForwardAccumulatorClass }

func init() {
	c := ForwardAccumulatorClass
	c.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		a, err := cls.BindNew(th, args)
		if err != nil {
			return nil, err
		}
		acc := &forwardAccumulator{forward: tensor.NewForward()}
		acc.watch(th, a.Value("primals"), a.Value("tangents"))
		return acc, nil
	}
	c.Enter = func(th *object.Thread, self object.Value) (object.Value, error) {
		acc := self.(*forwardAccumulator)
		if acc.active {
			return nil, object.ValueErrorf("Accumulator is already recording.")
		}
		acc.active = true
		binding.Scope(th).PushForward(acc.forward)
		return acc, nil
	}
	c.Exit = func(th *object.Thread, self object.Value, exc *object.Exception) (bool, error) {
		acc := self.(*forwardAccumulator)
		acc.active = false
		binding.Scope(th).PopForward(acc.forward)
		return false, nil
	}
	c.Members = func() []object.Member {
		return []object.Member{
			object.Method("jvp(self, primals, unconnected_gradients=<UnconnectedGradients.NONE>)",
				"The product of the Jacobian of a tensor (or of each of a structure of them) and the tangents.",
				func(th *object.Thread, a *object.Bound) (object.Value, error) {
					zero := a.Given("unconnected_gradients") && enumName(a.Value("unconnected_gradients")) == "zero"
					return a.Self().(*forwardAccumulator).jvp(th, a.Value("primals"), zero), nil
				}),
		}
	}
}

func (a *forwardAccumulator) watch(th *object.Thread, primals, tangents object.Value) {
	sameStructure(th, primals, tangents)
	values, seen := flatten(th, tangents), map[any]bool{}
	for i, leaf := range flatten(th, primals) {
		native := object.NativeOf(leaf)
		switch x := native.(type) {
		case *tensor.Tensor:
			a.forward.Watch(x, binding.ToTensor(th, values[i], x.DType()))
		case *tensor.Variable:
			a.forward.WatchVariable(x, binding.ToTensor(th, values[i], x.DType()))
		default:
			object.Throw(object.AttributeErrorf("'%s' object has no attribute 'dtype'", object.TypeName(leaf)))
		}
		if seen[native] {
			object.Throw(object.ValueErrorf("Tensor {} was specified as a primal multiple times. This may indicate an error. If it was intended, please sum the corresponding tangents."))
		}
		seen[native] = true
	}
}

func (a *forwardAccumulator) jvp(th *object.Thread, primals object.Value, zero bool) object.Value {
	return mapStructure(th, primals, func(leaf object.Value) object.Value {
		var tangent *tensor.Tensor
		switch x := object.NativeOf(leaf).(type) {
		case *tensor.Tensor:
			tangent = a.forward.Tangent(x)
		case *tensor.Variable:
			tangent = a.forward.VariableTangent(x)
		}
		switch {
		case tangent != nil:
			return tangent
		case zero:
			return binding.Scope(th).ZerosLike(binding.ToTensor(th, leaf, tensor.Invalid))
		}
		return nil
	})
}
