// Package repl is the shell around a session.
package repl

import (
	"kerash/interp/object"
	"kerash/repl/display"
)

// Problem is an exception as it is drawn.
func Problem(th *object.Thread, r *object.Raised) display.Problem {
	return problem(th, r.Exc, map[*object.Exception]bool{})
}

// problem follows the causes; seen keeps it from going round in circles.
func problem(th *object.Thread, e *object.Exception, seen map[*object.Exception]bool) display.Problem {
	seen[e] = true
	p := display.Problem{Class: className(e.Class), Message: message(th, e), Hint: e.Hint}
	for i := len(e.Trace) - 1; i >= 0; i-- {
		p.Frames = append(p.Frames, frame(e.Trace[i]))
	}
	earlier, direct := e.Cause, true
	if earlier == nil && !e.SuppressContext {
		earlier, direct = e.Context, false
	}
	if earlier != nil && !seen[earlier] {
		q := problem(th, earlier, seen)
		p.Causes = append(q.Causes, display.Cause{Problem: q, Direct: direct})
		p.Causes[len(p.Causes)-1].Problem.Causes = nil
	}
	return p
}

// className is the class as tracebacks write it.
func className(c *object.Class) string {
	if c.Module == "__main__" {
		return c.Name
	}
	return c.FullName()
}

func message(th *object.Thread, e *object.Exception) string {
	if e.Class.IsSubclass(object.SyntaxError) {
		return e.Message() // the place stands below
	}
	if text, err := object.Str(th, e); err == nil {
		return text
	}
	return "<exception str() failed>"
}

func frame(f object.Frame) display.Frame {
	name := f.Func
	if name == "<module>" {
		name = ""
	}
	return display.Frame{Name: f.File, Function: name, Line: f.Line, Col: f.Col, Text: f.Text, Length: max(1, f.EndCol-f.Col)}
}
