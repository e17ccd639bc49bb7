package keras

import (
	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
	"kerash/tensor"
)

// stepFunctionMembers are the functions that fit, evaluate and predict call with
// an iterator of batches, and the methods that make them.
func stepFunctionMembers() []object.Member {
	var ms []object.Member
	for _, name := range []string{model.TrainFunction, model.TestFunction, model.PredictFunction} {
		attr := name + "_function"
		ms = append(ms,
			object.GetSet(attr, "what a run calls with an iterator of batches; None until it is made", func(th *object.Thread, self object.Value) (object.Value, error) {
				return stepFunctionOf(modelOf(self), name), nil
			}, func(th *object.Thread, self, v object.Value) error {
				setStepFunction(th, modelOf(self), name, v)
				return nil
			}),
			modelMethod("make_"+attr+"(self, force=False)", "Makes "+attr+", which does a step with the next batch of an iterator; force makes it anew.", func(th *object.Thread, m model.Model, a *object.Bound) object.Value {
				if f := stepFunctionOf(m, name); f != nil && !a.Bool("force") {
					return f
				}
				m.ModelCore().SetFunction(name, nil)
				f := &modelFunction{m, name}
				m.ModelCore().SetFunction(name, f)
				return f
			}))
	}
	return ms
}

// stepFunctionOf is the attribute train_function, test_function or
// predict_function of a model; nil for one that was not made.
func stepFunctionOf(m model.Model, name string) object.Value {
	b := m.ModelCore()
	switch f := b.Function(name).(type) {
	case *userFunction:
		return f.fn
	case *modelFunction:
		return f
	}
	if !b.HasSteps(name) {
		return nil
	}
	f := &modelFunction{m, name}
	b.SetFunction(name, f)
	return f
}

func setStepFunction(th *object.Thread, m model.Model, name string, v object.Value) {
	switch f := v.(type) {
	case nil:
		m.ModelCore().SetFunction(name, nil)
	case *modelFunction:
		m.ModelCore().SetFunction(name, f)
	default:
		m.ModelCore().SetFunction(name, &userFunction{th, v})
	}
}

// MakeFunction implements model.FunctionMaker.
func (p *modelPart) MakeFunction(c *model.Context, name string) model.StepFunction {
	b := p.self.ModelCore()
	if method := "make_" + name + "_function"; p.overrides(method) {
		setStepFunction(p.th, p.self, name, p.call(c, method, object.Args{}))
	}
	f, _ := b.Function(name).(model.StepFunction)
	return f
}

func (p *modelPart) overrides(method string) bool {
	_, ok := p.method(method)
	return ok
}

// modelFunction is a model's own train_function, test_function or
// predict_function.
type modelFunction struct {
	m    model.Model
	name string
}

// PyClass implements object.Classed.
func (*modelFunction) PyClass() *object.Class { return modelFunctionClass() }

func modelFunctionClass() *object.Class { return modelFunctionOnce.get(newModelFunctionClass) }

var modelFunctionOnce lazyClass

func newModelFunctionClass() *object.Class {
	sig := object.ParseSignature("__call__(iterator)")
	return &object.Class{Name: "Function", Module: "tensorflow.python.eager.polymorphic_function.polymorphic_function", Final: true,
		Doc: "Does a step of a model with the next batch of an iterator.",
		Call: func(th *object.Thread, self object.Value, args object.Args) (object.Value, error) {
			a, err := sig.Bind(th, args)
			if err != nil {
				return nil, err
			}
			it, err := object.Iter(th, a.At(0))
			if err != nil {
				return nil, err
			}
			return self.(*modelFunction).run(th, it), nil
		},
		Members: func() []object.Member {
			return []object.Member{
				object.Getter("__name__", "the function's name", func(th *object.Thread, self object.Value) (object.Value, error) {
					return self.(*modelFunction).name + "_function", nil
				}),
			}
		}}
}

// run is a call: the logs, or the outputs of a prediction.
func (f *modelFunction) run(th *object.Thread, it object.Iterator) object.Value {
	c := binding.Context(th)
	out, ok := model.RunSteps(c, f.m, f.name, func() (model.Value, bool) {
		v, ok, err := it.Next(th)
		if err != nil {
			binding.Throw(err)
		}
		if !ok {
			return nil, false
		}
		return toBatch(th, v), true
	})
	switch {
	case ok && f.name == model.PredictFunction:
		return toPython(out)
	case ok:
		return stepResult(c, f.m, out)
	case f.m.ModelCore().RunsEagerly():
		binding.Throw(object.NewError(object.StopIteration, ""))
	}
	err := tensor.Errorf("OutOfRangeError", "Graph execution error:\n\nDetected at node IteratorGetNext defined at (most recent call last):\n<stack traces unavailable>\nEnd of sequence\n\t [[{{node IteratorGetNext}}]] [Op:__inference_%s_function]", f.name)
	tensor.Throw(err)
	return nil
}

// userFunction is a function of the user's in the place of a model's.
type userFunction struct {
	th *object.Thread
	fn object.Value
}

// Steps implements model.StepFunction.
func (f *userFunction) Steps(c *model.Context, next func() (model.Value, bool)) (out model.Value, ran, more bool) {
	it := &batchIterator{next: next}
	var v object.Value
	var err error
	binding.Within(f.th, c, func() { v, err = object.Call(f.th, f.fn, object.Pos(it)) })
	switch {
	case err != nil && it.ended && endsData(err):
		return nil, false, false
	case err != nil:
		binding.Throw(err)
	case v == nil:
		return nil, false, true
	}
	return toValue(f.th, v), true, true
}

// endsData reports whether an error says that an iterator has no more batches.
func endsData(err error) bool {
	r := object.AsRaised(err)
	return object.IsError(r, object.StopIteration) || object.TypeName(r.Exc) == "OutOfRangeError"
}

// batchIterator is the iterator that a function of the user's takes batches from.
type batchIterator struct {
	next  func() (model.Value, bool)
	ended bool
}

// PyClass implements object.Classed.
func (*batchIterator) PyClass() *object.Class { return batchIteratorClass() }

// Next implements object.Iterator.
func (it *batchIterator) Next(th *object.Thread) (v object.Value, ok bool, err error) {
	defer object.Catch(&err)
	s := binding.Scope(th)
	s.SideEffect("a batch of an iterator")
	var batch model.Value
	s.Outside(func() { batch, ok = it.next() })
	if !ok {
		it.ended = true
		return nil, false, nil
	}
	return toPython(batch), true, nil
}

func batchIteratorClass() *object.Class { return batchIteratorOnce.get(newBatchIteratorClass) }

var batchIteratorOnce lazyClass

func newBatchIteratorClass() *object.Class {
	return &object.Class{Name: "OwnedIterator", Module: "tensorflow.python.data.ops.iterator_ops", Base: object.IteratorClass, Final: true,
		Doc: "An iterator over the batches of a run.",
		Members: func() []object.Member {
			return []object.Member{
				object.Method("get_next(self)", "The next batch.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
					v, ok, err := a.Self().(*batchIterator).Next(th)
					if err == nil && !ok {
						tensor.Throw(tensor.EndOfSequence())
					}
					return v, err
				}),
			}
		}}
}
