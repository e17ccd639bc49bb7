package tf

import (
	_ "embed"
	"regexp"
	"strings"
	"sync"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// rawTable is a line for each op that kerash has under its own name: the op,
// the expression that computes it, the signature of its generated function and
// its definition. The first two are written by hand, scripts/dev/raw-ops.py
// adds the others.
//
//go:embed raw_ops.tsv
var rawTable string

// The functions that several expressions of the table use.
var (
	//go:embed raw_ops.py
	rawSource string
	//go:embed raw_images.py
	rawImages string
	//go:embed raw_variables.py
	rawVariables string
)

// rawCode is the code of the table.
var rawCode = &pythonCode{file: "<raw_ops>", source: rawSource + rawImages + rawVariables, funcs: rawFuncs}

// rawMembers are the functions of tf.raw_ops.
func rawMembers() []object.Member {
	var out []object.Member
	for _, op := range rawOps() {
		out = append(out, object.Member{Name: op.name, Value: op.builtin()})
	}
	return out
}

// rawOps reads the table.
func rawOps() []*rawOp {
	var out []*rawOp
	for line := range strings.Lines(rawTable) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		out = append(out, &rawOp{name: f[0], value: f[1], sig: f[2], def: f[3]})
	}
	return out
}

// builtin is the function of the op. It takes its arguments by name only, and
// checks them as TensorFlow's generated functions do.
func (op *rawOp) builtin() *object.Builtin {
	def := sync.OnceValue(op.parse)
	b := object.RawFunc(op.sig, op.doc(), nil)
	b.Module, b.Python = "tensorflow", true
	b.Raw = func(th *object.Thread, args object.Args) (object.Value, error) {
		if len(args.Pos) > 0 {
			return nil, keywordsOnly(b.Signature())
		}
		bound, err := b.Signature().Bind(th, args)
		if err != nil {
			return nil, err
		}
		c := &rawCall{Bound: bound, th: th, op: op, def: def(), args: args, types: map[string]tensor.DType{}}
		return c.named(c.run), nil
	}
	return b
}

// doc tells what the op gives and what computes it.
func (op *rawOp) doc() string {
	in, _, _ := strings.Cut(op.def, ";")
	_, out, _ := strings.Cut(in, "->")
	var names []string
	for _, arg := range strings.Split(out, ",") {
		name, _, _ := strings.Cut(strings.TrimSpace(arg), ":")
		names = append(names, name)
	}
	given := strings.Join(names, ", ")
	if given == "" {
		given = "None"
	}
	return "The op " + op.name + ", whose arguments go by name; it gives " + given + "."
}

func keywordsOnly(sig *object.Signature) error {
	var keys []string
	for _, p := range sig.Params {
		keys = append(keys, "'"+p.Name+"'")
	}
	return object.TypeErrorf("%s only takes keyword args (possible keys: [%s]). Please pass these args as kwargs instead.", sig.Name, strings.Join(keys, ", "))
}

// opInMessage finds the places of a message of the runtime that name the op.
var opInMessage = regexp.MustCompile(`\[Op:[\w-]+\]|__wrapped__[A-Za-z0-9-]+`)

// named runs f and gives its errors the name of the op: the function that
// computes it may run another one.
func (c *rawCall) named(f func() object.Value) object.Value {
	return endErrors(c.slow, func() object.Value {
		var out object.Value
		err := binding.Catch(func() { out = f() })
		if err == nil {
			return out
		}
		r := object.AsRaised(err)
		if e, ok := r.Exc.Native.(*tensor.Error); ok {
			renamed := *e
			renamed.Msg = opInMessage.ReplaceAllStringFunc(e.Msg, func(m string) string {
				if m[0] == '[' {
					return "[Op:" + c.op.name + "]"
				}
				return "__wrapped__" + c.op.name
			})
			tensor.Throw(&renamed)
		}
		binding.Throw(err)
		return nil
	})
}

// run computes the op.
func (c *rawCall) run() object.Value {
	if ref := c.op.ref(); ref != "" {
		object.Throw(object.Errorf(object.RuntimeError, "%s op does not support eager execution. Arg '%s' is a ref.", c.Sig.Name, ref))
	}
	c.prepare()
	var args object.Args
	for i := range c.Sig.Params[:c.Len()-1] {
		args.Pos = append(args.Pos, c.At(i))
	}
	params := make([]string, len(args.Pos))
	for i, p := range c.Sig.Params[:len(params)] {
		params[i] = p.Name
	}
	out := object.Must(rawCode.call(c.th, c.op.name, "("+strings.Join(params, ", ")+")", c.op.value, args))
	switch {
	case len(c.def.outputs) == 0:
		return nil
	case c.def.one && !c.def.list:
		return out
	}
	elems := object.Must(object.ToSlice(c.th, out))
	for i, e := range elems {
		if t, ok := e.(*object.Tuple); ok {
			elems[i] = object.NewList(t.Elems...)
		}
	}
	if c.def.list {
		return object.NewList(elems...)
	}
	return &object.Instance{Class: c.def.class, Native: object.NewTuple(elems...)}
}

// ref is the last argument or output that is a variable of version 1, which
// only graphs have; "" where none is.
func (op *rawOp) ref() string {
	before, _, found := cutLast(op.def, ":Ref(")
	if !found {
		return ""
	}
	return before[strings.LastIndexAny(before, " ")+1:]
}

func cutLast(s, sep string) (before, after string, found bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}

// rawDrawn is the random numbers of a session's ops with two seeds, by the
// first.
type rawDrawn struct{ bySeed map[int]*tensor.Generator }

// failFunc throws an error of the runtime that runs ops, which named gives the
// name of the op; lists tells of its lists of inputs, as _N_2.
var failFunc = object.Func("fail(kind, message, lists='')", "", func(th *object.Thread, a *object.Bound) (object.Value, error) {
	opFailed(a.Str("kind"), "-"+a.Str("lists"), "%s", a.Str("message"))
	return nil, nil
})

// seededFunc gives a function the seed of an op that has two: the first stands
// for the session's. Ops with neither draw other numbers each time.
var seededFunc = object.Func("seeded(seed, seed2, f)", "", func(th *object.Thread, a *object.Bound) (object.Value, error) {
	seed, seed2 := a.Int("seed"), a.Int("seed2")
	drawn := object.Get(th, func() *rawDrawn { return &rawDrawn{map[int]*tensor.Generator{}} }).bySeed
	g, second := tensor.NewGenerator(int64(seed)), object.Value(seed2)
	if seed == 0 && seed2 == 0 {
		g, second = tensor.NewGenerator(0), nil
	} else if drawn[seed] != nil {
		g = drawn[seed]
	} else {
		g.SetSeed(int64(seed))
		drawn[seed] = g
	}
	s := binding.Scope(th)
	session := s.Rand
	s.Rand = g
	defer func() { s.Rand = session }()
	return object.Call(th, a.Value("f"), object.Args{Pos: []object.Value{second}})
})
