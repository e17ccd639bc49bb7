package tf

import (
	"fmt"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model/format/saved"
	"kerash/tensor"
)

// NamedSpec is the spec of a tensor under a name.
func NamedSpec(t *tensor.Tensor, name string) *TensorSpec {
	s := specOf(t)
	s.Name = name
	return s
}

// Export writes the functions of an object by which it is served, and its
// variables, as a SavedModel, and tells about them.
func Export(th *object.Thread, path string, serve object.Value, specs []object.Value, variables, trainable, others []*tensor.Variable) {
	inst := &object.Instance{Class: ModuleClass}
	inst.Native = binding.Attributes{Of: &inst.Attrs}
	list := func(vs []*tensor.Variable) object.Value {
		l := &object.List{}
		for _, v := range vs {
			l.Elems = append(l.Elems, v)
		}
		return binding.Wrap(l)
	}
	inst.Attrs.Set("serve", &polyFunction{fn: serve, specs: specs, traces: map[string]*concrete{}})
	inst.Attrs.Set("variables", list(variables))
	inst.Attrs.Set("trainable_variables", list(trainable))
	inst.Attrs.Set("non_trainable_variables", list(others))
	s := newModuleSaver(th)
	m := s.module(inst)
	p, _ := inst.Attrs.Get("serve")
	m.Signatures = []saved.Signature{s.signature("serve", p), s.signature(servingDefault, p)}
	m.Concretes = s.concretes
	tensor.Check(saved.SaveModule(path, m))
	c := s.concretes[0]
	var text strings.Builder
	fmt.Fprintf(&text, "Saved artifact at '%s'. The following endpoints are available:\n\n* Endpoint 'serve'\n", path)
	for i, spec := range specs {
		fmt.Fprintf(&text, "  args_%d (POSITIONAL_ONLY): %s\n", i, object.Must(object.Repr(th, spec)))
	}
	out := object.Must(object.Repr(th, (&loadedModule{th: th}).shown(c.Out)))
	fmt.Fprintf(&text, "Output Type:\n  %s\nCaptures:\n", out)
	for _, v := range c.Graph.Captures {
		fmt.Fprintf(&text, "  %d: TensorSpec(shape=(), dtype=tf.resource, name=None)\n", object.ID(v))
	}
	fmt.Fprint(th.Stdout, text.String())
}
