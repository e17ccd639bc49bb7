package keras

import "kerash/interp/object"

// trainingMembers are the methods of models that train, evaluate and predict.
func trainingMembers() []object.Member { return nil }
