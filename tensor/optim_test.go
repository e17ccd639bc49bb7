package tensor

import (
	"context"
	"encoding/json"
	"math"
	"os"
	"testing"
)

// optimCase is an entry of testdata/optim/cases.json: the weights that Keras
// had after each step.
type optimCase struct {
	Name    string
	Args    map[string]any
	Weights [][][]float64
}

var (
	optimStart  = [][]float64{{0.5, -0.25, 1, 0.125, -2, 3}, {1, 2, -3}}
	optimShapes = [][]int{{2, 3}, {3}}
	optimGrads  = [][][]float64{
		{{0.1, -0.2, 0.3, 0, 1.5, -0.01}, {0.5, -1, 0.25}},
		{{0.2, 0.1, -0.3, 0.5, 1, 0.02}, {-0.5, 1, 0.125}},
		{{-0.1, 0.4, 0.2, 0.25, -1.5, 0.01}, {0.75, 0, -0.25}},
		{{0.3, -0.1, 0.1, -0.5, 0.5, 0.03}, {0.1, 0.2, 0.3}},
	}
)

// optimUnderTest makes the rule of a case and the shapes of its slots.
func optimUnderTest(c optimCase, shape []int) (rule Rule, slots [][]int) {
	num := func(name string, def float64) float64 {
		if v, ok := c.Args[name].(float64); ok {
			return v
		}
		return def
	}
	on := func(name string) bool { v, _ := c.Args[name].(bool); return v }
	same := func(n int) (s [][]int) {
		for range n {
			s = append(s, shape)
		}
		return s
	}
	switch c.Name {
	case "SGD":
		return SGD{num("momentum", 0), on("nesterov")}, same(1)
	case "RMSprop":
		r := RMSprop{num("rho", 0.9), num("momentum", 0), 1e-7, on("centered")}
		n := 1
		if r.Centered {
			n++
		}
		if r.Momentum != 0 {
			n++
		}
		return r, same(n)
	case "Adam", "AdamW":
		r := Adam{num("beta_1", 0.9), num("beta_2", 0.999), num("epsilon", 1e-7), on("amsgrad")}
		if r.AMSGrad {
			return r, same(3)
		}
		return r, same(2)
	case "Adamax":
		return Adamax{0.9, 0.999, 1e-7}, same(2)
	case "Nadam":
		return Nadam{0.9, 0.999, 1e-7, 0}, append(same(2), []int{})
	case "Adagrad":
		return Adagrad{1e-7}, same(1)
	case "Adadelta":
		return Adadelta{0.95, 1e-7}, same(2)
	case "Ftrl":
		return Ftrl{num("learning_rate_power", -0.5), num("l1_regularization_strength", 0), num("l2_regularization_strength", 0),
			num("l2_shrinkage_regularization_strength", 0), num("beta", 0)}, same(2)
	case "Lion":
		return Lion{0.9, 0.99}, same(1)
	}
	relative, given := c.Args["relative_step"].(bool)
	r := Adafactor{-0.8, 1e-30, 1e-3, num("clip_threshold", 1), relative || !given}
	if len(shape) < 2 {
		return r, [][]int{{}, {}, shape}
	}
	return r, [][]int{shape[:1], shape[1:], shape}
}

func TestOptimizersAgreeWithKeras(t *testing.T) {
	text, err := os.ReadFile("testdata/optim/cases.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases []optimCase
	if err := json.Unmarshal(text, &cases); err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		for _, dt := range []DType{Float32, Float64} {
			for i, shape := range optimShapes {
				checkOptimizer(t, c, dt, i, shape)
			}
		}
	}
}

func checkOptimizer(t *testing.T, c optimCase, dt DType, i int, shape []int) {
	s := NewScope(context.Background())
	rule, shapes := optimUnderTest(c, shape)
	w := NewVariable("w", FromSlice(optimStart[i], shape...).Cast(dt))
	var slots []*Variable
	for _, sh := range shapes {
		slots = append(slots, NewVariable("slot", NewArray(dt, sh...)))
	}
	switch c.Name {
	case "Nadam":
		slots[2].arr.Fill(1)
	case "Adagrad", "Ftrl":
		slots[0].arr.Fill(0.1)
	}
	rate := Const([]float32{0.1}).arr.Reshape([]int{})
	steps := NewVariable("steps", Scalar(int64(0)))
	p := planOf(t, s, func(in []*Tensor) []*Tensor {
		if d, ok := c.Args["weight_decay"].(float64); ok {
			s.Decay(w, d, in[1])
		}
		s.Optimize(rule, w, slots, in[0], in[1], s.Read(steps))
		s.Assign(steps, s.Add(s.Read(steps), ConstScalar(int64(1))))
		return nil
	}, NewArray(dt, shape...), rate)
	for k, want := range c.Weights {
		g := FromSlice(optimGrads[k][i], shape...).Cast(dt)
		if _, err := p.Run(s, []*Array{g, rate}); err != nil {
			t.Fatal(err)
		}
		for j, v := range w.arr.Floats() {
			if x := want[i][j]; math.Abs(v-x) > 1e-5*math.Max(1, math.Abs(x)) {
				t.Errorf("%s %v %s, step %d, weight %d[%d]: %v, Keras has %v", c.Name, c.Args, dt, k, i, j, v, x)
			}
		}
	}
	if dt != Float32 {
		return
	}
	args := []*Array{FromSlice(optimGrads[0][i], shape...).Cast(dt), rate}
	if n := testing.AllocsPerRun(20, func() { p.Run(s, args) }); n != 0 && !raceEnabled {
		t.Errorf("%s: %v allocations in a step", c.Name, n)
	}
}

func TestMovingAverage(t *testing.T) {
	s := NewScope(context.Background())
	avg := NewVariable("avg", FromSlice([]float32{1, 2}))
	s.Average(avg, 0.75, Const([]float32{5, 6}))
	if got := avg.arr.Floats(); got[0] != 2 || got[1] != 3 {
		t.Errorf("got %v", got)
	}
}
