package model

import (
	"fmt"
	"strings"

	"kerash/tensor"
)

// A struct here is what compile, fit and evaluate take by output: one thing for
// all outputs, a list in their order, or a dict by output names.

// byOutput arranges s, the losses, metrics or weights of outputs, in the order
// of the outputs' tensors. names is the outputs' names. A thing that is no
// container stands for every output.
func byOutput(outputs Value, names []string, s any) []any {
	n := len(Leaves(outputs))
	if m, ok := s.(*Map); ok {
		if d, ok := outputs.(*Dict); ok {
			return byKeys(d, m)
		}
		return byNames(names, m)
	}
	items, ok := Sequence(s)
	if !ok {
		out := make([]any, n)
		for i := range out {
			out[i] = s
		}
		return out
	}
	return items
}

func byKeys(d *Dict, m *Map) []any {
	var out []any
	for _, i := range d.sorted() {
		v := m.Get(d.Keys[i])
		for range Leaves(d.Vals[i]) {
			out = append(out, v)
		}
	}
	return out
}

func byNames(names []string, m *Map) []any {
	out := make([]any, len(names))
	for i, n := range names {
		out[i] = m.Get(n)
	}
	var extra []string
	for _, k := range m.Keys {
		if !contains(names, k) {
			extra = append(extra, k)
		}
	}
	if len(extra) > 0 {
		left := NewMap()
		for _, k := range extra {
			left.Set(k, m.Vals[k])
		}
		e := tensor.Errorf("ValueError", "Found unexpected losses or metrics that do not correspond to any Model output: dict_keys(%s). Valid mode output names: %s. Received struct is: %s.", stringList(extra), stringList(names), Describe(left))
		if near := Nearest(extra[0], names); near != "" {
			e.WithHint("did you mean '%s'?", near)
		}
		tensor.Throw(e)
	}
	return out
}

// targetsOf is targets or sample weights in the order of the outputs' tensors;
// nil stands for none.
func targetsOf(outputs Value, names []string, v Value) []*tensor.Tensor {
	n := len(Leaves(outputs))
	out := make([]*tensor.Tensor, n)
	put := func(i int, v Value) {
		if t, ok := v.(*tensor.Tensor); ok && i < n {
			out[i] = t
		}
	}
	switch v := v.(type) {
	case nil:
	case *Dict:
		if d, ok := outputs.(*Dict); ok {
			for i, k := range d.sorted() {
				x, _ := v.Get(d.Keys[k])
				put(i, x)
			}
			return out
		}
		m := NewMap()
		for i, k := range v.Keys {
			m.Set(k, v.Vals[i])
		}
		for i, x := range byNames(names, m) {
			put(i, x)
		}
	case *tensor.Tensor:
		for i := range out {
			out[i] = v
		}
	default:
		var flat []Value
		flatten(v, &flat)
		if len(flat) == 1 && n > 1 {
			for i := range out {
				put(i, flat[0])
			}
		}
		for i, x := range flat {
			put(i, x)
		}
	}
	return out
}

// checkTargets throws Keras' error for targets or weights that are no structure
// like the outputs.
func checkTargets(outputs, v Value) {
	n := -1
	switch v := v.(type) {
	case List:
		n = len(v)
	case Tuple:
		n = len(v)
	}
	if n < 0 {
		return
	}
	want := 0
	switch o := outputs.(type) {
	case *Dict:
		tensor.Throwf("TypeError", "The two structures don't have the same sequence type. Input structure has type <class 'tuple'>, while shallow structure has type <class 'dict'>.")
	case List:
		want = len(o)
	case Tuple:
		want = len(o)
	default:
		return
	}
	if n != want {
		tensor.Throwf("ValueError", "The two structures don't have the same sequence length. Input structure has length %d, while shallow structure has length %d.", n, want)
	}
}

// flatten lists the leaves of a value, nil ones as well.
func flatten(v Value, out *[]Value) {
	switch v := v.(type) {
	case List:
		for _, x := range v {
			flatten(x, out)
		}
	case Tuple:
		for _, x := range v {
			flatten(x, out)
		}
	case *Dict:
		for _, i := range v.sorted() {
			flatten(v.Vals[i], out)
		}
	default:
		*out = append(*out, v)
	}
}

// pseudoNames is the output names of a model that has none: output_1,
// output_2, …, or the keys of a dict.
func pseudoNames(v Value, prefix string) []string {
	var names []string
	var visit func(v Value, path []string)
	visit = func(v Value, path []string) {
		add := func(i int, key string, x Value) {
			if key == "" {
				key = fmt.Sprint(i + 1)
			}
			visit(x, append(append([]string{}, path...), key))
		}
		switch v := v.(type) {
		case List:
			for i, x := range v {
				add(i, "", x)
			}
		case Tuple:
			for i, x := range v {
				add(i, "", x)
			}
		case *Dict:
			for _, i := range v.sorted() {
				add(i, v.Keys[i], v.Vals[i])
			}
		default:
			names = append(names, strings.Join(path, "_"))
		}
	}
	visit(v, nil)
	_, keyed := v.(*Dict)
	for i, n := range names {
		if n == "" {
			n = "1"
		}
		if !keyed {
			n = prefix + n
		}
		names[i] = n
	}
	return names
}

// matchTarget gives a target (and weight) the rank and dtype of the predictions
// where these differ in the ways that Keras allows.
func matchTarget(c *Context, t, p, w *tensor.Tensor) (target, weight *tensor.Tensor) {
	if t.Rank() == 1 && p.Rank() == 2 {
		t = c.ExpandDims(t, -1)
	}
	if w != nil && w.Rank() == 1 && p.Rank() == 2 {
		w = c.ExpandDims(w, -1)
	}
	td, pd := t.DType(), p.DType()
	if td.IsFloat() && pd.IsFloat() || td.IsInteger() && pd.IsInteger() {
		t = c.Cast(t, pd)
	}
	if w != nil {
		w = c.Cast(w, pd)
	}
	return t, w
}
