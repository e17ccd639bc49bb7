package model

import "kerash/tensor"

// Model is a layer that is trained, evaluated and saved as a whole.
type Model interface {
	Layer
	// ModelCore is the embedded ModelBase.
	ModelCore() *ModelBase
}

// ModelBase is the part that all models share: what compile set, and the state
// of training.
type ModelBase struct {
	Base

	// StopTraining ends fit after the running batch's epoch; callbacks set it.
	StopTraining bool
	// History is what the last fit recorded, nil before the first.
	History *History

	compiled *compiled
	deferred []int // the shape that Build was given, nil when the model was called instead
	inputs   []tensor.Spec
}

// ModelCore implements [Model].
func (m *ModelBase) ModelCore() *ModelBase { return m }
