package object

import "strings"

func init() {
	StrClass.Members = strMembers
	StrClass.New = newStr
}

func newStr(th *Thread, cls *Class, args Args) (Value, error) {
	if len(args.Pos)+len(args.Kw) == 0 {
		return "", nil
	}
	if len(args.Pos) == 1 && len(args.Kw) == 0 {
		return Str(th, args.Pos[0])
	}
	sig := ParseSignature("str(/, object='', encoding='utf-8', errors='strict')")
	b, err := sig.Bind(th, args)
	if err != nil {
		return nil, err
	}
	v := b.Value("object")
	if raw, ok := AsBytes(v); ok {
		return Decode(raw, b.Str("encoding"), b.Str("errors"))
	}
	if len(args.Pos) > 1 || b.Given("encoding") || b.Given("errors") {
		for i := 1; i < min(len(args.Pos), 3); i++ {
			if _, ok := NativeOf(args.Pos[i]).(string); !ok {
				return nil, TypeErrorf("str() argument '%s' must be str, not %s", []string{"encoding", "errors"}[i-1], TypeName(args.Pos[i]))
			}
		}
		if _, ok := v.(string); ok {
			return nil, TypeErrorf("decoding str is not supported")
		}
		return nil, TypeErrorf("decoding to str: need a bytes-like object, %s found", TypeName(v))
	}
	return Str(th, v)
}

// strArg is a str argument of a method of str.
func strArg(a *Bound, i int) string {
	s, ok := NativeOf(a.At(i)).(string)
	if !ok {
		Throw(TypeErrorf("%s() argument %d must be str, not %s", a.Sig.Name, i, TypeName(a.At(i))))
	}
	return s
}

// strMethod declares a method of str.
func strMethod(sig, doc string, fn func(th *Thread, s string, a *Bound) (Value, error)) Member {
	return Method(sig, doc, func(th *Thread, a *Bound) (Value, error) {
		s, ok := a.Native().(string)
		if !ok {
			return nil, TypeErrorf("descriptor '%s' for 'str' objects doesn't apply to a '%s' object", a.Sig.Name, TypeName(a.At(0)))
		}
		return fn(th, s, a)
	})
}

func strMembers() []Member {
	members := strCaseMembers()
	members = append(members, strSplitMembers()...)
	members = append(members, strSearchMembers()...)
	members = append(members, strTestMembers()...)
	return append(members, strPadMembers()...)
}

func strPadMembers() []Member {
	pad := func(name, doc, align string) Member {
		return strMethod(name+"(self, width, fillchar=' ', /)", doc, func(th *Thread, s string, a *Bound) (Value, error) {
			width := a.Int("width")
			fill, ok := a.Value("fillchar").(string)
			if !ok {
				return nil, TypeErrorf("The fill character must be a unicode character, not %s", TypeName(a.Value("fillchar")))
			}
			if strLen(fill) != 1 {
				return nil, TypeErrorf("The fill character must be exactly one character long")
			}
			n := max(width-strLen(s), 0)
			left := 0
			switch align {
			case ">":
				left = n
			case "^":
				left = n/2 + n&width&1
			}
			return strings.Repeat(fill, left) + s + strings.Repeat(fill, n-left), nil
		})
	}
	return []Member{
		pad("ljust", "The text at the left of width characters.", "<"),
		pad("rjust", "The text at the right of width characters.", ">"),
		pad("center", "The text in the middle of width characters.", "^"),
		strMethod("zfill(self, width, /)", "The text with zeros before it, after a sign.", func(th *Thread, s string, a *Bound) (Value, error) {
			n := max(a.Int("width")-strLen(s), 0)
			if s != "" && (s[0] == '+' || s[0] == '-') {
				return s[:1] + strings.Repeat("0", n) + s[1:], nil
			}
			return strings.Repeat("0", n) + s, nil
		}),
		strMethod("expandtabs(self, /, tabsize=8)", "The text with spaces for tabs.", func(th *Thread, s string, a *Bound) (Value, error) {
			return expandTabs(s, a.Int("tabsize")), nil
		}),
		strMethod("encode(self, /, encoding='utf-8', errors='strict')", "The text as bytes.", func(th *Thread, s string, a *Bound) (Value, error) {
			raw, err := encode(s, a.Str("encoding"), a.Str("errors"))
			return Bytes(raw), err
		}),
		{"format", &Builtin{Name: "format", Sig: "format(self, *args, **kwargs)", Method: true,
			Doc: "The text with its {} fields filled in.",
			Raw: func(th *Thread, args Args) (Value, error) {
				s, ok := NativeOf(args.Pos[0]).(string)
				if !ok {
					return nil, TypeErrorf("descriptor 'format' for 'str' objects doesn't apply to a '%s' object", TypeName(args.Pos[0]))
				}
				return FormatTemplate(th, s, Args{args.Pos[1:], args.Kw})
			}}},
		strMethod("format_map(self, mapping, /)", "The text with its {name} fields filled in from a mapping.", func(th *Thread, s string, a *Bound) (Value, error) {
			t := &template{th: th, mapping: a.At(1), hasMap: true}
			return t.run(s, 2)
		}),
		strMethod("translate(self, table, /)", "The text with characters replaced by the table.", func(th *Thread, s string, a *Bound) (Value, error) {
			return translate(th, s, a.At(1))
		}),
		StaticMethodOf("maketrans(x, y=<none>, z=<none>, /)", "A table for translate.", func(th *Thread, a *Bound) (Value, error) {
			return makeTrans(th, a)
		}),
	}
}

func expandTabs(s string, size int) string {
	var b strings.Builder
	col := 0
	for _, r := range s {
		switch r {
		case '\t':
			if size > 0 {
				n := size - col%size
				b.WriteString(strings.Repeat(" ", n))
				col += n
			}
		case '\n', '\r':
			b.WriteRune(r)
			col = 0
		default:
			b.WriteRune(r)
			col++
		}
	}
	return b.String()
}

func translate(th *Thread, s string, table Value) (Value, error) {
	var b strings.Builder
	for _, r := range s {
		v, err := Index(th, table, int(r))
		switch {
		case err != nil && IsError(err, LookupError):
			b.WriteRune(r)
			continue
		case err != nil:
			return nil, err
		}
		switch v := v.(type) {
		case nil:
		case string:
			b.WriteString(v)
		case int:
			b.WriteRune(rune(v))
		default:
			return nil, TypeErrorf("character mapping must return integer, None or str")
		}
	}
	return b.String(), nil
}

func makeTrans(th *Thread, a *Bound) (Value, error) {
	out := NewDict()
	if !a.Given("y") {
		d, ok := a.At(0).(*Dict)
		if !ok {
			return nil, TypeErrorf("if you give only one argument to maketrans it must be a dict")
		}
		for it := d.Entries(); it.Next(); {
			key := it.Key()
			if s, ok := key.(string); ok {
				if strLen(s) != 1 {
					return nil, ValueErrorf("string keys in translate table must be of length 1")
				}
				key = int([]rune(s)[0])
			}
			if err := out.Set(th, key, it.Value()); err != nil {
				return nil, err
			}
		}
		return out, nil
	}
	from, to := []rune(strArg(a, 0)), []rune(strArg(a, 1))
	if len(from) != len(to) {
		return nil, ValueErrorf("the first two maketrans arguments must have equal length")
	}
	for i, r := range from {
		if err := out.Set(th, int(r), int(to[i])); err != nil {
			return nil, err
		}
	}
	if a.Given("z") {
		for _, r := range strArg(a, 2) {
			if err := out.Set(th, int(r), nil); err != nil {
				return nil, err
			}
		}
	}
	return out, nil
}
