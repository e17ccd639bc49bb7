package interp

import (
	"context"
	"fmt"
	"testing"

	"kerash/interp/syntax"
)

// stepProgram defines a training step with a tape, as guides write it.
const stepProgram = `
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers
x = tf.random.normal((%d, 784))
y = tf.random.uniform((%[1]d,), 0, 10, tf.int32)
model = keras.Sequential([layers.Dense(%[2]d, activation="relu") for _ in range(%[3]d)] + [layers.Dense(10)])
loss_fn = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
opt = keras.optimizers.Adam()
def eager():
    with tf.GradientTape() as tape:
        loss = loss_fn(y, model(x, training=True))
    grads = tape.gradient(loss, model.trainable_variables)
    opt.apply_gradients(zip(grads, model.trainable_variables))
    return loss
function = tf.function(eager)
`

// BenchmarkTapeStep runs training steps with a tape, as they are and by
// tf.function.
func BenchmarkTapeStep(b *testing.B) {
	for _, size := range [][3]int{{32, 32, 3}, {128, 512, 2}} {
		for _, how := range []string{"eager", "function"} {
			b.Run(fmt.Sprintf("%dx%d/%s", size[0], size[1], how), func(b *testing.B) {
				s := New(Options{})
				run := func(text string) {
					if out := s.Run(context.Background(), "bench", text, syntax.ModePy); out.Err != nil {
						b.Fatal(out.Err)
					}
				}
				run(fmt.Sprintf(stepProgram, size[0], size[1], size[2]))
				step := how + "()"
				run(step)
				b.ReportAllocs()
				for b.Loop() {
					run(step)
				}
			})
		}
	}
}
