package std

import (
	"encoding/binary"
	"math"
	"slices"

	"kerash/interp/object"
)

// numberArray is array.array: numbers of one type.
type numberArray struct {
	code  byte
	elems []object.Value
}

var numberArrayClass = &object.Class{Name: "array", ErrorName: "array.array", Module: "array", Doc: "Numbers of one type.", Signature: "array(typecode, initializer=(), /)", Unhashable: true, Final: true}

// PyClass is array.
func (*numberArray) PyClass() *object.Class { return numberArrayClass }

// arrayTypes are the type codes with their sizes and, for ints, their ranges.
var arrayTypes = map[byte]struct {
	size        int
	least, most int
	name        string
}{
	'b': {1, math.MinInt8, math.MaxInt8, "signed char"}, 'B': {1, 0, math.MaxUint8, "unsigned byte integer"}, 'h': {2, math.MinInt16, math.MaxInt16, "signed short integer"},
	'H': {2, 0, math.MaxUint16, "unsigned short"}, 'i': {4, math.MinInt32, math.MaxInt32, "signed integer"}, 'I': {4, 0, math.MaxUint32, "unsigned int"},
	'l': {8, math.MinInt, math.MaxInt, "signed long"}, 'L': {8, 0, math.MaxInt, "unsigned long"}, 'q': {8, math.MinInt, math.MaxInt, "signed long long"}, 'Q': {8, 0, math.MaxInt, "unsigned long long"},
	'f': {4, 0, 0, ""}, 'd': {8, 0, 0, ""},
}

// item is a value as the array keeps it.
func (n *numberArray) item(th *object.Thread, v object.Value) (object.Value, error) {
	switch n.code {
	case 'f', 'd':
		x, err := object.AsFloat(th, v)
		if n.code == 'f' {
			x = float64(float32(x))
		}
		return x, err
	}
	i, err := object.AsIndex(th, v)
	if err != nil {
		return nil, object.TypeErrorf("'%s' object cannot be interpreted as an integer", object.TypeName(v))
	}
	t := arrayTypes[n.code]
	switch {
	case i > t.most:
		return nil, object.Errorf(object.OverflowError, "%s is greater than maximum", t.name)
	case i < t.least:
		return nil, object.Errorf(object.OverflowError, "%s is less than minimum", t.name)
	}
	return i, nil
}

func (n *numberArray) extend(th *object.Thread, v object.Value) error {
	if other, ok := v.(*numberArray); ok && other.code != n.code {
		return object.TypeErrorf("can only extend with array of same kind")
	}
	return object.ForEach(th, v, func(x object.Value) error {
		item, err := n.item(th, x)
		if err == nil {
			n.elems = append(n.elems, item)
		}
		return err
	})
}

// bytes are the numbers in the machine's form.
func (n *numberArray) bytes() []byte {
	size := arrayTypes[n.code].size
	out := make([]byte, 0, size*len(n.elems))
	var word [8]byte
	for _, v := range n.elems {
		var bits uint64
		switch x := v.(type) {
		case int:
			bits = uint64(x)
		case float64:
			if bits = math.Float64bits(x); n.code == 'f' {
				bits = uint64(math.Float32bits(float32(x)))
			}
		}
		binary.LittleEndian.PutUint64(word[:], bits)
		out = append(out, word[:size]...)
	}
	return out
}

// take adds the numbers of bytes.
func (n *numberArray) take(data string) error {
	t := arrayTypes[n.code]
	if len(data)%t.size != 0 {
		return object.ValueErrorf("bytes length not a multiple of item size")
	}
	var word [8]byte
	for ; data != ""; data = data[t.size:] {
		clear(word[:])
		copy(word[:], data[:t.size])
		bits := binary.LittleEndian.Uint64(word[:])
		switch {
		case n.code == 'f':
			n.elems = append(n.elems, float64(math.Float32frombits(uint32(bits))))
		case n.code == 'd':
			n.elems = append(n.elems, math.Float64frombits(bits))
		case t.least < 0:
			shift := 64 - 8*t.size
			n.elems = append(n.elems, int(int64(bits<<shift)>>shift))
		default:
			n.elems = append(n.elems, int(bits))
		}
	}
	return nil
}

func (n *numberArray) list() *object.List { return object.NewList(n.elems...) }

func init() {
	c := numberArrayClass
	of := func(v object.Value) *numberArray { return v.(*numberArray) }
	c.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		b, err := cls.BindNew(th, args)
		if err != nil {
			return nil, err
		}
		code, ok := b.At(0).(string)
		if !ok {
			return nil, object.TypeErrorf("array() argument 1 must be a unicode character, not %s", object.TypeName(b.At(0)))
		}
		if len(code) != 1 || arrayTypes[code[0]].size == 0 {
			return nil, object.ValueErrorf("bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)")
		}
		n := &numberArray{code: code[0]}
		if raw, isBytes := object.AsBytes(b.At(1)); isBytes {
			return n, n.take(raw)
		}
		if _, isText := b.At(1).(string); isText {
			return nil, object.TypeErrorf("cannot use a str to initialize an array with typecode '%c'", n.code)
		}
		return n, n.extend(th, b.At(1))
	}
	c.Len = func(th *object.Thread, self object.Value) (int, error) { return len(of(self).elems), nil }
	c.Iter = func(th *object.Thread, self object.Value) (object.Iterator, error) {
		return object.Iter(th, of(self).list())
	}
	c.Contains = func(th *object.Thread, self, v object.Value) (bool, error) {
		return object.Contains(th, of(self).list(), v)
	}
	c.Index = func(th *object.Thread, self, key object.Value) (object.Value, error) {
		v, err := object.Index(th, of(self).list(), key)
		if l, ok := v.(*object.List); ok {
			return &numberArray{of(self).code, l.Elems}, err
		}
		if object.IsError(err, object.IndexError) {
			err = object.IndexErrorf("array index out of range")
		}
		return v, err
	}
	c.SetIndex = func(th *object.Thread, self, key, v object.Value) error {
		n, l := of(self), of(self).list()
		if other, ok := v.(*numberArray); ok {
			v = other.list()
		} else {
			item, err := n.item(th, v)
			if err != nil {
				return err
			}
			v = item
		}
		err := object.SetIndex(th, l, key, v)
		if object.IsError(err, object.IndexError) {
			err = object.IndexErrorf("array assignment index out of range")
		}
		n.elems = l.Elems
		return err
	}
	c.DelIndex = func(th *object.Thread, self, key object.Value) error {
		l := of(self).list()
		err := object.DelIndex(th, l, key)
		of(self).elems = l.Elems
		return err
	}
	c.Repr = func(th *object.Thread, self object.Value) (string, error) {
		n := of(self)
		if len(n.elems) == 0 {
			return "array('" + string(n.code) + "')", nil
		}
		s, err := object.Repr(th, n.list())
		return "array('" + string(n.code) + "', " + s + ")", err
	}
	c.Compare = func(th *object.Thread, op object.Op, a, b object.Value) (object.Value, error) {
		x, ok := a.(*numberArray)
		y, ok2 := b.(*numberArray)
		if !ok || !ok2 {
			return object.NotImplemented, nil
		}
		return object.Compare(th, op, x.list(), y.list())
	}
	c.Binary = func(th *object.Thread, op object.Op, a, b object.Value) (object.Value, error) {
		x, ok := a.(*numberArray)
		y, ok2 := b.(*numberArray)
		switch {
		case ok && ok2 && op == object.Add && x.code == y.code:
			return &numberArray{x.code, slices.Concat(x.elems, y.elems)}, nil
		case ok && op == object.Add:
			return nil, object.TypeErrorf("can only append array (not \"%s\") to array", object.TypeName(b))
		case ok && op == object.Mul:
			k, err := object.AsIndex(th, b)
			return &numberArray{x.code, slices.Repeat(x.elems, max(0, k))}, err
		}
		return object.NotImplemented, nil
	}
	c.Members = numberArrayMembers
}

func numberArrayMembers() []object.Member {
	of := func(sig, doc string, f func(th *object.Thread, n *numberArray, a *object.Bound) (object.Value, error)) object.Member {
		return object.Method(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return f(th, a.Self().(*numberArray), a)
		})
	}
	// asList does with the elements what the method of lists does.
	asList := func(sig, name, doc string) object.Member {
		return of(sig, doc, func(th *object.Thread, n *numberArray, a *object.Bound) (object.Value, error) {
			l, args := object.NewList(slices.Clone(n.elems)...), object.Args{}
			for i := 1; i < len(a.Sig.Params); i++ {
				args.Pos = append(args.Pos, a.At(i))
			}
			v, err := object.CallMethodOf(th, l, name, args)
			n.elems = l.Elems
			if object.IsError(err, object.ValueError) {
				err = object.ValueErrorf("array.%s(x): x not in array", name)
			}
			return v, err
		})
	}
	return []object.Member{
		object.Getter("typecode", "the type of the numbers", func(th *object.Thread, self object.Value) (object.Value, error) {
			return string(self.(*numberArray).code), nil
		}),
		object.Getter("itemsize", "the size of a number in bytes", func(th *object.Thread, self object.Value) (object.Value, error) {
			return arrayTypes[self.(*numberArray).code].size, nil
		}),
		of("append(self, v, /)", "Adds a number.", func(th *object.Thread, n *numberArray, a *object.Bound) (object.Value, error) {
			v, err := n.item(th, a.At(1))
			if err == nil {
				n.elems = append(n.elems, v)
			}
			return nil, err
		}),
		of("extend(self, bb, /)", "Adds numbers.", func(th *object.Thread, n *numberArray, a *object.Bound) (object.Value, error) {
			return nil, n.extend(th, a.At(1))
		}),
		of("fromlist(self, list, /)", "Adds the numbers of a list.", func(th *object.Thread, n *numberArray, a *object.Bound) (object.Value, error) {
			return nil, n.extend(th, a.At(1))
		}),
		of("tolist(self, /)", "A list of the numbers.", func(th *object.Thread, n *numberArray, a *object.Bound) (object.Value, error) { return n.list(), nil }),
		of("tobytes(self, /)", "The numbers as bytes.", func(th *object.Thread, n *numberArray, a *object.Bound) (object.Value, error) {
			return object.Bytes(n.bytes()), nil
		}),
		of("frombytes(self, buffer, /)", "Adds the numbers of bytes.", func(th *object.Thread, n *numberArray, a *object.Bound) (object.Value, error) {
			raw, ok := object.AsBytes(a.At(1))
			if !ok {
				return nil, object.TypeErrorf("a bytes-like object is required, not '%s'", object.TypeName(a.At(1)))
			}
			return nil, n.take(raw)
		}),
		of("insert(self, i, v, /)", "Puts a number before a place.", func(th *object.Thread, n *numberArray, a *object.Bound) (object.Value, error) {
			v, err := n.item(th, a.At(2))
			if err != nil {
				return nil, err
			}
			l := n.list()
			_, err = object.CallMethodOf(th, l, "insert", object.Pos(a.At(1), v))
			n.elems = l.Elems
			return nil, err
		}),
		asList("pop(self, i=-1, /)", "pop", "Takes a number out."), asList("remove(self, v, /)", "remove", "Takes the first equal number out."),
		asList("index(self, v, /)", "index", "Where the first equal number is."), asList("count(self, v, /)", "count", "How many numbers are equal."), asList("reverse(self, /)", "reverse", "Turns the order round."),
	}
}

func arrayModule() *object.Module {
	return &object.Module{Name: "array", Doc: "Compact lists of numbers.", Members: func() []object.Member {
		return []object.Member{object.Const("array", numberArrayClass), object.Const("ArrayType", numberArrayClass), object.Const("typecodes", "bBuhHiIlLqQfd")}
	}}
}
