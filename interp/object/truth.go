package object

import (
	"math/big"
	"reflect"
)

// Truth is bool(v).
func Truth(th *Thread, v Value) (bool, error) {
	switch v := v.(type) {
	case nil:
		return false, nil
	case bool:
		return v, nil
	case int:
		return v != 0, nil
	case float64:
		return v != 0, nil
	case string:
		return v != "", nil
	case *List:
		return len(v.Elems) > 0, nil
	case *Tuple:
		return len(v.Elems) > 0, nil
	case *Dict:
		return v.live > 0, nil
	case *Set:
		return v.used > 0, nil
	case *Range:
		return v.Len() > 0, nil
	case *big.Int:
		return true, nil
	}
	return truthOfObject(th, v)
}

func truthOfObject(th *Thread, v Value) (truth bool, err error) {
	cls := TypeOf(v)
	if fn, ok := cls.userMethod("__bool__"); ok {
		r, err := callMethod(th, fn, v, cls)
		if err != nil {
			return false, err
		}
		b, ok := r.(bool)
		if !ok {
			return false, TypeErrorf("__bool__ should return bool, returned %s", TypeName(r))
		}
		return b, nil
	}
	for k := cls; k != nil; k = k.base() {
		if k.Bool != nil {
			defer Catch(&err)
			return k.Bool(th, slotSelf(k, v))
		}
	}
	n, ok, err := findLen(th, v, cls)
	return !ok || n != 0, err
}

// Is is `a is b`: numbers and strings are the same object when they are equal
// and of one type.
func Is(a, b Value) bool {
	switch x := a.(type) {
	case nil:
		return b == nil
	case bool:
		y, ok := b.(bool)
		return ok && x == y
	case int:
		y, ok := b.(int)
		return ok && x == y
	case float64:
		y, ok := b.(float64)
		return ok && (x == y || x != x && y != y)
	case string:
		y, ok := b.(string)
		return ok && x == y
	case *List:
		y, ok := b.(*List)
		return ok && x == y
	case *Tuple:
		y, ok := b.(*Tuple)
		return ok && (x == y || len(x.Elems)+len(y.Elems) == 0)
	case *Instance:
		y, ok := b.(*Instance)
		return ok && x == y
	case *big.Int:
		y, ok := b.(*big.Int)
		return ok && x.Cmp(y) == 0
	case *BoundMethod:
		return false
	}
	if t := reflect.TypeOf(a); t != reflect.TypeOf(b) || !t.Comparable() {
		return false
	}
	return a == b
}
