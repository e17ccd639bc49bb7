package object

// Traceback is where an exception was raised, the outermost place first.
type Traceback struct{ Frames []Frame }

// PyClass is traceback.
func (*Traceback) PyClass() *Class { return TracebackClass }

// TracebackClass is traceback.
var TracebackClass = &Class{Name: "traceback", Doc: "Where an exception was raised.", Final: true, Members: func() []Member {
	return []Member{
		Getter("tb_lineno", "the line", func(th *Thread, self Value) (Value, error) { return self.(*Traceback).Frames[0].Line, nil }),
		Getter("tb_next", "the next place inwards", func(th *Thread, self Value) (Value, error) {
			if t := self.(*Traceback); len(t.Frames) > 1 {
				return &Traceback{t.Frames[1:]}, nil
			}
			return nil, nil
		}),
	}
}}

// traceback is __traceback__; None for an exception that was not raised.
func (e *Exception) traceback() Value {
	if len(e.Trace) == 0 {
		return nil
	}
	t := &Traceback{}
	for i := len(e.Trace) - 1; i >= 0; i-- {
		t.Frames = append(t.Frames, e.Trace[i])
	}
	return t
}
