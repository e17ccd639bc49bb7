package data

import (
	"fmt"

	"kerash/model"
	"kerash/tensor"
)

// Func is a function of the user's on an element: its arguments are the parts
// of a tuple, or the element.
type Func func(c *model.Context, args []model.Value) model.Value

// Args is an element as the arguments of a [Func].
func Args(elem model.Value) []model.Value {
	if t, ok := elem.(model.Tuple); ok {
		return t
	}
	return []model.Value{elem}
}

// Map applies f to each element; spec is that of the results.
func (d *Dataset) Map(kind string, f Func, spec model.Value) *Dataset {
	return New(kind, spec, d.Count, func(c *model.Context) func(c *model.Context) (model.Value, bool) {
		it := d.Iterate(c)
		return func(c *model.Context) (model.Value, bool) {
			v, ok := it.Next(c)
			if !ok {
				return nil, false
			}
			return f(c, Args(v)), true
		}
	})
}

// truth is the value of a predicate.
func truth(c *model.Context, f Func, elem model.Value) bool {
	return model.One(f(c, Args(elem))).Array().Float(0) != 0
}

// Filter keeps the elements for which f is true.
func (d *Dataset) Filter(f Func) *Dataset {
	return New("_FilterDataset", d.Spec, Unknown, func(c *model.Context) func(c *model.Context) (model.Value, bool) {
		it := d.Iterate(c)
		return func(c *model.Context) (model.Value, bool) {
			for {
				v, ok := it.Next(c)
				if !ok || truth(c, f, v) {
					return v, ok
				}
				c.Interrupted()
			}
		}
	})
}

// TakeWhile ends before the first element for which f is false.
func (d *Dataset) TakeWhile(f Func) *Dataset {
	return New("_TakeWhileDataset", d.Spec, Unknown, func(c *model.Context) func(c *model.Context) (model.Value, bool) {
		it, over := d.Iterate(c), false
		return func(c *model.Context) (model.Value, bool) {
			if over {
				return nil, false
			}
			v, ok := it.Next(c)
			over = !ok || !truth(c, f, v)
			return v, !over
		}
	})
}

// Take is the first n elements; a negative n takes all.
func (d *Dataset) Take(n int) *Dataset {
	size := d.Count
	if n >= 0 && (size == Infinite || size > n) {
		size = n
	}
	return New("_TakeDataset", d.Spec, size, func(c *model.Context) func(c *model.Context) (model.Value, bool) {
		it, i := d.Iterate(c), 0
		return func(c *model.Context) (model.Value, bool) {
			if n >= 0 && i >= n {
				return nil, false
			}
			i++
			return it.Next(c)
		}
	})
}

// Skip is what comes after the first n elements; a negative n skips all.
func (d *Dataset) Skip(n int) *Dataset {
	size := d.Count
	if size >= 0 {
		size = max(0, size-n)
	}
	if n < 0 {
		size = 0
	}
	return New("_SkipDataset", d.Spec, size, func(c *model.Context) func(c *model.Context) (model.Value, bool) {
		it, skipped := d.Iterate(c), false
		return func(c *model.Context) (model.Value, bool) {
			for i := 0; !skipped && (i < n || n < 0); i++ {
				if _, ok := it.Next(c); !ok {
					break
				}
			}
			skipped = true
			if n < 0 {
				return nil, false
			}
			return it.Next(c)
		}
	})
}

// Repeat runs d n times, or without end for a negative n.
func (d *Dataset) Repeat(n int) *Dataset {
	size := d.Count
	switch {
	case n == 0:
		size = 0
	case n < 0 && d.Count != 0:
		size = Infinite
	case d.Count > 0:
		size = d.Count * n
	}
	return New("_RepeatDataset", d.Spec, size, func(c *model.Context) func(c *model.Context) (model.Value, bool) {
		var it Iterator
		runs := 0
		return func(c *model.Context) (model.Value, bool) {
			for {
				fresh := it == nil
				if fresh {
					if n >= 0 && runs >= n {
						return nil, false
					}
					it = d.Iterate(c)
					runs++
				}
				if v, ok := it.Next(c); ok {
					return v, true
				}
				if fresh && n < 0 {
					return nil, false
				}
				it = nil
				c.Interrupted()
			}
		}
	})
}

// Cache keeps the elements of the first complete run for the following ones. A
// run is complete with its last element where their number is known.
func (d *Dataset) Cache() *Dataset {
	var kept []model.Value
	complete := false
	return d.derive("CacheDataset", func(c *model.Context) func(c *model.Context) (model.Value, bool) {
		if complete {
			i := 0
			return func(c *model.Context) (model.Value, bool) {
				if i >= len(kept) {
					return nil, false
				}
				i++
				return kept[i-1], true
			}
		}
		it := d.Iterate(c)
		var seen []model.Value
		return func(c *model.Context) (model.Value, bool) {
			v, ok := it.Next(c)
			if ok {
				seen = append(seen, v)
			}
			if !complete && (!ok || len(seen) == d.Count) {
				kept, complete = seen, true
			}
			return v, ok
		}
	})
}

// Pass is d under another kind: prefetching and options change no elements.
func (d *Dataset) Pass(kind string) *Dataset {
	return &Dataset{Kind: kind, Spec: d.Spec, Count: d.Count, open: d.open}
}

// Concatenate is d followed by e.
func (d *Dataset) Concatenate(e *Dataset) *Dataset {
	size := Unknown
	switch {
	case d.Count == Infinite || e.Count == Infinite:
		size = Infinite
	case d.Count >= 0 && e.Count >= 0:
		size = d.Count + e.Count
	}
	return New("_ConcatenateDataset", commonSpec(d.Spec, e.Spec), size, func(c *model.Context) func(c *model.Context) (model.Value, bool) {
		it, second := d.Iterate(c), false
		return func(c *model.Context) (model.Value, bool) {
			for {
				v, ok := it.Next(c)
				if ok || second {
					return v, ok
				}
				it, second = e.Iterate(c), true
			}
		}
	})
}

// commonSpec is the spec of elements of either kind: axes that differ are not
// known.
func commonSpec(a, b model.Value) model.Value {
	other := Leaves(b)
	i := 0
	return Map(a, func(leaf any) any {
		x, ok := leaf.(Spec)
		var y Spec
		ok2 := false
		if i < len(other) {
			y, ok2 = other[i].(Spec)
		}
		i++
		if !ok || !ok2 {
			return leaf
		}
		if x.Rankless || y.Rankless || len(x.Shape) != len(y.Shape) {
			return Spec{Spec: tensor.Spec{DType: x.DType}, Rankless: true}
		}
		shape := append([]int{}, x.Shape...)
		for k, n := range y.Shape {
			if shape[k] != n {
				shape[k] = -1
			}
		}
		return Spec{Spec: tensor.Spec{DType: x.DType, Shape: shape}}
	})
}

// Zip is the dataset of structures of one element of each; it ends with the
// shortest.
func Zip(structure model.Value) *Dataset {
	var parts []*Dataset
	spec := Map(structure, func(leaf any) any {
		d := leaf.(*Dataset)
		parts = append(parts, d)
		return d.Spec
	})
	size := Infinite
	for _, p := range parts {
		switch {
		case p.Count == Unknown || size == Unknown:
			size = Unknown
		case size == Infinite:
			size = p.Count
		case p.Count >= 0:
			size = min(size, p.Count)
		}
	}
	return New("_ZipDataset", spec, size, func(c *model.Context) func(c *model.Context) (model.Value, bool) {
		its := make([]Iterator, len(parts))
		for i, p := range parts {
			its[i] = p.Iterate(c)
		}
		return func(c *model.Context) (model.Value, bool) {
			leaves := make([]any, len(its))
			for i, it := range its {
				v, ok := it.Next(c)
				if !ok {
					return nil, false
				}
				leaves[i] = v
			}
			return fill(structure, leaves), true
		}
	})
}

// Enumerate pairs each element with its number.
func (d *Dataset) Enumerate(start int) *Dataset {
	const far = 1<<62 - 1
	z := Zip(model.Tuple{Range(start, far, 1, tensor.Int64), d})
	z.Count = d.Count
	return z
}

// Shard is every n-th element, from element index on.
func (d *Dataset) Shard(n, index int) *Dataset {
	if n <= 0 {
		refuse("ShardDataset", "Number of shards must be greater than zero (currently num_shards = %d).", n)
	}
	if index < 0 || index >= n {
		refuse("ShardDataset", "Index must be between 0 and %d (currently index = %d).", n-1, index)
	}
	size := d.Count
	if size >= 0 {
		size = (size - index + n - 1) / n
	}
	return New("_ShardDataset", d.Spec, size, func(c *model.Context) func(c *model.Context) (model.Value, bool) {
		it, i := d.Iterate(c), 0
		return func(c *model.Context) (model.Value, bool) {
			for {
				v, ok := it.Next(c)
				if !ok {
					return nil, false
				}
				i++
				if (i-1)%n == index {
					return v, true
				}
			}
		}
	})
}

// Unique drops elements that came before.
func (d *Dataset) Unique() *Dataset {
	return New("_UniqueDataset", d.Spec, Unknown, func(c *model.Context) func(c *model.Context) (model.Value, bool) {
		it, seen := d.Iterate(c), map[string]bool{}
		return func(c *model.Context) (model.Value, bool) {
			for {
				v, ok := it.Next(c)
				if !ok {
					return nil, false
				}
				key := ""
				for _, leaf := range Leaves(v) {
					a := tensorOf(leaf).Array()
					key += fmt.Sprint(a.Shape(), a.DType())
					for i := range a.Size() {
						key += " " + a.ScalarString(i)
					}
				}
				if !seen[key] {
					seen[key] = true
					return v, true
				}
			}
		}
	})
}

// Scan carries a state through the elements: f gets the state and an element
// and returns the next state and a result, of which spec is known.
func (d *Dataset) Scan(state model.Value, f Func, spec model.Value) *Dataset {
	return New("_ScanDataset", spec, d.Count, func(c *model.Context) func(c *model.Context) (model.Value, bool) {
		it, s := d.Iterate(c), state
		return func(c *model.Context) (model.Value, bool) {
			v, ok := it.Next(c)
			if !ok {
				return nil, false
			}
			pair := model.Items(f(c, []model.Value{s, v}))
			s = pair[0]
			return pair[1], true
		}
	})
}

// Reduce carries a state through all elements and gives the last one.
func (d *Dataset) Reduce(c *model.Context, state model.Value, f Func) model.Value {
	it := d.Iterate(c)
	for {
		v, ok := it.Next(c)
		if !ok {
			return state
		}
		c.Interrupted()
		state = f(c, []model.Value{state, v})
	}
}

// IgnoreErrors drops elements whose computation fails.
func (d *Dataset) IgnoreErrors(log func(err error)) *Dataset {
	return New("_IgnoreErrorsDataset", d.Spec, Unknown, func(c *model.Context) func(c *model.Context) (model.Value, bool) {
		it := d.Iterate(c)
		return func(c *model.Context) (v model.Value, ok bool) {
			for {
				err := tensor.Catch(func() { v, ok = it.Next(c) })
				if err == nil {
					return v, ok
				}
				if e, known := err.(*tensor.Error); !known || e.Class == "KeyboardInterrupt" {
					tensor.Throw(err)
				}
				if log != nil {
					log(err)
				}
			}
		}
	})
}
