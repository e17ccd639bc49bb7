# How ops under their own names are called, refused, traced and differentiated.
import inspect

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


r = tf.raw_ops


def t(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


t(lambda: r.Unique(tf.constant([1])))
t(lambda: r.Unique(x=tf.constant([1])))
t(lambda: r.Unique(x=[1,1,2]))
t(lambda: r.Unique(x=[1,1,2],foo=3))
t(lambda: r.Unique())
t(lambda: r.Add(x=1))
t(lambda: r.Add(x=1,y=2.5))
t(lambda: r.Add(x=[1,2],y=[1,2,3]))
t(lambda: r.Add(x='a',y=1))
t(lambda: r.Add(x=1,y=2))
t(lambda: r.MatMul(a=[[1.]],b=[[2.]],transpose_a=1))
t(lambda: r.MatMul(a=[[1.]],b=[[2.]],transpose_a='x'))
t(lambda: r.Unique(x=[1,1,2],out_idx=tf.float32))
t(lambda: r.Unique(x=[1,1,2],out_idx='int64'))
t(lambda: r.Split(axis=0,value=[1,2,3,4],num_split=2))
t(lambda: r.Split(axis=0,value=[1,2,3,4],num_split=2.5))
t(lambda: r.NoOp())
t(lambda: r.NotAnOp)
t(lambda: r.Unique.__name__)
t(lambda: type(r.Unique(x=[1]))._fields)
t(lambda: r.Unique(x=[1]).y)
t(lambda: r.ConcatV2(values=[[1],[2]],axis=0))
t(lambda: r.ConcatV2(values=3,axis=0))
t(lambda: r.MaxPool(input=tf.ones([1,4,4,1]),ksize=2,strides=[1,2,2,1],padding='VALID'))
t(lambda: r.MaxPool(input=tf.ones([1,4,4,1]),ksize=[1,2,2,1],strides=[1,2,2,1],padding='valid'))
t(lambda: r.Relu(features=[-1.,2.],name='foo'))
t(lambda: r.Relu(features=[-1,2]))
t(lambda: r.Relu(features=None))
t(lambda: r.Cast(x=[1.5],DstT=tf.int32))
t(lambda: r.Cast(x=[1.5]))
t(lambda: r.Cast(x=[1.5],DstT=None))

x = tf.constant([0.5, -1.0])
with tf.GradientTape() as tape:
    tape.watch(x)
    y = r.Relu(features=x) + r.Sigmoid(x=x) + r.TanhGrad(y=x, dy=x)
print(tape.gradient(y, x))


@tf.function
def f(x):
    u = r.Unique(x=x, name='hop')
    s = r.Split(axis=0, value=x, num_split=2)
    c = r.Conv2DBackpropInput(input_sizes=[1,3,3,1], filter=tf.ones([2,2,1,1]), out_backprop=tf.ones([1,3,3,1]), strides=[1,1,1,1], padding='SAME')
    rows = r.Reshape(tensor=x, shape=[2, -1])
    m = r.Sum(input=rows, axis=[1], keep_dims=True)
    q = r.SelectV2(condition=r.Greater(x=x, y=2), t=x, e=0)
    return u.y, s[0], c[0,:,:,0], m, q, r.ResizeBilinear(images=tf.ones([1,2,2,1]), size=[3,3])[0,:,:,0], r.TopKV2(input=x, k=2).values


for v in f(tf.constant([3, 1, 3, 2])):
    print(v)
print(inspect.signature(r.Split))
print(r.Relu(features=tf.keras.Input([3])).shape)
t(lambda: r.Relu(features=['a']))
t(lambda: r.Relu(features=tf.constant('a')))
t(lambda: r.MatMul(a=[[1]], b=[[1.5]]))
t(lambda: r.Sum(input=1.0, axis=0.5))
t(lambda: r.Cast(x=1, DstT='foo'))
t(lambda: r.Conv2D(input=1.0, filter=1.0, strides=1, padding='SAME'))
t(lambda: r.Conv2D(input=1.0, filter=1.0, strides=[1], padding=1))
t(lambda: r.AddN(inputs=[tf.ones(2), tf.constant([1,2])]))
t(lambda: r.Reshape(tensor=tf.ones([2]), shape=tf.constant([1.5])))
t(lambda: r.Reshape(tensor=[1], shape=tf.constant([1.5])))
t(lambda: r.Equal(x=tf.ones(2), y=tf.constant([1, 2])))
t(lambda: r.StringLength(input=1))
t(lambda: r.StringLength(input='a', unit='X'))
t(lambda: r.Gather(params=[1,2], indices=[1.5]))
t(lambda: r.LeakyRelu(features=1.0, alpha='a'))
t(lambda: r.ArgMax(input=[1,2], dimension=0, output_type=tf.float32))
t(lambda: r.OneHot(indices=[1], depth=2, on_value=1.0, off_value=0))
t(lambda: r.EnsureShape(input=[1], shape='a'))
t(lambda: r.MaxPool(input=tf.ones([1,2,2,1]), ksize=[1,2,2], strides=[1,1,1,1], padding='SAME'))
t(lambda: r.Sum(input=1.0, axis=[0.5]))
t(lambda: r.Unpack(value=[1, 2], num=-1))
t(lambda: r.Split(axis=0, value=[1, 2], num_split=0))
t(lambda: r.LRN(input=[1.0]))
t(lambda: r.StringToHashBucketFast(input=['a'], num_buckets=0))
t(lambda: r.EncodePng(image=[1.0]))
t(lambda: r.MatrixSolve(matrix=[[1]], rhs=[[1]]))
t(lambda: r.Fill(dims=[2.0], value=1))
t(lambda: r.Transpose(x=tf.ones([2, 2]), perm=[0, 0]))
t(lambda: r.ConcatV2(values=[[1], [2]], axis=3))
t(lambda: r.ConcatV2(values=[[[1]], [2]], axis=0))
t(lambda: r.Unique(x=[[1]]))
t(lambda: r.SegmentSum(data=[1, 2], segment_ids=[1, 0]))
t(lambda: r.Cholesky(input=[[1.0, 2.0]]))
t(lambda: r.BiasAdd(value=[[1.0, 2.0]], bias=[1.0]))
t(lambda: r.SparseSoftmaxCrossEntropyWithLogits(features=[[1.0]], labels=[[0]]))
t(lambda: r.DecodePng(contents='a'))
t(lambda: r.StringSplitV2(input='a', sep='b'))
t(lambda: r.ResizeBilinear(images=[1.0], size=[1, 1]))
t(lambda: r.RandomUniform(shape=[2], dtype=tf.int32))
t(lambda: r.StatelessRandomUniform(shape=[2], seed=[1]))
t(lambda: r.TensorScatterUpdate(tensor=[1], indices=[[3]], updates=[1]))
t(lambda: r.Slice(input=[1, 2], begin=[3], size=[1]))
t(lambda: r.DepthToSpace(input=tf.ones([1, 1, 1, 3]), block_size=2))
t(lambda: r.InvertPermutation(x=[0, 0]))

m = tf.eye(2)
op.AdjustContrast(images=m,contrast_factor=1.,min_value=0.,max_value=1.)
for n in 'BatchCholesky BatchMatrixDeterminant BatchMatrixDiagPart BatchMatrixInverse BatchSelfAdjointEig BatchSelfAdjointEigV2 BatchSvd MatrixExponential SelfAdjointEig QuantizeAndDequantize'.split():
    getattr(op, n)(input=[m])
op.BatchCholeskyGrad(l=m,grad=m)
op.BatchMatrixBandPart(input=m,num_lower=1,num_upper=1)
op.BatchMatrixDiag(diagonal=m)
op.BatchMatrixSetDiag(input=m,diagonal=[1.,2.])
op.BatchMatrixSolve(matrix=m,rhs=m)
op.BatchMatrixSolveLs(matrix=m,rhs=m,l2_regularizer=tf.constant(0.,tf.float64))
op.BatchMatrixTriangularSolve(matrix=m,rhs=m)
op.BatchNormWithGlobalNormalization(t=tf.ones([1,1,1,1]),m=[1.],v=[1.],beta=[1.],gamma=[1.],variance_epsilon=0.1,scale_after_normalization=True)
op.PlaceholderV2(dtype=tf.float32,shape=[])
op.RandomCrop(image=tf.ones([2,2,1]),size=tf.constant([1,1],tf.int64))
op.RandomPoisson(shape=[2],rate=1.)
op.AudioSummary(tag='a',tensor=m,sample_rate=1.)
op.TensorArrayV2(size=2,dtype=tf.float32)
op.TensorArraySizeV2(handle='a',flow_in=1.)
op.Conv3DBackpropInput(input=tf.ones([1,1,1,1,1]),filter=tf.ones([1,1,1,1,1]),out_backprop=tf.ones([1,1,1,1,1]),strides=[1]*5,padding='SAME')
op.IdentityReader()
op.Assign(ref=1,value=2)
