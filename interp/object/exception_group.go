package object

import "fmt"

// The classes of exceptions that carry several others.
var (
	BaseExceptionGroup = exceptionClass("BaseExceptionGroup", BaseException, "Several exceptions as one.")
	ExceptionGroup     = exceptionClass("ExceptionGroup", BaseExceptionGroup, "Several exceptions as one, all of them an Exception.")
)

func init() {
	ExceptionGroup.bases = []*Class{BaseExceptionGroup, ExceptionClass}
	ExceptionGroup.mro = []*Class{ExceptionGroup, BaseExceptionGroup, ExceptionClass, BaseException, ObjectClass}
	BaseExceptionGroup.New = newExceptionGroup
	BaseExceptionGroup.Str = func(th *Thread, self Value) (string, error) {
		g := self.(*Exception)
		plural := "s"
		if len(g.Group) == 1 {
			plural = ""
		}
		return fmt.Sprintf("%s (%d sub-exception%s)", g.groupMessage(), len(g.Group), plural), nil
	}
	BaseExceptionGroup.Members = groupMembers
}

// IsGroup reports whether the exception carries others.
func (e *Exception) IsGroup() bool { return e.Class.IsSubclass(BaseExceptionGroup) }

func (e *Exception) groupMessage() string {
	if len(e.Args) == 0 {
		return ""
	}
	s, _ := e.Args[0].(string)
	return s
}

// newExceptionGroup is BaseExceptionGroup.__new__: it makes an ExceptionGroup
// of exceptions that all are an Exception.
func newExceptionGroup(th *Thread, cls *Class, args Args) (Value, error) {
	if len(args.Pos) != 2 {
		return nil, TypeErrorf("BaseExceptionGroup.__new__() takes exactly 2 arguments (%d given)", len(args.Pos))
	}
	if _, ok := args.Pos[0].(string); !ok {
		return nil, TypeErrorf("BaseExceptionGroup.__new__() argument 1 must be str, not %s", TypeName(args.Pos[0]))
	}
	switch NativeOf(args.Pos[1]).(type) {
	case *List, *Tuple:
	default:
		return nil, TypeErrorf("second argument (exceptions) must be a sequence")
	}
	elems, err := ToSlice(th, args.Pos[1])
	if err != nil {
		return nil, err
	}
	if len(elems) == 0 {
		return nil, ValueErrorf("second argument (exceptions) must be a non-empty sequence")
	}
	plain := true
	var group []*Exception
	for i, v := range elems {
		e, ok := v.(*Exception)
		if !ok {
			return nil, ValueErrorf("Item %d of second argument (exceptions) is not an exception", i)
		}
		plain = plain && e.Class.IsSubclass(ExceptionClass)
		group = append(group, e)
	}
	switch {
	case cls == BaseExceptionGroup && plain:
		cls = ExceptionGroup
	case plain:
	case cls == ExceptionGroup:
		return nil, TypeErrorf("Cannot nest BaseExceptions in an ExceptionGroup")
	case cls.IsSubclass(ExceptionClass):
		return nil, TypeErrorf("Cannot nest BaseExceptions in '%s'", cls.Name)
	}
	g := NewException(cls, args.Pos...)
	g.Group = group
	return g, nil
}

// NewGroup makes a group of exceptions.
func NewGroup(message string, group []*Exception) *Exception {
	cls := ExceptionGroup
	for _, e := range group {
		if !e.Class.IsSubclass(ExceptionClass) {
			cls = BaseExceptionGroup
		}
	}
	g := NewException(cls, message, exceptionList(group))
	g.Group = group
	return g
}

func exceptionList(group []*Exception) *List {
	l := NewList()
	for _, e := range group {
		l.Elems = append(l.Elems, e)
	}
	return l
}

// Split divides an exception by a condition: the part for which it holds and
// the rest, nil for none. Groups are divided to their leaves.
func (e *Exception) Split(th *Thread, holds func(*Exception) (bool, error)) (match, rest *Exception, err error) {
	ok, err := holds(e)
	switch {
	case err != nil:
		return nil, nil, err
	case ok:
		return e, nil, nil
	case !e.IsGroup():
		return nil, e, nil
	}
	var in, out []*Exception
	for _, sub := range e.Group {
		m, r, err := sub.Split(th, holds)
		if err != nil {
			return nil, nil, err
		}
		if m != nil {
			in = append(in, m)
		}
		if r != nil {
			out = append(out, r)
		}
	}
	if match, err = e.derive(th, in); err != nil {
		return nil, nil, err
	}
	rest, err = e.derive(th, out)
	return match, rest, err
}

// derive makes a group like e of some of its exceptions; nil for none. The
// method derive makes it, where user code has one.
func (e *Exception) derive(th *Thread, group []*Exception) (*Exception, error) {
	if len(group) == 0 {
		return nil, nil
	}
	g := NewGroup(e.groupMessage(), group)
	if v, ok, err := e.Instance.callOn(th, e, "derive", exceptionList(group)); err != nil {
		return nil, err
	} else if ok {
		made, isExc := v.(*Exception)
		if !isExc || !made.IsGroup() {
			return nil, TypeErrorf("derive must return an instance of BaseExceptionGroup")
		}
		g = made
	}
	g.Trace, g.Cause, g.Context, g.SuppressContext = e.Trace, e.Cause, e.Context, e.SuppressContext
	if notes, ok := e.Attrs.Get("__notes__"); ok {
		g.Attrs.Set("__notes__", notes)
	}
	return g, nil
}

// callOn calls a method of self that user code defined.
func (i *Instance) callOn(th *Thread, self Value, name string, args ...Value) (Value, bool, error) {
	fn, ok := i.Overrides(name)
	if !ok {
		return nil, false, nil
	}
	v, err := callMethod(th, fn, self, i.Class, args...)
	return v, true, err
}

// Rejoin gives the part of group e whose leaves stand in any of the parts.
func (e *Exception) Rejoin(th *Thread, parts []*Exception) (*Exception, error) {
	leaves := map[*Exception]bool{}
	var collect func(x *Exception)
	collect = func(x *Exception) {
		if !x.IsGroup() {
			leaves[x] = true
		}
		for _, sub := range x.Group {
			collect(sub)
		}
	}
	for _, p := range parts {
		collect(p)
	}
	match, _, err := e.Split(th, func(x *Exception) (bool, error) { return leaves[x], nil })
	return match, err
}

// groupCondition is the argument of split and subgroup as a function: a class,
// a tuple of classes, or something to call.
func groupCondition(th *Thread, v Value) (func(*Exception) (bool, error), error) {
	classes := []Value{v}
	t, isTuple := v.(*Tuple)
	if isTuple {
		classes = t.Elems
	}
	if _, isClass := v.(*Class); isClass || isTuple {
		for _, c := range classes {
			if k, ok := c.(*Class); !ok || !k.IsSubclass(BaseException) {
				return nil, TypeErrorf("expected a function, exception type or tuple of exception types")
			}
		}
		return func(e *Exception) (bool, error) {
			for _, c := range classes {
				if e.Class.IsSubclass(c.(*Class)) {
					return true, nil
				}
			}
			return false, nil
		}, nil
	}
	if !IsCallable(v) {
		return nil, TypeErrorf("expected a function, exception type or tuple of exception types")
	}
	return func(e *Exception) (bool, error) {
		r, err := CallFn(th, v, e)
		if err != nil {
			return false, err
		}
		return Truth(th, r)
	}, nil
}

func groupMembers() []Member {
	divide := func(th *Thread, a *Bound) (*Exception, *Exception, error) {
		holds, err := groupCondition(th, a.At(1))
		if err != nil {
			return nil, nil, err
		}
		return a.Self().(*Exception).Split(th, holds)
	}
	return []Member{
		Getter("message", "the message", func(th *Thread, self Value) (Value, error) { return self.(*Exception).groupMessage(), nil }),
		Getter("exceptions", "the exceptions", func(th *Thread, self Value) (Value, error) {
			return &Tuple{exceptionList(self.(*Exception).Group).Elems}, nil
		}),
		Method("split(self, condition, /)", "The part for which a condition holds, and the rest.", func(th *Thread, a *Bound) (Value, error) {
			match, rest, err := divide(th, a)
			return NewTuple(exceptionOrNone(match), exceptionOrNone(rest)), err
		}),
		Method("subgroup(self, condition, /)", "The part for which a condition holds.", func(th *Thread, a *Bound) (Value, error) {
			match, _, err := divide(th, a)
			return exceptionOrNone(match), err
		}),
		Method("derive(self, excs, /)", "A group with the same message of other exceptions.", func(th *Thread, a *Bound) (Value, error) {
			return newExceptionGroup(th, BaseExceptionGroup, Pos(a.Self().(*Exception).groupMessage(), a.At(1)))
		}),
	}
}
