package tf

import (
	"kerash/interp/object"
	"kerash/tensor"
)

var blockLowerClass = blockLowerOperator()

func blockLowerOperator() *object.Class {
	c := operatorClass("LinearOperatorBlockLowerTriangular", "block_lower_triangular", "Blocks of operators with nothing above the diagonal: row i lists its i + 1 blocks.", "(operators"+hints+", name='LinearOperatorBlockLowerTriangular')")
	c.Example = `>>> one = tf.linalg.LinearOperatorIdentity(1)
>>> two = tf.linalg.LinearOperatorFullMatrix([[2.0]])
>>> tf.linalg.LinearOperatorBlockLowerTriangular([[one], [two, one]]).to_dense()
<tf.Tensor: shape=(2, 2), dtype=float32, numpy=
array([[1., 0.],
       [2., 1.]], dtype=float32)>`
	return c
}

func newBlockLower(c *call, o *linearOperator) *linearOperator {
	rows := c.Elems("operators")
	if len(rows) == 0 {
		object.Throw(object.ValueErrorf("Argument `operators` must be a list of >=1 operators. Received: %s.", object.Must(object.Repr(c.th, c.Value("operators")))))
	}
	var blocks [][]*linearOperator
	for i, row := range rows {
		var line []*linearOperator
		for _, v := range object.Must(object.ToSlice(c.th, row)) {
			line = append(line, operatorArg(v))
		}
		if len(line) != i+1 {
			object.Throw(object.ValueErrorf("Argument `operators[%d]` must contain `%d` blocks. Received: %d blocks.", i, i+1, len(line)))
		}
		blocks = append(blocks, line)
		for j, p := range line {
			if above := blocks[j][j]; p.cols() != above.cols() {
				object.Throw(object.ValueErrorf("Argument `operators[%d][%d].domain_dimension` (%d) must be the same as `operators[%d][%d].domain_dimension` (%d).", i, j, p.cols(), j, j, above.cols()))
			}
			if p.rows() != line[i].rows() {
				object.Throw(object.ValueErrorf("Argument `operators[%d][%d].range_dimension` (%d) must be the same as `operators[%d][0].range_dimension` (%d).", i, j, p.rows(), i, line[0].rows()))
			}
		}
	}
	o.blocks = blocks
	o.dense = func(s *tensor.Scope) *tensor.Tensor { return blockMatrix(s, blocks) }
	o.finish(c.s)
	return o
}

// blockMatrix is the matrix of the blocks, with zeros above the diagonal.
func blockMatrix(s *tensor.Scope, blocks [][]*linearOperator) *tensor.Tensor {
	cols := 0
	for _, line := range blocks {
		cols += line[len(line)-1].cols()
	}
	var rows []*tensor.Tensor
	for _, line := range blocks {
		var parts []*tensor.Tensor
		width := 0
		for _, p := range line {
			parts = append(parts, p.dense(s))
			width += p.cols()
		}
		row := s.Concat(parts, -1)
		pads := make([][2]int, row.Rank())
		pads[row.Rank()-1] = [2]int{0, cols - width}
		rows = append(rows, s.Pad(row, pads, "CONSTANT", 0))
	}
	return s.Concat(rows, -2)
}

// matmulBlocks is the product with a matrix given by the rows of its blocks.
func (o *linearOperator) matmulBlocks(c *call, parts []object.Value) object.Value {
	x := c.s.Concat(toTensorList(c.th, object.NewList(parts...)), -2)
	y := o.matmul(c.s, x, c.Bool("adjoint"), c.Bool("adjoint_arg"))
	sizes := make([]int, len(o.blocks))
	for i, line := range o.blocks {
		sizes[i] = line[i].rows()
	}
	return list(c.s.SplitSizes(y, sizes, -2))
}
