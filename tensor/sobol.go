package tensor

import (
	_ "embed"
	"math/bits"
	"strconv"
	"strings"
)

//go:embed sobol.tsv
var sobolTable string

// SobolAxes is how many axes there are direction numbers for: TensorFlow has
// 21200, of which few are ever used and the table would be 20 times as large.
const SobolAxes = 1111

// sobolDirections are the first n direction numbers of the axes.
func sobolDirections(axes, n int) [][]int64 {
	out := make([][]int64, 0, axes)
	first := make([]int64, n)
	for k := range first {
		first[k] = 1
	}
	out = append(out, first)
	for line := range strings.Lines(sobolTable) {
		if len(out) == axes {
			break
		}
		fields := strings.Fields(line)
		number := func(i int) int64 {
			v, err := strconv.ParseInt(fields[i], 10, 64)
			Check(err)
			return v
		}
		degree, inner := int(number(0)), number(1)
		m := make([]int64, n)
		for k := range m {
			if k < degree {
				m[k] = number(2 + k)
				continue
			}
			m[k] = m[k-degree] ^ m[k-degree]<<degree
			for i := 1; i < degree; i++ {
				if inner>>(degree-1-i)&1 == 1 {
					m[k] ^= m[k-i] << i
				}
			}
		}
		out = append(out, m)
	}
	return out
}

// Sobol is n points of the Sobol sequence in the unit cube of the given number
// of axes, from point skip on (Joe and Kuo, "Constructing Sobol sequences with
// better two-dimensional projections", 2008).
func Sobol(dt DType, axes, n, skip int) *Tensor {
	digits := bits.Len(uint(skip + n + 1))
	directions := sobolDirections(axes, digits)
	out := make([]float64, 0, n*axes)
	point := make([]int64, axes)
	for i := range n {
		at := skip + i + 1
		changed := bits.TrailingZeros(uint(at)) // of the Gray code, from the point before
		for j := range point {
			if i > 0 {
				point[j] ^= directions[j][changed] << (digits - changed - 1)
			} else {
				point[j] = 0
				for k := range digits {
					if (at^at>>1)>>k&1 == 1 {
						point[j] ^= directions[j][k] << (digits - k - 1)
					}
				}
			}
			out = append(out, float64(point[j])/float64(int64(1)<<digits))
		}
	}
	return FromArray(FromSlice(out, n, axes).Cast(dt))
}
