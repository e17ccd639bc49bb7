# keras.models shares its functions with keras.saving; what a Progbar holds.
import tensorflow as tf
from tensorflow import keras
print(keras.models.load_model is keras.saving.load_model, keras.models.save_model is keras.saving.save_model, tf.keras.models.load_model is keras.saving.load_model)
p=keras.utils.Progbar(5, stateful_metrics=['b'], verbose=0)
print(p.target, p._values, p.verbose, p.unit_name)
p.update(2,[('a',1.0),('b',3.)]); p.update(3,[('a',2.0),('b',4.)])
print(p.target, p._values, p._seen_so_far, p._values_order)
p2=keras.utils.Progbar(None); print(p2.target)
