package keras

import (
	"strings"
	"sync"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
	"kerash/tensor"
)

// lossBase is what classes that derive from losses.Loss extend.
type lossBase struct{ model.LossBase }

// Compute implements model.Loss.
func (*lossBase) Compute(c *model.Context, yTrue, yPred *tensor.Tensor) *tensor.Tensor {
	tensor.Throwf("NotImplementedError", "Must be implemented in subclasses.")
	return nil
}

// userLoss is a loss of a class of the user's.
type userLoss struct {
	adapted
	model.Loss
}

func adaptLoss(th *object.Thread, inst *object.Instance, obj any) any {
	return &userLoss{adapted{th: th, inst: inst, obj: obj}, obj.(model.Loss)}
}

// ComputeRaw implements model.RawLoss: the user's call gets targets and
// predictions as they were given.
func (u *userLoss) ComputeRaw(c *model.Context, yTrue, yPred any) *tensor.Tensor {
	if _, ok := u.method("call"); ok {
		return lossTensor(c, u.result(u.call(c, "call", object.Pos(toPython(yTrue), toPython(yPred)))))
	}
	t, p := model.ToTensor(c, yTrue), model.ToTensor(c, yPred)
	t, p = model.MatchRanks(c, t, p)
	return u.Loss.Compute(c, t, p)
}

// Whole implements model.WholeLoss.
func (u *userLoss) Whole(c *model.Context, yTrue, yPred, weight any) (*tensor.Tensor, bool) {
	if _, ok := u.method("__call__"); !ok {
		return nil, false
	}
	args := object.Pos(toPython(yTrue), toPython(yPred)).With("sample_weight", toPython(weight))
	return lossTensor(c, u.result(u.call(c, "__call__", args))), true
}

// Compute implements model.Loss.
func (u *userLoss) Compute(c *model.Context, yTrue, yPred *tensor.Tensor) *tensor.Tensor {
	return u.ComputeRaw(c, yTrue, yPred)
}

// GetConfig implements model.Configer.
func (u *userLoss) GetConfig(st *model.State) *model.Map {
	return u.config(st, func() *model.Map { return model.GetConfig(st, u.obj) })
}

func lossTensor(c *model.Context, v model.Value) *tensor.Tensor { return model.ToTensor(c, v) }

// lossClass is losses.Loss.
func lossClass() *object.Class { return lossClassOnce.get(newLossClass) }

var lossClassOnce lazyClass

func newLossClass() *object.Class {
	return familyBase(model.KindLoss, "Loss(reduction='auto', name=None)",
		"The class from which losses derive: call(y_true, y_pred) is the loss of every sample.",
		callLoss, adaptLoss, func() any { return new(lossBase) },
		configMembers("loss",
			object.Getter("fn", "the function whose losses are reduced", func(th *object.Thread, self object.Value) (object.Value, error) {
				c := model.ClassOf(goPart(self))
				if c == nil || len(c.Functions) == 0 {
					return nil, object.AttributeErrorf("'%s' object has no attribute 'fn'", object.TypeName(self))
				}
				return functionForm(c), nil
			}),
			object.Getter("_fn_kwargs", "the arguments of that function", func(th *object.Thread, self object.Value) (object.Value, error) {
				l := goPart(self)
				if c := model.ClassOf(l); c == nil || len(c.Functions) == 0 {
					return nil, object.AttributeErrorf("'%s' object has no attribute '_fn_kwargs'", object.TypeName(self))
				}
				return settingsOf(model.GetConfig(binding.State(th), l), "name", "reduction", "fn"), nil
			}),
			object.Method("call(self, y_true, y_pred)", "The loss of every sample, without reduction.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				l := goPart(a.Self()).(model.Loss)
				c := binding.Context(th)
				return l.Compute(c, model.ToTensor(c, batchArg(th, a.At(1))), model.ToTensor(c, batchArg(th, a.At(2)))), nil
			})))
}

var lossSig = object.ParseSignature("Loss.__call__(y_true, y_pred, sample_weight=None)")

// callLoss is loss(y_true, y_pred, sample_weight): reduced over the batch.
func callLoss(th *object.Thread, self object.Value, args object.Args) (object.Value, error) {
	a, err := lossSig.Bind(th, args)
	if err != nil {
		return nil, err
	}
	l := object.NativeOf(self).(model.Loss)
	if binding.HasKeras(args) {
		return lossOnGraphReduced(th, l, a), nil
	}
	arg := batchArg
	if u, ok := l.(*userLoss); ok {
		if _, ok := u.method("call"); ok {
			arg = func(th *object.Thread, v object.Value) any { return v }
		}
	}
	var weight any
	if a.Has("sample_weight") {
		weight = batchArg(th, a.At(2))
	}
	return model.CallLoss(binding.Context(th), l, arg(th, a.At(0)), arg(th, a.At(1)), weight), nil
}

// batchArg is targets, predictions or weights: tensors, variables and arrays as
// they are, anything else as a tensor.
func batchArg(th *object.Thread, v object.Value) any {
	switch x := object.NativeOf(v).(type) {
	case *tensor.Tensor, *tensor.Variable, *tensor.Array, model.Ragged:
		return x
	}
	return tensorArg(th, v)
}

// functionForms are the functions of keras.losses and keras.metrics by the
// declaration that they come from.
var functionForms struct {
	mu      sync.Mutex
	byClass map[*model.Class]*object.Builtin
	names   map[*object.Builtin]string
}

// functionForm is the function form of a class: keras.losses.mean_squared_error.
func functionForm(c *model.Class) *object.Builtin {
	f := &functionForms
	f.mu.Lock()
	defer f.mu.Unlock()
	if b := f.byClass[c]; b != nil {
		return b
	}
	params := []string{"y_true", "y_pred"}
	for _, p := range c.FunctionParams() {
		params = append(params, p.Name+"="+p.Default)
	}
	doc, _, _ := strings.Cut(c.Doc, "\n")
	b := object.RawFunc(c.Functions[0]+"("+strings.Join(params, ", ")+")", doc, func(th *object.Thread, args object.Args) (object.Value, error) {
		return callFunctionForm(th, c, args)
	})
	b.Module, b.Python = "keras.src."+string(c.Kind), true
	if f.byClass == nil {
		f.byClass, f.names = map[*model.Class]*object.Builtin{}, map[*object.Builtin]string{}
	}
	f.byClass[c], f.names[b] = b, c.Functions[0]
	return b
}

// functionName is the name by which package model knows a function form.
func functionName(b *object.Builtin) (string, bool) {
	f := &functionForms
	f.mu.Lock()
	defer f.mu.Unlock()
	name, ok := f.names[b]
	return name, ok
}

func callFunctionForm(th *object.Thread, c *model.Class, args object.Args) (object.Value, error) {
	form := functionForm(c)
	a, err := form.Signature().Bind(th, args)
	if err != nil {
		return nil, object.DispatcherError(form.Signature(), args, err)
	}
	if binding.HasKeras(args) {
		return lossFunctionOnGraph(th, c, a, args), nil
	}
	yTrue, yPred := batchArg(th, a.At(0)), batchArg(th, a.At(1))
	var kw []model.Named
	for i, p := range c.FunctionParams() {
		kw = append(kw, model.Named{Name: p.Name, Value: toModel(th, a.At(i+2))})
	}
	ctx := binding.Context(th)
	if c.Kind == model.KindMetric {
		return model.CallMetricFunction(ctx, c, yTrue, yPred, nil, kw...), nil
	}
	l := c.MakeFunction(ctx.State, nil, kw...).(model.Loss)
	rows, ok := model.RaggedLoss(ctx, c, yTrue, yPred, func(t, p *tensor.Tensor) *tensor.Tensor { return l.Compute(ctx, t, p) })
	if ok {
		return toPython(rows), nil
	}
	return model.CallLossFunction(ctx, c, yTrue, yPred, nil, kw...), nil
}

// functionMembers are the function forms of a family under all their names.
func functionMembers(k model.Kind) []object.Member {
	var ms []object.Member
	for _, c := range model.Classes(k) {
		if c.Unlisted {
			continue
		}
		for _, name := range c.Functions {
			ms = append(ms, object.Const(name, functionForm(c)))
		}
	}
	return ms
}

// reductionClass is losses.Reduction: the names of reductions.
func reductionClass() *object.Class { return reductionClassOnce.get(newReductionClass) }

var reductionClassOnce lazyClass

func newReductionClass() *object.Class {
	return &object.Class{Name: "ReductionV2", Module: "keras.src.utils.losses_utils", Doc: "The names of the ways in which the losses of a batch become one.", Final: true,
		Members: func() []object.Member {
			return []object.Member{
				object.Const("AUTO", "auto"), object.Const("NONE", "none"), object.Const("SUM", "sum"), object.Const("SUM_OVER_BATCH_SIZE", "sum_over_batch_size"),
				object.ClassMethodOf("all(cls)", "All names.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
					return object.NewTuple("auto", "none", "sum", "sum_over_batch_size"), nil
				}),
				object.ClassMethodOf("validate(cls, key)", "Raises ValueError for a name that does not exist.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
					model.CheckReduction(a.Str("key"))
					return nil, nil
				}),
			}
		}}
}
