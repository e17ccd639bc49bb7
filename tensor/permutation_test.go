package tensor

import (
	"slices"
	"testing"
)

// TestPermutationLikeTensorFlow compares with what tf.random.shuffle gave in a
// tf.data map after tf.random.set_seed.
func TestPermutationLikeTensorFlow(t *testing.T) {
	cases := []struct {
		seed          int64
		first, second []int
	}{
		{1, []int{2, 4, 0, 8, 9, 1, 5, 6, 3, 7}, []int{9, 4, 3, 5, 1, 0, 7, 2, 8, 6}},
		{2, []int{9, 3, 7, 8, 0, 1, 5, 4, 2, 6}, []int{2, 5, 1, 6, 3, 4, 7, 0, 8, 9}},
		{42, []int{3, 8, 7, 5, 2, 0, 1, 6, 9, 4}, []int{1, 9, 5, 3, 4, 7, 0, 2, 6, 8}},
		{42, []int{3, 4, 2, 1, 0}, []int{3, 2, 1, 4, 0}},
	}
	for _, k := range cases {
		g := NewGenerator(k.seed)
		p := g.FunctionStream(0)
		for _, want := range [][]int{k.first, k.second} {
			if got := p.Permutation(len(want)); !slices.Equal(got, want) {
				t.Errorf("seed %d: %v, want %v", k.seed, got, want)
			}
		}
	}
}
