package eval

import (
	"strings"
	"unicode/utf8"

	"kerash/interp/object"
	"kerash/interp/syntax"
)

// fail notes in the traceback of err that the frame failed at the span, once
// for an activation, and chains it to the exception being handled.
func (fr *Frame) fail(err error, at syntax.Span) error {
	r := object.AsRaised(err)
	e := r.Exc
	if len(e.Trace) == 0 {
		chain(e, fr.ev.handling)
	}
	if fr.traced != e {
		fr.traced = e
		e.Trace = append(e.Trace, Place(fr.code.src, at, fr.code.name))
	}
	return r
}

// chain makes context the one during whose handling e was raised.
func chain(e, context *object.Exception) {
	if e.Context != nil || context == nil {
		return
	}
	for c := context; c != nil; c = c.Context {
		if c == e {
			return
		}
	}
	e.Context = context
}

// Place is the traceback entry of a span.
func Place(src *syntax.Source, at syntax.Span, function string) object.Frame {
	line, col := src.Position(at.Start)
	f := object.Frame{File: src.Name, Func: function, Line: line, Col: col, Text: src.Line(line)}
	text := src.At(at)
	if i := strings.IndexAny(text, "\r\n"); i >= 0 {
		text = text[:i]
	}
	f.EndCol = col + max(1, utf8.RuneCountInString(text))
	return f
}
