package std

import (
	"strings"

	"kerash/interp/object"
)

// form is a name of typing without arguments: Any, Union, List.
type form struct {
	name string
	// stands is the class that stands behind, module.name where it is none of
	// the builtins: list for List, "" for special forms.
	stands string
	// params is how many arguments it takes: 0 none, -1 any number.
	params int
}

// typingForms are the names with how many arguments they take and the class
// behind them, module.name where it is none of the builtins.
const typingForms = `Any 0
Union -1
Optional 1
Literal -1
Final 1
ClassVar 1
NoReturn 0
Never 0
Self 0
LiteralString 0
TypeAlias 0
Concatenate -1
Required 1
NotRequired 1
Unpack 1
TypeGuard 1
Annotated -1
List 1 list
Dict 2 dict
Set 1 set
FrozenSet 1 frozenset
Tuple -1 tuple
Type 1 type
Callable -1 collections.abc.Callable
Deque 1 collections.deque
DefaultDict 2 collections.defaultdict
OrderedDict 2 collections.OrderedDict
Counter 1 collections.Counter
ChainMap 2 collections.ChainMap
Iterable 1 collections.abc.Iterable
Iterator 1 collections.abc.Iterator
Generator 3 collections.abc.Generator
Reversible 1 collections.abc.Reversible
Container 1 collections.abc.Container
Collection 1 collections.abc.Collection
Hashable 0 collections.abc.Hashable
Sized 0 collections.abc.Sized
Sequence 1 collections.abc.Sequence
MutableSequence 1 collections.abc.MutableSequence
Mapping 2 collections.abc.Mapping
MutableMapping 2 collections.abc.MutableMapping
AbstractSet 1 collections.abc.Set
MutableSet 1 collections.abc.MutableSet
MappingView 1 collections.abc.MappingView
KeysView 1 collections.abc.KeysView
ItemsView 2 collections.abc.ItemsView
ValuesView 1 collections.abc.ValuesView
ByteString 0 collections.abc.ByteString
Awaitable 1 collections.abc.Awaitable
Coroutine 3 collections.abc.Coroutine
AsyncIterable 1 collections.abc.AsyncIterable
AsyncIterator 1 collections.abc.AsyncIterator
AsyncGenerator 2 collections.abc.AsyncGenerator
ContextManager 1 contextlib.AbstractContextManager
AsyncContextManager 1 contextlib.AbstractAsyncContextManager
Pattern 1 re.Pattern
Match 1 re.Match
IO 1
TextIO 0
BinaryIO 0
SupportsInt 0 __int__
SupportsFloat 0 __float__
SupportsComplex 0 __complex__
SupportsBytes 0 __bytes__
SupportsIndex 0 __index__
SupportsAbs 1 __abs__
SupportsRound 1 __round__`

// formOf reads a line of typingForms.
func formOf(line string) *form {
	parts := strings.Fields(line)
	f := &form{name: parts[0]}
	switch parts[1] {
	case "-1":
		f.params = -1
	default:
		f.params = int(parts[1][0] - '0')
	}
	if len(parts) > 2 {
		f.stands = parts[2]
	}
	return f
}

// origin is the class behind the form, nil for special forms.
func (f *form) origin(th *object.Thread) (*object.Class, error) {
	if f.stands == "" {
		return nil, nil
	}
	if strings.HasPrefix(f.stands, "__") {
		return &object.Class{Name: f.name, Module: "typing", Marker: true, Includes: func(c *object.Class) bool {
			_, ok := c.Lookup(f.stands)
			return ok
		}}, nil
	}
	module, name := "builtins", f.stands
	if dot := strings.LastIndexByte(name, '.'); dot > 0 {
		module, name = name[:dot], name[dot+1:]
	}
	m, err := th.Import(th, module)
	if err != nil {
		return nil, err
	}
	v, err := object.GetAttr(th, m, name)
	cls, _ := v.(*object.Class)
	return cls, err
}

// PyClass is the class of the forms.
func (*form) PyClass() *object.Class { return formClass }

// CheckInstance is isinstance(v, List): that of the class behind the form.
func (f *form) CheckInstance(th *object.Thread, v object.Value, class bool) (bool, error) {
	origin, err := f.origin(th)
	if err != nil {
		return false, err
	}
	if origin == nil {
		name := "isinstance()"
		if class {
			name = "issubclass()"
		}
		return false, object.TypeErrorf("typing.%s cannot be used with %s", f.name, name)
	}
	return object.InstanceCheck(th, v, origin, class)
}

var formClass = &object.Class{Name: "_SpecialForm", Module: "typing", Doc: "A name for annotations; kerash does not check them.", Final: true}

func init() {
	c := formClass
	c.Repr = func(th *object.Thread, self object.Value) (string, error) {
		f := self.(*form)
		if f.name == "Annotated" || strings.HasSuffix(f.name, "IO") || strings.HasPrefix(f.name, "Supports") {
			return "<class 'typing." + f.name + "'>", nil
		}
		return "typing." + f.name, nil
	}
	c.Index = func(th *object.Thread, self, key object.Value) (object.Value, error) {
		return self.(*form).with(th, key)
	}
	c.Binary = uniteForms
	c.Call = func(th *object.Thread, self object.Value, args object.Args) (object.Value, error) {
		switch f := self.(*form); {
		case f.name == "Any":
			return nil, object.TypeErrorf("Any cannot be instantiated")
		case f.stands != "":
			return nil, object.TypeErrorf("Type %s cannot be instantiated; use %s() instead", f.name, f.stands[strings.LastIndexByte(f.stands, '.')+1:])
		default:
			return nil, object.TypeErrorf("Cannot instantiate typing.%s", f.name)
		}
	}
	c.Members = func() []object.Member {
		return []object.Member{
			object.Getter("_name", "the name", func(th *object.Thread, self object.Value) (object.Value, error) { return self.(*form).name, nil }),
			object.Getter("__module__", "typing", func(th *object.Thread, self object.Value) (object.Value, error) { return "typing", nil }),
			object.Getter("__name__", "the name", func(th *object.Thread, self object.Value) (object.Value, error) { return self.(*form).name, nil }),
			object.Method("__mro_entries__(self, bases, /)", "The class to derive from.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				f := a.Self().(*form)
				origin, err := f.origin(th)
				if err == nil && origin == nil {
					err = object.TypeErrorf("Cannot subclass typing.%s", f.name)
				}
				return object.NewTuple(origin), err
			}),
		}
	}
	c.GetAttr = func(th *object.Thread, self object.Value, name string) (object.Value, bool, error) {
		f := self.(*form)
		if name != "__origin__" || f.stands == "" {
			return nil, false, nil
		}
		origin, err := f.origin(th)
		return origin, true, err
	}
}

// with is f[key].
func (f *form) with(th *object.Thread, key object.Value) (object.Value, error) {
	args := []object.Value{key}
	if t, ok := key.(*object.Tuple); ok {
		args = t.Elems
	}
	switch {
	case f.params == 0:
		if f.stands != "" {
			return nil, object.TypeErrorf("typing.%s is not a generic class", f.name)
		}
		return nil, object.TypeErrorf("typing.%s is not subscriptable", f.name)
	case f.stands == "" && f.params == 1 && len(args) != 1:
		if f.name == "Optional" {
			text, err := object.Repr(th, key)
			if err != nil {
				return nil, err
			}
			return nil, object.TypeErrorf("typing.Optional requires a single type. Got %s.", text)
		}
		return nil, object.TypeErrorf("typing.%s accepts only single type.", f.name)
	case f.params > 0 && len(args) != f.params:
		how := "many"
		if len(args) < f.params {
			how = "few"
		}
		return nil, object.TypeErrorf("Too %s arguments for typing.%s; actual %d, expected %d", how, f.name, len(args), f.params)
	}
	switch f.name {
	case "Literal":
		return &generic{of: f, args: args}, nil
	case "Optional":
		return unionOf(th, []object.Value{typeArgument(args[0]), object.NoneClass})
	case "Union":
		if len(args) == 0 {
			return nil, object.TypeErrorf("Cannot take a Union of no types.")
		}
		return unionOf(th, typeArguments(args))
	case "Callable":
		return f.callable(th, args)
	case "Annotated":
		if len(args) < 2 {
			return nil, object.TypeErrorf("Annotated[...] should be used with at least two arguments (a type and an annotation).")
		}
		return &generic{of: f, args: append([]object.Value{typeArgument(args[0])}, args[1:]...)}, nil
	}
	return &generic{of: f, args: typeArguments(args)}, nil
}

// callable is Callable[[arguments], result].
func (f *form) callable(th *object.Thread, args []object.Value) (object.Value, error) {
	if len(args) != 2 {
		return nil, object.TypeErrorf("Callable must be used as Callable[[arg, ...], result].")
	}
	out := &generic{of: f}
	switch params := args[0].(type) {
	case *object.List:
		out.args = typeArguments(params.Elems)
	case object.EllipsisType, *typeVar:
		out.args = []object.Value{params}
	default:
		return nil, object.TypeErrorf("Callable[args, result]: args must be a list. Got %s", object.TypeName(params))
	}
	out.args = append(out.args, typeArgument(args[1]))
	return out, nil
}

// typeArgument is an argument as typing keeps it: NoneType for None, a forward
// reference for a text.
func typeArgument(v object.Value) object.Value {
	switch v := v.(type) {
	case nil:
		return object.NoneClass
	case string:
		return &forwardRef{v}
	}
	return v
}

func typeArguments(args []object.Value) []object.Value {
	out := make([]object.Value, len(args))
	for i, v := range args {
		out[i] = typeArgument(v)
	}
	return out
}

// unionOf is Union[args]: unions in it are taken apart and each type stands
// once. That of one type is the type.
func unionOf(th *object.Thread, args []object.Value) (object.Value, error) {
	var flat []object.Value
	add := func(v object.Value) error {
		for _, x := range flat {
			if same, err := object.Equal(th, x, v); same || err != nil {
				return err
			}
		}
		flat = append(flat, v)
		return nil
	}
	for _, v := range args {
		parts := []object.Value{v}
		switch u := v.(type) {
		case *generic:
			if u.isUnion() {
				parts = u.args
			}
		case *object.Union:
			parts = typeArguments(u.Elems)
		}
		for _, p := range parts {
			if err := add(p); err != nil {
				return nil, err
			}
		}
	}
	if len(flat) == 1 {
		return flat[0], nil
	}
	return &generic{of: unionForm, args: flat}, nil
}

var unionForm = &form{name: "Union", params: -1}

// uniteForms is a | b where one is a form of typing.
func uniteForms(th *object.Thread, op object.Op, a, b object.Value) (object.Value, error) {
	if op != object.BitOr {
		return object.NotImplemented, nil
	}
	for _, v := range []object.Value{a, b} {
		switch v.(type) {
		case nil, string, *object.Class, object.TypeForm, object.TypeParameter, *object.Union:
		default:
			return object.NotImplemented, nil
		}
	}
	return unionOf(th, []object.Value{typeArgument(a), typeArgument(b)})
}
