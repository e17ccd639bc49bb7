package tf

import (
	"fmt"

	"kerash/interp/object"
	"kerash/tensor"
)

// sparseSerialDecls are the functions between sparse tensors and texts: three
// TensorProtos, of the indices, the values and the shape.
func sparseSerialDecls() []decl {
	return []decl{
		{names: "io.serialize_sparse", sig: "serialize_sparse(sp_input, out_type=tf.string, name=None)", doc: "A sparse tensor as three texts: indices, values and shape.", direct: true, fn: func(c *call) object.Value {
			s := c.sparseInput("SerializeSparse")
			return tensor.Const(serialized(s.Indices, s.Values, s.DenseShape), 3)
		}},
		{names: "io.serialize_many_sparse", sig: "serialize_many_sparse(sp_input, out_type=tf.string, name=None)", doc: "The rows of a sparse tensor, each as three texts.", direct: true, fn: serializeRows},
		{names: "io.deserialize_many_sparse", sig: "deserialize_many_sparse(serialized_sparse, dtype, rank=None, name=None)", doc: "A sparse tensor with those of the texts as its rows.", direct: true, fn: deserializeRows},
	}
}

// sparseInput is the argument sp_input; out_type has to be texts.
func (c *call) sparseInput(op string) *Sparse {
	s, ok := c.Value("sp_input").(*Sparse)
	if !ok {
		object.Throw(object.TypeErrorf("Input must be a SparseTensor."))
	}
	if dt := c.dtype("out_type", tensor.String); dt != tensor.String {
		wrongAttr("out_type", dt.RuntimeName(), "string, variant", op, "sparse_indices:int64, sparse_values:T, sparse_shape:int64 -> serialized_sparse:out_type; attr=T:type; attr=out_type:type,default=DT_STRING,allowed=[DT_STRING, DT_VARIANT]")
	}
	return s
}

func serialized(parts ...*tensor.Tensor) []string {
	var out []string
	for _, p := range parts {
		out = append(out, string(tensorProto(p.Array())))
	}
	return out
}

func serializeRows(c *call) object.Value {
	const op = "SerializeManySparse"
	s := c.sparseInput(op)
	shape := s.shape()
	if len(shape) < 2 {
		wrongImage(op, fmt.Sprintf("Rank of input SparseTensor should be > 1, but saw rank: %d", len(shape)))
	}
	var texts []string
	for i := range shape[0] {
		row := s.Row(c.s, i).(*Sparse)
		texts = append(texts, serialized(row.Indices, row.Values, row.DenseShape)...)
	}
	return tensor.Const(texts, shape[0], 3)
}

func deserializeRows(c *call) object.Value {
	const op = "DeserializeManySparse"
	a, dt := c.tensorAs("serialized_sparse", tensor.String).Array(), c.dtype("dtype", tensor.Invalid)
	shape := a.Shape()
	if len(shape) == 0 || shape[len(shape)-1] != 3 {
		wrongImage(op, fmt.Sprintf("Serialized sparse should have 3 as the last dimension but has shape %s", brackets(shape)))
	}
	if len(shape) > 2 {
		a = a.Reshape([]int{a.Size() / 3, 3})
	}
	var rows []any
	for i := 0; i < a.Size(); i += 3 {
		var parts [3]*tensor.Tensor
		for k := range parts {
			p, _, err := tensorOfProto([]byte(a.Str(i + k)))
			if err != nil {
				wrongImage(op, "Could not parse serialized proto")
			}
			parts[k] = tensor.FromArray(p)
		}
		if have := parts[1].DType(); have != dt {
			wrongImage(op, fmt.Sprintf("Requested SparseTensor of type %s but SparseTensor[%d].values.dtype() == %s", dt.RuntimeName(), i/3, have.RuntimeName()))
		}
		rows = append(rows, &Sparse{Indices: parts[0], Values: parts[1], DenseShape: parts[2]})
	}
	if len(rows) == 0 {
		wrongImage(op, "Must have at least 1 serialized SparseTensor")
	}
	out := rows[0].(*Sparse)
	if len(shape) > 1 {
		out = stackSparse(c.s, rows)
	}
	if rank := c.IntOr("rank", len(out.shape())); rank != len(out.shape()) {
		object.Throw(object.ValueErrorf("Tensor's shape %s is not compatible with supplied shape [None, %d].", tensor.ShapeString(out.Indices.Shape()), rank))
	}
	return out
}
