package repl

import (
	"kerash/interp/object"
	"kerash/model"
	"kerash/repl/display"
	"kerash/tensor"
)

// valueText is a value as the prompt and .ksh scripts show it: tables for
// weights and histories, what repr gives for all else.
func valueText(th *object.Thread, v object.Value, style display.Style) (string, error) {
	switch x := object.NativeOf(v).(type) {
	case *object.List:
		if text, ok := weightsText(x, style); ok {
			return text, nil
		}
	case *model.History:
		if columns := historyColumns(x); len(columns) > 0 {
			return display.History(columns, style), nil
		}
	}
	return object.Repr(th, v)
}

// weightsText draws a list of variables. ok is false for other lists.
func weightsText(l *object.List, style display.Style) (string, bool) {
	if len(l.Elems) == 0 {
		_, weights := l.About.(model.Layer)
		return display.NoWeights, weights
	}
	rows := make([]display.Weight, len(l.Elems))
	for i, e := range l.Elems {
		v, ok := e.(*tensor.Variable)
		if !ok {
			return "", false
		}
		s := model.Stats(v)
		rows[i] = display.Weight{
			Name: s.Name, Shape: tensor.ShapeString(s.Shape), Dtype: s.DType.String(), Trainable: s.Trainable,
			Mean: s.Mean, Std: s.Std, Min: s.Min, Max: s.Max, Counted: v.Size() > 0 && s.DType != tensor.String,
		}
	}
	return display.Weights(rows, style), true
}

// historyColumns is a history's records; records that are no numbers are left
// out.
func historyColumns(h *model.History) []display.Column {
	var out []display.Column
	for _, k := range h.Keys {
		c := display.Column{Name: k}
		for _, x := range h.Values[k] {
			f, ok := model.AsFloat(x)
			if !ok {
				c.Values = nil
				break
			}
			c.Values = append(c.Values, f)
		}
		if c.Values != nil {
			out = append(out, c)
		}
	}
	return out
}
