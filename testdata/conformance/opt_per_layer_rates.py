# Several optimizers on one model, frozen parts, learning-rate multipliers, switching, saving optimizer state
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

def make():
    m = keras.Sequential([keras.Input((2,)), layers.Dense(3, activation="relu", kernel_initializer=keras.initializers.Constant([[0.5, -0.3, 0.8], [0.2, 0.9, -0.1]]), name="body"), layers.Dense(1, kernel_initializer="ones", name="head")])
    return m
x = np.array([[1.0, 2.0], [0.5, -1.0], [-1.5, 0.3], [2.0, 2.0]], "float32"); y = np.array([[1.0], [0.0], [-1.0], [2.0]], "float32")
m = make()
body, head = m.layers
opts = [keras.optimizers.SGD(0.01), keras.optimizers.Adam(0.1)]
mse = keras.losses.MeanSquaredError()
@tf.function
def step(xb, yb):
    with tf.GradientTape() as tape:
        loss = mse(yb, m(xb, training=True))
    gb, gh = tape.gradient(loss, [body.trainable_variables, head.trainable_variables])
    opts[0].apply_gradients(zip(gb, body.trainable_variables))
    opts[1].apply_gradients(zip(gh, head.trainable_variables))
    return loss
for o, l in zip(opts, (body, head)): o.build(l.trainable_variables)
print([round(float(step(x, y)), 5) for _ in range(4)], np.round(head.kernel.numpy().ravel(), 4).tolist(), [int(o.iterations) for o in opts])
m = make(); body, head = m.layers
opt = keras.optimizers.SGD(0.1)
for e in range(3):
    with tf.GradientTape() as tape:
        loss = mse(y, m(x))
    grads = tape.gradient(loss, m.trainable_weights)
    opt.apply_gradients((g * (0.1 if "body" in w.name else 1.0), w) for g, w in zip(grads, m.trainable_weights))
    print(e, round(float(loss), 5), [round(float(tf.norm(g)), 4) for g in grads])
m = make(); m.layers[0].trainable = False
m.compile(keras.optimizers.RMSprop(0.05), "mse"); h1 = m.fit(x, y, epochs=2, verbose=0, batch_size=2, shuffle=False)
m.layers[0].trainable = True
m.compile(keras.optimizers.RMSprop(0.005), "mse"); h2 = m.fit(x, y, epochs=2, verbose=0, batch_size=2, shuffle=False)
print(np.round(h1.history["loss"] + h2.history["loss"], 5).tolist(), len(m.optimizer.variables), m.optimizer.iterations.numpy())
a = make(); a.compile(keras.optimizers.Adam(0.05), "mse"); a.fit(x, y, epochs=2, verbose=0)
state = [v.numpy() for v in a.optimizer.variables]
b = make(); b.set_weights(a.get_weights()); b.compile(keras.optimizers.Adam(0.05), "mse"); b.optimizer.build(b.trainable_variables); b.optimizer.set_weights(state) if hasattr(b.optimizer, "set_weights") else [v.assign(s) for v, s in zip(b.optimizer.variables, state)]
c = make(); c.set_weights(a.get_weights()); c.compile(keras.optimizers.Adam(0.05), "mse")
print([round(q.fit(x, y, epochs=2, verbose=0).history["loss"][-1], 6) for q in (a, b, c)], [int(q.optimizer.iterations) for q in (a, b, c)])
lr = keras.optimizers.Adam().learning_rate; print(type(lr).__name__ in ("ResourceVariable", "Variable"), round(float(lr), 5), keras.optimizers.get("rmsprop").name, keras.optimizers.get({"class_name": "Adam", "config": {"learning_rate": 0.5}}).learning_rate.numpy(), keras.optimizers.get(opt) is opt)
class WarmRestart(keras.callbacks.Callback):
    def on_epoch_begin(self, epoch, logs=None):
        if epoch % 2 == 0: self.model.optimizer.learning_rate.assign(0.1)
        else: keras.backend.set_value(self.model.optimizer.learning_rate, self.model.optimizer.learning_rate * 0.1)
m = make(); m.compile(keras.optimizers.SGD(0.3), "mse"); h = m.fit(x, y, epochs=4, batch_size=4, verbose=0, callbacks=[WarmRestart()]); print(np.round(h.history["loss"], 5).tolist(), round(float(m.optimizer.learning_rate), 4))
e1 = keras.optimizers.SGD(0.1); w1 = tf.Variable(1.0); e1.build([w1])
try:
    e1.apply_gradients([(tf.constant(1.0), tf.Variable(2.0))])
except Exception as e:
    print(type(e).__name__, str(e).split(".")[0][:70])
