package std

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"kerash/interp/object"
)

var jsonDecodeError = object.NewExceptionClass("json.decoder", "JSONDecodeError", object.ValueError, "The text is not JSON.")

// jsonReader reads one JSON text.
type jsonReader struct {
	th        *object.Thread
	s         string
	i         int
	hook      object.Value
	pairsHook object.Value
	float     object.Value
	int       object.Value
	constant  object.Value
	depth     int
}

func decodeJSON(th *object.Thread, a *object.Bound, v object.Value) (object.Value, error) {
	if cls, ok := a.Value("cls").(*object.Class); ok {
		decoder, err := object.Call(th, cls, object.Args{})
		if err != nil {
			return nil, err
		}
		return object.CallMethodOf(th, decoder, "decode", object.Pos(v))
	}
	text := ""
	switch v := v.(type) {
	case string:
		text = v
	case object.Bytes:
		text = string(v)
	default:
		return nil, object.TypeErrorf("the JSON object must be str, bytes or bytearray, not %s", object.TypeName(v))
	}
	r := &jsonReader{th: th, s: text, hook: a.Value("object_hook"), pairsHook: a.Value("object_pairs_hook"), float: a.Value("parse_float"), int: a.Value("parse_int"), constant: a.Value("parse_constant")}
	if strings.HasPrefix(text, "\ufeff") {
		return nil, r.fail("Unexpected UTF-8 BOM (decode using utf-8-sig)", 0)
	}
	r.space()
	x, err := r.value()
	if err != nil {
		return nil, err
	}
	if r.space(); r.i < len(r.s) {
		return nil, r.fail("Extra data", r.i)
	}
	return x, nil
}

// fail is the error at a byte of the text.
func (r *jsonReader) fail(msg string, at int) error {
	before := r.s[:at]
	line := strings.Count(before, "\n") + 1
	col := utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:]) + 1
	pos := utf8.RuneCountInString(before)
	e := object.NewException(jsonDecodeError, fmt.Sprintf("%s: line %d column %d (char %d)", msg, line, col, pos))
	e.Attrs.Set("msg", msg)
	e.Attrs.Set("doc", r.s)
	e.Attrs.Set("pos", pos)
	e.Attrs.Set("lineno", line)
	e.Attrs.Set("colno", col)
	return &object.Raised{Exc: e}
}

func (r *jsonReader) space() {
	for r.i < len(r.s) && strings.IndexByte(" \t\n\r", r.s[r.i]) >= 0 {
		r.i++
	}
}

func (r *jsonReader) has(word string) bool {
	if strings.HasPrefix(r.s[r.i:], word) {
		r.i += len(word)
		return true
	}
	return false
}

func (r *jsonReader) value() (object.Value, error) {
	if r.i >= len(r.s) {
		return nil, r.fail("Expecting value", r.i)
	}
	if r.depth++; r.depth > object.MaxDepth {
		return nil, object.Errorf(object.RecursionError, "maximum recursion depth exceeded while decoding a JSON value")
	}
	defer func() { r.depth-- }()
	switch c := r.s[r.i]; {
	case c == '"':
		return r.string()
	case c == '{':
		return r.object()
	case c == '[':
		return r.array()
	case c == '-' || c >= '0' && c <= '9':
		return r.number()
	case r.has("null"):
		return nil, nil
	case r.has("true"):
		return true, nil
	case r.has("false"):
		return false, nil
	case r.has("NaN"):
		return r.special("NaN", math.NaN())
	case r.has("Infinity"):
		return r.special("Infinity", math.Inf(1))
	}
	return nil, r.fail("Expecting value", r.i)
}

// special is a number that JSON does not have, or what a hook makes of its name.
func (r *jsonReader) special(name string, f float64) (object.Value, error) {
	if r.constant != nil {
		return object.CallFn(r.th, r.constant, name)
	}
	return f, nil
}

func (r *jsonReader) digits() bool {
	start := r.i
	for r.i < len(r.s) && r.s[r.i] >= '0' && r.s[r.i] <= '9' {
		r.i++
	}
	return r.i > start
}

func (r *jsonReader) number() (object.Value, error) {
	start := r.i
	if r.s[r.i] == '-' {
		r.i++
		if r.has("Infinity") {
			return r.special("-Infinity", math.Inf(-1))
		}
	}
	if r.i < len(r.s) && r.s[r.i] == '0' {
		r.i++
	} else if !r.digits() {
		r.i = start
		return nil, r.fail("Expecting value", start)
	}
	whole := true
	if end := r.i; r.i < len(r.s) && r.s[r.i] == '.' {
		r.i++
		if r.digits() {
			whole = false
		} else {
			r.i = end
		}
	}
	if end := r.i; r.i < len(r.s) && (r.s[r.i] == 'e' || r.s[r.i] == 'E') {
		r.i++
		if r.i < len(r.s) && (r.s[r.i] == '+' || r.s[r.i] == '-') {
			r.i++
		}
		if r.digits() {
			whole = false
		} else {
			r.i = end
		}
	}
	text := r.s[start:r.i]
	if whole && r.int != nil {
		return object.CallFn(r.th, r.int, text)
	}
	if !whole && r.float != nil {
		return object.CallFn(r.th, r.float, text)
	}
	if whole {
		return object.CallFn(r.th, object.IntClass, text)
	}
	f, _ := strconv.ParseFloat(text, 64)
	return f, nil
}

func (r *jsonReader) array() (object.Value, error) {
	l := object.NewList()
	r.i++
	if r.space(); r.i < len(r.s) && r.s[r.i] == ']' {
		r.i++
		return l, nil
	}
	for {
		v, err := r.value()
		if err != nil {
			return nil, err
		}
		l.Elems = append(l.Elems, v)
		r.space()
		switch {
		case r.i < len(r.s) && r.s[r.i] == ']':
			r.i++
			return l, nil
		case r.i >= len(r.s) || r.s[r.i] != ',':
			return nil, r.fail("Expecting ',' delimiter", r.i)
		}
		r.i++
		r.space()
	}
}

func (r *jsonReader) object() (object.Value, error) {
	d := object.NewDict()
	pairs := object.NewList()
	r.i++
	if r.space(); r.i < len(r.s) && r.s[r.i] == '}' {
		r.i++
		return r.finish(d, pairs)
	}
	for {
		if r.i >= len(r.s) || r.s[r.i] != '"' {
			return nil, r.fail("Expecting property name enclosed in double quotes", r.i)
		}
		k, err := r.string()
		if err != nil {
			return nil, err
		}
		if r.space(); r.i >= len(r.s) || r.s[r.i] != ':' {
			return nil, r.fail("Expecting ':' delimiter", r.i)
		}
		r.i++
		r.space()
		v, err := r.value()
		if err != nil {
			return nil, err
		}
		d.SetStr(k.(string), v)
		pairs.Elems = append(pairs.Elems, object.NewTuple(k, v))
		r.space()
		switch {
		case r.i < len(r.s) && r.s[r.i] == '}':
			r.i++
			return r.finish(d, pairs)
		case r.i >= len(r.s) || r.s[r.i] != ',':
			return nil, r.fail("Expecting ',' delimiter", r.i)
		}
		r.i++
		r.space()
	}
}

// finish hands an object to the hooks.
func (r *jsonReader) finish(d *object.Dict, pairs *object.List) (object.Value, error) {
	switch {
	case r.pairsHook != nil:
		return object.CallFn(r.th, r.pairsHook, pairs)
	case r.hook != nil:
		return object.CallFn(r.th, r.hook, d)
	}
	return d, nil
}

func (r *jsonReader) string() (object.Value, error) {
	begin := r.i
	r.i++
	var b strings.Builder
	for r.i < len(r.s) {
		c := r.s[r.i]
		switch {
		case c == '"':
			r.i++
			return b.String(), nil
		case c == '\\':
			if err := r.escaped(&b, begin); err != nil {
				return nil, err
			}
		case c < 0x20:
			return nil, r.fail("Invalid control character at", r.i)
		default:
			b.WriteByte(c)
			r.i++
		}
	}
	return nil, r.fail("Unterminated string starting at", begin)
}

var jsonEscapes = map[byte]byte{'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}

func (r *jsonReader) escaped(b *strings.Builder, begin int) error {
	if r.i+1 >= len(r.s) {
		return r.fail("Unterminated string starting at", begin)
	}
	c := r.s[r.i+1]
	if c != 'u' {
		plain, ok := jsonEscapes[c]
		if !ok {
			return r.fail("Invalid \\escape", r.i)
		}
		b.WriteByte(plain)
		r.i += 2
		return nil
	}
	first, err := r.hex()
	if err != nil {
		return err
	}
	if utf16.IsSurrogate(first) && strings.HasPrefix(r.s[r.i:], `\u`) {
		mark := r.i
		second, err := r.hex()
		if err != nil {
			return err
		}
		if c := utf16.DecodeRune(first, second); c != utf8.RuneError {
			first = c
		} else {
			r.i = mark
		}
	}
	b.WriteRune(first)
	return nil
}

// hex reads \uXXXX.
func (r *jsonReader) hex() (rune, error) {
	if r.i+6 > len(r.s) {
		return 0, r.fail("Invalid \\uXXXX escape", r.i+1)
	}
	n, err := strconv.ParseUint(r.s[r.i+2:r.i+6], 16, 32)
	if err != nil {
		return 0, r.fail("Invalid \\uXXXX escape", r.i+1)
	}
	r.i += 6
	return rune(n), nil
}
