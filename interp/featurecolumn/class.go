// Package featurecolumn is TensorFlow's feature columns as user code sees them: the
// module tf.feature_column, and the classes of what its functions give. Columns
// are tuples with named elements; package columns of model computes with them.
package featurecolumn

import (
	"sync"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
	"kerash/model/columns"
	"kerash/tensor"
)

// featureColumn is the class that all columns derive from, denseColumn that of
// those which give numbers, categoricalColumn that of the others.
var (
	featureColumn     = &object.Class{Name: "FeatureColumn", Module: "tensorflow.python.feature_column.feature_column_v2_types", Base: object.TupleClass, Doc: "A feature column."}
	denseColumn       = &object.Class{Name: "DenseColumn", Module: columns.Module("DenseColumn"), Base: featureColumn, Doc: "A feature column that gives numbers."}
	categoricalColumn = &object.Class{Name: "CategoricalColumn", Module: columns.Module("CategoricalColumn"), Base: featureColumn, Doc: "A feature column that gives categories."}
)

var classes struct {
	mu     sync.Mutex
	byKind map[string]*object.Class
}

// classOf is the class of a column; it is made at first use.
func classOf(c columns.Column) *object.Class {
	classes.mu.Lock()
	defer classes.mu.Unlock()
	if cls, ok := classes.byKind[c.Kind()]; ok {
		return cls
	}
	cls := newClass(c)
	if classes.byKind == nil {
		classes.byKind = map[string]*object.Class{}
	}
	classes.byKind[c.Kind()] = cls
	return cls
}

// newClass makes the class of columns of c's kind.
func newClass(c columns.Column) *object.Class {
	cls := &object.Class{Name: c.Kind(), Module: columns.Module(c.Kind()), Base: categoricalColumn, Doc: "A feature column; the functions of tf.feature_column make it."}
	if _, ok := c.(columns.Dense); ok {
		cls.Base = denseColumn
	}
	if _, both := c.(columns.Categorical); both && cls.Base == denseColumn {
		cls.Also = categoricalColumn
	}
	fields := c.Fields()
	cls.Members = func() []object.Member { return append(fieldMembers(fields), columnMembers(c)...) }
	cls.Repr = func(th *object.Thread, self object.Value) (string, error) {
		s := cls.Name + "("
		for i, e := range elements(self) {
			text, err := object.Repr(th, e)
			if err != nil {
				return "", err
			}
			if i > 0 {
				s += ", "
			}
			s += fields[i].Name + "=" + text
		}
		return s + ")", nil
	}
	return cls
}

func elements(self object.Value) []object.Value {
	return object.NativeOf(self).(*object.Tuple).Elems
}

// fieldMembers are the properties that give the elements by name.
func fieldMembers(fields []columns.Field) []object.Member {
	names := object.NewTuple()
	var ms []object.Member
	for i, f := range fields {
		names.Elems = append(names.Elems, f.Name)
		ms = append(ms, object.Getter(f.Name, "the argument "+f.Name, func(th *object.Thread, self object.Value) (object.Value, error) {
			return elements(self)[i], nil
		}))
	}
	return append(ms, object.Const("_fields", names))
}

// columnMembers are what columns of c's kind know of themselves.
func columnMembers(c columns.Column) []object.Member {
	get := func(name, doc string, f func(th *object.Thread, c columns.Column) object.Value) object.Member {
		return object.Getter(name, doc, func(th *object.Thread, self object.Value) (object.Value, error) { return f(th, mustBe(th, self)), nil })
	}
	ms := []object.Member{
		get("name", "the name, made of the names of the features", func(th *object.Thread, c columns.Column) object.Value { return c.Name() }),
		get("parse_example_spec", "how tf.io.parse_example reads the features", parseSpec),
		get("parents", "the columns, or keys of features, that it is made of", func(th *object.Thread, c columns.Column) object.Value {
			out := object.NewList()
			for _, p := range c.Parents() {
				out.Elems = append(out.Elems, fromField(p))
			}
			return out
		}),
		object.Const("_is_v2_column", true),
		object.Method("get_config(self)", "The arguments that make the column again.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return binding.FromNeutral(columns.Config(binding.State(th), mustBe(th, a.Self())).Get("config")), nil
		}),
		object.ClassMethodOf("from_config(cls, config, custom_objects=None, columns_by_name=None)", "The column of a config.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			full := model.NewMap().Set("class_name", a.At(0).(*object.Class).Name).Set("config", binding.ToNeutral(th, a.Value("config")))
			return Value(columns.FromConfig(binding.State(th), full)), nil
		}),
	}
	if _, ok := c.(columns.Dense); ok {
		ms = append(ms, get("variable_shape", "the shape of what one example becomes", func(th *object.Thread, c columns.Column) object.Value {
			return binding.NewTensorShape(c.(columns.Dense).VariableShape())
		}))
	}
	if _, ok := c.(columns.Categorical); ok {
		ms = append(ms, get("num_buckets", "the number of categories", func(th *object.Thread, c columns.Column) object.Value {
			return c.(columns.Categorical).NumBuckets()
		}))
	}
	return ms
}

// Value is a column as a value of Python.
func Value(c columns.Column) object.Value {
	t := object.NewTuple()
	for _, f := range c.Fields() {
		t.Elems = append(t.Elems, fromField(f.Value))
	}
	return &object.Instance{Class: classOf(c), Native: t}
}

func fromField(v any) object.Value {
	switch v := v.(type) {
	case columns.Column:
		return Value(v)
	case tensor.DType:
		return binding.TFDType(v)
	case model.Tup:
		out := object.NewTuple()
		for _, x := range v {
			out.Elems = append(out.Elems, fromField(x))
		}
		return out
	case *binding.Function:
		return v.Fn
	}
	return binding.FromNeutral(v)
}

// parseSpec is the features as tf.io.parse_example wants them.
func parseSpec(th *object.Thread, c columns.Column) object.Value {
	io := object.Must(object.GetAttr(th, object.Must(th.Import(th, "tensorflow")), "io"))
	make := func(class string, args ...object.Value) object.Value {
		return object.Must(object.CallMethodOf(th, io, class, object.Pos(args...)))
	}
	out := object.NewDict()
	for _, f := range c.Features() {
		dtype := binding.TFDType(f.DType)
		if f.Fixed {
			out.SetStr(f.Key, make("FixedLenFeature", binding.ShapeTuple(f.Shape), dtype, fromField(f.Default)))
		} else {
			out.SetStr(f.Key, make("VarLenFeature", dtype))
		}
	}
	return out
}
