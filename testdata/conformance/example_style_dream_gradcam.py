# Gradients with respect to pictures: deep dream, neural style, Grad-CAM, filters, integrated gradients.
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

keras.utils.set_random_seed(44)


def build():
    inputs = keras.Input((None, None, 3))
    x = layers.Conv2D(8, 3, activation="relu", padding="same", name="block1_conv1")(inputs)
    x = layers.MaxPooling2D(name="block1_pool")(x)
    x = layers.Conv2D(16, 3, activation="relu", padding="same", name="block2_conv1")(x)
    x = layers.AveragePooling2D(name="block2_pool")(x)
    x = layers.Conv2D(16, 3, activation="elu", name="block3_conv1")(x)
    x = layers.GlobalAveragePooling2D()(x)
    return keras.Model(inputs, layers.Dense(5, name="predictions")(x), name="net")


model = build()
yy, xx = np.mgrid[0:24, 0:24].astype("float32")
base_image = np.stack([np.sin(yy / 3), np.cos(xx / 4), np.sin((xx + yy) / 5)], -1)[None] * 127

# --- Deep dream
layer_settings = {"block2_conv1": 1.0, "block3_conv1": 1.5}
outputs_dict = dict([(layer.name, layer.output) for layer in [model.get_layer(name) for name in layer_settings.keys()]])
feature_extractor = keras.Model(inputs=model.inputs, outputs=outputs_dict)


def compute_loss(input_image):
    features = feature_extractor(input_image)
    loss = tf.zeros(shape=())
    for name in features.keys():
        coeff = layer_settings[name]
        activation = features[name]
        scaling = tf.reduce_prod(tf.cast(tf.shape(activation), "float32"))
        loss += coeff * tf.reduce_sum(tf.square(activation[:, 2:-2, 2:-2, :])) / scaling
    return loss


def gradient_ascent_step(img, learning_rate):
    with tf.GradientTape() as tape:
        tape.watch(img)
        loss = compute_loss(img)
    grads = tape.gradient(loss, img)
    grads /= tf.maximum(tf.reduce_mean(tf.abs(grads)), 1e-6)
    img += learning_rate * grads
    return loss, img


def gradient_ascent_loop(img, iterations, learning_rate, max_loss=None):
    for i in range(iterations):
        loss, img = gradient_ascent_step(img, learning_rate)
        if max_loss is not None and loss > max_loss:
            break
        print("... Loss value at step %d: %.2f" % (i, loss))
    return img


original_shape = base_image.shape[1:3]
successive_shapes = [original_shape]
for i in range(1, 3):
    shape = tuple([int(dim / (1.4**i)) for dim in original_shape])
    successive_shapes.append(shape)
successive_shapes = successive_shapes[::-1]
print(successive_shapes)
shrunk_original_img = tf.image.resize(base_image / 127, successive_shapes[0])
img = tf.identity(base_image / 127)
for i, shape in enumerate(successive_shapes):
    print("Processing octave %d with shape %s" % (i, shape))
    img = tf.image.resize(img, shape)
    img = gradient_ascent_loop(img, iterations=2, learning_rate=0.01, max_loss=15.0)
    upscaled_shrunk_original_img = tf.image.resize(shrunk_original_img, shape)
    same_size_original = tf.image.resize(base_image / 127, shape)
    lost_detail = same_size_original - upscaled_shrunk_original_img
    img += lost_detail
    shrunk_original_img = tf.image.resize(base_image / 127, shape)
print(img.shape, f"{float(tf.reduce_mean(img)):.4f} {float(tf.math.reduce_std(img)):.4f}")


# --- Neural style
def gram_matrix(x):
    x = tf.transpose(x, (2, 0, 1))
    features = tf.reshape(x, (tf.shape(x)[0], -1))
    gram = tf.matmul(features, tf.transpose(features))
    return gram


def style_loss(style, combination):
    S = gram_matrix(style)
    C = gram_matrix(combination)
    channels = 3
    size = 24 * 24
    return tf.reduce_sum(tf.square(S - C)) / (4.0 * (channels**2) * (size**2))


def content_loss(base, combination):
    return tf.reduce_sum(tf.square(combination - base))


def total_variation_loss(x):
    a = tf.square(x[:, :-1, :-1, :] - x[:, 1:, :-1, :])
    b = tf.square(x[:, :-1, :-1, :] - x[:, :-1, 1:, :])
    return tf.reduce_sum(tf.pow(a + b, 1.25))


outputs_dict = dict([(layer.name, layer.output) for layer in model.layers])
style_extractor = keras.Model(inputs=model.inputs, outputs=outputs_dict)
style_layer_names = ["block1_conv1", "block2_conv1"]
content_layer_name = "block3_conv1"


def compute_style_loss(combination_image, base_image, style_reference_image):
    input_tensor = tf.concat([base_image, style_reference_image, combination_image], axis=0)
    features = style_extractor(input_tensor)
    loss = tf.zeros(shape=())
    layer_features = features[content_layer_name]
    base_image_features = layer_features[0, :, :, :]
    combination_features = layer_features[2, :, :, :]
    loss = loss + 2.5e-4 * content_loss(base_image_features, combination_features)
    for layer_name in style_layer_names:
        layer_features = features[layer_name]
        style_reference_features = layer_features[1, :, :, :]
        combination_features = layer_features[2, :, :, :]
        sl = style_loss(style_reference_features, combination_features)
        loss += (1e-2 / len(style_layer_names)) * sl
    loss += 1e-3 * total_variation_loss(combination_image)
    return loss


@tf.function
def compute_loss_and_grads(combination_image, base_image, style_reference_image):
    with tf.GradientTape() as tape:
        loss = compute_style_loss(combination_image, base_image, style_reference_image)
    grads = tape.gradient(loss, combination_image)
    return loss, grads


optimizer = keras.optimizers.SGD(keras.optimizers.schedules.ExponentialDecay(initial_learning_rate=0.5, decay_steps=2, decay_rate=0.96))
base = tf.constant(base_image / 127, dtype=tf.float32)
style_reference_image = tf.constant(np.random.normal(size=base.shape), tf.float32)
combination_image = tf.Variable(base)
for i in range(1, 5):
    loss, grads = compute_loss_and_grads(combination_image, base, style_reference_image)
    optimizer.apply_gradients([(grads, combination_image)])
    print("Iteration %d: loss=%.3f" % (i, loss), f"lr={float(optimizer.learning_rate):.4f}")


# --- Grad-CAM
def make_gradcam_heatmap(img_array, model, last_conv_layer_name, pred_index=None):
    grad_model = keras.models.Model(model.inputs, [model.get_layer(last_conv_layer_name).output, model.output])
    with tf.GradientTape() as tape:
        last_conv_layer_output, preds = grad_model(img_array)
        if pred_index is None:
            pred_index = tf.argmax(preds[0])
        class_channel = preds[:, pred_index]
    grads = tape.gradient(class_channel, last_conv_layer_output)
    pooled_grads = tf.reduce_mean(grads, axis=(0, 1, 2))
    last_conv_layer_output = last_conv_layer_output[0]
    heatmap = last_conv_layer_output @ pooled_grads[..., tf.newaxis]
    heatmap = tf.squeeze(heatmap)
    heatmap = tf.maximum(heatmap, 0) / tf.math.reduce_max(heatmap)
    return heatmap.numpy()


model.layers[-1].activation = None
heatmap = make_gradcam_heatmap(base, model, "block3_conv1")
print(heatmap.shape, np.round(heatmap, 3).tolist()[0])
heatmap = np.uint8(255 * make_gradcam_heatmap(base, model, "block3_conv1", pred_index=2))
print(heatmap.dtype, heatmap.shape)

# --- What a filter looks for
layer = model.get_layer(name="block2_conv1")
filters_of = keras.Model(inputs=model.inputs, outputs=layer.output)


@tf.function
def filter_ascent_step(img, filter_index, learning_rate):
    with tf.GradientTape() as tape:
        tape.watch(img)
        activation = filters_of(img)
        loss = tf.reduce_mean(activation[:, 2:-2, 2:-2, filter_index])
    grads = tape.gradient(loss, img)
    grads = tf.math.l2_normalize(grads)
    img += learning_rate * grads
    return loss, img


for filter_index in range(2):
    picture = (tf.random.uniform((1, 16, 16, 3)) - 0.5) * 0.25
    for iteration in range(3):
        loss, picture = filter_ascent_step(picture, filter_index, 10.0)
    print(filter_index, f"{float(loss):.3f}", f"{float(tf.norm(picture)):.3f}")


# --- Integrated gradients
def get_integrated_gradients(img_input, top_pred_idx, num_steps=10):
    baseline = np.zeros(img_input.shape).astype(np.float32)
    interpolated_image = [baseline + (step / num_steps) * (img_input - baseline) for step in range(num_steps + 1)]
    interpolated_image = np.array(interpolated_image).astype(np.float32)
    grads = []
    for i, img in enumerate(interpolated_image):
        img = tf.expand_dims(img, axis=0)
        images = tf.cast(img, tf.float32)
        with tf.GradientTape() as tape:
            tape.watch(images)
            preds = model(images)
            top_class = preds[:, top_pred_idx]
        grads.append(tape.gradient(top_class, images)[0])
    grads = tf.convert_to_tensor(grads, dtype=tf.float32)
    grads = (grads[:-1] + grads[1:]) / 2.0
    avg_grads = tf.reduce_mean(grads, axis=0)
    return (img_input - baseline) * avg_grads


image = base.numpy()[0]
igrads = get_integrated_gradients(image, 1)
print(igrads.shape, f"{float(tf.reduce_sum(igrads)):.4f}", f"{float(model(image[None])[0, 1] - model(0 * image[None])[0, 1]):.2f}"[:1] in "-0123456789")
