package display

import (
	"math"
	"strconv"
	"strings"
)

// Count writes a whole number with thousands commas.
func Count(n int64) string {
	s := strconv.FormatInt(n, 10)
	sign := ""
	if s[0] == '-' {
		sign, s = "-", s[1:]
	}
	var b strings.Builder
	for i, c := range s {
		if i > 0 && (len(s)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(c)
	}
	return sign + b.String()
}

// Bytes writes a size as Keras does: units of 1024, two decimals.
func Bytes(n int64) string {
	units := []string{"B", "KB", "MB", "GB", "TB", "PB"}
	v, i := float64(n), 0
	for v >= 1024 && i < len(units)-1 {
		v, i = v/1024, i+1
	}
	return strconv.FormatFloat(v, 'f', 2, 64) + " " + units[i]
}

// Metric writes a number as Keras' progress bar does: four decimals, or an
// exponent when that would show next to nothing.
func Metric(v float64) string {
	switch {
	case math.IsNaN(v):
		return "nan"
	case math.IsInf(v, 1):
		return "inf"
	case math.IsInf(v, -1):
		return "-inf"
	case math.Abs(v) > 1e-3:
		return strconv.FormatFloat(v, 'f', 4, 64)
	}
	return strconv.FormatFloat(v, 'e', 4, 64)
}

// Statistic writes a number for a column of a table: four decimals where they
// say enough.
func Statistic(v float64) string {
	a := math.Abs(v)
	if a != 0 && (a < 1e-4 || a >= 1e6) && !math.IsInf(v, 0) && !math.IsNaN(v) {
		return strconv.FormatFloat(v, 'e', 3, 64)
	}
	return formatFixed(v)
}

func formatFixed(v float64) string {
	switch {
	case math.IsNaN(v):
		return "nan"
	case math.IsInf(v, 0):
		return strings.TrimPrefix(strings.ToLower(strconv.FormatFloat(v, 'f', -1, 64)), "+")
	}
	return strconv.FormatFloat(v, 'f', 4, 64)
}
