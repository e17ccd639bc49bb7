package eval

import (
	"strings"

	"kerash/interp/object"
	"kerash/interp/syntax"
)

type importStmt struct{ names []importedModule }

// importedModule is one a.b.c as d.
type importedModule struct {
	name string
	// whole is set when `as` binds the module itself rather than its first part.
	whole  bool
	target variable
	at     syntax.Span
}

func (l *lowerer) importStmt(s *syntax.Import) stmt {
	out := &importStmt{}
	for _, a := range s.Names {
		out.names = append(out.names, importedModule{a.Name, a.As != "", l.variable(a.Target), a.Where})
	}
	return out
}

func (s *importStmt) exec(fr *Frame) (flow, error) {
	for _, m := range s.names {
		v, err := fr.ev.module(m.name)
		if err != nil {
			return onward, fr.fail(err, m.at)
		}
		if first, _, dotted := strings.Cut(m.name, "."); dotted && !m.whole {
			if v, err = fr.ev.module(first); err != nil {
				return onward, fr.fail(err, m.at)
			}
		}
		if err := m.target.set(fr, v); err != nil {
			return onward, err
		}
	}
	return onward, nil
}

func (ev *Evaluator) module(name string) (*object.Module, error) {
	if ev.th.Import == nil {
		return nil, object.Errorf(object.ModuleNotFoundError, "No module named '%s'", name)
	}
	return ev.th.Import(ev.th, name)
}

type importFromStmt struct {
	module string
	where  syntax.Span
	names  []importedName
}

type importedName struct {
	name   string
	target variable // nil for *
	at     syntax.Span
}

func (l *lowerer) importFrom(s *syntax.ImportFrom) stmt {
	out := &importFromStmt{module: s.Module, where: s.ModuleWhere}
	if s.Level > 0 || s.ModuleWhere.End == 0 {
		out.where = s.Where
	}
	if s.Level > 0 {
		out.module = strings.Repeat(".", s.Level) + s.Module
	}
	for _, a := range s.Names {
		n := importedName{name: a.Name, at: a.Where}
		if a.Name != "*" {
			n.target = l.variable(a.Target)
		}
		out.names = append(out.names, n)
	}
	return out
}

func (s *importFromStmt) exec(fr *Frame) (flow, error) {
	name, err := absolute(fr, s.module)
	if err != nil {
		return onward, fr.fail(err, s.where)
	}
	m, err := fr.ev.module(name)
	if err != nil {
		return onward, fr.fail(err, s.where)
	}
	for _, n := range s.names {
		if n.target == nil {
			if err := importAll(fr, m); err != nil {
				return onward, fr.fail(err, n.at)
			}
			continue
		}
		v, err := fr.ev.member(m, n.name)
		if err != nil {
			return onward, fr.fail(err, n.at)
		}
		if err := n.target.set(fr, v); err != nil {
			return onward, err
		}
	}
	return onward, nil
}

// absolute resolves the leading dots of a module's name.
func absolute(fr *Frame, name string) (string, error) {
	rest := strings.TrimLeft(name, ".")
	level := len(name) - len(rest)
	if level == 0 {
		return name, nil
	}
	v, _ := fr.globals.Get("__package__")
	pkg, _ := v.(string)
	if pkg == "" {
		return "", object.Errorf(object.ImportError, "attempted relative import with no known parent package")
	}
	parts := strings.Split(pkg, ".")
	if level > len(parts) {
		return "", object.Errorf(object.ImportError, "attempted relative import beyond top-level package")
	}
	parts = parts[:len(parts)-level+1]
	if rest != "" {
		parts = append(parts, rest)
	}
	return strings.Join(parts, "."), nil
}

// member finds what `from m import name` binds: an attribute, or a submodule.
func (ev *Evaluator) member(m *object.Module, name string) (object.Value, error) {
	v, ok, err := object.FindAttr(ev.th, m, name)
	if ok || err != nil {
		return v, err
	}
	sub, err := ev.module(m.Name + "." + name)
	if err == nil {
		return sub, nil
	}
	if !object.IsError(err, object.ModuleNotFoundError) {
		return nil, err
	}
	missing := object.Errorf(object.ImportError, "cannot import name '%s' from '%s' (unknown location)", name, m.Name)
	if near := object.Closest(name, object.Dir(m)); near != "" {
		return nil, missing.WithHint("did you mean '%s'?", near)
	}
	return nil, missing
}

// importAll binds the public names of a module: those of __all__, or all that
// do not begin with an underscore.
func importAll(fr *Frame, m *object.Module) error {
	names := m.Dict().Names()
	if all, ok := m.Dict().Get("__all__"); ok {
		listed, err := object.ToSlice(fr.ev.th, all)
		if err != nil {
			return err
		}
		names = names[:0]
		for _, v := range listed {
			if s, ok := v.(string); ok {
				names = append(names, s)
			}
		}
	} else {
		names = public(names)
	}
	for _, name := range names {
		v, err := fr.ev.member(m, name)
		if err != nil {
			return err
		}
		fr.globals.Set(name, v)
	}
	return nil
}

func public(names []string) []string {
	var out []string
	for _, n := range names {
		if !strings.HasPrefix(n, "_") {
			out = append(out, n)
		}
	}
	return out
}
