package editor

import "io"

// Terminal is the device an editor works on. Read returns what is typed.
type Terminal interface {
	io.Reader
	// Size is in columns and rows; zero when unknown.
	Size() (width, height int)
	// Ready tells whether more input follows at once.
	Ready() bool
	// Raw delivers every key as it is typed, ^C included.
	Raw() error
	// Quiet is for while a cell runs: ^C is a signal, and what is typed waits
	// unseen for the next prompt.
	Quiet() error
	// Restore brings back the mode the terminal was found in.
	Restore() error
	// Suspend stops the process as ^Z does and returns when it goes on.
	Suspend() error
	// OnResize calls f after each change of size until stop is called.
	OnResize(f func()) (stop func())
}

// suspend stops the process with the cell taken off the screen.
func (e *Editor) suspend() {
	io.WriteString(e.cfg.Output, "\x1b[?2004l\r\n")
	if e.cfg.Terminal.Suspend() == nil {
		e.shown = page{}
	}
	e.cfg.Terminal.Raw()
	io.WriteString(e.cfg.Output, "\x1b[?2004h")
}
