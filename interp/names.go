package interp

import (
	"slices"

	"kerash/interp/object"
	"kerash/interp/syntax"
)

// Lookup finds what a name means to code at the top level: a variable, a
// builtin, or one of the usual modules where they are preloaded.
func (s *Session) Lookup(name string) (object.Value, bool) {
	if v, ok := s.Globals().Get(name); ok {
		return v, true
	}
	if v, ok := s.builtins.Get(name); ok {
		return v, true
	}
	if s.opt.Preload {
		return s.preloaded(name)
	}
	return nil, false
}

// Names lists the names that Lookup finds, sorted.
func (s *Session) Names() []string {
	names := append(s.Globals().Names(), s.builtins.Names()...)
	if s.opt.Preload {
		names = append(names, Preloaded()...)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// Prepare makes a text ready to be run many times, for timing. The function
// that it returns runs it with the session's variables, in the context of what
// runs already.
func (s *Session) Prepare(name, text string, mode syntax.Mode) (func() error, error) {
	m, err := parse(name, text, mode)
	if err != nil {
		return nil, raised(err)
	}
	return func() error {
		shown := s.ev.Show
		s.ev.Show = nil
		defer func() { s.ev.Show = shown }()
		return s.ev.Run(m, s.Globals())
	}, nil
}

// Within runs a text inside of the one that runs, as %run does: with its
// variables and under its context.
func (s *Session) Within(name, text string, mode syntax.Mode) error {
	ctx, shown := s.th.Context(), s.ev.Show
	out := s.Run(ctx, name, text, mode)
	s.th.SetContext(ctx)
	s.ev.Show = shown
	if out.Err != nil {
		return out.Err
	}
	return nil
}
