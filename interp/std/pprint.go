package std

import (
	"fmt"
	"strings"

	"kerash/interp/object"
)

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
