package keras

import (
	"reflect"

	"kerash/interp/object"
	"kerash/model"
)

// configured is a Go value with a form for configs, such as the dtype policy
// or an activation.
type configured interface{ ConfigValue() any }

// reflected is what toPython makes of the Go types of argument fields: ints as
// a tuple, optional numbers, named types.
func reflected(x any) object.Value {
	v := reflect.ValueOf(x)
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return nil
		}
		if k := v.Elem().Kind(); k != reflect.Struct {
			return toPython(v.Elem().Interface())
		}
	case reflect.Interface:
		return toPython(v.Elem().Interface())
	case reflect.Slice, reflect.Array:
		elems := make([]object.Value, v.Len())
		for i := range elems {
			elems[i] = toPython(v.Index(i).Interface())
		}
		switch v.Type().Elem().Kind() {
		case reflect.Int, reflect.Slice, reflect.Array:
			if v.Kind() == reflect.Slice && v.IsNil() {
				return nil
			}
			for i := range elems {
				if elems[i] == -1 {
					elems[i] = nil
				}
			}
			return object.NewTuple(elems...)
		}
		return object.NewList(elems...)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return int(v.Int())
	case reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uint:
		return int(v.Uint())
	case reflect.Float32, reflect.Float64:
		return v.Float()
	case reflect.String:
		return v.String()
	case reflect.Bool:
		return v.Bool()
	case reflect.Struct:
		if c, ok := x.(configured); ok {
			return toPython(c.ConfigValue())
		}
	}
	return x
}

var _ configured = model.Policy{}
