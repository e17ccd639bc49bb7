package std

import (
	"fmt"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"kerash/interp/object"
	"kerash/interp/syntax"
)

func tracebackModule() *object.Module {
	return &object.Module{Name: "traceback", Doc: "Exceptions as texts.", Members: func() []object.Member {
		const options = "value=None, tb=None, limit=None, chain=True"
		return []object.Member{
			object.Fun("format_exc(limit=None, chain=True)", "The text of the exception being handled.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return formatException(th, handled(th), a.Bool("chain"))
			}),
			object.Fun("print_exc(limit=None, file=None, chain=True)", "Writes the exception being handled to stderr.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return nil, writeException(th, handled(th), a)
			}),
			object.Fun("print_exception(exc, /, value=None, tb=None, limit=None, file=None, chain=True)", "Writes an exception to stderr.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				e, err := exceptionArg(a)
				if err != nil {
					return nil, err
				}
				return nil, writeException(th, e, a)
			}),
			object.Fun("format_exception(exc, "+options+")", "The lines of an exception.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				e, err := exceptionArg(a)
				if err != nil {
					return nil, err
				}
				text, err := formatException(th, e, a.Bool("chain"))
				return textLines(text), err
			}),
			object.Fun("format_exception_only(exc, value=None)", "The last lines of an exception: its class and message.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				e, err := exceptionArg(a)
				if err != nil {
					return nil, err
				}
				text, err := exceptionLine(th, e)
				return textLines(text), err
			}),
			object.Fun("format_tb(tb, limit=None)", "The lines of a traceback.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				l := object.NewList()
				if tb, ok := a.At(0).(*object.Traceback); ok {
					for _, f := range tb.Frames {
						l.Elems = append(l.Elems, frameText(f))
					}
				}
				return l, nil
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

// exceptionArg is the exception that (exc) or (class, exc, traceback) name.
func exceptionArg(a *object.Bound) (*object.Exception, error) {
	if e, ok := a.At(1).(*object.Exception); ok {
		return e, nil
	}
	e, ok := a.At(0).(*object.Exception)
	if !ok {
		return nil, object.TypeErrorf("Exception expected for value, %s found", object.TypeName(a.At(0)))
	}
	return e, nil
}

func writeException(th *object.Thread, e *object.Exception, a *object.Bound) error {
	text, err := formatException(th, e, a.Bool("chain"))
	if err != nil {
		return err
	}
	if f := a.Value("file"); f != nil {
		_, err = object.CallMethodOf(th, f, "write", object.Pos(text))
		return err
	}
	_, err = fmt.Fprint(hostOf(th).Stderr, text)
	return err
}

// textLines is a list of the lines of a text, with their ends.
func textLines(text string) *object.List {
	l := object.NewList()
	for _, line := range strings.SplitAfter(text, "\n") {
		if line != "" {
			l.Elems = append(l.Elems, line)
		}
	}
	return l
}

// formatException is the text that Python shows for an exception, after those
// it came from.
func formatException(th *object.Thread, e *object.Exception, chain bool) (string, error) {
	if e == nil {
		return "NoneType: None\n", nil
	}
	var b strings.Builder
	if chain {
		before, link := e.Cause, "The above exception was the direct cause of the following exception:"
		if before == nil && !e.SuppressContext {
			before, link = e.Context, "During handling of the above exception, another exception occurred:"
		}
		if before != nil {
			text, err := formatException(th, before, true)
			if err != nil {
				return "", err
			}
			b.WriteString(text + "\n" + link + "\n\n")
		}
	}
	if len(e.Trace) > 0 {
		b.WriteString("Traceback (most recent call last):\n")
	}
	for i := len(e.Trace) - 1; i >= 0; i-- {
		b.WriteString(frameText(e.Trace[i]))
	}
	text, err := exceptionLine(th, e)
	return b.String() + text, err
}

// exceptionLine is the class and message of an exception, with its notes.
func exceptionLine(th *object.Thread, e *object.Exception) (string, error) {
	text, err := object.Str(th, e)
	if err != nil {
		return "", err
	}
	if e.Class.IsSubclass(object.SyntaxError) {
		text = e.Message()
	}
	line := e.Class.FullName()
	if e.Class.Module == "__main__" && e.Class.QualName != "" {
		line = "__main__." + e.Class.QualName
	}
	if text != "" {
		line += ": " + text
	}
	if notes, ok := e.Attrs.Get("__notes__"); ok {
		if l, isList := notes.(*object.List); isList {
			for _, n := range l.Elems {
				line += fmt.Sprintf("\n%v", n)
			}
		}
	}
	return line + "\n", nil
}

// frameText is one place of a traceback, with marks under the part of the line
// that failed unless that is all of it.
func frameText(f object.Frame) string {
	file := f.File
	if strings.HasSuffix(file, ".py") {
		if abs, err := filepath.Abs(file); err == nil {
			file = abs
		}
	}
	out := fmt.Sprintf("  File \"%s\", line %d, in %s\n", file, f.Line, f.Func)
	line := strings.TrimSpace(f.Text)
	if line == "" {
		return out
	}
	out += "    " + line + "\n"
	runes := []rune(f.Text)
	indent := len(runes) - utf8.RuneCountInString(strings.TrimLeft(f.Text, " \t"))
	start, end := f.Col-1, min(f.EndCol-1, len(runes))
	if start < indent || start >= end || end-start >= utf8.RuneCountInString(line) {
		return out
	}
	return out + "    " + strings.Repeat(" ", start-indent) + marks(string(runes[start:end])) + "\n"
}

// marks underlines a failed expression: of an operation or a subscript mostly
// the operator.
func marks(segment string) string {
	n := utf8.RuneCountInString(segment)
	plain := strings.Repeat("^", n)
	m, err := syntax.Parse("", segment, syntax.ModePy)
	if err != nil || len(m.Body) != 1 {
		return plain
	}
	s, ok := m.Body[0].(*syntax.ExprStmt)
	if !ok {
		return plain
	}
	var from, to int
	switch e := s.Value.(type) {
	case *syntax.BinOp:
		from = e.Left.Span().End
		for from < len(segment) && strings.IndexByte(" )\t", segment[from]) >= 0 {
			from++
		}
		to = from + len(e.Op.String())
	case *syntax.Subscript:
		from, to = e.Value.Span().End, len(segment)
	default:
		return plain
	}
	if to > len(segment) {
		return plain
	}
	before, at := utf8.RuneCountInString(segment[:from]), utf8.RuneCountInString(segment[from:to])
	return strings.Repeat("~", before) + strings.Repeat("^", at) + strings.Repeat("~", n-before-at)
}
