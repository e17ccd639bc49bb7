package object

// checkNative checks the number and names of arguments in the words of
// CPython's functions that are written in C.
func (s *Signature) checkNative(args Args) error {
	given, most, least := len(args.Pos), s.positional, s.required
	qual := s.Name
	if s.isMethod() && given > 0 {
		qual = TypeName(NativeOf(args.Pos[0])) + "." + s.Name
		given, most, least = given-1, most-1, least-1
	}
	if s.posOnly == len(s.Params) {
		return s.checkPositional(qual, args, given, least, most)
	}
	for _, k := range args.Kw {
		if i := s.Index(k.Name); s.varKw < 0 && (i < 0 || s.Params[i].Kind == PosOnly) {
			return TypeErrorf("'%s' is an invalid keyword argument for %s()", k.Name, s.Name)
		}
	}
	if s.varArgs >= 0 || s.varKw >= 0 {
		return nil
	}
	if given > most && most == 0 {
		return TypeErrorf("%s() takes no positional arguments", s.Name)
	}
	if n := given + len(args.Kw); given > most || n > len(s.Params) {
		return TypeErrorf("%s() takes at most %d argument%s (%d given)", s.Name, most, pluralS(most), n)
	}
	return s.checkMissing(args, given, least)
}

func (s *Signature) isMethod() bool {
	return len(s.Params) > 0 && (s.Params[0].Name == "self" || s.Params[0].Name == "cls")
}

func pluralS(n int) string {
	if n == 1 {
		return ""
	}
	return "s"
}

// checkPositional checks functions that take no keyword arguments.
func (s *Signature) checkPositional(qual string, args Args, given, least, most int) error {
	switch {
	case len(args.Kw) > 0:
		return TypeErrorf("%s() takes no keyword arguments", qual)
	case given >= least && given <= most:
		return nil
	case most == 0:
		return TypeErrorf("%s() takes no arguments (%d given)", qual, given)
	case least == 1 && most == 1:
		return TypeErrorf("%s() takes exactly one argument (%d given)", qual, given)
	case least == most:
		return TypeErrorf("%s expected %d argument%s, got %d", s.Name, least, pluralS(least), given)
	case given < least:
		return TypeErrorf("%s expected at least %d argument%s, got %d", s.Name, least, pluralS(least), given)
	}
	return TypeErrorf("%s expected at most %d argument%s, got %d", s.Name, most, pluralS(most), given)
}

func (s *Signature) checkMissing(args Args, given, least int) error {
	for i := len(args.Pos); i < s.required; i++ {
		p := &s.Params[i]
		if _, ok := args.Lookup(p.Name); ok {
			continue
		}
		if p.Kind == PosOnly {
			return TypeErrorf("%s() takes at least %d positional argument%s (%d given)", s.Name, least, pluralS(least), given)
		}
		return TypeErrorf("%s() missing required argument '%s' (pos %d)", s.Name, p.Name, i+1-(s.required-least))
	}
	return nil
}
