package tensor

import "sync"

// graphWriters add the ops with attributes, and those that TensorFlow has in
// several, to graphs.
var graphWriters func() map[*Op]func(w *graphWriter, n *Node, in []string)

func init() { graphWriters = sync.OnceValue(newGraphWriters) }

func newGraphWriters() map[*Op]func(w *graphWriter, n *Node, in []string) {
	type writer = func(w *graphWriter, n *Node, in []string)
	one := func(f func(w *graphWriter, n *Node, in []string) string) writer {
		return func(w *graphWriter, n *Node, in []string) { w.bind(n.Out[0], f(w, n, in)) }
	}
	reduce := one(func(w *graphWriter, n *Node, in []string) string {
		a := n.Call.Attr.(*reduceAttr)
		axes := a.axes
		if axes == nil {
			axes = countTo(n.In[0].Rank())
		}
		return w.op(n.Call.Op.Name, n.Out[0].DType(), []string{in[0], w.ints(axes...)}, GraphAttr{"keep_dims", a.keep})
	})
	axis := func(name string, last bool) writer {
		return one(func(w *graphWriter, n *Node, in []string) string {
			ax := n.Call.Attr.(*axisAttr).axis
			if last {
				return w.op(name, n.Out[0].DType(), append(in, w.scalar(ax)))
			}
			return w.op(name, n.Out[0].DType(), in, GraphAttr{"axis", ax})
		})
	}
	shape := one(func(w *graphWriter, n *Node, in []string) string {
		dt := n.Call.Attr.(DType)
		return w.op(n.Call.Op.Name, dt, in, GraphAttr{"out_type", dt})
	})
	extreme := one(func(w *graphWriter, n *Node, in []string) string {
		a := n.Call.Attr.(*argAttr)
		return w.op(n.Call.Op.Name, a.out, []string{in[0], w.scalar(a.axis)}, GraphAttr{"output_type", a.out})
	})
	cumulative := one(func(w *graphWriter, n *Node, in []string) string {
		a := n.Call.Attr.(*cumAttr)
		return w.op(n.Call.Op.Name, n.Out[0].DType(), []string{in[0], w.scalar(a.axis)}, GraphAttr{"exclusive", a.exclusive}, GraphAttr{"reverse", a.reverse})
	})
	plain := one(func(w *graphWriter, n *Node, in []string) string {
		return w.op(n.Call.Op.Name, n.Out[0].DType(), in)
	})
	return map[*Op]writer{
		opSum: reduce, opMean: reduce, opMax: reduce, opMin: reduce, opProd: reduce, opAny: reduce, opAll: reduce,
		opConcat: axis("ConcatV2", true), opStack: axis("Pack", false), opExpandDims: axis("ExpandDims", true),
		opShapeOf: shape, opSize: shape, opArgMax: extreme, opArgMin: extreme, opCumSum: cumulative, opCumProd: cumulative,
		opReshapeTo: plain, opSelect: plain, opIdentity: plain,
		opCast: one(func(w *graphWriter, n *Node, in []string) string {
			return w.op("Cast", n.Out[0].DType(), in, GraphAttr{"DstT", n.Out[0].DType()})
		}),
		opReshape: one(func(w *graphWriter, n *Node, in []string) string {
			return w.op("Reshape", n.Out[0].DType(), []string{in[0], w.ints(n.Call.Attr.(*reshapeAttr).shape...)})
		}),
		opTranspose: one(func(w *graphWriter, n *Node, in []string) string {
			return w.op("Transpose", n.Out[0].DType(), []string{in[0], w.ints(n.Call.Attr.(*permAttr).perm...)})
		}),
		opReverse: one(func(w *graphWriter, n *Node, in []string) string {
			var axes []int
			for i, on := range n.Call.Attr.(*reverseAttr).axes {
				if on {
					axes = append(axes, i)
				}
			}
			return w.op("ReverseV2", n.Out[0].DType(), []string{in[0], w.ints(axes...)})
		}),
		opSqueeze: one(func(w *graphWriter, n *Node, in []string) string {
			return w.op("Squeeze", n.Out[0].DType(), in, GraphAttr{"squeeze_dims", squeezedAxes(n.In[0].Shape(), n.Call.Attr.(*reduceAttr).axes)})
		}),
		opGather: one(func(w *graphWriter, n *Node, in []string) string {
			a := n.Call.Attr.(*gatherAttr)
			return w.op("GatherV2", n.Out[0].DType(), []string{in[0], in[1], w.scalar(a.axis)}, GraphAttr{"batch_dims", a.batch})
		}),
		opTile: one(func(w *graphWriter, n *Node, in []string) string {
			return w.op("Tile", n.Out[0].DType(), []string{in[0], w.ints(n.Call.Attr.(*tileAttr).times...)})
		}),
		opPad: one(func(w *graphWriter, n *Node, in []string) string {
			a := n.Call.Attr.(*padAttr)
			fill := NewArray(n.In[0].DType())
			fill.Fill(a.value)
			return w.op("PadV2", n.Out[0].DType(), []string{in[0], w.pads(a.pads), w.constant(fill)})
		}),
		opOneHot: one(func(w *graphWriter, n *Node, in []string) string {
			a := n.Call.Attr.(*oneHotAttr)
			on, off := NewArray(a.dtype), NewArray(a.dtype)
			on.Fill(a.on)
			off.Fill(a.off)
			return w.op("OneHot", a.dtype, []string{in[0], w.scalar(a.depth), w.constant(on), w.constant(off)}, GraphAttr{"axis", a.axis})
		}),
		opBroadcastTo: one(func(w *graphWriter, n *Node, in []string) string {
			return w.op("BroadcastTo", n.Out[0].DType(), []string{in[0], w.ints(n.Out[0].Shape()...)})
		}),
		opBroadcastLike: one(func(w *graphWriter, n *Node, in []string) string {
			shape := w.op("Shape", Int32, in[1:2], GraphAttr{"out_type", Int32})
			return w.op("BroadcastTo", n.Out[0].DType(), []string{in[0], shape})
		}),
		opFillLike: one(func(w *graphWriter, n *Node, in []string) string {
			value := NewArray(n.In[0].DType())
			value.Fill(n.Call.Attr.(float64))
			return w.op("Fill", n.Out[0].DType(), []string{w.op("Shape", Int32, in[:1], GraphAttr{"out_type", Int32}), w.constant(value)})
		}),
		opUnstack: func(w *graphWriter, n *Node, in []string) {
			w.op("Unpack", n.Out[0].DType(), in, GraphAttr{"axis", n.Call.Attr.(*axisAttr).axis}, GraphAttr{"num", len(n.Out)})
			w.list(n)
		},
		opSplit: func(w *graphWriter, n *Node, in []string) {
			a := n.Call.Attr.(*splitAttr)
			w.op("SplitV", n.Out[0].DType(), []string{in[0], w.ints(a.sizes...), w.scalar(a.axis)}, GraphAttr{"num_split", len(n.Out)})
			w.list(n)
		},
		opMatMul: one(func(w *graphWriter, n *Node, in []string) string {
			a := n.Call.Attr.(*matmulAttr)
			return w.product(n.In[0].Rank(), n.In[1].Rank(), n.Out[0].DType(), in, a.ta, a.tb)
		}),
		opDense: one(func(w *graphWriter, n *Node, in []string) string {
			a, dt := n.Call.Attr.(*denseAttr), n.Out[0].DType()
			y := w.product(n.In[0].Rank(), n.In[1].Rank(), dt, in[:2], a.ta, a.tb)
			return w.finish(y, in[2:], a.act, dt)
		}),
		opBiasAdd: one(func(w *graphWriter, n *Node, in []string) string {
			return w.finish(in[0], in[1:], n.Call.Attr.(*denseAttr).act, n.Out[0].DType())
		}),
		opActivation: one(func(w *graphWriter, n *Node, in []string) string {
			a := n.Call.Attr.(*actAttr)
			return w.activation(a.act, a.p, in[0], n.Out[0].DType())
		}),
		opConv: one(writeConv), opConvTranspose: one(writeConvTranspose),
		opMaxPool: one(writePool), opAvgPool: one(writePool),
		opBatchNormInfer: one(writeBatchNorm),
		opStridedSlice:   one(writeSlice),
		opRandom:         one(writeRandom),
		opRange:          plain,
		opBroadcastDims:  plain,
		opBandPart: one(func(w *graphWriter, n *Node, in []string) string {
			a := n.Call.Attr.(*diagAttr)
			return w.op("MatrixBandPart", n.Out[0].DType(), []string{in[0], w.scalar(a.lo), w.scalar(a.hi)})
		}),
		opRoll: one(func(w *graphWriter, n *Node, in []string) string {
			shifts := n.Call.Attr.(*rollAttr).shifts
			return w.op("Roll", n.Out[0].DType(), []string{in[0], w.ints(shifts...), w.ints(countTo(len(shifts))...)})
		}),
		opMirrorPad: one(func(w *graphWriter, n *Node, in []string) string {
			a := n.Call.Attr.(*padAttr)
			mode := "REFLECT"
			if a.edge {
				mode = "SYMMETRIC"
			}
			return w.op("MirrorPad", n.Out[0].DType(), []string{in[0], w.pads(a.pads)}, GraphAttr{"mode", mode})
		}),
		opTopK: func(w *graphWriter, n *Node, in []string) {
			a := n.Call.Attr.(*sortAttr)
			w.op("TopKV2", n.Out[0].DType(), []string{in[0], w.scalar(a.k)}, GraphAttr{"sorted", a.sorted}, GraphAttr{"index_type", a.index})
			w.list(n)
		},
		opResize: one(writeResize),
		opGatherNd: one(func(w *graphWriter, n *Node, in []string) string {
			if n.Call.Attr.(*indexNDAttr).batch > 0 {
				Throwf("NotImplementedError", "a function with gather_nd by batches cannot be saved")
			}
			return w.op("GatherNd", n.Out[0].DType(), in)
		}),
	}
}

func countTo(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}

// list binds the results of a node that gives a list.
func (w *graphWriter) list(n *Node) {
	node := w.f.Nodes[len(w.f.Nodes)-1]
	for i, t := range n.Out {
		w.bind(t, resultOf(node.Op, node.Name, i))
	}
}

// product is a product of matrices, or of batches of these.
func (w *graphWriter) product(ra, rb int, dt DType, in []string, ta, tb bool) string {
	if ra == 2 && rb == 2 {
		return w.op("MatMul", dt, in, GraphAttr{"transpose_a", ta}, GraphAttr{"transpose_b", tb})
	}
	return w.op("BatchMatMulV2", dt, in, GraphAttr{"adj_x", ta}, GraphAttr{"adj_y", tb})
}

// finish adds a bias, if there is one, and an activation.
func (w *graphWriter) finish(y string, bias []string, act Act, dt DType) string {
	if len(bias) > 0 {
		y = w.op("BiasAdd", dt, []string{y, bias[0]})
	}
	if act.decl == nil {
		return y
	}
	return w.activation(act.decl, actParams{a: act.alpha}, y, dt)
}

func (w *graphWriter) activation(act *activation, p actParams, x string, dt DType) string {
	switch act {
	case actRelu, actRelu6, actElu1, actSelu, actSoftplus, actSoftsign, actTanhOut, actSigmoidOut:
		return w.op(act.name, dt, []string{x})
	case actLeakyRelu:
		return w.op("LeakyRelu", dt, []string{x}, GraphAttr{"alpha", p.a})
	}
	f := expandActivation(act, p)
	if f == nil {
		Throwf("NotImplementedError", "a function with the activation %s cannot be saved", act.name)
	}
	return w.composed([]*Tensor{Symbol(Spec{DType: dt})}, []string{x}, func(s *Scope, in []*Tensor) []*Tensor { return []*Tensor{f(s, in[0])} })[0]
}

// writeBatchNorm is (x - mean)·rsqrt(variance + eps)·gamma + beta.
func writeBatchNorm(w *graphWriter, n *Node, in []string) string {
	a, dt := n.Call.Attr.(*normAttr), n.Out[0].DType()
	eps := NewArray(dt)
	eps.Fill(a.eps)
	scale := w.op("Rsqrt", dt, []string{w.op("AddV2", dt, []string{in[2], w.constant(eps)})})
	rest := in[3:]
	if a.gamma {
		scale, rest = w.op("Mul", dt, []string{scale, rest[0]}), rest[1:]
	}
	y := w.op("Mul", dt, []string{w.op("Sub", dt, []string{in[0], in[1]}), scale})
	if a.beta {
		y = w.op("AddV2", dt, []string{y, rest[0]})
	}
	return y
}

func writeSlice(w *graphWriter, n *Node, in []string) string {
	var begin, end, step []int
	var masks [5]int // begin, end, ellipsis, new axis, shrink
	for i, sl := range n.Call.Attr.(*sliceAttr).index {
		bit := 1 << i
		b, e, st := sl.Start, sl.Stop, max(sl.Step, 1)
		if sl.Step < 0 {
			st = sl.Step
		}
		switch {
		case sl.Ellipsis:
			masks[2] |= bit
			b, e = 0, 0
		case sl.NewAxis:
			masks[3] |= bit
			b, e = 0, 0
		case sl.Index:
			masks[4] |= bit
			e = b + 1
			if e == 0 {
				masks[1] |= bit
			}
		default:
			if b == NoIndex {
				masks[0] |= bit
				b = 0
			}
			if e == NoIndex {
				masks[1] |= bit
				e = 0
			}
		}
		begin, end, step = append(begin, b), append(end, e), append(step, st)
	}
	return w.op("StridedSlice", n.Out[0].DType(), []string{in[0], w.ints(begin...), w.ints(end...), w.ints(step...)},
		GraphAttr{"begin_mask", masks[0]}, GraphAttr{"end_mask", masks[1]}, GraphAttr{"ellipsis_mask", masks[2]}, GraphAttr{"new_axis_mask", masks[3]}, GraphAttr{"shrink_axis_mask", masks[4]})
}
