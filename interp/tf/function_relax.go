package tf

import (
	"slices"

	"kerash/interp/object"
)

// inputs takes the arguments of a call apart, for the recording that serves
// them: one of just their shapes, else one that leaves lengths open. With
// reduce_retracing, shapes that were not met before open the lengths in which
// they differ from those that were.
func (p *polyFunction) inputs(th *object.Thread, args object.Args) *inputs {
	if p.fixed {
		return newInputs(th, args, p.sig, nil, nil)
	}
	in := newInputs(th, args, p.sig, p.specs, nil)
	if p.specs != nil || p.traces[in.key()] != nil {
		return in
	}
	met := p.met[in.kind()]
	for _, lengths := range met {
		if covers(lengths, in.shapes()) {
			return newInputs(th, args, p.sig, nil, lengths)
		}
	}
	if p.relax && len(met) > 0 {
		in = newInputs(th, args, p.sig, nil, commonLengths(met[len(met)-1], in.shapes()))
	}
	if p.relax {
		p.meet(in)
	}
	return in
}

// meet remembers that there is a recording for arguments of such shapes.
func (p *polyFunction) meet(in *inputs) {
	if p.met == nil {
		p.met = map[string][][][]int{}
	}
	p.met[in.kind()] = append(p.met[in.kind()], in.shapes())
}

// recorded reports whether TensorFlow has a recording for the arguments, where
// there is none here: Python's side effects were seen then.
func (p *polyFunction) recorded(in *inputs) bool {
	switch {
	case p.specs != nil:
		return p.count > 0
	case p.announced[in.key()]:
		return true
	case in.parts:
		return p.announced[in.specKey.String()]
	case !p.fixed:
		return false
	}
	return slices.ContainsFunc(p.met[in.kind()], func(lengths [][]int) bool { return covers(lengths, in.shapes()) })
}

// covers reports whether tensors of these shapes have the lengths.
func covers(lengths, shapes [][]int) bool {
	return slices.EqualFunc(lengths, shapes, func(open, shape []int) bool {
		return slices.EqualFunc(open, shape, func(n, have int) bool { return n < 0 || n == have })
	})
}

// commonLengths are those that shapes of the same ranks share, -1 elsewhere.
func commonLengths(a, b [][]int) [][]int {
	out := make([][]int, len(a))
	for i := range a {
		out[i] = slices.Clone(a[i])
		for k, n := range b[i] {
			if a[i][k] != n {
				out[i][k] = -1
			}
		}
	}
	return out
}
