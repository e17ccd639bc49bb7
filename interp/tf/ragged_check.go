package tf

import (
	"fmt"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// rowNumbers is an argument that says where rows are: integers in a row.
func rowNumbers(th *object.Thread, v object.Value, name string) *tensor.Array {
	if l, ok := listOf(v); ok && len(l) == 0 {
		return tensor.NewArray(tensor.Int64, 0)
	}
	t := binding.ToTensor(th, v, tensor.Invalid)
	if _, isTensor := object.NativeOf(v).(*tensor.Tensor); !isTensor && t.DType() == tensor.Int32 {
		t = binding.Scope(th).Cast(t, tensor.Int64)
	}
	if t.DType() != tensor.Int32 && t.DType() != tensor.Int64 {
		object.Throw(object.ValueErrorf("%s must have dtype int32 or int64", name))
	}
	if t.Rank() != 1 {
		object.Throw(object.ValueErrorf("Shape %s must have rank 1", tensor.ShapeString(t.Shape())))
	}
	return t.Array()
}

// ascending throws for numbers that do not begin at zero or above, or get
// smaller. The text says what they were for.
func ascending(numbers *tensor.Array, text string) {
	n := numbers.Size()
	if n > 0 {
		notNegative(first(numbers, 1), text)
	}
	notFalling(numbers, text)
}

// notFalling throws for numbers that get smaller.
func notFalling(numbers *tensor.Array, text string) {
	steps := make([]int64, max(numbers.Size()-1, 0))
	for i := range steps {
		steps[i] = numbers.Int(i+1) - numbers.Int(i)
	}
	notNegative(tensor.FromSlice(steps, len(steps)).Cast(numbers.DType()), text)
}

// notNegative throws TensorFlow's error of an assertion for negative numbers.
func notNegative(a *tensor.Array, text string) {
	for i := range a.Size() {
		if a.Int(i) < 0 {
			tensor.Throwf("InvalidArgumentError", "%s.  \nCondition x >= 0 did not hold element-wise:\nx (shape=%s dtype=%s) = \n%s", text, tensor.ShapeString(a.Shape()), a.DType(), someElements(a))
		}
	}
}

// someElements are the first elements as an assertion lists them.
func someElements(a *tensor.Array) string {
	var texts []string
	for i := range min(a.Size(), 3) {
		texts = append(texts, object.StrRepr(a.ScalarString(i)))
	}
	if a.Size() > 3 {
		texts = append(texts, "'...'")
	}
	return "[" + strings.Join(texts, ", ") + "]"
}

// requireThat throws TensorFlow's error of an assertion about two numbers.
func requireThat(x int64, sign string, y int64, text string) {
	if !related(tensor.Scalar(x), tensor.Scalar(y), 0, sign) {
		tensor.Throwf("InvalidArgumentError", "%s\nCondition x %s y did not hold.\nFirst 1 elements of x:\n[%d]\nFirst 1 elements of y:\n[%d]", text, sign, x, y)
	}
}

// partition makes a ragged tensor of values and splits that hold count values.
func partition(values object.Value, splits []int64, count int64, validate bool) *Ragged {
	if validate {
		requireThat(count, "==", int64(valueRows(values)), "Arguments to _from_row_partition do not form a valid RaggedTensor")
	}
	return &Ragged{values, splits}
}

// valueRows is how many rows the values of a ragged tensor have.
func valueRows(v object.Value) int {
	if r, ok := v.(*Ragged); ok {
		return r.rows()
	}
	t := v.(*tensor.Tensor)
	if t.Rank() == 0 {
		tensor.Throwf("InvalidArgumentError", "{{function_node __wrapped__StridedSlice_device_/job:localhost/replica:0/task:0/device:CPU:0}} slice index 0 of dimension 0 out of bounds. [Op:StridedSlice] name: strided_slice/")
	}
	return t.Dim(0)
}

func bySplits(th *object.Thread, values, given object.Value, validate bool) *Ragged {
	if l, ok := listOf(given); ok && len(l) == 0 {
		object.Throw(object.ValueErrorf("row_splits tensor may not be empty."))
	}
	a := rowNumbers(th, given, "row_splits")
	if a.Size() == 0 {
		object.Throw(object.ValueErrorf("row_splits tensor may not be empty."))
	}
	const text = "Arguments to from_row_splits do not form a valid RaggedTensor:"
	requireThat(a.Int(0), "==", 0, text+"zero")
	notFalling(a, text+"monotonic")
	return partition(values, int64s(a.Ints()), a.Int(a.Size()-1), validate)
}

func byLengths(th *object.Thread, values, given object.Value, validate bool) *Ragged {
	a := rowNumbers(th, given, "row_lengths")
	notNegative(a, "Arguments to from_row_lengths do not form a valid RowPartition")
	r := newRagged(values, a.Ints())
	return partition(values, r.splits, r.splits[len(r.splits)-1], validate)
}

func byStarts(th *object.Thread, values, given object.Value, validate bool) *Ragged {
	a, n := rowNumbers(th, given, "row_starts"), int64(valueRows(values))
	const text = "Arguments to from_row_starts do not form a valid RaggedTensor"
	if a.Size() > 0 {
		requireThat(a.Int(0), "==", 0, text)
		notFalling(a, text)
		requireThat(a.Int(a.Size()-1), "<=", n, text)
	}
	return partition(values, append(int64s(a.Ints()), n), n, validate)
}

func byLimits(th *object.Thread, values, given object.Value, validate bool) *Ragged {
	a := rowNumbers(th, given, "row_limits")
	ascending(a, "Arguments to from_row_limits do not form a valid RaggedTensor")
	splits := append([]int64{0}, int64s(a.Ints())...)
	return partition(values, splits, splits[len(splits)-1], validate)
}

func byRowIDs(th *object.Thread, values, given, rows object.Value, validate bool) *Ragged {
	a, n := rowNumbers(th, given, "value_rowids"), 0
	if a.Size() > 0 {
		n = int(a.Int(a.Size()-1)) + 1
	}
	if rows != nil {
		least := n
		if n = toInt(th, rows); n < 0 {
			object.Throw(object.ValueErrorf("Expected nrows >= 0; got %d", n))
		} else if n < least {
			object.Throw(object.ValueErrorf("Expected nrows >= value_rowids[-1] + 1; got nrows=%d, value_rowids[-1]=%d", n, least-1))
		}
	}
	ascending(a, "Arguments to from_value_rowids do not form a valid RowPartition")
	if have := valueRows(values); have != a.Size() {
		object.Throw(object.ValueErrorf("Shapes (%d,) and (%d,) are incompatible", have, a.Size()))
	}
	return newRagged(values, countRows(a.Ints(), n))
}

func byOneLength(th *object.Thread, values object.Value, size int, rows object.Value) *Ragged {
	count, n := valueRows(values), 0
	switch {
	case rows != nil:
		n = toInt(th, rows)
	case size != 0:
		n = int(floorQuotient(int64(count), int64(size)))
	}
	if n*size != count {
		object.Throw(object.ValueErrorf("uniform_row_length=%d times nrows=%d must equal nvals=%d", size, n, count))
	}
	if size < 0 {
		object.Throw(object.ValueErrorf("uniform_row_length must be >= 0."))
	}
	lengths := make([]int, n)
	for i := range lengths {
		lengths[i] = size
	}
	return newRagged(values, lengths)
}

func floorQuotient(a, b int64) int64 {
	q := a / b
	if a%b != 0 && (a < 0) != (b < 0) {
		q--
	}
	return q
}

// checkLengths throws for lengths that do not go with the rows of a tensor.
func checkLengths(x *tensor.Tensor, a *object.Bound) {
	switch {
	case x.Rank() < 2:
		object.Throw(object.ValueErrorf("The rank of a RaggedTensor must be greater than 1, i.e., a list of scalars won't have ragged dimensions. Received argument `tensor` with rank %d.", x.Rank()))
	case a.Has("lengths") && a.Has("padding"):
		object.Throw(object.ValueErrorf("Specify argument `lengths` or `padding`, but not both."))
	}
}

// lengthForRow throws for another number of lengths than of rows.
func lengthForRow(x *tensor.Tensor, lengths []int) {
	if len(lengths) != x.Dim(0) {
		want := append([]int{len(lengths)}, x.Shape()[1:]...)
		object.Throw(object.ValueErrorf("%s", fmt.Sprintf("Shapes %s and %s are incompatible", tensor.ShapeString(x.Shape()), tensor.ShapeString(want))))
	}
}
