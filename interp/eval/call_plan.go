package eval

import (
	"kerash/interp/object"
	"kerash/interp/syntax"
)

// callPlan is where a call with keyword arguments puts its values in the frame
// of one piece of code. It spares binding them by name at each call.
type callPlan struct {
	code *funcCode
	self int
	// fits is false when the call must be bound in general: it is wrong, or the
	// function takes further arguments.
	fits bool
	// slots are those of the keyword arguments.
	slots []int
	// rest are the parameters that get their defaults.
	rest []int
	pos  int
}

// plan gives the plan for a call of f, of which self comes before the
// arguments when it is 1.
func (s *callShape) plan(f *Function, self int) *callPlan {
	if p := s.last; p != nil && p.code == f.code && p.self == self {
		return p
	}
	p := &callPlan{code: f.code, self: self, pos: self + s.pos}
	p.fits = p.fill(s.names)
	s.last = p
	return p
}

// fill finds the slots; it reports whether each parameter gets one value.
func (p *callPlan) fill(names []string) bool {
	params := p.code.params.List
	taken := make([]bool, len(params))
	for i, q := range params {
		switch q.Kind {
		case syntax.VarArgs, syntax.VarKw:
			return false
		case syntax.PosOnly, syntax.Regular:
			taken[i] = i < p.pos
		}
	}
	if p.pos > len(params) || p.pos > 0 && !taken[p.pos-1] {
		return false
	}
	for _, name := range names {
		slot := -1
		for i, q := range params {
			if q.Name == name && q.Kind != syntax.PosOnly && !taken[i] {
				slot = i
			}
		}
		if slot < 0 {
			return false
		}
		taken[slot] = true
		p.slots = append(p.slots, slot)
	}
	for i, q := range params {
		if !taken[i] {
			if q.Default == nil {
				return false
			}
			p.rest = append(p.rest, i)
		}
	}
	return true
}

// call calls f with the values of the positional and keyword arguments.
func (p *callPlan) call(f *Function, self, vals []object.Value) (object.Value, error) {
	for _, i := range p.rest {
		if f.defaults[i] == object.Unset {
			// Somebody has taken the default away.
			args := object.Args{Pos: append(append([]object.Value(nil), self...), vals[:p.pos-p.self]...)}
			for k, slot := range p.slots {
				args.Kw = append(args.Kw, object.Kwarg{Name: p.code.params.List[slot].Name, Value: vals[p.pos-p.self+k]})
			}
			return f.CallValue(f.code.ev.th, args)
		}
	}
	fr, err := f.code.ev.call(&f.code.code)
	if err != nil {
		return nil, err
	}
	copy(fr.slots, self)
	copy(fr.slots[p.self:], vals[:p.pos-p.self])
	for k, slot := range p.slots {
		fr.slots[slot] = vals[p.pos-p.self+k]
	}
	for _, i := range p.rest {
		fr.slots[i] = f.defaults[i]
	}
	return f.finish(fr, len(p.code.params.List))
}
