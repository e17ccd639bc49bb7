package model

// History records the logs of every epoch; fit returns one.
type History struct {
	CallbackBase
	// Epoch is the epochs that ran, counted from zero.
	Epoch []int
	// Keys is the recorded names in order of appearance.
	Keys []string
	// Values is the records by name.
	Values map[string][]any
}

// HistoryClass declares keras.callbacks.History.
var HistoryClass = Declare(&Class{
	Kind: KindCallback, Name: "History",
	Doc: "Records the logs of every epoch; fit makes one and returns it.",
	New: func() any { return new(History) },
})

// SetModel implements [ModelSetter]: the model shows its last history.
func (h *History) SetModel(m Model) {
	h.Model = m
	m.ModelCore().History = h
}

// OnTrainBegin implements [Callback].
func (h *History) OnTrainBegin(c *Context, logs *Map) {
	h.Epoch = nil
	if h.Values == nil {
		h.Values = map[string][]any{}
	}
}

// OnEpochEnd implements [Callback]. The model shows h again, should a callback
// have had it predict in between.
func (h *History) OnEpochEnd(c *Context, epoch int, logs *Map) {
	if h.Model != nil {
		h.Model.ModelCore().History = h
	}
	h.Epoch = append(h.Epoch, epoch)
	if h.Values == nil {
		h.Values = map[string][]any{}
	}
	for _, k := range logs.Keys {
		if _, ok := h.Values[k]; !ok {
			h.Keys = append(h.Keys, k)
		}
		h.Values[k] = append(h.Values[k], logs.Vals[k])
	}
}
