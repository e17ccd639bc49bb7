package editor

import (
	"bytes"
	"io"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"unicode/utf8"
)

const (
	pasteStart = "\x1b[200~"
	pasteEnd   = "\x1b[201~"
)

// decoder stands between the terminal and readline's key loop. It turns every
// escape sequence into one rune of keys.go, a bracketed paste into one
// keyPaste with the text queued beside, and drops what no key sends (NUL,
// replies to queries, mouse reports). readline never sees an ESC.
type decoder struct {
	src io.Reader
	// ready tells whether more bytes follow soon; it decides whether an ESC
	// at the end of a read is the Escape key. Nil: wait for the next byte.
	ready func() bool

	raw    []byte // read, not yet understood
	out    []byte // understood, not yet handed on
	chunk  [4096]byte
	err    error
	closed atomic.Bool

	mu     sync.Mutex
	pastes []string
}

// Read hands on keys as UTF-8 runes.
func (d *decoder) Read(p []byte) (int, error) {
	for len(d.out) == 0 {
		if d.closed.Load() {
			return 0, io.EOF
		}
		if d.err != nil {
			return 0, d.err
		}
		n, err := d.src.Read(d.chunk[:])
		d.raw = append(d.raw, d.chunk[:n]...)
		if err != nil {
			d.err = err
		}
		d.decode()
	}
	n := copy(p, d.out)
	d.out = d.out[n:]
	return n, nil
}

// Close makes the next Read report the end of input.
func (d *decoder) Close() error {
	d.closed.Store(true)
	return nil
}

// takePaste returns the oldest paste that was announced by keyPaste.
func (d *decoder) takePaste() string {
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.pastes) == 0 {
		return ""
	}
	text := d.pastes[0]
	d.pastes = d.pastes[1:]
	return text
}

func (d *decoder) decode() {
	for len(d.raw) > 0 {
		n, key := d.next()
		if n == 0 { // unfinished
			if d.raw[0] == 0x1b && !bytes.HasPrefix(d.raw, []byte(pasteStart)) &&
				(d.err != nil || d.ready != nil && !d.ready()) {
				n, key = 1, keyEscape
			} else {
				return
			}
		}
		d.raw = d.raw[n:]
		if key != 0 {
			d.out = utf8.AppendRune(d.out, key)
		}
	}
}

// next looks at the front of raw: how many bytes belong together, and the key
// they make (0 for none). 0 bytes means that the end is still missing.
func (d *decoder) next() (int, rune) {
	switch b := d.raw[0]; {
	case b == 0x1b:
		return d.escape()
	case b == 0:
		return 1, 0
	case b == ctrlUndo:
		return 1, keyUndo
	case b < utf8.RuneSelf:
		return 1, rune(b)
	}
	if !utf8.FullRune(d.raw) && d.err == nil {
		return 0, 0
	}
	r, n := utf8.DecodeRune(d.raw)
	if isKeyRune(r) || r == utf8.RuneError && n == 1 {
		return n, 0
	}
	return n, r
}

func (d *decoder) escape() (int, rune) {
	if len(d.raw) < 2 {
		return 0, 0
	}
	switch b := d.raw[1]; b {
	case '[':
		return d.csi()
	case 'O':
		return d.ss3()
	case ']':
		return d.stringUntil(true)
	case 'P', 'X', '^', '_':
		return d.stringUntil(false)
	case 0x1b:
		return 1, keyEscape
	default:
		if b >= utf8.RuneSelf {
			return 1, keyEscape
		}
		return 2, altKey(b)
	}
}

// csi reads ESC [ parameters intermediates final.
func (d *decoder) csi() (int, rune) {
	i := 2
	for i < len(d.raw) && d.raw[i] >= 0x20 && d.raw[i] <= 0x3f {
		i++
	}
	if i >= len(d.raw) {
		return 0, 0
	}
	final, params := d.raw[i], string(d.raw[2:i])
	switch {
	case final == '[' && i == 2: // Linux console function key: ESC [ [ A
		if len(d.raw) < 4 {
			return 0, 0
		}
		return 4, 0
	case final == 'M' && params == "": // mouse, old style: three bytes follow
		if len(d.raw) < 6 {
			return 0, 0
		}
		return 6, 0
	case final == '~' && params == "200":
		return d.paste()
	case final < 0x40 || final > 0x7e: // broken off: drop what there is
		return i, 0
	}
	return i + 1, csiKey(params, final)
}

func csiKey(params string, final byte) rune {
	if strings.ContainsAny(params, "?<>=") { // a reply or a mouse report
		return 0
	}
	var n [3]int
	for i, field := range strings.SplitN(params, ";", 3) {
		field, _, _ = strings.Cut(field, ":")
		n[i], _ = strconv.Atoi(field)
	}
	mod := max(n[1]-1, 0)
	switch final {
	case '~':
		if n[0] == 27 {
			return modifiedChar(n[2], mod)
		}
		return withModifiers(csiTilde(n[0]), mod)
	case 'u':
		return modifiedChar(n[0], mod)
	case 'R', 'c', 'n', 't': // replies
		return 0
	}
	return withModifiers(csiFinal(final), mod)
}

// ss3 reads ESC O X, with the digits some terminals put in between.
func (d *decoder) ss3() (int, rune) {
	i := 2
	for i < len(d.raw) && (d.raw[i] >= '0' && d.raw[i] <= '9' || d.raw[i] == ';') {
		i++
	}
	if i >= len(d.raw) {
		return 0, 0
	}
	mod := 0
	if i > 2 {
		digits := string(d.raw[2:i])
		digits = digits[strings.LastIndexByte(digits, ';')+1:]
		n, _ := strconv.Atoi(digits)
		mod = max(n-1, 0)
	}
	switch d.raw[i] {
	case 'M':
		return i + 1, ctrlEnter // keypad
	case 'c':
		return i + 1, keyWordRight // rxvt
	case 'd':
		return i + 1, keyWordLeft
	}
	return i + 1, withModifiers(csiFinal(d.raw[i]), mod)
}

// stringUntil swallows OSC, DCS, SOS, PM and APC up to ESC \ (or BEL).
func (d *decoder) stringUntil(bel bool) (int, rune) {
	for i := 2; i < len(d.raw); i++ {
		switch {
		case bel && d.raw[i] == 7:
			return i + 1, 0
		case d.raw[i] == 0x1b:
			if i+1 == len(d.raw) {
				return 0, 0
			}
			if d.raw[i+1] == '\\' {
				return i + 2, 0
			}
			return i, 0
		}
	}
	return 0, 0
}

func (d *decoder) paste() (int, rune) {
	body := d.raw[len(pasteStart):]
	end := bytes.Index(body, []byte(pasteEnd))
	n := len(pasteStart) + end + len(pasteEnd)
	if end < 0 {
		if d.err == nil {
			return 0, 0
		}
		end, n = len(body), len(d.raw)
	}
	text := cleanPaste(string(body[:end]))
	if text == "" {
		return n, 0
	}
	d.mu.Lock()
	d.pastes = append(d.pastes, text)
	d.mu.Unlock()
	return n, keyPaste
}
