package tf

import (
	"slices"
	"strconv"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// ExponentialMovingAverageClass is tf.train.ExponentialMovingAverage.
var ExponentialMovingAverageClass = &object.Class{Name: "ExponentialMovingAverage", Module: "tensorflow.python.training.moving_averages",
	Doc:       "Keeps moving averages of variables: each application moves an average by the share 1 - decay towards its variable. With num_updates the decay is at most (1 + num_updates) / (10 + num_updates).",
	Signature: "ExponentialMovingAverage(decay, num_updates=None, zero_debias=False, name='ExponentialMovingAverage')",
	Example: `>>> v = tf.Variable(1.0)
>>> ema = tf.train.ExponentialMovingAverage(decay=0.9)
>>> ema.apply([v])
>>> v.assign(2.0);
>>> ema.apply([v])
>>> print(ema.average(v).numpy())
1.1`}

// movingAverage is the Go part of a tf.train.ExponentialMovingAverage.
// zero_debias concerns averages of tensors, which eager execution refuses.
type movingAverage struct {
	decay   object.Value
	updates object.Value // a number or variable; nil for none
	name    string
	of      map[*tensor.Variable]*tensor.Variable
}

// PyClass is tf.train.ExponentialMovingAverage.
func (m *movingAverage) PyClass() *object.Class { return ExponentialMovingAverageClass }

// averages are the names of all averages, of which a second one of the same
// variable and name has a number behind it, and the variables that have one.
type averages struct {
	used map[string]bool
	of   []*tensor.Variable
}

func newAverages() *averages { return &averages{used: map[string]bool{}} }

// unique is the first of base, base_1, base_2 … that is not used.
func (n *averages) unique(base string) string {
	name := base
	for i := 1; n.used[name]; i++ {
		name = base + "_" + strconv.Itoa(i)
	}
	return name
}

func init() {
	c := ExponentialMovingAverageClass
	c.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		a, err := cls.BindNew(th, args)
		if err != nil {
			return nil, err
		}
		return &movingAverage{a.Value("decay"), a.Value("num_updates"), a.Str("name"), map[*tensor.Variable]*tensor.Variable{}}, nil
	}
	c.Members = func() []object.Member {
		method := func(sig, doc string, f func(m *movingAverage, th *object.Thread, a *object.Bound) object.Value) object.Member {
			return object.Method(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return f(a.Self().(*movingAverage), th, a), nil
			})
		}
		return []object.Member{
			object.Getter("name", "the name that the names of the averages end with", func(th *object.Thread, self object.Value) (object.Value, error) {
				return self.(*movingAverage).name, nil
			}),
			method("apply(self, var_list=None)", "Moves the averages of variables; the first time, an average begins at its variable's value.", (*movingAverage).apply),
			method("average(self, var)", "The variable that holds the average of var, or None.", func(m *movingAverage, th *object.Thread, a *object.Bound) object.Value {
				if avg := m.of[referred(a.Value("var"))]; avg != nil {
					return avg
				}
				return nil
			}),
			method("average_name(self, var)", "The name under which the average of var is saved.", func(m *movingAverage, th *object.Thread, a *object.Bound) object.Value {
				return m.averageName(th, referred(a.Value("var")))
			}),
			method("variables_to_restore(self, moving_avg_variables=None)", "The variables by the names of their averages, for a saver that is to restore the averages into the variables.", (*movingAverage).restorable),
		}
	}
}

// referred is the variable that code speaks of.
func referred(v object.Value) *tensor.Variable {
	x, ok := object.NativeOf(v).(*tensor.Variable)
	if !ok && !binding.IsTensor(v) {
		object.Throw(object.AttributeErrorf("'%s' object has no attribute 'ref'", object.TypeName(v)))
	}
	return x
}

func (m *movingAverage) averageName(th *object.Thread, v *tensor.Variable) string {
	if avg := m.of[v]; avg != nil {
		return avg.Name
	}
	return object.Get(th, newAverages).unique(strings.TrimSuffix(v.Name, ":0") + "/" + m.name)
}

func (m *movingAverage) apply(th *object.Thread, a *object.Bound) object.Value {
	if !a.Has("var_list") {
		return nil // eagerly made variables are in no collection
	}
	var list []*tensor.Variable
	for _, v := range a.Elems("var_list") {
		x, ok := object.NativeOf(v).(*tensor.Variable)
		if !ok {
			object.Throw(object.TypeErrorf("tf.train.ExponentialMovingAverage does not support non-Variable tensors when eager execution is enabled."))
		}
		if !x.DType().IsFloat() {
			object.Throw(object.TypeErrorf("The variables must be half, float, or double: %s", x.Name+":0"))
		}
		list = append(list, x)
	}
	sc := binding.Scope(th)
	for _, v := range list {
		if m.of[v] == nil {
			sc.Outside(func() { m.of[v] = m.begin(th, v) })
		}
	}
	rate := m.rate(th, sc)
	for _, v := range list {
		avg := m.of[v]
		old := sc.Read(avg)
		step := sc.Mul(sc.Sub(old, sc.Read(v)), sc.Cast(rate, v.DType()))
		sc.Assign(avg, sc.Sub(old, step))
	}
	return nil
}

// begin makes the average of a variable.
func (m *movingAverage) begin(th *object.Thread, v *tensor.Variable) *tensor.Variable {
	name := m.averageName(th, v)
	all := object.Get(th, newAverages)
	all.used[name] = true
	if !slices.Contains(all.of, v) {
		all.of = append(all.of, v)
	}
	avg := tensor.NewVariable(name, v.Value())
	avg.Trainable = false
	return avg
}

// rate is 1 - decay.
func (m *movingAverage) rate(th *object.Thread, sc *tensor.Scope) *tensor.Tensor {
	decay := binding.ToTensor(th, m.decay, tensor.Float32)
	if m.updates != nil {
		n := sc.Cast(binding.ToTensor(th, m.updates, tensor.Invalid), tensor.Float32)
		plus := func(v float64) *tensor.Tensor { return sc.Add(tensor.Full(tensor.Float32, v), n) }
		decay = sc.Minimum(decay, sc.Div(plus(1), plus(10)))
	}
	return sc.Sub(tensor.Full(tensor.Float32, 1), decay)
}

func (m *movingAverage) restorable(th *object.Thread, a *object.Bound) object.Value {
	out := object.NewDict()
	if !a.Has("moving_avg_variables") {
		for _, v := range object.Get(th, newAverages).of {
			out.SetStr(m.averageName(th, v), v)
		}
		return out
	}
	for _, v := range a.Elems("moving_avg_variables") {
		out.SetStr(m.averageName(th, referred(v)), v)
	}
	return out
}
