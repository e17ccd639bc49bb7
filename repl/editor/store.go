package editor

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// Store is a history file: one JSON object a line and cell, only ever
// appended to, so that shells running side by side lose nothing.
type Store struct {
	Path string
	// Keep is how many cells are loaded, the newest; 0 means 10000.
	Keep int
	// Warn is told once when the file cannot be read.
	Warn func(error)
}

// record is one line of the file.
type record struct {
	Time int64  `json:"t"`
	Dir  string `json:"cwd,omitempty"`
	Text string `json:"src"`
}

// DefaultPath is $XDG_STATE_HOME/kerash/history.jsonl, or the same below
// ~/.local/state. It is empty when there is no home.
func DefaultPath() string {
	state := os.Getenv("XDG_STATE_HOME")
	if !filepath.IsAbs(state) {
		home, err := os.UserHomeDir()
		if err != nil {
			return ""
		}
		state = filepath.Join(home, ".local", "state")
	}
	return filepath.Join(state, "kerash", "history.jsonl")
}

// load reads the file and drops what is damaged or repeated; of equal cells
// the newest stays.
func (s *Store) load() []string {
	f, err := os.Open(s.Path)
	if err != nil {
		if s.Warn != nil && !errors.Is(err, fs.ErrNotExist) {
			s.Warn(fmt.Errorf("history not read: %w", err))
		}
		return nil
	}
	defer f.Close()
	var all []string
	r := bufio.NewReader(f)
	for {
		line, err := r.ReadBytes('\n')
		var rec record
		if json.Unmarshal(line, &rec) == nil && rec.Text != "" {
			all = append(all, rec.Text)
		}
		if err != nil {
			if err != io.EOF && s.Warn != nil {
				s.Warn(fmt.Errorf("history read in part: %w", err))
			}
			break
		}
	}
	return newest(all, s.Keep)
}

// newest keeps the last n different cells in their order.
func newest(all []string, n int) []string {
	if n == 0 {
		n = 10000
	}
	seen := make(map[string]bool, len(all))
	kept := make([]string, 0, min(n, len(all)))
	for i := len(all) - 1; i >= 0 && len(kept) < n; i-- {
		if !seen[all[i]] {
			seen[all[i]] = true
			kept = append(kept, all[i])
		}
	}
	for i, j := 0, len(kept)-1; i < j; i, j = i+1, j-1 {
		kept[i], kept[j] = kept[j], kept[i]
	}
	return kept
}

// append writes one cell in a single write, so that lines of two shells do
// not mix.
func (s *Store) append(text string) error {
	if err := os.MkdirAll(filepath.Dir(s.Path), 0o700); err != nil {
		return err
	}
	dir, _ := os.Getwd()
	line, err := json.Marshal(record{Time: time.Now().Unix(), Dir: dir, Text: text})
	if err != nil {
		return err
	}
	f, err := os.OpenFile(s.Path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(append(line, '\n'))
	return errors.Join(err, f.Close())
}
