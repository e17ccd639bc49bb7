import os
import tempfile
import numpy as np
import tensorflow as tf
from tensorflow import keras


def trial(f):
    try:
        print('ok', f())
    except Exception as e:
        print(type(e).__name__, str(e).replace(folder, 'D')[:300])


folder = tempfile.mkdtemp()
path = os.path.join(folder, 'model')
keras.utils.set_random_seed(1)
m = keras.Sequential([keras.layers.Dense(3, input_shape=(4,), activation='relu'), keras.layers.Dense(2)])
m.compile('adam', 'mse')
x = np.linspace(-1.0, 1.0, 8).reshape(2, 4).astype(np.float32)
print(tf.saved_model.contains_saved_model(path))
print(tf.saved_model.save(m, path))
print(tf.saved_model.contains_saved_model(path), os.path.exists(os.path.join(path, 'variables', 'variables.index')))
loaded = tf.saved_model.load(path)
print(type(loaded))
print(np.allclose(loaded(x), m(x)), np.allclose(loaded(tf.constant(x), training=False), m(x)))
print([v.name for v in loaded.variables], [v.shape for v in loaded.trainable_variables])
print(list(loaded.signatures), list(loaded.signatures.keys()))
infer = loaded.signatures['serving_default']
print(infer.structured_input_signature)
print(infer.structured_outputs)
print({k: v.numpy().tolist() == m(x).numpy().tolist() for k, v in infer(tf.constant(x)).items()})
print(list(infer(dense_input=tf.constant(x))))
trial(lambda: infer(x))
trial(lambda: infer(other=tf.constant(x)))
trial(lambda: infer())
trial(lambda: loaded.predict(x))
trial(lambda: loaded.weights)
trial(lambda: loaded.summary())
trial(lambda: tf.saved_model.load(os.path.join(folder, 'none')))
trial(lambda: tf.saved_model.save(5, path))
trial(lambda: tf.saved_model.load(path, tags='train'))
trial(lambda: tf.saved_model.load(path, tags=['serve']) is not None)
loaded.trainable_variables[1].assign([1.0, 2.0, 3.0])
print(np.allclose(loaded(x), m(x)), tf.saved_model.DEFAULT_SERVING_SIGNATURE_DEF_KEY, tf.saved_model.SAVED_MODEL_SCHEMA_VERSION)

a = keras.Input((4,), name='feat')
b = keras.Input((2,), name='z')
both = keras.Model([a, b], [keras.layers.Dense(1, name='score')(keras.layers.Concatenate()([a, b])), keras.layers.Dense(2, name='cls')(a)])
path = os.path.join(folder, 'both')
tf.saved_model.save(both, path)
loaded = tf.saved_model.load(path)
infer = loaded.signatures['serving_default']
print(infer.structured_input_signature, infer.structured_outputs)
out = infer(feat=tf.constant(x), z=tf.constant(x[:, :2]))
print({k: v.shape for k, v in out.items()})
print([t.shape for t in loaded([tf.constant(x), tf.constant(x[:, :2])])])
trial(lambda: infer(feat=tf.constant(x)))

# The same layout by model.save.
path = os.path.join(folder, 'keras')
m.fit(x, np.ones((2, 2)), verbose=0)
m.save(path)
print(sorted(n for n in os.listdir(path) if n != 'fingerprint.pb'), tf.saved_model.contains_saved_model(path))
back = keras.models.load_model(path)
print(type(back).__name__, np.allclose(back.predict(x, verbose=0), m.predict(x, verbose=0)))
h = [model.fit(x, np.ones((2, 2)), verbose=0).history['loss'][0] for model in (m, back)]
print(np.isclose(h[0], h[1]))
both.save(path, save_format='tf')
print([l.name for l in keras.models.load_model(path).layers])
print([v.shape for v in tf.saved_model.load(path).variables])
