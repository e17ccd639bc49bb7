package tf

import "kerash/interp/object"

// anyMap is a map from names to messages, of any kind.
type anyMap interface {
	message(name string) proto
	dict() *object.Dict
	size() int
	has(name string) bool
}

func (m *protoMap[M]) message(name string) proto { return m.at(name) }
func (m *protoMap[M]) size() int                 { return len(m.names) }

func (m *protoMap[M]) has(name string) bool {
	_, there := m.byName[name]
	return there
}

// dict is a dict of the messages at the moment.
func (m *protoMap[M]) dict() *object.Dict {
	d := object.NewDict()
	for _, n := range m.names {
		d.SetStr(n, m.byName[n])
	}
	return d
}

// copy takes over copies of the messages of a dict.
func (m *protoMap[M]) copy(v object.Value) error {
	d, ok := object.NativeOf(v).(*object.Dict)
	if !ok {
		return object.TypeErrorf("'%s' object is not a mapping", object.TypeName(v))
	}
	for it := d.Entries(); it.Next(); {
		key, ok := it.Key().(string)
		if !ok {
			return object.TypeErrorf("bad argument type for built-in operation")
		}
		if err := copyProto(m.at(key), it.Value()); err != nil {
			return err
		}
	}
	return nil
}

// PyClass is MessageMapContainer.
func (*protoMap[M]) PyClass() *object.Class { return protoMapClass }

var protoMapClass = &object.Class{Name: "MessageMapContainer", Module: "google._upb._message", Doc: "Messages by name; one that is asked for is made.", Final: true,
	Index: func(th *object.Thread, self, key object.Value) (object.Value, error) {
		name, ok := key.(string)
		if !ok {
			return nil, object.TypeErrorf("bad argument type for built-in operation")
		}
		return self.(anyMap).message(name), nil
	},
	Len: func(th *object.Thread, self object.Value) (int, error) { return self.(anyMap).size(), nil },
	Contains: func(th *object.Thread, self, v object.Value) (bool, error) {
		name, ok := v.(string)
		return ok && self.(anyMap).has(name), nil
	},
	Iter: func(th *object.Thread, self object.Value) (object.Iterator, error) {
		return object.Iter(th, object.NewList(self.(anyMap).dict().Keys()...))
	},
	Repr: func(th *object.Thread, self object.Value) (string, error) {
		return object.Repr(th, self.(anyMap).dict())
	},
	Members: func() []object.Member {
		var out []object.Member
		for _, m := range []struct{ sig, doc string }{
			{"keys(self)", "The names."}, {"values(self)", "The messages."}, {"items(self)", "The names with their messages."}, {"get(self, key, default=None)", "The message of a name, or the default."},
		} {
			name := object.ParseSignature(m.sig).Name
			out = append(out, object.Method(m.sig, m.doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
				var args object.Args
				for i := 1; i < len(a.Sig.Params); i++ {
					args.Pos = append(args.Pos, a.At(i))
				}
				return object.CallMethodOf(th, a.Self().(anyMap).dict(), name, args)
			}))
		}
		return out
	}}
