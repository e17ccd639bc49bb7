# Save and load: checkpoints during training, weights by hand, whole models in three formats.
import os
import numpy as np
import tensorflow as tf
from tensorflow import keras

keras.utils.set_random_seed(7)
rng = np.random.RandomState(0)
train_images = rng.uniform(size=(64, 36)).astype("float32")
train_labels = (train_images[:, 0] * 10).astype("int64")
test_images, test_labels = train_images[:20], train_labels[:20]


def create_model():
    model = tf.keras.Sequential([keras.layers.Dense(12, activation="relu", input_shape=(36,)), keras.layers.Dropout(0.2), keras.layers.Dense(10)])
    model.compile(optimizer="adam", loss=tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True), metrics=[tf.keras.metrics.SparseCategoricalAccuracy()])
    return model


model = create_model()
model.summary()
checkpoint_path = "training_1/cp.ckpt"
checkpoint_dir = os.path.dirname(checkpoint_path)
cp_callback = tf.keras.callbacks.ModelCheckpoint(filepath=checkpoint_path, save_weights_only=True, verbose=1)
model.fit(train_images, train_labels, epochs=3, validation_data=(test_images, test_labels), callbacks=[cp_callback], verbose=0, shuffle=False)
print(sorted(os.listdir(checkpoint_dir)))
before = model.evaluate(test_images, test_labels, verbose=0)
model = create_model()
loss, acc = model.evaluate(test_images, test_labels, verbose=0)
print(loss == before[0])
status = model.load_weights(checkpoint_path)
print(type(status).__name__)
print(model.evaluate(test_images, test_labels, verbose=0) == before)
checkpoint_path = "training_2/cp-{epoch:04d}.ckpt"
checkpoint_dir = os.path.dirname(checkpoint_path)
batch_size = 16
n_batches = len(train_images) // batch_size
cp_callback = tf.keras.callbacks.ModelCheckpoint(filepath=checkpoint_path, verbose=1, save_weights_only=True, save_freq=5 * n_batches)
model = create_model()
model.save_weights(checkpoint_path.format(epoch=0))
model.fit(train_images, train_labels, epochs=12, batch_size=batch_size, callbacks=[cp_callback], validation_data=(test_images, test_labels), verbose=0)
print(sorted(os.listdir(checkpoint_dir)))
latest = tf.train.latest_checkpoint(checkpoint_dir)
print(latest)
print(open(os.path.join(checkpoint_dir, "checkpoint")).read())
before = model.get_weights()
model = create_model()
model.load_weights(latest)
print([np.array_equal(a, b) for a, b in zip(before, model.get_weights())])
model.save_weights("./checkpoints/my_checkpoint")
model = create_model()
model.load_weights("./checkpoints/my_checkpoint")
loss, acc = model.evaluate(test_images, test_labels, verbose=0)
print(loss > 0, sorted(os.listdir("checkpoints")))
for path in ["my_model.keras", "my_model.h5"]:
    model = create_model()
    model.fit(train_images, train_labels, epochs=2, verbose=0)
    model.save(path)
    new_model = tf.keras.models.load_model(path)
    new_model.summary()
    print(path, new_model.evaluate(test_images, test_labels, verbose=0) == model.evaluate(test_images, test_labels, verbose=0), new_model.predict(test_images, verbose=0).shape)
    print(type(new_model.optimizer), new_model.optimizer.get_config(), type(new_model.loss))
    print(type(new_model), new_model.name, new_model.get_config() == model.get_config())
    rest = tf.keras.models.load_model(path, compile=False)
    try:
        rest.evaluate(test_images, test_labels)
    except Exception as e:
        print(type(e).__name__, e)
    print(rest.optimizer is None, rest.loss if hasattr(rest, "loss") else "no loss")


def attempt(name, f):
    try:
        print(name, f())
    except Exception as e:
        print(name, type(e).__name__, "|", str(e)[:400])


attempt("missing keras", lambda: tf.keras.models.load_model("nowhere.keras"))
attempt("missing h5", lambda: tf.keras.models.load_model("nowhere.h5"))
attempt("missing dir", lambda: tf.keras.models.load_model("nowhere"))
attempt("missing weights", lambda: model.load_weights("nowhere/ckpt"))
attempt("missing weights h5", lambda: model.load_weights("nowhere.h5"))
attempt("missing weights.h5", lambda: model.load_weights("nowhere.weights.h5"))
attempt("latest", lambda: tf.train.latest_checkpoint("nowhere"))
other = tf.keras.Sequential([keras.layers.Dense(5, input_shape=(36,))])
model.save_weights("w.h5")
model.save_weights("w.weights.h5")
model.save_weights("wck")
attempt("other h5", lambda: other.load_weights("w.h5"))
attempt("other weights.h5", lambda: other.load_weights("w.weights.h5"))
attempt("other ckpt", lambda: other.load_weights("wck"))
third = tf.keras.Sequential([keras.layers.Dense(12, input_shape=(36,)), keras.layers.Dense(3)])
attempt("shape h5", lambda: third.load_weights("w.h5"))
attempt("shape weights.h5", lambda: third.load_weights("w.weights.h5"))
attempt("shape ckpt", lambda: third.load_weights("wck"))
attempt("by_name ckpt", lambda: third.load_weights("wck", by_name=True))
attempt("by_name", lambda: third.load_weights("w.h5", by_name=True))
attempt("by_name skip", lambda: third.load_weights("w.h5", by_name=True, skip_mismatch=True))
unbuilt = tf.keras.Sequential([keras.layers.Dense(5)])
attempt("unbuilt save", lambda: unbuilt.save_weights("u.h5"))
attempt("unbuilt save weights.h5", lambda: unbuilt.save_weights("u.weights.h5"))
attempt("unbuilt load", lambda: unbuilt.load_weights("w.h5"))
attempt("exists", lambda: (model.save("my_model.keras", overwrite=True), os.path.exists("my_model.keras"))[1])
attempt("format", lambda: model.save("a.keras", save_format="h5"))
attempt("format2", lambda: model.save("a", save_format="bogus"))
attempt("format3", lambda: model.save("a.h5", save_format="keras"))
attempt("include", lambda: model.save("a.keras", include_optimizer=False))
attempt("weights format", lambda: model.save_weights("a", save_format="bogus"))
attempt("text", lambda: (open("text.keras", "w").write("hello"), tf.keras.models.load_model("text.keras"))[1])
attempt("texth5", lambda: (open("text.h5", "w").write("hello"), tf.keras.models.load_model("text.h5"))[1])
with tf.io.gfile.GFile("my_model.keras", "rb") as f:
    print(f.read(2))
import zipfile

with zipfile.ZipFile("my_model.keras") as z:
    print(sorted(z.namelist()))
import json

with zipfile.ZipFile("my_model.keras") as z:
    meta = json.loads(z.read("metadata.json"))
    conf = json.loads(z.read("config.json"))
print(sorted(meta), meta["keras_version"])
print(json.dumps(conf, indent=1))
