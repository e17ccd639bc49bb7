// Package model is Keras: layers with delayed building, Sequential and
// functional models, training, and the data of summaries. It knows nothing of
// the language or of the terminal.
//
// Everything that a user can name is declared once by a [Class]: a Go struct
// whose tagged fields are the arguments. The constructor's signature, defaults
// and checks, get_config and from_config, help and completion follow from it.
package model
