package keras

import (
	"os"
	"path/filepath"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model/datasets"
	"kerash/tensor"
)

// loadCIFAR loads the pictures of a folder of batches.
func loadCIFAR(th *object.Thread, name, labels string, train []string, test string) (object.Value, error) {
	checkFiles(th)
	s, err := datasets.CIFAR(datasets.Folder(), name, labels, train, test)
	if err != nil {
		return nil, err
	}
	if binding.State(th).ImageDataFormat == "channels_last" {
		for _, x := range []**tensor.Array{&s.XTrain, &s.XTest} {
			v, err := object.CallMethodOf(th, *x, "transpose", object.Pos(0, 2, 3, 1))
			if err != nil {
				return nil, err
			}
			*x = v.(*tensor.Array)
		}
	}
	return setValue(s), nil
}

func loadCIFAR10(th *object.Thread, a *object.Bound) (object.Value, error) {
	return loadCIFAR(th, "cifar-10-batches-py", "labels", []string{"data_batch_1", "data_batch_2", "data_batch_3", "data_batch_4", "data_batch_5"}, "test_batch")
}

func loadCIFAR100(th *object.Thread, a *object.Bound) (object.Value, error) {
	mode := object.Must(object.Str(th, a.Value("label_mode")))
	if mode != "fine" && mode != "coarse" {
		return nil, object.ValueErrorf("`label_mode` must be one of `\"fine\"`, `\"coarse\"`. Received: label_mode=%s.", mode)
	}
	return loadCIFAR(th, "cifar-100-python", mode+"_labels", []string{"train"}, "test")
}

// wordFilter reads the arguments of data sets of words.
func wordFilter(th *object.Thread, a *object.Bound, end string) (*datasets.WordFilter, error) {
	f := &datasets.WordFilter{NumWords: a.IntOr("num_words", 0), SkipTop: a.Int("skip_top"), MaxLen: a.IntOr("maxlen", 0), IndexFrom: a.IntOr("index_from", 0)}
	unknown := object.NewDict()
	for _, k := range a.Kwargs("kwargs") {
		if k.Name == "nb_words" {
			binding.State(th).Warnf("WARNING", "The `nb_words` argument in `load_data` has been renamed `num_words`.")
			f.NumWords = object.Must(object.AsIndex(th, k.Value))
			continue
		}
		unknown.SetStr(k.Name, k.Value)
	}
	if unknown.Len() > 0 {
		return nil, object.TypeErrorf("Unrecognized keyword arguments: %s%s", object.Must(object.Repr(th, unknown)), end)
	}
	for name, to := range map[string]**int{"start_char": &f.Start, "oov_char": &f.Unknown} {
		if a.Has(name) {
			n := a.Int(name)
			*to = &n
		}
	}
	return f, nil
}

// shuffled brings lists and labels in the order that a generator draws.
func shuffled(th *object.Thread, rng object.Value, lists [][]int, labels *tensor.Array) ([][]int, *tensor.Array) {
	order := object.NewList()
	for i := range lists {
		order.Elems = append(order.Elems, i)
	}
	object.Must(object.CallMethodOf(th, rng, "shuffle", object.Pos(order)))
	at := object.Must(object.AsInts(th, order))
	out := make([][]int, len(lists))
	for i, k := range at {
		out[i] = lists[k]
	}
	return out, takeRows(labels, at)
}

func loadIMDB(th *object.Thread, a *object.Bound) (object.Value, error) {
	checkFiles(th)
	f, err := wordFilter(th, a, ".")
	if err != nil {
		return nil, err
	}
	words, labels, err := datasets.Sequences(datasets.Folder(), a.Str("path"), [2]string{"x_train", "y_train"}, [2]string{"x_test", "y_test"})
	if err != nil {
		return nil, err
	}
	rng := object.Must(callImported(th, "numpy.random", "RandomState", object.Pos(a.Value("seed"))))
	for i := range words {
		words[i], labels[i] = shuffled(th, rng, words[i], labels[i])
		var rows []int
		words[i], rows = f.Short(f.Shift(words[i]))
		labels[i] = takeRows(labels[i], rows)
		if len(rows) == 0 {
			return nil, object.ValueErrorf("After filtering for sequences shorter than maxlen=%d, no sequence was kept. Increase maxlen.", f.MaxLen)
		}
	}
	words = f.Limit(words...)
	return object.NewTuple(
		object.NewTuple(object.Must(listArray(th, words[0])), labels[0]),
		object.NewTuple(object.Must(listArray(th, words[1])), labels[1])), nil
}

func loadReuters(th *object.Thread, a *object.Bound) (object.Value, error) {
	checkFiles(th)
	f, err := wordFilter(th, a, "")
	if err != nil {
		return nil, err
	}
	words, labels, err := datasets.Sequences(datasets.Folder(), a.Str("path"), [2]string{"x", "y"})
	if err != nil {
		return nil, err
	}
	rng := object.Must(callImported(th, "numpy.random", "RandomState", object.Pos(a.Value("seed"))))
	x, y := shuffled(th, rng, words[0], labels[0])
	x, rows := f.Short(f.Shift(x))
	y = takeRows(y, rows)
	x = f.Limit(x)[0]
	at := int(float64(len(x)) * (1 - a.Float("test_split")))
	order := make([]int, len(x))
	for i := range order {
		order[i] = i
	}
	return object.NewTuple(
		object.NewTuple(object.Must(listArray(th, x[:at])), takeRows(y, order[:at])),
		object.NewTuple(object.Must(listArray(th, x[at:])), takeRows(y, order[at:]))), nil
}

// listArray is an array of lists, as NumPy makes it of lists of any lengths.
func listArray(th *object.Thread, lists [][]int) (object.Value, error) {
	rows := object.NewList()
	for _, l := range lists {
		rows.Elems = append(rows.Elems, intList(l))
	}
	return callImported(th, "numpy", "array", object.Pos(rows).With("dtype", "object"))
}

// wordIndexMember is get_word_index of a data set.
func wordIndexMember(name string) object.Member {
	return object.Fun("get_word_index(path='"+name+"_word_index.json')", "The number of each word, from the cache folder.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
		checkFiles(th)
		path := filepath.Join(datasets.Folder(), a.Str("path"))
		text, err := os.ReadFile(path)
		if err != nil {
			return nil, notDownloaded("https://storage.googleapis.com/tensorflow/tf-keras-datasets/"+name+"_word_index.json", path)
		}
		return callImported(th, "json", "loads", object.Pos(string(text)))
	})
}

// topics are the names of the classes of reuters.
var topics = []string{"cocoa", "grain", "veg-oil", "earn", "acq", "wheat", "copper", "housing", "money-supply", "coffee", "sugar", "trade",
	"reserves", "ship", "cotton", "carcass", "crude", "nat-gas", "cpi", "money-fx", "interest", "gnp", "meal-feed", "alum", "oilseed", "gold",
	"tin", "strategic-metal", "livestock", "retail", "ipi", "iron-steel", "rubber", "heat", "jobs", "lei", "bop", "zinc", "orange", "pet-chem",
	"dlr", "gas", "silver", "wpi", "hog", "lead"}
