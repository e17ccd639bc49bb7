package syntax

func (r *resolver) match(s *Match) {
	r.expr(s.Subject)
	for _, c := range s.Cases {
		r.pattern(c.Pattern)
		r.expr(c.Guard)
		r.stmts(c.Body)
	}
}

func (r *resolver) patterns(list []Pattern) {
	for _, p := range list {
		r.pattern(p)
	}
}

// pattern notes the names that a pattern reads and binds.
func (r *resolver) pattern(p Pattern) {
	switch p := p.(type) {
	case *MatchValue:
		r.expr(p.Value)
	case *MatchSequence:
		r.patterns(p.Elts)
	case *MatchStar:
		r.storeIf(p.Target)
	case *MatchMapping:
		r.exprs(p.Keys)
		r.patterns(p.Patterns)
		r.storeIf(p.Rest)
	case *MatchClass:
		r.expr(p.Class)
		r.patterns(p.Positional)
		r.patterns(p.Named)
	case *MatchAs:
		if p.Pattern != nil {
			r.pattern(p.Pattern)
		}
		r.storeIf(p.Target)
	case *MatchOr:
		r.patterns(p.Patterns)
	}
}

func (r *resolver) storeIf(n *Name) {
	if n != nil {
		r.store(n)
	}
}
