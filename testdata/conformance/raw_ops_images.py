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

x = tf.reshape(tf.range(48.0), [1, 4, 4, 3]) / 48
g = tf.reshape(tf.range(16.0), [1, 4, 4, 1])
op.AdjustContrastv2(images=x[0], contrast_factor=2.0)
op.AdjustHue(images=x[0, :2], delta=0.2)
op.AdjustSaturation(images=x[0, :2], scale=0.5)
boxes = tf.constant([[0.0, 0.0, 1.0, 1.0], [0.0, 0.1, 1.0, 1.1], [0.0, 2.0, 1.0, 3.0]])
scores = tf.constant([0.9, 0.8, 0.7])
op.CombinedNonMaxSuppression(boxes=boxes[tf.newaxis, :, tf.newaxis], scores=scores[tf.newaxis, :, tf.newaxis], max_output_size_per_class=3, max_total_size=3, iou_threshold=0.5, score_threshold=0.0, clip_boxes=False)
crop = dict(boxes=[[0.0, 0.0, 0.6, 0.7]], box_ind=[0])
op.CropAndResize(image=g, crop_size=[2, 2], **crop)
op.CropAndResizeGradImage(grads=tf.ones([1, 2, 2, 1]), image_size=[1, 4, 4, 1], T=tf.float32, **crop)
op.CropAndResizeGradBoxes(grads=tf.ones([1, 2, 2, 1]), image=g, **crop)
op.DrawBoundingBoxes(images=tf.zeros([1, 4, 4, 4]), boxes=[[[0.1, 0.1, 0.8, 0.8]]])
op.DrawBoundingBoxesV2(images=tf.zeros([1, 4, 4, 3]), boxes=[[[0.1, 0.1, 0.8, 0.8]]], colors=[[1.0, 0.5, 0.2]])
png = tf.io.encode_png(tf.cast(x[0] * 255, tf.uint8))
op.DecodePng(contents=png)
op.DecodeImage(contents=png, channels=1)
op.DecodePng(contents=tf.raw_ops.EncodePng(image=tf.constant([[[1], [2]]], tf.uint8)))
jpeg = tf.raw_ops.EncodeJpeg(image=tf.fill([8, 8, 3], tf.constant(100, tf.uint8)))
op.DecodeJpeg(contents=jpeg, ratio=8)
op.DecodeAndCropJpeg(contents=jpeg, crop_window=[0, 0, 1, 2])
op.ExtractJpegShape(contents=jpeg)
op.DecodeJpeg(contents=tf.raw_ops.EncodeJpegVariableQuality(images=tf.fill([8, 8, 3], tf.constant(100, tf.uint8)), quality=50), ratio=8)
bmp = b'BM' + bytes([58, 0, 0, 0, 0, 0, 0, 0, 54, 0, 0, 0, 40, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 24, 0]) + bytes(24) + bytes([1, 2, 3, 0])
op.DecodeBmp(contents=bmp)
gif = b'GIF89a' + bytes([1, 0, 1, 0, 128, 0, 0, 255, 0, 0, 0, 0, 255, 44, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 68, 1, 0, 59])
op.DecodeGif(contents=gif)
op.ExtractGlimpseV2(input=g, size=[2, 2], offsets=[[0.2, -0.3]], uniform_noise=False, noise='zero')
op.HSVToRGB(images=[[0.2, 0.5, 0.7]])
op.RGBToHSV(images=[[0.2, 0.5, 0.7]])
nms = dict(boxes=boxes, scores=scores, max_output_size=3, iou_threshold=0.5)
op.NonMaxSuppression(**nms)
op.NonMaxSuppressionV2(**nms)
op.NonMaxSuppressionV3(**nms, score_threshold=0.75)
op.NonMaxSuppressionV4(**nms, score_threshold=0.0, pad_to_max_output_size=True)
op.NonMaxSuppressionV5(**nms, score_threshold=0.0, soft_nms_sigma=0.5)
op.NonMaxSuppressionWithOverlaps(overlaps=[[1.0, 0.8, 0.0], [0.8, 1.0, 0.0], [0.0, 0.0, 1.0]], scores=scores, max_output_size=3, overlap_threshold=0.5, score_threshold=0.0)
op.ResizeArea(images=g, size=[2, 2])
op.ResizeArea(images=g, size=[3, 5], align_corners=True)
for name in 'ResizeBicubic ResizeBilinear ResizeNearestNeighbor'.split():
    for spec in {}, {'align_corners': True}, {'half_pixel_centers': True}:
        getattr(op, name)(images=g, size=[3, 5], **spec)
        if name == 'ResizeNearestNeighbor':
            op.ResizeNearestNeighborGrad(grads=tf.ones([1, 3, 5, 1]), size=[4, 4], **spec)
        else:
            getattr(op, name + 'Grad')(grads=tf.ones([1, 3, 5, 1]), original_image=g, **spec)
op.ResizeBilinear(images=tf.constant([[[[1], [5]]]], tf.uint8), size=[1, 3])
box = dict(image_size=[20, 20, 3], bounding_boxes=[[[0.1, 0.1, 0.9, 0.9]]], min_object_covered=0.3)
op.SampleDistortedBoundingBoxV2(**box, seed=3, seed2=5)
op.StatelessSampleDistortedBoundingBox(**box, seed=[3, 5])
turn = dict(images=g, transforms=[[0.9, -0.3, 0.5, 0.3, 0.9, -0.2, 0.0, 0.0]], output_shape=[3, 4])
op.ImageProjectiveTransformV2(**turn, interpolation='BILINEAR')
op.ImageProjectiveTransformV3(**turn, fill_value=0.5, interpolation='NEAREST', fill_mode='REFLECT')
