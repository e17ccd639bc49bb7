package tensor

import "math"

var opEqual, opNotEqual, opLess, opLessEqual, opGreater, opGreaterEqual,
	opLogicalAnd, opLogicalOr, opLogicalXor, opLogicalNot, opSelect *Op

func init() {
	opEqual = comparison("Equal", func(c int) bool { return c == 0 })
	opNotEqual = comparison("NotEqual", func(c int) bool { return c != 0 })
	opLess = comparison("Less", func(c int) bool { return c == -1 })
	opLessEqual = comparison("LessEqual", func(c int) bool { return c == -1 || c == 0 })
	opGreater = comparison("Greater", func(c int) bool { return c == 1 })
	opGreaterEqual = comparison("GreaterEqual", func(c int) bool { return c == 1 || c == 0 })
	opLogicalAnd = logical("LogicalAnd", func(a, b bool) bool { return a && b })
	opLogicalOr = logical("LogicalOr", func(a, b bool) bool { return a || b })
	opLogicalXor = logical("LogicalXor", func(a, b bool) bool { return a != b })
	opLogicalNot = &Op{
		Name:        "LogicalNot",
		Elementwise: true,
		Infer: func(c *Call) []Spec {
			requireBool(c, 0)
			return c.result(c.In[0])
		},
		Eval: func(c *Call, in, out []*Array) {
			y := Data[bool](out[0])
			for i, v := range Data[bool](in[0]) {
				y[i] = !v
			}
		},
	}
	opSelect = &Op{
		Name:        "SelectV2",
		Elementwise: true,
		Infer:       inferSelect,
		Eval:        evalSelect,
		Grad: func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
			g, zero := gout[0], Full(gout[0].DType(), 0)
			return []*Tensor{nil,
				s.UnbroadcastLike(s.Select(in[0], g, zero), in[1]),
				s.UnbroadcastLike(s.Select(in[0], zero, g), in[2])}
		},
	}
}

func requireBool(c *Call, i int) {
	if c.In[i].DType != Bool {
		Throwf("InvalidArgumentError", "cannot compute %s as input #%d(zero-based) was expected to be a bool tensor but is a %s tensor [Op:%s] name: ", c.Op.Name, i, c.In[i].DType.RuntimeName(), c.Op.Name)
	}
}

// comparison declares an op that compares two inputs; holds gets -1, 0 or 1
// as cmp.Compare gives, and 2 when a NaN is involved.
func comparison(name string, holds func(int) bool) *Op {
	var table relation
	for i := range table {
		table[i] = holds(i - 1)
	}
	return &Op{
		Name:        name,
		Elementwise: true,
		Infer: func(c *Call) []Spec {
			sp := inferBroadcast(c)
			return c.result(Spec{Bool, sp.Shape})
		},
		Eval: func(c *Call, in, out []*Array) { evalCompare(&table, in[0], in[1], out[0]) },
	}
}

// relation tells whether a comparison holds when the first is less, equal or
// greater, or when there is no order.
type relation [4]bool

func evalCompare(table *relation, a, b, y *Array) {
	switch a.buf.(type) {
	case []float32:
		compareT[float32](table, a, b, y)
	case []float64:
		compareT[float64](table, a, b, y)
	case []int32:
		compareT[int32](table, a, b, y)
	case []int64:
		compareT[int64](table, a, b, y)
	case []uint8:
		compareT[uint8](table, a, b, y)
	case []int8:
		compareT[int8](table, a, b, y)
	case []int16:
		compareT[int16](table, a, b, y)
	case []uint16:
		compareT[uint16](table, a, b, y)
	case []uint32:
		compareT[uint32](table, a, b, y)
	case []uint64:
		compareT[uint64](table, a, b, y)
	case []string:
		compareT[string](table, a, b, y)
	case []bool:
		equateT[bool](table, a, b, y)
	case []complex64:
		equateT[complex64](table, a, b, y)
	case []complex128:
		equateT[complex128](table, a, b, y)
	}
}

// equateT compares elements that have no order.
func equateT[T ComplexFloat | ~bool](table *relation, a, b, y *Array) {
	eq, ne := table[1], table[2]
	zip(Data[bool](y), a, b, y.shape, Data[T](a), Data[T](b), func(p, q T) bool {
		if p == q {
			return eq
		}
		return ne
	})
}

func compareT[T Number | ~string](table *relation, a, b, y *Array) {
	x, z := a.buf.([]T)[a.offset:a.offset+a.Size()], b.buf.([]T)[b.offset:b.offset+b.Size()]
	d := Data[bool](y)
	if i, j := stepOf(len(x), len(d)), stepOf(len(z), len(d)); i >= 0 && j >= 0 {
		compareSteps(table, d, x, z, i, j)
		return
	}
	zip(d, a, b, y.shape, x, z, func(p, q T) bool {
		switch {
		case p == q:
			return table[1]
		case p < q:
			return table[0]
		case p > q:
			return table[2]
		}
		return table[3]
	})
}

// compareSteps compares elements of x and z, which steps of 0 or 1 lead to.
func compareSteps[T Number | ~string](table *relation, d []bool, x, z []T, i, j int) {
	switch *table {
	case relation{false, true, false, false}:
		for k := range d {
			d[k] = x[k*i] == z[k*j]
		}
	case relation{true, false, true, true}:
		for k := range d {
			d[k] = x[k*i] != z[k*j]
		}
	case relation{true, false, false, false}:
		for k := range d {
			d[k] = x[k*i] < z[k*j]
		}
	case relation{true, true, false, false}:
		for k := range d {
			d[k] = x[k*i] <= z[k*j]
		}
	case relation{false, false, true, false}:
		for k := range d {
			d[k] = x[k*i] > z[k*j]
		}
	default:
		for k := range d {
			d[k] = x[k*i] >= z[k*j]
		}
	}
}

func logical(name string, f func(a, b bool) bool) *Op {
	return &Op{
		Name:        name,
		Elementwise: true,
		Infer: func(c *Call) []Spec {
			requireBool(c, 0)
			requireBool(c, 1)
			return c.result(inferBroadcast(c))
		},
		Eval: func(c *Call, in, out []*Array) {
			zip(Data[bool](out[0]), in[0], in[1], out[0].shape, Data[bool](in[0]), Data[bool](in[1]), f)
		},
	}
}

func inferSelect(c *Call) []Spec {
	requireBool(c, 0)
	x, y := c.In[1], c.In[2]
	if x.DType != y.DType {
		Throwf("InvalidArgumentError", "cannot compute SelectV2 as input #2(zero-based) was expected to be a %s tensor but is a %s tensor [Op:SelectV2] name: ", x.DType.RuntimeName(), y.DType.RuntimeName())
	}
	shape, ok := BroadcastShapes(x.Shape, y.Shape)
	if ok {
		shape, ok = BroadcastShapes(c.In[0].Shape, shape)
	}
	if !ok {
		Throwf("InvalidArgumentError", "{{function_node __wrapped__SelectV2_device_/job:localhost/replica:0/task:0/device:CPU:0}} condition %s, then %s, and else %s must be broadcastable [Op:SelectV2] name: ",
			shapeBrackets(c.In[0].Shape), shapeBrackets(x.Shape), shapeBrackets(y.Shape))
	}
	return []Spec{{x.DType, shape}}
}

func evalSelect(c *Call, in, out []*Array) {
	switch out[0].buf.(type) {
	case []float32:
		selectT[float32](in, out[0])
	case []float64:
		selectT[float64](in, out[0])
	case []int32:
		selectT[int32](in, out[0])
	case []int64:
		selectT[int64](in, out[0])
	case []uint8:
		selectT[uint8](in, out[0])
	case []bool:
		selectT[bool](in, out[0])
	case []complex64:
		selectT[complex64](in, out[0])
	case []complex128:
		selectT[complex128](in, out[0])
	case []string:
		selectT[string](in, out[0])
	case []int8:
		selectT[int8](in, out[0])
	case []int16:
		selectT[int16](in, out[0])
	case []uint16:
		selectT[uint16](in, out[0])
	case []uint32:
		selectT[uint32](in, out[0])
	case []uint64:
		selectT[uint64](in, out[0])
	}
}

func selectT[T Elem](in []*Array, out *Array) {
	d := Data[T](out)
	if len(d) == 0 {
		return
	}
	cond, x, y := in[0], in[1], in[2]
	cs, xs, ys := Data[bool](cond), Data[T](x), Data[T](y)
	ci, xi, yi := stepOf(len(cs), len(d)), stepOf(len(xs), len(d)), stepOf(len(ys), len(d))
	if ci < 0 {
		cs, ci = Data[bool](cond.BroadcastTo(out.shape).Clone()), 1
	}
	if xi < 0 {
		xs, xi = Data[T](x.BroadcastTo(out.shape).Clone()), 1
	}
	if yi < 0 {
		ys, yi = Data[T](y.BroadcastTo(out.shape).Clone()), 1
	}
	if f, ok := any(d).([]float32); ok {
		selectF32(f, cs, any(xs).([]float32), any(ys).([]float32), ci, xi, yi)
		return
	}
	for i := range d {
		if cs[i*ci] {
			d[i] = xs[i*xi]
		} else {
			d[i] = ys[i*yi]
		}
	}
}

// selectF32 chooses bits: a jump that depends on data would often be guessed
// wrong.
func selectF32(d []float32, cs []bool, xs, ys []float32, ci, xi, yi int) {
	if ci == 1 && xi == 1 && yi == 1 {
		cs, xs, ys = cs[:len(d)], xs[:len(d)], ys[:len(d)]
		for i := range d {
			d[i] = choose(cs[i], xs[i], ys[i])
		}
		return
	}
	if ci == 1 && yi == 0 && xi == 1 {
		y := ys[0]
		cs, xs = cs[:len(d)], xs[:len(d)]
		for i := range d {
			d[i] = choose(cs[i], xs[i], y)
		}
		return
	}
	for i := range d {
		d[i] = choose(cs[i*ci], xs[i*xi], ys[i*yi])
	}
}

func choose(c bool, x, y float32) float32 {
	v, w := math.Float32bits(x), math.Float32bits(y)
	if c {
		w = v
	}
	return math.Float32frombits(w)
}

// stepOf is how an operand of n elements is walked along one of full elements:
// 1 when it has as many, 0 for a scalar, -1 when it must be broadcast first.
func stepOf(n, full int) int {
	switch n {
	case full:
		return 1
	case 1:
		return 0
	}
	return -1
}

// Equal is a == b, broadcast, as bool.
func (s *Scope) Equal(a, b *Tensor) *Tensor { return s.Apply1(opEqual, nil, a, b) }

// NotEqual is a != b, broadcast.
func (s *Scope) NotEqual(a, b *Tensor) *Tensor { return s.Apply1(opNotEqual, nil, a, b) }

// Less is a < b, broadcast.
func (s *Scope) Less(a, b *Tensor) *Tensor { return s.Apply1(opLess, nil, a, b) }

// LessEqual is a <= b, broadcast.
func (s *Scope) LessEqual(a, b *Tensor) *Tensor { return s.Apply1(opLessEqual, nil, a, b) }

// Greater is a > b, broadcast.
func (s *Scope) Greater(a, b *Tensor) *Tensor { return s.Apply1(opGreater, nil, a, b) }

// GreaterEqual is a >= b, broadcast.
func (s *Scope) GreaterEqual(a, b *Tensor) *Tensor { return s.Apply1(opGreaterEqual, nil, a, b) }

// LogicalAnd is a and b of bool tensors, broadcast.
func (s *Scope) LogicalAnd(a, b *Tensor) *Tensor { return s.Apply1(opLogicalAnd, nil, a, b) }

// LogicalOr is a or b of bool tensors, broadcast.
func (s *Scope) LogicalOr(a, b *Tensor) *Tensor { return s.Apply1(opLogicalOr, nil, a, b) }

// LogicalXor is a != b of bool tensors, broadcast.
func (s *Scope) LogicalXor(a, b *Tensor) *Tensor {
	s.checkTypes("LogicalOr", a, b)
	return s.Apply1(opLogicalXor, nil, a, b)
}

// LogicalNot is not x.
func (s *Scope) LogicalNot(x *Tensor) *Tensor { return s.Apply1(opLogicalNot, nil, x) }

// Select takes the elements of a where cond is true and of b elsewhere; all
// three are broadcast (tf.where with three arguments).
func (s *Scope) Select(cond, a, b *Tensor) *Tensor { return s.Apply1(opSelect, nil, cond, a, b) }
