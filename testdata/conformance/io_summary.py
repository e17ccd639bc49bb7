import glob, os, tempfile
import tensorflow as tf
folder = tempfile.mkdtemp()
def trial(f):
    try: print('ok', f())
    except Exception as e: print(type(e).__name__, str(e).replace(folder,'D')[:300])
w = tf.summary.create_file_writer(folder)
with w.as_default():
    print(tf.summary.write('t', [1., 2.], step=3))
    print(tf.summary.write('n', 5, step=4, metadata=None))
    trial(lambda: tf.summary.write('x', [1]))
    trial(lambda: tf.summary.audio('snd', tf.zeros((2, 10, 1)), 8000, step=1))
    trial(lambda: tf.summary.audio('snd', tf.sin(tf.reshape(tf.range(40.), (2, 20, 1))), 8000, step=2, max_outputs=1, description='d'))
    trial(lambda: tf.summary.audio('snd', tf.zeros((2, 10)), 8000, step=1))
    trial(lambda: tf.summary.audio('snd', tf.zeros((2, 10, 1)), 8000, step=1, encoding='mp3'))
    trial(lambda: tf.summary.audio('snd', tf.zeros((2, 10, 1)), 8000, step=1, max_outputs=-1))
print(tf.summary.write('t', [1., 2.], step=3))
print(tf.summary.audio('t', tf.zeros((2, 10, 1)), 8000, step=3))
w.close()
for r in tf.data.TFRecordDataset(glob.glob(folder + '/*')[0]):
    b = r.numpy()
    print(len(b), b[9:])
