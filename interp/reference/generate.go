package reference

//go:generate go run ./generate ../../docs/reference
