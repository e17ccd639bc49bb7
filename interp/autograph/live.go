package autograph

import "kerash/interp/syntax"

// Live are the variables whose values the statements, or what comes after them,
// use: out are those that are used afterwards. The statements must be free of
// jumps, as [WithoutJumps] leaves them.
func Live(body []syntax.Stmt, out Names) Names {
	for i := len(body) - 1; i >= 0; i-- {
		out = live(body[i], out)
	}
	return out
}

func live(s syntax.Stmt, out Names) Names {
	switch s := s.(type) {
	case *syntax.If:
		return Live(s.Body, out).with(Live(s.Orelse, out), uses(s))
	case *syntax.While:
		return uses(s).with(AtLoop(s, out))
	case *syntax.For:
		return used(s.Iter).with(AtLoop(s, out))
	case *syntax.With:
		return uses(s).with(Live(s.Body, out).without(killed(s)))
	case *syntax.Try, *syntax.Match:
		return AtParts(s, out).with(uses(s))
	}
	return uses(s).with(out.without(killed(s)))
}

// AtLoop are the variables that are used where a loop's next turn would begin:
// by the turns, or by what comes after the loop.
func AtLoop(s syntax.Stmt, out Names) Names {
	at := out
	for {
		var turn Names
		switch s := s.(type) {
		case *syntax.While:
			turn = uses(s).with(Live(s.Body, at), Live(s.Orelse, out))
		case *syntax.For:
			turn = Live(s.Body, at).without(simple(s.Target)).with(Live(s.Orelse, out))
		}
		next := at.with(turn)
		if len(next) == len(at) {
			return at
		}
		at = next
	}
}

// AtParts are the variables that are used where one part of a statement ends
// that any other part may follow: of try and match.
func AtParts(s syntax.Stmt, out Names) Names {
	at := out
	for {
		next := at
		for _, b := range blocks(s) {
			next = next.with(Live(b, at))
		}
		if len(next) == len(at) {
			return at
		}
		at = next
	}
}

// killed are the variables that get a new value whatever they were.
func killed(s syntax.Stmt) Names {
	n := Names{}
	switch s := s.(type) {
	case *syntax.Assign:
		for _, t := range s.Targets {
			n = n.with(simple(t))
		}
	case *syntax.AnnAssign:
		if s.Value != nil {
			return simple(s.Target)
		}
	case *syntax.With:
		for _, item := range s.Items {
			n = n.with(simple(item.Target))
		}
	case *syntax.FunctionDef:
		return simple(s.Target)
	case *syntax.ClassDef:
		return simple(s.Target)
	case *syntax.Import:
		n.aliases(s.Names)
	case *syntax.ImportFrom:
		n.aliases(s.Names)
	}
	return n
}

// simple are the variables among the targets of an assignment.
func simple(e syntax.Expr) Names {
	n := Names{}
	var add func(e syntax.Expr)
	add = func(e syntax.Expr) {
		switch e := e.(type) {
		case *syntax.Name:
			n[e.Ident] = nil
		case *syntax.Tuple:
			for _, x := range e.Elts {
				add(x)
			}
		case *syntax.List:
			for _, x := range e.Elts {
				add(x)
			}
		case *syntax.Starred:
			add(e.Value)
		}
	}
	add(e)
	return n
}

// uses are the variables that a statement itself reads.
func uses(s syntax.Stmt) Names {
	n := Names{}
	targets := map[syntax.Expr]bool{}
	switch s := s.(type) {
	case *syntax.Assign:
		for _, t := range s.Targets {
			markTargets(t, targets)
		}
	case *syntax.AnnAssign:
		markTargets(s.Target, targets)
	case *syntax.For:
		markTargets(s.Target, targets)
	case *syntax.With:
		for _, item := range s.Items {
			markTargets(item.Target, targets)
		}
	case *syntax.FunctionDef:
		n.free(s.Scope)
	case *syntax.ClassDef:
		n.free(s.Scope)
	}
	for _, e := range expressions(s) {
		n.read(e, targets)
	}
	return n
}

// used are the variables that an expression reads.
func used(e syntax.Expr) Names {
	n := Names{}
	n.read(e, nil)
	return n
}

func (n Names) read(e syntax.Expr, targets map[syntax.Expr]bool) {
	walk(e, func(e syntax.Expr) {
		if x, ok := e.(*syntax.Name); ok && !targets[x] {
			n[x.Ident] = nil
		}
		if sc := scopeOf(e); sc != nil {
			n.free(sc)
		}
	})
}

// free adds the variables that an inner function takes from this one.
func (n Names) free(sc *syntax.Scope) {
	if sc == nil {
		return
	}
	for _, v := range sc.Free {
		n[v.Name] = nil
	}
}

func markTargets(e syntax.Expr, targets map[syntax.Expr]bool) {
	switch e := e.(type) {
	case *syntax.Name:
		targets[e] = true
	case *syntax.Tuple:
		for _, x := range e.Elts {
			markTargets(x, targets)
		}
	case *syntax.List:
		for _, x := range e.Elts {
			markTargets(x, targets)
		}
	case *syntax.Starred:
		markTargets(e.Value, targets)
	}
}
