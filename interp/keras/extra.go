package keras

import (
	"slices"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
	"kerash/model/optimizers"
)

// holdsOthers are the arguments of layers that are made of other layers or of
// functions, whose from_config takes custom_objects.
var holdsOthers = map[string]bool{"layer": true, "cell": true, "cells": true, "function": true}

// extraMembers are the methods and properties that only some classes have, as
// their declarations list them.
func extraMembers(c *model.Class) []object.Member {
	var ms []object.Member
	switch c {
	case model.HistoryClass:
		ms = historyMembers()
	case optimizers.LossScaleClass:
		ms = lossScaleMembers()
	}
	if c.Kind == model.KindLayer && slices.ContainsFunc(c.Args(), func(a model.Arg) bool { return holdsOthers[a.Name] }) {
		ms = append(ms, fromConfigOfCustom("layer"))
	}
	for _, m := range c.Methods {
		if !strings.Contains(m.Signature, "(") {
			ms = append(ms, object.Getter(m.Signature, m.Doc, func(th *object.Thread, self object.Value) (object.Value, error) {
				v := m.Call(binding.Context(th), goPart(self), nil)
				if name, ok := v.(model.UFunc); ok {
					return object.GetAttr(th, object.Must(th.Import(th, "numpy")), string(name))
				}
				out := toPython(v)
				if l, ok := out.(*object.List); ok && c.Kind == model.KindLayer && !slices.Contains(l.Elems, nil) {
					return binding.Wrap(l), nil // one that the layer keeps
				}
				return out, nil
			}))
			continue
		}
		ms = append(ms, object.Method(m.Signature, m.Doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
			var args []any
			for i, p := range a.Sig.Params[1:] {
				switch v := a.At(i + 1); {
				case p.Name == "data":
					args = append(args, dataArg(th, v, false))
				case p.Name == "logs":
					args = append(args, toModel(th, v))
				case strings.HasSuffix(p.Name, "_shape") && v != nil:
					args = append(args, shapeArg(th, v))
				default:
					args = append(args, toArgument(th, v))
				}
			}
			return toPython(m.Call(binding.Context(th), goPart(a.Self()), args)), nil
		}))
	}
	return ms
}
