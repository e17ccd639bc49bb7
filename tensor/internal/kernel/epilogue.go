package kernel

import "sync"

// Act is the activation that an Epilogue applies.
type Act uint8

// Activations of an Epilogue.
const (
	ActNone Act = iota
	ActRelu
	ActRelu6
	ActTanh
	ActSigmoid
	ActLeakyRelu // slope Epilogue.Alpha
	ActElu       // alpha Epilogue.Alpha
	ActSelu
	ActSoftplus
	ActSilu
	ActGelu
	ActGeluTanh
)

// Epilogue is what happens to the result of a product while it is in cache:
// Bias (one value per column, nil for none) is added, then Act applied.
type Epilogue struct {
	Bias  []float32
	Act   Act
	Alpha float32
}

// applyAct applies the activation of an epilogue in place.
func applyAct(k *kernels, ep *Epilogue, x []float32) {
	switch ep.Act {
	case ActNone:
	case ActRelu:
		k.unary[OpRelu](x, x)
	case ActRelu6:
		k.unary[OpRelu6](x, x)
	case ActTanh:
		k.unary[OpTanh](x, x)
	case ActSigmoid:
		k.unary[OpSigmoid](x, x)
	case ActLeakyRelu:
		k.param[OpLeakyRelu](x, x, ep.Alpha, 0)
	case ActElu:
		k.param[OpEluAlpha](x, x, ep.Alpha, 0)
	case ActSelu:
		k.unary[OpSelu](x, x)
	case ActSoftplus:
		k.unary[OpSoftplus](x, x)
	case ActSilu:
		k.unary[OpSilu](x, x)
	case ActGelu:
		k.unary[OpGelu](x, x)
	case ActGeluTanh:
		k.unary[OpGeluTanh](x, x)
	}
}

// biasTask applies an epilogue to rows.
type biasTask struct {
	x  []float32
	n  int
	ep Epilogue
	k  *kernels
}

var biasPool = sync.Pool{New: func() any { return new(biasTask) }}

// BiasAct applies an epilogue to x in place, a matrix of rows of n elements.
func BiasAct(x []float32, n int, ep *Epilogue) {
	if n == 0 || len(x) == 0 {
		return
	}
	t := biasPool.Get().(*biasTask)
	t.x, t.n, t.ep, t.k = x, n, *ep, kern()
	ParallelTask(len(x)/n, max(1, ewBlockHeavy/n), t)
	*t = biasTask{}
	biasPool.Put(t)
}

// Run implements Task.
func (t *biasTask) Run(_, lo, hi int) {
	if t.ep.Bias != nil {
		for r := lo; r < hi; r++ {
			row := t.x[r*t.n : (r+1)*t.n]
			t.k.binary[OpAdd](row, row, t.ep.Bias[:t.n])
		}
	}
	applyAct(t.k, &t.ep, t.x[lo*t.n:hi*t.n])
}
