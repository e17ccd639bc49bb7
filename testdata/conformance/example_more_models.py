# Smaller examples in one: memory network, antirectifier, gradient centralization, PointNet, ConvLSTM, probabilistic and quantile regression.
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

keras.utils.set_random_seed(14)


def show(name, history):
    print(name, {k: [round(float(a), 4) for a in v] for k, v in history.history.items()})


# --- A memory network answers questions about stories
story_maxlen, query_maxlen, vocab_size = 6, 3, 12
stories = np.random.randint(1, vocab_size, (40, story_maxlen))
queries = np.random.randint(1, vocab_size, (40, query_maxlen))
answers = stories[:, 0]
input_sequence = layers.Input((story_maxlen,))
question = layers.Input((query_maxlen,))
input_encoder_m = keras.Sequential()
input_encoder_m.add(layers.Embedding(input_dim=vocab_size, output_dim=8))
input_encoder_m.add(layers.Dropout(0.3))
input_encoder_c = keras.Sequential()
input_encoder_c.add(layers.Embedding(input_dim=vocab_size, output_dim=query_maxlen))
input_encoder_c.add(layers.Dropout(0.3))
question_encoder = keras.Sequential()
question_encoder.add(layers.Embedding(input_dim=vocab_size, output_dim=8, input_length=query_maxlen))
question_encoder.add(layers.Dropout(0.3))
input_encoded_m = input_encoder_m(input_sequence)
input_encoded_c = input_encoder_c(input_sequence)
question_encoded = question_encoder(question)
match = layers.dot([input_encoded_m, question_encoded], axes=(2, 2))
match = layers.Activation("softmax")(match)
response = layers.add([match, input_encoded_c])
response = layers.Permute((2, 1))(response)
answer = layers.concatenate([response, question_encoded])
answer = layers.LSTM(8)(answer)
answer = layers.Dropout(0.3)(answer)
answer = layers.Dense(vocab_size)(answer)
answer = layers.Activation("softmax")(answer)
model = keras.Model([input_sequence, question], answer)
model.compile(optimizer="rmsprop", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
show("memory", model.fit([stories, queries], answers, batch_size=16, epochs=2, validation_split=0.2, verbose=0))


# --- A layer of one's own: the antirectifier
class Antirectifier(layers.Layer):
    def __init__(self, initializer="he_normal", **kwargs):
        super().__init__(**kwargs)
        self.initializer = keras.initializers.get(initializer)

    def build(self, input_shape):
        output_dim = input_shape[-1]
        self.kernel = self.add_weight(shape=(output_dim * 2, output_dim), initializer=self.initializer, name="kernel", trainable=True)

    def call(self, inputs):
        inputs -= tf.reduce_mean(inputs, axis=-1, keepdims=True)
        pos = tf.nn.relu(inputs)
        neg = tf.nn.relu(-inputs)
        concatenated = tf.concat([pos, neg], axis=-1)
        mixed = tf.matmul(concatenated, self.kernel)
        return mixed

    def get_config(self):
        base_config = super().get_config()
        config = {"initializer": keras.initializers.serialize(self.initializer)}
        return dict(list(base_config.items()) + list(config.items()))


x = np.random.normal(size=(48, 10)).astype("float32")
y = (x[:, 0] * x[:, 1] > 0).astype(int)
model = keras.Sequential([keras.Input(shape=(10,)), layers.Dense(16), Antirectifier(), layers.Dense(8), Antirectifier(), layers.Dropout(0.5), layers.Dense(2)])
model.compile(loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True), optimizer=keras.optimizers.RMSprop(), metrics=[keras.metrics.SparseCategoricalAccuracy()])
show("antirectifier", model.fit(x, y, batch_size=16, epochs=2, validation_split=0.15, verbose=0))
print(Antirectifier.from_config(model.layers[1].get_config()).initializer.get_config())


# --- Gradients pulled to their mean, by an optimizer derived from RMSprop
class GCRMSprop(keras.optimizers.RMSprop):
    def get_gradients(self, grads):
        centralized = []
        for grad in grads:
            if len(grad.shape) > 1:
                axis = list(range(len(grad.shape) - 1))
                grad -= tf.reduce_mean(grad, axis=axis, keepdims=True)
            centralized.append(grad)
        return centralized

    def compute_gradients(self, loss, var_list, tape=None):
        grads_and_vars = super().compute_gradients(loss, var_list, tape)
        grads = self.get_gradients([g for g, _ in grads_and_vars])
        return list(zip(grads, var_list))


model = keras.Sequential([layers.Reshape((10, 1), input_shape=(10,)), layers.Conv1D(4, 3, activation="relu"), layers.Flatten(), layers.Dense(2, activation="softmax")])
model.compile(loss="sparse_categorical_crossentropy", optimizer=GCRMSprop(learning_rate=1e-3), metrics=["accuracy"])
show("centralized", model.fit(x, y, epochs=2, batch_size=16, verbose=0))


# --- PointNet: an orthogonality regularizer and a transform that starts as the identity
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


def conv_bn(x, filters):
    x = layers.Conv1D(filters, kernel_size=1, padding="valid", use_bias=False)(x)
    x = layers.BatchNormalization(momentum=0.0)(x)
    return layers.Activation("relu")(x)


def tnet(inputs, num_features):
    bias = keras.initializers.Constant(np.eye(num_features).flatten())
    reg = OrthogonalRegularizer(num_features)
    x = conv_bn(inputs, 8)
    x = layers.GlobalMaxPooling1D()(x)
    x = layers.Dense(num_features * num_features, kernel_initializer="zeros", bias_initializer=bias, activity_regularizer=reg)(x)
    feat_T = layers.Reshape((num_features, num_features))(x)
    return layers.Dot(axes=(2, 1))([inputs, feat_T])


points = np.random.normal(size=(24, 20, 3)) * np.where(np.arange(24) % 2, [[1], [1]], [[1], [0.2]])[1][:, None, None]
kinds = np.arange(24) % 2


def augment(points, label):
    points += tf.random.uniform(points.shape, -0.005, 0.005, dtype=tf.float64, seed=3)
    points = points[:, ::-1]
    return points, label


clouds = tf.data.Dataset.from_tensor_slices((points, kinds)).batch(8, drop_remainder=True).map(augment)
inputs = keras.Input(shape=(20, 3))
z = tnet(inputs, 3)
z = conv_bn(z, 8)
z = tnet(z, 8)
z = conv_bn(z, 16)
z = layers.GlobalMaxPooling1D()(z)
z = layers.Dropout(0.3)(z)
model = keras.Model(inputs=inputs, outputs=layers.Dense(2, activation="softmax")(z), name="pointnet")
model.compile(loss="sparse_categorical_crossentropy", optimizer=keras.optimizers.Adam(learning_rate=0.001), metrics=["sparse_categorical_accuracy"])
show("pointnet", model.fit(clouds, epochs=2, verbose=0))
print(model.count_params())

# --- Next frames by ConvLSTM
frames = np.zeros((10, 6, 8, 8, 1), "float32")
for i in range(10):
    for t in range(6):
        frames[i, t, (i + t) % 8, i % 8] = 1
inp = layers.Input(shape=(None, *frames.shape[2:]))
z = layers.ConvLSTM2D(filters=4, kernel_size=(3, 3), padding="same", return_sequences=True, activation="relu")(inp)
z = layers.BatchNormalization()(z)
z = layers.ConvLSTM2D(filters=4, kernel_size=(1, 1), padding="same", return_sequences=True, activation="relu")(z)
z = layers.Conv3D(filters=1, kernel_size=(3, 3, 3), activation="sigmoid", padding="same")(z)
model = keras.models.Model(inp, z)
model.compile(loss=keras.losses.binary_crossentropy, optimizer=keras.optimizers.SGD(0.1))
show("frames", model.fit(frames[:, :-1], frames[:, 1:], batch_size=5, epochs=2, verbose=0))
print(model.predict(frames[:1, :3], verbose=0).shape, model.count_params())

# --- Quantiles and a probability distribution as targets
xq = np.linspace(-1, 1, 60)[:, None].astype("float32")
yq = (xq + np.abs(xq) * np.random.normal(size=(60, 1))).astype("float32")
quantiles = tf.constant([0.1, 0.5, 0.9])


def pinball(y_true, y_pred):
    error = y_true - y_pred
    return tf.reduce_mean(tf.maximum(quantiles * error, (quantiles - 1) * error), axis=-1)


model = keras.Sequential([keras.Input((1,)), layers.Dense(8, activation="swish"), layers.Dense(3)])
model.compile(keras.optimizers.Adam(0.01), loss=pinball)
show("quantiles", model.fit(xq, yq, epochs=3, batch_size=20, verbose=0))


def nll(y_true, y_pred):
    mean, raw = tf.split(y_pred, 2, axis=-1)
    scale = tf.nn.softplus(raw) + 1e-3
    return 0.5 * tf.square((y_true - mean) / scale) + tf.math.log(scale) + 0.5 * np.log(2 * np.pi)


model = keras.Sequential([keras.Input((1,)), layers.Dense(8, activation="tanh"), layers.Dense(2)])
model.compile(keras.optimizers.Adam(0.01), loss=nll, metrics=[lambda t, p: tf.reduce_mean(tf.abs(t - p[:, :1]))])
show("distribution", model.fit(xq, yq, epochs=3, batch_size=20, verbose=0))

# --- Few cases of one class, weights for both; folds by hand
y_rare = (x[:, 0] > 1).astype("float32")
counts = np.bincount(y_rare.astype(int))
print("Number of positive samples in training data: {} ({:.2f}% of total)".format(counts[1], 100 * float(counts[1]) / len(y_rare)))
weight_for_0, weight_for_1 = 1.0 / counts[0], 1.0 / counts[1]
metrics = [
    keras.metrics.FalseNegatives(name="fn"),
    keras.metrics.FalsePositives(name="fp"),
    keras.metrics.TrueNegatives(name="tn"),
    keras.metrics.TruePositives(name="tp"),
    keras.metrics.Precision(name="precision"),
    keras.metrics.Recall(name="recall"),
    keras.metrics.AUC(name="auc"),
]
model = keras.Sequential([layers.Dense(16, activation="relu", input_shape=(10,)), layers.Dropout(0.3), layers.Dense(1, activation="sigmoid")])
model.compile(optimizer=keras.optimizers.Adam(1e-2), loss="binary_crossentropy", metrics=metrics)
show("imbalance", model.fit(x, y_rare, batch_size=16, epochs=2, class_weight={0: weight_for_0, 1: weight_for_1}, verbose=0))
scores = []
for fold, held in enumerate(np.array_split(np.random.permutation(48), 3)):
    rest = np.setdiff1d(np.arange(48), held)
    model = keras.Sequential([layers.Dense(4, activation="relu"), layers.Dense(1)])
    model.compile("sgd", "mse", metrics=["mae"])
    model.fit(x[rest], x[rest, :1], epochs=3, batch_size=8, verbose=0)
    scores.append(model.evaluate(x[held], x[held, :1], verbose=0)[1])
    print("fold", fold, len(rest), f"{scores[-1]:.4f}")
print(f"mean {np.mean(scores):.4f}, spread {np.std(scores):.4f}")


# --- A learning rate that warms up and then follows a cosine
class WarmUpCosine(keras.optimizers.schedules.LearningRateSchedule):
    def __init__(self, learning_rate_base, total_steps, warmup_learning_rate, warmup_steps):
        super().__init__()
        self.learning_rate_base = learning_rate_base
        self.total_steps = total_steps
        self.warmup_learning_rate = warmup_learning_rate
        self.warmup_steps = warmup_steps
        self.pi = tf.constant(np.pi)

    def __call__(self, step):
        if self.total_steps < self.warmup_steps:
            raise ValueError("Total_steps must be larger or equal to warmup_steps.")
        cos_annealed_lr = tf.cos(self.pi * (tf.cast(step, tf.float32) - self.warmup_steps) / float(self.total_steps - self.warmup_steps))
        learning_rate = 0.5 * self.learning_rate_base * (1 + cos_annealed_lr)
        if self.warmup_steps > 0:
            slope = (self.learning_rate_base - self.warmup_learning_rate) / self.warmup_steps
            warmup_rate = slope * tf.cast(step, tf.float32) + self.warmup_learning_rate
            learning_rate = tf.where(step < self.warmup_steps, warmup_rate, learning_rate)
        return tf.where(step > self.total_steps, 0.0, learning_rate, name="learning_rate")

    def get_config(self):
        return {"learning_rate_base": self.learning_rate_base, "total_steps": self.total_steps}


schedule = WarmUpCosine(0.1, 12, 0.0, 4)
print([round(float(schedule(step)), 4) for step in range(14)])
model = keras.Sequential([layers.Dense(1, input_shape=(10,))])
model.compile(keras.optimizers.SGD(schedule, momentum=0.9), "mse")
show("warm-up", model.fit(x, x[:, :1], batch_size=16, epochs=4, verbose=0))
print(round(float(model.optimizer.learning_rate), 4), model.optimizer.get_config()["learning_rate"]["class_name"])
