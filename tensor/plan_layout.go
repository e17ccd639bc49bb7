package tensor

import "slices"

// heavyElements is from how many elements on a step is worth a look at the
// context before it.
const heavyElements = 1 << 16

// schedule places the values of all calls in memory: intermediates in the
// scope's arena, outputs in memory of their own, and the result of an
// elementwise op over an input that nobody needs any more.
func (b *planner) schedule() {
	last := b.lastUses()
	for i, c := range b.calls {
		for _, v := range c.out {
			v.place = place{size: NumElements(v.spec.Shape), first: i, last: i}
			if l, used := last[v]; used {
				v.place.last = l
			}
		}
		for _, v := range c.in {
			r := v.root()
			c.call.spent = append(c.call.spent, r.kind == valueArena && last[r] == i && !r.stays)
		}
		for k, y := range c.out {
			v := b.overwritten(i, c, k, last)
			if v == nil {
				continue
			}
			r := v.root()
			y.base = v
			r.place.last = max(r.place.last, y.place.last)
			last[r] = max(last[r], r.place.last)
			r.stays = r.stays || y.stays
		}
	}
}

// overwritten is the input whose memory the call's output k may take, nil for
// none.
func (b *planner) overwritten(i int, c plannedCall, k int, last map[*planValue]int) *planValue {
	chain, _ := c.call.Attr.(*fusedChain)
	if chain == nil && (!c.call.Op.Elementwise || k > 0) {
		return nil
	}
	y := c.out[k]
	for j, v := range c.in {
		if chain != nil && chain.lastRead[j] > chain.madeBy[k] {
			continue
		}
		r := v.root()
		if r.kind == valueArena && last[r] == i && r.spec.DType == y.spec.DType && !r.stays &&
			NumElements(r.spec.Shape) == NumElements(y.spec.Shape) && r.place.size > 0 {
			return v
		}
	}
	return nil
}

// finish makes headers over the laid out memory and the final list of steps.
func (b *planner) finish() *Plan {
	p := &Plan{scope: b.scope}
	var places [String + 1][]*place
	for _, c := range b.calls {
		for _, v := range c.out {
			if v.base != nil || v.stays {
				continue
			}
			places[v.spec.DType] = append(places[v.spec.DType], &v.place)
		}
	}
	for d := range places {
		if len(places[d]) > 0 {
			p.need[d] = max(1, layOut(places[d]))
		}
	}
	b.scope.arena.reserve(&p.need)
	for _, t := range b.inputs {
		v := b.known[t]
		v.header = &Array{dtype: v.spec.DType, shape: v.spec.Shape}
		p.in, p.inSpecs = append(p.in, v.header), append(p.inSpecs, v.spec)
	}
	changed := map[*Variable]bool{}
	quiet := true
	for _, c := range b.calls {
		st := planStep{call: c.call, eval: c.eval}
		work := 0
		for _, v := range c.in {
			st.in = append(st.in, b.header(p, v))
			work += NumElements(v.spec.Shape)
		}
		for _, v := range c.out {
			st.out = append(st.out, b.header(p, v))
			work += NumElements(v.spec.Shape)
		}
		for _, v := range c.node.Vars {
			quiet = false
			st.out = append(st.out, v.settled())
			if !changed[v] {
				changed[v] = true
				p.changed = append(p.changed, v)
			}
		}
		st.stop = quiet && work >= heavyElements
		p.steps = append(p.steps, st)
	}
	for _, v := range b.values {
		if v.kind == valueVariable && v.base == nil && !changed[v.v] && !slices.Contains(p.stable, v.v) {
			p.stable = append(p.stable, v.v)
		}
	}
	for _, t := range b.outputs {
		p.out = append(p.out, b.header(p, b.value(t)))
	}
	return p
}

// header is the array through which steps see a value.
func (b *planner) header(p *Plan, v *planValue) *Array {
	if v.header != nil {
		return v.header
	}
	r := v.root()
	if r == v && v.kind == valueVariable {
		v.header = v.v.settled()
		return v.header
	}
	h := &Array{dtype: v.spec.DType, shape: v.spec.Shape}
	v.header = h
	switch {
	case r.kind == valueArena && r.stays:
		if r == v {
			h.buf = makeBuf(h.dtype, v.place.size)
			p.own += v.place.size * storageSize(h.dtype)
		} else {
			h.buf = b.header(p, r).buf
		}
	case r.kind == valueArena:
		h.offset = r.place.offset
		p.held = append(p.held, h)
	default:
		p.views = append(p.views, planView{h, b.header(p, r)})
	}
	return h
}
