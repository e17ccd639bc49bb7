package repl

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"unicode/utf8"

	"kerash/interp/syntax"
	"kerash/repl/display"
)

// ScriptMode is how a file is run, by its name: .py files are plain Python,
// all others show the values of bare expressions.
func ScriptMode(path string) syntax.Mode {
	if strings.HasSuffix(path, ".py") {
		return syntax.ModePy
	}
	return syntax.ModeKsh
}

// ReadFile reads a script. Its errors are written for the user.
func ReadFile(path string) ([]byte, error) {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return nil, fmt.Errorf("cannot run '%s': it is a folder", path)
	}
	b, err := os.ReadFile(path)
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return nil, fmt.Errorf("cannot open '%s': %w", path, pe.Err)
	}
	return b, err
}

// invalidUTF8 finds the first byte that is no text, -1 when all is.
func invalidUTF8(text string) int {
	if utf8.ValidString(text) {
		return -1
	}
	for i, r := range text {
		if r == utf8.RuneError {
			if _, size := utf8.DecodeRuneInString(text[i:]); size == 1 {
				return i
			}
		}
	}
	return -1
}

// notText is the problem of a script that is no text.
func notText(name, text string, at int) display.Problem {
	src := syntax.NewSource(name, text)
	line, col := src.Position(at)
	return display.Problem{
		Class:   "SyntaxError",
		Message: fmt.Sprintf("byte 0x%02x is not valid UTF-8", text[at]),
		Hint:    "save the file as UTF-8",
		Frames:  []display.Frame{{Name: name, Line: line, Col: col, Text: strings.ToValidUTF8(src.Line(line), "\ufffd"), Length: 1}},
	}
}
