package tensor

import (
	"math"
	"sort"
)

// ctcAttr is the attribute of a CTCLoss.
type ctcAttr struct{ blank int }

// opCTCLoss is the loss of connectionist temporal classification (Graves et
// al., 2006) and its derivative for the logits. Inputs: logits (time, batch,
// classes), labels (batch, length), label lengths and logit lengths.
var opCTCLoss *Op

func init() {
	opCTCLoss = &Op{
		Name:   "CTCLoss",
		Inputs: "inputs",
		Infer: func(c *Call) []Spec {
			x := c.In[0]
			return []Spec{{x.DType, x.Shape[1:2]}, x}
		},
		Eval: func(c *Call, in, out []*Array) {
			x := in[0]
			frames, batch, classes := x.shape[0], x.shape[1], x.shape[2]
			width := in[1].shape[1]
			for _, v := range in[1].Ints() {
				if v < 0 || v >= classes {
					throwList("CTCLossV2", "label %d is outside of [0, %d)", v, classes)
				}
			}
			out[1].Fill(0)
			for b := range batch {
				n, steps := int(in[2].Int(b)), int(in[3].Int(b))
				if n > width || steps > frames || n < 0 || steps < 0 {
					throwList("CTCLossV2", "label_length and logit_length must be within the labels and the logits")
				}
				labels := make([]int, n)
				for i := range labels {
					labels[i] = int(in[1].Int(b*width + i))
				}
				p := ctcProblem{steps: steps, classes: classes, blank: c.Attr.(*ctcAttr).blank, labels: labels}
				p.logSoftmax(func(t, k int) float64 { return x.Float((t*batch+b)*classes + k) })
				loss, grad := p.solve()
				out[0].setFloat(b, loss)
				for i, g := range grad {
					out[1].setFloat((i/classes*batch+b)*classes+i%classes, g)
				}
			}
		},
		Grad: func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
			if gout[0] == nil {
				return nil
			}
			return []*Tensor{s.Mul(out[1], s.ExpandDims(gout[0], -1)), nil, nil, nil}
		},
	}
}

// ctcProblem is one sequence.
type ctcProblem struct {
	steps, classes, blank int
	labels                []int
	y                     []float64 // log probabilities, steps x classes
}

func (p *ctcProblem) logSoftmax(at func(t, k int) float64) {
	p.y = make([]float64, p.steps*p.classes)
	for t := range p.steps {
		row := p.y[t*p.classes : (t+1)*p.classes]
		for k := range row {
			row[k] = at(t, k)
		}
		softmax64(row, append([]float64{}, row...), 1, p.classes, true)
	}
}

// symbol is the class at place i of the labels with blanks between them.
func (p *ctcProblem) symbol(i int) int {
	if i%2 == 0 {
		return p.blank
	}
	return p.labels[i/2]
}

// skips reports whether a path may come to place i from place i-2.
func (p *ctcProblem) skips(i int) bool {
	return i >= 2 && i%2 == 1 && p.symbol(i) != p.symbol(i-2)
}

// solve gives minus the log probability of the labels and its derivative for
// the logits.
func (p *ctcProblem) solve() (loss float64, grad []float64) {
	if p.steps == 0 {
		return 0, nil
	}
	places, total := 2*len(p.labels)+1, math.Inf(-1)
	forward, backward := p.forward(places), p.backward(places)
	for i := max(0, places-2); i < places; i++ {
		total = logAddExp(total, forward[(p.steps-1)*places+i])
	}
	grad = make([]float64, len(p.y))
	if math.IsInf(total, -1) { // no path
		return math.Inf(1), grad
	}
	for i, v := range p.y {
		grad[i] = math.Exp(v)
	}
	for t := range p.steps {
		for i := range places {
			at := t*places + i
			grad[t*p.classes+p.symbol(i)] -= math.Exp(forward[at] + backward[at] - total)
		}
	}
	return -total, grad
}

// forward is, for each step and place, the log probability of all paths up to
// there.
func (p *ctcProblem) forward(places int) []float64 {
	all := make([]float64, p.steps*places)
	for t := range p.steps {
		for i := range places {
			sum := math.Inf(-1)
			switch {
			case t == 0 && i < 2:
				sum = 0
			case t > 0:
				before := all[(t-1)*places : t*places]
				sum = before[i]
				if i >= 1 {
					sum = logAddExp(sum, before[i-1])
				}
				if p.skips(i) {
					sum = logAddExp(sum, before[i-2])
				}
			}
			all[t*places+i] = sum + p.y[t*p.classes+p.symbol(i)]
		}
	}
	return all
}

// backward is, for each step and place, the log probability of all paths from
// there on.
func (p *ctcProblem) backward(places int) []float64 {
	all := make([]float64, p.steps*places)
	for t := p.steps - 1; t >= 0; t-- {
		next := func(j int) float64 { return all[(t+1)*places+j] + p.y[(t+1)*p.classes+p.symbol(j)] }
		for i := range places {
			sum := math.Inf(-1)
			switch {
			case t == p.steps-1 && i >= places-2:
				sum = 0
			case t < p.steps-1:
				sum = next(i)
				if i+1 < places {
					sum = logAddExp(sum, next(i+1))
				}
				if i+2 < places && p.skips(i+2) {
					sum = logAddExp(sum, next(i+2))
				}
			}
			all[t*places+i] = sum
		}
	}
	return all
}

// CTCLoss is the negative log probability of label sequences, (batch, length)
// of which label i has labelLengths[i], under logits, (time, batch, classes)
// of which sequence i has logitLengths[i]. blank is the class between labels.
func (s *Scope) CTCLoss(labels, logits, labelLengths, logitLengths *Tensor, blank int) *Tensor {
	if logits.Rank() != 3 || labels.Rank() != 2 {
		throwList("CTCLossV2", "logits must have three axes and labels two: %s, %s", shapeBrackets(logits.Shape()), shapeBrackets(labels.Shape()))
	}
	if blank < 0 {
		blank += logits.Dim(2)
	}
	batch := logits.Dim(1)
	differs := func(n int) bool { return n >= 0 && batch >= 0 && n != batch }
	if differs(labels.Dim(0)) || labelLengths.Rank() != 1 || differs(labelLengths.Dim(0)) || logitLengths.Rank() != 1 || differs(logitLengths.Dim(0)) || blank < 0 || blank >= logits.Dim(2) {
		throwList("CTCLossV2", "batch sizes and the blank must fit the logits %s", shapeBrackets(logits.Shape()))
	}
	s.checkTypes("CTCLossV2", logits)
	return s.Apply(opCTCLoss, &ctcAttr{blank}, logits, labels, labelLengths, logitLengths)[0]
}

// CTCGreedy decodes logits, (time, batch, classes), by the best class of each
// step: the sequences without repetitions and blanks, and minus the sum of the
// best logits. merge keeps a repeated class once.
func CTCGreedy(logits *Array, lengths []int, blank int, merge bool) (decoded [][]int, scores []float64) {
	batch, classes := logits.shape[1], logits.shape[2]
	for b, steps := range lengths {
		before, path, score := -1, []int{}, 0.0
		for t := range steps {
			best := 0
			for k := range classes {
				if logits.Float((t*batch+b)*classes+k) > logits.Float((t*batch+b)*classes+best) {
					best = k
				}
			}
			score -= logits.Float((t*batch+b)*classes + best)
			if best != blank && !(merge && best == before) {
				path = append(path, best)
			}
			before = best
		}
		decoded, scores = append(decoded, path), append(scores, score)
	}
	return decoded, scores
}

// ctcBeam is one sequence of labels in a beam search, with the log
// probabilities of the paths that end in a blank and in a label.
type ctcBeam struct {
	labels       string // one rune per label
	blank, label float64
}

func (b *ctcBeam) total() float64 { return logAddExp(b.blank, b.label) }

// CTCBeamSearch decodes logits, (time, batch, classes), by keeping the width
// most probable sequences; the last class is the blank. For each batch entry
// it gives the paths best sequences and their log probabilities.
func CTCBeamSearch(logits *Array, lengths []int, width, paths int) (decoded [][][]int, scores [][]float64) {
	batch, classes := logits.shape[1], logits.shape[2]
	for b, steps := range lengths {
		p := ctcProblem{steps: steps, classes: classes, blank: classes - 1}
		p.logSoftmax(func(t, k int) float64 { return logits.Float((t*batch+b)*classes + k) })
		beams := p.beamSearch(width)
		if len(beams) < paths {
			throwRun("CTCBeamSearchDecoder", "Less leaves in the beam search than requested.")
		}
		var found [][]int
		var logs []float64
		for _, m := range beams[:paths] {
			labels := []int{}
			for _, r := range m.labels {
				labels = append(labels, int(r))
			}
			found, logs = append(found, labels), append(logs, m.total())
		}
		decoded, scores = append(decoded, found), append(scores, logs)
	}
	return decoded, scores
}

func (p *ctcProblem) beamSearch(width int) []ctcBeam {
	none := math.Inf(-1)
	beams := []ctcBeam{{"", 0, none}}
	for t := range p.steps {
		y := p.y[t*p.classes : (t+1)*p.classes]
		next := map[string]*ctcBeam{}
		at := func(labels string) *ctcBeam {
			if next[labels] == nil {
				next[labels] = &ctcBeam{labels, none, none}
			}
			return next[labels]
		}
		for _, m := range beams {
			last := rune(-1)
			for _, r := range m.labels {
				last = r
			}
			same := at(m.labels)
			same.blank = logAddExp(same.blank, m.total()+y[p.blank])
			if last >= 0 {
				same.label = logAddExp(same.label, m.label+y[last])
			}
			for k := range p.classes {
				if k == p.blank {
					continue
				}
				from := m.total()
				if rune(k) == last {
					from = m.blank
				}
				longer := at(m.labels + string(rune(k)))
				longer.label = logAddExp(longer.label, from+y[k])
			}
		}
		beams = beams[:0]
		for _, m := range next {
			beams = append(beams, *m)
		}
		sort.Slice(beams, func(i, j int) bool {
			a, b := beams[i].total(), beams[j].total()
			return a > b || a == b && beams[i].labels < beams[j].labels
		})
		beams = beams[:min(len(beams), width)]
	}
	return beams
}
