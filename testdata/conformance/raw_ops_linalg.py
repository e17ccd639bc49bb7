# TensorFlow's ops under their own names.
import tensorflow as tf


class Ops:
    def __getattr__(self, name):
        def call(**inputs):
            try:
                print(name, getattr(tf.raw_ops, name)(**inputs))
            except Exception as e:
                print(name, type(e).__name__, e)
        return call


op = Ops()

a = tf.constant([[4.0, 1.0], [1.0, 3.0]])
r = tf.constant([[1.0], [2.0]])
n = tf.constant([[4.0, 1.0], [2.0, 3.0]])
op.BandedTriangularSolve(matrix=[[2.0, 3.0], [0.0, 1.0]], rhs=r)
op.BatchMatMul(x=[a], y=[n])
op.BatchMatMulV2(x=a, y=[n], adj_y=True)
op.BatchMatMulV3(x=[[[1, 2]]], y=[[[3], [4]]], Tout=tf.int32)
op.Cholesky(input=a)
op.CholeskyGrad(l=tf.linalg.cholesky(a), grad=n)
op.Cross(a=[1.0, 2.0, 3.0], b=[0.0, 1.0, 0.0])
print(abs(tf.raw_ops.Eig(input=n, Tout=tf.complex64, compute_v=False).e), abs(tf.raw_ops.Eig(input=n, Tout=tf.complex64).v))
op.Einsum(inputs=[a, n], equation='ij,jk->ik')
op.LogMatrixDeterminant(input=n)
op.Lu(input=n)
op.Lu(input=n, output_idx_type=tf.int64)
op.MatMul(a=a, b=n, transpose_a=True)
op.MatrixBandPart(input=n, num_lower=0, num_upper=-1)
op.MatrixDeterminant(input=n)
op.MatrixDiag(diagonal=[1, 2])
op.MatrixDiagPart(input=n)
op.MatrixDiagPartV2(input=n, k=1, padding_value=0.0)
op.MatrixDiagPartV3(input=n, k=[-1, 1], padding_value=9.0)
op.MatrixDiagV2(diagonal=[1, 2], k=1, num_rows=-1, num_cols=-1, padding_value=0)
op.MatrixDiagV3(diagonal=[[1, 2, 3], [4, 5, 6]], k=[-1, 0], num_rows=3, num_cols=3, padding_value=7, align='LEFT_RIGHT')
op.MatrixInverse(input=n)
print(tf.math.real(tf.raw_ops.MatrixLogarithm(input=tf.cast(a, tf.complex64))))
op.MatrixSetDiag(input=n, diagonal=[9.0, 8.0])
op.MatrixSetDiagV2(input=n, diagonal=[9.0], k=1)
op.MatrixSetDiagV3(input=n, diagonal=[[7.0, 0.0], [9.0, 8.0]], k=[0, 1])
op.MatrixSolve(matrix=n, rhs=r)
op.MatrixSolveLs(matrix=[[1.0, 0.0], [1.0, 1.0], [1.0, 2.0]], rhs=[[1.0], [2.0], [2.0]], l2_regularizer=tf.constant(0.5, tf.float64))
op.MatrixSquareRoot(input=a)
op.MatrixTriangularSolve(matrix=n, rhs=r, lower=False)
print([tf.abs(m) for m in tf.raw_ops.Qr(input=n)])
print(tf.raw_ops.SelfAdjointEigV2(input=a, compute_v=False).e, [tf.abs(v) for v in tf.raw_ops.SelfAdjointEigV2(input=a)])
op.SparseMatMul(a=a, b=n, transpose_b=True)
print(tf.raw_ops.Svd(input=n, compute_uv=False).s, [tf.abs(v) for v in tf.raw_ops.Svd(input=n)])
op.TridiagonalMatMul(superdiag=[[1.0, 2.0, 0.0]], maindiag=[[3.0, 4.0, 5.0]], subdiag=[[0.0, 6.0, 7.0]], rhs=[[1.0], [2.0], [3.0]])
op.TridiagonalSolve(diagonals=[[1.0, 2.0, 0.0], [3.0, 4.0, 5.0], [0.0, 6.0, 7.0]], rhs=[[1.0], [2.0], [3.0]])
z = tf.reshape(tf.cast(tf.range(8.0), tf.complex64), [2, 2, 2])
for name in 'FFT FFT2D FFT3D IFFT IFFT2D IFFT3D'.split():
    getattr(op, name)(input=z)
x = tf.reshape(tf.range(8.0), [2, 2, 2])
op.RFFT(input=x, fft_length=[2])
op.RFFT2D(input=x, fft_length=[2, 2])
op.RFFT3D(input=x, fft_length=[2, 2, 2])
op.IRFFT(input=z, fft_length=[2])
op.IRFFT2D(input=z, fft_length=[2, 2])
op.IRFFT3D(input=z, fft_length=[2, 2, 2])
op.AudioSpectrogram(input=tf.reshape(tf.sin(tf.range(12.0)), [12, 1]), window_size=5, stride=3)
