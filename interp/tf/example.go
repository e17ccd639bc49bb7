package tf

import (
	"fmt"
	"math"
	"sort"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model/format/example"
)

// The messages of tf.train.Example.
var (
	BytesListClass = protoClass("BytesList", "A list of bytes.", "BytesList(value=None)")
	FloatListClass = protoClass("FloatList", "A list of floats of 32 bits.", "FloatList(value=None)")
	Int64ListClass = protoClass("Int64List", "A list of integers.", "Int64List(value=None)")
	FeatureClass   = protoClass("Feature", "A list of bytes, floats or integers.", "Feature(bytes_list=None, float_list=None, int64_list=None)")
	FeaturesClass  = protoClass("Features", "Features by name.", "Features(feature=None)")
	ExampleClass   = protoClass("Example", "The features of one example, as TFRecord files hold them.", "Example(features=None)")

	// DecodeError is what the parsing of bytes that are no message raises.
	DecodeError = object.NewExceptionClass("google.protobuf.message", "DecodeError", object.ExceptionClass, "Bytes are no message.")
)

func protoClass(name, doc, sig string) *object.Class {
	return &object.Class{Name: name, Module: "tensorflow.core.example.feature_pb2", Doc: doc, Signature: sig, Unhashable: true,
		Example: `>>> ints = tf.train.Feature(int64_list=tf.train.Int64List(value=[1, 2]))
>>> e = tf.train.Example(features=tf.train.Features(feature={'x': ints}))
>>> tf.io.parse_single_example(e.SerializeToString(), {'x': tf.io.FixedLenFeature([2], tf.int64)})['x'].numpy()
array([1, 2])`}
}

// proto is a message: what Python sees of it, its bytes and its text.
type proto interface {
	PyClass() *object.Class
	format() []byte
	text(b *strings.Builder, indent string)
	// replace takes over what bytes hold.
	replace(raw []byte) error
}

// protoList is a message with a list of values of one kind.
type protoList struct {
	kind   example.Kind
	values *object.Instance // of repeatedClass
}

func newProtoList(k example.Kind) *protoList {
	l := &protoList{kind: k}
	l.values = &object.Instance{Class: repeatedClasses()[k], Native: &object.List{}}
	return l
}

func (l *protoList) elems() []object.Value { return l.values.Native.(*object.List).Elems }

// PyClass is the class of the kind.
func (l *protoList) PyClass() *object.Class {
	return [...]*object.Class{nil, BytesListClass, FloatListClass, Int64ListClass}[l.kind]
}

// listNames are the fields of a Feature by kind.
var listNames = [...]string{"", "bytes_list", "float_list", "int64_list"}

func (l *protoList) feature() *example.Feature {
	f := &example.Feature{Kind: l.kind}
	for _, v := range l.elems() {
		switch x := v.(type) {
		case binding.Bytes:
			f.Bytes = append(f.Bytes, string(x))
		case float64:
			f.Floats = append(f.Floats, float32(x))
		case int:
			f.Ints = append(f.Ints, int64(x))
		}
	}
	return f
}

func (l *protoList) format() []byte { return l.feature().FormatList() }

func (l *protoList) replace(raw []byte) error {
	f, err := example.ParseList(l.kind, raw)
	l.set(f)
	return err
}

func (l *protoList) set(f *example.Feature) {
	var out []object.Value
	for _, s := range f.Bytes {
		out = append(out, binding.Bytes(s))
	}
	for _, v := range f.Floats {
		out = append(out, float64(v))
	}
	for _, n := range f.Ints {
		out = append(out, int(n))
	}
	l.values.Native.(*object.List).Elems = out
}

func (l *protoList) text(b *strings.Builder, indent string) {
	for _, v := range l.elems() {
		var s string
		switch x := v.(type) {
		case binding.Bytes:
			s = `"` + protoEscape(string(x)) + `"`
		case float64:
			s = protoFloat(x)
		default:
			s = fmt.Sprint(x)
		}
		fmt.Fprintf(b, "%svalue: %s\n", indent, s)
	}
}

// protoFloat writes a float of 32 bits as protocol buffers do.
func protoFloat(x float64) string {
	switch {
	case math.IsNaN(x):
		return "nan"
	case math.IsInf(x, 0):
		return strings.TrimPrefix(strings.ToLower(fmt.Sprint(x)), "+")
	}
	for _, digits := range []int{6, 7, 8, 9} {
		s := fmt.Sprintf("%.*g", digits, float32(x))
		var back float32
		if _, err := fmt.Sscan(s, &back); err == nil && back == float32(x) && (digits == 6 || digits == 9) {
			return s
		}
	}
	return fmt.Sprintf("%.9g", float32(x))
}

// protoEscape writes bytes as the text of messages has them.
func protoEscape(s string) string {
	var b strings.Builder
	for _, c := range []byte(s) {
		switch {
		case c == '\n':
			b.WriteString(`\n`)
		case c == '\r':
			b.WriteString(`\r`)
		case c == '\t':
			b.WriteString(`\t`)
		case c == '"', c == '\'', c == '\\':
			b.WriteByte('\\')
			b.WriteByte(c)
		case c < 0x20 || c >= 0x7f:
			fmt.Fprintf(&b, `\%03o`, c)
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// protoFeature is a Feature: at most one of its lists counts.
type protoFeature struct {
	kind  example.Kind
	lists [4]*protoList
}

// PyClass is Feature.
func (f *protoFeature) PyClass() *object.Class { return FeatureClass }

// list is the list of a kind, which is made when it is asked for.
func (f *protoFeature) list(k example.Kind) *protoList {
	if f.lists[k] == nil {
		f.lists[k] = newProtoList(k)
	}
	return f.lists[k]
}

// which is the kind that is set: the one given, or that of a list that was
// filled.
func (f *protoFeature) which() example.Kind {
	if f.kind != example.Unset {
		return f.kind
	}
	for k := example.Bytes; k <= example.Ints; k++ {
		if l := f.lists[k]; l != nil && len(l.elems()) > 0 {
			return k
		}
	}
	return example.Unset
}

func (f *protoFeature) feature() *example.Feature {
	k := f.which()
	if k == example.Unset {
		return &example.Feature{}
	}
	return f.list(k).feature()
}

func (f *protoFeature) format() []byte { return f.feature().Format() }

func (f *protoFeature) replace(raw []byte) error {
	x, err := example.ParseFeature(raw)
	f.set(x)
	return err
}

func (f *protoFeature) set(x *example.Feature) {
	f.kind, f.lists = x.Kind, [4]*protoList{}
	if x.Kind != example.Unset {
		f.list(x.Kind).set(x)
	}
}

func (f *protoFeature) text(b *strings.Builder, indent string) {
	if k := f.which(); k != example.Unset {
		fmt.Fprintf(b, "%s%s {\n", indent, listNames[k])
		f.list(k).text(b, indent+"  ")
		b.WriteString(indent + "}\n")
	}
}

// protoMap is a map from names to messages, in order of insertion.
type protoMap[M proto] struct {
	byName map[string]M
	names  []string
	empty  func() M
}

// at is the message of a name, which is made when it is asked for.
func (m *protoMap[M]) at(name string) M {
	x, there := m.byName[name]
	if !there {
		if m.byName == nil {
			m.byName = map[string]M{}
		}
		x = m.empty()
		m.byName[name] = x
		m.names = append(m.names, name)
	}
	return x
}

func (m *protoMap[M]) clear() { m.byName, m.names = nil, nil }

// text lists the messages as protocol buffers do: names downwards.
func (m *protoMap[M]) text(b *strings.Builder, field, indent string) {
	names := append([]string{}, m.names...)
	sort.Slice(names, func(i, j int) bool {
		n := min(len(names[i]), len(names[j]))
		if a, b := names[i][:n], names[j][:n]; a != b {
			return a > b
		}
		return len(names[i]) < len(names[j])
	})
	for _, name := range names {
		fmt.Fprintf(b, "%s%s {\n%s  key: \"%s\"\n%s  value {\n", indent, field, indent, protoEscape(name), indent)
		m.byName[name].text(b, indent+"    ")
		fmt.Fprintf(b, "%s  }\n%s}\n", indent, indent)
	}
}

// protoFeatures is a Features message, and its map from names to features.
type protoFeatures struct{ feature protoMap[*protoFeature] }

func newProtoFeatures() *protoFeatures {
	return &protoFeatures{protoMap[*protoFeature]{empty: func() *protoFeature { return &protoFeature{} }}}
}

// PyClass is Features.
func (f *protoFeatures) PyClass() *object.Class { return FeaturesClass }

func (f *protoFeatures) features() example.Features {
	out := example.Features{}
	for name, x := range f.feature.byName {
		out[name] = x.feature()
	}
	return out
}

func (f *protoFeatures) format() []byte { return f.features().Format() }

func (f *protoFeatures) replace(raw []byte) error {
	fs, err := example.ParseFeatures(raw)
	f.set(fs)
	return err
}

func (f *protoFeatures) set(fs example.Features) {
	f.feature.clear()
	for _, name := range fs.Names() {
		f.feature.at(name).set(fs[name])
	}
}

func (f *protoFeatures) text(b *strings.Builder, indent string) { f.feature.text(b, "feature", indent) }

// protoExample is an Example.
type protoExample struct{ features *protoFeatures }

// PyClass is Example.
func (e *protoExample) PyClass() *object.Class { return ExampleClass }

func (e *protoExample) format() []byte {
	if e.features == nil {
		return nil
	}
	return example.FormatExample(e.features.features())
}

func (e *protoExample) replace(raw []byte) error {
	fs, err := example.ParseExample(raw)
	e.features = newProtoFeatures()
	e.features.set(fs)
	return err
}

func (e *protoExample) text(b *strings.Builder, indent string) {
	if e.features != nil {
		b.WriteString(indent + "features {\n")
		e.features.text(b, indent+"  ")
		b.WriteString(indent + "}\n")
	}
}

// parseProto makes a message of bytes.
func parseProto(m proto, raw string) error {
	if err := m.replace([]byte(raw)); err != nil {
		return object.Errorf(DecodeError, "Error parsing message")
	}
	return nil
}

// float32Value rounds a float to 32 bits, as messages hold it.
func float32Value(x float64) float64 { return float64(float32(x)) }
