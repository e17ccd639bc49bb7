package model_test

import (
	"slices"
	"testing"

	"kerash/model"
	"kerash/model/internal/oracle"
	"kerash/tensor"
)

// planCase is a model of each kind that training has to be fast for.
type planCase struct {
	name    string
	input   []int
	classes int // of the target, 1 for a number
	call    func(l layerMaker, x model.Value) model.Value
	// cells is how many numbers a sample has inside of recurrent layers: for each
	// step the gates, which their gradients replace, in a GRU the sums of the
	// recurrent product, and the states.
	cells int
}

// layerMaker makes a layer of a class with keyword arguments and calls it.
type layerMaker func(class string, x model.Value, kw ...any) model.Value

var planCases = []planCase{
	{"mlp", []int{784}, 10, func(l layerMaker, x model.Value) model.Value {
		for range 3 {
			x = l("Dense", x, "units", 32, "activation", "relu")
		}
		return l("Dense", x, "units", 10, "activation", "softmax")
	}, 0},
	{"cnn", []int{28, 28, 1}, 10, func(l layerMaker, x model.Value) model.Value {
		x = l("MaxPooling2D", l("Conv2D", x, "filters", 16, "kernel_size", 3, "activation", "relu"))
		x = l("BatchNormalization", l("Conv2D", x, "filters", 32, "kernel_size", 3, "activation", "relu"))
		x = l("Dropout", l("Flatten", l("MaxPooling2D", x)), "rate", 0.25)
		return l("Dense", x, "units", 10, "activation", "softmax")
	}, 0},
	{"lstm", []int{20, 16}, 1, func(l layerMaker, x model.Value) model.Value {
		return l("Dense", l("LSTM", x, "units", 24), "units", 1)
	}, 20 * 24 * (4 + 2)},
	{"gru", []int{20, 16}, 1, func(l layerMaker, x model.Value) model.Value {
		return l("Dense", l("GRU", x, "units", 24), "units", 1)
	}, 20 * 24 * (3 + 3 + 1)},
	{"transformer", []int{24, 32}, 1, func(l layerMaker, x model.Value) model.Value {
		a := l("MultiHeadAttention", model.List{x, x}, "num_heads", 4, "key_dim", 8)
		h := l("LayerNormalization", l("Add", model.List{x, a}))
		f := l("Dense", l("Dense", h, "units", 64, "activation", "gelu"), "units", 32)
		h = l("LayerNormalization", l("Add", model.List{h, f}))
		return l("Dense", l("GlobalAveragePooling1D", h), "units", 1)
	}, 0},
	{"depthwise", []int{32, 32, 3}, 10, func(l layerMaker, x model.Value) model.Value {
		x = l("ReLU", l("BatchNormalization", l("Conv2D", x, "filters", 16, "kernel_size", 3, "strides", 2)), "max_value", 6.0)
		x = l("ReLU", l("BatchNormalization", l("DepthwiseConv2D", x, "kernel_size", 3)), "max_value", 6.0)
		x = l("GlobalAveragePooling2D", l("Conv2D", x, "filters", 32, "kernel_size", 1))
		return l("Dense", x, "units", 10, "activation", "softmax")
	}, 0},
}

const planBatch = 16

// build is the compiled model and a batch for it.
func (pc planCase) build(st *model.State) (model.Model, model.Tuple) {
	c := st.NewContext()
	maker := func(class string, x model.Value, kw ...any) model.Value {
		args := model.NewMap()
		for i := 0; i < len(kw); i += 2 {
			args.Set(kw[i].(string), kw[i+1])
		}
		l := model.Find(model.KindLayer, class).Make(st, nil, oracle.Named(args)...).(model.Layer)
		in := c
		if list, ok := x.(model.List); ok && class == "MultiHeadAttention" {
			in, x = c.Inner(), list[0]
			in.Args = map[string]any{"value": list[1]}
		}
		return model.Apply(in, l, x)
	}
	in := model.NewInput(st, append([]int{-1}, pc.input...), tensor.Float32, "")
	m := model.NewFunctional(st, in, pc.call(maker, in), "")
	x := tensor.NewArray(tensor.Float32, append([]int{planBatch}, pc.input...)...)
	for i := range x.F32() {
		x.F32()[i] = float32(i%37)/37 - 0.5
	}
	y := tensor.NewArray(tensor.Float32, planBatch, 1)
	for i := range y.F32() {
		y.F32()[i] = float32(i % pc.classes)
	}
	o := model.CompileOptions{Optimizer: "adam", Loss: "mse"}
	if pc.classes > 1 {
		o.Loss, o.Metrics = "sparse_categorical_crossentropy", []any{"accuracy"}
	}
	model.Compile(st, m, o)
	return m, model.Tuple{tensor.FromArray(x), tensor.FromArray(y)}
}

// TestPlannedStepsAllocateNothing runs training steps, with loss, metrics and
// optimizer, and steps of prediction.
func TestPlannedStepsAllocateNothing(t *testing.T) {
	for _, pc := range planCases {
		t.Run(pc.name, func(t *testing.T) {
			st := oracle.State()
			c := st.NewContext()
			m, batch := pc.build(st)
			for what, of := range map[string]func() (*tensor.Plan, []*tensor.Array){
				"training":   func() (*tensor.Plan, []*tensor.Array) { return model.TrainPlan(c, m, batch) },
				"prediction": func() (*tensor.Plan, []*tensor.Array) { return model.PredictPlan(c, m, model.Tuple{batch[0]}) },
			} {
				p, in := of()
				if p == nil {
					t.Fatalf("%s is not planned", what)
				}
				step := func() {
					if _, err := p.Run(c.Scope, in); err != nil {
						t.Fatal(err)
					}
				}
				step()
				if n := testing.AllocsPerRun(20, step); n != 0 && !raceEnabled {
					t.Errorf("%s: %v allocations in a step, want none", what, n)
				}
			}
		})
	}
}

// TestMemoryOfTraining holds what training takes to weights, gradients, slots
// and the results of one forward pass, and 20 %.
func TestMemoryOfTraining(t *testing.T) {
	for _, pc := range planCases {
		t.Run(pc.name, func(t *testing.T) {
			st := oracle.State()
			c := st.NewContext()
			m, batch := pc.build(st)
			p, in := model.TrainPlan(c, m, batch)
			if _, err := p.Run(c.Scope, in); err != nil {
				t.Fatal(err)
			}
			weights, slots := 0, 0
			for _, v := range m.Core().Weights() {
				weights += 4 * v.Size()
			}
			for _, v := range m.ModelCore().Optimizer().OptimizerCore().Variables() {
				slots += 4 * v.Size()
			}
			forward := model.ForwardBytes(c, m, batch[0])
			_, own := p.Memory()
			takes, may := weights+slots+c.Scope.PlanMemory()+own, (2*weights+slots+forward+4*planBatch*pc.cells)*6/5
			if takes > may {
				t.Errorf("training takes %d bytes, may take %d: weights %d, slots %d, one forward pass %d", takes, may, weights, slots, forward)
			}
		})
	}
}

// TestMemoryOfPrediction: a chain of layers needs room for two results at a
// time.
func TestMemoryOfPrediction(t *testing.T) {
	st := oracle.State()
	c := st.NewContext()
	m, batch := planCase{"chain", []int{64}, 1, func(l layerMaker, x model.Value) model.Value {
		for range 8 {
			x = l("Dense", x, "units", 64, "activation", "relu")
		}
		return x
	}, 0}.build(st)
	p, _ := model.PredictPlan(c, m, model.Tuple{batch[0]})
	if shared, _ := p.Memory(); shared > 2*4*64*planBatch {
		t.Errorf("intermediates take %d bytes, want room for two results: %d", shared, 2*4*64*planBatch)
	}
}

// TestTrainingHasSameBitsForAnyThreads trains each model with 1, 2 and 8
// threads.
func TestTrainingHasSameBitsForAnyThreads(t *testing.T) {
	t.Cleanup(func() { tensor.SetThreads(0) })
	for _, pc := range planCases {
		t.Run(pc.name, func(t *testing.T) {
			var want [][]float32
			for _, threads := range []int{1, 2, 8} {
				tensor.SetThreads(threads)
				st := oracle.State()
				c := st.NewContext()
				m, batch := pc.build(st)
				p, in := model.TrainPlan(c, m, batch)
				for range 3 {
					if _, err := p.Run(c.Scope, in); err != nil {
						t.Fatal(err)
					}
				}
				for i, v := range m.Core().Weights() {
					w := v.Value().F32()
					if threads == 1 {
						want = append(want, slices.Clone(w))
					} else if !slices.Equal(w, want[i]) {
						t.Fatalf("%s differs with %d threads", v.Name, threads)
					}
				}
			}
		})
	}
}
