package reference

//go:generate go run ./generate ../../docs testdata/api.tsv
