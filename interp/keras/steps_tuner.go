package keras

import (
	"math"
	"time"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// stepsTunerClass is keras.utils.StepsPerExecutionTuner.
func stepsTunerClass() *object.Class { return stepsTunerOnce.get(newStepsTunerClass) }

var stepsTunerOnce lazyClass

func newStepsTunerClass() *object.Class {
	return plainClass{
		module: "keras.src.utils.steps_per_execution_tuning",
		sig:    "StepsPerExecutionTuner(optimizer, spe_variable, interval=5, change_spe_interval=10, change_threshold=0.1)",
		doc: "Looks every interval seconds how many steps an optimizer takes, and moves the variable that says how many steps run in one " +
			"call to where they are fastest.",
		init: func(th *object.Thread, self *object.Instance, a *object.Bound) error {
			setAttrs(self, a, "optimizer")
			self.Attrs.Set("_steps_per_execution", a.Value("spe_variable"))
			setAttrs(self, a, "interval", "change_spe_interval")
			self.Attrs.Set("spe_change_threshold", a.Value("change_threshold"))
			self.Attrs.Set("steps_per_execution_stop_event", object.Must(callImported(th, "threading", "Event", object.Args{})))
			self.Attrs.Set("thread", nil)
			return nil
		},
		members: stepsTunerMembers,
	}.class()
}

func stepsTunerMembers() []object.Member {
	private := func(name, doc string, f func(t stepsTuner) object.Value) object.Member {
		return object.Method(name, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return f(stepsTuner{th, a.Self().(*object.Instance)}), nil
		})
	}
	none := func(f func(t stepsTuner)) func(t stepsTuner) object.Value {
		return func(t stepsTuner) object.Value { f(t); return nil }
	}
	return []object.Member{
		private("start(self)", "Begins to tune in a thread, and gives that.", stepsTuner.start),
		private("stop(self)", "Lets the thread end.", none(func(t stepsTuner) { callOn(t.th, t.get("steps_per_execution_stop_event"), "set") })),
		object.GetSet("steps_per_execution", "the variable that is tuned; setting it assigns a number", func(th *object.Thread, self object.Value) (object.Value, error) {
			return attr(self, "_steps_per_execution"), nil
		}, func(th *object.Thread, self, v object.Value) error {
			callOn(th, attr(self, "_steps_per_execution"), "assign", v)
			self.(*object.Instance).Attrs.Set("init_spe", v)
			return nil
		}),
		private("_begin_tuning(self)", "Notes where the steps stand.", none(stepsTuner.begin)),
		private("_measure_and_tune(self)", "Measures the steps since the last time, and tunes when it is time.", none(stepsTuner.measure)),
		private("_should_tune(self)", "Whether it is time to tune.", func(t stepsTuner) object.Value { return t.due() }),
		private("_tune(self)", "Sets the variable by how the speed has changed.", none(stepsTuner.tune)),
	}
}

// stepsTuner is a tuner in the hands of a thread.
type stepsTuner struct {
	th   *object.Thread
	self *object.Instance
}

func (t stepsTuner) get(name string) object.Value    { return attr(t.self, name) }
func (t stepsTuner) set(name string, v object.Value) { t.self.Attrs.Set(name, v) }

func (t stepsTuner) float(name string) float64 {
	return object.Must(object.AsFloat(t.th, t.get(name)))
}

// number is the value of a variable.
func (t stepsTuner) number(v object.Value) float64 {
	return binding.ToArray(t.th, v, tensor.Float64).Float(0)
}

func (t stepsTuner) iterations() int {
	return int(t.number(object.Must(object.GetAttr(t.th, t.get("optimizer"), "iterations"))))
}

func (t stepsTuner) start() object.Value {
	if threadAlive(t.th, t.self) {
		return t.get("thread")
	}
	callOn(t.th, t.self, "_begin_tuning")
	loop := object.Func("_steps_per_execution_interval_call()", "Measures again and again.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
		return nil, everyInterval(th, t.get("steps_per_execution_stop_event"), func() object.Value { return t.get("interval") },
			func() { callOn(th, t.self, "_measure_and_tune") })
	})
	thread := object.Must(callImported(t.th, "threading", "Thread", object.Args{Kw: []object.Kwarg{{Name: "target", Value: loop}, {Name: "daemon", Value: true}}}))
	t.set("thread", thread)
	callOn(t.th, thread, "start")
	return thread
}

func seconds() float64 { return float64(time.Now().UnixNano()) / 1e9 }

func (t stepsTuner) begin() {
	t.set("start_time", seconds())
	t.set("init_iterations", t.iterations())
	t.set("init_spe", int(t.number(t.get("_steps_per_execution"))))
	t.set("spe_last_logged", object.DictOf("iteration", t.get("init_iterations"), "time_secs", t.get("start_time")))
	t.set("rgsps", object.NewList())
	t.set("avg_rgsps", 0)
	t.set("prev_avg_rgsps", 0)
	t.set("spe_tune_last_action_add", true)
	t.set("spe_measurement_count", 0)
}

// speeds is the measurements: steps a second.
func (t stepsTuner) speeds() *object.List { return object.NativeOf(t.get("rgsps")).(*object.List) }

func (t stepsTuner) measure() {
	t.set("spe_measurement_count", int(t.float("spe_measurement_count"))+1)
	steps, now := t.iterations(), seconds()
	last := object.NativeOf(t.get("spe_last_logged")).(*object.Dict)
	at := func(key string) float64 {
		v, _ := last.GetStr(key)
		return object.Must(object.AsFloat(t.th, v))
	}
	list := t.speeds()
	list.Elems = append(list.Elems, (float64(steps)-at("iteration"))/(now-at("time_secs")))
	if len(list.Elems) > int(t.float("change_spe_interval")) {
		list.Elems = list.Elems[1:]
	}
	if steps == 0 {
		t.set("start_time", now)
		return
	}
	last.SetStr("iteration", steps)
	last.SetStr("time_secs", now)
	if t.due() {
		callOn(t.th, t.self, "_tune")
	}
}

// due reports whether enough was measured, and no epoch ends just now.
func (t stepsTuner) due() bool {
	list := t.speeds().Elems
	if len(list) == 0 {
		object.Throw(object.IndexErrorf("list index out of range"))
	}
	last := object.Must(object.AsFloat(t.th, list[len(list)-1]))
	return int(t.float("spe_measurement_count"))%int(t.float("change_spe_interval")) == 0 && last != 0
}

func (t stepsTuner) tune() {
	list, sum := t.speeds().Elems, 0.0
	for _, v := range list {
		sum += object.Must(object.AsFloat(t.th, v))
	}
	speed := sum / float64(len(list))
	t.set("avg_rgsps", speed)
	again, back := 1.5, 0.5
	added := object.Must(object.Truth(t.th, t.get("spe_tune_last_action_add")))
	if !added {
		again, back = back, again
	}
	variable := t.get("_steps_per_execution")
	now := t.number(variable)
	next, before, threshold := now, t.float("prev_avg_rgsps"), t.float("spe_change_threshold")
	switch {
	case speed > (1+threshold)*before:
		next = now * again
	case speed < (1-threshold)*before:
		next = now * back
		t.set("spe_tune_last_action_add", !added)
	}
	_, largest, _ := binding.Limits(binding.ToTensor(t.th, variable, tensor.Invalid).DType())
	switch limit := object.Must(object.AsFloat(t.th, largest)) / 1.5; {
	case now >= limit:
		next = now
	case now == 0:
		next = t.float("init_spe")
	}
	callOn(t.th, variable, "assign", int(math.RoundToEven(next)))
	t.set("prev_avg_rgsps", speed)
}
