import os
import tempfile
import numpy as np
import tensorflow as tf

folder = tempfile.mkdtemp()


def show(*args):
    print(*[str(a).replace(folder, 'D') for a in args])


class Net(tf.keras.Model):
  def __init__(self):
    super(Net,self).__init__(); self.l1=tf.keras.layers.Dense(5)
  def call(self,x): return self.l1(x)
net=Net()
def toy_dataset():
  inputs = tf.range(10.)[:, None]
  labels = inputs * 5. + tf.range(5.)[None, :]
  return tf.data.Dataset.from_tensor_slices(dict(x=inputs, y=labels)).repeat().batch(2)
def train_step(net, example, optimizer):
  with tf.GradientTape() as tape:
    output = net(example['x'])
    loss = tf.reduce_mean(tf.abs(output - example['y']))
  variables = net.trainable_variables
  gradients = tape.gradient(loss, variables)
  optimizer.apply_gradients(zip(gradients, variables))
  return loss
opt = tf.keras.optimizers.Adam(0.1)
dataset = toy_dataset()
iterator = iter(dataset)
ckpt = tf.train.Checkpoint(step=tf.Variable(1), optimizer=opt, net=net, iterator=iterator)
manager = tf.train.CheckpointManager(ckpt, folder, max_to_keep=3)
def train_and_checkpoint(net, manager):
  ckpt.restore(manager.latest_checkpoint)
  if manager.latest_checkpoint:
    show("Restored from {}".format(manager.latest_checkpoint))
  else:
    print("Initializing from scratch.")
  for _ in range(50):
    example = next(iterator)
    loss = train_step(net, example, opt)
    ckpt.step.assign_add(1)
    if int(ckpt.step) % 10 == 0:
      save_path = manager.save()
      show("Saved checkpoint for step {}: {}".format(int(ckpt.step), save_path))
train_and_checkpoint(net, manager)
opt = tf.keras.optimizers.Adam(0.1)
net = Net()
dataset = toy_dataset()
iterator = iter(dataset)
ckpt = tf.train.Checkpoint(step=tf.Variable(1), optimizer=opt, net=net, iterator=iterator)
manager = tf.train.CheckpointManager(ckpt, folder, max_to_keep=3)
train_and_checkpoint(net, manager)
show(manager.checkpoints)
to_restore = tf.Variable(tf.zeros([5]))
print(to_restore.numpy())
fake_layer = tf.train.Checkpoint(bias=to_restore)
fake_net = tf.train.Checkpoint(l1=fake_layer)
new_root = tf.train.Checkpoint(net=fake_net)
status = new_root.restore(tf.train.latest_checkpoint(folder))
print(to_restore.numpy().shape, (to_restore.numpy()!=0).all())
deferred_restore = tf.Variable(tf.zeros([1, 5]))
print(deferred_restore.numpy())
fake_layer.kernel = deferred_restore
print((deferred_restore.numpy()!=0).all())
status.assert_existing_objects_matched()
reader = tf.train.load_checkpoint(folder)
shape_from_key = reader.get_variable_to_shape_map()
dtype_from_key = reader.get_variable_to_dtype_map()
print(sorted(shape_from_key.keys()))
key = 'net/l1/kernel/.ATTRIBUTES/VARIABLE_VALUE'
print("Shape:", shape_from_key[key])
print("Dtype:", dtype_from_key[key].name)
print(reader.get_tensor(key).shape)
save = tf.train.Checkpoint()
save.listed = [tf.Variable(1.)]
save.listed.append(tf.Variable(2.))
save.mapped = {'one': save.listed[0]}
save.mapped['two'] = save.listed[1]
save_path = save.save(os.path.join(folder, 'tf_list_example'))
show(save_path)
restore = tf.train.Checkpoint()
v2 = tf.Variable(0.)
restore.mapped = {'two': v2}
restore.restore(save_path)
print(v2.numpy())
restore.listed = []
print(restore.listed)
v1 = tf.Variable(0.)
restore.listed.append(v1)
print(v1.numpy(), restore.mapped, restore.listed)


def trial(f):
    try:
        show('ok', f())
    except Exception as e:
        show(type(e).__name__, e)


prefix = os.path.join(folder, 'e')
c = tf.train.Checkpoint(a=tf.Variable(1.0), b=tf.Variable([1.0, 2.0]))
path = c.save(prefix)
show(path, c.save_counter, tf.train.latest_checkpoint(folder))
show(open(os.path.join(folder, 'checkpoint')).read())
show(tf.train.list_variables(path))
c2 = tf.train.Checkpoint(a=tf.Variable(5.0))
status = c2.restore(path)
trial(status.assert_consumed)
c3 = tf.train.Checkpoint(a=tf.Variable(5.0), z=tf.Variable(3.0))
status = c3.restore(path)
trial(status.assert_consumed)
trial(status.assert_existing_objects_matched)
status = c3.restore(None)
trial(status.assert_consumed)
trial(lambda: c.restore(prefix + 'nope'))
trial(lambda: c.read(prefix + 'nope'))
trial(lambda: tf.train.Checkpoint(a=3))
trial(lambda: tf.train.load_variable(path, 'a/.ATTRIBUTES/VARIABLE_VALUE'))
trial(lambda: tf.train.load_variable(path, 'a'))
trial(lambda: tf.train.list_variables('/nothing/at/all'))
trial(lambda: tf.train.CheckpointManager(c, folder, max_to_keep=0))
trial(lambda: tf.train.CheckpointManager(c, folder, max_to_keep=2, checkpoint_interval=2))
step = tf.Variable(0)
spaced = tf.train.CheckpointManager(c, os.path.join(folder, 'm'), max_to_keep=2, step_counter=step, checkpoint_interval=2)
for i in range(5):
    show(spaced.save())
    step.assign_add(1)
show(spaced.checkpoints, sorted(os.listdir(os.path.join(folder, 'm'))))
show(tf.train.CheckpointManager(c, os.path.join(folder, 'n'), max_to_keep=2, init_fn=lambda: print('init')).restore_or_initialize())
m = tf.keras.Sequential([tf.keras.layers.Dense(2, input_shape=(3,)), tf.keras.layers.ReLU(), tf.keras.layers.Dense(1)])
m.compile('rmsprop', 'mse')
m.fit(np.ones((4, 3)), np.ones((4, 1)), verbose=0)
m.save_weights(os.path.join(folder, 'weights'))
for name, shape in tf.train.list_variables(os.path.join(folder, 'weights')):
    print(name, shape)
