package std

import "kerash/interp/object"

func zipLongest(th *object.Thread, a *object.Bound) (nextFunc, error) {
	fill := a.Value("fillvalue")
	var its []object.Iterator
	for _, v := range a.Rest("iterables") {
		its = append(its, iterOf(th, v))
	}
	left := len(its)
	return func(th *object.Thread) (object.Value, bool, error) {
		t := &object.Tuple{Elems: make([]object.Value, len(its))}
		for i, it := range its {
			t.Elems[i] = fill
			if it == nil {
				continue
			}
			v, ok, err := it.Next(th)
			if err != nil {
				return nil, false, err
			}
			if !ok {
				its[i] = nil
				left--
				continue
			}
			t.Elems[i] = v
		}
		return t, left > 0, nil
	}, nil
}

// groupBy gives groups that read from the same iterator: a group is over when
// the next one is asked for.
func groupBy(th *object.Thread, a *object.Bound) (nextFunc, error) {
	it, fn := iterOf(th, a.At(0)), a.At(1)
	var value, key object.Value
	has, ended := false, false
	group := 0
	advance := func(th *object.Thread) error {
		v, ok, err := it.Next(th)
		if err != nil {
			return err
		}
		if !ok {
			has, ended = false, true
			return nil
		}
		value, key, has = v, v, true
		if fn != nil {
			key, err = object.CallFn(th, fn, v)
		}
		return err
	}
	var current object.Value
	return func(th *object.Thread) (object.Value, bool, error) {
		if group == 0 {
			if err := advance(th); err != nil {
				return nil, false, err
			}
		}
		// What is left of the last group is skipped.
		for group > 0 && has {
			same, err := object.Equal(th, key, current)
			if err != nil {
				return nil, false, err
			}
			if !same {
				break
			}
			if err := advance(th); err != nil {
				return nil, false, err
			}
		}
		if ended {
			return nil, false, nil
		}
		group++
		mine, k := group, key
		current = k
		members := object.NewIter(func(th *object.Thread) (object.Value, bool, error) {
			if mine != group || !has {
				return nil, false, nil
			}
			if same, err := object.Equal(th, key, k); !same || err != nil {
				return nil, false, err
			}
			v := value
			err := advance(th)
			return v, err == nil, err
		})
		return object.NewTuple(k, members), true, nil
	}, nil
}

func tee(th *object.Thread, a *object.Bound) (object.Value, error) {
	it, n := iterOf(th, a.At(0)), a.Int("n")
	if n < 0 {
		return nil, object.ValueErrorf("n must be >= 0")
	}
	// Each iterator has its own queue of the values that others took first.
	queues := make([][]object.Value, n)
	out := object.NewTuple()
	for i := range n {
		out.Elems = append(out.Elems, object.NewIter(func(th *object.Thread) (object.Value, bool, error) {
			if len(queues[i]) == 0 {
				v, ok, err := it.Next(th)
				if !ok || err != nil {
					return nil, false, err
				}
				for j := range queues {
					queues[j] = append(queues[j], v)
				}
			}
			v := queues[i][0]
			queues[i] = queues[i][1:]
			return v, true, nil
		}))
	}
	return out, nil
}

func itertoolsProducts() []object.Member {
	return []object.Member{
		lazily("product(*iterables, repeat=1)", "Tuples of one value of each, the last one changing first.", func(th *object.Thread, a *object.Bound) (nextFunc, error) {
			repeat := a.Int("repeat")
			if repeat < 0 {
				return nil, object.ValueErrorf("repeat argument cannot be negative")
			}
			var pools [][]object.Value
			for _, v := range a.Rest("iterables") {
				pools = append(pools, object.Must(object.ToSlice(th, v)))
			}
			var all [][]object.Value
			for range repeat {
				all = append(all, pools...)
			}
			return product(all), nil
		}),
		lazily("permutations(iterable, r=None)", "Tuples of r of the values in every order.", func(th *object.Thread, a *object.Bound) (nextFunc, error) {
			pool := a.Elems("iterable")
			r := a.IntOr("r", len(pool))
			if r < 0 {
				return nil, object.ValueErrorf("r must be non-negative")
			}
			return permutations(pool, r), nil
		}),
		lazily("combinations(iterable, r)", "Tuples of r of the values, in the order they came.", func(th *object.Thread, a *object.Bound) (nextFunc, error) {
			return combinationsOf(a, false)
		}),
		lazily("combinations_with_replacement(iterable, r)", "The same with values repeated.", func(th *object.Thread, a *object.Bound) (nextFunc, error) {
			return combinationsOf(a, true)
		}),
	}
}

func product(pools [][]object.Value) nextFunc {
	at := make([]int, len(pools))
	done := false
	for _, p := range pools {
		done = done || len(p) == 0
	}
	return func(*object.Thread) (object.Value, bool, error) {
		if done {
			return nil, false, nil
		}
		t := &object.Tuple{Elems: make([]object.Value, len(pools))}
		for i, p := range pools {
			t.Elems[i] = p[at[i]]
		}
		i := len(pools) - 1
		for ; i >= 0; i-- {
			if at[i]++; at[i] < len(pools[i]) {
				break
			}
			at[i] = 0
		}
		done = i < 0
		return t, true, nil
	}
}

func pick(pool []object.Value, at []int) object.Value {
	t := &object.Tuple{Elems: make([]object.Value, len(at))}
	for i, j := range at {
		t.Elems[i] = pool[j]
	}
	return t
}

func permutations(pool []object.Value, r int) nextFunc {
	n := len(pool)
	indices, cycles := make([]int, n), make([]int, min(r, n))
	for i := range indices {
		indices[i] = i
	}
	for i := range cycles {
		cycles[i] = n - i
	}
	first, done := true, r > n
	return func(*object.Thread) (object.Value, bool, error) {
		if done {
			return nil, false, nil
		}
		if first {
			first = false
			return pick(pool, indices[:r]), true, nil
		}
		for i := r - 1; i >= 0; i-- {
			if cycles[i]--; cycles[i] == 0 {
				x := indices[i]
				copy(indices[i:], indices[i+1:])
				indices[n-1] = x
				cycles[i] = n - i
				continue
			}
			j := n - cycles[i]
			indices[i], indices[j] = indices[j], indices[i]
			return pick(pool, indices[:r]), true, nil
		}
		done = true
		return nil, false, nil
	}
}

// combinationsOf counts up the indices of the chosen values; with repeats an
// index may equal the one before.
func combinationsOf(a *object.Bound, repeats bool) (nextFunc, error) {
	pool, r := a.Elems("iterable"), a.Int("r")
	if r < 0 {
		return nil, object.ValueErrorf("r must be non-negative")
	}
	n := len(pool)
	at := make([]int, r)
	for i := range at {
		if !repeats {
			at[i] = i
		}
	}
	first, done := true, !repeats && r > n || repeats && n == 0 && r > 0
	return func(*object.Thread) (object.Value, bool, error) {
		if done {
			return nil, false, nil
		}
		if first {
			first = false
			return pick(pool, at), true, nil
		}
		for i := r - 1; i >= 0; i-- {
			last := n - 1
			if !repeats {
				last = n - r + i
			}
			if at[i] == last {
				continue
			}
			at[i]++
			for j := i + 1; j < r; j++ {
				at[j] = at[i]
				if !repeats {
					at[j] = at[j-1] + 1
				}
			}
			return pick(pool, at), true, nil
		}
		done = true
		return nil, false, nil
	}, nil
}
