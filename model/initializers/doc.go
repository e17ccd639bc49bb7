// Package initializers declares what first values of weights are made of. The
// random ones give what Keras gives for the same seed.
package initializers

import (
	"kerash/model"
	"kerash/tensor"
)

// requireFloat throws Keras' ValueError for a dtype that random numbers do not
// come in.
func requireFloat(dt tensor.DType) {
	if !dt.IsFloat() {
		tensor.Throwf("ValueError", "Expected floating point type, got <dtype: '%s'>.", dt)
	}
}

func requireNumeric(dt tensor.DType) {
	if dt == tensor.String || dt == tensor.Invalid {
		tensor.Throwf("ValueError", "Expected numeric or boolean dtype, got <dtype: '%s'>.", dt)
	}
}

// filled is an array with every element v.
func filled(dt tensor.DType, shape []int, v float64) *tensor.Array {
	a := tensor.NewArray(dt, append([]int{}, shape...)...)
	if v != 0 {
		a.Fill(v)
	}
	return a
}

// declare adds an initializer; short is its function-like name.
func declare(c *model.Class, short string, keys ...string) *model.Class {
	c.Kind = model.KindInitializer
	c.Aliases = []string{short}
	c.Keys = append([]string{c.Name + "V2", short + "V2"}, keys...)
	return model.Declare(c)
}
