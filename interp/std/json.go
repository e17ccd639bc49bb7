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
		object.Const("JSONEncoder", jsonEncoderClass), object.Const("JSONDecoder", jsonDecoderClass),
	}
}

// jsonEncoderClass is the base of encoders of the user's own, which override default.
var jsonEncoderClass = &object.Class{Name: "JSONEncoder", Module: "json.encoder", Doc: "Turns values into JSON: subclasses override default.", Members: func() []object.Member {
	return []object.Member{
		object.Method("default(self, o)", "What to write for a value that JSON does not have.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return nil, notSerializable(a.Value("o"))
		}),
		object.Method("encode(self, o)", "The JSON text of a value.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return encodeWith(th, a.Self(), a.Value("o"))
		}),
		object.Method("iterencode(self, o)", "The JSON text of a value, in parts.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			text, err := encodeWith(th, a.Self(), a.Value("o"))
			return object.IterSlice([]object.Value{text}), err
		}),
	}
}}

func init() {
	c := jsonEncoderClass
	c.Init = func(th *object.Thread, inst *object.Instance, args object.Args) error {
		b, err := encoderOptions.Bind(th, args)
		if err != nil {
			return err
		}
		for _, p := range encoderOptions.Params {
			if p.Name != "default" || b.Value("default") != nil {
				inst.Attrs.Set(p.Name, b.Value(p.Name))
			}
		}
		return nil
	}
	c.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		inst := &object.Instance{Class: cls}
		if cls.IsUser() {
			return inst, nil
		}
		return inst, c.Init(th, inst, args)
	}
	jsonDecoderClass.Init = func(th *object.Thread, inst *object.Instance, args object.Args) error {
		b, err := decoderOptions.Bind(th, args)
		if err != nil {
			return err
		}
		for _, p := range decoderOptions.Params {
			inst.Attrs.Set(p.Name, b.Value(p.Name))
		}
		return nil
	}
	jsonDecoderClass.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		inst := &object.Instance{Class: cls}
		if cls.IsUser() {
			return inst, nil
		}
		return inst, jsonDecoderClass.Init(th, inst, args)
	}
}

// The options of encoders and decoders.
var (
	encoderOptions = object.ParseSignature("JSONEncoder(*, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, sort_keys=False, indent=None, separators=None, default=None)")
	decoderOptions = object.ParseSignature("JSONDecoder(*, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, strict=True, object_pairs_hook=None)")
)

// encodeWith is dumps with the options of an encoder and its method default.
func encodeWith(th *object.Thread, encoder, v object.Value) (object.Value, error) {
	args := object.Args{}
	for _, p := range encoderOptions.Params {
		x, ok, err := object.FindAttr(th, encoder, p.Name)
		if err != nil {
			return nil, err
		}
		if ok {
			args.Kw = append(args.Kw, object.Kwarg{Name: p.Name, Value: x})
		}
	}
	b, err := object.ParseSignature("dumps("+dumpArgs+")").Bind(th, args)
	if err != nil {
		return nil, err
	}
	return encodeJSON(th, b, v)
}

// jsonDecoderClass reads JSON texts with options of its own.
var jsonDecoderClass = &object.Class{Name: "JSONDecoder", Module: "json.decoder", Doc: "Reads JSON texts.", Members: func() []object.Member {
	return []object.Member{
		object.Method("decode(self, s)", "The value of a JSON text.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			r, err := decoderOf(th, a.Self(), a.Str("s"))
			if err != nil {
				return nil, err
			}
			r.space()
			v, err := r.value()
			if err != nil {
				return nil, err
			}
			if r.space(); r.i < len(r.s) {
				return nil, r.fail("Extra data", r.i)
			}
			return v, nil
		}),
		object.Method("raw_decode(self, s, idx=0)", "The value that a text begins with, and where it ends.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			r, err := decoderOf(th, a.Self(), a.Str("s"))
			if err != nil {
				return nil, err
			}
			r.i = len(string([]rune(r.s)[:min(max(0, a.Int("idx")), len([]rune(r.s)))]))
			v, err := r.value()
			if err != nil {
				return nil, err
			}
			return object.NewTuple(v, len([]rune(r.s[:r.i]))), nil
		}),
	}
}}

// decoderOf is a reader with the options of a decoder.
func decoderOf(th *object.Thread, decoder object.Value, text string) (*jsonReader, error) {
	r := &jsonReader{th: th, s: text}
	for name, to := range map[string]*object.Value{"object_hook": &r.hook, "object_pairs_hook": &r.pairsHook, "parse_float": &r.float, "parse_int": &r.int, "parse_constant": &r.constant} {
		v, _, err := object.FindAttr(th, decoder, name)
		if err != nil {
			return nil, err
		}
		*to = v
	}
	return r, nil
}

func bound(th *object.Thread, v object.Value, name string) object.Value {
	return object.Must(object.GetAttr(th, v, name))
}

func notSerializable(v object.Value) error {
	return object.TypeErrorf("Object of type %s is not JSON serializable", object.TypeOf(v).Name)
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
	if plain, ok := enumPlain(v); ok {
		return w.value(plain, depth)
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

// enumPlain is the value of an object of an enumeration that is an int, a float
// or a text as well.
func enumPlain(v object.Value) (object.Value, bool) {
	if !object.IsInstance(v, enumClass) || !object.IsInstance(v, object.IntClass) && !object.IsInstance(v, object.StrClass) && !object.IsInstance(v, object.FloatClass) {
		return nil, false
	}
	return enumValue(v), true
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
		key, of := "", it.Key()
		if plain, ok := enumPlain(of); ok {
			of = plain
		}
		switch k := of.(type) {
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
