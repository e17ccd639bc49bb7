package repl

import (
	"bufio"
	"io"
	"sync"
	"time"
)

// buffer collects output for a pipe or file. What is written leaves after a
// short while at the latest, so that a reader of the pipe sees progress.
type buffer struct {
	mu      sync.Mutex
	w       *bufio.Writer
	direct  io.Writer // for a terminal: no buffer
	pending bool
}

const bufferDelay = 50 * time.Millisecond

func newBuffer(w io.Writer, buffered bool) *buffer {
	if !buffered {
		return &buffer{direct: w}
	}
	return &buffer{w: bufio.NewWriterSize(w, 1<<15)}
}

func (b *buffer) Write(p []byte) (int, error) {
	if b.direct != nil {
		return b.direct.Write(p)
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if !b.pending {
		b.pending = true
		time.AfterFunc(bufferDelay, func() { b.Flush() })
	}
	return b.w.Write(p)
}

// Flush writes what is buffered.
func (b *buffer) Flush() error {
	if b.direct != nil {
		return nil
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.pending = false
	return b.w.Flush()
}
