package tensor

import "kerash/tensor/internal/kernel"

// rewrite replaces pairs of calls by cheaper ones that give the same bits.
func (b *planner) rewrite() {
	uses := map[*planValue]int{}
	maker := map[*planValue]int{}
	for i, c := range b.calls {
		for _, v := range c.in {
			uses[v]++
		}
		for _, v := range c.out {
			maker[v] = i
		}
	}
	for i := range b.calls {
		if j, ok := b.poolBeforeRelu(i, uses, maker); ok {
			b.swapPoolAndRelu(j, i)
		}
	}
}

// poolBeforeRelu tells that call i is the way back through a relu of what call
// j, the way back through a max pooling, spreads. The gradient of a window goes
// to its largest element, which is the window's result: the relu's factor, 0 or
// 1, is the same for both, and the results are fewer.
func (b *planner) poolBeforeRelu(i int, uses, maker map[*planValue]int) (j int, ok bool) {
	c := &b.calls[i]
	if c.call.Op != opActivationGrad || len(c.in) != 2 {
		return 0, false
	}
	a := c.call.Attr.(*actAttr)
	if a.order != 1 || a.act.gk != kernel.GradRelu && a.act.gk != kernel.GradRelu6 {
		return 0, false
	}
	g := c.in[1]
	j, made := maker[g]
	if !made || uses[g] != 1 || g.stays || b.calls[j].call.Op != opMaxPoolGrad || b.calls[j].in[0] != c.in[0] {
		return 0, false
	}
	return j, true
}

// swapPoolAndRelu lets call j do the relu, on the pooled gradient, and call i
// the pooling.
func (b *planner) swapPoolAndRelu(j, i int) {
	pool, relu := &b.calls[j], &b.calls[i]
	x, y, g := pool.in[0], pool.in[1], pool.in[2]
	small := &planValue{spec: y.spec, kind: valueArena}
	b.values = append(b.values, small)
	reluCall, poolCall := *relu.call, *pool.call
	reluCall.In, reluCall.Out = []Spec{y.spec, g.spec}, []Spec{small.spec}
	wide := relu.out[0]
	*pool = plannedCall{node: pool.node, call: &reluCall, eval: reluCall.Op.Eval, in: []*planValue{y, g}, out: []*planValue{small}}
	*relu = plannedCall{node: relu.node, call: &poolCall, eval: poolCall.Op.Eval, in: []*planValue{x, y, small}, out: []*planValue{wide}}
}
