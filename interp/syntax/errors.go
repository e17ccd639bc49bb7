package syntax

import "fmt"

// The classes of the errors this package makes.
const (
	classSyntax = "SyntaxError"
	classIndent = "IndentationError"
	classTab    = "TabError"
)

// Error is a SyntaxError, IndentationError or TabError with its place.
type Error struct {
	// Class is the Python class of the error.
	Class string
	Msg   string
	// At is the culprit.
	At Span
	// Hint is a line of advice, or empty.
	Hint   string
	Source *Source

	// more is set when further text could make the source valid.
	more bool
}

// Error is the class and the message.
func (e *Error) Error() string { return e.Class + ": " + e.Msg }

// Position gives line and column of the culprit, counted from 1.
func (e *Error) Position() (line, col int) { return e.Source.Position(e.At.Start) }

func syntaxErrorf(at Span, format string, args ...any) *Error {
	return &Error{Class: classSyntax, Msg: fmt.Sprintf(format, args...), At: at}
}

func (e *Error) hint(format string, args ...any) *Error {
	e.Hint = fmt.Sprintf(format, args...)
	return e
}
