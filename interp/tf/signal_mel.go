package tf

import (
	"fmt"

	"kerash/interp/object"
	"kerash/tensor"
)

// melDecls lead from spectrograms to features of speech.
func melDecls() []decl {
	return []decl{
		{names: "signal.linear_to_mel_weight_matrix", sig: "linear_to_mel_weight_matrix(num_mel_bins=20, num_spectrogram_bins=129, sample_rate=8000, lower_edge_hertz=125.0, upper_edge_hertz=3800.0, dtype=tf.float32, name=None)", doc: "The matrix that sums the bins of a spectrogram into triangles on the mel scale.", fn: melMatrix},
		{names: "signal.mfccs_from_log_mel_spectrograms", sig: "mfccs_from_log_mel_spectrograms(log_mel_spectrograms, name=None)", doc: "Cepstral coefficients: the cosine transform of the logarithms of mel spectrograms.", fn: func(c *call) object.Value {
			x := c.float("log_mel_spectrograms")
			if x.Rank() == 0 {
				tensor.Throwf("InvalidArgumentError", "{{function_node __wrapped__StridedSlice_device_/job:localhost/replica:0/task:0/device:CPU:0}} slice index -1 of dimension 0 out of bounds. [Op:StridedSlice] name: strided_slice/")
			}
			n := x.Dim(-1)
			if n == 0 {
				object.Throw(object.ValueErrorf("num_mel_bins must be positive. Got: %s", object.Must(object.Str(c.th, x))))
			}
			return c.s.Mul(c.s.DCT(x, 2, false), c.s.Rsqrt(tensor.Full(x.DType(), 2*float64(n))))
		}},
	}
}

// checkMel refuses frequencies that make no sense, in TensorFlow's words.
func checkMel(c *call, bins int, rate, low, high float64) {
	shown := func(name string) string { return object.Must(object.Str(c.th, c.Value(name))) }
	text := ""
	switch {
	case bins <= 0:
		text = "num_mel_bins must be positive. Got: " + shown("num_mel_bins")
	case low < 0:
		text = "lower_edge_hertz must be non-negative. Got: " + shown("lower_edge_hertz")
	case low >= high:
		text = fmt.Sprintf("lower_edge_hertz %.1f >= upper_edge_hertz %.1f", low, high)
	case rate <= 0:
		text = "sample_rate must be positive. Got: " + shown("sample_rate")
	case high > rate/2:
		text = fmt.Sprintf("upper_edge_hertz must not be larger than the Nyquist frequency (sample_rate / 2). Got %s for sample_rate: %s", shown("upper_edge_hertz"), shown("sample_rate"))
	case !c.dtype("dtype", tensor.Float32).IsFloat():
		text = "dtype must be a floating point type. Got: <dtype: '" + c.dtype("dtype", tensor.Float32).String() + "'>"
	}
	if text != "" {
		object.Throw(object.ValueErrorf("%s", text))
	}
}

func melMatrix(c *call) object.Value {
	bins, width := c.int("num_mel_bins"), c.int("num_spectrogram_bins")
	rate, low, high := c.number("sample_rate"), c.number("lower_edge_hertz"), c.number("upper_edge_hertz")
	checkMel(c, bins, rate, low, high)
	s, dt := c.s, c.dtype("dtype", tensor.Float32)
	scalar := func(v float64) *tensor.Tensor { return tensor.Full(dt, v) }
	mel := func(hertz *tensor.Tensor) *tensor.Tensor {
		return s.Mul(scalar(1127), s.Log(s.Add(scalar(1), s.Div(hertz, scalar(700)))))
	}
	// The bin of frequency 0 is in no triangle.
	places := s.StridedSlice(s.LinSpace(scalar(0), scalar(rate/2), width, 0), []tensor.Slice{tensor.Span(1, tensor.NoIndex)})
	at := s.ExpandDims(mel(places), 1)
	edges := s.Frame(s.LinSpace(mel(scalar(low)), mel(scalar(high)), bins+2, 0), 3, 1, -1, false, 0)
	part := s.Split(edges, 3, 1)
	for i := range part {
		part[i] = s.Reshape(part[i], []int{1, bins})
	}
	lower, center, upper := part[0], part[1], part[2]
	rise := s.Div(s.Sub(at, lower), s.Sub(center, lower))
	fall := s.Div(s.Sub(upper, at), s.Sub(upper, center))
	return s.Pad(s.Maximum(scalar(0), s.Minimum(rise, fall)), [][2]int{{1, 0}, {0, 0}}, "CONSTANT", 0)
}
