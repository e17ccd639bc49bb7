package display

import (
	"os"
	"strings"
)

// Style says for what kind of reader a text is made.
type Style struct {
	// Color allows SGR codes.
	Color bool
	// Width is how many columns there are; 0 is no limit, as in a pipe.
	Width int
}

// ColorMode is the --color flag.
type ColorMode string

// The values of --color.
const (
	ColorAuto   ColorMode = "auto"
	ColorAlways ColorMode = "always"
	ColorNever  ColorMode = "never"
)

// WantsColor decides for one stream: the flag, then NO_COLOR, FORCE_COLOR and
// CLICOLOR_FORCE, then a dumb terminal, then whether it is a terminal at all.
func WantsColor(mode ColorMode, tty bool) bool {
	switch mode {
	case ColorAlways:
		return true
	case ColorNever:
		return false
	}
	if os.Getenv("NO_COLOR") != "" {
		return false
	}
	for _, name := range []string{"FORCE_COLOR", "CLICOLOR_FORCE"} {
		if v := os.Getenv(name); v != "" && v != "0" {
			return true
		}
	}
	return tty && os.Getenv("TERM") != "dumb"
}

// The colours of the package, from the sixteen that every theme defines.
const (
	red    = "\x1b[31m"
	bold   = "\x1b[1m"
	boldRd = "\x1b[1;31m"
	blue   = "\x1b[34m"
	cyan   = "\x1b[36m"
	green  = "\x1b[32m"
	gray   = "\x1b[90m"
	reset  = "\x1b[0m"
)

// Paint wraps a text in a colour, line by line, when colours are on.
func (s Style) Paint(sgr, text string) string {
	if !s.Color || text == "" {
		return text
	}
	lines := strings.Split(text, "\n")
	for i, l := range lines {
		if l != "" {
			lines[i] = sgr + l + reset
		}
	}
	return strings.Join(lines, "\n")
}

// Dim is Paint with the colour of what matters less.
func (s Style) Dim(text string) string { return s.Paint(gray, text) }

// Prompt is Paint with the colour of Out[n].
func (s Style) Prompt(text string) string { return s.Paint(boldRd, text) }

// Bold is Paint in bold.
func (s Style) Bold(text string) string { return s.Paint(bold, text) }
