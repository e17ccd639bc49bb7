package tensor

var opUnique, opUniqueWithCounts, opWhere *Op

func init() {
	// Unique gives the distinct elements in the order of first occurrence, for
	// every element which it is, and how often each occurs.
	opUnique = &Op{
		Name: "Unique",
		Infer: func(c *Call) []Spec {
			idx := c.Attr.(DType)
			return []Spec{{c.In[0].DType, []int{-1}}, {idx, c.In[0].Shape}, {idx, []int{-1}}}
		},
		Dynamic: func(c *Call, in []*Array) []*Array {
			switch in[0].buf.(type) {
			case []float32:
				return uniqueOf[float32](in[0], c.Attr.(DType))
			case []float64:
				return uniqueOf[float64](in[0], c.Attr.(DType))
			case []int32:
				return uniqueOf[int32](in[0], c.Attr.(DType))
			case []int64:
				return uniqueOf[int64](in[0], c.Attr.(DType))
			case []uint8:
				return uniqueOf[uint8](in[0], c.Attr.(DType))
			case []bool:
				return uniqueOf[bool](in[0], c.Attr.(DType))
			case []complex64:
				return uniqueOf[complex64](in[0], c.Attr.(DType))
			case []complex128:
				return uniqueOf[complex128](in[0], c.Attr.(DType))
			case []string:
				return uniqueOf[string](in[0], c.Attr.(DType))
			}
			out := uniqueOf[int64](in[0].Cast(Int64), c.Attr.(DType))
			out[0] = out[0].Cast(in[0].dtype)
			return out
		},
	}
	opUniqueWithCounts = &Op{Name: "UniqueWithCounts", Infer: opUnique.Infer, Dynamic: opUnique.Dynamic}
	// Where lists the positions of the elements that are not zero.
	opWhere = &Op{
		Name:  "Where",
		Infer: func(c *Call) []Spec { return []Spec{{Int64, []int{-1, len(c.In[0].Shape)}}} },
		Dynamic: func(c *Call, in []*Array) []*Array {
			on := Data[bool](in[0].Cast(Bool))
			r := in[0].Rank()
			at := []int64{}
			for i, v := range on {
				if v {
					for _, p := range unravel(i, in[0].shape) {
						at = append(at, int64(p))
					}
				}
			}
			n := len(at)
			if r > 0 {
				n /= r
			} else if on[0] {
				n = 1
			}
			return []*Array{FromSlice(at, n, r)}
		},
	}
}

func uniqueOf[T Elem](x *Array, index DType) []*Array {
	seen := map[T]int{}
	values, counts, which := []T{}, []int{}, make([]int, x.Size())
	for i, v := range Data[T](x) {
		k, ok := seen[v]
		if !ok {
			k = len(values)
			seen[v] = k
			values, counts = append(values, v), append(counts, 0)
		}
		counts[k]++
		which[i] = k
	}
	y := FromSlice(values)
	y.dtype = x.dtype
	return []*Array{y, intArray(index, which...), intArray(index, counts...)}
}

// UniqueWithCounts is the distinct elements of x, which has one axis, in the order of
// their first occurrence; for every element of x which of them it is; and how
// often each occurs. index is the dtype of the last two.
func (s *Scope) UniqueWithCounts(x *Tensor, index DType) (values, which, counts *Tensor) {
	out := s.unique(opUniqueWithCounts, x, index)
	return out[0], out[1], out[2]
}

// Unique is [Scope.UniqueWithCounts] without the counts.
func (s *Scope) Unique(x *Tensor, index DType) (values, which *Tensor) {
	out := s.unique(opUnique, x, index)
	return out[0], out[1]
}

func (s *Scope) unique(op *Op, x *Tensor, index DType) []*Tensor {
	if x.Rank() != 1 {
		throwList(op.Name, "unique expects a 1D vector.")
	}
	return s.Apply(op, index, x)
}

// Where is the positions of the elements of x that are not zero, one row each,
// as int64 (tf.where with one argument).
func (s *Scope) Where(x *Tensor) *Tensor {
	if x.DType() == Float16 && !s.AnyDType {
		Throwf("UnimplementedError", "{{function_node __wrapped__Where_device_/job:localhost/replica:0/task:0/device:CPU:0}} No WhereOp available for float16/half type on CPU; dying in CPU WhereOp to avoid silently creating costly copies from device. [Op:Where] name: ")
	}
	if x.Rank() == 0 {
		throwRun("Where", "WhereOp : Unhandled input dimensions: 0")
	}
	return s.Apply1(opWhere, nil, x)
}

// BooleanMask is the entries of x where mask, matched with the axes of x from
// axis on, is true.
func (s *Scope) BooleanMask(x, mask *Tensor, axis int) *Tensor {
	n := mask.Rank()
	if n == 0 {
		Throwf("ValueError", "mask cannot be scalar.")
	}
	if axis < 0 {
		axis += x.Rank()
	}
	if mask.DType() != Bool {
		Throwf("TypeError", "mask must be a tensor of booleans, not of %s", mask.DType())
	}
	if axis < 0 || axis > x.Rank() {
		Throwf("ValueError", "axis %d is out of range for a tensor of rank %d", axis, x.Rank())
	}
	if axis+n > x.Rank() || !fits(x.Shape()[axis:axis+n], mask.Shape()) {
		end := min(axis+n, x.Rank())
		Throwf("ValueError", "Shapes %s and %s are incompatible", ShapeString(x.Shape()[axis:end]), ShapeString(mask.Shape()))
	}
	flat, shape := s.Reshape(mask, []int{-1}), x.Shape()
	if n > 1 {
		joined := -1
		if m := shape[axis : axis+n]; IsStatic(m) {
			joined = NumElements(m)
		}
		shape = append(append(append([]int{}, shape[:axis]...), joined), shape[axis+n:]...)
		x = s.Reshape(x, shape)
	}
	return s.pick(x, s.Squeeze(s.Where(flat), []int{1}), axis)
}

// fits reports whether two shapes can be the same, -1 being unknown.
func fits(a, b []int) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] && a[i] >= 0 && b[i] >= 0 {
			return false
		}
	}
	return true
}
