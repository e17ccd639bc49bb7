package tensor

// flow runs a branch or loop of a graph. Loops run turn by turn: a test that is
// not known yet makes what is being traced run eagerly.
func (r *graphRun) flow(n *GraphNode, in []any) []any {
	call := func(name string) string {
		f, _ := n.Attr(name).(GraphCall)
		return string(f)
	}
	switch n.Op {
	case "If", "StatelessIf":
		return r.branch(in, call("then_branch"), call("else_branch"))
	case "Case", "StatelessCase":
		branches, _ := n.Attr("branches").([]GraphCall)
		i := r.number(in[0])
		if i < 0 || i >= len(branches) {
			i = len(branches) - 1
		}
		if i < 0 {
			Throwf("ValueError", "the SavedModel has a choice between no branches")
		}
		return r.lib.run(r.s, string(branches[i]), in[1:])
	}
	test, body := call("cond"), call("body")
	vars := in
	for r.truth(r.lib.run(r.s, test, vars)) {
		r.s.Interrupted()
		vars = r.lib.run(r.s, body, vars)
	}
	return vars
}

// number is a scalar's value.
func (r *graphRun) number(v any) int { return int(r.asTensor(v, "a number").Array().Int(0)) }

func (r *graphRun) truth(values []any) bool {
	if len(values) == 0 {
		return false
	}
	return r.asTensor(values[0], "a test").Array().Int(0) != 0
}

// branch runs one of two functions: both, as parts of what is being traced, if
// the condition is not known yet.
func (r *graphRun) branch(in []any, yes, no string) []any {
	cond := r.asTensor(in[0], "a condition")
	if !cond.IsSymbolic() {
		if cond.Array().Int(0) != 0 {
			return r.lib.run(r.s, yes, in[1:])
		}
		return r.lib.run(r.s, no, in[1:])
	}
	side := func(name string) *Subgraph {
		return r.s.Subgraph(nil, func() []*Tensor { return r.lib.Run(r.s, name, in[1:]) })
	}
	var out []any
	for _, t := range r.s.If(cond, side(yes), side(no)) {
		out = append(out, t)
	}
	return out
}
