#!/usr/bin/env kerash
# Lesson 10: from words to numbers to an opinion
#
# A model computes with numbers. TextVectorization makes numbers of words, an
# Embedding makes a vector of each number, and the rest is as ever.

keras.utils.set_random_seed(2)

good = ["great", "lovely", "superb", "charming", "brilliant"]
bad = ["awful", "dull", "boring", "dreadful", "clumsy"]
frames = ["The film was {}!", "What a {} story.", "I found the plot {}, really.", "{} music and {} actors", "The ending is {}."]


def write(words, count):
    return [frames[i % len(frames)].format(*np.random.choice(words, 2)) for i in range(count)]


texts = write(good, 60) + write(bad, 60)
labels = np.array([1] * 60 + [0] * 60)
texts[0], texts[-1]

# The layer reads all texts once to learn the words; frequent ones come first.
# Number 0 stands for "nothing more", 1 for a word that it does not know.
vectorize = layers.TextVectorization(max_tokens=50, output_sequence_length=6)
vectorize.adapt(texts)
vectorize.get_vocabulary()[:8]
vectorize(["The film was great!", "the unknown word"])

# Other output modes count the words instead of keeping their order.
counts = layers.TextVectorization(output_mode="count")
counts.adapt(["red green red"])
print(counts.get_vocabulary(), counts("green red red red").numpy())

# An Embedding is a table with a row for each word. It has no weights before
# its first call, random ones after it, and meaningful ones after training.
embedding = layers.Embedding(50, 2, name="embedding")
embedding.weights
embedding(tf.constant([[2, 3]])).shape
embedding.weights

# Texts in, opinions out: the layer for the words is part of the model.
model = keras.Sequential([
    keras.Input(shape=(1,), dtype=tf.string),
    vectorize,
    embedding,
    layers.GlobalAveragePooling1D(),
    layers.Dense(1, activation="sigmoid"),
], name="opinion")
model.summary()
model.compile(keras.optimizers.Adam(0.05), "binary_crossentropy", metrics=["accuracy"])
order = np.random.permutation(120)
history = model.fit(np.array(texts)[order], labels[order], epochs=10, validation_split=0.2, verbose=0)
print(f"accuracy {history.history['accuracy'][0]:.2f} after one epoch, {history.history['val_accuracy'][-1]:.2f} on new texts in the end")

# Sentences that it has never seen:
for text in ["a lovely lovely film", "dull and clumsy", "The actors were superb."]:
    share = float(model.predict([text], verbose=0)[0, 0])
    print(f"{text:26} {'+' * int(30 * share):30} {share:.2f}")

# What did it learn? Along the line on which it decides, good and bad words lie
# apart from each other, and words that say nothing stay in the middle.
direction = model.layers[-1].kernel.numpy()[:, 0]
direction = direction / np.linalg.norm(direction)
table = embedding.get_weights()[0] @ direction
vocabulary = vectorize.get_vocabulary()
for word in ["superb", "great", "film", "the", "boring", "awful"]:
    place = table[vocabulary.index(word)]
    print(f"{word:8}|" + " " * int(24 + 10 * place) + "x")
