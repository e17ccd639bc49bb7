package tensor

// Streams are the streams of the random ops in a function. As in TensorFlow's
// graphs, each op has one of its own, which goes on from call to call; ops
// without a seed are numbered within their function.
type Streams struct {
	ops      []*Philox
	start    []*Philox // where the streams began, nil for those of no seed at all
	at       int       // ops met in this call
	unseeded int
	loops    []*Streams // of the bodies of loops
	atLoop   int        // loops met in this call
}

// Begin numbers the ops anew: the function is called again.
func (g *Streams) Begin() { g.at, g.unseeded, g.atLoop = 0, 0, 0 }

// Used reports whether the function has random ops.
func (g *Streams) Used() bool { return len(g.ops) > 0 }

// Restart sends the streams that follow from a seed back to where they began.
func (g *Streams) Restart() {
	for i, p := range g.ops {
		if g.start[i] != nil {
			*p = *g.start[i]
		}
	}
}

// next is the stream of the next op.
func (g *Streams) next(r *Generator, seed *int64) *Philox {
	var p *Philox
	if seed == nil {
		p = r.FunctionStream(int64(g.unseeded))
		g.unseeded++
	} else {
		p = r.SeededStream(*seed)
	}
	g.at++
	if g.at <= len(g.ops) {
		return g.ops[g.at-1]
	}
	if len(g.ops) == 0 {
		r.functions = append(r.functions, g)
	}
	var start *Philox
	if seed != nil || r.seeded {
		c := *p
		start = &c
	}
	g.ops, g.start = append(g.ops, p), append(g.start, start)
	return p
}

// loop is the streams of the next loop's body, which is a graph of its own.
func (g *Streams) loop() *Streams {
	if g.atLoop == len(g.loops) {
		g.loops = append(g.loops, &Streams{})
	}
	g.atLoop++
	return g.loops[g.atLoop-1]
}

// LoopStreams is the streams for [Scope.WithStreams] of the body of a loop that
// begins here, nil outside of functions.
func (s *Scope) LoopStreams() *Streams {
	if s.streams == nil {
		return nil
	}
	return s.streams.loop()
}

// WithStreams runs f, the body of a function that g belongs to.
func (s *Scope) WithStreams(g *Streams, f func()) {
	saved := s.streams
	s.streams = g
	defer func() { s.streams = saved }()
	g.Begin()
	f()
}

// OpStream is the stream of a random op called in the scope; a nil seed is an
// op without a seed.
func (s *Scope) OpStream(op string, dt DType, seed *int64) *Philox {
	if s.streams != nil {
		return s.streams.next(s.Rand, seed)
	}
	return s.Rand.OpStream(op, dt, seed)
}
