package keras

import (
	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model/datasets"
)

// newDatasetsModule makes keras.datasets.
func newDatasetsModule() *object.Module {
	return &object.Module{Name: "keras.datasets", Doc: "Data sets for practice: the digits inside kerash, and what the cache folder of Keras holds.", Members: func() []object.Member {
		part := func(name, doc string, members ...object.Member) object.Member {
			return object.Const(name, &object.Module{Name: "keras.datasets." + name, Doc: doc, Members: func() []object.Member { return members }})
		}
		return []object.Member{
			part("mnist", "Handwritten digits of 28 by 28 pixels.",
				object.Fun("load_data(path='mnist.npz')", "(x_train, y_train), (x_test, y_test): pictures as uint8 and their digits.", loadMNIST)),
			part("fashion_mnist", "Pictures of clothes, 28 by 28 pixels, in 10 classes.",
				object.Fun("load_data()", "(x_train, y_train), (x_test, y_test) from the cache folder.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
					checkFiles(th)
					s, err := datasets.FashionMNIST(datasets.Folder())
					if err != nil {
						return nil, err
					}
					return setValue(s), nil
				})),
			part("boston_housing", "Prices of houses with 13 features.",
				object.Fun("load_data(path='boston_housing.npz', test_split=0.2, seed=113)", "(x_train, y_train), (x_test, y_test) from the cache folder.", loadBoston)),
			part("cifar10", "Colour pictures of 32 by 32 pixels in 10 classes.",
				object.Fun("load_data()", "(x_train, y_train), (x_test, y_test) from the cache folder.", loadCIFAR10)),
			part("cifar100", "Colour pictures of 32 by 32 pixels in 100 classes, or 20 coarse ones.",
				object.Fun("load_data(label_mode='fine')", "(x_train, y_train), (x_test, y_test) from the cache folder.", loadCIFAR100)),
			part("imdb", "Film reviews as word numbers, good or bad.",
				object.Fun("load_data(path='imdb.npz', num_words=None, skip_top=0, maxlen=None, seed=113, start_char=1, oov_char=2, index_from=3, **kwargs)", "(x_train, y_train), (x_test, y_test) from the cache folder.", loadIMDB),
				wordIndexMember("imdb")),
			part("reuters", "News as word numbers, by 46 topics.",
				object.Fun("load_data(path='reuters.npz', num_words=None, skip_top=0, maxlen=None, test_split=0.2, seed=113, start_char=1, oov_char=2, index_from=3, **kwargs)", "(x_train, y_train), (x_test, y_test) from the cache folder.", loadReuters),
				wordIndexMember("reuters"),
				object.Fun("get_label_names()", "The names of the topics.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
					return object.NewTuple(texts(topics).Elems...), nil
				})),
		}
	}}
}

func setValue(s *datasets.Set) object.Value {
	return object.NewTuple(object.NewTuple(s.XTrain, s.YTrain), object.NewTuple(s.XTest, s.YTest))
}

func loadMNIST(th *object.Thread, a *object.Bound) (object.Value, error) {
	folder := datasets.Folder()
	if th.Safe {
		folder = ""
	}
	s, err := datasets.MNIST(folder, a.Str("path"))
	if err != nil {
		return nil, err
	}
	binding.State(th).Warnf("note", "mnist: %s", s.Source)
	return setValue(s), nil
}

// loadBoston shuffles as Keras does and splits.
func loadBoston(th *object.Thread, a *object.Bound) (object.Value, error) {
	checkFiles(th)
	x, y, err := datasets.Pairs(datasets.Folder(), a.Str("path"))
	if err != nil {
		return nil, err
	}
	return splitShuffled(th, x, y, a.Float("test_split"), a.Value("seed"))
}
