package autograph

import (
	"slices"

	"kerash/interp/syntax"
)

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
	for _, t := range targets(s) {
		n = n.with(simple(t))
	}
	return n
}

// simple are the variables among the targets of an assignment.
func simple(e syntax.Expr) Names {
	n := Names{}
	n.target(e)
	for name, t := range n {
		if _, ok := t.(*syntax.Name); !ok {
			delete(n, name)
		}
	}
	return n
}

// uses are the variables that a statement itself reads.
func uses(s syntax.Stmt) Names {
	n := Names{}
	set := targets(s)
	for _, e := range expressions(s) {
		if slices.Contains(set, e) {
			n.readTarget(e)
		} else {
			n.read(e)
		}
	}
	switch s := s.(type) {
	case *syntax.FunctionDef:
		n.free(s.Scope)
	case *syntax.ClassDef:
		n.free(s.Scope)
	}
	return n
}

// used are the variables that an expression reads.
func used(e syntax.Expr) Names {
	n := Names{}
	n.read(e)
	return n
}

func (n Names) read(e syntax.Expr) {
	walk(e, func(e syntax.Expr) {
		if x, ok := e.(*syntax.Name); ok {
			n[x.Ident] = nil
		}
		if sc := scopeOf(e); sc != nil {
			n.free(sc)
		}
	})
}

// readTarget adds the variables that an assignment to e reads: those of which it
// sets a part.
func (n Names) readTarget(e syntax.Expr) {
	switch e := e.(type) {
	case *syntax.Name:
	case *syntax.Tuple, *syntax.List, *syntax.Starred:
		for _, x := range parts(e) {
			n.readTarget(x)
		}
	default:
		n.read(e)
	}
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
