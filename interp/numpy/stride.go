package numpy

import (
	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// libModule is numpy.lib with its stride_tricks.
func libModule() (lib, tricks *object.Module) {
	tricks = &object.Module{Name: "numpy.lib.stride_tricks", Doc: "Views with windows over an array.", Members: func() []object.Member {
		return []object.Member{
			fun("sliding_window_view(x, window_shape, axis=None, *, subok=False, writeable=False)", "Views of all windows of a shape.", slidingWindows),
			fun("as_strided(x, shape=None, strides=None, subok=False, writeable=True)", "A view with strides in bytes.", asStrided),
		}
	}}
	format := &object.Module{Name: "numpy.lib.format", Doc: "Files of one array.", Members: func() []object.Member {
		return []object.Member{
			fun("open_memmap(filename, mode='r+', dtype=None, shape=None, fortran_order=False, version=None, *, max_header_size=10000)", "The array of a .npy file with its elements in that file, which mode w+ makes.", openMemmap),
		}
	}}
	lib = &object.Module{Name: "numpy.lib", Doc: "NumPy's library.", Members: func() []object.Member {
		return []object.Member{object.Const("stride_tricks", tricks), object.Const("format", format)}
	}}
	return lib, tricks
}

func slidingWindows(c *call) object.Value {
	x := c.first()
	window := object.Must(object.AsInts(c.th, c.Value("window_shape")))
	axes := c.axes("axis", x.Rank())
	if len(window) != len(axes) {
		throwValue("Since axis is None, must provide window_shape for all dimensions of `x`; got %d window_shape elements and `x.ndim` is %d.", len(window), x.Rank())
	}
	shape, strides := append([]int{}, x.Shape()...), append([]int{}, x.Strides()...)
	for i, ax := range axes {
		if window[i] < 0 {
			throwValue("`window_shape` cannot contain negative values")
		}
		if shape[ax] -= window[i] - 1; shape[ax] < 1 {
			throwValue("window shape cannot be larger than input array shape")
		}
		strides = append(strides, x.Strides()[ax])
	}
	out := x.View(append(shape, window...), strides, x.Offset())
	out.Freeze(!c.Bool("writeable"))
	return out
}

func asStrided(c *call) object.Value {
	x := c.first()
	shape, strides := x.Shape(), x.Strides()
	if c.Has("shape") {
		shape = binding.ToShape(c.th, c.Value("shape"))
	}
	if c.Has("strides") {
		strides = nil
		for _, s := range object.Must(object.AsInts(c.th, c.Value("strides"))) {
			strides = append(strides, s/itemSize(x))
		}
	}
	if len(shape) != len(strides) {
		throwValue("shape and strides must have the same length")
	}
	lo, hi := 0, 0
	for i, st := range strides {
		if d := st * (shape[i] - 1); d < 0 {
			lo += d
		} else {
			hi += d
		}
	}
	if x.IsContiguous() && tensor.NumElements(shape) > 0 && (lo < 0 || hi >= x.Size()) {
		throwValue("the strides lead out of the array")
	}
	return x.View(shape, strides, x.Offset())
}
