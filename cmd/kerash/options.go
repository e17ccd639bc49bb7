package main

import (
	"fmt"
	"strings"

	"kerash/repl/display"
)

// options are what the command line says.
type options struct {
	// file is the script's path, "-" for standard input, "" when there is none.
	file string
	// code is the argument of -c.
	code    string
	hasCode bool
	// args are those of the script.
	args        []string
	interactive bool
	safe        bool
	color       display.ColorMode
	help        bool
	version     bool
}

// parseOptions reads the command line. Options end at the file, at - or after -c.
func parseOptions(args []string) (options, error) {
	o := options{color: display.ColorAuto}
	for len(args) > 0 {
		arg := args[0]
		args = args[1:]
		switch {
		case arg == "-h" || arg == "--help":
			o.help = true
		case arg == "-V" || arg == "--version":
			o.version = true
		case arg == "-i":
			o.interactive = true
		case arg == "--safe":
			o.safe = true
		case arg == "-c":
			if len(args) == 0 {
				return o, fmt.Errorf("-c needs the code to run")
			}
			o.code, o.hasCode, o.args = args[0], true, args[1:]
			return o, nil
		case arg == "--color" && len(args) > 0:
			arg, args = "--color="+args[0], args[1:]
			fallthrough
		case strings.HasPrefix(arg, "--color"):
			o.color = display.ColorMode(strings.TrimPrefix(strings.TrimPrefix(arg, "--color"), "="))
			switch o.color {
			case display.ColorAuto, display.ColorAlways, display.ColorNever:
			default:
				return o, fmt.Errorf("--color is auto, always or never")
			}
		case arg == "--":
			if len(args) > 0 {
				o.file, o.args = args[0], args[1:]
			}
			return o, nil
		case strings.HasPrefix(arg, "-") && arg != "-":
			return o, fmt.Errorf("unknown option %s", arg)
		default:
			o.file, o.args = arg, args
			return o, nil
		}
	}
	return o, nil
}
