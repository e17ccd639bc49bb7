package tensor

import (
	"context"
	"errors"
	"strings"
	"testing"
)

// TestMistakesAreWordedAsInTensorFlow has the messages that TensorFlow 2.15
// gives for common mistakes, without the long name of the device.
func TestMistakesAreWordedAsInTensorFlow(t *testing.T) {
	s := NewScope(context.Background())
	one := func(shape ...int) *Tensor { return Full(Float32, 1, shape...) }
	f, i, b, d := Const([]float32{1, 2}), Const([]int32{1, 2}), Const([]bool{true, false}), Const([]float64{1, 2})
	for _, c := range []struct {
		want string
		run  func()
	}{
		{"{{function_node __wrapped__AddV2_D}} Incompatible shapes: [2,3] vs. [2,4] [Op:AddV2] name: ", func() { s.Add(one(2, 3), one(2, 4)) }},
		{"cannot compute AddV2 as input #1(zero-based) was expected to be a float tensor but is a int32 tensor [Op:AddV2] name: ", func() { s.Add(f, i) }},
		{"cannot compute Pow as input #1(zero-based) was expected to be a float tensor but is a double tensor [Op:Pow] name: ", func() { s.Pow(f, d) }},
		{"Value for attr 'T' of int32 is not in the list of allowed values: bfloat16, half, float, double, complex64, complex128\n\t; NodeDef: {{node Exp}}; Op<name=Exp; signature=x:T -> y:T; attr=T:type,allowed=[DT_BFLOAT16, DT_HALF, DT_FLOAT, DT_DOUBLE, DT_COMPLEX64, DT_COMPLEX128]> [Op:Exp] name: ", func() { s.Exp(i) }},
		{"Value for attr 'T' of bool is not in the list of allowed values: bfloat16, half, float, double, uint8, uint16, uint32, uint64, int8, int16, int32, int64, complex64, complex128\n\t; NodeDef: {{node AddV2}}; Op<name=AddV2; signature=x:T, y:T -> z:T; attr=T:type,allowed=[DT_BFLOAT16, DT_HALF, DT_FLOAT, DT_DOUBLE, DT_UINT8, DT_UINT16, DT_UINT32, DT_UINT64, DT_INT8, DT_INT16, DT_INT32, DT_INT64, DT_COMPLEX64, DT_COMPLEX128]; is_commutative=true; is_aggregate=true> [Op:AddV2] name: ", func() { s.Add(b, b) }},
		{"{{function_node __wrapped__FloorDiv_D}} Integer division by zero [Op:FloorDiv] name: ", func() { s.FloorDiv(i, Const([]int32{0, 1})) }},
		{"{{function_node __wrapped__MatMul_D}} Matrix size-incompatible: In[0]: [2,3], In[1]: [2,3] [Op:MatMul] name: ", func() { s.MatMul(one(2, 3), one(2, 3), false, false) }},
		{"{{function_node __wrapped__MatMul_D}} In[0] and In[1] has different ndims: [3] vs. [3,2] [Op:MatMul] name: ", func() { s.MatMul(one(3), one(3, 2), false, false) }},
		{"{{function_node __wrapped__BatchMatMulV2_D}} In[0] ndims must be >= 2: 1 [Op:BatchMatMulV2] name: ", func() { s.MatMul(one(3), one(2, 3, 2), false, false) }},
		{"{{function_node __wrapped__ConcatV2_N_2_D}} ConcatOp : Dimension 1 in both shapes must be equal: shape[0] = [2,3] vs. shape[1] = [3,2] [Op:ConcatV2] name: concat", func() { s.Concat([]*Tensor{one(2, 3), one(3, 2)}, 0) }},
		{"{{function_node __wrapped__ConcatV2_N_2_D}} ConcatOp : Expected concatenating dimensions in the range [-2, 2), but got 2 [Op:ConcatV2] name: concat", func() { s.Concat([]*Tensor{one(2, 3), one(3, 2)}, 2) }},
		{"{{function_node __wrapped__Pack_N_2_D}} Shapes of all inputs must match: values[0].shape = [2] != values[1].shape = [3] [Op:Pack] name: stack", func() { s.Stack([]*Tensor{one(2), one(3)}, 0) }},
		{"{{function_node __wrapped__Reshape_D}} Input to reshape is a tensor with 6 values, but the requested shape has 4 [Op:Reshape]", func() { s.Reshape(one(2, 3), []int{4}) }},
		{"{{function_node __wrapped__Reshape_D}} Input to reshape is a tensor with 6 values, but the requested shape requires a multiple of 4 [Op:Reshape]", func() { s.Reshape(one(2, 3), []int{-1, 4}) }},
		{"{{function_node __wrapped__GatherV2_D}} indices[0,1] = 7 is not in [0, 3) [Op:GatherV2]", func() { s.Gather(one(2, 3), Const([]int32{0, 7}, 1, 2), 1, 0) }},
		{"{{function_node __wrapped__GatherNd_D}} indices[0] = [0, 5] does not index into param shape [2,3], node name: GatherNd [Op:GatherNd]", func() { s.GatherNd(one(2, 3), Const([]int32{0, 5}, 1, 2), 0) }},
		{"{{function_node __wrapped__ScatterNd_D}} indices[0] = [5] does not index into shape [3] [Op:ScatterNd]", func() { s.ScatterNd(Const([]int32{5}, 1, 1), one(1), []int{3}) }},
		{"{{function_node __wrapped__TensorScatterUpdate_D}} Outer dimensions of indices and update must match. Indices shape: [1,1], updates shape:[2] [Op:TensorScatterUpdate]", func() { s.TensorScatterUpdate(f, Const([]int32{1}, 1, 1), f) }},
		{"{{function_node __wrapped__StridedSlice_D}} slice index 5 of dimension 0 out of bounds. [Op:StridedSlice] name: strided_slice/", func() { s.StridedSlice(f, []Slice{At(5)}) }},
		{"{{function_node __wrapped__Transpose_D}} transpose expects a vector of size 2. But input(1) is a vector of size 1 [Op:Transpose]", func() { s.Transpose(one(2, 3), []int{0}) }},
		{"{{function_node __wrapped__Sum_D}} Invalid reduction dimension (3 for input with 1 dimension(s) [Op:Sum] name: ", func() { s.Sum(f, []int{3}, false) }},
		{"cannot compute All as input #0(zero-based) was expected to be a bool tensor but is a float tensor [Op:All] name: ", func() { s.All(f, nil, false) }},
		{"{{function_node __wrapped__ArgMax_D}} Expected dimension in the range [-1, 1), but got 2 [Op:ArgMax] name: ", func() { s.ArgMax(f, 2, Int64) }},
		{"{{function_node __wrapped__TopKV2_D}} input must have at least k columns. Had 2, needed 5 [Op:TopKV2] name: ", func() { s.TopK(f, 5, true, Int32) }},
		{"{{function_node __wrapped__MirrorPad_D}} paddings must be less than the dimension size: 2, 2 not less than 2 [Op:MirrorPad]", func() { s.Pad(f, [][2]int{{2, 2}}, "REFLECT", 0) }},
		{"{{function_node __wrapped__SegmentSum_D}} segment ids are not increasing [Op:SegmentSum]", func() { s.SegmentSum(one(3), Const([]int32{1, 0, 2})) }},
		{"{{function_node __wrapped__UnsortedSegmentSum_D}} segment_ids[0] = 3 is out of range [0, 3) [Op:UnsortedSegmentSum]", func() { s.UnsortedSegmentSum(f, Const([]int32{3, 0}), 3) }},
		{"{{function_node __wrapped__Einsum_N_2_D}} Expected dimension 3 at axis 0 of the input shaped [4,5] but got dimension 4 [Op:Einsum] name: ", func() { s.Einsum("ij,jk", []*Tensor{one(2, 3), one(4, 5)}) }},
		{"{{function_node __wrapped__SparseSoftmaxCrossEntropyWithLogits_D}} Received a label value of 7 which is outside the valid range of [0, 3).  Label values: 2 7 [Op:SparseSoftmaxCrossEntropyWithLogits] name: ", func() { s.SparseSoftmaxCrossEntropy(Const([]int32{2, 7}), one(2, 3)) }},
		{"{{function_node __wrapped__MatrixInverse_D}} Input is not invertible. [Op:MatrixInverse] name: ", func() { s.Inverse(one(2, 2), false) }},
	} {
		err := Catch(c.run)
		var e *Error
		if !errors.As(err, &e) || e.Class != "InvalidArgumentError" || strings.ReplaceAll(e.Msg, "_device_/job:localhost/replica:0/task:0/device:CPU:0", "_D") != c.want {
			t.Errorf("got  %v\nwant %s", err, c.want)
		}
	}
}
