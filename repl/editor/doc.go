// Package editor reads whole cells from a terminal: several lines edited as
// one text, with history, search, completion and live highlighting.
//
// Raw mode, the key loop and the redraw cycle come from chzyer/readline; the
// text, the cursor and everything drawn belong to this package. readline is
// told that the terminal is endlessly wide, so that it never moves the cursor
// by itself:
//
//	os.Stdin ─▶ decoder ─▶ readline key loop ─▶ filter: applies a key to the cell
//	                                              │ hands back "bell": nothing for readline to do
//	                                              ▼
//	               listener asks for a redraw ─▶ clean: screen wrapper moves up and erases
//	                                             print: painter draws prompt, cell, hint rows
//
// The package knows nothing of the language: a Config brings the functions
// that judge, complete and explain a text.
package editor
