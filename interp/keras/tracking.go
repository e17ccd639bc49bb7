package keras

import (
	"slices"

	"kerash/interp/object"
	"kerash/model"
	"kerash/tensor"
)

// tracked follows the attributes of a user's layer or model: layers, metrics
// and variables in them, also within lists, tuples and dicts, are its parts in
// the order in which the attributes were set.
type tracked struct {
	attrs *object.Namespace
	base  *model.Base

	fixed      []model.Layer // of a functional model: the layers of its graph
	dirty      bool
	containers []container
	attrVars   []*tensor.Variable // variables that are parts because of an attribute
}

// container is a list or dict in an attribute; it may grow after it was
// assigned.
type container struct {
	value object.Value
	size  int
}

func (t *tracked) follow(attrs *object.Namespace, base *model.Base) {
	t.attrs, t.base = attrs, base
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
	return false
}

func (t *tracked) changed() bool {
	if t.dirty {
		return true
	}
	for _, c := range t.containers {
		if sizeOf(c.value) != c.size {
			return true
		}
	}
	return false
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
	parts := &partWalk{t: t, before: old}
	for _, name := range t.attrs.Names() {
		v, _ := t.attrs.Get(name)
		parts.name, parts.list = name, false
		parts.walk(v)
	}
	for _, v := range old {
		if !slices.Contains(t.attrVars, v) {
			t.base.DropVariable(v)
		}
	}
	t.base.SetSublayers(slices.Clone(t.fixed))
	_, isModel := t.base.Self().(model.Model)
	for _, p := range parts.found {
		switch x := p.part.(type) {
		case model.Layer:
			if p.list {
				t.base.TrackIn(p.name, x)
			} else {
				t.base.TrackAs(p.name, x)
			}
		case model.Metric:
			if isModel {
				t.base.TrackState(x)
			}
		}
	}
	t.base.SetMetrics(parts.metrics)
}

// partWalk gathers the parts in attribute values.
type partWalk struct {
	t       *tracked
	before  []*tensor.Variable // parts because of an attribute so far
	name    string
	list    bool // inside of a list, tuple or dict
	found   []foundPart
	metrics []model.Metric
}

// foundPart is a layer or metric in an attribute.
type foundPart struct {
	name string
	list bool // in a list, tuple or dict
	part any
}

func (w *partWalk) has(part any) bool {
	return slices.ContainsFunc(w.found, func(f foundPart) bool { return f.part == part })
}

func (w *partWalk) walk(v object.Value) {
	switch x := object.NativeOf(v).(type) {
	case model.Layer:
		if !w.has(x) {
			w.found = append(w.found, foundPart{w.name, w.list, x})
		}
	case model.Metric:
		if !w.has(x) {
			w.found = append(w.found, foundPart{w.name, w.list, x})
			w.metrics = append(w.metrics, x)
		}
	case *tensor.Variable:
		w.variable(x)
	case *object.List:
		w.list = true
		w.t.containers = append(w.t.containers, container{x, len(x.Elems)})
		for _, e := range x.Elems {
			w.walk(e)
		}
	case *object.Tuple:
		w.list = true
		for _, e := range x.Elems {
			w.walk(e)
		}
	case *object.Dict:
		w.list = true
		w.t.containers = append(w.t.containers, container{x, x.Len()})
		for _, e := range x.Values() {
			w.walk(e)
		}
	}
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
