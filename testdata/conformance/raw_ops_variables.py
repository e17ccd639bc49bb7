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

def var(*values):
    return tf.Variable(values)


class Steps:
    """Runs an op on variables and shows what becomes of them."""
    def __getattr__(self, name):
        def call(variables, **inputs):
            vs = {k: var(*v) for k, v in variables.items()}
            got = getattr(tf.raw_ops, name)(**{k: v.handle for k, v in vs.items()}, **inputs)
            print(name, got, [v.numpy().tolist() for v in vs.values()])
        return call


steps = Steps()
one = dict(resource=[1.0, 2.0, 3.0])
for name in 'AssignVariableOp AssignAddVariableOp AssignSubVariableOp'.split():
    getattr(steps, name)(one, value=[0.5, 0.25, -1.0])
steps.ReadVariableOp(one, dtype=tf.float32)
steps.VarIsInitializedOp(one)
steps.VariableShape(dict(input=[1.0, 2.0]))
steps.DisableCopyOnRead(one)
steps.ResourceGather(one, indices=[2, 0], dtype=tf.float32)
steps.ResourceGatherNd(dict(resource=[[1.0, 2.0], [3.0, 4.0]]), indices=[[1, 0]], dtype=tf.float32)
for kind in 'Add Div Max Min Mul Sub Update'.split():
    getattr(steps, 'ResourceScatter' + kind)(one, indices=[0, 2], updates=[4.0, 0.5])
steps.ResourceScatterAdd(dict(resource=[[1.0, 2.0], [3.0, 4.0]]), indices=[1], updates=10.0)
for kind in 'Add Max Min Sub Update'.split():
    getattr(steps, 'ResourceScatterNd' + kind)(dict(ref=[1.0, 2.0, 3.0]), indices=[[0], [2]], updates=[4.0, 0.5])
steps.ResourceStridedSliceAssign(dict(ref=[1.0, 2.0, 3.0]), begin=[0], end=[3], strides=[2], value=[7.0, 8.0])
v = tf.Variable([1.0, 2.0])
op.AssignVariableOp(resource=v, value=1.0)
op.AssignVariableOp(resource=1, value=1.0)
op.AssignVariableOp(resource=v.handle, value=[3, 4])
path = tf.train.Checkpoint(v=v).write('raw_ops_variables.tmp')
op.RestoreV2(prefix=path, tensor_names=['v/.ATTRIBUTES/VARIABLE_VALUE'], shape_and_slices=[''], dtypes=[tf.float32])
for file in tf.io.gfile.glob('raw_ops_variables.tmp*'):
    tf.io.gfile.remove(file)

w = [1.0, -2.0, 0.5]
g = [0.3, -0.1, 0.2]
s1, s2, s3 = [0.1, 0.2, 0.3], [0.5, 0.1, 0.4], [0.6, 0.3, 0.1]
adam = dict(beta1_power=0.9, lr=0.1, beta1=0.9, beta2=0.99, epsilon=1e-3, grad=g)
for nesterov in False, True:
    steps.ResourceApplyAdam(dict(var=w, m=s1, v=s2), beta2_power=0.99, use_nesterov=nesterov, **adam)
steps.ResourceApplyAdamWithAmsgrad(dict(var=w, m=s1, v=s2, vhat=s3), beta2_power=0.99, **adam)
steps.ResourceApplyAdaMax(dict(var=w, m=s1, v=s2), **adam)
steps.ResourceApplyGradientDescent(dict(var=w), alpha=0.1, delta=g)
steps.ResourceApplyProximalGradientDescent(dict(var=w), alpha=0.1, delta=g, l1=0.2, l2=0.1)
steps.ResourceApplyAddSign(dict(var=w, m=s1), lr=0.1, alpha=1.0, sign_decay=0.5, beta=0.9, grad=g)
steps.ResourceApplyPowerSign(dict(var=w, m=s1), lr=0.1, logbase=1.0, sign_decay=0.5, beta=0.9, grad=g)
for sparse in False, True:
    prefix = 'ResourceSparseApply' if sparse else 'ResourceApply'
    e = dict(grad=g[:2], indices=[2, 0]) if sparse else dict(grad=g)
    f = {'indices': [2, 0]} if sparse else {}
    getattr(steps, prefix + 'Adadelta')(dict(var=w, accum=s1, accum_update=s2), lr=0.1, rho=0.9, epsilon=1e-3, **e)
    getattr(steps, prefix + 'Adagrad')(dict(var=w, accum=s1), lr=0.1, **e)
    getattr(steps, prefix + 'Adagrad')(dict(var=w, accum=s1), lr=0.1, update_slots=False, **e)
    getattr(steps, prefix + 'AdagradV2')(dict(var=w, accum=s1), lr=0.1, epsilon=0.1, **e)
    getattr(steps, prefix + 'CenteredRMSProp')(dict(var=w, mg=s1, ms=s2, mom=s3), lr=0.1, rho=0.9, momentum=0.8, epsilon=1e-3, **e)
    getattr(steps, prefix + 'RMSProp')(dict(var=w, ms=s2, mom=s3), lr=0.1, rho=0.9, momentum=0.8, epsilon=1e-3, **e)
    getattr(steps, prefix + 'ProximalAdagrad')(dict(var=w, accum=s1), lr=0.1, l1=0.2, l2=0.1, **e)
    for nesterov in False, True:
        getattr(steps, prefix + 'Momentum')(dict(var=w, accum=s1), lr=0.1, momentum=0.9, use_nesterov=nesterov, **e)
        getattr(steps, prefix + 'KerasMomentum')(dict(var=w, accum=s1), lr=0.1, momentum=0.9, use_nesterov=nesterov, **e)
    for power in -0.5, -0.7:
        for by_lr in False, True:
            ftrl = dict(lr=0.1, l1=0.2, l2=0.1, lr_power=power, multiply_linear_by_lr=by_lr, **e)
            getattr(steps, prefix + 'Ftrl')(dict(var=w, accum=s1, linear=s2), **ftrl)
            getattr(steps, prefix + 'FtrlV2')(dict(var=w, accum=s1, linear=s2), l2_shrinkage=0.3, **ftrl)
steps.ResourceSparseApplyProximalGradientDescent(dict(var=w), alpha=0.1, grad=g[:2], indices=[2, 0], l1=0.2, l2=0.1)


@tf.function
def step(x):
    tf.raw_ops.ResourceApplyGradientDescent(var=v.handle, alpha=0.1, delta=x)
    tf.raw_ops.AssignAddVariableOp(resource=v.handle, value=x)
    return tf.raw_ops.ReadVariableOp(resource=v.handle, dtype=tf.float32)


print(step(tf.constant([1.0, 2.0])), v.numpy())
