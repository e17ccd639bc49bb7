# Lists in the configs and attributes of layers and metrics, as Keras tracks them.
import json
from tensorflow import keras
from tensorflow.keras import layers, metrics

for obj in [layers.BatchNormalization(axis=[1]), layers.LayerNormalization(axis=(1, 2)), layers.UnitNormalization(axis=[1]), layers.Softmax(axis=[1, 2]), layers.Softmax(axis=(1, 2)),
            layers.PReLU(shared_axes=[1, 2]), layers.Rescaling([1.0, 2.0]), layers.EinsumDense("ab,bc->ac", 3), layers.Dot([1, 1]), layers.Dot((1, 2)), layers.Dropout(0.5, noise_shape=[None, 1]),
            layers.StringLookup(vocabulary=["a", "b"]), layers.RandomContrast([0.1, 0.2]), layers.Discretization([1.0, 2.0]), layers.Hashing(3, salt=[1, 2]), layers.Conv2D(1, [2, 2]),
            layers.Permute([2, 1]), layers.Reshape([2, 3]), metrics.IoU(3, [0]), metrics.BinaryIoU(), metrics.Precision(thresholds=[0.1, 0.2]), metrics.Recall(), metrics.TruePositives(0.3)]:
    config = obj.get_config()
    print(type(obj).__name__, {k: v for k, v in config.items() if isinstance(v, (list, tuple)) or k in ("thresholds", "axis")})
    print("  ", type(obj).from_config(config).get_config() == config, len(json.dumps(config)))
for m in [metrics.Precision(thresholds=[0.1, 0.2]), metrics.Recall(), metrics.TruePositives(0.3)]:
    print(m.thresholds, m)
