# PointNet with an orthogonal regularizer; Reptile and MAML.
import numpy as np
import random
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

keras.utils.set_random_seed(1234)
NUM_POINTS, NUM_CLASSES, BATCH_SIZE = 16, 3, 4


def augment(points, label):
    points += tf.random.uniform(points.shape, -0.005, 0.005, dtype=tf.float64)
    points = tf.random.shuffle(points)
    return points, label


train_points = np.random.rand(12, NUM_POINTS, 3)
train_labels = np.random.randint(0, NUM_CLASSES, 12)
train_dataset = tf.data.Dataset.from_tensor_slices((train_points, train_labels))
train_dataset = train_dataset.shuffle(len(train_points)).map(augment).batch(BATCH_SIZE)
print(train_dataset)


def conv_bn(x, filters):
    x = layers.Conv1D(filters, kernel_size=1, padding="valid")(x)
    x = layers.BatchNormalization(momentum=0.0)(x)
    return layers.Activation("relu")(x)


def dense_bn(x, filters):
    x = layers.Dense(filters)(x)
    x = layers.BatchNormalization(momentum=0.0)(x)
    return layers.Activation("relu")(x)


@keras.saving.register_keras_serializable("OrthogonalRegularizer")
class OrthogonalRegularizer(keras.regularizers.Regularizer):
    def __init__(self, num_features, l2reg=0.001):
        self.num_features = num_features
        self.l2reg = l2reg
        self.eye = tf.eye(num_features)

    def __call__(self, x):
        x = tf.reshape(x, (-1, self.num_features, self.num_features))
        xxt = tf.tensordot(x, x, axes=(2, 2))
        xxt = tf.reshape(xxt, (-1, self.num_features, self.num_features))
        return tf.reduce_sum(self.l2reg * tf.square(xxt - self.eye))

    def get_config(self):
        return {"num_features": self.num_features, "l2reg": self.l2reg}


def tnet(inputs, num_features):
    bias = keras.initializers.Constant(np.eye(num_features).flatten())
    reg = OrthogonalRegularizer(num_features)
    x = conv_bn(inputs, 8)
    x = conv_bn(x, 16)
    x = layers.GlobalMaxPooling1D()(x)
    x = dense_bn(x, 8)
    x = layers.Dense(num_features * num_features, kernel_initializer="zeros", bias_initializer=bias, activity_regularizer=reg)(x)
    feat_T = layers.Reshape((num_features, num_features))(x)
    return layers.Dot(axes=(2, 1))([inputs, feat_T])


inputs = keras.Input(shape=(NUM_POINTS, 3))
x = tnet(inputs, 3)
x = conv_bn(x, 8)
x = tnet(x, 8)
x = conv_bn(x, 8)
x = layers.GlobalMaxPooling1D()(x)
x = dense_bn(x, 8)
x = layers.Dropout(0.3)(x)
outputs = layers.Dense(NUM_CLASSES, activation="softmax")(x)
model = keras.Model(inputs=inputs, outputs=outputs, name="pointnet")
model.summary()
model.compile(loss="sparse_categorical_crossentropy", optimizer=keras.optimizers.Adam(learning_rate=0.001), metrics=["sparse_categorical_accuracy"])
h = model.fit(train_dataset, epochs=2, verbose=0)
print({k: np.round(v, 4).tolist() for k, v in h.history.items()})
print(keras.regularizers.serialize(OrthogonalRegularizer(3)))

# ---------------- Reptile
learning_rate, meta_step_size, inner_batch_size, meta_iters, inner_iters, shots, classes = 0.003, 0.25, 5, 3, 2, 5, 3


class Tasks:
    def __init__(self):
        self.data = {i: [np.random.rand(8, 8, 1).astype("float32") + i / 5 for _ in range(6)] for i in range(5)}
        self.labels = list(self.data.keys())

    def get_mini_dataset(self, batch_size, repetitions, shots, num_classes, split=False):
        temp_labels = np.zeros(shape=(num_classes * shots))
        temp_images = np.zeros(shape=(num_classes * shots, 8, 8, 1))
        if split:
            test_labels = np.zeros(shape=(num_classes))
            test_images = np.zeros(shape=(num_classes, 8, 8, 1))
        label_subset = random.choices(self.labels, k=num_classes)
        for class_idx, class_obj in enumerate(label_subset):
            temp_labels[class_idx * shots : (class_idx + 1) * shots] = class_idx
            if split:
                test_labels[class_idx] = class_idx
                images_to_split = random.choices(self.data[label_subset[class_idx]], k=shots + 1)
                test_images[class_idx] = images_to_split[-1]
                temp_images[class_idx * shots : (class_idx + 1) * shots] = images_to_split[:-1]
            else:
                temp_images[class_idx * shots : (class_idx + 1) * shots] = random.choices(self.data[label_subset[class_idx]], k=shots)
        dataset = tf.data.Dataset.from_tensor_slices((temp_images.astype(np.float32), temp_labels.astype(np.int32)))
        dataset = dataset.shuffle(100).batch(batch_size).repeat(repetitions)
        if split:
            return dataset, test_images, test_labels
        return dataset


tasks = Tasks()


def conv_bn2(x):
    x = layers.Conv2D(filters=4, kernel_size=3, strides=2, padding="same")(x)
    x = layers.BatchNormalization()(x)
    return layers.ReLU()(x)


inputs = layers.Input(shape=(8, 8, 1))
x = conv_bn2(inputs)
x = conv_bn2(x)
x = layers.Flatten()(x)
outputs = layers.Dense(classes, activation="softmax")(x)
model = keras.Model(inputs=inputs, outputs=outputs)
model.compile()
optimizer = keras.optimizers.SGD(learning_rate=learning_rate)
training = []
for meta_iter in range(meta_iters):
    frac_done = meta_iter / meta_iters
    cur_meta_step_size = (1 - frac_done) * meta_step_size
    old_vars = model.get_weights()
    mini_dataset = tasks.get_mini_dataset(inner_batch_size, inner_iters, shots, classes)
    for images, labels in mini_dataset:
        with tf.GradientTape() as tape:
            preds = model(images)
            loss = keras.losses.sparse_categorical_crossentropy(labels, preds)
        grads = tape.gradient(loss, model.trainable_weights)
        optimizer.apply_gradients(zip(grads, model.trainable_weights))
    new_vars = model.get_weights()
    for var in range(len(new_vars)):
        new_vars[var] = old_vars[var] + ((new_vars[var] - old_vars[var]) * cur_meta_step_size)
    model.set_weights(new_vars)
    train_set, test_images, test_labels = tasks.get_mini_dataset(inner_batch_size, 1, shots, classes, split=True)
    test_preds = model.predict(test_images, verbose=0)
    num_correct = (tf.argmax(test_preds, 1).numpy() == test_labels).sum()
    print(meta_iter, float(tf.reduce_mean(loss)).__round__(4), test_preds.sum().round(2))

# ---------------- MAML on sines: a gradient through a gradient.
w1 = tf.Variable(tf.random.stateless_normal([1, 8], [1, 2]) * 0.5)
b1 = tf.Variable(tf.zeros([8]))
w2 = tf.Variable(tf.random.stateless_normal([8, 1], [3, 4]) * 0.5)
params = [w1, b1, w2]


def net(x, p):
    return tf.tanh(x @ p[0] + p[1]) @ p[2]


opt = keras.optimizers.Adam(0.01)
for step in range(4):
    losses = []
    with tf.GradientTape() as outer:
        for task in range(3):
            amp, phase = 1.0 + task, 0.3 * task
            x = tf.reshape(tf.linspace(-2.0, 2.0, 10), [-1, 1])
            y = amp * tf.sin(x + phase)
            with tf.GradientTape() as inner:
                inner_loss = tf.reduce_mean((net(x[::2], params) - y[::2]) ** 2)
            g = inner.gradient(inner_loss, params)
            fast = [p - 0.05 * gi for p, gi in zip(params, g)]
            losses.append(tf.reduce_mean((net(x[1::2], fast) - y[1::2]) ** 2))
        meta = tf.add_n(losses) / len(losses)
    opt.apply_gradients(zip(outer.gradient(meta, params), params))
    print(step, round(float(meta), 4))
