import random
import threading
import time

import numpy as np
import tensorflow as tf
from tensorflow import keras


class Batches(keras.utils.Sequence):
    def __init__(self, n):
        self.n = n
        self.epochs = 0

    def __len__(self):
        return self.n

    def __getitem__(self, i):
        return np.full((2,), i + 10 * self.epochs)

    def on_epoch_end(self):
        self.epochs += 1


enqueuer = keras.utils.OrderedEnqueuer(Batches(3))
print(enqueuer.is_running(), enqueuer.workers, enqueuer.queue, enqueuer.shuffle, enqueuer.use_multiprocessing)
print(isinstance(enqueuer, keras.utils.SequenceEnqueuer), list(enqueuer.get()))
enqueuer.start(workers=1, max_queue_size=4)
print(enqueuer.is_running(), enqueuer.workers)
batches = enqueuer.get()
print([next(batches).tolist() for _ in range(3)])
print(next(batches).tolist(), enqueuer.sequence.epochs)
enqueuer.stop()
print(enqueuer.is_running())

random.seed(4)
shuffled = keras.utils.OrderedEnqueuer(Batches(6), shuffle=True)
shuffled.start()
batches = shuffled.get()
print(sorted(next(batches).tolist()[0] for _ in range(6)))
shuffled.stop()


def squares(n):
    for i in range(n):
        yield i * i


generated = keras.utils.GeneratorEnqueuer(squares(5))
generated.start(max_queue_size=2)
print(list(generated.get()), generated.random_seed)
generated.stop()
print(generated.is_running(), generated.uid - enqueuer.uid)


class Broken(Batches):
    def __getitem__(self, i):
        raise ValueError("no batch %d" % i)


broken = keras.utils.OrderedEnqueuer(Broken(2))
broken.start()
try:
    next(broken.get())
except ValueError as e:
    print(e, broken.is_running())


class Own(keras.utils.SequenceEnqueuer):
    def _run(self):
        for x in self.sequence:
            self.queue.put(x * 2)
        self.queue.put(None)

    def get(self):
        while True:
            x = self.queue.get()
            if x is None:
                return
            yield x


own = Own([1, 2, 3])
own.start()
print(list(own.get()), own.is_running())
own.stop()
for f in (lambda: keras.utils.SequenceEnqueuer([]).get(), lambda: keras.utils.OrderedEnqueuer(), lambda: own._get_executor_init(1)):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)


class Ticks(keras.utils.TimedThread):
    def __init__(self, interval, **kwargs):
        super().__init__(interval, **kwargs)
        self.ticks = 0
        self.enough = threading.Event()

    def on_interval(self):
        self.ticks += 1
        if self.ticks == 3:
            self.enough.set()


ticks = Ticks(0.01)
print(ticks.interval, ticks.daemon, ticks.is_alive(), ticks.thread)
with ticks:
    print(ticks.is_alive(), ticks.enough.wait(20))
ticks.thread.join(20)
print(ticks.is_alive(), ticks.ticks >= 3)
named = Ticks(0.01, daemon=False, name="ticker")
named.start()
print(named.thread.name, named.thread.daemon, named.thread_kwargs)
named.stop()
named.thread.join(20)
print(named.is_alive())
try:
    keras.utils.TimedThread(1).on_interval()
except NotImplementedError as e:
    print(e)

optimizer = keras.optimizers.SGD()
steps = tf.Variable(4, dtype=tf.int64)
tuner = keras.utils.StepsPerExecutionTuner(optimizer, steps, interval=0.01, change_spe_interval=2, change_threshold=0.2)
print(tuner.interval, tuner.change_spe_interval, tuner.spe_change_threshold, tuner.thread, tuner.steps_per_execution is steps)
tuner._begin_tuning()
print(tuner.init_spe, tuner.init_iterations, tuner.rgsps, tuner.spe_tune_last_action_add, tuner.spe_measurement_count)
for speed in (100.0, 130.0, 90.0, 90.0, 60.0, 100.0):
    tuner.rgsps = [speed]
    tuner.spe_measurement_count += 1
    print(tuner._should_tune(), end=" ")
    tuner._tune()
    print(int(steps.numpy()), tuner.spe_tune_last_action_add, tuner.prev_avg_rgsps)
tuner.steps_per_execution = 9
print(int(steps.numpy()), tuner.init_spe)
optimizer.iterations.assign(10)
time.sleep(0.01)
tuner._measure_and_tune()
print(len(tuner.rgsps), tuner.rgsps[-1] > 0, tuner.spe_measurement_count, int(tuner.spe_last_logged["iteration"]))
thread = tuner.start()
print(thread.is_alive(), tuner.start() is thread)
tuner.stop()
thread.join(20)
print(thread.is_alive(), tuner.steps_per_execution_stop_event.is_set())
