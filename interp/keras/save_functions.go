package keras

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/interp/tf"
	"kerash/model"
	"kerash/model/format/saved"
	"kerash/tensor"
)

// functionSaver records what a model and its layers of the user's classes
// compute, for a SavedModel. What there are no ops for in files is left out.
type functionSaver struct {
	th    *object.Thread
	st    *model.State
	rec   *tf.Recorder
	calls map[*model.Base]*model.CallSpec // of layers within the model
	order []model.Layer
	of    map[any][]saved.Function
	whole map[*model.Base]bool // layers that their configs are enough for, or not
}

func init() { tf.ModelFunctions = savedFunctions }

// savedFunctions is the functions of a model that is saved; signatures are those
// of the user's, nil for the model itself as serving_default.
func savedFunctions(th *object.Thread, m model.Model, signatures object.Value) *saved.Functions {
	s := &functionSaver{th: th, st: binding.State(th), rec: tf.NewRecorder(th), calls: map[*model.Base]*model.CallSpec{}, of: map[any][]saved.Function{}, whole: map[*model.Base]bool{}}
	out := &saved.Functions{Of: func(v any) []saved.Function {
		if l, ok := v.(model.Layer); ok {
			return s.of[l.Core()]
		}
		return s.of[v]
	}}
	if spec := rootSpec(m); spec != nil {
		s.layer(m, spec, true)
		for len(s.order) > 0 {
			l := s.order[0]
			s.order = s.order[1:]
			s.layer(l, s.calls[l.Core()], false)
		}
		if signatures == nil {
			if sig, err := s.serving(m, spec); err == nil {
				out.Signatures = append(out.Signatures, sig)
			}
		}
	}
	if signatures != nil {
		out.Signatures = s.rec.Signatures(signatures)
	}
	out.Concretes = s.rec.Concretes()
	return out
}

// rootSpec is what a model is called with: its inputs, or what it was called with
// first.
func rootSpec(m model.Model) *model.CallSpec {
	if g := m.Graph(); g != nil {
		in := g.In
		return &model.CallSpec{Input: model.MapValue(in, func(t *tensor.Tensor) model.Value { return t })}
	}
	return m.ModelCore().CallSpec()
}

// layer records the functions of a layer.
func (s *functionSaver) layer(l model.Layer, spec *model.CallSpec, root bool) {
	b := l.Core()
	if s.of[b] != nil {
		return
	}
	f := s.call(l, spec)
	var pairs, outs []string
	modes := []bool{true, false}
	if f.training < 0 {
		modes = modes[1:]
	}
	for _, on := range modes {
		pair, err := s.record(f.both, f.arguments(on), root && !on)
		if err != nil {
			continue
		}
		out, err := s.rec.Record(f.only, f.arguments(on))
		if err != nil {
			continue
		}
		pairs, outs = append(pairs, pair), append(outs, out)
	}
	var own []saved.Function
	if inst, ok := toPython(l).(*object.Instance); ok {
		if methods, err := s.rec.Methods(inst); err == nil {
			own = slices.DeleteFunc(methods, func(f saved.Function) bool { return f.Name == "call" || len(f.Concretes) == 0 })
		}
	}
	if outs != nil {
		call, all := s.rec.Function("__call__", f.only, outs), s.rec.Function("call_and_return_all_conditional_losses", f.both, pairs)
		some := all
		some.Name = "call_and_return_conditional_losses"
		own = append(own, call, all)
		s.of[saved.LayerAPI{Layer: b}] = []saved.Function{call, some, all}
	}
	s.of[b] = own
	s.losses(b)
}

// record records a function; within the root's, the calls of the layers in it are
// noted.
func (s *functionSaver) record(f *tf.Recorded, args object.Args, listen bool) (string, error) {
	if listen {
		before := s.st.OnCall
		s.st.OnCall = s.note
		defer func() { s.st.OnCall = before }()
	}
	return s.rec.Record(f, args)
}

// note keeps the first call of a layer of the user's, and of a model.
func (s *functionSaver) note(c *model.Context, l model.Layer, x model.Value) {
	if whole := l.Core().Self(); whole != nil {
		l = whole
	}
	_, user := l.(model.UserObject)
	_, isModel := l.(model.Model)
	if b := l.Core(); s.calls[b] == nil && (user || isModel || !s.remade(l)) {
		s.calls[b] = model.NoteCall(c, x)
		s.order = append(s.order, l)
	}
}

// remade reports whether the config of a layer is enough to make it anew: one with
// a function of the user's may not be found.
func (s *functionSaver) remade(l model.Layer) bool {
	b := l.Core()
	if ok, known := s.whole[b]; known {
		return ok
	}
	custom, warn := s.st.Custom, s.st.Warn
	s.st.Custom, s.st.Warn = map[string]any{}, nil
	defer func() { s.st.Custom, s.st.Warn = custom, warn }()
	err := binding.Catch(func() {
		s.st.InGraph(func() { saved.Remake(s.st, l) })
	})
	s.whole[b] = err == nil
	return err == nil
}

// losses records the losses of a layer that depend on no inputs.
func (s *functionSaver) losses(b *model.Base) {
	all, own := saved.LayerLosses{Layer: b}, saved.LayerLosses{Layer: b, Own: true}
	seen := map[*model.Base]bool{}
	var walk func(b *model.Base, into ...saved.LayerLosses)
	walk = func(b *model.Base, into ...saved.LayerLosses) {
		if seen[b] {
			return
		}
		seen[b] = true
		for _, loss := range b.LossFunctions() {
			f := tf.NewRecorded("loss_fn", nil, func(*object.Thread, object.Args) (object.Value, error) {
				return loss(s.st.NewContext()), nil
			})
			name, err := s.rec.Record(f, object.Args{})
			if err != nil {
				continue
			}
			for _, list := range into {
				s.of[list] = append(s.of[list], s.rec.Function(strconv.Itoa(len(s.of[list])), f, []string{name}))
			}
		}
		for _, l := range b.Sublayers() {
			walk(l.Core(), all)
		}
	}
	walk(b, all, own)
}

// layerCall is the call of a layer as a function that is recorded.
type layerCall struct {
	args       object.Args
	both, only *tf.Recorded // with the losses of the call, and without
	training   int          // the place of the parameter, -1 for none
	byName     bool         // training goes by name only
}

// arguments are those for a mode of training.
func (f *layerCall) arguments(training bool) object.Args {
	args := object.Args{Pos: slices.Clone(f.args.Pos), Kw: slices.Clone(f.args.Kw)}
	switch {
	case f.training < 0:
	case f.byName:
		args = args.With("training", training)
	default:
		args.Pos[f.training] = training
	}
	return args
}

// call is the call of a layer.
func (s *functionSaver) call(l model.Layer, spec *model.CallSpec) *layerCall {
	f := &layerCall{training: -1}
	var params []object.Param
	add := func(name string, v object.Value, given bool) {
		p := object.Param{Name: name, Kind: object.Regular}
		if !given {
			p.HasDefault, p.Default = true, v
		}
		params, f.args.Pos = append(params, p), append(f.args.Pos, v)
	}
	sig := s.signatureOf(l)
	add(sig.first("inputs"), s.specs(spec.Input, l), true)
	for i, name := range sig.params {
		if i == 0 {
			continue
		}
		given, ok := spec.Args[name]
		if !ok && i-1 < len(spec.Pos) {
			given, ok = spec.Pos[i-1], true
		}
		switch {
		case name == "training":
			f.training = len(params)
			add(name, false, false)
		case ok && given != nil:
			add(name, s.specs(given, l), true)
		default:
			v := sig.defaults[name]
			if !plainDefault(v) {
				v = nil
			}
			add(name, v, false)
		}
	}
	if f.training < 0 && takesTraining(l) {
		f.training, f.byName = len(params), true
		params = append(params, object.Param{Name: "training", Kind: object.KwOnly, HasDefault: true, Default: false})
	}
	self := toPython(l)
	run := func(th *object.Thread, args object.Args, names []string) (object.Value, error) {
		kw := object.Pos(args.Pos[0])
		for i, name := range names[1:] {
			if i+1 < len(args.Pos) && (args.Pos[i+1] != nil || name != "mask") {
				kw = kw.With(name, args.Pos[i+1])
			}
		}
		kw.Kw = append(kw.Kw, args.Kw...)
		return object.Call(th, self, kw)
	}
	names := make([]string, len(f.args.Pos))
	for i := range names {
		names[i] = params[i].Name
	}
	label := l.Core().Label + "_layer_call"
	f.both = tf.NewRecorded(label+"_and_return_conditional_losses", params, func(th *object.Thread, args object.Args) (out object.Value, err error) {
		model.WithoutLosses(l, func() {
			if out, err = run(th, args, names); err == nil {
				losses := &object.List{}
				for _, t := range l.Core().CallLosses() {
					losses.Elems = append(losses.Elems, t)
				}
				out = object.NewTuple(out, losses)
			}
		})
		return out, err
	})
	f.only = tf.NewRecorded(label+"_fn", params, func(th *object.Thread, args object.Args) (out object.Value, err error) {
		model.WithoutLosses(l, func() { out, err = run(th, args, names) })
		return out, err
	})
	return f
}

// TakesTraining reports whether the user's call has a parameter training.
func (u *userLayer) TakesTraining() bool { return u.signature().training }

// TakesTraining reports whether the user's call has a parameter training.
func (p *modelPart) TakesTraining() bool { return p.base.Graph() != nil || p.signature().training }

func plainDefault(v object.Value) bool {
	switch v.(type) {
	case nil, bool, int, float64, string:
		return true
	}
	return false
}

// signatureOf is the parameters of a layer's call.
func (s *functionSaver) signatureOf(l model.Layer) *callSignature {
	if inst, ok := toPython(l).(*object.Instance); ok {
		if _, own := inst.Overrides("call"); own {
			return callSignatureOf(s.th, inst)
		}
	}
	return &callSignature{params: []string{"inputs", "training", "mask"}, defaults: map[string]object.Value{}, training: true, mask: true}
}

// takesTraining reports whether a part of a layer computes otherwise in training.
func takesTraining(l model.Layer) bool {
	for _, sub := range l.Core().Sublayers() {
		switch x := sub.(type) {
		case *userLayer:
			if x.signature().training || takesTraining(x) {
				return true
			}
		case *userModel:
			if x.signature().training || takesTraining(x) {
				return true
			}
		default:
			if _, isModel := sub.(model.Model); isModel || slices.Contains(trainingClasses, sub.Core().ClassName()) || takesTraining(sub) {
				return true
			}
		}
	}
	return false
}

// trainingClasses are the layers whose call has a parameter training.
var trainingClasses = []string{"Dropout", "SpatialDropout1D", "SpatialDropout2D", "SpatialDropout3D", "AlphaDropout", "GaussianDropout", "GaussianNoise",
	"BatchNormalization", "SyncBatchNormalization", "LSTM", "GRU", "SimpleRNN", "RNN", "ConvLSTM1D", "ConvLSTM2D", "ConvLSTM3D", "Bidirectional", "TimeDistributed",
	"MultiHeadAttention", "Attention", "AdditiveAttention", "RandomFlip", "RandomRotation", "RandomZoom", "RandomTranslation", "RandomContrast", "RandomBrightness",
	"RandomCrop", "RandomHeight", "RandomWidth", "SpectralNormalization"}

// specs is inputs with specs in the places of tensors: the first axis, that of
// the samples, is open.
func (s *functionSaver) specs(x any, l model.Layer) object.Value {
	_, isModel := l.(model.Model)
	return tf.MapStructure(s.th, toPython(x), func(leaf object.Value) object.Value {
		if t, ok := leaf.(*tensor.Tensor); ok {
			return s.spec(t, isModel)
		}
		return leaf
	})
}

func (s *functionSaver) spec(t *tensor.Tensor, open bool) object.Value {
	out := tf.NamedSpec(t, "")
	out.Name = nil
	if dims := slices.Clone(t.Shape()); open && len(dims) > 0 {
		dims[0] = -1
		out.Shape = binding.NewTensorShape(dims)
	}
	return out
}

// serving records the model as the signature serving_default.
func (s *functionSaver) serving(m model.Model, spec *model.CallSpec) (saved.Signature, error) {
	in := s.specs(spec.Input, m)
	names := pseudoNames(s.th, in, "input_")
	var outs []string
	if g := m.Graph(); g != nil {
		names, outs = g.InputNames(), g.OutputNames()
	}
	var specs []object.Value
	for i, v := range tf.Flatten(s.th, in) {
		sp := *(v.(*tf.TensorSpec))
		sp.Name = names[i]
		specs = append(specs, &sp)
	}
	self := toPython(m)
	return s.rec.Serve("serving_default", specs, func(th *object.Thread, args object.Args) (out object.Value, err error) {
		model.WithoutLosses(m, func() {
			out, err = object.Call(th, self, object.Pos(tf.PackSequenceAs(th, in, args.Pos)).With("training", false))
		})
		if err != nil {
			return nil, err
		}
		labels := outs
		if labels == nil {
			labels = pseudoNames(th, out, "output_")
		}
		d := object.NewDict()
		for i, v := range tf.Flatten(s.th, out) {
			d.SetStr(labels[i], v)
		}
		return d, nil
	})
}

// pseudoNames are names for the leaves of a structure: its keys, and numbers from
// one on.
func pseudoNames(th *object.Thread, v object.Value, prefix string) []string {
	var out []string
	var walk func(v object.Value, path string)
	walk = func(v object.Value, path string) {
		switch x := object.NativeOf(v).(type) {
		case *object.List:
			for i, e := range x.Elems {
				walk(e, joined(path, strconv.Itoa(i+1)))
			}
		case *object.Tuple:
			for i, e := range x.Elems {
				walk(e, joined(path, strconv.Itoa(i+1)))
			}
		case *object.Dict:
			for _, k := range tf.SortedKeys(th, x) {
				e, _, err := x.Get(th, k)
				if err != nil {
					object.Throw(err)
				}
				walk(e, joined(path, object.Must(object.Str(th, k))))
			}
		default:
			if path == "" {
				path = "1"
			}
			if path[0] >= '0' && path[0] <= '9' {
				path = prefix + path
			}
			out = append(out, path)
		}
	}
	walk(v, "")
	return out
}

func joined(path, name string) string {
	return strings.TrimPrefix(fmt.Sprintf("%s_%s", path, name), "_")
}
