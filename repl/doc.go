// Package repl is kerash as a person meets it: the prompt with its cells,
// magics, completion and help, and scripts with their shown values, errors and
// progress. It knows the terminal and the session; how a tensor or a layer
// works it learns from the declarations.
package repl
