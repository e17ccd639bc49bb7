package tf

import (
	"fmt"

	"kerash/interp/object"
	"kerash/tensor"
)

var (
	raggedFillClass     = namedTuple("RaggedFillEmptyRows", "output_value_rowids", "output_values", "empty_row_indicator", "reverse_index_map")
	raggedFillGradClass = namedTuple("RaggedFillEmptyRowsGrad", "d_values", "d_default_value")
)

// raggedFillDecls are the ops that give empty rows of ragged values a value.
func raggedFillDecls() []decl {
	return []decl{
		{names: "ragged_fill_empty_rows", sig: "ragged_fill_empty_rows(value_rowids, values, nrows, default_value, name=None)", doc: "Values and their rows with default_value in the rows that have none.", raw: true, fn: raggedFill},
		{names: "ragged_fill_empty_rows_grad", sig: "ragged_fill_empty_rows_grad(reverse_index_map, grad_values, name=None)", doc: "Gradient of ragged_fill_empty_rows for its values and its default value.", raw: true, fn: raggedFillGrad},
	}
}

func raggedFill(c *call) object.Value {
	const op = "RaggedFillEmptyRows"
	rows, n := c.tensorAs("value_rowids", tensor.Int64).Array(), c.tensorAs("nrows", tensor.Int64).Array()
	values := c.tensor("values")
	fill := c.tensorLike("default_value", values.DType())
	switch {
	case n.Rank() != 0:
		wrongImage(op, "nrows must be a scalar, saw: "+brackets(n.Shape()))
	case rows.Rank() != 1:
		wrongImage(op, "value_rowids must be a vector, saw: "+brackets(rows.Shape()))
	case values.Rank() != 1:
		wrongImage(op, "values must be a vector, saw: "+brackets(values.Shape()))
	case values.Dim(0) != rows.Size():
		wrongImage(op, fmt.Sprintf("The length of `values` (%d) must match the first dimension of `value_rowids` (%d).", values.Dim(0), rows.Size()))
	case fill.Rank() != 0:
		wrongImage(op, "default_value must be a scalar, saw: "+brackets(fill.Shape()))
	}
	count := int(n.Int(0))
	members := make([][]int64, count) // the values of each row
	for i, row := range rows.Ints() {
		if row < 0 || row >= count {
			wrongImage(op, fmt.Sprintf("indices(%d, 0) is invalid: %d >= %d", i, row, count))
		}
		members[row] = append(members[row], int64(i))
	}
	empty := make([]bool, count)
	back := make([]int64, rows.Size())
	var from, to []int64
	for row, m := range members {
		if empty[row] = len(m) == 0; empty[row] {
			m = []int64{int64(rows.Size())} // the default value, behind the others
		} else {
			for k, i := range m {
				back[i] = int64(len(from) + k)
			}
		}
		for range m {
			to = append(to, int64(row))
		}
		from = append(from, m...)
	}
	rowids := tensor.Const(to, len(to))
	if count == 0 {
		rowids = tensor.Const(to, 0, 1) // as the op has it
	}
	padded := c.s.Concat([]*tensor.Tensor{values, c.s.Reshape(fill, []int{1})}, 0)
	return object.Must(raggedFillClass.New(c.th, raggedFillClass, object.Pos(
		rowids, c.s.Gather(padded, tensor.Const(from, len(from)), 0, 0), tensor.Const(empty, count), tensor.Const(back, len(back)))))
}

func raggedFillGrad(c *call) object.Value {
	const op = "RaggedFillEmptyRowsGrad"
	at, g := c.tensorAs("reverse_index_map", tensor.Int64), c.tensor("grad_values")
	switch {
	case at.Rank() != 1:
		wrongImage(op, "reverse_index_map must be a vector, saw: "+brackets(at.Shape()))
	case g.Rank() != 1:
		wrongImage(op, "grad_values must be a vector, saw: "+brackets(g.Shape()))
	}
	for _, i := range at.Array().Ints() {
		if i < 0 || i >= g.Dim(0) {
			wrongImage(op, fmt.Sprintf("Elements in reverse index must be in [0, %d) but got %d", g.Dim(0), i))
		}
	}
	values := c.s.Gather(g, at, 0, 0)
	// What went to no value went to the default value.
	rest := c.s.Sub(c.s.Sum(g, nil, false), c.s.Sum(values, nil, false))
	return object.Must(raggedFillGradClass.New(c.th, raggedFillGradClass, object.Pos(values, rest)))
}
