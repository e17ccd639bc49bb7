package oracle

import (
	"context"

	"kerash/model"
	"kerash/tensor"
)

func catch(f func()) error { return tensor.Catch(f) }

// State is a session for a test, with a fixed seed.
func State() *model.State {
	s := tensor.NewScope(context.Background())
	s.Rand = tensor.NewGenerator(1)
	return model.NewState(s)
}
