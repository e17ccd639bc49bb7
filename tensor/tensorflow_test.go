package tensor

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"
)

// tfCase is one line of testdata/ops/cases.jsonl: what TensorFlow gave.
type tfCase struct {
	Op    string
	In    []tfArray
	Out   []tfArray
	Error []string // class and message
}

type tfArray struct {
	DType string
	Shape []int
	V     []any // numbers, or the text of one that JSON cannot hold
	S     []string
}

func (a *tfArray) array(t *testing.T) *Array {
	t.Helper()
	if a.S != nil {
		return FromSlice(a.S, a.Shape...)
	}
	d := make([]float64, len(a.V))
	for i, v := range a.V {
		switch v := v.(type) {
		case float64:
			d[i] = v
		case string:
			f, err := strconv.ParseFloat(v, 64)
			if err != nil {
				t.Fatal(err)
			}
			d[i] = f
		}
	}
	dt, ok := ParseDType(a.DType)
	if !ok {
		t.Fatalf("dtype %s", a.DType)
	}
	return FromSlice(d, append([]int{}, a.Shape...)...).Cast(dt)
}

func TestOpsAreTensorFlows(t *testing.T) {
	f, err := os.Open("testdata/ops/cases.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	in := bufio.NewScanner(f)
	in.Buffer(nil, 1<<20)
	for n := 1; in.Scan(); n++ {
		var c tfCase
		if err := json.Unmarshal(in.Bytes(), &c); err != nil {
			t.Fatal(err)
		}
		name, arg, _ := strings.Cut(c.Op, ":")
		call := tfCalls[name]
		if call == nil {
			t.Errorf("line %d: no call for %s", n, name)
			continue
		}
		args := make([]*Tensor, len(c.In))
		for i := range c.In {
			args[i] = FromArray(c.In[i].array(t))
		}
		var got []*Tensor
		err := Catch(func() { got = call(NewScope(context.Background()), arg, args) })
		compareWithTF(t, fmt.Sprintf("line %d: %s", n, c.Op), &c, got, err)
	}
}

func compareWithTF(t *testing.T, where string, c *tfCase, got []*Tensor, err error) {
	t.Helper()
	if c.Error != nil || err != nil {
		var e *Error
		if !errors.As(err, &e) || c.Error == nil || e.Class != c.Error[0] || strings.TrimSuffix(e.Msg, " name: ") != strings.TrimSuffix(c.Error[1], " name: ") {
			t.Errorf("%s: error %v, want %v", where, err, c.Error)
		}
		return
	}
	for i := range c.Out {
		want := c.Out[i].array(t)
		a := got[i].Array()
		if a.DType() != want.DType() || !SameShape(a.Shape(), want.Shape()) {
			t.Errorf("%s: output %d is %v, want %v %v", where, i, got[i].Spec(), want.DType(), want.Shape())
			continue
		}
		name, _, _ := strings.Cut(c.Op, ":")
		tol := tfTolerance(name, a.DType())
		for k := range a.Size() {
			x, y := a.Float(k), want.Float(k)
			if x == y || x != x && y != y || math.Abs(x-y) <= tol*(1+math.Abs(y)) {
				continue
			}
			t.Errorf("%s: output %d[%d] = %v, want %v (inputs %v)", where, i, k, x, y, c.In[0].V[:min(len(c.In[0].V), 20)])
			break
		}
	}
}

// tfTolerance is how far a result may be from TensorFlow's: a few last places,
// more where its own algorithm is less exact than ours.
func tfTolerance(name string, dt DType) float64 {
	loose := map[string]float64{"lgamma": 2e-6, "polygamma": 1e-5, "zeta": 1e-5, "betainc": 5e-6, "igamma": 2e-6, "igammac": 2e-6,
		"inv": 2e-6, "qr": 2e-6, "qr_full": 2e-6, "pinv": 1e-5, "lstsq": 2e-5, "expm": 2e-6, "sqrtm": 1e-5, "solve": 3e-6, "digamma": 2e-6,
		"adjust_hue": 2e-6, "ssim": 1e-5, "ndtri": 3e-6, "erfinv": 3e-6, "projective": 2e-6, "bessel_i0": 2e-6}
	if name == "gelu" && dt == Float64 { // its √2 is a float32
		return 1e-8
	}
	if v, ok := loose[name]; ok {
		return v
	}
	switch dt {
	case Float64:
		return 1e-12
	case Float16:
		return 2e-3
	case Float32:
		return 1e-6
	}
	return 0
}

type tfCall = func(s *Scope, arg string, in []*Tensor) []*Tensor

func tf1(f func(s *Scope, x *Tensor) *Tensor) tfCall {
	return func(s *Scope, _ string, in []*Tensor) []*Tensor { return []*Tensor{f(s, in[0])} }
}

func tf2(f func(s *Scope, a, b *Tensor) *Tensor) tfCall {
	return func(s *Scope, _ string, in []*Tensor) []*Tensor { return []*Tensor{f(s, in[0], in[1])} }
}

// tfReduce reads the axes from the argument.
func tfReduce(f func(s *Scope, x *Tensor, axes []int, keep bool) *Tensor) tfCall {
	return func(s *Scope, arg string, in []*Tensor) []*Tensor {
		var axes []int
		switch {
		case arg == "null":
		case arg[0] == '[':
			axes = []int{}
			json.Unmarshal([]byte(arg), &axes)
		default:
			n, _ := strconv.Atoi(arg)
			axes = []int{n}
		}
		return []*Tensor{f(s, in[0], axes, false)}
	}
}

func tfCumulative(f func(s *Scope, x *Tensor, axis int, exclusive, reverse bool) *Tensor) tfCall {
	return func(s *Scope, arg string, in []*Tensor) []*Tensor {
		var a []any
		json.Unmarshal([]byte(arg), &a)
		return []*Tensor{f(s, in[0], int(a[0].(float64)), a[1].(bool), a[2].(bool))}
	}
}

func tfUnsorted(f func(s *Scope, x, ids *Tensor, n int) *Tensor) tfCall {
	return tf2(func(s *Scope, a, b *Tensor) *Tensor { return f(s, a, b, 4) })
}

func number(arg string) float64 {
	f, _ := strconv.ParseFloat(arg, 64)
	return f
}

// tfCalls are the calls by the names in the test data.
var tfCalls = map[string]tfCall{
	"abs": tf1((*Scope).Abs), "negative": tf1((*Scope).Neg), "sign": tf1((*Scope).Sign), "square": tf1((*Scope).Square),
	"sqrt": tf1((*Scope).Sqrt), "exp": tf1((*Scope).Exp), "sin": tf1((*Scope).Sin), "cos": tf1((*Scope).Cos), "tan": tf1((*Scope).Tan),
	"asin": tf1((*Scope).Asin), "acos": tf1((*Scope).Acos), "atan": tf1((*Scope).Atan), "sinh": tf1((*Scope).Sinh), "cosh": tf1((*Scope).Cosh),
	"tanh": tf1((*Scope).Tanh), "asinh": tf1((*Scope).Asinh), "acosh": tf1((*Scope).Acosh), "atanh": tf1((*Scope).Atanh),
	"sigmoid": tf1((*Scope).Sigmoid), "floor": tf1((*Scope).Floor), "round": tf1((*Scope).Round), "rsqrt": tf1((*Scope).Rsqrt),
	"log": tf1((*Scope).Log), "log1p": tf1((*Scope).Log1p), "expm1": tf1((*Scope).Expm1), "erf": tf1((*Scope).Erf), "erfc": tf1((*Scope).Erfc),
	"erfinv": tf1((*Scope).Erfinv), "lgamma": tf1((*Scope).Lgamma), "digamma": tf1((*Scope).Digamma), "ceil": tf1((*Scope).Ceil),
	"rint": tf1((*Scope).Rint), "reciprocal": tf1((*Scope).Reciprocal), "softplus": tf1((*Scope).Softplus), "softsign": tf1((*Scope).Softsign),
	"is_nan": tf1((*Scope).IsNan), "is_inf": tf1((*Scope).IsInf), "is_finite": tf1((*Scope).IsFinite), "ndtri": tf1((*Scope).Ndtri),
	"log_sigmoid": tf1((*Scope).LogSigmoid), "bessel_i0": tf1((*Scope).BesselI0), "bessel_i1": tf1((*Scope).BesselI1),
	"bessel_i0e": tf1((*Scope).BesselI0e), "bessel_i1e": tf1((*Scope).BesselI1e), "invert": tf1((*Scope).Invert),
	"relu": tf1((*Scope).Relu), "relu6": tf1((*Scope).Relu6), "selu": tf1((*Scope).Selu), "silu": tf1((*Scope).Silu),
	"elu":         tf1(func(s *Scope, x *Tensor) *Tensor { return s.Elu(x, 1) }),
	"gelu":        tf1(func(s *Scope, x *Tensor) *Tensor { return s.Gelu(x, false) }),
	"leaky_relu":  tf1(func(s *Scope, x *Tensor) *Tensor { return s.LeakyRelu(x, 0.2) }),
	"softmax":     tf1(func(s *Scope, x *Tensor) *Tensor { return s.Softmax(x, -1) }),
	"log_softmax": tf1(func(s *Scope, x *Tensor) *Tensor { return s.LogSoftmax(x, -1) }),

	"add": tf2((*Scope).Add), "subtract": tf2((*Scope).Sub), "multiply": tf2((*Scope).Mul), "divide": tf2((*Scope).Div), "pow": tf2((*Scope).Pow),
	"maximum": tf2((*Scope).Maximum), "minimum": tf2((*Scope).Minimum), "less": tf2((*Scope).Less), "less_equal": tf2((*Scope).LessEqual),
	"greater": tf2((*Scope).Greater), "greater_equal": tf2((*Scope).GreaterEqual), "equal": tf2((*Scope).Equal), "not_equal": tf2((*Scope).NotEqual),
	"floordiv": tf2((*Scope).FloorDiv), "floormod": tf2((*Scope).FloorMod), "squared_difference": tf2((*Scope).SquaredDifference),
	"truncatediv": tf2((*Scope).TruncateDiv), "truncatemod": tf2((*Scope).TruncateMod), "xlogy": tf2((*Scope).Xlogy),
	"xlog1py": tf2((*Scope).Xlog1py), "xdivy": tf2((*Scope).Xdivy), "divide_no_nan": tf2((*Scope).DivNoNan), "multiply_no_nan": tf2((*Scope).MulNoNan),
	"atan2": tf2((*Scope).Atan2), "polygamma": tf2((*Scope).Polygamma), "zeta": tf2((*Scope).Zeta), "igamma": tf2((*Scope).Igamma),
	"igammac": tf2((*Scope).Igammac), "bitwise_and": tf2((*Scope).BitwiseAnd), "bitwise_or": tf2((*Scope).BitwiseOr),
	"bitwise_xor": tf2((*Scope).BitwiseXor), "left_shift": tf2((*Scope).LeftShift), "right_shift": tf2((*Scope).RightShift),
	"betainc": func(s *Scope, _ string, in []*Tensor) []*Tensor { return []*Tensor{s.Betainc(in[0], in[1], in[2])} },

	"reduce_sum": tfReduce((*Scope).Sum), "reduce_mean": tfReduce((*Scope).Mean), "reduce_max": tfReduce((*Scope).Max),
	"reduce_min": tfReduce((*Scope).Min), "reduce_prod": tfReduce((*Scope).Prod), "reduce_any": tfReduce((*Scope).Any),
	"reduce_all": tfReduce((*Scope).All), "reduce_logsumexp": tfReduce((*Scope).LogSumExp), "reduce_std": tfReduce((*Scope).Std),
	"reduce_variance": tfReduce((*Scope).Variance), "reduce_euclidean_norm": tfReduce((*Scope).EuclideanNorm),
	"argmax": tfReduce(func(s *Scope, x *Tensor, axes []int, _ bool) *Tensor { return s.ArgMax(x, axes[0], Int64) }),
	"argmin": tfReduce(func(s *Scope, x *Tensor, axes []int, _ bool) *Tensor { return s.ArgMin(x, axes[0], Int64) }),
	"cumsum": tfCumulative((*Scope).CumSum), "cumprod": tfCumulative((*Scope).CumProd), "cumulative_logsumexp": tfCumulative((*Scope).CumLogSumExp),

	"segment_sum": tf2((*Scope).SegmentSum), "segment_prod": tf2((*Scope).SegmentProd), "segment_min": tf2((*Scope).SegmentMin),
	"segment_max": tf2((*Scope).SegmentMax), "segment_mean": tf2((*Scope).SegmentMean),
	"unsorted_segment_sum": tfUnsorted((*Scope).UnsortedSegmentSum), "unsorted_segment_prod": tfUnsorted((*Scope).UnsortedSegmentProd),
	"unsorted_segment_min": tfUnsorted((*Scope).UnsortedSegmentMin), "unsorted_segment_max": tfUnsorted((*Scope).UnsortedSegmentMax),
	"unsorted_segment_mean": tfUnsorted((*Scope).UnsortedSegmentMean), "unsorted_segment_sqrt_n": tfUnsorted((*Scope).UnsortedSegmentSqrtN),

	"sort": func(s *Scope, arg string, in []*Tensor) []*Tensor {
		return []*Tensor{s.Sort(in[0], -1, arg == "DESCENDING")}
	},
	"argsort": func(s *Scope, arg string, in []*Tensor) []*Tensor {
		return []*Tensor{s.ArgSort(in[0], -1, arg == "DESCENDING", Int32)}
	},
	"top_k": func(s *Scope, arg string, in []*Tensor) []*Tensor {
		v, i := s.TopK(in[0], int(number(arg)), true, Int32)
		return []*Tensor{v, i}
	},
	"unique": func(s *Scope, _ string, in []*Tensor) []*Tensor {
		v, i, n := s.UniqueWithCounts(in[0], Int32)
		return []*Tensor{v, i, n}
	},
	"where": tf1((*Scope).Where),
	"searchsorted": func(s *Scope, arg string, in []*Tensor) []*Tensor {
		return []*Tensor{s.SearchSorted(in[0], in[1], arg == "right", Int32)}
	},
	"bincount":  tf1(func(s *Scope, x *Tensor) *Tensor { return s.Bincount(x, nil, 5, false, Int32) }),
	"histogram": tf1(func(s *Scope, x *Tensor) *Tensor { return s.Histogram(x, 0, 5, 5, Int32) }),

	"inv": tf1(func(s *Scope, x *Tensor) *Tensor { return s.Inverse(x, false) }), "det": tf1((*Scope).Det),
	"adjoint_inverse": tf1(func(s *Scope, x *Tensor) *Tensor { return s.Inverse(x, true) }),
	"slogdet":         func(s *Scope, _ string, in []*Tensor) []*Tensor { a, b := s.LogDet(in[0]); return []*Tensor{a, b} },
	"logdet":          tf1((*Scope).LogDetCholesky), "cholesky": tf1((*Scope).Cholesky),
	"solve":            tf2(func(s *Scope, a, b *Tensor) *Tensor { return s.Solve(a, b, false) }),
	"triangular_solve": tf2(func(s *Scope, a, b *Tensor) *Tensor { return s.TriangularSolve(a, b, true, false) }),
	"qr":               func(s *Scope, _ string, in []*Tensor) []*Tensor { a, b := s.QR(in[0], false); return []*Tensor{a, b} },
	"qr_full":          func(s *Scope, _ string, in []*Tensor) []*Tensor { a, b := s.QR(in[0], true); return []*Tensor{a, b} },
	"singular":         tf1((*Scope).SingularValues),
	"eigvalsh":         tf1(func(s *Scope, x *Tensor) *Tensor { v, _ := s.Eigh(x); return v }),
	"lu":               func(s *Scope, _ string, in []*Tensor) []*Tensor { a, b := s.LU(in[0]); return []*Tensor{a, b} },
	"pinv":             tf1(func(s *Scope, x *Tensor) *Tensor { return s.Pinv(x, -1) }),
	"lstsq":            tf2(func(s *Scope, a, b *Tensor) *Tensor { return s.Lstsq(a, b, 0, true) }),
	"expm":             tf1((*Scope).Expm), "sqrtm": tf1((*Scope).Sqrtm), "cross": tf2((*Scope).Cross),
	"matrix_rank": tf1(func(s *Scope, x *Tensor) *Tensor { return s.MatrixRank(x, -1) }),
	"einsum":      func(s *Scope, arg string, in []*Tensor) []*Tensor { return []*Tensor{s.Einsum(arg, in)} },
	"tensordot":   tf2(func(s *Scope, a, b *Tensor) *Tensor { return s.TensorDot(a, b, []int{1}, []int{0}) }),

	"resize": func(s *Scope, arg string, in []*Tensor) []*Tensor {
		var a []any
		json.Unmarshal([]byte(arg), &a)
		return []*Tensor{s.Resize(in[0], int(a[1].(float64)), int(a[2].(float64)), a[0].(string), a[3].(bool))}
	},
	"rgb_to_grayscale": tf1((*Scope).RGBToGrayscale), "rgb_to_hsv": tf1((*Scope).RGBToHSV), "hsv_to_rgb": tf1((*Scope).HSVToRGB),
	"rgb_to_yiq": tf1((*Scope).RGBToYIQ), "yiq_to_rgb": tf1((*Scope).YIQToRGB), "rgb_to_yuv": tf1((*Scope).RGBToYUV),
	"yuv_to_rgb": tf1((*Scope).YUVToRGB), "per_image_standardization": tf1((*Scope).StandardizeImages),
	"adjust_brightness": tf1(func(s *Scope, x *Tensor) *Tensor { return s.AdjustBrightness(x, 0.1) }),
	"adjust_contrast":   tf1(func(s *Scope, x *Tensor) *Tensor { return s.AdjustContrast(x, 1.7) }),
	"adjust_saturation": tf1(func(s *Scope, x *Tensor) *Tensor { return s.AdjustSaturation(x, 0.4) }),
	"adjust_hue":        tf1(func(s *Scope, x *Tensor) *Tensor { return s.AdjustHue(x, 0.3) }),
	"adjust_gamma":      tf1(func(s *Scope, x *Tensor) *Tensor { return s.AdjustGamma(x, 0.4, 2) }),
	"psnr":              tf2(func(s *Scope, a, b *Tensor) *Tensor { return s.PSNR(a, b, 1) }),
	"ssim": tf2(func(s *Scope, a, b *Tensor) *Tensor {
		return s.SSIM(a, b, SSIMSpec{Max: 1, FilterSize: 11, FilterSigma: 1.5, K1: 0.01, K2: 0.03}, false)
	}),
	"total_variation": tf1((*Scope).TotalVariation), "sobel_edges": tf1((*Scope).SobelEdges),
	"image_gradients": func(s *Scope, _ string, in []*Tensor) []*Tensor {
		a, b := s.ImageGradients(in[0])
		return []*Tensor{a, b}
	},
	"rot90": func(s *Scope, arg string, in []*Tensor) []*Tensor { return []*Tensor{s.Rot90(in[0], int(number(arg)))} },
	"crop_and_resize": tf1(func(s *Scope, x *Tensor) *Tensor {
		boxes := Const([]float32{0.1, 0.2, 0.9, 1.2, 0.9, 0.9, 0.1, 0.1}, 2, 4)
		return s.CropAndResize(x, boxes, Const([]int32{0, 0}), 3, 4, false, 0.5)
	}),
	"extract_patches": tf1(func(s *Scope, x *Tensor) *Tensor {
		return s.ExtractPatches(x, []int{3, 2}, ConvSpec{Padding: "same", Strides: []int{2, 2}})
	}),
	"extract_patches_valid": tf1(func(s *Scope, x *Tensor) *Tensor {
		return s.ExtractPatches(x, []int{2, 2}, ConvSpec{Padding: "valid", Strides: []int{1, 2}, Dilations: []int{2, 1}})
	}),
	"space_to_depth": tf1(func(s *Scope, x *Tensor) *Tensor { return s.SpaceToDepth(x, 2) }),
	"depth_to_space": tf1(func(s *Scope, x *Tensor) *Tensor { return s.DepthToSpace(x, 2) }),
	"space_to_batch": tf1(func(s *Scope, x *Tensor) *Tensor {
		return s.SpaceToBatch(x, []int{2, 2}, [][2]int{{0, 1}, {1, 0}})
	}),
	"batch_to_space": tf1(func(s *Scope, x *Tensor) *Tensor {
		return s.BatchToSpace(x, []int{2, 2}, [][2]int{{0, 1}, {1, 0}})
	}),
	"lrn": tf1(func(s *Scope, x *Tensor) *Tensor { return s.LocalResponseNorm(x, 2, 1, 0.5, 0.7) }),
	"dilation2d": tf2(func(s *Scope, x, w *Tensor) *Tensor {
		return s.Dilation2D(x, w, ConvSpec{Padding: "same", Strides: []int{1, 2}})
	}),
	"erosion2d":    tf2(func(s *Scope, x, w *Tensor) *Tensor { return s.Erosion2D(x, w, ConvSpec{Padding: "valid"}) }),
	"sparse_xent":  tf2((*Scope).SparseSoftmaxCrossEntropy),
	"softmax_xent": tf2(func(s *Scope, l, x *Tensor) *Tensor { return s.SoftmaxCrossEntropy(l, x, -1) }),
	"sigmoid_xent": tf2((*Scope).SigmoidCrossEntropy),
	"weighted_xent": tf2(func(s *Scope, l, x *Tensor) *Tensor {
		return s.WeightedCrossEntropy(l, x, Full(Float32, 1.7))
	}),
	"log_poisson": tf2(func(s *Scope, l, x *Tensor) *Tensor { return s.LogPoissonLoss(l, x, true) }),
	"projective": func(s *Scope, arg string, in []*Tensor) []*Tensor {
		if arg == "" {
			c, d := float32(math.Cos(0.3)), float32(math.Sin(0.3))
			return []*Tensor{s.ProjectiveTransform(in[0], Const([]float32{c, -d, 1.2, d, c, -0.7, 0, 0}, 1, 8), 5, 7, false, "constant", 0.25)}
		}
		fill, interp, _ := strings.Cut(arg, ":")
		return []*Tensor{s.ProjectiveTransform(in[0], Const([]float32{1.3, -0.4, -3.2, 0.6, 0.9, 2.7, 0, 0}, 1, 8), 6, 9, interp == "NEAREST", strings.ToLower(fill), 0.25)}
	},
	"linspace":     tf2(func(s *Scope, a, b *Tensor) *Tensor { return s.LinSpace(a, b, 4, 0) }),
	"clip_by_norm": tf1(func(s *Scope, x *Tensor) *Tensor { return s.ClipByNorm(x, Full(Float32, 1.5), nil) }),
	"l2_normalize": tf1(func(s *Scope, x *Tensor) *Tensor { return s.L2Normalize(x, []int{-1}, 1e-12) }),
	"norm": func(s *Scope, arg string, in []*Tensor) []*Tensor {
		return []*Tensor{s.VectorNorm(in[0], number(arg), nil, false)}
	},
	"matrix_norm": func(s *Scope, arg string, in []*Tensor) []*Tensor {
		return []*Tensor{s.MatrixNorm(in[0], number(arg), [2]int{-2, -1}, false)}
	},
	"confusion":      tf2(func(s *Scope, a, b *Tensor) *Tensor { return s.ConfusionMatrix(a, b, nil, 4, Int32) }),
	"saturate_uint8": tf1(func(s *Scope, x *Tensor) *Tensor { return s.SaturateCast(x, Uint8) }),
	"saturate_int32": tf1(func(s *Scope, x *Tensor) *Tensor { return s.SaturateCast(x, Int32) }),
	"image_dtype": func(s *Scope, arg string, in []*Tensor) []*Tensor {
		dt, _ := ParseDType(arg)
		return []*Tensor{s.ConvertImageDType(in[0], dt, false)}
	},
	"range": func(s *Scope, _ string, in []*Tensor) []*Tensor { return []*Tensor{s.RangeOf(in[0], in[1], in[2])} },
}
