package tensor

import (
	"context"
	"math"
	"testing"
)

// net builds a training step for the benchmarks: layers in the order of the
// calls, weights with Adam's slots.
type net struct {
	s     *Scope
	vars  []*Variable
	slots [][]*Variable
	steps *Variable
	used  int
}

func (n *net) weight(shape ...int) *Tensor {
	if n.used == len(n.vars) {
		a := NewArray(Float32, shape...)
		fan := NumElements(shape[:max(len(shape)-1, 0)])
		for i, d := 0, a.F32(); i < len(d) && len(shape) > 1; i++ {
			d[i] = float32(math.Sin(float64(i*7+1))) / float32(math.Sqrt(float64(fan)))
		}
		n.vars = append(n.vars, NewVariable("w", a))
		n.slots = append(n.slots, []*Variable{NewVariable("m", NewArray(Float32, shape...)), NewVariable("v", NewArray(Float32, shape...))})
	}
	n.used++
	return n.s.Read(n.vars[n.used-1])
}

func (n *net) dense(x *Tensor, units int, act Act) *Tensor {
	return n.s.Dense(x, n.weight(x.Dim(-1), units), n.weight(units), act)
}

func (n *net) conv(x *Tensor, k, filters int, act Act) *Tensor {
	return n.s.Conv(x, n.weight(k, k, x.Dim(-1), filters), n.weight(filters), ConvSpec{Padding: "valid"}, act)
}

func (n *net) pool(x *Tensor) *Tensor {
	return n.s.MaxPool(x, []int{2, 2}, ConvSpec{Padding: "valid"})
}

func (n *net) flatten(x *Tensor) *Tensor { return n.s.Reshape(x, []int{x.Dim(0), -1}) }

// trainPlan plans forward, loss, backward and Adam.
func (n *net) trainPlan(b *testing.B, forward func(x *Tensor) *Tensor, x, labels *Array) *Plan {
	n.s, n.steps = NewScope(context.Background()), NewVariable("iterations", Scalar(int64(0)))
	sx, sl := Symbol(Spec{x.dtype, x.shape}), Symbol(Spec{labels.dtype, labels.shape})
	var loss *Tensor
	tr, err := n.s.Trace(func() {
		tape := NewTape()
		n.s.PushTape(tape)
		logits := forward(sx)
		loss = n.s.Mean(n.s.SparseSoftmaxCrossEntropy(sl, logits), nil, false)
		n.s.PopTape(tape)
		grads := tape.VariableGradients(n.s, []*Tensor{loss}, nil, n.vars)
		rate := ConstScalar(float32(0.001))
		for i, g := range grads {
			n.s.Optimize(Adam{0.9, 0.999, 1e-7, false}, n.vars[i], n.slots[i], g, rate, n.s.Read(n.steps))
		}
		n.s.Assign(n.steps, n.s.Add(n.s.Read(n.steps), ConstScalar(int64(1))))
	})
	if err != nil {
		b.Fatal(err)
	}
	p, err := NewPlan(n.s, tr, []*Tensor{sx, sl}, []*Tensor{loss})
	if err != nil {
		b.Fatal(err)
	}
	return p
}

func labelsFor(batch int) *Array {
	a := NewArray(Int32, batch)
	for i, d := 0, Data[int32](a); i < len(d); i++ {
		d[i] = int32(i * 7 % 10)
	}
	return a
}

func benchTrain(b *testing.B, batch int, forward func(n *net, x *Tensor) *Tensor, shape ...int) {
	n := &net{}
	x, labels := ramp(append([]int{batch}, shape...)...), labelsFor(batch)
	p := n.trainPlan(b, func(x *Tensor) *Tensor { return forward(n, x) }, x, labels)
	in := []*Array{x, labels}
	b.ReportAllocs()
	b.ResetTimer()
	for range b.N {
		if _, err := p.Run(n.s, in); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(batch*b.N)/b.Elapsed().Seconds(), "samples/s")
}

func BenchmarkTrain(b *testing.B) {
	b.Run("MLP32", func(b *testing.B) {
		benchTrain(b, 32, func(n *net, x *Tensor) *Tensor {
			for range 3 {
				x = n.dense(x, 32, ActRelu)
			}
			return n.dense(x, 10, ActNone)
		}, 784)
	})
	b.Run("MLP512", func(b *testing.B) {
		benchTrain(b, 128, func(n *net, x *Tensor) *Tensor {
			return n.dense(n.dense(n.dense(x, 512, ActRelu), 512, ActRelu), 10, ActNone)
		}, 784)
	})
	b.Run("LSTM", func(b *testing.B) {
		benchTrain(b, 32, func(n *net, x *Tensor) *Tensor {
			zero := Full(Float32, 0, 32, 64)
			_, h, _ := n.s.LSTM(n.s.Transpose(x, []int{1, 0, 2}), zero, zero, n.weight(32, 256), n.weight(64, 256), n.weight(256), nil, false)
			return n.dense(h, 10, ActNone)
		}, 50, 32)
	})
	b.Run("CNN", func(b *testing.B) {
		benchTrain(b, 128, func(n *net, x *Tensor) *Tensor {
			x = n.pool(n.conv(x, 3, 32, ActRelu))
			x = n.pool(n.conv(x, 3, 64, ActRelu))
			return n.dense(n.flatten(x), 10, ActNone)
		}, 28, 28, 1)
	})
}
