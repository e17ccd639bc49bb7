package object

import (
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// codecName gives the name that errors show for an encoding.
func codecName(encoding string) (string, error) {
	switch strings.ToLower(strings.ReplaceAll(encoding, "_", "-")) {
	case "utf-8", "utf8", "u8", "cp65001":
		return "utf-8", nil
	case "utf-8-sig":
		return "utf-8-sig", nil
	case "ascii", "us-ascii", "646":
		return "ascii", nil
	case "latin-1", "latin1", "latin", "l1", "iso-8859-1", "iso8859-1":
		return "latin-1", nil
	case "utf-16", "utf16":
		return "utf-16", nil
	case "utf-16-le", "utf-16le":
		return "utf-16-le", nil
	case "utf-16-be", "utf-16be":
		return "utf-16-be", nil
	case "utf-32", "utf32":
		return "utf-32", nil
	}
	return "", Errorf(LookupError, "unknown encoding: %s", encoding)
}

const byteOrderMark = "\ufeff"

// encode is str.encode.
func encode(s, encoding, errors string) (string, error) {
	name, err := codecName(encoding)
	if err != nil {
		return "", err
	}
	switch name {
	case "utf-8":
		return s, nil
	case "utf-8-sig":
		return byteOrderMark + s, nil
	case "ascii":
		return encodeNarrow(s, name, errors, 0x7f)
	case "latin-1":
		return encodeNarrow(s, name, errors, 0xff)
	case "utf-16":
		return encode16(byteOrderMark+s, binary.LittleEndian), nil
	case "utf-16-le":
		return encode16(s, binary.LittleEndian), nil
	case "utf-16-be":
		return encode16(s, binary.BigEndian), nil
	}
	var out []byte
	for _, r := range byteOrderMark + s {
		out = binary.LittleEndian.AppendUint32(out, uint32(r))
	}
	return string(out), nil
}

func encode16(s string, order binary.AppendByteOrder) string {
	var out []byte
	for _, u := range utf16.Encode([]rune(s)) {
		out = order.AppendUint16(out, u)
	}
	return string(out)
}

// encodeNarrow encodes characters up to limit as a byte each.
func encodeNarrow(s, name, errors string, limit rune) (string, error) {
	if err := checkHandler(errors); err != nil {
		return "", err
	}
	out := []byte{}
	runes := []rune(s)
	for i := 0; i < len(runes); i++ {
		r := runes[i]
		switch {
		case r <= limit:
			out = append(out, byte(r))
		case errors == "ignore":
		case errors == "replace":
			out = append(out, '?')
		case errors == "xmlcharrefreplace":
			out = fmt.Appendf(out, "&#%d;", r)
		case errors == "backslashreplace":
			out = append(out, escapeRune(r)...)
		default:
			end := i + 1
			for end < len(runes) && runes[end] > limit {
				end++
			}
			return "", &Raised{NewException(UnicodeEncodeError, name, s, i, end, fmt.Sprintf("ordinal not in range(%d)", limit+1))}
		}
	}
	return string(out), nil
}

func checkHandler(errors string) error {
	if slices.Contains([]string{"strict", "ignore", "replace", "xmlcharrefreplace", "backslashreplace", "surrogateescape", "namereplace"}, errors) {
		return nil
	}
	return Errorf(LookupError, "unknown error handler name '%s'", errors)
}

func escapeRune(r rune) string {
	switch {
	case r > 0xffff:
		return fmt.Sprintf(`\U%08x`, r)
	case r > 0xff:
		return fmt.Sprintf(`\u%04x`, r)
	}
	return fmt.Sprintf(`\x%02x`, r)
}

// Decode is bytes.decode: the text that s is in an encoding. errors says what
// becomes of bytes that are no text: strict, ignore, replace or
// backslashreplace.
func Decode(s, encoding, errors string) (string, error) {
	name, err := codecName(encoding)
	if err != nil {
		return "", err
	}
	switch name {
	case "utf-8":
		return DecodeUTF8(s, errors)
	case "utf-8-sig":
		return DecodeUTF8(strings.TrimPrefix(s, byteOrderMark), errors)
	case "ascii", "latin-1":
		return decodeNarrow(s, name, errors)
	case "utf-32":
		return decode32(s)
	}
	return decode16(s, name)
}

func decodeNarrow(s, name, errors string) (string, error) {
	var b strings.Builder
	for i := range len(s) {
		switch c := s[i]; {
		case c < 0x80 || name == "latin-1":
			b.WriteRune(rune(c))
		default:
			if err := undecodable(&b, s, name, errors, i, "ordinal not in range(128)"); err != nil {
				return "", err
			}
		}
	}
	return b.String(), nil
}

func decode16(s, name string) (string, error) {
	var order binary.ByteOrder = binary.LittleEndian
	if name == "utf-16-be" || name == "utf-16" && strings.HasPrefix(s, "\xfe\xff") {
		order = binary.BigEndian
	}
	if len(s)%2 != 0 {
		return "", &Raised{NewException(UnicodeDecodeError, name, Bytes(s), len(s)-1, len(s), "truncated data")}
	}
	units := make([]uint16, len(s)/2)
	for i := range units {
		units[i] = order.Uint16([]byte(s[2*i:]))
	}
	text := string(utf16.Decode(units))
	if name == "utf-16" {
		text = strings.TrimPrefix(text, byteOrderMark)
	}
	return text, nil
}

func decode32(s string) (string, error) {
	var b strings.Builder
	for i := 0; i < len(s); i += 4 {
		if i+4 > len(s) {
			return "", &Raised{NewException(UnicodeDecodeError, "utf-32", Bytes(s), i, len(s), "truncated data")}
		}
		b.WriteRune(rune(binary.LittleEndian.Uint32([]byte(s[i:]))))
	}
	return strings.TrimPrefix(b.String(), byteOrderMark), nil
}

// DecodeUTF8 is Decode for UTF-8.
func DecodeUTF8(s, errors string) (string, error) {
	if utf8.ValidString(s) {
		return s, nil
	}
	if err := checkHandler(errors); err != nil {
		return "", err
	}
	var out strings.Builder
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if r != utf8.RuneError || n > 1 {
			out.WriteString(s[i : i+n])
			i += n
			continue
		}
		reason := "invalid start byte"
		if c := s[i]; c >= 0xc2 && c <= 0xf4 {
			reason = "invalid continuation byte"
			if i+1 == len(s) {
				reason = "unexpected end of data"
			}
		}
		if err := undecodable(&out, s, "utf-8", errors, i, reason); err != nil {
			return "", err
		}
		i++
	}
	return out.String(), nil
}

// undecodable handles the byte at i, which is no text.
func undecodable(b *strings.Builder, s, name, errors string, i int, reason string) error {
	switch errors {
	case "ignore":
	case "replace":
		b.WriteRune(utf8.RuneError)
	case "backslashreplace":
		fmt.Fprintf(b, `\x%02x`, s[i])
	default:
		return &Raised{NewException(UnicodeDecodeError, name, Bytes(s), i, i+1, reason)}
	}
	return nil
}
