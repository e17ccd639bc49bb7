package data

import (
	"slices"

	"kerash/model"
)

// A Dataset whose elements are batches is a source that models are trained on.
var _ model.Source = (*Dataset)(nil)

// Size implements model.Source.
func (d *Dataset) Size() int {
	switch d.Count {
	case Infinite:
		return model.EndlessSize
	case Unknown:
		return model.UnknownSize
	}
	return d.Count
}

// Restarts implements model.Source: every epoch is a run of the dataset,
// unless the user asked for another number of steps than it has.
func (d *Dataset) Restarts(steps int) bool { return steps == 0 || steps == d.Count }

// Start implements model.Source.
func (d *Dataset) Start(c *model.Context) model.Batches { return d.Iterate(c) }

// Open implements model.Opener.
func (d *Dataset) Open(c *model.Context) { d.Iterate(c) }

// OpenWeights implements model.WeightSource: of tuples of three, the last are
// weights.
func (d *Dataset) OpenWeights() bool {
	t, ok := d.Spec.(model.Tuple)
	if !ok || len(t) < 3 {
		return false
	}
	return openSpecs(t[2])
}

// FixedBatches implements model.FixedSource.
func (d *Dataset) FixedBatches() bool { return !openSpecs(d.Spec) }

// openSpecs reports whether a spec leaves the first axis of a tensor open.
func openSpecs(spec any) bool {
	return slices.ContainsFunc(Leaves(spec), func(leaf any) bool {
		s, ok := leaf.(Spec)
		return ok && (s.Rankless || len(s.Shape) == 0 || s.Shape[0] < 0)
	})
}

// EpochEnd implements model.Source.
func (d *Dataset) EpochEnd(c *model.Context) {}
