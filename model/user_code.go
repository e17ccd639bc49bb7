package model

import (
	"bytes"
	"io"
)

// UserCode is a part of a model, such as a Lambda layer, that may call functions
// of the user's.
type UserCode interface{ RunsUserCode() bool }

// runsUserCode reports whether code of the user's takes part in a model's steps,
// so that how often it runs can be seen.
func runsUserCode(m Model) bool {
	_, user := m.(TrainStepper) // all models of the user's classes
	eachLayer(m, func(l *Base) {
		switch x := l.self.(type) {
		case UserObject:
			user = true
		case UserCode:
			user = user || x.RunsUserCode()
		}
	})
	k := m.ModelCore().compiled
	if user || k == nil {
		return user
	}
	o := k.options
	return isUserCode(o.Loss) || isUserCode(o.Metrics) || isUserCode(o.WeightedMetrics) || isUserCode(o.Optimizer)
}

// isUserCode reports whether there are functions or objects of the user's in
// what compile was given.
func isUserCode(x any) bool {
	switch x := x.(type) {
	case UserObject:
		return true
	case Callable:
		return true
	case []any:
		for _, e := range x {
			if isUserCode(e) {
				return true
			}
		}
	case Tup:
		return isUserCode([]any(x))
	case *Map:
		for _, e := range x.Vals {
			if isUserCode(e) {
				return true
			}
		}
	}
	return false
}

// skipLines drops the next n lines that user code prints, until restore is
// called.
func (st *State) skipLines(n int) (restore func()) {
	if st.Prints == nil || n == 0 {
		return func() {}
	}
	return st.Prints(func(out io.Writer) io.Writer { return &lineSkipper{out, n} })
}

// countLines adds the lines that user code prints to n, until restore is called.
func (st *State) countLines(n *int) (restore func()) {
	if st.Prints == nil {
		return func() {}
	}
	return st.Prints(func(out io.Writer) io.Writer { return &lineCounter{out, n} })
}

type lineSkipper struct {
	out  io.Writer
	skip int
}

func (w *lineSkipper) Write(p []byte) (int, error) {
	rest := p
	for w.skip > 0 {
		i := bytes.IndexByte(rest, '\n')
		if i < 0 {
			return len(p), nil
		}
		rest = rest[i+1:]
		w.skip--
	}
	if len(rest) > 0 {
		if _, err := w.out.Write(rest); err != nil {
			return 0, err
		}
	}
	return len(p), nil
}

type lineCounter struct {
	out io.Writer
	n   *int
}

func (w *lineCounter) Write(p []byte) (int, error) {
	*w.n += bytes.Count(p, []byte("\n"))
	return w.out.Write(p)
}
