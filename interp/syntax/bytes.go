package syntax

import "strings"

// bytes reads adjacent bytes literals as one.
func (p *parser) bytes() Expr {
	start := p.tok().at.Start
	var b strings.Builder
	for p.tok().kind == tokString {
		t := p.next()
		if !t.str.bytes {
			p.fail(mixedLiterals(t.at))
		}
		body := p.source.Text[t.str.bodyStart:t.str.bodyEnd]
		for i := range len(body) {
			if body[i] >= 0x80 {
				p.fail(syntaxErrorf(t.at, "bytes can only contain ASCII literal characters").hint(`write other bytes as \xNN`))
			}
		}
		text, err := decodeBytes(body, t.str.raw, t.str.bodyStart)
		if err != nil {
			p.fail(err)
		}
		b.WriteString(text)
	}
	return &Constant{ExprBase: p.from(start), Value: BytesValue(b.String())}
}

func mixedLiterals(at Span) *Error { return syntaxErrorf(at, "cannot mix bytes and nonbytes literals") }

// decodeBytes is decodeString for bytes: \x and octal escapes are bytes, and
// there are no escapes of Unicode.
func decodeBytes(text string, raw bool, bias int) (string, *Error) {
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	if raw {
		return text, nil
	}
	var b strings.Builder
	for i := 0; i < len(text); {
		c := text[i]
		if c != '\\' || i+1 >= len(text) {
			b.WriteByte(c)
			i++
			continue
		}
		switch next := text[i+1]; {
		case next == 'x':
			if i+3 >= len(text) || digitValue(text[i+2]) >= 16 || digitValue(text[i+3]) >= 16 {
				return "", syntaxErrorf(Span{bias + i, bias + min(i+4, len(text))}, `(value error) invalid \x escape at position %d`, i)
			}
			b.WriteByte(byte(digitValue(text[i+2])<<4 | digitValue(text[i+3])))
			i += 4
		case '0' <= next && next <= '7':
			v, n := 0, 1
			for ; n < 4 && i+n < len(text) && '0' <= text[i+n] && text[i+n] <= '7'; n++ {
				v = v*8 + int(text[i+n]-'0')
			}
			b.WriteByte(byte(v))
			i += n
		case strings.IndexByte("NuU", next) >= 0:
			b.WriteByte('\\')
			i++
		default:
			n, err := decodeEscape(&b, text, i, bias)
			if err != nil {
				return "", err
			}
			i += n
		}
	}
	return b.String(), nil
}
