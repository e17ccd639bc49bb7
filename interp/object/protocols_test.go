package object

import (
	"io"
	"testing"
)

// adder is a class of Go whose values add up with ints, to see who is asked.
type adder struct{ asked *[]string }

var adderClass = &Class{Name: "adder", Binary: func(th *Thread, op Op, a, b Value) (Value, error) {
	x, ok := a.(*adder)
	if !ok {
		x = b.(*adder)
	}
	*x.asked = append(*x.asked, op.String())
	if _, isStr := b.(string); isStr {
		return NotImplemented, nil
	}
	return "added", nil
}}

func (*adder) PyClass() *Class { return adderClass }

func TestBinaryDispatch(t *testing.T) {
	th := NewThread(io.Discard)
	var asked []string
	a := &adder{&asked}
	for _, c := range []struct {
		x, y Value
		want string
	}{
		{a, 1, "'added'"},
		{1, a, "'added'"},
		{NewList(1), a, "'added'"}, // before the list joins itself to something
		{a, "s", "!TypeError: unsupported operand type(s) for +: 'adder' and 'str'"},
		{1, "s", "!TypeError: unsupported operand type(s) for +: 'int' and 'str'"},
		{"s", 1, `!TypeError: can only concatenate str (not "int") to str`},
		{NewList(1), NewTuple(2), `!TypeError: can only concatenate list (not "tuple") to list`},
	} {
		v, err := BinaryOp(th, Add, c.x, c.y)
		if got := shown(th, v, err); got != c.want {
			t.Errorf("%v + %v = %s, want %s", c.x, c.y, got, c.want)
		}
	}
}

func TestListExtendsInPlace(t *testing.T) {
	th := NewThread(io.Discard)
	l := NewList(1)
	v, err := InPlaceOp(th, Add, l, "ab")
	if got := shown(th, v, err); got != "[1, 'a', 'b']" || v != Value(l) {
		t.Errorf("[1] += 'ab' gives %s", got)
	}
}

func TestNumbersCompareExactly(t *testing.T) {
	const big = 1<<53 + 1
	for _, c := range []struct {
		op   Op
		x, y Value
		want bool
	}{
		{Eq, 1, 1.0, true}, {Eq, big, float64(big - 1), false}, {Lt, float64(big - 1), big, true},
		{Eq, true, 1, true}, {Lt, false, 0.5, true}, {Ge, 3, 3.0, true},
	} {
		v, err := Compare(nil, c.op, c.x, c.y)
		if err != nil || v != c.want {
			t.Errorf("%v %s %v = %v, %v, want %v", c.x, c.op, c.y, v, err, c.want)
		}
	}
}

func TestReprOfWhatContainsItself(t *testing.T) {
	th := NewThread(io.Discard)
	l := NewList(1)
	l.Elems = append(l.Elems, l)
	d := NewDict()
	d.SetStr("self", d)
	for v, want := range map[Value]string{l: "[1, [...]]", d: "{'self': {...}}"} {
		if got := shown(th, v, nil); got != want {
			t.Errorf("repr = %s, want %s", got, want)
		}
	}
}

func TestDictKeepsOrderThroughDeletions(t *testing.T) {
	th := NewThread(io.Discard)
	d := NewDict()
	for i := range 100 {
		if err := d.Set(th, i, i); err != nil {
			t.Fatal(err)
		}
	}
	for i := 0; i < 100; i += 2 {
		if _, ok, err := d.Delete(th, i); !ok || err != nil {
			t.Fatalf("delete %d: %v, %v", i, ok, err)
		}
	}
	if err := d.Set(th, 0, "again"); err != nil {
		t.Fatal(err)
	}
	keys := d.Keys()
	if len(keys) != 51 || keys[0] != 1 || keys[50] != 0 {
		t.Errorf("keys are %v", keys)
	}
	if v, ok, _ := d.Get(th, 0.0); !ok || v != "again" {
		t.Errorf("d[0.0] = %v, %v", v, ok)
	}
}

// The order of the elements is CPython's for sets of numbers.
func TestSetOrder(t *testing.T) {
	th := NewThread(io.Discard)
	s, err := SetOf(th, NewList(10, 20, 5, 33, 1000, -1, 0))
	if got := shown(th, s, err); got != "{0, 33, 5, 1000, 10, 20, -1}" {
		t.Errorf("set is %s", got)
	}
}

func TestSliceIndices(t *testing.T) {
	for _, c := range []struct {
		s    Slice
		want [4]int
	}{
		{Slice{nil, nil, nil}, [4]int{0, 5, 1, 5}},
		{Slice{nil, nil, -1}, [4]int{4, -1, -1, 5}},
		{Slice{-3, 100, 2}, [4]int{2, 5, 2, 2}},
		{Slice{4, 1, nil}, [4]int{4, 1, 1, 0}},
		{Slice{10, -100, -3}, [4]int{4, -1, -3, 2}},
	} {
		start, stop, step, n, err := c.s.Indices(nil, 5)
		if got := [4]int{start, stop, step, n}; err != nil || got != c.want {
			t.Errorf("%v.indices(5) = %v, %v, want %v", c.s, got, err, c.want)
		}
	}
}

func TestSortIsStable(t *testing.T) {
	th := NewThread(io.Discard)
	var elems []Value
	for i := range 300 {
		elems = append(elems, NewTuple(i*7%10, i))
	}
	first := Func("first(p, /)", "", func(th *Thread, a *Bound) (Value, error) { return Index(th, a.At(0), 0) })
	if err := Sort(th, elems, first, true); err != nil {
		t.Fatal(err)
	}
	for i := 1; i < len(elems); i++ {
		a, b := elems[i-1].(*Tuple).Elems, elems[i].(*Tuple).Elems
		if a[0].(int) < b[0].(int) || a[0] == b[0] && a[1].(int) > b[1].(int) {
			t.Fatalf("%v comes before %v", a, b)
		}
	}
}

func TestBuiltinArity(t *testing.T) {
	th := NewThread(io.Discard)
	for _, c := range []struct {
		v    Value
		name string
		args []Value
		want string
	}{
		{NewList(), "append", nil, "TypeError: list.append() takes exactly one argument (0 given)"},
		{NewList(), "clear", []Value{1}, "TypeError: list.clear() takes no arguments (1 given)"},
		{"a", "replace", []Value{"b"}, "TypeError: replace expected at least 2 arguments, got 1"},
		{NewDict(), "get", nil, "TypeError: get expected at least 1 argument, got 0"},
		{NewList(), "nope", nil, "AttributeError: 'list' object has no attribute 'nope'"},
	} {
		if _, err := CallMethodOf(th, c.v, c.name, Pos(c.args...)); err == nil || err.Error() != c.want {
			t.Errorf("%s: %v, want %s", c.name, err, c.want)
		}
	}
}

func TestTemplates(t *testing.T) {
	th := NewThread(io.Discard)
	for _, c := range []struct {
		text string
		args Args
		want string
	}{
		{"{} {}", Pos(1, "a"), "1 a"},
		{"{1}{0}", Pos("a", "b"), "ba"},
		{"{x:>{w}}", Args{Kw: []Kwarg{{"x", 1}, {"w", 4}}}, "   1"},
		{"{0[1]} {{}}", Pos(NewList(1, 2)), "2 {}"},
		{"{!r:>4}", Pos("q"), " 'q'"},
		{"{} {0}", Pos(1), "!ValueError: cannot switch from automatic field numbering to manual field specification"},
		{"{a}", Pos(), "!KeyError: 'a'"},
		{"{", Pos(), "!ValueError: Single '{' encountered in format string"},
	} {
		got, err := FormatTemplate(th, c.text, c.args)
		if err != nil {
			got = "!" + err.Error()
		}
		if got != c.want {
			t.Errorf("%q.format = %q, want %q", c.text, got, c.want)
		}
	}
}
