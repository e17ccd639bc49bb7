package keras

import (
	"slices"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// backendRNN is keras.backend.rnn: a loop over the time steps of inputs.
func backendRNN(th *object.Thread, a *object.Bound) (object.Value, error) {
	s := binding.Scope(th)
	x := tensorArg(th, a.Value("inputs"))
	if !a.Bool("time_major") {
		if x.Rank() < 2 {
			return nil, object.Errorf(object.IndexError, "list assignment index out of range")
		}
		x = swapBatchAndTime(s, x)
	}
	var mask *tensor.Tensor
	if a.Has("mask") {
		if mask = s.Cast(tensorArg(th, a.Value("mask")), tensor.Bool); mask.Rank() == 2 {
			mask = s.ExpandDims(mask, -1)
		}
		if !a.Bool("time_major") {
			mask = swapBatchAndTime(s, mask)
		}
	}
	states := slices.Clone(object.Must(object.ToSlice(th, a.Value("initial_states"))))
	var constants []object.Value
	if a.Has("constants") {
		constants = object.Must(object.ToSlice(th, a.Value("constants")))
	}
	order := make([]int, x.Dim(0))
	for i := range order {
		order[i] = i
	}
	if a.Bool("go_backwards") {
		slices.Reverse(order)
	}
	var outputs []*tensor.Tensor
	var last *tensor.Tensor
	for _, t := range order {
		result := object.Must(object.CallFn(th, a.Value("step_function"), at(th, x, t), object.NewTuple(append(slices.Clone(states), constants...)...)))
		pair := object.Must(object.ToSlice(th, result))
		if len(pair) != 2 {
			return nil, object.ValueErrorf("not enough values to unpack (expected 2, got %d)", len(pair))
		}
		output, next := tensorArg(th, pair[0]), object.Must(object.ToSlice(th, pair[1]))
		if mask != nil {
			now := at(th, mask, t)
			before := last
			if before == nil || a.Bool("zero_output_for_mask") {
				before = s.ZerosLike(output)
			}
			output = s.Select(spreadMask(s, now, output), output, before)
			for i, v := range next {
				n := tensorArg(th, v)
				next[i] = s.Select(spreadMask(s, now, n), n, tensorArg(th, states[i]))
			}
		}
		last, states = output, slices.Clone(next)
		outputs = append(outputs, output)
	}
	if !a.Bool("return_all_outputs") && last != nil {
		outputs = []*tensor.Tensor{last}
	}
	all := callTF(th, "stack", object.Pos(object.NewList(toPythons(outputs)...), 0)).(*tensor.Tensor)
	if !a.Bool("time_major") {
		all = swapBatchAndTime(s, all)
	}
	return object.NewTuple(last, all, object.NewList(states...)), nil
}

// spreadMask gives a mask (batch, 1) the rank and shape of what it selects.
func spreadMask(s *tensor.Scope, mask, like *tensor.Tensor) *tensor.Tensor {
	for mask.Rank() < like.Rank() {
		mask = s.ExpandDims(mask, -1)
	}
	return s.BroadcastLike(mask, like)
}

func swapBatchAndTime(s *tensor.Scope, x *tensor.Tensor) *tensor.Tensor {
	perm := make([]int, x.Rank())
	for i := range perm {
		perm[i] = i
	}
	perm[0], perm[1] = 1, 0
	return s.Transpose(x, perm)
}
