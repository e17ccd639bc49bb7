# Knowledge distillation: a teacher, a student, and a Distiller that overrides compile, train_step and test_step.
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

keras.utils.set_random_seed(15)


class Distiller(keras.Model):
    def __init__(self, student, teacher):
        super().__init__()
        self.teacher = teacher
        self.student = student

    def compile(self, optimizer, metrics, student_loss_fn, distillation_loss_fn, alpha=0.1, temperature=3):
        super().compile(optimizer=optimizer, metrics=metrics)
        self.student_loss_fn = student_loss_fn
        self.distillation_loss_fn = distillation_loss_fn
        self.alpha = alpha
        self.temperature = temperature

    def train_step(self, data):
        x, y = data
        teacher_predictions = self.teacher(x, training=False)
        with tf.GradientTape() as tape:
            student_predictions = self.student(x, training=True)
            student_loss = self.student_loss_fn(y, student_predictions)
            distillation_loss = (
                self.distillation_loss_fn(
                    tf.nn.softmax(teacher_predictions / self.temperature, axis=1),
                    tf.nn.softmax(student_predictions / self.temperature, axis=1),
                )
                * self.temperature**2
            )
            loss = self.alpha * student_loss + (1 - self.alpha) * distillation_loss
        trainable_vars = self.student.trainable_variables
        gradients = tape.gradient(loss, trainable_vars)
        self.optimizer.apply_gradients(zip(gradients, trainable_vars))
        self.compiled_metrics.update_state(y, student_predictions)
        results = {m.name: m.result() for m in self.metrics}
        results.update({"student_loss": student_loss, "distillation_loss": distillation_loss})
        return results

    def test_step(self, data):
        x, y = data
        y_prediction = self.student(x, training=False)
        student_loss = self.student_loss_fn(y, y_prediction)
        self.compiled_metrics.update_state(y, y_prediction)
        results = {m.name: m.result() for m in self.metrics}
        results.update({"student_loss": student_loss})
        return results


def network(name, filters):
    return keras.Sequential(
        [
            keras.Input(shape=(10, 10, 1)),
            layers.Conv2D(filters, (3, 3), strides=(2, 2), padding="same"),
            layers.LeakyReLU(alpha=0.2),
            layers.MaxPooling2D(pool_size=(2, 2), strides=(1, 1), padding="same"),
            layers.Conv2D(2 * filters, (3, 3), strides=(2, 2), padding="same"),
            layers.Flatten(),
            layers.Dense(4),
        ],
        name=name,
    )


teacher = network("teacher", 16)
student = network("student", 4)
student_scratch = keras.models.clone_model(student)
print([m.count_params() for m in (teacher, student, student_scratch)], student_scratch.name)

labels = np.random.randint(0, 4, 96)
x = np.random.normal(scale=0.4, size=(96, 10, 10, 1)).astype("float32")
for i, k in enumerate(labels):
    x[i, 5 * (k // 2) : 5 * (k // 2) + 5, 5 * (k % 2) : 5 * (k % 2) + 5] += 0.8
x_train, x_test, y_train, y_test = x[:64], x[64:], labels[:64], labels[64:]

teacher.compile(optimizer=keras.optimizers.Adam(), loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True), metrics=[keras.metrics.SparseCategoricalAccuracy()])
h = teacher.fit(x_train, y_train, epochs=4, batch_size=16, verbose=0)
print({k: [round(a, 4) for a in v] for k, v in h.history.items()})
print([round(v, 4) for v in teacher.evaluate(x_test, y_test, verbose=0)])

distiller = Distiller(student=student, teacher=teacher)
distiller.compile(
    optimizer=keras.optimizers.Adam(),
    metrics=[keras.metrics.SparseCategoricalAccuracy()],
    student_loss_fn=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
    distillation_loss_fn=keras.losses.KLDivergence(),
    alpha=0.1,
    temperature=10,
)
h = distiller.fit(x_train, y_train, epochs=3, batch_size=16, verbose=0, validation_data=(x_test, y_test))
print({k: [round(a, 4) for a in v] for k, v in h.history.items()})
print(distiller.evaluate(x_test, y_test, verbose=0, return_dict=True).keys())
print([round(float(v), 4) for v in distiller.evaluate(x_test, y_test, verbose=0)], distiller.metrics_names)
student_scratch.compile(optimizer=keras.optimizers.Adam(), loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True), metrics=["accuracy"])
h = student_scratch.fit(x_train, y_train, epochs=2, batch_size=16, verbose=0)
print({k: [round(a, 4) for a in v] for k, v in h.history.items()})
