import numpy as np
from tensorflow import keras
def t(n, b, ep, shuffle):
    m = keras.Sequential([keras.layers.Dense(3, input_shape=(2,))])
    m.compile("sgd", keras.losses.SparseCategoricalCrossentropy(from_logits=True))
    try:
        m.fit(np.ones((n, 2)), np.zeros(n, int), sample_weight=np.ones(n), class_weight={0: 1., 1: 2., 2: 3.}, batch_size=b, epochs=ep, shuffle=shuffle, verbose=0)
        print(n, b, ep, shuffle, "ok")
    except Exception as e:
        print(n, b, ep, shuffle, type(e).__name__)
for n, b in [(8, 4), (8, 3), (8, 8), (8, 16), (8, None), (64, None), (8, 1)]:
    for sh in (False, True): t(n, b, 1, sh)
t(8, 4, 3, False)
