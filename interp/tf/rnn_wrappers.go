package tf

import (
	_ "embed"
	"strings"

	"kerash/interp/object"
)

// wrapperSource are the classes of tf.nn that wrap recurrent cells: they derive
// from a class of Keras', which this package does not know.
//
//go:embed rnn_wrappers.py
var wrapperSource string

var wrapperCode = &pythonCode{file: "<rnn_wrappers>", source: wrapperSource}

// wrapperNames are the classes as tf.nn has them.
var wrapperNames = []string{"RNNCellDropoutWrapper", "RNNCellResidualWrapper", "RNNCellDeviceWrapper"}

// wrapperAttr finds the wrappers of cells among the names of tf.nn.
func wrapperAttr(th *object.Thread, name string) (object.Value, bool, error) {
	for _, n := range wrapperNames {
		if n == name {
			v, err := wrapperCode.function(th, strings.TrimPrefix(n, "RNNCell"), "", "")
			return v, err == nil, err
		}
	}
	return nil, false, nil
}
