package tf

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
	"kerash/model/data"
	"kerash/tensor"
)

// inputs are the arguments of one call: the tensors among them, and a key that
// is the same for calls that one recording serves.
type inputs struct {
	th      *object.Thread
	symbols []*tensor.Tensor
	values  []*tensor.Tensor
	name    string // of the argument that is being looked at
	text    strings.Builder
	subst   object.Args

	kinds   strings.Builder // the key without lengths of axes
	specKey strings.Builder // the key with specs for ragged tensors and the like
	parts   bool            // there are such
	args    object.Args
	sig     *object.Signature
	specs   []object.Value
	lengths [][]int // of each tensor, -1 where open; nil for those of the values
	general bool    // lengths of axes are open
	boxes   []*argumentBox
	spec    *TensorSpec // of the argument that is being looked at, nil for none
}

// newInputs takes the arguments apart. Those that specs name have symbols of the
// specs' shapes, which may leave lengths of axes open; so do all tensors for
// which lengths are given.
func newInputs(th *object.Thread, args object.Args, sig *object.Signature, specs []object.Value, lengths [][]int) *inputs {
	in := &inputs{th: th, args: args, sig: sig, specs: specs, lengths: lengths}
	shift := selfShift(sig)
	for i, v := range args.Pos {
		in.spec = nil
		if k := i - shift; k >= 0 && k < len(specs) {
			in.spec, _ = specs[k].(*TensorSpec)
		}
		in.name = "args_" + strconv.Itoa(i)
		if sig != nil && i < len(sig.Params) {
			in.name = sig.Params[i].Name
		}
		if k := restAt(sig); k >= 0 && i >= k {
			in.name = fmt.Sprintf("%s_%d", sig.Params[k].Name, i-k)
		}
		in.subst.Pos = append(in.subst.Pos, mapStructure(th, in.open(v), in.leaf))
	}
	in.spec = nil
	for _, k := range args.Kw {
		in.name = k.Name
		in.note("%s=", k.Name)
		in.subst.Kw = append(in.subst.Kw, object.Kwarg{Name: k.Name, Value: mapStructure(th, in.open(k.Value), in.leaf)})
	}
	return in
}

// restAt is the place of the parameter that takes further arguments, -1 for none.
func restAt(sig *object.Signature) int {
	if sig == nil {
		return -1
	}
	return slices.IndexFunc(sig.Params, func(q object.Param) bool { return q.Kind == object.VarArgs })
}

// renew makes new symbols for the same values.
func (in *inputs) renew() { *in = *newInputs(in.th, in.args, in.sig, in.specs, in.lengths) }

// note puts a part of the key that tells nothing of lengths.
func (in *inputs) note(format string, args ...any) {
	part := fmt.Sprintf(format, args...)
	in.text.WriteString(part)
	in.kinds.WriteString(part)
	in.specKey.WriteString(part)
}

// open notes the structure of an argument in the key.
func (in *inputs) open(v object.Value) object.Value {
	switch x := object.NativeOf(v).(type) {
	case *object.List:
		in.note("[%d ", len(x.Elems))
	case *object.Tuple:
		in.note("(%d ", len(x.Elems))
	case *object.Dict:
		in.note("{")
		for _, k := range sortedKeys(in.th, x) {
			in.note("%s:", object.Must(object.Repr(in.th, k)))
		}
	}
	return v
}

// leaf is one value among the arguments as the function gets it.
func (in *inputs) leaf(v object.Value) object.Value {
	switch x := object.NativeOf(v).(type) {
	case *tensor.Tensor:
		return in.value(x)
	case *tensor.Array:
		return in.value(binding.ToTensor(in.th, x, tensor.Invalid))
	case *binding.Scalar:
		return in.value(binding.ToTensor(in.th, x, tensor.Invalid))
	case *TensorSpec:
		name := in.name
		if n, ok := x.Name.(string); ok {
			name = n
		}
		return in.symbol(tensor.Spec{DType: x.DType, Shape: x.Shape.Dims}, name)
	case *data.Dataset:
		in.note("dataset %s;", object.Must(object.Repr(in.th, specValue(x.Spec))))
		box := &argumentBox{d: x}
		in.boxes = append(in.boxes, box)
		return box.dataset()
	case *datasetIterator:
		in.note("iterator %s;", object.Must(object.Repr(in.th, specValue(x.d.Spec))))
		box := &argumentBox{d: x.d, it: x.real()}
		in.boxes = append(in.boxes, box)
		return &datasetIterator{d: x.d, box: box}
	case *Ragged, *Sparse, *IndexedSlices:
		in.parts = true
		fmt.Fprintf(&in.text, "#%d;", object.ID(v))
		fmt.Fprintf(&in.kinds, "#%d;", object.ID(v))
		in.specKey.WriteString(object.Must(object.Repr(in.th, typeSpecOf(in.th, v))))
	case *tensor.Variable:
		in.parts = true
		fmt.Fprintf(&in.text, "#%d;", object.ID(v))
		fmt.Fprintf(&in.kinds, "#%d;", object.ID(v))
		fmt.Fprintf(&in.specKey, "variable %s%v%v;", x.DType(), x.Shape(), x.Trainable)
	case nil, bool, int, float64, string, binding.Bytes:
		in.note("%T%v;", x, x)
	default:
		in.note("#%d;", object.ID(v))
	}
	return v
}

// argumentBox is where a function finds the dataset, or the iterator over one,
// that it was called with.
type argumentBox struct {
	d  *data.Dataset
	it *datasetIterator
}

// dataset is what stands for the dataset within the function.
func (b *argumentBox) dataset() *data.Dataset {
	return data.New("_VariantDataset", b.d.Spec, data.Unknown, func(c *model.Context) func(c *model.Context) (model.Value, bool) {
		return b.d.Iterate(c).Next
	})
}

// value is the symbol for a tensor.
func (in *inputs) value(t *tensor.Tensor) *tensor.Tensor {
	sp := t.Spec()
	if i := len(in.symbols); i < len(in.lengths) {
		sp.Shape = in.lengths[i]
	} else if in.spec != nil && in.spec.Shape.Dims != nil && len(in.spec.Shape.Dims) == t.Rank() {
		sp.Shape = in.spec.Shape.Dims
	}
	sym := in.symbol(sp, in.name)
	if m := model.MaskOf(t); m != nil {
		model.SetMask(sym, m)
	}
	in.values = append(in.values, t)
	return sym
}

func (in *inputs) symbol(sp tensor.Spec, name string) *tensor.Tensor {
	in.general = in.general || !tensor.IsStatic(sp.Shape)
	fmt.Fprintf(&in.text, "%s%v;", sp.DType, sp.Shape)
	fmt.Fprintf(&in.specKey, "%s%v;", sp.DType, sp.Shape)
	fmt.Fprintf(&in.kinds, "%s/%d;", sp.DType, len(sp.Shape))
	sym := tensor.Symbol(sp)
	sym.Meta = argumentName(name)
	in.symbols = append(in.symbols, sym)
	return sym
}

// nameInputs gives the symbols names in the graph that is being made.
func (in *inputs) nameInputs() {
	s := binding.Scope(in.th)
	for _, t := range in.symbols {
		if n, ok := t.Meta.(argumentName); ok {
			s.NameInput(t, string(n))
		}
	}
}

// shapes are those of the symbols.
func (in *inputs) shapes() [][]int {
	out := make([][]int, len(in.symbols))
	for i, t := range in.symbols {
		out[i] = t.Shape()
	}
	return out
}

func (in *inputs) key() string { return in.text.String() }

// kind is the same for arguments that differ in lengths of axes only.
func (in *inputs) kind() string { return in.kinds.String() }

// eager are the arguments with arrays as tensors.
func (in *inputs) eager(th *object.Thread) object.Args {
	i := 0
	back := func(v object.Value) object.Value {
		return mapStructure(th, v, func(leaf object.Value) object.Value {
			if t, ok := leaf.(*tensor.Tensor); ok && i < len(in.symbols) && t == in.symbols[i] {
				i++
				return in.values[i-1]
			}
			return leaf
		})
	}
	out := object.Args{}
	for _, v := range in.subst.Pos {
		out.Pos = append(out.Pos, back(v))
	}
	for _, k := range in.subst.Kw {
		out.Kw = append(out.Kw, object.Kwarg{Name: k.Name, Value: back(k.Value)})
	}
	return out
}
