package numpy

import (
	"math"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// createFuncs make arrays.
func createFuncs() []object.Member {
	fill := func(name string, v float64) object.Member {
		return fun(name+"(shape, dtype=None, order='C', *, like=None)", "An array of a shape filled with "+name+".", func(c *call) object.Value {
			a := tensor.NewArray(c.dtype("dtype", tensor.Float64), c.shape("shape")...)
			if v != 0 {
				a.Fill(v)
			}
			return a
		})
	}
	like := func(name string, v float64) object.Member {
		return fun(name+"(a, dtype=None, order='K', subok=True, shape=None)", "An array like a, filled anew.", func(c *call) object.Value {
			a := c.array("a")
			shape := a.Shape()
			if c.Value("shape") != nil {
				shape = c.shape("shape")
			}
			out := tensor.NewArray(c.dtype("dtype", a.DType()), append([]int{}, shape...)...)
			if v != 0 {
				out.Fill(v)
			}
			return out
		})
	}
	return []object.Member{
		fun("array(object, dtype=None, *, copy=True, order='K', subok=False, ndmin=0, like=None)", "An array of a number, a (nested) sequence or another array.", func(c *call) object.Value {
			a := binding.ToArray(c.th, c.Value("object"), c.dtype("dtype", tensor.Invalid))
			if c.Bool("copy") {
				a = a.Clone()
			}
			for a.Rank() < c.Int("ndmin") {
				a = a.Reshape(append([]int{1}, a.Shape()...))
			}
			return a
		}),
		fun("asarray(a, dtype=None, order=None, *, like=None)", "The value as an array, itself if it is one.", func(c *call) object.Value {
			return binding.ToArray(c.th, c.Value("a"), c.dtype("dtype", tensor.Invalid))
		}),
		fun("asanyarray(a, dtype=None, order=None, *, like=None)", "The value as an array, itself if it is one.", func(c *call) object.Value {
			return binding.ToArray(c.th, c.Value("a"), c.dtype("dtype", tensor.Invalid))
		}),
		fun("ascontiguousarray(a, dtype=None, *, like=None)", "The value as an array in row-major order.", func(c *call) object.Value {
			return binding.ToArray(c.th, c.Value("a"), c.dtype("dtype", tensor.Invalid)).Contiguous()
		}),
		fun("copy(a, order='K', subok=False)", "A copy of an array.", func(c *call) object.Value { return c.array("a").Clone() }),
		fill("zeros", 0), fill("ones", 1), fill("empty", 0),
		like("zeros_like", 0), like("ones_like", 1), like("empty_like", 0),
		fun("full(shape, fill_value, dtype=None, order='C', *, like=None)", "An array of a shape filled with a value.", func(c *call) object.Value {
			v := c.array("fill_value")
			v = binding.CastArray(c.th, v, c.dtype("dtype", v.DType()))
			return broadcastTo(v, c.shape("shape")).Clone()
		}),
		fun("full_like(a, fill_value, dtype=None, order='K', subok=True, shape=None)", "An array like a, filled with a value.", func(c *call) object.Value {
			a := c.array("a")
			v := binding.CastArray(c.th, c.array("fill_value"), c.dtype("dtype", a.DType()))
			return broadcastTo(v, a.Shape()).Clone()
		}),
		fun("arange(start, stop=None, step=1, dtype=None, *, like=None)", "Evenly spaced numbers from start up to stop.", arange),
		fun("linspace(start, stop, num=50, endpoint=True, retstep=False, dtype=None, axis=0)", "num evenly spaced numbers from start to stop.", linspace),
		fun("logspace(start, stop, num=50, endpoint=True, base=10.0, dtype=None, axis=0)", "Powers of base with evenly spaced exponents.", func(c *call) object.Value {
			x := spaced(c.Float("start"), c.Float("stop"), c.Int("num"), c.Bool("endpoint"))
			for i, v := range x {
				x[i] = math.Pow(c.Float("base"), v)
			}
			return tensor.FromSlice(x).Cast(c.dtype("dtype", tensor.Float64))
		}),
		fun("geomspace(start, stop, num=50, endpoint=True, dtype=None, axis=0)", "Numbers in geometric progression.", func(c *call) object.Value {
			start, stop := c.Float("start"), c.Float("stop")
			x := spaced(math.Log10(math.Abs(start)), math.Log10(math.Abs(stop)), c.Int("num"), c.Bool("endpoint"))
			for i, v := range x {
				x[i] = math.Copysign(math.Pow(10, v), start)
			}
			if len(x) > 0 {
				x[0] = start
				if c.Bool("endpoint") {
					x[len(x)-1] = stop
				}
			}
			return tensor.FromSlice(x).Cast(c.dtype("dtype", tensor.Float64))
		}),
		fun("eye(N, M=None, k=0, dtype=float, order='C', *, like=None)", "A matrix with ones on a diagonal.", func(c *call) object.Value {
			n := c.Int("N")
			return diagonalOnes(n, c.IntOr("M", n), c.Int("k"), optionalDType(c))
		}),
		fun("identity(n, dtype=None, *, like=None)", "The identity matrix.", func(c *call) object.Value {
			return diagonalOnes(c.Int("n"), c.Int("n"), 0, c.dtype("dtype", tensor.Float64))
		}),
		fun("tri(N, M=None, k=0, dtype=float, *, like=None)", "A matrix with ones at and below a diagonal.", func(c *call) object.Value {
			n := c.Int("N")
			m := c.IntOr("M", n)
			a := tensor.NewArray(tensor.Float64, n, m)
			for i := range n {
				for j := range m {
					if j <= i+c.Int("k") {
						a.F64()[i*m+j] = 1
					}
				}
			}
			return a.Cast(optionalDType(c))
		}),
		fun("meshgrid(*xi, copy=True, sparse=False, indexing='xy')", "Coordinate matrices of vectors.", meshgrid),
		fun("indices(dimensions, dtype=int, sparse=False)", "For each axis, the index of every element along it.", func(c *call) object.Value {
			shape := c.shape("dimensions")
			out := tensor.NewArray(tensor.Int64, append([]int{len(shape)}, shape...)...)
			n := tensor.NumElements(shape)
			d := tensor.Data[int64](out)
			for ax := range shape {
				inner := tensor.NumElements(shape[ax+1:])
				for i := range n {
					d[ax*n+i] = int64(i / inner % shape[ax])
				}
			}
			return out
		}),
		fun("fromfunction(function, shape, *, dtype=float, like=None, **kwargs)", "An array computed from the indices of its elements.", func(c *call) object.Value {
			shape := c.shape("shape")
			n := tensor.NumElements(shape)
			args := object.Args{Kw: c.Kwargs("kwargs")}
			for ax := range shape {
				d := make([]float64, n)
				inner := tensor.NumElements(shape[ax+1:])
				for i := range n {
					d[i] = float64(i / inner % shape[ax])
				}
				args.Pos = append(args.Pos, tensor.FromSlice(d, shape...).Cast(optionalDType(c)))
			}
			return object.Must(object.Call(c.th, c.Value("function"), args))
		}),
		fun("fromiter(iter, dtype, count=-1, *, like=None)", "A vector of the values of an iterable.", func(c *call) object.Value {
			elems := c.Elems("iter")
			if n := c.Int("count"); n >= 0 && n < len(elems) {
				elems = elems[:n]
			}
			return binding.ToArray(c.th, object.NewList(elems...), c.dtype("dtype", tensor.Float64))
		}),
		fun("frombuffer(buffer, dtype=float, count=-1, offset=0, *, like=None)", "A vector over the bytes of a buffer.", func(c *call) object.Value {
			b, _ := c.Value("buffer").(binding.Bytes)
			dt := optionalDType(c)
			raw := []byte(b)[c.Int("offset"):]
			n := len(raw) / dt.Size()
			if k := c.Int("count"); k >= 0 {
				n = min(n, k)
			}
			return tensor.ArrayOfBytes(dt, raw[:n*dt.Size()], n)
		}),
	}
}

// optionalDType is a dtype argument that defaults to Python's float or int.
func optionalDType(c *call) tensor.DType {
	if !c.Given("dtype") {
		return tensor.Float64
	}
	return c.dtype("dtype", tensor.Float64)
}

func broadcastTo(a *tensor.Array, shape []int) *tensor.Array {
	if s, ok := tensor.BroadcastShapes(a.Shape(), shape); !ok || !tensor.SameShape(s, shape) {
		object.Throw(object.ValueErrorf("operands could not be broadcast together with remapped shapes [original->remapped]: %s  and requested shape %s", shapeText(a.Shape()), shapeText(shape)))
	}
	return a.BroadcastTo(shape)
}

func arange(c *call) object.Value {
	start, stop, step := c.Value("start"), c.Value("stop"), c.Value("step")
	if stop == nil {
		start, stop = 0, start
	}
	x, y, z := operandOf(c.th, start), operandOf(c.th, stop), operandOf(c.th, step)
	dt := binding.Promote(binding.Promote(x.DType(), y.DType()), z.DType())
	if dt == tensor.Bool {
		dt = tensor.Int64
	}
	dt = c.dtype("dtype", dt)
	if z.Float(0) == 0 {
		object.Throw(object.Errorf(object.ZeroDivisionError, "division by zero"))
	}
	n := max(0, int(math.Ceil((y.Float(0)-x.Float(0))/z.Float(0))))
	if dt.IsInteger() && x.DType().IsInteger() && z.DType().IsInteger() {
		d := make([]int64, n)
		for i := range d {
			d[i] = x.Int(0) + int64(i)*z.Int(0)
		}
		return tensor.FromSlice(d).Cast(dt)
	}
	first, delta := x.Float(0), z.Float(0)
	if dt == tensor.Float32 { // NumPy steps in the type itself
		f, d := float32(first), float32(first+delta)-float32(first)
		out := make([]float32, n)
		for i := range out {
			out[i] = f + float32(i)*d
		}
		return tensor.FromSlice(out)
	}
	if dt.IsInteger() {
		f := int64(first)
		d := int64(first+delta) - f
		out := make([]int64, n)
		for i := range out {
			out[i] = f + int64(i)*d
		}
		return tensor.FromSlice(out).Cast(dt)
	}
	d := make([]float64, n)
	delta = first + delta - first
	for i := range d {
		d[i] = first + float64(i)*delta
	}
	return tensor.FromSlice(d).Cast(dt)
}

func spaced(start, stop float64, num int, endpoint bool) []float64 {
	if num < 0 {
		object.Throw(object.ValueErrorf("Number of samples, %d, must be non-negative.", num))
	}
	div := num
	if endpoint {
		div--
	}
	out := make([]float64, num)
	step := (stop - start) / float64(max(div, 1))
	for i := range out {
		out[i] = start + float64(i)*step
	}
	if endpoint && num > 1 {
		out[num-1] = stop
	}
	return out
}

func linspace(c *call) object.Value {
	start, stop := c.array("start"), c.array("stop")
	num, endpoint := c.Int("num"), c.Bool("endpoint")
	dt := c.dtype("dtype", tensor.Float64)
	if start.Rank() == 0 && stop.Rank() == 0 {
		x := spaced(start.Float(0), stop.Float(0), num, endpoint)
		if dt.IsInteger() {
			for i := range x {
				x[i] = math.Floor(x[i])
			}
		}
		out := tensor.FromSlice(x).Cast(dt)
		if c.Bool("retstep") {
			div := num
			if endpoint {
				div--
			}
			return object.NewTuple(out, &binding.Scalar{Array: tensor.Scalar((stop.Float(0) - start.Float(0)) / float64(div))})
		}
		return out
	}
	shape, ok := tensor.BroadcastShapes(start.Shape(), stop.Shape())
	if !ok {
		object.Throw(broadcastError(start.Shape(), stop.Shape()))
	}
	a, b := start.BroadcastTo(shape), stop.BroadcastTo(shape)
	n := tensor.NumElements(shape)
	out := make([]float64, num*n)
	for i := range n {
		for k, v := range spaced(a.Float(i), b.Float(i), num, endpoint) {
			out[k*n+i] = v
		}
	}
	return tensor.FromSlice(out, append([]int{num}, shape...)...).Cast(dt)
}

func diagonalOnes(n, m, k int, dt tensor.DType) *tensor.Array {
	a := tensor.NewArray(tensor.Float64, n, m)
	for i := range n {
		if j := i + k; j >= 0 && j < m {
			a.F64()[i*m+j] = 1
		}
	}
	return a.Cast(dt)
}

func meshgrid(c *call) object.Value {
	var xs []*tensor.Array
	for _, v := range c.Rest("xi") {
		a := arrayOf(c.th, v)
		xs = append(xs, a.Reshape([]int{a.Size()}))
	}
	n := len(xs)
	shape := make([]int, n)
	place := allAxes(n)
	if c.Str("indexing") == "xy" && n > 1 {
		place[0], place[1] = 1, 0
	}
	for i, x := range xs {
		shape[place[i]] = x.Size()
	}
	out := object.NewList()
	for i, x := range xs {
		s := make([]int, n)
		for k := range s {
			s[k] = 1
		}
		s[place[i]] = x.Size()
		v := x.Reshape(s)
		if !c.Bool("sparse") {
			v = v.BroadcastTo(shape).Clone()
		}
		out.Elems = append(out.Elems, v)
	}
	return out
}
