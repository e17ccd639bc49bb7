package std

import (
	"strings"

	"kerash/interp/object"
)

// typingNames are the names that annotations use. kerash does not check them.
const typingNames = "Any Union Optional List Dict Tuple Set FrozenSet Type Callable Iterable Iterator Sequence Mapping MutableMapping MutableSequence " +
	"Generator Literal Final ClassVar Annotated Text AnyStr NoReturn Never Self TypeAlias Hashable Sized Collection Container Counter DefaultDict " +
	"Deque OrderedDict SupportsFloat SupportsInt SupportsIndex Concatenate ParamSpec Required NotRequired Unpack LiteralString ContextManager Awaitable"

// annotation is a name of typing, perhaps with arguments: Optional[int].
type annotation struct{ text string }

// PyClass is the class of special forms.
func (*annotation) PyClass() *object.Class { return annotationClass }

var annotationClass = &object.Class{Name: "_SpecialForm", Module: "typing", Doc: "A name for annotations; kerash does not check them.", Final: true}

func init() {
	c := annotationClass
	c.Repr = func(th *object.Thread, self object.Value) (string, error) {
		if text := self.(*annotation).text; strings.HasPrefix(text, "dataclasses.") {
			return text, nil
		}
		return "typing." + self.(*annotation).text, nil
	}
	c.Index = func(th *object.Thread, self, key object.Value) (object.Value, error) {
		args := []object.Value{key}
		if t, ok := key.(*object.Tuple); ok {
			args = t.Elems
		}
		var parts []string
		for _, v := range args {
			s, err := annotationText(th, v)
			if err != nil {
				return nil, err
			}
			parts = append(parts, s)
		}
		return &annotation{self.(*annotation).text + "[" + strings.Join(parts, ", ") + "]"}, nil
	}
	c.Binary = func(th *object.Thread, op object.Op, a, b object.Value) (object.Value, error) {
		if op != object.BitOr {
			return object.NotImplemented, nil
		}
		x, err := annotationText(th, a)
		if err != nil {
			return nil, err
		}
		y, err := annotationText(th, b)
		return &annotation{"Union[" + x + ", " + y + "]"}, err
	}
	c.Call = func(th *object.Thread, self object.Value, args object.Args) (object.Value, error) {
		return nil, object.TypeErrorf("Cannot instantiate typing.%s", self.(*annotation).text)
	}
}

func annotationText(th *object.Thread, v object.Value) (string, error) {
	switch v := v.(type) {
	case nil:
		return "None", nil
	case *object.Class:
		return v.Name, nil
	}
	return object.Repr(th, v)
}

func typingModule() *object.Module {
	return &object.Module{Name: "typing", Doc: "Names for annotations, which kerash does not check.", Members: func() []object.Member {
		members := []object.Member{
			object.Const("TYPE_CHECKING", false),
			object.Const("Generic", &object.Class{Name: "Generic", Module: "typing", Doc: "A class with type parameters.", Marker: true}),
			object.Const("Protocol", &object.Class{Name: "Protocol", Module: "typing", Doc: "A class that says what others can do.", Marker: true}),
			object.Const("NamedTuple", namedTupleBase), object.Const("TypedDict", typedDictBase),
			object.Fun("cast(typ, val)", "The value itself.", func(th *object.Thread, a *object.Bound) (object.Value, error) { return a.At(1), nil }),
			object.Fun("TypeVar(name, *constraints, bound=None, covariant=False, contravariant=False)", "A type variable.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return &annotation{a.Str("name")}, nil
			}),
			object.Fun("NewType(name, tp)", "A function that gives its argument.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return object.Func("NewType(x, /)", "", func(th *object.Thread, a *object.Bound) (object.Value, error) { return a.At(0), nil }), nil
			}),
			object.Fun("get_type_hints(obj, globalns=None, localns=None, include_extras=False)", "The annotations of an object.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				v, ok, err := object.FindAttr(th, a.At(0), "__annotations__")
				if !ok {
					v = object.NewDict()
				}
				return v, err
			}),
		}
		for _, name := range []string{"overload", "final", "no_type_check", "runtime_checkable", "override"} {
			members = append(members, object.Fun(name+"(func, /)", "The function or class itself.", func(th *object.Thread, a *object.Bound) (object.Value, error) { return a.At(0), nil }))
		}
		for _, name := range strings.Fields(typingNames) {
			members = append(members, object.Const(name, &annotation{name}))
		}
		return members
	}}
}

// namedTupleBase is typing.NamedTuple: a class statement with it as base makes
// a named tuple of its annotations. typedDictBase makes dicts.
var (
	namedTupleBase = &object.Class{Name: "NamedTuple", Module: "typing", Doc: "A class of tuples whose elements have names.", Base: object.TupleClass}
	typedDictBase  = &object.Class{Name: "TypedDict", Module: "typing", Doc: "A dict with known keys.", Base: object.DictClass}
)

func init() {
	namedTupleBase.Subclassed = func(th *object.Thread, cls *object.Class) error {
		if cls.Base != namedTupleBase {
			return nil
		}
		notes, _ := cls.Dict().Get("__annotations__")
		d, _ := notes.(*object.Dict)
		var fields []string
		var defaults []object.Value
		if d != nil {
			for _, k := range d.Keys() {
				name := k.(string)
				fields = append(fields, name)
				if v, ok := cls.Dict().Get(name); ok {
					defaults = append(defaults, v)
				} else if defaults != nil {
					return object.TypeErrorf("non-default namedtuple field %s cannot follow default field %s", name, fields[len(fields)-2])
				}
			}
		}
		made, err := newNamedTuple(th, cls.Name, cls.Module, fields, defaults)
		if err != nil {
			return err
		}
		for i := range made.Dict().Len() {
			name, v := made.Dict().At(i)
			_, own := cls.Dict().Get(name)
			if !own || indexOfName(fields, name) >= 0 {
				cls.Dict().Set(name, v)
			}
		}
		return nil
	}
}
