package data

import (
	"context"
	"fmt"
	"testing"

	"kerash/model"
	"kerash/tensor"
)

// show runs a dataset of numbers and writes its elements.
func show(d *Dataset) string {
	c := model.NewState(tensor.NewScope(context.Background())).NewContext()
	it := d.Iterate(c)
	s := ""
	for {
		v, ok := it.Next(c)
		if !ok {
			return s
		}
		if s != "" {
			s += " "
		}
		s += text(c, v)
	}
}

func text(c *model.Context, v model.Value) string {
	switch x := v.(type) {
	case *tensor.Tensor:
		return x.Array().String()
	case *Dataset:
		return "{" + show(x) + "}"
	case model.Tuple:
		s := "("
		for i, e := range x {
			if i > 0 {
				s += ","
			}
			s += text(c, e)
		}
		return s + ")"
	}
	return fmt.Sprint(v)
}

// The orders of the shuffled ones are what TensorFlow 2.15 gives.
func TestTransformations(t *testing.T) {
	seed := func(n int64) *int64 { return &n }
	rand := func() *tensor.Generator { return tensor.NewGenerator(0) }
	five := func() *Dataset { return Range(0, 5, 1, tensor.Int64) }
	twice := func(c *model.Context, args []model.Value) model.Value { return FromTensors(args[0]).Repeat(2) }
	odd := func(c *model.Context, args []model.Value) model.Value {
		return tensor.ConstScalar(args[0].(*tensor.Tensor).Array().Int(0)%2 == 1)
	}
	cases := []struct {
		name  string
		d     *Dataset
		count int
		want  string
	}{
		{"range", Range(2, 10, 3, tensor.Int32), 3, "2 5 8"},
		{"slices", FromSlices(model.Tuple{tensor.Const([]int32{1, 2}), tensor.Const([]float32{1, 2, 3, 4}, 2, 2)}), 2, "(1,[1. 2.]) (2,[3. 4.])"},
		{"batch", five().Batch("_BatchDataset", 2, false), 3, "[0 1] [2 3] [4]"},
		{"batch without remainder", five().Batch("_BatchDataset", 2, true), 2, "[0 1] [2 3]"},
		{"unbatch", five().Batch("_BatchDataset", 2, false).Unbatch(), Unknown, "0 1 2 3 4"},
		{"rebatch", five().Batch("_BatchDataset", 2, false).Rebatch([]int{3}, false), Unknown, "[0 1 2] [3 4]"},
		{"filter", five().Filter(odd), Unknown, "1 3"},
		{"take and skip", five().Skip(1).Take(3), 3, "1 2 3"},
		{"repeat", five().Take(2).Repeat(2), 4, "0 1 0 1"},
		{"endless repeat", five().Repeat(-1).Take(7), 7, "0 1 2 3 4 0 1"},
		{"shard", five().Shard(2, 1), 2, "1 3"},
		{"zip", Zip(model.Tuple{five(), Range(5, 8, 1, tensor.Int64)}), 3, "(0,5) (1,6) (2,7)"},
		{"enumerate", five().Take(2).Enumerate(5), 2, "(5,0) (6,1)"},
		{"window", five().Window(2, 2, 1, false), 3, "{0 1} {2 3} {4}"},
		{"window with overlap", five().Window(3, 1, 1, true), 3, "{0 1 2} {1 2 3} {2 3 4}"},
		{"interleave", five().Interleave("_InterleaveDataset", twice, Spec{}, 2, 1), Unknown, "0 1 0 1 2 3 2 3 4 4"},
		{"flat map", five().Take(2).FlatMap(twice, Spec{}), Unknown, "0 0 1 1"},
		{"shuffle", five().Shuffle(rand(), 5, seed(1), true), 5, "0 4 3 1 2"},
		{"shuffle with a small buffer", five().Shuffle(rand(), 3, seed(1), true), 5, "1 3 0 4 2"},
		{"shuffle twice", five().Shuffle(rand(), 2, seed(42), true).Repeat(2), 10, "1 2 0 3 4 1 2 0 3 4"},
		{"random", Random(rand(), seed(1)).Take(3), 3, "2870909127 3455438759 4052121393"},
		{"concatenate", five().Take(1).Concatenate(five().Skip(4)), 2, "0 4"},
		{"cache", five().Cache().Repeat(2), 10, "0 1 2 3 4 0 1 2 3 4"},
		{"unique", five().Concatenate(five()).Unique(), Unknown, "0 1 2 3 4"},
	}
	for _, c := range cases {
		if got := show(c.d); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
		if c.d.Count != c.count {
			t.Errorf("%s: the count is %d, want %d", c.name, c.d.Count, c.count)
		}
	}
}
