package tf

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// controlDecls are the functions that call functions: branches and loops.
func controlDecls() []decl {
	return []decl{
		{names: "cond", sig: "cond_for_tf_v2(pred, true_fn=None, false_fn=None, name=None)", doc: "The result of true_fn() if pred is true, else of false_fn().", fn: cond},
		{names: "case", sig: "case_v2(pred_fn_pairs, default=None, exclusive=False, strict=False, name='case')", doc: "The result of the first function whose condition is true, else of default().", fn: caseOf},
		{names: "switch_case", sig: "switch_case(branch_index, branch_fns, default=None, name='switch_case')", doc: "The result of the function with the given index.", raw: true, fn: switchCase},
		{names: "while_loop", sig: "while_loop_v2(cond, body, loop_vars, shape_invariants=None, parallel_iterations=10, back_prop=True, swap_memory=False, maximum_iterations=None, name=None)", doc: "Repeats body while cond holds; both get the loop variables.", raw: true, fn: whileLoop},
		{names: "map_fn", sig: "map_fn_v2(fn, elems, dtype=None, parallel_iterations=None, back_prop=True, swap_memory=False, infer_shape=True, name=None, fn_output_signature=None)", doc: "fn of each element along the first axis, stacked.", raw: true, fn: func(c *call) object.Value {
			return mapRows(c, c.Value("fn"), c.mappedTypes())
		}, ragged: raggedMap},
		{names: "vectorized_map", sig: "vectorized_map(fn, elems, fallback_to_while_loop=True, warn=True)", doc: "fn of each element along the first axis, stacked.", raw: true, fn: func(c *call) object.Value {
			return mapRows(c, c.Value("fn"), nil)
		}},
		{names: "scan", sig: "scan_v2(fn, elems, initializer=None, parallel_iterations=10, back_prop=True, swap_memory=False, infer_shape=True, reverse=False, name=None)", doc: "The running results of fn(accumulated, element) along the first axis.", fn: scan},
		{names: "foldl", sig: "foldl_v2(fn, elems, initializer=None, parallel_iterations=10, back_prop=True, swap_memory=False, name=None)", doc: "fn(accumulated, element) over the first axis, from the first element on.", fn: func(c *call) object.Value {
			return fold(c, false)
		}},
		{names: "foldr", sig: "foldr_v2(fn, elems, initializer=None, parallel_iterations=10, back_prop=True, swap_memory=False, name=None)", doc: "fn(accumulated, element) over the first axis, from the last element on.", fn: func(c *call) object.Value {
			return fold(c, true)
		}},
		{names: "group", sig: "group(*inputs, **kwargs)", doc: "Nothing: ops run in the order of the program.", plain: true, fn: func(c *call) object.Value { return nil }},
		{names: "no_op", sig: "no_op(name=None)", doc: "Does nothing.", raw: true, fn: func(c *call) object.Value { return nil }},
		{names: "tuple", sig: "tuple_v2(tensors, control_inputs=None, name=None)", doc: "The tensors as a list.", fn: func(c *call) object.Value {
			return object.NewList(c.Elems("tensors")...)
		}},
		{names: "py_function", sig: "eager_py_func(func=None, inp=None, Tout=None, name=None)", doc: "Calls a Python function on tensors.", plain: true, fn: func(c *call) object.Value {
			return onTensors(c, func(t *tensor.Tensor) object.Value { return t })
		}},
		{names: "numpy_function", sig: "numpy_function(func=None, inp=None, Tout=None, stateful=True, name=None)", doc: "Calls a Python function on NumPy arrays.", plain: true, fn: func(c *call) object.Value {
			return onTensors(c, func(t *tensor.Tensor) object.Value { return numpyOf(t.Array()) })
		}},
		{names: "executing_eagerly", sig: "executing_eagerly()", doc: "Whether ops run at once: not while a function is recorded.", raw: true, fn: func(c *call) object.Value { return !c.s.Tracing() }},
		{names: "inside_function", sig: "inside_function()", doc: "Whether a function is being recorded.", raw: true, fn: func(c *call) object.Value { return c.s.Tracing() }},
	}
}

func callLeaf(th *object.Thread, fn object.Value, args ...object.Value) object.Value {
	if fn == nil {
		object.Throw(object.TypeErrorf("'NoneType' object is not callable"))
	}
	return object.Must(object.CallFn(th, fn, args...))
}

// asTensors converts the numbers in what a branch or body returned.
func asTensors(th *object.Thread, v object.Value) object.Value {
	return mapStructure(th, v, func(leaf object.Value) object.Value { return outputLeaf(th, leaf) })
}

func cond(c *call) object.Value {
	pred := c.Value("pred")
	if fn := c.Value("true_fn"); !object.IsCallable(fn) {
		object.Throw(object.TypeErrorf("'true_fn' must be callable."))
	}
	if fn := c.Value("false_fn"); !object.IsCallable(fn) {
		object.Throw(object.TypeErrorf("'false_fn' must be callable."))
	}
	if g := c.decidedLater(pred); g != nil {
		return g.choose(pred.(*tensor.Tensor), "cond", calling(c.th, c.Value("true_fn")), calling(c.th, c.Value("false_fn")))
	}
	if t, ok := pred.(*tensor.Tensor); ok && t.IsSymbolic() && !t.HasValue() {
		return c.both(t)
	}
	if object.Must(object.Truth(c.th, pred)) {
		return callLeaf(c.th, c.Value("true_fn"))
	}
	return callLeaf(c.th, c.Value("false_fn"))
}

// both takes both branches and selects between their results, where the
// condition has no value. Branches with effects cannot both be taken.
func (c *call) both(pred *tensor.Tensor) object.Value {
	effects := c.s.Effects()
	yes, no := asTensors(c.th, callLeaf(c.th, c.Value("true_fn"))), asTensors(c.th, callLeaf(c.th, c.Value("false_fn")))
	if c.s.Effects() != effects {
		c.s.SideEffect("a condition with effects")
	}
	sameStructure(c.th, yes, no)
	a, b := flatten(c.th, yes), flatten(c.th, no)
	out := make([]object.Value, len(a))
	for i := range a {
		if a[i] == nil && b[i] == nil {
			continue
		}
		out[i] = c.s.Select(pred, binding.ToTensor(c.th, a[i], tensor.Invalid), binding.ToTensor(c.th, b[i], tensor.Invalid))
	}
	return pack(c.th, yes, out)
}

func caseOf(c *call) object.Value {
	pairs := c.Value("pred_fn_pairs")
	var list []object.Value
	if d, ok := object.NativeOf(pairs).(*object.Dict); ok {
		for it := d.Entries(); it.Next(); {
			list = append(list, object.NewTuple(it.Key(), it.Value()))
		}
	} else {
		list = c.Elems("pred_fn_pairs")
	}
	pairsOf := make([][]object.Value, len(list))
	var graph *autograph
	for i, p := range list {
		pair := object.Must(object.ToSlice(c.th, p))
		if len(pair) != 2 {
			object.Throw(object.TypeErrorf("Each entry in pred_fn_pairs must be a 2-tuple. Received %s.", object.Must(object.Repr(c.th, p))))
		}
		pairsOf[i] = pair
		if g := c.decidedLater(pair[0]); g != nil {
			graph = g
		}
	}
	if graph != nil {
		return c.caseLater(graph, pairsOf)
	}
	var chosen object.Value
	found := 0
	for _, pair := range pairsOf {
		if object.Must(object.Truth(c.th, pair[0])) {
			if found++; found == 1 {
				chosen = pair[1]
			}
			if !c.Bool("exclusive") {
				break
			}
		}
	}
	switch {
	case found > 1:
		tensor.Throwf("InvalidArgumentError", "More than one condition evaluated as True but exclusive=True.")
	case found == 1:
		return callLeaf(c.th, chosen)
	case !c.Has("default"):
		tensor.Throwf("InvalidArgumentError", "None of the conditions evaluated as True.")
	}
	return callLeaf(c.th, c.Value("default"))
}

// caseLater is tf.case in a graph. Without a default the last function stands for
// it.
func (c *call) caseLater(g *autograph, pairs [][]object.Value) object.Value {
	var conds []*tensor.Tensor
	var fns []object.Value
	for _, p := range pairs {
		conds, fns = append(conds, binding.ToTensor(c.th, p[0], tensor.Bool)), append(fns, p[1])
	}
	otherwise := c.Value("default")
	if !c.Has("default") {
		n := len(fns) - 1
		otherwise, conds, fns = fns[n], conds[:n], fns[:n]
	}
	return g.firstOf(conds, fns, otherwise)
}

func switchCase(c *call) object.Value {
	v := c.Value("branch_index")
	index, ok := object.NativeOf(v).(*tensor.Tensor)
	if !ok {
		object.Throw(object.TypeErrorf("'branch_index' must be a Tensor, got %s", object.Must(object.Repr(c.th, object.TypeOf(v)))))
	}
	if !index.DType().IsInteger() {
		object.Throw(object.TypeErrorf("'branch_index' must be an integer Tensor, got %s", object.Must(object.Str(c.th, binding.TFDType(index.DType())))))
	}
	branches, last := caseBranches(c.th, c.Value("branch_fns"))
	if g := c.decidedLater(index); g != nil {
		var conds []*tensor.Tensor
		var fns []object.Value
		for i := range len(branches) {
			conds, fns = append(conds, c.s.Equal(index, tensor.Full(index.DType(), float64(i)))), append(fns, branches[i])
		}
		if c.Has("default") {
			last = c.Value("default")
		}
		return g.firstOf(conds, fns, last)
	}
	if fn, ok := branches[c.int("branch_index")]; ok {
		return callLeaf(c.th, fn)
	}
	if c.Has("default") {
		return callLeaf(c.th, c.Value("default"))
	}
	return callLeaf(c.th, last)
}

// caseBranches reads the functions of switch_case by their indices, which must
// count from 0 without a gap: a dict, a list of functions or one of pairs. last
// is the one that comes last.
func caseBranches(th *object.Thread, v object.Value) (branches map[int]object.Value, last object.Value) {
	var pairs []object.Value
	switch fns := object.NativeOf(v).(type) {
	case *object.Dict:
		for it := fns.Entries(); it.Next(); {
			pairs = append(pairs, object.NewTuple(it.Key(), it.Value()))
		}
	case *object.List, *object.Tuple:
		pairs = object.Must(object.ToSlice(th, fns))
		if !slices.ContainsFunc(pairs, func(p object.Value) bool { return !object.IsCallable(p) }) {
			for i, fn := range pairs {
				pairs[i] = object.NewTuple(i, fn)
			}
		}
	default:
		object.Throw(object.TypeErrorf("'branch_fns' must be a list, tuple, or dict"))
	}
	if len(pairs) == 0 {
		object.Throw(object.ValueErrorf("Must provide at least one item in 'branch_fns'"))
	}
	branches = map[int]object.Value{}
	for _, p := range pairs {
		pair, ok := object.NativeOf(p).(*object.Tuple)
		if !ok || len(pair.Elems) != 2 {
			object.Throw(object.TypeErrorf("Each entry in 'branch_fns' must be a tuple of length 2. Received %s.", object.Must(object.Str(th, p))))
		}
		key, ok := pair.Elems[0].(int)
		if !ok {
			object.Throw(object.TypeErrorf("key must be a Python `int`, got %s", object.Must(object.Repr(th, object.TypeOf(pair.Elems[0])))))
		}
		if last = pair.Elems[1]; !object.IsCallable(last) {
			object.Throw(object.TypeErrorf("fn for key %d must be callable.", key))
		}
		branches[key] = last
	}
	for i := range branches {
		if i < 0 || i >= len(pairs) {
			keys := make([]string, len(pairs))
			for k, key := range slices.Sorted(maps.Keys(branches)) {
				keys[k] = strconv.Itoa(key)
			}
			object.Throw(object.ValueErrorf("branch indices (keys) must form contiguous range of [0 to %d) but found {%s}", len(pairs), strings.Join(keys, ",")))
		}
	}
	return branches, last
}

func whileLoop(c *call) object.Value {
	if g := c.graph(); g != nil && c.s.Tracing() {
		return c.whileGraph(g)
	}
	vars := asTensors(c.th, c.Value("loop_vars"))
	limit := -1
	if c.Has("maximum_iterations") {
		limit = c.int("maximum_iterations")
	}
	for n := 0; n != limit; n++ {
		c.s.Interrupted()
		if !object.Must(object.Truth(c.th, callLeaf(c.th, c.Value("cond"), binding.Parts(vars)...))) {
			break
		}
		next := asTensors(c.th, callLeaf(c.th, c.Value("body"), binding.Parts(vars)...))
		if single := binding.Parts(vars); len(single) == 1 && isNested(vars) && !isNested(next) {
			next = pack(c.th, vars, []object.Value{next})
		} else if isNested(next) {
			sameStructure(c.th, object.NewList(binding.Parts(vars)...), object.NewList(binding.Parts(next)...))
			next = pack(c.th, vars, flatten(c.th, next))
		}
		vars = next
	}
	return vars
}

// rowsOf is a structure of tensors cut along the first axis: n structures. Where
// only shapes are wanted and the length of the axis is open, two stand for all.
func rowsOf(c *call, v object.Value) (n int, open bool, row func(i int) object.Value) {
	ts := mapStructure(c.th, v, func(leaf object.Value) object.Value { return binding.ToTensor(c.th, leaf, tensor.Invalid) })
	leaves := flatten(c.th, ts)
	if len(leaves) == 0 {
		object.Throw(object.ValueErrorf("elems must be a Tensor or (possibly nested) sequence of Tensors. Got %s, which does not contain any Tensors.", object.Must(object.Str(c.th, v))))
	}
	n = -1
	for _, l := range leaves {
		t := l.(*tensor.Tensor)
		if t.Rank() == 0 {
			object.Throw(object.ValueErrorf("Elements in elems must be 1+ dimensional Tensors, not scalars"))
		}
		if d := t.Dim(0); d < 0 && !c.s.Inferring() {
			tensor.Throw(&tensor.Untraceable{Op: "a loop over an axis of unknown length"})
		} else if d < 0 {
			open = true
		} else if n < 0 {
			n = d
		}
	}
	if open {
		n = 2
	}
	return n, open, func(i int) object.Value {
		if open {
			i = 0
		}
		return mapStructure(c.th, ts, func(leaf object.Value) object.Value {
			return c.s.StridedSlice(leaf.(*tensor.Tensor), []tensor.Slice{tensor.At(i)})
		})
	}
}

// stackRows joins structures of tensors along a new first axis, which is open if
// its length is not known.
func stackRows(c *call, rows []object.Value, like object.Value, open bool) object.Value {
	columns := make([][]*tensor.Tensor, len(flatten(c.th, like)))
	for _, r := range rows {
		for j, leaf := range flatten(c.th, r) {
			columns[j] = append(columns[j], binding.ToTensor(c.th, leaf, tensor.Invalid))
		}
	}
	out := make([]object.Value, len(columns))
	for j, col := range columns {
		t := c.s.Stack(col, 0)
		if open {
			t = tensor.Symbol(tensor.Spec{DType: t.DType(), Shape: append([]int{-1}, t.Shape()[1:]...)})
		}
		out[j] = t
	}
	return pack(c.th, like, out)
}

func mapRows(c *call, fn object.Value, typed func(v object.Value) object.Value) object.Value {
	n, open, row := rowsOf(c, c.Value("elems"))
	rows := make([]object.Value, n)
	for i := range rows {
		c.s.Interrupted()
		v := callLeaf(c.th, fn, row(i))
		if typed != nil {
			v = typed(v)
		}
		rows[i] = asTensors(c.th, v)
	}
	if n == 0 {
		return c.emptyRows(fn)
	}
	return stackRows(c, rows, rows[0], open)
}

// mappedTypes gives what the function of map_fn returns the dtypes that it has
// to have: those of the elements, where no others are asked for. It is nil where
// a signature says more than dtypes.
func (c *call) mappedTypes() func(v object.Value) object.Value {
	want := c.Value("fn_output_signature")
	if want == nil {
		want = c.Value("dtype")
	}
	var types []tensor.DType
	if want == nil {
		want = c.Value("elems")
		for _, leaf := range flatten(c.th, want) {
			if !binding.IsTensor(leaf) {
				leaf = outputLeaf(c.th, leaf)
			}
			if !binding.IsTensor(leaf) {
				return nil
			}
			types = append(types, binding.ToTensor(c.th, leaf, tensor.Invalid).DType())
		}
	} else {
		for _, leaf := range flatten(c.th, want) {
			dt, ok := leaf.(*binding.DType)
			if !ok {
				return nil
			}
			types = append(types, dt.DType)
		}
	}
	return func(v object.Value) object.Value {
		sameStructure(c.th, want, v)
		leaves := flatten(c.th, v)
		for i, leaf := range leaves {
			if !binding.IsTensor(leaf) {
				leaves[i] = binding.ToTensor(c.th, leaf, types[i])
			} else if dt := binding.ToTensor(c.th, leaf, tensor.Invalid).DType(); dt != types[i] {
				tensor.Throwf("InvalidArgumentError", "TensorArray dtype is %s but Op is trying to write dtype %s ", types[i], dt)
			}
		}
		return pack(c.th, v, leaves)
	}
}

// emptyRows is the result for no elements: its specs come from a call of the
// function on symbols.
func (c *call) emptyRows(fn object.Value) object.Value {
	symbols := mapStructure(c.th, c.Value("elems"), func(leaf object.Value) object.Value {
		sp := binding.ToTensor(c.th, leaf, tensor.Invalid).Spec()
		return tensor.Symbol(tensor.Spec{DType: sp.DType, Shape: sp.Shape[1:]})
	})
	var out object.Value
	_, err := c.s.Trace(func() { out = asTensors(c.th, callLeaf(c.th, fn, symbols)) })
	if err != nil {
		object.Throw(err)
	}
	return mapStructure(c.th, out, func(leaf object.Value) object.Value {
		t := leaf.(*tensor.Tensor)
		return tensor.Full(t.DType(), 0, append([]int{0}, t.Shape()...)...)
	})
}

func scan(c *call) object.Value {
	n, open, row := rowsOf(c, c.Value("elems"))
	at := func(i int) object.Value {
		if c.Bool("reverse") {
			return row(n - 1 - i)
		}
		return row(i)
	}
	var acc object.Value
	rows := make([]object.Value, 0, n)
	start := 0
	if c.Has("initializer") {
		acc = asTensors(c.th, c.Value("initializer"))
	} else {
		acc, start = at(0), 1
		rows = append(rows, acc)
	}
	for i := start; i < n; i++ {
		c.s.Interrupted()
		acc = pack(c.th, acc, flatten(c.th, asTensors(c.th, callLeaf(c.th, c.Value("fn"), acc, at(i)))))
		rows = append(rows, acc)
	}
	if c.Bool("reverse") {
		for i, j := 0, len(rows)-1; i < j; i, j = i+1, j-1 {
			rows[i], rows[j] = rows[j], rows[i]
		}
	}
	return stackRows(c, rows, acc, open)
}

func fold(c *call, right bool) object.Value {
	n, _, row := rowsOf(c, c.Value("elems"))
	at := func(i int) object.Value {
		if right {
			return row(n - 1 - i)
		}
		return row(i)
	}
	acc, start := c.Value("initializer"), 0
	if acc == nil {
		acc, start = at(0), 1
	} else {
		acc = asTensors(c.th, acc)
	}
	for i := start; i < n; i++ {
		c.s.Interrupted()
		acc = asTensors(c.th, callLeaf(c.th, c.Value("fn"), acc, at(i)))
	}
	return acc
}
