package builtins

import (
	"bufio"
	"io"
	"strings"

	"kerash/interp/object"
)

var outputFuncs = []*object.Builtin{
	object.RawFunc("print(*args, sep=' ', end='\\n', file=None, flush=False)", "Writes the values as text, sep between them and end after them.", print),
	Open,
	object.Func("input(prompt='', /)", "Reads a line.", input),
	exitFunc("exit"),
	exitFunc("quit"),
}

func exitFunc(name string) *object.Builtin {
	return object.Func(name+"(code=None)", "Leaves the program.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
		return nil, &object.Raised{Exc: object.NewException(object.SystemExit, a.At(0))}
	})
}

func print(th *object.Thread, args object.Args) (object.Value, error) {
	sep, end := " ", "\n"
	var file object.Value
	for _, k := range args.Kw {
		switch k.Name {
		case "sep", "end":
			s, ok := k.Value.(string)
			switch {
			case k.Value == nil:
				continue
			case !ok:
				return nil, object.TypeErrorf("%s must be None or a string, not %s", k.Name, object.TypeName(k.Value))
			case k.Name == "sep":
				sep = s
			default:
				end = s
			}
		case "file":
			file = k.Value
		case "flush":
		default:
			return nil, object.TypeErrorf("'%s' is an invalid keyword argument for print()", k.Name)
		}
	}
	var b strings.Builder
	for i, v := range args.Pos {
		if i > 0 {
			b.WriteString(sep)
		}
		s, err := object.Str(th, v)
		if err != nil {
			return nil, err
		}
		b.WriteString(s)
	}
	b.WriteString(end)
	if file != nil {
		_, err := object.CallMethodOf(th, file, "write", object.Pos(b.String()))
		return nil, err
	}
	_, err := io.WriteString(th.Stdout, b.String())
	return nil, err
}

func input(th *object.Thread, a *object.Bound) (object.Value, error) {
	prompt, err := object.Str(th, a.At(0))
	if err != nil {
		return nil, err
	}
	if _, err := io.WriteString(th.Stdout, prompt); err != nil {
		return nil, err
	}
	if th.Stdin == nil {
		return nil, object.Errorf(object.EOFError, "EOF when reading a line")
	}
	in := object.Get(th, func() *bufio.Reader { return bufio.NewReader(th.Stdin) })
	line, err := in.ReadString('\n')
	if err == io.EOF && line == "" {
		return nil, object.Errorf(object.EOFError, "EOF when reading a line")
	}
	if err != nil && err != io.EOF {
		return nil, err
	}
	return strings.TrimRight(line, "\r\n"), nil
}
