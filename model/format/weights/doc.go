// Package weights reads and writes the weights of models in the files of
// Keras. It knows layers and variables; how a format lays out bytes is the
// business of the packages beside it.
package weights

import (
	"kerash/model"
	"kerash/tensor"
)

// Model is what has weights to save: layers in order, and variables of its own.
type Model interface {
	Core() *model.Base
	Layers() []model.Layer
}

// ordered is a layer's weights in the order in which files hold them: all
// trainable ones first, across sublayers.
func ordered(b *model.Base) []*tensor.Variable {
	return append(b.TrainableWeights(), b.NonTrainableWeights()...)
}

// top is the model's own variables, trainable ones first.
func top(b *model.Base) []*tensor.Variable {
	var yes, no []*tensor.Variable
	for _, v := range b.OwnWeights() {
		if v.Trainable {
			yes = append(yes, v)
		} else {
			no = append(no, v)
		}
	}
	return append(yes, no...)
}
