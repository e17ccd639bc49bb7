from tensorflow import keras
from tensorflow.keras.utils import FeatureSpace


def attempt(f):
    try:
        print("no error:", f())
    except Exception as e:
        print(type(e).__name__, e)


attempt(lambda: FeatureSpace({}))
attempt(lambda: FeatureSpace(None))
attempt(lambda: FeatureSpace())
attempt(lambda: FeatureSpace({"a": "integer"}))
attempt(lambda: FeatureSpace({"a": "float"}, crosses=[("a", "z")]))
attempt(lambda: FeatureSpace({"a": "float"}, crosses=[("a",)], crossing_dim=None))
attempt(lambda: FeatureSpace.feature("string", None, "zz"))
attempt(lambda: FeatureSpace({"a": FeatureSpace.integer_hashed(4, output_mode="int")})({"a": [1]}))
attempt(lambda: FeatureSpace({"a": FeatureSpace.string_hashed(4, output_mode="int")})({"a": ["q"]}))
attempt(lambda: FeatureSpace({"a": FeatureSpace.feature("float32", keras.layers.Rescaling(2.0), "one_hot")})({"a": [1.0]}))
attempt(lambda: FeatureSpace({"a": FeatureSpace.feature("int64", keras.layers.Lambda(lambda x: x), "one_hot")})({"a": [1]}))
attempt(lambda: FeatureSpace({"a": "float_normalized"}).get_inputs())
attempt(lambda: FeatureSpace({"a": "float_normalized"}).get_encoded_features())
attempt(lambda: FeatureSpace({"a": "float_normalized"}).adapt({"a": [1.0]}))
attempt(lambda: FeatureSpace({"a": "float"})([1.0]))
attempt(lambda: FeatureSpace({"a": "float"})({"b": 1.0}))
attempt(lambda: FeatureSpace({"a": "float", "b": "float"}, crosses=[]).crosses)
attempt(lambda: FeatureSpace.cross(("a",), 2, output_mode="float"))
attempt(lambda: FeatureSpace.float_discretized())
attempt(lambda: FeatureSpace.float_discretized(num_bins=3, bin_boundaries=[30.0, 60.0]))
attempt(lambda: FeatureSpace({"a": "float"}, output_mode="list"))
