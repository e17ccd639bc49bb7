package tensor

import (
	"fmt"
	"strings"
)

// numpyText is the value as TensorFlow puts it into its own texts: on a line
// of its own when it takes several.
func numpyText(a *Array, o *PrintOptions, repr bool) string {
	if o == nil {
		o = DefaultPrintOptions()
	}
	opts := *o
	opts.Bytes = true
	var s string
	switch {
	case repr && a.Rank() > 0:
		s = opts.Repr(a)
	case a.Rank() == 0:
		s = opts.scalar(a, 0, repr)
	default:
		s = opts.Str(a)
	}
	if strings.Contains(s, "\n") {
		s = "\n" + s
	}
	return s
}

// Text is what print shows of a tensor with a value:
// tf.Tensor([1. 2.], shape=(2,), dtype=float32). A nil o means the defaults.
func (t *Tensor) Text(o *PrintOptions) string {
	if t.IsSymbolic() {
		return fmt.Sprintf("Tensor(\"%s\", shape=%s, dtype=%s)", t.symbolName(), ShapeString(t.Shape()), t.DType())
	}
	return fmt.Sprintf("tf.Tensor(%s, shape=%s, dtype=%s)", numpyText(t.Array(), o, false), ShapeString(t.Shape()), t.DType())
}

// Repr is repr() of a tensor with a value:
// <tf.Tensor: shape=(2,), dtype=float32, numpy=array([1., 2.], dtype=float32)>.
func (t *Tensor) Repr(o *PrintOptions) string {
	if t.IsSymbolic() {
		return fmt.Sprintf("<tf.Tensor '%s' shape=%s dtype=%s>", t.symbolName(), ShapeString(t.Shape()), t.DType())
	}
	return fmt.Sprintf("<tf.Tensor: shape=%s, dtype=%s, numpy=%s>", ShapeString(t.Shape()), t.DType(), numpyText(t.Array(), o, true))
}

// symbolName is the name of a tensor in a graph: that of its op and the index
// of the output.
func (t *Tensor) symbolName() string {
	if t.node == nil || t.node.Call == nil {
		if m, ok := t.Meta.(interface{ SymbolName() string }); ok && m.SymbolName() != "" {
			return m.SymbolName()
		}
		return "Placeholder:0"
	}
	return fmt.Sprintf("%s:%d", t.node.Call.Op.Name, t.index)
}

// Repr is both str() and repr() of a variable:
// <tf.Variable 'kernel:0' shape=(2,) dtype=float32, numpy=array([1., 2.], dtype=float32)>.
func (v *Variable) Repr(o *PrintOptions) string {
	return strings.TrimSuffix(v.InGraph(), ">") + ", numpy=" + numpyText(v.Value(), o, true) + ">"
}

// InGraph is str() and repr() of the variable where a graph is made:
// <tf.Variable 'kernel:0' shape=(2,) dtype=float32>.
func (v *Variable) InGraph() string {
	name := v.Name
	if !strings.Contains(name, ":") {
		name += ":0"
	}
	shape := "<unknown>"
	if !v.open {
		shape = ShapeString(v.Declared())
	}
	return fmt.Sprintf("<tf.Variable '%s' shape=%s dtype=%s>", name, shape, v.DType())
}

// KerasTensorRepr is repr() of a symbolic Keras tensor made by the named layer.
// Known elements of a shape tensor (its hint) are shown as inferred_value.
func KerasTensorRepr(t *Tensor, layer string) string {
	return fmt.Sprintf("<KerasTensor: shape=%s dtype=%s%s%s>", ShapeString(t.Shape()), t.DType(), inferred(t, " "), createdBy(" (created by layer '%s')", layer))
}

// KerasTensorText is str() of a symbolic Keras tensor: name is its own name
// (dense/BiasAdd:0), spec the name of its TensorSpec, empty for None.
func KerasTensorText(t *Tensor, layer, name, spec string) string {
	s := fmt.Sprintf("KerasTensor(type_spec=%s%s", SpecRepr(t.Spec(), spec), inferred(t, ", "))
	if name != "" {
		s += fmt.Sprintf(", name='%s'", name)
	}
	return s + createdBy(", description=\"created by layer '%s'\"", layer) + ")"
}

// SpecRepr is a tf.TensorSpec as it prints; an empty name is None.
func SpecRepr(sp Spec, name string) string {
	if name == "" {
		name = "None"
	} else {
		name = "'" + name + "'"
	}
	return fmt.Sprintf("TensorSpec(shape=%s, dtype=tf.%s, name=%s)", ShapeString(sp.Shape), sp.DType, name)
}

func createdBy(format, layer string) string {
	if layer == "" {
		return ""
	}
	return fmt.Sprintf(format, layer)
}

func inferred(t *Tensor, lead string) string {
	if t.Rank() != 1 || t.hint == nil {
		return ""
	}
	parts := make([]string, len(t.hint))
	for i, h := range t.hint {
		parts[i] = fmt.Sprint(h)
		if h == -1 {
			parts[i] = "None"
		}
	}
	return lead + "inferred_value=[" + strings.Join(parts, ", ") + "]"
}
