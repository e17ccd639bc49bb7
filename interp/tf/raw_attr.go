package tf

import (
	"fmt"
	"slices"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// attr is the value of an attribute as its kind wants it, the default of a type
// where none was given.
func (c *rawCall) attr(a *rawAttr, v object.Value, given bool) object.Value {
	if !given {
		if a.usual == tensor.Invalid {
			return nil
		}
		return binding.TFDType(a.usual)
	}
	if kind, ok := strings.CutPrefix(a.kind, "list("); ok {
		if v == nil {
			v = object.NewList()
		}
		if !isSequence(v) {
			object.Throw(object.TypeErrorf("Expected list for '%s' argument to '%s' Op, not %s.", a.name, c.Sig.Name, c.repr(v)))
		}
		out := &object.List{}
		for _, e := range object.Must(object.ToSlice(c.th, v)) {
			out.Elems = append(out.Elems, c.attrOf(strings.TrimSuffix(kind, ")"), a.name, e))
		}
		return out
	}
	return c.attrOf(a.kind, a.name, v)
}

// checkAttr throws where the value of an attribute is none of those that are
// allowed, or a list is too short.
func (c *rawCall) checkAttr(a *rawAttr, v object.Value) {
	switch v := v.(type) {
	case string:
		c.allow(a, `"`+v+`"`)
	case *binding.DType:
		c.allow(a, v.DType.RuntimeName())
	case *object.List:
		if len(v.Elems) < a.min {
			c.refuse("Length for attr '%s' of %d must be at least minimum %d", a.name, len(v.Elems), a.min)
		}
	case int:
		if a.limited && v < a.min {
			c.refuse("Value for attr '%s' of %d must be at least minimum %d", a.name, v, a.min)
		}
	}
}

// allow throws where a value is none of those that an attribute may have.
func (c *rawCall) allow(a *rawAttr, value string) {
	if len(a.allowed) > 0 && !slices.Contains(a.allowed, value) {
		c.refuse("Value for attr '%s' of %s is not in the list of allowed values: %s", a.name, value, strings.Join(a.allowed, ", "))
	}
}

// refuse throws the runtime's error for a node that the op's definition does
// not allow.
func (c *rawCall) refuse(format string, args ...any) {
	tensor.Throwf("InvalidArgumentError", "%s\n\t; NodeDef: {{node %s}}; Op<name=%s; signature=%s> [Op:%s] name: ",
		fmt.Sprintf(format, args...), c.op.name, c.op.name, c.op.def, c.op.name)
}

// attrOf is a value of an attribute's kind; it throws TypeError in the words
// of TensorFlow's generated functions.
func (c *rawCall) attrOf(kind, name string, v object.Value) object.Value {
	want := kind
	switch kind {
	case "int":
		if _, isText := v.(string); !isText {
			if n, err := object.AsFloat(c.th, v); err == nil {
				if i, err := object.AsIndex(c.th, v); err == nil {
					return i
				}
				return int(n)
			}
		}
	case "float":
		if _, isText := v.(string); !isText {
			if f, err := object.AsFloat(c.th, v); err == nil {
				return f
			}
		}
	case "bool":
		if b, ok := object.NativeOf(v).(bool); ok {
			return b
		}
	case "string":
		switch v := object.NativeOf(v).(type) {
		case string:
			return v
		case binding.Bytes:
			return string(v)
		}
	case "type":
		var dt tensor.DType
		if binding.Catch(func() { dt = binding.ToDType(c.th, v) }) == nil {
			return binding.TFDType(dt)
		}
		want = "DataType"
	case "shape":
		if v == nil {
			return v
		}
		var shape *binding.TensorShape
		if err := binding.Catch(func() { shape = binding.ToTensorShape(c.th, v) }); err != nil {
			r := object.AsRaised(err)
			object.Throw(object.Errorf(r.Exc.Class, "Error converting %s to a TensorShape: %s.", name, r.Message()))
		}
		return shape
	default:
		return v
	}
	object.Throw(object.TypeErrorf("Expected %s for argument '%s' not %s.", want, name, c.repr(v)))
	return nil
}
