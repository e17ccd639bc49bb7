package main

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
)

// writeSums notes the sources of this command and the files that it wrote, so
// that a test can tell cheaply whether they belong together.
func writeSums() error {
	var files []string
	for _, pattern := range []string{"gen/*.go", "*_amd64.s", "*_amd64.go", "*_arm64.s", "*_arm64.go"} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			return err
		}
		files = append(files, found...)
	}
	sort.Strings(files)
	var text strings.Builder
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			return err
		}
		if strings.HasPrefix(f, "gen/") || strings.HasPrefix(string(data), header) {
			fmt.Fprintf(&text, "%x  %s\n", sha256.Sum256(data), f)
		}
	}
	return os.WriteFile("gen.sum", []byte(text.String()), 0o644)
}
