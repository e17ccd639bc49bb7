package keras

import (
	"kerash/interp/object"
	"kerash/model/datasets"
	"kerash/tensor"
)

// newKerashModule makes the module kerash: what kerash has beside Keras.
func newKerashModule() *object.Module {
	sets := &object.Module{Name: "kerash.datasets", Doc: "Small data sets for lessons, inside kerash.", Members: func() []object.Member {
		var ms []object.Member
		for _, t := range datasets.Tables() {
			ms = append(ms, object.Const(t.Name, newTableModule(t)))
		}
		return ms
	}}
	return &object.Module{Name: "kerash", Doc: "What kerash has beside Keras.", Members: func() []object.Member {
		return []object.Member{object.Const("datasets", sets)}
	}}
}

func newTableModule(t *datasets.Table) *object.Module {
	return &object.Module{Name: "kerash.datasets." + t.Name, Doc: t.Doc, Members: func() []object.Member {
		load := object.Fun("load_data(test_split=0.2, seed=113)", "(x_train, y_train), (x_test, y_test): the shuffled rows as float32 and the numbers of their classes.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			x, y, err := t.Load()
			if err != nil {
				return nil, err
			}
			return splitShuffled(th, x, y, a.Float("test_split"), a.Value("seed"))
		})
		load.Value.(*object.Builtin).Example = ">>> from kerash.datasets import " + t.Name + "\n>>> (x, y), test = " + t.Name + ".load_data()\n>>> x.dtype, y.dtype\n(dtype('float32'), dtype('int64'))"
		return []object.Member{load, object.Const("feature_names", texts(t.Features)), object.Const("target_names", texts(t.Classes))}
	}}
}

func texts(names []string) *object.List {
	l := object.NewList()
	for _, n := range names {
		l.Elems = append(l.Elems, n)
	}
	return l
}

// splitShuffled shuffles rows as Keras does with its data sets and splits them.
func splitShuffled(th *object.Thread, x, y *tensor.Array, testSplit float64, seed object.Value) (object.Value, error) {
	if testSplit < 0 || testSplit >= 1 {
		return nil, object.Errorf(object.AssertionError, "")
	}
	n := x.Shape()[0]
	rng := object.Must(callImported(th, "numpy.random", "RandomState", object.Pos(seed)))
	order := object.Must(object.AsInts(th, object.Must(object.CallMethodOf(th, rng, "permutation", object.Pos(n)))))
	at := int(float64(n) * (1 - testSplit))
	return setValue(&datasets.Set{XTrain: takeRows(x, order[:at]), YTrain: takeRows(y, order[:at]), XTest: takeRows(x, order[at:]), YTest: takeRows(y, order[at:])}), nil
}
