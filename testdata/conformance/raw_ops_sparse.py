# TensorFlow's ops under their own names.
import tensorflow as tf


class Ops:
    def __getattr__(self, name):
        def call(**inputs):
            try:
                print(name, getattr(tf.raw_ops, name)(**inputs))
            except Exception as e:
                print(name, type(e).__name__, e)
        return call


op = Ops()

i = tf.constant([[0, 1], [1, 0], [1, 2]], tf.int64)
v = tf.constant([1.0, 2.0, 3.0])
s = tf.constant([2, 3], tf.int64)
j = tf.constant([[0, 1], [1, 1]], tf.int64)
u = tf.constant([5.0, 0.5])
none = tf.zeros([0], tf.int64)
pair = dict(a_indices=i, a_values=v, a_shape=s, b_indices=j, b_values=u, b_shape=s)
op.DenseCountSparseOutput(values=[1, 1, 3], weights=none, binary_output=False)
op.DenseCountSparseOutput(values=[[1, 1, 3]], weights=[[0.5, 1.0, 2.0]], binary_output=False, maxlength=3)
op.SparseCountSparseOutput(indices=i, values=[1, 0, 1], dense_shape=s, weights=none, binary_output=False, minlength=4)
op.RaggedCountSparseOutput(splits=tf.constant([0, 2, 3], tf.int64), values=[1, 1, 0], weights=none, binary_output=True)
for o in 'a-b', 'b-a', 'intersection', 'union':
    op.DenseToDenseSetOperation(set1=[[1, 2], [3, 4]], set2=[[2, 5], [4, 3]], set_operation=o)
op.DenseToSparseSetOperation(set1=[[1, 2], [3, 4]], set2_indices=j, set2_values=[2, 9], set2_shape=s, set_operation='union')
op.SparseToSparseSetOperation(set1_indices=i, set1_values=[1, 2, 3], set1_shape=s, set2_indices=j, set2_values=[2, 3], set2_shape=s, set_operation='intersection')
op.SetSize(set_indices=i, set_values=[1, 2, 2], set_shape=s)
one = tf.raw_ops.SerializeSparse(sparse_indices=i, sparse_values=v, sparse_shape=s)
op.DeserializeSparse(serialized_sparse=one, dtype=tf.float32)
op.DeserializeManySparse(serialized_sparse=[one, one], dtype=tf.float32)
many = tf.raw_ops.SerializeManySparse(sparse_indices=i, sparse_values=v, sparse_shape=s)
print(many.shape, one.shape)
op.EditDistance(hypothesis_indices=i, hypothesis_values=v, hypothesis_shape=s, truth_indices=j, truth_values=u, truth_shape=s)
op.SparseAdd(**pair, thresh=0.0)
total = tf.raw_ops.SparseAdd(**pair, thresh=0.0)
op.SparseAddGrad(backprop_val_grad=[1.0, 2.0, 3.0, 4.0], a_indices=i, b_indices=j, sum_indices=total.sum_indices)
op.SparseConcat(indices=[i, j], values=[v, u], shapes=[s, s], concat_dim=0)
op.SparseCrossV2(indices=[i], values=[['x', 'y', 'z']], shapes=[s], dense_inputs=[[['c'], ['d']]], sep='_')
op.SparseCross(indices=[i], values=[['x', 'y', 'z']], shapes=[s], dense_inputs=[[['c'], ['d']]], hashed_output=True, num_buckets=100, hash_key=956888297470, out_type=tf.int64, internal_type=tf.string)
for name in 'Add Div Mul'.split():
    getattr(op, 'SparseDenseCwise' + name)(sp_indices=i, sp_values=v, sp_shape=s, dense=[[4.0], [2.0]])
op.SparseFillEmptyRows(indices=[[0, 1], [2, 0], [2, 1]], values=[1, 2, 3], dense_shape=[4, 2], default_value=9)
op.SparseFillEmptyRowsGrad(reverse_index_map=tf.constant([0, 2], tf.int64), grad_values=[1.0, 2.0, 3.0])
for name in 'Max Sum'.split():
    getattr(op, 'SparseReduce' + name)(input_indices=i, input_values=v, input_shape=s, reduction_axes=[1])
    getattr(op, 'SparseReduce' + name + 'Sparse')(input_indices=i, input_values=v, input_shape=s, reduction_axes=[1], keep_dims=True)
op.SparseReorder(input_indices=i[::-1], input_values=v, input_shape=s)
op.SparseReshape(input_indices=i, input_shape=s, new_shape=[3, -1])
op.SparseSlice(indices=i, values=v, shape=s, start=[1, 0], size=[1, 2])
op.SparseSliceGrad(backprop_val_grad=[7.0], input_indices=i, input_start=[1, 0], output_indices=tf.constant([[0, 0]], tf.int64))
op.SparseSoftmax(sp_indices=i, sp_values=v, sp_shape=s)
op.SparseSparseMaximum(**pair)
op.SparseSparseMinimum(**pair)
op.SparseSplit(split_dim=tf.constant(1, tf.int64), indices=i, values=v, shape=s, num_split=2)
op.SparseTensorDenseAdd(a_indices=i, a_values=v, a_shape=s, b=tf.ones([2, 3]))
op.SparseTensorDenseMatMul(a_indices=i, a_values=v, a_shape=s, b=tf.ones([3, 2]))
op.SparseTensorDenseMatMul(a_indices=i, a_values=v, a_shape=s, b=tf.ones([2, 2]), adjoint_a=True)
op.SparseToDense(sparse_indices=[[0, 1], [1, 0]], output_shape=[2, 2], sparse_values=[5, 6], default_value=-1)
op.SparseToDense(sparse_indices=[1, 3], output_shape=[4], sparse_values=1, default_value=0)
op.RaggedFillEmptyRows(value_rowids=tf.constant([0, 2], tf.int64), values=[1, 2], nrows=tf.constant(3, tf.int64), default_value=9)
op.RaggedFillEmptyRowsGrad(reverse_index_map=tf.constant([0, 2], tf.int64), grad_values=[1.0, 2.0, 3.0])
op.RaggedGather(params_nested_splits=[tf.constant([0, 2, 3], tf.int64)], params_dense_values=[1, 2, 3], indices=[1, 0, 1], OUTPUT_RAGGED_RANK=1)
op.RaggedRange(starts=[0, 5], limits=[3, 6], deltas=1)
op.RaggedTensorToSparse(rt_nested_splits=[tf.constant([0, 2, 3], tf.int64)], rt_dense_values=[1, 2, 3])
op.RaggedTensorToTensor(shape=-1, values=[1, 2, 3], default_value=0, row_partition_tensors=[[0, 2, 2, 3]], row_partition_types=['ROW_SPLITS'])
op.RaggedTensorToTensor(shape=[3, 3], values=[1, 2, 3], default_value=0, row_partition_tensors=[3, [0, 0, 2]], row_partition_types=['FIRST_DIM_SIZE', 'VALUE_ROWIDS'])
x = tf.constant([-1.5, 0.0, 2.25])
op.FakeQuantWithMinMaxArgs(inputs=x)
op.FakeQuantWithMinMaxArgsGradient(gradients=x, inputs=x, min=-1, max=2)
op.FakeQuantWithMinMaxVars(inputs=x, min=-1.0, max=2.0, num_bits=4)
op.FakeQuantWithMinMaxVarsGradient(gradients=x, inputs=x, min=-1.0, max=2.0)
op.FakeQuantWithMinMaxVarsPerChannel(inputs=x, min=[-1.0, -1.0, -1.0], max=[2.0, 1.0, 3.0])
op.FakeQuantWithMinMaxVarsPerChannelGradient(gradients=x, inputs=x, min=[-1.0, -1.0, -1.0], max=[2.0, 1.0, 3.0])
op.QuantizeAndDequantizeV2(input=x, input_min=-1.0, input_max=2.0, range_given=True)
op.QuantizeAndDequantizeV3(input=x, input_min=-1.0, input_max=2.0, num_bits=4)
op.QuantizeAndDequantizeV4(input=x, input_min=0.0, input_max=0.0, num_bits=6)
op.QuantizeAndDequantizeV4Grad(gradients=x, input=x, input_min=-1.0, input_max=2.0)
