package main

import (
	"fmt"
	"os"

	"kerash/repl"
)

// doc is `kerash doc NAME`: what help(NAME) shows at the prompt.
func (o options) doc() int {
	if len(o.args) != 1 {
		fmt.Fprintln(os.Stderr, "usage: kerash doc NAME, such as keras.layers.Dense")
		return repl.ExitUsage
	}
	c := o.open(script{folder: "."})
	if err := c.Explain(o.args[0]); err != nil {
		fmt.Fprintf(os.Stderr, "kerash: there is no %s\n", o.args[0])
		return repl.ExitError
	}
	if err := c.Close(); err != nil {
		return repl.ExitError
	}
	return repl.ExitOK
}
