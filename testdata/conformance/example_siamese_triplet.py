# Triplet loss: a distance layer, a model with its own train_step and test_step.
import numpy as np
import tensorflow as tf
from tensorflow.keras import Model, layers, losses, metrics, optimizers

tf.keras.utils.set_random_seed(2)
target_shape = (16, 16)
embedding_dim = 8


def preprocess_image(image):
    image = tf.image.convert_image_dtype(image, tf.float32)
    image = tf.image.resize(image, target_shape)
    return image


def preprocess_triplets(anchor, positive, negative):
    return (preprocess_image(anchor), preprocess_image(positive), preprocess_image(negative))


colours = np.random.randint(40, 215, (24, 3))


def pictures(colours):
    return np.clip(colours[:, None, None] + np.random.normal(0, 20, (24, 20, 20, 3)), 0, 255).astype("uint8")


anchor_dataset = tf.data.Dataset.from_tensor_slices(pictures(colours))
positive_dataset = tf.data.Dataset.from_tensor_slices(pictures(colours))
negative_dataset = tf.data.Dataset.from_tensor_slices(pictures(np.roll(colours, 5, axis=0)))
dataset = tf.data.Dataset.zip((anchor_dataset, positive_dataset, negative_dataset))
dataset = dataset.shuffle(buffer_size=1024)
dataset = dataset.map(preprocess_triplets)
train_dataset = dataset.take(round(24 * 0.75))
val_dataset = dataset.skip(round(24 * 0.75))
train_dataset = train_dataset.batch(6, drop_remainder=False).prefetch(tf.data.AUTOTUNE)
val_dataset = val_dataset.batch(6, drop_remainder=False).prefetch(tf.data.AUTOTUNE)
print(train_dataset.element_spec)

base_cnn = tf.keras.Sequential(
    [
        layers.InputLayer(target_shape + (3,)),
        layers.Conv2D(8, 3, strides=2, activation="relu", name="conv5_block1_out"),
        layers.Conv2D(8, 3, activation="relu", name="last"),
    ],
    name="base",
)
flatten = layers.Flatten()(base_cnn.output)
dense1 = layers.Dense(16, activation="relu")(flatten)
dense1 = layers.BatchNormalization()(dense1)
output = layers.Dense(embedding_dim)(dense1)
embedding = Model(base_cnn.input, output, name="Embedding")
trainable = False
for layer in base_cnn.layers:
    if layer.name == "last":
        trainable = True
    layer.trainable = trainable
print([(layer.name, layer.trainable) for layer in embedding.layers])


class DistanceLayer(layers.Layer):
    """Distances from the anchor to the positive and to the negative embedding."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)

    def call(self, anchor, positive, negative):
        ap_distance = tf.reduce_sum(tf.square(anchor - positive), -1)
        an_distance = tf.reduce_sum(tf.square(anchor - negative), -1)
        return (ap_distance, an_distance)


anchor_input = layers.Input(name="anchor", shape=target_shape + (3,))
positive_input = layers.Input(name="positive", shape=target_shape + (3,))
negative_input = layers.Input(name="negative", shape=target_shape + (3,))
distances = DistanceLayer()(embedding(anchor_input), embedding(positive_input), embedding(negative_input))
siamese_network = Model(inputs=[anchor_input, positive_input, negative_input], outputs=distances)
siamese_network.summary()


class SiameseModel(Model):
    def __init__(self, siamese_network, margin=0.5):
        super().__init__()
        self.siamese_network = siamese_network
        self.margin = margin
        self.loss_tracker = metrics.Mean(name="loss")

    def call(self, inputs):
        return self.siamese_network(inputs)

    def train_step(self, data):
        with tf.GradientTape() as tape:
            loss = self._compute_loss(data)
        gradients = tape.gradient(loss, self.siamese_network.trainable_weights)
        self.optimizer.apply_gradients(zip(gradients, self.siamese_network.trainable_weights))
        self.loss_tracker.update_state(loss)
        return {"loss": self.loss_tracker.result()}

    def test_step(self, data):
        loss = self._compute_loss(data)
        self.loss_tracker.update_state(loss)
        return {"loss": self.loss_tracker.result()}

    def _compute_loss(self, data):
        ap_distance, an_distance = self.siamese_network(data)
        loss = ap_distance - an_distance
        loss = tf.maximum(loss + self.margin, 0.0)
        return loss

    @property
    def metrics(self):
        return [self.loss_tracker]


siamese_model = SiameseModel(siamese_network)
siamese_model.compile(optimizer=optimizers.Adam(0.0001))
history = siamese_model.fit(train_dataset, epochs=3, validation_data=val_dataset, verbose=0)
print({k: np.round(v, 4).tolist() for k, v in history.history.items()})

sample = next(iter(train_dataset))
anchor, positive, negative = sample
anchor_embedding, positive_embedding, negative_embedding = (embedding(anchor), embedding(positive), embedding(negative))
cosine_similarity = metrics.CosineSimilarity()
positive_similarity = cosine_similarity(anchor_embedding, positive_embedding)
print("Positive similarity:", round(float(positive_similarity.numpy()), 3))
negative_similarity = cosine_similarity(anchor_embedding, negative_embedding)
print("Negative similarity", round(float(negative_similarity.numpy()), 3))
