package tf

import (
	"io"
	"strings"
	"time"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
	"kerash/tensor"
)

// coreDecls are the functions that ask about tensors and their surroundings.
func coreDecls() []decl {
	return []decl{
		{names: "as_dtype dtypes.as_dtype", sig: "as_dtype(type_value)", doc: "A value as a dtype.", raw: true, plain: true, fn: func(c *call) object.Value {
			return binding.TFDType(binding.ToDType(c.th, c.Value("type_value")))
		}},
		{names: "is_tensor", sig: "is_tf_type(x)", doc: "Whether a value is a tensor or a variable.", raw: true, plain: true, fn: func(c *call) object.Value {
			switch c.Value("x").(type) {
			case *Ragged, *Sparse:
				return true
			}
			return binding.IsTensor(c.Value("x"))
		}},
		{names: "is_symbolic_tensor", sig: "is_symbolic_tensor(tensor)", doc: "Whether a value is a tensor of a function that is being traced.", raw: true, plain: true, fn: func(c *call) object.Value {
			t, ok := object.NativeOf(c.Value("tensor")).(*tensor.Tensor)
			return ok && t.IsSymbolic() && !binding.IsKeras(t)
		}},
		{names: "get_static_value", sig: "constant_value(tensor, partial=False)", doc: "The value of a tensor as an array, None where there is none.", raw: true, plain: true, fn: func(c *call) object.Value {
			t, ok := object.NativeOf(c.Value("tensor")).(*tensor.Tensor)
			switch {
			case ok && !t.IsSymbolic():
				return numpyOf(t.Array())
			case ok || binding.IsTensor(c.Value("tensor")):
				return nil
			}
			return c.Value("tensor")
		}},
		{names: "type_spec_from_value", sig: "type_spec_from_value(value)", doc: "The spec of a value.", raw: true, plain: true, fn: func(c *call) object.Value {
			return typeSpecOf(c.th, c.Value("value"))
		}},
		{names: "register_tensor_conversion_function", sig: "register_tensor_conversion_function(base_type, conversion_func, priority=100)", doc: "Makes a function turn the values of a class (or of several) into tensors: it is called as f(value, dtype=None, name=None, as_ref=False).", raw: true, plain: true, fn: registerConversion},
		{names: "timestamp", sig: "timestamp(name=None)", doc: "The seconds since 1970 as a tensor.", raw: true, plain: true, fn: func(c *call) object.Value {
			return tensor.ConstScalar(float64(time.Now().UnixMicro()) / 1e6)
		}},
		{names: "device", sig: "device_v2(device_name)", doc: "A context in which ops run on a device: there is one.", raw: true, plain: true, fn: func(c *call) object.Value { return newScopeContext("_EagerDeviceContext", nil, nil) }},
		{names: "init_scope", sig: "init_scope()", doc: "A context in which ops run at once, outside of the function that is recorded.", raw: true, plain: true, fn: func(c *call) object.Value { return newScopeContext("_GeneratorContextManager", nil, nil) }},
		{names: "control_dependencies", sig: "control_dependencies(control_inputs)", doc: "A context that changes nothing: ops run in the order of the program.", raw: true, plain: true, fn: func(c *call) object.Value { return newScopeContext("NullContextmanager", nil, nil) }},
		{names: "variable_creator_scope", sig: "variable_creator_scope(variable_creator)", doc: "A context in which a function makes the variables: it is called with the function that would and the arguments as keywords.", raw: true, plain: true, fn: func(c *call) object.Value { return &creatorScope{c.Value("variable_creator")} }},
		{names: "get_current_name_scope", sig: "get_current_name_scope()", doc: "The name scope that code runs in.", raw: true, plain: true, fn: func(c *call) object.Value {
			return trimSlash(binding.Context(c.th).ScopedName(""))
		}},
		{names: "autograph.set_verbosity", sig: "set_verbosity(level, alsologtostdout=False)", doc: "Does nothing: functions are not rewritten.", plain: true, fn: func(c *call) object.Value { return nil }},
		{names: "autograph.trace", sig: "trace(*args)", doc: "Prints values while a function is recorded.", plain: true, fn: func(c *call) object.Value {
			var words []string
			for _, v := range c.Rest("args") {
				words = append(words, object.Must(object.Str(c.th, v)))
			}
			if _, err := io.WriteString(c.th.Stdout, strings.Join(words, " ")+"\n"); err != nil {
				object.Throw(object.Errorf(object.OSError, "cannot write: %v", err))
			}
			return nil
		}},
		{names: "autograph.to_graph", sig: "to_graph(entity, recursive=True, experimental_optional_features=None)", doc: "The function as it runs in graphs: functions are not rewritten, it is the same one.", plain: true, fn: func(c *call) object.Value {
			return c.Value("entity")
		}},
		{names: "autograph.to_code", sig: "to_code(entity, recursive=True, experimental_optional_features=None)", doc: "The text of a function, which is not rewritten here: TensorFlow shows what AutoGraph makes of it.", plain: true, fn: sourceOf},
		{names: "compat.v1.get_default_graph", sig: "get_default_graph()", doc: "The graph of the function that is being recorded.", plain: true, fn: func(c *call) object.Value {
			if g := c.s.Graph(); g != nil {
				return funcGraphOf(g)
			}
			return object.Get(c.th, func() *graph { return &graph{trace: new(tensor.Trace)} })
		}},
		{names: "compat.v1.disable_eager_execution", sig: "disable_eager_execution()", doc: "Refused: there are no sessions of graphs.", plain: true, fn: func(c *call) object.Value {
			object.Throw(object.NotImplementedErrorf("graph mode of TensorFlow 1 is left out").WithHint("ops run eagerly, or recorded inside of tf.function"))
			return nil
		}},
		{names: "compat.v1.enable_eager_execution compat.v1.enable_v2_behavior", sig: "enable_eager_execution(config=None, device_policy=None, execution_mode=None)", doc: "Does nothing: ops run eagerly.", plain: true, fn: func(c *call) object.Value { return nil }},
		{names: "compat.v1.set_random_seed", sig: "set_random_seed(seed)", doc: "Sets the global seed.", plain: true, fn: func(c *call) object.Value {
			c.s.Rand.SetSeed(int64(c.int("seed")))
			return nil
		}},
		{names: "compat.as_str compat.as_text compat.as_str_any", sig: "as_text(bytes_or_text, encoding='utf-8')", doc: "Bytes or text as text.", plain: true, fn: func(c *call) object.Value {
			switch v := c.Value("bytes_or_text").(type) {
			case binding.Bytes:
				return string(v)
			case string:
				return v
			default:
				return object.Must(object.Str(c.th, v))
			}
		}},
		{names: "compat.as_bytes", sig: "as_bytes(bytes_or_text, encoding='utf-8')", doc: "Bytes or text as bytes.", plain: true, fn: func(c *call) object.Value {
			switch v := c.Value("bytes_or_text").(type) {
			case string:
				return binding.Bytes(v)
			default:
				return v
			}
		}},
	}
}

func registerConversion(c *call) object.Value {
	base, fn := c.Value("base_type"), c.Value("conversion_func")
	classes := []object.Value{base}
	if t, ok := base.(*object.Tuple); ok {
		classes = t.Elems
	}
	for _, v := range classes {
		cls, ok := v.(*object.Class)
		if !ok {
			object.Throw(object.TypeErrorf("Argument `base_type` must be a type or a tuple of types. Obtained: %s", object.Must(object.Repr(c.th, base))))
		}
		if cls == object.IntClass || cls == object.FloatClass || cls == object.ComplexClass || cls.IsSubclass(binding.Generic) || cls.Name == "ndarray" && cls.Module == "numpy" {
			object.Throw(object.TypeErrorf("Cannot register conversions for Python numeric types and NumPy scalars and arrays."))
		}
	}
	if !object.IsCallable(fn) {
		object.Throw(object.TypeErrorf("Argument `conversion_func` must be callable. Received %s.", object.Must(object.Repr(c.th, fn))))
	}
	for _, v := range classes {
		binding.RegisterConversion(c.th, v.(*object.Class), fn, c.int("priority"))
	}
	return nil
}

func trimSlash(s string) string {
	if n := len(s); n > 0 && s[n-1] == '/' {
		return s[:n-1]
	}
	return s
}

// scopeContext is the context manager of tf.name_scope, tf.device and the like:
// names, when set, is the context of the code inside.
type scopeContext struct {
	class  *object.Class
	value  object.Value // what `as` gets
	scoped func(c *model.Context) *model.Context
}

// PyClass is the class that TensorFlow gives such a context.
func (s *scopeContext) PyClass() *object.Class { return s.class }

func newScopeContext(name string, value object.Value, scoped func(c *model.Context) *model.Context) *scopeContext {
	return &scopeContext{scopeContextClass(name), value, scoped}
}

func scopeContextClass(name string) *object.Class {
	c := &object.Class{Name: name, Module: "tensorflow.python.framework.ops", Final: true}
	c.Enter = func(th *object.Thread, self object.Value) (object.Value, error) {
		s := self.(*scopeContext)
		if s.scoped != nil {
			binding.Enter(th, s.scoped(binding.Context(th)))
		}
		return s.value, nil
	}
	c.Exit = func(th *object.Thread, self object.Value, exc *object.Exception) (bool, error) {
		if self.(*scopeContext).scoped != nil {
			binding.Leave(th)
		}
		return false, nil
	}
	return c
}

// NameScopeClass is tf.name_scope.
var NameScopeClass = &object.Class{Name: "name_scope_v2", Module: "tensorflow.python.framework.ops", Doc: "A context whose name stands before the names of the variables made in it.", Signature: "name_scope(name)"}

// nameScope is an object of tf.name_scope.
type nameScope struct {
	name  string
	leave []func() // of the graph's scopes, for each time that it was entered
}

// PyClass is tf.name_scope.
func (s *nameScope) PyClass() *object.Class { return NameScopeClass }

func init() {
	c := NameScopeClass
	c.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		a, err := cls.BindNew(th, args)
		if err != nil {
			return nil, err
		}
		name, ok := a.Value("name").(string)
		if !ok {
			return nil, object.ValueErrorf("name for name_scope must be a string.")
		}
		return &nameScope{name: name}, nil
	}
	c.Enter = func(th *object.Thread, self object.Value) (object.Value, error) {
		n := self.(*nameScope)
		in := binding.Context(th).NameScope(trimSlash(n.name))
		full, leave := binding.Scope(th).EnterNames(n.name)
		n.leave = append(n.leave, leave)
		binding.Enter(th, in)
		if full != "" {
			return full + "/", nil
		}
		return in.ScopedName(""), nil
	}
	c.Exit = func(th *object.Thread, self object.Value, exc *object.Exception) (bool, error) {
		binding.Leave(th)
		n := self.(*nameScope)
		last := len(n.leave) - 1
		n.leave[last]()
		n.leave = n.leave[:last]
		return false, nil
	}
	c.Members = func() []object.Member {
		return []object.Member{object.Getter("name", "the name", func(th *object.Thread, self object.Value) (object.Value, error) {
			return self.(*nameScope).name, nil
		})}
	}
}
