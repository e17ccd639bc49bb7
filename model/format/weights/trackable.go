package weights

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"kerash/model"
	"kerash/model/format/plain"
	"kerash/tensor"
)

// Edge leads from an object to one that it keeps, by the name of an attribute.
type Edge struct {
	Name string
	To   any
}

// Trackable is an object that says itself what it keeps: classes and
// containers of the language. Implementations are comparable; two that are
// equal are one object.
type Trackable interface{ Trackables() []Edge }

// Stateful is an object without variables that has something to save all the
// same: the iterator over a dataset.
type Stateful interface {
	// StateName names the state in the graph of objects, and the entries that
	// hold it: "ITERATOR" and "ITERATOR_STATE".
	StateName() (attribute, entry string)
	// SaveState is the state.
	SaveState() plain.Array
	// RestoreState takes a saved state.
	RestoreState(a plain.Array)
}

// Container is a [Trackable] that is a list, tuple or dict: what ContainerKind
// gives.
type Container interface {
	Trackable
	ContainerKind() string
}

// identity is what makes an object the same one: adapters of user classes and
// what they extend are one object.
func identity(v any) any {
	switch x := v.(type) {
	case model.Layer:
		return x.Core()
	case model.Metric:
		return x.MetricCore()
	case model.LossScaler: // keeps the factor beside the state of its optimizer
		return x
	case model.Optimizer:
		return x.OptimizerCore()
	}
	return v
}

// group is an object that Keras keeps for variables and kerash does not: the
// list of an optimizer's moments, the cell of an LSTM.
type group struct {
	owner any
	name  string
}

// Edges is what an object keeps, in the order in which TensorFlow lists it.
func Edges(v any) []Edge {
	switch x := v.(type) {
	case Trackable:
		return x.Trackables()
	case model.Layer:
		return LayerEdges(x)
	case model.Metric:
		return metricEdges(x)
	case model.Optimizer:
		out := optimizerEdges(x.OptimizerCore())
		if s, ok := x.(model.LossScaler); ok && s.ScaleState() != nil {
			out = append(out, Edge{"loss_scale", scaleState{s}})
		}
		return out
	}
	return nil
}

// scaleState is the factor of an optimizer that scales losses, with its counter.
type scaleState struct{ model.LossScaler }

// Trackables implements [Trackable].
func (s scaleState) Trackables() []Edge {
	vars := s.ScaleState()
	return []Edge{{"current_loss_scale", vars[0]}, {"good_steps", vars[1]}}
}

// ContainerKind implements [Container]: what stands for a layer is none.
func (g group) ContainerKind() string {
	if b, ok := g.owner.(*model.Base); ok {
		for _, p := range model.PartsOf(b.Self()) {
			if p.Name == g.name && p.Layers == nil {
				return ""
			}
		}
	}
	return "list"
}

// Trackables implements [Trackable].
func (g group) Trackables() []Edge {
	if o, ok := g.owner.(*model.OptimizerBase); ok {
		if g.name == "_variables" {
			return Numbered(o.Variables())
		}
		return Numbered(slotsOf(o)[g.name])
	}
	l := g.owner.(*model.Base).Self()
	for _, p := range model.PartsOf(l) {
		if p.Name != g.name {
			continue
		}
		if p.Layers == nil {
			return variableEdges(p.Vars)
		}
		var out []Edge
		for i, sub := range p.Layers {
			out = append(out, Edge{strconv.Itoa(i), sub})
		}
		return out
	}
	return nil
}

// Numbered is edges to variables that are named by position.
func Numbered(vars []*tensor.Variable) []Edge {
	out := make([]Edge, len(vars))
	for i, v := range vars {
		out[i] = Edge{strconv.Itoa(i), v}
	}
	return out
}

func variableEdges(vars []*tensor.Variable) []Edge {
	out := make([]Edge, len(vars))
	for i, v := range vars {
		out[i] = Edge{VariableName(v), v}
	}
	return out
}

// VariableName is the name under which a layer keeps a variable that it made:
// the last part of the variable's own.
func VariableName(v *tensor.Variable) string {
	name := strings.TrimSuffix(v.Name, ":0")
	return name[strings.LastIndexByte(name, '/')+1:]
}

// LayerEdges is what a layer or model keeps. The layers of a Sequential or
// functional model are named by position, once among all, once among those
// with weights.
func LayerEdges(l model.Layer) []Edge {
	m, isModel := l.(model.Model)
	hasGraph := isModel && m.Graph() != nil
	parts := model.PartsOf(l)
	if _, stack := l.(*model.Sequential); stack && !hasGraph { // its layers have their places before it is built
		parts, hasGraph = []model.Part{{Name: "layers", Layers: m.Layers()}}, true
	}
	var out []Edge
	for _, p := range parts {
		switch {
		case p.Layers != nil && hasGraph:
			out = append(out, positions(p.Layers)...)
		case p.Layer != nil:
			out = append(out, Edge{p.Name, p.Layer})
		default:
			out = append(out, Edge{p.Name, group{l.Core(), p.Name}})
		}
	}
	if k, ok := l.(model.AssetKeeper); ok && k.Named() != nil {
		for _, name := range slices.Sorted(maps.Keys(k.Named())) {
			out = append(out, Edge{name, k.Named()[name]})
		}
	} else {
		out = append(out, variableEdges(model.OwnVariables(l))...)
	}
	if isModel {
		out = append(out, OptimizerEdge(m)...)
	}
	return out
}

// OptimizerEdge is the edge from a compiled model to its optimizer.
func OptimizerEdge(m model.Model) []Edge {
	if o := m.ModelCore().Optimizer(); o != nil {
		return []Edge{{"optimizer", o}}
	}
	return nil
}

func positions(layers []model.Layer) []Edge {
	var out []Edge
	weighted := 0
	for i, sub := range layers {
		at := Edge{fmt.Sprintf("layer-%d", i), sub}
		if hasWeights(sub) {
			out = append(out, Edge{fmt.Sprintf("layer_with_weights-%d", weighted), sub})
			weighted++
		}
		out = append(out, at)
	}
	return out
}

// hasWeights reports whether Keras counts a layer among those with weights: a
// vocabulary that was found by adapt is one.
func hasWeights(l model.Layer) bool {
	k, ok := l.(model.AssetKeeper)
	return len(l.Core().Weights()) > 0 || ok && k.Assets() != nil
}

func metricEdges(m model.Metric) []Edge { return variableEdges(m.MetricCore().Variables()) }

// optimizerEdges is all variables in a list, those with names, and the lists
// of moments.
func optimizerEdges(o *model.OptimizerBase) []Edge {
	rate := "_learning_rate"
	if o.Schedule() != nil {
		rate = "_current_learning_rate"
	}
	out := []Edge{{"_variables", group{o, "_variables"}}, {"_iterations", o.Iterations()}, {rate, o.Rate()}}
	for _, name := range slotNames(o) {
		out = append(out, Edge{name, group{o, name}})
	}
	if p, ok := o.Self().(interface{ Product() *tensor.Variable }); ok && p.Product() != nil {
		out = append(out, Edge{"_u_product", p.Product()})
	}
	return out
}

// slotAttributes are the attributes in which Keras' optimizers keep the lists
// of variables of one kind, where it is not an underscore and the kind.
var slotAttributes = map[string]string{
	"m": "_momentums", "v": "_velocities", "vhat": "_velocity_hats", "average": "_model_variables_moving_average",
	"accumulator": "_accumulators", "linear": "_linears", "velocity": "_velocities", "momentum": "_momentums", "average_gradient": "_average_gradients",
	"accumulated_grad": "_accumulated_grads", "accumulated_delta_var": "_accumulated_delta_vars",
	"SGD.m": "momentums", "Lion.m": "momentums", "Adamax.m": "_m", "Adamax.u": "_u", "Adafactor.v": "_v",
}

// slotAttribute is the attribute for an optimizer's variable, "" for one that
// belongs to no weight.
func slotAttribute(o *model.OptimizerBase, v *tensor.Variable) string {
	kind, _, deep := strings.Cut(strings.TrimPrefix(v.Name, o.Label+"/"), "/")
	if !deep {
		return ""
	}
	class := ""
	if o.Class() != nil {
		class = o.Class().Name
	}
	if name, ok := slotAttributes[class+"."+kind]; ok {
		return name
	}
	if name, ok := slotAttributes[kind]; ok {
		return name
	}
	return "_" + kind
}

func slotsOf(o *model.OptimizerBase) map[string][]*tensor.Variable {
	out := map[string][]*tensor.Variable{}
	for _, v := range o.Variables() {
		if name := slotAttribute(o, v); name != "" {
			out[name] = append(out[name], v)
		}
	}
	return out
}

// slotNames is the attributes with slots in the order in which they were made.
func slotNames(o *model.OptimizerBase) []string {
	var out []string
	seen := map[string]bool{}
	for _, v := range o.Variables() {
		if name := slotAttribute(o, v); name != "" && !seen[name] {
			seen[name] = true
			out = append(out, name)
		}
	}
	return out
}
