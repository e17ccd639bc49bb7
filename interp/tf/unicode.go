package tf

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"kerash/tensor"
)

// decoding is how the functions of strings read characters.
type decoding struct {
	op, encoding, errors string
	replacement          rune
	// control replaces control characters too.
	control bool
}

// decoding reads the arguments of such a function; op is what runs it.
func (c *call) decoding(op string) *decoding {
	d := &decoding{op: op, encoding: strings.ToUpper(c.Str("input_encoding")), errors: c.Str("errors"), replacement: rune(c.int("replacement_char"))}
	if c.Sig.Index("replace_control_characters") >= 0 {
		d.control = c.Bool("replace_control_characters")
	}
	switch d.encoding {
	case "UTF-8", "UTF8", "UTF-16-BE", "UTF-16BE", "UTF-32-BE", "UTF-32BE", "US-ASCII", "ASCII", "ISO-8859-1", "LATIN1", "LATIN-1":
	default:
		d.fail("Could not create converter for input encoding: " + c.Str("input_encoding"))
	}
	switch d.errors {
	case "strict", "replace", "ignore":
	default:
		tensor.Throwf("InvalidArgumentError", "Value for attr 'errors' of %q is not in the list of allowed values: \"strict\", \"replace\", \"ignore\"\n\t; NodeDef: {{node %s}} [Op:%s] name: ", d.errors, op, op)
	}
	return d
}

func (d *decoding) fail(text string) {
	name := " name: "
	if d.op == "UnicodeTranscode" {
		name = ""
	}
	tensor.Throwf("InvalidArgumentError", "{{function_node __wrapped__%s_device_/job:localhost/replica:0/task:0/device:CPU:0}} %s [Op:%s]%s", d.op, text, d.op, name)
}

// next is the first character of a text and its bytes; ok is false where there
// is none.
func (d *decoding) next(s string) (r rune, n int, ok bool) {
	switch d.encoding {
	case "UTF-8", "UTF8":
		r, n = utf8.DecodeRuneInString(s)
		return r, n, r != utf8.RuneError || n > 1
	case "UTF-16-BE", "UTF-16BE":
		if len(s) < 2 {
			return 0, len(s), false
		}
		r = rune(s[0])<<8 | rune(s[1])
		if utf16.IsSurrogate(r) && len(s) >= 4 {
			r = utf16.DecodeRune(r, rune(s[2])<<8|rune(s[3]))
			return r, 4, r != utf8.RuneError
		}
		return r, 2, !utf16.IsSurrogate(r)
	case "UTF-32-BE", "UTF-32BE":
		if len(s) < 4 {
			return 0, len(s), false
		}
		r = rune(s[0])<<24 | rune(s[1])<<16 | rune(s[2])<<8 | rune(s[3])
		return r, 4, utf8.ValidRune(r)
	case "US-ASCII", "ASCII":
		return rune(s[0]), 1, s[0] < 0x80
	}
	return rune(s[0]), 1, true
}

// read is the characters of a text and where they begin.
func (d *decoding) read(s string) (points, begins []int64) {
	for at := 0; at < len(s); {
		r, n, ok := d.next(s[at:])
		switch {
		case !ok && d.errors == "strict":
			d.fail("Invalid formatting on input string")
		case !ok && d.errors == "ignore":
			at += n
			continue
		case !ok || d.control && r < 0x20:
			r = d.replacement
		}
		points, begins = append(points, int64(r)), append(begins, int64(at))
		at += n
	}
	return points, begins
}

func (d *decoding) points(s string) []int64 {
	points, _ := d.read(s)
	return points
}

func (d *decoding) begins(s string) []int64 {
	_, begins := d.read(s)
	return begins
}

// runes are the characters of a text.
func (d *decoding) runes(s string) []rune {
	points := d.points(s)
	out := make([]rune, len(points))
	for i, p := range points {
		out[i] = rune(p)
	}
	return out
}

// characters is each character of a text by itself.
func (d *decoding) characters(s string) []string {
	var out []string
	for _, r := range d.runes(s) {
		if d.encoding == "UTF-16-BE" || d.encoding == "UTF-32-BE" {
			out = append(out, encode([]rune{r}, d.encoding))
		} else {
			out = append(out, string(r))
		}
	}
	return out
}
