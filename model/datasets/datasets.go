// Package datasets holds the data sets of keras.datasets: ten thousand digits of
// MNIST inside the program, and whatever the cache folder of Keras has. Nothing
// is downloaded.
package datasets

import (
	"compress/gzip"
	_ "embed"
	"encoding/binary"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"kerash/model/format/npy"
	"kerash/model/format/plain"
	"kerash/model/format/weights"
	"kerash/tensor"
)

// Set is a data set in two parts.
type Set struct {
	XTrain, YTrain, XTest, YTest *tensor.Array
	// Source says where the data came from, for a note to the user.
	Source string
}

// The digits are 10,000 of MNIST (LeCun, Cortes, Burges; CC BY-SA 3.0), 8000 to
// train with and 2000 to test with.
//
//go:embed data/mnist_10k.npz
var mnist10k []byte

// Folder is the cache folder of Keras: $KERAS_HOME/datasets, or
// ~/.keras/datasets.
func Folder() string {
	home := os.Getenv("KERAS_HOME")
	if home == "" {
		user, err := os.UserHomeDir()
		if err != nil {
			return ""
		}
		home = filepath.Join(user, ".keras")
	}
	return filepath.Join(home, "datasets")
}

// MNIST is the handwritten digits: of the file with a name in folder where that
// exists, else those inside the program. An empty folder means these.
func MNIST(folder, name string) (*Set, error) {
	if folder != "" {
		path := filepath.Join(folder, name)
		z, err := npy.Open(path)
		switch {
		case err == nil:
			defer z.Close()
			return digits(z, path)
		case !errors.Is(err, fs.ErrNotExist):
			return nil, err
		}
	}
	z, err := npy.Bytes(mnist10k)
	if err != nil {
		return nil, err
	}
	return digits(z, "the 10,000 digits inside kerash")
}

func digits(z *npy.Archive, source string) (*Set, error) {
	s := &Set{Source: source}
	for name, to := range map[string]**tensor.Array{"x_train": &s.XTrain, "y_train": &s.YTrain, "x_test": &s.XTest, "y_test": &s.YTest} {
		a, err := z.Array(name)
		if err != nil {
			return nil, err
		}
		*to = weights.Loaded(a)
	}
	return s, nil
}

// missing is the error for a data set that the cache folder does not have.
func missing(folder, what string) error {
	return plain.Errorf("FileNotFoundError", "%s is not in the cache folder %s, and kerash downloads nothing: put the file there", what, folder)
}

// FashionMNIST is the pictures of clothes, from the four files that Keras keeps
// in the cache folder.
func FashionMNIST(folder string) (*Set, error) {
	s := &Set{Source: filepath.Join(folder, "fashion-mnist")}
	for name, to := range map[string]**tensor.Array{
		"train-labels-idx1-ubyte.gz": &s.YTrain, "train-images-idx3-ubyte.gz": &s.XTrain,
		"t10k-labels-idx1-ubyte.gz": &s.YTest, "t10k-images-idx3-ubyte.gz": &s.XTest,
	} {
		a, err := readIDX(filepath.Join(s.Source, name))
		if errors.Is(err, fs.ErrNotExist) {
			return nil, missing(folder, filepath.Join("fashion-mnist", name))
		}
		if err != nil {
			return nil, err
		}
		*to = a
	}
	return s, nil
}

// readIDX reads a compressed file of MNIST's original format: a magic number
// whose last byte is the number of axes, the axes, the bytes.
func readIDX(path string) (*tensor.Array, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, plain.Errorf("OSError", "Not a gzipped file: %s: %v", path, err)
	}
	head := make([]byte, 4)
	if _, err := io.ReadFull(z, head); err != nil || head[0] != 0 || head[1] != 0 || head[2] != 8 || head[3] > 4 {
		return nil, plain.Errorf("ValueError", "%s is no file of bytes in IDX format", path)
	}
	shape := make([]int, head[3])
	for i := range shape {
		var n uint32
		if err := binary.Read(z, binary.BigEndian, &n); err != nil {
			return nil, plain.Errorf("ValueError", "%s ends too early: %v", path, err)
		}
		shape[i] = int(n)
	}
	n, ok := plain.Count(shape)
	if !ok {
		return nil, plain.Errorf("ValueError", "%s claims the shape %s", path, plain.ShapeString(shape))
	}
	data, err := plain.Decode(z, plain.Uint8, n, binary.BigEndian)
	if err != nil {
		return nil, plain.Errorf("ValueError", "%s ends too early: %v", path, err)
	}
	return tensor.FromSlice(data.([]uint8), shape...), nil
}

// Pairs reads the arrays x and y of a .npz file in the cache folder:
// boston_housing.npz.
func Pairs(folder, name string) (x, y *tensor.Array, err error) {
	z, err := npy.Open(filepath.Join(folder, name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, missing(folder, name)
	}
	if err != nil {
		return nil, nil, err
	}
	defer z.Close()
	ax, err := z.Array("x")
	if err != nil {
		return nil, nil, err
	}
	ay, err := z.Array("y")
	if err != nil {
		return nil, nil, err
	}
	return weights.Loaded(ax), weights.Loaded(ay), nil
}
