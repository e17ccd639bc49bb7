package tensor

import "slices"

// graphList is a list of tensors as graphs pass it on. Nil stands for elements
// that were not set.
type graphList struct {
	elems []*Tensor
	shape []int // of an element, nil for an unknown one
	dtype DType
}

// clone is the list with room for n elements.
func (l *graphList) clone(n int) *graphList {
	out := *l
	out.elems = make([]*Tensor, n)
	copy(out.elems, l.elems)
	return &out
}

// at is an element; one that was not set is zero.
func (l *graphList) at(s *Scope, i int) *Tensor {
	if i < 0 || i >= len(l.elems) {
		Throwf("InvalidArgumentError", "Trying to access element %d in a list with %d elements.", i, len(l.elems))
	}
	if t := l.elems[i]; t != nil {
		return t
	}
	shape := l.shape
	for _, t := range l.elems {
		if t != nil && (shape == nil || slices.Contains(shape, -1)) {
			shape = t.Shape()
		}
	}
	if slices.Contains(shape, -1) {
		Throwf("InvalidArgumentError", "Trying to read an uninitialized element with a partially known shape %s", ShapeString(shape))
	}
	return FromArray(NewArray(l.dtype, shape...))
}

// all are the elements.
func (l *graphList) all(s *Scope) []*Tensor {
	out := make([]*Tensor, len(l.elems))
	for i := range out {
		out[i] = l.at(s, i)
	}
	return out
}

// elementShape is a shape that a tensor tells, nil for an unknown one.
func elementShape(t *Tensor) []int {
	if t.Rank() == 0 {
		return nil
	}
	return graphInts(t)
}

// graphListOps are the ops on lists of tensors.
var graphListOps map[string]func(r *graphRun, n *GraphNode, in []any) []any

func init() {
	list := func(v any) *graphList {
		l, ok := v.(*graphList)
		if !ok {
			Throwf("ValueError", "the SavedModel uses something else as a list of tensors")
		}
		return l
	}
	dtype := func(n *GraphNode) DType {
		dt, _ := n.Attr("element_dtype").(DType)
		return dt
	}
	graphListOps = map[string]func(r *graphRun, n *GraphNode, in []any) []any{
		"EmptyTensorList": func(r *graphRun, n *GraphNode, in []any) []any {
			return []any{&graphList{dtype: dtype(n), shape: elementShape(r.asTensor(in[0], n.Name))}}
		},
		"TensorListReserve": func(r *graphRun, n *GraphNode, in []any) []any {
			count := r.number(in[1])
			return []any{&graphList{dtype: dtype(n), shape: elementShape(r.asTensor(in[0], n.Name)), elems: make([]*Tensor, max(count, 0))}}
		},
		"TensorListFromTensor": func(r *graphRun, n *GraphNode, in []any) []any {
			x := r.asTensor(in[0], n.Name)
			return []any{&graphList{dtype: x.DType(), shape: x.Shape()[1:], elems: r.s.Unstack(x, 0)}}
		},
		"TensorListLength": func(r *graphRun, n *GraphNode, in []any) []any {
			return []any{FromArray(intArray(Int32, len(list(in[0]).elems)).Reshape([]int{}))}
		},
		"TensorListElementShape": func(r *graphRun, n *GraphNode, in []any) []any {
			return []any{FromArray(intArray(Int32, list(in[0]).shape...))}
		},
		"TensorListGetItem": func(r *graphRun, n *GraphNode, in []any) []any {
			return []any{list(in[0]).at(r.s, r.number(in[1]))}
		},
		"TensorListSetItem": func(r *graphRun, n *GraphNode, in []any) []any {
			l, i := list(in[0]), r.number(in[1])
			out := l.clone(max(len(l.elems), i+1))
			out.elems[i] = r.asTensor(in[2], n.Name)
			return []any{out}
		},
		"TensorListPushBack": func(r *graphRun, n *GraphNode, in []any) []any {
			l := list(in[0])
			out := l.clone(len(l.elems) + 1)
			out.elems[len(l.elems)] = r.asTensor(in[1], n.Name)
			return []any{out}
		},
		"TensorListPopBack": func(r *graphRun, n *GraphNode, in []any) []any {
			l := list(in[0])
			last := l.at(r.s, len(l.elems)-1)
			return []any{l.clone(len(l.elems) - 1), last}
		},
		"TensorListResize": func(r *graphRun, n *GraphNode, in []any) []any {
			l, size := list(in[0]), r.number(in[1])
			out := l.clone(size)
			return []any{out}
		},
		"TensorListStack": func(r *graphRun, n *GraphNode, in []any) []any {
			l := list(in[0])
			if len(l.elems) == 0 {
				shape := elementShape(r.asTensor(in[1], n.Name))
				return []any{FromArray(NewArray(l.dtype, append([]int{0}, unknownAsZero(shape)...)...))}
			}
			return []any{r.s.Stack(l.all(r.s), 0)}
		},
		"TensorListGather": func(r *graphRun, n *GraphNode, in []any) []any {
			l := list(in[0])
			var ts []*Tensor
			for _, i := range graphInts(r.asTensor(in[1], n.Name)) {
				ts = append(ts, l.at(r.s, i))
			}
			return []any{r.s.Stack(ts, 0)}
		},
		"TensorListScatterV2": func(r *graphRun, n *GraphNode, in []any) []any {
			x := r.asTensor(in[0], n.Name)
			return []any{scattered(r.s, &graphList{dtype: x.DType(), shape: x.Shape()[1:]}, x, graphInts(r.asTensor(in[1], n.Name)))}
		},
		"TensorListScatterIntoExistingList": func(r *graphRun, n *GraphNode, in []any) []any {
			return []any{scattered(r.s, list(in[0]), r.asTensor(in[1], n.Name), graphInts(r.asTensor(in[2], n.Name)))}
		},
		"TensorListConcatV2": func(r *graphRun, n *GraphNode, in []any) []any {
			ts := list(in[0]).all(r.s)
			lengths := make([]int, len(ts))
			for i, t := range ts {
				lengths[i] = t.Shape()[0]
			}
			return []any{r.s.Concat(ts, 0), FromArray(intArray(Int64, lengths...))}
		},
		"TensorListSplit": func(r *graphRun, n *GraphNode, in []any) []any {
			x := r.asTensor(in[0], n.Name)
			return []any{&graphList{dtype: x.DType(), elems: r.s.SplitSizes(x, graphInts(r.asTensor(in[2], n.Name)), 0)}}
		},
	}
}

func unknownAsZero(shape []int) []int {
	out := slices.Clone(shape)
	for i, n := range out {
		out[i] = max(n, 0)
	}
	return out
}

// scattered puts the rows of x at places of a list.
func scattered(s *Scope, l *graphList, x *Tensor, places []int) *graphList {
	n := len(l.elems)
	for _, i := range places {
		n = max(n, i+1)
	}
	out := l.clone(n)
	for k, row := range s.Unstack(x, 0) {
		if k < len(places) && places[k] >= 0 {
			out.elems[places[k]] = row
		}
	}
	return out
}
