package interp

import (
	"runtime"
	"testing"
)

// bigTensors makes x, which has as many elements as make the memory of a result worth giving back.
const bigTensors = `
import numpy as np
import tensorflow as tf
import keras
x = tf.fill([300, 300], 1.0)
a = np.ones((300, 300), 'float32')
kept = []
class Keeper:
    __array_ufunc__ = None
    def __add__(self, other): kept.append(other); return other
    def __radd__(self, other): kept.append(other); return other
    def __call__(self, t): kept.append(t); return t
keep = Keeper()
def keeps(t):
    kept.append(t)
    return t
def look(): return y
def thrash():
    for i in range(6):
        z = tf.fill([300, 300], 9.0) * 1.5
        w = tf.math.sqrt(z) + 2.0
        b = a * 9 + a
        c = np.ones((300, 300)) * 9 + a
`

// Whatever holds a tensor besides its variable must keep its values when the
// variable gets another one and the memory of results is used again.
func TestSharedTensorsKeepTheirValues(t *testing.T) {
	for _, hold := range []string{
		"y = x * 3.0; kept.append(y)",
		"y = x * 3.0; kept = [y]",
		"y = x * 3.0; kept = {'a': y}['a']",
		"y = x * 3.0; z = y; kept = [z]",
		"y = x * 3.0; y = keep + y",
		"y = x * 3.0; y = y + keep",
		"y = keep + x * 3.0",
		"y = x * 3.0 + keep",
		"y = keep.__call__(x * 3.0)",
		"y = keeps(x * 3.0)",
		"y = keeps(tf.multiply(x, 3.0))",
		"y = [keeps(x * 3.0)][0] * 1.0",
		"y = tf.multiply(keeps(x * 1.0), 3.0); kept = [y]",
		"y = x * 3.0; kept = [tf.identity(y)]",
		"y = x * 3.0; kept = [tf.cast(y, tf.float32)]",
		"y = x * 3.0; kept = [tf.reshape(y, [-1])]",
		"y = x * 3.0; kept = [tf.reshape(tf.abs(y), [-1])]",
		"y = x * 3.0; kept = [tf.convert_to_tensor(y)]",
		"y = x * 3.0; kept = [tf.stop_gradient(y)]",
		"y = x * 3.0; kept = [tf.squeeze(tf.expand_dims(y, 0))]",
		"y = x * 3.0; kept = [tf.clip_by_value(y, 0.0, 5.0)]",
		"y = x * 3.0; kept = [tf.nn.softmax(y) * 0.0 + 3.0]",
		"y = x * 3.0; kept = [y.numpy()]",
		"y = x * 3.0; kept = [np.asarray(y)]",
		"y = x * 3.0; kept = [y[:10, :10]]",
		"y = x * 3.0; kept = [tf.unstack(y)[5]]",
		"y = x * 3.0; kept = [tf.transpose(y)]",
		"y = x * 3.0; kept = [tf.Variable(y)]",
		"v = tf.Variable(x); y = x * 3.0; v.assign(y); kept = [v]",
		"y = x * 3.0; kept = [globals()['y']]",
		"y = x * 3.0; kept = [look()]",
		"y = x * 3.0; kept = [(lambda: y)()]",
		"y = x * 3.0; kept = [t for t in [y]]",
		"y = x * 3.0; kept = [eval('y')]",
		"y = x * 3.0; g = (y for _ in range(1)); kept = list(g)",
		"y = x * 3.0; a, b = y, 1; kept = [a]",
		"kept = [(y := x * 3.0)]",
		"y = x * 3.0; kept = [y] if y is not None else []",
		"y = x * 3.0; kept = [tf.data.Dataset.from_tensors(y).get_single_element()]",
		"y = x * 3.0; ds = tf.data.Dataset.from_tensors(y); y = x * 5.0; kept = list(ds)",
		"y = x * 3.0; f = tf.function(lambda: y + 0.0); f(); y = x * 5.0; thrash(); kept = [f()]",
		"y = x * 3.0; f = tf.function(lambda t: t * y); f(x); y = x * 5.0; thrash(); kept = [f(x)]",
		"y = x * 3.0; i = keras.Input((300,), batch_size=300); o = i + y; m = keras.Model(i, o); y = x * 5.0; thrash(); kept = [m(x * 0.0)]",
		"y = x * 3.0; i = keras.Input((300,), batch_size=300); o = tf.multiply(i, y); m = keras.Model(i, o); y = x * 5.0; thrash(); kept = [m(x)]",
		"y = x * 3.0\nwith tf.GradientTape() as tape:\n  tape.watch(x)\n  z = tf.reduce_sum(x * y)\ny = x * 5.0\nthrash()\nkept = [tape.gradient(z, x)]",
		"with tf.GradientTape() as tape:\n  tape.watch(x)\n  y = x * 3.0\n  z = tf.reduce_sum(y * y)\n  y = x * 5.0\n  thrash()\nkept = [tape.gradient(z, x) / 6.0]",
		"y = x * 3.0\ntry:\n  y = tf.matmul(y, x[:2])\nexcept Exception: pass\nkept = [y]",
		"y = x * 3.0\nfor y in [y]: kept.append(y)",
		"y = x * 3.0\nprint(y[0, 0], repr(y)[:9]); kept = [y]",
		"y = x * 3.0; d = {}; y = d.setdefault('k', y); kept = [d['k']]",
		"d = {}; y = d.setdefault('k', x * 3.0); kept = [d['k']]",
		"y = tf.where(x > 0.0, x * 3.0, x); kept = [y]",
		"y = tf.maximum(x * 3.0, x * 2.0); kept = [y]",
		"y = (x * 2.0) + (x * 1.0); kept = [y]",
		"y = 1.0 * (x * 3.0) / 1.0 - tf.zeros_like(x * 4.0); kept = [y]",
		"kept = [x * 3.0]; y = tf.cast(kept[0], tf.float32)",
		"kept = [x * 3.0]; y = tf.identity(kept[0])",
		"kept = [x * 3.0]; y = kept.__getitem__(0)",
		"kept = [x * 3.0]; y = kept[0]; y = tf.reshape(y, [300, 300])",
		"y = a * 3; kept = [y.T, y[5:], y.reshape(-1), np.ravel(y), y.view(), y.copy()]",
		"y = a * 3; kept = [tf.constant(y), tf.convert_to_tensor(y), tf.Variable(y)]",
		"y = a * 3; kept = [np.asarray(y), np.squeeze(y), np.transpose(y), np.broadcast_to(y, (2, 300, 300))]",
		"y = a * 3; z = y; z += 0; kept = [z]",
		"y = a * 3; y += 0; kept = [y]",
		"y = a * 3; kept = [np.add(y, 0), np.multiply(y, 1, y)]",
		"y = np.multiply(a, 3); z = np.maximum(y, 0, y); kept = [y, z]",
		"y = np.matmul(a, a * 0.01); kept = [y, y.T]",
		"y = np.dot(a, a * 0.01); kept = [y]; kept[0][0] = 3; ",
		"y = a * 3; kept = [tf.multiply(y, 1.0), tf.cast(y, tf.float64), tf.cast(y, tf.float32)]",
		"y = a * 3; kept = list(y)",
		"y = a * 3; ds = tf.data.Dataset.from_tensors(y); y = a * 5; thrash(); kept = list(ds)",
		"y = a * 3; kept = [y @ np.eye(300, dtype='float32')]",
		"y = x @ (x * (1.0 / 100.0)); kept = [y]",
		"y = tf.matmul(x, x * 0.01, transpose_b=True); kept = [y]",
	} {
		s := New(Options{})
		run(t, s, bigTensors)
		run(t, s, hold)
		run(t, s, "y = x * 7.0; y = x * 8.0; thrash(); del y; thrash()")
		run(t, s, "vals = [np.asarray(k) for k in (kept if isinstance(kept, list) else [kept])]")
		out := run(t, s, "len(vals) > 0 and all(np.allclose(v, 3.0) for v in vals)")
		if out.Value != true {
			got := run(t, s, "str([v.ravel()[:3] for v in vals])")
			t.Errorf("%s\nkeeps %v", hold, got.Value)
		}
	}
}

// A result that only its variable holds gives its memory to the next one, and
// so does a result within an expression.
func TestResultsGiveTheirMemoryBack(t *testing.T) {
	for _, loop := range []string{
		"for i in range(50): y = tf.nn.tanh(x)",
		"for i in range(50): y = tf.exp(x) * 2.0 + 1.0",
		"for i in range(50): y = x @ x",
		"for i in range(50): y = tf.matmul(x, x); z = tf.nn.relu(y) + x; s = tf.reduce_sum(z * y)",
		"for i in range(50): b = np.matmul(a, a); c = a @ a * 2 + a; d = np.tanh(c) - 1",
		"y = x * 1.0\nfor i in range(50): y = tf.nn.relu(y @ x - 1.0)",
		"for i in range(50): y = 2.0 * tf.sigmoid(tf.nn.tanh(x) - 0.5)",
	} {
		s := New(Options{})
		run(t, s, bigTensors)
		run(t, s, "y = x * 2.0; z = y + 1.0; w = tf.reduce_sum(z * y)") // the first use of everything
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		run(t, s, loop)
		runtime.ReadMemStats(&after)
		if got := after.TotalAlloc - before.TotalAlloc; got > 8<<20 || after.NumForcedGC > before.NumForcedGC+1 {
			t.Errorf("%s\ntakes %d KiB and %d collections", loop, got>>10, after.NumForcedGC-before.NumForcedGC)
		}
	}
}
