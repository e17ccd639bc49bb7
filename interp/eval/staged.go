package eval

import (
	"sync"

	"kerash/interp/autograph"
	"kerash/interp/object"
	"kerash/interp/syntax"
)

// stagedCode is the body of a function prepared for graphs: its branches and
// loops have one way in and one way out.
type stagedCode struct {
	once  sync.Once
	ok    bool
	code  code
	flow  *autograph.Body
	block block
	value expr // of a lambda
}

// lower prepares the body at the first call within a graph. It reports whether
// that is possible.
func (g *stagedCode) lower(c *funcCode) bool {
	g.once.Do(func() {
		if c.generator {
			return
		}
		g.code = c.code
		g.code.staged = true
		if c.lambda != nil {
			g.value, g.ok = g.code.lowerer().expr(c.lambda), true
			return
		}
		if g.flow = autograph.WithoutJumps(c.body); g.flow == nil {
			return
		}
		l := g.code.lowerer()
		l.flow, l.live = g.flow, autograph.Names{}
		for _, n := range []*syntax.Name{g.flow.Returned, g.flow.Value} {
			if n != nil {
				l.live[n.Ident] = nil
			}
		}
		g.block, g.ok = l.block(g.flow.Stmts), true
	})
	return g.ok
}

// run runs the body in a frame whose parameters are bound.
func (g *stagedCode) run(fr *Frame) (object.Value, error) {
	if g.value != nil {
		return g.value.eval(fr)
	}
	saved := fr.flags
	fr.flags = make([]object.Value, len(g.flow.Flags))
	defer func() { fr.flags = saved }()
	for i := range fr.flags {
		fr.flags[i] = object.Unset
	}
	if g.flow.Returned != nil {
		fr.flags[g.flow.Returned.Ref.Index] = false
	}
	if _, err := g.block.exec(fr); err != nil || g.flow.Value == nil {
		return nil, err
	}
	if v := fr.flags[g.flow.Value.Ref.Index]; v != object.Unset {
		return v, nil
	}
	return nil, nil
}

// flag is a variable that stands for a jump.
type flag struct {
	named
	index int
}

func (v *flag) find(fr *Frame) (object.Value, error) {
	if x := fr.flags[v.index]; x != object.Unset {
		return x, nil
	}
	return nil, v.unbound()
}

func (v *flag) eval(fr *Frame) (object.Value, error) { return placed(fr, v, v.at) }

func (v *flag) set(fr *Frame, x object.Value) error {
	fr.flags[v.index] = x
	return nil
}

func (v *flag) del(fr *Frame) error { return v.set(fr, object.Unset) }

// after gives, for each statement of a body that is prepared for a graph, the
// variables that are used after it; nil for other bodies.
func (l *lowerer) after(body []syntax.Stmt) []autograph.Names {
	if l.flow == nil {
		return nil
	}
	after := make([]autograph.Names, len(body))
	next := l.live
	for i := len(body) - 1; i >= 0; i-- {
		after[i] = next
		next = autograph.Live(body[i:i+1], next)
	}
	return after
}

// staged prepares the statements that tensors may decide about; nil for others.
func (l *lowerer) staged(s syntax.Stmt) stmt {
	switch s := s.(type) {
	case *syntax.If:
		return l.stagedIf(s)
	case *syntax.While:
		return l.stagedWhile(s)
	case *syntax.For:
		if !s.Async {
			return l.stagedFor(s)
		}
	case *syntax.Try, *syntax.Match:
		l.live = autograph.AtParts(s, l.live)
	}
	return nil
}

func (l *lowerer) text(at syntax.Span) string { return l.src.At(at) }

// state prepares the variables that a statement changes.
func (l *lowerer) state(bound, in autograph.Names) flowState {
	vars, outputs := autograph.State(bound, in, l.live)
	st := flowState{outputs: outputs}
	for _, v := range vars {
		st.names = append(st.names, v.Name)
		switch t := v.Target.(type) {
		case *syntax.Attribute:
			st.vars = append(st.vars, &attrState{l.expr(t.Value), t.Attr})
		case *syntax.Subscript:
			st.vars = append(st.vars, &itemState{l.expr(t.Value), l.expr(t.Index)})
		case *syntax.Name:
			st.vars = append(st.vars, nameState{l.variable(t)})
		}
	}
	return st
}

// flowState is the variables that a statement changes.
type flowState struct {
	names   []string
	outputs int
	vars    []stateVar
}

// stateVar is one of them; a variable without a value has object.Unset.
type stateVar interface {
	get(fr *Frame) object.Value
	put(fr *Frame, v object.Value) error
}

func (s *flowState) in(fr *Frame) *object.FlowState {
	return &object.FlowState{Names: s.names, Outputs: s.outputs,
		Get: func() []object.Value {
			out := make([]object.Value, len(s.vars))
			for i, v := range s.vars {
				out[i] = v.get(fr)
			}
			return out
		},
		Set: func(values []object.Value) error {
			for i, v := range s.vars {
				if err := v.put(fr, values[i]); err != nil {
					return err
				}
			}
			return nil
		}}
}

type nameState struct{ v variable }

func (s nameState) get(fr *Frame) object.Value {
	v, err := s.v.(direct).find(fr)
	if err != nil {
		return object.Unset
	}
	return v
}

func (s nameState) put(fr *Frame, v object.Value) error {
	if v != object.Unset {
		return s.v.set(fr, v)
	}
	if s.get(fr) == object.Unset {
		return nil
	}
	return s.v.del(fr)
}

// attrState is an attribute of a variable.
type attrState struct {
	obj  expr
	name string
}

func (s *attrState) get(fr *Frame) object.Value {
	o, err := s.obj.eval(fr)
	if err != nil {
		return object.Unset
	}
	v, err := object.GetAttr(fr.ev.th, o, s.name)
	if err != nil {
		return object.Unset
	}
	return v
}

func (s *attrState) put(fr *Frame, v object.Value) error {
	if old := s.get(fr); v == object.Unset || object.Is(old, v) {
		return nil
	}
	o, err := s.obj.eval(fr)
	if err != nil {
		return err
	}
	return object.SetAttr(fr.ev.th, o, s.name, v)
}

// itemState is an element of a variable.
type itemState struct{ obj, index expr }

func (s *itemState) operands(fr *Frame) (o, i object.Value, err error) {
	if o, err = s.obj.eval(fr); err == nil {
		i, err = s.index.eval(fr)
	}
	return o, i, err
}

func (s *itemState) get(fr *Frame) object.Value {
	o, i, err := s.operands(fr)
	if err != nil {
		return object.Unset
	}
	v, err := object.Index(fr.ev.th, o, i)
	if err != nil {
		return object.Unset
	}
	return v
}

func (s *itemState) put(fr *Frame, v object.Value) error {
	if old := s.get(fr); v == object.Unset || object.Is(old, v) {
		return nil
	}
	o, i, err := s.operands(fr)
	if err != nil {
		return err
	}
	return object.SetIndex(fr.ev.th, o, i, v)
}
