import tensorflow as tf, numpy as np, collections
d = collections.deque([6, 7], maxlen=3)
print(np.mean(d), np.array(d), tf.constant(d), np.sum(d), np.asarray(d).dtype, np.std(d))
class M(tf.keras.Model):
    def __init__(self, drop):
        super().__init__()
        self.e = tf.keras.layers.Embedding(5, 3, mask_zero=True)
        self.d = tf.keras.layers.Dense(4)
        self.drop = drop
    def call(self, x):
        y = self.d(self.e(x))
        if self.drop:
            try:
                del y._keras_mask
            except AttributeError:
                print("none")
        return y
x = np.array([[1, 2, 0], [3, 0, 0]])
for drop in [False, True]:
    m = M(drop)
    y = m(x)
    print(getattr(y, "_keras_mask", "no mask"))
    def acc(a, b):
        print("mask", hasattr(b, "_keras_mask"))
        return tf.reduce_sum(tf.cast(a, tf.float32)) / 10
    m.compile(loss=lambda a, b: tf.reduce_mean(b * 0.0, -1) + 1.0, metrics=[acc])
    h = m.fit(x, np.array([[1, 1, 1], [2, 2, 2]]), batch_size=1, verbose=0, shuffle=False)
    print(h.history)
    print(m.predict(x, verbose=0).shape)
