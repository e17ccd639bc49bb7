package std

import (
	"strings"

	"kerash/interp/object"
)

func stringModule() *object.Module {
	const lower, upper, digits = "abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "0123456789"
	const punctuation, white = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", " \t\n\r\v\f"
	return &object.Module{Name: "string", Doc: "Sets of characters, and templates.", Members: func() []object.Member {
		return []object.Member{
			object.Const("ascii_lowercase", lower), object.Const("ascii_uppercase", upper), object.Const("ascii_letters", lower+upper),
			object.Const("digits", digits), object.Const("hexdigits", digits+"abcdefABCDEF"), object.Const("octdigits", "01234567"),
			object.Const("punctuation", punctuation), object.Const("whitespace", white), object.Const("printable", digits+lower+upper+punctuation+white),
			object.Const("Template", templateClass), object.Const("Formatter", textFormatterClass),
			object.Fun("capwords(s, sep=None)", "Each word with a capital letter.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				words, join := strings.Fields(a.Str("s")), " "
				if a.Has("sep") {
					join = a.Str("sep")
					words = strings.Split(a.Str("s"), join)
				}
				for i, w := range words {
					v, err := object.CallMethodOf(th, w, "capitalize", object.Args{})
					if err != nil {
						return nil, err
					}
					words[i] = v.(string)
				}
				return strings.Join(words, join), nil
			}),
		}
	}}
}

// template is string.Template.
type template struct{ text string }

// PyClass is Template.
func (t *template) PyClass() *object.Class { return templateClass }

var templateClass = &object.Class{Name: "Template", Module: "string", Doc: "A text with $names to be replaced.", Signature: "Template(template)", Final: true}

func init() {
	templateClass.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		b, err := templateClass.BindNew(th, args)
		if err != nil {
			return nil, err
		}
		return &template{b.Str("template")}, nil
	}
	substitute := func(strict bool) func(th *object.Thread, a *object.Bound) (object.Value, error) {
		return func(th *object.Thread, a *object.Bound) (object.Value, error) {
			vals := object.NewDict()
			if a.Has("mapping") {
				if err := object.DictUpdate(th, vals, a.Value("mapping")); err != nil {
					return nil, err
				}
			}
			for _, k := range a.Kwargs("kws") {
				vals.SetStr(k.Name, k.Value)
			}
			return a.Self().(*template).substitute(th, vals, strict)
		}
	}
	templateClass.Members = func() []object.Member {
		return []object.Member{
			object.Method("substitute(self, mapping=None, /, **kws)", "The text with the names replaced.", substitute(true)),
			object.Method("safe_substitute(self, mapping=None, /, **kws)", "The same, leaving unknown names alone.", substitute(false)),
			object.Getter("template", "the text", func(th *object.Thread, self object.Value) (object.Value, error) { return self.(*template).text, nil }),
		}
	}
}

func (t *template) substitute(th *object.Thread, vals *object.Dict, strict bool) (object.Value, error) {
	var b strings.Builder
	s := t.text
	for i := 0; i < len(s); {
		if s[i] != '$' {
			b.WriteByte(s[i])
			i++
			continue
		}
		rest := s[i+1:]
		if strings.HasPrefix(rest, "$") {
			b.WriteByte('$')
			i += 2
			continue
		}
		name, size := templateName(rest)
		v, ok := vals.GetStr(name)
		switch {
		case name == "" && strict:
			line := strings.Count(s[:i], "\n") + 1
			return nil, object.ValueErrorf("Invalid placeholder in string: line %d, col %d", line, i-strings.LastIndexByte(s[:i], '\n'))
		case !ok && strict:
			return nil, object.KeyErrorOf(name)
		case !ok:
			b.WriteString(s[i : i+1+size])
		default:
			text, err := object.Str(th, v)
			if err != nil {
				return nil, err
			}
			b.WriteString(text)
		}
		i += 1 + size
	}
	return b.String(), nil
}

// templateName reads the name after a $, in braces or without.
func templateName(s string) (name string, size int) {
	braces := strings.HasPrefix(s, "{")
	if braces {
		s = s[1:]
	}
	n := 0
	for n < len(s) && (s[n] == '_' || s[n] >= 'a' && s[n] <= 'z' || s[n] >= 'A' && s[n] <= 'Z' || n > 0 && s[n] >= '0' && s[n] <= '9') {
		n++
	}
	switch {
	case !braces:
		return s[:n], n
	case n < len(s) && s[n] == '}':
		return s[:n], n + 2
	}
	return "", 0
}
