package std

import (
	"fmt"
	"io"
	"path/filepath"
	"strconv"
	"strings"

	"kerash/interp/object"
)

func argparseModule() *object.Module {
	return &object.Module{Name: "argparse", Doc: "Arguments of a script.", Members: func() []object.Member {
		return []object.Member{
			object.Const("ArgumentParser", parserClass), object.Const("Namespace", argNamespaceClass),
			object.Const("ArgumentError", argumentError), object.Const("ArgumentTypeError", argumentTypeError),
			object.Const("SUPPRESS", "==SUPPRESS=="), object.Const("REMAINDER", "..."),
			object.Const("RawDescriptionHelpFormatter", nil), object.Const("ArgumentDefaultsHelpFormatter", nil), object.Const("RawTextHelpFormatter", nil),
		}
	}}
}

var (
	argumentError     = object.NewExceptionClass("argparse", "ArgumentError", object.ExceptionClass, "An argument is wrong.")
	argumentTypeError = object.NewExceptionClass("argparse", "ArgumentTypeError", object.ExceptionClass, "An argument cannot be converted.")

	// argNamespaceClass holds the arguments as attributes.
	argNamespaceClass = &object.Class{Name: "Namespace", Module: "argparse", Doc: "The arguments as attributes.", Signature: "Namespace(**kwargs)", Base: namespaceClass}

	parserClass = &object.Class{Name: "ArgumentParser", Module: "argparse", Doc: "Reads the arguments of a script.",
		Signature: "ArgumentParser(prog=None, usage=None, description=None, epilog=None, parents=(), formatter_class=None, prefix_chars='-', fromfile_prefix_chars=None, argument_default=None, conflict_handler='error', add_help=True, allow_abbrev=True, exit_on_error=True)"}
)

// argParser is an ArgumentParser.
type argParser struct {
	prog, description, epilog string
	arguments                 []*argument
}

// PyClass is ArgumentParser.
func (*argParser) PyClass() *object.Class { return parserClass }

// argument is what add_argument declares.
type argument struct {
	flags    []string // none for a positional one
	dest     string
	action   string
	nargs    object.Value // nil, "?", "*", "+", "..." or a number
	constant object.Value
	def      object.Value
	convert  object.Value
	choices  object.Value
	required bool
	help     string
	metavar  string
	version  string
}

func init() {
	argNamespaceClass.Repr = func(th *object.Thread, self object.Value) (string, error) {
		text, err := namespaceClass.Repr(th, self)
		return "Namespace" + text[strings.IndexByte(text, '('):], err
	}
	c := parserClass
	c.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		b, err := parserClass.BindNew(th, args)
		if err != nil {
			return nil, err
		}
		p := &argParser{description: b.StrOr("description", ""), epilog: b.StrOr("epilog", "")}
		if b.Has("prog") {
			p.prog = b.Str("prog")
		} else if argv := hostOf(th).Args; len(argv) > 0 {
			p.prog = filepath.Base(argv[0])
		}
		if b.Bool("add_help") {
			p.arguments = append(p.arguments, &argument{flags: []string{"-h", "--help"}, dest: "help", action: "help", help: "show this help message and exit"})
		}
		return p, nil
	}
	c.Members = parserMembers
}

func parserMembers() []object.Member {
	method := func(sig, doc string, f func(p *argParser, a *object.Bound) (object.Value, error)) object.Member {
		return object.Method(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
			p, ok := a.Native().(*argParser)
			if !ok {
				return nil, object.TypeErrorf("an ArgumentParser is required")
			}
			return f(p, a)
		})
	}
	parse := func(p *argParser, a *object.Bound) (object.Value, []object.Value, error) {
		words := hostOf(a.Thread()).Args
		if len(words) > 0 {
			words = words[1:]
		}
		if a.Has("args") {
			words = nil
			for _, v := range a.Elems("args") {
				s, ok := v.(string)
				if !ok {
					return nil, nil, object.TypeErrorf("arguments must be strings, not %s", object.TypeName(v))
				}
				words = append(words, s)
			}
		}
		r := &argReader{p: p, th: a.Thread(), words: words, out: &object.Instance{Class: argNamespaceClass}, seen: map[*argument]bool{}}
		rest, err := r.read()
		return r.out, rest, err
	}
	return []object.Member{
		method("add_argument(self, *name_or_flags, action='store', nargs=None, const=None, default=None, type=None, choices=None, required=False, help=None, metavar=None, dest=None, version=None)",
			"Declares an argument.", func(p *argParser, a *object.Bound) (object.Value, error) { return nil, p.add(a) }),
		method("parse_args(self, args=None, namespace=None)", "Reads the arguments.", func(p *argParser, a *object.Bound) (object.Value, error) {
			ns, rest, err := parse(p, a)
			if err == nil && len(rest) > 0 {
				err = p.fail(a.Thread(), "unrecognized arguments: "+joinValues(rest))
			}
			return ns, err
		}),
		method("parse_known_args(self, args=None, namespace=None)", "Reads the arguments; gives those that are not declared as well.", func(p *argParser, a *object.Bound) (object.Value, error) {
			ns, rest, err := parse(p, a)
			return object.NewTuple(ns, object.NewList(rest...)), err
		}),
		method("add_argument_group(self, *args, **kwargs)", "The parser itself.", func(p *argParser, a *object.Bound) (object.Value, error) { return p, nil }),
		method("add_mutually_exclusive_group(self, **kwargs)", "The parser itself.", func(p *argParser, a *object.Bound) (object.Value, error) { return p, nil }),
		method("set_defaults(self, **kwargs)", "Sets defaults.", func(p *argParser, a *object.Bound) (object.Value, error) {
			for _, k := range a.Kwargs("kwargs") {
				p.setDefault(k.Name, k.Value)
			}
			return nil, nil
		}),
		method("error(self, message)", "Ends the program with a message.", func(p *argParser, a *object.Bound) (object.Value, error) {
			return nil, p.fail(a.Thread(), a.Str("message"))
		}),
		method("print_help(self, file=None)", "Prints what the arguments are.", func(p *argParser, a *object.Bound) (object.Value, error) {
			_, err := io.WriteString(a.Thread().Stdout, p.helpText())
			return nil, err
		}),
		method("format_help(self)", "What the arguments are.", func(p *argParser, a *object.Bound) (object.Value, error) { return p.helpText(), nil }),
		method("print_usage(self, file=None)", "Prints how the script is called.", func(p *argParser, a *object.Bound) (object.Value, error) {
			_, err := io.WriteString(a.Thread().Stdout, p.usage())
			return nil, err
		}),
	}
}

func joinValues(vals []object.Value) string {
	var parts []string
	for _, v := range vals {
		parts = append(parts, fmt.Sprint(v))
	}
	return strings.Join(parts, " ")
}

func (p *argParser) setDefault(name string, v object.Value) {
	for _, x := range p.arguments {
		if x.dest == name {
			x.def = v
			return
		}
	}
	p.arguments = append(p.arguments, &argument{dest: name, action: "default", def: v})
}

// add is add_argument.
func (p *argParser) add(a *object.Bound) error {
	x := &argument{
		action: a.Str("action"), nargs: a.Value("nargs"), constant: a.Value("const"), def: a.Value("default"), convert: a.Value("type"),
		choices: a.Value("choices"), required: a.Bool("required"), help: a.StrOr("help", ""), dest: a.StrOr("dest", ""), version: a.StrOr("version", ""),
	}
	if m := a.Value("metavar"); m != nil {
		x.metavar = fmt.Sprint(m)
	}
	for _, v := range a.Rest("name_or_flags") {
		s, ok := v.(string)
		if !ok {
			return object.TypeErrorf("argument names must be strings")
		}
		if !strings.HasPrefix(s, "-") {
			if len(x.flags) > 0 {
				return object.ValueErrorf("invalid option string %s: must start with a character '-'", object.StrRepr(s))
			}
			x.dest = s
			x.required = x.nargs != "?" && (x.nargs != "*" || x.def == nil)
			continue
		}
		x.flags = append(x.flags, s)
	}
	if x.dest == "" {
		for _, f := range x.flags {
			if name := strings.TrimLeft(f, "-"); x.dest == "" || strings.HasPrefix(f, "--") && len(x.dest) == 1 {
				x.dest = strings.ReplaceAll(name, "-", "_")
			}
		}
	}
	switch x.action {
	case "store_true":
		x.constant = true
		if x.def == nil {
			x.def = false
		}
	case "store_false":
		x.constant = false
		if x.def == nil {
			x.def = true
		}
	case "store", "store_const", "append", "append_const", "count", "help", "version", "extend":
	default:
		return object.ValueErrorf("unknown action %s", object.StrRepr(x.action))
	}
	for _, old := range p.arguments {
		for _, f := range x.flags {
			if indexOfName(old.flags, f) >= 0 {
				return object.Errorf(argumentError, "argument %s: conflicting option string: %s", strings.Join(x.flags, "/"), f)
			}
		}
	}
	p.arguments = append(p.arguments, x)
	return nil
}

// fail writes the usage and a message and ends the program.
func (p *argParser) fail(th *object.Thread, msg string) error {
	fmt.Fprintf(hostOf(th).Stderr, "%s%s: error: %s\n", p.usage(), p.prog, msg)
	return &object.Raised{Exc: object.NewException(object.SystemExit, 2)}
}

// takesValue reports whether an option has values of its own.
func (x *argument) takesValue() bool {
	return x.action == "store" || x.action == "append" || x.action == "extend"
}

// placeholder is how help names the value.
func (x *argument) placeholder() string {
	switch {
	case x.metavar != "":
		return x.metavar
	case x.choices != nil:
		if elems, err := object.ToSlice(nil, x.choices); err == nil {
			var parts []string
			for _, v := range elems {
				parts = append(parts, fmt.Sprint(v))
			}
			return "{" + strings.Join(parts, ",") + "}"
		}
	case len(x.flags) == 0:
		return x.dest
	}
	return strings.ToUpper(x.dest)
}

// values is the placeholder as often as the argument takes values.
func (x *argument) values() string {
	name := x.placeholder()
	switch n := x.nargs.(type) {
	case string:
		switch n {
		case "?":
			return "[" + name + "]"
		case "*":
			return "[" + name + " ...]"
		case "+":
			return name + " [" + name + " ...]"
		}
		return "..."
	case int:
		return strings.TrimSpace(strings.Repeat(name+" ", n))
	}
	return name
}

func (p *argParser) usage() string {
	parts := []string{}
	var positional []string
	for _, x := range p.arguments {
		switch {
		case x.action == "default":
		case len(x.flags) == 0:
			positional = append(positional, x.values())
		default:
			text := x.flags[0]
			if x.takesValue() {
				text += " " + x.values()
			}
			if !x.required {
				text = "[" + text + "]"
			}
			parts = append(parts, text)
		}
	}
	head := "usage: " + p.prog
	if one := strings.Join(append(append([]string{head}, parts...), positional...), " "); len(one) <= 78 {
		return one + "\n"
	}
	// What does not fit on one line has the positional arguments on their own.
	var b strings.Builder
	line := head
	for i, group := range [][]string{parts, positional} {
		if i == 1 && len(parts) > 0 && len(positional) > 0 {
			b.WriteString(line + "\n")
			line = strings.Repeat(" ", len(head))
		}
		for _, part := range group {
			if len(line)+1+len(part) > 78 {
				b.WriteString(line + "\n")
				line = strings.Repeat(" ", len(head))
			}
			line += " " + part
		}
	}
	return b.String() + line + "\n"
}

func (p *argParser) helpText() string {
	var b strings.Builder
	b.WriteString(p.usage())
	if p.description != "" {
		b.WriteString("\n" + p.description + "\n")
	}
	section := func(title string, positional bool) {
		first := true
		for _, x := range p.arguments {
			if x.action == "default" || (len(x.flags) == 0) != positional {
				continue
			}
			if first {
				b.WriteString("\n" + title + ":\n")
				first = false
			}
			name := x.placeholder()
			if !positional {
				var forms []string
				for _, f := range x.flags {
					if x.takesValue() {
						f += " " + x.values()
					}
					forms = append(forms, f)
				}
				name = strings.Join(forms, ", ")
			}
			help := strings.ReplaceAll(x.help, "%(default)s", fmt.Sprint(x.def))
			switch {
			case help == "":
				fmt.Fprintf(&b, "  %s\n", name)
			case len(name) > 20:
				fmt.Fprintf(&b, "  %s\n%24s%s\n", name, "", help)
			default:
				fmt.Fprintf(&b, "  %-20s  %s\n", name, help)
			}
		}
	}
	section("positional arguments", true)
	section("options", false)
	if p.epilog != "" {
		b.WriteString("\n" + p.epilog + "\n")
	}
	return b.String()
}

// isNumber reports whether a word that begins with - is a negative number.
func isNumber(s string) bool {
	_, err := strconv.ParseFloat(s, 64)
	return err == nil
}
