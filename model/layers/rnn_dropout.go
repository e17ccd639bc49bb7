package layers

import (
	"kerash/model"
	"kerash/tensor"
)

// cellMasks is the dropout masks of a cell. Within a recurrent layer's call
// they are the same for all steps; a cell that is called by itself keeps them
// until it is told to forget them.
type cellMasks struct {
	random         random
	held           bool
	inputs, states []*tensor.Tensor
}

// hold keeps the masks from the first step on, or forgets them.
func (m *cellMasks) hold(on bool) {
	m.held = on
	m.inputs, m.states = nil, nil
}

// of is n masks for x, nil when nothing is dropped; kept is where they stay.
func (m *cellMasks) of(c *model.Context, x *tensor.Tensor, rate share, n int, kept *[]*tensor.Tensor) []*tensor.Tensor {
	if !rate.drops() || !c.Training {
		return nil
	}
	if *kept != nil {
		return *kept
	}
	masks := make([]*tensor.Tensor, n)
	for i := range masks {
		masks[i] = m.random.drop(c, c.OnesLike(x), rate.Number, nil)
	}
	if m.held || !x.IsSymbolic() && !c.State.BuildsGraph() {
		*kept = masks
	}
	return masks
}

// ofSequence drops elements of a whole sequence x, for the first of n gates;
// the streams of the others are opened too, as Keras does.
func (m *cellMasks) ofSequence(c *model.Context, x *tensor.Tensor, rate share, n int) *tensor.Tensor {
	if !rate.drops() || !c.Training {
		return x
	}
	mask := m.random.drop(c, c.OnesLike(x), rate.Number, nil)
	for range n - 1 {
		m.random.stream(c, "RandomUniform", x)
	}
	return c.Mul(x, mask)
}

// masked is x times mask i of masks; x itself when there are none.
func masked(c *model.Context, x *tensor.Tensor, masks []*tensor.Tensor, i int) *tensor.Tensor {
	if masks == nil {
		return x
	}
	return c.Mul(x, masks[i])
}

// dropping is a cell with dropout masks, and the shares that they drop of the
// inputs and of the states.
type dropping interface {
	dropout() (m *cellMasks, inputs, states share)
}

func (k *LSTMCell) dropout() (*cellMasks, share, share) {
	return &k.masks, k.Dropout, k.RecurrentDropout
}

func (k *GRUCell) dropout() (*cellMasks, share, share) {
	return &k.masks, k.Dropout, k.RecurrentDropout
}

func (k *SimpleRNNCell) dropout() (*cellMasks, share, share) {
	return &k.masks, k.Dropout, k.RecurrentDropout
}

// cellMethods are those of the cells that can drop.
var cellMethods = []*model.Method{
	initialStateMethod,
	maskMethod("get_dropout_mask_for_cell", "The masks that drop elements of the inputs", func(d dropping) (*cellMasks, share, *[]*tensor.Tensor) {
		m, rate, _ := d.dropout()
		return m, rate, &m.inputs
	}),
	maskMethod("get_recurrent_dropout_mask_for_cell", "The masks that drop elements of the states", func(d dropping) (*cellMasks, share, *[]*tensor.Tensor) {
		m, _, rate := d.dropout()
		return m, rate, &m.states
	}),
	{Signature: "reset_dropout_mask(self)", Doc: "Forgets the masks of the inputs.", Call: func(c *model.Context, obj any, args []any) any {
		m, _, _ := obj.(dropping).dropout()
		m.inputs = nil
		return nil
	}},
	{Signature: "reset_recurrent_dropout_mask(self)", Doc: "Forgets the masks of the states.", Call: func(c *model.Context, obj any, args []any) any {
		m, _, _ := obj.(dropping).dropout()
		m.states = nil
		return nil
	}},
}

func maskMethod(name, doc string, of func(d dropping) (m *cellMasks, rate share, kept *[]*tensor.Tensor)) *model.Method {
	return &model.Method{
		Signature: name + "(self, inputs, training, count=1)",
		Doc:       doc + ", a list of them where count is more than 1; None where nothing is dropped.",
		Call: func(c *model.Context, obj any, args []any) any {
			m, rate, kept := of(obj.(dropping))
			if !rate.drops() {
				return nil
			}
			x, n := model.One(args[0]), 1
			if k, ok := model.AsInt(args[2]); ok {
				n = k
			}
			in := c.Inner()
			in.Training = model.Truth(args[1])
			masks := m.of(in, x, rate, n, kept)
			for len(masks) < n {
				masks = append(masks, c.OnesLike(x))
			}
			if n == 1 {
				return masks[0]
			}
			list := make(model.List, n)
			for i := range list {
				list[i] = masks[i]
			}
			return list
		},
	}
}
