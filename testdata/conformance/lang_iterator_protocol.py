# The iterator protocol of every built-in iterator.
import numpy as np, tensorflow as tf
for it in [iter([1]), iter({1:2}), iter("a"), iter(range(2)), enumerate([1]), zip([1]), map(int, "1"), (i for i in [1]), reversed([1]), iter({1}), iter(np.ones(2)), iter(tf.data.Dataset.range(2)), tf.data.Dataset.range(2).as_numpy_iterator(), iter(tf.ones(2)), iter({1:2}.items()), iter(b'1')]:
    try:
        print(it.__next__(), it.__iter__() is it)
    except Exception as e: print(type(it).__name__, e)
