package std

import (
	"kerash/interp/object"
	"kerash/interp/syntax"
)

func inspectModule() *object.Module {
	return &object.Module{Name: "inspect", Doc: "What values are.", Members: func() []object.Member {
		is := func(name, doc string, f func(v object.Value) bool) object.Member {
			return object.Fun(name+"(object)", doc, func(th *object.Thread, a *object.Bound) (object.Value, error) { return f(a.At(0)), nil })
		}
		class := func(c *object.Class) func(v object.Value) bool {
			return func(v object.Value) bool { return object.TypeOf(v) == c }
		}
		return []object.Member{
			is("isclass", "Whether it is a class.", func(v object.Value) bool { _, ok := v.(*object.Class); return ok }),
			is("isfunction", "Whether it is a function of the language.", class(object.FunctionClass)),
			is("isbuiltin", "Whether it is a builtin function.", class(object.BuiltinClass)),
			is("ismethod", "Whether it is a method with its object.", class(object.MethodClass)),
			is("ismodule", "Whether it is a module.", class(object.ModuleClass)),
			is("isgenerator", "Whether it is a generator.", class(object.GeneratorClass)),
			is("isroutine", "Whether it is a function or method.", func(v object.Value) bool {
				c := object.TypeOf(v)
				return c == object.FunctionClass || c == object.BuiltinClass || c == object.MethodClass || c == object.MethodDescClass
			}),
			is("iscoroutine", "Whether it is a coroutine.", isCoroutine), is("iscoroutinefunction", "Whether it is an async function.", isCoroutineFunction),
			is("isasyncgen", "Whether it is an async generator.", func(v object.Value) bool { return object.TypeName(v) == "async_generator" }),
			is("isgeneratorfunction", "Whether calls of it make generators.", func(v object.Value) bool {
				async, generator := functionKind(v)
				return generator && !async
			}),
			is("isawaitable", "Whether it can be awaited.", func(v object.Value) bool {
				_, go1 := v.(object.Awaitable)
				_, method := object.TypeOf(v).Lookup("__await__")
				return go1 || method || isCoroutine(v)
			}),
			is("isabstract", "Whether it is a class with abstract methods left.", func(v object.Value) bool {
				c, ok := v.(*object.Class)
				return ok && c.PyClass().IsSubclass(abcMetaClass) && len(abstractNames(c)) > 0
			}),
			object.Fun("getmro(cls)", "The class and those it derives from.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return object.GetAttr(th, a.At(0), "__mro__")
			}),
			object.Fun("getgeneratorstate(generator)", "What a generator is about.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				for _, s := range []struct{ attr, state string }{{"gi_running", "GEN_RUNNING"}, {"gi_suspended", "GEN_SUSPENDED"}} {
					v, err := object.GetAttr(th, a.At(0), s.attr)
					if err != nil {
						return nil, err
					}
					if v == true {
						return s.state, nil
					}
				}
				frame, err := object.GetAttr(th, a.At(0), "gi_frame")
				if frame == nil {
					return "GEN_CLOSED", err
				}
				return "GEN_CREATED", err
			}),
			object.Fun("getdoc(object)", "The documentation.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				v, _, err := object.FindAttr(th, a.At(0), "__doc__")
				if s, ok := v.(string); ok {
					v = dedent(s)
				}
				return v, err
			}),
			object.Fun("getsource(object)", "The text of a function's definition.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				v := a.At(0)
				if m, ok := v.(*object.BoundMethod); ok {
					v = m.Fn
				}
				f, ok := v.(interface {
					Source() (string, *syntax.Source, syntax.Span)
				})
				if !ok {
					return nil, object.Errorf(object.OSError, "could not get source code")
				}
				text, _, _ := f.Source()
				return text + "\n", nil
			}),
			object.Fun("signature(callable)", "The parameters of a function.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return signatureOf(th, a.At(0))
			}),
			object.Const("Signature", signatureClass), object.Const("Parameter", parameterClass), object.Const("_empty", emptyParameter),
			object.Fun("getfullargspec(func)", "The names and defaults of the parameters of a function.", fullArgSpec),
			object.Fun("getmembers(object, predicate=None)", "The attributes with their names.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				l := object.NewList()
				for _, name := range object.Dir(a.At(0)) {
					v, ok, err := object.FindAttr(th, a.At(0), name)
					if err != nil || !ok {
						continue
					}
					if p := a.Value("predicate"); p != nil {
						if yes, err := holds(th, p, v); err != nil || !yes {
							continue
						}
					}
					l.Elems = append(l.Elems, object.NewTuple(name, v))
				}
				return l, nil
			}),
		}
	}}
}
