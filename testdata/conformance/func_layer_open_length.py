import tensorflow as tf
class C(tf.keras.layers.Layer):
    def __init__(self, u): super().__init__(); self.state_size=u; self.output_size=u; self.c=tf.keras.layers.SimpleRNNCell(u,activation=None)
    def call(self, x, s):
        o,n=self.c(x,s); return o,[o]
class L(tf.keras.layers.Layer):
    def __init__(self, cell): super().__init__(); self.cell=cell
    @tf.function
    def call(self, inputs):
        states=[tf.zeros([tf.shape(inputs)[0],3])]
        n=tf.shape(inputs)[1]
        ta=tf.TensorArray(inputs.dtype, size=n)
        out=tf.zeros([tf.shape(inputs)[0],3])
        for step in tf.range(n):
            out, states = self.cell(inputs[:, step], states)
            ta = ta.write(step, out)
        return tf.transpose(ta.stack(), [1,0,2])
i=tf.keras.Input([None,3])
y = L(C(3))(i)
print(y.shape)
m = tf.keras.Model(i, y)
print(m.predict(tf.ones([2, 4, 3]), verbose=0).shape, len(m.weights))
