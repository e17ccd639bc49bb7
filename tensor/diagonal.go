package tensor

// diagAttr is the attribute of the ops on diagonals lo to hi (0 is the main
// one, positive ones lie above it) of matrices of rows x cols.
type diagAttr struct {
	lo, hi     int
	rows, cols int
	pad        float64
	// superLeft and subLeft say at which end shorter diagonals above and below
	// the main one begin in the rows of a band.
	superLeft, subLeft bool
}

// diagLength is the number of elements on diagonal d.
func (a *diagAttr) diagLength(d int) int {
	return max(0, min(a.rows+min(0, d), a.cols-max(0, d)))
}

// longest is the length of the longest of the diagonals.
func (a *diagAttr) longest() int {
	n := 0
	for d := a.lo; d <= a.hi; d++ {
		n = max(n, a.diagLength(d))
	}
	return n
}

// each calls f for every element of the diagonals: its place in the matrix and
// in the band, in which each diagonal, from the highest, is a row.
func (a *diagAttr) each(f func(inMatrix, inBand int)) {
	width := a.longest()
	for d := a.lo; d <= a.hi; d++ {
		n := a.diagLength(d)
		left := a.superLeft
		if d < 0 {
			left = a.subLeft
		}
		at := (a.hi - d) * width
		if !left {
			at += width - n
		}
		for i := range n {
			f((i+max(0, -d))*a.cols+i+max(0, d), at+i)
		}
	}
}

// bandShape is the shape of a band for a batch.
func (a *diagAttr) bandShape(batch []int) []int {
	shape := append([]int{}, batch...)
	if a.lo != a.hi {
		shape = append(shape, a.hi-a.lo+1)
	}
	return append(shape, a.longest())
}

func (a *diagAttr) batchOf(full []int, size int) int {
	if size == 0 {
		return 0
	}
	return NumElements(full) / size
}

var opMatrixDiag, opMatrixDiagPart, opMatrixSetDiag, opBandPart *Op

func init() {
	opMatrixDiag = matrixDiagOp()
	opMatrixDiagPart = matrixDiagPartOp()
	opMatrixSetDiag = matrixSetDiagOp()
	opBandPart = bandPartOp()
}

func matrixDiagOp() *Op {
	return &Op{
		Name: "MatrixDiagV3",
		Infer: func(c *Call) []Spec {
			a := c.Attr.(*diagAttr)
			drop := 1
			if a.lo != a.hi {
				drop = 2
			}
			shape := append([]int{}, c.In[0].Shape[:len(c.In[0].Shape)-drop]...)
			return []Spec{{c.In[0].DType, append(shape, a.rows, a.cols)}}
		},
		Eval: func(c *Call, in, out []*Array) {
			a := c.Attr.(*diagAttr)
			out[0].Fill(a.pad)
			copyDiagonals(a, in[0], out[0], true)
		},
		Grad: func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
			return []*Tensor{s.Apply1(opMatrixDiagPart, c.Attr.(*diagAttr).padded(0), gout[0])}
		},
	}
}

func matrixDiagPartOp() *Op {
	return &Op{
		Name: "MatrixDiagPartV3",
		Infer: func(c *Call) []Spec {
			x := c.In[0]
			return []Spec{{x.DType, c.Attr.(*diagAttr).bandShape(x.Shape[:len(x.Shape)-2])}}
		},
		Eval: func(c *Call, in, out []*Array) {
			a := c.Attr.(*diagAttr)
			out[0].Fill(a.pad)
			copyDiagonals(a, out[0], in[0], false)
		},
		Grad: func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
			return []*Tensor{s.Apply1(opMatrixDiag, c.Attr.(*diagAttr).padded(0), gout[0])}
		},
	}
}

func matrixSetDiagOp() *Op {
	return &Op{
		Name: "MatrixSetDiagV3",
		Infer: func(c *Call) []Spec {
			return c.result(c.In[0])
		},
		Eval: func(c *Call, in, out []*Array) {
			out[0].CopyFrom(in[0])
			copyDiagonals(c.Attr.(*diagAttr), in[1], out[0], true)
		},
		Grad: func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
			a := c.Attr.(*diagAttr).padded(0)
			return []*Tensor{s.Apply1(opMatrixSetDiag, a, gout[0], s.ZerosLike(in[1])), s.Apply1(opMatrixDiagPart, a, gout[0])}
		},
	}
}

func bandPartOp() *Op {
	return &Op{
		Name:  "MatrixBandPart",
		Infer: func(c *Call) []Spec { return c.result(c.In[0]) },
		Eval: func(c *Call, in, out []*Array) {
			a, x := c.Attr.(*diagAttr), in[0]
			r := x.Rank()
			rows, cols := x.shape[r-2], x.shape[r-1]
			out[0].Fill(0)
			for i := range NumElements(x.shape[:r-1]) {
				row := i % rows
				from, to := max(0, row-a.lo), min(cols, row+a.hi+1)
				if from < to {
					copyRun(out[0], i*cols+from, x, i*cols+from, to-from)
				}
			}
		},
		Grad: func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
			return []*Tensor{s.Apply1(opBandPart, c.Attr, gout[0])}
		},
	}
}

// padded is a with another value where a diagonal is too short.
func (a *diagAttr) padded(v float64) *diagAttr {
	b := *a
	b.pad = v
	return &b
}

// copyDiagonals copies the elements of the diagonals from band to full, or the
// other way.
func copyDiagonals(a *diagAttr, band, full *Array, toFull bool) {
	size, width := a.rows*a.cols, (a.hi-a.lo+1)*a.longest()
	for b := range a.batchOf(full.shape, size) {
		a.each(func(inMatrix, inBand int) {
			if toFull {
				copyRun(full, b*size+inMatrix, band, b*width+inBand, 1)
			} else {
				copyRun(band, b*width+inBand, full, b*size+inMatrix, 1)
			}
		})
	}
}

// DiagSpec names diagonals of matrices as tf.linalg.diag and its kin do.
type DiagSpec struct {
	Lo, Hi     int     // 0 is the main diagonal, positive ones lie above it
	Rows, Cols int     // of the matrices that Diag makes, -1 to derive them
	Padding    float64 // for what no diagonal covers
	Align      string  // "RIGHT_LEFT" (also for ""), "LEFT_RIGHT", "LEFT_LEFT", "RIGHT_RIGHT"
}

func (d *DiagSpec) attr(op string, rows, cols int) *diagAttr {
	a := &diagAttr{lo: d.Lo, hi: d.Hi, rows: rows, cols: cols, pad: d.Padding, subLeft: true}
	switch d.Align {
	case "", "RIGHT_LEFT":
	case "LEFT_RIGHT":
		a.superLeft, a.subLeft = true, false
	case "LEFT_LEFT":
		a.superLeft = true
	case "RIGHT_RIGHT":
		a.subLeft = false
	default:
		Throwf("InvalidArgumentError", "Value for attr 'align' of \"%s\" is not in the list of allowed values: \"LEFT_RIGHT\", \"RIGHT_LEFT\", \"LEFT_LEFT\", \"RIGHT_RIGHT\" [Op:%s]", d.Align, op)
	}
	d.check(op)
	return a
}

func (d *DiagSpec) check(op string) {
	if d.Lo > d.Hi {
		throwList(op, "lower_diag_index must not be larger than upper_diag_index: %d > %d", d.Lo, d.Hi)
	}
}

// checkRange throws unless the diagonals cross a matrix of rows x cols.
func (a *diagAttr) checkRange(op string) {
	for i, d := range []int{a.lo, a.hi} {
		if d <= -a.rows && a.rows > 0 || d >= a.cols && a.cols > 0 {
			throwList(op, "%s_diag_index is out of bound: %d. It must be between %d and %d", [...]string{"lower", "upper"}[i], d, -a.rows, a.cols)
		}
	}
}

// Diag makes matrices whose diagonals are the last axis of x or, for more than
// one diagonal, the rows of the last two axes.
func (s *Scope) Diag(x *Tensor, d DiagSpec) *Tensor {
	const op = "MatrixDiagV3"
	d.check(op)
	if x.Rank() < 1 || d.Lo != d.Hi && x.Rank() < 2 {
		throwList(op, "diagonal must be at least 1-dim, received shape: %s", shapeBrackets(x.Shape()))
	}
	n := x.Dim(-1)
	s.needLengths("diagonals", n)
	minRows, minCols := n-min(d.Hi, 0), n+max(d.Lo, 0)
	rows, cols := d.Rows, d.Cols
	switch {
	case rows < 0 && cols < 0:
		rows = max(minRows, minCols)
		cols = rows
	case rows < 0:
		rows = minRows
	case cols < 0:
		cols = minCols
	}
	a := d.attr(op, rows, cols)
	if a.longest() != n && n >= 0 {
		throwList(op, "The number of rows or columns is not consistent with the specified d_lower, d_upper, and diagonal.")
	}
	if a.lo != a.hi && x.Dim(-2) != a.hi-a.lo+1 {
		throwList(op, "The number of diagonals provided in the input does not match the lower_diag_index and upper_diag_index range.")
	}
	return s.Apply1(opMatrixDiag, a, x)
}

// DiagPart is the diagonals of the matrices in the last two axes.
func (s *Scope) DiagPart(x *Tensor, d DiagSpec) *Tensor {
	const op = "MatrixDiagPartV3"
	if x.Rank() < 2 {
		throwList(op, "input must be at least 2-dim, received shape: %s", shapeBrackets(x.Shape()))
	}
	s.needLengths("diagonals", x.Dim(-2), x.Dim(-1))
	a := d.attr(op, x.Dim(-2), x.Dim(-1))
	a.checkRange(op)
	return s.Apply1(opMatrixDiagPart, a, x)
}

// SetDiag is x with the diagonals of its matrices replaced.
func (s *Scope) SetDiag(x, diagonal *Tensor, d DiagSpec) *Tensor {
	const op = "MatrixSetDiagV3"
	if x.Rank() < 2 {
		throwList(op, "input must be at least 2-dim, received shape: %s", shapeBrackets(x.Shape()))
	}
	s.needLengths("diagonals", x.Dim(-2), x.Dim(-1))
	a := d.attr(op, x.Dim(-2), x.Dim(-1))
	a.checkRange(op)
	want := a.bandShape(x.Shape()[:x.Rank()-2])
	if !fits(want, diagonal.Shape()) {
		throwList(op, "Either first dimensions of diagonal don't match input.shape[:-2], or diagonal.shape[:-1] is not equal to the longests diagonal in range [lower_diag_index:upper_diag_index].\nInput shape: %s\nDiagonal shape: %s\nExpected diagonal shape: %s",
			shapeBrackets(x.Shape()), shapeBrackets(diagonal.Shape()), shapeBrackets(want))
	}
	return s.Apply1(opMatrixSetDiag, a, x, diagonal)
}

// BandPart keeps lower diagonals below and upper diagonals above the main one
// of the matrices in the last two axes; negative numbers keep all.
func (s *Scope) BandPart(x *Tensor, lower, upper int) *Tensor {
	const op = "MatrixBandPart"
	if x.Rank() < 2 {
		throwRun(op, "input must be at least 2-dim, received shape: %s", shapeBrackets(x.Shape()))
	}
	rows, cols := x.Dim(-2), x.Dim(-1)
	if rows >= 0 && lower > rows {
		throwRun(op, "num_lower must be negative or less or equal to number of rows (%d) got: %d", rows, lower)
	}
	if cols >= 0 && upper > cols {
		throwRun(op, "num_upper must be negative or less or equal to number of columns (%d) got: %d", cols, upper)
	}
	const all = 1 << 40
	if lower < 0 {
		lower = all
	}
	if upper < 0 {
		upper = all
	}
	return s.Apply1(opBandPart, &diagAttr{lo: lower, hi: upper}, x)
}

// MatrixTrace is the sum of the main diagonal of the matrices in the last two axes.
func (s *Scope) MatrixTrace(x *Tensor) *Tensor {
	return s.Sum(s.DiagPart(x, DiagSpec{}), []int{-1}, false)
}

// TensorDiag puts the elements of x on the diagonal of a tensor of twice the
// rank: y[i…, i…] = x[i…].
func (s *Scope) TensorDiag(x *Tensor) *Tensor {
	s.checkTypes("Diag", x)
	shape := x.Shape()
	m := s.Diag(s.Reshape(x, []int{-1}), DiagSpec{Rows: -1, Cols: -1})
	return s.Reshape(m, append(append([]int{}, shape...), shape...))
}

// TensorDiagPart is the inverse of [Scope.TensorDiag].
func (s *Scope) TensorDiagPart(x *Tensor) *Tensor {
	s.checkTypes("DiagPart", x)
	shape := x.Shape()
	n := len(shape) / 2
	if n == 0 && len(shape) == 0 {
		return s.Identity(x)
	}
	if len(shape)%2 != 0 {
		throwList("DiagPart", "The rank of the tensor should be even and positive, got shape %s", shapeBrackets(shape))
	}
	for i := range n {
		if shape[i] != shape[n+i] {
			throwList("DiagPart", "Invalid shape %s: dimensions %d and %d do not match.", shapeBrackets(shape), i, n+i)
		}
	}
	size := NumElements(shape[:n])
	return s.Reshape(s.DiagPart(s.Reshape(x, []int{size, size}), DiagSpec{}), shape[:n])
}
