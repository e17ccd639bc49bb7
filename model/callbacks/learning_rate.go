package callbacks

import (
	"fmt"
	"math"
	"strings"

	"kerash/model"
	"kerash/tensor"
)

// LearningRateScheduler sets the learning rate of each epoch by a function.
type LearningRateScheduler struct {
	Schedule any          `arg:"schedule" doc:"function of the epoch, counted from zero, and the present rate, that gives the rate"`
	Verbose  model.Number `arg:"verbose" default:"0" doc:"1 prints a line when the rate is set"`
	model.CallbackBase
}

// LearningRateSchedulerClass declares LearningRateScheduler.
var LearningRateSchedulerClass = declare(&model.Class{
	Name: "LearningRateScheduler",
	Doc:  "Sets the learning rate at the start of each epoch by a function of the epoch and the present rate. Logs get an entry lr.",
	Example: `>>> cb = keras.callbacks.LearningRateScheduler(lambda epoch, lr: lr * 0.9)
>>> cb.verbose
0`,
	New: func() any { return new(LearningRateScheduler) },
})

// rate asks the schedule: with the present rate unless it takes the epoch only.
func (l *LearningRateScheduler) rate(c *model.Context, epoch int) any {
	switch f := l.Schedule.(type) {
	case model.Schedule:
		return f.At(c, tensor.ConstScalar(int32(epoch)))
	case model.Callable:
		if k, ok := f.(model.KeywordCallable); ok && len(k.ParamNames()) < 2 {
			return f.CallValue(c, epoch)
		}
		return f.CallValue(c, epoch, rateOf(&l.CallbackBase).Float(0))
	}
	tensor.Throwf("TypeError", "'%s' object is not callable", model.PythonType(l.Schedule))
	return nil
}

// OnEpochBegin implements [model.Callback].
func (l *LearningRateScheduler) OnEpochBegin(c *model.Context, epoch int, logs *model.Map) {
	given := l.rate(c, epoch)
	var text string
	switch r := given.(type) {
	case float64:
		text = repr(r)
	case *tensor.Tensor:
		if !r.DType().IsFloat() {
			tensor.Throwf("ValueError", "The dtype of `lr` Tensor should be float. Got: <dtype: '%s'>", r.DType())
		}
		text = repr(r.Array().Float(0))
	case *tensor.Array:
		text = r.String()
	}
	rate, ok := model.AsFloat(given)
	if text == "" || !ok {
		tensor.Throwf("ValueError", "The output of the \"schedule\" function should be float. Got: %s", model.Describe(given))
	}
	setRate(&l.CallbackBase, rate)
	if l.Verbose.Float() > 0 {
		c.State.Say(fmt.Sprintf("\nEpoch %d: LearningRateScheduler setting learning rate to %s.", epoch+1, text))
	}
}

// OnEpochEnd implements [model.Callback].
func (l *LearningRateScheduler) OnEpochEnd(c *model.Context, epoch int, logs *model.Map) {
	logs.Set("lr", rateOf(&l.CallbackBase))
}

// ReduceLROnPlateau lowers the learning rate when a metric no longer gets
// better.
type ReduceLROnPlateau struct {
	Monitor  string       `arg:"monitor" default:"'val_loss'" doc:"name of the log that is watched"`
	Factor   float64      `arg:"factor" default:"0.1" doc:"by what the rate is multiplied"`
	Patience model.Number `arg:"patience" default:"10" doc:"epochs without getting better after which the rate is lowered"`
	Verbose  model.Number `arg:"verbose" default:"0" doc:"1 prints a line when the rate is lowered"`
	Mode     string       `arg:"mode" default:"'auto'" doc:"'min', 'max' or 'auto': whether smaller or larger is better"`
	MinDelta float64      `arg:"min_delta" default:"0.0001" doc:"by how much the metric has to get better to count"`
	Cooldown model.Number `arg:"cooldown" default:"0" doc:"epochs to wait after the rate was lowered"`
	MinLR    model.Number `arg:"min_lr" default:"0" doc:"smallest rate"`
	Epsilon  *float64     `arg:"epsilon" default:"None" kwonly:"true" doc:"old name of min_delta"`
	model.CallbackBase

	Wait            int     `attr:"wait"`
	Best            float64 `attr:"best"`
	CooldownCounter int     `attr:"cooldown_counter"`

	towards direction
}

// ReduceLROnPlateauClass declares ReduceLROnPlateau.
var ReduceLROnPlateauClass = declare(&model.Class{
	Name: "ReduceLROnPlateau",
	Doc:  "Multiplies the learning rate by a factor when a metric has not got better for some epochs. Logs get an entry lr.",
	Example: `>>> cb = keras.callbacks.ReduceLROnPlateau(factor=0.2, patience=5)
>>> cb.factor
0.2`,
	New: func() any { return new(ReduceLROnPlateau) },
	Methods: append(monitorOp(func(obj any) direction { return obj.(*ReduceLROnPlateau).towards }), &model.Method{
		Signature: "in_cooldown(self)",
		Doc:       "Whether the epochs of waiting after the rate was lowered are not over.",
		Call: func(c *model.Context, obj any, args []any) any {
			return obj.(*ReduceLROnPlateau).CooldownCounter > 0
		},
	}),
})

// Init implements [model.Initer].
func (r *ReduceLROnPlateau) Init(st *model.State) {
	if r.Factor >= 1 {
		tensor.Throwf("ValueError", "ReduceLROnPlateau does not support a factor >= 1.0. Got %s", repr(r.Factor))
	}
	if r.Epsilon != nil {
		r.MinDelta = *r.Epsilon
		st.Warnf("WARNING:tensorflow", "`epsilon` argument is deprecated and will be removed, use `min_delta` instead.")
	}
	r.reset(st)
}

func (r *ReduceLROnPlateau) reset(st *model.State) {
	r.towards = directionOf(st, "Learning rate reduction", r.Mode, strings.Contains(r.Monitor, "acc"))
	r.Best, r.Wait, r.CooldownCounter = r.towards.worst(), 0, 0
}

// OnTrainBegin implements [model.Callback].
func (r *ReduceLROnPlateau) OnTrainBegin(c *model.Context, logs *model.Map) { r.reset(c.State) }

// OnEpochEnd implements [model.Callback].
func (r *ReduceLROnPlateau) OnEpochEnd(c *model.Context, epoch int, logs *model.Map) {
	rate := rateOf(&r.CallbackBase)
	logs.Set("lr", rate)
	now, ok := model.Monitored(logs, r.Monitor)
	if !ok {
		missing(c, "Learning rate reduction is conditioned on metric", r.Monitor, logs)
		return
	}
	if r.CooldownCounter > 0 {
		r.CooldownCounter--
		r.Wait = 0
	}
	if r.towards.better(now, r.Best, r.MinDelta) {
		r.Best, r.Wait = now, 0
		return
	}
	if r.CooldownCounter > 0 {
		return
	}
	r.Wait++
	old := rate.Float(0)
	if float64(r.Wait) < r.Patience.Float() || old <= float64(float32(r.MinLR.Float())) {
		return
	}
	lower := math.Max(old*r.Factor, r.MinLR.Float())
	setRate(&r.CallbackBase, lower)
	if r.Verbose.Float() > 0 {
		c.State.Say(fmt.Sprintf("\nEpoch %d: ReduceLROnPlateau reducing learning rate to %s.", epoch+1, repr(lower)))
	}
	r.CooldownCounter, r.Wait = int(r.Cooldown.Float()), 0
}
