# Fourier and cosine transforms, windows, frames and mel scales of tf.signal.
import tensorflow as tf, numpy as np, inspect
def t(name,fn):
    try:
        r = fn()
        if isinstance(r, tf.Tensor):
            v = r.numpy()
            v = np.round(np.asarray(v, np.complex128 if r.dtype.is_complex else np.float64), 4) + 0
            print(name, '->', r.shape, r.dtype.name, *[f'{x:.4f}' for x in ((v.real, v.imag) if r.dtype.is_complex else (v,)) for x in np.ravel(x)])
        else:
            print(name, '->', repr(r))
    except Exception as e: print(name,'!!',type(e).__name__,str(e).replace('\n','\\n')[:500])
x=tf.constant([1.,2.,3.,4.,5.])
c=tf.cast(x,tf.complex64); d=tf.cast(c,tf.complex128); m=tf.reshape(tf.range(12.),[3,4])
t('fft',lambda:tf.signal.fft(c)); t('fft d',lambda:tf.signal.fft(d)); t('fft f',lambda:tf.signal.fft(x)); t('ifft',lambda:tf.signal.ifft(c)); t('fft i',lambda:tf.signal.fft(tf.constant([1,2])));
t('fft0',lambda:tf.signal.fft(tf.constant(1+1j))); t('fft2d1',lambda:tf.signal.fft2d(c)); t('fftempty',lambda:tf.signal.fft(tf.zeros([0],tf.complex64)))
t('rfft',lambda:tf.signal.rfft(x)); t('rfft n3',lambda:tf.signal.rfft(x,[3])); t('rfft n8',lambda:tf.signal.rfft(x,[8])); t('rfft64',lambda:tf.signal.rfft(tf.cast(x,tf.float64))); t('rfft c',lambda:tf.signal.rfft(c)); t('rfft i',lambda:tf.signal.rfft(tf.constant([1,2])))
t('irfft',lambda:tf.signal.irfft(c)); t('irfft 7',lambda:tf.signal.irfft(c,[7])); t('irfft 4',lambda:tf.signal.irfft(c,[4])); t('irfft f',lambda:tf.signal.irfft(x)); t('irfft20',lambda:tf.signal.irfft(c,[20])); t('rfft neg',lambda:tf.signal.rfft(x,[-1])); t('rfft 2 len',lambda:tf.signal.rfft(x,[2,3]))
t('rfft2d',lambda:tf.signal.rfft2d(m)); t('rfft2d l',lambda:tf.signal.rfft2d(m,[2,5])); t('irfft2d',lambda:tf.signal.irfft2d(tf.signal.rfft2d(m))); t('rfft3d',lambda:tf.signal.rfft3d(m[None])); t('fft2d',lambda:tf.signal.fft2d(tf.cast(m,tf.complex64))); t('ifft2d',lambda:tf.signal.ifft2d(tf.cast(m,tf.complex64)))
t('shift',lambda:tf.signal.fftshift(x)); t('ishift',lambda:tf.signal.ifftshift(x)); t('shift a',lambda:tf.signal.fftshift(m,axes=1)); t('shift as',lambda:tf.signal.fftshift(m,axes=[0,1]))
for ty in (1,2,3,4):
  for norm in (None,'ortho'):
    t(f'dct{ty}{norm}',lambda:tf.signal.dct(x,type=ty,norm=norm)); t(f'idct{ty}{norm}',lambda:tf.signal.idct(x,type=ty,norm=norm))
t('dct n',lambda:tf.signal.dct(x,n=3)); t('dct n8',lambda:tf.signal.dct(x,n=8)); t('dct axis',lambda:tf.signal.dct(m,axis=0)); t('dct type',lambda:tf.signal.dct(x,type=5)); t('dct c',lambda:tf.signal.dct(c)); t('dct norm',lambda:tf.signal.dct(x,norm='x')); t('dct n0',lambda:tf.signal.dct(x,n=0)); t('dct1 1',lambda:tf.signal.dct(x[:1],type=1)); t('dct64',lambda:tf.signal.dct(tf.cast(x,tf.float64)))
for w in ('hann_window','hamming_window','vorbis_window'):
    for k in (1,2,5,8): t(w+str(k),lambda:getattr(tf.signal,w)(k))
t('hann np',lambda:tf.signal.hann_window(5,periodic=False)); t('hamming np',lambda:tf.signal.hamming_window(8,periodic=False)); t('hann64',lambda:tf.signal.hann_window(4,dtype=tf.float64)); t('hann int',lambda:tf.signal.hann_window(4,dtype=tf.int32)); t('kaiser',lambda:tf.signal.kaiser_window(5)); t('kaiser b',lambda:tf.signal.kaiser_window(8,beta=4.)); t('kbd',lambda:tf.signal.kaiser_bessel_derived_window(6)); t('kbd b',lambda:tf.signal.kaiser_bessel_derived_window(8,beta=4.)); t('kaiser1',lambda:tf.signal.kaiser_window(1))
s=tf.range(10.)
t('frame',lambda:tf.signal.frame(s,4,3)); t('frame pe',lambda:tf.signal.frame(s,4,3,pad_end=True)); t('frame pv',lambda:tf.signal.frame(s,4,3,pad_end=True,pad_value=-1)); t('frame ax',lambda:tf.signal.frame(m,2,1,axis=0)); t('frame short',lambda:tf.signal.frame(s[:2],4,3)); t('frame i',lambda:tf.signal.frame(tf.range(6),3,2))
t('ola',lambda:tf.signal.overlap_and_add(tf.reshape(tf.range(12.),[3,4]),2)); t('ola3',lambda:tf.signal.overlap_and_add(tf.reshape(tf.range(12.),[3,4]),3)); t('ola5',lambda:tf.signal.overlap_and_add(tf.reshape(tf.range(12.),[3,4]),4)); t('ola rank',lambda:tf.signal.overlap_and_add(s,2)); t('ola6',lambda:tf.signal.overlap_and_add(tf.reshape(tf.range(12.),[3,4]),6)); t('olabatch',lambda:tf.signal.overlap_and_add(tf.reshape(tf.range(24.),[2,3,4]),1))
sig=tf.sin(tf.range(20.)*.7)
t('stft',lambda:tf.signal.stft(sig,8,4)); t('stft fl',lambda:tf.signal.stft(sig,6,4,fft_length=8,pad_end=True)); t('stft now',lambda:tf.signal.stft(sig,8,4,window_fn=None).shape)
st=tf.signal.stft(sig,8,4)
t('istft',lambda:tf.signal.inverse_stft(st,8,4)); t('istft wf',lambda:tf.signal.inverse_stft(st,8,4,window_fn=tf.signal.inverse_stft_window_fn(4))); t('iswf',lambda:tf.signal.inverse_stft_window_fn(4)(8,tf.float32)); t('istft now',lambda:tf.signal.inverse_stft(st,8,4,window_fn=None))
t('mel',lambda:tf.signal.linear_to_mel_weight_matrix(4,9,8000,125.,3800.)); t('mel err',lambda:tf.signal.linear_to_mel_weight_matrix(0,9,8000)); t('mel err2',lambda:tf.signal.linear_to_mel_weight_matrix(4,9,8000,-1.)); t('mel err3',lambda:tf.signal.linear_to_mel_weight_matrix(4,9,8000,125.,100.)); t('mel err4',lambda:tf.signal.linear_to_mel_weight_matrix(4,9,8000,125.,9000.)); t('mfcc',lambda:tf.signal.mfccs_from_log_mel_spectrograms(tf.math.log(m+1))); t('mdct',lambda:tf.signal.mdct(sig[:16],8)); t('imdct',lambda:tf.signal.inverse_mdct(tf.signal.mdct(sig[:16],8))); t('mdct n',lambda:tf.signal.mdct(sig,8,norm='ortho',pad_end=True))
t('window_fn 3',lambda:tf.signal.stft(sig,8,4,window_fn=tf.signal.hamming_window)[0])

