# MLP-Mixer and a ConvMixer: blocks as layers of one's own, Permute, depthwise convolutions, residuals.
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

keras.utils.set_random_seed(6)
num_classes = 4
x = np.random.uniform(size=(40, 16, 16, 3)).astype("float32")
y = np.argmax(x.reshape(40, 2, 8, 2, 8, 3).mean(axis=(2, 4, 5)).reshape(40, 4), axis=1)


class Patches(layers.Layer):
    def __init__(self, patch_size, **kwargs):
        super().__init__(**kwargs)
        self.patch_size = patch_size

    def call(self, x):
        patches = tf.image.extract_patches(x, [1, self.patch_size, self.patch_size, 1], [1, self.patch_size, self.patch_size, 1], [1, 1, 1, 1], "VALID")
        batch_size = tf.shape(patches)[0]
        num_patches = tf.shape(patches)[1] * tf.shape(patches)[2]
        patch_dim = patches.shape[3]
        return tf.reshape(patches, (batch_size, num_patches, patch_dim))


class MLPMixerLayer(layers.Layer):
    def __init__(self, num_patches, hidden_units, dropout_rate, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.mlp1 = keras.Sequential([layers.Dense(units=num_patches, activation="gelu"), layers.Dense(units=num_patches), layers.Dropout(rate=dropout_rate)])
        self.mlp2 = keras.Sequential([layers.Dense(units=num_patches, activation="gelu"), layers.Dense(units=hidden_units), layers.Dropout(rate=dropout_rate)])
        self.normalize = layers.LayerNormalization(epsilon=1e-6)

    def build(self, input_shape):
        return super().build(input_shape)

    def call(self, inputs):
        x = self.normalize(inputs)
        x_channels = tf.transpose(x, perm=(0, 2, 1))
        mlp1_outputs = self.mlp1(x_channels)
        mlp1_outputs = tf.transpose(mlp1_outputs, perm=(0, 2, 1))
        x = mlp1_outputs + inputs
        x_patches = self.normalize(x)
        mlp2_outputs = self.mlp2(x_patches)
        x = x + mlp2_outputs
        return x


class FNetLayer(layers.Layer):
    def __init__(self, embedding_dim, dropout_rate, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.ffn = keras.Sequential([layers.Dense(embedding_dim, activation="gelu"), layers.Dropout(rate=dropout_rate), layers.Dense(embedding_dim)])
        self.normalize1 = layers.LayerNormalization(epsilon=1e-6)
        self.normalize2 = layers.LayerNormalization(epsilon=1e-6)

    def call(self, inputs):
        x = tf.cast(tf.signal.fft2d(tf.cast(inputs, dtype=tf.dtypes.complex64)), dtype=tf.dtypes.float32)
        x = x + inputs
        x = self.normalize1(x)
        x_ffn = self.ffn(x)
        x = x + x_ffn
        return self.normalize2(x)


class gMLPLayer(layers.Layer):
    def __init__(self, num_patches, embedding_dim, dropout_rate, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.channel_projection1 = keras.Sequential([layers.Dense(units=embedding_dim * 2, activation="gelu"), layers.Dropout(rate=dropout_rate)])
        self.channel_projection2 = layers.Dense(units=embedding_dim)
        self.spatial_projection = layers.Dense(units=num_patches, bias_initializer="Ones")
        self.normalize1 = layers.LayerNormalization(epsilon=1e-6)
        self.normalize2 = layers.LayerNormalization(epsilon=1e-6)

    def spatial_gating_unit(self, x):
        u, v = tf.split(x, num_or_size_splits=2, axis=2)
        v = self.normalize2(v)
        v_channels = tf.transpose(v, perm=(0, 2, 1))
        v_projected = self.spatial_projection(v_channels)
        v_projected = tf.transpose(v_projected, perm=(0, 2, 1))
        return u * v_projected

    def call(self, inputs):
        x = self.normalize1(inputs)
        x_projected = self.channel_projection1(x)
        x_spatial = self.spatial_gating_unit(x_projected)
        x_projected = self.channel_projection2(x_spatial)
        return x + x_projected


def build_classifier(blocks, positional_encoding=False):
    inputs = layers.Input(shape=(16, 16, 3))
    patches = Patches(4)(inputs)
    x = layers.Dense(units=12)(patches)
    if positional_encoding:
        positions = tf.range(start=0, limit=16, delta=1)
        position_embedding = layers.Embedding(input_dim=16, output_dim=12)(positions)
        x = x + position_embedding
    x = blocks(x)
    representation = layers.GlobalAveragePooling1D()(x)
    representation = layers.Dropout(rate=0.2)(representation)
    logits = layers.Dense(num_classes)(representation)
    return keras.Model(inputs=inputs, outputs=logits)


def run_experiment(model):
    model.compile(
        optimizer=keras.optimizers.Adam(learning_rate=0.005),
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        metrics=[keras.metrics.SparseCategoricalAccuracy(name="acc")],
    )
    reduce_lr = keras.callbacks.ReduceLROnPlateau(monitor="val_loss", factor=0.5, patience=1)
    early_stopping = keras.callbacks.EarlyStopping(monitor="val_loss", patience=10, restore_best_weights=True)
    history = model.fit(x=x, y=y, batch_size=16, epochs=3, validation_split=0.2, callbacks=[early_stopping, reduce_lr], verbose=0)
    print(model.count_params(), {k: [round(float(a), 4) for a in v] for k, v in history.history.items()})
    return history


run_experiment(build_classifier(keras.Sequential([MLPMixerLayer(16, 12, 0.2) for _ in range(2)])))
run_experiment(build_classifier(keras.Sequential([FNetLayer(12, 0.2) for _ in range(2)]), positional_encoding=True))
run_experiment(build_classifier(keras.Sequential([gMLPLayer(16, 12, 0.2) for _ in range(2)])))


def activation_block(x):
    x = layers.Activation("gelu")(x)
    return layers.BatchNormalization()(x)


def conv_mixer_block(x, filters, kernel_size):
    x0 = x
    x = layers.DepthwiseConv2D(kernel_size=kernel_size, padding="same")(x)
    x = layers.Add()([activation_block(x), x0])
    x = layers.Conv2D(filters, kernel_size=1)(x)
    return activation_block(x)


inputs = keras.Input((16, 16, 3))
z = layers.Rescaling(scale=1.0 / 255)(inputs)
z = activation_block(layers.Conv2D(8, kernel_size=2, strides=2)(z))
for _ in range(2):
    z = conv_mixer_block(z, 8, 3)
z = layers.GlobalAvgPool2D()(z)
outputs = layers.Dense(num_classes, activation="softmax")(z)
conv_mixer = keras.Model(inputs, outputs)
conv_mixer.compile("sgd", "sparse_categorical_crossentropy", metrics=["accuracy"])
history = conv_mixer.fit(255 * x, y, batch_size=20, epochs=2, verbose=0)
print(conv_mixer.count_params(), {k: [round(a, 3) for a in v] for k, v in history.history.items()})
print([layer.name for layer in conv_mixer.layers])
