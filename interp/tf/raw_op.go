package tf

import (
	"slices"
	"strconv"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// rawOp is an op under its own name: a line of the table.
type rawOp struct {
	// name is that of the op, sig the signature of its generated function.
	name, sig string
	// def is the op's definition as messages print it:
	//
	//	x:T -> y:T, idx:out_idx; attr=T:type; attr=out_idx:type,default=DT_INT32,allowed=[DT_INT32, DT_INT64]
	def string
	// value is the expression that computes it, of the parameters and the
	// functions of raw_ops.py.
	value string
}

// rawDef is what a definition says.
type rawDef struct {
	inputs  []rawInput
	attrs   []rawAttr
	outputs []string
	// one tells that the result is no tuple, list that it is a list.
	one, list bool
	class     *object.Class
}

// rawInput is an input: its type is an attribute's, or the same always.
type rawInput struct {
	name, attr string
	fixed      tensor.DType
	// handle is one that takes the handle of a variable.
	handle bool
	// many is a list of tensors of one type, mixed one of several.
	many, mixed bool
}

// rawAttr is an attribute: its kind ("int", "list(type)"), the default of a
// type, and the values that are allowed where they are few.
type rawAttr struct {
	name, kind string
	usual      tensor.DType
	allowed    []string
	// min is the least number, or length of a list, if limited.
	min     int
	limited bool
}

// parse reads the definition. Inputs and attributes go by the names that the
// generated function has for them.
func (op *rawOp) parse() *rawDef {
	d := &rawDef{}
	parts := strings.Split(op.def, "; ")
	kinds := map[string]string{}
	for _, part := range parts[1:] {
		text, ok := strings.CutPrefix(part, "attr=")
		if !ok {
			continue
		}
		a := parseRawAttr(text)
		d.attrs = append(d.attrs, a)
		kinds[a.name] = a.kind
	}
	in, out, _ := strings.Cut(parts[0], "->")
	for _, arg := range strings.Split(in, ",") {
		if arg = strings.TrimSpace(arg); arg != "" {
			d.inputs = append(d.inputs, parseRawInput(arg, kinds))
		}
	}
	for _, arg := range strings.Split(out, ",") {
		if arg = strings.TrimSpace(arg); arg != "" {
			name, kind, _ := strings.Cut(arg, ":")
			d.outputs = append(d.outputs, name)
			d.list = strings.Contains(kind, "*") || kinds[kind] == "list(type)"
		}
	}
	d.rename(object.ParseSignature(op.sig))
	if d.one = len(d.outputs) == 1; !d.one && len(d.outputs) > 1 {
		d.list = false
		d.class = namedTuple(op.name, d.outputs...)
	}
	return d
}

// rename gives the inputs and attributes that the function calls otherwise
// (axis for reduction_indices) these names; they stand in the same order.
func (d *rawDef) rename(sig *object.Signature) {
	var names []*string
	for i := range d.inputs {
		names = append(names, &d.inputs[i].name)
	}
	for i := range d.attrs {
		if d.attrs[i].kind != "type" {
			names = append(names, &d.attrs[i].name)
		}
	}
	names = slices.DeleteFunc(names, func(name *string) bool { return sig.Index(*name) >= 0 })
	for _, p := range sig.Params[:len(sig.Params)-1] {
		if d.input(p.Name) == nil && d.attr(p.Name) == nil {
			*names[0], names = p.Name, names[1:]
		}
	}
}

func parseRawAttr(text string) rawAttr {
	text, allowed, _ := strings.Cut(text, ",allowed=[")
	a := rawAttr{}
	var rest string
	a.name, rest, _ = strings.Cut(text, ":")
	a.kind, rest, _ = strings.Cut(rest, ",")
	if allowed != "" {
		for _, v := range strings.Split(strings.TrimSuffix(allowed, "]"), ", ") {
			if t, ok := strings.CutPrefix(v, "DT_"); ok {
				v = strings.ToLower(t)
			}
			a.allowed = append(a.allowed, v)
		}
	}
	if before, least, ok := cutLast(rest, "min="); ok {
		rest, a.limited = before, true
		a.min, _ = strconv.Atoi(least)
	}
	if t, ok := strings.CutPrefix(rest, "default=DT_"); ok {
		t, _, _ = strings.Cut(t, ",")
		a.usual = runtimeDType(strings.ToLower(t))
	}
	return a
}

func parseRawInput(arg string, kinds map[string]string) rawInput {
	name, kind, _ := strings.Cut(arg, ":")
	in := rawInput{name: name}
	if _, each, ok := strings.Cut(kind, "*"); ok {
		kind, in.many = each, true
	}
	switch kinds[kind] {
	case "type":
		in.attr = kind
	case "list(type)":
		in.mixed = true
	default:
		in.fixed, in.handle = runtimeDType(kind), kind == "resource"
	}
	return in
}

// runtimeDType finds a dtype by the name that the runtime gives it: float for
// float32. It is Invalid for types that kerash has not.
func runtimeDType(name string) tensor.DType {
	for d := tensor.Bool; d <= tensor.String; d++ {
		if d.RuntimeName() == name {
			return d
		}
	}
	return tensor.Invalid
}

// rawCall is a call of an op.
type rawCall struct {
	*object.Bound
	th   *object.Thread
	op   *rawOp
	def  *rawDef
	args object.Args
	// types are the dtypes of attributes that inputs have.
	types map[string]tensor.DType
}

// prepare makes of the arguments what the op takes: attributes of their kinds,
// and tensors.
func (c *rawCall) prepare() {
	for i, p := range c.Sig.Params {
		if a := c.def.attr(p.Name); a != nil {
			c.Replace(i, c.attr(a, c.At(i), c.Set(i)))
		} else if in := c.def.input(p.Name); in != nil && in.many && !isSequence(c.At(i)) {
			object.Throw(object.TypeErrorf("Expected list for '%s' argument to '%s' Op, not %s.", p.Name, c.Sig.Name, c.repr(c.At(i))))
		}
	}
	if binding.HasKeras(c.args) {
		return
	}
	for _, a := range c.def.attrs {
		c.convertGroup(a)
	}
	slow := c.slow()
	for i, p := range c.Sig.Params {
		switch in := c.def.input(p.Name); {
		case in == nil || in.attr != "":
		case in.handle:
			c.Replace(i, c.asHandle(i, c.At(i)))
		case in.mixed:
			c.Replace(i, list(c.each(c.At(i), tensor.Invalid, false)))
		case in.many:
			c.Replace(i, list(c.each(c.At(i), in.fixed, slow)))
		case in.fixed != tensor.Invalid:
			c.Replace(i, c.convert(c.At(i), in.fixed, slow))
		}
	}
	c.check()
}

func (d *rawDef) attr(name string) *rawAttr {
	for i := range d.attrs {
		if d.attrs[i].name == name {
			return &d.attrs[i]
		}
	}
	return nil
}

func (d *rawDef) input(name string) *rawInput {
	for i := range d.inputs {
		if d.inputs[i].name == name {
			return &d.inputs[i]
		}
	}
	return nil
}

func isSequence(v object.Value) bool {
	switch object.NativeOf(v).(type) {
	case *object.List, *object.Tuple:
		return true
	}
	return false
}

// convert makes a tensor of an input whose dtype is known. The runtime itself
// refuses tensors of another one, unless Python converts the inputs.
func (c *rawCall) convert(v object.Value, dt tensor.DType, slow bool) *tensor.Tensor {
	if binding.IsTensor(v) && !slow {
		return binding.ToTensor(c.th, v, tensor.Invalid)
	}
	return binding.ToTensor(c.th, v, dt)
}

func (c *rawCall) each(v object.Value, dt tensor.DType, slow bool) []*tensor.Tensor {
	var out []*tensor.Tensor
	for _, e := range object.Must(object.ToSlice(c.th, v)) {
		out = append(out, c.convert(e, dt, slow))
	}
	return out
}

// convertGroup converts the inputs that share a type: to that of the first
// tensor among them or, without one, of the first value.
func (c *rawCall) convertGroup(a rawAttr) {
	var values []object.Value
	for _, in := range c.def.inputs {
		switch v := c.Value(in.name); {
		case in.attr != a.name:
		case in.many:
			values = append(values, object.Must(object.ToSlice(c.th, v))...)
		default:
			values = append(values, v)
		}
	}
	if len(values) == 0 {
		return
	}
	if !slices.ContainsFunc(values, binding.IsTensor) {
		values[0] = c.first(&a, values[0])
	}
	made := binding.ToTensors(c.th, values...)
	c.types[a.name] = made[0].DType()
	for i, p := range c.Sig.Params {
		in := c.def.input(p.Name)
		switch {
		case in == nil || in.attr != a.name:
		case in.many:
			n := len(object.Must(object.ToSlice(c.th, c.At(i))))
			c.Replace(i, list(made[:n]))
			made = made[n:]
		default:
			c.Replace(i, made[0])
			made = made[1:]
		}
	}
}

// first converts the first of inputs that share a type: to its own dtype, or to
// the attribute's usual one where that is not allowed.
func (c *rawCall) first(a *rawAttr, v object.Value) object.Value {
	if a.usual == tensor.Invalid {
		return v
	}
	if len(a.allowed) > 0 {
		var own *tensor.Tensor
		err := binding.Catch(func() { own = binding.ToTensor(c.th, v, tensor.Invalid) })
		if err == nil && slices.Contains(a.allowed, own.DType().RuntimeName()) {
			return own
		}
	}
	if !isSequence(v) {
		return binding.ToTensor(c.th, v, a.usual)
	}
	return binding.ToTensorLike(c.th, v, a.usual)
}

// slow reports whether Python has to convert inputs: a text or a list where
// the op takes a tensor, or in a list of tensors.
func (c *rawCall) slow() bool {
	for _, k := range c.args.Kw {
		switch in := c.def.input(k.Name); {
		case in == nil:
		case in.many || in.mixed:
			if isList(k.Value) {
				return true
			}
		default:
			switch object.NativeOf(k.Value).(type) {
			case string, binding.Bytes, *object.List, *object.Tuple:
				return true
			}
		}
	}
	return false
}

// check refuses inputs of types that the op does not take, in the words of the
// runtime. Those of graphs are left to the function that computes the op.
func (c *rawCall) check() {
	var flat []*tensor.Tensor
	var want []tensor.DType
	for _, in := range c.def.inputs {
		dt := in.fixed
		if in.attr != "" {
			dt = c.types[in.attr]
		}
		ts := []object.Value{c.Value(in.name)}
		if in.many || in.mixed {
			ts = object.Must(object.ToSlice(c.th, ts[0]))
		}
		for _, v := range ts {
			t, ok := v.(*tensor.Tensor)
			if ok && t.IsSymbolic() {
				return
			} else if !ok {
				t = nil
			}
			flat, want = append(flat, t), append(want, dt)
		}
	}
	for _, a := range c.def.attrs {
		if dt := c.types[a.name]; dt != tensor.Invalid {
			c.allow(&a, dt.RuntimeName())
		} else if c.Sig.Index(a.name) >= 0 {
			c.checkAttr(&a, c.Value(a.name))
		}
	}
	for i, t := range flat {
		if t != nil && want[i] != tensor.Invalid && t.DType() != want[i] {
			tensor.Throwf("InvalidArgumentError", "cannot compute %s as input #%d(zero-based) was expected to be a %s tensor but is a %s tensor [Op:%s] name: ",
				c.op.name, i, want[i].RuntimeName(), t.DType().RuntimeName(), c.op.name)
		}
	}
}

func (c *rawCall) repr(v object.Value) string { return object.Must(object.Repr(c.th, v)) }
