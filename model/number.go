package model

import (
	"math"
	"strconv"
	"strings"

	"kerash/tensor"
)

// Number is an argument that is a number and shows it again as it was given. As
// in Keras, something else is refused only where the number is needed.
type Number struct{ v any }

// NumberOf is a Number of a Go value.
func NumberOf(v float64) Number { return Number{v} }

// Float is the number's value, 0 for one that is not set. It throws TypeError for
// what is no number.
func (n Number) Float() float64 {
	f, ok := AsFloat(n.v)
	if !ok && n.v != nil {
		AsTensor(n.v, tensor.Float32) // throws for most of what is no number
		tensor.Throwf("TypeError", "only size-1 arrays can be converted to Python scalars")
	}
	return f
}

// IsNumber reports whether the argument is a number.
func (n Number) IsNumber() bool { _, ok := AsFloat(n.v); return ok }

// Plain is the value of an int or float, false for anything else: what Keras
// looks at when an object is made.
func (n Number) Plain() (float64, bool) {
	switch n.v.(type) {
	case int, float64, bool:
		return n.Float(), true
	}
	return 0, false
}

// Signed is the number with another sign, an int an int still. It throws
// TypeError for what is no number.
func (n Number) Signed(negative bool) Number {
	i, whole := n.v.(int)
	f, ok := AsFloat(n.v)
	switch {
	case whole && (i < 0) != negative:
		return Number{-i}
	case whole:
		return n
	case !ok:
		tensor.Throwf("TypeError", "bad operand type for abs(): '%s'", PythonType(n.v))
	case negative:
		return Number{-math.Abs(f)}
	}
	return Number{math.Abs(f)}
}

// SetArg implements [ArgSetter].
func (n *Number) SetArg(st *State, v any) error {
	n.v = v
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
	if text, isText := v.(string); isText {
		if f, ok = parseFloat(text); !ok {
			return tensor.Errorf("ValueError", "could not convert string to float: %s", Repr(v))
		}
	}
	if !ok {
		return tensor.Errorf("TypeError", "float() argument must be a string or a real number, not '%s'", PythonType(v))
	}
	*x = FloatX(RoundFloatX(st, f))
	return nil
}

// parseFloat is Python's float of a text.
func parseFloat(text string) (float64, bool) {
	f, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
	return f, err == nil
}

// RoundFloatX is v rounded to the session's default float type.
func RoundFloatX(st *State, v float64) float64 {
	return tensor.FromSlice([]float64{v}).Cast(st.FloatX).Float(0)
}

// ConfigValue implements [ConfigValuer].
func (x FloatX) ConfigValue() any { return float64(x) }

// AttrValue implements [AttrValuer].
func (x FloatX) AttrValue() any { return AsFloatX(float64(x)) }

// AsFloatX is a number that was rounded to floatx as Keras keeps it: an array of
// rank 0, of the least precise float type that has the number.
func AsFloatX(x float64) Rank0 {
	dt := tensor.Float32
	if float64(float32(x)) != x {
		dt = tensor.Float64
	}
	return Rank0{tensor.Scalar(x).Cast(dt)}
}

// Seed is the seed argument of an initializer or a random layer. What is no
// number is refused where the seed is needed.
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
	if n, ok := AsInt(v); ok {
		s.value, s.drawn = int64(n), true
	} else if f, ok := AsFloat(v); ok {
		s.value, s.drawn = int64(f), true
	}
	return nil
}

// Value is the seed; where none was given, one that Keras' rules draw at first
// use and that then stays.
func (s *Seed) Value(c *Context) int64 {
	if !s.drawn && s.given != nil {
		tensor.Throwf("TypeError", "`seed` should be an integer or None, received: %s", Describe(s.given))
	}
	if !s.drawn {
		s.value, s.drawn = c.Rand.KerasSeed(), true
	}
	return s.value
}

// First is [Seed.Value] for a generator that also starts from several numbers: the
// first of them.
func (s *Seed) First(c *Context) int64 {
	if items, ok := Sequence(s.given); ok && !s.drawn {
		s.drawn = true
		if len(items) > 0 {
			first, _ := AsFloat(items[0])
			s.value = int64(first)
		}
	}
	return s.Value(c)
}

// Given reports whether the user gave a seed.
func (s *Seed) Given() bool { return s.given != nil }

// ConfigValue implements [ConfigValuer].
func (s Seed) ConfigValue() any { return s.given }

// AttrValue implements [AttrValuer].
func (s Seed) AttrValue() any { return s.given }
