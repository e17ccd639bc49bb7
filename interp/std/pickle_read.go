package std

import (
	"encoding/binary"
	"math"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"kerash/interp/object"
)

// unpickler is the machine that pickles are programs of.
type unpickler struct {
	th       *object.Thread
	data     string
	at       int
	encoding string
	stack    []object.Value
	marks    []int
	memo     map[int]object.Value
}

// unpickled makes the value of a pickle and tells how many bytes it took.
func unpickled(th *object.Thread, data, encoding string) (v object.Value, used int, err error) {
	if data == "" {
		return nil, 0, object.NewError(object.EOFError, "Ran out of input")
	}
	defer object.Catch(&err)
	u := &unpickler{th: th, data: data, encoding: encoding, memo: map[int]object.Value{}}
	for {
		op := u.take(1)[0]
		if op == '.' {
			return u.pop(), u.at, nil
		}
		if err := u.step(op); err != nil {
			return nil, u.at, err
		}
	}
}

// take steps over n bytes.
func (u *unpickler) take(n int) string {
	if n < 0 || len(u.data)-u.at < n {
		object.Throw(object.NewError(unpickleError, "pickle data was truncated"))
	}
	s := u.data[u.at : u.at+n]
	u.at += n
	return s
}

// line steps over a line.
func (u *unpickler) line() string {
	n := strings.IndexByte(u.data[u.at:], '\n')
	if n < 0 {
		object.Throw(object.NewError(unpickleError, "pickle data was truncated"))
	}
	return strings.TrimSuffix(u.take(n+1), "\n")
}

// number reads an unsigned number of n bytes.
func (u *unpickler) number(n int) int {
	var b [8]byte
	copy(b[:], u.take(n))
	return int(binary.LittleEndian.Uint64(b[:]))
}

func (u *unpickler) push(v object.Value) { u.stack = append(u.stack, v) }

func (u *unpickler) pop() object.Value {
	v := u.top()
	u.stack = u.stack[:len(u.stack)-1]
	return v
}

func (u *unpickler) top() object.Value {
	if len(u.stack) == 0 {
		object.Throw(object.NewError(unpickleError, "unexpected MARK found"))
	}
	return u.stack[len(u.stack)-1]
}

// popMark takes what lies above the last mark.
func (u *unpickler) popMark() []object.Value {
	if len(u.marks) == 0 {
		object.Throw(object.NewError(unpickleError, "could not find MARK"))
	}
	n := u.marks[len(u.marks)-1]
	u.marks = u.marks[:len(u.marks)-1]
	elems := slices.Clone(u.stack[n:])
	u.stack = u.stack[:n]
	return elems
}

func (u *unpickler) step(op byte) error {
	switch op {
	case 0x80:
		u.take(1)
	case 0x95:
		u.take(8)
	case '(':
		u.marks = append(u.marks, len(u.stack))
	case '0':
		u.pop()
	case '1':
		u.popMark()
	case '2':
		u.push(u.top())
	case 'N':
		u.push(nil)
	case 0x88, 0x89:
		u.push(op == 0x88)
	case 'h':
		return u.get(u.number(1))
	case 'j':
		return u.get(u.number(4))
	case 'q':
		u.memo[u.number(1)] = u.top()
	case 'r':
		u.memo[u.number(4)] = u.top()
	case 'g', 'p':
		n, err := strconv.Atoi(u.line())
		if err != nil {
			return object.NewError(unpickleError, "invalid load key")
		}
		if op == 'g' {
			return u.get(n)
		}
		u.memo[n] = u.top()
	case 0x94:
		u.memo[len(u.memo)] = u.top()
	default:
		if done, err := u.scalar(op); done || err != nil {
			return err
		}
		if done, err := u.container(op); done || err != nil {
			return err
		}
		return u.object(op)
	}
	return nil
}

func (u *unpickler) get(n int) error {
	v, ok := u.memo[n]
	if !ok {
		return object.Errorf(unpickleError, "Memo value not found at index %d", n)
	}
	u.push(v)
	return nil
}

// scalar reads numbers, texts and bytes.
func (u *unpickler) scalar(op byte) (bool, error) {
	switch op {
	case 'K':
		u.push(u.number(1))
	case 'M':
		u.push(u.number(2))
	case 'J':
		u.push(int(int32(u.number(4))))
	case 0x8a:
		u.push(twosComplement(u.take(u.number(1))))
	case 0x8b:
		u.push(twosComplement(u.take(u.number(4))))
	case 'I', 'L':
		s := strings.TrimSuffix(u.line(), "L")
		if op == 'I' && (s == "00" || s == "01") {
			u.push(s == "01")
			return true, nil
		}
		n, ok := new(big.Int).SetString(s, 10)
		if !ok {
			return true, object.ValueErrorf("invalid literal for int() with base 10: '%s'", s)
		}
		u.push(object.IntValue(n))
	case 'F':
		x, err := strconv.ParseFloat(u.line(), 64)
		if err != nil {
			return true, object.ValueErrorf("could not convert string to float")
		}
		u.push(x)
	case 'G':
		u.push(math.Float64frombits(binary.BigEndian.Uint64([]byte(u.take(8)))))
	case 'X':
		u.push(u.take(u.number(4)))
	case 0x8c:
		u.push(u.take(u.number(1)))
	case 0x8d:
		u.push(u.take(u.number(8)))
	case 'V':
		u.push(u.line())
	case 'B':
		u.push(object.Bytes(u.take(u.number(4))))
	case 'C':
		u.push(object.Bytes(u.take(u.number(1))))
	case 0x8e:
		u.push(object.Bytes(u.take(u.number(8))))
	case 0x96:
		u.push(&object.ByteArray{Data: []byte(u.take(u.number(8)))})
	case 'U', 'T':
		size := 1
		if op == 'T' {
			size = 4
		}
		return true, u.oldText(u.take(u.number(size)))
	case 'S':
		s := u.line()
		return true, u.oldText(strings.Trim(s, `'"`))
	default:
		return false, nil
	}
	return true, nil
}

// oldText is a text of Python 2, whose encoding the reader tells.
func (u *unpickler) oldText(s string) error {
	if u.encoding == "bytes" {
		u.push(object.Bytes(s))
		return nil
	}
	text, err := object.Decode(s, u.encoding, "strict")
	u.push(text)
	return err
}

func twosComplement(s string) object.Value {
	b := []byte(s)
	slices.Reverse(b)
	n := new(big.Int).SetBytes(b)
	if len(b) > 0 && b[0] >= 0x80 {
		n.Sub(n, new(big.Int).Lsh(big.NewInt(1), uint(8*len(b))))
	}
	return object.IntValue(n)
}

// container makes and fills lists, tuples, dicts and sets.
func (u *unpickler) container(op byte) (bool, error) {
	switch op {
	case ')':
		u.push(object.NewTuple())
	case 0x85, 0x86, 0x87:
		n := int(op) - 0x84
		elems := make([]object.Value, n)
		for i := n - 1; i >= 0; i-- {
			elems[i] = u.pop()
		}
		u.push(object.NewTuple(elems...))
	case 't':
		u.push(object.NewTuple(u.popMark()...))
	case ']':
		u.push(object.NewList())
	case 'l':
		u.push(object.NewList(u.popMark()...))
	case '}':
		u.push(object.NewDict())
	case 'd':
		elems := u.popMark()
		d := object.NewDict()
		u.push(d)
		return true, u.setItems(d, elems)
	case 'a':
		v := u.pop()
		return true, u.extend(u.top(), []object.Value{v})
	case 'e':
		elems := u.popMark()
		return true, u.extend(u.top(), elems)
	case 's':
		v := u.pop()
		k := u.pop()
		return true, u.setItems(u.top(), []object.Value{k, v})
	case 'u':
		elems := u.popMark()
		return true, u.setItems(u.top(), elems)
	case 0x8f:
		u.push(object.NewSet())
	case 0x90:
		elems := u.popMark()
		for _, v := range elems {
			if _, err := object.CallMethodOf(u.th, u.top(), "add", object.Pos(v)); err != nil {
				return true, err
			}
		}
	case 0x91:
		s, err := object.SetOf(u.th, object.NewList(u.popMark()...))
		if err != nil {
			return true, err
		}
		s.Frozen = true
		u.push(s)
	default:
		return false, nil
	}
	return true, nil
}

func (u *unpickler) extend(v object.Value, elems []object.Value) error {
	if l, ok := object.NativeOf(v).(*object.List); ok {
		l.Elems = append(l.Elems, elems...)
		return nil
	}
	for _, e := range elems {
		if _, err := object.CallMethodOf(u.th, v, "append", object.Pos(e)); err != nil {
			return err
		}
	}
	return nil
}

func (u *unpickler) setItems(v object.Value, pairs []object.Value) error {
	for i := 0; i+1 < len(pairs); i += 2 {
		if err := object.SetIndex(u.th, v, pairs[i], pairs[i+1]); err != nil {
			return err
		}
	}
	return nil
}

// object finds classes and functions, and makes objects with them.
func (u *unpickler) object(op byte) error {
	switch op {
	case 'c':
		module, name := u.line(), u.line()
		return u.find(module, name)
	case 0x93:
		name, _ := u.pop().(string)
		module, _ := u.pop().(string)
		return u.find(module, name)
	case 'R', 0x81:
		args, ok := u.pop().(*object.Tuple)
		if !ok {
			return object.NewError(unpickleError, "argument list must be a tuple")
		}
		return u.make(u.pop(), args.Elems, op == 0x81)
	case 0x92:
		kw, _ := u.pop().(*object.Dict)
		args, ok := u.pop().(*object.Tuple)
		if !ok || kw == nil {
			return object.NewError(unpickleError, "argument list must be a tuple")
		}
		v, err := object.Call(u.th, u.pop(), object.Args{Pos: args.Elems, Kw: kwargsOf(kw)})
		u.push(v)
		return err
	case 'b':
		state := u.pop()
		return u.build(state)
	}
	return object.Errorf(unpickleError, "invalid load key, '%s'.", strings.Trim(object.BytesRepr(string([]byte{op})), "b'"))
}

func (u *unpickler) find(module, name string) error {
	v, err := globalNamed(u.th, module, name)
	u.push(v)
	return err
}

// make calls a function, or a class without its __init__.
func (u *unpickler) make(fn object.Value, args []object.Value, newObject bool) error {
	cls, isClass := fn.(*object.Class)
	if !newObject || !isClass || !cls.IsUser() {
		v, err := object.CallFn(u.th, fn, args...)
		u.push(v)
		return err
	}
	maker, err := object.GetAttr(u.th, cls, "__new__")
	if err != nil {
		return err
	}
	v, err := object.CallFn(u.th, maker, append([]object.Value{cls}, args...)...)
	u.push(v)
	return err
}

// build gives the object on top its state.
func (u *unpickler) build(state object.Value) error {
	v := u.top()
	switch x := v.(type) {
	case rebuilder:
		made, err := x.Rebuilt(u.th, state)
		if err != nil {
			return err
		}
		u.stack[len(u.stack)-1] = made
		for k, old := range u.memo {
			if old == v {
				u.memo[k] = made
			}
		}
		return nil
	case *object.Instance:
		if _, ok, err := x.CallMethod(u.th, "__setstate__", object.Pos(state)); ok || err != nil {
			return err
		}
	}
	if _, ok := object.TypeOf(v).Lookup("__setstate__"); ok {
		_, err := object.CallMethodOf(u.th, v, "__setstate__", object.Pos(state))
		return err
	}
	parts := []object.Value{state}
	if t, ok := state.(*object.Tuple); ok && len(t.Elems) == 2 {
		parts = t.Elems
	}
	for i, part := range parts {
		d, ok := part.(*object.Dict)
		if !ok {
			continue
		}
		for it := d.Entries(); it.Next(); {
			name, _ := it.Key().(string)
			if inst, isInst := v.(*object.Instance); isInst && i == 0 {
				inst.Attrs.Set(name, it.Value())
			} else if err := object.SetAttr(u.th, v, name, it.Value()); err != nil {
				return err
			}
		}
	}
	return nil
}

// rebuilder is a value that another one takes the place of when it gets its state.
type rebuilder interface {
	Rebuilt(th *object.Thread, state object.Value) (object.Value, error)
}

// globalNamed finds a class or function of a module by its dotted name.
func globalNamed(th *object.Thread, module, name string) (object.Value, error) {
	switch module {
	case "__builtin__":
		module = "builtins"
	case "copy_reg":
		module = "copyreg"
	}
	if strings.HasPrefix(module, "numpy.") {
		switch name {
		case "_reconstruct":
			return reconstruct, nil
		case "scalar":
			return rebuildScalar, nil
		}
	}
	mod, err := th.Import(th, module)
	if err != nil {
		return nil, err
	}
	var v object.Value = mod
	for _, part := range strings.Split(name, ".") {
		next, ok, err := object.FindAttr(th, v, part)
		if err != nil {
			return nil, err
		}
		if !ok {
			return nil, object.AttributeErrorf("Can't get attribute '%s' on <module '%s'>", name, module)
		}
		v = next
	}
	return v, nil
}
