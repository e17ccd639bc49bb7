package tf

import (
	"fmt"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// shapeAssertions are the assertions about shapes and dtypes.
func shapeAssertions() []decl {
	rank := func(names, sig, doc, words string, ok func(have, want int) bool) decl {
		return decl{names: names, sig: sig, doc: doc, plain: true, fn: func(c *call) object.Value {
			x, want := c.tensor("x"), c.int("rank")
			if !ok(x.Rank(), want) {
				object.Throw(object.ValueErrorf("%sTensor  must have rank %s%d.  Received rank %d, shape %s", c.lead(), words, want, x.Rank(), tensor.ShapeString(x.Shape())))
			}
			return nil
		}}
	}
	return []decl{
		rank("debugging.assert_rank assert_rank", "assert_rank_v2(x, rank, message=None, name=None)", "Raises ValueError unless a tensor has so many axes.", "", func(have, want int) bool { return have == want }),
		rank("debugging.assert_rank_at_least", "assert_rank_at_least_v2(x, rank, message=None, name=None)", "Raises ValueError unless a tensor has so many axes or more.", "at least ", func(have, want int) bool { return have >= want }),
		{names: "debugging.assert_rank_in", sig: "assert_rank_in_v2(x, ranks, message=None, name=None)", doc: "Raises ValueError unless a tensor has one of these numbers of axes.", plain: true, fn: func(c *call) object.Value {
			x := c.tensor("x")
			for _, r := range c.Ints("ranks") {
				if r == x.Rank() {
					return nil
				}
			}
			object.Throw(object.ValueErrorf("%sTensor  must have rank in %s.  Received rank %d, shape %s", c.lead(), tensor.ShapeString(c.Ints("ranks")), x.Rank(), tensor.ShapeString(x.Shape())))
			return nil
		}},
		{names: "debugging.assert_scalar", sig: "assert_scalar_v2(tensor, message=None, name=None)", doc: "Raises ValueError unless a tensor has no axes.", plain: true, fn: func(c *call) object.Value {
			x := c.tensor("tensor")
			if x.Rank() != 0 {
				object.Throw(object.ValueErrorf("%sExpected scalar shape, saw shape: %s.", c.StrOr("message", ""), tensor.ShapeString(x.Shape())))
			}
			return nil
		}},
		{names: "debugging.assert_integer", sig: "assert_integer_v2(x, message=None, name=None)", doc: "Raises TypeError unless a tensor has an integer dtype.", plain: true, fn: func(c *call) object.Value {
			x := c.tensor("x")
			if !x.DType().IsInteger() {
				object.Throw(object.TypeErrorf("%sExpected \"x\" to be integer type.  Found: tensor of dtype <dtype: '%s'>", c.StrOr("message", ""), x.DType()))
			}
			return nil
		}},
		{names: "debugging.assert_type", sig: "assert_type_v2(tensor, tf_type, message=None, name=None)", doc: "Raises TypeError unless a tensor has a dtype.", plain: true, fn: func(c *call) object.Value {
			x, want := c.tensor("tensor"), c.dtype("tf_type", tensor.Invalid)
			if x.DType() != want {
				object.Throw(object.TypeErrorf("%stensor must be of type %s; got %s", c.StrOr("message", ""), reprDType(want), reprDType(x.DType())))
			}
			return nil
		}},
		{names: "debugging.assert_same_float_dtype", sig: "assert_same_float_dtype(tensors=None, dtype=None)", doc: "The floating point dtype that all tensors have.", plain: true, fn: sameFloat},
		{names: "debugging.assert_shapes", sig: "assert_shapes_v2(shapes, data=None, summarize=None, message=None, name=None)", doc: "Raises ValueError unless tensors have shapes, in which equal names stand for equal lengths.", plain: true, fn: assertShapes},
		{names: "debugging.assert_proper_iterable", sig: "assert_proper_iterable(values)", doc: "Raises TypeError unless a value is a list, tuple or the like.", plain: true, fn: func(c *call) object.Value {
			v := c.Value("values")
			_, err := object.Iter(c.th, v)
			if _, text := v.(string); err != nil || text || binding.IsTensor(v) {
				object.Throw(object.TypeErrorf("Expected argument \"values\" to be iterable.  Found: %s", object.Must(object.Str(c.th, object.TypeOf(v)))))
			}
			return nil
		}},
	}
}

// lead is the message of an assertion before its report.
func (c *call) lead() string {
	if m := c.StrOr("message", ""); m != "" {
		return m + ".  "
	}
	return ""
}

func sameFloat(c *call) object.Value {
	want := c.dtype("dtype", tensor.Invalid)
	var first *tensor.Tensor
	if c.Has("tensors") {
		for _, v := range c.Elems("tensors") {
			t := binding.ToTensor(c.th, v, tensor.Invalid)
			if want == tensor.Invalid {
				want = t.DType()
			}
			if t.DType() != want {
				suffix := "."
				if first != nil {
					suffix = " as " + object.Must(object.Str(c.th, first)) + "."
				}
				object.Throw(object.ValueErrorf("%s, type=<dtype: '%s'>, must be of the same type (<dtype: '%s'>)%s", object.Must(object.Str(c.th, t)), t.DType(), want, suffix))
			}
			if first == nil {
				first = t
			}
		}
	}
	if want == tensor.Invalid {
		want = tensor.Float32
	}
	if !want.IsFloat() {
		object.Throw(object.ValueErrorf("Expected floating point type, got <dtype: '%s'>.", want))
	}
	return binding.TFDType(want)
}

// assertShapes checks (tensor, (size, …)) pairs, sizes being numbers, names,
// None or "*".
func assertShapes(c *call) object.Value {
	type known struct {
		size int
		from string
	}
	names := map[string]known{}
	pairs := c.Value("shapes")
	var list []object.Value
	if d, ok := object.NativeOf(pairs).(*object.Dict); ok {
		for it := d.Entries(); it.Next(); {
			key := it.Key()
			if r, isRef := key.(ref); isRef {
				key = r.of
			}
			list = append(list, object.NewTuple(key, it.Value()))
		}
	} else {
		list = c.Elems("shapes")
	}
	for _, p := range list {
		pair := object.Must(object.ToSlice(c.th, p))
		x := binding.ToTensor(c.th, pair[0], tensor.Invalid)
		var sizes []object.Value
		switch s := pair[1].(type) {
		case string:
			for _, r := range s {
				sizes = append(sizes, string(r))
			}
		default:
			sizes = object.Must(object.ToSlice(c.th, s))
		}
		text := fmt.Sprintf("Tensor shape=%s dtype=%s", tensor.ShapeString(x.Shape()), x.DType())
		lead := c.StrOr("message", "")
		if lead != "" {
			lead += ".  "
		}
		if len(sizes) != x.Rank() {
			object.Throw(object.ValueErrorf("%s%s must have rank %d.  Received rank %d, shape %s", lead, strings.ReplaceAll(text, "  ", " "), len(sizes), x.Rank(), tensor.ShapeString(x.Shape())))
		}
		for i, s := range sizes {
			have := x.Dim(i)
			want := known{-1, "Specified explicitly"}
			switch v := s.(type) {
			case nil:
				continue
			case string:
				if v == "*" || v == "." {
					continue
				}
				k, seen := names[v]
				if !seen {
					names[v] = known{have, fmt.Sprintf("Specified by tensor %s dimension %d", strings.TrimPrefix(text, "Tensor "), i)}
					continue
				}
				want = k
			default:
				want.size = toInt(c.th, v)
			}
			if have >= 0 && want.size >= 0 && have != want.size {
				object.Throw(object.ValueErrorf("%s%s.  %s dimension %d must have size %d.  Received size %d, shape %s", lead, want.from, text, i, want.size, have, tensor.ShapeString(x.Shape())))
			}
		}
	}
	return nil
}
