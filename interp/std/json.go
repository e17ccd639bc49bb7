package std

import (
	"math"
	"math/big"
	"sort"
	"strconv"
	"strings"
	"unicode/utf16"

	"kerash/interp/object"
)

func jsonModule() *object.Module {
	return &object.Module{Name: "json", Doc: "Values as JSON texts, and back.", Members: jsonMembers}
}

const dumpArgs = "*, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, cls=None, indent=None, separators=None, default=None, sort_keys=False, **kw"

const loadArgs = "*, cls=None, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, object_pairs_hook=None, **kw"

func jsonMembers() []object.Member {
	return []object.Member{
		object.Fun("dumps(obj, "+dumpArgs+")", "The JSON text of a value.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return encodeJSON(th, a, a.Value("obj"))
		}),
		object.Fun("dump(obj, fp, "+dumpArgs+")", "Writes the JSON text of a value to a file.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			text, err := encodeJSON(th, a, a.Value("obj"))
			if err != nil {
				return nil, err
			}
			_, err = object.CallMethodOf(th, a.Value("fp"), "write", object.Pos(text))
			return nil, err
		}),
		object.Fun("loads(s, "+loadArgs+")", "The value of a JSON text.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return decodeJSON(th, a, a.Value("s"))
		}),
		object.Fun("load(fp, "+loadArgs+")", "The value of the JSON text in a file.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			text, err := object.CallMethodOf(th, a.Value("fp"), "read", object.Args{})
			if err != nil {
				return nil, err
			}
			return decodeJSON(th, a, text)
		}),
		object.Const("JSONDecodeError", jsonDecodeError),
		object.Const("JSONEncoder", jsonEncoderClass),
	}
}

// jsonEncoderClass is the base of encoders of the user's own, which override default.
var jsonEncoderClass = &object.Class{Name: "JSONEncoder", Module: "json.encoder", Doc: "Turns values into JSON: subclasses override default.", Members: func() []object.Member {
	return []object.Member{
		object.Method("default(self, o)", "What to write for a value that JSON does not have.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return nil, notSerializable(a.Value("o"))
		}),
		object.Method("encode(self, o)", "The JSON text of a value.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			w := &jsonWriter{th: th, ascii: true, item: ", ", key: ": ", fallback: bound(th, a.Self(), "default")}
			if err := w.value(a.Value("o"), 0); err != nil {
				return nil, err
			}
			return w.b.String(), nil
		}),
	}
}}

func init() {
	jsonEncoderClass.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		return &object.Instance{Class: cls}, nil
	}
	jsonEncoderClass.Init = func(th *object.Thread, inst *object.Instance, args object.Args) error { return nil }
}

func bound(th *object.Thread, v object.Value, name string) object.Value {
	return object.Must(object.GetAttr(th, v, name))
}

func notSerializable(v object.Value) error {
	return object.TypeErrorf("Object of type %s is not JSON serializable", object.TypeName(v))
}

func encodeJSON(th *object.Thread, a *object.Bound, v object.Value) (object.Value, error) {
	w := &jsonWriter{th: th, ascii: a.Bool("ensure_ascii"), nan: !a.Bool("allow_nan"), sort: a.Bool("sort_keys"), skip: a.Bool("skipkeys"), item: ", ", key: ": "}
	switch indent := a.Value("indent").(type) {
	case nil:
	case string:
		w.indent, w.lines = indent, true
	default:
		w.indent, w.lines = strings.Repeat(" ", max(0, object.Must(object.AsIndex(th, indent)))), true
	}
	if w.lines {
		w.item = ","
	}
	if a.Has("separators") {
		s := a.Elems("separators")
		if len(s) != 2 {
			return nil, object.ValueErrorf("not enough values to unpack (expected 2, got %d)", len(s))
		}
		item, ok1 := s[0].(string)
		key, ok2 := s[1].(string)
		if !ok1 || !ok2 {
			return nil, object.TypeErrorf("separators must be strings")
		}
		w.item, w.key = item, key
	}
	w.fallback = a.Value("default")
	if cls, ok := a.Value("cls").(*object.Class); ok && w.fallback == nil {
		enc, err := object.Call(th, cls, object.Args{})
		if err != nil {
			return nil, err
		}
		w.fallback = bound(th, enc, "default")
	}
	if err := w.value(v, 0); err != nil {
		return nil, err
	}
	return w.b.String(), nil
}

type jsonWriter struct {
	th         *object.Thread
	b          strings.Builder
	ascii, nan bool
	sort, skip bool
	lines      bool
	indent     string
	item, key  string
	fallback   object.Value
	open       []object.Value
}

// value writes v at a depth of nesting.
func (w *jsonWriter) value(v object.Value, depth int) error {
	switch x := v.(type) {
	case nil:
		w.b.WriteString("null")
		return nil
	case bool:
		w.b.WriteString(strconv.FormatBool(x))
		return nil
	case int:
		w.b.WriteString(strconv.Itoa(x))
		return nil
	case *big.Int:
		text, err := object.Repr(w.th, x)
		w.b.WriteString(text)
		return err
	case float64:
		return w.float(x)
	case string:
		w.string(x)
		return nil
	}
	switch x := object.NativeOf(v).(type) {
	case bool, int, *big.Int, float64, string:
		return w.value(x, depth)
	case *object.List:
		return w.nested(v, func() error { return w.array(x.Elems, depth) })
	case *object.Tuple:
		return w.nested(v, func() error { return w.array(x.Elems, depth) })
	case *object.Dict:
		return w.nested(v, func() error { return w.object(x, depth) })
	}
	if w.fallback == nil {
		return notSerializable(v)
	}
	r, err := object.CallFn(w.th, w.fallback, v)
	if err != nil {
		return err
	}
	return w.nested(v, func() error { return w.value(r, depth) })
}

// nested guards against values that contain themselves.
func (w *jsonWriter) nested(v object.Value, f func() error) error {
	for _, o := range w.open {
		if object.Is(o, v) {
			return object.ValueErrorf("Circular reference detected")
		}
	}
	if len(w.open) >= object.MaxDepth {
		return object.NewError(object.RecursionError, "maximum recursion depth exceeded while encoding a JSON object")
	}
	w.open = append(w.open, v)
	err := f()
	w.open = w.open[:len(w.open)-1]
	return err
}

func (w *jsonWriter) float(f float64) error {
	text := ""
	switch {
	case math.IsNaN(f):
		text = "NaN"
	case math.IsInf(f, 1):
		text = "Infinity"
	case math.IsInf(f, -1):
		text = "-Infinity"
	default:
		w.b.WriteString(object.FloatRepr(f))
		return nil
	}
	if w.nan {
		return object.ValueErrorf("Out of range float values are not JSON compliant")
	}
	w.b.WriteString(text)
	return nil
}

func (w *jsonWriter) newline(depth int) {
	if w.lines {
		w.b.WriteByte('\n')
		for range depth {
			w.b.WriteString(w.indent)
		}
	}
}

func (w *jsonWriter) array(elems []object.Value, depth int) error {
	if len(elems) == 0 {
		w.b.WriteString("[]")
		return nil
	}
	w.b.WriteByte('[')
	for i, x := range elems {
		if i > 0 {
			w.b.WriteString(w.item)
		}
		w.newline(depth + 1)
		if err := w.value(x, depth+1); err != nil {
			return err
		}
	}
	w.newline(depth)
	w.b.WriteByte(']')
	return nil
}

type jsonEntry struct {
	key string
	val object.Value
}

func (w *jsonWriter) object(d *object.Dict, depth int) error {
	entries, err := w.entries(d)
	if err != nil {
		return err
	}
	if len(entries) == 0 {
		w.b.WriteString("{}")
		return nil
	}
	w.b.WriteByte('{')
	for i, e := range entries {
		if i > 0 {
			w.b.WriteString(w.item)
		}
		w.newline(depth + 1)
		w.string(e.key)
		w.b.WriteString(w.key)
		if err := w.value(e.val, depth+1); err != nil {
			return err
		}
	}
	w.newline(depth)
	w.b.WriteByte('}')
	return nil
}

func (w *jsonWriter) entries(d *object.Dict) ([]jsonEntry, error) {
	var entries []jsonEntry
	for it := d.Entries(); it.Next(); {
		key := ""
		switch k := it.Key().(type) {
		case string:
			key = k
		case nil:
			key = "null"
		case bool:
			key = strconv.FormatBool(k)
		case int:
			key = strconv.Itoa(k)
		case *big.Int:
			key = k.String()
		case float64:
			key = object.FloatRepr(k)
		default:
			if w.skip {
				continue
			}
			return nil, object.TypeErrorf("keys must be str, int, float, bool or None, not %s", object.TypeName(k))
		}
		entries = append(entries, jsonEntry{key, it.Value()})
	}
	if w.sort {
		sort.SliceStable(entries, func(i, j int) bool { return entries[i].key < entries[j].key })
	}
	return entries, nil
}

func (w *jsonWriter) string(s string) {
	w.b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			w.b.WriteByte('\\')
			w.b.WriteRune(r)
		case r == '\n':
			w.b.WriteString(`\n`)
		case r == '\r':
			w.b.WriteString(`\r`)
		case r == '\t':
			w.b.WriteString(`\t`)
		case r == '\b':
			w.b.WriteString(`\b`)
		case r == '\f':
			w.b.WriteString(`\f`)
		case r < 0x20 || r > 0x7e && r <= 0xffff && w.ascii:
			w.escape(r)
		case r > 0xffff && w.ascii:
			hi, lo := utf16.EncodeRune(r)
			w.escape(hi)
			w.escape(lo)
		default:
			w.b.WriteRune(r)
		}
	}
	w.b.WriteByte('"')
}

func (w *jsonWriter) escape(r rune) {
	h := strconv.FormatInt(int64(r), 16)
	w.b.WriteString(`\u` + strings.Repeat("0", 4-len(h)) + h)
}
