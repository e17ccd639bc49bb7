# The functional API: graphs of layers, several inputs and outputs, sharing, nesting, own layers.
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

keras.utils.set_random_seed(1)

inputs = keras.Input(shape=(784,))
print(inputs.shape, inputs.dtype)
dense = layers.Dense(64, activation="relu")
x = dense(inputs)
x = layers.Dense(64, activation="relu")(x)
outputs = layers.Dense(10)(x)
model = keras.Model(inputs=inputs, outputs=outputs, name="mnist_model")
model.summary()

img_inputs = keras.Input(shape=(32, 32, 3))
print(img_inputs)
print(keras.utils.plot_model is not None)

x_train = np.random.rand(96, 784).astype("float32")
y_train = np.random.randint(0, 10, size=(96,))
model.compile(
    loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
    optimizer=keras.optimizers.RMSprop(),
    metrics=[keras.metrics.SparseCategoricalAccuracy()],
)
history = model.fit(x_train, y_train, batch_size=32, epochs=2, validation_split=0.25, shuffle=False, verbose=0)
for key, values in history.history.items():
    print(f"{key:>35}: " + ", ".join("%.4f" % v for v in values))
test_scores = model.evaluate(x_train, y_train, verbose=0)
print("Test loss: %.4f" % test_scores[0])
print("Test accuracy: %.4f" % test_scores[1])

model.save("my_model.keras")
del model
model = keras.models.load_model("my_model.keras")
print(np.allclose(model.evaluate(x_train, y_train, verbose=0), test_scores))

# One graph of layers makes two models.
encoder_input = keras.Input(shape=(28, 28, 1), name="img")
x = layers.Conv2D(16, 3, activation="relu")(encoder_input)
x = layers.Conv2D(32, 3, activation="relu")(x)
x = layers.MaxPooling2D(3)(x)
x = layers.Conv2D(32, 3, activation="relu")(x)
x = layers.Conv2D(16, 3, activation="relu")(x)
encoder_output = layers.GlobalMaxPooling2D()(x)
encoder = keras.Model(encoder_input, encoder_output, name="encoder")
encoder.summary()
x = layers.Reshape((4, 4, 1))(encoder_output)
x = layers.Conv2DTranspose(16, 3, activation="relu")(x)
x = layers.Conv2DTranspose(32, 3, activation="relu")(x)
x = layers.UpSampling2D(3)(x)
x = layers.Conv2DTranspose(16, 3, activation="relu")(x)
decoder_output = layers.Conv2DTranspose(1, 3, activation="relu")(x)
autoencoder = keras.Model(encoder_input, decoder_output, name="autoencoder")
print(autoencoder.output_shape, autoencoder.count_params())

# Models are callable like layers.
decoder_input = keras.Input(shape=(16,), name="encoded_img")
x = layers.Reshape((4, 4, 1))(decoder_input)
x = layers.Conv2DTranspose(16, 3, activation="relu")(x)
decoder_output = layers.Conv2DTranspose(1, 3, activation="relu")(x)
decoder = keras.Model(decoder_input, decoder_output, name="decoder")
autoencoder_input = keras.Input(shape=(28, 28, 1), name="img")
chained = keras.Model(autoencoder_input, decoder(encoder(autoencoder_input)), name="autoencoder")
chained.summary()


def get_model():
    inputs = keras.Input(shape=(128,))
    outputs = layers.Dense(1)(inputs)
    return keras.Model(inputs, outputs)


model1, model2, model3 = get_model(), get_model(), get_model()
inputs = keras.Input(shape=(128,))
outputs = layers.average([model1(inputs), model2(inputs), model3(inputs)])
ensemble_model = keras.Model(inputs=inputs, outputs=outputs)
print([l.name for l in ensemble_model.layers], [w.name for w in ensemble_model.weights])

# Several inputs and outputs: tickets with a title, a body and tags.
num_tags, num_words, num_departments = 12, 200, 4
title_input = keras.Input(shape=(None,), name="title")
body_input = keras.Input(shape=(None,), name="body")
tags_input = keras.Input(shape=(num_tags,), name="tags")
title_features = layers.LSTM(16)(layers.Embedding(num_words, 8)(title_input))
body_features = layers.LSTM(8)(layers.Embedding(num_words, 8)(body_input))
x = layers.concatenate([title_features, body_features, tags_input])
priority_pred = layers.Dense(1, name="priority")(x)
department_pred = layers.Dense(num_departments, name="department")(x)
model = keras.Model(
    inputs=[title_input, body_input, tags_input],
    outputs={"priority": priority_pred, "department": department_pred},
)
model.summary(line_length=110)
model.compile(
    optimizer=keras.optimizers.RMSprop(1e-3),
    loss={
        "priority": keras.losses.BinaryCrossentropy(from_logits=True),
        "department": keras.losses.CategoricalCrossentropy(from_logits=True),
    },
    loss_weights={"priority": 1.0, "department": 0.2},
)
title_data = np.random.randint(num_words, size=(64, 6)).astype("float32")
body_data = np.random.randint(num_words, size=(64, 10)).astype("float32")
tags_data = np.random.randint(2, size=(64, num_tags)).astype("float32")
priority_targets = np.random.random(size=(64, 1))
dept_targets = keras.utils.to_categorical(np.random.randint(num_departments, size=64), num_departments)
history = model.fit(
    {"title": title_data, "body": body_data, "tags": tags_data},
    {"priority": priority_targets, "department": dept_targets},
    epochs=2,
    batch_size=32,
    shuffle=False,
    verbose=0,
)
print({k: [round(v, 4) for v in vs] for k, vs in history.history.items()})
predictions = model.predict([title_data, body_data, tags_data], verbose=0)
print({k: v.shape for k, v in predictions.items()})

# A toy residual net.
inputs = keras.Input(shape=(32, 32, 3), name="img")
x = layers.Conv2D(8, 3, activation="relu")(inputs)
block_1_output = layers.MaxPooling2D(3)(x)
x = layers.Conv2D(8, 3, activation="relu", padding="same")(block_1_output)
x = layers.Conv2D(8, 3, activation="relu", padding="same")(x)
block_2_output = layers.add([x, block_1_output])
x = layers.Conv2D(8, 3, activation="relu", padding="same")(block_2_output)
block_3_output = x + block_2_output
x = layers.GlobalAveragePooling2D()(block_3_output)
outputs = layers.Dense(10)(layers.Dropout(0.5)(x))
model = keras.Model(inputs, outputs, name="toy_resnet")
model.summary()

# Shared layers, nodes of the graph as features.
shared_embedding = layers.Embedding(1000, 16)
text_input_a = keras.Input(shape=(None,), dtype="int32")
text_input_b = keras.Input(shape=(None,), dtype="int32")
print(shared_embedding(text_input_a).shape, shared_embedding(text_input_b).shape)
features_list = [layer.output for layer in model.layers]
feat_extraction_model = keras.Model(inputs=model.input, outputs=features_list)
extracted_features = feat_extraction_model(np.random.random((1, 32, 32, 3)).astype("float32"))
for layer, feature in zip(model.layers, extracted_features):
    print(layer.name, feature.shape)


class CustomDense(layers.Layer):
    def __init__(self, units=32):
        super().__init__()
        self.units = units

    def build(self, input_shape):
        self.w = self.add_weight(shape=(input_shape[-1], self.units), initializer="random_normal", trainable=True)
        self.b = self.add_weight(shape=(self.units,), initializer="random_normal", trainable=True)

    def call(self, inputs):
        return tf.matmul(inputs, self.w) + self.b

    def get_config(self):
        return {"units": self.units}


inputs = keras.Input((4,))
outputs = CustomDense(10)(inputs)
model = keras.Model(inputs, outputs)
config = model.get_config()
new_model = keras.Model.from_config(config, custom_objects={"CustomDense": CustomDense})
print(new_model.layers[1].units, [w.shape for w in new_model.weights])

try:
    keras.Model(keras.Input((3,)), outputs)
except ValueError as e:
    print(str(e).split("(")[0])


# Mixing styles: a subclassed RNN around functional parts.
class CustomRNN(layers.Layer):
    def __init__(self, units, features):
        super().__init__()
        self.units = units
        self.projection_1 = layers.Dense(units=units, activation="tanh")
        self.projection_2 = layers.Dense(units=units, activation="tanh")
        inputs = keras.Input((None, units))
        x = layers.GlobalAveragePooling1D()(inputs)
        self.classifier = keras.Model(inputs, layers.Dense(1)(x))

    def call(self, inputs):
        outputs = []
        state = tf.zeros(shape=(inputs.shape[0], self.units))
        for t in range(inputs.shape[1]):
            x = inputs[:, t, :]
            h = self.projection_1(x)
            y = h + self.projection_2(state)
            state = y
            outputs.append(y)
        features = tf.stack(outputs, axis=1)
        return self.classifier(features)


rnn_model = CustomRNN(8, 5)
print(rnn_model(tf.zeros((1, 10, 5))))
inputs = keras.Input(batch_shape=(1, 10, 5))
outputs = CustomRNN(8, 5)(layers.Conv1D(5, 3, padding="same")(inputs))
model = keras.Model(inputs, outputs)
print(model(tf.zeros((1, 10, 5))).numpy(), model.count_params())
