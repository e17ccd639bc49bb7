package datasets

import (
	"slices"
	"testing"
)

func TestTables(t *testing.T) {
	counts := map[string][]int{"iris": {50, 50, 50}, "wine": {59, 71, 48}, "breast_cancer": {212, 357}, "digits": {178, 182, 177, 183, 181, 182, 181, 179, 174, 180}}
	shapes := map[string][]int{"iris": {150, 4}, "wine": {178, 13}, "breast_cancer": {569, 30}, "digits": {1797, 8, 8}}
	for _, table := range Tables() {
		x, y, err := table.Load()
		if err != nil {
			t.Fatal(err)
		}
		got := make([]int, len(table.Classes))
		for _, c := range y.Ints() {
			got[c]++
		}
		if !slices.Equal(got, counts[table.Name]) || !slices.Equal(x.Shape(), shapes[table.Name]) {
			t.Errorf("%s: %v rows of the classes, shape %v", table.Name, got, x.Shape())
		}
	}
}
