// Package jpeg reads and writes JPEG files (ITU-T T.81 with the JFIF and Adobe
// headers), baseline and progressive, in the integer arithmetic of libjpeg: the
// pixels and bytes are those that TensorFlow gives.
//
// The standard leaves to the reader how exactly the cosine transform is
// rounded and how colours of lower resolution are scaled up. So the steps are
// kept apart here: [Decode] takes the coefficients from the scans (scan.go,
// progressive.go), transforms blocks to planes of samples (planes.go, idct.go,
// idct_fast.go, idct_small.go), scales planes up (upsample.go) and converts
// colours (color.go). [Encode] goes the other way (sample.go, fdct.go) and
// codes the coefficients in one scan (encode_scan.go) or in several
// (encode_progressive.go).
//
// Arithmetic coding, lossless files and samples of 12 bits are refused.
package jpeg

// The markers of a file, the byte behind 0xff.
const (
	markSOF0  = 0xc0 // baseline frame
	markSOF1  = 0xc1 // extended sequential frame
	markSOF2  = 0xc2 // progressive frame
	markDHT   = 0xc4 // Huffman tables
	markJPG   = 0xc8
	markDAC   = 0xcc // conditions of arithmetic coding
	markSOF15 = 0xcf
	markRST0  = 0xd0
	markRST7  = 0xd7
	markSOI   = 0xd8
	markEOI   = 0xd9
	markSOS   = 0xda
	markDQT   = 0xdb // quantization tables
	markDRI   = 0xdd // restart interval
	markAPP0  = 0xe0 // JFIF
	markAPP1  = 0xe1 // XMP
	markAPP14 = 0xee // Adobe
	markTEM   = 0x01
)

// blockSize is the number of samples, and of coefficients, of a block.
const blockSize = 64

// zigzag is the place in a block (row by row) of the k-th coefficient of a
// file. Runs that lead beyond the end of a block fall on the last place.
var zigzag = [blockSize + 16]uint8{
	0, 1, 8, 16, 9, 2, 3, 10,
	17, 24, 32, 25, 18, 11, 4, 5,
	12, 19, 26, 33, 40, 48, 41, 34,
	27, 20, 13, 6, 7, 14, 21, 28,
	35, 42, 49, 56, 57, 50, 43, 36,
	29, 22, 15, 23, 30, 37, 44, 51,
	58, 59, 52, 45, 38, 31, 39, 46,
	53, 60, 61, 54, 47, 55, 62, 63,
	63, 63, 63, 63, 63, 63, 63, 63,
	63, 63, 63, 63, 63, 63, 63, 63,
}

// ceilDiv is a/b rounded up.
func ceilDiv(a, b int) int { return (a + b - 1) / b }

// clamp is the sample that is nearest to v.
func clamp(v int32) uint8 {
	if uint32(v) > 255 {
		if v < 0 {
			return 0
		}
		return 255
	}
	return uint8(v)
}
