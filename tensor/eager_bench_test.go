package tensor

import (
	"context"
	"testing"
)

// BenchmarkEager measures what a small op costs when it is run at once.
func BenchmarkEager(b *testing.B) {
	s := NewScope(context.Background())
	scalar, other := ConstScalar(float32(1.5)), ConstScalar(float32(2.5))
	m, n := Full(Float32, 0.5, 3, 3), Full(Float32, 0.25, 3, 3)
	row := Full(Float32, 1, 3)
	wide := Full(Float64, 0.5, 3, 3)
	for _, c := range []struct {
		name string
		run  func()
	}{
		{"AddScalars", func() { s.Add(scalar, other) }},
		{"Add3x3", func() { s.Add(m, n) }},
		{"AddRow", func() { s.Add(m, row) }},
		{"Add3x3Float64", func() { s.Add(wide, wide) }},
		{"Tanh", func() { s.Tanh(m) }},
		{"Sum", func() { s.Sum(m, nil, false) }},
		{"MatMul", func() { s.MatMul(m, n, false, false) }},
		{"Dense", func() { s.Dense(m, n, row, ActRelu) }},
		{"Reshape", func() { s.Reshape(m, []int{9}) }},
		{"Transpose", func() { s.Transpose(m, nil) }},
		{"Index", func() { s.StridedSlice(m, []Slice{At(1)}) }},
		{"Greater", func() { s.Greater(m, n) }},
		{"Cast", func() { s.Cast(m, Float64) }},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				c.run()
			}
		})
	}
	b.Run("TapeStep", func(b *testing.B) {
		b.ReportAllocs()
		w := NewVariable("w", Full(Float32, 0.5, 2, 2).Array())
		for b.Loop() {
			t := NewTape()
			s.PushTape(t)
			y := s.Sum(s.Square(s.MatMul(s.Read(w), s.Read(w), false, false)), nil, false)
			s.PopTape(t)
			t.VariableGradients(s, []*Tensor{y}, nil, []*Variable{w})
		}
	})
}
