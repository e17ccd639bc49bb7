package tensor

import (
	"slices"
	"strings"
	"sync"
)

// graphOps are the ops without attributes by TensorFlow's names.
var graphOps = sync.OnceValue(func() map[string]*Op {
	out := map[string]*Op{}
	for _, op := range []*Op{opAbs, opAcos, opAcosh, opAdd, opAsin, opAsinh, opAtan, opAtan2, opAtanh, opCeil, opCos, opCosh, opDigamma, opDiv, opDivNoNan,
		opEqual, opErf, opErfc, opErfinv, opExp, opExpm1, opFloor, opFloorDiv, opFloorMod, opGreater, opGreaterEqual, opIsFinite, opIsInf, opIsNan,
		opLess, opLessEqual, opLgamma, opLog, opLog1p, opLogicalAnd, opLogicalNot, opLogicalOr, opMaximum, opMinimum, opMul, opMulNoNan, opNeg, opNotEqual,
		opPow, opReciprocal, opRint, opRound, opRsqrt, opSign, opSin, opSinh, opSoftmax, opLogSoftmax, opSqrt, opSquare, opSquaredDifference, opStopGradient,
		opSub, opTan, opXdivy, opXlogy, opSelect, opRange, opConj, opWhere} {
		out[op.Name] = op
	}
	return out
})

// graphReaders compute the other ops.
var graphReaders map[string]func(s *Scope, n *GraphNode, in []*Tensor) []*Tensor

func init() {
	type reader = func(s *Scope, n *GraphNode, in []*Tensor) []*Tensor
	one := func(f func(s *Scope, n *GraphNode, in []*Tensor) *Tensor) reader {
		return func(s *Scope, n *GraphNode, in []*Tensor) []*Tensor { return []*Tensor{f(s, n, in)} }
	}
	reduce := func(f func(s *Scope, x *Tensor, axes []int, keep bool) *Tensor) reader {
		return one(func(s *Scope, n *GraphNode, in []*Tensor) *Tensor {
			keep, _ := n.Attr("keep_dims").(bool)
			return f(s, in[0], graphInts(in[1]), keep)
		})
	}
	unary := func(f func(s *Scope, x *Tensor) *Tensor) reader {
		return one(func(s *Scope, n *GraphNode, in []*Tensor) *Tensor { return f(s, in[0]) })
	}
	pool := func(f func(s *Scope, x *Tensor, size []int, spec ConvSpec) *Tensor) reader {
		return one(func(s *Scope, n *GraphNode, in []*Tensor) *Tensor {
			size, _ := n.Attr("ksize").([]int)
			return f(s, in[0], inner(size), movingOf(n))
		})
	}
	product := func(ta, tb string) reader {
		return one(func(s *Scope, n *GraphNode, in []*Tensor) *Tensor {
			a, _ := n.Attr(ta).(bool)
			b, _ := n.Attr(tb).(bool)
			return s.MatMul(in[0], in[1], a, b)
		})
	}
	outType := func(n *GraphNode, name string, other DType) DType {
		if dt, ok := n.Attr(name).(DType); ok {
			return dt
		}
		return other
	}
	graphReaders = map[string]reader{
		"Const": one(func(s *Scope, n *GraphNode, in []*Tensor) *Tensor {
			a, _ := n.Attr("value").(*Array)
			if a == nil {
				Throwf("NotImplementedError", "the SavedModel has a constant that kerash does not read")
			}
			return FromArray(a)
		}),
		"Sum": reduce((*Scope).Sum), "Mean": reduce((*Scope).Mean), "Max": reduce((*Scope).Max), "Min": reduce((*Scope).Min), "Prod": reduce((*Scope).Prod), "Any": reduce((*Scope).Any), "All": reduce((*Scope).All),
		"Tanh": unary((*Scope).Tanh), "Sigmoid": unary((*Scope).Sigmoid), "Relu": unary((*Scope).Relu), "Selu": unary((*Scope).Selu), "Softplus": unary((*Scope).Softplus), "Relu6": unary((*Scope).Relu6), "Softsign": unary((*Scope).Softsign),
		"Elu": unary(func(s *Scope, x *Tensor) *Tensor { return s.Elu(x, 1) }),
		"LeakyRelu": one(func(s *Scope, n *GraphNode, in []*Tensor) *Tensor {
			alpha, ok := n.Attr("alpha").(float64)
			if !ok {
				alpha = 0.2
			}
			return s.LeakyRelu(in[0], alpha)
		}),
		"MatMul": product("transpose_a", "transpose_b"), "BatchMatMulV2": product("adj_x", "adj_y"),
		"BiasAdd": one(func(s *Scope, n *GraphNode, in []*Tensor) *Tensor { return s.BiasAdd(in[0], in[1]) }),
		"Cast":    one(func(s *Scope, n *GraphNode, in []*Tensor) *Tensor { return s.Cast(in[0], outType(n, "DstT", Float32)) }),
		"Reshape": one(func(s *Scope, n *GraphNode, in []*Tensor) *Tensor {
			if in[1].arr != nil {
				return s.Reshape(in[0], graphInts(in[1]))
			}
			return s.ReshapeTo(in[0], in[1])
		}),
		"Transpose": one(func(s *Scope, n *GraphNode, in []*Tensor) *Tensor { return s.Transpose(in[0], graphInts(in[1])) }),
		"ReverseV2": one(func(s *Scope, n *GraphNode, in []*Tensor) *Tensor { return s.Reverse(in[0], graphInts(in[1])) }),
		"ConcatV2": one(func(s *Scope, n *GraphNode, in []*Tensor) *Tensor {
			return s.Concat(in[:len(in)-1], graphInts(in[len(in)-1])[0])
		}),
		"Pack": one(func(s *Scope, n *GraphNode, in []*Tensor) *Tensor {
			ax, _ := n.Attr("axis").(int)
			return s.Stack(in, ax)
		}),
		"ExpandDims": one(func(s *Scope, n *GraphNode, in []*Tensor) *Tensor { return s.ExpandDims(in[0], graphInts(in[1])[0]) }),
		"Squeeze": one(func(s *Scope, n *GraphNode, in []*Tensor) *Tensor {
			axes, _ := n.Attr("squeeze_dims").([]int)
			return s.Squeeze(in[0], axes)
		}),
		"Shape": one(func(s *Scope, n *GraphNode, in []*Tensor) *Tensor {
			return s.ShapeOf(in[0], outType(n, "out_type", Int32))
		}),
		"Size": one(func(s *Scope, n *GraphNode, in []*Tensor) *Tensor {
			return s.SizeOf(in[0], outType(n, "out_type", Int32))
		}),
		"ArgMax": one(func(s *Scope, n *GraphNode, in []*Tensor) *Tensor {
			return s.ArgMax(in[0], graphInts(in[1])[0], outType(n, "output_type", Int64))
		}),
		"ArgMin": one(func(s *Scope, n *GraphNode, in []*Tensor) *Tensor {
			return s.ArgMin(in[0], graphInts(in[1])[0], outType(n, "output_type", Int64))
		}),
		"GatherV2": one(func(s *Scope, n *GraphNode, in []*Tensor) *Tensor {
			batch, _ := n.Attr("batch_dims").(int)
			return s.Gather(in[0], in[1], graphInts(in[2])[0], batch)
		}),
		"Tile":        one(func(s *Scope, n *GraphNode, in []*Tensor) *Tensor { return s.Tile(in[0], graphInts(in[1])) }),
		"BroadcastTo": one(func(s *Scope, n *GraphNode, in []*Tensor) *Tensor { return s.BroadcastDims(in[0], in[1]) }),
		"Fill":        one(func(s *Scope, n *GraphNode, in []*Tensor) *Tensor { return s.BroadcastDims(in[1], in[0]) }),
		"OneHot": one(func(s *Scope, n *GraphNode, in []*Tensor) *Tensor {
			axis, ok := n.Attr("axis").(int)
			if !ok {
				axis = -1
			}
			return s.OneHot(in[0], graphInts(in[1])[0], in[2].Array().Float(0), in[3].Array().Float(0), axis, in[2].DType())
		}),
		"PadV2": one(func(s *Scope, n *GraphNode, in []*Tensor) *Tensor {
			v := graphInts(in[1])
			var pads [][2]int
			for i := 0; i+1 < len(v); i += 2 {
				pads = append(pads, [2]int{v[i], v[i+1]})
			}
			return s.Pad(in[0], pads, "CONSTANT", in[2].Array().Float(0))
		}),
		"Cumsum": one(func(s *Scope, n *GraphNode, in []*Tensor) *Tensor {
			ex, _ := n.Attr("exclusive").(bool)
			rev, _ := n.Attr("reverse").(bool)
			return s.CumSum(in[0], graphInts(in[1])[0], ex, rev)
		}),
		"Unpack": func(s *Scope, n *GraphNode, in []*Tensor) []*Tensor {
			ax, _ := n.Attr("axis").(int)
			return s.Unstack(in[0], ax)
		},
		"SplitV": func(s *Scope, n *GraphNode, in []*Tensor) []*Tensor {
			return s.SplitSizes(in[0], graphInts(in[1]), graphInts(in[2])[0])
		},
		"Conv2D": one(func(s *Scope, n *GraphNode, in []*Tensor) *Tensor {
			return s.Conv(in[0], in[1], nil, movingOf(n), ActNone)
		}),
		"DepthwiseConv2dNative": one(func(s *Scope, n *GraphNode, in []*Tensor) *Tensor {
			return s.DepthwiseConv(in[0], in[1], nil, movingOf(n), ActNone)
		}),
		"MaxPool": pool((*Scope).MaxPool), "AvgPool": pool((*Scope).AvgPool),
		"FusedBatchNormV3": one(func(s *Scope, n *GraphNode, in []*Tensor) *Tensor {
			eps, ok := n.Attr("epsilon").(float64)
			if !ok {
				eps = 1e-4
			}
			return s.BatchNormInference(in[0], in[3], in[4], in[1], in[2], eps)
		}),
		"Einsum": one(func(s *Scope, n *GraphNode, in []*Tensor) *Tensor {
			eq, _ := n.Attr("equation").(string)
			return s.Einsum(eq, in)
		}),
		"StridedSlice": one(readSlice),
	}
}

func graphInts(t *Tensor) []int { return t.Array().Ints() }

// inner is a list for four axes without batch and channels.
func inner(v []int) []int {
	if len(v) != 4 {
		return v
	}
	return slices.Clone(v[1:3])
}

// movingOf is how a convolution or pooling moves.
func movingOf(n *GraphNode) ConvSpec {
	if f, ok := n.Attr("data_format").(string); ok && f != "NHWC" {
		Throwf("NotImplementedError", "the SavedModel has a convolution with channels first")
	}
	strides, _ := n.Attr("strides").([]int)
	dilations, _ := n.Attr("dilations").([]int)
	padding, _ := n.Attr("padding").(string)
	return ConvSpec{Strides: inner(strides), Dilations: inner(dilations), Padding: strings.ToLower(padding)}
}

func readSlice(s *Scope, n *GraphNode, in []*Tensor) *Tensor {
	begin, end, step := graphInts(in[1]), graphInts(in[2]), graphInts(in[3])
	mask := func(name string, i int) bool {
		m, _ := n.Attr(name).(int)
		return m>>i&1 == 1
	}
	index := make([]Slice, len(begin))
	for i := range begin {
		switch {
		case mask("ellipsis_mask", i):
			index[i] = Slice{Ellipsis: true}
		case mask("new_axis_mask", i):
			index[i] = Slice{NewAxis: true}
		case mask("shrink_axis_mask", i):
			index[i] = At(begin[i])
		default:
			index[i] = Slice{Start: begin[i], Stop: end[i], Step: step[i]}
			if mask("begin_mask", i) {
				index[i].Start = NoIndex
			}
			if mask("end_mask", i) {
				index[i].Stop = NoIndex
			}
		}
	}
	return s.StridedSlice(in[0], index)
}
