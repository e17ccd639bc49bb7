package std

import (
	"kerash/interp/object"
)

// typeVar is a type variable: TypeVar, ParamSpec or TypeVarTuple.
type typeVar struct {
	name                     string
	bound                    object.Value
	constraints              []object.Value
	covariant, contravariant bool
	class                    *object.Class
	// bare is the sign before the name: ~T, +T, -T.
	bare string
}

// PyClass is TypeVar, ParamSpec or TypeVarTuple.
func (v *typeVar) PyClass() *object.Class { return v.class }

// TypeParameter marks a type variable.
func (*typeVar) TypeParameter() {}

var (
	typeVarClass      = &object.Class{Name: "TypeVar", Module: "typing", Doc: "A type variable.", Signature: "TypeVar(name, *constraints, bound=None, covariant=False, contravariant=False)", Final: true}
	paramSpecClass    = &object.Class{Name: "ParamSpec", Module: "typing", Doc: "A variable for the parameters of a function.", Signature: "ParamSpec(name, *, bound=None, covariant=False, contravariant=False)", Final: true}
	typeVarTupleClass = &object.Class{Name: "TypeVarTuple", Module: "typing", Doc: "A variable for any number of types.", Signature: "TypeVarTuple(name)", Final: true}
	newTypeClass      = &object.Class{Name: "NewType", Module: "typing", Doc: "A type of its own for checkers; called, it gives its argument.", Signature: "NewType(name, tp)", Final: true}
	forwardRefClass   = &object.Class{Name: "ForwardRef", Module: "typing", Doc: "A type that is named before it exists.", Signature: "ForwardRef(arg)", Final: true}
)

func isVariadic(v object.Value) bool {
	x, ok := v.(*typeVar)
	return ok && x.class == typeVarTupleClass
}

func init() {
	typeVarClass.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		b, err := cls.BindNew(th, args)
		if err != nil {
			return nil, err
		}
		v := &typeVar{name: b.Str("name"), bound: b.Value("bound"), constraints: b.Rest("constraints"), covariant: b.Bool("covariant"), contravariant: b.Bool("contravariant"), class: cls, bare: "~"}
		switch {
		case v.covariant && v.contravariant:
			return nil, object.ValueErrorf("Bivariant types are not supported.")
		case len(v.constraints) == 1:
			return nil, object.TypeErrorf("A single constraint is not allowed")
		case len(v.constraints) > 0 && v.bound != nil:
			return nil, object.TypeErrorf("Constraints cannot be combined with bound=...")
		case v.covariant:
			v.bare = "+"
		case v.contravariant:
			v.bare = "-"
		}
		return v, nil
	}
	paramSpecClass.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		b, err := cls.BindNew(th, args)
		if err != nil {
			return nil, err
		}
		return &typeVar{name: b.Str("name"), bound: b.Value("bound"), class: cls, bare: "~"}, nil
	}
	typeVarTupleClass.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		b, err := cls.BindNew(th, args)
		if err != nil {
			return nil, err
		}
		return &typeVar{name: b.Str("name"), class: cls}, nil
	}
	for _, c := range []*object.Class{typeVarClass, paramSpecClass, typeVarTupleClass} {
		c.Repr = func(th *object.Thread, self object.Value) (string, error) {
			v := self.(*typeVar)
			return v.bare + v.name, nil
		}
		c.Binary = uniteForms
		c.Members = typeVarMembers
	}
	typeVarTupleClass.Iter = func(th *object.Thread, self object.Value) (object.Iterator, error) {
		return object.IterSlice([]object.Value{&generic{of: &form{name: "Unpack", params: 1}, args: []object.Value{self}}}), nil
	}
	initNewType()
	initForwardRef()
}

func typeVarMembers() []object.Member {
	get := func(name, doc string, f func(v *typeVar) object.Value) object.Member {
		return object.Getter(name, doc, func(th *object.Thread, self object.Value) (object.Value, error) { return f(self.(*typeVar)), nil })
	}
	return []object.Member{
		get("__name__", "the name", func(v *typeVar) object.Value { return v.name }),
		get("__bound__", "the class that types derive from", func(v *typeVar) object.Value { return v.bound }),
		get("__constraints__", "the types it can be", func(v *typeVar) object.Value { return object.NewTuple(v.constraints...) }),
		get("__covariant__", "whether it is covariant", func(v *typeVar) object.Value { return v.covariant }),
		get("__contravariant__", "whether it is contravariant", func(v *typeVar) object.Value { return v.contravariant }),
		get("args", "the positional parameters of a ParamSpec", func(v *typeVar) object.Value { return &forwardRef{v.name + ".args"} }),
		get("kwargs", "the keyword parameters of a ParamSpec", func(v *typeVar) object.Value { return &forwardRef{v.name + ".kwargs"} }),
	}
}

// newType is NewType("UserId", int).
type newType struct {
	name, module string
	super        object.Value
}

// PyClass is typing.NewType.
func (*newType) PyClass() *object.Class { return newTypeClass }

func initNewType() {
	c := newTypeClass
	c.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		b, err := cls.BindNew(th, args)
		if err != nil {
			return nil, err
		}
		return &newType{b.Str("name"), "__main__", b.Value("tp")}, nil
	}
	c.Repr = func(th *object.Thread, self object.Value) (string, error) {
		t := self.(*newType)
		return t.module + "." + t.name, nil
	}
	c.Call = func(th *object.Thread, self object.Value, args object.Args) (object.Value, error) {
		if len(args.Pos) != 1 || len(args.Kw) > 0 {
			return nil, object.TypeErrorf("NewType.__call__() takes 2 positional arguments but %d were given", len(args.Pos)+1)
		}
		return args.Pos[0], nil
	}
	c.Binary = uniteForms
	c.Members = func() []object.Member {
		return []object.Member{
			object.Getter("__name__", "the name", func(th *object.Thread, self object.Value) (object.Value, error) { return self.(*newType).name, nil }),
			object.Getter("__qualname__", "the name", func(th *object.Thread, self object.Value) (object.Value, error) { return self.(*newType).name, nil }),
			object.Getter("__module__", "the module", func(th *object.Thread, self object.Value) (object.Value, error) { return self.(*newType).module, nil }),
			object.Getter("__supertype__", "the type of its values", func(th *object.Thread, self object.Value) (object.Value, error) { return self.(*newType).super, nil }),
		}
	}
}

// CheckInstance refuses isinstance: the type is none at run time.
func (t *newType) CheckInstance(th *object.Thread, v object.Value, class bool) (bool, error) {
	name := "isinstance() arg 2 must be a type, a tuple of types, or a union"
	if class {
		name = "issubclass() arg 2 must be a class, a tuple of classes, or a union"
	}
	return false, object.TypeErrorf("%s", name)
}

// forwardRef is a type given as text.
type forwardRef struct{ text string }

// PyClass is typing.ForwardRef.
func (*forwardRef) PyClass() *object.Class { return forwardRefClass }

func initForwardRef() {
	c := forwardRefClass
	c.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		b, err := cls.BindNew(th, args)
		if err != nil {
			return nil, err
		}
		return &forwardRef{b.Str("arg")}, nil
	}
	c.Repr = func(th *object.Thread, self object.Value) (string, error) {
		return "ForwardRef(" + object.StrRepr(self.(*forwardRef).text) + ")", nil
	}
	c.Binary = uniteForms
	c.Compare = func(th *object.Thread, op object.Op, a, b object.Value) (object.Value, error) {
		x, ok := a.(*forwardRef)
		y, ok2 := b.(*forwardRef)
		if !ok || !ok2 || op != object.Eq && op != object.Ne {
			return object.NotImplemented, nil
		}
		return (x.text == y.text) == (op == object.Eq), nil
	}
	c.Hash = func(th *object.Thread, self object.Value) (int, error) {
		return object.Hash(th, self.(*forwardRef).text)
	}
	c.Members = func() []object.Member {
		return []object.Member{object.Getter("__forward_arg__", "the text", func(th *object.Thread, self object.Value) (object.Value, error) { return self.(*forwardRef).text, nil })}
	}
}
