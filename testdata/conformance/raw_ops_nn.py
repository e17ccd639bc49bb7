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

def wave(*shape):
    n = 1
    for d in shape:
        n *= d
    return tf.reshape(tf.sin(tf.range(float(n)) * 0.7), shape)


x = wave(1, 4, 4, 2)
w = wave(2, 2, 2, 3)
v = wave(1, 3, 3, 3, 1)
op.ApproxTopK(input=[1.0, 4.0, 2.0, 3.0], k=2)
op.AvgPool(value=x, ksize=[1, 2, 2, 1], strides=[1, 2, 2, 1], padding='VALID')
op.AvgPoolGrad(orig_input_shape=[1, 4, 4, 2], grad=wave(1, 2, 2, 2), ksize=[1, 2, 2, 1], strides=[1, 2, 2, 1], padding='VALID')
op.AvgPool3D(input=v, ksize=[1, 2, 2, 2, 1], strides=[1, 1, 1, 1, 1], padding='VALID')
op.AvgPool3DGrad(orig_input_shape=[1, 3, 3, 3, 1], grad=wave(1, 2, 2, 2, 1), ksize=[1, 2, 2, 2, 1], strides=[1, 1, 1, 1, 1], padding='VALID')
op.BiasAdd(value=x, bias=[1.0, 2.0])
op.BiasAddV1(value=x, bias=[1.0, 2.0])
op.BiasAddGrad(out_backprop=x)
op.BiasAddGrad(out_backprop=x, data_format='NCHW')
op.Conv2D(input=x, filter=w, strides=[1, 1, 1, 1], padding='VALID')
op.Conv2D(input=x, filter=w, strides=[1, 2, 2, 1], padding='EXPLICIT', explicit_paddings=[0, 0, 1, 0, 0, 1, 0, 0])
op.Conv2DBackpropFilter(input=x, filter_sizes=[2, 2, 2, 3], out_backprop=wave(1, 4, 4, 3), strides=[1, 1, 1, 1], padding='SAME')
op.Conv2DBackpropInput(input_sizes=[1, 4, 4, 2], filter=w, out_backprop=wave(1, 4, 4, 3), strides=[1, 1, 1, 1], padding='SAME')
k = wave(2, 2, 2, 1, 2)
op.Conv3D(input=v, filter=k, strides=[1, 1, 1, 1, 1], padding='VALID')
op.Conv3DBackpropFilterV2(input=v, filter_sizes=[2, 2, 2, 1, 2], out_backprop=wave(1, 2, 2, 2, 2), strides=[1, 1, 1, 1, 1], padding='VALID')
op.Conv3DBackpropInputV2(input_sizes=[1, 3, 3, 3, 1], filter=k, out_backprop=wave(1, 2, 2, 2, 2), strides=[1, 1, 1, 1, 1], padding='VALID')
op.Conv(input=x, filter=w, strides=[1, 1], padding='VALID')
op.DepthwiseConv2dNative(input=x, filter=wave(2, 2, 2, 1), strides=[1, 1, 1, 1], padding='VALID')
op.DepthwiseConv2dNativeBackpropFilter(input=x, filter_sizes=[2, 2, 2, 1], out_backprop=wave(1, 3, 3, 2), strides=[1, 1, 1, 1], padding='VALID')
op.DepthwiseConv2dNativeBackpropInput(input_sizes=[1, 4, 4, 2], filter=wave(2, 2, 2, 1), out_backprop=wave(1, 3, 3, 2), strides=[1, 1, 1, 1], padding='VALID')
e = dict(strides=[1, 1, 1, 1], rates=[1, 1, 1, 1], padding='VALID')
op.Dilation2D(input=x, filter=wave(2, 2, 2), **e)
op.Dilation2DBackpropFilter(input=x, filter=wave(2, 2, 2), out_backprop=wave(1, 3, 3, 2), **e)
op.Dilation2DBackpropInput(input=x, filter=wave(2, 2, 2), out_backprop=wave(1, 3, 3, 2), **e)
op.FractionalAvgPool(value=x, pooling_ratio=[1.0, 1.5, 1.5, 1.0], seed=3, seed2=5)
op.FractionalAvgPool(value=x, pooling_ratio=[1.0, 1.5, 1.5, 1.0], deterministic=True, seed=3, seed2=5)
op.FractionalMaxPool(value=x, pooling_ratio=[1.0, 1.5, 1.5, 1.0], deterministic=True, seed=3, seed2=5)
s, o, m, q = [1.0, 2.0], [0.5, -0.5], [0.1, 0.2], [1.5, 0.5]
for name in 'FusedBatchNorm FusedBatchNormV2 FusedBatchNormV3'.split():
    getattr(op, name)(x=x, scale=s, offset=o, mean=m, variance=q, is_training=False)
    getattr(op, name)(x=x, scale=s, offset=o, mean=[], variance=[])
op.FusedBatchNormV3(x=x, scale=s, offset=o, mean=m, variance=q, exponential_avg_factor=0.3, epsilon=0.01)
dy = wave(1, 4, 4, 2) ** 2
for name in 'FusedBatchNormGrad FusedBatchNormGradV2 FusedBatchNormGradV3'.split():
    more = {'reserve_space_3': tf.zeros([0])} if name[-1] == '3' else {}
    getattr(op, name)(y_backprop=dy, x=x, scale=s, reserve_space_1=tf.reduce_mean(x, [0, 1, 2]), reserve_space_2=tf.math.reduce_variance(x, [0, 1, 2]), **more)
    getattr(op, name)(y_backprop=dy, x=x, scale=s, reserve_space_1=m, reserve_space_2=q, is_training=False, **more)
op.FusedPadConv2D(input=x, paddings=[[0, 0], [1, 1], [1, 1], [0, 0]], filter=w, mode='REFLECT', strides=[1, 2, 2, 1], padding='VALID')
op.FusedResizeAndPadConv2D(input=x, size=[3, 3], paddings=[[0, 0], [1, 1], [1, 1], [0, 0]], filter=w, mode='REFLECT', strides=[1, 2, 2, 1], padding='VALID')
op.InTopK(predictions=[[0.1, 0.7, 0.2], [0.3, 0.3, 0.4]], targets=[2, 0], k=1)
op.InTopKV2(predictions=[[0.1, 0.7, 0.2], [0.3, 0.3, 0.4]], targets=[2, 2], k=1)
op.IsotonicRegression(input=[3.0, 4.0, 1.0])
op.LogSoftmax(logits=[[1.0, 2.0]])
op.Softmax(logits=[[1.0, 2.0]])
op.LRN(input=x)
op.LRNGrad(input_grads=dy, input_image=x, output_image=tf.raw_ops.LRN(input=x))
pool = dict(ksize=[1, 2, 2, 1], strides=[1, 2, 2, 1], padding='VALID')
op.MaxPool(input=x, **pool)
op.MaxPoolV2(input=x, **pool)
y = tf.raw_ops.MaxPool(input=x, **pool)
op.MaxPoolGrad(orig_input=x, orig_output=y, grad=y, **pool)
op.MaxPoolGradV2(orig_input=x, orig_output=y, grad=y, **pool)
op.MaxPoolGradGrad(orig_input=x, orig_output=y, grad=dy, **pool)
op.MaxPoolGradGradV2(orig_input=x, orig_output=y, grad=dy, **pool)
op.MaxPoolWithArgmax(input=x, **pool)
op.MaxPoolGradWithArgmax(input=x, grad=y, argmax=tf.raw_ops.MaxPoolWithArgmax(input=x, **pool).argmax, **pool)
pool = dict(ksize=[1, 2, 2, 2, 1], strides=[1, 1, 1, 1, 1], padding='VALID')
op.MaxPool3D(input=v, **pool)
y = tf.raw_ops.MaxPool3D(input=v, **pool)
op.MaxPool3DGrad(orig_input=v, orig_output=y, grad=y, **pool)
op.MaxPool3DGradGrad(orig_input=v, orig_output=y, grad=v, **pool)
op.SoftmaxCrossEntropyWithLogits(features=[[1.0, 2.0], [0.0, 3.0]], labels=[[0.3, 0.7], [1.0, 0.0]])
op.SparseSoftmaxCrossEntropyWithLogits(features=[[1.0, 2.0], [0.0, 3.0]], labels=[1, 0])
op.SparseSoftmaxCrossEntropyWithLogits(features=[[1.0, 2.0]], labels=[2])
zero = tf.zeros([2])
h = dict(cs_prev=wave(1, 2), h_prev=wave(1, 2) * 0.5, w=wave(5, 8), b=wave(8), wci=zero, wcf=zero, wco=zero)
op.LSTMBlockCell(x=wave(1, 3), **h)
op.LSTMBlockCell(x=wave(1, 3), **{**h, 'wci': [0.5, 0.1]}, use_peephole=True, cell_clip=0.2)
op.BlockLSTM(seq_len_max=tf.constant(3, tf.int64), x=wave(3, 1, 3), **h)
op.BlockLSTMV2(seq_len_max=tf.constant(3, tf.int64), x=wave(3, 1, 3), **h)
op.GRUBlockCell(x=wave(1, 3), h_prev=wave(1, 2), w_ru=wave(5, 4), w_c=wave(5, 2), b_ru=wave(4), b_c=wave(2))
logits = wave(4, 2, 3)
op.CTCLoss(inputs=logits, labels_indices=[[0, 0], [1, 0], [1, 1]], labels_values=[1, 0, 1], sequence_length=[4, 3])
op.CTCGreedyDecoder(inputs=logits, sequence_length=[4, 3])
op.CTCGreedyDecoder(inputs=logits, sequence_length=[4, 3], merge_repeated=True, blank_index=0)
op.CTCBeamSearchDecoder(inputs=logits, sequence_length=[4, 3], beam_width=4, top_paths=2, merge_repeated=False)
op.CTCBeamSearchDecoder(inputs=logits, sequence_length=[4, 3], beam_width=4, top_paths=2)
