#!/usr/bin/env python3
"""Writes tensor/sobol.tsv: the direction numbers of Sobol sequences.

usage: scripts/dev/sobol-directions.py > tensor/sobol.tsv

The numbers are those of Joe and Kuo ("Constructing Sobol sequences with better
two-dimensional projections", 2008), read off TensorFlow's sequences. One line
for each axis after the first: the degree of its primitive polynomial, its inner
coefficients as a number, and the first direction numbers, as many as the degree.
All polynomials up to degree 13 make 1111 axes. Needs a Python with
tensorflow-cpu==2.15.0.
"""
import os

os.environ['TF_CPP_MIN_LOG_LEVEL'] = '3'
import numpy as np
import tensorflow as tf

AXES, BITS = 1111, 24


def directions():
    """The numbers m[k] of every axis, odd and below 2**(k+1)."""
    point, out = np.zeros(AXES, np.int64), []
    for k in range(BITS):
        x = tf.math.sobol_sample(AXES, 1, skip=2**k - 1, dtype=tf.float64)[0].numpy()
        x = (x * 2**BITS).astype(np.int64)
        point = x ^ point  # of the Gray codes only bit k is left
        out.append(point >> (BITS - 1 - k))
    return np.stack(out)


def fits(m, degree, inner):
    for k in range(degree, BITS):
        v = m[k - degree] ^ (m[k - degree] << degree)
        for i in range(1, degree):
            if inner >> (degree - 1 - i) & 1:
                v ^= m[k - i] << i
        if v != m[k]:
            return False
    return True


def main():
    m = directions()
    assert (m[:, 0] == 1).all()
    degree, inner = 1, 0
    for axis in range(1, AXES):
        own = [int(v) for v in m[:, axis]]
        while not fits(own, degree, inner):
            inner += 1
            if inner >= 2**(degree - 1):
                degree, inner = degree + 1, 0
        print(degree, inner, *own[:degree], sep='\t')


main()
