package std

import (
	"slices"
	"strings"

	"kerash/interp/object"
)

// generic is a form of typing or a generic class of user code with arguments:
// List[int], Union[int, str], Stack[int].
type generic struct {
	of   object.Value // a *form or a *object.Class
	args []object.Value
}

var genericAliasClass = &object.Class{Name: "_GenericAlias", Module: "typing", Doc: "A generic type with arguments.", Final: true}

// PyClass is the class of generic types with arguments.
func (*generic) PyClass() *object.Class { return genericAliasClass }

func (g *generic) form() string {
	f, ok := g.of.(*form)
	if !ok {
		return ""
	}
	return f.name
}

func (g *generic) isUnion() bool { return g.form() == "Union" }

// CheckInstance is isinstance(v, Union[int, str]); other forms refuse it.
func (g *generic) CheckInstance(th *object.Thread, v object.Value, class bool) (bool, error) {
	if !g.isUnion() {
		return false, object.TypeErrorf("Subscripted generics cannot be used with class and instance checks")
	}
	for _, t := range g.args {
		var yes bool
		var err error
		switch t := t.(type) {
		case *object.Class:
			yes, err = object.InstanceCheck(th, v, t, class)
		case object.TypeForm:
			yes, err = t.CheckInstance(th, v, class)
		}
		if yes || err != nil {
			return yes, err
		}
	}
	return false, nil
}

// origin is what get_origin gives.
func (g *generic) origin(th *object.Thread) (object.Value, error) {
	f, ok := g.of.(*form)
	switch {
	case ok && f.stands != "":
		return f.origin(th)
	case ok && f.name == "Annotated":
		return g.args[0], nil
	}
	return g.of, nil
}

func (g *generic) text(th *object.Thread) (string, error) {
	parts, err := object.TypeTexts(th, g.args)
	if err != nil {
		return "", err
	}
	last := len(parts) - 1
	switch name := g.form(); name {
	case "":
		return g.of.(*object.Class).FullName() + "[" + strings.Join(parts, ", ") + "]", nil
	case "Literal", "Annotated":
		for i, v := range g.args {
			if i == 0 && name == "Annotated" {
				continue
			}
			if parts[i], err = object.Repr(th, v); err != nil {
				return "", err
			}
		}
	case "Union":
		if i := slices.Index(g.args, object.Value(object.NoneClass)); i >= 0 && len(parts) == 2 {
			return "typing.Optional[" + parts[1-i] + "]", nil
		}
	case "Callable":
		if _, list := g.args[0].(object.EllipsisType); last != 1 || !list {
			return "typing.Callable[[" + strings.Join(parts[:last], ", ") + "], " + parts[last] + "]", nil
		}
	case "Tuple":
		if last < 0 {
			parts = []string{"()"}
		}
	}
	return "typing." + g.form() + "[" + strings.Join(parts, ", ") + "]", nil
}

func init() {
	c := genericAliasClass
	c.Repr = func(th *object.Thread, self object.Value) (string, error) { return self.(*generic).text(th) }
	c.Binary = uniteForms
	c.Call = callGeneric
	c.Compare = func(th *object.Thread, op object.Op, a, b object.Value) (object.Value, error) {
		if op != object.Eq && op != object.Ne {
			return object.NotImplemented, nil
		}
		same, known, err := sameGeneric(th, a, b)
		if !known {
			return object.NotImplemented, err
		}
		return same == (op == object.Eq), err
	}
	c.Hash = func(th *object.Thread, self object.Value) (int, error) {
		g := self.(*generic)
		sum := 0
		for _, v := range g.args {
			n, err := object.Hash(th, v)
			if err != nil {
				return 0, err
			}
			// The order of a union's types does not count.
			if sum += n; !g.isUnion() {
				sum *= 31
			}
		}
		return sum, nil
	}
	c.Index = func(th *object.Thread, self, key object.Value) (object.Value, error) {
		g := self.(*generic)
		args, err := object.FillTypeParameters(th, self, g.args, typeArgumentsOf(key))
		if err != nil {
			return nil, err
		}
		if g.isUnion() {
			return unionOf(th, args)
		}
		return &generic{of: g.of, args: args}, nil
	}
	c.GetAttr = func(th *object.Thread, self object.Value, name string) (object.Value, bool, error) {
		origin, err := self.(*generic).origin(th)
		if _, isClass := origin.(*object.Class); err != nil || !isClass || strings.HasPrefix(name, "__") && name != "__name__" {
			return nil, false, err
		}
		return object.FindAttr(th, origin, name)
	}
	c.Members = func() []object.Member {
		return []object.Member{
			object.Getter("__origin__", "the type without its arguments", func(th *object.Thread, self object.Value) (object.Value, error) {
				return self.(*generic).origin(th)
			}),
			object.Getter("__args__", "the arguments", func(th *object.Thread, self object.Value) (object.Value, error) {
				g := self.(*generic)
				if g.form() == "Annotated" {
					return object.NewTuple(g.args[0]), nil
				}
				return object.NewTuple(g.args...), nil
			}),
			object.Getter("__metadata__", "what Annotated says of the type", func(th *object.Thread, self object.Value) (object.Value, error) {
				g := self.(*generic)
				if g.form() != "Annotated" {
					return nil, object.AttributeErrorf("__metadata__")
				}
				return object.NewTuple(g.args[1:]...), nil
			}),
			object.Getter("__parameters__", "the type variables among the arguments", func(th *object.Thread, self object.Value) (object.Value, error) {
				params, err := object.TypeParameters(th, self.(*generic).args)
				return object.NewTuple(params...), err
			}),
			object.Method("__mro_entries__(self, bases, /)", "The classes to derive from.", genericBases),
		}
	}
}

func typeArgumentsOf(key object.Value) object.Value {
	if t, ok := key.(*object.Tuple); ok {
		return object.NewTuple(typeArguments(t.Elems)...)
	}
	return typeArgument(key)
}

// sameGeneric compares two types; int | str is Union[int, str] as well.
func sameGeneric(th *object.Thread, a, b object.Value) (same, known bool, err error) {
	x, y := asGeneric(a), asGeneric(b)
	if x == nil || y == nil {
		return false, false, nil
	}
	if x.form() != y.form() || x.form() == "" && x.of != y.of || len(x.args) != len(y.args) {
		return false, true, nil
	}
	if !x.isUnion() {
		same, err = object.Equal(th, object.NewTuple(x.args...), object.NewTuple(y.args...))
		return same, true, err
	}
	for _, v := range x.args {
		found, err := object.Contains(th, object.NewTuple(y.args...), v)
		if err != nil || !found {
			return false, true, err
		}
	}
	return true, true, nil
}

func asGeneric(v object.Value) *generic {
	switch v := v.(type) {
	case *generic:
		return v
	case *object.Union:
		return &generic{of: unionForm, args: typeArguments(v.Elems)}
	}
	return nil
}

// callGeneric makes an object of a generic class: Stack[int]().
func callGeneric(th *object.Thread, self object.Value, args object.Args) (object.Value, error) {
	g := self.(*generic)
	cls, ok := g.of.(*object.Class)
	if !ok {
		if f := g.of.(*form); f.stands == "" {
			return nil, object.TypeErrorf("Cannot instantiate typing.%s", f.name)
		}
		return formClass.Call(th, g.of, args)
	}
	v, err := object.Call(th, cls, args)
	if err != nil {
		return nil, err
	}
	// Objects that take no attributes do without.
	if err := object.SetAttr(th, v, "__orig_class__", g); err != nil && !object.IsError(err, object.AttributeError) {
		return nil, err
	}
	return v, nil
}

// genericBases are the classes that class A(List[T]) derives from.
func genericBases(th *object.Thread, a *object.Bound) (object.Value, error) {
	g := a.Self().(*generic)
	origin, err := g.origin(th)
	cls, ok := origin.(*object.Class)
	if err != nil {
		return nil, err
	}
	if !ok {
		text, err := g.text(th)
		if err != nil {
			return nil, err
		}
		return nil, object.TypeErrorf("Cannot subclass %s", text)
	}
	if _, isForm := g.of.(*form); !isForm {
		if cls != genericClass {
			return object.NewTuple(cls), nil
		}
		// Generic[T] adds nothing beside another generic base.
		for _, b := range a.Elems("bases") {
			if o := asGeneric(b); o != nil && o != g && o.of != genericClass {
				if c, ok := o.of.(*object.Class); ok && c.IsSubclass(genericClass) {
					return object.NewTuple(), nil
				}
			}
			if c, ok := b.(*object.Class); ok && c.IsSubclass(genericClass) {
				return object.NewTuple(), nil
			}
		}
		return object.NewTuple(cls), nil
	}
	for _, b := range a.Elems("bases") {
		if o, ok := b.(*generic); ok && o != g {
			return object.NewTuple(cls), nil
		}
	}
	return object.NewTuple(cls, genericClass), nil
}

// genericClass is typing.Generic, the base of classes with type parameters.
var genericClass = &object.Class{Name: "Generic", Module: "typing", Doc: "A class with type parameters.", Marker: true}

func init() {
	genericClass.Subclassed = func(th *object.Thread, cls *object.Class) error {
		params, err := parametersOf(th, cls)
		if err == nil {
			cls.Dict().Set("__parameters__", object.NewTuple(params...))
		}
		return err
	}
	genericClass.Members = func() []object.Member {
		return []object.Member{object.ClassMethodOf("__class_getitem__(cls, params, /)", "The class with arguments.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return withParameters(th, a.Self().(*object.Class), a.At(1))
		})}
	}
	genericClass.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		if cls == genericClass {
			return nil, object.TypeErrorf("Type Generic cannot be instantiated; it can be used only as a base class")
		}
		return &object.Instance{Class: cls}, nil
	}
}

// parametersOf are the type variables that the bases of a class name.
func parametersOf(th *object.Thread, cls *object.Class) ([]object.Value, error) {
	v, _ := cls.Dict().Get("__orig_bases__")
	bases, ok := v.(*object.Tuple)
	if !ok {
		return nil, nil
	}
	for _, b := range bases.Elems {
		if g, ok := b.(*generic); ok && (g.of == genericClass || g.of == protocolClass) {
			return g.args, nil
		}
	}
	var generics []object.Value
	for _, b := range bases.Elems {
		if _, ok := b.(*object.Class); !ok {
			generics = append(generics, b)
		}
	}
	return object.TypeParameters(th, generics)
}

// withParameters is cls[key] of Generic and the classes derived from it.
func withParameters(th *object.Thread, cls *object.Class, key object.Value) (object.Value, error) {
	args := []object.Value{key}
	if t, ok := key.(*object.Tuple); ok {
		args = t.Elems
	}
	if cls == genericClass || cls == protocolClass {
		for i, v := range args {
			if _, ok := v.(object.TypeParameter); !ok {
				return nil, object.TypeErrorf("Parameters to %s[...] must all be type variables or parameter specification variables.", cls.Name)
			}
			if slices.Contains(args[:i], v) {
				return nil, object.TypeErrorf("Parameters to %s[...] must all be unique", cls.Name)
			}
		}
		return &generic{of: cls, args: args}, nil
	}
	v, _ := cls.Lookup("__parameters__")
	params, _ := v.(*object.Tuple)
	switch {
	case params == nil || len(params.Elems) == 0:
		return nil, object.TypeErrorf("<class '%s'> is not a generic class", cls.FullName())
	case len(params.Elems) != len(args) && !slices.ContainsFunc(params.Elems, isVariadic):
		how := "many"
		if len(args) < len(params.Elems) {
			how = "few"
		}
		return nil, object.TypeErrorf("Too %s arguments for <class '%s'>; actual %d, expected %d", how, cls.FullName(), len(args), len(params.Elems))
	}
	return &generic{of: cls, args: typeArguments(args)}, nil
}
