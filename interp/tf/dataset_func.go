package tf

import (
	"cmp"
	"strconv"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
	"kerash/model/data"
	"kerash/tensor"
)

// dataFunc is a function of the user's for the elements of a dataset. It is
// traced once, when the dataset is made; one that cannot be traced is called
// for each element.
type dataFunc struct {
	th   *object.Thread
	fn   object.Value
	rec  *tensor.Recording
	like model.Value // what it returns, with places for tensors
	spec model.Value // of what it returns; nil when it is not known yet
}

// newDataFunc makes the function for arguments of the given specs.
func newDataFunc(th *object.Thread, fn object.Value, specs []model.Value) *dataFunc {
	if !object.IsCallable(fn) {
		object.Throw(object.ValueErrorf("Argument `func` must be a callable. Received func=%s (of type %s)", object.Must(object.Str(th, fn)), object.Must(object.Repr(th, object.TypeOf(fn)))))
	}
	f := &dataFunc{th: th, fn: fn}
	checkArity(th, fn, len(specs))
	for _, sp := range specs {
		if hasComposite(sp) {
			return f
		}
	}
	var symbols []*tensor.Tensor
	symbolic := true
	args := make([]object.Value, len(specs))
	for i, sp := range specs {
		args[i] = binding.FromNeutral(data.Map(sp, func(leaf any) any {
			switch s := leaf.(type) {
			case data.Spec:
				symbolic = symbolic && !s.Rankless
				sym := tensor.Symbol(s.Spec)
				sym.Meta = argumentName("args_" + strconv.Itoa(len(symbols)))
				symbols = append(symbols, sym)
				return sym
			case *data.DatasetSpec:
				symbolic = false
				return data.New("_VariantDataset", s.Elem, data.Unknown, func(c *model.Context) func(c *model.Context) (model.Value, bool) {
					tensor.Throw(&tensor.Untraceable{Op: "the elements of a dataset that is not there yet"})
					return nil
				})
			}
			return leaf
		}))
	}
	if !symbolic {
		f.specByCall(args)
		return f
	}
	f.trace(symbols, args)
	return f
}

// checkArity throws TypeError for a function of the user's that does not take n
// arguments, which then has the name that AutoGraph gives it.
func checkArity(th *object.Thread, fn object.Value, n int) {
	own, ok := fn.(object.Named)
	sig := object.SignatureOf(fn)
	if !ok || sig == nil {
		return
	}
	_, err := sig.Bind(th, object.Pos(make([]object.Value, n)...))
	if err == nil {
		return
	}
	name := own.FuncName()
	if name != "<lambda>" {
		name = "tf__" + name
	}
	_, rest, _ := strings.Cut(object.AsRaised(err).Exc.Message(), "() ")
	object.Throw(object.TypeErrorf("in user code:\n\n\n    TypeError: outer_factory.<locals>.inner_factory.<locals>.%s() %s\n", name, rest))
}

// trace calls the function with symbols.
func (f *dataFunc) trace(symbols []*tensor.Tensor, args []object.Value) {
	s := binding.State(f.th).Scope
	var out model.Value
	var raised, inUser error
	var tr *tensor.Trace
	s.Outside(func() {
		tr, raised = s.TraceReplay(func() {
			var v object.Value
			var err error
			f.th.Staged(true, func() { v, err = object.CallFn(f.th, f.fn, args...) })
			if err != nil {
				inUser = err // which knows the places in user code
				binding.Throw(err)
			}
			if err := binding.Catch(func() { out = toResult(f.th, v) }); err != nil {
				binding.Throw(err)
			}
		})
	})
	if raised != nil && needsValue(raised) {
		s.Infer(func() { f.specOf(args) })
		return
	}
	if raised != nil {
		object.Throw(object.InUserCode(cmp.Or(inUser, raised)))
	}
	if hasComposite(data.SpecOf(out)) {
		return // only values tell its spec
	}
	f.spec = data.SpecOf(out)
	for _, leaf := range data.Leaves(out) {
		if _, ok := leaf.(*data.Dataset); ok {
			return // made anew for each element
		}
	}
	var outputs []*tensor.Tensor
	f.like = data.Map(out, func(leaf any) any {
		outputs = append(outputs, leaf.(*tensor.Tensor))
		return nil
	})
	f.rec = tensor.NewRecording(tr, symbols, outputs)
}

// applied is the dataset that applies f. As in TensorFlow, the random numbers
// that f draws begin anew with every run.
func (f *dataFunc) applied(d *data.Dataset) *data.Dataset {
	if f.rec == nil || !f.rec.Streams().Used() {
		return d
	}
	return d.Starting(f.rec.Streams().Restart)
}

// specByCall finds the spec of what the function returns for datasets of
// which only the spec is known.
func (f *dataFunc) specByCall(args []object.Value) {
	s := binding.State(f.th).Scope
	s.Outside(func() {
		s.Trace(func() { f.specOf(args) })
	})
}

// specOf finds the spec of what the function returns for symbols, where they
// are enough for that.
func (f *dataFunc) specOf(args []object.Value) {
	v, err := object.CallFn(f.th, f.fn, args...)
	if err != nil {
		return
	}
	if err := binding.Catch(func() { f.spec = data.SpecOf(toResult(f.th, v)) }); err != nil || hasComposite(f.spec) {
		f.spec = nil
	}
}

// result is the spec of what the function returns; where it could not be
// traced, what its results for the first elements of d have in common.
func (f *dataFunc) result(d *data.Dataset) model.Value {
	if f.spec != nil {
		return f.spec
	}
	c := dataContext(f.th)
	for i, it := 0, d.Iterate(c); i < sampleElements; i++ {
		v, ok := it.Next(c)
		if !ok {
			break
		}
		sp := data.SpecOf(f.call(c, data.Args(v)))
		if i > 0 {
			sp = data.Merge(f.spec, sp)
		}
		f.spec = sp
		if !hasShape(sp) {
			break
		}
	}
	if f.spec == nil {
		f.spec = model.Tuple{}
	}
	return f.spec
}

// sampleElements is how many results are looked at to tell which axes differ
// from element to element.
const sampleElements = 4

// hasShape reports whether a spec has axes, which may differ.
func hasShape(spec model.Value) bool {
	for _, leaf := range data.Leaves(spec) {
		switch s := leaf.(type) {
		case data.Spec:
			if len(s.Shape) > 0 {
				return true
			}
		case model.CompositeSpec:
			return true
		}
	}
	return false
}

// call is the function on an element.
func (f *dataFunc) call(c *model.Context, args []model.Value) model.Value {
	if f.rec == nil {
		return f.callUser(args)
	}
	var values []*tensor.Tensor
	for _, a := range args {
		for _, leaf := range data.Leaves(a) {
			values = append(values, leaf.(*tensor.Tensor))
		}
	}
	var out []*tensor.Tensor
	c.Scope.Outside(func() {
		err := tensor.Catch(func() { out = f.rec.Replay(c.Scope, values) })
		tensor.Check(tensor.IteratorError(err, len(data.Leaves(f.like))))
	})
	i := 0
	return data.Map(f.like, func(any) any {
		i++
		return out[i-1]
	})
}

func (f *dataFunc) callUser(args []model.Value) model.Value {
	pos := make([]object.Value, len(args))
	for i, a := range args {
		pos[i] = binding.FromNeutral(a)
	}
	v, err := object.CallFn(f.th, f.fn, pos...)
	if err != nil {
		binding.Throw(err)
	}
	var out model.Value
	if err := binding.Catch(func() { out = toResult(f.th, v) }); err != nil {
		binding.Throw(err)
	}
	return out
}
