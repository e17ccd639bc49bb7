#!/usr/bin/env kerash
# Lesson 9: an autoencoder squeezes pictures through a narrow place
#
# It learns to give back what it was shown. In its middle there are few
# numbers, so it has to find out what matters in a picture.

keras.utils.set_random_seed(5)

# Handwritten digits, of 8 x 8 pixels here to save time.
(x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()


def shrink(images):
    images = images[:, 2:26, 2:26].reshape(-1, 8, 3, 8, 3).mean(axis=(2, 4))
    return (images / 255).astype("float32").reshape(-1, 64)


x_train, x_test = shrink(x_train[:4000]), shrink(x_test)
x_train.shape


def show(*pictures):
    """Prints pictures side by side, in letters from light to dark."""
    for row in range(8):
        print("   ".join("".join(" .:+#"[min(int(5 * v), 4)] * 2 for v in p.reshape(8, 8)[row]) for p in pictures))


show(*x_test[:4])

# The way in: 64 numbers become 6. The way out: 6 become 64 again.
encoder = keras.Sequential([keras.Input(shape=(64,)), layers.Dense(32, activation="relu"), layers.Dense(6, name="code")], name="encoder")
decoder = keras.Sequential([keras.Input(shape=(6,)), layers.Dense(32, activation="relu"), layers.Dense(64, activation="sigmoid")], name="decoder")
autoencoder = keras.Sequential([keras.Input(shape=(64,)), encoder, decoder], name="autoencoder")
autoencoder.summary()

# Input and target are the same.
autoencoder.compile("adam", "mse")
before = autoencoder.evaluate(x_test, x_test, verbose=0)
history = autoencoder.fit(x_train, x_train, epochs=30, batch_size=32, validation_data=(x_test, x_test), verbose=0)
after = history.history["val_loss"][-1]
print(f"mean error per pixel: {before**0.5:.3f} before, {after**0.5:.3f} after the training")

# Above what was shown, below what it gave back:
given_back = autoencoder.predict(x_test[:4], verbose=0)
show(*x_test[:4])
print("-" * 73)
show(*given_back)

# The six numbers of each digit are all that the decoder gets to see.
np.round(encoder.predict(x_test[:2], verbose=0), 1)

# Half-way between two codes lies a picture between two digits.
first, last = encoder.predict(x_test[[0, 2]], verbose=0)
between = [first + (last - first) * t for t in np.linspace(0, 1, 4)]
show(*decoder.predict(np.array(between), verbose=0))

# Trained to give back clean pictures for noisy ones, the same model takes the
# noise away.
def noisy(x):
    return np.clip(x + np.random.normal(scale=0.3, size=x.shape), 0, 1).astype("float32")


autoencoder.fit(noisy(x_train), x_train, epochs=6, batch_size=64, verbose=0);
spoilt = noisy(x_test)
cleaned = autoencoder.predict(spoilt, verbose=0)
show(*spoilt[4:8])
print("-" * 73)
show(*cleaned[4:8])
print(f"noise {np.mean((spoilt - x_test) ** 2) ** 0.5:.3f}, left after cleaning {np.mean((cleaned - x_test) ** 2) ** 0.5:.3f}")
