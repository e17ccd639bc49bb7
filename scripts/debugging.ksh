#!/usr/bin/env kerash
# Lesson 4: add and summary in turn
#
# Images shrink on their way through convolution and pooling. To see how much,
# print a summary while the stack grows.

model = keras.Sequential(name="growing")
model.add(keras.Input(shape=(250, 250, 3)))
model.add(layers.Conv2D(32, 5, strides=2, activation="relu"))
model.add(layers.Conv2D(32, 3, activation="relu"))
model.add(layers.MaxPooling2D(3))

# What is the output now? 40 x 40 pixels of 32 channels:
model.summary()

# That is still much; go on shrinking.
model.add(layers.Conv2D(32, 3, activation="relu"))
model.add(layers.Conv2D(32, 3, activation="relu"))
model.add(layers.MaxPooling2D(3))
model.add(layers.Conv2D(32, 3, activation="relu"))
model.add(layers.Conv2D(32, 3, activation="relu"))
model.add(layers.MaxPooling2D(2))
model.summary()

# 4 x 4 is small enough for global pooling and a classifier on top.
model.add(layers.GlobalMaxPooling2D())
model.add(layers.Dense(10))
model.summary()
