package tensor

import (
	"slices"
	"strconv"
	"strings"
)

// einsumTerm is an operand and a label for each of its axes. Broadcast axes,
// written as "...", have labels of their own, counted from the right from
// ellipsisLabel on.
type einsumTerm struct {
	t      *Tensor
	labels []rune
}

const ellipsisLabel rune = 1 << 20

// einsum is the state of one evaluation: the terms that are left and, per
// label, an axis that has its length.
type einsum struct {
	s      *Scope
	terms  []einsumTerm
	output []rune
	sizes  map[rune]*einsumSize
}

// einsumSize is where the length of a label can be found: n, or -1 and axis of
// t.
type einsumSize struct {
	n    int
	t    *Tensor
	axis int
}

// Einsum contracts tensors as an equation such as "ij,jk->ik" says; "..."
// stands for axes that are broadcast, a label that occurs twice in one operand
// for its diagonal.
func (s *Scope) Einsum(equation string, operands []*Tensor) *Tensor {
	inputs, output := parseEinsum(equation, len(operands))
	s.checkNode("Einsum", nodeAttrs{"equation": strconv.Quote(equation)}, operands...)
	e := &einsum{s: s, sizes: map[rune]*einsumSize{}}
	most := 0
	for i, in := range inputs {
		labels, ellipsis := expandLabels(in, operands, i)
		most = max(most, ellipsis)
		e.terms = append(e.terms, einsumTerm{operands[i], labels})
		e.measure(i)
	}
	e.output = outputLabels(output, most, inputs, e.sizes)
	for i := range e.terms {
		e.terms[i] = e.reduce(e.terms[i], i)
	}
	for len(e.terms) > 1 {
		rest := e.terms[2:]
		joined := e.contract(e.terms[0], e.terms[1], rest)
		e.terms = append([]einsumTerm{joined}, rest...)
	}
	return e.arrange(e.terms[0])
}

// parseEinsum splits an equation; a missing output is nil.
func parseEinsum(equation string, n int) (inputs []string, output *string) {
	equation = strings.ReplaceAll(equation, " ", "")
	left, right, explicit := strings.Cut(equation, "->")
	for _, r := range strings.NewReplacer("...", "", ",", "").Replace(left + right) {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' {
			continue
		}
		Throwf("ValueError", "Indices have incorrect format. Received: %s.", equation)
	}
	inputs = strings.Split(left, ",")
	if len(inputs) != n {
		Throwf("ValueError", "Got %d inputs for equation \"%s\", expecting %d", n, equation, len(inputs))
	}
	if explicit {
		output = &right
	}
	return inputs, output
}

// expandLabels gives every axis of operand i a label.
func expandLabels(term string, operands []*Tensor, i int) (labels []rune, ellipsis int) {
	rank := operands[i].Rank()
	before, after, has := strings.Cut(term, "...")
	named := len(before) + len(after)
	if !has && named != rank || has && named > rank {
		Throwf("InvalidArgumentError", "{{function_node __wrapped__Einsum_N_%d_device_/job:localhost/replica:0/task:0/device:CPU:0}} Expected input %d to have rank %s%d but got: %d [Op:Einsum] name: ",
			len(operands), i, [2]string{"", "at least "}[b2i(has)], named, rank)
	}
	labels = []rune(before)
	for k := rank - named; k > 0; k-- {
		labels = append(labels, ellipsisLabel+rune(k-1))
	}
	return append(labels, []rune(after)...), rank - named
}

// measure notes the lengths of the labels of term i and checks them.
func (e *einsum) measure(i int) {
	t := e.terms[i]
	for ax, l := range t.labels {
		n, have := t.t.Shape()[ax], e.sizes[l]
		switch {
		case have == nil, have.n == 1 && l >= ellipsisLabel, have.n < 0 && n > 1:
			e.sizes[l] = &einsumSize{n, t.t, ax}
		case n < 0 || have.n < 0 || n == have.n || n == 1 && l >= ellipsisLabel:
		case slices.ContainsFunc(e.terms, func(t einsumTerm) bool { return t.t.IsSymbolic() }):
			Throwf("ValueError", "Dimensions must be equal, but are %d and %d for '{{node Einsum}}', input %d of shape %s.", have.n, n, i, graphShape(t.t.Shape()))
		default:
			Throwf("InvalidArgumentError", "{{function_node __wrapped__Einsum_N_%d_device_/job:localhost/replica:0/task:0/device:CPU:0}} Expected dimension %d at axis %d of the input shaped %s but got dimension %d [Op:Einsum] name: ",
				len(e.terms), have.n, ax, shapeBrackets(t.t.Shape()), n)
		}
	}
}

// outputLabels is the labels of the result: as written or, by the implicit
// rule, the broadcast ones and then those that occur once, by the alphabet.
func outputLabels(output *string, ellipsis int, inputs []string, known map[rune]*einsumSize) []rune {
	var dots []rune
	for k := ellipsis; k > 0; k-- {
		dots = append(dots, ellipsisLabel+rune(k-1))
	}
	if output == nil {
		all := []rune(strings.ReplaceAll(strings.Join(inputs, ""), ".", ""))
		var once []rune
		for _, l := range all {
			if strings.Count(string(all), string(l)) == 1 {
				once = append(once, l)
			}
		}
		slices.Sort(once)
		return append(dots, once...)
	}
	before, after, has := strings.Cut(*output, "...")
	labels := []rune(before)
	if has {
		labels = append(labels, dots...)
	}
	labels = append(labels, []rune(after)...)
	for i, l := range labels {
		if known[l] == nil {
			Throwf("ValueError", "Output subscripts contain the label %c not present in the input subscripts.", l)
		}
		if slices.Contains(labels[:i], l) {
			Throwf("ValueError", "Output subscripts contain the label %c appearing more than once.", l)
		}
	}
	return labels
}

// reduce takes diagonals of repeated labels and sums over the labels of term i
// that nobody else wants.
func (e *einsum) reduce(t einsumTerm, i int) einsumTerm {
	for {
		first, second := repeatedLabel(t.labels)
		if second < 0 {
			break
		}
		perm := []int{}
		labels := []rune{}
		for ax, l := range t.labels {
			if ax != first && ax != second {
				perm, labels = append(perm, ax), append(labels, l)
			}
		}
		square := e.s.reorder(t.t, append(perm, first, second))
		t = einsumTerm{e.s.DiagPart(square, DiagSpec{}), append(labels, t.labels[first])}
	}
	others := append([]einsumTerm{{labels: e.output}}, e.terms[:i]...)
	others = append(others, e.terms[i+1:]...)
	return e.sumOut(t, others)
}

// sumOut sums over the labels of t that do not occur in others, and over
// broadcast axes that have been repeated in vain.
func (e *einsum) sumOut(t einsumTerm, others []einsumTerm) einsumTerm {
	var axes []int
	var labels []rune
	for ax, l := range t.labels {
		if !slices.ContainsFunc(others, func(o einsumTerm) bool { return slices.Contains(o.labels, l) }) {
			axes = append(axes, ax)
		} else {
			labels = append(labels, l)
		}
	}
	if len(axes) == 0 {
		return t
	}
	return einsumTerm{e.s.Sum(t.t, axes, false), labels}
}

func repeatedLabel(labels []rune) (first, second int) {
	for j, l := range labels {
		if i := slices.Index(labels[:j], l); i >= 0 {
			return i, j
		}
	}
	return -1, -1
}

// contract multiplies two terms and sums over the labels that only they have.
func (e *einsum) contract(a, b einsumTerm, rest []einsumTerm) einsumTerm {
	wanted := append([]einsumTerm{{labels: e.output}}, rest...)
	isWanted := func(l rune) bool {
		return slices.ContainsFunc(wanted, func(o einsumTerm) bool { return slices.Contains(o.labels, l) })
	}
	var batch, left, inner, right []rune
	for ax, l := range a.labels {
		switch at := slices.Index(b.labels, l); {
		case at < 0:
			left = append(left, l)
		case l >= ellipsisLabel && a.t.Shape()[ax] != b.t.Shape()[at], isWanted(l):
			batch = append(batch, l)
		default:
			inner = append(inner, l)
		}
	}
	for _, l := range b.labels {
		if !slices.Contains(a.labels, l) {
			right = append(right, l)
		}
	}
	x := e.grouped(a, batch, left, inner)
	y := e.grouped(b, batch, inner, right)
	product := e.s.MatMul(x, y, false, false)
	labels := slices.Concat(batch, left, right)
	if len(left) != 1 || len(right) != 1 {
		product = e.split(product, len(batch), labels)
	}
	t := einsumTerm{product, labels}
	return e.sumOut(t, wanted)
}

// grouped orders the axes of t as batch, rows, cols and makes one axis each of
// rows and cols.
func (e *einsum) grouped(t einsumTerm, batch, rows, cols []rune) *Tensor {
	x := e.s.reorder(t.t, positions(t.labels, slices.Concat(batch, rows, cols)))
	if len(rows) == 1 && len(cols) == 1 {
		return x
	}
	sizes := make([]*einsumSize, 0, len(batch)+2)
	for i := range batch {
		sizes = append(sizes, &einsumSize{x.Shape()[i], x, i})
	}
	shape := x.Shape()
	sizes = append(sizes, &einsumSize{n: joinedSize(shape[len(batch) : len(batch)+len(rows)])})
	sizes = append(sizes, &einsumSize{n: joinedSize(shape[len(batch)+len(rows):])})
	return e.s.reshapeSizes(x, sizes)
}

// joinedSize is the number of elements of some axes, -1 when not known.
func joinedSize(shape []int) int {
	if !IsStatic(shape) {
		return -1
	}
	return NumElements(shape)
}

// split undoes the joining of axes in a product.
func (e *einsum) split(product *Tensor, batch int, labels []rune) *Tensor {
	sizes := make([]*einsumSize, len(labels))
	for i, l := range labels {
		sizes[i] = e.sizes[l]
		if i < batch {
			sizes[i] = &einsumSize{product.Shape()[i], product, i}
		}
	}
	return e.s.reshapeSizes(product, sizes)
}

// reshapeSizes reshapes to axes of which some are not known before the step is
// run.
func (s *Scope) reshapeSizes(x *Tensor, sizes []*einsumSize) *Tensor {
	shape := make([]int, len(sizes))
	unknown := 0
	for i, z := range sizes {
		shape[i] = z.n
		if z.n < 0 {
			unknown++
		}
	}
	if unknown <= 1 {
		return s.Reshape(x, shape)
	}
	parts := make([]*Tensor, len(sizes))
	for i, z := range sizes {
		if z.n >= 0 || z.t == nil {
			parts[i] = Full(Int32, float64(z.n))
		} else {
			parts[i] = s.pick(s.ShapeOf(z.t, Int32), Full(Int32, float64(z.axis)), 0)
		}
	}
	return s.ReshapeTo(x, s.Stack(parts, 0))
}

// reorder is Transpose, or x itself when the order stays.
func (s *Scope) reorder(x *Tensor, perm []int) *Tensor {
	if slices.IsSorted(perm) {
		return x
	}
	return s.Transpose(x, perm)
}

// positions is where each label of want is in have.
func positions(have, want []rune) []int {
	perm := make([]int, len(want))
	for i, l := range want {
		perm[i] = slices.Index(have, l)
	}
	return perm
}

// arrange brings the last term into the order of the output.
func (e *einsum) arrange(t einsumTerm) *Tensor {
	return e.s.reorder(t.t, positions(t.labels, e.output))
}

// TensorDot sums products of a and b over pairs of axes.
func (s *Scope) TensorDot(a, b *Tensor, axesA, axesB []int) *Tensor {
	if len(axesA) != len(axesB) {
		Throwf("ValueError", "Different number of contraction axes `a` and `b`, %d != %d.", len(axesA), len(axesB))
	}
	x, freeA := s.tensorDotSide(a, axesA, true)
	y, freeB := s.tensorDotSide(b, axesB, false)
	return s.reshapeSizes(s.MatMul(x, y, false, false), append(freeA, freeB...))
}

// tensorDotSide makes a matrix of x with the contracted axes last or first.
func (s *Scope) tensorDotSide(x *Tensor, axes []int, last bool) (m *Tensor, free []*einsumSize) {
	contracted := make([]int, len(axes))
	for i, ax := range axes {
		contracted[i] = normalAxis(ax, x.Rank())
	}
	var rest []int
	for ax := range x.Rank() {
		if !slices.Contains(contracted, ax) {
			rest = append(rest, ax)
			free = append(free, &einsumSize{x.Shape()[ax], x, ax})
		}
	}
	size := func(axes []int) int {
		shape := make([]int, len(axes))
		for i, ax := range axes {
			shape[i] = x.Shape()[ax]
		}
		return joinedSize(shape)
	}
	if last {
		return s.Reshape(s.reorder(x, slices.Concat(rest, contracted)), []int{size(rest), size(contracted)}), free
	}
	return s.Reshape(s.reorder(x, slices.Concat(contracted, rest)), []int{size(contracted), size(rest)}), free
}
