package std

import (
	"encoding/binary"
	"math"
	"math/big"
	"reflect"
	"slices"
	"strings"

	"kerash/interp/object"
)

// pickler writes a value in pickle's protocol 4.
type pickler struct {
	th  *object.Thread
	out []byte
	// memo numbers what was written, so that it is written once.
	memo map[any]int
}

func Pickled(th *object.Thread, v object.Value) ([]byte, error) {
	p := &pickler{th: th, memo: map[any]int{}}
	if err := p.save(v); err != nil {
		return nil, err
	}
	p.out = append(p.out, '.')
	head := []byte{0x80, 4}
	if len(p.out) >= 4 {
		head = binary.LittleEndian.AppendUint64(append(head, 0x95), uint64(len(p.out)))
	}
	return append(head, p.out...), nil
}

func (p *pickler) op(b ...byte) { p.out = append(p.out, b...) }

// memoize numbers what was written last.
func (p *pickler) memoize(key any) {
	p.memo[key] = len(p.memo)
	p.op(0x94)
}

// known writes a reference to what was written before.
func (p *pickler) known(key any) bool {
	n, ok := p.memo[key]
	switch {
	case !ok:
		return false
	case n < 256:
		p.op('h', byte(n))
	default:
		p.out = binary.LittleEndian.AppendUint32(append(p.out, 'j'), uint32(n))
	}
	return true
}

func (p *pickler) save(v object.Value) error {
	if p.th.Cancelled() {
		return p.th.Check()
	}
	switch x := v.(type) {
	case nil:
		p.op('N')
	case bool:
		p.op(map[bool]byte{true: 0x88, false: 0x89}[x])
	case int:
		p.int(x)
	case float64:
		p.out = binary.BigEndian.AppendUint64(append(p.out, 'G'), math.Float64bits(x))
	case string:
		p.text(x)
	case object.Bytes:
		p.bytes(string(x))
	case *big.Int:
		p.long(x)
	case *object.Tuple:
		return p.tuple(x)
	case *object.List:
		if p.known(x) {
			return nil
		}
		p.op(']')
		p.memoize(x)
		return p.append(x.Elems)
	case *object.Dict:
		if p.known(x) {
			return nil
		}
		p.op('}')
		p.memoize(x)
		return p.setItems(x)
	case *object.Set:
		return p.set(x)
	case *object.Class:
		return p.global(x, x.Module, qualName(x))
	default:
		return p.object(v)
	}
	return nil
}

func (p *pickler) int(n int) {
	switch {
	case n >= 0 && n < 1<<8:
		p.op('K', byte(n))
	case n >= 0 && n < 1<<16:
		p.op('M', byte(n), byte(n>>8))
	case n >= math.MinInt32 && n <= math.MaxInt32:
		p.out = binary.LittleEndian.AppendUint32(append(p.out, 'J'), uint32(int32(n)))
	default:
		p.long(big.NewInt(int64(n)))
	}
}

// long writes an int in the two's complement of as few bytes as it needs.
func (p *pickler) long(n *big.Int) {
	size := n.BitLen()/8 + 1
	m := new(big.Int).Set(n)
	if n.Sign() < 0 {
		if abs := new(big.Int).Not(n); abs.BitLen() < 8*size-7 {
			size = abs.BitLen()/8 + 1
		}
		m.Add(m, new(big.Int).Lsh(big.NewInt(1), uint(8*size)))
	}
	b := m.FillBytes(make([]byte, size))
	slices.Reverse(b)
	if size < 256 {
		p.op(0x8a, byte(size))
	} else {
		p.out = binary.LittleEndian.AppendUint32(append(p.out, 0x8b), uint32(size))
	}
	p.op(b...)
}

func (p *pickler) text(s string) {
	type key string
	if p.known(key(s)) {
		return
	}
	if len(s) < 256 {
		p.op(0x8c, byte(len(s)))
	} else {
		p.out = binary.LittleEndian.AppendUint32(append(p.out, 'X'), uint32(len(s)))
	}
	p.out = append(p.out, s...)
	p.memoize(key(s))
}

func (p *pickler) bytes(s string) {
	if len(s) < 256 {
		p.op('C', byte(len(s)))
	} else {
		p.out = binary.LittleEndian.AppendUint32(append(p.out, 'B'), uint32(len(s)))
	}
	p.out = append(p.out, s...)
	p.memoize(new(byte))
}

func (p *pickler) tuple(t *object.Tuple) error {
	if len(t.Elems) == 0 {
		p.op(')')
		return nil
	}
	if p.known(t) {
		return nil
	}
	if len(t.Elems) > 3 {
		p.op('(')
	}
	for _, v := range t.Elems {
		if err := p.save(v); err != nil {
			return err
		}
	}
	if n := len(t.Elems); n > 3 {
		p.op('t')
	} else {
		p.op(0x84 + byte(n))
	}
	p.memoize(t)
	return nil
}

// batch is how many values are written at a time.
const batch = 1000

func (p *pickler) append(elems []object.Value) error {
	if len(elems) == 1 {
		err := p.save(elems[0])
		p.op('a')
		return err
	}
	for part := range slices.Chunk(elems, batch) {
		p.op('(')
		for _, v := range part {
			if err := p.save(v); err != nil {
				return err
			}
		}
		p.op('e')
	}
	return nil
}

func (p *pickler) setItems(d *object.Dict) error {
	keys, vals := d.Keys(), d.Values()
	for i := 0; i < len(keys); i += batch {
		n := min(batch, len(keys)-i)
		if n > 1 {
			p.op('(')
		}
		for j := i; j < i+n; j++ {
			if err := p.save(keys[j]); err != nil {
				return err
			}
			if err := p.save(vals[j]); err != nil {
				return err
			}
		}
		if n > 1 {
			p.op('u')
		} else {
			p.op('s')
		}
	}
	return nil
}

func (p *pickler) set(s *object.Set) error {
	if p.known(s) {
		return nil
	}
	if !s.Frozen {
		p.op(0x8f)
		p.memoize(s)
	}
	if s.Len() > 0 || s.Frozen {
		p.op('(')
		for _, v := range s.Elems() {
			if err := p.save(v); err != nil {
				return err
			}
		}
	}
	switch {
	case s.Frozen:
		p.op(0x91)
		p.memoize(s)
	case s.Len() > 0:
		p.op(0x90)
	}
	return nil
}

// global writes the name of a class or function, by which it is found again.
func (p *pickler) global(v object.Value, module, name string) error {
	if p.known(v) {
		return nil
	}
	if module == "" {
		module = "builtins"
	}
	if strings.Contains(name, "<locals>") {
		return object.AttributeErrorf("Can't pickle local object '%s'", name)
	}
	found, err := globalNamed(p.th, module, name)
	if err != nil || !object.Is(found, v) {
		shown, rerr := object.Repr(p.th, v)
		if rerr != nil {
			return rerr
		}
		if err == nil {
			return object.Errorf(picklingError, "Can't pickle %s: it's not the same object as %s.%s", shown, module, name)
		}
		return object.Errorf(picklingError, "Can't pickle %s: attribute lookup %s on %s failed", shown, name, module)
	}
	p.text(module)
	p.text(name)
	p.op(0x93)
	p.memoize(v)
	return nil
}

// object writes a value by what makes it again.
func (p *pickler) object(v object.Value) error {
	if hashable(v) && p.known(v) {
		return nil
	}
	if v == object.Value(reconstruct) || v == object.Value(rebuildScalar) {
		return p.global(v, multiarray, v.(*object.Builtin).Name)
	}
	switch object.TypeOf(v) {
	case object.FunctionClass, object.BuiltinClass, object.LibraryFunctionClass:
		module, name := "builtins", ""
		if m, _, err := object.FindAttr(p.th, v, "__module__"); err == nil {
			if s, ok := m.(string); ok {
				module = s
			}
		}
		if q, _, err := object.FindAttr(p.th, v, "__qualname__"); err == nil {
			name, _ = q.(string)
		}
		return p.global(v, module, name)
	}
	r, err := reduction(p.th, v)
	if err != nil {
		return err
	}
	if err := p.save(r.fn); err != nil {
		return err
	}
	if err := p.save(r.args); err != nil {
		return err
	}
	if r.newObject {
		p.op(0x81)
	} else {
		p.op('R')
	}
	if hashable(v) {
		p.memoize(v)
	} else {
		p.memoize(new(byte))
	}
	if l, ok := r.items.(*object.List); ok && len(l.Elems) > 0 {
		if err := p.append(l.Elems); err != nil {
			return err
		}
	}
	if d, ok := r.pairs.(*object.Dict); ok && d.Len() > 0 {
		if err := p.setItems(d); err != nil {
			return err
		}
	}
	if r.state == nil {
		return nil
	}
	err = p.save(r.state)
	p.op('b')
	return err
}

// hashable reports whether a value can be a key of Go's maps.
func hashable(v object.Value) bool { return reflect.TypeOf(v).Comparable() }
