package model

import (
	"strings"

	"kerash/tensor"
)

// Loss says how far predictions are from targets. Losses embed [LossBase].
type Loss interface {
	// LossCore is the embedded LossBase.
	LossCore() *LossBase
	// Compute is the loss of every sample (or time step, pixel, …): the shape
	// of the predictions without the axis that the loss is about.
	Compute(c *Context, yTrue, yPred *tensor.Tensor) *tensor.Tensor
}

// RawLoss is a loss that takes targets and predictions as they are given,
// without conversion: those of the user's classes.
type RawLoss interface {
	Loss
	ComputeRaw(c *Context, yTrue, yPred any) *tensor.Tensor
}

// LossBase is the part that all losses share.
type LossBase struct {
	Reduction string `arg:"reduction" default:"'auto'" doc:"how the losses of a batch become one: 'sum_over_batch_size' ('auto'), 'sum' or 'none'"`
	Label     string `arg:"name" default:"None" doc:"name of the loss"`
	class     *Class
	given     givenArgs
	refused   []refused
}

// LossCore implements [Loss].
func (l *LossBase) LossCore() *LossBase { return l }

func (l *LossBase) setClass(c *Class, obj any) { l.class = c }

// Class is the loss's declaration, nil for a class of the user's.
func (l *LossBase) Class() *Class { return l.class }

// AddConfig implements [ConfigAdder]: configs name the function as well.
func (l *LossBase) AddConfig(m *Map) {
	if l.class != nil && len(l.class.Functions) > 0 {
		m.Set("fn", l.class.Functions[0])
	}
}

// CheckReduction throws ValueError for a reduction that does not exist.
func CheckReduction(r string) {
	switch r {
	case "auto", "none", "sum", "sum_over_batch_size":
		return
	}
	tensor.Throwf("ValueError", "Invalid Reduction Key: %s. Expected keys are \"('auto', 'none', 'sum', 'sum_over_batch_size')\"", r)
}

// Init implements [Initer].
func (l *LossBase) Init(st *State) { CheckReduction(l.Reduction) }

// CallLoss is the loss of a batch, reduced. Targets and predictions are
// tensors, variables or arrays; arrays are taken as they are, while tensors
// whose ranks differ by one may lose a last axis of length 1, as in Keras. The
// weight may be nil, a number, a tensor or an array.
func CallLoss(c *Context, l Loss, yTrue, yPred, weight any) *tensor.Tensor {
	refuse(c, l.LossCore().refused)
	name := l.LossCore().Label
	if cls := l.LossCore().class; name == "" && cls != nil {
		name = SnakeCase(cls.Name)
	}
	_, leave := c.EnterNames(strings.Trim(name, "_<>"))
	defer leave()
	var losses *tensor.Tensor
	if rows, ok := raggedLosses(c, l, yTrue, yPred); ok {
		losses = rows
	} else if raw, ok := l.(RawLoss); ok {
		losses = raw.ComputeRaw(c, yTrue, yPred)
	} else {
		t, p := ToTensor(c, yTrue), ToTensor(c, yPred)
		if isTensor(yTrue) && isTensor(yPred) {
			t, p = MatchRanks(c, t, p)
		}
		losses = l.Compute(c, t, p)
	}
	var w *tensor.Tensor
	if weight != nil {
		w = ToTensor(c, weight)
	}
	mask := andMask(c, maskOfAny(yPred), MaskOf(losses))
	r := l.LossCore().Reduction
	if mask != nil {
		w = validMask(c, losses, w, mask, r)
	}
	return WeightedLoss(c, losses, w, r)
}

// WholeLoss is a loss of the user's that may define all of a call, reduction
// and weights too; ok is false when it does not.
type WholeLoss interface {
	Whole(c *Context, yTrue, yPred, weight any) (loss *tensor.Tensor, ok bool)
}

// callWhole is [CallLoss] by the loss's own call where there is one.
func callWhole(c *Context, l Loss, yTrue, yPred, weight any) *tensor.Tensor {
	if w, ok := l.(WholeLoss); ok {
		if v, own := w.Whole(c, yTrue, yPred, weight); own {
			return v
		}
	}
	return CallLoss(c, l, yTrue, yPred, weight)
}

func maskOfAny(x any) *tensor.Tensor {
	if t, ok := x.(*tensor.Tensor); ok {
		return MaskOf(t)
	}
	return nil
}

func andMask(c *Context, a, b *tensor.Tensor) *tensor.Tensor {
	switch {
	case a == nil:
		return b
	case b == nil || a == b:
		return a
	}
	return c.LogicalAnd(a, b)
}

func isTensor(x any) bool {
	switch x.(type) {
	case *tensor.Tensor, *tensor.Variable:
		return true
	}
	return false
}

// ToTensor is a neutral value as a tensor: an array keeps its dtype, a number
// becomes float32 or int32.
func ToTensor(c *Context, x any) *tensor.Tensor {
	switch x := x.(type) {
	case *tensor.Tensor:
		return x
	case *tensor.Variable:
		return c.Read(x)
	case *tensor.Array:
		return tensor.FromArray(x)
	case int, bool:
		n, _ := AsInt(x)
		return tensor.ConstScalar(int32(n))
	case Ragged:
		tensor.Throwf("ValueError", "TypeError: object of type 'RaggedTensor' has no len()\n")
	}
	throwInGraph(c, x, tensor.Float32)
	return AsTensor(x, tensor.Float32)
}

// MatchRanks squeezes a last axis of length 1 off targets or predictions when
// their ranks differ by one, but keeps class numbers against probabilities.
func MatchRanks(c *Context, yTrue, yPred *tensor.Tensor) (t, p *tensor.Tensor) {
	if d := yPred.Rank() - yTrue.Rank(); d != 1 || yPred.Dim(-1) == 1 {
		return RemoveSqueezable(c, yTrue, yPred, 0)
	}
	return yTrue, yPred
}

// RemoveSqueezable squeezes the last axis of the one whose rank is one above
// what diff, the rank of predictions less that of targets, asks for.
func RemoveSqueezable(c *Context, yTrue, yPred *tensor.Tensor, diff int) (t, p *tensor.Tensor) {
	d := yPred.Rank() - yTrue.Rank()
	switch {
	case d == diff+1 && maybeOne(yPred):
		return yTrue, c.Squeeze(yPred, []int{-1})
	case d == diff-1 && maybeOne(yTrue):
		return c.Squeeze(yTrue, []int{-1}), yPred
	}
	return yTrue, yPred
}

func maybeOne(t *tensor.Tensor) bool { return t.Rank() > 0 && (t.Dim(-1) == 1 || t.Dim(-1) == -1) }

// FitWeight squeezes or expands the last axis of a sample weight so that its
// rank is that of x; scalars stay.
func FitWeight(c *Context, x, w *tensor.Tensor) *tensor.Tensor {
	switch {
	case w.Rank() == 0:
	case w.Rank()-x.Rank() == 1:
		return c.Squeeze(w, []int{-1})
	case x.Rank()-w.Rank() == 1:
		return c.ExpandDims(w, -1)
	}
	return w
}

// WeightedLoss weights losses and reduces them.
func WeightedLoss(c *Context, losses, w *tensor.Tensor, reduction string) *tensor.Tensor {
	_, leave := c.EnterNames("weighted_loss")
	defer leave()
	dt := losses.DType()
	if !dt.IsFloat() {
		losses = c.Cast(losses, tensor.Float32)
	}
	if w != nil {
		losses = c.Mul(losses, FitWeight(c, losses, c.Cast(w, losses.DType())))
	}
	switch reduction {
	case "none":
	case "sum":
		losses = c.Sum(losses, nil, false)
	default:
		losses = meanOrZero(c, losses)
		c.Rename(losses, "value")
	}
	return c.Cast(losses, dt)
}

// meanOrZero is the mean of all elements, 0 when there are none.
func meanOrZero(c *Context, x *tensor.Tensor) *tensor.Tensor {
	return c.DivNoNan(c.Sum(x, nil, false), c.Cast(c.SizeOf(x, tensor.Int32), x.DType()))
}

// validMask combines a sample weight with a mask of the predictions. A mean
// over the batch then counts only what the mask leaves.
func validMask(c *Context, losses, w, mask *tensor.Tensor, reduction string) *tensor.Tensor {
	m := c.Cast(mask, losses.DType())
	if reduction == "auto" || reduction == "sum_over_batch_size" {
		total := c.Cast(c.SizeOf(m, tensor.Int32), m.DType())
		m = c.Mul(m, c.Div(total, c.Sum(m, nil, false)))
	}
	return ApplyMask(c, losses, w, m)
}

// ApplyMask multiplies a sample weight, or nothing, with a mask.
func ApplyMask(c *Context, x, w, mask *tensor.Tensor) *tensor.Tensor {
	if mask == nil {
		return w
	}
	m := c.Cast(mask, x.DType())
	if w == nil {
		return m
	}
	w = FitWeight(c, m, c.Cast(w, m.DType()))
	return c.Mul(w, m)
}

// CallLossFunction is the function form of a loss, keras.losses.NAME(y_true,
// y_pred, …): the losses without reduction. args are what follows y_true and
// y_pred.
func CallLossFunction(c *Context, class *Class, yTrue, yPred any, pos []any, kw ...Named) *tensor.Tensor {
	l := class.MakeFunction(c.State, pos, kw...).(Loss)
	return l.Compute(c, ToTensor(c, yTrue), ToTensor(c, yPred))
}

// MakeFunction makes the object behind a call of the class's function form.
func (c *Class) MakeFunction(st *State, pos []any, kw ...Named) any {
	params := c.FunctionParams()
	if len(pos) > len(params) {
		tensor.Throwf("TypeError", "%s() takes from 2 to %d positional arguments but %d were given", c.Functions[0], len(params)+2, len(pos)+2)
	}
	var named []Named
	for i, x := range pos {
		named = append(named, Named{params[i].Name, x})
	}
	for _, k := range kw {
		known := false
		for _, p := range params {
			known = known || p.Name == k.Name
		}
		if !known {
			tensor.Throwf("TypeError", "%s() got an unexpected keyword argument '%s'", c.Functions[0], k.Name)
		}
		named = append(named, k)
	}
	return c.Make(st, nil, named...)
}

// FunctionParams is the parameters of the function form after y_true and
// y_pred.
func (c *Class) FunctionParams() []Arg {
	var out []Arg
	args := c.Args()
	if c.Params != nil {
		for _, p := range c.Params {
			out = append(out, args[c.argIndex(p)])
		}
		return out
	}
	for _, a := range args {
		if !a.shared && a.Name != "name" && a.Name != "dtype" {
			out = append(out, a)
		}
	}
	return out
}

// FunctionLoss is a function of the user's as a loss.
type FunctionLoss struct {
	LossBase
	Fn Callable
}

// Compute implements [Loss].
func (l *FunctionLoss) Compute(c *Context, yTrue, yPred *tensor.Tensor) *tensor.Tensor {
	return ToTensor(c, l.Fn.CallValue(c, yTrue, yPred))
}

func newFunctionLoss(f Callable) *FunctionLoss {
	return &FunctionLoss{LossBase: LossBase{Reduction: "auto", Label: f.FuncName()}, Fn: f}
}
