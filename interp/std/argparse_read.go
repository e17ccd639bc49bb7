package std

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"kerash/interp/object"
)

// argReader reads the words of one command line.
type argReader struct {
	p     *argParser
	th    *object.Thread
	words []string
	out   *object.Instance
	seen  map[*argument]bool
}

// read sets the attributes and gives the words that no argument is for.
func (r *argReader) read() ([]object.Value, error) {
	for _, x := range r.p.arguments {
		if x.action == "help" || x.action == "version" {
			continue
		}
		v := x.def
		if s, ok := v.(string); ok && x.convert != nil {
			var err error
			if v, err = r.converted(x, s); err != nil {
				return nil, err
			}
		}
		r.out.Attrs.Set(x.dest, v)
	}
	var plain, unknown []string
	onlyPlain := false
	for len(r.words) > 0 {
		w := r.words[0]
		r.words = r.words[1:]
		switch {
		case onlyPlain || w == "-" || !strings.HasPrefix(w, "-") || isNumber(w):
			plain = append(plain, w)
		case w == "--":
			onlyPlain = true
		default:
			known, err := r.option(w)
			if err != nil {
				return nil, err
			}
			if !known {
				unknown = append(unknown, w)
			}
		}
	}
	rest, err := r.positional(plain)
	if err != nil {
		return nil, err
	}
	if err := r.complete(); err != nil {
		return nil, err
	}
	var out []object.Value
	for _, w := range append(unknown, rest...) {
		out = append(out, w)
	}
	return out, nil
}

// option reads one option with its values; known is false when there is none
// of the name.
func (r *argReader) option(w string) (known bool, err error) {
	name, value, given := strings.Cut(w, "=")
	x := r.find(name)
	if x == nil && !strings.HasPrefix(w, "--") && len(w) > 2 {
		// -k5 and -vvv.
		if x = r.find(w[:2]); x != nil {
			if x.takesValue() {
				value, given = w[2:], true
			} else {
				r.words = append([]string{"-" + w[2:]}, r.words...)
			}
		}
	}
	if x == nil {
		return false, nil
	}
	if !x.takesValue() {
		if given {
			return true, r.p.fail(r.th, fmt.Sprintf("argument %s: ignored explicit argument %s", strings.Join(x.flags, "/"), object.StrRepr(value)))
		}
		return true, r.flag(x)
	}
	var vals []string
	if given {
		vals = []string{value}
	} else {
		vals = r.take(x)
	}
	return true, r.store(x, vals)
}

// find gives the option of a name, or of a unique beginning of one.
func (r *argReader) find(name string) *argument {
	var found *argument
	for _, x := range r.p.arguments {
		for _, f := range x.flags {
			if f == name {
				return x
			}
			if strings.HasPrefix(name, "--") && strings.HasPrefix(f, name) {
				found = x
			}
		}
	}
	return found
}

// flag is an option without a value.
func (r *argReader) flag(x *argument) error {
	r.seen[x] = true
	switch x.action {
	case "help", "version":
		text := x.version + "\n"
		if x.action == "help" {
			text = r.p.helpText()
		}
		if _, err := io.WriteString(r.th.Stdout, text); err != nil {
			return err
		}
		return &object.Raised{Exc: object.NewException(object.SystemExit, 0)}
	case "count":
		n, _ := r.out.Attrs.Get(x.dest)
		k, _ := n.(int)
		r.out.Attrs.Set(x.dest, k+1)
	case "append_const":
		r.append(x, x.constant)
	default:
		r.out.Attrs.Set(x.dest, x.constant)
	}
	return nil
}

// take takes the values of an option from the words that follow.
func (r *argReader) take(x *argument) []string {
	_, most := x.counts()
	var vals []string
	for len(r.words) > 0 && len(vals) < most {
		w := r.words[0]
		if strings.HasPrefix(w, "-") && w != "-" && !isNumber(w) && x.nargs != "..." {
			break
		}
		vals = append(vals, w)
		r.words = r.words[1:]
	}
	return vals
}

// counts gives how many values an argument takes at least and at most.
func (x *argument) counts() (least, most int) {
	const many = 1 << 30
	switch n := x.nargs.(type) {
	case int:
		return n, n
	case string:
		switch n {
		case "?":
			return 0, 1
		case "+":
			return 1, many
		}
		return 0, many
	}
	return 1, 1
}

// positional gives the plain words to the positional arguments: each gets as
// many as it can without starving those after it.
func (r *argReader) positional(words []string) ([]string, error) {
	var list []*argument
	for _, x := range r.p.arguments {
		if len(x.flags) == 0 && x.action != "default" {
			list = append(list, x)
		}
	}
	for i, x := range list {
		needed := 0
		for _, y := range list[i+1:] {
			least, _ := y.counts()
			needed += least
		}
		least, most := x.counts()
		n := min(most, max(least, len(words)-needed))
		if n > len(words) {
			return words, nil
		}
		if n == 0 && x.nargs != "*" {
			continue
		}
		if n == 0 && x.def != nil {
			continue
		}
		if err := r.store(x, words[:n]); err != nil {
			return nil, err
		}
		words = words[n:]
	}
	return words, nil
}

// store converts values and sets the attribute.
func (r *argReader) store(x *argument, words []string) error {
	r.seen[x] = true
	least, _ := x.counts()
	if len(words) < least {
		what := "expected one argument"
		switch n := x.nargs.(type) {
		case int:
			what = fmt.Sprintf("expected %d arguments", n)
		case string:
			what = "expected at least one argument"
		}
		return r.p.fail(r.th, "argument "+x.name()+": "+what)
	}
	var vals []object.Value
	for _, w := range words {
		v, err := r.converted(x, w)
		if err != nil {
			return err
		}
		vals = append(vals, v)
	}
	var v object.Value = object.NewList(vals...)
	switch {
	case x.nargs == nil:
		v = vals[0]
	case x.nargs == "?" && len(vals) == 1:
		v = vals[0]
	case x.nargs == "?":
		v = x.constant
	}
	switch x.action {
	case "append":
		r.append(x, v)
	case "extend":
		for _, e := range vals {
			r.append(x, e)
		}
	default:
		r.out.Attrs.Set(x.dest, v)
	}
	return nil
}

func (r *argReader) append(x *argument, v object.Value) {
	old, _ := r.out.Attrs.Get(x.dest)
	l := object.NewList()
	if o, ok := old.(*object.List); ok {
		l.Elems = append(l.Elems, o.Elems...)
	}
	l.Elems = append(l.Elems, v)
	r.out.Attrs.Set(x.dest, l)
}

// name is how errors call the argument.
func (x *argument) name() string {
	if len(x.flags) > 0 {
		return strings.Join(x.flags, "/")
	}
	return x.placeholder()
}

// converted applies type and checks choices.
func (r *argReader) converted(x *argument, word string) (object.Value, error) {
	var v object.Value = word
	if x.convert != nil {
		var err error
		if v, err = object.CallFn(r.th, x.convert, word); err != nil {
			var raised *object.Raised
			if errors.As(err, &raised) && raised.Exc.Class.IsSubclass(argumentTypeError) {
				return nil, r.p.fail(r.th, "argument "+x.name()+": "+raised.Message())
			}
			if object.IsError(err, object.ValueError) || object.IsError(err, object.TypeError) {
				name, _ := object.FuncName(x.convert)
				return nil, r.p.fail(r.th, fmt.Sprintf("argument %s: invalid %s value: %s", x.name(), name, object.StrRepr(word)))
			}
			return nil, err
		}
	}
	if x.choices == nil {
		return v, nil
	}
	ok, err := object.Contains(r.th, x.choices, v)
	if err != nil || ok {
		return v, err
	}
	elems, err := object.ToSlice(r.th, x.choices)
	if err != nil {
		return nil, err
	}
	var parts []string
	for _, c := range elems {
		s, err := object.Repr(r.th, c)
		if err != nil {
			return nil, err
		}
		parts = append(parts, s)
	}
	text, err := object.Repr(r.th, v)
	if err != nil {
		return nil, err
	}
	return nil, r.p.fail(r.th, fmt.Sprintf("argument %s: invalid choice: %s (choose from %s)", x.name(), text, strings.Join(parts, ", ")))
}

// complete refuses a command line that lacks what is required.
func (r *argReader) complete() error {
	var missing []string
	for _, x := range r.p.arguments {
		if x.required && !r.seen[x] && x.action != "default" {
			missing = append(missing, x.name())
		}
	}
	if missing == nil {
		return nil
	}
	return r.p.fail(r.th, "the following arguments are required: "+strings.Join(missing, ", "))
}
