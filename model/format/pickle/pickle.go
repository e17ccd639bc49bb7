// Package pickle reads Python's pickles as far as data sets need them: numbers,
// strings, lists, tuples, dicts and NumPy's arrays. Nothing in a file is run:
// any other class is an error.
package pickle

import (
	"bytes"
	"encoding/binary"
	"math"
	"strconv"
	"strings"

	"kerash/model/format/plain"
)

// The values of a pickle are nil, bool, int, float64, string (texts and bytes
// alike) and these.
type (
	// Tuple is a Python tuple.
	Tuple []any
	// List is a Python list.
	List struct{ Elems []any }
	// Dict is a Python dict; what keys that are not strings had is left out.
	Dict map[string]any
	// Array is a NumPy array of numbers, whose elements stand in Data as NumPy's
	// dtype DType lays them out, or of objects (DType "O").
	Array struct {
		Shape   []int
		DType   string
		Data    string
		Objects []any
	}

	global string // module.name of what may be called
	dtype  struct{ text string }
	mark   struct{}
)

func bad(format string, args ...any) error {
	return plain.Errorf("UnpicklingError", format, args...)
}

// Read reads the first object of a pickle.
func Read(data []byte) (v any, err error) {
	r := &reader{data: data, memo: map[int]any{}}
	defer func() {
		if p := recover(); p != nil {
			e, ok := p.(error)
			if !ok {
				panic(p)
			}
			v, err = nil, bad("pickle data was truncated or damaged: %v", e)
		}
	}()
	for {
		op := r.bytes(1)[0]
		if op == '.' {
			return r.pop(), nil
		}
		if err := r.step(op); err != nil {
			return nil, err
		}
	}
}

// reader is the machine that a pickle is a program for. Damaged programs
// make it panic with an error, which [Read] gives back.
type reader struct {
	data  []byte
	at    int
	stack []any
	memo  map[int]any
}

func (r *reader) bytes(n int) []byte {
	if n < 0 || n > len(r.data)-r.at {
		panic(bad("it ends too early"))
	}
	b := r.data[r.at : r.at+n]
	r.at += n
	return b
}

func (r *reader) line() string {
	n := bytes.IndexByte(r.data[r.at:], '\n')
	s := string(r.bytes(n + 1))
	return strings.TrimSuffix(strings.TrimSuffix(s, "\n"), "\r")
}

// number is an unsigned number of n bytes.
func (r *reader) number(n int) int {
	v := 0
	for i, b := range r.bytes(n) {
		v |= int(b) << (8 * i)
	}
	return v
}

func (r *reader) text(n int) string { return string(r.bytes(n)) }

func (r *reader) push(v any) { r.stack = append(r.stack, v) }

func (r *reader) top() any {
	if len(r.stack) == 0 {
		panic(bad("the stack is empty"))
	}
	return r.stack[len(r.stack)-1]
}

func (r *reader) pop() any {
	v := r.top()
	r.stack = r.stack[:len(r.stack)-1]
	return v
}

// popMark takes all values above the last mark.
func (r *reader) popMark() []any {
	for i := len(r.stack) - 1; i >= 0; i-- {
		if _, ok := r.stack[i].(mark); ok {
			items := append([]any{}, r.stack[i+1:]...)
			r.stack = r.stack[:i]
			return items
		}
	}
	panic(bad("a mark is missing"))
}

func (r *reader) popN(n int) []any {
	if len(r.stack) < n {
		panic(bad("the stack is empty"))
	}
	items := append([]any{}, r.stack[len(r.stack)-n:]...)
	r.stack = r.stack[:len(r.stack)-n]
	return items
}

// step runs one instruction.
func (r *reader) step(op byte) error {
	switch {
	case r.literal(op), r.container(op), r.memory(op):
		return nil
	}
	switch op {
	case 'c': // GLOBAL
		module := r.line()
		return r.global(module, r.line())
	case 0x93: // STACK_GLOBAL
		names := r.popN(2)
		module, _ := names[0].(string)
		name, _ := names[1].(string)
		return r.global(module, name)
	case 'R': // REDUCE
		args, _ := r.pop().(Tuple)
		return r.call(r.pop(), args)
	case 'b': // BUILD
		state, _ := r.pop().(Tuple)
		return r.build(r.top(), state)
	}
	return bad("the pickle has an instruction that kerash does not read: %q", op)
}

// literal runs instructions that push a constant.
func (r *reader) literal(op byte) bool {
	switch op {
	case 'N':
		r.push(nil)
	case 0x88, 0x89:
		r.push(op == 0x88)
	case 'I':
		r.push(whole(r.line()))
	case 'L':
		r.push(whole(strings.TrimSuffix(r.line(), "L")))
	case 'J':
		r.push(int(int32(binary.LittleEndian.Uint32(r.bytes(4)))))
	case 'K':
		r.push(r.number(1))
	case 'M':
		r.push(r.number(2))
	case 0x8a: // LONG1
		n := r.number(1)
		v := r.number(n)
		if n > 0 && n < 8 && v>>(8*n-1) != 0 {
			v -= 1 << (8 * n)
		}
		r.push(v)
	case 'F':
		v, err := strconv.ParseFloat(r.line(), 64)
		if err != nil {
			panic(err)
		}
		r.push(v)
	case 'G':
		r.push(math.Float64frombits(binary.BigEndian.Uint64(r.bytes(8))))
	case 'S':
		r.push(strings.Trim(r.line(), `'"`))
	case 'V':
		r.push(rawUnicode(r.line()))
	case 'U', 'C', 0x8c:
		r.push(r.text(r.number(1)))
	case 'T', 'X', 'B':
		r.push(r.text(r.number(4)))
	case 0x8d, 0x8e, 0x96:
		r.push(r.text(r.number(8)))
	default:
		return false
	}
	return true
}

// rawUnicode is a text whose characters are bytes, or \uXXXX for those that are
// none.
func rawUnicode(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+5 < len(s) && s[i+1] == 'u' {
			if v, err := strconv.ParseUint(s[i+2:i+6], 16, 32); err == nil {
				b.WriteRune(rune(v))
				i += 5
				continue
			}
		}
		b.WriteRune(rune(s[i]))
	}
	return b.String()
}

// whole is an int as text; 00 and 01 are False and True.
func whole(s string) any {
	switch s {
	case "00", "01":
		return s == "01"
	}
	v, err := strconv.Atoi(s)
	if err != nil {
		panic(err)
	}
	return v
}

// container runs instructions that make lists, tuples and dicts.
func (r *reader) container(op byte) bool {
	switch op {
	case '(':
		r.push(mark{})
	case '0':
		r.pop()
	case ']':
		r.push(&List{})
	case 'l':
		r.push(&List{r.popMark()})
	case 'a':
		r.extend(r.popN(1))
	case 'e':
		r.extend(r.popMark())
	case ')':
		r.push(Tuple{})
	case 't':
		r.push(Tuple(r.popMark()))
	case 0x85, 0x86, 0x87:
		r.push(Tuple(r.popN(int(op) - 0x84)))
	case '}':
		r.push(Dict{})
	case 'd':
		items := r.popMark()
		r.push(Dict{})
		r.update(items)
	case 's':
		r.update(r.popN(2))
	case 'u':
		r.update(r.popMark())
	default:
		return false
	}
	return true
}

func (r *reader) extend(items []any) {
	l, ok := r.top().(*List)
	if !ok {
		panic(bad("an element without a list"))
	}
	l.Elems = append(l.Elems, items...)
}

func (r *reader) update(items []any) {
	d, ok := r.top().(Dict)
	if !ok || len(items)%2 != 0 {
		panic(bad("a key without a dict"))
	}
	for i := 0; i < len(items); i += 2 {
		if k, ok := items[i].(string); ok {
			d[k] = items[i+1]
		}
	}
}

// memory runs instructions that keep values and find them again, and those
// that say how the file is made.
func (r *reader) memory(op byte) bool {
	get := func(i int) {
		v, ok := r.memo[i]
		if !ok {
			panic(bad("the memory has no %d", i))
		}
		r.push(v)
	}
	switch op {
	case 'p':
		r.memo[r.index()] = r.top()
	case 'q':
		r.memo[r.number(1)] = r.top()
	case 'r':
		r.memo[r.number(4)] = r.top()
	case 0x94:
		r.memo[len(r.memo)] = r.top()
	case 'g':
		get(r.index())
	case 'h':
		get(r.number(1))
	case 'j':
		get(r.number(4))
	case 0x80:
		r.number(1)
	case 0x95:
		r.number(8)
	default:
		return false
	}
	return true
}

// index is a place in the memory as text.
func (r *reader) index() int {
	i, err := strconv.Atoi(r.line())
	if err != nil {
		panic(err)
	}
	return i
}
