package tensor

import (
	"context"
	"strings"
	"testing"
)

// The expected values are TensorFlow's.
func TestHashesAreTensorFlows(t *testing.T) {
	s := NewScope(context.Background())
	sameInts(t, "fast", s.HashBucketFast(Const([]string{"a", "bc", ""}), 1000).Array().Ints(), []int{939, 279, 263})
	sameInts(t, "old", s.HashBucket(Const([]string{"a", "bc"}), 1000).Array().Ints(), []int{868, 262})
	sameInts(t, "strong", s.HashBucketStrong(Const([]string{"a", "bc"}), 1000, [2]uint64{1, 2}).Array().Ints(), []int{646, 507})
	// Strings of 5, 12, 20, 40, 64, 65 and 200 bytes take ways of their own.
	long := strings.Repeat("abcdefghij", 20)
	var cut []string
	for _, n := range []int{5, 12, 20, 40, 64, 65, 200} {
		cut = append(cut, long[:n])
	}
	sameInts(t, "lengths", s.HashBucketFast(Const(cut), 1000003).Array().Ints(), fastHashes)
}

func TestStringOps(t *testing.T) {
	s := NewScope(context.Background())
	x := Const([]string{"Hello World", "ab,c,", "äB"})
	want := func(name string, got *Tensor, w ...string) {
		t.Helper()
		if d := Data[string](got.Array()); strings.Join(d, "|") != strings.Join(w, "|") {
			t.Errorf("%s: %q, want %q", name, d, w)
		}
	}
	want("lower", s.StringLower(x, false), "hello world", "ab,c,", "äb")
	want("upper", s.StringUpper(x, true), "HELLO WORLD", "AB,C,", "ÄB")
	want("strip", s.StringStrip(Const([]string{"  a b ", "\n"})), "a b", "")
	want("replace", s.RegexReplace(x, "([a-z])+", `<\0>`, true), "H<ello> W<orld>", "<ab>,<c>,", "äB")
	want("replace once", s.RegexReplace(x, "l", "L$", false), "HeL$lo World", "ab,c,", "äB")
	want("join", s.StringJoin([]*Tensor{Const([]string{"a", "b"}), ConstScalar("x")}, "-"), "a-x", "b-x")
	m := Const([]string{"a", "b", "c", "d"}, 2, 2)
	want("reduce", s.ReduceJoin(m, []int{-1}, false, " "), "a b", "c d")
	want("reduce axes", s.ReduceJoin(m, []int{1, 0}, false, ""), "acbd")
	want("segments", s.SegmentJoin(Const([]string{"a", "b", "c"}), Const([]int32{0, 1, 0}), 2, ":"), "a:c", "b")
	want("substr", s.Substr(Const([]string{"abcdef", "xyz"}), ConstScalar(int32(-2)), ConstScalar(int32(1)), false), "e", "y")
	want("substr chars", s.Substr(Const([]string{"äöü"}), ConstScalar(int32(1)), ConstScalar(int32(5)), true), "öü")
	want("floats", s.AsString(Const([]float32{1.5, 2.25}), -1, false, false, -1, ""), "1.500000", "2.250000")
	want("exponents", s.AsString(Const([]float64{1.5, 1e10}), 2, true, false, -1, ""), "1.50e+00", "1.00e+10")
	want("shortest", s.AsString(Const([]float64{3.14159}), -1, false, true, -1, ""), "3.14159")
	want("width", s.AsString(Const([]int32{3}), -1, false, false, 5, "0"), "00003")
	want("bools", s.AsString(Const([]bool{true, false}), -1, false, false, -1, ""), "true", "false")
	sameInts(t, "length", s.StringLength(x, false).Array().Ints(), []int{11, 5, 3})
	sameInts(t, "characters", s.StringLength(x, true).Array().Ints(), []int{11, 5, 2})
	sameInts(t, "match", s.Cast(s.RegexFullMatch(x, ".*o.*"), Int32).Array().Ints(), []int{1, 0, 0})
	near(t, "numbers", s.StringToNumber(Const([]string{"1.5", " -2e3"}), Float32).Array(), []float64{1.5, -2000})
	if got := SplitString(" a  b c", "", 1); strings.Join(got, "|") != "a|b c" {
		t.Errorf("split: %q", got)
	}
	if got := SplitString("ab,c,", ",", -1); strings.Join(got, "|") != "ab|c|" {
		t.Errorf("split: %q", got)
	}
	if d := EditDistance([]rune("kitten"), []rune("sitting"), false); d != 3 {
		t.Errorf("edit distance %v", d)
	}
}

func TestStringErrors(t *testing.T) {
	s := NewScope(context.Background())
	for want, f := range map[string]func(){
		"StringToNumberOp could not correctly convert string: x":                                    func() { s.StringToNumber(Const([]string{"x"}), Float32) },
		"pos 5 out of range for string b'abc' at index 0":                                           func() { s.Substr(Const([]string{"abc"}), ConstScalar(int32(5)), ConstScalar(int32(2)), false) },
		"Input shapes do not match: [2] vs. [3]":                                                    func() { s.StringJoin([]*Tensor{Const([]string{"a", "b"}), Const([]string{"c", "d", "e"})}, "") },
		"cannot compute StringLower as input #0(zero-based) was expected to be a string tensor but": func() { s.StringLower(Const([]int32{1}), false) },
	} {
		if err := Catch(f); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
}

var fastHashes = []int{268112, 425459, 993348, 899651, 274988, 117185, 890528}
