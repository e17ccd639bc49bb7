package callbacks

import (
	"fmt"
	"math"
	"strings"

	"kerash/model"
	"kerash/tensor"
)

// EarlyStopping ends training when a metric no longer gets better.
type EarlyStopping struct {
	Monitor        string       `arg:"monitor" default:"'val_loss'" doc:"name of the log that is watched"`
	MinDelta       model.Number `arg:"min_delta" default:"0" doc:"by how much it has to get better to count"`
	Patience       model.Number `arg:"patience" default:"0" doc:"epochs without getting better after which training ends"`
	Verbose        model.Number `arg:"verbose" default:"0" doc:"1 prints a line when training ends"`
	Mode           string       `arg:"mode" default:"'auto'" hidden:"true" doc:"'min', 'max' or 'auto': whether smaller or larger is better"`
	Baseline       *float64     `arg:"baseline" default:"None" doc:"value that has to be beaten"`
	RestoreBest    bool         `arg:"restore_best_weights" default:"False" doc:"whether the weights of the best epoch are put back"`
	StartFromEpoch model.Number `arg:"start_from_epoch" default:"0" doc:"first epoch that counts"`
	model.CallbackBase

	Wait         int     `attr:"wait"`
	StoppedEpoch int     `attr:"stopped_epoch"`
	Best         float64 `attr:"best"`
	BestEpoch    int     `attr:"best_epoch"`
	BestWeights  any     `attr:"best_weights"` // a list of arrays, nil for none

	towards direction
}

// EarlyStoppingClass declares EarlyStopping.
var EarlyStoppingClass = declare(&model.Class{
	Name: "EarlyStopping",
	Doc:  "Ends training when a metric has not got better for some epochs, and puts the best weights back if wanted.",
	Example: `>>> es = keras.callbacks.EarlyStopping(monitor="loss", patience=3)
>>> es.patience
3`,
	New: func() any { return new(EarlyStopping) },
	Methods: append(monitorOp(func(obj any) direction { return obj.(*EarlyStopping).towards }), &model.Method{
		Signature: "get_monitor_value(self, logs)",
		Doc:       "The log that is watched, None where there is none.",
		Call: func(c *model.Context, obj any, args []any) any {
			e := obj.(*EarlyStopping)
			logs, _ := args[0].(*model.Map)
			if logs != nil && logs.Has(e.Monitor) {
				return logs.Get(e.Monitor)
			}
			missing(c, "Early stopping conditioned on metric", e.Monitor, logs)
			return nil
		},
	}),
})

// Init implements [model.Initer].
func (e *EarlyStopping) Init(st *model.State) {
	rising := strings.HasSuffix(e.Monitor, "acc") || strings.HasSuffix(e.Monitor, "accuracy") || strings.HasSuffix(e.Monitor, "auc")
	e.towards = directionOf(st, "EarlyStopping", e.Mode, rising)
	e.MinDelta = e.MinDelta.Signed(!e.towards.rising) // as Keras shows it
}

// OnTrainBegin implements [model.Callback].
func (e *EarlyStopping) OnTrainBegin(c *model.Context, logs *model.Map) {
	e.Wait, e.StoppedEpoch, e.BestEpoch = 0, 0, 0
	e.Best, e.BestWeights = e.towards.worst(), nil
}

// OnEpochEnd implements [model.Callback].
func (e *EarlyStopping) OnEpochEnd(c *model.Context, epoch int, logs *model.Map) {
	now, ok := model.Monitored(logs, e.Monitor)
	if !ok {
		missing(c, "Early stopping conditioned on metric", e.Monitor, logs)
		return
	}
	if float64(epoch) < e.StartFromEpoch.Float() {
		return
	}
	if e.RestoreBest && e.BestWeights == nil {
		e.keep()
	}
	e.Wait++
	if e.towards.better(now, e.Best, math.Abs(e.MinDelta.Float())) {
		e.Best, e.BestEpoch = now, epoch
		if e.RestoreBest {
			e.keep()
		}
		if e.Baseline == nil || e.towards.better(now, *e.Baseline, math.Abs(e.MinDelta.Float())) {
			e.Wait = 0
		}
		return
	}
	if float64(e.Wait) < e.Patience.Float() || epoch == 0 {
		return
	}
	e.StoppedEpoch = epoch
	e.Model.ModelCore().StopTraining = true
	if e.RestoreBest && e.BestWeights != nil {
		if e.Verbose.Float() > 0 {
			c.State.Say(fmt.Sprintf("Restoring model weights from the end of the best epoch: %d.", e.BestEpoch+1))
		}
		e.restore()
	}
}

// keep remembers the present weights as the best ones.
func (e *EarlyStopping) keep() {
	best := []any{}
	for _, a := range e.Model.Core().WeightValues() {
		best = append(best, a)
	}
	e.BestWeights = best
}

func (e *EarlyStopping) restore() {
	var values []*tensor.Array
	best, _ := e.BestWeights.([]any)
	for _, w := range best {
		values = append(values, w.(*tensor.Array))
	}
	e.Model.Core().SetWeightValues(values)
}

// OnTrainEnd implements [model.Callback].
func (e *EarlyStopping) OnTrainEnd(c *model.Context, logs *model.Map) {
	if e.StoppedEpoch > 0 && e.Verbose.Float() > 0 {
		c.State.Say(fmt.Sprintf("Epoch %d: early stopping", e.StoppedEpoch+1))
	}
}
