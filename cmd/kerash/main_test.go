package main

import (
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// asCommand is set in the environment of the test binary when it is to be the
// command itself.
const asCommand = "KERASH_TEST_AS_COMMAND"

func TestMain(m *testing.M) {
	if os.Getenv(asCommand) != "" {
		os.Exit(Main(os.Args[1:]))
	}
	testscript.Main(m, map[string]func(){"kerash": func() { os.Exit(Main(os.Args[1:])) }})
}
