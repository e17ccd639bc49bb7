package tf

import (
	"reflect"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
	"kerash/tensor"
)

// The classes of variables: tf.Variable, that of its values, and that of what
// assign returns, which is the same variable under another name.
var (
	VariableClass = &object.Class{Name: "Variable", Module: "tensorflow.python.ops.variables", Doc: "A tensor whose value can be changed by assign.",
		Signature: "Variable(initial_value=None, trainable=None, validate_shape=True, caching_device=None, name=None, variable_def=None, dtype=None, import_scope=None, constraint=None, synchronization=<VariableSynchronization.AUTO>, aggregation=<VariableAggregation.NONE>, shape=None, experimental_enable_variable_lifting=True, **kwargs)"}
	resourceVariable = &object.Class{Name: "ResourceVariable", Module: "tensorflow.python.ops.resource_variable_ops", Base: VariableClass, Doc: VariableClass.Doc}
	unreadVariable   = &object.Class{Name: "_UnreadVariable", Module: "tensorflow.python.ops.resource_variable_ops", Base: resourceVariable, Doc: "A variable, as an assignment to it returns it."}

	_ = object.RegisterType(reflect.TypeFor[*tensor.Variable](), resourceVariable)
)

// variable is the Go part of a variable's Python value.
func variable(v object.Value) *tensor.Variable { return object.NativeOf(v).(*tensor.Variable) }

// Unread is a variable as an assignment to it returns it.
func Unread(v *tensor.Variable) object.Value { return unread(v) }

// reprVariable shows a variable: with its value, unless a graph is being made.
func reprVariable(th *object.Thread, self object.Value) string {
	if v := variable(self); binding.Scope(th).Tracing() {
		return v.InGraph()
	}
	return variable(self).Repr(binding.PrintOptions(th))
}

// unread is what an assignment returns.
func unread(v *tensor.Variable) object.Value {
	return &object.Instance{Class: unreadVariable, Native: v}
}

func init() {
	c := VariableClass
	c.New = newVariable
	c.Binary, c.Unary = binarySlot, unarySlot
	c.Compare = func(th *object.Thread, op object.Op, a, b object.Value) (object.Value, error) {
		if op == object.Eq || op == object.Ne {
			if a == nil || b == nil {
				return nil, binding.Catch(func() { binding.ToTensor(th, nil, tensor.Invalid) })
			}
		}
		return compareSlot(th, op, a, b)
	}
	c.InPlace = func(th *object.Thread, op object.Op, a, b object.Value) (object.Value, error) {
		if op == object.Add || op == object.Sub || op == object.Mul || op == object.Div || op == object.Pow || op == object.FloorDiv {
			return nil, noInPlace(op)
		}
		return object.NotImplemented, nil
	}
	c.Repr = func(th *object.Thread, self object.Value) (string, error) {
		return reprVariable(th, self), nil
	}
	c.Index = indexVariable
	c.Iter = func(th *object.Thread, self object.Value) (object.Iterator, error) {
		return iterTensor(th, binding.Scope(th).Read(variable(self)))
	}
	c.Contains = func(th *object.Thread, self, v object.Value) (bool, error) {
		return containsTensor(th, binding.Scope(th).Read(variable(self)), v)
	}
	c.Bool = func(th *object.Thread, self object.Value) (bool, error) { return arrayTruth(valueNow(th, self)) }
	c.ToFloat = func(th *object.Thread, self object.Value) (float64, error) { return arrayFloat(th, valueNow(th, self)) }
	c.ToInt = func(th *object.Thread, self object.Value) (int, error) { return arrayInt(th, valueNow(th, self)) }
	c.Hash = func(th *object.Thread, self object.Value) (int, error) {
		return 0, object.TypeErrorf("Variable is unhashable. Instead, use variable.ref() as the key. (Variable: %s)", variable(self).Repr(binding.PrintOptions(th)))
	}
	c.Members = func() []object.Member { return object.Owned("BaseResourceVariable", variableMembers()) }
	unreadVariable.Repr = func(th *object.Thread, self object.Value) (string, error) {
		s := reprVariable(th, self)
		_, rest, _ := strings.Cut(s, "' shape=")
		return "<tf.Variable 'UnreadVariable' shape=" + rest, nil
	}
}

// valueNow is a variable's value for a decision of user code: it cannot be
// part of a trace.
func valueNow(th *object.Thread, self object.Value) *tensor.Array {
	return binding.Scope(th).Read(variable(self)).Array()
}

func noInPlace(op object.Op) error {
	sym := op.String()
	if op == object.Pow {
		sym = "**"
	}
	hint := "`variable.assign(variable " + sym + " value)`"
	switch op {
	case object.Add:
		hint = "`variable.assign_add(value)`"
	case object.Sub:
		hint = "`variable.assign_sub(value)`"
	}
	text := "`variable " + sym + "= value` with `tf.Variable`s is not supported. Use " + hint + " to modify the variable, or `out = variable " + sym + " value` if you need to get a new output Tensor."
	return object.RuntimeErrorf("%s", text)
}

func newVariable(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
	a, err := VariableClass.BindNew(th, args)
	if err != nil {
		return nil, err
	}
	if active := object.Get(th, newCreators).active; len(active) > 0 {
		return createdBy(th, active, a)
	}
	return makeVariable(th, a)
}

func makeVariable(th *object.Thread, a *object.Bound) (v object.Value, err error) {
	init := a.Value("initial_value")
	if init == nil {
		return nil, object.ValueErrorf("The `initial_value` arg to `tf.Variable` must be specified except when you are not providing a `variable_def`. You provided neither.")
	}
	if binding.KerasIn(init) {
		return nil, object.TypeErrorf("%s", notDispatched(init))
	}
	if !binding.IsTensor(init) && object.IsCallable(init) {
		if init, err = object.CallFn(th, init); err != nil {
			return nil, err
		}
	}
	t := binding.ToTensor(th, init, binding.DTypeOr(th, a.Value("dtype"), tensor.Invalid))
	if a.Has("shape") {
		if want := binding.ToTensorShape(th, a.Value("shape")); !want.Compatible(binding.NewTensorShape(t.Shape())) {
			return nil, object.ValueErrorf("In this `tf.Variable` creation, the initial value's shape (%s) is not compatible with the explicitly supplied `shape` argument (%s).",
				tensor.ShapeString(t.Shape()), object.Must(object.Str(th, a.Value("shape"))))
		}
	}
	var value *tensor.Array
	s := binding.Scope(th)
	if err := binding.Catch(s.MadeVariable); err != nil {
		return nil, object.ValueErrorf("%s", object.AsRaised(err).Message())
	}
	s.Outside(func() { value = t.Initial() })
	made := tensor.NewVariable(binding.Context(th).ScopedName(a.StrOr("name", "Variable")), value)
	loosen(th, a, made)
	s.NoteVariable(made)
	made.Trainable = !a.Has("trainable") || a.Bool("trainable")
	if a.Has("constraint") {
		made.ConstraintOf = a.Value("constraint")
		made.Constraint = constraintOf(th, a.Value("constraint"))
	}
	return made, nil
}

// loosen leaves the lengths open that the argument shape does not give.
func loosen(th *object.Thread, a *object.Bound, v *tensor.Variable) {
	if !a.Has("shape") {
		return
	}
	switch declared := binding.ToTensorShape(th, a.Value("shape")); {
	case declared.Unknown:
		v.LoosenRank()
	case !tensor.IsStatic(declared.Dims):
		v.Loosen(declared.Dims)
	}
}

func constraintOf(th *object.Thread, fn object.Value) func(s *tensor.Scope, t *tensor.Tensor) *tensor.Tensor {
	return func(s *tensor.Scope, t *tensor.Tensor) *tensor.Tensor {
		var out *tensor.Tensor
		if err := binding.Catch(func() {
			out = binding.ToTensor(th, object.Must(object.CallFn(th, fn, t)), t.DType())
		}); err != nil {
			binding.Throw(err)
		}
		return out
	}
}

// notDispatched is Keras' error for functions that cannot become a layer.
func notDispatched(v object.Value) string {
	t, _ := object.NativeOf(v).(*tensor.Tensor)
	text := "a KerasTensor"
	if t != nil {
		text = model.KerasText(t)
	}
	return "You are passing " + text + ", an intermediate Keras symbolic input/output, to a TF API that does not allow registering custom dispatchers, such as `tf.cond`, `tf.function`, gradient tapes, or `tf.map_fn`. Keras Functional model construction only supports TF API calls that *do* support dispatching, such as `tf.math.add` or `tf.reshape`. Other APIs cannot be called directly on symbolic Kerasinputs/outputs. You can work around this limitation by putting the operation in a custom Keras layer `call` and calling that layer on this symbolic input/output."
}

// variableSlice marks a tensor as v[key]: its assign changes that part of v.
type variableSlice struct {
	v    *tensor.Variable
	part sliceKey
}

func indexVariable(th *object.Thread, self, key object.Value) (object.Value, error) {
	v := variable(self)
	s := binding.Scope(th)
	x := s.Read(v)
	if boolMask(th, key) != nil {
		return index(th, x, key), nil
	}
	k := readKey(th, x, key)
	t := k.of(s, x)
	t.Meta = &variableSlice{v, k}
	return t, nil
}

// sliceAssigner is v[key].assign, if t is v[key].
func sliceAssigner(t *tensor.Tensor, name string) (object.Value, bool) {
	p, ok := t.Meta.(*variableSlice)
	if !ok || name != "assign" {
		return nil, false
	}
	return object.Func("assign(value, use_locking=False, name=None, read_value=True)", "Sets this part of the variable.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
		s := binding.Scope(th)
		val := binding.ToTensor(th, a.Value("value"), p.v.DType())
		s.WithoutTapes(func() { s.AssignSlice(p.v, p.part.spec, p.part.late, val) })
		return unread(p.v), nil
	}), true
}

// brackets writes a shape as the runtime does: [2,3].
func brackets(shape []int) string {
	s := tensor.ShapeString(shape)
	s = strings.NewReplacer("(", "[", ")", "]", " ", "", "None", "?").Replace(s)
	return strings.Replace(s, ",]", "]", 1)
}
