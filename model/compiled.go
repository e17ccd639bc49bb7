package model

// compiled is what compile set.
type compiled struct{}
