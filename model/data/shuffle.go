package data

import (
	"kerash/model"
	"kerash/tensor"
)

// words gives the 32-bit words of a random stream one by one.
type words struct {
	p    *tensor.Philox
	left []uint32
}

func newWords(seed, seed2 int64) *words {
	return &words{p: tensor.NewPhilox(uint64(seed), uint64(seed2))}
}

func (w *words) next() uint32 {
	if len(w.left) == 0 {
		block := w.p.Next()
		w.left = block[:]
	}
	v := w.left[0]
	w.left = w.left[1:]
	return v
}

// Shuffle gives the elements in a random order: each comes from a buffer of n
// that the next ones fill up. The order is TensorFlow's for the same seeds;
// anew says that each run has another one.
func (d *Dataset) Shuffle(g *tensor.Generator, n int, seed *int64, anew bool) *Dataset {
	if n == Unknown {
		n = 1 << 40
	}
	if n <= 0 {
		refuse("ShuffleDatasetV3", "buffer_size must be greater than zero or UNKNOWN_CARDINALITY")
	}
	s1, s2 := g.DataSeeds(seed)
	seeds := newWords(s1, s2)
	return d.derive("_ShuffleDataset", func(c *model.Context) func(c *model.Context) (model.Value, bool) {
		order := newWords(s1, s2)
		if anew {
			a, b := int64(seeds.next()), int64(seeds.next())
			order = newWords(a, b)
		}
		b := &shuffleBuffer{it: d.Iterate(c), n: n, order: order}
		return b.next
	})
}

// shuffleBuffer is a run of a shuffle: a ring that holds the elements from
// first on.
type shuffleBuffer struct {
	it    Iterator
	n     int
	order *words
	elems []model.Value
	over  bool
}

func (b *shuffleBuffer) next(c *model.Context) (model.Value, bool) {
	for len(b.elems) < b.n && !b.over {
		v, ok := b.it.Next(c)
		if b.over = !ok; ok {
			b.elems = append(b.elems, v)
		}
	}
	if len(b.elems) == 0 {
		return nil, false
	}
	i := int(b.order.next()) % len(b.elems)
	v := b.elems[i]
	b.elems[i] = b.elems[0]
	b.elems = b.elems[1:]
	return v, true
}
