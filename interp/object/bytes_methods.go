package object

import (
	"encoding/hex"
	"slices"
	"strings"
)

// bytesMethods declares the methods that bytes and bytearray share; wrap makes
// a value of the class.
type bytesMethods struct{ wrap func(s string) Value }

func bytesMembers(c *Class) []Member {
	m := bytesMethods{func(s string) Value { return Bytes(s) }}
	if c == ByteArrayClass {
		m.wrap = newByteArray
	}
	return slices.Concat(m.text(), m.searches(), m.splits(), m.cases(), m.pads())
}

// method declares a method that gets the content of self.
func (m bytesMethods) method(sig, doc string, fn func(th *Thread, s string, a *Bound) (Value, error)) Member {
	return Method(sig, doc, func(th *Thread, a *Bound) (Value, error) {
		s, ok := AsBytes(a.Self())
		if !ok {
			return nil, TypeErrorf("descriptor '%s' for 'bytes' objects doesn't apply to a '%s' object", a.Sig.Name, TypeName(a.Self()))
		}
		return fn(th, s, a)
	})
}

// bytesArg is an argument that must be bytes.
func bytesArg(a *Bound, i int) string {
	s, ok := AsBytes(a.At(i))
	if !ok {
		Throw(TypeErrorf("a bytes-like object is required, not '%s'", TypeName(a.At(i))))
	}
	return s
}

func (m bytesMethods) text() []Member {
	return []Member{
		m.method("decode(self, /, encoding='utf-8', errors='strict')", "The text that the bytes encode.", func(th *Thread, s string, a *Bound) (Value, error) {
			return Decode(s, a.Str("encoding"), a.Str("errors"))
		}),
		m.method("hex(self, sep='', bytes_per_sep=1)", "The bytes as hexadecimal digits.", func(th *Thread, s string, a *Bound) (Value, error) {
			return bytesHex(s, a)
		}),
		ClassMethodOf("fromhex(cls, string, /)", "The bytes that hexadecimal digits say.", func(th *Thread, a *Bound) (Value, error) {
			s, err := fromHex(strArg(a, 1))
			return m.wrap(s), err
		}),
		m.method("join(self, iterable_of_bytes, /)", "The bytes of an iterable with these between them.", func(th *Thread, s string, a *Bound) (Value, error) {
			elems, err := ToSlice(th, a.At(1))
			if err != nil {
				if IsError(err, TypeError) && !IsIterable(a.At(1)) {
					err = TypeErrorf("can only join an iterable")
				}
				return nil, err
			}
			parts := make([]string, len(elems))
			for i, e := range elems {
				p, ok := AsBytes(e)
				if !ok {
					return nil, TypeErrorf("sequence item %d: expected a bytes-like object, %s found", i, TypeName(e))
				}
				parts[i] = p
			}
			return m.wrap(strings.Join(parts, s)), nil
		}),
		m.method("replace(self, old, new, count=-1, /)", "The bytes with new in the place of old.", func(th *Thread, s string, a *Bound) (Value, error) {
			return m.wrap(strings.Replace(s, bytesArg(a, 1), bytesArg(a, 2), a.Int("count"))), nil
		}),
		m.method("translate(self, table, /, delete=b'')", "The bytes replaced by a table of 256, without those of delete.", func(th *Thread, s string, a *Bound) (Value, error) {
			return m.translate(s, a)
		}),
		StaticMethodOf("maketrans(frm, to, /)", "A table for translate.", func(th *Thread, a *Bound) (Value, error) {
			from, to := bytesArg(a, 0), bytesArg(a, 1)
			if len(from) != len(to) {
				return nil, ValueErrorf("maketrans arguments must have same length")
			}
			table := make([]byte, 256)
			for i := range table {
				table[i] = byte(i)
			}
			for i := range len(from) {
				table[from[i]] = to[i]
			}
			return Bytes(table), nil
		}),
	}
}

// bytesHex is hex(sep, bytes_per_sep): groups are counted from the end when
// the number is positive.
func bytesHex(s string, a *Bound) (Value, error) {
	digits := hex.EncodeToString([]byte(s))
	sep := ""
	if v := a.Value("sep"); v != nil {
		if b, ok := AsBytes(v); ok {
			sep = b
		} else {
			sep = a.Str("sep")
		}
	}
	if sep == "" {
		return digits, nil
	}
	if strLen(sep) != 1 {
		return nil, ValueErrorf("sep must be length 1.")
	}
	per := a.Int("bytes_per_sep")
	size := 2 * max(per, -per)
	if size == 0 {
		return digits, nil
	}
	first := size
	if per > 0 {
		first = len(digits) % size
	}
	var groups []string
	if first = min(first, len(digits)); first > 0 {
		groups = append(groups, digits[:first])
	}
	for rest := digits[first:]; rest != ""; {
		n := min(size, len(rest))
		groups = append(groups, rest[:n])
		rest = rest[n:]
	}
	return strings.Join(groups, sep), nil
}

func fromHex(text string) (string, error) {
	var out []byte
	for i := 0; i < len(text); {
		if isSpace(rune(text[i])) {
			i++
			continue
		}
		at := i
		if _, err := hex.DecodeString(text[i:i+1] + "0"); err == nil {
			at++
		}
		b, err := hex.DecodeString(text[i:min(i+2, len(text))])
		if err != nil {
			return "", ValueErrorf("non-hexadecimal number found in fromhex() arg at position %d", strLen(text[:at]))
		}
		out = append(out, b...)
		i += 2
	}
	return string(out), nil
}

func (m bytesMethods) translate(s string, a *Bound) (Value, error) {
	table := ""
	if a.At(1) != nil {
		if table = bytesArg(a, 1); len(table) != 256 {
			return nil, ValueErrorf("translation table must be 256 characters long")
		}
	}
	drop := bytesIn(a.Value("delete"))
	out := make([]byte, 0, len(s))
	for i := range len(s) {
		c := s[i]
		if strings.IndexByte(drop, c) >= 0 {
			continue
		}
		if table != "" {
			c = table[c]
		}
		out = append(out, c)
	}
	return m.wrap(string(out)), nil
}

func (m bytesMethods) searches() []Member {
	find := func(name, doc string, index func(s, sub string) int, must bool) Member {
		return m.method(name+"(self, sub, start=None, end=None, /)", doc, func(th *Thread, s string, a *Bound) (Value, error) {
			part, start, err := bytesSpan(th, s, a)
			if err != nil {
				return nil, err
			}
			sub, err := searched(a.At(1))
			if err != nil {
				return nil, err
			}
			if i := index(part, sub); i >= 0 && start >= 0 {
				return start + i, nil
			}
			if must {
				return nil, ValueErrorf("subsection not found")
			}
			return -1, nil
		})
	}
	affix := func(name, doc string, has func(s, affix string) bool) Member {
		return m.method(name+"(self, prefix, start=None, end=None, /)", doc, func(th *Thread, s string, a *Bound) (Value, error) {
			part, start, err := bytesSpan(th, s, a)
			if err != nil {
				return nil, err
			}
			options := []Value{a.At(1)}
			t, isTuple := a.At(1).(*Tuple)
			if isTuple {
				options = t.Elems
			}
			for _, o := range options {
				p, ok := AsBytes(o)
				if !ok && isTuple {
					return nil, TypeErrorf("a bytes-like object is required, not '%s'", TypeName(o))
				}
				if !ok {
					return nil, TypeErrorf("%s first arg must be bytes or a tuple of bytes, not %s", name, TypeName(o))
				}
				if start >= 0 && has(part, p) {
					return true, nil
				}
			}
			return false, nil
		})
	}
	return []Member{
		find("find", "Where sub first occurs, or -1.", strings.Index, false),
		find("rfind", "Where sub last occurs, or -1.", strings.LastIndex, false),
		find("index", "Where sub first occurs; a ValueError when it does not.", strings.Index, true),
		find("rindex", "Where sub last occurs; a ValueError when it does not.", strings.LastIndex, true),
		affix("startswith", "Whether the bytes begin with prefix, or with one of a tuple.", strings.HasPrefix),
		affix("endswith", "Whether the bytes end with suffix, or with one of a tuple.", strings.HasSuffix),
		m.method("count(self, sub, start=None, end=None, /)", "How often sub occurs.", func(th *Thread, s string, a *Bound) (Value, error) {
			part, start, err := bytesSpan(th, s, a)
			if err != nil || start < 0 {
				return 0, err
			}
			sub, err := searched(a.At(1))
			if sub == "" {
				return len(part) + 1, err
			}
			return strings.Count(part, sub), err
		}),
	}
}

// searched is what find and the like look for: bytes, or a byte's number.
func searched(v Value) (string, error) {
	s, err := bytesOrInt(v)
	if err != nil && IsError(err, TypeError) {
		err = TypeErrorf("argument should be integer or bytes-like object, not '%s'", TypeName(v))
	}
	return s, err
}

// bytesSpan gives the part that the third and fourth argument select and where
// it begins, -1 when the end lies before the start.
func bytesSpan(th *Thread, s string, a *Bound) (string, int, error) {
	stop := a.At(3)
	if stop == nil {
		stop = len(s)
	}
	start, err := spanIndex(th, a.At(2), 0)
	if err != nil {
		return "", 0, err
	}
	end, err := sliceIndex(th, stop)
	if err != nil {
		return "", 0, err
	}
	if start < 0 {
		start = max(start+len(s), 0)
	}
	if end < 0 {
		end = max(end+len(s), 0)
	}
	if end = min(end, len(s)); start > end {
		return "", -1, nil
	}
	return s[start:end], start, nil
}

func (m bytesMethods) list(parts []string) Value {
	l := &List{Elems: make([]Value, len(parts))}
	for i, p := range parts {
		l.Elems[i] = m.wrap(p)
	}
	return l
}

const byteSpace = " \t\n\r\v\f"

func (m bytesMethods) splits() []Member {
	split := func(name, doc string, split func(s, sep string, n int) []string) Member {
		return m.method(name+"(self, /, sep=None, maxsplit=-1)", doc, func(th *Thread, s string, a *Bound) (Value, error) {
			n := a.Int("maxsplit")
			if n < 0 {
				n = len(s) + 1
			}
			sep := ""
			if a.Value("sep") != nil {
				if sep = bytesArg(a, 1); sep == "" {
					return nil, ValueErrorf("empty separator")
				}
			}
			return m.list(split(s, sep, n)), nil
		})
	}
	strip := func(name, doc string, cut func(s, set string) string) Member {
		return m.method(name+"(self, bytes=None, /)", doc, func(th *Thread, s string, a *Bound) (Value, error) {
			if a.At(1) == nil {
				return m.wrap(cut(s, byteSpace)), nil
			}
			return m.wrap(cut(s, bytesArg(a, 1))), nil
		})
	}
	left := func(s, set string) string {
		for s != "" && strings.IndexByte(set, s[0]) >= 0 {
			s = s[1:]
		}
		return s
	}
	right := func(s, set string) string {
		for s != "" && strings.IndexByte(set, s[len(s)-1]) >= 0 {
			s = s[:len(s)-1]
		}
		return s
	}
	partition := func(name, doc string, index func(s, sep string) int, missing func(s string) [3]string) Member {
		return m.method(name+"(self, sep, /)", doc, func(th *Thread, s string, a *Bound) (Value, error) {
			sep := bytesArg(a, 1)
			if sep == "" {
				return nil, ValueErrorf("empty separator")
			}
			parts := missing(s)
			if i := index(s, sep); i >= 0 {
				parts = [3]string{s[:i], sep, s[i+len(sep):]}
			}
			return NewTuple(m.wrap(parts[0]), m.wrap(parts[1]), m.wrap(parts[2])), nil
		})
	}
	return []Member{
		split("split", "The parts between white space, or between sep.", splitLeft),
		split("rsplit", "split that counts maxsplit from the end.", splitRight),
		m.method("splitlines(self, /, keepends=False)", "The lines.", func(th *Thread, s string, a *Bound) (Value, error) {
			return m.list(splitByteLines(s, a.Bool("keepends"))), nil
		}),
		partition("partition", "The bytes before sep, sep, and those after it.", strings.Index, func(s string) [3]string { return [3]string{s} }),
		partition("rpartition", "partition at the last sep.", strings.LastIndex, func(s string) [3]string { return [3]string{"", "", s} }),
		strip("strip", "The bytes without white space, or those given, at both ends.", func(s, set string) string { return left(right(s, set), set) }),
		strip("lstrip", "The bytes without white space, or those given, at the start.", left),
		strip("rstrip", "The bytes without white space, or those given, at the end.", right),
		m.method("removeprefix(self, prefix, /)", "The bytes without prefix.", func(th *Thread, s string, a *Bound) (Value, error) {
			return m.wrap(strings.TrimPrefix(s, bytesArg(a, 1))), nil
		}),
		m.method("removesuffix(self, suffix, /)", "The bytes without suffix.", func(th *Thread, s string, a *Bound) (Value, error) {
			return m.wrap(strings.TrimSuffix(s, bytesArg(a, 1))), nil
		}),
	}
}

// splitByteLines splits at \n, \r and \r\n.
func splitByteLines(s string, keep bool) []string {
	var lines []string
	for s != "" {
		i := strings.IndexAny(s, "\r\n")
		if i < 0 {
			return append(lines, s)
		}
		end := i + 1
		if strings.HasPrefix(s[i:], "\r\n") {
			end++
		}
		if keep {
			i = end
		}
		lines = append(lines, s[:i])
		s = s[end:]
	}
	return lines
}
