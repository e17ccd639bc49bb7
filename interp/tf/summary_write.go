package tf

import (
	"fmt"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model/format/event"
	"kerash/tensor"
)

// summaryWriteDecls are the functions of tf.summary for sounds and for any
// tensors.
func summaryWriteDecls() []decl {
	return []decl{
		summary("audio", "audio(name, data, sample_rate, step=None, max_outputs=3, encoding=None, description=None)", "Writes sounds: (k, samples, channels), from -1 to 1.", writeSounds),
		summary("write", "write(tag, tensor, step=None, metadata=None, name=None)", "Writes a tensor as it is, with metadata that tells a plugin of TensorBoard what it is.", func(c *call, f *event.File, tag string, step int64) error {
			var meta []byte
			switch m := c.Value("metadata").(type) {
			case nil:
			case binding.Bytes:
				meta = []byte(m)
			case proto:
				meta = m.format()
			default:
				object.Throw(object.TypeErrorf("Cannot convert %s to EagerTensor of dtype string", object.Must(object.Repr(c.th, m))))
			}
			return f.Tensor(tag, step, tensorProto(c.tensor("tensor").Array()), meta)
		}),
	}
}

func writeSounds(c *call, f *event.File, tag string, step int64) error {
	if e, ok := c.Value("encoding").(string); ok && e != "wav" {
		object.Throw(object.ValueErrorf("Unknown encoding: '%s'", e))
	}
	t := c.tensorLike("data", tensor.Float32)
	if t.Rank() != 3 {
		object.Throw(object.ValueErrorf("Tensor  must have rank 3.  Received rank %d, shape %s", t.Rank(), tensor.ShapeString(t.Shape())))
	}
	most := c.int("max_outputs")
	if most < 0 {
		tensor.Throwf("InvalidArgumentError", "\nCondition x >= 0 did not hold element-wise:\nx (shape=() dtype=int32) = \n%d", most)
	}
	a := c.s.Cast(t, tensor.Float32).Array()
	var clips []string
	for i := range min(a.Shape()[0], most) {
		clip := a.Slice([]tensor.Slice{tensor.At(i)}).Contiguous()
		clips = append(clips, string(encodeWav(clip, c.int("sample_rate"))))
	}
	if err := f.Sounds(tag, step, clips, c.StrOr("description", "")); err != nil {
		return fmt.Errorf("sounds: %w", err)
	}
	return nil
}
