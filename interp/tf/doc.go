// Package tf is the module tensorflow as user code sees it, without keras:
// tensors and variables, the functions on them, gradients, control flow and
// the small modules around (tf.io, tf.strings, tf.config …). Datasets are in
// package data below.
//
// Each function is declared once, as a [decl] beside its code: the names it is
// exported under, its signature with TensorFlow's defaults, one line of
// documentation and a Go function over the ops of package tensor. The modules,
// argument binding, help and completion follow from the declarations; so does
// the layer that a call on a symbolic Keras tensor becomes.
package tf
