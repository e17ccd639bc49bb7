package object

import (
	"math/big"
	"reflect"
	"sync"
)

// The classes of Python's own values. Their slots are set beside their code.
var (
	ObjectClass         = &Class{Name: "object", Doc: "The base of all classes.", Signature: "object()"}
	TypeClass           = &Class{Name: "type", Doc: "The class of classes: type(x) is the class of x.", Signature: "type(object, /)"}
	NoneClass           = &Class{Name: "NoneType", Final: true}
	BoolClass           = &Class{Name: "bool", Base: IntClass, Doc: "True or False: bool(x) is the truth of x.", Signature: "bool(object=False, /)", Final: true}
	IntClass            = &Class{Name: "int", Doc: "Integers of any size.", Signature: "int(x=0, /, base=10)", container: true, fixed: true}
	FloatClass          = &Class{Name: "float", Doc: "Floating point numbers of 64 bits.", Signature: "float(x=0.0, /)", container: true, fixed: true}
	StrClass            = &Class{Name: "str", Doc: "Text.", Signature: "str(object='', /)", container: true, fixed: true}
	ListClass           = &Class{Name: "list", Doc: "Changeable sequences.", Signature: "list(iterable=(), /)", container: true}
	TupleClass          = &Class{Name: "tuple", Doc: "Fixed sequences.", Signature: "tuple(iterable=(), /)", container: true, fixed: true}
	DictClass           = &Class{Name: "dict", Doc: "Tables from keys to values, in the order of insertion.", Signature: "dict(mapping=(), /, **kwargs)", container: true}
	SetClass            = &Class{Name: "set", Doc: "Sets of hashable values.", Signature: "set(iterable=(), /)", container: true}
	FrozenSetClass      = &Class{Name: "frozenset", Doc: "Fixed sets of hashable values.", Signature: "frozenset(iterable=(), /)", container: true, fixed: true}
	SliceClass          = &Class{Name: "slice", Doc: "slice(stop) or slice(start, stop[, step]): what a[start:stop:step] passes.", Signature: "slice(start, stop=<end>, step=None, /)", Final: true}
	RangeClass          = &Class{Name: "range", Doc: "range(stop) or range(start, stop[, step]): evenly spaced integers.", Signature: "range(start, stop=<end>, step=1, /)", Final: true}
	EllipsisClass       = &Class{Name: "ellipsis", Final: true}
	NotImplementedClass = &Class{Name: "NotImplementedType", Final: true}
	FunctionClass       = &Class{Name: "function", Final: true}
	// LibraryFunctionClass is the class of functions that a library defines in
	// Python and kerash in Go.
	LibraryFunctionClass = &Class{Name: "function", Final: true}
	BuiltinClass         = &Class{Name: "builtin_function_or_method", Final: true}
	MethodDescClass      = &Class{Name: "method_descriptor", Final: true}
	MethodClass          = &Class{Name: "method", Final: true}
	ModuleClass          = &Class{Name: "module", Final: true}
	PropertyClass        = &Class{Name: "property", Doc: "A computed attribute.", Signature: "property(fget=None, fset=None, fdel=None, doc=None)", Final: true}
	StaticMethodClass    = &Class{Name: "staticmethod", Doc: "A function of a class that gets no self.", Signature: "staticmethod(function, /)", Final: true}
	ClassMethodClass     = &Class{Name: "classmethod", Doc: "A function of a class that gets the class.", Signature: "classmethod(function, /)", Final: true}
	IteratorClass        = &Class{Name: "iterator", Final: true}
	GeneratorClass       = &Class{Name: "generator", Base: IteratorClass, Final: true}
	SuperClass           = &Class{Name: "super", Doc: "Methods of the base class, bound to the object.", Signature: "super(type=None, object=None, /)", Final: true}
)

// Classed is implemented by Go values that know their Python class.
type Classed interface{ PyClass() *Class }

var (
	typeMu    sync.RWMutex
	typeTable map[reflect.Type]*Class
	resolvers []func(v any) *Class
)

// RegisterType gives all values of a Go type their Python class. To be called
// at initialisation.
func RegisterType(t reflect.Type, c *Class) bool {
	typeMu.Lock()
	defer typeMu.Unlock()
	if typeTable == nil {
		typeTable = map[reflect.Type]*Class{}
	}
	typeTable[t] = c
	return true
}

// RegisterResolver adds a function that finds the class of Go values of a
// whole family, or nil when the value is not of that family. It is asked at
// each TypeOf and should be quick. To be called at initialisation.
func RegisterResolver(f func(v any) *Class) bool {
	typeMu.Lock()
	defer typeMu.Unlock()
	resolvers = append(resolvers, f)
	return true
}

// TypeOf gives the Python class of a value.
func TypeOf(v Value) *Class {
	switch v := v.(type) {
	case nil:
		return NoneClass
	case bool:
		return BoolClass
	case int:
		return IntClass
	case float64:
		return FloatClass
	case string:
		return StrClass
	case *Instance:
		return v.Class
	case *List:
		return ListClass
	case *Tuple:
		return TupleClass
	case *Dict:
		return DictClass
	case *Set:
		if v.Frozen {
			return FrozenSetClass
		}
		return SetClass
	case *Exception:
		return v.Class
	}
	return typeOfOther(v)
}

func typeOfOther(v Value) *Class {
	switch v := v.(type) {
	case *Class:
		return v.PyClass()
	case *Slice:
		return SliceClass
	case *Range:
		return RangeClass
	case EllipsisType:
		return EllipsisClass
	case NotImplementedType:
		return NotImplementedClass
	case *Builtin:
		switch {
		case v.Python:
			return LibraryFunctionClass
		case v.Method:
			return MethodDescClass
		}
		return BuiltinClass
	case *BoundMethod:
		if _, ok := v.Fn.(*Builtin); ok {
			return BuiltinClass
		}
		return MethodClass
	case *Module:
		return ModuleClass
	case *Property:
		return PropertyClass
	case *StaticMethod:
		return StaticMethodClass
	case *ClassMethod:
		return ClassMethodClass
	case *Super:
		return SuperClass
	case *big.Int:
		return IntClass
	case complex128:
		return ComplexClass
	case Classed:
		return v.PyClass()
	}
	return typeOfForeign(v)
}

func typeOfForeign(v Value) *Class {
	typeMu.RLock()
	defer typeMu.RUnlock()
	if c, ok := typeTable[reflect.TypeOf(v)]; ok {
		return c
	}
	for _, resolve := range resolvers {
		if c := resolve(v); c != nil {
			return c
		}
	}
	if _, ok := v.(Iterator); ok {
		return IteratorClass
	}
	return ObjectClass
}

// TypeName is the name of the value's class, as errors show it.
func TypeName(v Value) string { return TypeOf(v).typeName() }

func (c *Class) typeName() string {
	if c.ErrorName != "" {
		return c.ErrorName
	}
	return c.Name
}

// IsInstance reports whether v is of the class or of one derived from it.
func IsInstance(v Value, c *Class) bool { return TypeOf(v).IsSubclass(c) }
