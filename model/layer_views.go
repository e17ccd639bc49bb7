package model

import (
	"maps"
	"reflect"
	"slices"

	"kerash/tensor"
)

// First is what the node's layer was called with; of an input layer, its
// output.
func (n *Node) First() Value {
	if n.isInput() {
		return n.Output
	}
	return n.Input
}

// OutboundNodes is the uses of the layer's outputs in functional graphs.
func (b *Base) OutboundNodes() []*Node { return b.outward }

// InputShape is the shape that all uses of the layer in functional graphs have
// had as input, in the structure of the input. It throws AttributeError when
// there is no use, or none that all agree on.
func (b *Base) InputShape() any { return b.commonShape("input", (*Node).First) }

// OutputShape is [Base.InputShape] for the output.
func (b *Base) OutputShape() any {
	return b.commonShape("output", func(n *Node) Value { return n.Output })
}

func (b *Base) commonShape(what string, of func(n *Node) Value) any {
	if len(b.nodes) == 0 {
		note := ""
		if what == "input" {
			note = " Note that the `input_shape` property is only available for Functional and Sequential models."
		}
		tensor.Throwf("AttributeError", "The layer \"%s\" has never been called and thus has no defined %s shape.%s", b.Label, what, note)
	}
	first := shapeValue(of(b.nodes[0]))
	for _, n := range b.nodes[1:] {
		if !reflect.DeepEqual(shapeValue(of(n)), first) {
			tensor.Throwf("AttributeError", "The layer \"%s\" has multiple inbound nodes, with different %s shapes. Hence the notion of \"%s shape\" is ill-defined for the layer. Use `get_%s_shape_at(node_index)` instead.", b.Label, what, what, what)
		}
	}
	if b.nodes[0].isInput() {
		return []any{first}
	}
	return first
}

// Metrics is the layer's metrics and those of its sublayers, each once.
func (b *Base) Metrics() []Metric {
	var out []Metric
	add := func(ms []Metric) {
		for _, m := range ms {
			if !slices.Contains(out, m) {
				out = append(out, m)
			}
		}
	}
	b.refreshed()
	add(b.metrics)
	for _, l := range b.Sublayers() {
		add(l.Core().Metrics())
	}
	return out
}

// SetMetrics replaces the layer's own metrics.
func (b *Base) SetMetrics(ms []Metric) { b.metrics = ms }

// ShapeComputer is a layer that tells the shape of its outputs by a rule of
// its own.
type ShapeComputer interface {
	ComputeOutputShape(c *Context, shape any) any
}

// OutputShapes is what the layer makes of inputs of a shape (or a list or dict
// of shapes): it is built and called without values.
func OutputShapes(c *Context, l Layer, shape any) any {
	b := l.Core()
	if s, ok := l.(ShapeComputer); ok {
		return s.ComputeOutputShape(c, shape)
	}
	if b.class != nil && b.class.SameShape {
		return shape
	}
	if !b.Built && b.class != nil && b.class.Kind == KindLayer && b.class.Name != "Lambda" {
		if _, isUser := l.(UserObject); !isUser {
			// Keras' own layers tell it without weights: a twin gets them.
			l = cloneLayer(c.State, l)
		}
	}
	return CalledShapes(c, l, shape)
}

// CalledShapes is [OutputShapes] by a call alone.
func CalledShapes(c *Context, l Layer, shape any) any {
	b := l.Core()
	x := symbolsOf(shape, b.Policy.Compute)
	var y Value
	c.Infer(func() {
		in := c.RootNames().enter(b)
		b.ensureBuilt(in, l, x)
		lookingAtAxes(func() { y = l.Call(in, x) })
	})
	return shapeValue(y)
}

// SetAttr sets the argument of a name as the constructor of obj's class does;
// it reports whether the class has such an argument.
func SetAttr(st *State, obj any, name string, x any) bool {
	c := ClassOf(obj)
	if c == nil {
		return false
	}
	i := c.argIndex(name)
	if i < 0 {
		return false
	}
	a := c.Args()[i]
	setField(st, c, a, reflect.ValueOf(obj).Elem().FieldByIndex(a.index), x)
	keepGiven(ClassOf(obj), obj, a, x)
	return true
}

// BuildAs runs the Build of a layer of Go for a shape, whether the layer is
// built or not: what a user's build asks for through super.
func BuildAs(c *Context, l Layer, shape any) {
	b := l.Core()
	l.Build(c, symbolsOf(shape, b.Policy.Compute))
	b.Built = true
}

// BuildInputShape is the shape that the layer was built for, nil before; that of
// the inputs for a graph.
func (b *Base) BuildInputShape() any {
	if m, ok := b.self.(Model); ok && b.buildShape == nil {
		if g := m.Graph(); g != nil {
			return shapeValue(g.In)
		}
	}
	return b.buildShape
}

// AttrNames is the names of the attributes that [Attr] finds.
func AttrNames(obj any) []string {
	var names []string
	if c := ClassOf(obj); c != nil {
		for _, a := range c.Args() {
			names = append(names, a.Name)
		}
		names = append(names, slices.Sorted(maps.Keys(c.Fixed))...)
	}
	t := reflect.TypeOf(obj)
	if t != nil && t.Kind() == reflect.Pointer && t.Elem().Kind() == reflect.Struct {
		weightFields(t.Elem(), nil, func(name string, _ []int) { names = append(names, name) })
	}
	return names
}

// RunsEagerly reports whether the model's steps run eagerly.
func (m *ModelBase) RunsEagerly() bool { return m.compiled != nil && m.compiled.eager }

// SetEager sets whether the steps of a compiled model run eagerly.
func (m *ModelBase) SetEager(on bool) {
	if k := m.compiled; k != nil {
		k.eager = on
		k.train, k.test, k.predict = nil, nil, nil
	}
}

// CompiledMetrics is the metrics that compile was given; they are there after
// the first batch.
func CompiledMetrics(m Model) []Metric {
	if k := m.ModelCore().compiled; k != nil {
		return k.metrics.metrics()
	}
	return nil
}

// FirstWeight is the attribute of the first weight that the class of a layer
// declares, "" when it declares none.
func FirstWeight(l Layer) (name string) {
	if t := reflect.TypeOf(l); t.Kind() == reflect.Pointer && t.Elem().Kind() == reflect.Struct {
		weightFields(t.Elem(), nil, func(n string, _ []int) {
			if name == "" {
				name = n
			}
		})
	}
	return name
}

// InCall reports whether the context is that of a layer's call.
func (c *Context) InCall() bool { return c.depth > 0 }

// Sources is the tensors of keras.Input that a symbolic tensor depends on.
func Sources(t *tensor.Tensor) []*tensor.Tensor { return source(t) }
