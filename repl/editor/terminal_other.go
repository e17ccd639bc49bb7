//go:build !unix

package editor

import (
	"errors"
	"os"
)

// TTY is the Terminal of an open device; there is none on this system.
type TTY struct{ Terminal }

// OpenTTY fails: cells are read line by line on this system.
func OpenTTY(*os.File) (*TTY, error) {
	return nil, errors.New("the cell editor needs a Unix terminal")
}
