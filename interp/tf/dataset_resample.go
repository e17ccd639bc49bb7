package tf

import (
	"math"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
	"kerash/model/data"
	"kerash/tensor"
)

func resampleMembers() []object.Member {
	return []object.Member{
		transform("rejection_resample(self, class_func, target_dist, initial_dist=None, seed=None, name=None)", "Drops elements at random so that the classes come in given proportions; gives pairs of class and element.", rejectionResample),
	}
}

// Classes are estimated from batches of this size, and begin with this count.
const (
	estimateBatch  = 32
	estimateSmooth = 10
)

// rejectionResample draws each element from the original dataset with a
// probability m, and from one in which elements of class i are kept with a
// probability aᵢ otherwise.
func rejectionResample(d *data.Dataset, th *object.Thread, a *object.Bound) *data.Dataset {
	s := binding.Scope(th)
	target := s.Cast(binding.ToTensor(th, a.Value("target_dist"), tensor.Invalid), tensor.Float32)
	class := newDataFunc(th, a.Value("class_func"), specsOf(d.Spec))
	distSpec := data.Spec{Spec: tensor.Spec{DType: tensor.Float32, Shape: target.Shape()}}
	pairSpec := model.Tuple{class.result(d), d.Spec}

	original := d.Map("_MapDataset", func(c *model.Context, args []model.Value) model.Value {
		return model.Tuple{class.call(c, args), elementOf(args, d.Spec)}
	}, pairSpec)
	var initial *data.Dataset
	if a.Has("initial_dist") {
		p := s.Cast(binding.ToTensor(th, a.Value("initial_dist"), tensor.Invalid), tensor.Float32)
		least := math.Inf(1)
		for i, t := range target.Array().Floats() {
			least = math.Min(least, float64(float32(t)/float32(p.Array().Float(i))))
		}
		initial = data.FromTensors(p).Repeat(-1)
		switch least {
		case 1:
			return original
		case 0:
			return keptByClass(th, a, original, initial, target)
		}
	} else {
		initial = estimatedClasses(original, target.Dim(0), distSpec)
	}
	weights := initial.Map("_MapDataset", func(c *model.Context, args []model.Value) model.Value {
		_, m := acceptance(c.Scope, model.One(args[0]), target)
		return c.Stack([]*tensor.Tensor{m, c.Sub(tensor.Full(tensor.Float32, 1), m)}, 0)
	}, data.Spec{Spec: tensor.Spec{DType: tensor.Float32, Shape: []int{2}}})
	random := data.Random(s.Rand, seedOf(a, "seed"))
	from := []*data.Dataset{original, keptByClass(th, a, original, initial, target)}
	return data.Direct(drawnChoices(random, nil, weights), from, true)
}

// elementOf is an element of a spec from the arguments that it becomes.
func elementOf(args []model.Value, spec model.Value) model.Value {
	if _, ok := spec.(model.Tuple); ok {
		return model.Tuple(args)
	}
	return args[0]
}

// acceptance is how probable it is that an element of each class is kept, and
// that an element is taken as it comes.
func acceptance(s *tensor.Scope, initial, target *tensor.Tensor) (keep, m *tensor.Tensor) {
	ratio := s.Div(target, s.Add(initial, tensor.Full(tensor.Float32, 0x1p-126)))
	m = s.Min(ratio, nil, false)
	return s.Div(s.Sub(ratio, m), s.Sub(s.Max(ratio, nil, false), m)), m
}

// keptByClass drops pairs of class and element at random.
func keptByClass(th *object.Thread, a *object.Bound, pairs, initial *data.Dataset, target *tensor.Tensor) *data.Dataset {
	args := object.Args{Pos: []object.Value{object.NewTuple()}}
	if a.Has("seed") {
		args.Kw = append(args.Kw, object.Kwarg{Name: "seed", Value: a.Value("seed")})
	}
	uniform := FunctionNamed("random.uniform")
	draw := newDataFunc(th, object.Fun("_reject()", "A number to compare with the probability.", func(th *object.Thread, _ *object.Bound) (object.Value, error) {
		return object.Call(th, uniform, args)
	}).Value, nil)
	kept := data.Zip(model.Tuple{initial, pairs}).Filter(func(c *model.Context, args []model.Value) model.Value {
		keep, _ := acceptance(c.Scope, model.One(args[0]), target)
		p := keep.Array().Float(int(model.One(args[1].(model.Tuple)[0]).Array().Int(0)))
		return tensor.ConstScalar(model.One(draw.call(c, nil)).Array().Float(0) < p)
	})
	return draw.applied(kept.Map("_MapDataset", func(c *model.Context, args []model.Value) model.Value { return args[1] }, pairs.Spec)).Pass("_PrefetchDataset")
}

// estimatedClasses is the proportions of n classes as far as they are known at
// each element: they are counted batch by batch.
func estimatedClasses(pairs *data.Dataset, n int, spec data.Spec) *data.Dataset {
	return data.New("_UnbatchDataset", spec, data.Unknown, func(c *model.Context) func(c *model.Context) (model.Value, bool) {
		it, counts, left, over := pairs.Iterate(c), make([]float64, n), 0, false
		for i := range counts {
			counts[i] = estimateSmooth
		}
		var now *tensor.Tensor
		return func(c *model.Context) (model.Value, bool) {
			if left > 0 {
				left--
				return now, true
			}
			seen, total := 0, 0.0
			for !over && seen < estimateBatch {
				pair, ok := it.Next(c)
				if over = !ok; ok {
					counts[model.One(pair.(model.Tuple)[0]).Array().Int(0)]++
					seen++
				}
			}
			if seen == 0 {
				return nil, false
			}
			for _, k := range counts {
				total += k
			}
			share := make([]float64, n)
			for i, k := range counts {
				share[i] = k / total
			}
			now, left = floats(share, n), estimateBatch-1
			return now, true
		}
	})
}
