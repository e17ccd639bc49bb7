import tensorflow as tf
from tensorflow.keras import layers
L=[(layers.Conv2D(2,3),(None,8,8,1)),(layers.Dense(3),(None,4)),(layers.Embedding(5,2),(None,7)),(layers.LSTM(3),(None,5,2)),(layers.GRU(3,return_sequences=True),(None,5,2)),(layers.SimpleRNN(3),(None,5,2)),(layers.Bidirectional(layers.LSTM(2)),(None,5,2)),(layers.TimeDistributed(layers.Dense(2)),(None,5,2)),(layers.BatchNormalization(),(None,5)),(layers.LayerNormalization(),(None,5)),(layers.GroupNormalization(1),(None,5,2)),(layers.Conv1D(2,3),(None,8,1)),(layers.Conv2DTranspose(2,3),(None,8,8,1)),(layers.DepthwiseConv2D(3),(None,8,8,2)),(layers.SeparableConv2D(2,3),(None,8,8,2)),(layers.ConvLSTM2D(2,3),(None,4,8,8,2)),(layers.PReLU(),(None,5)),(layers.Flatten(),(None,5,2)),(layers.MaxPooling2D(),(None,8,8,2)),(layers.Dropout(0.5),(None,3)),(layers.Lambda(lambda x: x*2),(None,3)),(layers.ReLU(),(None,3)),(layers.UnitNormalization(),(None,3)),(layers.SpectralNormalization(layers.Dense(2)),(None,3)),(layers.Normalization(),(None,3)),(layers.Reshape((2,3)),(None,6)),(layers.RNN(layers.LSTMCell(2)),(None,5,3)),(layers.Activation("relu"),(None,3)),(layers.LocallyConnected1D(2,3),(None,8,2)),(layers.Masking(),(None,3,2))]
for l,s in L:
    try: r=l.compute_output_shape(s)
    except Exception as e: r=type(e).__name__
    print(type(l).__name__, r, l.built, len(l.weights))
m = layers.MultiHeadAttention(2,3)
try: print(m.compute_output_shape((None,4,5)), m.built)
except Exception as e: print(type(e).__name__)
class My(layers.Layer):
    def build(self, s): self.w=self.add_weight("w",(2,))
    def call(self,x): return x*2
m=My(); print(m.compute_output_shape((None,2)), m.built)
