package std

import (
	"strings"

	"kerash/interp/object"
)

// textFormatterClass is string.Formatter: str.format with steps that subclasses
// can replace.
var textFormatterClass = &object.Class{Name: "Formatter", Module: "string", Doc: "Formats templates as str.format does, by methods that can be overridden.", Marker: true, Mixin: true, New: newByInit}

func init() {
	textFormatterClass.Members = func() []object.Member {
		return []object.Member{
			object.Method("__init__(self)", "Does nothing.", func(th *object.Thread, a *object.Bound) (object.Value, error) { return nil, nil }),
			object.Method("format(self, format_string, /, *args, **kwargs)", "The template with its fields filled in.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				kwargs := object.NewDict()
				for _, k := range a.Kwargs("kwargs") {
					kwargs.SetStr(k.Name, k.Value)
				}
				return object.CallMethodOf(th, a.Self(), "vformat", object.Pos(a.Value("format_string"), object.NewTuple(a.Rest("args")...), kwargs))
			}),
			object.Method("vformat(self, format_string, args, kwargs)", "The template with fields of a sequence and a mapping filled in.", fillTemplate),
			object.Method("parse(self, format_string)", "The parts of a template: text, field, spec and conversion.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				parts, err := templateParts(a.Str("format_string"))
				var out []object.Value
				for _, p := range parts {
					out = append(out, p.tuple())
				}
				return object.IterSlice(out), err
			}),
			object.Method("get_value(self, key, args, kwargs)", "The value of a field.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				if _, isInt := a.Value("key").(int); isInt {
					return object.Index(th, a.Value("args"), a.Value("key"))
				}
				return object.Index(th, a.Value("kwargs"), a.Value("key"))
			}),
			object.Method("format_field(self, value, format_spec)", "A value by a spec.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return object.Format(th, a.Value("value"), a.Str("format_spec"))
			}),
			object.Method("convert_field(self, value, conversion)", "A value converted by r, s or a.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				switch a.Value("conversion") {
				case nil:
					return a.Value("value"), nil
				case object.Value("s"):
					return object.Str(th, a.Value("value"))
				case object.Value("r"):
					return object.Repr(th, a.Value("value"))
				case object.Value("a"):
					return object.ASCII(th, a.Value("value"))
				}
				text, err := object.Str(th, a.Value("conversion"))
				if err != nil {
					return nil, err
				}
				return nil, object.ValueErrorf("Unknown conversion specifier %s", text)
			}),
		}
	}
}

// templatePart is text and the field after it, if there is one.
type templatePart struct {
	text, field, spec, conversion string
	hasField                      bool
}

func (p templatePart) tuple() object.Value {
	if !p.hasField {
		return object.NewTuple(p.text, nil, nil, nil)
	}
	var conversion object.Value
	if p.conversion != "" {
		conversion = p.conversion
	}
	return object.NewTuple(p.text, p.field, p.spec, conversion)
}

// templateParts takes a template apart.
func templateParts(s string) ([]templatePart, error) {
	var parts []templatePart
	var text strings.Builder
	for s != "" {
		i := strings.IndexAny(s, "{}")
		if i < 0 {
			text.WriteString(s)
			break
		}
		text.WriteString(s[:i])
		if strings.HasPrefix(s[i+1:], s[i:i+1]) {
			parts = append(parts, templatePart{text: text.String() + s[i:i+1]})
			text.Reset()
			s = s[i+2:]
			continue
		}
		if s[i] == '}' {
			return nil, object.ValueErrorf("Single '}' encountered in format string")
		}
		depth, end := 1, i+1
		for ; end < len(s) && depth > 0; end++ {
			switch s[end] {
			case '{':
				depth++
			case '}':
				depth--
			}
		}
		if depth > 0 {
			return nil, object.ValueErrorf("expected '}' before end of string")
		}
		p := templatePart{text: text.String(), hasField: true}
		text.Reset()
		p.field, p.spec, _ = strings.Cut(s[i+1:end-1], ":")
		p.field, p.conversion, _ = strings.Cut(p.field, "!")
		parts = append(parts, p)
		s = s[end:]
	}
	if text.Len() > 0 {
		parts = append(parts, templatePart{text: text.String()})
	}
	return parts, nil
}

// fillTemplate is vformat.
func fillTemplate(th *object.Thread, a *object.Bound) (object.Value, error) {
	text, _, err := filledTemplate(th, a, a.Str("format_string"), 0)
	return text, err
}

// filledTemplate fills the fields of a template; next is the number of the next
// field without a name.
func filledTemplate(th *object.Thread, a *object.Bound, template string, next int) (string, int, error) {
	parts, err := templateParts(template)
	if err != nil {
		return "", next, err
	}
	var b strings.Builder
	for _, p := range parts {
		b.WriteString(p.text)
		if !p.hasField {
			continue
		}
		name, path := p.field, ""
		if i := strings.IndexAny(name, ".["); i >= 0 {
			name, path = name[:i], name[i:]
		}
		key := object.Value(name)
		if name == "" {
			key = next
			next++
		} else if n, err := object.ToInt(th, name); err == nil {
			key = n
		}
		v, err := object.CallMethodOf(th, a.Self(), "get_value", object.Pos(key, a.Value("args"), a.Value("kwargs")))
		if err != nil {
			return "", next, err
		}
		if path != "" {
			// The rest of the path is str.format's.
			v, err = followPath(th, v, path)
			if err != nil {
				return "", next, err
			}
		}
		var conversion object.Value
		if p.conversion != "" {
			conversion = p.conversion
		}
		if v, err = object.CallMethodOf(th, a.Self(), "convert_field", object.Pos(v, conversion)); err != nil {
			return "", next, err
		}
		spec := ""
		if spec, next, err = filledTemplate(th, a, p.spec, next); err != nil {
			return "", next, err
		}
		done, err := object.CallMethodOf(th, a.Self(), "format_field", object.Pos(v, spec))
		if err != nil {
			return "", next, err
		}
		s, err := object.Str(th, done)
		if err != nil {
			return "", next, err
		}
		b.WriteString(s)
	}
	return b.String(), next, nil
}

// followPath is v.name or v[key], and so on.
func followPath(th *object.Thread, v object.Value, path string) (object.Value, error) {
	for path != "" {
		var err error
		if path[0] == '.' {
			end := strings.IndexAny(path[1:], ".[") + 1
			if end == 0 {
				end = len(path)
			}
			v, err = object.GetAttr(th, v, path[1:end])
			path = path[end:]
		} else {
			end := strings.IndexByte(path, ']')
			if end < 0 {
				return nil, object.ValueErrorf("Missing ']' in format string")
			}
			key := object.Value(path[1:end])
			if n, nerr := object.ToInt(th, path[1:end]); nerr == nil {
				key = n
			}
			v, err = object.Index(th, v, key)
			path = path[end+1:]
		}
		if err != nil {
			return nil, err
		}
	}
	return v, nil
}
