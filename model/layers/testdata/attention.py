# Writes attention.json: attention layers and EinsumDense.
from oracle import *

q, v, k = X(2, 3, 4), X(2, 5, 4, k=1), X(2, 5, 4, k=2)
qm = tf.constant([[True, True, False], [True, False, False]])
vm = tf.constant([[True, True, False, True, False], [True, True, True, True, True]])
am = tf.constant(np.arange(2 * 3 * 5).reshape(2, 3, 5) % 3 > 0)
free = [(None, None, 4), (None, None, 4)]
cases = [
    run("Attention", {}, [q, v], symbolic=free),
    run("Attention", {"use_scale": True}, [q, v, k]),
    run("Attention", {"score_mode": "concat"}, [q, v]),
    run("Attention", {"score_mode": "concat", "use_scale": True, "dropout": 0.2}, [q, v]),
    run("Attention", {}, [q, v], call={"mask": [qm, vm]}),
    run("Attention", {}, [q, X(2, 3, 4)], call={"use_causal_mask": True, "return_attention_scores": True}),
    run("Attention", {"dropout": 0.5, "seed": 3}, [q, v], call={"training": True}),
    run("AdditiveAttention", {}, [q, v], symbolic=free),
    run("AdditiveAttention", {"use_scale": False}, [q, v, k], call={"mask": [qm, vm], "return_attention_scores": True}),
    run("AdditiveAttention", {}, [q, X(2, 3, 4)], call={"use_causal_mask": True}),
    run("MultiHeadAttention", {"num_heads": 2, "key_dim": 3}, q, call={"value": v}),
    run("MultiHeadAttention", {"num_heads": 2, "key_dim": 3, "value_dim": 5, "use_bias": False, "output_shape": 6}, q, call={"value": v, "key": k, "return_attention_scores": True}),
    run("MultiHeadAttention", {"num_heads": 2, "key_dim": 3, "dropout": 0.1, "kernel_regularizer": "l2", "bias_regularizer": "l1", "activity_regularizer": "l2"}, q, call={"value": v, "attention_mask": am}),
    run("MultiHeadAttention", {"num_heads": 1, "key_dim": 2}, q, call={"value": X(2, 3, 4), "use_causal_mask": True, "return_attention_scores": True}),
    run("MultiHeadAttention", {"num_heads": 2, "key_dim": 2, "attention_axes": (2, 3)}, X(1, 2, 2, 3, 4), call={"value": X(1, 2, 2, 3, 4)}),
    run("MultiHeadAttention", {"num_heads": 2, "key_dim": 2, "attention_axes": 2}, X(1, 2, 3, 4), call={"value": X(1, 2, 3, 4), "return_attention_scores": True}),
    run("MultiHeadAttention", {"num_heads": 2, "key_dim": 2, "kernel_initializer": "he_normal", "name": "mha"}, q, call={"value": v, "training": False}),
    run("EinsumDense", {"equation": "ab,bc->ac", "output_shape": 3, "bias_axes": "c"}, X(2, 4)),
    run("EinsumDense", {"equation": "abc,cd->abd", "output_shape": (None, 3), "bias_axes": "d", "activation": "relu"}, X(2, 3, 4), symbolic=[(None, None, 4)]),
    run("EinsumDense", {"equation": "...x,xy->...y", "output_shape": 3, "bias_axes": "y"}, X(2, 3, 4)),
    run("EinsumDense", {"equation": "abc,cde->abde", "output_shape": (None, 2, 3), "bias_axes": "de", "kernel_regularizer": "l2"}, X(2, 3, 4)),
    run("EinsumDense", {"equation": "abc,bd->adc", "output_shape": [3, None]}, X(2, 3, 4)),
    run("EinsumDense", {"equation": "ab...,bc->ac...", "output_shape": 3, "bias_axes": "c"}, X(2, 4, 3)),
]
errors = [
    bad("Attention", {"score_mode": "x"}), bad("Attention", {}, [q]),
    bad("EinsumDense", {"equation": "ab,bc,cd->ad", "output_shape": 3}, X(2, 4)), bad("EinsumDense", {"equation": "ab,bc->ad", "output_shape": 3}, X(2, 4)), bad("EinsumDense", {"equation": "ab,bc->ac", "output_shape": 3, "bias_axes": "z"}, X(2, 4)),
    bad("EinsumDense", {"equation": "abc,cd->abd", "output_shape": (5, 3)}, X(2, 3, 4)), bad("EinsumDense", {"equation": "ab,be->ac", "output_shape": 3}, X(2, 4)), bad("MultiHeadAttention", {"num_heads": 2}),
]
write("attention.json", cases, errors)
