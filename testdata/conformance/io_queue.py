import re
import tensorflow as tf


def trial(f):
    try:
        print('ok', f())
    except Exception as e:
        print(type(e).__name__, re.sub(r"Queue '\d+'", 'Queue', str(e)))


q = tf.queue.FIFOQueue(3, tf.int32, shapes=[[]])
print(q.size(), q.dtypes, q.shapes, q.names, q.name, q.is_closed())
print(q.enqueue(1))
q.enqueue(2)
print(q.size(), q.dequeue(), q.size())
q.enqueue_many([[7, 8]])
print(q.dequeue_many(2), q.size())
q.close()
print(q.is_closed())
trial(lambda: q.enqueue(5))
print(q.dequeue())
trial(lambda: q.dequeue())
q = tf.queue.FIFOQueue(10, [tf.float32, tf.string], shapes=[[2], []])
q.enqueue([[1., 2.], 'a'])
q.enqueue(([3., 4.], tf.constant('b')))
q.enqueue_many([[[5., 6.], [7., 8.]], ['c', 'd']])
print(q.dequeue())
print(q.dequeue_many(2))
print(q.dequeue_up_to(1))
trial(lambda: q.enqueue([[1., 2., 3.], 'a']))
trial(lambda: q.enqueue([[1., 2.]]))
trial(lambda: q.enqueue([[1., 2.], 5]))
trial(lambda: tf.queue.FIFOQueue(3, tf.int32).dequeue_many(1))
trial(lambda: tf.queue.FIFOQueue(3, [tf.int32], shapes=[[1], [2]]))
q = tf.queue.FIFOQueue(4, [tf.int32, tf.float32], names=['i', 'x'], shapes=[[], []])
q.enqueue({'i': 3, 'x': 0.5})
q.enqueue_many({'i': [4, 5], 'x': [1.5, 2.5]})
print(q.dequeue(), q.dequeue_many(2))
trial(lambda: q.enqueue({'i': 3}))
trial(lambda: q.enqueue([3, 0.5]))
trial(lambda: tf.queue.FIFOQueue(4, [tf.int32], names=['a', 'b']))
q = tf.queue.PaddingFIFOQueue(5, tf.int32, shapes=[[None]])
q.enqueue([[1, 2]])
q.enqueue([[3]])
q.enqueue([[4, 5, 6]])
print(q.dequeue_many(2), q.dequeue())
trial(lambda: tf.queue.PaddingFIFOQueue(5, tf.int32, shapes=None))
q = tf.queue.PriorityQueue(5, [tf.string], shapes=[[]])
for p, s in ((3, 'c'), (1, 'a'), (2, 'b')):
    q.enqueue((tf.constant(p, tf.int64), s))
print([q.dequeue() for _ in range(2)], q.size(), q.dtypes, q.shapes)
q.enqueue_many(([9, 0], ['z', 'y']))
print(q.dequeue_many(3))
q = tf.queue.RandomShuffleQueue(20, 0, tf.int32, shapes=[[]], seed=7)
q.enqueue_many([list(range(10))])
print(sorted(q.dequeue_many(10).numpy().tolist()))
q = tf.queue.RandomShuffleQueue(20, 2, tf.int32, shapes=[[]])
q.enqueue_many([[1, 2, 3]])
q.close()
print(len({int(q.dequeue()) for _ in range(3)}))
trial(lambda: q.dequeue())
q = tf.queue.FIFOQueue(5, tf.int32, shapes=[[]])
q.enqueue_many([[1, 2, 3]])
q.close()
trial(lambda: q.dequeue_many(4))
print(q.size())
print(q.dequeue_up_to(4))
trial(lambda: q.dequeue_up_to(4))
print(type(q).__name__, isinstance(q, tf.queue.QueueBase), q.dtypes)
a, b = tf.queue.FIFOQueue(2, tf.int32), tf.queue.FIFOQueue(2, tf.int32)
a.enqueue(1)
b.enqueue(2)
print(tf.queue.QueueBase.from_list(1, [a, b]).dequeue())
trial(lambda: tf.queue.QueueBase.from_list(1, [1, 2]))
trial(lambda: tf.queue.QueueBase.from_list(1, []))
q = tf.queue.FIFOQueue(3, tf.int32, shapes=[[]])
trial(lambda: q.enqueue(1.5))
trial(lambda: q.enqueue('a'))
q.enqueue(4)
trial(lambda: q.enqueue(tf.constant([1, 2])))
trial(lambda: q.dequeue())
q.close(cancel_pending_enqueues=True)
q = tf.queue.FIFOQueue(3, tf.int32, shapes=[[]])
for i in tf.range(3):
    q.enqueue(i)


@tf.function
def total(q):
    s = 0
    for _ in range(3):
        s += q.dequeue()
    return s


print(total(q))


@tf.function
def after(q):
    q.enqueue(5)
    return q.size()


for _ in range(2):
    print(after(q).numpy(), q.dequeue().numpy())

# A generator in a function moves on with each call.
g = tf.random.Generator.from_seed(1)


@tf.function
def draw():
    return g.uniform([2])


print(draw(), draw(), g.uniform([2]))
