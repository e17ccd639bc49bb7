package keras

import (
	"slices"

	"kerash/interp/object"
	"kerash/interp/tf"
	"kerash/model"
	"kerash/tensor"
)

// tracked follows the attributes of a user's layer or model: layers, metrics
// and variables in them, also within lists, tuples and dicts, are its parts in
// the order in which the attributes were set.
type tracked struct {
	thread *object.Thread
	attrs  *object.Namespace
	base   *model.Base

	fixed      []model.Layer // of a functional model: the layers of its graph
	stack      bool          // of a Sequential, whose layers are those that were added alone
	dirty      bool
	containers []*container
	assigned   []*tensor.Variable // variables in containers when those were assigned: a model has no others of its own
	attrVars   []*tensor.Variable // variables that are parts because of an attribute
}

// container is a list or dict in an attribute; it may change after it was
// assigned. The elements are kept of one that holds parts.
type container struct {
	value object.Value
	size  int
	elems []object.Value
}

func (c *container) changed() bool {
	return sizeOf(c.value) != c.size || c.elems != nil && !slices.EqualFunc(elements(c.value), c.elems, object.Is)
}

func (t *tracked) follow(th *object.Thread, attrs *object.Namespace, base *model.Base) {
	t.thread, t.attrs, t.base = th, attrs, base
	base.OnRefresh(t.refresh)
}

// assign keeps an attribute that a user set. An attribute that is set again
// moves to the end, as its old value stops being a part.
func (t *tracked) assign(name string, v object.Value) {
	if old, ok := t.attrs.Get(name); ok {
		if object.Is(old, v) {
			return
		}
		if hasParts(old) {
			t.attrs.Delete(name)
			t.dirty = true
		}
		if made, ok := old.(*tensor.Variable); ok && !slices.Contains(t.attrVars, made) && !t.named(made) {
			t.base.DropVariable(made)
		}
	}
	t.attrs.Set(name, v)
	t.dirty = t.dirty || hasParts(v)
	t.assigned = appendVariables(t.assigned, v)
}

// appendVariables adds the variables in a container.
func appendVariables(vars []*tensor.Variable, v object.Value) []*tensor.Variable {
	for _, e := range elements(v) {
		if x, ok := object.NativeOf(e).(*tensor.Variable); ok {
			vars = append(vars, x)
		}
		vars = appendVariables(vars, e)
	}
	return vars
}

// named reports whether a variable is the value of an attribute.
func (t *tracked) named(v *tensor.Variable) bool {
	return slices.ContainsFunc(t.attrs.Names(), func(name string) bool {
		x, _ := t.attrs.Get(name)
		return x == object.Value(v)
	})
}

// hasParts reports whether a value holds layers, metrics or variables, or is a
// container that may come to hold some.
func hasParts(v object.Value) bool {
	switch x := object.NativeOf(v).(type) {
	case model.Layer, model.Metric, *tensor.Variable, *object.List, *object.Dict:
		return true
	case *object.Tuple:
		return slices.ContainsFunc(x.Elems, hasParts)
	}
	return tf.ModuleOf(v) != nil
}

func (t *tracked) changed() bool {
	if t.dirty {
		return true
	}
	return slices.ContainsFunc(t.containers, func(c *container) bool { return c.changed() })
}

func sizeOf(v object.Value) int {
	switch x := v.(type) {
	case *object.List:
		return len(x.Elems)
	case *object.Dict:
		return x.Len()
	}
	return 0
}

// refresh finds the parts anew when attributes or containers have changed.
func (t *tracked) refresh() {
	if !t.changed() {
		return
	}
	t.dirty, t.containers = false, nil
	old := t.attrVars
	t.attrVars = nil
	walk := &partWalk{t: t, before: old}
	for _, name := range t.attrs.Names() { // these have counted from their assignment on
		v, _ := t.attrs.Get(name)
		if x, ok := object.NativeOf(v).(*tensor.Variable); ok {
			walk.variable(x)
			continue
		}
		for _, x := range appendVariables(nil, v) {
			if slices.Contains(t.assigned, x) {
				walk.variable(x)
			}
		}
	}
	held := make([]model.Held, 0, len(t.fixed)+len(t.attrs.Names()))
	for _, l := range t.fixed {
		held = append(held, model.Held{Layer: l})
	}
	var parts []model.Part
	for _, name := range t.attrs.Names() {
		v, _ := t.attrs.Get(name)
		if _, ok := object.NativeOf(v).(*tensor.Variable); ok {
			continue // a weight of the layer itself
		}
		h, ok := walk.held(v)
		if !ok {
			continue
		}
		held = append(held, h)
		if p, ok := partOf(name, v); ok {
			parts = append(parts, p)
		}
	}
	for _, v := range old {
		if !slices.Contains(t.attrVars, v) {
			t.base.DropVariable(v)
		}
	}
	if !t.stack {
		t.base.SetHeld(held)
		t.base.SetParts(parts)
	}
	t.base.SetMetrics(walk.metrics)
}

// partOf is what files call what is in an attribute: a layer or metric, or those
// among the elements of a container, in its own order; none of a container
// inside of it.
func partOf(name string, v object.Value) (model.Part, bool) {
	p := model.Part{Name: name}
	switch x := object.NativeOf(v).(type) {
	case model.Layer:
		p.Layer = x
	case model.Metric:
		p.Metric = x
	}
	for _, e := range elements(v) {
		switch x := object.NativeOf(e).(type) {
		case model.Layer:
			p.Layers = append(p.Layers, x)
		case model.Metric:
			p.Metrics = append(p.Metrics, x)
		}
	}
	return p, p.Layer != nil || p.Layers != nil || p.Metric != nil || p.Metrics != nil
}

// partWalk gathers the parts in attribute values.
type partWalk struct {
	t       *tracked
	before  []*tensor.Variable // parts because of an attribute so far
	metrics []model.Metric
}

// held is what a value holds, with the elements of dicts in the order of their
// keys, as Keras walks through them; ok is false where there is no part in it.
func (w *partWalk) held(v object.Value) (h model.Held, ok bool) {
	switch x := object.NativeOf(v).(type) {
	case model.Layer:
		return model.Held{Layer: x}, true
	case model.Metric:
		if !slices.Contains(w.metrics, x) {
			w.metrics = append(w.metrics, x)
		}
		return model.Held{Metric: x}, true
	case *tensor.Variable:
		_, isModel := w.t.base.Self().(model.Model)
		switch {
		case isModel || slices.Contains(w.t.assigned, x):
		case w.t.base.Adding() && !slices.Contains(w.before, x):
			w.t.dirty = true
		default:
			w.variable(x)
		}
		return model.Held{Variable: x}, true
	case *object.List, *object.Dict:
		c := &container{value: x, size: sizeOf(x)}
		w.t.containers = append(w.t.containers, c)
		defer func() {
			if ok {
				c.elems = slices.Clone(elements(x))
			}
		}()
	}
	if m := tf.ModuleOf(v); m != nil {
		return model.Held{Module: m}, true
	}
	for _, e := range byKey(w.t.thread, v) {
		if inside, ok := w.held(e); ok {
			h.Elements = append(h.Elements, inside)
		}
	}
	return h, h.Elements != nil
}

// elements is what a container holds, nothing for other values.
func elements(v object.Value) []object.Value {
	switch x := object.NativeOf(v).(type) {
	case *object.List:
		return x.Elems
	case *object.Tuple:
		return x.Elems
	case *object.Dict:
		return x.Values()
	}
	return nil
}

// byKey is elements with those of a dict in the order of its keys; keys that
// cannot be compared leave them as they are.
func byKey(th *object.Thread, v object.Value) []object.Value {
	d, ok := object.NativeOf(v).(*object.Dict)
	if !ok {
		return elements(v)
	}
	keys := d.Keys()
	if object.Sort(th, keys, nil, false) != nil {
		return elements(v)
	}
	for i, key := range keys {
		keys[i], _, _ = d.Get(th, key)
	}
	return keys
}

func (w *partWalk) variable(v *tensor.Variable) {
	if slices.Contains(w.t.attrVars, v) {
		return
	}
	if slices.Contains(w.t.base.OwnWeights(), v) && !slices.Contains(w.before, v) {
		return // made by add_weight
	}
	w.t.attrVars = append(w.t.attrVars, v)
	w.t.base.AddVariable(v)
}

// mustStart throws when an attribute with parts is set on a model whose
// constructor has not run.
func mustStart(th *object.Thread, v object.Value) {
	switch x := v.(type) {
	case *object.List:
		for _, e := range x.Elems {
			mustStart(th, e)
		}
	case *object.Tuple:
		for _, e := range x.Elems {
			mustStart(th, e)
		}
	case *object.Dict:
		for _, e := range x.Values() {
			mustStart(th, e)
		}
	}
	if hasParts(v) {
		object.Throw(object.RuntimeErrorf("It looks like you are subclassing `Model` and you forgot to call `super().__init__()`. Always start with this line."))
	}
}
