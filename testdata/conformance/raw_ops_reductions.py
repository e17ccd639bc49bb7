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

x = tf.constant([[1.0, 5.0, 2.0], [4.0, -1.0, 0.5]])
for name in 'EuclideanNorm Max Mean Min Prod Sum'.split():
    getattr(op, name)(input=x, axis=1)
    getattr(op, name)(input=x, axis=[0, 1], keep_dims=True)
op.Sum(input=x, axis=[])
op.Sum(input=[[1, 2], [3, 4]], axis=-1)
op.Sum(input=x, axis=2)
op.All(input=[[True, False], [True, True]], axis=1)
op.Any(input=[[True, False], [False, False]], axis=[1], keep_dims=True)
op.ArgMax(input=x, dimension=1)
op.ArgMin(input=x, dimension=0, output_type=tf.int32)
op.Cumprod(x=x, axis=1)
op.Cumsum(x=x, axis=0, reverse=True)
op.Cumsum(x=[1, 2, 3], axis=0, exclusive=True)
op.CumulativeLogsumexp(x=x, axis=1)
op.Bincount(arr=[1, 1, 3, 0], size=5, weights=tf.zeros([0], tf.int32))
op.Bincount(arr=[1, 1, 3, 0], size=3, weights=[1.0, 2.0, 3.0, 4.0])
op.DenseBincount(input=[1, 1, 3, 0], size=4, weights=tf.zeros([0], tf.int64))
op.DenseBincount(input=[[1, 1], [3, 0]], size=4, weights=[[1.0, 0.5], [2.0, 3.0]])
op.DenseBincount(input=[[1, 1], [3, 0]], size=4, weights=tf.zeros([0]), binary_output=True)
op.SparseBincount(indices=[[0, 0], [1, 1]], values=[2, 1], dense_shape=[2, 3], size=3, weights=tf.zeros([0], tf.int32))
op.RaggedBincount(splits=[0, 2, 2, 3], values=[1, 1, 0], size=2, weights=tf.zeros([0], tf.int32))
op.HistogramFixedWidth(values=[0.0, 1.0, 1.5, 9.0], value_range=[0.0, 5.0], nbins=5)
ids = tf.constant([0, 0, 2])
data = tf.constant([[1.0, 2.0], [3.0, -4.0], [5.0, 6.0]])
for name in 'SegmentMax SegmentMean SegmentMin SegmentProd SegmentSum'.split():
    getattr(op, name)(data=data, segment_ids=ids)
for name in 'UnsortedSegmentMax UnsortedSegmentMin UnsortedSegmentProd UnsortedSegmentSum'.split():
    getattr(op, name)(data=data, segment_ids=ids, num_segments=4)
for name in 'SparseSegmentMean SparseSegmentSqrtN SparseSegmentSum'.split():
    getattr(op, name)(data=data, indices=[2, 0, 1], segment_ids=ids)
    getattr(op, name + 'WithNumSegments')(data=data, indices=[2, 0, 1], segment_ids=ids, num_segments=4)
    getattr(op, name + 'Grad')(grad=data, indices=[2, 0, 0], segment_ids=ids, output_dim0=4)
    getattr(op, name + 'GradV2')(grad=data, indices=[2, 0, 0], segment_ids=ids, dense_output_dim0=4)
