"""Calls of every class of tf.keras with wrong and odd arguments, for fuzz.py.

kerasargs   each argument of each class in turn gets a value of the wrong kind,
            range or spelling; the object is then shown by its config, and a
            layer is built and called
kerasinput  each layer, right as it is, on inputs of other ranks, shapes and
            dtypes, symbolic ones, none at all, and before it is built
kerasodd    what is valid but rare: dtypes and policies, regularized activity,
            unknown axes, empty batches, frozen layers, configs there and back
kerasfuncs  losses, metrics and activations on tensors that do not fit

A class is written as it is made right, with the shape and kind of the input
that it takes: `Dense(2) : 2,3`. A shape stands for float32 numbers, one with
`i` before it for small integers, with `s` for texts, several for a list.
"""
import re

LAYERS = '''Dense(units=2) : 2,3
Activation(activation='relu') : 2,3
Embedding(input_dim=5, output_dim=2) : i2,3
Masking(mask_value=0.0) : 2,3,2
Lambda(function=tf.abs) : 2,3
Identity() : 2,3
Flatten(data_format=None) : 2,3,2
Reshape(target_shape=(3, 2)) : 2,6
Permute(dims=(2, 1)) : 2,3,4
RepeatVector(n=2) : 2,3
ActivityRegularization(l1=0.1, l2=0.2) : 2,3
EinsumDense(equation='ab,bc->ac', output_shape=4, activation=None, bias_axes='c') : 2,3
Conv1D(filters=2, kernel_size=2, strides=1, padding='valid', data_format='channels_last', dilation_rate=1, groups=1, activation=None, use_bias=True) : 2,6,3
Conv2D(filters=2, kernel_size=2, strides=1, padding='valid', data_format=None, dilation_rate=1, groups=1, activation=None, use_bias=True, kernel_initializer='ones', bias_initializer='zeros', kernel_regularizer=None, kernel_constraint=None) : 2,5,5,3
Conv3D(filters=2, kernel_size=2, strides=1, padding='valid', dilation_rate=1) : 1,3,3,3,2
Conv1DTranspose(filters=2, kernel_size=2, strides=1, padding='valid', output_padding=None, dilation_rate=1) : 2,6,3
Conv2DTranspose(filters=2, kernel_size=2, strides=2, padding='valid', output_padding=None, dilation_rate=1) : 2,5,5,3
Conv3DTranspose(filters=2, kernel_size=2, strides=1, padding='valid', output_padding=None) : 1,3,3,3,2
DepthwiseConv1D(kernel_size=2, strides=1, padding='valid', depth_multiplier=1, dilation_rate=1) : 2,6,3
DepthwiseConv2D(kernel_size=2, strides=1, padding='valid', depth_multiplier=1, dilation_rate=1) : 2,5,5,3
SeparableConv1D(filters=2, kernel_size=2, strides=1, padding='valid', depth_multiplier=1, dilation_rate=1) : 2,6,3
SeparableConv2D(filters=2, kernel_size=2, strides=1, padding='valid', depth_multiplier=1, dilation_rate=1) : 2,5,5,3
LocallyConnected1D(filters=2, kernel_size=2, strides=1, padding='valid', implementation=1) : 2,5,3
LocallyConnected2D(filters=2, kernel_size=2, strides=1, padding='valid', implementation=1) : 2,4,4,2
MaxPooling1D(pool_size=2, strides=None, padding='valid', data_format='channels_last') : 2,6,3
MaxPooling2D(pool_size=2, strides=None, padding='valid', data_format=None) : 2,4,4,3
MaxPooling3D(pool_size=2, strides=None, padding='valid') : 1,4,4,4,2
AveragePooling1D(pool_size=2, strides=None, padding='valid') : 2,6,3
AveragePooling2D(pool_size=2, strides=None, padding='valid') : 2,4,4,3
AveragePooling3D(pool_size=2, strides=None, padding='valid') : 1,4,4,4,2
GlobalMaxPooling1D(data_format='channels_last', keepdims=False) : 2,6,3
GlobalMaxPooling2D(data_format=None, keepdims=False) : 2,4,4,3
GlobalMaxPooling3D(keepdims=False) : 1,4,4,4,2
GlobalAveragePooling1D(data_format='channels_last', keepdims=False) : 2,6,3
GlobalAveragePooling2D(data_format=None, keepdims=False) : 2,4,4,3
GlobalAveragePooling3D(keepdims=False) : 1,4,4,4,2
UpSampling1D(size=2) : 2,3,2
UpSampling2D(size=2, data_format=None, interpolation='nearest') : 2,2,2,3
UpSampling3D(size=2) : 1,2,2,2,2
ZeroPadding1D(padding=1) : 2,3,2
ZeroPadding2D(padding=1, data_format=None) : 2,2,2,3
ZeroPadding3D(padding=1) : 1,2,2,2,2
Cropping1D(cropping=1) : 2,4,2
Cropping2D(cropping=1, data_format=None) : 2,4,4,3
Cropping3D(cropping=1) : 1,4,4,4,2
BatchNormalization(axis=-1, momentum=0.9, epsilon=0.001, center=True, scale=True, beta_initializer='zeros', moving_variance_initializer='ones', renorm=False, virtual_batch_size=None) : 2,3
LayerNormalization(axis=-1, epsilon=0.001, center=True, scale=True) : 2,3
GroupNormalization(groups=3, axis=-1, epsilon=0.001, center=True) : 2,6
UnitNormalization(axis=-1) : 2,3
SpectralNormalization(layer=layers.Dense(2), power_iterations=1) : 2,3
Normalization(axis=-1, mean=1.0, variance=2.0, invert=False) : 2,3
Dropout(rate=0.5, noise_shape=None, seed=1) : 2,3
SpatialDropout1D(rate=0.5) : 2,3,4
SpatialDropout2D(rate=0.5, data_format=None) : 2,3,3,2
SpatialDropout3D(rate=0.5) : 1,3,3,3,2
GaussianNoise(stddev=0.5, seed=1) : 2,3
GaussianDropout(rate=0.5, seed=1) : 2,3
AlphaDropout(rate=0.5, noise_shape=None, seed=1) : 2,3
ReLU(max_value=None, negative_slope=0.0, threshold=0.0) : 2,3
LeakyReLU(alpha=0.3) : 2,3
PReLU(alpha_initializer='zeros', shared_axes=None) : 2,3
ELU(alpha=1.0) : 2,3
ThresholdedReLU(theta=1.0) : 2,3
Softmax(axis=-1) : 2,3
SimpleRNN(units=2, activation='tanh', use_bias=True, recurrent_initializer='ones', dropout=0.0, recurrent_dropout=0.0, return_sequences=False, return_state=False, go_backwards=False, stateful=False, unroll=False) : 2,3,4
LSTM(units=2, activation='tanh', recurrent_activation='sigmoid', use_bias=True, recurrent_initializer='ones', unit_forget_bias=True, dropout=0.0, return_sequences=False, stateful=False, time_major=False) : 2,3,4
GRU(units=2, activation='tanh', recurrent_activation='sigmoid', use_bias=True, recurrent_initializer='ones', dropout=0.0, reset_after=True, return_state=False) : 2,3,4
LSTMCell(units=2, recurrent_initializer='ones') : -
GRUCell(units=2, recurrent_initializer='ones', reset_after=True) : -
SimpleRNNCell(units=2, recurrent_initializer='ones') : -
StackedRNNCells(cells=[layers.LSTMCell(2)]) : -
RNN(cell=layers.SimpleRNNCell(2, recurrent_initializer='ones'), return_sequences=False, return_state=False, stateful=False) : 2,3,4
ConvLSTM1D(filters=2, kernel_size=2, strides=1, padding='valid', recurrent_initializer='ones', dropout=0.0) : 2,3,4,2
ConvLSTM2D(filters=2, kernel_size=2, strides=1, padding='valid', recurrent_initializer='ones', return_sequences=False) : 1,2,4,4,2
Bidirectional(layer=layers.SimpleRNN(2, recurrent_initializer='ones'), merge_mode='concat', backward_layer=None) : 2,3,4
TimeDistributed(layer=layers.Dense(2)) : 2,3,4
Attention(use_scale=False, score_mode='dot', dropout=0.0) : 2,3,4;2,5,4
AdditiveAttention(use_scale=False, dropout=0.0) : 2,3,4;2,5,4
MultiHeadAttention(num_heads=2, key_dim=3, value_dim=None, dropout=0.0, use_bias=True, output_shape=None, attention_axes=None) : -
Add() : 2,3;2,3
Subtract() : 2,3;2,3
Multiply() : 2,3;2,3
Average() : 2,3;2,3
Maximum() : 2,3;2,3
Minimum() : 2,3;2,3
Concatenate(axis=-1) : 2,3;2,4
Dot(axes=1, normalize=False) : 2,3;2,3
Rescaling(scale=0.5, offset=1.0) : 2,3
Resizing(height=2, width=3, interpolation='bilinear', crop_to_aspect_ratio=False) : 1,4,4,2
CenterCrop(height=2, width=2) : 1,4,4,2
RandomCrop(height=2, width=2, seed=1) : 1,4,4,2
RandomFlip(mode='horizontal', seed=1) : 1,4,4,2
RandomRotation(factor=0.1, fill_mode='reflect', interpolation='bilinear', seed=1, fill_value=0.0) : 1,4,4,2
RandomZoom(height_factor=0.1, width_factor=None, fill_mode='reflect', interpolation='bilinear', seed=1) : 1,4,4,2
RandomTranslation(height_factor=0.1, width_factor=0.1, fill_mode='reflect', interpolation='bilinear', seed=1) : 1,4,4,2
RandomContrast(factor=0.1, seed=1) : 1,4,4,2
RandomBrightness(factor=0.1, value_range=(0, 255), seed=1) : 1,4,4,3
RandomHeight(factor=0.1, interpolation='bilinear', seed=1) : 1,4,4,2
RandomWidth(factor=0.1, interpolation='bilinear', seed=1) : 1,4,4,2
CategoryEncoding(num_tokens=4, output_mode='multi_hot', sparse=False) : i2,3
Discretization(bin_boundaries=[0.0, 1.0], num_bins=None, epsilon=0.01, output_mode='int') : 2,3
Hashing(num_bins=3, mask_value=None, salt=None, output_mode='int') : s2,3
HashedCrossing(num_bins=3, output_mode='int', sparse=False) : s2;s2
StringLookup(max_tokens=None, num_oov_indices=1, mask_token=None, oov_token='[UNK]', vocabulary=['a', 'b'], output_mode='int', invert=False) : s2,3
IntegerLookup(max_tokens=None, num_oov_indices=1, mask_token=None, oov_token=-1, vocabulary=[1, 2], output_mode='int', invert=False) : i2,3
TextVectorization(max_tokens=None, standardize='lower_and_strip_punctuation', split='whitespace', ngrams=None, output_mode='int', output_sequence_length=None, pad_to_max_tokens=False, vocabulary=['a', 'b']) : s2
InputLayer(input_shape=(3,), batch_size=None, dtype=None, input_tensor=None, sparse=None, name=None, ragged=None) : -
DenseFeatures(feature_columns=[tf.feature_column.numeric_column('a')], trainable=True) : -'''

LOSSES = '''MeanSquaredError(reduction='auto', name='m')
MeanAbsoluteError(reduction='sum')
MeanAbsolutePercentageError(reduction='none')
MeanSquaredLogarithmicError()
BinaryCrossentropy(from_logits=False, label_smoothing=0.0, axis=-1, reduction='auto')
BinaryFocalCrossentropy(apply_class_balancing=False, alpha=0.25, gamma=2.0, from_logits=False, label_smoothing=0.0, axis=-1)
CategoricalCrossentropy(from_logits=False, label_smoothing=0.0, axis=-1)
CategoricalFocalCrossentropy(alpha=0.25, gamma=2.0, from_logits=False, label_smoothing=0.0, axis=-1)
SparseCategoricalCrossentropy(from_logits=False, ignore_class=None)
Hinge() SquaredHinge() CategoricalHinge() Poisson() LogCosh() KLDivergence()
Huber(delta=1.0, reduction='auto')
CosineSimilarity(axis=-1, reduction='auto')'''

METRICS = '''Mean(name='m', dtype=None) Sum(name='m', dtype=None) MeanTensor(shape=None)
Accuracy() BinaryAccuracy(threshold=0.5) CategoricalAccuracy() SparseCategoricalAccuracy()
TopKCategoricalAccuracy(k=2) SparseTopKCategoricalAccuracy(k=2)
BinaryCrossentropy(from_logits=False, label_smoothing=0) CategoricalCrossentropy(from_logits=False, label_smoothing=0, axis=-1) SparseCategoricalCrossentropy(from_logits=False, ignore_class=None, axis=-1)
MeanSquaredError() RootMeanSquaredError() MeanAbsoluteError() MeanAbsolutePercentageError() MeanSquaredLogarithmicError() LogCoshError() Poisson() KLDivergence()
CosineSimilarity(axis=-1) Hinge() SquaredHinge() CategoricalHinge()
MeanRelativeError(normalizer=[1.0, 2.0, 3.0])
AUC(num_thresholds=5, curve='ROC', summation_method='interpolation', thresholds=None, multi_label=False, num_labels=None, label_weights=None, from_logits=False)
Precision(thresholds=None, top_k=None, class_id=None) Recall(thresholds=None, top_k=None, class_id=None)
TruePositives(thresholds=None) TrueNegatives(thresholds=None) FalsePositives(thresholds=None) FalseNegatives(thresholds=None)
PrecisionAtRecall(recall=0.5, num_thresholds=5, class_id=None) RecallAtPrecision(precision=0.5, num_thresholds=5) SensitivityAtSpecificity(specificity=0.5, num_thresholds=5) SpecificityAtSensitivity(sensitivity=0.5, num_thresholds=5)
MeanIoU(num_classes=2, ignore_class=None, sparse_y_true=True, axis=-1) IoU(num_classes=2, target_class_ids=[0]) BinaryIoU(target_class_ids=[0, 1], threshold=0.5) OneHotIoU(num_classes=3, target_class_ids=[0]) OneHotMeanIoU(num_classes=3)
F1Score(average=None, threshold=None) FBetaScore(average=None, beta=1.0, threshold=None) R2Score(class_aggregation='uniform_average', num_regressors=0)
MeanMetricWrapper(fn=keras.losses.mean_squared_error)'''

OPTIMIZERS = '''SGD(learning_rate=0.01, momentum=0.0, nesterov=False, weight_decay=None, clipnorm=None, clipvalue=None, global_clipnorm=None, use_ema=False, ema_momentum=0.99, ema_overwrite_frequency=None, jit_compile=True, name='s')
Adam(learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-07, amsgrad=False, weight_decay=None)
AdamW(learning_rate=0.001, weight_decay=0.004, beta_1=0.9) Adamax(learning_rate=0.001, beta_1=0.9) Nadam(learning_rate=0.001, beta_2=0.9)
RMSprop(learning_rate=0.001, rho=0.9, momentum=0.0, epsilon=1e-07, centered=False) Adagrad(learning_rate=0.001, initial_accumulator_value=0.1, epsilon=1e-07) Adadelta(learning_rate=0.001, rho=0.95)
Ftrl(learning_rate=0.001, learning_rate_power=-0.5, initial_accumulator_value=0.1, l1_regularization_strength=0.0, l2_regularization_strength=0.0, l2_shrinkage_regularization_strength=0.0, beta=0.0)
Lion(learning_rate=0.0001, beta_1=0.9, beta_2=0.99) Adafactor(learning_rate=0.001, beta_2_decay=-0.8, relative_step=True)
legacy.SGD(learning_rate=0.01, momentum=0.0, nesterov=False, clipnorm=None) legacy.Adam(learning_rate=0.001, beta_1=0.9, amsgrad=False, decay=0.0) legacy.RMSprop(learning_rate=0.001, rho=0.9, momentum=0.0)
schedules.ExponentialDecay(initial_learning_rate=0.1, decay_steps=10, decay_rate=0.9, staircase=False) schedules.PiecewiseConstantDecay(boundaries=[1, 2], values=[0.1, 0.2, 0.3]) schedules.PolynomialDecay(initial_learning_rate=0.1, decay_steps=10, end_learning_rate=0.01, power=1.0, cycle=False)
schedules.InverseTimeDecay(initial_learning_rate=0.1, decay_steps=10, decay_rate=0.5) schedules.CosineDecay(initial_learning_rate=0.1, decay_steps=10, alpha=0.0, warmup_target=None, warmup_steps=0) schedules.CosineDecayRestarts(initial_learning_rate=0.1, first_decay_steps=10, t_mul=2.0, m_mul=1.0, alpha=0.0)'''

OTHERS = {
    'callbacks': '''EarlyStopping(monitor='loss', min_delta=0, patience=0, verbose=0, mode='auto', baseline=None, restore_best_weights=False, start_from_epoch=0) ReduceLROnPlateau(monitor='loss', factor=0.1, patience=10, verbose=0, mode='auto', min_delta=0.0001, cooldown=0, min_lr=0)
ModelCheckpoint(filepath='/tmp/kerash-fuzz.keras', monitor='loss', verbose=0, save_best_only=False, save_weights_only=False, mode='auto', save_freq='epoch', initial_value_threshold=None) LearningRateScheduler(schedule=lambda e: 0.1, verbose=0) TerminateOnNaN()
CSVLogger(filename='/tmp/kerash-fuzz.csv', separator=',', append=False) LambdaCallback(on_epoch_begin=None) BackupAndRestore(backup_dir='/tmp/kerash-fuzz', save_freq='epoch', delete_checkpoint=True) History() ProgbarLogger(count_mode='samples') BaseLogger(stateful_metrics=None) CallbackList(callbacks=None, add_history=False)''',
    'initializers': '''Zeros() Ones() Constant(value=1.0) RandomNormal(mean=0.0, stddev=0.05, seed=1) RandomUniform(minval=-0.05, maxval=0.05, seed=1) TruncatedNormal(mean=0.0, stddev=0.05, seed=1) VarianceScaling(scale=1.0, mode='fan_in', distribution='truncated_normal', seed=1)
Orthogonal(gain=1.0, seed=1) Identity(gain=1.0) GlorotUniform(seed=1) GlorotNormal(seed=1) HeNormal(seed=1) HeUniform(seed=1) LecunNormal(seed=1) LecunUniform(seed=1)''',
    'regularizers': "L1(l1=0.01) L2(l2=0.01) L1L2(l1=0.01, l2=0.02) OrthogonalRegularizer(factor=0.01, mode='rows')",
    'constraints': 'MaxNorm(max_value=2, axis=0) MinMaxNorm(min_value=0.0, max_value=1.0, rate=1.0, axis=0) NonNeg() UnitNorm(axis=0) RadialConstraint()',
}

VALUES = ['None', '-1', '0', '3', '1.5', 'True', "'x'", "''", '(1, 2)', '[2]', '[]', '{}', '(0, 2)', '(1, 2, 3, 4)', "'4'", '-0.5', 'np.ones((2,))', 'tf.constant(2)', 'lambda t: t', "float('nan')", '10**10']
INPUTS = ['()', '(0,)', '(3,)', '(2, 3)', '(2, 4)', '(0, 3)', '(2, 0)', '(2, 3, 4)', '(2, 1, 4)', '(0, 3, 4)', '(2, 5, 5, 3)', '(2, 1, 1, 3)', '(2, 5, 5, 4)', '(1, 3, 3, 3, 2)', '(1, 2, 2, 2, 2, 2)']
DTYPES = ['int32', 'int64', 'float64', 'float16', 'bool', 'string', 'complex64', 'uint8']

# All of a message: that of a call that fails tells of the call first.
WORDS = """' | '.join(line.strip() for line in str(e).split('\\n') if line.strip())[:600]"""

CALL = re.compile(r"[\w.]+\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)")


def split_arguments(text):
    """The arguments of a call as (name, value)."""
    out, depth, start, quoted = [], 0, 0, False
    for k, c in enumerate(text + ','):
        quoted ^= c == "'"
        depth += (c in '([{') - (c in ')]}')
        if c == ',' and depth == 0 and not quoted:
            part = text[start:k].strip()
            if part:
                out.append(tuple(part.split('=', 1)))
            start = k + 1
    return out


def parse(call):
    name, rest = call.split('(', 1)
    return name, split_arguments(rest[:-1])


def written(name, arguments):
    return '%s(%s)' % (name, ', '.join('%s=%s' % a for a in arguments))


def layer_calls():
    for line in LAYERS.split('\n'):
        call, shape = line.rsplit(' : ', 1)
        yield parse(call) + (shape,)


def other_calls():
    for module, text in [('losses', LOSSES), ('metrics', METRICS), ('optimizers', OPTIMIZERS)] + list(OTHERS.items()):
        for call in CALL.findall(text):
            yield (module,) + parse(call)


SETUP = '''
keras, layers = tf.keras, tf.keras.layers
np.set_printoptions(precision=4)
def value(shape):
    kind, shape = (shape[0], shape[1:]) if shape[0] in 'is' else ('f', shape)
    dims = [int(d) for d in shape.split(',')]
    n = int(np.prod(dims))
    if kind == 's':
        return tf.constant(np.array(['abc'[k % 3] for k in range(n)]).reshape(dims))
    numbers = np.arange(n).reshape(dims) % 4
    return tf.constant(numbers.astype('int64') if kind == 'i' else (numbers * 0.5 - 0.5).astype('float32'))
def inputs(shape):
    parts = [value(p) for p in shape.split(';')]
    return parts if len(parts) > 1 else parts[0]
def told(v):
    if isinstance(v, (list, tuple)):
        return type(v)(told(e) for e in v)
    if isinstance(v, dict):
        return {k: told(e) for k, e in v.items()}
    if isinstance(v, tf.RaggedTensor):
        return 'ragged ' + str(v.to_list())
    if hasattr(v, 'indices'):
        return 'sparse'
    return '%s %s' % (v.dtype.name, tuple(v.shape)) if hasattr(v, 'shape') else v
def address(text):
    out = ''
    while ' at 0x' in text:
        a, text = text.split(' at 0x', 1)
        out += a + ' at 0x'
        text = text.lstrip('0123456789abcdef')
    return out + text
def result(n, f):
    keras.backend.clear_session()
    keras.utils.set_random_seed(1)
    try:
        print(n, address(str(f())))
    except Exception as e:
        print(n, 'error', type(e).__name__, address(words(e)))
def config(o):
    c = o.get_config() if hasattr(o, 'get_config') else {}
    return {k: v for k, v in c.items() if not k.endswith('initializer') and not k.endswith('regularizer') and not k.endswith('constraint')}
def made(n, make, shape):
    def f():
        l = make()
        c = config(l)
        return c, (told(l(inputs(shape))) if shape != '-' else None)
    result(n, f)
def object_made(n, make, use):
    def f():
        o = make()
        return config(o), use(o)
    result(n, f)
def use_loss(o):
    return told(o(tf.constant([[0.0, 1.0, 0.0], [1.0, 0.0, 0.0]]), tf.constant([[0.1, 0.7, 0.2], [0.6, 0.3, 0.1]])))
def use_metric(o):
    y, p = tf.constant([[0.0, 1.0, 0.0], [1.0, 0.0, 0.0]]), tf.constant([[0.1, 0.7, 0.2], [0.6, 0.3, 0.1]])
    o(p) if type(o).__name__ in ('Mean', 'Sum', 'MeanTensor') else o(y, p)
    return o.result().numpy()
def use_optimizer(o):
    if not hasattr(o, 'apply_gradients'):
        return [float(o(k)) for k in (0, 3)]
    v = tf.Variable([1.0, 2.0])
    o.apply_gradients([(tf.constant([0.5, -0.5]), v)])
    return v.numpy()
def use_callback(o):
    m = keras.Sequential([keras.Input((2,)), layers.Dense(1, kernel_initializer='ones')])
    m.compile('sgd', 'mse')
    if isinstance(o, keras.callbacks.CallbackList):
        return None
    return {k: len(v) for k, v in m.fit(np.ones((2, 2)), np.ones((2, 1)), epochs=2, verbose=0, callbacks=[o]).history.items()}
def use_initializer(o):
    return o((2, 3)).numpy().tolist()
def use_regularizer(o):
    return float(o(tf.constant([[1.0, 2.0], [3.0, 4.0]])))
def use_constraint(o):
    return o(tf.constant([[1.0, -2.0], [3.0, 4.0]])).numpy().tolist()
def called(n, make, what):
    result(n, lambda: told(make()(what())))
def typed(shape, dtype):
    parts = [tf.cast(p, dtype) if dtype != 'string' and p.dtype != tf.string else tf.strings.as_string(p) if dtype == 'string' and p.dtype != tf.string else p for p in tf.nest.flatten(inputs(shape))]
    return parts if ';' in shape else parts[0]
def numbers(shape):
    return tf.constant(np.arange(int(np.prod(shape))).reshape(shape) % 3, 'float32')
def symbols(shape, first=None):
    parts = [keras.Input(p.shape[1:] if first is None else (None,) * (p.shape.rank - 1), dtype=p.dtype) for p in tf.nest.flatten(inputs(shape))]
    return parts if ';' in shape else parts[0]
def policy(n, make, dtype, shape):
    def f():
        l = make(dtype)
        y = l(inputs(shape))
        return told(y), l.dtype, l.compute_dtype, [w.dtype.name for w in l.weights], l.get_config()['dtype']
    result(n, f)
def there_and_back(n, make, shape):
    def f():
        l = make()
        y = told(l(inputs(shape))) if shape != '-' else None
        m = type(l).from_config(l.get_config())
        return m.get_config() == l.get_config(), l.get_config(), y, l.name, repr(l), l.count_params() if l.built else None, [(w.name, tuple(w.shape)) for w in l.weights], l.input_spec
    result(n, f)
def frozen(n, make, shape):
    def f():
        l = make()
        l.trainable = False
        l(inputs(shape))
        a = len(l.trainable_weights), len(l.non_trainable_weights)
        l.trainable = True
        return a, len(l.trainable_weights), len(l.non_trainable_weights), l.trainable
    result(n, f)
def empty(shape):
    parts = [p[:0] for p in tf.nest.flatten(inputs(shape))]
    return parts if ';' in shape else parts[0]
'''

USES = {'losses': 'use_loss', 'metrics': 'use_metric', 'optimizers': 'use_optimizer', 'callbacks': 'use_callback', 'initializers': 'use_initializer', 'regularizers': 'use_regularizer', 'constraints': 'use_constraint'}


def argument_lines():
    for name, arguments, shape in layer_calls():
        variants = [written(name, arguments)] + [written(name, arguments[:k] + [(a, v)] + arguments[k + 1:]) for k, (a, _) in enumerate(arguments) for v in VALUES]
        more = [('nope', '1'), ('name', '3'), ('dtype', "'nope'"), ('trainable', "'x'")]
        variants += [written(name, arguments[1:])] + [written(name, arguments + [m]) for m in more if m[0] not in dict(arguments)] + ['%s(%s)' % (name, ', '.join(['1'] * 40))]
        for call in variants:
            yield 'made("#", lambda: layers.%s, "%s")' % (call, shape), 'layers.%s on %s' % (call, shape)
    for module, name, arguments in other_calls():
        variants = [written(name, arguments)] + [written(name, arguments[:k] + [(a, v)] + arguments[k + 1:]) for k, (a, _) in enumerate(arguments) for v in VALUES]
        variants += [written(name, arguments[1:]), written(name, arguments + [('nope', '1')]), '%s(%s)' % (name, ', '.join(['1'] * 40))]
        for call in variants:
            yield 'object_made("#", lambda: keras.%s.%s, %s)' % (module, call, USES[module]), 'keras.%s.%s' % (module, call)


def input_lines():
    for name, arguments, shape in layer_calls():
        if shape == '-':
            continue
        make = 'lambda: layers.' + written(name, arguments)
        given = ['numbers(%s)' % s for s in INPUTS] + ['typed("%s", "%s")' % (shape, d) for d in DTYPES] + ['symbols("%s")' % shape, 'symbols("%s", 1)' % shape, 'empty("%s")' % shape]
        given += ['None', '[]', '"a"', '3', '[[1.0, 2.0]]', '{"a": numbers((2, 3))}', '[numbers((2, 3))]', '[numbers((2, 3)), numbers((2, 3))]', '[numbers((2, 3)), numbers((2, 4))]', '(numbers((2, 3)), numbers((2, 3)), numbers((2, 3)))', 'inputs("%s").numpy()' % shape, 'keras.Input((None,))', 'keras.Input((3,))', 'keras.Input((None, 4))', 'keras.Input((5, 5, 3))', 'keras.Input((3,), dtype="int32")']
        for g in given:
            yield 'called("#", %s, lambda: %s)' % (make, g), 'layers.%s called on %s' % (written(name, arguments), g)
        for f in ('l.weights', 'l.get_weights()', 'l.count_params()', 'l.output', 'l.input_shape', 'l.build((None,))', 'l.build(None)', 'l.build((2, 3))', 'l.compute_output_shape((2, 3))', 'l.compute_output_shape((2, 3, 4))', 'l.compute_output_shape((None, None))', 'l.kernel', 'l.set_weights([1.0])', 'l(numbers((2, 3)), 1, 2, 3)', 'l(numbers((2, 3)), nope=1)', 'l()', 'l.call(numbers((2, 3)))', 'l.nope', 'l.compute_mask(numbers((2, 3)), numbers((2, 3)))', 'l.add_weight("a", -1)', 'l.get_input_at(0)', 'l.get_output_shape_at(1)'):
            yield 'result("#", lambda: (lambda l: %s)((%s)()))' % (f, make), 'layers.%s: %s' % (written(name, arguments), f)


def odd_lines():
    for name, arguments, shape in layer_calls():
        call = written(name, arguments)
        make = 'lambda: layers.' + call
        yield 'there_and_back("#", %s, "%s")' % (make, shape), '%s there and back' % call
        if shape == '-':
            continue
        for dtype in ('float64', 'float16', 'bfloat16', 'mixed_float16', 'mixed_bfloat16', 'int32'):
            yield 'policy("#", lambda d: layers.%s, "%s", "%s")' % (written(name, arguments + [('dtype', 'd')]), dtype, shape), '%s with dtype %s' % (call, dtype)
        yield 'frozen("#", %s, "%s")' % (make, shape), '%s frozen' % call
        yield 'called("#", %s, lambda: empty("%s"))' % (make, shape), '%s on no samples' % call
        yield 'called("#", %s, lambda: symbols("%s", 1))' % (make, shape), '%s on unknown axes' % call
        regular = written(name, arguments + [('activity_regularizer', "'l2'")])
        yield 'result("#", lambda: (lambda l: (told(l(inputs("%s"))), [float(v) for v in l.losses]))(layers.%s))' % (shape, regular), '%s losses' % regular
        yield 'result("#", lambda: (lambda l: (l(inputs("%s")), l.submodules, l.updates, l.metrics, l.dynamic, l.stateful, l.supports_masking)[1:])(layers.%s))' % (shape, call), '%s attributes' % call
        yield 'result("#", lambda: (lambda m: (m.output_shape, m.count_params(), told(m.predict(tf.nest.map_structure(lambda t: t.numpy(), inputs("%s")), verbose=0))))((lambda i: keras.Model(i, layers.%s(i)))(symbols("%s"))))' % (shape, call, shape), '%s in a model' % call
    for module, name, arguments in other_calls():
        call = 'keras.%s.%s' % (module, written(name, arguments))
        yield 'result("#", lambda: (lambda o: (repr(o), config(o), type(o).from_config(o.get_config()).get_config() == o.get_config()) if hasattr(o, "get_config") else repr(o))(%s))' % call, '%s there and back' % call
        if module != 'callbacks':
            yield 'result("#", lambda: keras.%s.serialize(%s))' % (module.replace('optimizers', 'optimizers.schedules' if 'schedules' in name else 'optimizers'), call), 'serialize %s' % call


TENSORS = ['numbers((2, 3))', 'numbers((2, 4))', 'numbers((2, 1))', 'numbers((2,))', 'numbers(())', 'numbers((0, 3))', 'numbers((2, 3, 2))', 'tf.constant([0, 2])', 'tf.constant([[0], [2]])', 'tf.constant([[True, False, True]])', '[[0.0, 1.0, 0.0], [1.0, 0.0, 0.0]]', 'np.ones((2, 3))', 'None', '"a"', 'keras.Input((3,))', 'tf.constant(["a"])', '3']


def function_lines():
    for module, name, arguments in other_calls():
        if module not in ('losses', 'metrics'):
            continue
        for a in TENSORS:
            for b in (TENSORS if a in TENSORS[:4] else TENSORS[:1]):
                yield 'result("#", lambda: told(keras.%s.%s(%s, %s)))' % (module, written(name, arguments), a, b), 'keras.%s.%s(%s, %s)' % (module, written(name, arguments), a, b)
        for w in ('2.0', '[1.0, 0.5]', 'numbers((2, 3))', 'numbers((3,))', '"a"', 'numbers((2, 1))', 'numbers((2, 3, 1))'):
            yield 'result("#", lambda: told(keras.%s.%s(numbers((2, 3)), numbers((2, 3)), sample_weight=%s)))' % (module, written(name, arguments), w), 'keras.%s.%s with weights %s' % (module, written(name, arguments), w)
    for f in 'relu elu selu gelu tanh sigmoid softmax softplus softsign swish exponential linear hard_sigmoid mish'.split():
        for a in TENSORS:
            yield 'result("#", lambda: told(keras.activations.%s(%s)))' % (f, a), 'keras.activations.%s(%s)' % (f, a)
    for module in ('activations', 'losses', 'metrics', 'optimizers', 'initializers', 'regularizers', 'constraints', 'layers'):
        for v in VALUES + ["'relu'", "{'class_name': 'x', 'config': {}}", "{'class_name': 'Dense'}", "'Dense'", "'mse'", "'MSE'", "'Adam'", "'adam '", "'l3'", "{'a': 1}", 'keras.layers.Dense', 'keras.losses.MeanSquaredError', 'tf.abs']:
            for f in (('get', 'deserialize', 'serialize') if module != 'layers' else ('deserialize', 'serialize')):
                yield 'result("#", lambda: keras.%s.%s(%s))' % (module, f, v), 'keras.%s.%s(%s)' % (module, f, v)


AREAS = {'kerasargs': argument_lines, 'kerasinput': input_lines, 'kerasodd': odd_lines, 'kerasfuncs': function_lines}


def lines(area):
    """All lines of an area: what is run, and how it is shown."""
    return list(AREAS[area]())
