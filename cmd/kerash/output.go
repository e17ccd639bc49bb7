package main

import (
	"bufio"
	"bytes"
	"os"

	"github.com/mattn/go-isatty"
)

// output is standard output: buffered, but on a terminal written line by line.
type output struct {
	*bufio.Writer
	lines bool
}

func newOutput(f *os.File) *output {
	return &output{bufio.NewWriterSize(f, 1<<15), isatty.IsTerminal(f.Fd())}
}

func (o *output) Write(p []byte) (int, error) {
	n, err := o.Writer.Write(p)
	if err == nil && o.lines && bytes.IndexByte(p, '\n') >= 0 {
		err = o.Flush()
	}
	return n, err
}

func (o *output) WriteString(s string) (int, error) { return o.Write([]byte(s)) }
