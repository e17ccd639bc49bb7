package model

import (
	"reflect"
	"slices"

	"kerash/tensor"
)

// Method is something that objects of a class can do besides what all of their
// family can: adapt of a preprocessing layer, reset_states of a recurrent one.
type Method struct {
	// Signature is the name and parameters as Python writes them, self first:
	// "reset_states(self, states=None)". Without brackets the method is a
	// property.
	Signature string
	Doc       string
	// Call gets the object and the arguments after self, in the order of the
	// signature: values (tensors and structures of them), or neutral ones.
	Call func(c *Context, obj any, args []any) any
}

// UFunc names a universal function of NumPy among the values that methods
// return.
type UFunc string

// Member is a member of one of Keras' enumerations among the values of
// attributes.
type Member struct{ Enum, Name string }

// Scripted is an object of a class that user code wrote.
type Scripted interface {
	// ScriptAttr is an attribute of the object; ok is false when it has none
	// of the name.
	ScriptAttr(name string) (v any, ok bool)
	// ScriptCall calls a method that the user's class defines; ok is false when
	// it defines none of the name.
	ScriptCall(c *Context, method string, args ...any) (v any, ok bool)
}

// MakeLike makes an object of the class whose arguments are those that from,
// an object of any class, has under the same names; kw replaces some.
func (c *Class) MakeLike(st *State, from any, kw ...Named) any {
	obj, src := c.New(), ClassOf(from)
	to, v := reflect.ValueOf(obj).Elem(), reflect.ValueOf(from).Elem()
	for _, a := range c.Args() {
		f := to.FieldByIndex(a.index)
		if i := slices.IndexFunc(kw, func(n Named) bool { return n.Name == a.Name }); i >= 0 {
			setField(st, c, a, f, kw[i].Value)
			continue
		}
		if i := src.argIndex(a.Name); i >= 0 && !a.shared && src.Args()[i].Type == a.Type {
			f.Set(v.FieldByIndex(src.Args()[i].index))
			continue
		}
		x, err := ParseLiteral(a.Default)
		tensor.Check(err)
		setField(st, c, a, f, x)
	}
	return c.finish(st, obj)
}

// Declared is an object that wants to know its declaration.
type Declared interface{ DeclaredBy(c *Class, obj any) }

// finish tells a filled object its class and runs its Init.
func (c *Class) finish(st *State, obj any) any {
	switch b := obj.(type) {
	case interface{ setClass(*Class, any) }:
		b.setClass(c, obj)
	case Declared:
		b.DeclaredBy(c, obj)
	}
	if in, ok := obj.(Initer); ok {
		in.Init(st)
	}
	return obj
}
