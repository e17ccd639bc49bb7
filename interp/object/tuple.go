package object

func tupleIndex(th *Thread, t *Tuple, key Value) (Value, error) {
	if s, ok := key.(*Slice); ok {
		elems, err := s.take(th, t.Elems)
		if err != nil {
			return nil, err
		}
		return &Tuple{elems}, nil
	}
	i, err := seqIndex(th, "tuple", len(t.Elems), key)
	if err != nil {
		return nil, err
	}
	return t.Elems[i], nil
}
