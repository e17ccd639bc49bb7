package binding

import (
	"strings"

	"kerash/interp/object"
	"kerash/model/format/weights"
	"kerash/tensor"
)

// LoadStatus is what restore gives: it tells what was restored.
type LoadStatus struct {
	restore *weights.Restore // nil when there was nothing to restore from
	root    func() any
}

// NewLoadStatus is the status of a restore of what is below a root, which may
// come to be something else. A nil restore is that of nothing.
func NewLoadStatus(r *weights.Restore, root func() any) *LoadStatus { return &LoadStatus{r, root} }

var (
	loadStatusClass = &object.Class{Name: "CheckpointLoadStatus", Module: "tensorflow.python.checkpoint.checkpoint", Doc: "What became of a restore.", Final: true}
	noStatusClass   = &object.Class{Name: "InitializationOnlyStatus", Module: "tensorflow.python.checkpoint.checkpoint", Base: loadStatusClass, Doc: "The status of restoring nothing.", Final: true}
)

// PyClass is the class of the status.
func (s *LoadStatus) PyClass() *object.Class {
	if s.restore == nil {
		return noStatusClass
	}
	return loadStatusClass
}

func init() {
	loadStatusClass.Members = func() []object.Member {
		method := func(sig, doc string, check func(th *object.Thread, s *LoadStatus)) object.Member {
			return object.Method(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
				s := a.Self().(*LoadStatus)
				check(th, s)
				return s, nil
			})
		}
		return []object.Member{
			method("assert_consumed(self)", "Raises unless all that the checkpoint holds was used, and all objects were found in it.", func(th *object.Thread, s *LoadStatus) {
				s.mustMatch(th)
				if text, open := s.restore.Unresolved(); open {
					object.Throw(object.Errorf(object.AssertionError, "Unresolved object in checkpoint %s", text))
				}
			}),
			method("assert_existing_objects_matched(self)", "Raises unless all objects that are there were found in the checkpoint.", func(th *object.Thread, s *LoadStatus) { s.mustMatch(th) }),
			method("assert_nontrivial_match(self)", "Raises when nothing but the root was found in the checkpoint.", func(th *object.Thread, s *LoadStatus) {
				s.mustExist()
				s.bind()
				if s.restore.Nothing() {
					object.Throw(object.Errorf(object.AssertionError, "Nothing except the root object matched a checkpointed value. Typically this means that the checkpoint does not match the Python program. The following objects have no matching checkpointed value: %s", s.missing(th, -1)))
				}
			}),
			method("expect_partial(self)", "Says that not all need be used.", func(th *object.Thread, s *LoadStatus) {}),
			method("initialize_or_restore(self, session=None)", "Does nothing: what is there is restored.", func(th *object.Thread, s *LoadStatus) {}),
			method("run_restore_ops(self, session=None)", "Does nothing: what is there is restored.", func(th *object.Thread, s *LoadStatus) {}),
		}
	}
}

// bind restores what has come to be since.
func (s *LoadStatus) bind() { tensor.Check(s.restore.Bind(s.root())) }

func (s *LoadStatus) mustExist() {
	if s.restore == nil {
		object.Throw(object.Errorf(object.AssertionError, "No checkpoint specified (save_path=None); nothing is being restored."))
	}
}

// mustMatch throws unless all objects were found.
func (s *LoadStatus) mustMatch(th *object.Thread) {
	s.mustExist()
	s.bind()
	if n := len(s.restore.Unbound(s.root())); n > 0 {
		const shown = 10
		object.Throw(object.Errorf(object.AssertionError, "Found %d Python objects that were not bound to checkpointed values, likely due to changes in the Python program. Showing %d of %d unmatched objects: %s", n, min(n, shown), n, s.missing(th, shown)))
	}
}

// missing lists up to limit objects that were not found, all for -1.
func (s *LoadStatus) missing(th *object.Thread, limit int) string {
	var out []string
	for i, v := range s.restore.Unbound(s.root()) {
		if i == limit {
			break
		}
		out = append(out, object.Must(object.Repr(th, FromNeutral(v))))
	}
	return "[" + strings.Join(out, ", ") + "]"
}
