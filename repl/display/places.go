package display

import (
	"regexp"
	"strings"
)

var userPlace = regexp.MustCompile(`^ *File ".*", line \d+, in `)

// withoutPlaces is the message of an error in traced code without the places
// that TensorFlow writes before the message itself, each with its line of code:
// the frames of a problem show those of the user, and those within Keras lead
// nowhere.
func withoutPlaces(class, msg string) string {
	const header = "in user code:"
	if !strings.Contains(msg, header) {
		return msg
	}
	var out []string
	depth := 0 // headers that the line stands below, each of which indents by four
	lines := strings.Split(msg, "\n")
	for i := 0; i < len(lines); i++ {
		line := lines[i]
		text := strings.TrimLeft(line, " ")
		for depth > 0 && text != "" && len(line)-len(text) < 4*depth {
			depth--
		}
		switch {
		case text == header:
			depth++
		case depth > 0 && userPlace.MatchString(line):
			i++
		case text == "":
			if n := len(out); n > 0 && out[n-1] != "" {
				out = append(out, "")
			}
		default:
			out = append(out, line[4*depth:])
		}
	}
	return strings.TrimPrefix(strings.TrimSpace(strings.Join(out, "\n")), class+": ")
}
