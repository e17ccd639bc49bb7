# Distribution on one device: strategies, replicas, distributed datasets and own loops.
import os
import numpy as np
import tensorflow as tf
from tensorflow import keras

keras.utils.set_random_seed(3)
strategy = tf.distribute.MirroredStrategy(devices=["/cpu:0"])
print("Number of devices: {}".format(strategy.num_replicas_in_sync))
print(tf.distribute.get_strategy().num_replicas_in_sync, tf.distribute.has_strategy())


def get_compiled_model():
    inputs = keras.Input(shape=(16,))
    x = keras.layers.Dense(8, activation="relu", kernel_initializer=keras.initializers.GlorotUniform(1))(inputs)
    outputs = keras.layers.Dense(3, kernel_initializer=keras.initializers.GlorotUniform(2))(x)
    model = keras.Model(inputs, outputs)
    model.compile(
        optimizer=keras.optimizers.Adam(),
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        metrics=[keras.metrics.SparseCategoricalAccuracy()],
    )
    return model


rng = np.random.RandomState(1)
x, y = rng.rand(64, 16).astype("float32"), rng.randint(0, 3, 64)
train = tf.data.Dataset.from_tensor_slices((x[:48], y[:48])).batch(16)
val = tf.data.Dataset.from_tensor_slices((x[48:], y[48:])).batch(16)
with strategy.scope():
    print(tf.distribute.has_strategy(), tf.distribute.in_cross_replica_context(), tf.distribute.get_strategy() is strategy)
    model = get_compiled_model()
history = model.fit(train, epochs=2, validation_data=val, verbose=0)
print({k: [round(v, 4) for v in vs] for k, vs in history.history.items()})
print([round(v, 4) for v in model.evaluate(val, verbose=0)])

one = tf.distribute.OneDeviceStrategy(device="/cpu:0")
BUFFER_SIZE, BATCH_SIZE_PER_REPLICA, EPOCHS = 48, 16, 2
GLOBAL_BATCH_SIZE = BATCH_SIZE_PER_REPLICA * one.num_replicas_in_sync
train_dist = one.experimental_distribute_dataset(tf.data.Dataset.from_tensor_slices((x[:48], y[:48])).batch(GLOBAL_BATCH_SIZE))
with one.scope():
    loss_object = keras.losses.SparseCategoricalCrossentropy(from_logits=True, reduction=keras.losses.Reduction.NONE)

    def compute_loss(labels, predictions, model_losses):
        per_example_loss = loss_object(labels, predictions)
        loss = tf.nn.compute_average_loss(per_example_loss, global_batch_size=GLOBAL_BATCH_SIZE)
        if model_losses:
            loss += tf.nn.scale_regularization_loss(tf.add_n(model_losses))
        return loss

    test_loss = keras.metrics.Mean(name="test_loss")
    train_accuracy = keras.metrics.SparseCategoricalAccuracy(name="train_accuracy")
    model = keras.Sequential([keras.layers.Dense(8, activation="relu", kernel_regularizer="l2", kernel_initializer=keras.initializers.HeNormal(3)), keras.layers.Dense(3, kernel_initializer=keras.initializers.HeNormal(4))])
    optimizer = keras.optimizers.Adam(learning_rate=0.01)
    checkpoint = tf.train.Checkpoint(optimizer=optimizer, model=model)


def train_step(inputs):
    images, labels = inputs
    with tf.GradientTape() as tape:
        predictions = model(images, training=True)
        loss = compute_loss(labels, predictions, model.losses)
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
    train_accuracy.update_state(labels, predictions)
    return loss


@tf.function
def distributed_train_step(dataset_inputs):
    per_replica_losses = one.run(train_step, args=(dataset_inputs,))
    return one.reduce(tf.distribute.ReduceOp.SUM, per_replica_losses, axis=None)


for epoch in range(EPOCHS):
    total_loss, num_batches = 0.0, 0
    for batch in train_dist:
        total_loss += distributed_train_step(batch)
        num_batches += 1
    print("Epoch {}, Loss: {:.4f}, Accuracy: {:.2f}".format(epoch + 1, total_loss / num_batches, train_accuracy.result() * 100))
    train_accuracy.reset_states()


def replica():
    ctx = tf.distribute.get_replica_context()
    return ctx.replica_id_in_sync_group, ctx.num_replicas_in_sync, ctx.all_reduce(tf.distribute.ReduceOp.SUM, tf.constant(3.0))


print([float(v) for v in one.run(replica)])
per = one.run(lambda a, b=1: tf.constant([1.0, 2.0, 3.0]) * a + b, args=(2.0,), kwargs={"b": 10.0})
print(one.reduce("SUM", per, axis=0), one.reduce(tf.distribute.ReduceOp.MEAN, per, axis=0), one.reduce("mean", per, axis=None))
print(one.experimental_local_results(per))
values = one.experimental_distribute_values_from_function(lambda ctx: tf.constant(ctx.replica_id_in_sync_group + 5))
print(values, one.experimental_local_results(values))
ds = one.distribute_datasets_from_function(lambda ctx: tf.data.Dataset.range(6).batch(ctx.get_per_replica_batch_size(4)))
print([b.numpy().tolist() for b in ds])
with one.scope():
    v = tf.Variable(1.0)
    w = tf.Variable([1.0, 2.0], aggregation=tf.VariableAggregation.MEAN, synchronization=tf.VariableSynchronization.ON_READ)
print(v.numpy(), w.numpy())
mirrored = tf.distribute.MirroredStrategy(["/cpu:0"])
print(tf.nn.compute_average_loss(tf.constant([2.0, 4.0]), global_batch_size=4), tf.nn.scale_regularization_loss(tf.constant(3.0)))
print(mirrored.reduce(tf.distribute.ReduceOp.SUM, mirrored.run(lambda: tf.constant(2.0)), axis=None))
it = iter(mirrored.experimental_distribute_dataset(tf.data.Dataset.range(4).batch(2)))
print(next(it), next(it))
