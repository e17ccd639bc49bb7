// Package autograph prepares the body of a function for control flow on
// tensors: it turns the jumps of a body into variables and conditions, so that
// each loop and branch has one way in and one way out, and finds the variables
// that a branch or a loop gives to what comes after it.
//
// The transformations are those of TensorFlow's AutoGraph, on which the errors
// that users see depend.
package autograph

import (
	"fmt"

	"kerash/interp/syntax"
)

// Names is a set of variables; a part of a variable is one by its composite
// name. Those that statements set come with a target that does it.
type Names map[string]syntax.Expr

// Has reports whether the variable is in the set.
func (n Names) Has(name string) bool {
	_, ok := n[name]
	return ok
}

// with is the union.
func (n Names) with(others ...Names) Names {
	out := make(Names, len(n))
	for _, set := range append([]Names{n}, others...) {
		for k, e := range set {
			if out[k] == nil {
				out[k] = e
			}
		}
	}
	return out
}

// without is n but for the names of another set.
func (n Names) without(o Names) Names {
	out := make(Names, len(n))
	for k, e := range n {
		if !o.Has(k) {
			out[k] = e
		}
	}
	return out
}

// Bound are the variables and the parts of variables that statements give
// a value.
func Bound(body []syntax.Stmt) Names {
	n := Names{}
	for _, s := range body {
		n.bind(s)
	}
	return n
}

func (n Names) bind(s syntax.Stmt) {
	for _, e := range expressions(s) {
		walk(e, func(e syntax.Expr) {
			if x, ok := e.(*syntax.NamedExpr); ok {
				n.target(x.Target)
			}
		})
	}
	for _, t := range targets(s) {
		n.target(t)
	}
	switch s := s.(type) {
	case *syntax.AugAssign:
		n.target(s.Target)
	case *syntax.Delete:
		for _, t := range s.Targets {
			n.target(t)
		}
	case *syntax.Try:
		for _, h := range s.Handlers {
			if h.Target != nil {
				n.target(h.Target)
			}
		}
	}
	for _, b := range blocks(s) {
		for _, s := range b {
			n.bind(s)
		}
	}
}

func (n Names) target(e syntax.Expr) {
	switch e := e.(type) {
	case *syntax.Name:
		n[e.Ident] = e
	case *syntax.Attribute, *syntax.Subscript:
		if name, ok := composite(e); ok {
			n[name] = e
		}
	case *syntax.Tuple:
		for _, x := range e.Elts {
			n.target(x)
		}
	case *syntax.List:
		for _, x := range e.Elts {
			n.target(x)
		}
	case *syntax.Starred:
		n.target(e.Value)
	}
}

// composite is the name of a part of a variable, as in self.total or sums[i]:
// attributes, and elements whose index is a variable or a literal.
func composite(e syntax.Expr) (string, bool) {
	switch e := e.(type) {
	case *syntax.Name:
		return e.Ident, true
	case *syntax.Attribute:
		if name, ok := composite(e.Value); ok {
			return name + "." + e.Attr, true
		}
	case *syntax.Subscript:
		name, ok := composite(e.Value)
		if !ok {
			return "", false
		}
		switch i := e.Index.(type) {
		case *syntax.Name:
			return name + "[" + i.Ident + "]", true
		case *syntax.Constant:
			if s, ok := i.Value.(string); ok {
				return name + "['" + s + "']", true
			}
			return fmt.Sprintf("%s[%v]", name, i.Value), true
		}
	}
	return "", false
}
