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

f = tf.constant([-0.5, 0.25, 0.75])
p = tf.constant([0.5, 1.5, 3.0])
i = tf.constant([-7, 3, 12])
j = tf.constant([2, -5, 5])
b = tf.constant([True, False, True])
c = tf.constant([1 + 2j, -0.5j], tf.complex64)
for name in '''Abs Acos Asin Asinh Atan Ceil Conj Cos Cosh Digamma Erf Erfc Erfinv Exp Expm1 Floor IsFinite IsInf
        IsNan Lgamma Neg OnesLike Reciprocal Inv Rint Round Sigmoid Sign Sin Sinh Square Tan Tanh ZerosLike Atanh Log1p
        BesselI0e BesselI1e Dawsn FresnelCos FresnelSin DeepCopy'''.split():
    getattr(op, name)(**{'input' if name == 'Conj' else 'x': f})
for name in 'Acosh BesselI0 BesselI1 BesselJ0 BesselJ1 BesselK0 BesselK0e BesselK1 BesselK1e BesselY0 BesselY1 Expint Log Rsqrt Spence Sqrt'.split():
    getattr(op, name)(x=p)
op.Ndtri(x=[0.1, 0.5])
for name in 'Elu Relu Relu6 Selu Softplus Softsign'.split():
    getattr(op, name)(features=f)
op.LeakyRelu(features=f)
op.LeakyRelu(features=f, alpha=0.5)
for name in 'Angle Imag Real'.split():
    getattr(op, name)(input=c)
op.Angle(input=tf.cast(c, tf.complex128), Tout=tf.float64)
op.ComplexAbs(x=c)
op.Conj(input=c)
op.Complex(real=[1.0], imag=[2.0])
for name in 'Copy CopyHost GuaranteeConst Identity Snapshot StopGradient PreventGradient'.split():
    getattr(op, name)(input=f)
op.IdentityN(input=[1, 2.5, 'a'])
op.PlaceholderWithDefault(input=[1, 2], shape=[None])
op.Cast(x=[1.7, -1.7], DstT=tf.int32)
op.CheckNumerics(tensor=f, message='m')
op.CheckNumericsV2(tensor=[1.0, float('nan')], message='m')
op.Invert(x=i)
op.L2Loss(t=f)
op.LogicalNot(x=b)
op.PopulationCount(x=i)
op.PopulationCount(x=tf.constant([255, 7], tf.uint8))
op.ToBool(input=3)
op.ToBool(input=[0.0])
op.ToBool(input='')
for name in 'Add AddV2 BitwiseAnd BitwiseOr BitwiseXor Div Equal FloorDiv FloorMod Greater GreaterEqual Less LessEqual Maximum Minimum Mod Mul NotEqual SquaredDifference Sub TruncateDiv TruncateMod RightShift'.split():
    getattr(op, name)(x=i, y=tf.abs(j) if name == 'RightShift' else j)
for name in 'Add Div DivNoNan Mod MulNoNan Pow RealDiv SquaredDifference Xdivy Xlog1py Xlogy'.split():
    getattr(op, name)(x=p, y=[2.0, 0.5, 0.0])
op.LeftShift(x=i, y=[1, 2, 3])
op.LogicalAnd(x=b, y=[True, True, False])
op.LogicalOr(x=b, y=[True, True, False])
op.AddN(inputs=[f, p, f])
op.ApproximateEqual(x=[1.0, 1.001], y=[1.0001, 1.0], tolerance=0.0005)
op.Atan2(y=f, x=p)
op.Betainc(a=p, b=p, x=[0.1, 0.5, 0.9])
op.ClipByValue(t=f, clip_value_min=-0.1, clip_value_max=0.5)
op.Igamma(a=p, x=[1.0, 2.0, 0.5])
op.Igammac(a=p, x=[1.0, 2.0, 0.5])
op.IgammaGradA(a=p, x=[1.0, 2.0, 0.5])
op.RandomGammaGrad(alpha=p, sample=[1.0, 2.0, 0.5])
op.NextAfter(x1=[1.0], x2=[2.0])
op.Polygamma(a=[1.0, 2.0, 0.0], x=p)
op.Zeta(x=[2.0, 3.0, 1.5], q=p)
op.Equal(x=[1, 2], y=[1, 2, 3], incompatible_shape_error=False)
op.NotEqual(x=[1, 2], y=[1, 2, 3], incompatible_shape_error=False)
g = tf.constant([1.0, -2.0, 0.5])
op.EluGrad(gradients=g, outputs=f)
op.SeluGrad(gradients=g, outputs=f)
for name in 'LeakyReluGrad Relu6Grad ReluGrad SoftplusGrad SoftsignGrad'.split():
    getattr(op, name)(gradients=g, features=[-1.0, 3.0, 7.0])
for name in 'InvGrad ReciprocalGrad RsqrtGrad SigmoidGrad SqrtGrad TanhGrad'.split():
    getattr(op, name)(y=p, dy=g)
op.TanhGrad(y=c, dy=c)
