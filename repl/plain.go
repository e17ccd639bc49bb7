package repl

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"

	"kerash/interp"
	"kerash/interp/object"
	"kerash/interp/syntax"
)

// Plain is a prompt that needs no terminal: it reads whole lines.
type Plain struct {
	Session *interp.Session
	In      io.Reader
	Out     interface {
		io.Writer
		Flush() error
	}
	// Finish reports how a cell ended.
	Finish func(err *object.Raised) (status int)
}

// Run reads and runs cells until the end of the input or sys.exit, and gives
// the exit status.
func (p Plain) Run() int {
	in := bufio.NewReader(p.In)
	for n := 1; ; n++ {
		text, ok := p.cell(in, n)
		if !ok {
			fmt.Fprintln(p.Out)
			p.Out.Flush()
			return 0
		}
		if strings.TrimSpace(text) == "" {
			n--
			continue
		}
		ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
		out := p.Session.Run(ctx, fmt.Sprintf("In[%d]", n), text, syntax.ModePrompt)
		stop()
		status := p.Finish(out.Err)
		if _, _, leaves := interp.ExitStatus(out.Err); leaves {
			return status
		}
	}
}

// cell reads lines until they are a complete cell.
func (p Plain) cell(in *bufio.Reader, n int) (string, bool) {
	var text strings.Builder
	prompt := fmt.Sprintf("In [%d]: ", n)
	for {
		io.WriteString(p.Out, prompt)
		p.Out.Flush()
		line, err := in.ReadString('\n')
		text.WriteString(line)
		if err != nil {
			return text.String(), text.Len() > 0
		}
		if status, _, _ := p.Session.Check(text.String()); status != syntax.Incomplete {
			return text.String(), true
		}
		prompt = strings.Repeat(" ", len(prompt)-5) + "...: "
	}
}
