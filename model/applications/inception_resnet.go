package applications

import (
	"fmt"

	"kerash/model"
	"kerash/tensor"
)

func inceptionResNetV2(n *net, x *tensor.Tensor) (*tensor.Tensor, string) {
	x = n.inceptionStem(x)
	a := n.convs(x, convStep{96, 1, 1, false})
	b := n.convs(x, convStep{48, 1, 1, false}, convStep{64, 5, 5, false})
	c := n.convs(x, convStep{64, 1, 1, false}, convStep{96, 3, 3, false}, convStep{96, 3, 3, false})
	x = n.concat("mixed_5b", a, b, c, n.averaged(x, 64))
	for i := range 10 {
		x = n.scaledResidual(x, fmt.Sprintf("block35_%d", i+1), 0.17, true,
			[]convStep{{32, 1, 1, false}}, []convStep{{32, 1, 1, false}, {32, 3, 3, false}}, []convStep{{32, 1, 1, false}, {48, 3, 3, false}, {64, 3, 3, false}})
	}
	a = n.convs(x, convStep{384, 3, 3, true})
	b = n.convs(x, convStep{256, 1, 1, false}, convStep{256, 3, 3, false}, convStep{384, 3, 3, true})
	x = n.concat("mixed_6a", a, b, n.maxPool(x, "", 3, 2, nil))
	for i := range 20 {
		x = n.scaledResidual(x, fmt.Sprintf("block17_%d", i+1), 0.1, true,
			[]convStep{{192, 1, 1, false}}, []convStep{{128, 1, 1, false}, {160, 1, 7, false}, {192, 7, 1, false}})
	}
	a = n.convs(x, convStep{256, 1, 1, false}, convStep{384, 3, 3, true})
	b = n.convs(x, convStep{256, 1, 1, false}, convStep{288, 3, 3, true})
	c = n.convs(x, convStep{256, 1, 1, false}, convStep{288, 3, 3, false}, convStep{320, 3, 3, true})
	x = n.concat("mixed_7a", a, b, c, n.maxPool(x, "", 3, 2, nil))
	for i := range 10 {
		last := i == 9
		scale := 0.2
		if last {
			scale = 1
		}
		x = n.scaledResidual(x, fmt.Sprintf("block8_%d", i+1), scale, !last,
			[]convStep{{192, 1, 1, false}}, []convStep{{192, 1, 1, false}, {224, 1, 3, false}, {256, 3, 1, false}})
	}
	x = n.conv(x, "conv_7b", 1536, 1, args{"strides": 1, "padding": "same", "use_bias": false})
	x = n.norm(x, "conv_7b_bn", n.axis, args{"scale": false})
	x = n.activation(x, "conv_7b_ac", "relu")
	return n.head(x, "avg_pool", "", ""), "inception_resnet_v2"
}

// scaledResidual adds branches, brought to the width of x and scaled, to x.
func (n *net) scaledResidual(x *tensor.Tensor, name string, scale float64, relu bool, branches ...[]convStep) *tensor.Tensor {
	var outs []*tensor.Tensor
	for _, b := range branches {
		outs = append(outs, n.convs(x, b...))
	}
	up := n.concat(name+"_mixed", outs...)
	up = n.conv(up, name+"_conv", n.channels(x), 1, args{"strides": 1, "padding": "same", "use_bias": true})
	x = n.put(customScaleClass, "", args{"scale": scale}, list([]*tensor.Tensor{x, up}))
	if relu {
		x = n.activation(x, name+"_ac", "relu")
	}
	return x
}

// customScale adds a scaled input to another one.
type customScale struct {
	model.Base
	Scale float64 `arg:"scale" doc:"factor of the second input"`
}

var customScaleClass = model.Declare(&model.Class{
	Kind: model.KindLayer, Name: "CustomScaleLayer", Keys: []string{"Custom>CustomScaleLayer"},
	Doc: "The sum of its first input and of its second one times scale; a part of InceptionResNetV2.",
	New: func() any { return new(customScale) },
})

// Build implements [model.Layer].
func (s *customScale) Build(c *model.Context, in model.Value) {}

// Call implements [model.Layer].
func (s *customScale) Call(c *model.Context, in model.Value) model.Value {
	x := model.Items(in)
	a, b := x[0].(*tensor.Tensor), x[1].(*tensor.Tensor)
	return c.Add(a, c.Mul(b, tensor.Full(b.DType(), s.Scale)))
}

// Module implements [model.UserObject].
func (s *customScale) Module() string { return "keras.src.applications.inception_resnet_v2" }

// RegisteredName implements [model.UserObject].
func (s *customScale) RegisteredName() string { return "Custom>CustomScaleLayer" }
