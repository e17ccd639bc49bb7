package object

import (
	"slices"
	"strings"
)

// GenericAlias is a class with type arguments, as annotations write it:
// list[int], dict[str, float].
type GenericAlias struct {
	Origin *Class
	Args   []Value
}

// GenericAliasClass is types.GenericAlias.
var GenericAliasClass = &Class{Name: "GenericAlias", Module: "types", Doc: "A class with type arguments, such as list[int].", Signature: "GenericAlias(origin, args, /)", Final: true}

// PyClass is types.GenericAlias.
func (*GenericAlias) PyClass() *Class { return GenericAliasClass }

// TypeParameter is a type variable: what an alias may get other arguments for.
type TypeParameter interface{ TypeParameter() }

// TypeForm is a value beside classes that annotations are made of, which knows
// what isinstance (or, with class set, issubclass) says of it.
type TypeForm interface {
	CheckInstance(th *Thread, v Value, class bool) (bool, error)
}

// NewGenericAlias is origin[key].
func NewGenericAlias(origin *Class, key Value) *GenericAlias {
	t, ok := key.(*Tuple)
	if !ok {
		return &GenericAlias{origin, []Value{key}}
	}
	g := &GenericAlias{origin, t.Elems}
	if g.callable() {
		if params, ok := t.Elems[0].(*List); ok {

			g.Args = slices.Concat(params.Elems, t.Elems[1:])
		}
	}
	return g
}

// CheckInstance refuses isinstance and issubclass.
func (g *GenericAlias) CheckInstance(th *Thread, v Value, class bool) (bool, error) {
	name := "isinstance"
	if class {
		name = "issubclass"
	}
	return false, TypeErrorf("%s() argument 2 cannot be a parameterized generic", name)
}

// callable reports an alias of collections.abc.Callable, whose arguments are
// shown in brackets of their own.
func (g *GenericAlias) callable() bool {
	return g.Origin.Name == "Callable" && g.Origin.Module == "collections.abc" && len(g.Args) > 0
}

func (g *GenericAlias) text(th *Thread) (string, error) {
	parts, err := TypeTexts(th, g.Args)
	if err != nil {
		return "", err
	}
	name := g.Origin.FullName()
	switch last := len(parts) - 1; {
	case g.callable() && last == 1 && g.Args[0] == Ellipsis:
		return name + "[..., " + parts[1] + "]", nil
	case g.callable():
		return name + "[[" + strings.Join(parts[:last], ", ") + "], " + parts[last] + "]", nil
	case last < 0:
		return name + "[()]", nil
	}
	return name + "[" + strings.Join(parts, ", ") + "]", nil
}

// TypeTexts shows the arguments of an alias or a form of typing: classes by
// their names.
func TypeTexts(th *Thread, args []Value) ([]string, error) {
	parts := make([]string, len(args))
	for i, v := range args {
		var err error
		switch v := v.(type) {
		case *Class:
			parts[i] = v.FullName()
		case EllipsisType:
			parts[i] = "..."
		case *List:
			var inner []string
			inner, err = TypeTexts(th, v.Elems)
			parts[i] = "[" + strings.Join(inner, ", ") + "]"
		default:
			parts[i], err = Repr(th, v)
		}
		if err != nil {
			return nil, err
		}
	}
	return parts, nil
}

// TypeParameters are the type variables in arguments, each once.
func TypeParameters(th *Thread, args []Value) ([]Value, error) {
	var found []Value
	add := func(v Value) {
		if !slices.ContainsFunc(found, func(x Value) bool { return Is(x, v) }) {
			found = append(found, v)
		}
	}
	for _, v := range args {
		if _, ok := v.(TypeParameter); ok {
			add(v)
			continue
		}
		if _, ok := v.(*Class); ok || v == nil {
			continue
		}
		inner, ok, err := FindAttr(th, v, "__parameters__")
		if err != nil {
			return nil, err
		}
		if t, isTuple := inner.(*Tuple); ok && isTuple {
			for _, x := range t.Elems {
				add(x)
			}
		}
	}
	return found, nil
}

// FillTypeParameters gives the arguments with values for their type variables:
// Dict[str, T][int].
func FillTypeParameters(th *Thread, self Value, args []Value, key Value) ([]Value, error) {
	params, err := TypeParameters(th, args)
	if err != nil {
		return nil, err
	}
	given := []Value{key}
	if t, ok := key.(*Tuple); ok {
		given = t.Elems
	}
	if len(params) == 0 {
		text, err := Repr(th, self)
		if err != nil {
			return nil, err
		}
		return nil, TypeErrorf("%s is not a generic class", text)
	}
	if len(params) != len(given) {
		text, err := Repr(th, self)
		if err != nil {
			return nil, err
		}
		how := "many"
		if len(given) < len(params) {
			how = "few"
		}
		return nil, TypeErrorf("Too %s arguments for %s; actual %d, expected %d", how, text, len(given), len(params))
	}
	out := make([]Value, len(args))
	for i, v := range args {
		out[i] = v
		for j, p := range params {
			if Is(p, v) {
				out[i] = given[j]
			}
		}
		if _, ok := v.(TypeParameter); ok {
			continue
		}
		if inner, err := TypeParameters(th, []Value{v}); err != nil {
			return nil, err
		} else if len(inner) > 0 {
			picked := &Tuple{}
			for _, p := range inner {
				picked.Elems = append(picked.Elems, given[slices.IndexFunc(params, func(x Value) bool { return Is(x, p) })])
			}
			if out[i], err = Index(th, v, picked); err != nil {
				return nil, err
			}
		}
	}
	return out, nil
}

func init() {
	c := GenericAliasClass
	c.New = func(th *Thread, cls *Class, args Args) (Value, error) {
		b, err := cls.BindNew(th, args)
		if err != nil {
			return nil, err
		}
		origin, ok := b.At(0).(*Class)
		if !ok {
			return nil, TypeErrorf("the origin of an alias is a class, not %s", TypeName(b.At(0)))
		}
		return NewGenericAlias(origin, b.At(1)), nil
	}
	c.Repr = func(th *Thread, self Value) (string, error) { return self.(*GenericAlias).text(th) }
	c.Call = func(th *Thread, self Value, args Args) (Value, error) {
		return Call(th, self.(*GenericAlias).Origin, args)
	}
	c.Binary = unite
	c.Index = func(th *Thread, self, key Value) (Value, error) {
		g := self.(*GenericAlias)
		args, err := FillTypeParameters(th, self, g.Args, key)
		if err != nil {
			return nil, err
		}
		return &GenericAlias{g.Origin, args}, nil
	}
	c.Compare = func(th *Thread, op Op, a, b Value) (Value, error) {
		x, ok := a.(*GenericAlias)
		y, ok2 := b.(*GenericAlias)
		if !ok || !ok2 || op != Eq && op != Ne {
			return NotImplemented, nil
		}
		same, err := Equal(th, &Tuple{x.Args}, &Tuple{y.Args})
		return (same && x.Origin == y.Origin) == (op == Eq), err
	}
	c.Hash = func(th *Thread, self Value) (int, error) {
		g := self.(*GenericAlias)
		return Hash(th, &Tuple{append([]Value{g.Origin}, g.Args...)})
	}
	c.GetAttr = func(th *Thread, self Value, name string) (Value, bool, error) {
		if strings.HasPrefix(name, "__") && name != "__name__" && name != "__doc__" && name != "__qualname__" && name != "__module__" {
			return nil, false, nil
		}
		return FindAttr(th, self.(*GenericAlias).Origin, name)
	}
	c.Members = func() []Member {
		return []Member{
			Getter("__origin__", "the class", func(th *Thread, self Value) (Value, error) { return self.(*GenericAlias).Origin, nil }),
			Getter("__args__", "the arguments", func(th *Thread, self Value) (Value, error) { return &Tuple{self.(*GenericAlias).Args}, nil }),
			Getter("__parameters__", "the type variables among the arguments", func(th *Thread, self Value) (Value, error) {
				params, err := TypeParameters(th, self.(*GenericAlias).Args)
				return &Tuple{params}, err
			}),
			Method("__mro_entries__(self, bases, /)", "The class to derive from.", func(th *Thread, a *Bound) (Value, error) {
				return NewTuple(a.Self().(*GenericAlias).Origin), nil
			}),
		}
	}
}

// aliases reports whether cls[key] is an alias of the class.
func (c *Class) aliases() bool {
	for _, k := range c.MRO() {
		if k.Generic || k.container && k != IntClass && k != FloatClass && k != ComplexClass && k != StrClass || k == TypeClass {
			return true
		}
	}
	return false
}
