package layers

import (
	"sort"

	"kerash/model"
	"kerash/model/activations"
	"kerash/tensor"
)

// LocallyConnected is a convolution whose kernel differs from place to place.
type LocallyConnected struct {
	model.Base
	Filters        int                    `arg:"filters" doc:"number of output channels"`
	KernelSize     tuple                  `arg:"kernel_size" doc:"lengths of the window, or one for all axes"`
	Strides        tuple                  `arg:"strides" default:"(1, 1)" doc:"steps of the window, or one for all axes"`
	Padding        padding                `arg:"padding" default:"'valid'" doc:"'valid', or 'same' with implementation 2 or 3"`
	DataFormat     dataFormat             `arg:"data_format" default:"None" doc:"'channels_last' or 'channels_first'"`
	Activation     activations.Activation `arg:"activation" default:"None" doc:"applied to the output"`
	UseBias        bool                   `arg:"use_bias" default:"True" doc:"whether to add a bias, which differs from place to place as well"`
	kernelBias     `args:"inline"`
	Implementation int `arg:"implementation" default:"1" doc:"how the kernel is stored: 1 by places, 2 as a matrix of inputs and outputs, 3 as its elements that are not 0"`

	Kernel *tensor.Variable `weight:"kernel"`
	Bias   *tensor.Variable `weight:"bias"`

	rank     int
	channels int
	in, out  []int   // the spatial axes
	sites    [][]int // for each place of the output: which places of the input it sees
}

var localConfig = []string{"filters", "kernel_size", "strides", "padding", "data_format", "activation", "use_bias", "kernel_initializer", "bias_initializer",
	"kernel_regularizer", "bias_regularizer", "activity_regularizer", "kernel_constraint", "bias_constraint", "implementation"}

// The declarations of the locally connected layers.
var (
	LocallyConnected1DClass = declare(&model.Class{
		Name:        "LocallyConnected1D",
		Doc:         "Conv1D with a kernel of its own for each place: (batch, steps, channels) becomes (batch, new steps, filters).",
		Example:     ">>> layers.LocallyConnected1D(4, 3)(tf.ones((2, 10, 8))).shape\nTensorShape([2, 8, 4])",
		Defaults:    map[string]string{"strides": "1"},
		ConfigOrder: localConfig,
		New:         func() any { return &LocallyConnected{rank: 1} },
	})
	LocallyConnected2DClass = declare(&model.Class{
		Name:        "LocallyConnected2D",
		Doc:         "Conv2D with a kernel of its own for each place: (batch, rows, columns, channels) becomes (batch, new rows, new columns, filters).",
		Example:     ">>> layers.LocallyConnected2D(2, 3)(tf.ones((1, 8, 8, 3))).shape\nTensorShape([1, 6, 6, 2])",
		ConfigOrder: localConfig,
		New:         func() any { return &LocallyConnected{rank: 2} },
	})
)

// Init implements [model.Initer].
func (l *LocallyConnected) Init(st *model.State) {
	l.Base.Init(st)
	l.KernelSize.resolve(l.rank, "kernel_size", 1)
	l.Strides.resolve(l.rank, "strides", 0)
	if l.Padding != "valid" && l.Implementation == 1 {
		tensor.Throwf("ValueError", "Invalid border mode for %s (only \"valid\" is supported if implementation is 1): %s", l.ClassName(), l.Padding)
	}
	l.Spec = []model.InputSpec{{NDim: l.rank + 2}}
	l.Activation.Track(&l.Base)
}

// Build implements [model.Layer].
func (l *LocallyConnected) Build(c *model.Context, in model.Value) {
	shape := model.One(in).Shape()
	axis := positive(l.DataFormat.channelAxis(), len(shape))
	l.channels = shape[axis]
	l.in = without(len(shape), 0, axis)
	for i, at := range l.in {
		l.in[i] = shape[at]
	}
	l.checkInput(shape)
	l.out = make([]int, l.rank)
	for i, n := range l.in {
		if l.out[i] = n; l.Padding == "valid" {
			l.out[i] = n - l.KernelSize.list[i] + 1
		}
		l.out[i] = (l.out[i] + l.Strides.list[i] - 1) / max(l.Strides.list[i], 1)
		if l.out[i] <= 0 {
			tensor.Throwf("ValueError", "One of the dimensions in the output is <= 0 due to downsampling in %s. Consider increasing the input size. Received input shape %s which would produce output shape with a zero or negative value in a dimension.", l.Label, tensor.ShapeString(shape))
		}
	}
	l.connect()
	l.Kernel = l.addKernel(c, &l.Base, l.kernelShape()...)
	if l.UseBias {
		l.Bias = l.addBias(c, &l.Base, append(append([]int{}, l.out...), l.Filters)...)
	}
	l.Spec = []model.InputSpec{{NDim: l.rank + 2, Axes: map[int]int{l.DataFormat.channelAxis(): l.channels}}}
}

func (l *LocallyConnected) checkInput(shape []int) {
	for _, n := range l.in {
		switch {
		case n >= 0:
		case l.rank == 2:
			tensor.Throwf("ValueError", "The spatial dimensions of the inputs to  a LocallyConnected2D layer should be fully-defined, but layer received the inputs shape %s", tensor.ShapeString(shape))
		default:
			tensor.Throwf("TypeError", "'<=' not supported between instances of 'NoneType' and 'int'")
		}
	}
	if l.channels < 0 {
		tensor.Throwf("ValueError", "('Axis 2 of input should be fully-defined. Found shape:', %s)", tensor.ShapeString(shape))
	}
}

// connect lists what each place of the output sees.
func (l *LocallyConnected) connect() {
	l.sites = make([][]int, tensor.NumElements(l.out))
	for p := range l.sites {
		seen := []int{0}
		rest, size := p, 1
		for d := l.rank - 1; d >= 0; d-- {
			lo, hi := l.window(d, rest%l.out[d])
			rest /= l.out[d]
			var more []int
			for i := lo; i < hi; i++ {
				for _, s := range seen {
					more = append(more, i*size+s)
				}
			}
			seen, size = more, size*l.in[d]
		}
		l.sites[p] = seen
	}
}

// window is the places along axis d that place i of the output sees.
func (l *LocallyConnected) window(d, i int) (lo, hi int) {
	k := l.KernelSize.list[d]
	center := i * l.Strides.list[d]
	if l.Padding == "valid" {
		center += k / 2
	}
	return max(center-k/2, 0), min(center+k-k/2, l.in[d])
}

func (l *LocallyConnected) kernelShape() []int {
	switch l.Implementation {
	case 1:
		return []int{len(l.sites), len(l.sites[0]) * l.channels, l.Filters}
	case 2:
		if l.DataFormat == channelsFirst {
			return append(append([]int{l.channels}, l.in...), append([]int{l.Filters}, l.out...)...)
		}
		return append(append(append([]int{}, l.in...), l.channels), append(append([]int{}, l.out...), l.Filters)...)
	case 3:
		return []int{len(l.elements())}
	}
	tensor.Throwf("ValueError", "Unrecognized implementation mode: %d.", l.Implementation)
	return nil
}

// elements is where the elements of the kernel of implementation 3 stand in
// the matrix of outputs and inputs, in order.
func (l *LocallyConnected) elements() [][2]int {
	var at [][2]int
	places, size := len(l.sites), tensor.NumElements(l.in)
	for p, seen := range l.sites {
		for f := range l.Filters {
			row := p*l.Filters + f
			if l.DataFormat == channelsFirst {
				row = f*places + p
			}
			for _, s := range seen {
				for ch := range l.channels {
					col := s*l.channels + ch
					if l.DataFormat == channelsFirst {
						col = ch*size + s
					}
					at = append(at, [2]int{row, col})
				}
			}
		}
	}
	sort.Slice(at, func(i, j int) bool { return at[i][0] < at[j][0] || at[i][0] == at[j][0] && at[i][1] < at[j][1] })
	return at
}

// Call implements [model.Layer].
func (l *LocallyConnected) Call(c *model.Context, in model.Value) model.Value {
	x, w := model.One(in), l.ReadWeight(c, l.Kernel)
	var y *tensor.Tensor
	if l.Implementation == 1 {
		y = l.byPlaces(c, x, w)
	} else {
		flat := c.Reshape(x, []int{-1, tensor.NumElements(l.in) * l.channels})
		y = c.Reshape(c.MatMul(flat, l.matrix(c, w), false, false), l.outShape())
	}
	if l.UseBias {
		shape := l.outShape()
		shape[0] = 1 // with the channels first the elements stand as in memory, as in Keras
		y = c.Add(y, c.Reshape(l.ReadWeight(c, l.Bias), shape))
	}
	return l.Activation.Apply(c, y)
}

// outShape is the shape of the output, -1 for the batch.
func (l *LocallyConnected) outShape() []int {
	if l.DataFormat == channelsFirst {
		return append([]int{-1, l.Filters}, l.out...)
	}
	return append(append([]int{-1}, l.out...), l.Filters)
}

// byPlaces multiplies what each place sees by the place's kernel.
func (l *LocallyConnected) byPlaces(c *model.Context, x, w *tensor.Tensor) *tensor.Tensor {
	places, size := len(l.sites), tensor.NumElements(l.in)
	seen := make([]int32, 0, places*len(l.sites[0]))
	for _, s := range l.sites {
		for _, i := range s {
			seen = append(seen, int32(i))
		}
	}
	index, width := tensor.Const(seen), len(l.sites[0])*l.channels
	var patches *tensor.Tensor
	if l.DataFormat == channelsFirst {
		patches = c.Gather(c.Reshape(x, []int{-1, l.channels, size}), index, 2, 0)
		patches = c.Transpose(c.Reshape(patches, []int{-1, l.channels, places, len(l.sites[0])}), []int{0, 2, 1, 3})
	} else {
		patches = c.Gather(c.Reshape(x, []int{-1, size, l.channels}), index, 1, 0)
	}
	y := c.Einsum("bpi,pio->bpo", []*tensor.Tensor{c.Reshape(patches, []int{-1, places, width}), w})
	y = c.Reshape(y, append(append([]int{-1}, l.out...), l.Filters))
	return l.DataFormat.fromLast(c, y)
}

// matrix is the kernel of implementations 2 and 3 as a matrix of inputs and
// outputs.
func (l *LocallyConnected) matrix(c *model.Context, w *tensor.Tensor) *tensor.Tensor {
	rows, cols := tensor.NumElements(l.in)*l.channels, len(l.sites)*l.Filters
	at := l.elements()
	if l.Implementation == 2 {
		mask := make([]float64, rows*cols)
		for _, e := range at {
			mask[e[1]*cols+e[0]] = 1
		}
		m := tensor.FromArray(tensor.FromSlice(mask, rows, cols).Cast(w.DType()))
		return c.Mul(m, c.Reshape(w, []int{rows, cols}))
	}
	where := make([]int32, 0, 2*len(at))
	for _, e := range at {
		where = append(where, int32(e[1]), int32(e[0]))
	}
	return c.ScatterNd(tensor.Const(where, len(at), 2), w, []int{rows, cols})
}
