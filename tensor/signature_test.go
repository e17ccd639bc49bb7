package tensor

import (
	"context"
	"errors"
	"strings"
	"testing"
)

// Every line of the table is found by bisection and reads back as written.
func TestSignatureTable(t *testing.T) {
	for _, line := range strings.Split(strings.TrimSpace(signatureTable), "\n") {
		name, _, _ := strings.Cut(line, "\t")
		g := signatureOf(name)
		if g.op != name || len(g.inputs) == 0 {
			t.Errorf("%s is not found", name)
		}
	}
	if signatureOf("NoSuchOp") != noSignature {
		t.Error("an op that does not exist has a signature")
	}
}

func TestTypesAreRefused(t *testing.T) {
	s := NewScope(context.Background())
	bools, floats := Const([]bool{true}), Const([]float32{1})
	shorts := s.Cast(floats, Int16)
	for _, c := range []struct {
		class, start string
		run          func()
	}{
		{"InvalidArgumentError", "Value for attr 'T' of bool is not in the list of allowed values: bfloat16, half, float, double, complex64, complex128\n\t; NodeDef: {{node Sqrt}}; Op<name=Sqrt; signature=x:T -> y:T; attr=T:type,allowed=[DT_BFLOAT16, DT_HALF, DT_FLOAT, DT_DOUBLE, DT_COMPLEX64, DT_COMPLEX128]> [Op:Sqrt] name: ", func() { s.Sqrt(bools) }},
		{"NotFoundError", "Could not find device for node: {{node Reciprocal}} = Reciprocal[T=DT_INT16]\nAll kernels registered for op Reciprocal:\n  device='XLA_CPU_JIT'; T in [DT_FLOAT, ", func() { s.Reciprocal(shorts) }},
		{"InvalidArgumentError", "cannot compute AddV2 as input #1(zero-based) was expected to be a float tensor but is a int16 tensor [Op:AddV2] name: ", func() { s.Add(floats, shorts) }},
		{"InvalidArgumentError", "cannot compute ConcatV2 as input #1(zero-based) was expected to be a float tensor but is a int16 tensor [Op:ConcatV2] name: concat", func() { s.Concat([]*Tensor{floats, shorts}, 0) }},
		{"InvalidArgumentError", "cannot compute All as input #0(zero-based) was expected to be a bool tensor but is a float tensor [Op:All] name: ", func() { s.All(floats, nil, false) }},
		{"TypeError", "Value passed to parameter 'x' has DataType bool not in list of allowed values: bfloat16, float16, float32, float64, complex64, complex128", func() { s.Sqrt(Symbol(Spec{Bool, []int{2}})) }},
	} {
		var e *Error
		if err := Catch(c.run); !errors.As(err, &e) || e.Class != c.class || !strings.HasPrefix(e.Msg, c.start) {
			t.Errorf("got %v\nwant %s: %s", err, c.class, c.start)
		}
	}
}
