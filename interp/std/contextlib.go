package std

import "kerash/interp/object"

func contextlibModule() *object.Module {
	return &object.Module{Name: "contextlib", Doc: "Context managers.", Members: func() []object.Member {
		return []object.Member{
			object.Fun("contextmanager(func)", "Makes context managers of a generator function with one yield.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				m := &managerFunc{fn: a.At(0)}
				_, err := updateWrapper(th, m, m.fn)
				return m, err
			}),
			object.Fun("suppress(*exceptions)", "Swallows exceptions of some classes.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return &manager{exit: func(th *object.Thread, exc *object.Exception) (bool, error) {
					for _, v := range a.Rest("exceptions") {
						if c, ok := v.(*object.Class); ok && exc != nil && exc.Class.IsSubclass(c) {
							return true, nil
						}
					}
					return false, nil
				}}, nil
			}),
			object.Fun("nullcontext(enter_result=None)", "A context manager that does nothing.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return &manager{enter: func(*object.Thread) (object.Value, error) { return a.At(0), nil }}, nil
			}),
			object.Fun("closing(thing)", "Closes a thing at the end.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				thing := a.At(0)
				return &manager{enter: func(*object.Thread) (object.Value, error) { return thing, nil }, exit: func(th *object.Thread, exc *object.Exception) (bool, error) {
					_, err := object.CallMethodOf(th, thing, "close", object.Args{})
					return false, err
				}}, nil
			}),
			object.Fun("redirect_stdout(new_target)", "What is printed goes to another stream.", redirectStdout),
			object.Const("ExitStack", exitStackClass),
			object.Fun("redirect_stderr(new_target)", "What is written to stderr goes to another stream.", redirectStderr),
			object.Fun("chdir(path)", "Works in another folder.", changeFolder),
			object.Const("AbstractContextManager", abstractManagerClass), object.Const("ContextDecorator", contextDecoratorClass),
			object.Const("AbstractAsyncContextManager", &object.Class{Name: "AbstractAsyncContextManager", Module: "contextlib", Doc: "What has __aenter__ and __aexit__.", Marker: true}),
		}
	}}
}

// manager is a context manager made of functions, either of which may be nil.
type manager struct {
	enter func(th *object.Thread) (object.Value, error)
	exit  func(th *object.Thread, exc *object.Exception) (bool, error)
	// remake makes a fresh one, for use as a decorator.
	remake func(th *object.Thread) (*manager, error)
}

// PyClass is the class of context managers.
func (*manager) PyClass() *object.Class { return managerClass }

var managerClass = &object.Class{Name: "_GeneratorContextManager", Module: "contextlib", Doc: "A context manager.", Final: true}

func init() {
	managerClass.Enter = func(th *object.Thread, self object.Value) (object.Value, error) {
		if m := self.(*manager); m.enter != nil {
			return m.enter(th)
		}
		return nil, nil
	}
	managerClass.Exit = func(th *object.Thread, self object.Value, exc *object.Exception) (bool, error) {
		if m := self.(*manager); m.exit != nil {
			return m.exit(th, exc)
		}
		return false, nil
	}
	// A context manager as a decorator runs each call of the function inside.
	managerClass.Call = func(th *object.Thread, self object.Value, args object.Args) (object.Value, error) {
		m := self.(*manager)
		if len(args.Pos) != 1 || !object.IsCallable(args.Pos[0]) {
			return nil, object.TypeErrorf("'_GeneratorContextManager' object decorates a function")
		}
		fn := args.Pos[0]
		name, _ := object.FuncName(fn)
		return object.RawFunc(name+"(*args, **kwargs)", "", func(th *object.Thread, args object.Args) (object.Value, error) {
			mine := m
			if m.remake != nil {
				var err error
				if mine, err = m.remake(th); err != nil {
					return nil, err
				}
			}
			return within(th, mine, func() (object.Value, error) { return object.Call(th, fn, args) })
		}), nil
	}
}

// within runs f as the block of a with statement.
func within(th *object.Thread, m object.Value, f func() (object.Value, error)) (object.Value, error) {
	if _, err := object.Enter(th, m); err != nil {
		return nil, err
	}
	v, err := f()
	var exc *object.Exception
	if err != nil {
		exc = object.AsRaised(err).Exc
	}
	swallow, xerr := object.Exit(th, m, exc)
	switch {
	case xerr != nil:
		return nil, xerr
	case swallow && err != nil:
		return nil, nil
	}
	return v, err
}

// managerFunc is what @contextmanager makes of a generator function.
type managerFunc struct {
	fn    object.Value
	attrs object.Namespace
}

// PyClass is function.
func (m *managerFunc) PyClass() *object.Class { return managerFuncClass }

// BindsSelf makes it a method when a class has it.
func (m *managerFunc) BindsSelf() bool { return true }

// FuncName is the generator function's name.
func (m *managerFunc) FuncName() string {
	name, _ := object.FuncName(m.fn)
	return name
}

var managerFuncClass = &object.Class{Name: "function", Doc: "A function that makes context managers.", Final: true,
	GetAttr: func(th *object.Thread, self object.Value, name string) (object.Value, bool, error) {
		v, ok := self.(*managerFunc).attrs.Get(name)
		return v, ok, nil
	},
	SetAttr: func(th *object.Thread, self object.Value, name string, v object.Value) (bool, error) {
		self.(*managerFunc).attrs.Set(name, v)
		return true, nil
	}}

// CallValue makes a context manager.
func (m *managerFunc) CallValue(th *object.Thread, args object.Args) (object.Value, error) {
	return m.manager(th, args)
}

func (m *managerFunc) manager(th *object.Thread, args object.Args) (*manager, error) {
	gen, err := object.Call(th, m.fn, args)
	if err != nil {
		return nil, err
	}
	return &manager{
		enter: func(th *object.Thread) (object.Value, error) {
			v, ok, err := object.Next(th, gen)
			if err == nil && !ok {
				err = object.RuntimeErrorf("generator didn't yield")
			}
			return v, err
		},
		exit:   func(th *object.Thread, exc *object.Exception) (bool, error) { return leaveGenerator(th, gen, exc) },
		remake: func(th *object.Thread) (*manager, error) { return m.manager(th, args) },
	}, nil
}

// leaveGenerator ends the generator of a context manager: it goes on after the
// yield, or gets the exception there.
func leaveGenerator(th *object.Thread, gen object.Value, exc *object.Exception) (bool, error) {
	if exc == nil {
		_, ok, err := object.Next(th, gen)
		if err == nil && ok {
			err = object.RuntimeErrorf("generator didn't stop")
		}
		return false, err
	}
	_, err := object.CallMethodOf(th, gen, "throw", object.Pos(exc))
	switch {
	case err == nil:
		return false, object.RuntimeErrorf("generator didn't stop after throw()")
	case object.AsRaised(err).Exc == exc:
		return false, nil
	case object.IsError(err, object.StopIteration):
		return true, nil
	}
	// A StopIteration of the block comes back as the cause of a RuntimeError.
	if r := object.AsRaised(err).Exc; r.Cause == exc && exc.Class.IsSubclass(object.StopIteration) {
		return false, nil
	}
	return false, err
}

// redirected writes to an object with a method write.
type redirected struct {
	th     *object.Thread
	target object.Value
}

func (r redirected) Write(p []byte) (int, error) {
	_, err := object.CallMethodOf(r.th, r.target, "write", object.Pos(string(p)))
	return len(p), err
}

func redirectStdout(th *object.Thread, a *object.Bound) (object.Value, error) {
	target := a.At(0)
	outer := th.Stdout
	return &manager{
		enter: func(th *object.Thread) (object.Value, error) {
			outer = th.Stdout
			th.Stdout = redirected{th, target}
			return target, nil
		},
		exit: func(th *object.Thread, exc *object.Exception) (bool, error) {
			th.Stdout = outer
			return false, nil
		},
	}, nil
}

// exitStack is contextlib.ExitStack.
type exitStack struct {
	exits []func(th *object.Thread, exc *object.Exception) (bool, error)
}

// PyClass is ExitStack.
func (*exitStack) PyClass() *object.Class { return exitStackClass }

var exitStackClass = &object.Class{Name: "ExitStack", Module: "contextlib", Doc: "Leaves many context managers at its end.", Signature: "ExitStack()", Final: true}

func init() {
	c := exitStackClass
	c.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		return &exitStack{}, nil
	}
	c.Enter = func(th *object.Thread, self object.Value) (object.Value, error) { return self, nil }
	c.Exit = func(th *object.Thread, self object.Value, exc *object.Exception) (bool, error) {
		s := self.(*exitStack)
		swallowed := false
		for len(s.exits) > 0 {
			exit := s.exits[len(s.exits)-1]
			s.exits = s.exits[:len(s.exits)-1]
			swallow, err := exit(th, exc)
			if err != nil {
				return false, err
			}
			if swallow && exc != nil {
				exc, swallowed = nil, true
			}
		}
		return swallowed, nil
	}
	c.Members = func() []object.Member {
		return []object.Member{
			object.Method("enter_context(self, cm)", "Enters a context manager, to be left at the end.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				cm := a.Value("cm")
				v, err := object.Enter(th, cm)
				if err != nil {
					return nil, err
				}
				s := a.Self().(*exitStack)
				s.exits = append(s.exits, func(th *object.Thread, exc *object.Exception) (bool, error) { return object.Exit(th, cm, exc) })
				return v, nil
			}),
			object.Method("push(self, exit)", "Leaves a context manager, or calls a function as __exit__, at the end.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				exit := a.At(1)
				s := a.Self().(*exitStack)
				if _, ok := object.TypeOf(exit).Lookup("__exit__"); ok {
					s.exits = append(s.exits, func(th *object.Thread, exc *object.Exception) (bool, error) { return object.Exit(th, exit, exc) })
					return exit, nil
				}
				s.exits = append(s.exits, func(th *object.Thread, exc *object.Exception) (bool, error) {
					args := object.Pos(nil, nil, nil)
					if exc != nil {
						args = object.Pos(exc.Class, exc, nil)
					}
					v, err := object.Call(th, exit, args)
					if err != nil {
						return false, err
					}
					return object.Truth(th, v)
				})
				return exit, nil
			}),
			object.Method("pop_all(self)", "Another stack that takes over what is to be left.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				s := a.Self().(*exitStack)
				other := &exitStack{exits: s.exits}
				s.exits = nil
				return other, nil
			}),
			object.Method("callback(self, callback, /, *args, **kwds)", "Calls a function at the end.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				fn, args := a.At(1), object.Args{Pos: a.Rest("args"), Kw: a.Kwargs("kwds")}
				s := a.Self().(*exitStack)
				s.exits = append(s.exits, func(th *object.Thread, exc *object.Exception) (bool, error) {
					_, err := object.Call(th, fn, args)
					return false, err
				})
				return fn, nil
			}),
			object.Method("close(self)", "Leaves all context managers.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				_, err := c.Exit(th, a.Self(), nil)
				return nil, err
			}),
		}
	}
}
