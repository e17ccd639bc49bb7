# Self-supervised learning: contrastive pretraining of an encoder, a linear probe beside it; supervised contrastive loss too.
import math

import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

keras.utils.set_random_seed(23)
temperature = 0.1
width = 16
labels = np.random.randint(0, 3, 48)
images = np.stack([np.full((8, 8, 3), 0.25 * k + 0.2) + np.random.normal(scale=0.1, size=(8, 8, 3)) for k in labels]).astype("float32")
labeled = tf.data.Dataset.from_tensor_slices((images[:16], labels[:16])).batch(4)
unlabeled = tf.data.Dataset.from_tensor_slices((images, np.zeros(48, int))).batch(12)
train_dataset = tf.data.Dataset.zip((unlabeled, labeled)).prefetch(buffer_size=tf.data.AUTOTUNE)
test_dataset = tf.data.Dataset.from_tensor_slices((images[32:], labels[32:])).batch(8)


class Jitter(layers.Layer):
    """Shifts of brightness that are the same each time."""

    def __init__(self, brightness=0.0, **kwargs):
        super().__init__(**kwargs)
        self.brightness = brightness
        self.scale = tf.linspace(1.0 - brightness, 1.0 + brightness, 3)[None, None, None]

    def get_config(self):
        config = super().get_config()
        config.update({"brightness": self.brightness})
        return config

    def call(self, images, training=True):
        if training:
            images = tf.clip_by_value(images * self.scale + self.brightness / 10, 0, 1)
        return images


def get_augmenter(brightness):
    return keras.Sequential([keras.Input(shape=(8, 8, 3)), layers.Rescaling(1 / 1), Jitter(brightness)])


def get_encoder():
    return keras.Sequential(
        [
            layers.Conv2D(width, kernel_size=3, strides=2, activation="relu"),
            layers.Conv2D(width, kernel_size=3, strides=2, activation="relu"),
            layers.Flatten(),
            layers.Dense(width, activation="relu"),
        ],
        name="encoder",
    )


class ContrastiveModel(keras.Model):
    def __init__(self):
        super().__init__()
        self.temperature = temperature
        self.contrastive_augmenter = get_augmenter(0.6)
        self.classification_augmenter = get_augmenter(0.3)
        self.encoder = get_encoder()
        self.projection_head = keras.Sequential([keras.Input(shape=(width,)), layers.Dense(width, activation="relu"), layers.Dense(width)], name="projection_head")
        self.linear_probe = keras.Sequential([layers.Input(shape=(width,)), layers.Dense(3)], name="linear_probe")

    def compile(self, contrastive_optimizer, probe_optimizer, **kwargs):
        super().compile(**kwargs)
        self.contrastive_optimizer = contrastive_optimizer
        self.probe_optimizer = probe_optimizer
        self.probe_loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
        self.contrastive_loss_tracker = keras.metrics.Mean(name="c_loss")
        self.contrastive_accuracy = keras.metrics.SparseCategoricalAccuracy(name="c_acc")
        self.probe_loss_tracker = keras.metrics.Mean(name="p_loss")
        self.probe_accuracy = keras.metrics.SparseCategoricalAccuracy(name="p_acc")

    @property
    def metrics(self):
        return [self.contrastive_loss_tracker, self.contrastive_accuracy, self.probe_loss_tracker, self.probe_accuracy]

    def contrastive_loss(self, projections_1, projections_2):
        projections_1 = tf.math.l2_normalize(projections_1, axis=1)
        projections_2 = tf.math.l2_normalize(projections_2, axis=1)
        similarities = tf.matmul(projections_1, projections_2, transpose_b=True) / self.temperature
        batch_size = tf.shape(projections_1)[0]
        contrastive_labels = tf.range(batch_size)
        self.contrastive_accuracy.update_state(contrastive_labels, similarities)
        self.contrastive_accuracy.update_state(contrastive_labels, tf.transpose(similarities))
        loss_1_2 = keras.losses.sparse_categorical_crossentropy(contrastive_labels, similarities, from_logits=True)
        loss_2_1 = keras.losses.sparse_categorical_crossentropy(contrastive_labels, tf.transpose(similarities), from_logits=True)
        return (loss_1_2 + loss_2_1) / 2

    def train_step(self, data):
        (unlabeled_images, _), (labeled_images, labels) = data
        images = tf.concat((unlabeled_images, labeled_images), axis=0)
        augmented_images_1 = self.contrastive_augmenter(images, training=True)
        augmented_images_2 = self.contrastive_augmenter(images[:, ::-1], training=True)
        with tf.GradientTape() as tape:
            features_1 = self.encoder(augmented_images_1, training=True)
            features_2 = self.encoder(augmented_images_2, training=True)
            projections_1 = self.projection_head(features_1, training=True)
            projections_2 = self.projection_head(features_2, training=True)
            contrastive_loss = self.contrastive_loss(projections_1, projections_2)
        gradients = tape.gradient(contrastive_loss, self.encoder.trainable_weights + self.projection_head.trainable_weights)
        self.contrastive_optimizer.apply_gradients(zip(gradients, self.encoder.trainable_weights + self.projection_head.trainable_weights))
        self.contrastive_loss_tracker.update_state(contrastive_loss)

        preprocessed_images = self.classification_augmenter(labeled_images, training=True)
        with tf.GradientTape() as tape:
            features = self.encoder(preprocessed_images, training=False)
            class_logits = self.linear_probe(features, training=True)
            probe_loss = self.probe_loss(labels, class_logits)
        gradients = tape.gradient(probe_loss, self.linear_probe.trainable_weights)
        self.probe_optimizer.apply_gradients(zip(gradients, self.linear_probe.trainable_weights))
        self.probe_loss_tracker.update_state(probe_loss)
        self.probe_accuracy.update_state(labels, class_logits)
        return {m.name: m.result() for m in self.metrics}

    def test_step(self, data):
        labeled_images, labels = data
        preprocessed_images = self.classification_augmenter(labeled_images, training=False)
        features = self.encoder(preprocessed_images, training=False)
        class_logits = self.linear_probe(features, training=False)
        probe_loss = self.probe_loss(labels, class_logits)
        self.probe_loss_tracker.update_state(probe_loss)
        self.probe_accuracy.update_state(labels, class_logits)
        return {m.name: m.result() for m in self.metrics[2:]}


pretraining_model = ContrastiveModel()
pretraining_model.compile(contrastive_optimizer=keras.optimizers.Adam(), probe_optimizer=keras.optimizers.Adam())
history = pretraining_model.fit(train_dataset, epochs=3, validation_data=test_dataset, verbose=0)
for k, v in history.history.items():
    print(k, [f"{a:.4f}" for a in v])
print("Maximal validation accuracy: {:.2f}%".format(max(history.history["val_p_acc"]) * 100))
finetuning_model = keras.Sequential([layers.Input(shape=(8, 8, 3)), get_augmenter(0.3), pretraining_model.encoder, layers.Dense(3)], name="finetuning_model")
finetuning_model.compile(keras.optimizers.Adam(), loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True), metrics=[keras.metrics.SparseCategoricalAccuracy(name="acc")])
history = finetuning_model.fit(labeled, epochs=2, validation_data=test_dataset, verbose=0)
print({k: [round(a, 4) for a in v] for k, v in history.history.items()})
finetuning_model.summary()


class SupervisedContrastiveLoss(keras.losses.Loss):
    def __init__(self, temperature=1, name=None):
        super().__init__(name=name)
        self.temperature = temperature

    def __call__(self, labels, feature_vectors, sample_weight=None):
        feature_vectors_normalized = tf.math.l2_normalize(feature_vectors, axis=1)
        logits = tf.divide(tf.matmul(feature_vectors_normalized, tf.transpose(feature_vectors_normalized)), self.temperature)
        labels = tf.squeeze(labels)
        same = tf.cast(tf.equal(labels[:, None], labels[None]), tf.float32)
        target = same / tf.reduce_sum(same, axis=1, keepdims=True)
        return tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(target, logits))


encoder = get_encoder()
inputs = keras.Input((8, 8, 3))
encoder_with_head = keras.Model(inputs, layers.Dense(8, activation="relu")(encoder(inputs)), name="with_projection-head")
encoder_with_head.compile(optimizer=keras.optimizers.Adam(0.001), loss=SupervisedContrastiveLoss(0.5))
history = encoder_with_head.fit(x=images, y=labels, batch_size=16, epochs=3, verbose=0)
print([round(v, 4) for v in history.history["loss"]])


class BarlowLoss(keras.losses.Loss):
    def __init__(self, batch_size):
        super().__init__()
        self.lambda_amt = 5e-3
        self.batch_size = batch_size

    def get_off_diag(self, c):
        zero_diag = tf.zeros(c.shape[-1])
        return tf.linalg.set_diag(c, zero_diag)

    def cross_corr_matrix_loss(self, c):
        c_diff = tf.pow(tf.linalg.diag_part(c) - 1.0, 2)
        off_diag = tf.pow(self.get_off_diag(c), 2) * self.lambda_amt
        return tf.reduce_sum(c_diff) + tf.reduce_sum(off_diag)

    def normalize(self, output):
        return (output - tf.reduce_mean(output, axis=0)) / tf.math.reduce_std(output, axis=0)

    def call(self, z_a, z_b):
        c = tf.matmul(tf.transpose(self.normalize(z_a)), self.normalize(z_b)) / self.batch_size
        return self.cross_corr_matrix_loss(c)


za = encoder_with_head.get_layer("encoder")(images[:8])
print(f"{float(BarlowLoss(8)(tf.constant(np.random.normal(size=(8, 4)), tf.float32), tf.constant(np.random.normal(size=(8, 4)), tf.float32))):.4f}", za.shape)
