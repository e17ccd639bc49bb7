package keras

import (
	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/interp/tf"
	"kerash/tensor"
)

// backendCTC are the functions of connectionist temporal classification. Their
// predictions are probabilities, (batch, time, classes), of which the last
// class is the blank.
func backendCTC() []object.Member {
	return []object.Member{
		object.Fun("ctc_batch_cost(y_true, y_pred, input_length, label_length)", "The CTC loss of each sequence: labels and predictions with their lengths, (batch, 1) each.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			s := binding.Scope(th)
			labels, logits := s.Cast(tensorArg(th, a.Value("y_true")), tensor.Int32), ctcLogits(th, a)
			length := func(name string) *tensor.Tensor {
				return s.Cast(s.Squeeze(tensorArg(th, a.Value(name)), []int{-1}), tensor.Int32)
			}
			return s.ExpandDims(s.CTCLoss(labels, logits, length("label_length"), length("input_length"), logits.Dim(2)-1), 1), nil
		}),
		object.Fun("ctc_decode(y_pred, input_length, greedy=True, beam_width=100, top_paths=1)", "The most probable sequences of labels, -1 behind their ends, and their scores.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			logits := ctcLogits(th, a)
			steps, lengths := logits.Dim(0), binding.Scope(th).Cast(tensorArg(th, a.Value("input_length")), tensor.Int32)
			args := object.Pos(logits, lengths)
			name := "nn.ctc_greedy_decoder"
			if !a.Bool("greedy") {
				name = "nn.ctc_beam_search_decoder"
				args = args.With("beam_width", a.Value("beam_width")).With("top_paths", a.Value("top_paths"))
			}
			found := object.Must(object.ToSlice(th, callTF(th, name, args)))
			dense := object.NewList()
			for _, sparse := range object.Must(object.ToSlice(th, found[0])) {
				rows := callTF(th, "sparse.to_dense", object.Pos(sparse).With("default_value", -1)).(*tensor.Tensor)
				pads := [][2]int{{0, 0}, {0, max(0, steps-rows.Dim(1))}}
				dense.Elems = append(dense.Elems, binding.Scope(th).Pad(rows, pads, "CONSTANT", -1))
			}
			return object.NewTuple(dense, found[1]), nil
		}),
		object.Fun("ctc_label_dense_to_sparse(labels, label_lengths)", "The labels of each row up to its length, as a sparse tensor.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			labels := tensorArg(th, a.Value("labels"))
			mask := callTF(th, "sequence_mask", object.Pos(tensorArg(th, a.Value("label_lengths")), labels.Dim(1)))
			at := callTF(th, "where", object.Pos(mask))
			return object.Call(th, tf.SparseClass, object.Pos(at, callTF(th, "gather_nd", object.Pos(labels, at)), binding.ShapeTuple(labels.Shape())))
		}),
	}
}

// ctcLogits is the argument y_pred as logits in the order of time.
func ctcLogits(th *object.Thread, a *object.Bound) *tensor.Tensor {
	s := binding.Scope(th)
	y := s.Transpose(tensorArg(th, a.Value("y_pred")), []int{1, 0, 2})
	return s.Log(s.Add(y, tensor.Full(y.DType(), binding.State(th).Epsilon)))
}
