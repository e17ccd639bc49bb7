package columns

import (
	"context"
	"slices"
	"testing"

	"kerash/model"
	"kerash/tensor"
)

func session() *model.State { return model.NewState(tensor.NewScope(context.Background())) }

func strings2(v ...string) *tensor.Tensor {
	return tensor.FromArray(tensor.FromSlice(v, len(v), 1))
}

var (
	age     = &Numeric{Key: "age", Shape: []int{1}, DType: tensor.Float32}
	buckets = &Bucketized{Source: age, Boundaries: []any{30, 40.5}}
	pet     = &Vocabulary{Key: "pet", DType: tensor.String, List: []any{"cat", "dog"}, Default: -1}
	crossed = &Crossed{Keys: []any{buckets, "town", &Crossed{Keys: []any{pet, "b"}, Buckets: 3}}, Buckets: 5}
)

func TestNames(t *testing.T) {
	for _, c := range []struct {
		col  Column
		want string
	}{
		{age, "age"}, {buckets, "age_bucketized"}, {&Indicator{pet}, "pet_indicator"},
		{&Weighted{Of: pet, Key: "w"}, "pet_weighted_by_w"}, {crossed, "age_bucketized_X_b_X_pet_X_town"},
	} {
		if got := c.col.Name(); got != c.want {
			t.Errorf("%s: got %s, want %s", Text(c.col), got, c.want)
		}
	}
}

func TestFeaturesOfCrossed(t *testing.T) {
	var keys []string
	for _, f := range crossed.Features() {
		keys = append(keys, f.Key)
	}
	if want := []string{"age", "town", "pet", "b"}; !slices.Equal(keys, want) {
		t.Errorf("got %v, want %v", keys, want)
	}
}

func TestConfigRoundTrip(t *testing.T) {
	st, other := session(), 2
	for _, c := range []Column{
		age, buckets, pet, crossed, &Indicator{crossed}, &Hashed{Key: "h", Buckets: 9, DType: tensor.Int64},
		&Identity{Key: "i", Buckets: 4}, &Weighted{Of: pet, Key: "w", DType: tensor.Float32}, &Sequence{pet},
		&Numeric{Key: "s", Shape: []int{2, 3}, DType: tensor.Int32, Default: 0.5, Sequence: true},
	} {
		if again := FromConfig(st, Config(st, c)); !Equal(c, again) {
			t.Errorf("%s became %s", Text(c), Text(again))
		}
	}
	i := FromConfig(st, Config(st, &Identity{Key: "i", Buckets: 4, Default: &other})).(*Identity)
	if i.Default == nil || *i.Default != 2 {
		t.Errorf("default became %v", i.Default)
	}
}

// A column gives the same in a batch of symbols as in one of values, as far as
// shapes go, and what lacks in a row counts for nothing.
func TestShapes(t *testing.T) {
	st := session()
	values := &model.Dict{}
	values.Set("age", tensor.Const([]float32{10, 35, 50}))
	values.Set("pet", strings2("cat", "", "cow"))
	values.Set("town", strings2("a", "b", "a"))
	values.Set("b", strings2("x", "y", "x"))
	symbols := model.MapValue(values, func(x *tensor.Tensor) model.Value {
		shape := slices.Clone(x.Shape())
		shape[0] = -1
		return tensor.Symbol(tensor.Spec{DType: x.DType(), Shape: shape})
	}).(*model.Dict)
	for _, d := range []Dense{age, buckets, &Indicator{pet}, &Indicator{crossed}} {
		got := d.Tensor(NewBatch(st.NewContext(), values, nil))
		if n := tensor.NumElements(got.Shape()); n != 3*Elements(d) {
			t.Errorf("%s: %v elements", d.Name(), got.Shape())
		}
		symbol := d.Tensor(NewBatch(st.NewContext(), symbols, nil))
		if !slices.Equal(symbol.Shape()[1:], got.Shape()[1:]) || symbol.Shape()[0] != -1 {
			t.Errorf("%s: shape %v of a batch of shape %v", d.Name(), symbol.Shape(), got.Shape())
		}
	}
	hot := (&Indicator{pet}).Tensor(NewBatch(st.NewContext(), values, nil)).Array().F32()
	if want := []float32{1, 0, 0, 0, 0, 0}; !slices.Equal(hot, want) {
		t.Errorf("got %v, want %v", hot, want)
	}
}

func TestVocabularyFile(t *testing.T) {
	err := tensor.Catch(func() { ReadVocabulary(session(), "nowhere/words.txt", nil) })
	if e, ok := err.(*tensor.Error); !ok || e.Class != "NotFoundError" {
		t.Errorf("got %v", err)
	}
}
