package model

// BatchOptions is the arguments of train_on_batch and test_on_batch.
type BatchOptions struct {
	X, Y         any
	SampleWeight any
	ClassWeight  *Map
	// KeepMetrics goes on with the metrics of the batches before
	// (reset_metrics=False).
	KeepMetrics bool
}

// TrainOnBatch does one step of training and gives the logs.
func TrainOnBatch(c *Context, m Model, o BatchOptions) *Map {
	k := m.ModelCore().mustCompile()
	if !o.KeepMetrics {
		ResetMetrics(c, m)
	}
	defer k.respectTrainable(m)()
	batch := o.batch(c)
	return stepLogs(c, m, onBatch(c, m, TrainFunction, batch))
}

// TestOnBatch is the loss and the metrics of one batch.
func TestOnBatch(c *Context, m Model, o BatchOptions) *Map {
	m.ModelCore().mustCompile()
	if !o.KeepMetrics {
		ResetMetrics(c, m)
	}
	return stepLogs(c, m, onBatch(c, m, TestFunction, o.batch(c)))
}

func (o *BatchOptions) batch(c *Context) Value {
	x, y, w := DataValue(c.State, o.X), DataValue(c.State, o.Y), DataValue(c.State, o.SampleWeight)
	checkLengths(x, y, w)
	batch := packOne(x, y, w)
	if cw := classWeights(o.ClassWeight); cw != nil {
		batch = weightByClass(c, cw, batch)
	}
	return batch
}
