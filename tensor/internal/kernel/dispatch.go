package kernel

import (
	"fmt"
	"os"
	"sync"
	"sync/atomic"
)

// ISA names a family of kernels.
type ISA int32

// The families, from the portable one to the widest.
const (
	ISAGo ISA = iota
	ISANeon
	ISAAVX2
	ISAAVX512
)

func (i ISA) String() string {
	switch i {
	case ISAAVX512:
		return "avx512"
	case ISAAVX2:
		return "avx2"
	case ISANeon:
		return "neon"
	}
	return "go"
}

// kernels is the table of everything that has more than one implementation.
// A nil entry is never called: newGoKernels fills all of them and a wider
// family overwrites what it does better.
type kernels struct {
	micro  microTable
	double doubleTable
	unary  [unCount]func(dst, x []float32)
	param  [paramCount]func(dst, x []float32, p, q float32)
	grad   [gradCount]func(dst, g, v []float32)
	binary [binCount]func(dst, a, b []float32)
	// scalar is a op s, scalarL is s op a.
	scalar  [binCount]func(dst, a []float32, s float32)
	scalarL [binCount]func(dst, a []float32, s float32)

	packRows func(dst, b []float32, w, cols, depth, ldb int)
	packCols func(dst, b []float32, w, cols, depth, ldb int)
	packTile func(dst, src []float32, ld, n, depth int)
	// transpose moves m x n elements in rows of lds to columns in rows of ldd.
	transpose func(dst, src []float32, ldd, lds, m, n int)

	axpy      func(y []float32, alpha float32, x []float32)
	sum       func(x []float32) float32
	sumSqDev  func(x []float32, mean float32) float32
	dot       func(a, b []float32) float32
	max       func(x []float32) float32
	min       func(x []float32) float32
	expSum    func(dst, x []float32, shift float32) float32
	colAdd    func(acc, x []float32)
	colSq     func(acc, x, mean []float32)
	colDot    func(acc, x, mean, g []float32)
	normRow   func(dst, x []float32, mean, inv float32, gamma, beta []float32)
	scaleBias func(dst, x, scale, bias []float32)
	lin3      func(dst, a, x, ca, cx, c0 []float32)

	channels         func(a *channelArgs)
	channelsFilter   func(a *channelArgs)
	channelsMax      func(a *channelArgs)
	channelsMaxBack  func(a *channelArgs)
	channelsMean     func(a *channelArgs)
	channelsMeanBack func(a *channelArgs)

	winograd2 winogradFuncs
	winograd4 winogradFuncs

	lstm     func(z, cPrev, c, h, tanhC []float32)
	lstmBack func(dz, dcPrev, z, cPrev, tanhC, dh, dc []float32)
	gru      func(xz, hz, hPrev, h []float32)
	gruBack  func(dx, dhz, dhPrev, z, hz, hPrev, dc []float32)

	opt [optCount]OptFunc[float32]
}

var (
	active   atomic.Pointer[kernels]
	pickOnce sync.Once
)

// kern returns the table in use, choosing one on first use: the widest family
// that the processor has, or the one that KERASH_KERNELS names.
func kern() *kernels {
	if k := active.Load(); k != nil {
		return k
	}
	pickOnce.Do(func() {
		isa := bestISA()
		if name := os.Getenv("KERASH_KERNELS"); name != "" {
			for _, c := range Available() {
				if c.String() == name {
					isa = c
				}
			}
		}
		active.CompareAndSwap(nil, newKernels(isa))
	})
	return active.Load()
}

// Available lists the families that this processor can run, narrowest first.
func Available() []ISA {
	all := []ISA{ISAGo}
	for _, i := range []ISA{ISANeon, ISAAVX2, ISAAVX512} {
		if hasISA(i) {
			all = append(all, i)
		}
	}
	return all
}

// Use makes a family the active one and returns a function that restores the
// one before. It is meant for tests and comparisons; results of different
// families may differ in the last bits.
func Use(isa ISA) (restore func(), err error) {
	if isa != ISAGo && !hasISA(isa) {
		return nil, fmt.Errorf("kernel: this processor has no %v", isa)
	}
	old := kern()
	active.Store(newKernels(isa))
	return func() { active.Store(old) }, nil
}

func bestISA() ISA {
	all := Available()
	return all[len(all)-1]
}

func newKernels(isa ISA) *kernels {
	k := newGoKernels()
	installISA(k, isa)
	return k
}

func newGoKernels() *kernels {
	k := &kernels{}
	installGoMicro(k)
	installGoDouble(k)
	installGoElementwise(k)
	installGoReduce(k)
	installGoNorm(k)
	installGoOptim(k)
	installGoChannels(k)
	installGoCells(k)
	installGoWinograd(k)
	k.transpose = goTranspose
	return k
}
