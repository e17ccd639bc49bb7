# Sentiment of raw text: files in folders, TextVectorization, Embedding, Conv1D; then one model end to end.
import os
import re
import string

import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

keras.utils.set_random_seed(1337)

good = ["wonderful", "great", "lovely", "charming", "superb"]
bad = ["awful", "boring", "terrible", "dull", "poor"]
filler = ["the", "film", "was", "a", "story", "of", "actors", "and", "music", "plot"]
rng = np.random.RandomState(2)
for split, count in (("train", 24), ("test", 12)):
    for kind, words in (("neg", bad), ("pos", good)):
        os.makedirs(os.path.join("aclImdb", split, kind))
        for i in range(count):
            text = list(rng.choice(filler, 8)) + list(rng.choice(words, 2))
            rng.shuffle(text)
            text = " ".join(text).capitalize() + ("!<br />" if i % 3 else ".")
            with open(f"aclImdb/{split}/{kind}/{i}_{5}.txt", "w") as f:
                f.write(text)

batch_size = 8
raw_train_ds = tf.keras.utils.text_dataset_from_directory("aclImdb/train", batch_size=batch_size, validation_split=0.25, subset="training", seed=1337)
raw_val_ds = tf.keras.utils.text_dataset_from_directory("aclImdb/train", batch_size=batch_size, validation_split=0.25, subset="validation", seed=1337)
raw_test_ds = tf.keras.utils.text_dataset_from_directory("aclImdb/test", batch_size=batch_size)
print(f"Number of batches in raw_train_ds: {raw_train_ds.cardinality()}")
print(f"Number of batches in raw_val_ds: {raw_val_ds.cardinality()}")
print(f"Number of batches in raw_test_ds: {raw_test_ds.cardinality()}")
print(raw_train_ds.class_names)
for text_batch, label_batch in raw_train_ds.take(1):
    for i in range(3):
        print(text_batch.numpy()[i])
        print(label_batch.numpy()[i])


@keras.utils.register_keras_serializable()
def custom_standardization(input_data):
    lowercase = tf.strings.lower(input_data)
    stripped_html = tf.strings.regex_replace(lowercase, "<br />", " ")
    return tf.strings.regex_replace(stripped_html, f"[{re.escape(string.punctuation)}]", "")


max_features = 40
embedding_dim = 8
sequence_length = 12
vectorize_layer = keras.layers.TextVectorization(
    standardize=custom_standardization,
    max_tokens=max_features,
    output_mode="int",
    output_sequence_length=sequence_length,
)
text_ds = raw_train_ds.map(lambda x, y: x)
vectorize_layer.adapt(text_ds)
print(vectorize_layer.vocabulary_size(), sorted(vectorize_layer.get_vocabulary())[:6])


def vectorize_text(text, label):
    text = tf.expand_dims(text, -1)
    return vectorize_layer(text), label


train_ds = raw_train_ds.map(vectorize_text)
val_ds = raw_val_ds.map(vectorize_text)
test_ds = raw_test_ds.map(vectorize_text)
train_ds = train_ds.cache().prefetch(buffer_size=10)
val_ds = val_ds.cache().prefetch(buffer_size=10)
test_ds = test_ds.cache().prefetch(buffer_size=10)
print(train_ds.element_spec)

inputs = tf.keras.Input(shape=(None,), dtype="int64")
x = layers.Embedding(max_features, embedding_dim)(inputs)
x = layers.Dropout(0.5)(x)
x = layers.Conv1D(16, 3, padding="valid", activation="relu", strides=2)(x)
x = layers.Conv1D(16, 3, padding="valid", activation="relu", strides=2)(x)
x = layers.GlobalMaxPooling1D()(x)
x = layers.Dense(16, activation="relu")(x)
x = layers.Dropout(0.5)(x)
predictions = layers.Dense(1, activation="sigmoid", name="predictions")(x)
model = tf.keras.Model(inputs, predictions)
model.compile(loss="binary_crossentropy", optimizer="adam", metrics=["accuracy"])
model.summary()
model.fit(train_ds, validation_data=val_ds, epochs=3, verbose=0)
result = model.evaluate(test_ds, verbose=0)
print(len(result), model.metrics_names, 0 <= result[1] <= 1)

inputs = tf.keras.Input(shape=(1,), dtype="string")
indices = vectorize_layer(inputs)
outputs = model(indices)
end_to_end_model = tf.keras.Model(inputs, outputs)
end_to_end_model.compile(loss="binary_crossentropy", optimizer="adam", metrics=["accuracy"])
end_to_end_model.summary()
again = end_to_end_model.evaluate(raw_test_ds, verbose=0)
print(np.allclose(result, again))
print(end_to_end_model.predict(tf.constant([["great great film"], ["a dull plot"]]), verbose=0).shape)
