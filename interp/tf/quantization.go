package tf

import (
	"fmt"

	"kerash/interp/object"
	"kerash/tensor"
)

var (
	fakeQuantGradClass        = namedTuple("FakeQuantWithMinMaxVarsGradient", "backprops_wrt_input", "backprop_wrt_min", "backprop_wrt_max")
	fakeQuantChannelGradClass = namedTuple("FakeQuantWithMinMaxVarsPerChannelGradient", "backprops_wrt_input", "backprop_wrt_min", "backprop_wrt_max")
)

// quantizationDecls are the functions that round as quantization does and keep
// floating point numbers.
func quantizationDecls() []decl {
	const options = "num_bits=8, narrow_range=False, name=None)"
	quant := func(name, args, doc string, fn func(c *call) object.Value) decl {
		return decl{names: "quantization." + name, sig: name + "(" + args + options, doc: doc, raw: true, fn: fn}
	}
	dequantize := func(name string) decl {
		return decl{names: "quantization." + name, sig: name + "(input, input_min, input_max, signed_input=True, num_bits=8, range_given=False, round_mode='HALF_TO_EVEN', name=None, narrow_range=False, axis=None)",
			doc: "Rounds numbers to those that are left after quantization.", direct: true, fn: quantizeDequantize}
	}
	return []decl{
		quant("fake_quant_with_min_max_args", "inputs, min=-6, max=6, ", "Rounds numbers as quantization of a range does.", func(c *call) object.Value {
			lo, hi, q := c.quantArgs("FakeQuantWithMinMaxArgs")
			return c.s.FakeQuant(c.tensorAs("inputs", tensor.Float32), lo, hi, q)
		}),
		quant("fake_quant_with_min_max_args_gradient", "gradients, inputs, min=-6, max=6, ", "Gradient of fake_quant_with_min_max_args: it passes inside the range.", func(c *call) object.Value {
			const op = "FakeQuantWithMinMaxArgsGradient"
			lo, hi, q := c.quantArgs(op)
			g, x := c.quantInputs(op)
			dx, _, _ := c.s.FakeQuantGrad(g, x, lo, hi, q)
			return dx
		}),
		quant("fake_quant_with_min_max_vars", "inputs, min, max, ", "Rounds numbers as quantization of a range does that is learned.", func(c *call) object.Value {
			x := c.tensorAs("inputs", tensor.Float32)
			lo, hi, q := c.quantVars("FakeQuantWithMinMaxVars", nil)
			return c.s.FakeQuant(x, lo, hi, q)
		}),
		quant("fake_quant_with_min_max_vars_gradient", "gradients, inputs, min, max, ", "Gradient of fake_quant_with_min_max_vars for its input and its range.", func(c *call) object.Value {
			const op = "FakeQuantWithMinMaxVarsGradient"
			g, x := c.quantInputs(op)
			lo, hi, q := c.quantVars(op, nil)
			dx, dlo, dhi := c.s.FakeQuantGrad(g, x, lo, hi, q)
			return object.Must(fakeQuantGradClass.New(c.th, fakeQuantGradClass, object.Pos(dx, dlo, dhi)))
		}),
		quant("fake_quant_with_min_max_vars_per_channel", "inputs, min, max, ", "Rounds numbers as quantization does, with a range for each element of the last axis.", func(c *call) object.Value {
			x := c.tensorAs("inputs", tensor.Float32)
			lo, hi, q := c.quantVars("FakeQuantWithMinMaxVarsPerChannel", x)
			return c.s.FakeQuant(x, lo, hi, q)
		}),
		quant("fake_quant_with_min_max_vars_per_channel_gradient", "gradients, inputs, min, max, ", "Gradient of fake_quant_with_min_max_vars_per_channel for its input and its ranges.", func(c *call) object.Value {
			const op = "FakeQuantWithMinMaxVarsPerChannelGradient"
			g, x := c.quantInputs(op)
			lo, hi, q := c.quantVars(op, x)
			dx, dlo, dhi := c.s.FakeQuantGrad(g, x, lo, hi, q)
			return object.Must(fakeQuantChannelGradClass.New(c.th, fakeQuantChannelGradClass, object.Pos(dx, dlo, dhi)))
		}),
		dequantize("quantize_and_dequantize"),
		dequantize("quantize_and_dequantize_v2"),
	}
}

// fakeQuantSpec is the arguments num_bits and narrow_range.
func (c *call) fakeQuantSpec(op string) tensor.FakeQuantSpec {
	q := tensor.FakeQuantSpec{Bits: c.int("num_bits"), Narrow: c.Bool("narrow_range")}
	if q.Bits < 2 || q.Bits > 16 {
		wrongImage(op, "num_bits must be between 2 and 16, inclusive")
	}
	return q
}

// quantArgs is a range that is fixed.
func (c *call) quantArgs(op string) (lo, hi *tensor.Tensor, q tensor.FakeQuantSpec) {
	from, to := float32(c.number("min")), float32(c.number("max"))
	if from >= to {
		wrongImage(op, fmt.Sprintf("min has to be smaller than max, was: %v >= %v", from, to))
	}
	q = c.fakeQuantSpec(op)
	q.Fixed = true
	return tensor.ConstScalar(from), tensor.ConstScalar(to), q
}

// quantVars is a range that is learned: scalars, or one for each channel of x.
func (c *call) quantVars(op string, x *tensor.Tensor) (lo, hi *tensor.Tensor, q tensor.FakeQuantSpec) {
	q = c.fakeQuantSpec(op)
	rank := 0
	if x != nil {
		rank = 1
	}
	bound := func(name string) *tensor.Tensor {
		v := c.tensorAs(name, tensor.Float32)
		if v.Rank() != rank {
			wrongImage(op, fmt.Sprintf("`%s` must be rank %d but is rank %d", name, rank, v.Rank()))
		}
		if x != nil && x.Rank() > 0 && v.Dim(0) != x.Dim(-1) {
			wrongImage(op, fmt.Sprintf("%s has incorrect size, expected %d was %d", name, x.Dim(-1), v.Dim(0)))
		}
		return v
	}
	return bound("min"), bound("max"), q
}

// quantInputs are the arguments gradients and inputs.
func (c *call) quantInputs(op string) (g, x *tensor.Tensor) {
	g, x = c.tensorAs("gradients", tensor.Float32), c.tensorAs("inputs", tensor.Float32)
	if a, b := brackets(g.Shape()), brackets(x.Shape()); a != b {
		wrongImage(op, fmt.Sprintf("Inputs to operation %s of type %s must have the same size and shape.  Input 0: %s != input 1: %s", op, op, a, b))
	}
	return g, x
}

const dequantizeSignature = `input:T, input_min:T, input_max:T -> output:T; attr=signed_input:bool,default=true; attr=num_bits:int,default=8; attr=range_given:bool,default=false; attr=T:type,allowed=[DT_BFLOAT16, DT_HALF, DT_FLOAT, DT_DOUBLE]; attr=round_mode:string,default="HALF_TO_EVEN",allowed=["HALF_TO_EVEN", "HALF_UP"]; attr=narrow_range:bool,default=false; attr=axis:int,default=-1`

func quantizeDequantize(c *call) object.Value {
	const op = "QuantizeAndDequantizeV4"
	x := c.tensor("input")
	lo, hi := c.tensorAs("input_min", x.DType()), c.tensorAs("input_max", x.DType())
	q := tensor.QuantizeSpec{
		Bits: c.int("num_bits"), Signed: c.Bool("signed_input"), Narrow: c.Bool("narrow_range"),
		Given: c.Bool("range_given"), Axis: c.IntOr("axis", -1),
	}
	switch mode := c.Str("round_mode"); mode {
	case "HALF_TO_EVEN":
	case "HALF_UP":
		q.Up = true
	default:
		wrongAttr("round_mode", `"`+mode+`"`, `"HALF_TO_EVEN", "HALF_UP"`, op, dequantizeSignature)
	}
	if q.Axis < 0 && c.Has("axis") {
		q.Axis += x.Rank()
	}
	limit, signed := 63, 0
	if q.Signed {
		limit, signed = 62, 1
	}
	if q.Axis >= x.Rank() {
		wrongImage(op, fmt.Sprintf("Shape must be at least rank %d but is rank %d", q.Axis+1, x.Rank()))
	}
	if q.Bits <= 0 || q.Bits >= limit {
		wrongImage(op, fmt.Sprintf("num_bits is out of range: %d with signed_input_ %d", q.Bits, signed))
	}
	if q.Given {
		c.checkRanges(op, x, lo, hi, q.Axis)
	}
	return c.s.QuantizeDequantize(x, lo, hi, q)
}

// checkRanges refuses ranges that are upside down or too few.
func (c *call) checkRanges(op string, x, lo, hi *tensor.Tensor, axis int) {
	if axis >= 0 {
		checkChannels(op, "min", x, lo, axis)
		checkChannels(op, "max", x, hi, axis)
		return
	}
	if from, to := lo.Array().Float(0), hi.Array().Float(0); from > to {
		wrongImage(op, fmt.Sprintf("Invalid range: input_min %v > input_max %v", from, to))
	}
}

func checkChannels(op, name string, x, v *tensor.Tensor, axis int) {
	if v.Rank() != 1 || v.Dim(0) != x.Dim(axis) {
		wrongImage(op, fmt.Sprintf("input_%s_tensor has incorrect size, was %d expected %d to match dim %d of the input %s", name, tensor.NumElements(v.Shape()), x.Dim(axis), axis, brackets(v.Shape())))
	}
}
