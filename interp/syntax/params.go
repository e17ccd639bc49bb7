package syntax

// params reads the parameters of a function up to end, which stays.
func (p *parser) params(end string, annotated bool) *Params {
	ps := &Params{}
	r := paramReader{p: p, params: ps, end: end, annotated: annotated, kind: Regular}
	for !p.is(end) {
		r.one()
		if !p.accept(",") {
			break
		}
		if r.bareStar != nil && p.is(end) {
			break
		}
	}
	if r.bareStar != nil {
		p.fail(syntaxErrorf(r.bareStar.at, "named arguments must follow bare *"))
	}
	if !p.is(end) && end == ")" {
		p.unexpected()
	}
	return ps
}

// paramReader keeps what decides whether the next parameter is in order.
type paramReader struct {
	p          *parser
	params     *Params
	end        string
	annotated  bool
	kind       ParamKind
	slash      bool
	hasDefault bool
	bareStar   *token // a * that waits for its first name
}

func (r *paramReader) one() {
	p := r.p
	t := p.tok()
	if n := len(r.params.List); n > 0 && r.params.List[n-1].Kind == VarKw {
		if t.kind == tokName || t.is("*") || t.is("**") || t.is("/") {
			p.fail(syntaxErrorf(t.at, "arguments cannot follow var-keyword argument"))
		}
		p.unexpected()
	}
	switch {
	case p.accept("/"):
		r.positionalOnly(t)
	case p.accept("**"):
		if r.bareStar != nil {
			p.fail(syntaxErrorf(r.bareStar.at, "named arguments must follow bare *"))
		}
		r.star(VarKw, "var-keyword argument cannot have default value")
	case p.accept("*"):
		if r.kind == KwOnly {
			p.fail(syntaxErrorf(t.at, "* argument may appear only once"))
		}
		r.kind = KwOnly
		if p.is(",") || p.is(r.end) {
			r.bareStar = t
			return
		}
		r.star(VarArgs, "var-positional argument cannot have default value")
	case t.is("("):
		what := "Function"
		if !r.annotated {
			what = "Lambda expression"
		}
		p.fail(syntaxErrorf(t.at, "%s parameters cannot be parenthesized", what))
	default:
		r.plain()
	}
}

// positionalOnly is the / that ends the parameters without names.
func (r *paramReader) positionalOnly(t *token) {
	switch {
	case r.slash:
		r.p.fail(syntaxErrorf(t.at, "/ may appear only once"))
	case r.kind == KwOnly:
		r.p.fail(syntaxErrorf(t.at, "/ must be ahead of *"))
	case len(r.params.List) == 0:
		r.p.fail(syntaxErrorf(t.at, "invalid syntax").hint("at least one parameter must come before /"))
	}
	r.slash = true
	for _, q := range r.params.List {
		q.Kind = PosOnly
	}
}

func (r *paramReader) plain() {
	q := r.named(r.kind)
	p := r.p
	r.bareStar = nil
	if p.is("=") {
		eq := p.next()
		if p.is(",") || p.is(r.end) {
			p.fail(syntaxErrorf(eq.at, "expected default value expression"))
		}
		q.Default = p.expression()
		q.Where.End = q.Default.Span().End
		r.hasDefault = r.hasDefault || r.kind == Regular
	} else if r.hasDefault && r.kind == Regular {
		p.fail(syntaxErrorf(q.Where, "non-default argument follows default argument"))
	}
	r.params.List = append(r.params.List, q)
}

func (r *paramReader) star(kind ParamKind, noDefault string) {
	q := r.named(kind)
	if r.p.is("=") {
		r.p.fail(syntaxErrorf(r.p.tok().at, "%s", noDefault))
	}
	r.params.List = append(r.params.List, q)
}

func (r *paramReader) named(kind ParamKind) *Param {
	p := r.p
	n := p.name()
	q := &Param{Where: n.at, Name: n.text, Kind: kind}
	if r.annotated && p.accept(":") {
		if kind == VarArgs && p.is("*") {
			q.Annotation = p.starred()
		} else {
			q.Annotation = p.expression()
		}
		q.Where.End = q.Annotation.Span().End
	}
	return q
}
