package tf

import (
	"strings"

	"kerash/interp/object"
	"kerash/tensor"
)

// NamedSpec is the spec of a tensor under a name.
func NamedSpec(t *tensor.Tensor, name string) *TensorSpec {
	s := specOf(t)
	s.Name = name
	return s
}

// Endpoint is a function for whose arguments specs stand, or one that
// tf.function has made already; nil for another one.
func Endpoint(fn object.Value, specs []object.Value) object.Value {
	if specs != nil {
		p := &polyFunction{fn: fn, sig: object.SignatureOf(fn), specs: specs, autograph: true, traces: map[string]*concrete{}}
		if b, ok := fn.(*object.Builtin); ok && b.Raw != nil { // of a method that takes anything
			p.sig = nil
		}
		return p
	}
	if p, _ := poly(fn); p != nil {
		return fn
	}
	return nil
}

// EndpointConcrete is the form of an endpoint that is served, nil for a function
// that was never called.
func EndpointConcrete(th *object.Thread, fn object.Value) object.Value {
	p, self := poly(fn)
	if p.specs != nil {
		return object.Must(object.CallMethodOf(th, fn, "get_concrete_function", object.Args{}))
	}
	for _, c := range p.concretes {
		if len(self) == 0 || len(c.args.Pos) > 0 && object.Is(c.args.Pos[0], self[0]) {
			return c
		}
	}
	return nil
}

// EndpointText tells what a concrete function takes and gives.
func EndpointText(th *object.Thread, concrete object.Value) string {
	_, text, _ := strings.Cut(concrete.(*concreteOf).describe(th), "\n")
	return text
}

// EndpointVariables are the variables of concrete functions: those that are
// trained, then the others.
func EndpointVariables(concretes []object.Value) (trained, others []object.Value) {
	seen := map[object.Value]bool{}
	for _, c := range concretes {
		for _, v := range c.(*concreteOf).captured() {
			switch {
			case seen[v]:
			case v.Trainable:
				trained = append(trained, v)
			default:
				others = append(others, v)
			}
			seen[v] = true
		}
	}
	return trained, others
}
