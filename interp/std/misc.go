package std

import (
	"fmt"
	"os"
	"runtime"
	"strings"

	"kerash/interp/object"
)

func futureModule() *object.Module {
	return &object.Module{Name: "__future__", Doc: "Features that are always on.", Members: func() []object.Member {
		var members []object.Member
		for _, name := range strings.Fields("annotations division print_function absolute_import unicode_literals generators nested_scopes with_statement generator_stop barry_as_FLUFL") {
			members = append(members, object.Const(name, true))
		}
		return members
	}}
}

func gcModule() *object.Module {
	return &object.Module{Name: "gc", Doc: "The garbage collector.", Members: func() []object.Member {
		nothing := func(name, doc string) object.Member {
			return object.Fun(name+"()", doc, func(th *object.Thread, a *object.Bound) (object.Value, error) { return nil, nil })
		}
		return []object.Member{
			object.Fun("collect(generation=2)", "Frees what nothing refers to.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				runtime.GC()
				return 0, nil
			}),
			nothing("enable", "Does nothing: collection is always on."), nothing("disable", "Does nothing: collection is always on."),
			object.Fun("isenabled()", "True.", func(th *object.Thread, a *object.Bound) (object.Value, error) { return true, nil }),
		}
	}}
}

func platformModule() *object.Module {
	return &object.Module{Name: "platform", Doc: "The machine.", Members: func() []object.Member {
		tell := func(name, doc string, f func() string) object.Member {
			return object.Fun(name+"()", doc, func(th *object.Thread, a *object.Bound) (object.Value, error) { return f(), nil })
		}
		machine := map[string]string{"amd64": "x86_64", "arm64": "aarch64"}
		return []object.Member{
			tell("system", "The operating system.", func() string { return strings.ToUpper(runtime.GOOS[:1]) + runtime.GOOS[1:] }),
			tell("machine", "The kind of processor.", func() string {
				if m, ok := machine[runtime.GOARCH]; ok {
					return m
				}
				return runtime.GOARCH
			}),
			tell("processor", "The kind of processor.", func() string { return machine[runtime.GOARCH] }),
			tell("python_version", "The version of Python that kerash follows.", func() string { return pythonVersion + ".0" }),
			tell("python_implementation", "kerash.", func() string { return "kerash" }),
			tell("node", "The name of the machine.", func() string {
				// A machine without a name has the empty one.
				name, _ := os.Hostname()
				return name
			}),
			tell("platform", "System and processor.", func() string { return runtime.GOOS + "-" + runtime.GOARCH }),
			tell("release", "Nothing.", func() string { return "" }),
		}
	}}
}

func tracebackModule() *object.Module {
	return &object.Module{Name: "traceback", Doc: "Exceptions as texts.", Members: func() []object.Member {
		return []object.Member{
			object.Fun("format_exc(limit=None, chain=True)", "Nothing: use format_exception with the exception.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return formatException(th, handled(th))
			}),
			object.Fun("print_exc(limit=None, file=None, chain=True)", "Writes the exception being handled to stderr.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				text, err := formatException(th, handled(th))
				if err != nil {
					return nil, err
				}
				if f := a.Value("file"); f != nil {
					_, err = object.CallMethodOf(th, f, "write", object.Pos(text))
					return nil, err
				}
				_, err = fmt.Fprint(hostOf(th).Stderr, text)
				return nil, err
			}),
			object.Fun("format_exception(exc, value=None, tb=None, limit=None, chain=True)", "The lines of an exception.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				e, ok := a.At(0).(*object.Exception)
				if v, isExc := a.At(1).(*object.Exception); isExc {
					e, ok = v, true
				}
				if !ok {
					return nil, object.TypeErrorf("an exception is required")
				}
				text, err := formatException(th, e)
				l := object.NewList()
				for _, line := range strings.SplitAfter(strings.TrimSuffix(text, "\n"), "\n") {
					l.Elems = append(l.Elems, strings.TrimSuffix(line, "\n")+"\n")
				}
				return l, err
			}),
		}
	}}
}

func handled(th *object.Thread) *object.Exception {
	if th.Handling == nil {
		return nil
	}
	return th.Handling()
}

// formatException is the text that Python shows for an exception.
func formatException(th *object.Thread, e *object.Exception) (string, error) {
	if e == nil {
		return "NoneType: None\n", nil
	}
	var b strings.Builder
	if len(e.Trace) > 0 {
		b.WriteString("Traceback (most recent call last):\n")
	}
	for i := len(e.Trace) - 1; i >= 0; i-- {
		f := e.Trace[i]
		fmt.Fprintf(&b, "  File \"%s\", line %d, in %s\n", f.File, f.Line, f.Func)
		if text := strings.TrimSpace(f.Text); text != "" {
			b.WriteString("    " + text + "\n")
		}
	}
	b.WriteString(e.Class.FullName())
	text, err := object.Str(th, e)
	if text != "" {
		b.WriteString(": " + text)
	}
	return b.String() + "\n", err
}

func pprintModule() *object.Module {
	const args = "indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False"
	return &object.Module{Name: "pprint", Doc: "Values over several lines.", Members: func() []object.Member {
		write := func(th *object.Thread, a *object.Bound) (object.Value, error) {
			text, err := pretty(th, a.At(0), 0, a.Int("width"), a.Bool("sort_dicts"))
			if err != nil {
				return nil, err
			}
			if s := a.Value("stream"); s != nil {
				_, err = object.CallMethodOf(th, s, "write", object.Pos(text+"\n"))
				return nil, err
			}
			_, err = fmt.Fprintln(th.Stdout, text)
			return nil, err
		}
		return []object.Member{
			object.Fun("pprint(object, stream=None, "+args+")", "Prints a value over several lines.", write),
			object.Fun("pp(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=False, underscore_numbers=False)", "Prints a value over several lines, dicts in their order.", write),
			object.Fun("pformat(object, "+args+")", "A value over several lines.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return pretty(th, a.At(0), 0, a.Int("width"), a.Bool("sort_dicts"))
			}),
		}
	}}
}

// pretty writes a value; containers that do not fit the width get a line for
// each element.
func pretty(th *object.Thread, v object.Value, indent, width int, sorted bool) (string, error) {
	if d, ok := v.(*object.Dict); ok && sorted {
		v = sortedDict(th, d)
	}
	one, err := object.Repr(th, v)
	if err != nil || indent+len([]rune(one)) <= width {
		return one, err
	}
	var parts []string
	open, end := "", ""
	add := func(prefix string, x object.Value) error {
		s, err := pretty(th, x, indent+1+len([]rune(prefix)), width, sorted)
		parts = append(parts, prefix+s)
		return err
	}
	switch x := v.(type) {
	case *object.List:
		open, end = "[", "]"
		for _, e := range x.Elems {
			if err := add("", e); err != nil {
				return "", err
			}
		}
	case *object.Tuple:
		open, end = "(", ")"
		for _, e := range x.Elems {
			if err := add("", e); err != nil {
				return "", err
			}
		}
	case *object.Dict:
		open, end = "{", "}"
		for it := x.Entries(); it.Next(); {
			k, err := object.Repr(th, it.Key())
			if err != nil {
				return "", err
			}
			if err := add(k+": ", it.Value()); err != nil {
				return "", err
			}
		}
	default:
		return one, nil
	}
	return open + strings.Join(parts, ",\n"+strings.Repeat(" ", indent+1)) + end, nil
}

// sortedDict gives a dict with its keys in order, where they have one.
func sortedDict(th *object.Thread, d *object.Dict) *object.Dict {
	keys := d.Keys()
	if object.Sort(th, keys, nil, false) != nil {
		return d
	}
	out := object.NewDict()
	for _, k := range keys {
		v, _, _ := d.Get(th, k)
		if out.Set(th, k, v) != nil {
			return d
		}
	}
	return out
}
