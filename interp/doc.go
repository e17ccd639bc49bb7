// Package interp runs the kerash language: a Session takes the text of a cell
// or a file and gives what it shows or how it failed.
//
// It joins the rooms below it: syntax parses, eval runs, object has the values,
// std, numpy, tf and keras are the modules that user code imports. It does not
// know the terminal: shown values go to Options.Show, what print writes to
// Options.Stdout.
package interp
