package tf

import (
	"fmt"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
	"kerash/tensor"
)

// kerasAttr finds what Keras notes on tensors: the mask of a layer's output and
// the layer that a symbolic tensor comes from.
func kerasAttr(t *tensor.Tensor, name string) (object.Value, bool) {
	if i := model.InfoOf(t); i != nil {
		if own, ok := i.Own.(*object.Dict); ok {
			if v, ok := own.GetStr(name); ok {
				return v, true
			}
		}
	}
	switch name {
	case "_keras_mask":
		if m := model.MaskOf(t); m != nil {
			return m, true
		}
		return nil, model.IsKeras(t)
	case "_keras_history":
		if i := model.InfoOf(t); i != nil && i.Layer != nil {
			return &kerasHistory{i}, true
		}
	case "node":
		if i := model.InfoOf(t); i != nil && i.Node != nil {
			return i.Node, true
		}
	}
	return nil, false
}

// setTensorAttr is tensor._keras_mask = mask, which layers of the user's do, and
// attributes of the user's own.
func setTensorAttr(th *object.Thread, self object.Value, name string, v object.Value) (bool, error) {
	t, ok := self.(*tensor.Tensor)
	if !ok {
		return false, nil
	}
	if name != "_keras_mask" {
		info := model.Info{}
		if i := model.InfoOf(t); i != nil {
			info = *i
		}
		own, ok := info.Own.(*object.Dict)
		if !ok {
			own = object.NewDict()
		}
		own.SetStr(name, v)
		info.Own, t.Meta = own, &info
		return true, nil
	}
	if v == nil {
		model.SetMask(t, nil)
		return true, nil
	}
	model.SetMask(t, binding.ToTensor(th, v, tensor.Invalid))
	return true, nil
}

// delTensorAttr is del tensor._keras_mask, or of an attribute of the user's own.
func delTensorAttr(th *object.Thread, self object.Value, name string) (bool, error) {
	t, ok := self.(*tensor.Tensor)
	if ok && model.InfoOf(t) != nil {
		if own, isDict := model.InfoOf(t).Own.(*object.Dict); isDict {
			if _, found := own.GetStr(name); found {
				_, _, err := own.Delete(th, name)
				return true, err
			}
		}
	}
	if !ok || name != "_keras_mask" || model.MaskOf(t) == nil {
		return false, nil
	}
	model.SetMask(t, nil)
	return true, nil
}

// kerasHistory is tensor._keras_history.
type kerasHistory struct{ info *model.Info }

// PyClass implements object.Classed.
func (*kerasHistory) PyClass() *object.Class { return kerasHistoryClass }

var kerasHistoryClass = &object.Class{Name: "KerasHistory", Module: "keras.src.engine.keras_tensor", Final: true,
	Doc: "The layer that made a symbolic tensor, and at which of its uses.",
	Repr: func(th *object.Thread, self object.Value) (string, error) {
		h := self.(*kerasHistory)
		layer, err := object.Repr(th, binding.FromNeutral(h.info.Layer))
		return fmt.Sprintf("KerasHistory(layer=%s, node_index=%d, tensor_index=%d)", layer, h.info.Node.Index, h.info.Index), err
	},
	Len: func(th *object.Thread, self object.Value) (int, error) { return 3, nil },
	Index: func(th *object.Thread, self, key object.Value) (object.Value, error) {
		return object.Index(th, self.(*kerasHistory).tuple(), key)
	},
	Iter: func(th *object.Thread, self object.Value) (object.Iterator, error) {
		return object.IterSlice(self.(*kerasHistory).tuple().Elems), nil
	},
	Members: func() []object.Member {
		get := func(name, doc string, i int) object.Member {
			return object.Getter(name, doc, func(th *object.Thread, self object.Value) (object.Value, error) {
				return self.(*kerasHistory).tuple().Elems[i], nil
			})
		}
		return []object.Member{
			get("layer", "the layer", 0), get("node_index", "which of the layer's uses", 1), get("tensor_index", "which of the use's outputs", 2),
		}
	},
}

func (h *kerasHistory) tuple() *object.Tuple {
	return object.NewTuple(binding.FromNeutral(h.info.Layer), h.info.Node.Index, h.info.Index)
}
