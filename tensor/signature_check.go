package tensor

import (
	"sort"
	"strconv"
	"strings"
)

// checkTypes throws as TensorFlow does for inputs whose dtypes the op does not
// take, for which it has no kernel, or which are not of one dtype.
func (op *Op) checkTypes(c *Call) {
	g := op.types.Load()
	if g == nil {
		g = signatureOf(op.Name).of(op.Inputs)
		op.types.Store(g)
	}
	if len(g.inputs) > 0 && !c.Scope.AnyDType {
		g.check(c, c.In)
	}
}

// CheckTypes throws as TensorFlow does when its op of some name does not take
// inputs of these dtypes. Ops that go by the name of TensorFlow's are checked
// without it; it is for those that stand for several.
func (c *Call) CheckTypes(op string, in ...Spec) {
	if g := signatureOf(op); len(g.inputs) > 0 && !c.Scope.AnyDType {
		g.check(c, in)
	}
}

// checkTypes is [Call.CheckTypes] for a function that is made of other ops.
func (s *Scope) checkTypes(op string, in ...*Tensor) { s.checkNode(op, nil, in...) }

// CheckAttr throws as TensorFlow does when its op of some name does not take d
// for a type attribute that no input has, or has no kernel for it.
func (s *Scope) CheckAttr(op, attr string, d DType) {
	g := signatureOf(op)
	for i, a := range g.attrs {
		if a.name != attr || s.AnyDType {
			continue
		}
		types := make([]DType, len(g.attrs)) // Invalid: not known
		types[i] = d
		g.refuse(&Call{Scope: s}, nil, types)
	}
}

// CheckSame throws as TensorFlow does when inputs that its op of some name wants
// to have one dtype, named in the order of the op, have several.
func (s *Scope) CheckSame(op string, in ...*Tensor) {
	g := signatureOf(op)
	if len(g.inputs) < len(in) {
		return
	}
	first := len(g.inputs) - len(in)
	for i, t := range in[1:] {
		if d := t.spec.DType; d != in[0].spec.DType && !s.AnyDType {
			throwMismatch(op, first+i+1, in[0].spec.DType, d)
		}
	}
}

// checkNode is checkTypes with the attributes that messages are to show.
func (s *Scope) checkNode(op string, attrs nodeAttrs, in ...*Tensor) {
	g := signatureOf(op)
	if len(g.inputs) == 0 || s.AnyDType {
		return
	}
	c := &Call{Scope: s, Attr: attrs}
	for _, t := range in {
		c.In = append(c.In, t.spec)
		c.symbolic = c.symbolic || t.IsSymbolic()
	}
	g.check(c, c.In)
}

func (g *signature) check(c *Call, in []Spec) {
	var found [8]DType
	types := found[:0]
	for range g.attrs {
		types = append(types, Invalid)
	}
	fits := true
	for i := range in {
		a := g.input(i, len(in))
		if a == nil {
			continue
		}
		d := in[i].DType
		if a.attr < 0 {
			fits = fits && (d == a.fixed || a.fixed == Invalid)
			continue
		}
		if types[a.attr] == Invalid {
			types[a.attr] = d
		}
		bit := uint32(1) << d
		fits = fits && types[a.attr] == d && g.attrs[a.attr].allowed&bit != 0 && g.attrs[a.attr].computed&bit != 0
	}
	if !fits {
		if c.symbolic {
			defer refuseGraph(&Call{Op: c.Op, In: in})
		}
		g.refuse(c, in, types)
	}
	if !c.symbolic {
		g.checkRanks(in)
	}
}

// input is the input that argument i of n belongs to, nil for none. Inputs that
// are lists share the arguments.
func (g *signature) input(i, n int) *sigInput {
	lists := 0
	for lists < len(g.inputs) && g.inputs[lists].many {
		lists++
	}
	if lists > 0 {
		return &g.inputs[i*lists/n]
	}
	if i < len(g.inputs) && g.inputs[i].name != "-" {
		return &g.inputs[i]
	}
	return nil
}

// of is the signature with the inputs that have the given names; empty for all.
func (g *signature) of(names string) *signature {
	if names == "" {
		return g
	}
	some := *g
	some.inputs = nil
	for _, name := range strings.Fields(names) {
		in := sigInput{name: "-"}
		for _, have := range g.inputs {
			if have.name == name {
				in = have
			}
		}
		some.inputs = append(some.inputs, in)
	}
	return &some
}

// refuse words what is wrong with inputs of these dtypes, types by attribute.
func (g *signature) refuse(c *Call, in []Spec, types []DType) {
	for i := range g.attrs {
		if d := types[i]; d != Invalid && g.attrs[i].allowed>>d&1 == 0 {
			g.refuseType(c, i, d)
		}
	}
	for i := range g.attrs {
		if d := types[i]; d != Invalid && g.attrs[i].computed>>d&1 == 0 && !c.symbolic {
			if strings.HasPrefix(g.text, "resource:resource") { // TensorFlow looks for these kernels in another way
				Throwf("InvalidArgumentError", "No OpKernel was registered to support Op '%s' used by {{node %s}} with these attrs: [%s]\nRegistered devices: [CPU]\nRegistered kernels:\n%s [Op:%s] name: ",
					g.op, g.op, g.typeList(types), g.kernelList(), g.op)
			}
			Throwf("NotFoundError", "Could not find device for node: {{node %s}} = %s[%s]\nAll kernels registered for op %s:\n%s [Op:%s] name: %s",
				g.op, g.op, g.attrList(c, types), g.op, g.kernelList(), g.op, givenNames[g.op])
		}
	}
	for i := range in {
		a := g.input(i, len(in))
		if a == nil {
			continue
		}
		want := a.fixed
		if a.attr >= 0 {
			want = types[a.attr]
		}
		if d := in[i].DType; d != want && want != Invalid {
			throwMismatch(g.op, i, want, d)
		}
	}
}

// throwMismatch throws for an input of another dtype than the op expects.
func throwMismatch(op string, input int, want, got DType) {
	Throwf("InvalidArgumentError", "cannot compute %s as input #%d(zero-based) was expected to be a %s tensor but is a %s tensor [Op:%s] name: %s",
		op, input, want.RuntimeName(), got.RuntimeName(), op, givenNames[op])
}

// givenNames are the names that TensorFlow's functions give the ops they run.
var givenNames = map[string]string{"ConcatV2": "concat", "Pack": "stack"}

// refuseType throws for a type that attribute i must not have. While a graph
// is built, Python words it.
func (g *signature) refuseType(c *Call, i int, d DType) {
	a := g.attrs[i]
	if c.symbolic {
		for _, in := range g.inputs {
			if in.attr == i {
				Throwf("TypeError", "Value passed to parameter '%s' has DataType %s not in list of allowed values: %s", in.name, d, strings.Join(pythonTypes(a.names), ", "))
			}
		}
	}
	Throwf("InvalidArgumentError", "Value for attr '%s' of %s is not in the list of allowed values: %s\n\t; NodeDef: {{node %s}}; Op<name=%s; signature=%s> [Op:%s] name: %s",
		a.name, d.RuntimeName(), strings.Join(a.names, ", "), g.op, g.op, g, g.op, givenNames[g.op])
}

// RefuseText throws what TensorFlow says of a text for an input of an op whose
// dtype is the attribute attr.
func RefuseText(op, attr string) {
	g := signatureOf(op)
	for i := range g.attrs {
		if g.attrs[i].name == attr {
			g.refuseType(&Call{Op: &Op{Name: op}}, i, String)
		}
	}
}

func pythonTypes(names []string) []string {
	out := make([]string, len(names))
	for i, n := range names {
		if out[i] = n; runtimeType(n) != Invalid {
			out[i] = runtimeType(n).String()
		}
	}
	return out
}

// nodeNamed is an attribute that knows the values of TensorFlow's own
// attributes where they are not the usual ones, for messages: keep_dims=true.
type nodeNamed interface{ nodeAttrs() nodeAttrs }

// nodeAttrs are attributes of a node by name, as messages show their values.
type nodeAttrs map[string]string

func (a nodeAttrs) nodeAttrs() nodeAttrs { return a }

// typeList is the attributes that are types as messages on variables show them.
func (g *signature) typeList(types []DType) string {
	var list []string
	for i, a := range g.attrs {
		if types[i] != Invalid {
			list = append(list, a.name+"="+protoTypes([]string{types[i].RuntimeName()}))
		}
	}
	return strings.Join(list, ", ")
}

// attrList is the attributes of a node as messages on missing kernels show
// them.
func (g *signature) attrList(c *Call, types []DType) string {
	var known nodeAttrs
	if n, ok := c.Attr.(nodeNamed); ok {
		known = n.nodeAttrs()
	}
	values := map[string]string{}
	if _, count, ok := strings.Cut(g.text, ":N*"); ok && count != "" {
		values["N"] = strconv.Itoa(len(c.In))
	}
	for _, part := range strings.Split(g.text, "; ")[1:] {
		attr, ok := strings.CutPrefix(part, "attr=")
		if !ok {
			continue
		}
		name, rest, _ := strings.Cut(attr, ":")
		if _, value, ok := strings.Cut(rest, "default="); ok {
			if i := strings.Index(value, ",allowed="); i >= 0 {
				value = value[:i]
			}
			if i := strings.Index(value, ",min="); i >= 0 {
				value = value[:i]
			}
			values[name] = value
		}
	}
	for i, a := range g.attrs {
		if types[i] != Invalid {
			values[a.name] = protoTypes([]string{types[i].RuntimeName()})
		}
	}
	for name, v := range known {
		if strings.Contains(g.text, "attr="+name+":") {
			values[name] = v
		}
	}
	var list []string
	for name, v := range values {
		list = append(list, name+"="+v)
	}
	sort.Strings(list)
	return strings.Join(list, ", ")
}
