package tf

import (
	"strings"

	"kerash/interp/object"
	"kerash/model/format/example"
)

// The messages of tf.train.SequenceExample.
var (
	FeatureListClass     = protoClass("FeatureList", "Features of steps that follow each other.", "FeatureList(feature=None)")
	FeatureListsClass    = protoClass("FeatureLists", "Lists of features by name.", "FeatureLists(feature_list=None)")
	SequenceExampleClass = protoClass("SequenceExample", "The features of a sequence, as TFRecord files hold them: those of the whole and those of its steps.", "SequenceExample(context=None, feature_lists=None)")
)

func init() {
	for _, c := range []*object.Class{FeatureListClass, FeatureListsClass, SequenceExampleClass} {
		c.Example = `>>> steps = [tf.train.Feature(int64_list=tf.train.Int64List(value=[i])) for i in range(3)]
>>> lists = tf.train.FeatureLists(feature_list={'x': tf.train.FeatureList(feature=steps)})
>>> s = tf.train.SequenceExample(feature_lists=lists)
>>> len(s.feature_lists.feature_list['x'].feature)
3`
	}
	SequenceExampleClass.Module = "tensorflow.core.example.example_pb2"
	messageClass(FeatureListClass, func() proto { return &protoFeatureList{} }, func() []object.Member {
		return []object.Member{object.Getter("feature", "the features of the steps", func(th *object.Thread, self object.Value) (object.Value, error) {
			return &protoSteps{self.(*protoFeatureList)}, nil
		})}
	})
	messageClass(FeatureListsClass, func() proto { return newFeatureLists() }, func() []object.Member {
		return []object.Member{object.Getter("feature_list", "the lists by name", func(th *object.Thread, self object.Value) (object.Value, error) {
			return &self.(*protoFeatureLists).lists, nil
		})}
	})
	messageClass(SequenceExampleClass, func() proto { return &protoSequence{} }, func() []object.Member {
		return []object.Member{
			object.Getter("context", "the features of the whole sequence", func(th *object.Thread, self object.Value) (object.Value, error) {
				return self.(*protoSequence).context(), nil
			}),
			object.Getter("feature_lists", "the features of the steps", func(th *object.Thread, self object.Value) (object.Value, error) {
				return self.(*protoSequence).lists(), nil
			}),
		}
	})
}

// protoFeatureList is a FeatureList.
type protoFeatureList struct{ steps []*protoFeature }

// PyClass is FeatureList.
func (*protoFeatureList) PyClass() *object.Class { return FeatureListClass }

func (l *protoFeatureList) list() example.List {
	out := make(example.List, len(l.steps))
	for i, f := range l.steps {
		out[i] = f.feature()
	}
	return out
}

func (l *protoFeatureList) set(fs example.List) {
	l.steps = nil
	for _, f := range fs {
		step := &protoFeature{}
		step.set(f)
		l.steps = append(l.steps, step)
	}
}

func (l *protoFeatureList) format() []byte { return l.list().Format() }

func (l *protoFeatureList) replace(raw []byte) error {
	fs, err := example.ParseFeatureList(raw)
	l.set(fs)
	return err
}

func (l *protoFeatureList) text(b *strings.Builder, indent string) {
	for _, f := range l.steps {
		b.WriteString(indent + "feature {\n")
		f.text(b, indent+"  ")
		b.WriteString(indent + "}\n")
	}
}

// append adds copies of features.
func (l *protoFeatureList) append(elems []object.Value) error {
	for _, e := range elems {
		f := &protoFeature{}
		if err := copyProto(f, e); err != nil {
			return err
		}
		l.steps = append(l.steps, f)
	}
	return nil
}

// protoSteps are the features of a list as Python sees them.
type protoSteps struct{ l *protoFeatureList }

// PyClass is RepeatedCompositeContainer.
func (*protoSteps) PyClass() *object.Class { return protoStepsClass }

func (s *protoSteps) elems() *object.List {
	out := &object.List{}
	for _, f := range s.l.steps {
		out.Elems = append(out.Elems, f)
	}
	return out
}

var protoStepsClass = &object.Class{Name: "RepeatedCompositeContainer", Module: "google._upb._message", Doc: "The messages of a field.", Final: true,
	Len: func(th *object.Thread, self object.Value) (int, error) { return len(self.(*protoSteps).l.steps), nil },
	Index: func(th *object.Thread, self, key object.Value) (object.Value, error) {
		return object.Index(th, self.(*protoSteps).elems(), key)
	},
	Iter: func(th *object.Thread, self object.Value) (object.Iterator, error) {
		return object.Iter(th, self.(*protoSteps).elems())
	},
	Repr: func(th *object.Thread, self object.Value) (string, error) {
		return object.Repr(th, self.(*protoSteps).elems())
	},
	Members: func() []object.Member {
		return []object.Member{
			object.Method("append(self, value)", "Adds a copy of a message.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return nil, a.Self().(*protoSteps).l.append([]object.Value{a.Value("value")})
			}),
			object.Method("extend(self, values)", "Adds copies of messages.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return nil, a.Self().(*protoSteps).l.append(a.Elems("values"))
			}),
			object.Method("add(self, **kwargs)", "Adds a message that is made of the arguments, and gives it.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				f, err := FeatureClass.New(th, FeatureClass, object.Args{Kw: a.Kwargs("kwargs")})
				if err != nil {
					return nil, err
				}
				l := a.Self().(*protoSteps).l
				l.steps = append(l.steps, f.(*protoFeature))
				return f, nil
			}),
		}
	}}

// protoFeatureLists is a FeatureLists message.
type protoFeatureLists struct{ lists protoMap[*protoFeatureList] }

func newFeatureLists() *protoFeatureLists {
	return &protoFeatureLists{protoMap[*protoFeatureList]{empty: func() *protoFeatureList { return &protoFeatureList{} }}}
}

// PyClass is FeatureLists.
func (*protoFeatureLists) PyClass() *object.Class { return FeatureListsClass }

func (l *protoFeatureLists) all() example.Lists {
	out := example.Lists{}
	for name, x := range l.lists.byName {
		out[name] = x.list()
	}
	return out
}

func (l *protoFeatureLists) set(all example.Lists) {
	l.lists.clear()
	for _, name := range all.Names() {
		l.lists.at(name).set(all[name])
	}
}

func (l *protoFeatureLists) format() []byte { return l.all().Format() }

func (l *protoFeatureLists) replace(raw []byte) error {
	all, err := example.ParseFeatureLists(raw)
	l.set(all)
	return err
}

func (l *protoFeatureLists) text(b *strings.Builder, indent string) {
	l.lists.text(b, "feature_list", indent)
}

// protoSequence is a SequenceExample; its parts are made when they are asked
// for.
type protoSequence struct {
	features *protoFeatures
	steps    *protoFeatureLists
}

// PyClass is SequenceExample.
func (*protoSequence) PyClass() *object.Class { return SequenceExampleClass }

func (s *protoSequence) context() *protoFeatures {
	if s.features == nil {
		s.features = newProtoFeatures()
	}
	return s.features
}

func (s *protoSequence) lists() *protoFeatureLists {
	if s.steps == nil {
		s.steps = newFeatureLists()
	}
	return s.steps
}

func (s *protoSequence) format() []byte {
	var q example.Sequence
	if s.features != nil {
		q.Context = s.features.features()
	}
	if s.steps != nil {
		q.Lists = s.steps.all()
	}
	return q.Format()
}

func (s *protoSequence) replace(raw []byte) error {
	q, err := example.ParseSequence(raw)
	s.features, s.steps = nil, nil
	if q.Context != nil {
		s.context().set(q.Context)
	}
	if q.Lists != nil {
		s.lists().set(q.Lists)
	}
	return err
}

func (s *protoSequence) text(b *strings.Builder, indent string) {
	if s.features != nil {
		b.WriteString(indent + "context {\n")
		s.features.text(b, indent+"  ")
		b.WriteString(indent + "}\n")
	}
	if s.steps != nil {
		b.WriteString(indent + "feature_lists {\n")
		s.steps.text(b, indent+"  ")
		b.WriteString(indent + "}\n")
	}
}
