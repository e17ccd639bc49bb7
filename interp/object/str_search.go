package object

import (
	"math"
	"strings"
)

// span is the part of a text that the arguments start and end of a method of
// str select.
type span struct {
	text string
	// start is the part's first character; valid is false when start lies
	// behind end.
	start int
	valid bool
}

// spanOf reads the arguments start and end, the third and fourth.
func spanOf(th *Thread, s string, a *Bound) (span, error) {
	start, err := spanIndex(th, a.At(2), 0)
	if err != nil {
		return span{}, err
	}
	end, err := spanIndex(th, a.At(3), math.MaxInt)
	if err != nil {
		return span{}, err
	}
	if start == 0 && end == math.MaxInt {
		return span{s, 0, true}, nil
	}
	runes := []rune(s)
	n := len(runes)
	if start < 0 {
		start = max(start+n, 0)
	}
	if end < 0 {
		end = max(end+n, 0)
	}
	end = min(end, n)
	if start > end {
		return span{}, nil
	}
	return span{string(runes[start:end]), start, true}, nil
}

func spanIndex(th *Thread, v Value, missing int) (int, error) {
	if v == nil {
		return missing, nil
	}
	return sliceIndex(th, v)
}

// at gives the character index in the whole text of a byte index in the part.
func (p span) at(i int) int { return p.start + strLen(p.text[:i]) }

func strSearchMembers() []Member {
	find := func(name, doc string, index func(s, sub string) int, must bool) Member {
		return strMethod(name+"(self, sub, start=None, end=None, /)", doc, func(th *Thread, s string, a *Bound) (Value, error) {
			sub, ok := NativeOf(a.At(1)).(string)
			if !ok {
				return nil, TypeErrorf("must be str, not %s", TypeName(a.At(1)))
			}
			part, err := spanOf(th, s, a)
			if err != nil {
				return nil, err
			}
			if part.valid {
				if i := index(part.text, sub); i >= 0 {
					return part.at(i), nil
				}
			}
			if must {
				return nil, ValueErrorf("substring not found")
			}
			return -1, nil
		})
	}
	affix := func(name, doc string, has func(s, affix string) bool) Member {
		return strMethod(name+"(self, prefix, start=None, end=None, /)", doc, func(th *Thread, s string, a *Bound) (Value, error) {
			part, err := spanOf(th, s, a)
			if err != nil {
				return nil, err
			}
			return hasAffix(name, part, a.At(1), has)
		})
	}
	return []Member{
		find("find", "Where sub first occurs, or -1.", strings.Index, false),
		find("rfind", "Where sub last occurs, or -1.", strings.LastIndex, false),
		find("index", "Where sub first occurs; a ValueError when it does not.", strings.Index, true),
		find("rindex", "Where sub last occurs; a ValueError when it does not.", strings.LastIndex, true),
		affix("startswith", "Whether the text begins with prefix, or with one of a tuple.", strings.HasPrefix),
		affix("endswith", "Whether the text ends with suffix, or with one of a tuple.", strings.HasSuffix),
		strMethod("count(self, sub, start=None, end=None, /)", "How often sub occurs.", func(th *Thread, s string, a *Bound) (Value, error) {
			sub, ok := NativeOf(a.At(1)).(string)
			if !ok {
				return nil, TypeErrorf("must be str, not %s", TypeName(a.At(1)))
			}
			part, err := spanOf(th, s, a)
			if err != nil || !part.valid {
				return 0, err
			}
			return strings.Count(part.text, sub), nil
		}),
		strMethod("replace(self, old, new, count=-1, /)", "The text with new in the place of old.", func(th *Thread, s string, a *Bound) (Value, error) {
			return strings.Replace(s, strArg(a, 1), strArg(a, 2), a.Int("count")), nil
		}),
	}
}

func hasAffix(name string, part span, affix Value, has func(s, affix string) bool) (Value, error) {
	options := []Value{affix}
	if t, ok := affix.(*Tuple); ok {
		options = t.Elems
	}
	for _, o := range options {
		p, ok := NativeOf(o).(string)
		if !ok {
			if _, isTuple := affix.(*Tuple); isTuple {
				return nil, TypeErrorf("tuple for %s must only contain str, not %s", name, TypeName(o))
			}
			return nil, TypeErrorf("%s first arg must be str or a tuple of str, not %s", name, TypeName(affix))
		}
		if part.valid && has(part.text, p) {
			return true, nil
		}
	}
	return false, nil
}
