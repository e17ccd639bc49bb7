"""Sets, sound, fingerprints, devices, protos of tensors and other rare functions."""
import tensorflow as tf
import numpy as np

a = tf.sparse.from_dense([[1, 2, 0], [3, 0, 0]])
print(tf.sets.size(a).numpy())
for name in ('intersection', 'union', 'difference'):
    out = getattr(tf.sets, name)([[3, 1, 2], [5, 5, 6]], [[3, 4, 2], [7, 5, 5]])
    print(name, tf.sparse.to_dense(out).numpy().tolist(), out.indices.numpy().tolist(), out.dense_shape.numpy())
print(tf.sparse.to_dense(tf.sets.difference([[1, 2, 3]], [[3, 4, 2]], aminusb=False)).numpy())
print(tf.sparse.to_dense(tf.sets.union(a, tf.sparse.from_dense([[4, 0, 0], [3, 5, 0]]))).numpy())
print(tf.sparse.to_dense(tf.sets.intersection([['a', 'b']], [['b', 'c']]), default_value='').numpy())
wav = tf.audio.encode_wav([[0.1], [-0.5], [1.0], [-2.0]], 8000)
print(wav)
audio, rate = tf.audio.decode_wav(wav)
print(audio.numpy().tolist(), rate)
print(tf.audio.decode_wav(wav, desired_samples=6).audio.shape, tf.audio.decode_wav(wav, desired_channels=2).audio.numpy()[:2].tolist())
stereo = tf.audio.encode_wav(tf.reshape(tf.linspace(-1., 1., 8), [4, 2]), tf.constant(16000))
print(tf.audio.decode_wav(stereo, desired_channels=1).audio.numpy().tolist())
for bad in (b'RIFFnot', b''):
    try:
        tf.audio.decode_wav(bad)
    except tf.errors.InvalidArgumentError as e:
        print('InvalidArgumentError')
print(tf.fingerprint(['a', 'hello', '']).numpy().tolist())
print(tf.fingerprint(['a' * 40, 'b' * 70, 'c' * 200, 'd' * 17, 'e' * 8, 'fgh']).numpy().tolist())
print(tf.fingerprint(tf.constant([[1., 2.], [3., 4.]])).numpy().tolist())
print(tf.fingerprint(tf.reshape(tf.range(100), [2, 50])).numpy().tolist())
print(tf.fingerprint([['x', 'y'], ['z', 'w']]).numpy().tolist())
print(tf.fingerprint([1, 2]).dtype)
d = tf.DeviceSpec(job='w', replica=1, task=2, device_type='CPU', device_index=0)
print(d.to_string(), d.job, d.replica, d.task, d.device_type, d.device_index)
print(tf.DeviceSpec.from_string('/job:a/device:gpu:1').to_string())
print(repr(tf.DeviceSpec.from_string('/cpu:0')))
print(d.replace(task=7).to_string(), d.make_merged_spec(tf.DeviceSpec(task=3)).to_string())
print(d == tf.DeviceSpec(job='w', replica=1, task=2, device_type='CPU', device_index=0))
print(tf.AggregationMethod.ADD_N, tf.AggregationMethod.DEFAULT, tf.AggregationMethod.EXPERIMENTAL_TREE)
for f in (lambda: tf.gradients(tf.constant(1.), tf.constant(2.)), lambda: tf.hessians(tf.constant(1.), tf.constant(2.))):
    try:
        f()
    except RuntimeError as e:
        print('RuntimeError', e)
for x in ([1., 2.], [[1, 2], [3, 4]], 'abc', [True, False], 5, ['a', 'b'], np.zeros([2, 2], np.float16), 3.5, np.int64(7)):
    p = tf.make_tensor_proto(x)
    print(p, end='')
    print(p.SerializeToString(), tf.make_ndarray(p).tolist())
print(tf.make_ndarray(tf.make_tensor_proto([1, 2, 3], dtype=tf.float64, shape=[3, 1])))
print(tf.make_ndarray(tf.make_tensor_proto(2.5, shape=[3])))
print(tf.io.parse_tensor(tf.make_tensor_proto([1., 2.]).SerializeToString(), tf.float32).numpy())
print(tf.approx_top_k(tf.constant([3., 1., 2.]), 2))
print(tf.nn.approx_max_k(tf.constant([[3., 1., 2.], [1, 2, 3]]), 2).indices.numpy())
print(tf.strings.unicode_script([ord('a'), 0x430, 0x4e2d, 48, 0x3b1, 0x5d0, 0x3042, 0x30a2, 0xac00]).numpy())
s = tf.keras.backend.ctc_label_dense_to_sparse(tf.constant([[1, 2, 3], [4, 5, 0]]), tf.constant([2, 1]))
print(s.indices.numpy().tolist(), s.values.numpy(), s.dense_shape.numpy())
