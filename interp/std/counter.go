package std

import (
	"sort"

	"kerash/interp/object"
)

func initCounter() {
	c := counterClass
	setDictSlots(c, func(th *object.Thread, inst *object.Instance, args object.Args) error {
		return count(th, dictOf(inst), args, object.Add)
	})
	c.Index = func(th *object.Thread, self, key object.Value) (object.Value, error) {
		return indexOrMissing(th, self, key, func(th *object.Thread, inst *object.Instance, key object.Value) (object.Value, error) { return 0, nil })
	}
	c.DelIndex = func(th *object.Thread, self, key object.Value) error {
		_, _, err := dictOf(self).Delete(th, key)
		return err
	}
	c.Repr = counterRepr
	c.Binary = counterBinary
	c.InPlace = counterBinary
	c.Compare = counterCompare
	c.Unary = func(th *object.Thread, op object.Op, v object.Value) (object.Value, error) {
		switch op {
		case object.Plus:
			return counterBinary(th, object.Add, v, newDictInstance(counterClass))
		case object.Neg:
			return counterBinary(th, object.Sub, newDictInstance(counterClass), v)
		}
		return object.NotImplemented, nil
	}
	c.Members = counterMembers
}

// count adds to (or takes from) the counts what an iterable, a mapping and
// keywords say.
func count(th *object.Thread, d *object.Dict, args object.Args, op object.Op) error {
	if len(args.Pos) > 1 {
		return object.TypeErrorf("expected at most 1 argument, got %d", len(args.Pos))
	}
	change := func(key, by object.Value) error {
		old, ok, err := d.Get(th, key)
		if err != nil {
			return err
		}
		if !ok {
			old = 0
		}
		n, err := object.BinaryOp(th, op, old, by)
		if err != nil {
			return err
		}
		return d.Set(th, key, n)
	}
	if len(args.Pos) == 1 && args.Pos[0] != nil {
		if m, ok := object.NativeOf(args.Pos[0]).(*object.Dict); ok {
			for it := m.Entries(); it.Next(); {
				if err := change(it.Key(), it.Value()); err != nil {
					return err
				}
			}
		} else if err := object.ForEach(th, args.Pos[0], func(v object.Value) error { return change(v, 1) }); err != nil {
			return err
		}
	}
	for _, k := range args.Kw {
		if err := change(k.Name, k.Value); err != nil {
			return err
		}
	}
	return nil
}

type counted struct{ key, n object.Value }

// mostCommon lists the counts, the largest first.
func mostCommon(th *object.Thread, d *object.Dict) []counted {
	var all []counted
	for it := d.Entries(); it.Next(); {
		all = append(all, counted{it.Key(), it.Value()})
	}
	sort.SliceStable(all, func(i, j int) bool {
		more, err := object.Compare(th, object.Gt, all[i].n, all[j].n)
		return err == nil && more == true
	})
	return all
}

func counterRepr(th *object.Thread, self object.Value) (string, error) {
	d := dictOf(self)
	if d.Len() == 0 {
		return object.TypeName(self) + "()", nil
	}
	sorted := object.NewDict()
	for _, c := range mostCommon(th, d) {
		if err := sorted.Set(th, c.key, c.n); err != nil {
			return "", err
		}
	}
	s, err := object.Repr(th, sorted)
	return object.TypeName(self) + "(" + s + ")", err
}

// counterBinary combines two counters, keeping counts above 0.
func counterBinary(th *object.Thread, op object.Op, a, b object.Value) (object.Value, error) {
	if !object.IsInstance(a, counterClass) || !object.IsInstance(b, counterClass) {
		return object.NotImplemented, nil
	}
	x, y := dictOf(a), dictOf(b)
	out := newDictInstance(counterClass)
	combine := func(key object.Value) error {
		m, n := countIn(th, x, key), countIn(th, y, key)
		var r object.Value
		var err error
		switch op {
		case object.Add, object.Sub:
			r, err = object.BinaryOp(th, op, m, n)
		case object.BitAnd, object.BitOr:
			less, cerr := object.Compare(th, object.Lt, m, n)
			if r, err = n, cerr; (less == true) == (op == object.BitAnd) {
				r = m
			}
		}
		if err != nil {
			return err
		}
		if positive, err := object.Compare(th, object.Gt, r, 0); err != nil || positive != true {
			return err
		}
		return dictOf(out).Set(th, key, r)
	}
	switch op {
	case object.Add, object.Sub, object.BitAnd, object.BitOr:
	default:
		return object.NotImplemented, nil
	}
	keys := x.Keys()
	for _, k := range y.Keys() {
		if _, ok, _ := x.Get(th, k); !ok {
			keys = append(keys, k)
		}
	}
	for _, k := range keys {
		if err := combine(k); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// counterCompare compares the counts of all keys, 0 for those not there; a plain
// dict is compared as dicts are.
func counterCompare(th *object.Thread, op object.Op, a, b object.Value) (object.Value, error) {
	if !object.IsInstance(a, counterClass) || !object.IsInstance(b, counterClass) {
		if op != object.Eq && op != object.Ne {
			return object.NotImplemented, nil
		}
		return object.Compare(th, op, plainDict(a), plainDict(b))
	}
	x, y := dictOf(a), dictOf(b)
	all := func(op object.Op) (bool, error) {
		for _, k := range append(x.Keys(), y.Keys()...) {
			r, err := object.Compare(th, op, countIn(th, x, k), countIn(th, y, k))
			if err != nil || r != true {
				return false, err
			}
		}
		return true, nil
	}
	same, err := all(object.Eq)
	if err != nil {
		return nil, err
	}
	switch op {
	case object.Eq:
		return same, nil
	case object.Ne:
		return !same, nil
	case object.Lt, object.Gt:
		if same {
			return false, nil
		}
		if op == object.Lt {
			return all(object.Le)
		}
		return all(object.Ge)
	}
	return all(op)
}

// plainDict is the dict of an instance, any other value itself.
func plainDict(v object.Value) object.Value {
	if d, ok := object.NativeOf(v).(*object.Dict); ok {
		return d
	}
	return v
}

func countIn(th *object.Thread, d *object.Dict, key object.Value) object.Value {
	if v, ok, _ := d.Get(th, key); ok {
		return v
	}
	return 0
}

func counterMembers() []object.Member {
	return []object.Member{
		object.Method("most_common(self, n=None)", "The n largest counts with their keys, all without n.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			all := mostCommon(th, dictOf(a.Self()))
			if a.Has("n") {
				all = all[:min(len(all), max(0, a.Int("n")))]
			}
			l := object.NewList()
			for _, c := range all {
				l.Elems = append(l.Elems, object.NewTuple(c.key, c.n))
			}
			return l, nil
		}),
		object.Method("elements(self)", "Each key as often as it was counted.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			var out []object.Value
			for it := dictOf(a.Self()).Entries(); it.Next(); {
				for range max(0, object.Must(object.AsIndex(th, it.Value()))) {
					out = append(out, it.Key())
				}
			}
			return object.IterSlice(out), nil
		}),
		object.Method("total(self)", "The sum of the counts.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			sum := object.Value(0)
			for _, v := range dictOf(a.Self()).Values() {
				var err error
				if sum, err = object.BinaryOp(th, object.Add, sum, v); err != nil {
					return nil, err
				}
			}
			return sum, nil
		}),
		object.Method("update(self, iterable=None, /, **kwds)", "Adds counts.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return nil, count(th, dictOf(a.Self()), object.Args{Pos: []object.Value{a.At(1)}, Kw: a.Kwargs("kwds")}, object.Add)
		}),
		object.Method("subtract(self, iterable=None, /, **kwds)", "Takes counts away.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return nil, count(th, dictOf(a.Self()), object.Args{Pos: []object.Value{a.At(1)}, Kw: a.Kwargs("kwds")}, object.Sub)
		}),
		copyMethod(),
		object.ClassMethodOf("fromkeys(cls, iterable, v=None)", "Refused: counts have no value in common.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return nil, object.NotImplementedErrorf("Counter.fromkeys() is undefined.  Use Counter(iterable) instead.")
		}),
	}
}
