//go:build unix

package editor

import (
	"os"
	"os/signal"
	"sync"
	"time"

	"golang.org/x/sys/unix"
)

// TTY is the Terminal of an open device, usually standard input.
type TTY struct {
	file *os.File

	mu    sync.Mutex
	saved *unix.Termios // the mode it was found in; nil before the first change
}

// OpenTTY takes a file for a terminal. It fails when the file is none.
func OpenTTY(f *os.File) (*TTY, error) {
	if _, err := unix.IoctlGetTermios(int(f.Fd()), getTermios); err != nil {
		return nil, err
	}
	return &TTY{file: f}, nil
}

func (t *TTY) Read(p []byte) (int, error) { return t.file.Read(p) }

// Size asks the device, in columns and rows.
func (t *TTY) Size() (width, height int) {
	ws, err := unix.IoctlGetWinsize(int(t.file.Fd()), unix.TIOCGWINSZ)
	if err != nil {
		return 0, 0
	}
	return int(ws.Col), int(ws.Row)
}

// escapeDelay is how long the bytes of one key may be apart. A lone ESC is
// taken for the Escape key after it.
const escapeDelay = 40 * time.Millisecond

// Ready waits a little for the rest of a key.
func (t *TTY) Ready() bool {
	fds := []unix.PollFd{{Fd: int32(t.file.Fd()), Events: unix.POLLIN}}
	n, err := unix.Poll(fds, int(escapeDelay/time.Millisecond))
	return err == unix.EINTR || err == nil && n > 0
}

// change sets a mode derived from the one the terminal was found in.
func (t *TTY) change(edit func(*unix.Termios)) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	fd := int(t.file.Fd())
	if t.saved == nil {
		mode, err := unix.IoctlGetTermios(fd, getTermios)
		if err != nil {
			return err
		}
		t.saved = mode
	}
	mode := *t.saved
	edit(&mode)
	return unix.IoctlSetTermios(fd, setTermios, &mode)
}

// Raw keeps output processing on: \n still means a new line.
func (t *TTY) Raw() error {
	return t.change(func(m *unix.Termios) {
		m.Iflag &^= unix.BRKINT | unix.ISTRIP | unix.INLCR | unix.IGNCR | unix.ICRNL | unix.IXON
		m.Lflag &^= unix.ECHO | unix.ECHONL | unix.ICANON | unix.ISIG | unix.IEXTEN
		m.Cflag = m.Cflag&^(unix.CSIZE|unix.PARENB) | unix.CS8
		m.Cc[unix.VMIN], m.Cc[unix.VTIME] = 1, 0
	})
}

// Quiet leaves signals on and echo off.
func (t *TTY) Quiet() error {
	return t.change(func(m *unix.Termios) {
		m.Iflag &^= unix.ICRNL | unix.INLCR | unix.IXON
		m.Lflag = m.Lflag&^(unix.ECHO|unix.ECHONL|unix.ICANON) | unix.ISIG
		m.Cc[unix.VMIN], m.Cc[unix.VTIME] = 1, 0
	})
}

// Restore is harmless when nothing was changed.
func (t *TTY) Restore() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.saved == nil {
		return nil
	}
	return unix.IoctlSetTermios(int(t.file.Fd()), setTermios, t.saved)
}

// Suspend stops the whole process group, as the terminal's ^Z does.
func (t *TTY) Suspend() error {
	if err := t.Restore(); err != nil {
		return err
	}
	cont := make(chan os.Signal, 1)
	signal.Notify(cont, unix.SIGCONT)
	defer signal.Stop(cont)
	return unix.Kill(0, unix.SIGTSTP)
}

// OnResize watches SIGWINCH.
func (t *TTY) OnResize(f func()) (stop func()) {
	sig := make(chan os.Signal, 1)
	done := make(chan struct{})
	signal.Notify(sig, unix.SIGWINCH)
	go func() {
		for {
			select {
			case <-sig:
				f()
			case <-done:
				return
			}
		}
	}()
	var once sync.Once
	return func() {
		once.Do(func() {
			signal.Stop(sig)
			close(done)
		})
	}
}
