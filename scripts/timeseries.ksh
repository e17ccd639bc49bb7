#!/usr/bin/env kerash
# Lesson 11: what comes next in a series?
#
# A long series is cut into windows: so many steps to look at, and the step that
# follows as the answer. An LSTM reads a window step by step.

keras.utils.set_random_seed(4)

# Five hundred days: a slow wave, a fast one, and some noise.
days = np.arange(500)
series = 10 + 8 * np.sin(days / 40) + 3 * np.sin(days / 5) + np.random.normal(scale=0.2, size=500)


def draw(values, mark="*"):
    for v in values:
        print(" " * int(2 * v + 4) + mark)


draw(series[:16])

# Scaled by what the training part tells, never by the part to come.
split = 400
mean, std = series[:split].mean(), series[:split].std()
scaled = (series - mean) / std

# Windows of 20 days; the target of a window is the day after it.
window = 20
def windows(values):
    return keras.utils.timeseries_dataset_from_array(
        values[:-window, None], values[window:], sequence_length=window, batch_size=32, shuffle=True, seed=1
    )


train, test = windows(scaled[:split]), windows(scaled[split:])
for inputs, targets in train.take(1):
    print("inputs", inputs.shape, "targets", targets.shape)

# The answer of someone who thinks that tomorrow will be like today:
errors = [abs(t - i[-1, 0]) for inputs, targets in test for i, t in zip(inputs.numpy(), targets.numpy())]
print(f"mean error of 'as today': {std * np.mean(errors):.2f}")

# An LSTM has weights for its four gates: for what comes in, for what it
# remembers, and a bias, all four side by side.
lstm = layers.LSTM(16)
lstm.weights
model = keras.Sequential([keras.Input(shape=(window, 1)), lstm, layers.Dense(1)], name="forecast")
lstm.weights
model.summary()
model.compile(keras.optimizers.Adam(0.01), "mse", metrics=["mae"])
history = model.fit(train, epochs=60, validation_data=test, verbose=0)
print(f"mean error of the LSTM: {std * history.history['val_mae'][-1]:.2f}")

# One step after the other it can go on for long: each guess is put at the end
# of the window, and the window moves on.
window_now = list(scaled[split - window : split])
guesses = []
for _ in range(30):
    guess = float(model.predict(np.array(window_now)[None, :, None], verbose=0)[0, 0])
    guesses.append(guess)
    window_now = window_now[1:] + [guess]

# * is what really came, o the guess.
for real, guess in zip(series[split:], np.array(guesses) * std + mean):
    line = [" "] * 60
    line[int(2 * guess + 4)] = "o"
    line[int(2 * real + 4)] = "*"
    print("".join(line).rstrip())

# With return_sequences a layer gives its output after each step, so that
# another one can be put on top of it. Bidirectional reads both ways.
layers.LSTM(4, return_sequences=True)(tf.ones((1, window, 1))).shape
layers.Bidirectional(layers.GRU(4))(tf.ones((1, window, 1))).shape
