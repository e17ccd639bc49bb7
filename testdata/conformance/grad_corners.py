# Tapes, second derivatives, jacobians and custom gradients in their corners.
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers


def t(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, str(e))


v=tf.Variable([1.0,2.0,3.0]); w=tf.Variable([[1.0,2.0],[3.0,4.0]]); iv=tf.Variable([1,2]); c=tf.constant([1.0,-2.0,0.5])
def G(f,*xs,**k):
    with tf.GradientTape() as t:
        for x in xs:
            if not isinstance(x,tf.Variable): t.watch(x)
        y=f(*xs)
    return t.gradient(y,list(xs) if len(xs)>1 else xs[0],**k)
def H(f,x):
    with tf.GradientTape() as t2:
        t2.watch(x)
        with tf.GradientTape() as t1:
            t1.watch(x)
            y=f(x)
        g=t1.gradient(y,x)
    return g, t2.gradient(g,x)
def J(f,x,**k):
    with tf.GradientTape(persistent=True) as t:
        t.watch(x)
        y=f(x)
    return t.jacobian(y,x,**k)
def BJ(f,x,**k):
    with tf.GradientTape(persistent=True) as t:
        t.watch(x)
        y=f(x)
    return t.batch_jacobian(y,x,**k)
t(lambda: G(lambda x: x[1],v))
t(lambda: G(lambda x: x[::2],v))
t(lambda: G(lambda x: tf.reduce_sum(tf.gather(x,[0,0],axis=1)),w))
t(lambda: G(lambda x,y: x*y, v, c))
t(lambda: G(lambda x,y: y, v, c))
t(lambda: G(lambda x: tf.constant(1.0),v))
t(lambda: G(lambda x: tf.constant(1.0),v,unconnected_gradients="zero"))
t(lambda: G(lambda x: tf.constant(1.0),v,unconnected_gradients=tf.UnconnectedGradients.ZERO))
t(lambda: G(lambda x: tf.cast(x,tf.float32), iv))
t(lambda: G(lambda x: x*2, v, output_gradients=tf.constant([1.0,2.0,3.0])))
t(lambda: G(lambda x: tf.stop_gradient(x)*x, v))
t(lambda: G(lambda x: x, v, unconnected_gradients="bogus"))
t(lambda: G(lambda x: [x*2,x**2],v))
t(lambda: G(lambda x: {"a":x*2},v))
t(lambda: G(lambda x: x**2, 3.0))
t(lambda: G(lambda x: tf.argmax(x), v))
t(lambda: G(lambda x: tf.round(x)*x, v))
t(lambda: G(lambda x: tf.sign(x), v))
t(lambda: G(lambda x: tf.floor(x), v))
t(lambda: G(lambda x: tf.cast(x,tf.int32), v))
t(lambda: G(lambda x: tf.cast(x,tf.float64), v))
t(lambda: G(lambda x: tf.cast(tf.cast(x,tf.float16),tf.float32), v))
t(lambda: G(lambda x: tf.one_hot([1],3)*x, v))
t(lambda: G(lambda x: tf.sort(x)*[1.,2.,3.], v))
t(lambda: G(lambda x: tf.abs(x), tf.constant([0.0,-1.0])))
t(lambda: G(lambda x: tf.sqrt(x), tf.constant([0.0])))
t(lambda: G(lambda x: tf.maximum(x,2.0), v))
t(lambda: G(lambda x: tf.maximum(x,x), v))
t(lambda: G(lambda x: tf.nn.relu(x), tf.constant([0.0,1.0])))
t(lambda: G(lambda x: tf.reduce_max(x), tf.constant([1.0,1.0])))
t(lambda: G(lambda x: tf.reduce_prod(x), tf.constant([0.0,2.0,3.0])))
t(lambda: G(lambda x: tf.norm(x), tf.constant([0.0,0.0])))
t(lambda: G(lambda x: tf.clip_by_value(x,1.5,2.5), v))
t(lambda: G(lambda x: tf.where(x>2,x,0.0), v))
t(lambda: G(lambda x: tf.math.log(x), tf.constant([0.0])))
t(lambda: G(lambda x: x**0.5, tf.constant([0.0,4.0])))
t(lambda: G(lambda x: x**x, v))
t(lambda: G(lambda x: tf.pow(x,2), v))
t(lambda: G(lambda x: 2.0**x, v))
t(lambda: G(lambda x: tf.math.floormod(x,2.0), v))
t(lambda: G(lambda x: x//2.0, v))
t(lambda: G(lambda x: x%2.0, v))
t(lambda: H(lambda x: x**3, v))
t(lambda: H(tf.sin, c))
t(lambda: H(tf.nn.softmax, c))
t(lambda: H(tf.math.log, v))
t(lambda: H(lambda x: tf.reduce_sum(x)**2, v))
t(lambda: H(lambda x: tf.linalg.det(x), w))
t(lambda: H(tf.nn.gelu, c))
t(lambda: H(tf.nn.softplus, c))
t(lambda: H(tf.nn.silu, c))
t(lambda: H(tf.nn.elu, c))
t(lambda: H(tf.nn.selu, c))
t(lambda: H(tf.math.erf, c))
t(lambda: H(lambda x: tf.matmul(x,x), w))
t(lambda: H(tf.linalg.inv, w))
t(lambda: H(lambda x: x*2, v))
t(lambda: H(lambda x: tf.nn.relu(x)**2, c))
t(lambda: H(tf.math.lgamma, v))
t(lambda: H(tf.math.digamma, v))
t(lambda: H(tf.tan, c))
t(lambda: H(tf.atan, c))
t(lambda: H(lambda x: tf.linalg.norm(x), v))
t(lambda: H(tf.sigmoid, c))
t(lambda: H(tf.tanh, c))
t(lambda: H(lambda x: tf.reduce_logsumexp(x), v))
t(lambda: H(lambda x: tf.math.reduce_std(x), v))
t(lambda: H(lambda x: tf.math.reduce_variance(x), v))
t(lambda: H(lambda x: tf.math.cumprod(x), v))
t(lambda: H(lambda x: tf.nn.l2_normalize(x), v))
t(lambda: H(lambda x: 1.0/x, v))
t(lambda: H(lambda x: tf.math.xlogy(x,x), v))
t(lambda: H(tf.math.log_sigmoid, c))
t(lambda: H(tf.math.log1p, v))
t(lambda: H(tf.math.expm1, v))
t(lambda: H(tf.math.rsqrt, v))
t(lambda: H(lambda x: tf.gather(x,[0,0])**2, v))
t(lambda: H(lambda x: tf.nn.log_softmax(x), c))
t(lambda: H(lambda x: tf.math.top_k(x,2)[0]**2, v))
t(lambda: H(lambda x: tf.einsum("i,i->",x,x), v))
t(lambda: H(lambda x: tf.nn.leaky_relu(x)**2, c))
t(lambda: H(tf.nn.swish, c))
t(lambda: H(tf.math.asinh, c))
t(lambda: H(tf.math.atanh, c*0.3))
t(lambda: H(tf.math.bessel_i0, c))
t(lambda: H(tf.math.erfinv, c*0.3))
t(lambda: J(lambda x: x**2, v))
t(lambda: J(lambda x: tf.reduce_sum(x), v))
t(lambda: J(lambda x: x[:,None]*x, v))
t(lambda: J(tf.nn.softmax, w).shape)
t(lambda: J(lambda x: tf.constant(1.0)*3, v))
t(lambda: J(lambda x: tf.constant([1.0,2.0]), v, unconnected_gradients="zero"))
t(lambda: J(lambda x: x**2, v, experimental_use_pfor=False))
t(lambda: J(lambda x: tf.matmul(x,x), w))
t(lambda: J(lambda x: tf.cumsum(x), v))
t(lambda: J(lambda x: tf.linalg.inv(x), w))
t(lambda: BJ(lambda x: x**2, w))
t(lambda: BJ(lambda x: x[:,:,None]*x[:,None,:], w).shape)
t(lambda: BJ(lambda x: tf.reduce_sum(x), w))
t(lambda: BJ(lambda x: x**2, w, experimental_use_pfor=False))
t(lambda: BJ(lambda x: x[:1], w))
def two():
    with tf.GradientTape() as t:
        y=v*v
    t.gradient(y,v)
    return t.gradient(y,v)
t(lambda: two())
def inside():
    with tf.GradientTape() as t:
        y=v*v
        return t.gradient(y,v)
t(lambda: inside())
def persist():
    with tf.GradientTape(persistent=True) as t:
        y=v*v; z=y*y
    return t.gradient(z,[v,y]), t.gradient(y,v), t.gradient([y,z],v)
t(lambda: persist())
def nowatch():
    with tf.GradientTape(watch_accessed_variables=False) as t:
        y=v*v
    a=t.gradient(y,v)
    with tf.GradientTape(watch_accessed_variables=False) as t:
        t.watch(v); y=v*c
    return a, t.gradient(y,v), [x.name for x in t.watched_variables()]
t(lambda: nowatch())
def stopr():
    with tf.GradientTape() as t:
        y=v*v
        with t.stop_recording():
            z=y*v
        u=y+z
    return t.gradient(u,v)
t(lambda: stopr())
def reset():
    with tf.GradientTape() as t:
        y=v*v
        t.reset()
        y2=v*3
    return t.gradient(y2,v), t.gradient
t(lambda: reset()[0])
def twice():
    t=tf.GradientTape()
    with t:
        y=v*v
    with t:
        y=y+v
    return t.gradient(y,v)
t(lambda: twice())
def nested_struct():
    with tf.GradientTape() as t:
        y=v*v+tf.reduce_sum(w)
    return t.gradient(y,{"a":v,"b":[w,(v,)]})
t(lambda: nested_struct())
def watchint():
    with tf.GradientTape() as t:
        x=tf.constant(3); t.watch(x); y=x*x
    return t.gradient(y,x)
t(lambda: watchint())
def watchbad():
    with tf.GradientTape() as t:
        t.watch([1.0])
t(lambda: watchbad())
def notape():
    t=tf.GradientTape()
    return t.gradient(v,v)
def assigns():
    a=tf.Variable(2.0)
    with tf.GradientTape() as t:
        y=a*a; a.assign_add(1.0); z=a*a
    return t.gradient(z+y,a)
t(lambda: assigns())
def nonscalar():
    with tf.GradientTape() as t:
        y=[v*2, w*3]
    return t.gradient(y,[v,w])
t(lambda: nonscalar())
@tf.custom_gradient
def cg(x):
    y=tf.square(x)
    def grad(dy): return dy*10.0
    return y, grad
@tf.custom_gradient
def cg2(x,y):
    def grad(dz, dw): return dz*y+dw, dz*x
    return (x*y, x+1.0), grad
@tf.custom_gradient
def cg3(x):
    def grad(dy): return None
    return x*1.0, grad
@tf.custom_gradient
def cg4(x):
    def grad(dy, variables=None): return dy*2.0, [dy*0.0+7.0 for _ in variables]
    return x*v, grad
@tf.custom_gradient
def cg5(x):
    def grad(dy): return dy, dy
    return x*1.0, grad
@tf.custom_gradient
def cg6(x):
    return x*1.0
@tf.custom_gradient
def log1pexp(x):
    e=tf.exp(x)
    def grad(up): return up*(1-1/(1+e))
    return tf.math.log(1+e), grad
t(lambda: G(cg,v))
t(lambda: H(cg,v))
t(lambda: G(lambda a,b: cg2(a,b)[0]+cg2(a,b)[1], v, c))
t(lambda: G(cg3,v))
t(lambda: G(cg4,c))
t(lambda: G(lambda a: cg4(a), v))
t(lambda: G(cg5,v))
t(lambda: G(log1pexp, tf.constant(100.0)))
t(lambda: H(log1pexp, tf.constant(1.0)))
t(lambda: cg(v))
t(lambda: cg2(v,c))
t(lambda: J(cg,v))
t(lambda: tf.grad_pass_through(tf.round)(v))
t(lambda: G(lambda x: tf.grad_pass_through(tf.round)(x*1.3), v))
t(lambda: G(tf.recompute_grad(lambda x: x*x), v))
t(lambda: tf.stop_gradient(v))
t(lambda: G(lambda x: tf.identity(x), v))
t(lambda: tf.convert_to_tensor(tf.IndexedSlices(tf.constant([[1.0,2.0]]), tf.constant([1]), dense_shape=tf.constant([3,2]))))
t(lambda: tf.convert_to_tensor(tf.IndexedSlices(tf.constant([[1.0,2.0]]), tf.constant([1]))))
g=G(lambda x: tf.gather(x,[0,2,0]),v)
t(lambda: type(g).__name__)
t(lambda: g.values)
t(lambda: g.indices)
t(lambda: g.dense_shape)
t(lambda: g.shape)
t(lambda: g.dtype)
t(lambda: g+1)
t(lambda: g*2.0)
t(lambda: tf.reduce_sum(g))
t(lambda: g.numpy())
t(lambda: str(g))
t(lambda: g.values.numpy())
t(lambda: tf.math.add_n([g,g]))
t(lambda: tf.clip_by_global_norm([g],1.0)[1])
t(lambda: tf.scatter_nd(g.indices[:,None],g.values,[3]))
