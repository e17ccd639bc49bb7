package tensor

import "fmt"

// graphTable is a table from texts or numbers to such, which a graph fills and
// asks.
type graphTable struct {
	key, value DType
	rows       map[string]int // by key, among values
	keys       []string
	texts      []string
	numbers    []float64
}

func (t *graphTable) put(key string, text string, number float64) {
	if i, ok := t.rows[key]; ok {
		t.texts[i], t.numbers[i] = text, number
		return
	}
	t.rows[key] = len(t.keys)
	t.keys, t.texts, t.numbers = append(t.keys, key), append(t.texts, text), append(t.numbers, number)
}

// keyOf is element i of an array as a key.
func keyOf(a *Array, i int) string {
	switch {
	case a.DType() == String:
		return a.Str(i)
	case a.DType().IsFloat():
		return fmt.Sprint(a.Float(i))
	}
	return fmt.Sprint(a.Int(i))
}

// elementOf is element i of an array as a value.
func elementOf(a *Array, i int) (text string, number float64) {
	if a.DType() == String {
		return a.Str(i), 0
	}
	return "", a.Float(i)
}

// fill puts keys and values into the table.
func (t *graphTable) fill(keys, values *Array) {
	for i := range keys.Size() {
		text, number := elementOf(values, i)
		t.put(keyOf(keys, i), text, number)
	}
}

// find looks the keys up; other is the value of keys that the table has not.
func (t *graphTable) find(keys, other *Array) *Array {
	n := keys.Size()
	texts, numbers := make([]string, n), make([]float64, n)
	for i := range n {
		if row, ok := t.rows[keyOf(keys, i)]; ok {
			texts[i], numbers[i] = t.texts[row], t.numbers[row]
			continue
		}
		texts[i], numbers[i] = elementOf(other, 0)
	}
	if t.value == String {
		return FromSlice(texts).Reshape(keys.Shape())
	}
	return FromSlice(numbers).Reshape(keys.Shape()).Cast(t.value)
}

// graphTableOps are the ops on tables.
var graphTableOps map[string]func(r *graphRun, n *GraphNode, in []any) []any

func init() {
	table := func(v any) *graphTable {
		t, ok := v.(*graphTable)
		if !ok {
			Throwf("NotImplementedError", "the SavedModel uses a resource that is no table")
		}
		return t
	}
	create := func(r *graphRun, n *GraphNode, in []any) []any {
		key, _ := n.Attr("key_dtype").(DType)
		value, _ := n.Attr("value_dtype").(DType)
		return []any{&graphTable{key: key, value: value, rows: map[string]int{}}}
	}
	fill := func(r *graphRun, n *GraphNode, in []any) []any {
		table(in[0]).fill(r.asTensor(in[1], n.Name).Array(), r.asTensor(in[2], n.Name).Array())
		return nil
	}
	graphTableOps = map[string]func(r *graphRun, n *GraphNode, in []any) []any{
		"HashTableV2": create, "MutableHashTableV2": create,
		"LookupTableImportV2": fill, "InitializeTableV2": fill, "LookupTableInsertV2": fill,
		"LookupTableFindV2": func(r *graphRun, n *GraphNode, in []any) []any {
			return []any{FromArray(table(in[0]).find(r.asTensor(in[1], n.Name).Array(), r.asTensor(in[2], n.Name).Array()))}
		},
		"LookupTableSizeV2": func(r *graphRun, n *GraphNode, in []any) []any {
			return []any{FromArray(intArray(Int64, len(table(in[0]).keys)).Reshape([]int{}))}
		},
	}
}
