package std

import (
	"kerash/interp/object"
)

// dispatcher calls the variant of the nearest class of its first argument. It
// is a function to user code: it takes attributes and binds as a method does.
type dispatcher struct {
	general  object.Value
	classes  []*object.Class
	variants map[*object.Class]object.Value
	attrs    object.Namespace
}

// PyClass is function.
func (d *dispatcher) PyClass() *object.Class { return dispatcherClass }

// BindsSelf makes a method of what is found in a class.
func (d *dispatcher) BindsSelf() bool { return true }

// CallValue calls the variant.
func (d *dispatcher) CallValue(th *object.Thread, args object.Args) (object.Value, error) {
	if len(args.Pos) == 0 {
		name, _ := object.FuncName(d.general)
		return nil, object.TypeErrorf("%s requires at least 1 positional argument", name)
	}
	fn, err := d.variant(th, object.TypeOf(args.Pos[0]))
	if err != nil {
		return nil, err
	}
	return object.Call(th, fn, args)
}

// variant is the function for a class: that of the nearest class it derives
// from, of an abstract class that includes it, or the general one.
func (d *dispatcher) variant(th *object.Thread, cls *object.Class) (object.Value, error) {
	for _, k := range cls.MRO() {
		if fn, ok := d.variants[k]; ok {
			return fn, nil
		}
	}
	for _, k := range d.classes {
		if yes, err := object.InstanceCheck(th, cls, k, true); err != nil {
			return nil, err
		} else if yes {
			return d.variants[k], nil
		}
	}
	return d.general, nil
}

func (d *dispatcher) add(cls *object.Class, fn object.Value) {
	if _, ok := d.variants[cls]; !ok {
		d.classes = append(d.classes, cls)
	}
	d.variants[cls] = fn
}

// singleDispatch makes a function with variants.
func singleDispatch(th *object.Thread, a *object.Bound) (object.Value, error) {
	d := &dispatcher{general: a.At(0), variants: map[*object.Class]object.Value{}}
	_, err := updateWrapper(th, d, a.At(0))
	return d, err
}

// firstAnnotation is what a function's first annotation names.
func firstAnnotation(th *object.Thread, fn object.Value) (object.Value, error) {
	notes, err := object.GetAttr(th, fn, "__annotations__")
	if err != nil {
		return nil, err
	}
	d, ok := notes.(*object.Dict)
	if !ok || d.Len() == 0 {
		text, err := object.Repr(th, fn)
		if err != nil {
			return nil, err
		}
		return nil, object.TypeErrorf("Invalid first argument to `register()`: %s. Use either `@register(some_class)` or plain `@register` on an annotated function.", text)
	}
	note := d.Values()[0]
	if s, isText := note.(string); isText {
		return evalType(th, s, globalsOf(th, fn), nil)
	}
	return note, nil
}

// dispatchClasses are the classes that a variant is for: one, or those of a union.
func dispatchClasses(v object.Value) ([]*object.Class, bool) {
	switch v := v.(type) {
	case nil:
		return []*object.Class{object.NoneClass}, true
	case *object.Class:
		return []*object.Class{v}, true
	case *object.Union, *generic:
		g := asGeneric(v)
		if !g.isUnion() {
			return nil, false
		}
		var out []*object.Class
		for _, t := range g.args {
			c, ok := t.(*object.Class)
			if !ok {
				return nil, false
			}
			out = append(out, c)
		}
		return out, true
	}
	return nil, false
}

// register adds a variant, or gives the decorator that does.
func (d *dispatcher) register(th *object.Thread, of, fn object.Value) (object.Value, error) {
	classes, ok := dispatchClasses(of)
	if !ok && fn == nil {
		// @f.register over a function: the annotation of its first parameter is
		// the class.
		plain := of
		switch m := of.(type) {
		case *object.StaticMethod:
			plain = m.Fn
		case *object.ClassMethod:
			plain = m.Fn
		}
		note, err := firstAnnotation(th, plain)
		if err != nil {
			return nil, err
		}
		if classes, ok = dispatchClasses(note); !ok {
			text, err := object.Repr(th, note)
			if err != nil {
				return nil, err
			}
			return nil, object.TypeErrorf("Invalid annotation for 'arg'. %s is not a class.", text)
		}
		fn = of
	}
	if !ok {
		text, err := object.Repr(th, of)
		if err != nil {
			return nil, err
		}
		return nil, object.TypeErrorf("Invalid first argument to `register()`. %s is not a class or union type.", text)
	}
	if fn == nil {
		return object.Func("register(func, /)", "", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return d.register(th, of, a.At(0))
		}), nil
	}
	for _, c := range classes {
		d.add(c, fn)
	}
	return fn, nil
}

var dispatcherClass = &object.Class{Name: "function", Doc: "A function with variants.", Final: true}

func init() {
	c := dispatcherClass
	c.Members = func() []object.Member {
		return []object.Member{
			object.Method("register(self, cls, func=None)", "Adds the variant for a class; also as a decorator.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return a.Self().(*dispatcher).register(th, a.Value("cls"), a.Value("func"))
			}),
			object.Method("dispatch(self, cls)", "The variant for a class.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				cls, ok := a.Value("cls").(*object.Class)
				if !ok {
					return nil, object.TypeErrorf("dispatch() needs a class, not %s", object.TypeName(a.Value("cls")))
				}
				return a.Self().(*dispatcher).variant(th, cls)
			}),
			object.Getter("registry", "the variants by class", func(th *object.Thread, self object.Value) (object.Value, error) {
				d := self.(*dispatcher)
				out := object.NewDict()
				if err := out.Set(th, object.ObjectClass, d.general); err != nil {
					return nil, err
				}
				for _, k := range d.classes {
					if err := out.Set(th, k, d.variants[k]); err != nil {
						return nil, err
					}
				}
				return &object.MappingProxy{Map: out}, nil
			}),
		}
	}
	c.SetAttr = func(th *object.Thread, self object.Value, name string, v object.Value) (bool, error) {
		self.(*dispatcher).attrs.Set(name, v)
		return true, nil
	}
	c.GetAttr = func(th *object.Thread, self object.Value, name string) (object.Value, bool, error) {
		v, ok := self.(*dispatcher).attrs.Get(name)
		return v, ok, nil
	}
	c.Repr = func(th *object.Thread, self object.Value) (string, error) {
		return object.Repr(th, self.(*dispatcher).general)
	}
	initDispatchMethod()
	initPartialMethod()
}

// dispatchMethod is singledispatchmethod: the variant follows from the class of
// the argument after self.
type dispatchMethod struct{ d *dispatcher }

var dispatchMethodClass = &object.Class{Name: "singledispatchmethod", Module: "functools", Doc: "A method that has variants for the class of its first argument.", Signature: "singledispatchmethod(func)", Final: true}

// PyClass is singledispatchmethod.
func (*dispatchMethod) PyClass() *object.Class { return dispatchMethodClass }

func initDispatchMethod() {
	c := dispatchMethodClass
	c.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		b, err := cls.BindNew(th, args)
		if err != nil {
			return nil, err
		}
		return &dispatchMethod{&dispatcher{general: b.At(0), variants: map[*object.Class]object.Value{}}}, nil
	}
	c.Members = func() []object.Member {
		return []object.Member{
			object.Method("register(self, cls, method=None)", "Adds the variant for a class; also as a decorator.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return a.Self().(*dispatchMethod).d.register(th, a.Value("cls"), a.Value("method"))
			}),
		}
	}
}

// DescriptorGet is the method of an object.
func (m *dispatchMethod) DescriptorGet(th *object.Thread, obj object.Value, cls *object.Class) (object.Value, error) {
	name := "_method"
	if n, ok := object.FuncName(m.d.general); ok {
		name = n
	}
	method := object.RawFunc(name+"(*args, **kwargs)", "", func(th *object.Thread, args object.Args) (object.Value, error) {
		if len(args.Pos) == 0 {
			return nil, object.TypeErrorf("%s requires at least 1 positional argument", name)
		}
		fn, err := m.d.variant(th, object.TypeOf(args.Pos[0]))
		if err != nil {
			return nil, err
		}
		if fn, err = boundTo(th, fn, obj, cls); err != nil {
			return nil, err
		}
		return object.Call(th, fn, args)
	})
	return method, nil
}

// boundTo is what a function of a class is for an object (nil for the class):
// the function with it.
func boundTo(th *object.Thread, fn, obj object.Value, cls *object.Class) (object.Value, error) {
	switch m := fn.(type) {
	case *object.StaticMethod:
		return m.Fn, nil
	case *object.ClassMethod:
		return &object.BoundMethod{Self: cls, Fn: m.Fn}, nil
	case object.Descriptor:
		return m.DescriptorGet(th, obj, cls)
	}
	if obj == nil {
		return fn, nil
	}
	return &object.BoundMethod{Self: obj, Fn: fn}, nil
}

// partialMethod is a method with some arguments given already.
type partialMethod struct {
	fn   object.Value
	args object.Args
}

var partialMethodClass = &object.Class{Name: "partialmethod", Module: "functools", Doc: "A method with some arguments given already.", Signature: "partialmethod(func, /, *args, **keywords)", Final: true}

// PyClass is partialmethod.
func (*partialMethod) PyClass() *object.Class { return partialMethodClass }

func initPartialMethod() {
	c := partialMethodClass
	c.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		b, err := cls.BindNew(th, args)
		if err != nil {
			return nil, err
		}
		return &partialMethod{b.At(0), object.Args{Pos: b.Rest("args"), Kw: b.Kwargs("keywords")}}, nil
	}
	c.Members = func() []object.Member {
		return []object.Member{
			object.Getter("func", "the method", func(th *object.Thread, self object.Value) (object.Value, error) { return self.(*partialMethod).fn, nil }),
		}
	}
}

// DescriptorGet is the method of an object.
func (p *partialMethod) DescriptorGet(th *object.Thread, obj object.Value, cls *object.Class) (object.Value, error) {
	fn, err := boundTo(th, p.fn, obj, cls)
	if err != nil {
		return nil, err
	}
	return &partial{fn, p.args}, nil
}
