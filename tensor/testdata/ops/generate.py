"""Writes cases.jsonl: what TensorFlow 2.15 makes of inputs, one op per line.

Every line has the name under which ops_test.go finds the Go call, the inputs
(dtype, shape, values) and the outputs or the error. Run with a Python that has
TensorFlow: python generate.py > cases.jsonl
"""
import json
import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(7)
inf, nan = np.inf, np.nan


def f32(*shape, lo=-2.0, hi=2.0):
    return (rng.uniform(lo, hi, shape)).astype(np.float32)


def pack(a):
    a = np.asarray(a)
    if a.dtype == object:
        return {"dtype": "string", "shape": list(a.shape), "s": [x.decode() for x in a.reshape(-1)]}
    return {"dtype": str(a.dtype), "shape": list(a.shape), "v": [repr(x) if x != x or abs(x) == inf else x for x in a.astype(float).reshape(-1).tolist()]}


def case(name, f, *args):
    line = {"op": name, "in": [pack(a) for a in args]}
    try:
        out = f(*[tf.constant(a) for a in args])
        if isinstance(out, tf.Tensor):
            out = [out]
        line["out"] = [pack(t.numpy()) for t in out]
    except Exception as e:
        line["error"] = [type(e).__name__, str(e)]
    print(json.dumps(line))


edges = np.array([0.0, -0.0, 1.0, -1.0, 0.5, 1.5, 2.5, -2.5, inf, -inf, nan, 1e-30, 1e30, 88.0, -88.0, 3.0], np.float32)
small = np.array([0.1, 0.3, 0.7, 1.3, 2.2, 5.5, 11.0, 33.0], np.float32)
for name in "abs negative sign square sqrt exp sin cos tan asin acos atan sinh cosh tanh asinh acosh atanh sigmoid floor round".split():
    for a in (edges, small, edges.astype(np.float64), f32(3, 2)):
        case(name, getattr(tf, name), a)
for name in "rsqrt log log1p expm1 erf erfc erfinv lgamma digamma ceil rint reciprocal softplus softsign is_nan is_inf is_finite ndtri log_sigmoid bessel_i0 bessel_i1 bessel_i0e bessel_i1e".split():
    for a in (edges, small, f32(5, lo=0.05, hi=0.95)):
        case(name, getattr(tf.math, name), a)
for name in "relu relu6 elu selu gelu silu leaky_relu softmax log_softmax".split():
    for a in (edges[:8], f32(2, 3), f32(2, 3).astype(np.float64), f32(2, 3).astype(np.float16)):
        case(name, getattr(tf.nn, name), a)
for name in ["abs", "negative", "sign", "square"]:
    case(name, getattr(tf, name), np.array([-3, 0, 7], np.int32))
    case(name, getattr(tf, name), np.array([-3, 0, 127, -128], np.int8))
for name in "add subtract multiply divide pow maximum minimum less less_equal greater greater_equal equal not_equal".split():
    for a, b in ((f32(2, 3), f32(3)), (f32(2, 1), f32(1, 4)), (edges, edges[::-1].copy()), (f32(3).astype(np.float64), f32(3).astype(np.float64))):
        case(name, getattr(tf, name), a, b)
ints = np.array([7, -7, 7, -7, 0, 5], np.int32)
divisors = np.array([2, 2, -2, -2, 3, 5], np.int32)
for name in "floordiv floormod squared_difference".split():
    case(name, getattr(tf.math, name), ints, divisors)
    case(name, getattr(tf.math, name), ints.astype(np.float32), divisors.astype(np.float32) + np.float32(0.3))
    case(name, getattr(tf.math, name), ints, np.zeros(6, np.int32))
for name in ["truncatediv", "truncatemod"]:
    case(name, getattr(tf, name), ints, divisors)
    case(name, getattr(tf, name), ints.astype(np.float32), divisors.astype(np.float32) + np.float32(0.3))
for name in "xlogy xlog1py xdivy divide_no_nan multiply_no_nan atan2 polygamma zeta igamma igammac".split():
    a, b = np.abs(f32(6)), np.abs(f32(6))
    if name == "polygamma":
        a = np.array([0, 1, 2, 3, 1, 2], np.float32)
    if name == "zeta":
        a = a + 1.2
    a = a.astype(np.float32)
    case(name, getattr(tf.math, name), a, b)
    if name not in ("polygamma", "zeta", "igamma", "igammac"):
        case(name, getattr(tf.math, name), np.array([0, 0, 1, 1], np.float32), np.array([0, inf, 0, nan], np.float32))
case("betainc", tf.math.betainc, np.abs(f32(4)), np.abs(f32(4)), np.abs(f32(4)) / 2)
for name in "bitwise_and bitwise_or bitwise_xor left_shift right_shift".split():
    case(name, getattr(tf.bitwise, name), np.array([-9, 12, 7, 100], np.int32), np.array([1, 2, 3, 4], np.int32))
    case(name, getattr(tf.bitwise, name), np.array([200, 12, 7, 100], np.uint8), np.array([1, 2, 3, 4], np.uint8))
case("invert", tf.bitwise.invert, np.array([-9, 12], np.int16))

x = f32(2, 3, 4)
xn = x.copy()
xn[0, 1, 2] = nan
for name in "sum mean max min prod".split():
    g = getattr(tf, "reduce_" + name)
    for ax in (None, 0, 1, -1, [0, 2], []):
        for a in (x, xn, (x * 10).astype(np.int32), (x * 10).astype(np.float64)):
            case(f"reduce_{name}:{json.dumps(ax)}", lambda t, g=g, ax=ax: g(t, axis=ax), a)
for name in "logsumexp".split():
    case("reduce_logsumexp:-1", lambda t: tf.reduce_logsumexp(t, -1), x)
    case("reduce_logsumexp:-1", lambda t: tf.reduce_logsumexp(t, -1), np.array([[-inf, -inf], [inf, 1.0], [1e4, 1e4]], np.float32))
for name in "std variance".split():
    case(f"reduce_{name}:-1", lambda t, name=name: getattr(tf.math, "reduce_" + name)(t, -1), x)
case("reduce_euclidean_norm:-1", lambda t: tf.math.reduce_euclidean_norm(t, -1), x)
for a in (np.array([True, False]), np.zeros((0,), bool)):
    case("reduce_any:null", tf.reduce_any, a)
    case("reduce_all:null", tf.reduce_all, a)
for ax in (0, 1, 2, -1):
    for a in (x, xn, (x * 2).astype(np.int32)):
        case(f"argmax:{ax}", lambda t, ax=ax: tf.argmax(t, ax), a)
        case(f"argmin:{ax}", lambda t, ax=ax: tf.argmin(t, ax), a)
for ex in (False, True):
    for rv in (False, True):
        opts = json.dumps([1, ex, rv])
        case(f"cumsum:{opts}", lambda t, ex=ex, rv=rv: tf.cumsum(t, 1, ex, rv), x)
        case(f"cumprod:{opts}", lambda t, ex=ex, rv=rv: tf.math.cumprod(t, 1, ex, rv), x)
        case(f"cumulative_logsumexp:{opts}", lambda t, ex=ex, rv=rv: tf.math.cumulative_logsumexp(t, 1, ex, rv), x)

ids = np.array([0, 0, 2], np.int32)
for name in "sum prod min max mean".split():
    case(f"segment_{name}", getattr(tf.math, "segment_" + name), f32(3, 2), ids)
    case(f"segment_{name}", getattr(tf.math, "segment_" + name), np.array([3, 4, 5], np.int32) if name != "mean" else f32(3), ids)
for name in "sum prod min max mean sqrt_n".split():
    g = getattr(tf.math, "unsorted_segment_" + name)
    case(f"unsorted_segment_{name}", lambda a, i, g=g: g(a, i, 4), f32(3, 2), np.array([3, 0, 3], np.int32))
case("sort:ASCENDING", tf.sort, x)
case("sort:DESCENDING", lambda t: tf.sort(t, direction="DESCENDING"), x)
ties = np.array([[3, 1, 3, 2, 1]], np.float32)
case("argsort:ASCENDING", lambda t: tf.argsort(t), ties)
case("argsort:DESCENDING", lambda t: tf.argsort(t, direction="DESCENDING"), ties)
case("top_k:3", lambda t: tf.math.top_k(t, 3), ties)
case("unique", lambda t: tf.unique_with_counts(t), np.array([5, 2, 5, 5, 2, 9], np.int32))
case("where", tf.where, np.array([[0, 1], [2, 0]], np.int32))
case("searchsorted:left", lambda a, b: tf.searchsorted(a, b), np.array([1, 3, 3, 5], np.float32), np.array([0, 3, 4, 9], np.float32))
case("searchsorted:right", lambda a, b: tf.searchsorted(a, b, side="right"), np.array([1, 3, 3, 5], np.float32), np.array([0, 3, 4, 9], np.float32))
case("bincount", lambda t: tf.math.bincount(t), np.array([1, 1, 4, 0], np.int32))
case("histogram", lambda t: tf.histogram_fixed_width(t, [0.0, 5.0], 5), np.array([-1, 0, 1.5, 2, 5, 15, 4.99], np.float32))

m = f32(3, 3) + 2 * np.eye(3, dtype=np.float32)
spd = (m @ m.T).astype(np.float32)
for name in "inv det".split():
    case(name, getattr(tf.linalg, name), m)
case("slogdet", lambda t: tf.linalg.slogdet(t), m)
case("logdet", tf.linalg.logdet, spd)
case("cholesky", tf.linalg.cholesky, spd)
case("solve", tf.linalg.solve, m, f32(3, 2))
case("triangular_solve", tf.linalg.triangular_solve, m, f32(3, 2))
case("qr", lambda t: tf.linalg.qr(t), f32(4, 3))
case("qr_full", lambda t: tf.linalg.qr(t, full_matrices=True), f32(4, 3))
case("singular", lambda t: tf.linalg.svd(t, compute_uv=False), f32(4, 3))
case("eigvalsh", tf.linalg.eigvalsh, spd)
case("lu", lambda t: tf.linalg.lu(t), m)
case("pinv", tf.linalg.pinv, f32(4, 3))
case("lstsq", tf.linalg.lstsq, f32(4, 3), f32(4, 2))
case("expm", tf.linalg.expm, f32(3, 3))
case("sqrtm", tf.linalg.sqrtm, spd)
case("matrix_rank", tf.linalg.matrix_rank, np.array([[1, 2], [2, 4]], np.float32))
case("cross", tf.linalg.cross, f32(2, 3), f32(2, 3))
case("adjoint_inverse", lambda t: tf.linalg.inv(t, adjoint=True), m)
case("inv", tf.linalg.inv, np.ones((2, 2), np.float32))
for eq, shapes in {"ij,jk->ik": [(2, 3), (3, 4)], "ij->ji": [(2, 3)], "ii->": [(3, 3)], "bij,bjk->bik": [(2, 2, 3), (2, 3, 2)], "...ij,jk->...ik": [(2, 2, 3), (3, 2)],
                   "aecd,abcd->acbe": [(2, 3, 2, 4), (2, 5, 2, 4)], "i,j->ij": [(2,), (3,)], "ijk->k": [(2, 3, 4)], "ij,kj,lj->ikl": [(2, 3), (4, 3), (2, 3)], "ba": [(2, 3)], "ij,jk": [(2, 3), (4, 5)]}.items():
    case("einsum:" + eq, lambda *a, eq=eq: tf.einsum(eq, *a), *[f32(*s) for s in shapes])
case("tensordot:1", lambda a, b: tf.tensordot(a, b, 1), f32(2, 3), f32(3, 4))

img = f32(1, 5, 7, 3, lo=0.0, hi=1.0)
for method in "bilinear nearest bicubic area lanczos3 lanczos5 gaussian mitchellcubic".split():
    for size in ([3, 4], [8, 10], [5, 7], [1, 1], [10, 3]):
        for aa in (False, True):
            case(f"resize:{json.dumps([method, *size, aa])}", lambda t, method=method, size=size, aa=aa: tf.image.resize(t, size, method, antialias=aa), img)
case("resize:" + json.dumps(["bilinear", 3, 4, False]), lambda t: tf.image.resize(t, [3, 4]), (img * 255).astype(np.uint8))
case("resize:" + json.dumps(["nearest", 3, 4, False]), lambda t: tf.image.resize(t, [3, 4], "nearest"), (img * 255).astype(np.uint8))
for name in "rgb_to_grayscale rgb_to_hsv hsv_to_rgb rgb_to_yiq yiq_to_rgb rgb_to_yuv yuv_to_rgb per_image_standardization".split():
    case(name, getattr(tf.image, name), img)
case("rgb_to_grayscale", tf.image.rgb_to_grayscale, (img * 255).astype(np.uint8))
case("adjust_brightness", lambda t: tf.image.adjust_brightness(t, 0.1), img)
case("adjust_brightness", lambda t: tf.image.adjust_brightness(t, 0.1), (img * 255).astype(np.uint8))
case("adjust_contrast", lambda t: tf.image.adjust_contrast(t, 1.7), img)
case("adjust_contrast", lambda t: tf.image.adjust_contrast(t, 1.7), (img * 255).astype(np.uint8))
case("adjust_saturation", lambda t: tf.image.adjust_saturation(t, 0.4), img)
case("adjust_hue", lambda t: tf.image.adjust_hue(t, 0.3), img)
case("adjust_gamma", lambda t: tf.image.adjust_gamma(t, 0.4, 2.0), img)
case("psnr", lambda a, b: tf.image.psnr(a, b, 1.0), img, f32(1, 5, 7, 3, lo=0.0, hi=1.0))
a, b = f32(1, 12, 13, 2, lo=0.0, hi=1.0), f32(1, 12, 13, 2, lo=0.0, hi=1.0)
case("ssim", lambda a, b: tf.image.ssim(a, b, 1.0), a, b)
case("total_variation", tf.image.total_variation, img)
case("sobel_edges", tf.image.sobel_edges, img)
case("image_gradients", lambda t: tf.image.image_gradients(t), img)
for k in range(4):
    case(f"rot90:{k}", lambda t, k=k: tf.image.rot90(t, k), img)
case("crop_and_resize", lambda t: tf.image.crop_and_resize(t, [[0.1, 0.2, 0.9, 1.2], [0.9, 0.9, 0.1, 0.1]], [0, 0], [3, 4], extrapolation_value=0.5), img)
case("extract_patches", lambda t: tf.image.extract_patches(t, [1, 3, 2, 1], [1, 2, 2, 1], [1, 1, 1, 1], "SAME"), img)
case("extract_patches_valid", lambda t: tf.image.extract_patches(t, [1, 2, 2, 1], [1, 1, 2, 1], [1, 2, 1, 1], "VALID"), img)
case("space_to_depth", lambda t: tf.nn.space_to_depth(t, 2), f32(1, 4, 2, 3))
case("depth_to_space", lambda t: tf.nn.depth_to_space(t, 2), f32(1, 2, 2, 8))
case("space_to_batch", lambda t: tf.space_to_batch(t, [2, 2], [[0, 1], [1, 0]]), f32(1, 3, 3, 2))
case("batch_to_space", lambda t: tf.batch_to_space(t, [2, 2], [[0, 1], [1, 0]]), f32(4, 2, 2, 2))
case("lrn", lambda t: tf.nn.local_response_normalization(t, 2, 1.0, 0.5, 0.7), f32(1, 2, 2, 7))
case("dilation2d", lambda t, w: tf.nn.dilation2d(t, w, [1, 1, 2, 1], "SAME", "NHWC", [1, 1, 1, 1]), f32(1, 4, 4, 2), f32(2, 2, 2))
case("erosion2d", lambda t, w: tf.nn.erosion2d(t, w, [1, 1, 1, 1], "VALID", "NHWC", [1, 1, 1, 1]), f32(1, 4, 4, 2), f32(2, 2, 2))
case("sparse_xent", lambda l, t: tf.nn.sparse_softmax_cross_entropy_with_logits(l, t), np.array([2, 0], np.int32), f32(2, 3))
case("sparse_xent", lambda l, t: tf.nn.sparse_softmax_cross_entropy_with_logits(l, t), np.array([2, 5], np.int32), f32(2, 3))
case("softmax_xent", lambda l, t: tf.nn.softmax_cross_entropy_with_logits(l, t), np.abs(f32(2, 3)), f32(2, 3))
case("sigmoid_xent", lambda l, t: tf.nn.sigmoid_cross_entropy_with_logits(l, t), np.abs(f32(2, 3)), f32(2, 3) * 20)
case("weighted_xent", lambda l, t: tf.nn.weighted_cross_entropy_with_logits(l, t, 1.7), np.abs(f32(2, 3)), f32(2, 3))
case("log_poisson", lambda l, t: tf.nn.log_poisson_loss(l, t, True), np.abs(f32(2, 3)) * 2, f32(2, 3))
theta = 0.3
case("projective", lambda t: tf.raw_ops.ImageProjectiveTransformV3(images=t, transforms=[[np.cos(theta), -np.sin(theta), 1.2, np.sin(theta), np.cos(theta), -0.7, 0.0, 0.0]], output_shape=[5, 7], fill_value=0.25, interpolation="BILINEAR", fill_mode="CONSTANT"), img)
for fill in ("REFLECT", "WRAP", "NEAREST"):
    for interp in ("BILINEAR", "NEAREST"):
        case(f"projective:{fill}:{interp}", lambda t, fill=fill, interp=interp: tf.raw_ops.ImageProjectiveTransformV3(images=t, transforms=[[1.3, -0.4, -3.2, 0.6, 0.9, 2.7, 0.0, 0.0]], output_shape=[6, 9], fill_value=0.25, interpolation=interp, fill_mode=fill), img)
lin = f32(3)
case("linspace:4", lambda a, b: tf.linspace(a, b, 4), lin, lin + 3)
case("clip_by_norm", lambda t: tf.clip_by_norm(t, 1.5), x)
case("l2_normalize", lambda t: tf.math.l2_normalize(t, -1), x)
for o in (1, 2, 3, inf):
    case(f"norm:{o}", lambda t, o=o: tf.norm(t, ord=o), x)
    if o != 3:
        case(f"matrix_norm:{o}", lambda t, o=o: tf.norm(t, ord=o, axis=[-2, -1]), x)
case("confusion", lambda a, b: tf.math.confusion_matrix(a, b, 4), np.array([1, 2, 3], np.int32), np.array([1, 3, 3], np.int32))
case("saturate_uint8", lambda t: tf.saturate_cast(t, tf.uint8), np.array([-3.7, 0.5, 255.9, 300, nan], np.float32))
case("saturate_int32", lambda t: tf.saturate_cast(t, tf.int32), np.array([-3e9, 0.5, 3e9], np.float32))
case("image_dtype:float32", lambda t: tf.image.convert_image_dtype(t, tf.float32), np.array([0, 100, 255], np.uint8))
case("image_dtype:uint8", lambda t: tf.image.convert_image_dtype(t, tf.uint8), np.array([0, 0.4, 1.0], np.float32))
case("image_dtype:uint16", lambda t: tf.image.convert_image_dtype(t, tf.uint16), np.array([0, 100, 255], np.uint8))
case("range:float", lambda a, b, d: tf.range(a, b, d), np.float32(0.1), np.float32(3), np.float32(0.3))
