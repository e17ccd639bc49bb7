package tf

import (
	"math"
	"slices"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// imageRandomDecls are the random changes of images, once with the session's
// generator and once with a seed of two integers.
func imageRandomDecls() []decl {
	return []decl{
		{names: "image.random_brightness", sig: "random_brightness(image, max_delta, seed=None)", doc: "Adds a random number of [-max_delta, max_delta) to images.", plain: true, fn: brightness(drawn)},
		{names: "image.stateless_random_brightness", direct: true, sig: "stateless_random_brightness(image, max_delta, seed)", doc: "Adds a random number of [-max_delta, max_delta) to images.", plain: true, fn: brightness(seeded)},
		{names: "image.random_contrast", sig: "random_contrast(image, lower, upper, seed=None)", doc: "Changes the contrast of images by a random factor.", plain: true, fn: factor("adjust_contrast", drawn)},
		{names: "image.stateless_random_contrast", direct: true, sig: "stateless_random_contrast(image, lower, upper, seed)", doc: "Changes the contrast of images by a random factor.", plain: true, fn: factor("adjust_contrast", seeded)},
		{names: "image.random_saturation", sig: "random_saturation(image, lower, upper, seed=None)", doc: "Changes the saturation of images by a random factor.", plain: true, fn: factor("adjust_saturation", drawn)},
		{names: "image.stateless_random_saturation", direct: true, sig: "stateless_random_saturation(image, lower, upper, seed=None)", doc: "Changes the saturation of images by a random factor.", plain: true, fn: factor("adjust_saturation", seeded)},
		{names: "image.random_hue", sig: "random_hue(image, max_delta, seed=None)", doc: "Turns the hue of images at random.", plain: true, fn: hue(drawn)},
		{names: "image.stateless_random_hue", direct: true, sig: "stateless_random_hue(image, max_delta, seed)", doc: "Turns the hue of images at random.", plain: true, fn: hue(seeded)},
		{names: "image.random_flip_left_right", sig: "random_flip_left_right(image, seed=None)", doc: "Mirrors each image from left to right with probability 1/2.", fn: randomFlip(-2, drawn)},
		{names: "image.stateless_random_flip_left_right", direct: true, sig: "stateless_random_flip_left_right(image, seed)", doc: "Mirrors each image from left to right with probability 1/2.", fn: randomFlip(-2, seeded)},
		{names: "image.random_flip_up_down", sig: "random_flip_up_down(image, seed=None)", doc: "Mirrors each image from top to bottom with probability 1/2.", fn: randomFlip(-3, drawn)},
		{names: "image.stateless_random_flip_up_down", direct: true, sig: "stateless_random_flip_up_down(image, seed)", doc: "Mirrors each image from top to bottom with probability 1/2.", fn: randomFlip(-3, seeded)},
		{names: "image.random_crop", sig: "random_crop(value, size, seed=None, name=None)", doc: "Cuts a box of a size out of a tensor at a random place.", fn: randomCrop(func(c *call, n int) []int64 {
			dt := c.s.RandomInts(tensor.Int32, 0, math.MaxInt32, []int{n}, c.stream("RandomUniformInt", tensor.Int32))
			return integers(dt.Array())
		})},
		{names: "image.stateless_random_crop", direct: true, sig: "stateless_random_crop(value, size, seed, name=None)", doc: "Cuts a box of a size out of a tensor at a random place.", fn: randomCrop(func(c *call, n int) []int64 {
			return integers(c.statelessStream().FillInts(tensor.Int32, 0, math.MaxInt32, n))
		})},
	}
}

// unitNumbers draws numbers of [0, 1) for a call.
type unitNumbers = func(c *call, shape ...int) *tensor.Tensor

// drawn takes numbers from the session's generator.
func drawn(c *call, shape ...int) *tensor.Tensor {
	return c.s.Random(tensor.Uniform, tensor.Float32, shape, c.stream("RandomUniform", tensor.Float32))
}

// seeded makes numbers of the seed of the call.
func seeded(c *call, shape ...int) *tensor.Tensor {
	return tensor.FromArray(c.statelessStream().Fill(tensor.Uniform, tensor.Float32, shape...))
}

// between draws a number of [lo, hi).
func (c *call) between(draw unitNumbers, lo, hi float64) *tensor.Tensor {
	low, high := tensor.Full(tensor.Float32, lo), tensor.Full(tensor.Float32, hi)
	return c.s.Add(c.s.Mul(draw(c), c.s.Sub(high, low)), low)
}

// adjust runs an adjustment of the image by a number; it becomes a layer when
// the image is a Keras tensor.
func (c *call) adjust(name string, by *tensor.Tensor) object.Value {
	x := c.Value("image")
	if !binding.KerasIn(x) {
		return adjust(c.s, name, c.tensor("image"), by.Array().Float(0))
	}
	all := adjustments()
	d := all[slices.IndexFunc(all, func(d decl) bool { return d.names == "image."+name })]
	return object.Must(d.builtin().Invoke(c.th, object.Args{Pos: []object.Value{x, by}}))
}

func brightness(draw unitNumbers) func(c *call) object.Value {
	return func(c *call) object.Value {
		d := c.number("max_delta")
		if d < 0 {
			tensor.Throwf("ValueError", "max_delta must be non-negative.")
		}
		return c.adjust("adjust_brightness", c.between(draw, -d, d))
	}
}

func hue(draw unitNumbers) func(c *call) object.Value {
	return func(c *call) object.Value {
		d := c.number("max_delta")
		if d > 0.5 {
			tensor.Throwf("ValueError", "max_delta must be <= 0.5.")
		}
		if d < 0 {
			tensor.Throwf("ValueError", "max_delta must be non-negative.")
		}
		return c.adjust("adjust_hue", c.between(draw, -d, d))
	}
}

func factor(name string, draw unitNumbers) func(c *call) object.Value {
	return func(c *call) object.Value {
		lo, hi := c.number("lower"), c.number("upper")
		if hi <= lo {
			tensor.Throwf("ValueError", "upper must be > lower.")
		}
		if lo < 0 {
			tensor.Throwf("ValueError", "lower must be non-negative.")
		}
		return c.adjust(name, c.between(draw, lo, hi))
	}
}

// randomFlip mirrors images along an axis, counted from the end.
func randomFlip(axis int, draw unitNumbers) func(c *call) object.Value {
	return func(c *call) object.Value {
		x := c.tensor("image")
		atLeast3D(x)
		imageRank(x)
		mirrored := c.s.Reverse(x, []int{x.Rank() + axis})
		if x.Rank() == 3 {
			return c.s.Select(c.s.Less(draw(c), tensor.Full(tensor.Float32, 0.5)), mirrored, x)
		}
		n := x.Dim(0)
		if n < 0 {
			tensor.Throw(&tensor.Untraceable{Op: "random flips of a batch of unknown size"})
		}
		flips := c.s.Cast(c.s.Reshape(c.s.Round(draw(c, n)), []int{n, 1, 1, 1}), x.DType())
		return c.s.Add(c.s.Mul(flips, mirrored), c.s.Mul(c.s.Sub(tensor.Full(x.DType(), 1), flips), x))
	}
}

// randomCrop cuts at places that draw gives as n large integers.
func randomCrop(draw func(c *call, n int) []int64) func(c *call) object.Value {
	return func(c *call) object.Value {
		x, size := c.tensor("value"), c.tensorAs("size", tensor.Int32).Array().Ints()
		shape := x.Shape()
		fits := len(size) == len(shape)
		for i := range size {
			fits = fits && size[i] <= shape[i]
		}
		if !fits {
			tensor.Throwf("InvalidArgumentError", "Expected 'tf.Tensor(False, shape=(), dtype=bool)' to be true. Summarized data: b'Need value.shape >= size, got '\n%s\n%s", strings.Trim(brackets(shape), "[]"), strings.Trim(brackets(size), "[]"))
		}
		index := make([]tensor.Slice, len(size))
		for i, v := range draw(c, len(size)) {
			at := int(v % int64(shape[i]-size[i]+1))
			index[i] = tensor.Slice{Start: at, Stop: at + size[i], Step: 1}
		}
		return c.s.StridedSlice(x, index)
	}
}

func integers(a *tensor.Array) []int64 {
	out := make([]int64, a.Size())
	for i := range out {
		out[i] = a.Int(i)
	}
	return out
}
