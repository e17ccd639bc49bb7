package kernel

import (
	"math/rand/v2"
	"testing"
)

func BenchmarkUnary(b *testing.B) {
	const n = 1000000
	r := rand.New(rand.NewPCG(1, 1))
	x, y := make([]float32, n), make([]float32, n)
	for i := range x {
		x[i] = float32(r.NormFloat64())
	}
	for _, c := range []struct {
		name string
		op   UnOp
	}{{"Exp", OpExp}, {"Log1p", OpLog1p}, {"Tanh", OpTanh}, {"Sigmoid", OpSigmoid}, {"Erf", OpErf}, {"Gelu", OpGelu}, {"Relu", OpRelu}, {"Sqrt", OpSqrt}} {
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(8 * n)
			for range b.N {
				Unary(c.op, y, x)
			}
		})
	}
	b.Run("Add", func(b *testing.B) {
		b.SetBytes(12 * n)
		for range b.N {
			Add(y, y, x)
		}
	})
	b.Run("Sum", func(b *testing.B) {
		b.SetBytes(4 * n)
		for range b.N {
			Sum(x)
		}
	})
	b.Run("Adam", func(b *testing.B) {
		m, v := make([]float32, n), make([]float32, n)
		b.SetBytes(28 * n)
		for range b.N {
			Optimize(OptAdam, y, x, [3][]float32{m, v}, OptParams[float32]{1e-3, 0.1, 0.001, 1e-7})
		}
	})
}
