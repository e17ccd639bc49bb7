package std

import (
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/bidi"
	"golang.org/x/text/unicode/norm"
	"golang.org/x/text/width"

	"kerash/interp/object"
	"kerash/interp/syntax"
)

func unicodedataModule() *object.Module {
	return &object.Module{Name: "unicodedata", Doc: "What Unicode says of characters.", Members: func() []object.Member {
		return append(characterMembers(), normalMembersOfText()...)
	}}
}

// ofCharacter declares a function of a single character.
func ofCharacter(sig, doc string, f func(r rune, a *object.Bound) (object.Value, error)) object.Member {
	name, _, _ := strings.Cut(sig, "(")
	return object.Fun(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
		s, ok := object.NativeOf(a.At(0)).(string)
		if !ok {
			return nil, object.TypeErrorf("%s() argument 1 must be a unicode character, not %s", name, object.TypeName(a.At(0)))
		}
		runes := []rune(s)
		if len(runes) != 1 {
			return nil, object.TypeErrorf("%s() argument 1 must be a unicode character, not str", name)
		}
		return f(runes[0], a)
	})
}

// orDefault is the default of a function, or an error.
func orDefault(a *object.Bound, complaint string) (object.Value, error) {
	if a.Given("default") {
		return a.Value("default"), nil
	}
	return nil, object.ValueErrorf("%s", complaint)
}

func characterMembers() []object.Member {
	return []object.Member{
		object.Const("unidata_version", unicode.Version),
		ofCharacter("name(chr, default=<none>, /)", "The name of a character.", func(r rune, a *object.Bound) (object.Value, error) {
			if name := syntax.CharacterName(r); name != "" {
				return name, nil
			}
			return orDefault(a, "no such name")
		}),
		object.Fun("lookup(name, /)", "The character of a name.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			if r, ok := syntax.CharacterNamed(a.Str("name")); ok {
				return string(r), nil
			}
			return nil, object.KeyErrorOf("undefined character name '" + a.Str("name") + "'")
		}),
		ofCharacter("category(chr, /)", "The category, such as Lu.", func(r rune, a *object.Bound) (object.Value, error) { return category(r), nil }),
		ofCharacter("decimal(chr, default=<none>, /)", "The value of a decimal digit.", func(r rune, a *object.Bound) (object.Value, error) {
			if n, ok := decimalValue(r); ok {
				return n, nil
			}
			return orDefault(a, "not a decimal")
		}),
		ofCharacter("digit(chr, default=<none>, /)", "The value of a digit.", func(r rune, a *object.Bound) (object.Value, error) {
			if n, ok := digitValue(r); ok {
				return n, nil
			}
			return orDefault(a, "not a digit")
		}),
		ofCharacter("numeric(chr, default=<none>, /)", "The value of a number.", func(r rune, a *object.Bound) (object.Value, error) {
			if x, ok := numericValue(r); ok {
				return x, nil
			}
			return orDefault(a, "not a numeric character")
		}),
		ofCharacter("combining(chr, /)", "The class by which combining characters are ordered, 0 for others.", func(r rune, a *object.Bound) (object.Value, error) {
			return int(norm.NFD.PropertiesString(string(r)).CCC()), nil
		}),
		ofCharacter("bidirectional(chr, /)", "The class that the direction of writing follows from.", func(r rune, a *object.Bound) (object.Value, error) {
			return direction(r), nil
		}),
		ofCharacter("east_asian_width(chr, /)", "How wide it is among East Asian characters.", func(r rune, a *object.Bound) (object.Value, error) {
			return [...]string{width.Neutral: "N", width.EastAsianAmbiguous: "A", width.EastAsianWide: "W", width.EastAsianNarrow: "Na", width.EastAsianFullwidth: "F", width.EastAsianHalfwidth: "H"}[width.LookupRune(r).Kind()], nil
		}),
		ofCharacter("mirrored(chr, /)", "1 for characters that are mirrored when written to the left, else 0.", func(r rune, a *object.Bound) (object.Value, error) {
			p, _ := bidi.LookupRune(r)
			if p.IsBracket() || strings.ContainsRune("<>«»≤≥∈∉", r) {
				return 1, nil
			}
			return 0, nil
		}),
		ofCharacter("decomposition(chr, /)", "The characters it is made of, in hexadecimal.", func(r rune, a *object.Bound) (object.Value, error) { return decomposition(r), nil }),
	}
}

// category is the general category of a character.
func category(r rune) string {
	for _, name := range categoryNames() {
		if unicode.Is(unicode.Categories[name], r) {
			return name
		}
	}
	return "Cn"
}

// categoryNames are the names of two letters.
var categoryNames = sync.OnceValue(func() []string {
	var names []string
	for name := range unicode.Categories {
		if len(name) == 2 && name != "LC" && name != "Cn" {
			names = append(names, name)
		}
	}
	return names
})

// decimalValue is the value of a decimal digit: digits stand in rows of ten.
func decimalValue(r rune) (int, bool) {
	if !unicode.Is(unicode.Nd, r) {
		return 0, false
	}
	for _, t := range unicode.Nd.R16 {
		if r >= rune(t.Lo) && r <= rune(t.Hi) {
			return int(r-rune(t.Lo)) % 10, true
		}
	}
	for _, t := range unicode.Nd.R32 {
		if r >= rune(t.Lo) && r <= rune(t.Hi) {
			return int(r-rune(t.Lo)) % 10, true
		}
	}
	return 0, false
}

// digitValue is that of superscripts and circled digits as well.
func digitValue(r rune) (int, bool) {
	if n, ok := decimalValue(r); ok {
		return n, true
	}
	plain := []rune(norm.NFKD.String(string(r)))
	if len(plain) == 1 && plain[0] != r && category(r) == "No" {
		return decimalValue(plain[0])
	}
	return 0, false
}

// romanValues are those of the letters of Roman numbers.
var romanValues = map[rune]float64{'Ⅰ': 1, 'Ⅴ': 5, 'Ⅹ': 10, 'Ⅼ': 50, 'Ⅽ': 100, 'Ⅾ': 500, 'Ⅿ': 1000, '一': 1, '二': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9, '十': 10, '百': 100, '千': 1000, '万': 10000}

// numericValue is the value of a number: a digit, a fraction, a numeral.
func numericValue(r rune) (float64, bool) {
	if n, ok := digitValue(r); ok {
		return float64(n), true
	}
	if x, ok := romanValues[r]; ok {
		return x, true
	}
	if r >= 'Ⅰ' && r <= 'Ⅻ' {
		return float64(r-'Ⅰ') + 1, true
	}
	if r >= 'ⅰ' && r <= 'ⅻ' {
		return float64(r-'ⅰ') + 1, true
	}
	over, under, isFraction := strings.Cut(norm.NFKD.String(string(r)), "⁄")
	a, ok := wholeText(over)
	if !isFraction {
		return a, ok && category(r) == "No"
	}
	b, ok2 := wholeText(under)
	return a / b, ok && ok2 && b != 0
}

func wholeText(s string) (float64, bool) {
	x := 0.0
	for _, r := range s {
		n, ok := decimalValue(r)
		if !ok {
			return 0, false
		}
		x = 10*x + float64(n)
	}
	return x, s != ""
}

func direction(r rune) string {
	p, _ := bidi.LookupRune(r)
	names := map[bidi.Class]string{
		bidi.L: "L", bidi.R: "R", bidi.EN: "EN", bidi.ES: "ES", bidi.ET: "ET", bidi.AN: "AN", bidi.CS: "CS", bidi.B: "B", bidi.S: "S", bidi.WS: "WS", bidi.ON: "ON", bidi.BN: "BN", bidi.NSM: "NSM", bidi.AL: "AL",
		bidi.LRO: "LRO", bidi.RLO: "RLO", bidi.LRE: "LRE", bidi.RLE: "RLE", bidi.PDF: "PDF", bidi.LRI: "LRI", bidi.RLI: "RLI", bidi.FSI: "FSI", bidi.PDI: "PDI",
	}
	if category(r) == "Cn" {
		return ""
	}
	return names[p.Class()]
}

func decomposition(r rune) string {
	if r >= 0xAC00 && r <= 0xD7A3 {
		// Hangul syllables are taken apart by rule, not by the table.
		return ""
	}
	var parts []string
	text := norm.NFD.String(string(r))
	if text == string(r) {
		if text = norm.NFKD.String(string(r)); text == string(r) {
			return ""
		}
		parts = append(parts, compatibility(r, text))
	}
	for _, c := range text {
		parts = append(parts, strings.ToUpper(hexPadded(c)))
	}
	return strings.Join(parts, " ")
}

// compatibility is the kind of a decomposition that loses something.
func compatibility(r rune, text string) string {
	name := syntax.CharacterName(r)
	for _, k := range []struct{ word, kind string }{{"FRACTION", "<fraction>"}, {"SUPERSCRIPT", "<super>"}, {"ORDINAL INDICATOR", "<super>"}, {"MODIFIER LETTER", "<super>"}, {"SUBSCRIPT", "<sub>"}, {"CIRCLED", "<circle>"},
		{"FULLWIDTH", "<wide>"}, {"HALFWIDTH", "<narrow>"}, {"NO-BREAK", "<noBreak>"}, {"MATHEMATICAL", "<font>"}, {"SQUARE", "<square>"}} {
		if strings.Contains(name, k.word) && text != "" {
			return k.kind
		}
	}
	return "<compat>"
}

func hexPadded(r rune) string {
	const digits = "0123456789abcdef"
	s := ""
	for ; r > 0 || len(s) < 4; r >>= 4 {
		s = string(digits[r&15]) + s
	}
	return s
}

var normalForms = map[string]norm.Form{"NFC": norm.NFC, "NFD": norm.NFD, "NFKC": norm.NFKC, "NFKD": norm.NFKD}

func normalMembersOfText() []object.Member {
	return []object.Member{
		object.Fun("normalize(form, unistr, /)", "A text in a normal form: NFC, NFD, NFKC or NFKD.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			form, ok := normalForms[a.Str("form")]
			if !ok {
				return nil, object.ValueErrorf("invalid normalization form")
			}
			return form.String(a.Str("unistr")), nil
		}),
		object.Fun("is_normalized(form, unistr, /)", "Whether a text is in a normal form.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			form, ok := normalForms[a.Str("form")]
			if !ok {
				return nil, object.ValueErrorf("invalid normalization form")
			}
			return form.IsNormalString(a.Str("unistr")), nil
		}),
	}
}
