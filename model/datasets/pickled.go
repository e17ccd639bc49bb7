package datasets

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"kerash/model/format/npy"
	"kerash/model/format/pickle"
	"kerash/model/format/plain"
	"kerash/model/format/weights"
	"kerash/tensor"
)

// CIFAR is colour pictures of 32 by 32 pixels (samples, 3, 32, 32) and a column
// of labels, from the unpacked files that Keras keeps: batches of a folder, and
// the key of the labels in them.
func CIFAR(folder, name, labels string, train []string, test string) (*Set, error) {
	s := &Set{Source: filepath.Join(folder, name)}
	var err error
	if s.XTrain, s.YTrain, err = cifarBatches(folder, name, labels, train...); err != nil {
		return nil, err
	}
	s.XTest, s.YTest, err = cifarBatches(folder, name, labels, test)
	return s, err
}

func cifarBatches(folder, name, labels string, files ...string) (x, y *tensor.Array, err error) {
	var pixels, classes []uint8
	for _, file := range files {
		data, err := os.ReadFile(filepath.Join(folder, name, file))
		if errors.Is(err, fs.ErrNotExist) {
			return nil, nil, missing(folder, filepath.Join(name, file))
		}
		if err != nil {
			return nil, nil, err
		}
		v, err := pickle.Read(data)
		if err != nil {
			return nil, nil, err
		}
		batch, _ := v.(pickle.Dict)
		picture, isArray := batch["data"].(*pickle.Array)
		list, isList := batch[labels].(*pickle.List)
		if !isArray || !isList || picture.DType != "u1" {
			return nil, nil, plain.Errorf("ValueError", "%s is no batch of CIFAR", file)
		}
		pixels = append(pixels, picture.Data...)
		for _, l := range list.Elems {
			n, _ := l.(int)
			classes = append(classes, uint8(n))
		}
	}
	n := len(classes)
	if len(pixels) != n*3*32*32 {
		return nil, nil, plain.Errorf("ValueError", "%s has %d bytes of pixels for %d labels", name, len(pixels), n)
	}
	return tensor.FromSlice(pixels, n, 3, 32, 32), tensor.FromSlice(classes, n, 1), nil
}

// Sequences reads lists of word numbers and their labels, in pairs of names of
// arrays, from a .npz file in the cache folder: imdb.npz, reuters.npz.
func Sequences(folder, name string, pairs ...[2]string) (words [][][]int, labels []*tensor.Array, err error) {
	z, err := npy.Open(filepath.Join(folder, name))
	if err != nil {
		if _, e := os.Stat(filepath.Join(folder, name)); errors.Is(e, fs.ErrNotExist) {
			err = missing(folder, name)
		}
		return nil, nil, err
	}
	defer z.Close()
	for _, p := range pairs {
		lists, err := wordLists(z, p[0])
		if err != nil {
			return nil, nil, err
		}
		y, err := z.Array(p[1])
		if err != nil {
			return nil, nil, err
		}
		words, labels = append(words, lists), append(labels, weights.Loaded(y))
	}
	return words, labels, nil
}

func wordLists(z *npy.Archive, name string) ([][]int, error) {
	data, err := z.Objects(name)
	if err != nil {
		return nil, err
	}
	v, err := pickle.Read(data)
	if err != nil {
		return nil, err
	}
	a, ok := v.(*pickle.Array)
	if !ok || a.DType != "O" || len(a.Shape) != 1 || a.Shape[0] != len(a.Objects) {
		return nil, plain.Errorf("ValueError", "%s is no array of lists", name)
	}
	out := make([][]int, len(a.Objects))
	for i, o := range a.Objects {
		l, ok := o.(*pickle.List)
		if !ok {
			return nil, plain.Errorf("ValueError", "%s is no array of lists", name)
		}
		out[i] = make([]int, len(l.Elems))
		for k, w := range l.Elems {
			out[i][k], _ = w.(int)
		}
	}
	return out, nil
}

// WordFilter is how word numbers are changed on the way into a data set.
type WordFilter struct {
	NumWords, SkipTop int
	// MaxLen keeps sequences that are shorter; 0 keeps all.
	MaxLen int
	// Start and Unknown are put before a sequence and in place of rare words; nil
	// for nothing.
	Start, Unknown *int
	IndexFrom      int
}

// Shift moves the word numbers up and adds the start.
func (f *WordFilter) Shift(lists [][]int) [][]int {
	out := make([][]int, len(lists))
	for i, l := range lists {
		if f.Start != nil {
			out[i] = append(out[i], *f.Start)
		}
		for _, w := range l {
			out[i] = append(out[i], w+f.IndexFrom)
		}
	}
	return out
}

// Short keeps the sequences below the length, and the indices of their labels.
func (f *WordFilter) Short(lists [][]int) (kept [][]int, rows []int) {
	for i, l := range lists {
		if f.MaxLen == 0 || len(l) < f.MaxLen {
			kept, rows = append(kept, l), append(rows, i)
		}
	}
	return kept, rows
}

// Limit replaces or drops the words that are too rare or too frequent. The
// number of words, where none is set, is the greatest one of all lists.
func (f *WordFilter) Limit(all ...[][]int) [][][]int {
	n := f.NumWords
	if n == 0 {
		for _, lists := range all {
			for _, l := range lists {
				if len(l) > 0 {
					n = max(n, slices.Max(l))
				}
			}
		}
	}
	out := make([][][]int, len(all))
	for k, lists := range all {
		out[k] = make([][]int, len(lists))
		for i, l := range lists {
			row := []int{}
			for _, w := range l {
				switch {
				case w >= f.SkipTop && w < n:
					row = append(row, w)
				case f.Unknown != nil:
					row = append(row, *f.Unknown)
				}
			}
			out[k][i] = row
		}
	}
	return out
}
