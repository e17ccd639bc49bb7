package std

import (
	"kerash/interp/object"
)

func collectionsModule() *object.Module {
	return &object.Module{Name: "collections", Doc: "Containers beside list, tuple, dict and set.", Members: func() []object.Member {
		return []object.Member{
			object.Const("OrderedDict", orderedDictClass), object.Const("defaultdict", defaultDictClass), object.Const("Counter", counterClass),
			object.Const("deque", dequeClass), object.Const("ChainMap", chainMapClass), object.Const("UserDict", userDictClass), object.Const("UserList", userListClass),
			object.Const("UserString", userStringClass), namedtupleFunc(),
		}
	}, GetAttr: func(th *object.Thread, name string) (object.Value, bool, error) {
		if name != "abc" {
			return nil, false, nil
		}
		m, err := th.Import(th, "collections.abc")
		return m, err == nil, err
	}}
}

// newDictClass declares a subclass of dict.
func newDictClass(name, sig, doc string) *object.Class {
	return &object.Class{Name: name, Module: "collections", Doc: doc, Signature: sig, Base: object.DictClass}
}

var (
	orderedDictClass = object.OrderedDictClass
	defaultDictClass = newDictClass("defaultdict", "defaultdict(default_factory=None, /, *args, **kwargs)", "A dict that makes the values of missing keys.")
	counterClass     = newDictClass("Counter", "Counter(iterable=None, /, **kwds)", "A dict that counts.")
)

func dictOf(v object.Value) *object.Dict {
	d, ok := object.NativeOf(v).(*object.Dict)
	if !ok {
		object.Throw(object.TypeErrorf("a dict is required, not '%s'", object.TypeName(v)))
	}
	return d
}

// newDictInstance makes an object of a subclass of dict.
func newDictInstance(cls *object.Class) *object.Instance {
	return &object.Instance{Class: cls, Native: object.NewDict()}
}

// setDictSlots makes objects of the class and of those derived from it.
func setDictSlots(c *object.Class, fill func(th *object.Thread, inst *object.Instance, args object.Args) error) {
	c.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		inst := newDictInstance(cls)
		return inst, fill(th, inst, args)
	}
	c.Init = fill
}

func fillPlain(th *object.Thread, inst *object.Instance, args object.Args) error {
	d := dictOf(inst)
	if len(args.Pos) > 1 {
		return object.TypeErrorf("expected at most 1 argument, got %d", len(args.Pos))
	}
	if len(args.Pos) == 1 {
		if err := object.DictUpdate(th, d, args.Pos[0]); err != nil {
			return err
		}
	}
	for _, k := range args.Kw {
		d.SetStr(k.Name, k.Value)
	}
	return nil
}

func init() {
	initOrderedDict()
	initDefaultDict()
	initCounter()
}

func initOrderedDict() {
	c := orderedDictClass
	c.Binary = mergeDicts(c)
	setDictSlots(c, fillPlain)
	c.Repr = func(th *object.Thread, self object.Value) (string, error) {
		d := dictOf(self)
		if d.Len() == 0 {
			return object.TypeName(self) + "()", nil
		}
		pairs := object.NewList()
		for it := d.Entries(); it.Next(); {
			pairs.Elems = append(pairs.Elems, object.NewTuple(it.Key(), it.Value()))
		}
		s, err := object.Repr(th, pairs)
		return object.TypeName(self) + "(" + s + ")", err
	}
	c.Compare = func(th *object.Thread, op object.Op, a, b object.Value) (object.Value, error) {
		if op != object.Eq && op != object.Ne || !object.IsInstance(a, c) || !object.IsInstance(b, c) {
			return object.DictClass.Compare(th, op, object.NativeOf(a), object.NativeOf(b))
		}
		same, err := object.Equal(th, object.NewList(dictOf(a).Keys()...), object.NewList(dictOf(b).Keys()...))
		if err == nil && same {
			same, err = object.Equal(th, dictOf(a), dictOf(b))
		}
		return same == (op == object.Eq), err
	}
	c.Members = func() []object.Member {
		return []object.Member{
			object.Method("move_to_end(self, key, last=True)", "Makes a key the last one, or the first.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				d := dictOf(a.Self())
				v, ok, err := d.Delete(th, a.Value("key"))
				if err != nil {
					return nil, err
				}
				if !ok {
					return nil, object.KeyErrorOf(a.Value("key"))
				}
				rest := object.NewDict()
				if !a.Bool("last") {
					rest = d.Copy()
					d.Clear()
				}
				if err := d.Set(th, a.Value("key"), v); err != nil {
					return nil, err
				}
				return nil, object.DictUpdate(th, d, rest)
			}),
			object.Method("popitem(self, last=True)", "Removes and returns the last key with its value, or the first.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				d := dictOf(a.Self())
				keys := d.Keys()
				if len(keys) == 0 {
					return nil, object.KeyErrorOf("dictionary is empty")
				}
				k := keys[0]
				if a.Bool("last") {
					k = keys[len(keys)-1]
				}
				v, _, err := d.Delete(th, k)
				return object.NewTuple(k, v), err
			}),
			copyMethod(),
		}
	}
}

// mergeDicts is a | b of a subclass of dict: a dict of the same class.
func mergeDicts(cls *object.Class) func(th *object.Thread, op object.Op, a, b object.Value) (object.Value, error) {
	return func(th *object.Thread, op object.Op, a, b object.Value) (object.Value, error) {
		x, isDict := object.NativeOf(a).(*object.Dict)
		y, isDict2 := object.NativeOf(b).(*object.Dict)
		if op != object.BitOr || !isDict || !isDict2 {
			return object.NotImplemented, nil
		}
		like, ok := a.(*object.Instance)
		if !ok || !like.Class.IsSubclass(cls) {
			like = b.(*object.Instance)
		}
		out := &object.Instance{Class: like.Class, Native: x.Copy()}
		for i := range like.Attrs.Len() {
			out.Attrs.Set(like.Attrs.At(i))
		}
		return out, object.DictUpdate(th, dictOf(out), y)
	}
}

// copyMethod is copy() of a subclass of dict.
func copyMethod() object.Member {
	return object.Method("copy(self)", "A shallow copy.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
		inst, ok := a.Self().(*object.Instance)
		if !ok {
			return dictOf(a.Self()).Copy(), nil
		}
		c := &object.Instance{Class: inst.Class, Native: dictOf(inst).Copy()}
		for i := range inst.Attrs.Len() {
			c.Attrs.Set(inst.Attrs.At(i))
		}
		return c, nil
	})
}

func initDefaultDict() {
	c := defaultDictClass
	c.Binary = mergeDicts(c)
	setDictSlots(c, func(th *object.Thread, inst *object.Instance, args object.Args) error {
		factory := object.Value(nil)
		if len(args.Pos) > 0 {
			if factory = args.Pos[0]; factory != nil && !object.IsCallable(factory) {
				return object.TypeErrorf("first argument must be callable or None")
			}
			args.Pos = args.Pos[1:]
		}
		inst.Attrs.Set("default_factory", factory)
		return fillPlain(th, inst, args)
	})
	missing := func(th *object.Thread, inst *object.Instance, key object.Value) (object.Value, error) {
		factory, _ := inst.Attrs.Get("default_factory")
		if factory == nil {
			return nil, object.KeyErrorOf(key)
		}
		v, err := object.CallFn(th, factory)
		if err != nil {
			return nil, err
		}
		return v, dictOf(inst).Set(th, key, v)
	}
	c.Index = func(th *object.Thread, self, key object.Value) (object.Value, error) {
		return indexOrMissing(th, self, key, missing)
	}
	c.Repr = func(th *object.Thread, self object.Value) (string, error) {
		inst := self.(*object.Instance)
		factory, _ := inst.Attrs.Get("default_factory")
		f, err := object.Repr(th, factory)
		if err != nil {
			return "", err
		}
		d, err := object.Repr(th, dictOf(inst))
		return object.TypeName(self) + "(" + f + ", " + d + ")", err
	}
	c.Members = func() []object.Member {
		return []object.Member{copyMethod(), object.Method("__missing__(self, key, /)", "The value made for a missing key.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return missing(th, a.Self().(*object.Instance), a.At(1))
		})}
	}
}

// indexOrMissing is d[key] for a class whose missing keys have values.
func indexOrMissing(th *object.Thread, self, key object.Value, missing func(th *object.Thread, inst *object.Instance, key object.Value) (object.Value, error)) (object.Value, error) {
	v, ok, err := dictOf(self).Get(th, key)
	if ok || err != nil {
		return v, err
	}
	inst, isInst := self.(*object.Instance)
	if !isInst {
		return nil, object.KeyErrorOf(key)
	}
	if v, ok, err := inst.CallMethod(th, "__missing__", object.Pos(key)); ok {
		return v, err
	}
	return missing(th, inst, key)
}
