// Package keras is the module keras (tf.keras) as user code sees it.
//
// Classes come from the declarations of package model: each [model.Class]
// becomes a Python class whose constructor, attributes, help and completion
// follow from the declaration. What Keras adds to them, methods such as fit
// and summary, the function forms of losses and layers, keras.backend,
// keras.utils and keras.preprocessing, is declared here.
//
// Classes that user code derives from Keras' own get a Go part, an adapter that
// implements model.Layer, model.Metric and so on by calling the user's methods,
// so that they take part in functional graphs, in fit and in configs as the
// built-in ones do.
package keras
