# Mixed precision: policies, dtypes of layers and variables, the optimizer that scales losses.
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers, mixed_precision

keras.utils.set_random_seed(4)
policy = mixed_precision.Policy("mixed_float16")
mixed_precision.set_global_policy(policy)
print(policy, policy.name, "Compute dtype: %s" % policy.compute_dtype, "Variable dtype: %s" % policy.variable_dtype)
print(mixed_precision.global_policy())
inputs = keras.Input(shape=(784,), name="digits")
print(inputs.dtype)
dense1 = layers.Dense(32, activation="relu", name="dense_1")
x = dense1(inputs)
dense2 = layers.Dense(32, activation="relu", name="dense_2")
x = dense2(x)
print(dense1.dtype_policy)
print("x.dtype: %s" % x.dtype.name)
print("dense1.kernel.dtype: %s" % dense1.kernel.dtype.name, dense1.dtype, dense1.compute_dtype, dense1.variable_dtype)
x = layers.Dense(10, name="dense_logits")(x)
outputs = layers.Activation("softmax", dtype="float32", name="predictions")(x)
print("Outputs dtype: %s" % outputs.dtype.name)
outputs = layers.Activation("linear", dtype="float32")(outputs)
model = keras.Model(inputs=inputs, outputs=outputs)
model.compile(loss="sparse_categorical_crossentropy", optimizer=keras.optimizers.RMSprop(), metrics=["accuracy"])
print(type(model.optimizer).__name__, type(model.optimizer.inner_optimizer).__name__)
model.summary()
rng = np.random.RandomState(1)
x_train, y_train = rng.rand(64, 784).astype("float32"), rng.randint(0, 10, 64)
history = model.fit(x_train, y_train, batch_size=32, epochs=3, verbose=0, shuffle=False)
print(["%.1f" % v for v in history.history["loss"]])
print(model.predict(x_train[:2], verbose=0).dtype, dense1(x_train[:2]).dtype, dense1.kernel)  if False else print(model.predict(x_train[:2], verbose=0).dtype, dense1(x_train[:2]).dtype)

x = tf.constant(256, dtype="float16")
print((x ** 2).numpy())
x = tf.constant(1e-5, dtype="float16")
print((x ** 2).numpy())
optimizer = keras.optimizers.RMSprop()
optimizer = mixed_precision.LossScaleOptimizer(optimizer)
print(optimizer.loss_scale, optimizer.dynamic, optimizer.initial_scale, optimizer.dynamic_growth_steps, optimizer.dynamic_counter)
print(optimizer.get_scaled_loss(tf.constant(2.0)), [g.numpy() if g is not None else g for g in optimizer.get_unscaled_gradients([tf.constant([32768.0]), None])])
loss_object = tf.keras.losses.SparseCategoricalCrossentropy()
train_dataset = tf.data.Dataset.from_tensor_slices((x_train, y_train)).batch(32)


@tf.function
def train_step(x, y):
    with tf.GradientTape() as tape:
        predictions = model(x)
        loss = loss_object(y, predictions)
        scaled_loss = optimizer.get_scaled_loss(loss)
    scaled_gradients = tape.gradient(scaled_loss, model.trainable_variables)
    gradients = optimizer.get_unscaled_gradients(scaled_gradients)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
    return loss


for x, y in train_dataset:
    loss = train_step(x, y)
    print(loss.dtype, loss.shape)
print(optimizer.iterations.numpy(), optimizer.dynamic_counter.numpy(), optimizer.learning_rate.numpy())
optimizer.learning_rate = 0.5
print(optimizer.inner_optimizer.learning_rate.numpy(), optimizer.get_config())
fixed = mixed_precision.LossScaleOptimizer(keras.optimizers.SGD(0.25), dynamic=False, initial_scale=1024)
print(fixed.loss_scale, fixed.dynamic, fixed.get_config()["initial_scale"])
v = tf.Variable(1.0)
fixed.minimize(lambda: v * 2.0, [v]) if False else fixed.apply_gradients([(tf.constant(2.0), v)])
print(v.numpy())
dyn = mixed_precision.LossScaleOptimizer(keras.optimizers.SGD(0.5), initial_scale=8, dynamic_growth_steps=2)
for g in [1.0, float("inf"), 1.0, 1.0, float("nan"), 2.0]:
    dyn.apply_gradients([(tf.constant(g), v)])
    print(v.numpy(), dyn.loss_scale.numpy(), dyn.dynamic_counter.numpy(), dyn.iterations.numpy())


class Mine(layers.Layer):
    def build(self, shape):
        self.v = self.add_weight("v", (), initializer="ones")
        self.w = self.add_weight(name="w", shape=(2,), dtype="float32", initializer="zeros", experimental_autocast=False)

    def call(self, x):
        print(x.dtype, self.v.dtype, (self.v + 1).dtype if x.dtype == tf.float16 else "-", self.w.dtype)
        return x * tf.cast(self.v, x.dtype)


print(Mine()(tf.constant([1.0, 2.0], tf.float32)))
print(Mine(dtype="float32")(tf.constant([1.0, 2.0], tf.float16)))
print(Mine(dtype="float64")(tf.constant([1.0, 2.0])))
print(Mine(dtype=mixed_precision.Policy("mixed_bfloat16"))(tf.constant([1.0, 2.0])).dtype)
print(layers.Dense(2, dtype="float16", kernel_initializer="ones")(tf.ones((1, 3))))
print(layers.Dense(2, kernel_initializer="ones", bias_initializer="ones")(tf.ones((1, 3))))
print(layers.Dense(2, dtype=policy).get_config()["dtype"], layers.Dense(2, dtype="float64").get_config()["dtype"])
print(layers.Dense(2).get_config())
for layer in [layers.BatchNormalization(), layers.LayerNormalization(), layers.Conv2D(2, 2), layers.Softmax(), layers.Dropout(0.5), layers.MaxPooling2D()]:
    out = layer(tf.ones((1, 4, 4, 2)))
    print(type(layer).__name__, out.dtype, [w.dtype.name for w in layer.weights])
print(layers.Embedding(3, 2)(tf.constant([1])).dtype, layers.LSTM(2)(tf.ones((1, 2, 2))).dtype, layers.GRU(2)(tf.ones((1, 2, 2))).dtype)
print(layers.MultiHeadAttention(2, 2)(tf.ones((1, 2, 4)), tf.ones((1, 2, 4))).dtype, layers.Rescaling(0.5)(tf.ones((1, 2))).dtype)
print(policy.get_config(), mixed_precision.Policy.from_config({"name": "mixed_bfloat16"}))
print(keras.utils.serialize_keras_object(policy))
mixed_precision.set_global_policy("float64")
print(keras.Input((2,)).dtype, layers.Dense(1)(tf.ones((1, 2))).dtype, keras.backend.floatx())
mixed_precision.set_global_policy("float32")
for bad in [lambda: mixed_precision.Policy("abc"), lambda: mixed_precision.LossScaleOptimizer("adam"), lambda: mixed_precision.Policy(3), lambda: mixed_precision.LossScaleOptimizer(keras.optimizers.SGD(), dynamic=False), lambda: mixed_precision.LossScaleOptimizer(optimizer)]:
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, str(e)[:90])
