package main

import (
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestCLI runs the command line sessions of testdata/cli.
func TestCLI(t *testing.T) {
	testscript.Run(t, testscript.Params{Dir: "testdata/cli", RequireExplicitExec: true})
}
