package std

import (
	"slices"
	"strings"

	"kerash/interp/object"
)

// The classes of collections that keep a container in their attribute data, to
// derive own containers from.
var (
	userDictClass   = &object.Class{Name: "UserDict", Module: "collections", Doc: "A dict in the attribute data.", Marker: true, Mixin: true, Unhashable: true}
	userListClass   = &object.Class{Name: "UserList", Module: "collections", Doc: "A list in the attribute data.", Marker: true, Mixin: true, Unhashable: true}
	userStringClass = &object.Class{Name: "UserString", Module: "collections", Doc: "A text in the attribute data.", Marker: true, Mixin: true}
)

func init() {
	for _, c := range []*object.Class{userDictClass, userListClass, userStringClass} {
		c.New = newByInit
	}
	userDictClass.Members = userDictMembers
	userListClass.Members = userListMembers
	userStringClass.Members = userStringMembers
}

// newByInit makes an object of a class whose __init__ is among its members; of
// classes derived by user code, the language calls it.
func newByInit(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
	inst := &object.Instance{Class: cls}
	if cls.IsUser() {
		return inst, nil
	}
	_, err := object.CallMethodOf(th, inst, "__init__", args)
	return inst, err
}

// dataOf is the attribute data.
func dataOf(th *object.Thread, self object.Value) (object.Value, error) {
	return object.GetAttr(th, self, "data")
}

// ofData is a method that does something with the attribute data.
func ofData(sig, doc string, f func(th *object.Thread, data object.Value, a *object.Bound) (object.Value, error)) object.Member {
	return object.Method(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
		data, err := dataOf(th, a.Self())
		if err != nil {
			return nil, err
		}
		return f(th, data, a)
	})
}

// dataQueries are what the three have alike.
func dataQueries() []object.Member {
	return []object.Member{
		ofData("__len__(self)", "The number of elements.", func(th *object.Thread, data object.Value, a *object.Bound) (object.Value, error) {
			return object.Len(th, data)
		}),
		ofData("__repr__(self)", "The text of the data.", func(th *object.Thread, data object.Value, a *object.Bound) (object.Value, error) {
			return object.Repr(th, data)
		}),
		ofData("__iter__(self)", "The elements.", func(th *object.Thread, data object.Value, a *object.Bound) (object.Value, error) {
			return object.IterValue(th, data)
		}),
		ofData("__contains__(self, item)", "Whether it is in the data.", func(th *object.Thread, data object.Value, a *object.Bound) (object.Value, error) {
			return object.Contains(th, data, unwrapped(th, a.At(1)))
		}),
	}
}

// unwrapped is the data of one of these classes' objects, any other value itself.
func unwrapped(th *object.Thread, v object.Value) object.Value {
	for _, c := range []*object.Class{userDictClass, userListClass, userStringClass} {
		if object.IsInstance(v, c) {
			if data, ok, err := object.FindAttr(th, v, "data"); ok && err == nil {
				return data
			}
		}
	}
	return v
}

// likeSelf makes an object of the class of self around data.
func likeSelf(th *object.Thread, self, data object.Value) (object.Value, error) {
	return object.CallFn(th, object.TypeOf(self), data)
}

// dataOperators declare operators between data.
func dataOperators(ops ...object.Op) []object.Member {
	var members []object.Member
	for _, op := range ops {
		members = append(members,
			ofData(op.Dunder()+"(self, other)", "The operator of the data.", func(th *object.Thread, data object.Value, a *object.Bound) (object.Value, error) {
				v, err := object.BinaryOp(th, op, data, unwrapped(th, a.At(1)))
				if err != nil {
					return nil, err
				}
				return likeSelf(th, a.Self(), v)
			}),
			ofData(op.Reflected()+"(self, other)", "The operator of the data.", func(th *object.Thread, data object.Value, a *object.Bound) (object.Value, error) {
				v, err := object.BinaryOp(th, op, unwrapped(th, a.At(1)), data)
				if err != nil {
					return nil, err
				}
				return likeSelf(th, a.Self(), v)
			}))
	}
	return members
}

func dataComparisons() []object.Member {
	var members []object.Member
	for _, op := range []object.Op{object.Eq, object.Ne, object.Lt, object.Le, object.Gt, object.Ge} {
		members = append(members, ofData(op.Dunder()+"(self, other)", "Compares the data.", func(th *object.Thread, data object.Value, a *object.Bound) (object.Value, error) {
			return object.Compare(th, op, data, unwrapped(th, a.At(1)))
		}))
	}
	return members
}

func userDictMembers() []object.Member {
	members := slices.Concat(mappingMixin(), mutableMappingMixin(), dataQueries(), dataOperators(object.BitOr))
	return append(members,
		object.Method("__init__(self, dict=None, /, **kwargs)", "Begins with the items of a mapping and keywords.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			if err := object.SetAttr(th, a.Self(), "data", object.NewDict()); err != nil {
				return nil, err
			}
			args := object.Args{Kw: a.Kwargs("kwargs")}
			if a.At(1) != nil {
				args.Pos = []object.Value{a.At(1)}
			}
			return object.CallMethodOf(th, a.Self(), "update", args)
		}),
		ofData("__getitem__(self, key)", "The value of a key; __missing__ gives that of one that is not there.", func(th *object.Thread, data object.Value, a *object.Bound) (object.Value, error) {
			found, err := object.Contains(th, data, a.At(1))
			if err != nil {
				return nil, err
			}
			if !found {
				if _, ok := object.TypeOf(a.Self()).Lookup("__missing__"); ok {
					return object.CallMethodOf(th, a.Self(), "__missing__", object.Pos(a.At(1)))
				}
				return nil, object.KeyErrorOf(a.At(1))
			}
			return object.Index(th, data, a.At(1))
		}),
		ofData("__setitem__(self, key, item)", "Sets the value of a key.", func(th *object.Thread, data object.Value, a *object.Bound) (object.Value, error) {
			return nil, object.SetIndex(th, data, a.At(1), a.At(2))
		}),
		ofData("__delitem__(self, key)", "Removes a key.", func(th *object.Thread, data object.Value, a *object.Bound) (object.Value, error) {
			return nil, object.DelIndex(th, data, a.At(1))
		}),
		ofData("copy(self)", "A copy with a dict of its own.", func(th *object.Thread, data object.Value, a *object.Bound) (object.Value, error) {
			return likeSelf(th, a.Self(), data)
		}),
		object.ClassMethodOf("fromkeys(cls, iterable, value=None)", "One value for all keys.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			v, err := object.CallFn(th, a.Self())
			if err != nil {
				return nil, err
			}
			return v, object.ForEach(th, a.At(1), func(key object.Value) error { return object.SetIndex(th, v, key, a.At(2)) })
		}),
	)
}

func userListMembers() []object.Member {
	members := slices.Concat(sequenceMixin(), mutableSequenceMixin(), dataQueries(), dataComparisons(), dataOperators(object.Add, object.Mul))
	members = append(members,
		object.Method("__init__(self, initlist=None)", "Begins with the elements of an iterable.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			l := object.NewList()
			if a.At(1) != nil {
				elems, err := object.ToSlice(th, unwrapped(th, a.At(1)))
				if err != nil {
					return nil, err
				}
				l.Elems = append(l.Elems, elems...)
			}
			return nil, object.SetAttr(th, a.Self(), "data", l)
		}),
		ofData("__getitem__(self, i)", "An element, or a list of the same class for a slice.", func(th *object.Thread, data object.Value, a *object.Bound) (object.Value, error) {
			v, err := object.Index(th, data, a.At(1))
			if _, part := a.At(1).(*object.Slice); part && err == nil {
				return likeSelf(th, a.Self(), v)
			}
			return v, err
		}),
		ofData("__setitem__(self, i, item)", "Sets an element.", func(th *object.Thread, data object.Value, a *object.Bound) (object.Value, error) {
			return nil, object.SetIndex(th, data, a.At(1), unwrapped(th, a.At(2)))
		}),
		ofData("__delitem__(self, i)", "Removes an element.", func(th *object.Thread, data object.Value, a *object.Bound) (object.Value, error) {
			return nil, object.DelIndex(th, data, a.At(1))
		}),
		ofData("copy(self)", "A copy with a list of its own.", func(th *object.Thread, data object.Value, a *object.Bound) (object.Value, error) {
			return likeSelf(th, a.Self(), data)
		}),
	)
	for _, m := range []struct{ sig, doc string }{
		{"append(self, item)", "Adds an element at the end."}, {"insert(self, i, item)", "Puts an element before a place."}, {"pop(self, i=-1)", "Takes an element out."},
		{"remove(self, item)", "Takes the first equal element out."}, {"clear(self)", "Takes all elements out."}, {"count(self, item)", "How many elements are equal."},
		{"reverse(self)", "Turns the order round."}, {"extend(self, other)", "Adds the elements of an iterable."},
	} {
		members = append(members, delegate(m.sig, m.doc))
	}
	return append(members,
		ofData("index(self, item, *args)", "Where the first equal element is.", func(th *object.Thread, data object.Value, a *object.Bound) (object.Value, error) {
			return object.CallMethodOf(th, data, "index", object.Args{Pos: append([]object.Value{a.At(1)}, a.Rest("args")...)})
		}),
		ofData("sort(self, /, *args, **kwds)", "Sorts in place.", func(th *object.Thread, data object.Value, a *object.Bound) (object.Value, error) {
			return object.CallMethodOf(th, data, "sort", object.Args{Pos: a.Rest("args"), Kw: a.Kwargs("kwds")})
		}))
}

// delegate declares a method that the data have as well.
func delegate(sig, doc string) object.Member {
	parsed := object.ParseSignature(sig)
	return ofData(sig, doc, func(th *object.Thread, data object.Value, a *object.Bound) (object.Value, error) {
		args := object.Args{}
		for i := 1; i < len(parsed.Params); i++ {
			args.Pos = append(args.Pos, unwrapped(th, a.At(i)))
		}
		return object.CallMethodOf(th, data, parsed.Name, args)
	})
}

// userStringTexts are the methods of texts whose result is of the same class
// again; all others give what the text's own give.
var userStringTexts = []string{"capitalize", "casefold", "center", "expandtabs", "ljust", "lower", "lstrip", "replace", "rjust", "rstrip", "strip", "swapcase", "title", "translate", "upper", "zfill", "removeprefix", "removesuffix"}

func userStringMembers() []object.Member {
	members := slices.Concat(dataQueries(), dataComparisons(), dataOperators(object.Add, object.Mul))
	for _, m := range object.StrClass.Members() {
		fn, ok := m.Value.(*object.Builtin)
		if !ok || !fn.Method || strings.HasPrefix(m.Name, "__") {
			continue
		}
		members = append(members, object.Member{Name: m.Name, Value: &object.Builtin{Name: m.Name, Sig: fn.Sig, Doc: fn.Doc, Method: true, Raw: func(th *object.Thread, args object.Args) (object.Value, error) {
			data, err := dataOf(th, args.Pos[0])
			if err != nil {
				return nil, err
			}
			rest := make([]object.Value, len(args.Pos)-1)
			for i := range rest {
				rest[i] = unwrapped(th, args.Pos[i+1])
			}
			v, err := object.CallMethodOf(th, data, m.Name, object.Args{Pos: rest, Kw: args.Kw})
			if err != nil || !slices.Contains(userStringTexts, m.Name) {
				return v, err
			}
			return likeSelf(th, args.Pos[0], v)
		}}})
	}
	return append(members,
		object.Method("__init__(self, seq)", "Begins with the text of a value.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			text, err := object.Str(th, unwrapped(th, a.At(1)))
			if err != nil {
				return nil, err
			}
			return nil, object.SetAttr(th, a.Self(), "data", text)
		}),
		ofData("__str__(self)", "The text.", func(th *object.Thread, data object.Value, a *object.Bound) (object.Value, error) { return data, nil }),
		ofData("__hash__(self)", "That of the text.", func(th *object.Thread, data object.Value, a *object.Bound) (object.Value, error) {
			return object.Hash(th, data)
		}),
		ofData("__getitem__(self, index)", "A part of the same class.", func(th *object.Thread, data object.Value, a *object.Bound) (object.Value, error) {
			v, err := object.Index(th, data, a.At(1))
			if err != nil {
				return nil, err
			}
			return likeSelf(th, a.Self(), v)
		}),
		ofData("__int__(self)", "The number that the text says.", func(th *object.Thread, data object.Value, a *object.Bound) (object.Value, error) {
			return object.ToInt(th, data)
		}),
		ofData("__float__(self)", "The number that the text says.", func(th *object.Thread, data object.Value, a *object.Bound) (object.Value, error) {
			return object.ToFloat(th, data)
		}),
	)
}
