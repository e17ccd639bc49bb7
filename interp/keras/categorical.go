package keras

import (
	"math"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// categoricalMembers are the functions of keras.utils that encode class labels
// and scale arrays.
func categoricalMembers() []object.Member {
	return []object.Member{
		object.Fun("to_categorical(y, num_classes=None, dtype='float32')", "Class labels as one-hot rows.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return encodeClasses(th, a, 0, func(row []float64, class int) { row[class] = 1 })
		}),
		object.Fun("to_ordinal(y, num_classes=None, dtype='float32')", "Class labels as rows of as many leading ones.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return encodeClasses(th, a, 1, func(row []float64, class int) {
				for i := range min(class, len(row)) {
					row[i] = 1
				}
			})
		}),
		object.Fun("normalize(x, axis=-1, order=2)", "An array scaled to norm 1 along an axis; zero vectors stay.", normalize),
	}
}

// encodeClasses makes a row of num_classes - less numbers of every label.
func encodeClasses(th *object.Thread, a *object.Bound, less int, fill func(row []float64, class int)) (object.Value, error) {
	y := binding.ToArray(th, a.Value("y"), tensor.Int64)
	labels := y.Ints()
	classes := a.IntOr("num_classes", 0)
	if classes == 0 {
		if len(labels) == 0 {
			return nil, object.ValueErrorf("zero-size array to reduction operation maximum which has no identity")
		}
		for _, c := range labels {
			classes = max(classes, c+1)
		}
	}
	width := classes - less
	out := make([]float64, len(labels)*width)
	for i, c := range labels {
		if less == 0 {
			if c < -classes || c >= classes {
				return nil, object.IndexErrorf("index %d is out of bounds for axis 1 with size %d", c, classes)
			}
			if c < 0 {
				c += classes
			}
		}
		fill(out[i*width:(i+1)*width], c)
	}
	shape := append([]int{}, y.Shape()...)
	if n := len(shape); n > 1 && shape[n-1] == 1 {
		shape = shape[:n-1]
	}
	return tensor.FromSlice(out, append(shape, width)...).Cast(binding.ToNumpyDType(th, a.Value("dtype"))), nil
}

func normalize(th *object.Thread, a *object.Bound) (object.Value, error) {
	x := arrayArg(th, a.Value("x"))
	dt := x.DType()
	if !dt.IsFloat() {
		dt = tensor.Float64
	}
	axis, order := a.Int("axis"), a.Float("order")
	if axis < -x.Rank() || axis >= x.Rank() {
		return nil, object.Errorf(object.ValueError, "axis %d is out of bounds for array of dimension %d", axis, x.Rank())
	}
	if axis < 0 {
		axis += x.Rank()
	}
	shape := x.Shape()
	n, inner := shape[axis], tensor.NumElements(shape[axis+1:])
	v := x.Cast(tensor.Float64).Floats()
	for o := 0; o < tensor.NumElements(shape[:axis]); o++ {
		for i := 0; i < inner; i++ {
			at := func(k int) int { return (o*n+k)*inner + i }
			norm := vectorNorm(n, order, func(k int) float64 { return math.Abs(v[at(k)]) })
			if norm == 0 {
				continue
			}
			for k := range n {
				v[at(k)] /= norm
			}
		}
	}
	if len(shape) == 1 { // as Keras has it
		shape = []int{1, n}
	}
	return tensor.FromSlice(v, shape...).Cast(dt), nil
}

func vectorNorm(n int, order float64, abs func(int) float64) float64 {
	sum, most, least := 0.0, 0.0, math.Inf(1)
	for k := range n {
		x := abs(k)
		most, least = math.Max(most, x), math.Min(least, x)
		switch order {
		case 0:
			if x != 0 {
				sum++
			}
		case 2:
			sum += x * x
		default:
			sum += math.Pow(x, order)
		}
	}
	switch {
	case math.IsInf(order, 1):
		return most
	case math.IsInf(order, -1):
		return least
	case order == 0:
		return sum
	case order == 2:
		return math.Sqrt(sum)
	}
	return math.Pow(sum, 1/order)
}
