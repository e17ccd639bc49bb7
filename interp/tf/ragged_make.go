package tf

import (
	"slices"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// raggedDecls are the functions of tf.ragged.
func raggedDecls() []decl {
	return append([]decl{
		{names: "ragged.constant", sig: "constant(pylist, dtype=None, ragged_rank=None, inner_shape=None, name=None, row_splits_dtype=tf.int64)", doc: "A ragged tensor of nested lists.", plain: true, fn: func(c *call) object.Value {
			return raggedOf(c.th, c.Value("pylist"), c.dtype("dtype", tensor.Invalid), c.IntOr("ragged_rank", -1))
		}},
		{names: "ragged.stack", sig: "stack(values, axis=0, name=None)", doc: "A ragged tensor of rows.", plain: true, fn: raggedStack},
		{names: "ragged.range", sig: "range(starts, limits=None, deltas=1, dtype=None, name=None, row_splits_dtype=tf.int64)", doc: "Rows of numbers.", plain: true, fn: func(c *call) object.Value {
			starts, limits := c.Value("starts"), c.Value("limits")
			if limits == nil {
				starts, limits = 0, starts
			}
			lim := binding.ToTensor(c.th, limits, c.dtype("dtype", tensor.Invalid))
			begin, step := binding.ToTensor(c.th, starts, lim.DType()), c.tensorAs("deltas", lim.DType())
			n := []int{1}
			for _, t := range []*tensor.Tensor{lim, begin, step} {
				if t.Rank() == 1 {
					n[0] = t.Dim(0)
				}
			}
			lim, begin, step = c.s.BroadcastTo(lim, n), c.s.BroadcastTo(begin, n), c.s.BroadcastTo(step, n)
			var rows []object.Value
			for i := range n[0] {
				from, to, by := begin.Array().Float(i), lim.Array().Float(i), step.Array().Float(i)
				if by > 0 && to < from || by < 0 && to > from {
					to = from
				}
				rows = append(rows, tensor.Range(lim.DType(), from, to, by))
			}
			return joinRows(c.s, rows)
		}},
		{names: "ragged.map_flat_values", sig: "map_flat_values(op, *args, **kwargs)", doc: "Applies a function to the innermost values.", plain: true, fn: func(c *call) object.Value {
			kw := c.Kwargs("kwargs")
			return onFlat(c.th, c.Rest("args"), func(vs []object.Value) object.Value {
				return object.Must(object.Call(c.th, c.Value("op"), object.Args{Pos: vs, Kw: kw}))
			})
		}},
		{names: "ragged.boolean_mask", sig: "boolean_mask(data, mask, name=None)", doc: "The elements of each row where mask is true.", plain: true, fn: raggedMask},
		{names: "ragged.row_splits_to_segment_ids", sig: "row_splits_to_segment_ids(splits, name=None, out_type=None)", doc: "The row number of each value.", plain: true, fn: func(c *call) object.Value {
			r := &Ragged{splits: splitsOf(c.tensor("splits"))}
			return c.s.Cast(r.rowIDs(), c.dtype("out_type", tensor.Int64))
		}},
	}, raggedStructureDecls()...)
}

func splitsOf(t *tensor.Tensor) []int64 {
	out := make([]int64, t.Array().Size())
	for i := range out {
		out[i] = t.Array().Int(i)
	}
	return out
}

func (r *Ragged) rowIDs() *tensor.Tensor {
	ids := []int64{}
	for i, n := range r.lengths() {
		for range n {
			ids = append(ids, int64(i))
		}
	}
	return tensor.Const(ids)
}

// raggedOf is nested lists as a ragged tensor (a tensor when they are flat);
// rank limits how many axes are ragged, -1 for all but the last.
func raggedOf(th *object.Thread, v object.Value, dt tensor.DType, rank int) object.Value {
	depth := listDepth(v)
	if rank < 0 {
		rank = depth - 1
	}
	if rank <= 0 {
		return binding.ToTensor(th, v, dt)
	}
	level := []object.Value{v}
	var lengths [][]int
	for d := 0; d <= rank; d++ {
		var next []object.Value
		var n []int
		for _, e := range level {
			l, ok := listOf(e)
			if !ok {
				object.Throw(object.ValueErrorf("all scalar values must have the same nesting depth"))
			}
			n = append(n, len(l))
			next = append(next, l...)
		}
		lengths = append(lengths, n)
		level = next
	}
	for _, e := range level {
		if _, ok := listOf(e); ok && depth == rank+1 {
			object.Throw(object.ValueErrorf("all scalar values must have the same nesting depth"))
		}
	}
	var values object.Value = binding.ToTensor(th, object.NewList(level...), dt)
	if len(level) == 0 && dt == tensor.Invalid {
		values = tensor.FromArray(tensor.NewArray(tensor.Float32, 0))
	}
	for d := rank; d >= 1; d-- {
		values = newRagged(values, lengths[d])
	}
	return values
}

func listOf(v object.Value) ([]object.Value, bool) {
	switch x := object.NativeOf(v).(type) {
	case *object.List:
		return x.Elems, true
	case *object.Tuple:
		return x.Elems, true
	case *tensor.Array:
		if x.Rank() > 0 {
			return arrayLists(x, 0, new(int)).Elems, true
		}
	}
	return nil, false
}

func listDepth(v object.Value) int {
	l, ok := listOf(v)
	if !ok {
		return 0
	}
	d := 0
	for _, e := range l {
		d = max(d, listDepth(e))
	}
	return d + 1
}

// hasRagged reports whether a ragged tensor is among the arguments.
func hasRagged(args object.Args) bool {
	is := func(v object.Value) bool {
		if _, ok := v.(*Ragged); ok {
			return true
		}
		l, ok := v.(*object.List)
		return ok && slices.ContainsFunc(l.Elems, func(e object.Value) bool { _, ok := e.(*Ragged); return ok })
	}
	for _, v := range args.Pos {
		if is(v) {
			return true
		}
	}
	for _, k := range args.Kw {
		if is(k.Value) {
			return true
		}
	}
	return false
}

// runRagged is a function of the module on ragged tensors: the ones that work
// element by element run on the innermost values.
func (d decl) runRagged(th *object.Thread, b *object.Builtin, args object.Args) (object.Value, error) {
	bound, err := b.Signature().Bind(th, args)
	if err != nil {
		return nil, object.DispatcherError(b.Signature(), args, err)
	}
	c := &call{Bound: bound, th: th, s: binding.Scope(th)}
	if f := raggedFunctions()[firstName(d.names)]; f != nil {
		if out := f(c); out != nil {
			return out, nil
		}
	}
	if d.ragged != nil {
		return d.ragged(c), nil
	}
	if !d.elementwise {
		return nil, object.NotImplementedErrorf("tf.%s of ragged tensors is left out", firstName(d.names)).WithHint("x.to_tensor() pads the rows")
	}
	ragged := append([]object.Value(nil), args.Pos...)
	n := len(ragged)
	for _, k := range args.Kw {
		ragged = append(ragged, k.Value)
	}
	return onFlat(th, withRows(th, ragged...), func(vs []object.Value) object.Value {
		flat := object.Args{Pos: vs[:n]}
		for i, k := range args.Kw {
			flat.Kw = append(flat.Kw, object.Kwarg{Name: k.Name, Value: vs[n+i]})
		}
		return object.Must(d.run(th, b, flat))
	}), nil
}

func raggedConcat(c *call) object.Value {
	var rs []*Ragged
	for _, v := range c.Elems("values") {
		r, ok := v.(*Ragged)
		if !ok {
			r = denseRows(c.s, binding.ToTensor(c.th, v, tensor.Invalid))
		}
		rs = append(rs, r)
	}
	axis := c.int("axis")
	if axis < 0 {
		axis += rs[0].rank()
	}
	return concatRagged(c.s, rs, axis)
}

// concatRagged puts ragged tensors one behind the other along an axis.
func concatRagged(s *tensor.Scope, rs []*Ragged, axis int) object.Value {
	if axis == 0 {
		var vs []object.Value
		for _, r := range rs {
			vs = append(vs, r)
		}
		return concatValues(s, vs)
	}
	if axis > rs[0].raggedRank() {
		flats := make([]*tensor.Tensor, len(rs))
		for i, r := range rs {
			if flats[i] = r.flat(); !sameRows(rs[0], r) {
				tensor.Throwf("InvalidArgumentError", "Inputs must have identical ragged splits")
			}
		}
		return rs[0].withFlat(s.Concat(flats, axis-rs[0].raggedRank()))
	}
	if axis > 1 {
		inner := make([]*Ragged, len(rs))
		for i, r := range rs {
			inner[i] = r.values.(*Ragged)
		}
		return &Ragged{concatRagged(s, inner, axis-1), rs[0].splits}
	}
	var rows []object.Value
	for i := range rs[0].rows() {
		var parts []object.Value
		for _, r := range rs {
			parts = append(parts, r.row(s, i))
		}
		rows = append(rows, concatValues(s, parts))
	}
	return joinRows(s, rows)
}

// raggedTile repeats the rows, and the entries of each row, of a ragged tensor.
func raggedTile(c *call) object.Value {
	r := c.Value("input").(*Ragged)
	times := c.tensor("multiples").Array().Ints()
	if len(times) != r.rank() {
		object.Throw(object.ValueErrorf("Dimension 0 in both shapes must be equal, but are %d and %d. Shapes are [%d] and [%d].", len(times), r.rank(), len(times), r.rank()))
	}
	var rows []object.Value
	for i := range r.rows() {
		rows = append(rows, tileRow(c.s, r.row(c.s, i), times[1:]))
	}
	var all []object.Value
	for range times[0] {
		all = append(all, rows...)
	}
	return joinRows(c.s, all)
}

func tileRow(s *tensor.Scope, row object.Value, times []int) object.Value {
	if t, ok := row.(*tensor.Tensor); ok {
		return s.Tile(t, times)
	}
	object.Throw(object.NotImplementedErrorf("tf.tile of ragged tensors of more than one ragged axis is left out"))
	return nil
}

// raggedMap calls a function on each row of a ragged tensor. Rows of results
// make a ragged tensor again, single numbers a tensor.
func raggedMap(c *call) object.Value {
	r, ok := c.Value("elems").(*Ragged)
	if !ok {
		object.Throw(object.NotImplementedErrorf("tf.map_fn of structures of ragged tensors is left out"))
	}
	rows := make([]object.Value, r.rows())
	ranks := 0
	for i := range rows {
		c.s.Interrupted()
		rows[i] = asTensors(c.th, callLeaf(c.th, c.Value("fn"), r.row(c.s, i)))
		if t, ok := rows[i].(*tensor.Tensor); ok {
			ranks = max(ranks, t.Rank())
		}
	}
	if ranks == 0 && len(rows) > 0 {
		return stackRows(c, rows, rows[0], false)
	}
	return joinRows(c.s, rows)
}
