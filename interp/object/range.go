package object

// At is the i-th value of the range.
func (r *Range) At(i int) int { return r.Start + i*r.Step }

func rangeIndex(th *Thread, r *Range, key Value) (Value, error) {
	if s, ok := key.(*Slice); ok {
		start, stop, step, _, err := s.Indices(th, r.Len())
		if err != nil {
			return nil, err
		}
		return &Range{r.At(start), r.At(stop), r.Step * step}, nil
	}
	i, err := seqIndex(th, "range object", r.Len(), key)
	if err != nil {
		return nil, err
	}
	return r.At(i), nil
}

// position gives the index of x in the range, or -1.
func (r *Range) position(x int) int {
	d := x - r.Start
	if d%r.Step != 0 || d/r.Step < 0 || d/r.Step >= r.Len() {
		return -1
	}
	return d / r.Step
}

func rangeContains(th *Thread, r *Range, x Value) (bool, error) {
	switch x := x.(type) {
	case int:
		return r.position(x) >= 0, nil
	case bool:
		return r.position(b2i(x)) >= 0, nil
	case float64:
		return x == float64(int(x)) && r.position(int(x)) >= 0, nil
	case nil, string, *List, *Tuple, *Dict:
		return false, nil
	}
	for i := range r.Len() {
		if eq, err := Equal(th, r.At(i), x); eq || err != nil {
			return eq, err
		}
	}
	return false, nil
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}
