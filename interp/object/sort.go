package object

import "slices"

// Sort sorts elems in place: stable, by the key function or nil, downwards
// with reverse.
func Sort(th *Thread, elems []Value, key Value, reverse bool) error {
	keys := elems
	if key != nil {
		keys = make([]Value, len(elems))
		for i, e := range elems {
			k, err := CallFn(th, key, e)
			if err != nil {
				return err
			}
			keys[i] = k
		}
	}
	s := &sorter{th: th, items: make([]sortItem, len(elems))}
	for i := range elems {
		s.items[i] = sortItem{keys[i], elems[i]}
	}
	s.less = s.chooseLess()
	if reverse {
		slices.Reverse(s.items)
	}
	s.sort(s.items)
	if reverse {
		slices.Reverse(s.items)
	}
	if s.err != nil {
		return s.err
	}
	for i := range elems {
		elems[i] = s.items[i].val
	}
	return nil
}

type sortItem struct{ key, val Value }

// sorter is a merge sort over short runs that are sorted as CPython sorts
// short lists, so that values without an order, such as nan, end up the same.
type sorter struct {
	th    *Thread
	items []sortItem
	less  func(a, b Value) bool
	err   error
	room  []sortItem
}

const sortRun = 64

// chooseLess finds a comparison without dispatch for keys of one type.
func (s *sorter) chooseLess() func(a, b Value) bool {
	ints, floats, strs := true, true, true
	for _, it := range s.items {
		switch it.key.(type) {
		case int:
			floats, strs = false, false
		case float64:
			ints, strs = false, false
		case string:
			ints, floats = false, false
		default:
			return s.lessObjects
		}
	}
	switch {
	case ints:
		return func(a, b Value) bool { return a.(int) < b.(int) }
	case floats:
		return func(a, b Value) bool { return a.(float64) < b.(float64) }
	case strs:
		return func(a, b Value) bool { return a.(string) < b.(string) }
	}
	return s.lessObjects
}

func (s *sorter) lessObjects(a, b Value) bool {
	if s.err != nil {
		return false
	}
	r, err := Compare(s.th, Lt, a, b)
	if err != nil {
		s.err = err
		return false
	}
	t, err := Truth(s.th, r)
	if err != nil {
		s.err = err
	}
	return t
}

func (s *sorter) sort(items []sortItem) {
	if len(items) < sortRun {
		s.insertionSort(items)
		return
	}
	mid := len(items) / 2
	s.sort(items[:mid])
	s.sort(items[mid:])
	if s.err != nil || !s.less(items[mid].key, items[mid-1].key) {
		return
	}
	s.room = append(s.room[:0], items[:mid]...)
	left, right := s.room, items[mid:]
	for i := range items {
		switch {
		case len(left) == 0:
			return
		case len(right) > 0 && s.less(right[0].key, left[0].key):
			items[i], right = right[0], right[1:]
		default:
			items[i], left = left[0], left[1:]
		}
	}
}

// insertionSort is a binary insertion sort after the run that the items begin
// with; a falling run is turned first.
func (s *sorter) insertionSort(items []sortItem) {
	if len(items) < 2 {
		return
	}
	run := 2
	if s.less(items[1].key, items[0].key) {
		for run < len(items) && s.less(items[run].key, items[run-1].key) {
			run++
		}
		slices.Reverse(items[:run])
	} else {
		for run < len(items) && !s.less(items[run].key, items[run-1].key) {
			run++
		}
	}
	for i := run; i < len(items) && s.err == nil; i++ {
		pivot := items[i]
		lo, hi := 0, i
		for lo < hi {
			mid := (lo + hi) / 2
			if s.less(pivot.key, items[mid].key) {
				hi = mid
			} else {
				lo = mid + 1
			}
		}
		copy(items[lo+1:i+1], items[lo:i])
		items[lo] = pivot
	}
}
