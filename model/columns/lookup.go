package columns

import (
	"kerash/model"
	"kerash/model/format/checkpoint"
	"kerash/model/format/weights"
	"kerash/tensor"
)

// Load gives the weights of an embedding the values that a checkpoint holds for
// it, where the column names one.
func (e *Embedding) Load(st *model.State, v *tensor.Variable) {
	prefix, ok := e.Checkpoint.(string)
	if !ok {
		return
	}
	st.CheckFiles()
	if !checkpoint.Exists(prefix) {
		tensor.Throwf("NotFoundError", "Unsuccessful TensorSliceReader constructor: Failed to find any matching files for %s", prefix)
	}
	b, err := checkpoint.Open(prefix)
	tensor.Check(err)
	name, _ := e.TensorName.(string)
	_, shape, ok := b.Describe(name)
	if !ok {
		tensor.Throwf("ValueError", "Tensor %s is not found in %s checkpoint", name, prefix)
	}
	if !tensor.SameShape(shape, v.Shape()) {
		tensor.Throwf("ValueError", "Shape of variable %s (%s) doesn't match with shape of tensor %s (%s) from checkpoint reader.",
			v.Name, tensor.ShapeString(v.Shape()), name, tensor.ShapeString(shape))
	}
	a, err := b.Read(name)
	tensor.Check(err)
	v.SetValue(weights.Loaded(a).Cast(v.DType()))
}

// rows is the vectors of categories, which have to be of the embedding.
func (b *Batch) rows(v *tensor.Variable, id, counts *tensor.Tensor) *tensor.Tensor {
	id = b.Apply1(opChecked, v.Shape()[0], id, counts)
	return b.Gather(b.Read(v), id, 0, 0)
}

// opChecked throws for categories that an embedding does not have, with the
// place among the different ones, as TensorFlow looks up each only once. It
// gives the categories, 0 for those that do not count. The attribute is the
// number of categories.
var opChecked = &tensor.Op{
	Name:   "ResourceGatherIndices",
	Inputs: "-",
	Infer:  func(c *tensor.Call) []tensor.Spec { return []tensor.Spec{{DType: tensor.Int64, Shape: c.In[0].Shape}} },
	Eval: func(c *tensor.Call, in, out []*tensor.Array) {
		n, y := int64(c.Attr.(int)), tensor.Data[int64](out[0])
		counts := tensor.Data[bool](in[1])
		seen := map[int64]bool{}
		for i, id := range tensor.Data[int64](in[0]) {
			if !counts[i] {
				y[i] = 0
				continue
			}
			if id < 0 || id >= n {
				tensor.Throwf("InvalidArgumentError", "{{function_node __wrapped__ResourceGather_device_/job:localhost/replica:0/task:0/device:CPU:0}} indices[%d] = %d is not in [0, %d) [Op:ResourceGather] name: ", len(seen), id, n)
			}
			seen[id] = true
			y[i] = id
		}
	},
}
