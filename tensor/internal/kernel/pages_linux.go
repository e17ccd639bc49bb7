package kernel

import (
	"syscall"
	"unsafe"
)

// largePage is the size of a large page of the processor.
const largePage = 2 << 20

// LargePages asks for large pages under fresh memory of n bytes at p: mapping
// 4 KiB at a time would cost more than the first pass over it, and strided
// walks would miss the table of pages. It is advice only; where the system has
// no such pages nothing happens.
func LargePages(p unsafe.Pointer, n int) {
	if n < largePage {
		return
	}
	lo := uintptr(p) &^ (largePage - 1)
	hi := (uintptr(p) + uintptr(n) + largePage - 1) &^ (largePage - 1)
	// Refusal is no error: the pages are small then.
	_, _, _ = syscall.Syscall(syscall.SYS_MADVISE, lo, hi-lo, syscall.MADV_HUGEPAGE)
}
