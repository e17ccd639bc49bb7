# The two quickstarts: a classifier by compile and fit, and the same by a loop of one's own.
import numpy as np
import tensorflow as tf
from tensorflow.keras import Model
from tensorflow.keras.layers import Conv2D, Dense, Flatten

print("TensorFlow version:", tf.__version__)
tf.keras.utils.set_random_seed(11)
rng = np.random.RandomState(0)
x_train = rng.randint(0, 256, size=(96, 12, 12)).astype("uint8")
y_train = (x_train[:, :6].mean(axis=(1, 2)) > x_train[:, 6:].mean(axis=(1, 2))).astype("uint8") + (np.arange(96) % 2) * 2
x_test, y_test = x_train[:32], y_train[:32]
x_train, x_test = x_train / 255.0, x_test / 255.0
print(x_train.dtype, x_train.shape, y_train.dtype, np.bincount(y_train))

model = tf.keras.models.Sequential(
    [
        tf.keras.layers.Flatten(input_shape=(12, 12)),
        tf.keras.layers.Dense(16, activation="relu"),
        tf.keras.layers.Dropout(0.2),
        tf.keras.layers.Dense(10),
    ]
)
predictions = model(x_train[:1]).numpy()
print(predictions)
print(tf.nn.softmax(predictions).numpy().sum())
loss_fn = tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True)
print(loss_fn(y_train[:1], predictions).numpy())
print(type(model), [type(l) for l in model.layers])
model.compile(optimizer="adam", loss=loss_fn, metrics=["accuracy"])
print(type(model.optimizer), model.loss is loss_fn, model.metrics, type(model.compiled_metrics), type(model.compiled_loss))
h = model.fit(x_train, y_train, epochs=3, shuffle=False, verbose=0)
print(type(h), sorted(h.history), h.epoch, h.params)
ev = model.evaluate(x_test, y_test, verbose=0)
print(type(ev), len(ev), model.metrics_names)
probability_model = tf.keras.Sequential([model, tf.keras.layers.Softmax()])
p = probability_model(x_test[:5])
print(type(p), p.shape, p.dtype, np.allclose(tf.reduce_sum(p, axis=1), 1.0))
probability_model.summary()
model.summary()

x_train = x_train[..., tf.newaxis].astype("float32")
x_test = x_test[..., tf.newaxis].astype("float32")
train_ds = tf.data.Dataset.from_tensor_slices((x_train, y_train)).shuffle(10000).batch(32)
test_ds = tf.data.Dataset.from_tensor_slices((x_test, y_test)).batch(32)
print(train_ds)
print(test_ds.element_spec, len(train_ds), train_ds.cardinality(), train_ds.cardinality().numpy())


class MyModel(Model):
    def __init__(self):
        super().__init__()
        self.conv1 = Conv2D(4, 3, activation="relu")
        self.flatten = Flatten()
        self.d1 = Dense(16, activation="relu")
        self.d2 = Dense(10)

    def call(self, x):
        x = self.conv1(x)
        x = self.flatten(x)
        x = self.d1(x)
        return self.d2(x)


model = MyModel()
print(type(model), model.name, model.built)
try:
    model.summary()
except Exception as e:
    print(type(e).__name__, e)
try:
    print(model.weights)
except Exception as e:
    print(type(e).__name__, e)
loss_object = tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True)
optimizer = tf.keras.optimizers.Adam()
train_loss = tf.keras.metrics.Mean(name="train_loss")
train_accuracy = tf.keras.metrics.SparseCategoricalAccuracy(name="train_accuracy")
test_loss = tf.keras.metrics.Mean(name="test_loss")
test_accuracy = tf.keras.metrics.SparseCategoricalAccuracy(name="test_accuracy")
print(train_loss, train_accuracy)
print(train_loss.result(), train_loss.count, train_loss.total)


@tf.function
def train_step(images, labels):
    with tf.GradientTape() as tape:
        predictions = model(images, training=True)
        loss = loss_object(labels, predictions)
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
    train_loss(loss)
    train_accuracy(labels, predictions)


@tf.function
def test_step(images, labels):
    predictions = model(images, training=False)
    t_loss = loss_object(labels, predictions)
    test_loss(t_loss)
    test_accuracy(labels, predictions)


for epoch in range(2):
    train_loss.reset_state()
    train_accuracy.reset_state()
    test_loss.reset_state()
    test_accuracy.reset_state()
    for images, labels in test_ds:
        train_step(images, labels)
    for test_images, test_labels in test_ds:
        test_step(test_images, test_labels)
    print(
        f"Epoch {epoch + 1}, "
        f"Loss: {train_loss.result():.4f}, "
        f"Accuracy: {train_accuracy.result() * 100:.2f}, "
        f"Test Loss: {test_loss.result():.4f}, "
        f"Test Accuracy: {test_accuracy.result() * 100:.2f}"
    )
model.summary()
print(optimizer.iterations, optimizer.learning_rate)
print([v.name for v in optimizer.variables][:4], len(optimizer.variables), optimizer.variables[0])
print([(v.name, v.shape) for v in model.trainable_variables])
print(type(train_step))
for images, labels in train_ds.take(1):
    print(images.shape, labels.dtype, labels.shape)
try:
    model(tf.zeros([2, 12, 12]))
except Exception as e:
    print(type(e).__name__, e)
try:
    model(tf.zeros([2, 10, 10, 1]))
except Exception as e:
    print(type(e).__name__, e)
