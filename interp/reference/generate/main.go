// Command generate writes docs/reference; the folder is its argument.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"kerash/interp"
	"kerash/interp/reference"
)

func main() {
	if err := write(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func write(dir string) error {
	pages, err := reference.Pages(interp.New(interp.Options{Preload: true}))
	if err != nil {
		return err
	}
	if err := os.RemoveAll(dir); err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, "README.md"), []byte(reference.Index(pages)), 0o644); err != nil {
		return err
	}
	for _, p := range pages {
		if err := os.WriteFile(filepath.Join(dir, p.Path+".md"), []byte(p.Markdown()), 0o644); err != nil {
			return err
		}
	}
	return nil
}
