package object

// Len is len(v).
func Len(th *Thread, v Value) (int, error) {
	switch v := v.(type) {
	case *List:
		return len(v.Elems), nil
	case *Tuple:
		return len(v.Elems), nil
	case *Dict:
		return v.live, nil
	case *Set:
		return v.used, nil
	case string:
		return strLen(v), nil
	case *Range:
		return v.Len(), nil
	}
	n, ok, err := findLen(th, v, TypeOf(v))
	if !ok && err == nil {
		err = TypeErrorf("object of type '%s' has no len()", TypeName(v))
	}
	return n, err
}

// findLen asks __len__; ok is false when the value has none.
func findLen(th *Thread, v Value, cls *Class) (n int, ok bool, err error) {
	if fn, found := cls.userMethod("__len__"); found {
		r, err := callMethod(th, fn, v, cls)
		if err != nil {
			return 0, true, err
		}
		n, err = AsIndex(th, r)
		if err == nil && n < 0 {
			err = ValueErrorf("__len__() should return >= 0")
		}
		return n, true, err
	}
	for k := cls; k != nil; k = k.base() {
		if k.Len != nil {
			defer Catch(&err)
			n, err = k.Len(th, slotSelf(k, v))
			return n, true, err
		}
	}
	return 0, false, nil
}

// Index is v[key].
func Index(th *Thread, v, key Value) (Value, error) {
	switch v := v.(type) {
	case *List:
		if i, ok := key.(int); ok {
			if i < 0 {
				i += len(v.Elems)
			}
			if uint(i) < uint(len(v.Elems)) {
				return v.Elems[i], nil
			}
			return nil, IndexErrorf("list index out of range")
		}
		return listIndex(th, v, key)
	case *Tuple:
		return tupleIndex(th, v, key)
	case *Dict:
		return dictIndex(th, v, key)
	case string:
		return strIndex(th, v, key)
	case *Range:
		return rangeIndex(th, v, key)
	case *Class:
		return classIndex(th, v, key)
	}
	return indexObject(th, v, key)
}

func indexObject(th *Thread, v, key Value) (r Value, err error) {
	cls := TypeOf(v)
	if fn, ok := cls.userMethod("__getitem__"); ok {
		return callMethod(th, fn, v, cls, key)
	}
	for k := cls; k != nil; k = k.base() {
		if k.Index != nil {
			defer Catch(&err)
			return k.Index(th, indexSelf(k, v), key)
		}
	}
	return nil, TypeErrorf("'%s' object is not subscriptable", cls.typeName())
}

// indexSelf is slotSelf that keeps the instance of a dict's subclass, whose
// __missing__ counts.
func indexSelf(k *Class, v Value) Value {
	if k == DictClass {
		return v
	}
	return slotSelf(k, v)
}

// classIndex is cls[key]: annotations such as list[int] are aliases of the class.
func classIndex(th *Thread, cls *Class, key Value) (Value, error) {
	if meta := cls.PyClass(); meta != TypeClass {
		if fn, ok := meta.userMethod("__getitem__"); ok {
			return callMethod(th, fn, cls, meta, key)
		}
	}
	if fn, ok := cls.userMethod("__class_getitem__"); ok {
		if c, isClassMethod := fn.(*ClassMethod); isClassMethod {
			fn = c.Fn
		}
		return CallFn(th, fn, cls, key)
	}
	if m, ok := cls.Lookup("__class_getitem__"); ok {
		if c, isClassMethod := m.(*ClassMethod); isClassMethod {
			return CallFn(th, c.Fn, cls, key)
		}
	}
	if cls.aliases() {
		return NewGenericAlias(cls, key), nil
	}
	return nil, TypeErrorf("type '%s' is not subscriptable", cls.typeName())
}

// SetIndex is v[key] = x.
func SetIndex(th *Thread, v, key, x Value) (err error) {
	switch v := v.(type) {
	case *List:
		return listSetIndex(th, v, key, x)
	case *Dict:
		return v.Set(th, key, x)
	}
	cls := TypeOf(v)
	if fn, ok := cls.userMethod("__setitem__"); ok {
		_, err := callMethod(th, fn, v, cls, key, x)
		return err
	}
	for k := cls; k != nil; k = k.base() {
		if k.SetIndex != nil {
			defer Catch(&err)
			return k.SetIndex(th, slotSelf(k, v), key, x)
		}
	}
	return TypeErrorf("'%s' object does not support item assignment", cls.typeName())
}

// DelIndex is del v[key].
func DelIndex(th *Thread, v, key Value) (err error) {
	switch v := v.(type) {
	case *List:
		return listDelIndex(th, v, key)
	case *Dict:
		return dictDelIndex(th, v, key)
	}
	cls := TypeOf(v)
	if fn, ok := cls.userMethod("__delitem__"); ok {
		_, err := callMethod(th, fn, v, cls, key)
		return err
	}
	for k := cls; k != nil; k = k.base() {
		if k.DelIndex != nil {
			defer Catch(&err)
			return k.DelIndex(th, slotSelf(k, v), key)
		}
	}
	if cls.user || hasIndex(v) {
		return TypeErrorf("'%s' object doesn't support item deletion", cls.typeName())
	}
	return TypeErrorf("'%s' object does not support item deletion", cls.typeName())
}

// Contains is `x in v`.
func Contains(th *Thread, v, x Value) (found bool, err error) {
	switch v := v.(type) {
	case *List:
		return containsElem(th, v.Elems, x)
	case *Tuple:
		return containsElem(th, v.Elems, x)
	case *Dict:
		_, ok, err := v.Get(th, x)
		return ok, err
	case *Set:
		return v.Has(th, setKey(x))
	case string:
		return strContains(v, x)
	case *Range:
		return rangeContains(th, v, x)
	}
	cls := TypeOf(v)
	if fn, ok := cls.userMethod("__contains__"); ok {
		if fn == nil {
			return false, TypeErrorf("'%s' object is not a container", cls.typeName())
		}
		r, err := callMethod(th, fn, v, cls, x)
		if err != nil {
			return false, err
		}
		return Truth(th, r)
	}
	for k := cls; k != nil; k = k.base() {
		if k.Contains != nil {
			defer Catch(&err)
			return k.Contains(th, slotSelf(k, v), x)
		}
	}
	it, err := Iter(th, v)
	if err != nil {
		if IsError(err, TypeError) {
			return false, TypeErrorf("argument of type '%s' is not iterable", cls.typeName())
		}
		return false, err
	}
	for {
		e, ok, err := it.Next(th)
		if err != nil || !ok {
			return false, err
		}
		if eq, err := same(th, e, x); eq || err != nil {
			return eq, err
		}
	}
}

// containsElem looks for a value that is x or equals it.
func containsElem(th *Thread, elems []Value, x Value) (bool, error) {
	i, err := findElem(th, elems, x)
	return i >= 0, err
}

// findElem gives the first index of a value that is x or equals it, or -1.
func findElem(th *Thread, elems []Value, x Value) (int, error) {
	for i, e := range elems {
		if eq, err := same(th, e, x); err != nil {
			return -1, err
		} else if eq {
			return i, nil
		}
	}
	return -1, nil
}
