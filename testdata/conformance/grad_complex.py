# Fourier transforms of NumPy, eigenvalues, and gradients through complex numbers.
import numpy as np, tensorflow as tf
def t(name,fn):
    try: print(name,'->',repr(fn()))
    except Exception as e: print(name,'!!',type(e).__name__,str(e).replace('\n','\\n')[:500])
x=np.arange(5.)+1; m=np.arange(12.).reshape(3,4)
F=np.fft
for n in ('fft','ifft','rfft','irfft','hfft','ihfft'):
    for norm in (None,'ortho','forward'):
        t(n+str(norm),lambda:np.round(getattr(F,n)(x,norm=norm),6)+0)
    t(n+'n',lambda:np.round(getattr(F,n)(x,3),6)+0); t(n+'n8',lambda:np.round(getattr(F,n)(x,n=8),6)+0); t(n+'ax',lambda:np.round(getattr(F,n)(m,axis=0),6)+0); t(n+'0',lambda:getattr(F,n)(x,0)); t(n+'bad',lambda:getattr(F,n)(x,norm='x'))
for n in ('fft2','ifft2','rfft2','irfft2','fftn','ifftn','rfftn','irfftn'):
    t(n,lambda:np.round(getattr(F,n)(m),6)+0); t(n+' s',lambda:np.round(getattr(F,n)(m,s=(2,5)),6)+0); t(n+' ax',lambda:np.round(getattr(F,n)(m,axes=(1,0)),6)+0); t(n+' o',lambda:np.round(getattr(F,n)(m,norm='ortho'),6)+0)
for k in (1,4,5): t('freq',lambda:(F.fftfreq(k),F.fftfreq(k,.1),F.rfftfreq(k),F.rfftfreq(k,d=2)))
t('shift',lambda:(F.fftshift(x),F.ifftshift(x),F.fftshift(m,axes=0),F.fftshift(m)))
t('dtype',lambda:(F.fft(x.astype(np.float32)).dtype,F.rfft(x.astype(np.float32)).dtype,F.irfft(x.astype(np.complex64)).dtype))
t('roots',lambda:(np.roots([1,0,1]),np.roots([1,-3,2]),np.poly([1j,-1j]),np.polyval([1,1j],2),np.roots([1,2,3,4]),np.roots([0,0,2,4,0,0]),np.roots([3]),np.poly([1,2])))
t('eig',lambda:np.linalg.eig([[0,-1],[1,0]])); t('eig2',lambda:np.linalg.eig(np.array([[1.,2],[3,4]]))); t('eigvals',lambda:(np.linalg.eigvals([[2,0],[0,3]]),np.linalg.eigvals([[0,1],[-2,-3]]),np.sort(np.linalg.eigvals([[1j,2],[3,4]]))))
t('eig32',lambda:np.linalg.eigvals(np.array([[0,-1],[1,0]],np.float32))); t('eigbatch',lambda:np.linalg.eigvals(np.array([[[0,-1],[1,0]],[[2,0],[0,3]]])))
a=np.array([[1j,2],[3,4]])
t('inv',lambda:(np.linalg.inv(a),np.round(np.linalg.det(a),6),np.linalg.solve(a,[1,2]),np.linalg.norm(a),np.linalg.norm(a[0]),np.linalg.norm(a,1),np.linalg.matrix_rank(a),np.round(np.linalg.pinv(a),6)+0,np.round(np.linalg.slogdet(a)[0],6),np.linalg.matrix_power(a,2),np.linalg.svd(a)[1],np.linalg.eigvalsh([[1,1j],[-1j,2]]),np.linalg.qr(a)[1],np.linalg.cholesky([[2,1j],[-1j,2]])+0))
t('sing',lambda:np.linalg.inv(np.array([[1j,1j],[1,1]])))
l=tf.constant([[1.,2.],[0.5,3.]],tf.complex128)
t('logm',lambda:tf.math.real(tf.linalg.logm(l))); t('logm e',lambda:np.round(tf.linalg.expm(tf.linalg.logm(l)).numpy(),6)+0); t('logm neg',lambda:np.round(tf.linalg.logm(tf.constant([[-1+0j,0],[0,2]])).numpy(),6)+0); t('logm d',lambda:np.round(tf.linalg.logm(tf.constant([[2+0j,1],[0,2]])).numpy(),5)+0)
z=tf.Variable([1+2j,3-1j])
def g(f,x):
    with tf.GradientTape() as tape:
        tape.watch(x); y=f(x)
    return tape.gradient(y,x)
for n,f in dict(abs=lambda z:tf.abs(z),real=tf.math.real,imag=tf.math.imag,conj=tf.math.conj,angle=tf.math.angle,sq=lambda z:z*z,exp=tf.exp,log=tf.math.log,sqrt=tf.sqrt,sin=tf.sin,div=lambda z:1/z,pow3=lambda z:z**3,sum=lambda z:tf.reduce_sum(z),prod=lambda z:tf.reduce_prod(z),abs2=lambda z:tf.abs(z)**2,tanh=tf.tanh,cast=lambda z:tf.cast(z,tf.float64),mm=lambda z:tf.matmul(z[None],z[:,None]),mma=lambda z:tf.matmul(z[:,None],z[:,None],adjoint_a=True),fft=lambda z:tf.abs(tf.signal.fft(z))**2,ifft=lambda z:tf.math.real(tf.signal.ifft(z)),irfft=lambda z:tf.signal.irfft(z)**2,var=lambda z:tf.math.reduce_variance(z),norm=lambda z:tf.norm(z),mean=lambda z:tf.reduce_mean(z),cum=lambda z:tf.cumsum(z),cast64=lambda z:tf.cast(z,tf.complex64)).items(): t('g '+n,lambda:(tf.reduce_sum(tf.abs(f(z))).numpy(),np.round(g(f,z).numpy(),6)+0))
r=tf.constant([1.,2.,3.,4.,5.],tf.float64)
t('g rfft',lambda:g(lambda x:tf.abs(tf.signal.rfft(x))**2,r)); t('g rfft8',lambda:g(lambda x:tf.abs(tf.signal.rfft(x,[8]))**2,r)); t('g rfft plain',lambda:np.round(g(lambda x:tf.math.imag(tf.signal.rfft(x)),r).numpy(),6)+0); t('g complex',lambda:g(lambda x:tf.abs(tf.complex(x,2*x)),r)); t('g dct',lambda:np.round(g(lambda x:tf.signal.dct(x)**2,r).numpy(),5)+0); t('g stft',lambda:np.round(g(lambda x:tf.abs(tf.signal.stft(x,4,2))**2,r).numpy(),5)+0); t('g frame',lambda:g(lambda x:tf.signal.frame(x,3,1)**2,r))
mm=tf.constant([[2+1j,1],[0.25j,3]])
t('g inv',lambda:np.round(g(lambda a:tf.abs(tf.linalg.inv(a)),mm).numpy(),5)+0); t('g solve',lambda:np.round(g(lambda a:tf.abs(tf.linalg.solve(a,mm+1)),mm).numpy(),5)+0); t('g eig',lambda:np.round(g(lambda a:tf.math.real(tf.linalg.eigvals(a))**2,mm).numpy(),5)+0)
