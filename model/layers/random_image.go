package layers

import (
	"strings"

	"kerash/model"
	"kerash/tensor"
)

// generator is the random numbers of a layer that changes images: a
// tf.random.Generator that starts with the layer's seed.
type generator struct{ stream *tensor.Philox }

// open is the generator, made at the first use.
func (g *generator) open(c *model.Context, seed *model.Seed) *tensor.Philox {
	if g.stream == nil {
		g.stream = tensor.PhiloxState([2]uint64{uint64(seed.First(c)), 0}, 0)
	}
	return g.stream
}

// uniform draws numbers between lo and hi for images x, in a shape in which -1
// stands for the batch.
func (g *generator) uniform(c *model.Context, seed *model.Seed, x *tensor.Tensor, lo, hi float64, shape ...int) *tensor.Tensor {
	stream := g.open(c, seed)
	return c.Apply1(opDraw, &draw{lo: float32(lo), hi: float32(hi), shape: shape, stream: func(n int) *tensor.Philox { return stream.Take(n) }}, x)
}

// derived is uniform with numbers of a stream that the generator makes a seed
// for, as TensorFlow's own functions for images draw them.
func (g *generator) derived(c *model.Context, seed *model.Seed, x *tensor.Tensor, lo, hi float64, shape ...int) *tensor.Tensor {
	stream := g.open(c, seed)
	return c.Apply1(opDraw, &draw{lo: float32(lo), hi: float32(hi), shape: shape, stream: func(n int) *tensor.Philox {
		return tensor.StatelessPhilox([2]int64{stream.Take(1).FillBits(tensor.Int64, 1).Int(0), 0})
	}}, x)
}

// draw is the attribute of opDraw. stream gives the stream of n numbers, anew
// for each use.
type draw struct {
	stream func(n int) *tensor.Philox
	shape  []int
	lo, hi float32
}

// opDraw draws random numbers for its only input, a batch.
var opDraw = &tensor.Op{
	Name:     "Draw",
	Stateful: true,
	Infer: func(c *tensor.Call) []tensor.Spec {
		shape := append([]int{}, c.Attr.(*draw).shape...)
		for i, d := range shape {
			if d < 0 {
				shape[i] = c.In[0].Shape[0]
			}
		}
		return []tensor.Spec{{DType: tensor.Float32, Shape: shape}}
	},
	Eval: func(c *tensor.Call, in, out []*tensor.Array) {
		a, y := c.Attr.(*draw), out[0]
		a.stream(y.Size()).FillArray(tensor.Uniform, y)
		for i, v := range y.F32() {
			y.F32()[i] = v*(a.hi-a.lo) + a.lo
		}
	},
	Expand: func(s *tensor.Scope, c *tensor.Call, in []*tensor.Tensor) []*tensor.Tensor {
		a := c.Attr.(*draw)
		y := s.RandomLike(s.Cast(in[0], tensor.Float32), tensor.Uniform, new(tensor.Philox), a.shape)
		return []*tensor.Tensor{s.Add(s.Mul(y, tensor.Full(tensor.Float32, float64(a.hi-a.lo))), tensor.Full(tensor.Float32, float64(a.lo)))}
	},
}

// RandomFlip mirrors images at random.
type RandomFlip struct {
	model.Base
	Mode string     `arg:"mode" default:"'horizontal_and_vertical'" doc:"'horizontal' (left and right change places), 'vertical' or 'horizontal_and_vertical'"`
	Seed model.Seed `arg:"seed" default:"None" doc:"an integer makes the layer's random numbers reproducible"`

	Horizontal bool `attr:"horizontal"`
	Vertical   bool `attr:"vertical"`
	generator
}

const trainingCall = "inputs, training=True"

// RandomFlipClass declares RandomFlip.
var RandomFlipClass = declare(&model.Class{
	Name: "RandomFlip", Call: trainingCall,
	SameShape: true,
	Doc:       "Mirrors each image with probability 1/2 while training, horizontally, vertically or, one after the other, both ways.",
	Example:   ">>> layers.RandomFlip('horizontal')(tf.ones((2, 4, 4, 3))).shape\nTensorShape([2, 4, 4, 3])",
	New:       func() any { return new(RandomFlip) },
})

// Init implements [model.Initer].
func (r *RandomFlip) Init(st *model.State) {
	r.Base.Init(st)
	switch r.Mode {
	case "horizontal", "vertical", "horizontal_and_vertical":
	default:
		tensor.Throwf("ValueError", "RandomFlip layer %s received an unknown mode argument %s", r.Label, r.Mode)
	}
	r.Horizontal, r.Vertical = r.Mode != "vertical", r.Mode != "horizontal"
}

// Call implements [model.Layer].
func (r *RandomFlip) Call(c *model.Context, in model.Value) model.Value {
	x := image(c, in, r.Policy.Compute)
	if !c.TrainingOr(true) {
		return x
	}
	if x.Rank() < 3 {
		tensor.Throwf("ValueError", "'image' (shape %s) must be at least three-dimensional.", tensor.ShapeString(x.Shape()))
	}
	if r.Horizontal {
		x = r.flip(c, x, -2)
	}
	if r.Vertical {
		x = r.flip(c, x, -3)
	}
	return x
}

// flip mirrors some of the images along an axis.
func (r *RandomFlip) flip(c *model.Context, x *tensor.Tensor, axis int) *tensor.Tensor {
	mirrored := c.Reverse(x, []int{positive(axis, x.Rank())})
	if x.Rank() == 3 {
		u := r.derived(c, &r.Seed, x, 0, 1)
		return c.Select(c.Less(u, full(u, 0.5)), mirrored, x)
	}
	u := r.derived(c, &r.Seed, x, 0, 1, -1, 1, 1, 1)
	return c.Select(c.Greater(u, full(u, 0.5)), mirrored, x)
}

// RandomCrop crops images at a random place.
type RandomCrop struct {
	model.Base
	Height int        `arg:"height" doc:"height of the result"`
	Width  int        `arg:"width" doc:"width of the result"`
	Seed   model.Seed `arg:"seed" default:"None" doc:"an integer makes the layer's random numbers reproducible"`

	generator
}

// RandomCropClass declares RandomCrop.
var RandomCropClass = declare(&model.Class{
	Name: "RandomCrop", Call: trainingCall,
	Doc: "Crops images while training, at a random place, the same for the whole batch. In inference, and when images are " +
		"too small, they are resized to the size, without distortion.",
	Example: ">>> layers.RandomCrop(2, 2)(tf.ones((1, 8, 8, 3))).shape\nTensorShape([1, 2, 2, 3])",
	New:     func() any { return new(RandomCrop) },
})

// Init implements [model.Initer].
func (r *RandomCrop) Init(st *model.State) {
	r.Base.Init(st)
	r.AutoCast = false
}

// Call implements [model.Layer].
func (r *RandomCrop) Call(c *model.Context, in model.Value) model.Value {
	x := image(c, in, r.Policy.Compute)
	h, w := imageSize(&r.Base, x)
	if !c.TrainingOr(true) || h < r.Height || w < r.Width {
		return c.Cast(smartResize(c, x, r.Height, r.Width, "bilinear"), r.Policy.Compute)
	}
	corner := c.Apply1(opCorner, &cornerAttr{r.open(c, &r.Seed), [2]int{h - r.Height + 1, w - r.Width + 1}})
	rows := c.Add(c.Slice(corner, []int{0}, []int{1}), tensor.Range(tensor.Int32, 0, float64(r.Height), 1))
	cols := c.Add(c.Slice(corner, []int{1}, []int{1}), tensor.Range(tensor.Int32, 0, float64(r.Width), 1))
	n := x.Rank()
	return c.Gather(c.Gather(x, rows, n-3, 0), cols, n-2, 0)
}

// cornerAttr is the attribute of opCorner: how many places there are for the
// top and the left of a crop.
type cornerAttr struct {
	stream *tensor.Philox
	places [2]int
}

// opCorner draws the corner of a crop.
var opCorner = &tensor.Op{
	Name:     "Corner",
	Stateful: true,
	Infer:    func(c *tensor.Call) []tensor.Spec { return []tensor.Spec{{DType: tensor.Int32, Shape: []int{2}}} },
	Eval: func(c *tensor.Call, in, out []*tensor.Array) {
		a, y := c.Attr.(*cornerAttr), tensor.Data[int32](out[0])
		const largest = 1<<31 - 1
		drawn := a.stream.Take(2).FillInts(tensor.Int32, 0, largest, 2)
		for i, n := range a.places {
			y[i] = int32(int(drawn.Int(i)) % n)
		}
	},
}

// RandomContrast changes the contrast of images at random.
type RandomContrast struct {
	model.Base
	Factor any        `arg:"factor" doc:"a number f, or two: the contrast is multiplied by a number between 1 - f[0] and 1 + f[1]"`
	Seed   model.Seed `arg:"seed" default:"None" doc:"an integer makes the layer's random numbers reproducible"`

	Lower float64 `attr:"lower"`
	Upper float64 `attr:"upper"`
	generator
}

// RandomContrastClass declares RandomContrast.
var RandomContrastClass = declare(&model.Class{
	Name: "RandomContrast", Call: trainingCall,
	SameShape: true,
	Doc: "Changes the contrast of images by one random factor while training: the distance of each channel from its mean, " +
		"(x - mean) * factor + mean, cut to [0, 255].",
	Example: ">>> layers.RandomContrast(0.2)(tf.ones((1, 2, 2, 3))).shape\nTensorShape([1, 2, 2, 3])",
	New:     func() any { return new(RandomContrast) },
})

// Init implements [model.Initer].
func (r *RandomContrast) Init(st *model.State) {
	r.Base.Init(st)
	r.Lower, r.Upper = factors(r.Factor, 1)
	if r.Lower < 0 || r.Upper < 0 || r.Lower > 1 {
		tensor.Throwf("ValueError", "`factor` argument cannot have negative values or values greater than 1.Received: factor=%s", model.Describe(r.Factor))
	}
}

// Call implements [model.Layer].
func (r *RandomContrast) Call(c *model.Context, in model.Value) model.Value {
	x := image(c, in, r.Policy.Compute)
	if !c.TrainingOr(true) {
		return x
	}
	lo, hi := 1-r.Lower, 1+r.Upper
	if hi <= lo {
		tensor.Throwf("ValueError", "upper must be > lower.")
	}
	if x.Rank() < 3 {
		tensor.Throwf("InvalidArgumentError", "{{function_node __wrapped__AdjustContrastv2_device_/job:localhost/replica:0/task:0/device:CPU:0}} input must be at least 3-D, got shape[%s] [Op:AdjustContrastv2] name: ", strings.Trim(strings.ReplaceAll(tensor.ShapeString(x.Shape()), " ", ""), "(,)"))
	}
	factor := c.Cast(r.derived(c, &r.Seed, x, lo, hi), x.DType())
	mean := c.Mean(x, []int{x.Rank() - 3, x.Rank() - 2}, true)
	return c.Clip(c.Add(c.Mul(c.Sub(x, mean), factor), mean), 0, 255)
}

// factors is an argument that is a number or two as a lower and an upper
// bound; a single number stands for -v·sign and v with sign -1, for v and v with
// sign 1.
func factors(v any, sign float64) (lower, upper float64) {
	if items, ok := model.Sequence(v); ok && len(items) >= 2 {
		lower, _ = model.AsFloat(items[0])
		upper, _ = model.AsFloat(items[1])
		return lower, upper
	}
	f, ok := model.AsFloat(v)
	if !ok {
		tensor.Throwf("TypeError", "bad operand type for unary -: '%s'", model.PythonType(v))
	}
	return sign * f, f
}

// RandomBrightness changes the brightness of images at random.
type RandomBrightness struct {
	model.Base
	Factor any        `arg:"factor" doc:"a number f, or two, in [-1, 1]: a number between f[0] and f[1] (or -f and f) times the size of the value range is added"`
	Range  any        `arg:"value_range" default:"(0, 255)" doc:"lowest and highest value of the images"`
	Seed   model.Seed `arg:"seed" default:"None" doc:"an integer makes the layer's random numbers reproducible"`

	generator
}

// RandomBrightnessClass declares RandomBrightness.
var RandomBrightnessClass = declare(&model.Class{
	Name: "RandomBrightness", Call: trainingCall,
	Doc:     "Adds a random number to each image while training, and cuts the result to the value range.",
	Example: ">>> layers.RandomBrightness(0.2)(tf.ones((1, 2, 2, 3))).shape\nTensorShape([1, 2, 2, 3])",
	New:     func() any { return new(RandomBrightness) },
})

// Init implements [model.Initer].
func (r *RandomBrightness) Init(st *model.State) {
	r.Base.Init(st)
	r.Factor = brightnessFactor(r.Factor)
	items, ok := model.Sequence(r.Range)
	if !ok || len(items) != 2 {
		tensor.Throwf("ValueError", "The `value_range` argument should be a list of two numbers. Got %s", model.Describe(r.Range))
	}
	r.Range = ascending(items)
}

// brightnessFactor is a lower and an upper bound as a list.
func brightnessFactor(v any) []any {
	bad := func(got any) {
		tensor.Throwf("ValueError", "The `factor` argument should be a number (or a list of two numbers) in the range [-1.0, 1.0]. Got %s", model.Describe(got))
	}
	check := func(v any) {
		if f, ok := model.AsFloat(v); !ok || f > 1 || f < -1 {
			bad(v)
		}
	}
	switch f := v.(type) {
	case float64:
		check(f)
		return ascending([]any{-f, f})
	case int:
		check(f)
		return ascending([]any{-f, f})
	}
	items, ok := model.Sequence(v)
	if !ok || len(items) != 2 {
		bad(v)
	}
	check(items[0])
	check(items[1])
	return ascending(items)
}

// ascending is two numbers in order.
func ascending(items []any) []any {
	a, _ := model.AsFloat(items[0])
	b, _ := model.AsFloat(items[1])
	if b < a {
		return []any{items[1], items[0]}
	}
	return []any{items[0], items[1]}
}

// Call implements [model.Layer].
func (r *RandomBrightness) Call(c *model.Context, in model.Value) model.Value {
	x := image(c, in, r.Policy.Compute)
	if !c.TrainingOr(true) {
		return x
	}
	shape := []int{-1, 1, 1, 1}
	switch x.Rank() {
	case 3:
		shape = []int{1, 1, 1}
	case 4:
	default:
		tensor.Throwf("ValueError", "Expected the input image to be rank 3 or 4. Got inputs.shape = %s", tensor.ShapeString(x.Shape()))
	}
	lo, hi := factors(r.Factor, -1)
	least, most := factors(r.Range, -1)
	delta := r.uniform(c, &r.Seed, x, lo, hi, shape...)
	delta = c.Mul(delta, full(delta, most-least))
	return c.Clip(c.Add(x, c.Cast(delta, x.DType())), least, most)
}
