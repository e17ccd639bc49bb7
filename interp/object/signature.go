package object

import (
	"fmt"
	"strconv"
	"strings"
)

// ParamKind tells how a parameter takes its argument.
type ParamKind uint8

// The kinds of parameters.
const (
	PosOnly ParamKind = iota
	Regular
	VarArgs
	KwOnly
	VarKw
)

// Param is one parameter of a Signature.
type Param struct {
	Name string
	Kind ParamKind
	// Default is the value when no argument is given, if HasDefault.
	Default    Value
	HasDefault bool
	// Text is the default as it was written, for help.
	Text string
	// Optional marks a default that is no literal (written as <...>): the
	// parameter is then unset, see Bound.Has.
	Optional bool
}

// String is the parameter as in a signature.
func (p *Param) String() string {
	switch {
	case p.Kind == VarArgs:
		return "*" + p.Name
	case p.Kind == VarKw:
		return "**" + p.Name
	case p.HasDefault || p.Optional:
		return p.Name + "=" + p.Text
	}
	return p.Name
}

// Signature is a list of parameters with a name.
type Signature struct {
	Name string
	// Owner is the class that a method belongs to, for errors: "Model".
	Owner  string
	Params []Param

	positional int // how many parameters take positional arguments
	required   int // how many of these have no default
	posOnly    int
	varArgs    int // index or -1
	varKw      int // index or -1
	// native functions complain about their arguments as CPython's own
	// functions of C do.
	native bool
	// counts makes errors count the arguments; see [Builtin.Counts].
	counts bool
	byName map[string]int
}

// NewSignature makes a signature of parameters.
func NewSignature(name string, params []Param) *Signature {
	s := &Signature{Name: name, Params: params, varArgs: -1, varKw: -1}
	for i := range params {
		switch p := &params[i]; p.Kind {
		case PosOnly, Regular:
			s.positional++
			if !p.HasDefault && !p.Optional {
				s.required++
			}
			if p.Kind == PosOnly {
				s.posOnly++
			}
		case VarArgs:
			s.varArgs = i
		case VarKw:
			s.varKw = i
		}
	}
	if len(params) > 6 {
		s.byName = make(map[string]int, len(params))
		for i := range params {
			s.byName[params[i].Name] = i
		}
	}
	return s
}

// ParseSignature reads a declaration such as
//
//	reshape(tensor, shape, *, name=None)
//
// A / among the parameters, or before them, marks a function that words its
// errors as CPython's own do. Defaults are literals (None, True, numbers, strings, tuples and lists of
// them); anything else, such as <no value>, marks the parameter optional: it
// stays unset when not given. It panics on a malformed declaration.
func ParseSignature(decl string) *Signature {
	open := strings.IndexByte(decl, '(')
	if open < 0 || !strings.HasSuffix(decl, ")") {
		panic("object: malformed signature " + strconv.Quote(decl))
	}
	var params []Param
	kind, native := Regular, false
	for _, part := range splitTop(decl[open+1:len(decl)-1], ',') {
		part = strings.TrimSpace(part)
		switch {
		case part == "":
		case part == "/":
			native = true
			for i := range params {
				params[i].Kind = PosOnly
			}
		case part == "*":
			kind = KwOnly
		case strings.HasPrefix(part, "**"):
			params = append(params, Param{Name: part[2:], Kind: VarKw})
		case strings.HasPrefix(part, "*"):
			params = append(params, Param{Name: part[1:], Kind: VarArgs})
			kind = KwOnly
		default:
			p := Param{Kind: kind}
			name, text, has := strings.Cut(part, "=")
			p.Name = strings.TrimSpace(name)
			if n, _, ok := strings.Cut(p.Name, ":"); ok {
				p.Name = strings.TrimSpace(n)
			}
			if has {
				p.Text = strings.TrimSpace(text)
				p.Default, p.HasDefault = ParseLiteral(p.Text)
				p.Optional = !p.HasDefault
			}
			params = append(params, p)
		}
	}
	s := NewSignature(decl[:open], params)
	s.native = native
	return s
}

// splitTop splits at sep outside of brackets and quotes.
func splitTop(s string, sep byte) []string {
	var parts []string
	depth, start := 0, 0
	var quote byte
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '\'' || c == '"':
			quote = c
		case c == '(' || c == '[' || c == '{' || c == '<':
			depth++
		case c == ')' || c == ']' || c == '}' || c == '>':
			depth--
		case c == sep && depth == 0:
			parts = append(parts, s[start:i])
			start = i + 1
		}
	}
	return append(parts, s[start:])
}

// ParseLiteral reads a literal of a declaration: None, True, False, ..., a
// number, a quoted string or bytes, a tuple, list or empty dict.
func ParseLiteral(text string) (Value, bool) {
	switch text {
	case "":
		return nil, false
	case "None":
		return nil, true
	case "True":
		return true, true
	case "False":
		return false, true
	case "...":
		return Ellipsis, true
	case "{}":
		return NewDict(), true
	}
	c := text[0]
	switch {
	case c == 'b' && len(text) > 2:
		v, ok := ParseLiteral(text[1:])
		s, isStr := v.(string)
		return Bytes(s), ok && isStr
	case c == '\'' || c == '"':
		if len(text) < 2 || text[len(text)-1] != c {
			return nil, false
		}
		s, err := strconv.Unquote(`"` + strings.ReplaceAll(text[1:len(text)-1], `"`, `\"`) + `"`)
		return s, err == nil
	case c == '(' && strings.HasSuffix(text, ")") || c == '[' && strings.HasSuffix(text, "]"):
		elems := []Value{}
		for _, part := range splitTop(text[1:len(text)-1], ',') {
			if part = strings.TrimSpace(part); part == "" {
				continue
			}
			v, ok := ParseLiteral(part)
			if !ok {
				return nil, false
			}
			elems = append(elems, v)
		}
		if c == '(' {
			return &Tuple{elems}, true
		}
		return &List{Elems: elems}, true
	}
	if i, err := strconv.Atoi(text); err == nil {
		return i, true
	}
	if !strings.ContainsAny(text[:1], "-+.0123456789") {
		return nil, false
	}
	f, err := strconv.ParseFloat(text, 64)
	return f, err == nil
}

// qualified is the name that errors show.
func (s *Signature) qualified() string {
	if s.Owner != "" {
		return s.Owner + "." + s.Name
	}
	return s.Name
}

// String is the signature as help shows it.
func (s *Signature) String() string { return s.Text(false) }

// Text is the signature, without self or cls when bound is set.
func (s *Signature) Text(bound bool) string {
	var b strings.Builder
	b.WriteString(s.Name)
	b.WriteByte('(')
	kind, n := PosOnly, 0
	write := func(t string) {
		if n > 0 {
			b.WriteString(", ")
		}
		b.WriteString(t)
		n++
	}
	hadPosOnly, star := false, false
	for i := range s.Params {
		p := &s.Params[i]
		if kind == PosOnly && p.Kind != PosOnly && hadPosOnly {
			write("/")
		}
		if p.Kind == PosOnly {
			hadPosOnly = true
		}
		kind = p.Kind
		if p.Kind == VarArgs {
			star = true
		}
		if p.Kind == KwOnly && !star {
			write("*")
			star = true
		}
		if bound && i == 0 && (p.Name == "self" || p.Name == "cls") {
			hadPosOnly = false
			continue
		}
		write(p.String())
	}
	if kind == PosOnly && hadPosOnly && n > 0 {
		write("/")
	}
	b.WriteByte(')')
	return b.String()
}

// Index finds a parameter by name, -1 when there is none.
func (s *Signature) Index(name string) int {
	if s.byName != nil {
		if i, ok := s.byName[name]; ok {
			return i
		}
		return -1
	}
	for i := range s.Params {
		if s.Params[i].Name == name {
			return i
		}
	}
	return -1
}

type unsetType struct{}

// Unset marks a parameter without argument and default in bound slots.
var Unset Value = unsetType{}

// BindSlots binds args to slots, one a parameter, in CPython's wording when
// they do not fit. Parameters that were given nothing get their default; defaults
// overrides the declared ones when not nil (Unset for parameters without).
func (s *Signature) BindSlots(args Args, slots []Value, defaults []Value) error {
	if s.native {
		if err := s.checkNative(args); err != nil {
			return err
		}
	}
	np := len(args.Pos)
	if np > s.positional {
		if s.varArgs < 0 {
			return s.tooMany(args, defaults)
		}
		np = s.positional
	}
	copy(slots, args.Pos[:np])
	for i := np; i < len(s.Params); i++ {
		slots[i] = Unset
	}
	if s.varArgs >= 0 {
		rest := make([]Value, len(args.Pos)-np)
		copy(rest, args.Pos[np:])
		slots[s.varArgs] = &Tuple{rest}
	}
	var more *Dict
	if s.varKw >= 0 {
		more = NewDict()
		slots[s.varKw] = more
	}
	for _, k := range args.Kw {
		i := s.Index(k.Name)
		if i < 0 || i == s.varArgs || i == s.varKw || s.Params[i].Kind == PosOnly {
			if more == nil {
				return s.unexpected(k.Name, args)
			}
			if _, ok := more.GetStr(k.Name); ok {
				return TypeErrorf("%s() got multiple values for keyword argument '%s'", s.qualified(), k.Name)
			}
			more.SetStr(k.Name, k.Value)
			continue
		}
		if slots[i] != Unset {
			if i < np {
				return TypeErrorf("%s() got multiple values for argument '%s'", s.qualified(), k.Name)
			}
			return TypeErrorf("%s() got multiple values for keyword argument '%s'", s.qualified(), k.Name)
		}
		slots[i] = k.Value
	}
	missing := false
	for i := np; i < len(s.Params); i++ {
		if slots[i] != Unset {
			continue
		}
		p := &s.Params[i]
		switch {
		case defaults != nil && defaults[i] != Unset:
			slots[i] = defaults[i]
		case defaults == nil && p.HasDefault:
			slots[i] = copyDefault(p.Default)
		case p.Optional:
		default:
			missing = true
		}
	}
	if missing {
		return s.missing(slots)
	}
	return nil
}

// copyDefault gives mutable defaults of declarations a fresh copy.
func copyDefault(v Value) Value {
	switch v := v.(type) {
	case *List:
		return NewList(append([]Value(nil), v.Elems...)...)
	case *Dict:
		return NewDict()
	}
	return v
}

func (s *Signature) tooMany(args Args, defaults []Value) error {
	if s.counts {
		return s.miscounted(len(args.Pos))
	}
	least := s.positional
	for i := 0; i < s.positional; i++ {
		p := &s.Params[i]
		if p.HasDefault || p.Optional {
			least--
		}
	}
	takes := strconv.Itoa(s.positional)
	if least != s.positional {
		takes = fmt.Sprintf("from %d to %d", least, s.positional)
	}
	plural := "s"
	if takes == "1" {
		plural = ""
	}
	was := "were"
	if len(args.Pos) == 1 {
		was = "was"
	}
	return TypeErrorf("%s() takes %s positional argument%s but %d %s given", s.qualified(), takes, plural, len(args.Pos), was)
}

// miscounted is the error for a number of positional arguments, in Cython's
// words.
func (s *Signature) miscounted(given int) error {
	how, n := "exactly", s.positional
	switch {
	case s.required < s.positional && given < s.required:
		how, n = "at least", s.required
	case s.required < s.positional:
		how = "at most"
	}
	return TypeErrorf("%s() takes %s %d positional argument%s (%d given)", s.Name, how, n, pluralS(n), given)
}

func (s *Signature) missing(slots []Value) error {
	var pos, kw []string
	for i := range s.Params {
		p := &s.Params[i]
		if slots[i] != Unset || p.Optional {
			continue
		}
		if p.Kind == KwOnly {
			kw = append(kw, "'"+p.Name+"'")
		} else {
			pos = append(pos, "'"+p.Name+"'")
		}
	}
	if s.counts && len(pos) > 0 {
		return s.miscounted(s.required - len(pos))
	}
	kind, names := "positional", pos
	if len(pos) == 0 {
		kind, names = "keyword-only", kw
	}
	plural := "s"
	if len(names) == 1 {
		plural = ""
	}
	return TypeErrorf("%s() missing %d required %s argument%s: %s", s.qualified(), len(names), kind, plural, joinAnd(names))
}

// joinAnd joins as CPython does: a and b; a, b, and c.
func joinAnd(names []string) string {
	switch n := len(names); n {
	case 0:
		return ""
	case 1:
		return names[0]
	case 2:
		return names[0] + " and " + names[1]
	default:
		return strings.Join(names[:n-1], ", ") + ", and " + names[n-1]
	}
}

// unexpected is the error for a keyword that names no parameter, or a
// positional-only one; of those it lists all.
func (s *Signature) unexpected(name string, args Args) error {
	var names, posOnly []string
	for i := range s.Params {
		if _, given := args.Lookup(s.Params[i].Name); given && s.Params[i].Kind == PosOnly {
			posOnly = append(posOnly, s.Params[i].Name)
		}
	}
	if len(posOnly) > 0 {
		return TypeErrorf("%s() got some positional-only arguments passed as keyword arguments: '%s'", s.qualified(), strings.Join(posOnly, ", "))
	}
	err := TypeErrorf("%s() got an unexpected keyword argument '%s'", s.qualified(), name)
	for i := range s.Params {
		if k := s.Params[i].Kind; k == Regular || k == KwOnly {
			names = append(names, s.Params[i].Name)
		}
	}
	if near := Closest(name, names); near != "" {
		return err.WithHint("did you mean '%s'?", near)
	}
	return err
}

// Bind binds args and gives access by name.
func (s *Signature) Bind(th *Thread, args Args) (*Bound, error) {
	var b *Bound
	if n := len(s.Params); n <= 4 {
		room := &struct {
			Bound
			slots [4]Value
		}{}
		b = &room.Bound
		b.vals = room.slots[:n]
	} else {
		b = &Bound{vals: make([]Value, n)}
	}
	b.Sig, b.th = s, th
	if len(args.Kw) == 0 && len(args.Pos) == len(s.Params) && s.positional == len(s.Params) {
		copy(b.vals, args.Pos)
		return b, nil
	}
	if err := s.BindSlots(args, b.vals, nil); err != nil {
		return nil, err
	}
	return b, nil
}
