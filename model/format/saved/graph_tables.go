package saved

import (
	"encoding/binary"
	"os"
	"path/filepath"
	"slices"

	"kerash/model"
	"kerash/model/format/message"
	"kerash/model/format/weights"
	"kerash/tensor"
)

// loadVocabularies gives layers the vocabularies that adapt had found when
// TensorFlow saved them: they are constants of the graph, by which functions
// fill tables.
func loadVocabularies(path string, m model.Model) {
	keeps := func(o *weights.Object) bool {
		_, ok := o.Value.(model.VocabularyKeeper)
		return ok
	}
	if slices.ContainsFunc(weights.Objects(m), keeps) {
		w := vocabularyWalk{graph: readGraph(path), seen: map[walked]bool{}}
		w.visit(0, m)
	}
}

// savedGraph is what of a SavedModel leads to the constants in its tables.
type savedGraph struct {
	nodes []graphNode
	// captures are the nodes that a concrete function takes its constants from.
	captures map[string][]int
	// constants are the values of the graph's constants, as tensor messages.
	constants map[string][]byte
}

// graphNode is an object: its children, the functions of one that is a function,
// the operation of one that is a constant.
type graphNode struct {
	children  map[string]int
	functions []string
	operation string
}

func (g *savedGraph) child(id int, names ...string) (int, bool) {
	for _, name := range names {
		if id < 0 || id >= len(g.nodes) {
			return 0, false
		}
		next, ok := g.nodes[id].children[name]
		if !ok {
			return 0, false
		}
		id = next
	}
	return id, id >= 0 && id < len(g.nodes)
}

// vocabularyWalk follows the edges of a saved graph and of a model together.
type vocabularyWalk struct {
	graph *savedGraph
	seen  map[walked]bool
}

type walked struct {
	id    int
	value any
}

func (w *vocabularyWalk) visit(id int, v any) {
	at := walked{id, v}
	if w.seen[at] {
		return
	}
	w.seen[at] = true
	if k, ok := v.(model.VocabularyKeeper); ok {
		if found, _ := k.FoundVocabulary(); found == nil {
			if tokens := w.graph.tokens(id); len(tokens) > 0 {
				k.TakeVocabulary(tokens)
			}
		}
	}
	for _, e := range weights.Edges(v) {
		if next, ok := w.graph.child(id, e.Name); ok {
			w.visit(next, e.To)
		}
	}
}

// tokens is the vocabulary in the table of a saved layer: of its keys and values
// the texts, or the ones that are not the numbers 0, 1, 2 … in order.
func (g *savedGraph) tokens(layer int) []any {
	initialize, ok := g.child(layer, "lookup_table", "_initialize")
	if !ok {
		if initialize, ok = g.child(layer, "_lookup_layer", "lookup_table", "_initialize"); !ok {
			return nil
		}
	}
	if len(g.nodes[initialize].functions) == 0 {
		return nil
	}
	var numbers []any
	for _, id := range g.captures[g.nodes[initialize].functions[0]] {
		if id < 0 || id >= len(g.nodes) {
			continue
		}
		values, text := constantValues(g.constants[g.nodes[id].operation])
		if text {
			return values
		}
		if len(values) > 0 && (numbers == nil || !consecutive(values)) {
			numbers = values
		}
	}
	return numbers
}

func consecutive(values []any) bool {
	for i, v := range values {
		if n, ok := v.(int); !ok || n != values[0].(int)+i {
			return false
		}
	}
	return true
}

// constantValues is the elements of a TensorProto with texts or int64s.
func constantValues(b []byte) (values []any, text bool) {
	size := 1
	for _, f := range fieldsOf(b) {
		switch f.Num {
		case 2:
			for _, d := range fieldsOf(f.Bytes) {
				if d.Num == 2 {
					size *= int(firstNumber(d.Bytes, 1))
				}
			}
		case 4:
			for c := f.Bytes; len(c) >= 8; c = c[8:] {
				values = append(values, int(int64(binary.LittleEndian.Uint64(c))))
			}
		case 8:
			values, text = append(values, string(f.Bytes)), true
		case 10:
			list, err := f.Numbers()
			tensor.Check(err)
			for _, v := range list {
				values = append(values, int(int64(v)))
			}
		}
	}
	// Elements that repeat the last one are left out.
	for len(values) > 0 && len(values) < min(size, len(b)) {
		values = append(values, values[len(values)-1])
	}
	return values, text
}

// readGraph takes the SavedModel of a folder apart. A damaged one is a
// ValueError.
func readGraph(path string) *savedGraph {
	b, err := os.ReadFile(filepath.Join(path, "saved_model.pb"))
	tensor.Check(err)
	g := &savedGraph{captures: map[string][]int{}, constants: map[string][]byte{}}
	for _, meta := range fieldsOf(b) {
		if meta.Num != 2 {
			continue
		}
		for _, f := range fieldsOf(meta.Bytes) {
			switch f.Num {
			case 2:
				g.addConstants(f.Bytes)
			case 7:
				g.addObjects(f.Bytes)
			}
		}
		break // there is one graph
	}
	return g
}

// addConstants takes the constants of a GraphDef.
func (g *savedGraph) addConstants(b []byte) {
	for _, node := range fieldsOf(b) {
		if node.Num != 1 {
			continue
		}
		var name, op string
		var value []byte
		for _, f := range fieldsOf(node.Bytes) {
			switch f.Num {
			case 1:
				name = string(f.Bytes)
			case 2:
				op = string(f.Bytes)
			case 5:
				if key, attr := entry(f.Bytes); key == "value" {
					value = firstBytes(attr, 8)
				}
			}
		}
		if op == "Const" {
			g.constants[name] = value
		}
	}
}

// addObjects takes the nodes and the functions of a SavedObjectGraph.
func (g *savedGraph) addObjects(b []byte) {
	for _, f := range fieldsOf(b) {
		switch f.Num {
		case 1:
			g.nodes = append(g.nodes, parseNode(f.Bytes))
		case 2:
			name, function := entry(f.Bytes)
			for _, p := range fieldsOf(function) {
				if p.Num != 2 {
					continue
				}
				ids, err := p.Numbers()
				tensor.Check(err)
				for _, id := range ids {
					g.captures[name] = append(g.captures[name], int(int32(id)))
				}
			}
		}
	}
}

func parseNode(b []byte) graphNode {
	n := graphNode{children: map[string]int{}}
	for _, f := range fieldsOf(b) {
		switch f.Num {
		case 1:
			n.children[string(firstBytes(f.Bytes, 2))] = int(int32(firstNumber(f.Bytes, 1)))
		case 6:
			for _, p := range fieldsOf(f.Bytes) {
				if p.Num == 1 {
					n.functions = append(n.functions, string(p.Bytes))
				}
			}
		case 9:
			n.operation = string(firstBytes(f.Bytes, 1))
		}
	}
	return n
}

// entry is the key and the value of an entry of a map.
func entry(b []byte) (key string, value []byte) { return string(firstBytes(b, 1)), firstBytes(b, 2) }

func firstBytes(b []byte, num int) []byte {
	for _, f := range fieldsOf(b) {
		if int(f.Num) == num {
			return f.Bytes
		}
	}
	return nil
}

func firstNumber(b []byte, num int) uint64 {
	for _, f := range fieldsOf(b) {
		if int(f.Num) == num {
			return f.Value
		}
	}
	return 0
}

// fieldsOf takes a message of saved_model.pb apart.
func fieldsOf(b []byte) []message.Field {
	fs, err := message.Fields(b)
	if err != nil {
		tensor.Throwf("ValueError", "saved_model.pb is damaged (%v).", err)
	}
	return fs
}
