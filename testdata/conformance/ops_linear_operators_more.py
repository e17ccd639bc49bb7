# Circulant operators and operators of blocks.
import tensorflow as tf, numpy as np
def rounded(v):
    if isinstance(v, tf.Tensor):
        return (v.shape, v.dtype.name, (np.round(v.numpy(), 4) + 0.0).tolist())
    if isinstance(v, (list, tuple)):
        return [rounded(e) for e in v]
    return v


def show(n,f):
    try: print(n, rounded(f()))
    except Exception as e: print(n, type(e).__name__, str(e).split('\n')[0][:250])
C=tf.linalg.LinearOperatorCirculant
o=C([6.,4.,2.,4.],input_output_dtype=tf.float32)
show('d',lambda: o.to_dense())
show('mv',lambda: o.matvec([1.,2.,3.,4.]))
show('mm',lambda: o.matmul(tf.eye(4)))
show('det',lambda: o.determinant())
show('ld',lambda: o.log_abs_determinant())
show('sv',lambda: o.solvevec([1.,2.,3.,4.]))
show('s',lambda: o.solve(tf.eye(4)))
show('tr',lambda: o.trace())
show('dp',lambda: o.diag_part())
show('sp',lambda: o.spectrum)
show('bd',lambda: (o.block_depth,o.block_shape))
show('ck',lambda: o.convolution_kernel())
show('at',lambda: (o.dtype,o.shape,o.name,o.is_self_adjoint,o.is_positive_definite,o.is_non_singular,o.is_square))
show('adj',lambda: o.adjoint().to_dense())
show('inv',lambda: o.inverse().to_dense())
show('e',lambda: o.eigvals())
show('cond',lambda: o.cond())
c=C(tf.constant([1+1j,2.-1j,3.,4j],tf.complex64))
show('c',lambda: c.to_dense())
show('cm',lambda: c.matvec(tf.constant([1,2,3,4],tf.complex64)))
show('c',lambda: (c.dtype,c.is_self_adjoint))
show('cd',lambda: c.determinant())
t=tf.linalg.LinearOperatorCirculant2D(tf.constant([[1.,2.],[2.,5.]]),input_output_dtype=tf.float32)
show('2d',lambda: t.to_dense())
show('2s',lambda: (t.shape,t.block_shape))
show('2mv',lambda: t.matvec([1.,2.,3.,4.]))
show('2det',lambda: t.determinant())
t=tf.linalg.LinearOperatorCirculant3D(tf.reshape(tf.range(1.,9.),(2,2,2)),input_output_dtype=tf.float32); show('3',lambda: (t.shape,t.matvec(tf.ones(8))))
show('cls',lambda: type(o))
show('b',lambda: C(tf.ones((2,3)),input_output_dtype=tf.float32).shape)
show('err',lambda: C(1.))
B=tf.linalg.LinearOperatorBlockLowerTriangular
F=tf.linalg.LinearOperatorFullMatrix
b=B([[F([[1.,2.],[3.,4.]])],[F([[5.,6.]]),F([[7.]])]])
show('B',lambda: b.to_dense())
show('B',lambda: (b.shape,b.name,b.is_square,b.is_non_singular,b.dtype))
show('Bm',lambda: b.matmul(tf.ones((3,1))))
show('Bs',lambda: b.solve(tf.constant([[1.],[2.],[3.]])))
show('Bd',lambda: b.determinant())
show('Bl',lambda: b.log_abs_determinant())
show('Bt',lambda: b.trace())
show('Bdp',lambda: b.diag_part())
show('Bmb',lambda: b.matmul([tf.ones((2,1)),tf.ones((1,1))]))
show('Bmv',lambda: b.matvec([1.,2.,3.]))
show('Bops',lambda: len(b.operators))
show('Binv',lambda: b.inverse().to_dense())
show('Badj',lambda: b.adjoint().to_dense())
show('err',lambda: B([[F([[1.,2.],[3.,4.]])],[F([[5.,6.]])]]))
show('err',lambda: B([]))
show('err',lambda: B([[F([[1.,2.],[3.,4.]])],[F([[5.]]),F([[7.]])]]))
show('Bslv',lambda: b.solvevec([1.,2.,3.]))
