package tf

import (
	"fmt"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// handle is a variable as ops under their own names take it: Variable.handle.
type handle struct{ variable object.Value }

// handleClass is the class of handles, which are tensors in TensorFlow.
var handleClass = &object.Class{Name: "EagerTensor", Module: "tensorflow.python.framework.ops", Final: true,
	Doc:  "A variable as the ops of tf.raw_ops take it.",
	Repr: func(th *object.Thread, self object.Value) (string, error) { return self.(*handle).String(), nil },
	Members: func() []object.Member {
		return []object.Member{
			object.Getter("shape", "the shape: a handle is one thing", func(*object.Thread, object.Value) (object.Value, error) {
				return binding.NewTensorShape([]int{}), nil
			}),
		}
	}}

// PyClass implements object.Typed.
func (h *handle) PyClass() *object.Class { return handleClass }

func (h *handle) String() string {
	v := variable(h.variable)
	var dims []string
	for _, n := range v.Shape() {
		dims = append(dims, fmt.Sprint(n))
	}
	name, _, _ := strings.Cut(v.Name, ":")
	return fmt.Sprintf(`tf.Tensor(<ResourceHandle(name="%s/0", device="/job:localhost/replica:0/task:0/device:CPU:0", container="Anonymous", type="tensorflow::Var", dtype and shapes : "[ DType enum: %d, Shape: [%s] ]")>, shape=(), dtype=resource)`,
		name, protoTypes[v.DType()], strings.Join(dims, ","))
}

// asHandle is an input of an op that is a handle.
func (c *rawCall) asHandle(i int, v object.Value) object.Value {
	if _, ok := v.(*handle); ok {
		return v
	}
	if binding.IsTensor(v) {
		tensor.Throwf("InvalidArgumentError", "cannot compute %s as input #%d(zero-based) was expected to be a resource tensor but is a %s tensor [Op:%s] name: ",
			c.op.name, i, binding.ToTensor(c.th, v, tensor.Invalid).DType().RuntimeName(), c.op.name)
	}
	object.Throw(object.TypeErrorf("Cannot convert %s to EagerTensor of dtype resource", c.repr(v)))
	return nil
}

// rawFuncs are the functions of Go that the expressions of the table use.
func rawFuncs() []*object.Builtin {
	return []*object.Builtin{
		failFunc, seededFunc,
		object.Func("variable(handle)", "", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return a.Value("handle").(*handle).variable, nil
		}),
		object.Func("key_counter(seed)", "", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			seed := binding.ToTensor(th, a.Value("seed"), tensor.Invalid).Array()
			counter, key := tensor.StatelessPhilox([2]int64{int64(seed.Int(0)), int64(seed.Int(1))}).State()
			words := func(v ...uint64) object.Value { return tensor.Const(v, len(v)) }
			return object.NewTuple(words(key), words(counter[:]...)), nil
		}),
		object.Func("warp(images, transforms, size, fill, interpolation, mode)", "", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			s := binding.Scope(th)
			images, transforms := binding.ToTensor(th, a.Value("images"), tensor.Invalid), binding.ToTensor(th, a.Value("transforms"), tensor.Invalid)
			size := a.Ints("size")
			return s.ProjectiveTransform(images, transforms, size[0], size[1], a.Str("interpolation") == "NEAREST", strings.ToLower(a.Str("mode")), a.Float("fill")), nil
		}),
	}
}
