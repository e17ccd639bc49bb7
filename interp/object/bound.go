package object

// Bound are arguments bound to the parameters of a signature. The typed
// getters throw a Python error when the value does not fit (see Throw); they
// panic when the signature has no such parameter.
type Bound struct {
	Sig  *Signature
	th   *Thread
	vals []Value
}

// Thread is the thread that made the call.
func (b *Bound) Thread() *Thread { return b.th }

// At gives the i-th parameter's value; nil when it is unset.
func (b *Bound) At(i int) Value {
	if v := b.vals[i]; v != Unset {
		return v
	}
	return nil
}

// Len is the number of parameters.
func (b *Bound) Len() int { return len(b.vals) }

// Set reports whether the i-th parameter has a value at all.
func (b *Bound) Set(i int) bool { return b.vals[i] != Unset }

// With are the arguments with another value for the i-th parameter.
func (b *Bound) With(i int, v Value) *Bound {
	c := *b
	c.vals = append([]Value{}, b.vals...)
	c.vals[i] = v
	return &c
}

func (b *Bound) index(name string) int {
	i := b.Sig.Index(name)
	if i < 0 {
		panic("object: " + b.Sig.Name + " has no parameter " + name)
	}
	return i
}

// Value gives a parameter's value; nil (None) when it is unset.
func (b *Bound) Value(name string) Value { return b.At(b.index(name)) }

// Replace gives the i-th parameter another value.
func (b *Bound) Replace(i int, v Value) { b.vals[i] = v }

// Self gives the first parameter's value: the object of a method.
func (b *Bound) Self() Value { return b.At(0) }

// Native gives the Go part of the first parameter: see NativeOf.
func (b *Bound) Native() any { return NativeOf(b.At(0)) }

// Has reports whether an argument was given or the parameter has a default
// other than None.
func (b *Bound) Has(name string) bool {
	v := b.vals[b.index(name)]
	return v != Unset && v != nil
}

// Given reports whether the parameter has a value at all: false only for
// optional parameters (default written as <...>) that got no argument.
func (b *Bound) Given(name string) bool { return b.vals[b.index(name)] != Unset }

// Rest gives the positional arguments taken by *name.
func (b *Bound) Rest(name string) []Value { return b.vals[b.index(name)].(*Tuple).Elems }

// Kwargs gives the keyword arguments taken by **name, in order.
func (b *Bound) Kwargs(name string) []Kwarg {
	d := b.vals[b.index(name)].(*Dict)
	kw := make([]Kwarg, 0, d.Len())
	for it := d.Entries(); it.Next(); {
		kw = append(kw, Kwarg{it.Key().(string), it.Value()})
	}
	return kw
}

// Int gives an int; floats are refused as Python does.
func (b *Bound) Int(name string) int { return Must(AsIndex(b.th, b.Value(name))) }

// IntOr gives an int, or other for None.
func (b *Bound) IntOr(name string, other int) int {
	if v := b.Value(name); v != nil {
		return Must(AsIndex(b.th, v))
	}
	return other
}

// Float gives a float of any number.
func (b *Bound) Float(name string) float64 { return Must(AsFloat(b.th, b.Value(name))) }

// FloatOr gives a float, or other for None.
func (b *Bound) FloatOr(name string, other float64) float64 {
	if v := b.Value(name); v != nil {
		return Must(AsFloat(b.th, v))
	}
	return other
}

// Bool gives the truth of the value.
func (b *Bound) Bool(name string) bool { return Must(Truth(b.th, b.Value(name))) }

// Str gives a string; anything else is a TypeError.
func (b *Bound) Str(name string) string {
	v := b.Value(name)
	s, ok := NativeOf(v).(string)
	if !ok {
		Throw(TypeErrorf("%s() argument '%s' must be str, not %s", b.Sig.Name, name, TypeName(v)))
	}
	return s
}

// StrOr gives a string, or other for None.
func (b *Bound) StrOr(name, other string) string {
	if b.Value(name) == nil {
		return other
	}
	return b.Str(name)
}

// Elems gives the values of any iterable.
func (b *Bound) Elems(name string) []Value { return Must(ToSlice(b.th, b.Value(name))) }

// Ints gives the ints of an iterable of ints, or of a single int.
func (b *Bound) Ints(name string) []int { return Must(AsInts(b.th, b.Value(name))) }
