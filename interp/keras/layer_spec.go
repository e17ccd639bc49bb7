package keras

import (
	"fmt"
	"sort"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
	"kerash/tensor"
)

// inputSpec is a layers.InputSpec as user code sees it.
type inputSpec struct {
	model.InputSpec
	squeeze bool         // allow_last_axis_squeeze
	name    object.Value // of the input
}

// PyClass implements object.Classed.
func (*inputSpec) PyClass() *object.Class { return inputSpecClass() }

// inputSpecClass is layers.InputSpec.
func inputSpecClass() *object.Class { return inputSpecClassOnce.get(newInputSpecClass) }

var inputSpecClassOnce lazyClass

func newInputSpecClass() *object.Class {
	get := func(name, doc string, f func(s *inputSpec) object.Value) object.Member {
		return object.Getter(name, doc, func(th *object.Thread, self object.Value) (object.Value, error) { return f(self.(*inputSpec)), nil })
	}
	axes := func(n int) object.Value {
		if n == 0 {
			return nil
		}
		return n
	}
	return &object.Class{Name: "InputSpec", Module: "keras.src.engine.input_spec", Final: true,
		Doc:       "What an input of a layer has to look like: rank, shape, dtype, lengths of axes.",
		Signature: "InputSpec(dtype=None, shape=None, ndim=None, max_ndim=None, min_ndim=None, axes=None, allow_last_axis_squeeze=False, name=None)",
		New:       newInputSpec,
		Repr: func(th *object.Thread, self object.Value) (string, error) {
			return self.(*inputSpec).text(), nil
		},
		Members: func() []object.Member {
			return []object.Member{
				get("ndim", "the rank that is asked for", func(s *inputSpec) object.Value { return axes(s.NDim) }),
				get("min_ndim", "the least rank", func(s *inputSpec) object.Value { return axes(s.MinNDim) }),
				get("max_ndim", "the greatest rank", func(s *inputSpec) object.Value { return axes(s.MaxNDim) }),
				get("dtype", "the dtype that is asked for", func(s *inputSpec) object.Value { return toPython(s.DType) }),
				get("shape", "the shape that is asked for", func(s *inputSpec) object.Value {
					if s.Shape == nil {
						return nil
					}
					return binding.ShapeTuple(s.Shape)
				}),
				get("allow_last_axis_squeeze", "whether a last axis of length 1 may be missing", func(s *inputSpec) object.Value { return s.squeeze }),
				get("name", "the name of the input", func(s *inputSpec) object.Value { return s.name }),
				object.Method("get_config(self)", "The arguments that describe the spec.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
					return a.Self().(*inputSpec).config(th), nil
				}),
				object.ClassMethodOf("from_config(cls, config)", "The spec that get_config described.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
					var args object.Args
					for it := a.Value("config").(*object.Dict).Entries(); it.Next(); {
						args = args.With(object.Must(object.Str(th, it.Key())), it.Value())
					}
					return object.Call(th, inputSpecClass(), args)
				}),
				get("axes", "the lengths of axes that are asked for", func(s *inputSpec) object.Value {
					d := object.NewDict()
					for _, axis := range s.axisOrder() {
						object.Must(0, d.Set(nil, axis, s.Axes[axis]))
					}
					return d
				}),
			}
		}}
}

func newInputSpec(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
	a, err := cls.BindNew(th, args)
	if err != nil {
		return nil, err
	}
	s := &inputSpec{InputSpec: model.InputSpec{NDim: a.IntOr("ndim", 0), MinNDim: a.IntOr("min_ndim", 0), MaxNDim: a.IntOr("max_ndim", 0)},
		squeeze: a.Bool("allow_last_axis_squeeze"), name: a.Value("name")}
	if a.Has("dtype") {
		s.DType = binding.ToDType(th, a.Value("dtype"))
	}
	if a.Has("shape") {
		s.Shape = model.ShapeOf(toModel(th, a.Value("shape")))
		s.NDim = len(s.Shape)
	}
	if d, ok := a.Value("axes").(*object.Dict); ok {
		s.Axes = map[int]int{}
		for it := d.Entries(); it.Next(); {
			if it.Value() != nil {
				s.Axes[object.Must(object.AsIndex(th, it.Key()))] = object.Must(object.AsIndex(th, it.Value()))
			}
		}
	}
	return s, nil
}

// config is the arguments of the constructor, as get_config shows them.
func (s *inputSpec) config(th *object.Thread) object.Value {
	d := object.NewDict()
	for _, k := range []string{"dtype", "shape", "ndim", "max_ndim", "min_ndim", "axes"} {
		d.SetStr(k, object.Must(object.GetAttr(th, s, k)))
	}
	return d
}

func (s *inputSpec) axisOrder() []int {
	var order []int
	for axis := range s.Axes {
		order = append(order, axis)
	}
	sort.Ints(order)
	return order
}

func (s *inputSpec) text() string {
	var parts []string
	add := func(name string, v any) { parts = append(parts, fmt.Sprintf("%s=%v", name, v)) }
	if s.DType != tensor.Invalid {
		add("dtype", s.DType)
	}
	if s.Shape != nil {
		add("shape", tensor.ShapeString(s.Shape))
	}
	if n := max(s.NDim, len(s.Shape)); n > 0 {
		add("ndim", n)
	}
	if s.MaxNDim > 0 {
		add("max_ndim", s.MaxNDim)
	}
	if s.MinNDim > 0 {
		add("min_ndim", s.MinNDim)
	}
	if len(s.Axes) > 0 {
		var axes []string
		for _, axis := range s.axisOrder() {
			axes = append(axes, fmt.Sprintf("%d: %d", axis, s.Axes[axis]))
		}
		add("axes", "{"+strings.Join(axes, ", ")+"}")
	}
	return "InputSpec(" + strings.Join(parts, ", ") + ")"
}

func specValue(b *model.Base) object.Value {
	specs := b.Spec
	switch {
	case len(specs) == 0:
		return nil
	case len(specs) == 1 && !listsSpecs(b.Self()):
		return &inputSpec{InputSpec: specs[0]}
	}
	l := object.NewList()
	for _, s := range specs {
		l.Elems = append(l.Elems, &inputSpec{InputSpec: s})
	}
	return l
}

// listsSpecs reports whether Keras keeps even one spec of a layer in a list.
func listsSpecs(l model.Layer) bool {
	if _, recurrent := l.(model.MainInput); recurrent {
		return true
	}
	m, ok := l.(model.Model)
	return ok && m.Graph() != nil
}

func specArg(th *object.Thread, v object.Value) []model.InputSpec {
	switch v := v.(type) {
	case nil:
		return nil
	case *inputSpec:
		return []model.InputSpec{v.InputSpec}
	case *object.List, *object.Tuple:
		var specs []model.InputSpec
		for _, e := range object.Must(object.ToSlice(th, v)) {
			specs = append(specs, specArg(th, e)...)
		}
		return specs
	}
	object.Throw(object.TypeErrorf("Layer input_spec must be an instance of InputSpec. Got: %s", object.Must(object.Str(th, v))))
	return nil
}
