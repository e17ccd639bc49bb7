package autograph

import (
	"slices"
	"strings"

	"kerash/interp/syntax"
)

// Variable is one that a branch or loop may change.
type Variable struct {
	Name string
	// Target is a *syntax.Name, *syntax.Attribute or *syntax.Subscript.
	Target syntax.Expr
}

// State are the variables that go into a branch or loop and come out of it with
// other values; only the first outputs of them are used afterwards.
func State(bound, in, out Names) (vars []Variable, outputs int) {
	inputOnly := func(name string) bool { return in.Has(name) && !out.Has(name) && !strings.ContainsAny(name, ".[") }
	for name, target := range bound {
		known := in.Has(name) || out.Has(name)
		if _, simple := target.(*syntax.Name); !simple {
			known = len(used(target).without(in)) == 0
		}
		if known {
			vars = append(vars, Variable{name, target})
		}
	}
	slices.SortFunc(vars, func(a, b Variable) int {
		switch x, y := inputOnly(a.Name), inputOnly(b.Name); {
		case x && !y:
			return 1
		case y && !x:
			return -1
		}
		return strings.Compare(a.Name, b.Name)
	})
	for _, v := range vars {
		if !inputOnly(v.Name) {
			outputs++
		}
	}
	return vars, outputs
}
