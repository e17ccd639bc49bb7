package keras

import (
	"kerash/interp/object"
)

// dataSequenceClass is keras.utils.Sequence: batches by index, for fit.
func dataSequenceClass() *object.Class { return dataSequenceClassOnce.get(newDataSequenceClass) }

var dataSequenceClassOnce lazyClass

func newDataSequenceClass() *object.Class {
	return plainClass{
		module: "keras.src.utils.data_utils",
		sig:    "Sequence(*args, **kwargs)",
		doc: "The class from which sources of batches derive: __len__ is the number of batches of an epoch, __getitem__(i) a batch, " +
			"a tuple of inputs and targets.",
		members: func() []object.Member {
			return []object.Member{
				object.Method("on_epoch_end(self)", "Called after each epoch: a place for shuffling.", func(th *object.Thread, a *object.Bound) (object.Value, error) { return nil, nil }),
			}
		},
		index: func(th *object.Thread, self, key object.Value) (object.Value, error) {
			return nil, object.NewError(object.NotImplementedError, "")
		},
		iter: overBatches,
		length: func(th *object.Thread, self object.Value) (int, error) {
			return 0, object.NewError(object.NotImplementedError, "")
		},
	}.class()
}

// overBatches iterates over the batches of one epoch: those below the length,
// of which there is no end for __getitem__ to tell.
func overBatches(th *object.Thread, self object.Value) (object.Iterator, error) {
	n, err := object.Len(th, self)
	if err != nil {
		return nil, err
	}
	i := 0
	return object.NewIter(func(th *object.Thread) (object.Value, bool, error) {
		if i >= n {
			return nil, false, nil
		}
		i++
		v, err := object.Index(th, self, i-1)
		return v, err == nil, err
	}), nil
}
