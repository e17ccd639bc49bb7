package numpy

import (
	"regexp"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// coreSignature is np.vectorize's signature: how many of the last axes of each
// operand go to the function as one array, and how many axes each result has.
type coreSignature struct{ in, out []int }

var coreAxes = regexp.MustCompile(`\(([^()]*)\)`)

// parseCore reads a signature such as "(m,n),(n)->(m)".
func parseCore(text string) (*coreSignature, error) {
	in, out, ok := strings.Cut(strings.ReplaceAll(text, " ", ""), "->")
	if !ok {
		return nil, object.ValueErrorf("not a valid gufunc signature: %s", text)
	}
	counts := func(side string) []int {
		var n []int
		for _, m := range coreAxes.FindAllStringSubmatch(side, -1) {
			n = append(n, len(strings.FieldsFunc(m[1], func(r rune) bool { return r == ',' })))
		}
		return n
	}
	return &coreSignature{counts(in), counts(out)}, nil
}

// callCore calls the function of v once for each place of the leading axes and
// stacks what it gives.
func (v *vectorized) callCore(th *object.Thread, args object.Args) (object.Value, error) {
	if len(args.Pos) != len(v.core.in) {
		return nil, object.TypeErrorf("wrong number of positional arguments: expected %d, got %d", len(v.core.in), len(args.Pos))
	}
	arrays := make([]*tensor.Array, len(args.Pos))
	leads := make([]*tensor.Array, len(args.Pos))
	for i, p := range args.Pos {
		a := toArray(th, p)
		n := a.Rank() - v.core.in[i]
		if n < 0 {
			return nil, object.ValueErrorf("%d-dimensional argument does not have enough dimensions for all core dimensions", a.Rank())
		}
		arrays[i] = a
		leads[i] = tensor.NewArray(tensor.Bool, a.Shape()[:n]...)
	}
	shape := broadcastAll(leads...)
	parts := make([][]*tensor.Array, len(v.core.out))
	for k := range tensor.NumElements(shape) {
		vals := make([]object.Value, len(arrays))
		for i, a := range arrays {
			n := len(a.Shape()) - v.core.in[i]
			core := a.Shape()[n:]
			whole := a.BroadcastTo(append(append([]int{}, shape...), core...)).Contiguous()
			part := whole.Reshape(append([]int{tensor.NumElements(shape)}, core...))
			vals[i] = binding.FromArray(at(part, 0, k))
		}
		r, err := object.Call(th, v.fn, object.Args{Pos: vals, Kw: args.Kw})
		if err != nil {
			return nil, err
		}
		results := []object.Value{r}
		if t, ok := r.(*object.Tuple); ok && len(parts) > 1 {
			results = t.Elems
		}
		if len(results) != len(parts) {
			return nil, object.ValueErrorf("wrong number of outputs from pyfunc: expected %d, got %d", len(parts), len(results))
		}
		for i, r := range results {
			parts[i] = append(parts[i], toArray(th, r))
		}
	}
	return stackParts(parts, shape, v.dt)
}

// stackParts joins the results of all calls under the leading shape.
func stackParts(parts [][]*tensor.Array, shape []int, dt tensor.DType) (object.Value, error) {
	outs := make([]object.Value, len(parts))
	for i, p := range parts {
		if len(p) == 0 {
			return nil, object.ValueErrorf("cannot call `vectorize` on size 0 inputs unless `otypes` is set")
		}
		joined := stack(p, 0)
		if dt != tensor.Invalid {
			joined = castTo(joined, dt)
		}
		outs[i] = binding.FromArray(joined.Reshape(append(append([]int{}, shape...), p[0].Shape()...)))
	}
	if len(outs) == 1 {
		return outs[0], nil
	}
	return object.NewTuple(outs...), nil
}
