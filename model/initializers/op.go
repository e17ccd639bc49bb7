package initializers

import "kerash/model"

// opModule is where TensorFlow defines its own initializers.
const opModule = "tensorflow.python.ops.init_ops_v2"

// OpRandomUniformClass declares tf.random_uniform_initializer.
var OpRandomUniformClass = model.Declare(&model.Class{
	Kind: model.KindOpInitializer, In: opModule, Name: "RandomUniform", Functions: []string{"random_uniform_initializer"},
	Doc: "Initializer that makes uniformly distributed numbers, new ones at each call.",
	New: func() any { return &RandomUniform{Seeded: Seeded{ops: true}} },
})

// OpRandomNormalClass declares tf.random_normal_initializer.
var OpRandomNormalClass = model.Declare(&model.Class{
	Kind: model.KindOpInitializer, In: opModule, Name: "RandomNormal", Functions: []string{"random_normal_initializer"},
	Doc: "Initializer that makes normally distributed numbers, new ones at each call.",
	New: func() any { return &RandomNormal{Seeded: Seeded{ops: true}} },
})

// Class is the class that the initializer was made of.
func (r *RandomUniform) Class() *model.Class {
	if r.ops {
		return OpRandomUniformClass
	}
	return RandomUniformClass
}

// Class is the class that the initializer was made of.
func (r *RandomNormal) Class() *model.Class {
	if r.ops {
		return OpRandomNormalClass
	}
	return RandomNormalClass
}

// OpTruncatedNormal is the initializer that feature columns have for embeddings.
type OpTruncatedNormal struct {
	TruncatedNormal `args:"inline"`
	DType           string `arg:"dtype" default:"'float32'" doc:"dtype of the numbers"`
}

// OpTruncatedNormalClass declares the initializer of version 1 of TensorFlow.
var OpTruncatedNormalClass = model.Declare(&model.Class{
	Kind: model.KindOpInitializer, In: "tensorflow.python.ops.init_ops", Name: "TruncatedNormal",
	Doc: "Initializer that makes normally distributed numbers within two deviations, new ones at each call.",
	New: func() any { return &OpTruncatedNormal{TruncatedNormal: TruncatedNormal{Seeded: Seeded{ops: true}}} },
})

// Class is the class that the initializer was made of.
func (r *OpTruncatedNormal) Class() *model.Class { return OpTruncatedNormalClass }
