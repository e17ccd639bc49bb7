package repl

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"

	"kerash/interp/syntax"
)

// ReadLines is a prompt that needs no terminal: it reads whole lines until the
// end of the input or sys.exit, and gives the exit status.
func ReadLines(c *Console, in io.Reader) int {
	r := bufio.NewReader(in)
	for n := 1; ; n++ {
		text, ok := readCell(c, r, n)
		if !ok {
			io.WriteString(c.reporter, "\n")
			c.Close()
			return ExitOK
		}
		if strings.TrimSpace(text) == "" {
			n--
			continue
		}
		c.label = fmt.Sprintf("Out[%d]: ", n)
		ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
		status, exit := c.Run(ctx, fmt.Sprintf("In[%d]", n), text, syntax.ModePrompt)
		stop()
		if exit {
			return status
		}
	}
}

// readCell reads lines until they are a complete cell.
func readCell(c *Console, in *bufio.Reader, n int) (string, bool) {
	var text strings.Builder
	prompt := fmt.Sprintf("In [%d]: ", n)
	for {
		io.WriteString(c.reporter, prompt)
		c.out.Flush()
		line, err := in.ReadString('\n')
		text.WriteString(line)
		if err != nil {
			return text.String(), text.Len() > 0
		}
		if status, _, _ := syntax.Check(text.String()); status != syntax.Incomplete {
			return text.String(), true
		}
		prompt = strings.Repeat(" ", len(prompt)-5) + "...: "
	}
}
