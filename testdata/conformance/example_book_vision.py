import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers
keras.utils.set_random_seed(8)
data_augmentation = keras.Sequential([layers.RandomFlip("horizontal"), layers.RandomRotation(0.1), layers.RandomZoom(0.2)])
inputs = keras.Input(shape=(32, 32, 3))
x = data_augmentation(inputs)
x = layers.Rescaling(1./255)(x)
x = layers.Conv2D(filters=4, kernel_size=5, use_bias=False)(x)
for size in [4, 8]:
    residual = x
    x = layers.BatchNormalization()(x)
    x = layers.Activation("relu")(x)
    x = layers.SeparableConv2D(size, 3, padding="same", use_bias=False)(x)
    x = layers.BatchNormalization()(x)
    x = layers.Activation("relu")(x)
    x = layers.SeparableConv2D(size, 3, padding="same", use_bias=False)(x)
    x = layers.MaxPooling2D(3, strides=2, padding="same")(x)
    residual = layers.Conv2D(size, 1, strides=2, padding="same", use_bias=False)(residual)
    x = layers.add([x, residual])
x = layers.GlobalAveragePooling2D()(x)
x = layers.Dropout(0.5)(x)
outputs = layers.Dense(1, activation="sigmoid")(x)
model = keras.Model(inputs=inputs, outputs=outputs)
model.summary()
model.compile(loss="binary_crossentropy", optimizer="rmsprop", metrics=["accuracy"])
rs = np.random.RandomState(3)
imgs = rs.randint(0, 256, (8, 32, 32, 3)).astype("float32")
print(model.predict(imgs, verbose=0).shape)

# segmentation
def get_model(img_size, num_classes):
    inputs = keras.Input(shape=img_size + (3,))
    x = layers.Rescaling(1./255)(inputs)
    x = layers.Conv2D(4, 3, strides=2, activation="relu", padding="same")(x)
    x = layers.Conv2D(4, 3, activation="relu", padding="same")(x)
    x = layers.Conv2D(8, 3, strides=2, padding="same", activation="relu")(x)
    x = layers.Conv2DTranspose(8, 3, activation="relu", padding="same")(x)
    x = layers.Conv2DTranspose(8, 3, activation="relu", padding="same", strides=2)(x)
    x = layers.Conv2DTranspose(4, 3, activation="relu", padding="same", strides=2)(x)
    outputs = layers.Conv2D(num_classes, 3, activation="softmax", padding="same")(x)
    return keras.Model(inputs, outputs)
img_size = (16, 16)
model = get_model(img_size=img_size, num_classes=3)
model.summary()
model.compile(optimizer="rmsprop", loss="sparse_categorical_crossentropy")
num_imgs = 6
input_imgs = np.zeros((num_imgs,) + img_size + (3,), dtype="float32")
targets = np.zeros((num_imgs,) + img_size + (1,), dtype="uint8")
for i in range(num_imgs):
    input_imgs[i] = rs.rand(16, 16, 3) * 255
    img = rs.randint(1, 4, (16, 16, 1)).astype("uint8") - 1
    targets[i] = img
history = model.fit(input_imgs[:-2], targets[:-2], epochs=2, batch_size=2, validation_data=(input_imgs[-2:], targets[-2:]), verbose=0)
mask = model.predict(np.expand_dims(input_imgs[4], 0), verbose=0)[0]
mask = np.argmax(mask, axis=-1)
print(mask.shape, np.bincount(mask.ravel(), minlength=3))
mask *= 127
print(mask.max() <= 254)

# intermediate activations
base = keras.Sequential([
    layers.Conv2D(4, 3, activation="relu", input_shape=(16, 16, 3), name="block1_conv"),
    layers.MaxPooling2D(2, name="block1_pool"),
    layers.Conv2D(6, 3, activation="relu", name="block2_conv"),
    layers.Flatten(), layers.Dropout(.3), layers.Dense(3, activation="softmax")])
layer_outputs = []
layer_names = []
for layer in base.layers:
    if isinstance(layer, (layers.Conv2D, layers.MaxPooling2D)):
        layer_outputs.append(layer.output)
        layer_names.append(layer.name)
activation_model = keras.Model(inputs=base.input, outputs=layer_outputs)
img_tensor = np.expand_dims(input_imgs[0] / 255., axis=0)
activations = activation_model.predict(img_tensor, verbose=0)
images_per_row = 2
for layer_name, layer_activation in zip(layer_names, activations):
    n_features = layer_activation.shape[-1]
    size = layer_activation.shape[1]
    n_cols = n_features // images_per_row
    display_grid = np.zeros(((size + 1) * n_cols - 1, images_per_row * (size + 1) - 1))
    for col in range(n_cols):
        for row in range(images_per_row):
            channel_index = col * images_per_row + row
            channel_image = layer_activation[0, :, :, channel_index].copy()
            if channel_image.sum() != 0:
                channel_image -= channel_image.mean()
                channel_image /= channel_image.std()
                channel_image *= 64
                channel_image += 128
            channel_image = np.clip(channel_image, 0, 255).astype("uint8")
            display_grid[col * (size + 1): (col + 1) * size + col, row * (size + 1) : (row + 1) * size + row] = channel_image
    print(layer_name, display_grid.shape, display_grid.mean().round(1))

layer = base.get_layer(name="block2_conv")
feature_extractor = keras.Model(inputs=base.input, outputs=layer.output)
def compute_loss(image, filter_index):
    activation = feature_extractor(image)
    filter_activation = activation[:, 1:-1, 1:-1, filter_index]
    return tf.reduce_mean(filter_activation)
@tf.function
def gradient_ascent_step(image, filter_index, learning_rate):
    with tf.GradientTape() as tape:
        tape.watch(image)
        loss = compute_loss(image, filter_index)
    grads = tape.gradient(loss, image)
    grads = tf.math.l2_normalize(grads)
    image += learning_rate * grads
    return image
def generate_filter_pattern(filter_index):
    image = tf.random.uniform(minval=0.4, maxval=0.6, shape=(1, 16, 16, 3))
    for i in range(3):
        image = gradient_ascent_step(image, filter_index, 10.)
    return image[0].numpy()
def deprocess_image(image):
    image -= image.mean()
    image /= image.std()
    image *= 64
    image += 128
    image = np.clip(image, 0, 255).astype("uint8")
    image = image[2:-2, 2:-2, :]
    return image
for filter_index in range(2):
    image = deprocess_image(generate_filter_pattern(filter_index))
    print(image.shape, image.dtype, image.mean().round(0))

# Grad-CAM
last_conv_layer_name = "block2_conv"
classifier_layer_names = [l.name for l in base.layers[3:]]
last_conv_layer = base.get_layer(last_conv_layer_name)
last_conv_layer_model = keras.Model(base.inputs, last_conv_layer.output)
classifier_input = keras.Input(shape=last_conv_layer.output.shape[1:])
x = classifier_input
for layer_name in classifier_layer_names:
    x = base.get_layer(layer_name)(x)
classifier_model = keras.Model(classifier_input, x)
with tf.GradientTape() as tape:
    last_conv_layer_output = last_conv_layer_model(img_tensor)
    tape.watch(last_conv_layer_output)
    preds = classifier_model(last_conv_layer_output)
    top_pred_index = tf.argmax(preds[0])
    top_class_channel = preds[:, top_pred_index]
grads = tape.gradient(top_class_channel, last_conv_layer_output)
pooled_grads = tf.reduce_mean(grads, axis=(0, 1, 2)).numpy()
last_conv_layer_output = last_conv_layer_output.numpy()[0]
for i in range(pooled_grads.shape[-1]):
    last_conv_layer_output[:, :, i] *= pooled_grads[i]
heatmap = np.mean(last_conv_layer_output, axis=-1)
heatmap = np.maximum(heatmap, 0)
heatmap /= np.max(heatmap)
print(heatmap.shape, heatmap.max())
heatmap = np.uint8(255 * heatmap)
jet_colors = np.linspace(0, 1, 256)[:, None] * np.array([1., .5, .2])
jet_heatmap = jet_colors[heatmap]
jet_heatmap = tf.image.resize(jet_heatmap, (16, 16)).numpy()
superimposed_img = jet_heatmap * 0.4 + input_imgs[0]
print(superimposed_img.shape, jet_heatmap.shape)
conv_base = keras.applications.vgg16.VGG16(weights=None, include_top=False, input_shape=(32, 32, 3))
conv_base.trainable = True
print("before", len(conv_base.trainable_weights))
for layer in conv_base.layers[:-4]:
    layer.trainable = False
print("after", len(conv_base.trainable_weights))
