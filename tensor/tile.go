package tensor

// tileAttr is how often each axis repeats.
type tileAttr struct{ times []int }

var opTile, opTileTo *Op

func init() {
	opTile = tileOp()
	opTileTo = tileToOp()
}

// Tile repeats x along each axis.
func (s *Scope) Tile(x *Tensor, times []int) *Tensor {
	if len(times) != x.Rank() {
		Throwf("InvalidArgumentError", "{{function_node __wrapped__Tile_device_/job:localhost/replica:0/task:0/device:CPU:0}} Expected multiples argument to be a vector of length %d but got length %d [Op:Tile]", x.Rank(), len(times))
	}
	for i, n := range times {
		if n < 0 {
			Throwf("InvalidArgumentError", "{{function_node __wrapped__Tile_device_/job:localhost/replica:0/task:0/device:CPU:0}} Expected multiples[%d] >= 0, but got %d [Op:Tile]", i, n)
		}
	}
	checkTile(x, x.Rank())
	return s.Apply1(opTile, &tileAttr{append([]int{}, times...)}, x)
}

// checkTile throws for the dtype of which TensorFlow tiles no tensors of a rank.
func checkTile(x *Tensor, rank int) {
	if x.DType() == Uint16 {
		Throwf("UnimplementedError", "{{function_node __wrapped__Tile_device_/job:localhost/replica:0/task:0/device:CPU:0}} TileOp : The input data type is not supported, DataType : uint16, Dimension : %d [Op:Tile]", rank)
	}
}

// TileTo is [Scope.Tile] with the numbers of repetitions as a tensor, which may
// be symbolic.
func (s *Scope) TileTo(x, times *Tensor) *Tensor {
	if !times.IsSymbolic() {
		return s.Tile(x, times.arr.Ints())
	}
	known, ok := ConstantShape(times)
	if !ok {
		Throw(&Untraceable{Op: "Tile"})
	}
	if IsStatic(known) || len(known) != x.Rank() {
		return s.Tile(x, known)
	}
	return s.Apply1(opTileTo, &tileAttr{known}, x, times)
}

// RepeatTo repeats each element along an axis as often as a symbolic scalar
// says; see [Scope.Repeat].
func (s *Scope) RepeatTo(x, times *Tensor, axis int) *Tensor {
	if axis < 0 {
		axis += x.Rank()
	}
	one := IntTensor(Int32, 1)
	times = s.Reshape(s.Cast(times, Int32), []int{1})
	shape := s.ShapeOf(x, Int32)
	var repeats, sizes []*Tensor
	for i := range x.Rank() {
		size := s.Slice(shape, []int{i}, []int{1})
		repeats = append(repeats, one)
		if i == axis {
			repeats = append(repeats, times)
			size = s.Mul(size, times)
		}
		sizes = append(sizes, size)
	}
	return s.ReshapeTo(s.TileTo(s.ExpandDims(x, axis+1), s.Concat(repeats, 0)), s.Concat(sizes, 0))
}

func tileOp() *Op {
	return &Op{
		Name: "Tile",
		Infer: func(c *Call) []Spec {
			times := c.Attr.(*tileAttr).times
			shape := make([]int, len(times))
			for i, d := range c.In[0].Shape {
				shape[i] = d * times[i]
				if d < 0 || times[i] < 0 {
					shape[i] = -1
				}
			}
			return []Spec{{c.In[0].DType, shape}}
		},
		Eval: evalTile,
		Grad: gradTile,
	}
}

// tileToOp takes the numbers of repetitions as a tensor; the attribute is what
// is known of it when it is symbolic.
func tileToOp() *Op {
	return &Op{
		Name:  "Tile",
		Infer: opTile.Infer,
		Dynamic: func(c *Call, in []*Array) []*Array {
			times := in[1].Ints()
			shape := make([]int, len(times))
			for i, d := range in[0].shape {
				shape[i] = d * times[i]
			}
			out := NewArray(in[0].dtype, shape...)
			tileInto(out, in[0], times)
			return []*Array{out}
		},
		Grad: func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
			// Each repetition becomes an axis of its own, which is summed.
			sizes := s.Stack([]*Tensor{s.Cast(in[1], Int32), s.ShapeOf(in[0], Int32)}, 1)
			var axes []int
			for i := range in[0].Shape() {
				axes = append(axes, 2*i)
			}
			apart := s.ReshapeTo(gout[0], s.Reshape(sizes, []int{-1}))
			return []*Tensor{s.Sum(apart, axes, false), nil}
		},
	}
}

func evalTile(c *Call, in, out []*Array) { tileInto(out[0], in[0], c.Attr.(*tileAttr).times) }

// tileInto copies x as many times as asked, by broadcasting it over new axes.
func tileInto(out, x *Array, times []int) {
	from, to := make([]int, 0, 2*len(times)), make([]int, 0, 2*len(times))
	for i, d := range x.shape {
		from = append(from, 1, d)
		to = append(to, times[i], d)
	}
	out.Reshape(to).CopyFrom(x.Reshape(from).BroadcastTo(to))
}

func gradTile(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
	times := c.Attr.(*tileAttr).times
	var shape, axes []int
	for i, d := range in[0].Shape() {
		axes = append(axes, 2*i)
		shape = append(shape, times[i], d)
	}
	if len(shape) == 0 {
		return []*Tensor{gout[0]}
	}
	return []*Tensor{s.Sum(s.Reshape(gout[0], shape), axes, false)}
}
