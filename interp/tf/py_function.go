package tf

import (
	"errors"
	"fmt"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// onTensors is py_function and numpy_function: a call of the function, or the
// decorator when there is none.
func onTensors(c *call, arg func(t *tensor.Tensor) object.Value) object.Value {
	if c.Has("func") {
		return pyFunction(c, c.Value("func"), c.Elems("inp"), arg)
	}
	return object.Func("py_function_decorator(func)", "Makes a function of tensors of a Python function.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
		fn := a.At(0)
		name, _ := object.FuncName(fn)
		return object.Func(name+"(*args)", "A Python function that is called on tensors.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return pyFunction(&call{Bound: c.Bound, th: th, s: binding.Scope(th)}, fn, a.Rest("args"), arg), nil
		}), nil
	})
}

// pyFunction calls user code on values; the results get the dtypes of Tout. What
// it computes from the tensors themselves has gradients.
func pyFunction(c *call, fn object.Value, inp []object.Value, arg func(t *tensor.Tensor) object.Value) object.Value {
	op, eager := "PyFunc", c.Sig.Name == "eager_py_func"
	if eager {
		op = "EagerPyFunc"
	}
	types, single := c.Value("Tout"), !isNested(c.Value("Tout"))
	wanted := []object.Value{types}
	if !single {
		wanted = object.Must(object.ToSlice(c.th, types))
	}
	where := fmt.Sprintf("{{function_node __wrapped__%s_Tin_%d_Tout_%d_device_/job:localhost/replica:0/task:0/device:CPU:0}} ", op, len(inp), len(wanted))
	var args []object.Value
	for _, v := range inp {
		t := binding.ToTensor(c.th, v, tensor.Invalid)
		if t.IsSymbolic() || !eager {
			t = tensor.FromArray(t.Array())
		}
		args = append(args, arg(t))
	}
	settings(c.th).pyFunctions++
	results := &object.List{}
	err := binding.Catch(func() {
		values := pyResults(c.th, callLeaf(c.th, fn, args...), single)
		if len(values) != len(wanted) {
			tensor.Throwf("InvalidArgumentError", "%spyfunc_%d returns %d values, but expects to see %d values. [Op:%s] name: ", where, settings(c.th).pyFunctions, len(values), len(wanted), op)
		}
		for i, dt := range wanted {
			results.Elems = append(results.Elems, pyResult(c.th, values[i], binding.DTypeOr(c.th, dt, tensor.Invalid), eager))
		}
	})
	if err != nil {
		throwFromPython(err, where, op)
	}
	if single {
		return results.Elems[0]
	}
	return results
}

// pyResult is a result of a Python function as a tensor: of numpy_function
// NumPy's values have their own dtype, and None is none.
func pyResult(th *object.Thread, v object.Value, dt tensor.DType, eager bool) object.Value {
	if !eager {
		switch object.NativeOf(v).(type) {
		case nil:
			return nil
		case *tensor.Array, *binding.Scalar:
			dt = tensor.Invalid
		}
	}
	return binding.ToTensor(th, v, dt)
}

// pyResults are the results of a Python function: one, or those in a list.
func pyResults(th *object.Thread, out object.Value, single bool) []object.Value {
	switch object.NativeOf(out).(type) {
	case *object.List, *object.Tuple:
		values := object.Must(object.ToSlice(th, out))
		if single && len(values) > 1 {
			return values[:1]
		}
		return values
	}
	if out == nil && !single {
		return nil
	}
	return []object.Value{out}
}

// throwFromPython throws what TensorFlow makes of an exception in a Python
// function that an op calls.
func throwFromPython(err error, where, op string) {
	var notInGraphs *tensor.Untraceable
	if errors.As(err, &notInGraphs) {
		binding.Throw(err)
	}
	e := object.AsRaised(err)
	cls := e.Exc.Class
	if cls.IsSubclass(object.KeyboardInterrupt) || strings.HasPrefix(cls.Module, "tensorflow") {
		object.Throw(err)
	}
	tensor.Throwf(tensor.PyFuncClass(cls.Name), "%s%s: %s\nTraceback (most recent call last):\n\n [Op:%s] name: ", where, cls.Name, e.Message(), op)
}
