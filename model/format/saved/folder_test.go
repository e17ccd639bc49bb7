package saved_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"google.golang.org/protobuf/encoding/protowire"

	"kerash/model"
	"kerash/model/format/checkpoint"
	"kerash/model/format/saved"
)

// parts is the fields of a message, by number.
func parts(t *testing.T, b []byte) map[protowire.Number][][]byte {
	t.Helper()
	out := map[protowire.Number][][]byte{}
	for len(b) > 0 {
		num, kind, n := protowire.ConsumeTag(b)
		if n < 0 {
			t.Fatal(protowire.ParseError(n))
		}
		b = b[n:]
		value, size := b, protowire.ConsumeFieldValue(num, kind, b)
		if size < 0 {
			t.Fatal(protowire.ParseError(size))
		}
		if value = b[:size]; kind == protowire.BytesType {
			value, _ = protowire.ConsumeBytes(value)
		}
		out[num] = append(out[num], value)
		b = b[size:]
	}
	return out
}

func varint(b [][]byte) int {
	if len(b) == 0 {
		return 0
	}
	v, _ := protowire.ConsumeVarint(b[0])
	return int(v)
}

// savedNode is a node of a SavedModel's graph of objects.
type savedNode struct {
	kind     string // an identifier, or a variable's name
	children map[string]int
}

func savedNodes(t *testing.T, path string) (nodes []savedNode) {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(path, "saved_model.pb"))
	if err != nil {
		t.Fatal(err)
	}
	top := parts(t, b)
	if varint(top[1]) != 1 || len(top[2]) != 1 {
		t.Fatalf("schema %d, %d graphs", varint(top[1]), len(top[2]))
	}
	meta := parts(t, top[2][0])
	if tags := parts(t, meta[1][0])[4]; len(tags) != 1 || string(tags[0]) != "serve" {
		t.Errorf("tags %q", tags)
	}
	for _, n := range parts(t, meta[7][0])[1] {
		f := parts(t, n)
		node := savedNode{children: map[string]int{}}
		for _, c := range f[1] {
			child := parts(t, c)
			node.children[string(child[2][0])] = varint(child[1])
		}
		if f[4] != nil {
			node.kind = string(parts(t, f[4][0])[1][0])
		} else {
			node.kind = string(parts(t, f[7][0])[6][0])
		}
		nodes = append(nodes, node)
	}
	return nodes
}

// A folder holds the graph of objects that its checkpoint has, and for every
// layer what Keras makes it from.
func TestFolder(t *testing.T) {
	for _, name := range []string{"mnist_mlp", "mnist_cnn", "nested", "residual", "text_rnn"} {
		t.Run(name, func(t *testing.T) {
			st := newState()
			m, err := saved.Load(st, filepath.Join(modelsDir, name+".keras"), true)
			if err != nil {
				t.Fatal(err)
			}
			path := filepath.Join(t.TempDir(), "folder")
			if err := saved.Save(st, m, path, saved.Options{}); err != nil {
				t.Fatal(err)
			}
			nodes := savedNodes(t, path)
			compareGraphs(t, nodes, filepath.Join(path, "variables", "variables"))
			compareLayers(t, nodes, filepath.Join(path, "keras_metadata.pb"))
		})
	}
}

func compareGraphs(t *testing.T, nodes []savedNode, prefix string) {
	b, err := checkpoint.Open(prefix)
	if err != nil {
		t.Fatal(err)
	}
	objects, err := b.Graph()
	if err != nil {
		t.Fatal(err)
	}
	if len(nodes) != len(objects)+1 || nodes[len(objects)].kind != "signature_map" || nodes[0].children["signatures"] != len(objects) {
		t.Fatalf("%d nodes for %d objects", len(nodes), len(objects))
	}
	for i, o := range objects {
		for _, c := range o.Children {
			if nodes[i].children[c.Name] != c.ID {
				t.Errorf("node %d: %s is %d, not %d", i, c.Name, nodes[i].children[c.Name], c.ID)
			}
		}
		if o.FullName != "" && o.FullName != nodes[i].kind {
			t.Errorf("node %d is %q, not the variable %q", i, nodes[i].kind, o.FullName)
		}
	}
}

func compareLayers(t *testing.T, nodes []savedNode, file string) {
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[int]bool{}
	for _, n := range parts(t, b)[1] {
		f := parts(t, n)
		id, at := varint(f[2]), 0
		for _, name := range strings.Split(string(f[3][0]), ".")[1:] {
			at = nodes[at].children[name]
		}
		if at != id || string(f[4][0]) != nodes[id].kind {
			t.Errorf("%s: node %d %q, not %d %q", f[3][0], id, f[4][0], at, nodes[at].kind)
		}
		cfg, err := model.ParseJSON(string(f[5][0]))
		if err != nil {
			t.Fatal(err)
		}
		for _, key := range []string{"name", "class_name", "config"} {
			if !cfg.(*model.Map).Has(key) {
				t.Errorf("%s has no %s", f[3][0], key)
			}
		}
		seen[id] = true
	}
	for i, n := range nodes {
		if i > 0 && slices.Contains([]string{"_tf_keras_input_layer", "_tf_keras_network", "_tf_keras_sequential"}, n.kind) && !seen[i] {
			t.Error(fmt.Sprint("nothing is said of node ", i, " ", n.kind))
		}
	}
}
