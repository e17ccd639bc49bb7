package numpy

import (
	"strconv"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// product multiplies matrices in the last two axes; leading axes are
// broadcast.
func product(a, b *tensor.Array) *tensor.Array {
	dt := resultType(a, b)
	if dt == tensor.String {
		ufMatmul.noLoop([]*tensor.Array{a, b})
	}
	a, b = castTo(a, dt), castTo(b, dt)
	if dt == tensor.Float32 || dt == tensor.Float64 || dt.IsComplex() {
		lead := broadcastAll(leading(a), leading(b))
		n, k, m := a.Shape()[a.Rank()-2], a.Shape()[a.Rank()-1], b.Shape()[b.Rank()-1]
		if n > 0 && k > 0 && m > 0 && tensor.NumElements(lead) > 0 {
			return (&tensor.Scope{AnyDType: true}).MatMul(tensor.FromArray(a.Contiguous()), tensor.FromArray(b.Contiguous()), false, false).Array()
		}
	}
	return slowProduct(dt, a, b)
}

var ufMatmul = &ufunc{name: "matmul", doc: "The product of matrices.", nin: 2}

// leading stands for the axes before the last two.
func leading(a *tensor.Array) *tensor.Array {
	return tensor.NewArray(tensor.Bool).BroadcastTo(a.Shape()[:a.Rank()-2])
}

// slowProduct is product for integers and bools.
func slowProduct(dt tensor.DType, a, b *tensor.Array) *tensor.Array {
	lead := broadcastAll(leading(a), leading(b))
	n, k, m := a.Shape()[a.Rank()-2], a.Shape()[a.Rank()-1], b.Shape()[b.Rank()-1]
	inner := tensor.Int64
	if dt.IsFloat() {
		inner = tensor.Float64
	}
	x := castTo(a, inner).BroadcastTo(append(append([]int{}, lead...), n, k)).Contiguous()
	y := castTo(b, inner).BroadcastTo(append(append([]int{}, lead...), k, m)).Contiguous()
	out := tensor.NewArray(inner, append(append([]int{}, lead...), n, m)...)
	count := tensor.NumElements(lead)
	if dt.IsFloat() {
		multiply(tensor.Data[float64](out), tensor.Data[float64](x), tensor.Data[float64](y), count, n, k, m)
	} else {
		multiply(tensor.Data[int64](out), tensor.Data[int64](x), tensor.Data[int64](y), count, n, k, m)
	}
	return castTo(out, dt)
}

func multiply[T tensor.Number](d, x, y []T, count, n, k, m int) {
	for c := range count {
		for i := range n {
			row := d[(c*n+i)*m : (c*n+i+1)*m]
			for p := range k {
				f := x[(c*n+i)*k+p]
				if f == 0 {
					continue
				}
				for j, v := range y[(c*k+p)*m : (c*k+p+1)*m] {
					row[j] += f * v
				}
			}
		}
	}
}

// matmul is a @ b.
func matmul(a, b *tensor.Array) *tensor.Array {
	if a.DType() == tensor.String || b.DType() == tensor.String {
		(&ufunc{name: "matmul", nin: 2}).noLoop([]*tensor.Array{a, b})
	}
	if a.Rank() == 0 || b.Rank() == 0 {
		which := 0
		if a.Rank() > 0 {
			which = 1
		}
		throwValue("matmul: Input operand %d does not have enough dimensions (has 0, gufunc core with signature (n?,k),(k,m?)->(n?,m?) requires 1)", which)
	}
	rowVector, colVector := a.Rank() == 1, b.Rank() == 1
	if rowVector {
		a = a.Reshape([]int{1, a.Size()})
	}
	if colVector {
		b = b.Reshape([]int{b.Size(), 1})
	}
	if k, k2 := a.Shape()[a.Rank()-1], b.Shape()[b.Rank()-2]; k != k2 {
		throwValue("matmul: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature (n?,k),(k,m?)->(n?,m?) (size %d is different from %d)", k2, k)
	}
	out := product(a, b)
	if !rowVector && !colVector {
		return out.Own()
	}
	shape := append([]int{}, out.Shape()...)
	r := len(shape)
	if colVector {
		shape = shape[:r-1]
	}
	if rowVector {
		shape = without(shape, r-2)
	}
	return out.Reshape(shape)
}

// dot is np.dot: the last axis of a with the last but one of b.
func dot(a, b *tensor.Array) *tensor.Array {
	if a.Rank() == 0 || b.Rank() == 0 {
		return op2(ufMultiply, a, b)
	}
	axis := max(b.Rank()-2, 0)
	if n, m := a.Shape()[a.Rank()-1], b.Shape()[axis]; n != m {
		throwValue("shapes %s and %s not aligned: %d (dim %d) != %d (dim %d)", shapeText(a.Shape()), shapeText(b.Shape()), n, a.Rank()-1, m, axis)
	}
	return contract(a, b, []int{a.Rank() - 1}, []int{axis})
}

// contract sums products over pairs of axes.
func contract(a, b *tensor.Array, axesA, axesB []int) *tensor.Array {
	free := func(x *tensor.Array, axes []int) (rest []int) {
		bound := map[int]bool{}
		for _, ax := range axes {
			bound[ax] = true
		}
		for i := range x.Rank() {
			if !bound[i] {
				rest = append(rest, i)
			}
		}
		return rest
	}
	fa, fb := free(a, axesA), free(b, axesB)
	k := 1
	for i, ax := range axesA {
		if a.Shape()[ax] != b.Shape()[axesB[i]] {
			throwValue("shape-mismatch for sum")
		}
		k *= a.Shape()[ax]
	}
	shape := []int{}
	n, m := 1, 1
	for _, ax := range fa {
		shape, n = append(shape, a.Shape()[ax]), n*a.Shape()[ax]
	}
	for _, ax := range fb {
		shape, m = append(shape, b.Shape()[ax]), m*b.Shape()[ax]
	}
	x := a.Permute(append(append([]int{}, fa...), axesA...)).Reshape([]int{n, k})
	y := b.Permute(append(append([]int{}, axesB...), fb...)).Reshape([]int{k, m})
	return product(x, y).Reshape(shape)
}

func productFuncs() []object.Member {
	return []object.Member{
		fun("dot(a, b, out=None)", "The dot product.", func(c *call) object.Value { return c.into(dot(c.operand("a"), c.operand("b"))) }).AsFresh(),
		fun("matmul(x1, x2, /, out=None)", "The product of matrices.", func(c *call) object.Value { return c.into(matmul(c.operand("x1"), c.operand("x2"))) }).AsFresh(),
		fun("vdot(a, b, /)", "The dot product of the elements.", func(c *call) object.Value {
			return binding.FromArray(dot(conjugated(ravel(c.operand("a"), "C")), ravel(c.operand("b"), "C")))
		}),
		fun("inner(a, b, /)", "The sums of products along the last axes.", func(c *call) object.Value {
			a, b := c.operand("a"), c.operand("b")
			if a.Rank() == 0 || b.Rank() == 0 {
				return binding.FromArray(op2(ufMultiply, a, b))
			}
			if n, m := a.Shape()[a.Rank()-1], b.Shape()[b.Rank()-1]; n != m {
				throwValue("shapes %s and %s not aligned: %d (dim %d) != %d (dim %d)", shapeText(a.Shape()), shapeText(b.Shape()), n, a.Rank()-1, m, b.Rank()-1)
			}
			return binding.FromArray(contract(a, b, []int{a.Rank() - 1}, []int{b.Rank() - 1}))
		}),
		fun("outer(a, b, out=None)", "The products of each pair of elements.", func(c *call) object.Value {
			a, b := c.operand("a"), c.operand("b")
			return c.into(op2(ufMultiply, a.Reshape([]int{a.Size(), 1}), b.Reshape([]int{1, b.Size()})))
		}),
		fun("tensordot(a, b, axes=2)", "The sums of products along pairs of axes.", tensordot),
		fun("kron(a, b)", "The Kronecker product.", kron),
		fun("cross(a, b, axisa=-1, axisb=-1, axisc=-1, axis=None)", "The cross product of vectors.", cross),
		fun("einsum(*operands, out=None, dtype=None, order='K', casting='safe', optimize=False)", "The sums of products that an equation says.", einsum),
	}
}

func tensordot(c *call) object.Value {
	a, b := c.operand("a"), c.operand("b")
	v := c.Value("axes")
	var axesA, axesB []int
	if n, err := object.AsIndex(c.th, v); err == nil {
		for i := range n {
			axesA, axesB = append(axesA, a.Rank()-n+i), append(axesB, i)
		}
	} else {
		sides := object.Must(object.ToSlice(c.th, v))
		if len(sides) != 2 {
			throwValue("not enough values to unpack (expected 2, got %d)", len(sides))
		}
		axesA, axesB = object.Must(object.AsInts(c.th, sides[0])), object.Must(object.AsInts(c.th, sides[1]))
	}
	if len(axesA) != len(axesB) {
		throwValue("shape-mismatch for sum")
	}
	for i := range axesA {
		axesA[i], axesB[i] = normalAxis(axesA[i], a.Rank()), normalAxis(axesB[i], b.Rank())
	}
	return contract(a, b, axesA, axesB)
}

func kron(c *call) object.Value {
	a, b := c.operand("a"), c.operand("b")
	for a.Rank() < b.Rank() {
		a = expandDims(a, []int{0})
	}
	for b.Rank() < a.Rank() {
		b = expandDims(b, []int{0})
	}
	var sa, sb, shape []int
	for i := range a.Rank() {
		sa = append(sa, a.Shape()[i], 1)
		sb = append(sb, 1, b.Shape()[i])
		shape = append(shape, a.Shape()[i]*b.Shape()[i])
	}
	if shape == nil {
		shape = []int{}
	}
	return binding.FromArray(op2(ufMultiply, a.Reshape(sa), b.Reshape(sb)).Reshape(shape))
}

func cross(c *call) object.Value {
	a, b := c.operand("a"), c.operand("b")
	axisA, axisB, axisC := c.Int("axisa"), c.Int("axisb"), c.Int("axisc")
	if c.Value("axis") != nil {
		axisA, axisB, axisC = c.Int("axis"), c.Int("axis"), c.Int("axis")
	}
	a, b = moveLast(a, normalAxis(axisA, a.Rank())), moveLast(b, normalAxis(axisB, b.Rank()))
	na, nb := a.Shape()[a.Rank()-1], b.Shape()[b.Rank()-1]
	if na < 2 || na > 3 || nb < 2 || nb > 3 {
		throwValue("incompatible dimensions for cross product\n(dimension must be 2 or 3)")
	}
	part := func(x *tensor.Array, n, i int) *tensor.Array {
		if i < n {
			return at(x, x.Rank()-1, i)
		}
		return tensor.NewArray(x.DType())
	}
	term := func(i, j int) *tensor.Array {
		return op2(ufSubtract, op2(ufMultiply, part(a, na, i), part(b, nb, j)), op2(ufMultiply, part(a, na, j), part(b, nb, i)))
	}
	if na == 2 && nb == 2 {
		return binding.FromArray(term(0, 1))
	}
	shape := broadcastAll(term(1, 2), term(2, 0), term(0, 1))
	parts := []*tensor.Array{term(1, 2).BroadcastTo(shape), term(2, 0).BroadcastTo(shape), term(0, 1).BroadcastTo(shape)}
	return stack(parts, axisC)
}

// einsum contracts through the tensor package, in float64 for integers up to
// 53 bits and for bools.
func einsum(c *call) object.Value {
	rest := c.Rest("operands")
	if len(rest) == 0 {
		throwValue("must specify the einstein sum subscripts string and at least one operand, or at least one operand and its corresponding subscripts list")
	}
	eq, ok := rest[0].(string)
	if !ok {
		eq, rest = einsumLists(c, rest)
		rest = append([]object.Value{eq}, rest...)
	}
	eq = strings.ReplaceAll(eq, " ", "")
	operands := make([]*tensor.Array, len(rest)-1)
	for i, v := range rest[1:] {
		operands[i] = toArray(c.th, v)
	}
	if len(operands) == 0 {
		throwValue("must provide at least an operand and a subscripts list to einsum")
	}
	terms := strings.Split(strings.Split(eq, "->")[0], ",")
	if len(terms) < len(operands) {
		throwValue("fewer operands provided to einstein sum function than specified in the subscripts string")
	}
	if len(terms) > len(operands) {
		throwValue("more operands provided to einstein sum function than specified in the subscripts string")
	}
	if in, out, ok := strings.Cut(eq, "->"); ok {
		for _, l := range out {
			if l != '.' && !strings.ContainsRune(in, l) {
				throwValue("einstein sum subscripts string included output subscript '%c' which never appeared in an input", l)
			}
		}
	}
	dt := c.dtypeOr("dtype", resultType(operands...))
	inner := dt
	if !dt.IsFloat() && !dt.IsComplex() {
		inner = tensor.Float64
	}
	ts := make([]*tensor.Tensor, len(operands))
	for i, a := range operands {
		ts[i] = tensor.FromArray(castTo(a, inner).Contiguous())
	}
	if !strings.Contains(eq, "->") {
		eq += "->" + implicitOutput(eq)
	}
	_, labels, _ := strings.Cut(eq, "->")
	checkEinsum(terms, labels, operands)
	out := (&tensor.Scope{AnyDType: true}).Einsum(eq, ts).Array()
	return c.into(castTo(out, dt))
}

// checkEinsum checks the equation's terms against the operands.
func checkEinsum(terms []string, output string, operands []*tensor.Array) {
	sizes := map[byte]int{}
	for i, t := range terms {
		hasDots := strings.Contains(t, "...")
		labels := strings.ReplaceAll(t, "...", "")
		rank := operands[i].Rank()
		if len(labels) < rank && !hasDots {
			throwValue("operand has more dimensions than subscripts given in einstein sum, but no '...' ellipsis provided to broadcast the extra dimensions.")
		}
		if len(labels) > rank {
			throwValue("einstein sum subscripts string contains too many subscripts for operand %d", i)
		}
		before := strings.Index(t, "...")
		for k := range labels {
			ax := k
			if before >= 0 && k >= before {
				ax = rank - len(labels) + k
			}
			d := operands[i].Shape()[ax]
			if old, ok := sizes[labels[k]]; ok && old != d && old != 1 && d != 1 {
				throwValue("operands could not be broadcast together with remapped shapes [original->remapped]: %s", remapped(terms, output, operands))
			}
			sizes[labels[k]] = max(sizes[labels[k]], d)
		}
	}
}

// remapped writes the operands' shapes over all labels: those of the output
// first.
func remapped(terms []string, output string, operands []*tensor.Array) string {
	labels := ""
	for _, r := range strings.ReplaceAll(output+strings.Join(terms, ""), "...", "") {
		if !strings.ContainsRune(labels, r) {
			labels += string(r)
		}
	}
	var parts []string
	for i, t := range terms {
		var dims []string
		for _, l := range labels {
			if k := strings.IndexRune(t, l); k >= 0 && k < operands[i].Rank() {
				dims = append(dims, strconv.Itoa(operands[i].Shape()[k]))
			} else {
				dims = append(dims, "newaxis")
			}
		}
		for len(dims) > 0 && dims[len(dims)-1] == "newaxis" {
			dims = dims[:len(dims)-1]
		}
		for len(dims) > 0 && dims[0] == "newaxis" {
			dims = dims[1:]
		}
		parts = append(parts, shapeText(operands[i].Shape())+"->("+strings.Join(dims, ",")+")")
	}
	return strings.Join(parts, " ") + " "
}

// implicitOutput are the labels that occur once, in order of the alphabet.
func implicitOutput(eq string) string {
	count := map[rune]int{}
	for _, r := range strings.ReplaceAll(eq, "...", "") {
		if r != ',' {
			count[r]++
		}
	}
	out := ""
	if strings.Contains(eq, "...") {
		out = "..."
	}
	for _, r := range "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz" {
		if count[r] == 1 {
			out += string(r)
		}
	}
	return out
}

// einsumLists reads the form that gives lists of axis numbers.
func einsumLists(c *call, rest []object.Value) (string, []object.Value) {
	letters := func(v object.Value) string {
		s := ""
		for _, e := range object.Must(object.ToSlice(c.th, v)) {
			if e == object.Ellipsis {
				s += "..."
				continue
			}
			s += string("abcdefghijklmnopqrstuvwxyz"[object.Must(object.AsIndex(c.th, e))%26])
		}
		return s
	}
	var terms []string
	var operands []object.Value
	for len(rest) >= 2 {
		operands, terms = append(operands, rest[0]), append(terms, letters(rest[1]))
		rest = rest[2:]
	}
	eq := strings.Join(terms, ",")
	if len(rest) == 1 {
		eq += "->" + letters(rest[0])
	}
	return eq, operands
}
