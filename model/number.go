package model

import "kerash/tensor"

// Number is an argument that takes an int or a float and shows it again as it
// was given.
type Number struct{ v any }

// NumberOf is a Number of a Go value.
func NumberOf(v float64) Number { return Number{v} }

// Float is the number's value; 0 for one that is not set.
func (n Number) Float() float64 {
	f, _ := AsFloat(n.v)
	return f
}

// SetArg implements [ArgSetter].
func (n *Number) SetArg(st *State, v any) error {
	f, ok := AsFloat(v)
	if !ok {
		return tensor.Errorf("TypeError", "expected a number, received: %s", Describe(v))
	}
	switch v.(type) {
	case int, float64, bool:
		n.v = v
	default:
		n.v = f
	}
	return nil
}

// ConfigValue implements [ConfigValuer].
func (n Number) ConfigValue() any { return n.v }

// AttrValue implements [AttrValuer].
func (n Number) AttrValue() any { return n.v }

// Rank0 is an array of rank 0 that user code sees as an array; others are
// scalars to it.
type Rank0 struct{ *tensor.Array }

// FloatX is an argument that Keras rounds to backend.floatx().
type FloatX float64

// SetArg implements [ArgSetter].
func (x *FloatX) SetArg(st *State, v any) error {
	f, ok := AsFloat(v)
	if !ok {
		return tensor.Errorf("TypeError", "expected a number, received: %s", Describe(v))
	}
	*x = FloatX(RoundFloatX(st, f))
	return nil
}

// RoundFloatX is v rounded to the session's default float type.
func RoundFloatX(st *State, v float64) float64 {
	return tensor.FromSlice([]float64{v}).Cast(st.FloatX).Float(0)
}

// ConfigValue implements [ConfigValuer].
func (x FloatX) ConfigValue() any { return float64(x) }

// AttrValue implements [AttrValuer].
func (x FloatX) AttrValue() any { return float64(x) }

// Seed is the seed argument of an initializer or a random layer.
type Seed struct {
	given any
	value int64
	drawn bool
}

// SetArg implements [ArgSetter].
func (s *Seed) SetArg(st *State, v any) error {
	*s = Seed{given: v}
	if v == nil {
		return nil
	}
	n, ok := AsInt(v)
	if !ok {
		return tensor.Errorf("TypeError", "`seed` should be an integer or None, received: %s", Describe(v))
	}
	s.value, s.drawn = int64(n), true
	return nil
}

// Value is the seed; where none was given, one that Keras' rules draw at first
// use and that then stays.
func (s *Seed) Value(c *Context) int64 {
	if !s.drawn {
		s.value, s.drawn = c.Rand.KerasSeed(), true
	}
	return s.value
}

// Given reports whether the user gave a seed.
func (s *Seed) Given() bool { return s.given != nil }

// ConfigValue implements [ConfigValuer].
func (s Seed) ConfigValue() any { return s.given }

// AttrValue implements [AttrValuer].
func (s Seed) AttrValue() any { return s.given }
