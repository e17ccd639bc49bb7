package tf

import (
	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model/data"
	"kerash/tensor"
)

// Builtin implements [object.Stager]: the builtin functions of Python that
// AutoGraph gives a meaning for tensors.
func (g *autograph) Builtin(name string, args []object.Value) (v object.Value, ok bool, err error) {
	defer object.Catch(&err)
	if name == "enumerate" && len(args) == 1 {
		if d, ok := object.NativeOf(args[0]).(*data.Dataset); ok {
			v, err := object.CallMethodOf(g.th, d, "enumerate", object.Args{})
			return v, true, err
		}
	}
	var ts []*tensor.Tensor
	for _, a := range args {
		if g.isTensor(a) {
			ts = append(ts, binding.ToTensor(g.th, a, tensor.Invalid))
		}
	}
	if ts == nil {
		return nil, false, nil
	}
	s := g.scope()
	switch name {
	case "range":
		v, err := object.CallFn(g.th, byCanonicalName()["range"], args...)
		return v, true, err
	case "len":
		return g.length(ts[0]), true, nil
	case "int":
		if len(args) == 1 {
			return s.Cast(ts[0], tensor.Int32), ts[0].DType() != tensor.String, nil
		}
	case "float":
		return s.Cast(ts[0], tensor.Float32), ts[0].DType() != tensor.String, nil
	}
	return nil, false, nil
}

// length is len() of a tensor: a number where it is known.
func (g *autograph) length(t *tensor.Tensor) object.Value {
	if t.Rank() == 0 {
		object.Throw(object.ValueErrorf("len requires a non-scalar tensor, got one of shape []"))
	}
	if n := t.Dim(0); n > 0 {
		return n
	}
	s := g.scope()
	return s.Gather(s.ShapeOf(t, tensor.Int32), tensor.ConstScalar(int32(0)), 0, 0)
}
