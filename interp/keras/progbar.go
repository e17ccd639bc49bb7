package keras

import (
	"time"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
)

// progbar is a keras.utils.Progbar of user code. What it shows goes the way of
// all progress.
type progbar struct {
	target, verbose, seen int
	width, interval       object.Value
	unit                  string
	stateful              map[string]bool
	order                 []string
	sums                  map[string]*weightedMean
	started               time.Time
}

// weightedMean is a value's mean over steps; a stateful value is its last.
type weightedMean struct{ sum, weight float64 }

func (m *weightedMean) value() float64 { return m.sum / max(m.weight, 1) }

// PyClass implements object.Classed.
func (*progbar) PyClass() *object.Class { return progbarClass() }

// progbarClass is keras.utils.Progbar.
func progbarClass() *object.Class { return progbarOnce.get(newProgbarClass) }

var progbarOnce lazyClass

func newProgbarClass() *object.Class {
	return &object.Class{Name: "Progbar", Module: "keras.src.utils.generic_utils", Final: true,
		Doc:       "A bar of progress for loops of one's own.",
		Signature: "Progbar(target, width=30, verbose=1, interval=0.05, stateful_metrics=None, unit_name='step')",
		New: func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
			a, err := cls.BindNew(th, args)
			if err != nil {
				return nil, err
			}
			p := &progbar{target: a.IntOr("target", 0), verbose: a.Int("verbose"), unit: object.Must(object.Str(th, a.Value("unit_name"))), stateful: map[string]bool{}, sums: map[string]*weightedMean{}, started: time.Now(),
				width: a.Value("width"), interval: a.Value("interval")}
			if a.Has("stateful_metrics") {
				for _, n := range a.Elems("stateful_metrics") {
					p.stateful[object.Must(object.Str(th, n))] = true
				}
			}
			return p, nil
		},
		Members: func() []object.Member {
			attr := func(name, doc string, get func(p *progbar) object.Value) object.Member {
				return object.Getter(name, doc, func(_ *object.Thread, self object.Value) (object.Value, error) {
					return get(self.(*progbar)), nil
				})
			}
			return []object.Member{
				object.Method("update(self, current, values=None, finalize=None)", "Shows that so many steps are done; values are pairs of name and value.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
					p := a.Self().(*progbar)
					done := p.target > 0 && a.Int("current") >= p.target
					if a.Has("finalize") {
						done = a.Bool("finalize")
					}
					p.update(th, a.Int("current"), a.Value("values"), done)
					return nil, nil
				}),
				attr("target", "the number of steps, None where it is not known", func(p *progbar) object.Value {
					if p.target == 0 {
						return nil
					}
					return p.target
				}),
				attr("width", "how wide the bar is", func(p *progbar) object.Value { return p.width }),
				attr("interval", "how often the bar is drawn, in seconds", func(p *progbar) object.Value { return p.interval }),
				attr("stateful_metrics", "the names of values that are no averages", func(p *progbar) object.Value {
					names := object.NewSet()
					for n := range p.stateful {
						object.Must(0, names.Add(nil, n))
					}
					return names
				}),
				attr("verbose", "how much is shown", func(p *progbar) object.Value { return p.verbose }),
				attr("unit_name", "what a step is called", func(p *progbar) object.Value { return p.unit }),
				attr("_seen_so_far", "the steps that are done", func(p *progbar) object.Value { return p.seen }),
				attr("_values", "by name, a list of the sum and the number of steps", (*progbar).values),
				attr("_values_order", "the names of the values in the order in which they came", func(p *progbar) object.Value {
					return object.NewList(toPythons(p.order)...)
				}),
				object.Method("add(self, n, values=None)", "Shows that n more steps are done.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
					p := a.Self().(*progbar)
					at := p.seen + a.Int("n")
					p.update(th, at, a.Value("values"), p.target > 0 && at >= p.target)
					return nil, nil
				}),
			}
		}}
}

// values is what the bar knows of the values: sums and weights of means, and last
// values of stateful metrics.
func (p *progbar) values() object.Value {
	d := object.NewDict()
	for _, name := range p.order {
		m := p.sums[name]
		d.SetStr(name, object.NewList(m.sum, int(m.weight)))
	}
	return d
}

func (p *progbar) update(th *object.Thread, current int, values object.Value, done bool) {
	if values != nil {
		for _, pair := range object.Must(object.ToSlice(th, values)) {
			p.take(th, object.Must(object.ToSlice(th, pair)), current)
		}
	}
	p.seen = current
	st := binding.State(th)
	if p.verbose == 0 || st.Progress == nil || sessionOf(th).quiet {
		return
	}
	e := model.Event{Step: current, Steps: p.target, Unit: p.unit, Elapsed: time.Since(p.started), Done: done, Verbose: p.verbose}
	for _, name := range p.order {
		e.Metrics = append(e.Metrics, model.Logged{Name: name, Value: p.sums[name].value()})
	}
	st.Progress.Report(e)
}

func (p *progbar) take(th *object.Thread, pair []object.Value, current int) {
	if len(pair) != 2 {
		object.Throw(object.ValueErrorf("not enough values to unpack (expected 2, got %d)", len(pair)))
	}
	name, v := object.Must(object.Str(th, pair[0])), object.Must(object.AsFloat(th, pair[1]))
	m := p.sums[name]
	if m == nil {
		m = &weightedMean{}
		p.sums[name], p.order = m, append(p.order, name)
	}
	if p.stateful[name] {
		*m = weightedMean{v, 1}
		return
	}
	n := float64(max(current-p.seen, 1))
	m.sum += v * n
	m.weight += n
}
