// Command kerash runs Python with Keras, without Python and without Keras: a
// script, a line of code, or what is piped in.
package main

import (
	"fmt"
	"os"

	"kerash/repl"
)

func main() { os.Exit(Main(os.Args[1:])) }

// Main runs the command with its arguments and gives the exit status.
func Main(args []string) int {
	o, err := parseOptions(args)
	if err != nil {
		fmt.Fprintf(os.Stderr, "kerash: %v\nTry: kerash --help\n", err)
		return repl.ExitUsage
	}
	switch {
	case o.help:
		fmt.Print(usage)
		return repl.ExitOK
	case o.version:
		fmt.Println("kerash " + version)
		return repl.ExitOK
	}
	if o.file == "doc" {
		return o.doc()
	}
	return o.run()
}

const version = "0.1.0"

const usage = `kerash is a Keras shell: it runs the Python that Keras code is written in.

usage: kerash [options] [FILE | -] [args]
       kerash [options] -c CODE [args]
       kerash doc NAME

  FILE.py       runs a script as Python does
  FILE.ksh      runs a script and shows the values of its bare expressions
  -             runs what comes on standard input; so does a pipe without FILE
  -c CODE       runs CODE, showing values
  doc NAME      explains a name, such as keras.layers.Dense
  -i            goes on at the prompt afterwards
  --safe        forbids access to files and processes
  --color WHEN  auto, always or never
  --version     prints the version
  -h, --help    prints this

Exit status: 0, 1 after an error in the script, 2 for wrong usage, 130 when
interrupted, or what sys.exit was given.
`
