package datasets

import (
	"bufio"
	"bytes"
	"compress/gzip"
	_ "embed"
	"fmt"
	"strconv"
	"strings"

	"kerash/model/format/plain"
	"kerash/tensor"
)

// The tables are those of the UCI repository as scikit-learn (BSD-3) has them.
//
//go:embed data/iris.csv.gz
var irisCSV []byte

//go:embed data/wine.csv.gz
var wineCSV []byte

//go:embed data/breast_cancer.csv.gz
var breastCancerCSV []byte

//go:embed data/digits.csv.gz
var digitsCSV []byte

// Table is a small data set inside the program: rows of numbers, each with the
// number of its class.
type Table struct {
	Name, Doc string
	// Features are the names of the columns, Classes those of the classes.
	Features, Classes []string
	// Shape is the shape of a row, nil for one axis.
	Shape []int

	data   []byte
	headed bool // the first line is no row
}

// Tables lists the data sets.
func Tables() []*Table {
	return []*Table{
		{Name: "iris", Doc: "150 flowers of three kinds by the lengths and widths of their leaves (Fisher, 1936).",
			Features: []string{"sepal length (cm)", "sepal width (cm)", "petal length (cm)", "petal width (cm)"},
			Classes:  []string{"setosa", "versicolor", "virginica"}, data: irisCSV, headed: true},
		{Name: "wine", Doc: "178 wines of three growers by 13 chemical measurements (Forina et al., 1988).",
			Features: []string{"alcohol", "malic_acid", "ash", "alcalinity_of_ash", "magnesium", "total_phenols", "flavanoids", "nonflavanoid_phenols", "proanthocyanins", "color_intensity", "hue", "od280/od315_of_diluted_wines", "proline"},
			Classes:  []string{"class_0", "class_1", "class_2"}, data: wineCSV, headed: true},
		{Name: "breast_cancer", Doc: "569 tumours, malignant or benign, by 30 measurements of cell nuclei (Street, Wolberg and Mangasarian, 1993).",
			Features: nucleusFeatures(), Classes: []string{"malignant", "benign"}, data: breastCancerCSV, headed: true},
		{Name: "digits", Doc: "1797 handwritten digits of 8 by 8 pixels with values from 0 to 16 (Alpaydin and Kaynak, 1998).",
			Features: pixelFeatures(), Classes: strings.Fields("0 1 2 3 4 5 6 7 8 9"), Shape: []int{8, 8}, data: digitsCSV},
	}
}

// nucleusFeatures is ten measurements, each as mean, error and worst case.
func nucleusFeatures() []string {
	measured := []string{"radius", "texture", "perimeter", "area", "smoothness", "compactness", "concavity", "concave points", "symmetry", "fractal dimension"}
	var names []string
	for _, format := range []string{"mean %s", "%s error", "worst %s"} {
		for _, m := range measured {
			names = append(names, fmt.Sprintf(format, m))
		}
	}
	return names
}

func pixelFeatures() []string {
	var names []string
	for i := range 64 {
		names = append(names, fmt.Sprintf("pixel_%d_%d", i/8, i%8))
	}
	return names
}

// Load reads the rows as float32 and their classes as int64.
func (t *Table) Load() (x, y *tensor.Array, err error) {
	z, err := gzip.NewReader(bytes.NewReader(t.data))
	if err != nil {
		return nil, nil, err
	}
	var rows []float32
	var classes []int64
	lines := bufio.NewScanner(z)
	for first := true; lines.Scan(); first = false {
		if first && t.headed {
			continue
		}
		fields := strings.Split(lines.Text(), ",")
		if len(fields) != len(t.Features)+1 {
			return nil, nil, plain.Errorf("ValueError", "%s: a row has %d numbers", t.Name, len(fields))
		}
		for i, f := range fields {
			v, err := strconv.ParseFloat(f, 32)
			if err != nil {
				return nil, nil, err
			}
			if i == len(t.Features) {
				classes = append(classes, int64(v))
			} else {
				rows = append(rows, float32(v))
			}
		}
	}
	shape := t.Shape
	if shape == nil {
		shape = []int{len(t.Features)}
	}
	return tensor.FromSlice(rows, append([]int{len(classes)}, shape...)...), tensor.FromSlice(classes), lines.Err()
}
