package tf

import (
	"strconv"

	"kerash/model/format/plain"
	"kerash/tensor"
)

// StateName implements weights.Stateful.
func (it *datasetIterator) StateName() (attribute, entry string) {
	return "ITERATOR", "ITERATOR_STATE"
}

// SaveState implements weights.Stateful: how many elements were taken.
// TensorFlow stores the state of each of its transformations instead, which it
// alone can read.
func (it *datasetIterator) SaveState() plain.Array {
	return plain.Of([]string{iteratorMark, strconv.Itoa(it.taken)}, 2)
}

const iteratorMark = "kerash.Iterator"

// RestoreState implements weights.Stateful: a new walk skips what was taken.
func (it *datasetIterator) RestoreState(a plain.Array) {
	texts, err := a.Strings()
	tensor.Check(err)
	if len(texts) != 2 || texts[0] != iteratorMark {
		tensor.Throw(tensor.Errorf("UnimplementedError", "The state of an iterator that TensorFlow saved cannot be read").WithHint("restore a checkpoint without the iterator"))
	}
	n, err := strconv.Atoi(texts[1])
	if err != nil || n < 0 {
		tensor.Throwf("DataLossError", "The state of an iterator is broken")
	}
	it.taken, it.skip = n, n
}
