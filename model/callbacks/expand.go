package callbacks

import (
	"fmt"
	"strconv"
	"strings"

	"kerash/model"
)

// expand replaces {name} and {name:spec} in a pattern by fields, as str.format
// does for numbers; lost is a name that there is no field for.
func expand(pattern string, fields *model.Map) (out, lost string) {
	var b strings.Builder
	for i := 0; i < len(pattern); i++ {
		switch ch := pattern[i]; {
		case (ch == '{' || ch == '}') && i+1 < len(pattern) && pattern[i+1] == ch:
			b.WriteByte(ch)
			i++
		case ch == '{':
			end := strings.IndexByte(pattern[i:], '}')
			if end < 0 {
				b.WriteString(pattern[i:])
				return b.String(), ""
			}
			name, spec, _ := strings.Cut(pattern[i+1:i+end], ":")
			if !fields.Has(name) {
				return "", name
			}
			b.WriteString(formatted(fields.Get(name), spec))
			i += end
		default:
			b.WriteByte(ch)
		}
	}
	return b.String(), ""
}

// formatted is a number by a format specification: [0][width][.precision][type].
func formatted(v any, spec string) string {
	if spec == "" {
		if f, ok := v.(float64); ok {
			return repr(f)
		}
		if n, ok := model.AsInt(v); ok {
			return strconv.Itoa(n)
		}
		return model.Describe(v)
	}
	verb := spec[len(spec)-1]
	flags := spec
	if strings.IndexByte("dfFeEgGn%", verb) >= 0 {
		flags = spec[:len(spec)-1]
	} else if _, whole := v.(int); whole {
		verb = 'd'
	} else {
		verb = 'g'
	}
	switch verb {
	case 'd', 'n':
		n, _ := model.AsInt(v)
		return fmt.Sprintf("%"+flags+"d", n)
	case '%':
		f, _ := model.AsFloat(v)
		return fmt.Sprintf("%"+flags+"f", f*100) + "%"
	}
	f, _ := model.AsFloat(v)
	return fmt.Sprintf("%"+flags+string(verb), f)
}
