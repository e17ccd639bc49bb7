//go:build !linux

package kernel

// largePages asks for large pages, where the system lets a process ask.
func largePages([]float32) {}
