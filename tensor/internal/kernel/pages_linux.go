package kernel

import (
	"syscall"
	"unsafe"
)

// largePage is the size of a large page of the processor.
const largePage = 2 << 20

// largePages asks for large pages under fresh memory that is kept and used again
// and again: the panels of a large product lie on more small pages than the
// processor remembers. It is advice only; where the system has no such pages
// nothing happens.
func largePages(buf []float32) {
	from := uintptr(unsafe.Pointer(&buf[0]))
	to := (from + 4*uintptr(len(buf))) &^ (largePage - 1)
	from = (from + largePage - 1) &^ (largePage - 1)
	if from < to {
		// Refusal is no error: the pages are small then.
		_, _, _ = syscall.Syscall(syscall.SYS_MADVISE, from, to-from, syscall.MADV_HUGEPAGE)
	}
}
