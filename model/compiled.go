package model

// compiled is what compile set.
type compiled struct{}

// CompileConfig is what compile was given, nil before compile.
func (m *ModelBase) CompileConfig(st *State) *Map { return nil }
