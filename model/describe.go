package model

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"kerash/tensor"
)

// Describe writes a neutral value for an error message.
func Describe(x any) string {
	switch x := x.(type) {
	case nil:
		return "None"
	case bool:
		if x {
			return "True"
		}
		return "False"
	case float64:
		switch {
		case math.IsNaN(x):
			return "nan"
		case math.IsInf(x, 1):
			return "inf"
		case math.IsInf(x, -1):
			return "-inf"
		}
		s := strconv.FormatFloat(x, 'g', -1, 64)
		if !strings.ContainsAny(s, ".e") {
			s += ".0"
		}
		return s
	case string:
		return x
	case []any:
		return "[" + describeAll(x) + "]"
	case Tup:
		if len(x) == 1 {
			return "(" + describeAll(x) + ",)"
		}
		return "(" + describeAll(x) + ")"
	case *Map:
		var parts []string
		for _, k := range x.Keys {
			parts = append(parts, "'"+k+"': "+describeItem(x.Vals[k]))
		}
		return "{" + strings.Join(parts, ", ") + "}"
	case *tensor.Tensor:
		return x.Repr(tensor.DefaultPrintOptions())
	case Composite:
		return x.String()
	case *tensor.Array:
		return x.String()
	case Callable:
		return "<function " + x.FuncName() + ">"
	case Layer:
		return "<keras.layers." + x.Core().ClassName() + " object>"
	}
	return fmt.Sprint(x)
}

// PythonType is what Python calls the type of a neutral value.
func PythonType(v any) string {
	switch v := v.(type) {
	case nil:
		return "NoneType"
	case string:
		return "str"
	case bool:
		return "bool"
	case int:
		return "int"
	case float64:
		return "float"
	case []any:
		return "list"
	case Tup:
		return "tuple"
	case *Map:
		return "dict"
	case *tensor.Array:
		return "numpy.ndarray"
	case interface{ TypeName() string }:
		return v.TypeName()
	}
	return "object"
}

// Show is [Describe], and ShowType [PythonType], that also know the values of
// the language.
func (st *State) Show(x any) string {
	if text, _, ok := st.foreign(x); ok {
		return text
	}
	return Describe(x)
}

// ShowType is the class of a value: <class 'int'>.
func (st *State) ShowType(x any) string {
	if _, class, ok := st.foreign(x); ok {
		return class
	}
	return "<class '" + PythonType(x) + "'>"
}

func (st *State) foreign(x any) (text, class string, ok bool) {
	switch x.(type) {
	case nil, bool, int, float64, string, []any, Tup, *Map, *tensor.Tensor, *tensor.Array:
		return "", "", false
	}
	if st.Foreign == nil {
		return "", "", false
	}
	text, class = st.Foreign(x)
	return text, class, true
}

func describeAll(xs []any) string {
	parts := make([]string, len(xs))
	for i, x := range xs {
		parts[i] = describeItem(x)
	}
	return strings.Join(parts, ", ")
}

// Repr is [Describe] with quotes around a string.
func Repr(x any) string { return describeItem(x) }

func describeItem(x any) string {
	if s, ok := x.(string); ok {
		quote := "'"
		if strings.Contains(s, "'") && !strings.Contains(s, `"`) {
			quote = `"`
		}
		return quote + s + quote
	}
	return Describe(x)
}

// Nearest is the name in names that s was likely meant to be, or "".
func Nearest(s string, names []string) string {
	best, at := len(s)/3+1, ""
	for _, n := range names {
		if len(n) < 2 {
			continue
		}
		if d := distance(strings.ToLower(s), strings.ToLower(n)); d <= best && (at == "" || d < best) {
			best, at = d, n
		}
	}
	return at
}

// distance is the Damerau-Levenshtein distance (optimal string alignment).
func distance(a, b string) int {
	d := make([][]int, len(a)+1)
	for i := range d {
		d[i] = make([]int, len(b)+1)
		d[i][0] = i
	}
	for j := range d[0] {
		d[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			d[i][j] = min(d[i-1][j]+1, d[i][j-1]+1, d[i-1][j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d[i][j] = min(d[i][j], d[i-2][j-2]+1)
			}
		}
	}
	return d[len(a)][len(b)]
}
