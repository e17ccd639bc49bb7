package tf

import (
	"strings"
	"sync"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model/format/example"
	"kerash/tensor"
)

func init() {
	for k, c := range map[example.Kind]*object.Class{example.Bytes: BytesListClass, example.Floats: FloatListClass, example.Ints: Int64ListClass} {
		messageClass(c, func() proto { return newProtoList(k) }, func() []object.Member {
			return []object.Member{object.Getter("value", "the values", func(th *object.Thread, self object.Value) (object.Value, error) {
				return self.(*protoList).values, nil
			})}
		})
	}
	messageClass(FeatureClass, func() proto { return &protoFeature{} }, featureMembers)
	messageClass(FeaturesClass, func() proto { return newProtoFeatures() }, func() []object.Member {
		return []object.Member{object.Getter("feature", "the features by name", func(th *object.Thread, self object.Value) (object.Value, error) {
			return &self.(*protoFeatures).feature, nil
		})}
	})
	messageClass(ExampleClass, func() proto { return &protoExample{} }, func() []object.Member {
		return []object.Member{object.Getter("features", "the features", func(th *object.Thread, self object.Value) (object.Value, error) {
			e := self.(*protoExample)
			if e.features == nil {
				e.features = newProtoFeatures()
			}
			return e.features, nil
		})}
	})
}

// messageClass gives a class of messages its slots and the methods that all
// have.
func messageClass(c *object.Class, empty func() proto, fields func() []object.Member) {
	c.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		if len(args.Pos) > 0 {
			return nil, object.TypeErrorf("No positional arguments allowed")
		}
		m := empty()
		for _, k := range args.Kw {
			if c.Constructor().Index(k.Name) < 0 {
				return nil, object.ValueErrorf("Protocol message %s has no \"%s\" field.", c.Name, k.Name)
			}
			if k.Value == nil {
				continue
			}
			if err := setField(th, m, k.Name, k.Value); err != nil {
				return nil, err
			}
		}
		return m, nil
	}
	text := func(th *object.Thread, self object.Value) (string, error) {
		var b strings.Builder
		self.(proto).text(&b, "")
		return b.String(), nil
	}
	c.Repr, c.Str = text, text
	c.Compare = func(th *object.Thread, op object.Op, a, b object.Value) (object.Value, error) {
		x, ok := a.(proto)
		y, ok2 := b.(proto)
		if !ok || !ok2 || op != object.Eq && op != object.Ne {
			return object.NotImplemented, nil
		}
		same := x.PyClass() == y.PyClass() && string(x.format()) == string(y.format())
		return same == (op == object.Eq), nil
	}
	c.GetAttr = func(th *object.Thread, self object.Value, name string) (object.Value, bool, error) {
		return nil, false, object.AttributeErrorf("%s", name)
	}
	c.Members = func() []object.Member { return append(fields(), messageMembers(empty)...) }
}

func messageMembers(empty func() proto) []object.Member {
	method := func(sig, doc string, f func(m proto, a *object.Bound) (object.Value, error)) object.Member {
		return object.Method(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) { return f(a.Self().(proto), a) })
	}
	return []object.Member{
		method("SerializeToString(self, **kwargs)", "The message as bytes.", func(m proto, a *object.Bound) (object.Value, error) {
			return binding.Bytes(m.format()), nil
		}),
		method("ByteSize(self)", "The number of bytes.", func(m proto, a *object.Bound) (object.Value, error) { return len(m.format()), nil }),
		method("ParseFromString(self, serialized)", "Takes over what bytes hold, and gives their number.", func(m proto, a *object.Bound) (object.Value, error) {
			raw := bytesArg(a, "serialized")
			return len(raw), parseProto(m, raw)
		}),
		method("CopyFrom(self, other_msg)", "Takes over what another message holds.", func(m proto, a *object.Bound) (object.Value, error) {
			return nil, copyProto(m, a.Value("other_msg"))
		}),
		method("Clear(self)", "Makes the message empty.", func(m proto, a *object.Bound) (object.Value, error) { return nil, m.replace(nil) }),
		object.StaticMethodOf("FromString(s)", "The message that bytes hold.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			m := empty()
			return m, parseProto(m, bytesArg(a, "s"))
		}),
	}
}

// bytesArg is an argument of bytes.
func bytesArg(a *object.Bound, name string) string {
	v := object.NativeOf(a.Value(name))
	if b, ok := v.(binding.Bytes); ok {
		return string(b)
	}
	object.Throw(object.TypeErrorf("a bytes-like object is required, not '%s'", object.TypeName(v)))
	return ""
}

func copyProto(m proto, v object.Value) error {
	o, ok := v.(proto)
	if !ok || o.PyClass() != m.PyClass() {
		return object.TypeErrorf("Parameter to MergeFrom() must be instance of same class: expected <class '%s'> got <class '%s'>.", m.PyClass().FullName(), object.TypeOf(v).FullName())
	}
	return m.replace(o.format())
}

// setField sets a field in the constructor of a message.
func setField(th *object.Thread, m proto, name string, v object.Value) error {
	switch x := m.(type) {
	case *protoList:
		elems, err := object.ToSlice(th, v)
		if err != nil {
			return object.TypeErrorf("Value must be iterable")
		}
		return appendScalars(x.values, x.kind, elems)
	case *protoFeature:
		for k, n := range listNames {
			if n == name {
				x.kind = example.Kind(k)
				return copyProto(x.list(x.kind), v)
			}
		}
	case *protoFeatures:
		return x.feature.copy(v)
	case *protoFeatureLists:
		return x.lists.copy(v)
	case *protoFeatureList:
		elems, err := object.ToSlice(th, v)
		if err != nil {
			return object.TypeErrorf("Value must be iterable")
		}
		return x.append(elems)
	case *protoSequence:
		if n, ok := v.(proto); !ok || n.PyClass() != FeaturesClass && n.PyClass() != FeatureListsClass {
			return object.TypeErrorf("Message must be initialized with a dict: tensorflow.SequenceExample")
		}
		if name == "context" {
			return copyProto(x.context(), v)
		}
		return copyProto(x.lists(), v)
	case *protoExample:
		x.features = newProtoFeatures()
		return copyProto(x.features, v)
	}
	return nil
}

// scalarOf checks a value for a list of a kind.
func scalarOf(th *object.Thread, k example.Kind, v object.Value) (object.Value, error) {
	switch k {
	case example.Bytes:
		if b, ok := v.(binding.Bytes); ok {
			return b, nil
		}
		return nil, object.TypeErrorf("expected bytes, %s found", object.TypeName(v))
	case example.Floats:
		x, err := object.AsFloat(th, v)
		if err != nil {
			return nil, object.TypeErrorf("must be real number, not %s", object.TypeName(v))
		}
		return float32Value(x), nil
	}
	switch x := v.(type) {
	case *tensor.Tensor:
		if x.DType() == tensor.Bool {
			return object.AsInt(th, v)
		}
	case *binding.Scalar:
		if x.Array.DType() == tensor.Bool {
			return object.AsInt(th, v)
		}
	}
	n, err := object.AsIndex(th, v)
	return n, err
}

func appendScalars(values *object.Instance, k example.Kind, elems []object.Value) error {
	l := values.Native.(*object.List)
	for _, e := range elems {
		v, err := scalarOf(nil, k, e)
		if err != nil {
			return err
		}
		l.Elems = append(l.Elems, v)
	}
	return nil
}

// repeatedClasses are the classes of the lists of values, by kind.
var repeatedClasses = sync.OnceValue(func() map[example.Kind]*object.Class {
	out := map[example.Kind]*object.Class{}
	for k := example.Bytes; k <= example.Ints; k++ {
		out[k] = &object.Class{Name: "RepeatedScalarContainer", Module: "google._upb._message", Base: object.ListClass, Doc: "The values of a field.", Members: func() []object.Member {
			return []object.Member{
				object.Method("append(self, value)", "Adds a value.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
					return nil, appendScalars(a.Self().(*object.Instance), k, []object.Value{a.Value("value")})
				}),
				object.Method("extend(self, values)", "Adds values.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
					return nil, appendScalars(a.Self().(*object.Instance), k, a.Elems("values"))
				}),
			}
		}}
	}
	return out
})

func featureMembers() []object.Member {
	var out []object.Member
	for k := example.Bytes; k <= example.Ints; k++ {
		out = append(out, object.Getter(listNames[k], "the list of that kind", func(th *object.Thread, self object.Value) (object.Value, error) {
			return self.(*protoFeature).list(k), nil
		}))
	}
	return append(out,
		object.Method("WhichOneof(self, oneof_group)", "The name of the list that is set, or None.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			if k := a.Self().(*protoFeature).which(); k != example.Unset {
				return listNames[k], nil
			}
			return nil, nil
		}),
		object.Method("HasField(self, field_name)", "Whether a list is set.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return listNames[a.Self().(*protoFeature).which()] == a.Str("field_name"), nil
		}),
	)
}
