package tf

import (
	"bytes"
	"fmt"
	"slices"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
	"kerash/model/format/saved"
	"kerash/model/format/weights"
	"kerash/tensor"
)

// moduleSaver writes a tf.Module with its functions.
type moduleSaver struct {
	th        *object.Thread
	owners    map[*object.Namespace]*object.Instance // the objects by their attributes
	concretes []saved.Concrete
	count     int
}

// SaveObject is tf.saved_model.save of an object that is no model of Keras.
func SaveObject(th *object.Thread, root object.Value, path string, signatures object.Value) {
	s := newModuleSaver(th)
	m := s.module(root)
	m.Signatures = s.signatures(signatures, root)
	m.Concretes = s.concretes
	tensor.Check(saved.SaveModule(path, m))
}

func newModuleSaver(th *object.Thread) *moduleSaver {
	return &moduleSaver{th: th, owners: map[*object.Namespace]*object.Instance{}}
}

// module is an object and what can be reached from it, with their functions.
func (s *moduleSaver) module(root object.Value) saved.Module {
	s.find(root)
	top := binding.Trackable(root)
	functions := map[any][]saved.Function{}
	for _, o := range weights.Objects(top) {
		if a, ok := o.Value.(binding.Attributes); ok {
			functions[a.Of] = s.functionsOf(s.owners[a.Of])
		}
	}
	return saved.Module{Root: top, Functions: func(v any) []saved.Function {
		if a, ok := v.(binding.Attributes); ok {
			return functions[a.Of]
		}
		return nil
	}}
}

// find notes the objects in attributes and containers.
func (s *moduleSaver) find(v object.Value) {
	switch x := object.NativeOf(v).(type) {
	case *object.List:
		for _, e := range x.Elems {
			s.find(e)
		}
		return
	case *object.Tuple:
		for _, e := range x.Elems {
			s.find(e)
		}
		return
	case *object.Dict:
		for _, e := range x.Values() {
			s.find(e)
		}
		return
	}
	inst, ok := v.(*object.Instance)
	if !ok || s.owners[&inst.Attrs] != nil {
		return
	}
	s.owners[&inst.Attrs] = inst
	for _, name := range inst.Attrs.Names() {
		e, _ := inst.Attrs.Get(name)
		s.find(e)
	}
}

// functionNames are the names of an object's attributes that are functions, in
// order.
func functionNames(th *object.Thread, inst *object.Instance) []string {
	var names []string
	add := func(name string, v object.Value) {
		switch v.(type) {
		case *polyFunction, *methodFunction, *concreteOf:
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	for _, name := range inst.Attrs.Names() {
		v, _ := inst.Attrs.Get(name)
		add(name, v)
	}
	for _, name := range object.Dir(inst) {
		if v, ok := inst.Class.Lookup(name); ok {
			add(name, v)
		}
	}
	slices.Sort(names)
	return names
}

// functionsOf are the functions of an object with what they were recorded as.
func (s *moduleSaver) functionsOf(inst *object.Instance) []saved.Function {
	if inst == nil {
		return nil
	}
	var out []saved.Function
	for _, name := range functionNames(s.th, inst) {
		v := object.Must(object.GetAttr(s.th, inst, name))
		if c, ok := v.(*concreteOf); ok {
			out = append(out, saved.Function{Name: name, Params: s.parameters(c.p, nil), Concretes: []string{s.record(c.p, c.args).Name}})
			continue
		}
		p, self := poly(v)
		f := saved.Function{Name: name, Params: s.parameters(p, self), Defaults: s.defaults(p)}
		if p.specs != nil {
			f.Signature = model.Tup(s.structures(p.specs))
		}
		for _, args := range s.recorded(p, self) {
			f.Concretes = append(f.Concretes, s.record(p, args).Name)
		}
		out = append(out, f)
	}
	return out
}

// recorded are the arguments that a function was recorded for; those of its
// input_signature even if it was not called.
func (s *moduleSaver) recorded(p *polyFunction, self []object.Value) []object.Args {
	if p.specs != nil {
		return []object.Args{{Pos: append(slices.Clone(self), p.specs...)}}
	}
	var out []object.Args
	for _, c := range p.concretes {
		if len(self) > 0 && (len(c.args.Pos) == 0 || c.args.Pos[0] != self[0]) {
			continue
		}
		out = append(out, c.args)
	}
	return out
}

func (s *moduleSaver) parameters(p *polyFunction, self []object.Value) []string {
	var names []string
	if p.sig == nil {
		for i := range p.specs {
			names = append(names, fmt.Sprintf("args_%d", i))
		}
		return names
	}
	for i, q := range p.sig.Params {
		if q.Kind == object.Regular && (i > 0 || selfShift(p.sig) == 0) {
			names = append(names, q.Name)
		}
	}
	return names
}

func (s *moduleSaver) defaults(p *polyFunction) []any {
	var out []any
	if p.sig != nil {
		for _, q := range p.sig.Params {
			if q.Kind == object.Regular && q.HasDefault {
				out = append(out, s.structure(q.Default))
			}
		}
	}
	return out
}

// record records a function for arguments as a part of the file.
func (s *moduleSaver) record(p *polyFunction, args object.Args) *saved.Concrete {
	in := newInputs(s.th, args, p.sig, nil, nil)
	names := make([]string, len(in.symbols))
	for i, t := range in.symbols {
		name := fmt.Sprintf("args_%d", i)
		if n, ok := t.Meta.(argumentName); ok && isIdentifier(string(n)) {
			name = string(n)
		}
		for slices.Contains(names[:i], name) {
			name += "_1"
		}
		names[i] = name
	}
	shift := selfShift(p.sig)
	pos := model.Tup{}
	for _, v := range in.subst.Pos[min(shift, len(in.subst.Pos)):] {
		pos = append(pos, s.structure(v))
	}
	kw := model.NewMap()
	for _, k := range in.subst.Kw {
		kw.Set(k.Name, s.structure(k.Value))
	}
	var results []*tensor.Tensor
	var structure any
	tr := s.trace(p, in, func(out object.Value) {
		structure = s.structure(mapStructure(s.th, out, func(leaf object.Value) object.Value {
			t, ok := outputLeaf(s.th, leaf).(*tensor.Tensor)
			if !ok {
				return leaf
			}
			results = append(results, t)
			return t
		}))
	})
	s.count++
	c := saved.Concrete{Name: fmt.Sprintf("__inference_%s_%d", p.FuncName(), s.count), In: model.Tup{pos, kw}, Out: structure}
	c.Graph = tensor.WriteGraph(c.Name, tr, names, in.symbols, results)
	s.concretes = append(s.concretes, c)
	return &s.concretes[len(s.concretes)-1]
}

// trace is the graph of a function of symbols; results gets what it returns.
func (s *moduleSaver) trace(p *polyFunction, in *inputs, results func(out object.Value)) (tr *tensor.Trace) {
	defer silence(s.th)()
	var raised error
	var printed bytes.Buffer
	var err error
	staged := p.withStager(s.th, &printed, func() error {
		tr, err = binding.Scope(s.th).TraceReplay(func() {
			var out object.Value
			if raised = binding.Catch(func() { out = callInGraph(s.th, p.fn, in.subst) }); raised == nil {
				results(out)
			}
		})
		return nil
	})
	throwIf(staged)
	if raised != nil {
		err = binding.Below(raised)
	}
	if needsValue(err) {
		object.Throw(object.NotImplementedErrorf("the function %s looks at values: branches and loops on tensors cannot be saved", p.FuncName()))
	}
	tensor.Check(err)
	return tr
}

// structure is arguments or results as files have them.
func (s *moduleSaver) structure(v object.Value) any {
	switch x := object.NativeOf(v).(type) {
	case *tensor.Tensor:
		spec := saved.ArgSpec{Spec: x.Spec()}
		if n, ok := x.Meta.(argumentName); ok {
			spec.Name = string(n)
		}
		return spec
	case *TensorSpec:
		spec := saved.ArgSpec{Spec: tensor.Spec{DType: x.DType, Shape: x.Shape.Dims}, Rankless: x.Shape.Unknown}
		spec.Name, _ = x.Name.(string)
		return spec
	case *object.List:
		return s.structures(x.Elems)
	case *object.Tuple:
		return model.Tup(s.structures(x.Elems))
	case *object.Dict:
		m := model.NewMap()
		for _, k := range sortedKeys(s.th, x) {
			e, _, _ := x.Get(s.th, k)
			m.Set(object.Must(object.Str(s.th, k)), s.structure(e))
		}
		return m
	case nil, bool, int, float64, string:
		return x
	}
	object.Throw(object.NotImplementedErrorf("a function with the argument or result %s cannot be saved", object.Must(object.Repr(s.th, v))))
	return nil
}

func (s *moduleSaver) structures(vs []object.Value) []any {
	out := make([]any, len(vs))
	for i, v := range vs {
		out[i] = s.structure(v)
	}
	return out
}

// signatures are the functions that go by names: those that were given, or the
// only function of the root with an input_signature.
func (s *moduleSaver) signatures(given, root object.Value) []saved.Signature {
	if given != nil {
		return s.given(given)
	}
	inst, ok := root.(*object.Instance)
	if !ok {
		return nil
	}
	var found []object.Value
	for _, name := range functionNames(s.th, inst) {
		v := object.Must(object.GetAttr(s.th, inst, name))
		if p, _ := poly(v); p != nil && p.specs != nil {
			found = append(found, v)
		}
	}
	if len(found) != 1 {
		return nil
	}
	return []saved.Signature{s.signature(servingDefault, found[0])}
}

// given are the signatures that an argument names.
func (s *moduleSaver) given(v object.Value) []saved.Signature {
	d, ok := object.NativeOf(v).(*object.Dict)
	if !ok {
		return []saved.Signature{s.signature(servingDefault, v)}
	}
	var out []saved.Signature
	for it := d.Entries(); it.Next(); {
		out = append(out, s.signature(object.Must(object.Str(s.th, it.Key())), it.Value()))
	}
	slices.SortFunc(out, func(a, b saved.Signature) int { return compareText(a.Key, b.Key) })
	return out
}

func compareText(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// poly is the function behind a value, nil for another one.
func poly(v object.Value) (p *polyFunction, self []object.Value) {
	switch x := v.(type) {
	case *polyFunction, *methodFunction:
		return functionOf(v)
	case *object.BoundMethod:
		if p, ok := x.Fn.(*polyFunction); ok {
			return p, []object.Value{x.Self}
		}
	}
	return nil, nil
}

// signature is a function whose arguments and results have names.
func (s *moduleSaver) signature(key string, v object.Value) saved.Signature {
	var p *polyFunction
	var args object.Args
	if c, ok := v.(*concreteOf); ok {
		p, args = c.p, c.args
	} else {
		var self []object.Value
		if p, self = poly(v); p == nil {
			object.Throw(object.ValueErrorf("Expected a TensorFlow function for which to generate a signature, but got %s. Only `tf.functions` with an input signature or concrete functions can be used as a signature.", object.Must(object.Str(s.th, v))))
		}
		all := s.recorded(p, self)
		if len(all) == 0 {
			object.Throw(object.ValueErrorf("Could not find an input signature for the function."))
		}
		args = all[0]
	}
	c := *s.record(p, args)
	s.concretes = s.concretes[:len(s.concretes)-1]
	names := slices.Clone(c.Graph.Args)
	s.count++
	c.Name = fmt.Sprintf("__inference_signature_wrapper_%d", s.count)
	order := make([]int, len(names))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return compareText(names[a], names[b]) })
	in, graph := model.NewMap(), *c.Graph
	graph.Args, graph.In = nil, nil
	for _, i := range order {
		graph.Args, graph.In = append(graph.Args, names[i]), append(graph.In, c.Graph.In[i])
		in.Set(names[i], saved.ArgSpec{Spec: c.Graph.In[i], Name: names[i]})
	}
	out := model.NewMap()
	keys, _ := c.Out.(*model.Map)
	for i, sp := range c.Graph.Out {
		name := fmt.Sprintf("output_%d", i)
		if keys != nil && i < len(keys.Keys) {
			name = keys.Keys[i]
		}
		out.Set(name, saved.ArgSpec{Spec: sp, Name: name})
	}
	c.Graph, c.In, c.Out = &graph, model.Tup{model.Tup{}, in}, out
	return saved.Signature{Key: key, Args: names, Concrete: c}
}
