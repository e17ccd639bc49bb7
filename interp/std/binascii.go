package std

import (
	"encoding/ascii85"
	"encoding/base32"
	"encoding/base64"
	"encoding/hex"
	"hash/crc32"
	"strings"

	"kerash/interp/object"
)

var binasciiError = object.NewExceptionClass("binascii", "Error", object.ValueError, "A text that does not stand for bytes.")

// dataArg is an argument that must be bytes.
func dataArg(v object.Value) (string, error) {
	b, ok := bufferOf(v)
	if !ok {
		return "", object.TypeErrorf("a bytes-like object is required, not '%s'", object.TypeName(v))
	}
	return b, nil
}

// textArg is an argument that is bytes or an ASCII text.
func textArg(v object.Value) (string, error) {
	if s, ok := object.NativeOf(v).(string); ok {
		for i := range len(s) {
			if s[i] >= 0x80 {
				return "", object.ValueErrorf("string argument should contain only ASCII characters")
			}
		}
		return s, nil
	}
	b, ok := bufferOf(v)
	if !ok {
		return "", object.TypeErrorf("argument should be a bytes-like object or ASCII string, not '%s'", object.TypeName(v))
	}
	return b, nil
}

func unhex(v object.Value) (object.Value, error) {
	s, err := textArg(v)
	if err != nil {
		return nil, err
	}
	if len(s)%2 != 0 {
		return nil, object.NewError(binasciiError, "Odd-length string")
	}
	b, err := hex.DecodeString(s)
	if err != nil {
		return nil, object.NewError(binasciiError, "Non-hexadecimal digit found")
	}
	return object.Bytes(b), nil
}

// decode64 reads base 64 as Python does: what is no letter of it is skipped
// unless strict is set, and the padding must be right.
func decode64(s string, strict bool) (object.Value, error) {
	var kept []byte
	pads := 0
	for i := range len(s) {
		c := s[i]
		switch {
		case c == '=':
			pads++
		case c >= 'A' && c <= 'Z', c >= 'a' && c <= 'z', c >= '0' && c <= '9', c == '+', c == '/':
			if pads > 0 && strict {
				return nil, object.NewError(binasciiError, "Discontinuous padding not allowed")
			}
			kept = append(kept, c)
		case strict:
			return nil, object.NewError(binasciiError, "Only base64 data is allowed")
		}
	}
	switch rest := len(kept) % 4; {
	case rest == 1:
		return nil, object.Errorf(binasciiError, "Invalid base64-encoded string: number of data characters (%d) cannot be 1 more than a multiple of 4", len(kept))
	case rest > 0 && pads < 4-rest:
		return nil, object.NewError(binasciiError, "Incorrect padding")
	}
	b, err := base64.RawStdEncoding.DecodeString(string(kept))
	if err != nil {
		return nil, object.NewError(binasciiError, "Incorrect padding")
	}
	return object.Bytes(b), nil
}

func binasciiModule() *object.Module {
	return &object.Module{Name: "binascii", Doc: "Bytes as texts, and checksums.", Members: func() []object.Member {
		toHex := func(th *object.Thread, a *object.Bound) (object.Value, error) {
			b, err := dataArg(a.At(0))
			return object.Bytes(hex.EncodeToString([]byte(b))), err
		}
		fromHex := func(th *object.Thread, a *object.Bound) (object.Value, error) { return unhex(a.At(0)) }
		return []object.Member{
			object.Const("Error", binasciiError),
			object.Fun("hexlify(data, sep=<none>, bytes_per_sep=1)", "Bytes in hexadecimal.", toHex), object.Fun("b2a_hex(data, sep=<none>, bytes_per_sep=1)", "Bytes in hexadecimal.", toHex),
			object.Fun("unhexlify(hexstr, /)", "The bytes of a text in hexadecimal.", fromHex), object.Fun("a2b_hex(hexstr, /)", "The bytes of a text in hexadecimal.", fromHex),
			object.Fun("b2a_base64(data, /, *, newline=True)", "Bytes in base 64.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				b, err := dataArg(a.At(0))
				out := base64.StdEncoding.EncodeToString([]byte(b))
				if a.Bool("newline") {
					out += "\n"
				}
				return object.Bytes(out), err
			}),
			object.Fun("a2b_base64(data, /, *, strict_mode=False)", "The bytes of a text in base 64.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				s, err := textArg(a.At(0))
				if err != nil {
					return nil, err
				}
				return decode64(s, a.Bool("strict_mode"))
			}),
			object.Fun("crc32(data, crc=0, /)", "The checksum of bytes.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				b, err := dataArg(a.At(0))
				return int(crc32.Update(uint32(a.Int("crc")), crc32.IEEETable, []byte(b))), err
			}),
		}
	}}
}

func base64Module() *object.Module {
	return &object.Module{Name: "base64", Doc: "Bytes as letters and digits.", Members: func() []object.Member {
		encode := func(sig, doc string, f func(b []byte) string) object.Member {
			return object.Fun(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
				b, err := dataArg(a.At(0))
				if err != nil {
					return nil, err
				}
				out := f([]byte(b))
				if a.Sig.Index("altchars") >= 0 && a.Has("altchars") {
					alt, err := dataArg(a.Value("altchars"))
					if err != nil || len(alt) != 2 {
						return nil, object.NewError(object.AssertionError, "")
					}
					out = strings.NewReplacer("+", alt[:1], "/", alt[1:]).Replace(out)
				}
				return object.Bytes(out), nil
			})
		}
		decode := func(sig, doc string, f func(s string, a *object.Bound) (object.Value, error)) object.Member {
			return object.Fun(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
				s, err := textArg(a.At(0))
				if err != nil {
					return nil, err
				}
				return f(s, a)
			})
		}
		std := func(b []byte) string { return base64.StdEncoding.EncodeToString(b) }
		return []object.Member{
			encode("b64encode(s, altchars=None)", "Bytes in base 64.", std), encode("standard_b64encode(s)", "Bytes in base 64.", std),
			encode("urlsafe_b64encode(s)", "Bytes in base 64, for addresses.", func(b []byte) string { return base64.URLEncoding.EncodeToString(b) }),
			encode("encodebytes(s)", "Bytes in base 64, in lines.", lines64),
			encode("b32encode(s)", "Bytes in base 32.", func(b []byte) string { return base32.StdEncoding.EncodeToString(b) }),
			encode("b16encode(s)", "Bytes in base 16.", func(b []byte) string { return strings.ToUpper(hex.EncodeToString(b)) }),
			encode("a85encode(b)", "Bytes in base 85.", func(b []byte) string {
				out := make([]byte, ascii85.MaxEncodedLen(len(b)))
				return string(out[:ascii85.Encode(out, b)])
			}),
			decode("b64decode(s, altchars=None, validate=False)", "The bytes of a text in base 64.", func(s string, a *object.Bound) (object.Value, error) {
				if a.Has("altchars") {
					alt, err := textArg(a.Value("altchars"))
					if err != nil || len(alt) != 2 {
						return nil, object.NewError(object.AssertionError, "")
					}
					s = strings.NewReplacer(alt[:1], "+", alt[1:], "/").Replace(s)
				}
				if a.Bool("validate") {
					return decode64(s, true)
				}
				return decode64(s, false)
			}),
			decode("standard_b64decode(s)", "The bytes of a text in base 64.", func(s string, a *object.Bound) (object.Value, error) { return decode64(s, false) }),
			decode("decodebytes(s)", "The bytes of a text in base 64.", func(s string, a *object.Bound) (object.Value, error) { return decode64(s, false) }),
			decode("urlsafe_b64decode(s)", "The bytes of such a text.", func(s string, a *object.Bound) (object.Value, error) {
				return decode64(strings.NewReplacer("-", "+", "_", "/").Replace(s), false)
			}),
			decode("b32decode(s, casefold=False, map01=None)", "The bytes of a text in base 32.", func(s string, a *object.Bound) (object.Value, error) {
				if a.Bool("casefold") {
					s = strings.ToUpper(s)
				}
				b, err := base32.StdEncoding.DecodeString(s)
				if err != nil {
					return nil, object.NewError(binasciiError, "Incorrect padding")
				}
				return object.Bytes(b), nil
			}),
			decode("b16decode(s, casefold=False)", "The bytes of a text in base 16.", func(s string, a *object.Bound) (object.Value, error) {
				if !a.Bool("casefold") && strings.ContainsAny(s, "abcdef") {
					return nil, object.NewError(binasciiError, "Non-base16 digit found")
				}
				return unhex(s)
			}),
			decode("a85decode(b)", "The bytes of a text in base 85.", func(s string, a *object.Bound) (object.Value, error) {
				out := make([]byte, 4*len(s)+4)
				n, _, err := ascii85.Decode(out, []byte(s), true)
				if err != nil {
					return nil, object.ValueErrorf("Non-Ascii85 digit found: %s", s)
				}
				return object.Bytes(out[:n]), nil
			}),
		}
	}}
}

// lines64 is base 64 in lines of 76 letters.
func lines64(b []byte) string {
	var out strings.Builder
	for len(b) > 0 {
		n := min(57, len(b))
		out.WriteString(base64.StdEncoding.EncodeToString(b[:n]) + "\n")
		b = b[n:]
	}
	return out.String()
}
