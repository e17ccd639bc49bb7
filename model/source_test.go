package model

import (
	"context"
	"testing"

	"kerash/tensor"
)

// TestBatchesGatheredAhead takes two shuffled passes of batches large enough to
// be gathered ahead and compares them with the order of the random stream.
func TestBatchesGatheredAhead(t *testing.T) {
	const samples, row, batch = 70, 3000, 16
	x := tensor.NewArray(tensor.Float32, samples, row)
	for i := range x.F32() {
		x.F32()[i] = float32(i / row)
	}
	s := tensor.NewScope(context.Background())
	s.Rand = tensor.NewGenerator(3)
	c := NewState(s).NewContext()
	src := newArraySource(tensor.FromArray(x), nil, nil, batch, 0, 2, true)
	if src.batchBytes() < aheadBytes {
		t.Fatal("the batches are too small for this test")
	}
	s.Rand = tensor.NewGenerator(3)
	stream := s.Rand.FunctionStream(0)
	s.Rand = tensor.NewGenerator(3)
	batches := src.Start(c)
	var before []float32 // the last batch's rows, which still hold
	var want []float32
	for range 2 {
		order := stream.Permutation(samples)
		for lo := 0; lo < samples; lo += batch {
			got, ok := batches.Next(c)
			if !ok {
				t.Fatal("the batches end too early")
			}
			rows := Leaves(got)[0].Array().F32()
			for i, v := range before {
				if v != want[i/row] {
					t.Fatalf("the batch before changed at %d", i)
				}
			}
			want = want[:0]
			for _, r := range order[lo:min(lo+batch, samples)] {
				want = append(want, float32(r))
			}
			if len(rows) != len(want)*row {
				t.Fatalf("a batch has %d rows, want %d", len(rows)/row, len(want))
			}
			for i, v := range rows {
				if v != want[i/row] {
					t.Fatalf("row %d is sample %v, want %v", i/row, v, want[i/row])
				}
			}
			before = rows
		}
	}
	if _, ok := batches.Next(c); ok {
		t.Fatal("there are more batches than two passes have")
	}
}
