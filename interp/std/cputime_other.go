//go:build !unix

package std

import "time"

// processTime is the seconds since the start, for want of a finer measure.
func processTime() float64 { return time.Since(started).Seconds() }
