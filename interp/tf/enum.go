package tf

import (
	"fmt"
	"strings"

	"kerash/interp/object"
)

// enumValue is a member of one of TensorFlow's enumerations, such as
// tf.UnconnectedGradients.ZERO.
type enumValue struct {
	class *object.Class
	name  string
	value object.Value
}

// PyClass is the enumeration.
func (e *enumValue) PyClass() *object.Class { return e.class }

// newEnum declares an enumeration with its members in order.
func newEnum(module, name, doc string, pairs ...object.Value) (*object.Class, map[string]*enumValue) {
	c := &object.Class{Name: name, Module: module, Doc: doc, Signature: name + "(value)"}
	values := map[string]*enumValue{}
	var order []*enumValue
	for i := 0; i < len(pairs); i += 2 {
		e := &enumValue{c, pairs[i].(string), pairs[i+1]}
		values[e.name] = e
		order = append(order, e)
	}
	c.Members = func() []object.Member {
		ms := []object.Member{
			object.Getter("name", "the member's name", func(th *object.Thread, self object.Value) (object.Value, error) { return self.(*enumValue).name, nil }),
			object.Getter("value", "the member's value", func(th *object.Thread, self object.Value) (object.Value, error) { return self.(*enumValue).value, nil }),
		}
		for _, e := range order {
			ms = append(ms, object.Const(e.name, e))
		}
		return ms
	}
	c.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		a, err := c.BindNew(th, args)
		if err != nil {
			return nil, err
		}
		for _, e := range order {
			if e == a.Value("value") || e.value == a.Value("value") {
				return e, nil
			}
		}
		return nil, object.ValueErrorf("%s is not a valid %s", object.Must(object.Repr(th, a.Value("value"))), name)
	}
	c.Repr = func(th *object.Thread, self object.Value) (string, error) {
		e := self.(*enumValue)
		v, err := object.Repr(th, e.value)
		return fmt.Sprintf("<%s.%s: %s>", name, e.name, v), err
	}
	c.Str = func(th *object.Thread, self object.Value) (string, error) {
		return name + "." + self.(*enumValue).name, nil
	}
	c.Meta = enumMeta(c, order, values)
	return c, values
}

// enumMeta is the class of an enumeration: its members can be listed and looked
// up by name.
func enumMeta(c *object.Class, order []*enumValue, values map[string]*enumValue) *object.Class {
	return &object.Class{Name: "EnumType", Module: "enum", Base: object.TypeClass, Final: true,
		Iter: func(th *object.Thread, self object.Value) (object.Iterator, error) {
			list := make([]object.Value, len(order))
			for i, e := range order {
				list[i] = e
			}
			return object.IterSlice(list), nil
		},
		Len: func(th *object.Thread, self object.Value) (int, error) { return len(order), nil },
		Index: func(th *object.Thread, self, key object.Value) (object.Value, error) {
			if name, ok := key.(string); ok && values[name] != nil {
				return values[name], nil
			}
			return nil, object.KeyErrorOf(key)
		},
		Repr: func(th *object.Thread, self object.Value) (string, error) { return "<enum '" + c.Name + "'>", nil },
	}
}

// enumName is an argument that may be a member or its value: "ZERO", "zero".
func enumName(v object.Value) string {
	switch v := v.(type) {
	case *enumValue:
		return strings.ToLower(v.name)
	case string:
		return strings.ToLower(v)
	}
	return ""
}

// The enumerations of the module.
var (
	UnconnectedGradients, _              = newEnum("tensorflow.python.ops.unconnected_gradients", "UnconnectedGradients", "What the gradient of something unrelated is.", "NONE", "none", "ZERO", "zero")
	VariableSynchronization, syncValues  = newEnum("tensorflow.python.ops.variables", "VariableSynchronization", "How copies of a variable are kept in step.", "AUTO", 0, "NONE", 1, "ON_WRITE", 2, "ON_READ", 3)
	VariableAggregation, aggregateValues = newEnum("tensorflow.python.ops.variables", "VariableAggregation", "How copies of a variable are joined.", "NONE", 0, "SUM", 1, "MEAN", 2, "ONLY_FIRST_REPLICA", 3)
	synchronizationAuto                  = syncValues["AUTO"]
	aggregationNone                      = aggregateValues["NONE"]
)
