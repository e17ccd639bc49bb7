package saved

import (
	"slices"
	"strings"

	"kerash/model"
	"kerash/model/format/checkpoint"
	"kerash/model/format/message"
	"kerash/model/format/plain"
	"kerash/model/format/weights"
	"kerash/tensor"
)

// Identifiers by which TensorFlow knows the objects of a SavedModel.
const (
	inputIdentifier      = "_tf_keras_input_layer"
	layerIdentifier      = "_tf_keras_layer"
	metricIdentifier     = "_tf_keras_metric"
	modelIdentifier      = "_tf_keras_model"
	networkIdentifier    = "_tf_keras_network"
	recurrentIdentifier  = "_tf_keras_rnn_layer"
	sequentialIdentifier = "_tf_keras_sequential"
	optimizerIdentifier  = "experimentalOptimizer"
	signaturesIdentifier = "signature_map"
	genericIdentifier    = "_generic_user_object"
)

// recurrentClasses are the layers that TensorFlow saves as recurrent ones.
var recurrentClasses = []string{"RNN", "SimpleRNN", "LSTM", "GRU", "ConvLSTM1D", "ConvLSTM2D", "ConvLSTM3D"}

// identifier is what a SavedModel calls an object that is no variable.
func identifier(v any) string {
	switch x := v.(type) {
	case folderRoot:
		return identifier(x.Model)
	case *model.InputLayer:
		return inputIdentifier
	case model.Model:
		switch {
		case isStack(x):
			return sequentialIdentifier
		case x.Graph() != nil:
			return networkIdentifier
		}
		return modelIdentifier
	case model.Layer:
		if slices.Contains(recurrentClasses, x.Core().ClassName()) {
			return recurrentIdentifier
		}
		return layerIdentifier
	case model.Metric:
		return metricIdentifier
	case model.Optimizer:
		return optimizerIdentifier
	case weights.Container:
		if kind := x.ContainerKind(); kind != "" {
			return "trackable_" + kind + "_wrapper"
		}
		return layerIdentifier // what Keras keeps in a layer and kerash does not
	case LayerAPI:
		return genericIdentifier
	}
	return genericIdentifier
}

// isStack reports whether a model is a Sequential.
func isStack(m model.Model) bool {
	_, ok := m.(*model.Sequential)
	return ok || m.Core().ClassName() == "Sequential"
}

func children(list []checkpoint.Child) (out []byte) {
	for _, c := range list {
		out = message.Append(out, 1, message.Append(message.AppendNumber(nil, 1, uint64(c.ID)), 2, []byte(c.Name)))
	}
	return out
}

// userObject is a SavedUserObject message.
func userObject(identifier string) []byte {
	producer := uint64(1)
	if identifier == optimizerIdentifier {
		producer = 2
	}
	return message.Append(message.Append(nil, 1, []byte(identifier)), 2, version(producer))
}

// version is a VersionDef message.
func version(producer uint64) []byte {
	return message.AppendNumber(message.AppendNumber(nil, 1, producer), 2, 1)
}

// savedVariable is a SavedVariable message.
func savedVariable(v *tensor.Variable) []byte {
	var shape []byte
	for _, d := range v.Declared() {
		shape = message.Append(shape, 2, message.AppendNumber(nil, 1, uint64(d)))
	}
	dtype, _ := checkpoint.TypeNumber(plain.DType(v.DType().String()))
	out := message.Append(message.AppendNumber(nil, 1, dtype), 2, shape)
	if v.Trainable {
		out = message.AppendNumber(out, 3, 1)
	}
	return message.Append(out, 6, []byte(strings.TrimSuffix(v.Name, ":0")))
}
