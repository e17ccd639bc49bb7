package datasets

import (
	"fmt"
	"strings"
	"testing"
)

func TestMNISTInside(t *testing.T) {
	s, err := MNIST("", "mnist.npz")
	if err != nil {
		t.Fatal(err)
	}
	got := fmt.Sprint(s.XTrain.Shape(), s.YTrain.Shape(), s.XTest.Shape(), s.YTest.Shape(), s.XTrain.DType())
	if want := "[8000 28 28] [8000] [2000 28 28] [2000] uint8"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	for i := range s.YTest.Size() {
		if v := s.YTest.Int(i); v < 0 || v > 9 {
			t.Fatalf("label %d is %d", i, v)
		}
	}
}

func TestMissingFilesAreNamed(t *testing.T) {
	folder := t.TempDir()
	if _, err := FashionMNIST(folder); err == nil || !strings.Contains(err.Error(), "ubyte.gz") {
		t.Errorf("got %v", err)
	}
	if _, _, err := Pairs(folder, "boston_housing.npz"); err == nil || !strings.Contains(err.Error(), "boston_housing.npz") {
		t.Errorf("got %v", err)
	}
	if s, err := MNIST(folder, "mnist.npz"); err != nil || s.XTest.Shape()[0] != 2000 {
		t.Errorf("no fallback to the digits inside: %v", err)
	}
}
