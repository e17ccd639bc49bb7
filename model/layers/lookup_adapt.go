package layers

import (
	"cmp"
	"math"
	"slices"

	"kerash/model"
	"kerash/tensor"
)

// update counts the tokens of a batch.
func (l *lookup[T]) update(c *model.Context, x *tensor.Tensor) {
	if l.fixed {
		tensor.Throwf("ValueError", "Cannot adapt %s layer after setting a static vocabulary via init argument or `set_vocabulary`.", l.layer.ClassName())
	}
	rows := 1
	if x.Rank() > 1 {
		rows = x.Dim(0)
	}
	all := keysOf[T](c.Cast(x, l.key).Array())
	width := len(all) / max(rows, 1)
	for i := range rows {
		l.count(all[i*width : (i+1)*width])
	}
	l.seen(rows)
}

// count counts the tokens of one document.
func (l *lookup[T]) count(doc []T) {
	here := map[T]bool{}
	for _, t := range doc {
		l.counts[t]++
		if !here[t] {
			here[t] = true
			l.documents[t]++
		}
	}
}

// seen adds to the number of documents.
func (l *lookup[T]) seen(n int) {
	if l.docs != nil {
		l.docs.SetValue(tensor.FromSlice([]int64{l.docs.Value().Int(0) + int64(n)}).Reshape([]int{}))
	}
}

// keysOf is the elements of an array as tokens.
func keysOf[T token](a *tensor.Array) []T {
	var t T
	if _, ok := any(t).(int64); ok {
		a = a.Cast(tensor.Int64)
	}
	return tensor.Data[T](a.Contiguous())
}

// finalize makes the vocabulary of the tokens that were counted: frequent ones
// first, equally frequent ones in falling order.
func (l *lookup[T]) finalize() {
	if l.fixed || len(l.counts) == 0 {
		l.freeze()
		return
	}
	for _, special := range []*T{l.mask, l.oov} {
		if special != nil {
			delete(l.counts, *special)
		}
	}
	tokens := make([]T, 0, len(l.counts))
	for t := range l.counts {
		tokens = append(tokens, t)
	}
	slices.SortFunc(tokens, func(a, b T) int { return cmp.Or(cmp.Compare(l.counts[b], l.counts[a]), cmp.Compare(b, a)) })
	if l.MaxTokens != nil {
		tokens = tokens[:min(len(tokens), max(*l.MaxTokens-l.first(), 0))]
	}
	l.fill(tokens)
	if l.Mode == "tf_idf" {
		l.weigh()
	}
	l.forget()
}

// weigh computes the weights of tf_idf: rare tokens weigh more.
func (l *lookup[T]) weigh() {
	n := float64(l.docs.Value().Int(0))
	weights := make([]float64, l.first()+len(l.tokens))
	sum := float32(0)
	for i, t := range l.tokens {
		w := float32(math.Log(1 + n/float64(1+l.documents[t])))
		weights[l.first()+i] = float64(w)
		sum += w
	}
	for i := range l.first() {
		weights[i] = float64(sum / float32(len(l.tokens)))
	}
	l.assignWeights(weights)
}

// ready throws unless the layer can be called.
func (l *lookup[T]) ready(now bool) {
	if l.Mode != "int" && !l.Pad && l.Size == nil {
		tensor.Throwf("RuntimeError", "When using `output_mode=%s` and `pad_to_max_tokens=False`, you must set the layer's vocabulary before calling it. Either pass a `vocabulary` argument to the layer, or call `adapt` with some sample data.", l.Mode)
	}
	if now && !l.filled {
		tensor.Throw(tensor.Errorf("FailedPreconditionError", "{{function_node __wrapped__LookupTableFindV2_device_/job:localhost/replica:0/task:0/device:CPU:0}} Table not initialized. [Op:LookupTableFindV2] name: ").WithHint("the layer has no vocabulary: adapt it to data, or set one"))
	}
}
