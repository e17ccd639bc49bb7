package tf

import (
	"fmt"
	"slices"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
	"kerash/model/format/saved"
	"kerash/tensor"
)

// loadedClass is the class of the objects of a SavedModel.
var loadedClass = &object.Class{Name: "_UserObject", Module: userObjectClass.Module, Doc: "An object of a SavedModel, with its variables, functions and parts as attributes."}

// restoredClass is the class of the functions of a SavedModel.
var restoredClass = &object.Class{Name: "RestoredFunction", Module: "tensorflow.python.saved_model.function_deserialization", Doc: "A function of a SavedModel.", Final: true}

// loadedModule makes objects of what a SavedModel holds.
type loadedModule struct {
	th    *object.Thread
	file  *saved.Loaded
	made  []object.Value
	known []bool
	// tables are what resources have become.
	tables map[int]any
	// layer makes the objects of other modules, nil for none.
	layer func(id int) (v object.Value, ok bool)
}

// loadModule is what the functions in a folder make of it, nil for a folder of
// Keras without functions.
func loadModule(th *object.Thread, path string) object.Value {
	l, err := openModule(th, path)
	tensor.Check(err)
	if saved.HasMetadata(path) && l.file.Nodes[0].Child("__call__") < 0 {
		return nil
	}
	return l.object(0)
}

// openModule reads a SavedModel.
func openModule(th *object.Thread, path string) (*loadedModule, error) {
	file, err := saved.LoadModule(path)
	if err != nil {
		return nil, err
	}
	file.Library.More = savedOps{th}
	return &loadedModule{th: th, file: file, made: make([]object.Value, len(file.Nodes)), known: make([]bool, len(file.Nodes)), tables: map[int]any{}}, nil
}

// captured is what a function captured: a variable, a constant or a table.
func (l *loadedModule) captured(id int) any {
	if id < 0 || id >= len(l.file.Nodes) {
		object.Throw(object.ValueErrorf("the SavedModel names an object that there is not"))
	}
	n := l.file.Nodes[id]
	switch {
	case n.Constant != nil:
		return tensor.FromArray(n.Constant)
	case n.Resource:
		return l.table(id)
	}
	if v, ok := object.NativeOf(l.object(id)).(*tensor.Variable); ok {
		return v
	}
	object.Throw(object.NotImplementedErrorf("a function of the SavedModel uses something else than variables, constants and tables"))
	return nil
}

// table makes and fills a table by the functions that the file has for it.
func (l *loadedModule) table(id int) any {
	if t, ok := l.tables[id]; ok {
		return t
	}
	n := l.file.Nodes[id]
	f := func(name string) *saved.Concrete {
		if child := n.Child(name); child >= 0 {
			if fn := l.file.Nodes[child].Function; fn != nil && len(fn.Concretes) > 0 {
				return l.file.Concretes[fn.Concretes[0]]
			}
		}
		return nil
	}
	create := f("_create_resource")
	if create == nil {
		object.Throw(object.NotImplementedErrorf("a function of the SavedModel uses a resource that kerash does not know"))
	}
	t := l.file.Library.Make(binding.Scope(l.th), create.Name, l.bound(create))
	l.tables[id] = t
	if fill := f("_initialize"); fill != nil {
		l.file.Library.Run(binding.Scope(l.th), fill.Name, l.bound(fill))
	}
	return t
}

// bound is what a function captured.
func (l *loadedModule) bound(c *saved.Concrete) []any {
	out := make([]any, len(c.Bound))
	for i, id := range c.Bound {
		out[i] = l.captured(id)
	}
	return out
}

// object is the value of a node.
func (l *loadedModule) object(id int) object.Value {
	if id < 0 || id >= len(l.made) {
		object.Throw(object.ValueErrorf("the SavedModel names an object that there is not"))
	}
	if l.known[id] {
		return l.made[id]
	}
	if l.layer != nil {
		if v, ok := l.layer(id); ok {
			l.made[id], l.known[id] = v, true
			return v
		}
	}
	l.known[id] = true
	n := l.file.Nodes[id]
	switch {
	case n.Variable != nil:
		l.made[id] = n.Variable
	case n.Function != nil:
		l.made[id] = &restored{l: l, f: n.Function}
	case n.Signature != "":
		l.made[id] = &boundConcrete{l, l.file.Concretes[n.Signature]}
	case n.Kind == "trackable_list_wrapper", n.Kind == "trackable_tuple_wrapper":
		list := &object.List{}
		l.made[id] = binding.Wrap(list)
		for i := range n.Children {
			list.Elems = append(list.Elems, l.object(n.Children[i]))
		}
		l.made[id] = binding.Wrap(list)
	case n.Kind == "trackable_dict_wrapper", n.Kind == "signature_map":
		d := object.NewDict()
		for i, name := range n.Names {
			d.SetStr(name, l.object(n.Children[i]))
		}
		l.made[id] = binding.Wrap(d)
		if n.Kind == "signature_map" {
			l.made[id] = &object.Instance{Class: signatureMapClass, Native: d}
		}
	default:
		inst := &object.Instance{Class: loadedClass}
		inst.Native = binding.Attributes{Of: &inst.Attrs}
		l.made[id] = inst
		for i, name := range n.Names {
			inst.Attrs.Set(name, l.object(n.Children[i]))
		}
		if id == 0 {
			inst.Attrs.Set("tensorflow_version", Version)
		}
	}
	return l.made[id]
}

func init() {
	loadedClass.SetAttr = ModuleClass.SetAttr
	loadedClass.Call = func(th *object.Thread, self object.Value, args object.Args) (object.Value, error) {
		f, ok := self.(*object.Instance).Attrs.Get("__call__")
		if !ok {
			return nil, object.TypeErrorf("'_UserObject' object is not callable")
		}
		return object.Call(th, f, args)
	}
}

// shown is a structure as user code sees it: with TensorSpecs.
func (l *loadedModule) shown(v any) object.Value {
	switch x := v.(type) {
	case saved.ArgSpec:
		spec := &TensorSpec{Shape: binding.NewTensorShape(x.Shape), DType: x.DType}
		if x.Rankless {
			spec.Shape = &binding.TensorShape{Unknown: true}
		}
		if x.Name != "" {
			spec.Name = x.Name
		}
		return spec
	case []any:
		out := &object.List{}
		for _, e := range x {
			out.Elems = append(out.Elems, l.shown(e))
		}
		return out
	case model.Tup:
		out := &object.Tuple{}
		for _, e := range x {
			out.Elems = append(out.Elems, l.shown(e))
		}
		return out
	case *model.Map:
		d := object.NewDict()
		for _, k := range x.Keys {
			d.SetStr(k, l.shown(x.Vals[k]))
		}
		return d
	}
	return binding.FromNeutral(v)
}

// run computes a function; args are the tensors in the order of its signature.
func (l *loadedModule) run(c *saved.Concrete, args []*tensor.Tensor) object.Value {
	all := make([]any, 0, len(args)+len(c.Bound))
	for _, a := range args {
		all = append(all, a)
	}
	results := l.file.Library.Run(binding.Scope(l.th), c.Name, append(all, l.bound(c)...))
	return mapStructure(l.th, l.shown(c.Out), func(leaf object.Value) object.Value {
		if _, ok := leaf.(*TensorSpec); !ok || len(results) == 0 {
			return leaf
		}
		t := results[0]
		results = results[1:]
		return t
	})
}

// restored is a function of a SavedModel, for all signatures that it has there.
type restored struct {
	l *loadedModule
	f *saved.Function
}

// PyClass is RestoredFunction.
func (*restored) PyClass() *object.Class { return restoredClass }

// CallValue implements [object.Callable].
func (r *restored) CallValue(th *object.Thread, args object.Args) (out object.Value, err error) {
	defer object.Catch(&err)
	if len(r.f.Concretes) == 0 {
		return nil, object.ValueErrorf("Found zero restored functions for caller function.")
	}
	pos, kw := r.canonical(args)
	for _, convert := range []bool{false, true} {
		for _, name := range r.f.Concretes {
			c := r.l.file.Concretes[name]
			if c == nil {
				continue
			}
			in, _ := c.In.(model.Tup)
			if len(in) != 2 {
				continue
			}
			var ts []*tensor.Tensor
			if r.fits(in[0], pos, convert, &ts) && r.fits(in[1], kw, convert, &ts) {
				return r.l.run(c, ts), nil
			}
		}
	}
	return nil, r.mismatch(pos, kw)
}

// canonical puts the arguments in the order of the parameters, with defaults.
func (r *restored) canonical(args object.Args) (*object.Tuple, *object.Dict) {
	pos, kw := &object.Tuple{Elems: append([]object.Value{}, args.Pos...)}, object.NewDict()
	first := len(r.f.Params) - len(r.f.Defaults)
	for i := len(args.Pos); i < len(r.f.Params); i++ {
		if v, ok := args.Lookup(r.f.Params[i]); ok {
			pos.Elems = append(pos.Elems, v)
		} else if i >= first {
			pos.Elems = append(pos.Elems, binding.FromNeutral(r.f.Defaults[i-first]))
		} else {
			break
		}
	}
	for _, name := range r.f.Only {
		if _, ok := args.Lookup(name); !ok {
			if v, ok := r.f.OnlyOther[name]; ok {
				kw.SetStr(name, binding.FromNeutral(v))
			}
		}
	}
	for _, k := range args.Kw {
		named := false
		for _, p := range r.f.Params {
			named = named || p == k.Name
		}
		if !named {
			kw.SetStr(k.Name, k.Value)
		}
	}
	return pos, kw
}

// fits reports whether a value is what a structure of specs says; ts gets its
// tensors. Convert lets numbers and arrays be tensors.
func (r *restored) fits(want any, v object.Value, convert bool, ts *[]*tensor.Tensor) bool {
	switch w := want.(type) {
	case saved.ArgSpec:
		t, ok := object.NativeOf(v).(*tensor.Tensor)
		if !ok {
			if x, isVar := object.NativeOf(v).(*tensor.Variable); isVar {
				t, ok = binding.Scope(r.l.th).Read(x), true
			}
		}
		if !ok && convert {
			err := binding.Catch(func() { t = binding.ToTensor(r.l.th, v, w.DType) })
			ok = err == nil
		}
		if !ok || t.DType() != w.DType || !w.Rankless && !compatible(w.Shape, t.Shape()) {
			return false
		}
		*ts = append(*ts, t)
		return true
	case model.Tup:
		x, ok := object.NativeOf(v).(*object.Tuple)
		return ok && r.fitAll(w, x.Elems, convert, ts)
	case []any:
		x, ok := object.NativeOf(v).(*object.List)
		return ok && r.fitAll(w, x.Elems, convert, ts)
	case *model.Map:
		d, ok := object.NativeOf(v).(*object.Dict)
		if !ok || d.Len() != len(w.Keys) {
			return false
		}
		for _, k := range slices.Sorted(slices.Values(w.Keys)) {
			e, ok := d.GetStr(k)
			if !ok || !r.fits(w.Vals[k], e, convert, ts) {
				return false
			}
		}
		return true
	}
	same, err := object.Equal(r.l.th, binding.FromNeutral(want), v)
	return err == nil && same
}

func (r *restored) fitAll(want []any, vs []object.Value, convert bool, ts *[]*tensor.Tensor) bool {
	if len(want) != len(vs) {
		return false
	}
	for i, w := range want {
		if !r.fits(w, vs[i], convert, ts) {
			return false
		}
	}
	return true
}

func compatible(want, have []int) bool {
	if len(want) != len(have) {
		return false
	}
	for i, n := range want {
		if n >= 0 && have[i] >= 0 && n != have[i] {
			return false
		}
	}
	return true
}

// mismatch is the error for arguments that no signature takes.
func (r *restored) mismatch(pos *object.Tuple, kw *object.Dict) error {
	th := r.l.th
	if r.f.Signature != nil {
		return object.TypeErrorf("Binding inputs to tf.function failed due to `Can not cast the arguments`. Received args: %s and kwargs: %s for signature: %s.",
			object.Must(object.Repr(th, pos)), object.Must(object.Repr(th, kw)), object.Must(object.Repr(th, r.l.shown(r.f.Signature))))
	}
	list := func(elems []object.Value) string {
		var b strings.Builder
		for _, e := range elems {
			fmt.Fprintf(&b, "    * %s\n", object.Must(object.Repr(th, e)))
		}
		return b.String()
	}
	var options strings.Builder
	for i, name := range r.f.Concretes {
		if c := r.l.file.Concretes[name]; c != nil {
			if in, ok := c.In.(model.Tup); ok && len(in) == 2 {
				shown, _ := r.l.shown(in[0]).(*object.Tuple)
				if shown != nil {
					fmt.Fprintf(&options, "\n\nOption %d:\n  Positional arguments (%d total):\n%s  Keyword arguments: %s", i+1, len(shown.Elems), list(shown.Elems), object.Must(object.Repr(th, r.l.shown(in[1]))))
				}
			}
		}
	}
	return object.ValueErrorf("Could not find matching concrete function to call loaded from the SavedModel. Got:\n  Positional arguments (%d total):\n%s  Keyword arguments: %s\n\n Expected these arguments to match one of the following %d option(s):%s",
		len(pos.Elems), list(pos.Elems), object.Must(object.Repr(th, kw)), len(r.f.Concretes), options.String())
}
