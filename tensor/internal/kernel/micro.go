package kernel

import "unsafe"

// microArgs is what a micro kernel works on: a tile of rows x cols of C that
// becomes (accumulate: C +) Σ A·B + bias, with an optional relu. The sum
// runs over segs segments of k steps; segment s begins tab[s].a bytes after a
// and tab[s].b bytes after b. Element (r, p) of A lies r·rsA + p·csA bytes
// after the beginning of the segment, row p of B p·rsB bytes. So one kernel
// serves packed and plain matrices, either orientation of A, and convolutions,
// whose taps are segments.
//
// The assembly knows the offsets of the fields.
type microArgs struct {
	a, b, c  unsafe.Pointer
	rsA, csA int
	rsB, ldc int
	k, segs  int
	tab      *segment
	bias     unsafe.Pointer
	mask     uint64         // of the last vector, one bit per column
	maskPtr  unsafe.Pointer // the same as 8 words
	flags    uint32
	rows     int
	cols     int
}

// segment is the offset in bytes of one part of a sum in A and in B.
type segment struct{ a, b int }

const (
	microAcc = 1 << iota
	microRelu
)

// microTable holds the kernels of one family: fn[masked][vectors][rows].
type microTable struct {
	w          int // floats in a vector
	maxNV      int // most vectors in a row of a tile
	maxRows    [5]int
	alwaysMask bool // the kernels of fn[0] take masks too, and fn[1] is empty
	fn         [2][5][15]func(*microArgs)
}

// oneSegment is the table of a plain product.
var oneSegment segment

// maskWords has eight ones followed by eight zeros: the mask for c columns
// begins at word 8-c.
var maskWords = [16]int32{-1, -1, -1, -1, -1, -1, -1, -1}

// forCols prepares a for tiles of a.cols columns (up to maxNV vectors) and
// returns their kernels by the number of rows.
func (t *microTable) forCols(a *microArgs) *[15]func(*microArgs) {
	nv := (a.cols + t.w - 1) / t.w
	masked := 0
	rem := a.cols - (nv-1)*t.w
	a.mask = 1<<uint(rem) - 1
	if rem != t.w && !t.alwaysMask {
		masked = 1
		a.maskPtr = unsafe.Pointer(&maskWords[(8-rem)&15])
	}
	return &t.fn[masked][nv]
}

// rowsFor is the tallest tile for so many columns.
func (t *microTable) rowsFor(cols int) int { return t.maxRows[(cols+t.w-1)/t.w] }

// panel is the usual width of a tile in columns: two vectors.
func (t *microTable) panel() int { return 2 * t.w }
