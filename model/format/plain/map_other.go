//go:build !unix

package plain

import (
	"errors"
	"os"
)

// mapped is left to systems that have it: files are read and written as a whole.
func mapped(*os.File, int, bool) ([]byte, error) { return nil, errors.ErrUnsupported }
