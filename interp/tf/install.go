package tf

import (
	"io"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
	"kerash/model/data"
	"kerash/tensor"
)

// Install makes ragged and sparse tensors, and where code prints, known to the
// thread's models.
func Install(th *object.Thread) {
	binding.State(th).NewRagged = func(values *tensor.Tensor, lengths ...[]int) model.Ragged {
		r := newRagged(values, lengths[0])
		for _, outer := range lengths[1:] {
			r = newRagged(r, outer)
		}
		return r
	}
	binding.State(th).NewSparse = func(x *tensor.Tensor) model.Sparse { return sparseOf(x) }
	binding.State(th).NewSpec = openSpec
	binding.State(th).NewSource = func(values model.Value, batch int, shuffle bool) model.Source {
		d := data.FromSlices(values)
		if shuffle {
			d = d.Shuffle(binding.Scope(th).Rand, d.Count, nil, true)
		}
		return d.Batch("_BatchDataset", batch, false)
	}
	binding.State(th).Prints = func(filter func(out io.Writer) io.Writer) (restore func()) { return filterPrints(th, filter) }
}
