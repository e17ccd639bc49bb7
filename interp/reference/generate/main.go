// Command generate writes docs: the pages of reference, the coverage of
// TensorFlow's names and what is left out. Its arguments are the folder and
// the table of names.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"kerash/interp"
	"kerash/interp/leftout"
	"kerash/interp/reference"
)

func main() {
	if err := write(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func write(docs, table string) error {
	names, err := os.ReadFile(table)
	if err != nil {
		return err
	}
	s := interp.New(interp.Options{Preload: true})
	pages, err := reference.Pages(s)
	if err != nil {
		return err
	}
	dir := filepath.Join(docs, "reference")
	if err := os.RemoveAll(dir); err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	scripts, err := reference.Scripts(filepath.Dir(docs))
	if err != nil {
		return err
	}
	exercised, _ := reference.Exercises(s, reference.ParseAPI(string(names)), scripts)
	files := map[string]string{
		filepath.Join(docs, "exercised.md"): exercised,
		filepath.Join(dir, "README.md"):     reference.Index(pages),
		filepath.Join(docs, "coverage.md"):  reference.Coverage(s, reference.ParseAPI(string(names))),
		filepath.Join(docs, "left-out.md"):  leftout.Page(),
	}
	for _, p := range pages {
		files[filepath.Join(dir, p.Path+".md")] = p.Markdown()
	}
	for path, text := range files {
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}
