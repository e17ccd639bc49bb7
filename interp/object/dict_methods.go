package object

func init() {
	DictClass.Members = dictMembers
	DictClass.New = func(th *Thread, cls *Class, args Args) (Value, error) {
		d := NewDict()
		return d, fillDict(th, d, args)
	}
	DictClass.Alloc = func(th *Thread, inst *Instance) (any, error) { return NewDict(), nil }
	DictClass.Init = func(th *Thread, inst *Instance, args Args) error {
		return fillDict(th, inst.Native.(*Dict), args)
	}
}

// fillDict is dict(mapping, **kwargs) and update.
func fillDict(th *Thread, d *Dict, args Args) error {
	if len(args.Pos) > 1 {
		return TypeErrorf("dict expected at most 1 argument, got %d", len(args.Pos))
	}
	if len(args.Pos) == 1 {
		if err := DictUpdate(th, d, args.Pos[0]); err != nil {
			return err
		}
	}
	for _, k := range args.Kw {
		d.SetStr(k.Name, k.Value)
	}
	return nil
}

// dictMethod declares a method of dict.
func dictMethod(sig, doc string, fn func(th *Thread, d *Dict, a *Bound) (Value, error)) Member {
	return Method(sig, doc, func(th *Thread, a *Bound) (Value, error) {
		d, ok := a.Native().(*Dict)
		if !ok {
			return nil, TypeErrorf("descriptor '%s' for 'dict' objects doesn't apply to a '%s' object", a.Sig.Name, TypeName(a.At(0)))
		}
		return fn(th, d, a)
	})
}

func dictMembers() []Member {
	return append(dictViewMembers(),
		dictMethod("get(self, key, default=None, /)", "The value of key, or default.", func(th *Thread, d *Dict, a *Bound) (Value, error) {
			v, ok, err := d.Get(th, a.At(1))
			if !ok {
				v = a.At(2)
			}
			return v, err
		}).WithQuick(func(th *Thread, a, b Value, n int) (Value, bool, error) {
			d, ok := a.(*Dict)
			if !ok || n != 2 {
				return nil, false, nil
			}
			v, _, err := d.Get(th, b)
			return v, true, err
		}),
		dictMethod("setdefault(self, key, default=None, /)", "The value of key, set to default when there is none.", func(th *Thread, d *Dict, a *Bound) (Value, error) {
			v, ok, err := d.Get(th, a.At(1))
			if ok || err != nil {
				return v, err
			}
			return a.At(2), d.Set(th, a.At(1), a.At(2))
		}),
		dictMethod("pop(self, key, default=<no default>, /)", "Removes key and returns its value, or default.", func(th *Thread, d *Dict, a *Bound) (Value, error) {
			var v Value
			if d.live > 0 {
				// An empty dict does not ask for the hash of the key.
				var ok bool
				var err error
				if v, ok, err = d.Delete(th, a.At(1)); ok || err != nil {
					return v, err
				}
			}
			if a.Given("default") {
				return a.At(2), nil
			}
			return nil, KeyErrorOf(a.At(1))
		}),
		dictMethod("popitem(self, /)", "Removes and returns the last key with its value.", func(th *Thread, d *Dict, a *Bound) (Value, error) {
			for i := len(d.entries) - 1; i >= 0; i-- {
				if e := d.entries[i]; !e.dead {
					_, _, err := d.Delete(th, e.key)
					return NewTuple(e.key, e.val), err
				}
			}
			return nil, KeyErrorOf("popitem(): dictionary is empty")
		}),
		dictMethod("clear(self, /)", "Removes all keys.", func(th *Thread, d *Dict, a *Bound) (Value, error) {
			d.Clear()
			return nil, nil
		}),
		dictMethod("copy(self, /)", "A dict of the same keys and values.", func(th *Thread, d *Dict, a *Bound) (Value, error) {
			return d.Copy(), nil
		}),
		Member{"update", &Builtin{Name: "update", Sig: "update(self, mapping=(), /, **kwargs)", Method: true,
			Doc: "Sets the keys of a mapping, of pairs, and of keyword arguments.",
			Raw: func(th *Thread, args Args) (Value, error) {
				d, ok := NativeOf(args.Pos[0]).(*Dict)
				if !ok {
					return nil, TypeErrorf("descriptor 'update' for 'dict' objects doesn't apply to a '%s' object", TypeName(args.Pos[0]))
				}
				if n := len(args.Pos) - 1; n > 1 {
					return nil, TypeErrorf("update expected at most 1 argument, got %d", n)
				}
				return nil, fillDict(th, d, Args{args.Pos[1:], args.Kw})
			}}},
		ClassMethodOf("fromkeys(cls, iterable, value=None, /)", "A dict with the keys of an iterable, all of one value.", func(th *Thread, a *Bound) (Value, error) {
			cls, ok := a.At(0).(*Class)
			if !ok {
				cls = DictClass
			}
			r, err := Construct(th, cls, Args{})
			if err != nil {
				return nil, err
			}
			return r, ForEach(th, a.At(1), func(k Value) error { return SetIndex(th, r, k, a.At(2)) })
		}),
		dictMethod("__reversed__(self, /)", "An iterator over the keys from the last.", func(th *Thread, d *Dict, a *Bound) (Value, error) {
			return reversedView(&DictView{d, dictKeys}), nil
		}),
	)
}
