package keras

import (
	"slices"

	"kerash/interp/binding"
	"kerash/model"
	"kerash/model/format/weights"
	"kerash/tensor"
)

// What checkpoints see of objects of the user's classes: their attributes, and
// what the classes that they extend keep.

// made is the variables that add_weight made.
func (t *tracked) made() []*tensor.Variable {
	own := t.base.OwnWeights() // finds the parts anew
	return without(own, t.attrVars)
}

func without(vars, some []*tensor.Variable) []*tensor.Variable {
	return slices.DeleteFunc(slices.Clone(vars), func(v *tensor.Variable) bool { return slices.Contains(some, v) })
}

// Trackables implements weights.Trackable.
func (u *userLayer) Trackables() []weights.Edge {
	out := binding.OwnEdges(&u.inst.Attrs, u.made())
	if _, ok := u.Layer.(model.Parted); ok {
		out = append(out, weights.LayerEdges(u.Layer)...)
	}
	return out
}

// Trackables implements weights.Trackable.
func (p *modelPart) Trackables() []weights.Edge {
	own := binding.OwnEdges(&p.inst.Attrs, p.made())
	if p.base.Graph() != nil {
		return append(weights.LayerEdges(p.base), own...)
	}
	return append(own, weights.OptimizerEdge(p.base)...)
}

// Trackables implements weights.Trackable.
func (u *userMetric) Trackables() []weights.Edge {
	return binding.OwnEdges(&u.inst.Attrs, without(u.MetricCore().Variables(), u.attached))
}
