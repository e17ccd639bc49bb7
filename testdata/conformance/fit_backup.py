import tensorflow as tf
from tensorflow import keras
import numpy as np, os, tempfile
folder = tempfile.mkdtemp(); flag = folder + '/flag'
class Stop(keras.callbacks.Callback):
    def on_epoch_begin(self, epoch, logs=None):
        print('begin', epoch)
        if epoch == 2 and not os.path.exists(flag): raise RuntimeError('cut')
def run():
    keras.utils.set_random_seed(1)
    m = keras.Sequential([keras.layers.Dense(3), keras.layers.Dense(1)])
    m.compile('adam', 'mse')
    try:
        m.fit(np.ones((8,4)), np.ones((8,1)), epochs=4, verbose=0, callbacks=[keras.callbacks.BackupAndRestore(folder), Stop()])
    except RuntimeError as e: print(e)
    return m
run(); open(flag,'w').close(); m = run(); print(m.optimizer.iterations.numpy(), os.path.exists(folder + '/chief'), m.get_weights()[0], [w.name for w in m.weights])
