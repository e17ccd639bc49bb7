package std

// path is pathlib.Path.
type path struct{ text string }
