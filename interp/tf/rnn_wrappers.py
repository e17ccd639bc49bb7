# The wrappers of recurrent cells in tf.nn: run when one of them is first asked
# for.
import hashlib
import inspect

import tensorflow as tf
from tensorflow.keras import layers


class _RNNCellWrapper(layers.AbstractRNNCell):
    """A cell that changes what goes in and comes out of another one."""
    __module__ = 'tensorflow.python.keras.layers.rnn_cell_wrapper_v2'

    def __init__(self, cell, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.cell = cell
        names = inspect.signature(cell.call).parameters
        self._trains = 'training' in names or 'kwargs' in names

    def call(self, inputs, state, training=None):
        kwargs = {'training': training} if self._trains else {}
        return self._wrapped(inputs, state, **kwargs)

    def build(self, inputs_shape):
        self.cell.build(inputs_shape)
        self.built = True

    @property
    def state_size(self):
        return self.cell.state_size

    @property
    def output_size(self):
        return self.cell.output_size

    def zero_state(self, batch_size, dtype):
        return self.cell.zero_state(batch_size, dtype)

    def get_config(self):
        cell = {'class_name': type(self.cell).__name__, 'config': self.cell.get_config()}
        return {**super().get_config(), 'cell': cell}

    @classmethod
    def from_config(cls, config, custom_objects=None):
        config = dict(config)
        cell = layers.deserialize(config.pop('cell'), custom_objects=custom_objects)
        return cls(cell, **config)


class DropoutWrapper(_RNNCellWrapper):
    """Drops elements of the inputs, the outputs and the states of a cell."""
    __module__ = 'tensorflow.python.keras.layers.rnn_cell_wrapper_v2'

    def __init__(self, cell, input_keep_prob=1.0, output_keep_prob=1.0, state_keep_prob=1.0,
                 variational_recurrent=False, input_size=None, dtype=None, seed=None,
                 dropout_state_filter_visitor=None, **kwargs):
        super().__init__(cell, dtype=dtype, **kwargs)
        if dropout_state_filter_visitor is not None and not callable(dropout_state_filter_visitor):
            raise TypeError('dropout_state_filter_visitor must be callable')
        self._filter = dropout_state_filter_visitor
        given = {'input': input_keep_prob, 'state': state_keep_prob, 'output': output_keep_prob}
        for part, keep in given.items():
            keep = tf.convert_to_tensor(keep).numpy()
            if keep < 0 or keep > 1:
                raise ValueError('Parameter %s_keep_prob must be between 0 and 1: %d' % (part, keep))
            setattr(self, '_%s_keep_prob' % part, float(keep))
        self._variational_recurrent = variational_recurrent
        self._input_size = input_size
        self._seed = seed
        self._noise = {}
        if variational_recurrent:
            if dtype is None:
                raise ValueError('When variational_recurrent=True, dtype must be provided')
            if self._input_keep_prob < 1 and input_size is None:
                raise ValueError('When variational_recurrent=True and input_keep_prob < 1.0 or is unknown, input_size must be provided')
            sizes = {'input': input_size, 'state': cell.state_size, 'output': cell.output_size}
            for part, size in sizes.items():
                if size is not None:
                    self._noise[part] = [tf.random.uniform([1] + tf.TensorShape(n).as_list(), seed=self._gen_seed(part, i), dtype=dtype)
                                         for i, n in enumerate(tf.nest.flatten(size))]

    @property
    def wrapped_cell(self):
        return self.cell

    def _gen_seed(self, part, index):
        if self._seed is None:
            return None
        text = '%s%s_%d' % (self._seed, part, index)
        return int(hashlib.md5(text.encode('utf-8')).hexdigest()[:8], 16) & 0x7FFFFFFF

    def _drop(self, values, part):
        keep = getattr(self, '_%s_keep_prob' % part)
        if keep == 1:
            return values
        out = []
        for i, v in enumerate(tf.nest.flatten(values)):
            if part == 'state' and self._filter is not None and not self._filter(v):
                out.append(v)
            elif self._variational_recurrent:
                out.append(v / keep * tf.floor(keep + self._noise[part][i]))
            else:
                out.append(tf.nn.dropout(v, rate=1.0 - keep, seed=self._gen_seed(part, i)))
        return tf.nest.pack_sequence_as(values, out)

    def _wrapped(self, inputs, state, **kwargs):
        output, state = self.cell.call(self._drop(inputs, 'input'), state, **kwargs)
        state = self._drop(state, 'state')
        return self._drop(output, 'output'), state

    def get_config(self):
        return {**super().get_config(), 'input_keep_prob': self._input_keep_prob, 'output_keep_prob': self._output_keep_prob,
                'state_keep_prob': self._state_keep_prob, 'variational_recurrent': self._variational_recurrent,
                'input_size': self._input_size, 'seed': self._seed}


class ResidualWrapper(_RNNCellWrapper):
    """Adds the inputs of a cell to its outputs."""
    __module__ = 'tensorflow.python.keras.layers.rnn_cell_wrapper_v2'

    def __init__(self, cell, residual_fn=None, **kwargs):
        super().__init__(cell, **kwargs)
        self._residual_fn = residual_fn

    def _wrapped(self, inputs, state, **kwargs):
        outputs, state = self.cell.call(inputs, state, **kwargs)
        if self._residual_fn is not None:
            return self._residual_fn(inputs, outputs), state
        tf.nest.assert_same_structure(inputs, outputs)

        def add(x, y):
            x.shape.assert_is_compatible_with(y.shape)
            return x + y
        return tf.nest.map_structure(add, inputs, outputs), state


class DeviceWrapper(_RNNCellWrapper):
    """Runs a cell on a device."""
    __module__ = 'tensorflow.python.keras.layers.rnn_cell_wrapper_v2'

    def __init__(self, cell, device, **kwargs):
        super().__init__(cell, **kwargs)
        self._device = device

    def _wrapped(self, inputs, state, **kwargs):
        with tf.device(self._device):
            return self.cell.call(inputs, state, **kwargs)

    def get_config(self):
        return {**super().get_config(), 'device': self._device}
