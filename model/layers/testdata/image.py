# Writes image.json: layers that resize, crop and change images.
from oracle import *

x = X(2, 5, 6, 3)
one = X(4, 7, 2, k=1)
bright = tf.constant(np.arange(2 * 4 * 4 * 2).reshape(2, 4, 4, 2).astype("float32"))
bytes_ = tf.cast(bright * 3, "uint8")
off = {"training": False}
cases = [
    run("Resizing", {"height": 3, "width": 4}, x, symbolic=[(None, None, None, 3)]),
    run("Resizing", {"height": 8, "width": 9, "interpolation": "bicubic"}, x),
    run("Resizing", {"height": 7, "width": 3, "interpolation": "nearest"}, one),
    run("Resizing", {"height": 3, "width": 3, "interpolation": "area"}, bytes_),
    run("Resizing", {"height": 4, "width": 2, "crop_to_aspect_ratio": True}, x),
    run("Resizing", {"height": 3, "width": 5, "crop_to_aspect_ratio": True, "interpolation": "lanczos3"}, one),
    run("Resizing", {"height": 6, "width": 6, "interpolation": "gaussian"}, one),
    run("CenterCrop", {"height": 3, "width": 4}, x, symbolic=[(None, None, None, 3)]),
    run("CenterCrop", {"height": 2, "width": 2}, one),
    run("CenterCrop", {"height": 6, "width": 3}, x),
    run("CenterCrop", {"height": 3, "width": 3, "dtype": "uint8"}, bytes_),
    run("RandomCrop", {"height": 3, "width": 4, "seed": 1}, x),
    run("RandomCrop", {"height": 3, "width": 4, "seed": 1}, one),
    run("RandomCrop", {"height": 3, "width": 4}, x, call=off),
    run("RandomCrop", {"height": 8, "width": 4, "seed": 1}, x),
    run("RandomFlip", {"seed": 2}, x),
    run("RandomFlip", {"mode": "horizontal", "seed": 3}, X(6, 2, 3, 1)),
    run("RandomFlip", {"mode": "vertical", "seed": 4}, one),
    run("RandomFlip", {}, x, call=off),
    run("RandomTranslation", {"height_factor": 0.3, "width_factor": (-0.5, 0.2), "seed": 5}, x),
    run("RandomTranslation", {"height_factor": (0.1, 0.4), "width_factor": 0.2, "fill_mode": "constant", "fill_value": 0.5, "seed": 6}, x),
    run("RandomTranslation", {"height_factor": 0.5, "width_factor": 0.5, "fill_mode": "wrap", "interpolation": "nearest", "seed": 7}, one),
    run("RandomRotation", {"factor": 0.3, "seed": 8}, x),
    run("RandomRotation", {"factor": (-0.1, 0.4), "fill_mode": "nearest", "seed": 9}, one),
    run("RandomRotation", {"factor": 0.2, "interpolation": "nearest", "fill_mode": "constant", "seed": 10}, bytes_),
    run("RandomZoom", {"height_factor": 0.3, "seed": 11}, x),
    run("RandomZoom", {"height_factor": (-0.4, -0.2), "width_factor": 0.3, "fill_mode": "wrap", "seed": 12}, x),
    run("RandomZoom", {"height_factor": 0.3, "width_factor": 0.2, "fill_mode": "constant", "seed": 13}, one),
    run("RandomContrast", {"factor": 0.5, "seed": 14}, bright),
    run("RandomContrast", {"factor": (0.1, 0.9), "seed": 15}, bright[0]),
    run("RandomBrightness", {"factor": 0.2, "seed": 16}, bright),
    run("RandomBrightness", {"factor": [0.3, -0.1], "value_range": (0.0, 40.0), "seed": 17}, bright[0]),
    run("RandomHeight", {"factor": 0.5, "seed": 18}, x),
    run("RandomHeight", {"factor": (0.2, 0.8), "interpolation": "nearest", "seed": 19}, one),
    run("RandomWidth", {"factor": 0.5, "seed": 20}, x),
    run("RandomWidth", {"factor": (-0.5, -0.2), "seed": 21}, one),
    run("RandomWidth", {"factor": 0.4}, x, call=off),
]
for case in cases:
    if case["class"] in ("RandomTranslation", "RandomRotation", "RandomZoom"):
        case.pop("input_gradients", None)  # TensorFlow's is an approximation: it warps back
errors = [
    bad("Resizing", {"height": 2, "width": 2, "interpolation": "x"}), bad("Resizing", {"height": 2, "width": 2}, X(2, 3)), bad("CenterCrop", {"height": 0, "width": 2}, x), bad("CenterCrop", {"height": 20, "width": 1}, one), bad("CenterCrop", {"height": 2, "width": 2}, X(2, 3)),
    bad("RandomFlip", {"mode": "x"}), bad("RandomFlip", {}, X(2, 3)), bad("RandomTranslation", {"height_factor": 2.0, "width_factor": 0.1}), bad("RandomTranslation", {"height_factor": (0.5, 0.1), "width_factor": 0.1}),
    bad("RandomTranslation", {"height_factor": 0.1, "width_factor": 2.0}), bad("RandomTranslation", {"height_factor": 0.1, "width_factor": (0.5, 0.1)}), bad("RandomTranslation", {"height_factor": 0.1, "width_factor": 0.1, "fill_mode": "x"}), bad("RandomZoom", {"height_factor": 0.1, "interpolation": "x"}),
    bad("RandomRotation", {"factor": -0.5}), bad("RandomZoom", {"height_factor": 2.0}), bad("RandomZoom", {"height_factor": 0.5, "width_factor": -2.0}), bad("RandomContrast", {"factor": -0.1}), bad("RandomContrast", {"factor": (0.1, -0.3)}), bad("RandomContrast", {"factor": 0.0}, x), bad("RandomContrast", {"factor": 0.5}, X(2, 3)),
    bad("RandomBrightness", {"factor": 2.0}), bad("RandomBrightness", {"factor": "x"}), bad("RandomBrightness", {"factor": [0.1]}), bad("RandomBrightness", {"factor": 0.1, "value_range": 3}), bad("RandomBrightness", {"factor": 0.1}, X(2, 3)),
    bad("RandomHeight", {"factor": -2.0}), bad("RandomHeight", {"factor": (-2.0, 0.1)}), bad("RandomWidth", {"factor": -2.0}), bad("RandomWidth", {"factor": (-2.0, 0.1)}), bad("RandomWidth", {"factor": 0.1}, X(2, 3)),
]
write("image.json", cases, errors)
