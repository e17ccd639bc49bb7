package binding

import (
	"kerash/interp/object"
	"kerash/tensor"
)

func tensorShapeMembers() []object.Member {
	rank := func(th *object.Thread, self object.Value) (object.Value, error) {
		if s := self.(*TensorShape); !s.Unknown {
			return len(s.Dims), nil
		}
		return nil, nil
	}
	hasRank := func(a *object.Bound) (*TensorShape, error) {
		s, n := a.Self().(*TensorShape), a.Int("rank")
		if !s.Unknown && len(s.Dims) != n {
			return nil, object.ValueErrorf("Shape %s must have rank %d", s, n)
		}
		return s, nil
	}
	return []object.Member{
		object.Getter("rank", "the number of axes, None when unknown", rank),
		object.Getter("ndims", "the number of axes, None when unknown", rank),
		object.Getter("dims", "the axes as a list", func(th *object.Thread, self object.Value) (object.Value, error) {
			if s := self.(*TensorShape); !s.Unknown {
				return object.NewList(dimValues(s.Dims)...), nil
			}
			return nil, nil
		}),
		object.Method("as_list(self)", "The axes as a list, None where unknown.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			s := a.Self().(*TensorShape)
			if s.Unknown {
				return nil, object.ValueErrorf("as_list() is not defined on an unknown TensorShape.")
			}
			return object.NewList(dimValues(s.Dims)...), nil
		}),
		object.Method("num_elements(self)", "The number of elements, None when not known.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			s := a.Self().(*TensorShape)
			if s.Unknown || !tensor.IsStatic(s.Dims) {
				return nil, nil
			}
			return tensor.NumElements(s.Dims), nil
		}),
		object.Method("is_fully_defined(self)", "Whether all axes are known.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			s := a.Self().(*TensorShape)
			return !s.Unknown && tensor.IsStatic(s.Dims), nil
		}),
		object.Method("assert_is_fully_defined(self)", "Raises ValueError unless all axes are known.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			s := a.Self().(*TensorShape)
			if s.Unknown || !tensor.IsStatic(s.Dims) {
				return nil, object.ValueErrorf("Shape %s is not fully defined", s)
			}
			return nil, nil
		}),
		object.Method("concatenate(self, other)", "The axes of both shapes in order.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return a.Self().(*TensorShape).Concat(ToTensorShape(th, a.Value("other"))), nil
		}),
		object.Method("is_compatible_with(self, other)", "Whether the shapes agree where both are known.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return a.Self().(*TensorShape).Compatible(ToTensorShape(th, a.Value("other"))), nil
		}),
		object.Method("assert_is_compatible_with(self, other)", "Raises ValueError unless the shapes agree.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			s := a.Self().(*TensorShape)
			if !s.Compatible(ToTensorShape(th, a.Value("other"))) {
				return nil, object.ValueErrorf("Shapes %s and %s are incompatible", s, object.Must(object.Str(th, a.Value("other"))))
			}
			return nil, nil
		}),
		object.Method("merge_with(self, other)", "The shape with the knowledge of both.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			s, o := a.Self().(*TensorShape), ToTensorShape(th, a.Value("other"))
			if !s.Compatible(o) {
				return nil, object.ValueErrorf("Shapes %s and %s are not compatible", s, o)
			}
			return s.Merge(o), nil
		}),
		object.Method("assert_has_rank(self, rank)", "Raises ValueError for another number of axes.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			_, err := hasRank(a)
			return nil, err
		}),
		object.Method("with_rank(self, rank)", "The shape, of which the number of axes is checked.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			s, err := hasRank(a)
			if err == nil && s.Unknown {
				s = NewTensorShape(unknownDims(a.Int("rank")))
			}
			return s, err
		}),
		object.Method("with_rank_at_least(self, rank)", "The shape, which must have that many axes.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			s, n := a.Self().(*TensorShape), a.Int("rank")
			if !s.Unknown && len(s.Dims) < n {
				return nil, object.ValueErrorf("Shape %s must have rank at least %d", s, n)
			}
			return s, nil
		}),
		object.Method("with_rank_at_most(self, rank)", "The shape, which must not have more axes.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			s, n := a.Self().(*TensorShape), a.Int("rank")
			if !s.Unknown && len(s.Dims) > n {
				return nil, object.ValueErrorf("Shape %s must have rank at most %d", s, n)
			}
			return s, nil
		}),
	}
}

func unknownDims(n int) []int {
	dims := make([]int, n)
	for i := range dims {
		dims[i] = -1
	}
	return dims
}
