package numpy

import "kerash/interp/object"

func randomModule() *object.Module {
	return &object.Module{Name: "numpy.random", Doc: "Random numbers.", Members: func() []object.Member { return nil }}
}
