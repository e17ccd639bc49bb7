package data

import (
	"kerash/model"
	"kerash/tensor"
)

// open is the dataset that f makes of an element.
func open(c *model.Context, f Func, elem model.Value) *Dataset {
	d, ok := f(c, Args(elem)).(*Dataset)
	if !ok {
		tensor.Throwf("TypeError", "`map_func` must return a `Dataset` object.")
	}
	return d
}

// FlatMap joins the datasets that f makes of the elements.
func (d *Dataset) FlatMap(f Func, spec model.Value) *Dataset {
	return New("_FlatMapDataset", spec, Unknown, func(c *model.Context) func(c *model.Context) (model.Value, bool) {
		it := d.Iterate(c)
		var inner Iterator
		return func(c *model.Context) (model.Value, bool) {
			for {
				if inner == nil {
					v, ok := it.Next(c)
					if !ok {
						return nil, false
					}
					inner = open(c, f, v).Iterate(c)
				}
				if v, ok := inner.Next(c); ok {
					return v, true
				}
				inner = nil
				c.Interrupted()
			}
		}
	})
}

// Interleave takes block elements in turn from cycle datasets that f makes of
// the elements.
func (d *Dataset) Interleave(kind string, f Func, spec model.Value, cycle, block int) *Dataset {
	if cycle <= 0 {
		refuse("InterleaveDataset", "cycle_length must be greater than zero.")
	}
	if block <= 0 {
		refuse("InterleaveDataset", "block_length must be greater than zero.")
	}
	return New(kind, spec, Unknown, func(c *model.Context) func(c *model.Context) (model.Value, bool) {
		it := d.Iterate(c)
		open1 := make([]Iterator, cycle)
		turn, given, over, live := 0, 0, false, 0
		advance := func() { turn, given = (turn+1)%cycle, 0 }
		return func(c *model.Context) (model.Value, bool) {
			for !over || live > 0 {
				if open1[turn] == nil {
					if over {
						advance()
						continue
					}
					v, ok := it.Next(c)
					if !ok {
						over = true
						continue
					}
					open1[turn] = open(c, f, v).Iterate(c)
					live++
				}
				v, ok := open1[turn].Next(c)
				if !ok {
					open1[turn] = nil
					live--
					advance()
					continue
				}
				if given++; given == block {
					advance()
				}
				return v, true
			}
			return nil, false
		}
	})
}

// Direct takes each element from the dataset that the next number of choices
// names. stop ends it at the first dataset that is empty.
func Direct(choices *Dataset, from []*Dataset, stop bool) *Dataset {
	spec := from[0].Spec
	for _, d := range from[1:] {
		spec = commonSpec(spec, d.Spec)
	}
	return New("_DirectedInterleaveDataset", spec, Unknown, func(c *model.Context) func(c *model.Context) (model.Value, bool) {
		pick := choices.Iterate(c)
		its := make([]Iterator, len(from))
		for i, d := range from {
			its[i] = d.Iterate(c)
		}
		left := len(its)
		return func(c *model.Context) (model.Value, bool) {
			for left > 0 {
				k, ok := pick.Next(c)
				if !ok {
					return nil, false
				}
				i := int(tensorOf(k).Array().Int(0))
				if i < 0 || i >= len(its) {
					failed("Selector index out of range: %d >= %d", i, len(its))
				}
				if its[i] == nil {
					continue
				}
				if v, ok := its[i].Next(c); ok {
					return v, true
				}
				if its[i] = nil; stop {
					return nil, false
				}
				left--
			}
			return nil, false
		}
	})
}

// GroupByWindow collects elements by the number that key gives, and joins the
// datasets that reduce makes of a number and each full window, at the end also
// of what is left.
func (d *Dataset) GroupByWindow(key, reduce, size Func, spec model.Value) *Dataset {
	return New("_GroupByWindowDataset", spec, Unknown, func(c *model.Context) func(c *model.Context) (model.Value, bool) {
		g := &grouping{d: d, it: d.Iterate(c), key: key, reduce: reduce, size: size, groups: map[int64][]model.Value{}}
		return g.next
	})
}

type grouping struct {
	d                 *Dataset
	it                Iterator
	key, reduce, size Func
	groups            map[int64][]model.Value
	order             []int64 // keys with elements, by age
	inner             Iterator
	over              bool
}

func (g *grouping) next(c *model.Context) (model.Value, bool) {
	for {
		if g.inner != nil {
			if v, ok := g.inner.Next(c); ok {
				return v, true
			}
			g.inner = nil
		}
		if !g.collect(c) {
			return nil, false
		}
	}
}

// collect reads elements until a window is full; at the end it takes what is
// left.
func (g *grouping) collect(c *model.Context) bool {
	for !g.over {
		v, ok := g.it.Next(c)
		if !ok {
			g.over = true
			break
		}
		k := model.One(g.key(c, Args(v))).Array().Int(0)
		if len(g.groups[k]) == 0 {
			g.order = append(g.order, k)
		}
		g.groups[k] = append(g.groups[k], v)
		want := model.One(g.size(c, []model.Value{tensor.ConstScalar(k)})).Array().Int(0)
		if int64(len(g.groups[k])) >= want {
			g.emit(c, k)
			return true
		}
	}
	if len(g.order) == 0 {
		return false
	}
	smallest := g.order[0]
	for _, k := range g.order {
		smallest = min(smallest, k)
	}
	g.emit(c, smallest)
	return true
}

func (g *grouping) emit(c *model.Context, k int64) {
	elems := g.groups[k]
	delete(g.groups, k)
	for i, o := range g.order {
		if o == k {
			g.order = append(g.order[:i:i], g.order[i+1:]...)
			break
		}
	}
	window := New("_VariantDataset", g.d.Spec, len(elems), func(c *model.Context) func(c *model.Context) (model.Value, bool) {
		i := 0
		return func(c *model.Context) (model.Value, bool) {
			if i >= len(elems) {
				return nil, false
			}
			i++
			return elems[i-1], true
		}
	})
	g.inner = open(c, func(c *model.Context, args []model.Value) model.Value { return g.reduce(c, args) }, model.Tuple{tensor.ConstScalar(k), window}).Iterate(c)
}
