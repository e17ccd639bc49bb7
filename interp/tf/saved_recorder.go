package tf

import (
	"kerash/interp/object"
	"kerash/model/format/saved"
)

// Recorder records what layers of Keras compute, for a SavedModel.
type Recorder struct{ s *moduleSaver }

// NewRecorder makes a recorder.
func NewRecorder(th *object.Thread) *Recorder { return &Recorder{newModuleSaver(th)} }

// Recorded is a function of the language that is to be recorded.
type Recorded struct{ p *polyFunction }

// NewRecorded is a function with parameters, called in graphs by its name.
func NewRecorded(name string, params []object.Param, fn func(th *object.Thread, args object.Args) (object.Value, error)) *Recorded {
	b := object.RawFunc(name+"()", "", fn)
	return &Recorded{&polyFunction{fn: b, sig: object.NewSignature(name, params), autograph: true, traces: map[string]*concrete{}}}
}

// Record records a function for arguments; specs stand for tensors.
func (r *Recorder) Record(f *Recorded, args object.Args) (name string, err error) {
	defer object.Catch(&err)
	return r.s.record(f.p, args).Name, nil
}

// Function is a function of an object with what was recorded of it.
func (r *Recorder) Function(name string, f *Recorded, concretes []string) saved.Function {
	out := saved.Function{Name: name, Concretes: concretes, Params: r.s.parameters(f.p, nil), Defaults: r.s.defaults(f.p)}
	for _, q := range f.p.sig.Params {
		if q.Kind == object.KwOnly {
			out.Only = append(out.Only, q.Name)
			if q.HasDefault {
				if out.OnlyOther == nil {
					out.OnlyOther = map[string]any{}
				}
				out.OnlyOther[q.Name] = r.s.structure(q.Default)
			}
		}
	}
	return out
}

// Serve records a function that goes by names of arguments, those of the specs,
// and of results.
func (r *Recorder) Serve(key string, specs []object.Value, fn func(th *object.Thread, args object.Args) (object.Value, error)) (sig saved.Signature, err error) {
	defer object.Catch(&err)
	p := &polyFunction{fn: object.RawFunc("signature_wrapper()", "", fn), specs: specs, autograph: true, traces: map[string]*concrete{}}
	return r.s.signature(key, p), nil
}

// Signature is a function of the user's that goes by names.
func (r *Recorder) Signature(key string, v object.Value) saved.Signature {
	return r.s.signature(key, v)
}

// Signatures are those that an argument names: a function, or a dict of such.
func (r *Recorder) Signatures(v object.Value) []saved.Signature { return r.s.given(v) }

// Methods are the functions in the attributes and the class of an object.
func (r *Recorder) Methods(inst *object.Instance) (out []saved.Function, err error) {
	defer object.Catch(&err)
	return r.s.functionsOf(inst), nil
}

// Concretes are what was recorded.
func (r *Recorder) Concretes() []saved.Concrete { return r.s.concretes }
