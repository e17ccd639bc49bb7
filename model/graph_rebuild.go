package model

import "kerash/tensor"

// rebuilder makes a graph of its config: all layers first, then their uses as
// soon as the tensors that they read are there.
type rebuilder struct {
	st     *State
	layers map[string]Layer
	order  []string
	queue  map[string][]any // uses not yet made, by layer
	nodes  map[string]map[int]*Node
	next   map[string]int
	made   []*Node // the uses in the order in which they were made
}

// rebuildGraph makes the inputs and outputs that a functional model's config
// describes. Layers in made are used instead of new ones.
func rebuildGraph(st *State, cfg *Map, made map[string]Layer) (in, out Value, r *rebuilder) {
	r = &rebuilder{st: st, layers: made, queue: map[string][]any{}, nodes: map[string]map[int]*Node{}, next: map[string]int{}}
	if r.layers == nil {
		r.layers = map[string]Layer{}
	}
	items, _ := Sequence(cfg.Get("layers"))
	for _, it := range items {
		m, ok := it.(*Map)
		if !ok {
			r.malformed()
		}
		r.layer(m)
	}
	r.uses()
	in, out = r.ends(cfg.Get("input_layers")), r.ends(cfg.Get("output_layers"))
	return in, out, r
}

// finish adds to the model's graph what leads to no output: the layers of
// add_loss and add_metric.
func (r *rebuilder) finish(m Model) {
	g := m.Graph()
	var aside []Layer
	known := map[Layer]bool{}
	for _, l := range g.Layers {
		known[l] = true
	}
	for _, name := range r.order {
		if l := r.layers[name]; !known[l] {
			aside = append(aside, l)
		}
	}
	if len(aside) > 0 {
		g.insert(m, r.made, aside)
	}
}

func (r *rebuilder) malformed() { tensor.Throwf("ValueError", "Improperly formatted model config.") }

func (r *rebuilder) layer(m *Map) {
	name, _ := m.Get("name").(string)
	if name == "" {
		if c, ok := m.Get("config").(*Map); ok {
			name, _ = c.Get("name").(string)
		}
	}
	l := r.layers[name]
	if l == nil {
		obj, ok := m.Get("config").(Layer) // one that was made before
		if !ok {
			obj, ok = FromConfig(r.st, KindLayer, m).(Layer)
		}
		if !ok {
			r.malformed()
		}
		l = obj
		r.layers[name] = l
	}
	r.order = append(r.order, name)
	r.nodes[name] = map[int]*Node{}
	r.next[name] = firstConfigIndex(l)
	if in, ok := l.(*InputLayer); ok {
		r.nodes[name][0] = in.nodes[0]
		return
	}
	nodes, _ := Sequence(m.Get("inbound_nodes"))
	r.queue[name] = nodes
}

// uses makes the queued uses, in rounds, until none is left.
func (r *rebuilder) uses() {
	for {
		left, made := 0, 0
		for _, name := range r.order {
			for len(r.queue[name]) > 0 && r.use(name, r.queue[name][0]) {
				r.queue[name] = r.queue[name][1:]
				made++
			}
			left += len(r.queue[name])
		}
		if left == 0 {
			return
		}
		if made == 0 {
			tensor.Throwf("ValueError", "The model config describes layers whose inputs are never computed.")
		}
	}
}

// use calls a layer as a node's data says; it reports false when an input is
// not there yet.
func (r *rebuilder) use(name string, data any) bool {
	l := r.layers[name]
	c := r.st.NewContext()
	x, kw, ok := r.inputs(data)
	if !ok {
		return false
	}
	if kw != nil {
		if kw, ok = r.resolve(kw).(*Map); !ok {
			return false
		}
		for _, k := range kw.Keys {
			switch v := kw.Vals[k]; k {
			case "training":
				c.Training, c.TrainingSet = v == true, v != nil
			case "mask":
				c.Mask = v
			default:
				if c.Args == nil {
					c.Args = map[string]any{}
				}
				c.Args[k] = v
			}
		}
	}
	if !keepsStructure(l) {
		x = unwrapLone(x)
	}
	y := Apply(c, l, toValue(x, keepsStructure(l)))
	n := InfoOf(Leaves(y)[0]).Node
	r.nodes[name][r.next[name]] = n
	r.made = append(r.made, n)
	r.next[name]++
	return true
}

// inputs is the first argument of a use and its further arguments, in the form
// of Keras 2 (["dense", 0, 0, {…}] for each tensor) or of Keras 3 (args,
// kwargs).
func (r *rebuilder) inputs(data any) (x any, kw *Map, ok bool) {
	if m, is := data.(*Map); is && m.Has("args") {
		args, _ := Sequence(m.Get("args"))
		kw, _ = m.Get("kwargs").(*Map)
		if len(args) == 0 {
			r.malformed()
		}
		x = r.resolve(args[0])
		for i, a := range args[1:] {
			if kw == nil {
				kw = NewMap()
			}
			kw.Set(positionalName(i), a)
		}
		return x, kw, x != nil
	}
	ok = true
	x = r.first(data, &kw, &ok)
	return x, kw, ok
}

// positionalName is under what a further positional argument of a Keras 3
// config is passed on.
func positionalName(i int) string { return [...]string{"value", "key", "query"}[min(i, 2)] }

func (r *rebuilder) first(data any, kw **Map, ok *bool) any {
	if items, is := isRef(data); is {
		if len(items) > 3 {
			if m, is := items[3].(*Map); is {
				*kw = m
			}
		}
		if items[0] == constantValue {
			return items[2]
		}
		t := r.tensor(items)
		*ok = *ok && t != nil
		return t
	}
	switch d := data.(type) {
	case *Map:
		out := NewMap()
		for _, k := range d.Keys {
			out.Set(k, r.first(d.Vals[k], kw, ok))
		}
		return out
	case Tup:
		return Tup(r.firsts(d, kw, ok))
	case []any:
		return r.firsts(d, kw, ok)
	}
	r.malformed()
	return nil
}

func (r *rebuilder) firsts(data []any, kw **Map, ok *bool) []any {
	out := make([]any, len(data))
	for i, d := range data {
		out[i] = r.first(d, kw, ok)
	}
	return out
}

// isRef reports whether data is a tensor by layer, node and output.
func isRef(data any) ([]any, bool) {
	items, ok := data.([]any)
	if !ok || len(items) < 3 || len(items) > 4 {
		return nil, false
	}
	_, name := items[0].(string)
	_, node := items[1].(int)
	if !name || !node {
		return nil, false
	}
	if items[0] != constantValue {
		_, out := items[2].(int)
		return items, out
	}
	return items, true
}

// tensor is the tensor that a ref means, nil when it is not there yet.
func (r *rebuilder) tensor(ref []any) *tensor.Tensor {
	name := ref[0].(string)
	if r.layers[name] == nil {
		tensor.Throwf("ValueError", "Unknown layer in the model config: '%s'", name)
	}
	n := r.nodes[name][ref[1].(int)]
	if n == nil {
		return nil
	}
	outs := Leaves(n.Output)
	if i := ref[2].(int); i >= 0 && i < len(outs) {
		return outs[i]
	}
	r.malformed()
	return nil
}

// resolve replaces the refs in an argument; nil when one is not there yet.
func (r *rebuilder) resolve(x any) any {
	if ref, ok := isRef(x); ok && len(ref) == 3 {
		if r.layers[ref[0].(string)] != nil {
			return orNil(r.tensor(ref))
		}
	}
	switch x := x.(type) {
	case []any:
		out := make([]any, len(x))
		for i, v := range x {
			if out[i] = r.resolve(v); out[i] == nil && v != nil {
				return nil
			}
		}
		return out
	case Tup:
		out := make(Tup, len(x))
		for i, v := range x {
			if out[i] = r.resolve(v); out[i] == nil && v != nil {
				return nil
			}
		}
		return out
	case *Map:
		if x.Get("class_name") == "__keras_tensor__" {
			cfg, _ := x.Get("config").(*Map)
			if ref, ok := isRef(cfg.Get("keras_history")); ok {
				return orNil(r.tensor(ref))
			}
			r.malformed()
		}
		out := NewMap()
		for _, k := range x.Keys {
			v := r.resolve(x.Vals[k])
			if v == nil && x.Vals[k] != nil {
				return nil
			}
			out.Set(k, v)
		}
		return out
	}
	return x
}

func orNil(t *tensor.Tensor) any {
	if t == nil {
		return nil
	}
	return t
}

// ends is the inputs or outputs in the structure of the config.
func (r *rebuilder) ends(data any) Value {
	ok := true
	var kw *Map
	v := r.first(data, &kw, &ok)
	if !ok {
		r.malformed()
	}
	return toValue(v, false)
}

// unwrapLone is the only tensor of a list.
func unwrapLone(x any) any {
	if items, ok := x.([]any); ok && len(items) == 1 {
		if t, ok := items[0].(*tensor.Tensor); ok {
			return t
		}
	}
	return x
}

// toValue is neutral lists, tuples and maps of tensors as a Value; neutral
// data of library functions stays as it is.
func toValue(x any, neutral bool) Value {
	if neutral {
		return x
	}
	switch x := x.(type) {
	case []any:
		out := make(List, len(x))
		for i, v := range x {
			out[i] = toValue(v, false)
		}
		return out
	case Tup:
		out := make(Tuple, len(x))
		for i, v := range x {
			out[i] = toValue(v, false)
		}
		return out
	case *Map:
		d := &Dict{}
		for _, k := range x.Keys {
			d.Set(k, toValue(x.Vals[k], false))
		}
		return d
	}
	return x
}
