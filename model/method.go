package model

import "reflect"

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

// Scripted is an object of a class that user code wrote.
type Scripted interface {
	// ScriptAttr is an attribute of the object; ok is false when it has none
	// of the name.
	ScriptAttr(name string) (v any, ok bool)
	// ScriptCall calls a method that the user's class defines; ok is false when
	// it defines none of the name.
	ScriptCall(c *Context, method string, args ...any) (v any, ok bool)
}

// SetFields fills the arguments of obj, an object of the class, from those of
// another object of any class that have the same name.
func (c *Class) SetFields(obj, from any) {
	src := ClassOf(from)
	to, v := reflect.ValueOf(obj).Elem(), reflect.ValueOf(from).Elem()
	for _, a := range c.Args() {
		i := src.argIndex(a.Name)
		if i < 0 || a.shared {
			continue
		}
		if b := src.Args()[i]; b.Type == a.Type {
			to.FieldByIndex(a.index).Set(v.FieldByIndex(b.index))
		}
	}
}
