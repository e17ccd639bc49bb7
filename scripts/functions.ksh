#!/usr/bin/env kerash
# Lesson 17: tf.function, a function that is recorded
#
# With @tf.function a function is called once to record what it computes. From
# then on the recording runs, and that is faster.


@tf.function
def area(width, height):
    print("recording for", width, "and", height)
    return width * height


# The print of Python is seen while it is recorded, and only then.
area(tf.constant(2), tf.constant(3))
area(tf.constant(4), tf.constant(5))

# Another dtype or another shape is another recording. So is each other number
# of Python: give tensors.
area(tf.constant(2.0), tf.constant(3.0))
area(6, 7)
area(6, 8)
area.experimental_get_tracing_count()


# With a signature there is one recording for all lengths.
@tf.function(input_signature=[tf.TensorSpec([None], tf.float32)])
def length(v):
    print("recording for", v)
    return tf.sqrt(tf.reduce_sum(v**2))


length(tf.constant([3.0, 4.0]))
length(tf.constant([1.0, 2.0, 2.0, 4.0]))


# Without one, reduce_retracing leaves open what differed the second time.
@tf.function(reduce_retracing=True)
def total(v):
    print("recording for", v)
    return tf.reduce_sum(v)


[float(total(tf.ones([n]))) for n in (2, 3, 4, 5)]


# Loops and conditions may ask tensors. Results of the turns go into a
# TensorArray.
@tf.function
def collatz(n):
    steps = tf.TensorArray(tf.int32, size=0, dynamic_size=True)
    i = 0
    while n != 1:
        steps = steps.write(i, n)
        if n % 2 == 0:
            n = n // 2
        else:
            n = 3 * n + 1
        i += 1
    return steps.stack()


collatz(tf.constant(6))
collatz(tf.constant(7))

# One recording by itself, and what it takes and gives:
one = area.get_concrete_function(tf.TensorSpec([], tf.int32), tf.TensorSpec([], tf.int32))
print(one)
one(tf.constant(8), tf.constant(9))
