// Package checkpoint reads and writes TensorFlow's checkpoints: prefix.index,
// a sorted table of tensors, prefix.data-00000-of-00001 with their bytes, and
// in it the graph of the objects that the tensors belong to.
//
// The table has the layout of LevelDB's (blocks of prefix-compressed entries,
// restart points, a footer); entries are BundleEntryProto messages, the one
// under the empty key a BundleHeaderProto. Checksums are verified. Nothing that
// a file claims is believed before it is held against the file's size.
//
// Sources: tensor_bundle.proto, trackable_object_graph.proto and table_format.txt
// of TensorFlow and LevelDB.
package checkpoint
