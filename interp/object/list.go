package object

func listIndex(th *Thread, l *List, key Value) (Value, error) {
	if s, ok := key.(*Slice); ok {
		elems, err := s.take(th, l.Elems)
		if err != nil {
			return nil, err
		}
		return &List{Elems: elems}, nil
	}
	i, err := seqIndex(th, "list", len(l.Elems), key)
	if err != nil {
		return nil, err
	}
	return l.Elems[i], nil
}

func listSetIndex(th *Thread, l *List, key, x Value) error {
	if s, ok := key.(*Slice); ok {
		return listSetSlice(th, l, s, x)
	}
	i, err := seqIndex(th, "list assignment", len(l.Elems), key)
	if err != nil {
		return err
	}
	l.Elems[i] = x
	return nil
}

func listSetSlice(th *Thread, l *List, s *Slice, x Value) error {
	elems, err := ToSlice(th, x)
	if err != nil {
		if IsError(err, TypeError) {
			if s.Step == nil {
				return TypeErrorf("can only assign an iterable")
			}
			return TypeErrorf("must assign iterable to extended slice")
		}
		return err
	}
	start, _, step, count, err := s.Indices(th, len(l.Elems))
	if err != nil {
		return err
	}
	if step == 1 {
		replaceRange(l, start, count, elems)
		return nil
	}
	if len(elems) != count {
		return ValueErrorf("attempt to assign sequence of size %d to extended slice of size %d", len(elems), count)
	}
	for i, e := range elems {
		l.Elems[start+i*step] = e
	}
	return nil
}

// replaceRange puts elems in the place of count values from start on.
func replaceRange(l *List, start, count int, elems []Value) {
	tail := l.Elems[start+count:]
	out := make([]Value, 0, len(l.Elems)-count+len(elems))
	out = append(out, l.Elems[:start]...)
	out = append(out, elems...)
	l.Elems = append(out, tail...)
}

func listDelIndex(th *Thread, l *List, key Value) error {
	if s, ok := key.(*Slice); ok {
		start, _, step, count, err := s.Indices(th, len(l.Elems))
		if err != nil || count == 0 {
			return err
		}
		drop := make(map[int]bool, count)
		for i := range count {
			drop[start+i*step] = true
		}
		kept := make([]Value, 0, len(l.Elems)-count)
		for i, e := range l.Elems {
			if !drop[i] {
				kept = append(kept, e)
			}
		}
		l.Elems = kept
		return nil
	}
	i, err := seqIndex(th, "list assignment", len(l.Elems), key)
	if err != nil {
		return err
	}
	l.Elems = append(l.Elems[:i], l.Elems[i+1:]...)
	return nil
}
