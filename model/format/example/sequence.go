package example

import (
	"maps"
	"slices"

	"google.golang.org/protobuf/encoding/protowire"
)

// List is the features of steps that follow each other.
type List []*Feature

// Lists are lists of features by name.
type Lists map[string]List

// Sequence is a tf.train.SequenceExample. Parts that are nil are not there.
type Sequence struct {
	Context Features // of the whole sequence
	Lists   Lists    // of its steps
}

// Format is a FeatureList message.
func (l List) Format() []byte {
	var out []byte
	for _, f := range l {
		out = field(out, 1, f.Format())
	}
	return out
}

// Names are the names of the lists, sorted.
func (ls Lists) Names() []string { return slices.Sorted(maps.Keys(ls)) }

// Format is a FeatureLists message, sorted by name.
func (ls Lists) Format() []byte {
	var out []byte
	for _, name := range ls.Names() {
		entry := protowire.AppendString(protowire.AppendTag(nil, 1, protowire.BytesType), name)
		out = field(out, 1, field(entry, 2, ls[name].Format()))
	}
	return out
}

// Format is a SequenceExample message.
func (s *Sequence) Format() []byte {
	var out []byte
	if s.Context != nil {
		out = field(out, 1, s.Context.Format())
	}
	if s.Lists != nil {
		out = field(out, 2, s.Lists.Format())
	}
	return out
}

// ParseSequence reads a SequenceExample message. Bytes that are none are a
// DecodeError.
func ParseSequence(b []byte) (*Sequence, error) {
	s := &Sequence{}
	err := each(b, func(n protowire.Number, kind protowire.Type, raw []byte) (err error) {
		switch {
		case kind != protowire.BytesType:
		case n == 1:
			if s.Context == nil {
				s.Context = Features{}
			}
			err = parseInto(s.Context, raw)
		case n == 2:
			if s.Lists == nil {
				s.Lists = Lists{}
			}
			err = parseLists(s.Lists, raw)
		}
		return err
	})
	return s, err
}

// ParseFeatureLists reads a FeatureLists message.
func ParseFeatureLists(b []byte) (Lists, error) {
	out := Lists{}
	return out, parseLists(out, b)
}

func parseLists(out Lists, b []byte) error {
	return parseMap(b, func() List { return List{} }, ParseFeatureList, func(name string, l List) { out[name] = l })
}

// ParseFeatureList reads a FeatureList message.
func ParseFeatureList(b []byte) (List, error) {
	out := List{}
	err := each(b, func(n protowire.Number, kind protowire.Type, raw []byte) error {
		if n != 1 || kind != protowire.BytesType {
			return nil
		}
		f, err := ParseFeature(raw)
		out = append(out, f)
		return err
	})
	return out, err
}
