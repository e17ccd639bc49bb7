package tf

import (
	"strings"
	"testing"
)

// Each function of version 1 has a call whose output TensorFlow wrote, and
// what has another name is there under it.
func TestV1FunctionsAreExercised(t *testing.T) {
	seen := wordsOfCases(t, "compat_v1_*.py")
	for line := range strings.Lines(v1Table) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if f[1] == "=" {
			if functionNamed(f[2]) == nil {
				t.Errorf("%s stands for %s, which is nothing", f[0], f[2])
			}
		} else if !seen[lastName(f[0])] && !composedV1[lastName(f[0])] {
			t.Errorf("no case calls tf.compat.v1.%s", firstName(f[0]))
		}
	}
}

// composedV1 are the names that cases put together: scatter_add.
var composedV1 = map[string]bool{
	"scatter_add": true, "scatter_div": true, "scatter_max": true, "scatter_min": true, "scatter_mul": true, "scatter_sub": true, "scatter_update": true,
	"scatter_nd_add": true, "scatter_nd_sub": true, "scatter_nd_update": true,
	"to_bfloat16": true, "to_complex128": true, "to_complex64": true, "to_double": true, "to_int32": true, "to_int64": true,
}
