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

func init() {
	TupleClass.Members = tupleMembers
	TupleClass.New = func(th *Thread, cls *Class, args Args) (Value, error) {
		if len(args.Pos) == 1 && len(args.Kw) == 0 {
			if t, ok := args.Pos[0].(*Tuple); ok {
				return t, nil
			}
		}
		elems, err := elemsOfNew(th, cls, args)
		return &Tuple{elems}, err
	}
}

func tupleMembers() []Member {
	method := func(sig, doc string, fn func(th *Thread, t *Tuple, a *Bound) (Value, error)) Member {
		return Method(sig, doc, func(th *Thread, a *Bound) (Value, error) {
			t, ok := a.Native().(*Tuple)
			if !ok {
				return nil, TypeErrorf("descriptor '%s' for 'tuple' objects doesn't apply to a '%s' object", a.Sig.Name, TypeName(a.At(0)))
			}
			return fn(th, t, a)
		})
	}
	return []Member{
		method("index(self, value, start=0, stop=9223372036854775807, /)", "Where the value first occurs.", func(th *Thread, t *Tuple, a *Bound) (Value, error) {
			return indexOf(th, t.Elems, a, func() error { return ValueErrorf("tuple.index(x): x not in tuple") })
		}),
		method("count(self, value, /)", "How often the value occurs.", func(th *Thread, t *Tuple, a *Bound) (Value, error) {
			return countOf(th, t.Elems, a.At(1))
		}),
	}
}
