# Intro to modules, layers and models; training loops; text classification; functional parts of other guides.
import os
import re
import string
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers, losses


def attempt(name, f):
    try:
        print(name, "->", f())
    except Exception as e:
        print(name, type(e).__name__, "|", " ".join(str(e).split())[:300])


class SimpleModule(tf.Module):
    def __init__(self, name=None):
        super().__init__(name=name)
        self.a_variable = tf.Variable(5.0, name="train_me")
        self.non_trainable_variable = tf.Variable(5.0, trainable=False, name="do_not_train_me")

    def __call__(self, x):
        return self.a_variable * x + self.non_trainable_variable


simple_module = SimpleModule(name="simple")
print(simple_module(tf.constant(5.0)))
print("trainable variables:", simple_module.trainable_variables)
print("all variables:", simple_module.variables)


class Dense(tf.Module):
    def __init__(self, in_features, out_features, name=None):
        super().__init__(name=name)
        self.w = tf.Variable(tf.reshape(tf.range(in_features * out_features, dtype=tf.float32), [in_features, out_features]) / 10, name="w")
        self.b = tf.Variable(tf.zeros([out_features]), name="b")

    def __call__(self, x):
        y = tf.matmul(x, self.w) + self.b
        return tf.nn.relu(y)


class SequentialModule(tf.Module):
    def __init__(self, name=None):
        super().__init__(name=name)
        self.dense_1 = Dense(in_features=3, out_features=3)
        self.dense_2 = Dense(in_features=3, out_features=2)

    def __call__(self, x):
        x = self.dense_1(x)
        return self.dense_2(x)


my_model = SequentialModule(name="the_model")
print("Model results:", my_model(tf.constant([[2.0, 2.0, 2.0]])))
print("Submodules:", [type(m).__name__ for m in my_model.submodules], my_model.name)
for var in my_model.variables:
    print(var, "\n")


class FlexibleDenseModule(tf.Module):
    def __init__(self, out_features, name=None):
        super().__init__(name=name)
        self.is_built = False
        self.out_features = out_features

    @tf.Module.with_name_scope
    def __call__(self, x):
        if not self.is_built:
            self.w = tf.Variable(tf.ones([x.shape[-1], self.out_features]), name="w")
            self.b = tf.Variable(tf.zeros([self.out_features]), name="b")
            self.is_built = True
        return tf.nn.relu(tf.matmul(x, self.w) + self.b)


class MySequentialModule(tf.Module):
    def __init__(self, name=None):
        super().__init__(name=name)
        self.dense_1 = FlexibleDenseModule(out_features=3)
        self.dense_2 = FlexibleDenseModule(out_features=2, name="second")

    @tf.function
    def __call__(self, x):
        x = self.dense_1(x)
        return self.dense_2(x)


my_model = MySequentialModule(name="the_model")
print("Model results:", my_model(tf.constant([[2.0, 2.0, 2.0]])))
print([v.name for v in my_model.variables])
chkp_path = "my_checkpoint"
checkpoint = tf.train.Checkpoint(model=my_model)
print(checkpoint.write(chkp_path), sorted(f for f in os.listdir(".") if f.startswith("my_ch")))
print(tf.train.list_variables(chkp_path))
new_model = MySequentialModule()
new_model(tf.constant([[1.0, 1.0, 1.0]]))
new_checkpoint = tf.train.Checkpoint(model=new_model)
status = new_checkpoint.restore("my_checkpoint")
print(type(status).__name__, new_model(tf.constant([[2.0, 2.0, 2.0]])))


class MyLinear(tf.Module):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.w = tf.Variable(5.0)
        self.b = tf.Variable(0.0)

    def __call__(self, x):
        return self.w * x + self.b


TRUE_W, TRUE_B, NUM_EXAMPLES = 3.0, 2.0, 21
x = tf.cast(tf.linspace(-2, 2, NUM_EXAMPLES), tf.float32)
noise = tf.constant(np.sin(np.arange(NUM_EXAMPLES) * 3.0), tf.float32)
y = x * TRUE_W + TRUE_B + noise


def loss(target_y, predicted_y):
    return tf.reduce_mean(tf.square(target_y - predicted_y))


def train(model, x, y, learning_rate):
    with tf.GradientTape() as t:
        current_loss = loss(y, model(x))
    dw, db = t.gradient(current_loss, [model.w, model.b])
    model.w.assign_sub(learning_rate * dw)
    model.b.assign_sub(learning_rate * db)


def report(model, loss):
    return f"W = {model.w.numpy():1.2f}, b = {model.b.numpy():1.2f}, loss={loss:2.5f}"


model = MyLinear()
print("Variables:", model.variables)
weights, biases = [], []
for epoch in range(4):
    train(model, x, y, learning_rate=0.1)
    weights.append(model.w.numpy())
    biases.append(model.b.numpy())
    print(f"Epoch {epoch:2d}:", report(model, loss(y, model(x))))
print(weights[-1], type(weights[-1]))


class MyModelKeras(tf.keras.Model):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.w = tf.Variable(5.0)
        self.b = tf.Variable(0.0)

    def call(self, x):
        return self.w * x + self.b


keras_model = MyModelKeras()
train(keras_model, x, y, learning_rate=0.1)
keras_model.compile(run_eagerly=False, optimizer=tf.keras.optimizers.SGD(learning_rate=0.1), loss=tf.keras.losses.mean_squared_error)
h = keras_model.fit(x, y, epochs=3, batch_size=NUM_EXAMPLES, verbose=0)
print(np.round(h.history["loss"], 4), keras_model.variables)
keras_model.summary()


class MyDense(tf.keras.layers.Layer):
    def __init__(self, in_features, out_features, **kwargs):
        super().__init__(**kwargs)
        self.w = tf.Variable(tf.ones([in_features, out_features]), name="w")
        self.b = tf.Variable(tf.zeros([out_features]), name="b")

    def call(self, x):
        y = tf.matmul(x, self.w) + self.b
        return tf.nn.relu(y)


simple_layer = MyDense(name="simple", in_features=3, out_features=3)
print(simple_layer([[2.0, 2.0, 2.0]]))


class FlexibleDense(tf.keras.layers.Layer):
    def __init__(self, out_features, **kwargs):
        super().__init__(**kwargs)
        self.out_features = out_features

    def build(self, input_shape):
        self.w = tf.Variable(tf.ones([input_shape[-1], self.out_features]), name="w")
        self.b = tf.Variable(tf.zeros([self.out_features]), name="b")

    def call(self, inputs):
        return tf.matmul(inputs, self.w) + self.b


flexible_dense = FlexibleDense(out_features=3)
print(flexible_dense.variables)
print("Model results:", flexible_dense(tf.constant([[2.0, 2.0, 2.0], [3.0, 3.0, 3.0]])))
print(flexible_dense.variables)
attempt("Failed", lambda: flexible_dense(tf.constant([[2.0, 2.0, 2.0, 2.0]])))


class MySequentialModel(tf.keras.Model):
    def __init__(self, name=None, **kwargs):
        super().__init__(**kwargs)
        self.dense_1 = FlexibleDense(out_features=3)
        self.dense_2 = FlexibleDense(out_features=2)

    def call(self, x):
        x = self.dense_1(x)
        return self.dense_2(x)


my_sequential_model = MySequentialModel(name="the_model")
print("Model results:", my_sequential_model(tf.constant([[2.0, 2.0, 2.0]])))
print([v.name for v in my_sequential_model.variables], [type(s).__name__ for s in my_sequential_model.submodules])
inputs = tf.keras.Input(shape=[3])
xx = FlexibleDense(3)(inputs)
xx = FlexibleDense(2)(xx)
my_functional_model = tf.keras.Model(inputs=inputs, outputs=xx)
my_functional_model.summary()
print(my_functional_model(tf.constant([[2.0, 2.0, 2.0]])))

# Text classification.
reviews = ["This movie was great!<br />Really great fun.", "A terrible, boring movie; I hated it.", "great acting and a great story", "boring plot, terrible acting", "I loved it. Fun!", "hated the boring story"]
labels = np.array([1, 0, 1, 0, 1, 0])
for i, kind in enumerate(["neg", "pos"]):
    os.makedirs(f"aclImdb/train/{kind}", exist_ok=True)
    for j, (r, l) in enumerate(zip(reviews, labels)):
        if l == i:
            with open(f"aclImdb/train/{kind}/{j}.txt", "w") as f:
                f.write(r)
raw_train_ds = tf.keras.utils.text_dataset_from_directory("aclImdb/train", batch_size=2, validation_split=0.34, subset="training", seed=42)
for text_batch, label_batch in raw_train_ds.take(1):
    print(text_batch.shape, label_batch.shape, text_batch.dtype, label_batch.dtype)
print("Label 0 corresponds to", raw_train_ds.class_names[0])
raw_val_ds = tf.keras.utils.text_dataset_from_directory("aclImdb/train", batch_size=2, validation_split=0.34, subset="validation", seed=42)


def custom_standardization(input_data):
    lowercase = tf.strings.lower(input_data)
    stripped_html = tf.strings.regex_replace(lowercase, "<br />", " ")
    return tf.strings.regex_replace(stripped_html, "[%s]" % re.escape(string.punctuation), "")


max_features, sequence_length = 20, 8
vectorize_layer = layers.TextVectorization(standardize=custom_standardization, max_tokens=max_features, output_mode="int", output_sequence_length=sequence_length)
train_text = tf.data.Dataset.from_tensor_slices(reviews).batch(2)
vectorize_layer.adapt(train_text)
print(vectorize_layer.get_vocabulary(), vectorize_layer.vocabulary_size())


def vectorize_text(text, label):
    text = tf.expand_dims(text, -1)
    return vectorize_layer(text), label


first_review, first_label = reviews[0], labels[0]
print("Review", first_review)
print("Vectorized review", vectorize_text(first_review, first_label))
print("5 ---> ", vectorize_layer.get_vocabulary()[5])
train_ds = tf.data.Dataset.from_tensor_slices((reviews, labels)).batch(2).map(vectorize_text).cache().prefetch(buffer_size=tf.data.AUTOTUNE)
print(train_ds)
keras.utils.set_random_seed(1)
model = tf.keras.Sequential([layers.Embedding(max_features, 4), layers.Dropout(0.0), layers.GlobalAveragePooling1D(), layers.Dropout(0.0), layers.Dense(1)])
model.summary()
model.compile(loss=losses.BinaryCrossentropy(from_logits=True), optimizer="adam", metrics=tf.metrics.BinaryAccuracy(threshold=0.0))
history = model.fit(train_ds, validation_data=train_ds, epochs=2, verbose=0)
print(sorted(history.history), model.metrics_names)
model.summary()
export_model = tf.keras.Sequential([vectorize_layer, model, layers.Activation("sigmoid")])
export_model.compile(loss=losses.BinaryCrossentropy(from_logits=False), optimizer="adam", metrics=["accuracy"])
loss_, accuracy = export_model.evaluate(np.array(reviews), labels, verbose=0)
print(accuracy == round(accuracy, 4) or accuracy > 0)
print(export_model.predict(["The movie was great!", "The movie was terrible..."], verbose=0).shape)
for mode in ["multi_hot", "count", "tf_idf"]:
    v = layers.TextVectorization(max_tokens=8, output_mode=mode)
    v.adapt(reviews)
    print(mode, v(["great boring great unknownword"]).numpy(), v.get_vocabulary())
attempt("not adapted", lambda: layers.TextVectorization()(["a b"]))
attempt("mode", lambda: layers.TextVectorization(output_mode="nope"))
attempt("standardize", lambda: layers.TextVectorization(standardize="nope"))
attempt("split", lambda: layers.TextVectorization(split=3))
attempt("length", lambda: layers.TextVectorization(output_mode="count", output_sequence_length=3))
attempt("vocab dup", lambda: layers.TextVectorization(vocabulary=["a", "a"]))
attempt("ngrams", lambda: layers.TextVectorization(ngrams="x"))
binary = layers.TextVectorization(max_tokens=10, output_mode="multi_hot", ngrams=2, pad_to_max_tokens=True)
binary.adapt(["a b c", "a b"])
print(binary.get_vocabulary(), binary(["a b d"]).numpy(), binary(tf.constant([["a c"]])).shape)
