# A siamese network: pairs of pictures, contrastive loss, Lambda for the distance.
import random

import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

keras.utils.set_random_seed(31)
epochs = 4
batch_size = 16
margin = 1

grid = np.mgrid[0:10, 0:10]
patterns = [grid[0] % 3 == 0, grid[1] % 3 == 0, (grid[0] + grid[1]) % 3 == 0, (grid[0] - grid[1]) % 4 == 0]
y_all = np.tile(np.arange(4), 20)
x_all = np.stack([np.clip(patterns[k] * 200 + np.random.normal(0, 40, (10, 10)), 0, 255) for k in y_all]).astype("float32")
x_train, x_test = x_all[:56] / 255, x_all[56:] / 255
y_train, y_test = y_all[:56], y_all[56:]


def make_pairs(x, y):
    """Pairs of pictures with label 0 for the same class and 1 for different ones."""
    num_classes = max(y) + 1
    digit_indices = [np.where(y == i)[0] for i in range(num_classes)]
    pairs = []
    labels = []
    for idx1 in range(len(x)):
        x1 = x[idx1]
        label1 = y[idx1]
        idx2 = random.choice(digit_indices[label1])
        x2 = x[idx2]
        pairs += [[x1, x2]]
        labels += [0]
        label2 = random.randint(0, num_classes - 1)
        while label2 == label1:
            label2 = random.randint(0, num_classes - 1)
        idx2 = random.choice(digit_indices[label2])
        x2 = x[idx2]
        pairs += [[x1, x2]]
        labels += [1]
    return np.array(pairs), np.array(labels).astype("float32")


pairs_train, labels_train = make_pairs(x_train, y_train)
pairs_test, labels_test = make_pairs(x_test, y_test)
x_train_1 = pairs_train[:, 0]
x_train_2 = pairs_train[:, 1]
x_test_1, x_test_2 = pairs_test[:, 0], pairs_test[:, 1]
print(pairs_train.shape, x_train_1.shape, labels_train[:8])


def euclidean_distance(vects):
    x, y = vects
    sum_square = tf.math.reduce_sum(tf.math.square(x - y), axis=1, keepdims=True)
    return tf.math.sqrt(tf.math.maximum(sum_square, tf.keras.backend.epsilon()))


input = layers.Input((10, 10, 1))
x = tf.keras.layers.BatchNormalization()(input)
x = layers.Conv2D(4, (3, 3), activation="tanh")(x)
x = layers.AveragePooling2D(pool_size=(2, 2))(x)
x = layers.Conv2D(8, (3, 3), activation="tanh")(x)
x = layers.AveragePooling2D(pool_size=(2, 2))(x)
x = layers.Flatten()(x)
x = tf.keras.layers.BatchNormalization()(x)
x = layers.Dense(6, activation="tanh")(x)
embedding_network = keras.Model(input, x)

input_1 = layers.Input((10, 10, 1))
input_2 = layers.Input((10, 10, 1))
tower_1 = embedding_network(input_1)
tower_2 = embedding_network(input_2)
merge_layer = layers.Lambda(euclidean_distance)([tower_1, tower_2])
normal_layer = tf.keras.layers.BatchNormalization()(merge_layer)
output_layer = layers.Dense(1, activation="sigmoid")(normal_layer)
siamese = keras.Model(inputs=[input_1, input_2], outputs=output_layer)


def loss(margin=1):
    """A loss function with the margin enclosed."""

    def contrastive_loss(y_true, y_pred):
        square_pred = tf.math.square(y_pred)
        margin_square = tf.math.square(tf.math.maximum(margin - (y_pred), 0))
        return tf.math.reduce_mean((1 - y_true) * square_pred + (y_true) * margin_square)

    return contrastive_loss


siamese.compile(loss=loss(margin=margin), optimizer="RMSprop", metrics=["accuracy"])
siamese.summary()
history = siamese.fit(
    [x_train_1, x_train_2],
    labels_train,
    validation_data=([x_test_1, x_test_2], labels_test),
    batch_size=batch_size,
    epochs=epochs,
    verbose=0,
)
for metric in history.history:
    print(metric, [round(v, 3) for v in history.history[metric]])
results = siamese.evaluate([x_test_1, x_test_2], labels_test, verbose=0)
print("test loss, test acc:", [round(v, 3) for v in results])
predictions = siamese.predict([x_test_1[:4], x_test_2[:4]], verbose=0)
print(predictions.shape, siamese.loss.__name__)
