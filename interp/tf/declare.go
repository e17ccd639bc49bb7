package tf

import (
	"strings"
	"sync"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// decl declares a function of the module.
type decl struct {
	// names are the dotted names below tf, the canonical one first: it names
	// the layers that calls on Keras tensors become. "math.add add".
	names string
	// sig is the signature with the function's __name__ and TensorFlow's
	// defaults: "add(x, y, name=None)".
	sig string
	doc string
	fn  func(c *call) object.Value
	// plain functions take Keras tensors as they are instead of becoming a
	// layer: they ask for a shape or a spec, or print.
	plain bool
	// raw functions are TensorFlow's generated ones: Python itself words the
	// errors about their arguments, not TensorFlow's dispatcher.
	raw bool
	// direct functions give an op their arguments as they are, like all raw
	// ones: see nameOp.
	direct bool
	// fresh functions, like all elementwise ones, keep nothing of the tensors
	// they are given; their result is new.
	fresh bool
	// asks names attributes of arguments that TensorFlow reads before it makes
	// tensors of them, so that lists and numbers are refused: "x.dtype".
	asks string
	// elementwise functions of ragged tensors run on the innermost values;
	// others need a ragged function of their own.
	elementwise bool
	ragged      func(c *call) object.Value
}

// call is one call of a declared function: the bound arguments and where its
// ops run. What it and fn throw becomes a Python exception.
type call struct {
	*object.Bound
	th *object.Thread
	s  *tensor.Scope
	op bool // arguments go to an op as they are: see decl.raw and decl.direct
}

// tensor is an argument as a tensor of its own dtype.
func (c *call) tensor(name string) *tensor.Tensor {
	return binding.ToTensor(c.th, c.Value(name), tensor.Invalid)
}

// tensorOf is a value as a tensor of its own dtype.
func (c *call) tensorOf(v object.Value) *tensor.Tensor {
	return binding.ToTensor(c.th, v, tensor.Invalid)
}

// input is an argument as a tensor as TensorFlow's op of some name takes it:
// lists and arrays get the dtype of the op's input, or its usual one if they
// can.
func (c *call) input(op, input, name string) *tensor.Tensor {
	return opInput(c.th, c.Value(name), op, input)
}

func opInput(th *object.Thread, v object.Value, op, input string) *tensor.Tensor {
	fixed, usual := tensor.OpInput(op, input)
	switch {
	case binding.IsTensor(v):
		return binding.ToTensor(th, v, tensor.Invalid)
	case fixed != tensor.Invalid:
		return binding.ToTensor(th, v, fixed)
	}
	return binding.ToTensorLike(th, v, usual)
}

// tensorAs is an argument as a tensor of dtype dt; the error for a tensor of
// another dtype names the argument.
func (c *call) tensorAs(name string, dt tensor.DType) *tensor.Tensor {
	if c.op {
		return binding.ToTensor(c.th, c.Value(name), dt)
	}
	return binding.ToTensorNamed(c.th, c.Value(name), dt, name)
}

// tensorLike is an argument as a tensor, of dtype dt where that is possible.
func (c *call) tensorLike(name string, dt tensor.DType) *tensor.Tensor {
	return binding.ToTensorLike(c.th, c.Value(name), dt)
}

// float is an argument as a tensor of floats: numbers become float32.
func (c *call) float(name string) *tensor.Tensor {
	v := c.Value(name)
	if binding.IsTensor(v) {
		return binding.ToTensor(c.th, v, tensor.Invalid)
	}
	t := binding.ToTensor(c.th, v, tensor.Invalid)
	if t.DType().IsInteger() {
		return c.s.Cast(t, tensor.Float32)
	}
	return t
}

// pair is two arguments as an op of one type converts them: see
// binding.ToTensors.
func (c *call) pair(x, y string) (*tensor.Tensor, *tensor.Tensor) {
	ts := binding.ToTensors(c.th, c.Value(x), c.Value(y))
	return ts[0], ts[1]
}

// hinted is two arguments as arithmetic converts them: y gets the dtype of x
// if it can.
func (c *call) hinted(x, y string) (*tensor.Tensor, *tensor.Tensor) {
	a := c.tensor(x)
	return a, c.tensorLike(y, a.DType())
}

// tensors is an argument, a list of tensors of one dtype (or a single tensor,
// which is cut along its first axis).
func (c *call) tensors(name string) []*tensor.Tensor { return toTensorList(c.th, c.Value(name)) }

func toTensorList(th *object.Thread, v object.Value) []*tensor.Tensor {
	if t, ok := object.NativeOf(v).(*tensor.Tensor); ok {
		return binding.Scope(th).Unstack(t, 0)
	}
	return binding.ToTensors(th, object.Must(object.ToSlice(th, v))...)
}

// dtype is a dtype argument, other for None.
func (c *call) dtype(name string, other tensor.DType) tensor.DType {
	return binding.DTypeOr(c.th, c.Value(name), other)
}

// shape is a shape argument.
func (c *call) shape(name string) []int { return binding.ToShape(c.th, c.Value(name)) }

// axes is an axis argument: None for all axes, else one or several.
func (c *call) axes(name string) []int { return binding.ToAxes(c.th, c.Value(name)) }

// int is an integer argument: a number, or a tensor with one element.
func (c *call) int(name string) int { return toInt(c.th, c.Value(name)) }

func toInt(th *object.Thread, v object.Value) int { return object.Must(object.AsIndex(th, v)) }

// number is a floating point argument: a number, or a tensor with one element.
func (c *call) number(name string) float64 { return toFloat(c.th, c.Value(name)) }

func toFloat(th *object.Thread, v object.Value) float64 { return object.Must(object.AsFloat(th, v)) }

// list makes a Python list of tensors.
func list(ts []*tensor.Tensor) *object.List {
	l := &object.List{Elems: make([]object.Value, len(ts))}
	for i, t := range ts {
		l.Elems[i] = t
	}
	return l
}

// declarations are all functions of the module, one part a file.
var declarations = sync.OnceValue(func() []decl {
	var all []decl
	for _, part := range [...]func() []decl{
		createDecls, operatorDecls, mathDecls, specialDecls, testDecls, complexDecls, signalDecls, binaryDecls, reduceDecls, nestDecls, functionDecls, autographDecls, controlDecls, customGradientDecls, shapeDecls, selectDecls, linalgDecls, randomDecls, nnDecls, convDecls,
		sampledDecls, sequenceDecls, rareDecls, generatorDecls, coreDecls, printDecls, debuggingDecls, raggedDecls, stringDecls, imageDecls, configDecls, loggingDecls, ioDecls, ioImageDecls, jpegDecls, raggedFillDecls, gfileDecls, checkpointDecls,
		sparseDecls, setDecls, audioDecls, fingerprintDecls, tensorProtoDecls, graphDecls, exampleDecls, summaryWriteDecls, sequenceExampleDecls, sparseSerialDecls, quantizationDecls, savedModelDecls, summaryDecls, distributeDecls,
	} {
		all = append(all, part()...)
	}
	return all
})

// exports are the declared functions by module ("", "math", "nn" …), each
// function one object under all of its names.
var exports = sync.OnceValue(func() map[string][]object.Member {
	out := map[string][]object.Member{}
	for _, d := range declarations() {
		b := d.builtin()
		for _, full := range strings.Fields(d.names) {
			module, name := "", full
			if i := strings.LastIndexByte(full, '.'); i >= 0 {
				module, name = full[:i], full[i+1:]
			}
			out[module] = append(out[module], object.Member{Name: name, Value: b})
		}
	}
	return out
})

// FunctionNamed finds a function by the name that saved models have, nil when
// there is none.
func FunctionNamed(symbol string) *object.Builtin {
	if fn := partNamed(symbol); fn != nil {
		return fn
	}
	return byCanonicalName()[symbol]
}

// functionNamed is FunctionNamed for the functions themselves; it is set in
// init, as declarations may not depend on what is made of them.
var functionNamed func(symbol string) *object.Builtin

func init() { functionNamed = FunctionNamed }

// byCanonicalName finds a function by the name that saved models have.
var byCanonicalName = sync.OnceValue(func() map[string]*object.Builtin {
	out := map[string]*object.Builtin{}
	for module, members := range exports() {
		for _, m := range members {
			name := m.Name
			if module != "" {
				name = module + "." + name
			}
			out[name] = m.Value.(*object.Builtin)
		}
	}
	return out
})

func (d decl) builtin() *object.Builtin {
	canonical := firstName(d.names)
	b := object.RawFunc(d.sig, d.doc, nil)
	b.Module, b.Python, b.Fresh = "tensorflow", true, d.elementwise || d.fresh
	b.Raw = func(th *object.Thread, args object.Args) (object.Value, error) {
		if !d.plain && binding.HasKeras(args) {
			return binding.ApplyToGraph(th, canonical, b, args), nil
		}
		if !d.plain && hasRagged(args) {
			return d.runRagged(th, b, args)
		}
		if out, ok := d.runSparse(th, b, args); ok {
			return out, nil
		}
		if binding.Scope(th).Naming() {
			return d.runInGraph(th, b, args)
		}
		return d.run(th, b, args)
	}
	return b
}

func (d decl) run(th *object.Thread, b *object.Builtin, args object.Args) (object.Value, error) {
	bound, err := b.Signature().Bind(th, args)
	if err != nil {
		if !d.raw {
			err = object.DispatcherError(b.Signature(), args, err)
		}
		return nil, err
	}
	c := &call{Bound: bound, th: th, s: binding.Scope(th), op: d.raw || d.direct}
	for _, path := range strings.Fields(d.asks) {
		name, attr, _ := strings.Cut(path, ".")
		c.ask(c.Value(name), attr)
	}
	if c.op {
		return nameOp(args, func() object.Value {
			if d.raw {
				c.convertInputs(args)
			}
			return d.fn(c)
		}), nil
	}
	return d.fn(c), nil
}

// runInGraph is run where a graph is made, with names for what the call adds to
// it.
func (d decl) runInGraph(th *object.Thread, b *object.Builtin, args object.Args) (object.Value, error) {
	run := func() (object.Value, error) { return d.run(th, b, args) }
	bound, err := b.Signature().Bind(th, args)
	if err != nil {
		return run()
	}
	has := func(name string) bool { return b.Signature().Index(name) >= 0 && bound.Value(name) != nil }
	g := graphCallOf(strings.Fields(d.names), func(name string) bool { return has(name) && bound.Given(name) })
	if g == nil {
		return run()
	}
	named := ""
	if has("name") {
		named, _ = bound.Value("name").(string)
	}
	params := make([]graphArg, len(bound.Sig.Params))
	for i, p := range bound.Sig.Params {
		if p.Name != "name" {
			params[i].value = bound.At(i)
		}
	}
	return nameCall(th, g, named, params, run)
}

// ask throws AttributeError where a value has no such attribute.
func (c *call) ask(v object.Value, attr string) {
	if !binding.IsTensor(v) {
		object.Must(object.GetAttr(c.th, v, attr))
	}
}

// convertInputs makes tensors of the arguments of a generated function for which
// its op has a dtype. Beside a list, TensorFlow converts tensors too, and refuses
// those of another dtype in other words.
func (c *call) convertInputs(args object.Args) {
	op := tensor.OpNamed(c.Sig.Name)
	if op == "" {
		return
	}
	for i, p := range c.Sig.Params {
		switch fixed, usual := tensor.OpInput(op, p.Name); {
		case fixed == tensor.Invalid && usual == tensor.Invalid:
		case !binding.IsTensor(c.At(i)):
			c.Replace(i, opInput(c.th, c.At(i), op, p.Name))
		case fixed != tensor.Invalid && listIn(args):
			binding.ToTensor(c.th, c.At(i), fixed)
		}
	}
}

func firstName(names string) string {
	name, _, _ := strings.Cut(names, " ")
	return name
}

// lastName is the name of a function in its module.
func lastName(names string) string {
	name := firstName(names)
	return name[strings.LastIndexByte(name, '.')+1:]
}
