package keras

import (
	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
)

// goPart is the object of Go in which the declared arguments of a Python value
// are kept.
func goPart(v object.Value) any {
	n := object.NativeOf(v)
	if a, ok := n.(adapter); ok {
		return a.native()
	}
	return n
}

// declaredAttr finds attributes that come from the declaration: arguments,
// weights of a built layer; then those that user code set on the object.
func declaredAttr(th *object.Thread, self object.Value, name string) (object.Value, bool, error) {
	obj := goPart(self)
	if v, ok := model.Attr(obj, name); ok {
		return toPython(v), true, nil
	}
	v, ok := sessionOf(th).get(obj, name)
	return v, ok, nil
}

// setDeclared sets an argument as the constructor does, and keeps any other
// attribute.
func setDeclared(th *object.Thread, self object.Value, name string, v object.Value) (bool, error) {
	obj := goPart(self)
	if model.SetWeight(obj, name, object.NativeOf(v)) || model.SetAttr(binding.State(th), obj, name, toModel(th, v)) {
		return true, nil
	}
	if _, isUser := self.(*object.Instance); isUser {
		return false, nil
	}
	sessionOf(th).set(obj, name, v)
	return true, nil
}

func delDeclared(th *object.Thread, self object.Value, name string) (bool, error) {
	if _, isUser := self.(*object.Instance); isUser {
		return false, nil
	}
	return sessionOf(th).delete(goPart(self), name), nil
}

// declaredNames is the names of declared attributes, for dir and completion.
func declaredNames(self object.Value) []string { return model.AttrNames(goPart(self)) }

// trackedAttr is declaredAttr of objects whose lists are tracked.
func trackedAttr(th *object.Thread, self object.Value, name string) (object.Value, bool, error) {
	obj := goPart(self)
	if v, ok := model.Attr(obj, name); ok {
		switch x := v.(type) {
		case model.Untracked:
			return object.NewList(toPythons(x)...), true, nil
		case model.Member:
			return memberValue(th, x), true, nil
		}
		return binding.Wrap(toPython(v)), true, nil
	}
	v, ok := sessionOf(th).get(obj, name)
	return binding.Wrap(v), ok, nil
}

func layerAttr(th *object.Thread, self object.Value, name string) (object.Value, bool, error) {
	if v, ok, err := trackedAttr(th, self, name); ok || err != nil {
		return v, ok, err
	}
	if name == "_batch_input_shape" {
		shape, ok := layerOf(self).Core().FirstShape()
		return toPython(shape), ok, nil
	}
	if name == "_build_input_shape" {
		return toPython(layerOf(self).Core().BuildInputShape()), true, nil
	}
	if name == "_trainable_weights" || name == "_non_trainable_weights" {
		out := object.NewList()
		for _, v := range layerOf(self).Core().OwnWeights() {
			if v.Trainable == (name == "_trainable_weights") {
				out.Elems = append(out.Elems, v)
			}
		}
		return out, true, nil
	}
	return nil, false, nil
}

// setLayerAttr is layer.name = v. On an object of the user's, layers and
// variables become parts of it.
func setLayerAttr(th *object.Thread, self object.Value, name string, v object.Value) (bool, error) {
	v = binding.Wrap(v)
	if inst, ok := self.(*object.Instance); ok {
		if t, ok := inst.Native.(tracker); ok {
			return t.setAttr(name, v)
		}
		return false, nil
	}
	return setDeclared(th, self, name, v)
}

func delLayerAttr(th *object.Thread, self object.Value, name string) (bool, error) {
	if inst, ok := self.(*object.Instance); ok {
		done := inst.Attrs.Delete(name)
		if t, ok := inst.Native.(tracker); ok && done {
			t.attrsChanged()
		}
		return done, nil
	}
	return delDeclared(th, self, name)
}

// tracker is an adapter whose attributes hold parts of a layer.
type tracker interface {
	setAttr(name string, v object.Value) (bool, error)
	attrsChanged()
}
