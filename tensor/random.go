package tensor

// Generator is a session's source of random numbers.
type Generator struct {
	Seed int64
}

// NewGenerator makes a generator with a seed.
func NewGenerator(seed int64) *Generator { return &Generator{Seed: seed} }
