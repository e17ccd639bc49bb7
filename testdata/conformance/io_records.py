import os
import tempfile
import tensorflow as tf

folder = tempfile.mkdtemp()


def trial(f):
    try:
        print('ok', f())
    except Exception as e:
        print(type(e).__name__, str(e).replace(folder, 'D'))


def ints(*v):
    return tf.train.Feature(int64_list=tf.train.Int64List(value=v))


def floats(*v):
    return tf.train.Feature(float_list=tf.train.FloatList(value=v))


def texts(*v):
    return tf.train.Feature(bytes_list=tf.train.BytesList(value=v))


print(ints(1, -2), floats(2.718281828), texts(b'a', 'é'.encode('utf-8')))
ex = tf.train.Example(features=tf.train.Features(feature={'id': ints(3), 'x': floats(0.5, 1e10, -3.25e-8), 'name': texts(b'a\x00"\n')}))
print(ex)
print(len(ex.SerializeToString()))
back = tf.train.Example.FromString(ex.SerializeToString())
print(back == ex, sorted(back.features.feature), back.features.feature['id'].int64_list.value)
print(back.features.feature['x'].WhichOneof('kind'), 'id' in back.features.feature, len(back.features.feature))
trial(lambda: tf.train.BytesList(value=['text']))
trial(lambda: tf.train.Int64List(value=[1.5]))
trial(lambda: tf.train.FloatList(value=['a']))
trial(lambda: tf.train.Feature(wrong=3))
path = os.path.join(folder, 'x.tfrecord')
with tf.io.TFRecordWriter(path) as writer:
    for i in range(4):
        e = tf.train.Example(features=tf.train.Features(feature={'i': ints(i), 'm': floats(i, i + 1, i + 2, i + 3), 's': texts(b'n%d' % i), 'v': ints(*range(i))}))
        writer.write(e.SerializeToString())
ds = tf.data.TFRecordDataset(path)
print(ds)
spec = {
    'i': tf.io.FixedLenFeature([], tf.int64),
    'm': tf.io.FixedLenFeature([2, 2], tf.float32),
    's': tf.io.FixedLenFeature([], tf.string, default_value=''),
    'none': tf.io.FixedLenFeature([2], tf.int64, default_value=[7, 8]),
}
print(spec['m'], tf.io.VarLenFeature(tf.int64))
for e in ds.map(lambda r: tf.io.parse_single_example(r, spec)).take(2):
    print(e)
raws = list(ds)
print(tf.io.parse_single_example(raws[2], {'v': tf.io.VarLenFeature(tf.int64)}))
print(tf.io.parse_example(raws, {'i': spec['i'], 'v': tf.io.VarLenFeature(tf.int64)}))
print(tf.io.parse_example(raws, {'v': tf.io.FixedLenSequenceFeature([], tf.int64, allow_missing=True, default_value=-1)}))
print(tf.sparse.to_dense(tf.io.parse_example(raws, {'v': tf.io.VarLenFeature(tf.int64)})['v'], default_value=-1))
trial(lambda: tf.io.parse_single_example(raws[0], {'x': tf.io.FixedLenFeature([], tf.int64)}))
trial(lambda: tf.io.parse_single_example(raws[0], {'i': tf.io.FixedLenFeature([], tf.float32)}))
trial(lambda: tf.io.parse_single_example(raws[0], {'i': tf.io.FixedLenFeature([2], tf.int64)}))
for kind in ['GZIP', 'ZLIB']:
    with tf.io.TFRecordWriter(path + kind, kind) as writer:
        writer.write(b'hello')
    print(list(tf.data.TFRecordDataset([path + kind] * 2, compression_type=kind).as_numpy_iterator()))
trial(lambda: list(tf.data.TFRecordDataset(path + 'GZIP')))
trial(lambda: list(tf.data.TFRecordDataset(path + 'none')))
text = os.path.join(folder, 't.txt')
with open(text, 'w') as f:
    f.write('one\ntwo\r\n\nthree')
lines = tf.data.TextLineDataset(text)
print(lines, list(lines.as_numpy_iterator()))
print(list(tf.data.TextLineDataset([text, text]).skip(3).batch(3).as_numpy_iterator()))
print(list(tf.data.FixedLengthRecordDataset(text, 4, header_bytes=2, footer_bytes=1).as_numpy_iterator()))
strategy = tf.distribute.MirroredStrategy(devices=['/cpu:0'])
print(strategy.num_replicas_in_sync)
with strategy.scope():
    model = tf.keras.Sequential([tf.keras.layers.Dense(1, input_shape=(2,), kernel_initializer='ones')])
    model.compile('sgd', 'mse')
print(model.predict(tf.ones((1, 2)), verbose=0))
print(strategy.run(lambda a, b: a + b, args=(tf.constant(1),), kwargs={'b': 2}))
print(strategy.reduce('SUM', tf.constant([1.0, 2.0]), axis=0), strategy.reduce(tf.distribute.ReduceOp.MEAN, tf.constant([1.0, 2.0]), axis=0))
print(tf.optimizers.Adam is tf.keras.optimizers.Adam, tf.initializers.Zeros, tf.metrics.Mean)
with tf.summary.create_file_writer(folder).as_default(step=3):
    print(tf.summary.scalar('loss', 0.5), tf.summary.histogram('h', [1.0, 2.0]), tf.summary.text('t', 'x'), tf.summary.image('i', tf.zeros((1, 2, 2, 3))))
print(tf.summary.scalar('loss', 0.5, step=1))
s = tf.sparse.SparseTensor(indices=[[1, 0], [0, 1]], values=[6, 5], dense_shape=[2, 3])
print(tf.sparse.reorder(s))
trial(lambda: tf.sparse.to_dense(s))
print(tf.sparse.from_dense([[0, 5], [6, 0]]), s.shape, s.dtype)
print(tf.sparse.sparse_dense_matmul(tf.sparse.from_dense([[0.0, 2.0], [1.0, 0.0]]), [[1.0], [3.0]]))
logits = tf.constant([[[3.0, 1.0, 0.5]], [[0.2, 2.0, 1.0]], [[0.2, 2.0, 1.0]], [[0.1, 0.2, 2.0]]])
print(tf.nn.ctc_greedy_decoder(logits, [4]))
paths, logs = tf.nn.ctc_beam_search_decoder(logits, [4], beam_width=5, top_paths=2)
print(paths, logs.numpy().round(4))
