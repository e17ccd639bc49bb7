//go:build unix

package plain

import (
	"os"
	"syscall"
)

// mapped makes the first size bytes of an open file part of the memory: what is
// written there is written to the file when shared.
func mapped(f *os.File, size int, shared bool) ([]byte, error) {
	mode := syscall.MAP_PRIVATE
	if shared {
		mode = syscall.MAP_SHARED
	}
	return syscall.Mmap(int(f.Fd()), 0, size, syscall.PROT_READ|syscall.PROT_WRITE, mode)
}
