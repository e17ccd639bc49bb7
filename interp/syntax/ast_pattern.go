package syntax

// Pattern is what follows `case`: it fits a value or not, and binds names.
type Pattern interface{ Node }

// PatternBase is what every pattern has: its place.
type PatternBase struct{ Where Span }

// Span is the pattern's place in the source.
func (b *PatternBase) Span() Span { return b.Where }

type (
	// MatchValue fits what equals Value, or for Singleton what is Value: None,
	// True, False.
	MatchValue struct {
		PatternBase
		Value     Expr
		Singleton bool
	}

	// MatchSequence is [a, *rest, b]. An element may be a *MatchStar.
	MatchSequence struct {
		PatternBase
		Elts []Pattern
	}

	// MatchStar is *name in a sequence; Target is nil for *_.
	MatchStar struct {
		PatternBase
		Target *Name
	}

	// MatchMapping is {key: pattern, **rest}; Rest may be nil.
	MatchMapping struct {
		PatternBase
		Keys     []Expr
		Patterns []Pattern
		Rest     *Name
	}

	// MatchClass is Class(positional, name=pattern).
	MatchClass struct {
		PatternBase
		Class      Expr
		Positional []Pattern
		Names      []string
		Named      []Pattern
	}

	// MatchAs is pattern as name, a name alone (Pattern nil) or _ (both nil).
	MatchAs struct {
		PatternBase
		Pattern Pattern
		Target  *Name
	}

	// MatchOr is a | b.
	MatchOr struct {
		PatternBase
		Patterns []Pattern
	}
)

// Match is match Subject: with its cases.
type Match struct {
	StmtBase
	Subject Expr
	Cases   []*MatchCase
}

// MatchCase is case Pattern if Guard: Body; Guard may be nil.
type MatchCase struct {
	Where   Span
	Pattern Pattern
	Guard   Expr
	Body    []Stmt
}

// Span is the place of the case.
func (c *MatchCase) Span() Span { return c.Where }
