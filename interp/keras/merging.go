package keras

import (
	"kerash/interp/object"
	"kerash/model"
)

// mergingMembers are the function forms of the merging layers: each makes a
// layer and calls it.
func mergingMembers() []object.Member {
	form := func(sig, class, doc string, args ...string) object.Member {
		return object.Fun(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
			call := object.Args{Kw: a.Kwargs("kwargs")}
			for _, name := range args {
				call = call.With(name, a.Value(name))
			}
			layer, err := object.Construct(th, classOf(model.Find(model.KindLayer, class)), call)
			if err != nil {
				return nil, err
			}
			return object.CallFn(th, layer, a.Value("inputs"))
		})
	}
	return []object.Member{
		form("add(inputs, **kwargs)", "Add", "The sum of tensors."),
		form("subtract(inputs, **kwargs)", "Subtract", "The difference of two tensors."),
		form("multiply(inputs, **kwargs)", "Multiply", "The product of tensors, element by element."),
		form("average(inputs, **kwargs)", "Average", "The mean of tensors, element by element."),
		form("maximum(inputs, **kwargs)", "Maximum", "The greatest of tensors, element by element."),
		form("minimum(inputs, **kwargs)", "Minimum", "The least of tensors, element by element."),
		form("concatenate(inputs, axis=-1, **kwargs)", "Concatenate", "Tensors joined along an axis.", "axis"),
		form("dot(inputs, axes, normalize=False, **kwargs)", "Dot", "The products of two tensors along axes.", "axes", "normalize"),
	}
}
