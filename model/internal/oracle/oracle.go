// Package oracle reads what Keras itself computed, as the tests of the model
// packages compare with it: JSON files with values, configs and errors.
package oracle

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"strconv"
	"testing"

	"kerash/model"
	"kerash/tensor"
)

// Load reads a file as neutral values: objects become *model.Map with their
// keys in order, {"__tuple__": […]} a tuple, whole numbers int.
func Load(t testing.TB, file string) any {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	v, err := decode(d)
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	return v
}

func decode(d *json.Decoder) (any, error) {
	tok, err := d.Token()
	if err != nil {
		return nil, err
	}
	switch tok := tok.(type) {
	case json.Delim:
		if tok == '[' {
			list := []any{}
			for d.More() {
				v, err := decode(d)
				if err != nil {
					return nil, err
				}
				list = append(list, v)
			}
			_, err := d.Token()
			return list, err
		}
		return decodeObject(d)
	case json.Number:
		if n, err := strconv.Atoi(tok.String()); err == nil {
			return n, nil
		}
		return tok.Float64()
	}
	return tok, nil
}

func decodeObject(d *json.Decoder) (any, error) {
	m := model.NewMap()
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return nil, err
		}
		v, err := decode(d)
		if err != nil {
			return nil, err
		}
		m.Set(key.(string), v)
	}
	if _, err := d.Token(); err != nil {
		return nil, err
	}
	if items, ok := m.Get("__tuple__").([]any); ok {
		return model.Tup(items), nil
	}
	if s, ok := m.Get("__float__").(string); ok {
		return strconv.ParseFloat(s, 64)
	}
	if t, ok := m.Get("__tensor__").(*model.Map); ok {
		return decodeTensor(t)
	}
	return m, nil
}

func decodeTensor(t *model.Map) (any, error) {
	dt, ok := tensor.ParseDType(t.Get("dtype").(string))
	if !ok {
		return nil, fmt.Errorf("dtype %v", t.Get("dtype"))
	}
	shape := Ints(t.Get("shape"))
	if dt == tensor.String {
		var list []string
		for _, v := range t.Get("values").([]any) {
			list = append(list, v.(string))
		}
		return tensor.FromArray(tensor.FromSlice(list, shape...)), nil
	}
	return tensor.FromArray(tensor.FromSlice(Floats(t.Get("values")), shape...).Cast(dt)), nil
}

// Diff says in what two neutral values differ, "" for nothing. Dictionaries
// must have their keys in the same order; floats may differ in the last place.
func Diff(got, want any) string { return diff("", got, want) }

func diff(at string, got, want any) string {
	switch w := want.(type) {
	case *tensor.Tensor: // a NumPy scalar
		if g, ok := model.AsFloat(got); ok && w.Rank() == 0 && diff(at, g, w.Array().Float(0)) == "" {
			return ""
		}
	case *model.Map:
		g, ok := got.(*model.Map)
		if !ok {
			return fmt.Sprintf("%s: got %s, want %s", at, model.Describe(got), model.Describe(want))
		}
		if fmt.Sprint(g.Keys) != fmt.Sprint(w.Keys) {
			return fmt.Sprintf("%s: keys %v, want %v", at, g.Keys, w.Keys)
		}
		for _, k := range w.Keys {
			if d := diff(at+"."+k, g.Vals[k], w.Vals[k]); d != "" {
				return d
			}
		}
		return ""
	case []any:
		g, ok := got.([]any)
		return diffItems(at, g, ok, w, got, want)
	case model.Tup:
		g, ok := got.(model.Tup)
		return diffItems(at, g, ok, w, got, want)
	case float64:
		if g, ok := got.(float64); ok && (g == w || math.Abs(g-w) <= 1e-7*math.Abs(w) || g != g && w != w) {
			return ""
		}
	default:
		if got == want {
			return ""
		}
	}
	return fmt.Sprintf("%s: got %s (%T), want %s (%T)", at, model.Describe(got), got, model.Describe(want), want)
}

func diffItems(at string, g []any, ok bool, w []any, got, want any) string {
	if !ok || len(g) != len(w) {
		return fmt.Sprintf("%s: got %s (%T), want %s (%T)", at, model.Describe(got), got, model.Describe(want), want)
	}
	for i := range w {
		if d := diff(fmt.Sprintf("%s[%d]", at, i), g[i], w[i]); d != "" {
			return d
		}
	}
	return ""
}

// Named is the entries of a map as keyword arguments.
func Named(m *model.Map) []model.Named {
	var kw []model.Named
	for _, k := range m.Keys {
		kw = append(kw, model.Named{Name: k, Value: m.Vals[k]})
	}
	return kw
}

// Floats is a list of numbers; "nan" and "inf" are written as strings.
func Floats(v any) []float64 {
	items, _ := model.Sequence(v)
	out := make([]float64, len(items))
	for i, it := range items {
		if s, ok := it.(string); ok {
			out[i], _ = strconv.ParseFloat(s, 64)
			continue
		}
		out[i], _ = model.AsFloat(it)
	}
	return out
}

// Ints is a list or tuple of integers, None as -1.
func Ints(v any) []int { return model.ShapeOf(v) }

// Close says where got differs from want by more than tol, relative to want's
// size; "" for nowhere.
func Close(got, want []float64, tol float64) string {
	if len(got) != len(want) {
		return fmt.Sprintf("%d values, want %d", len(got), len(want))
	}
	for i, w := range want {
		g := got[i]
		if g != g && w != w || g == w {
			continue
		}
		if math.IsNaN(g) != math.IsNaN(w) || math.Abs(g-w) > tol*(1+math.Abs(w)) {
			return fmt.Sprintf("value %d is %v, want %v", i, g, w)
		}
	}
	return ""
}

// Failure is what f threw, as "Class: message"; "" for nothing.
func Failure(f func()) string {
	if err := catch(f); err != nil {
		return err.Error()
	}
	return ""
}
