package object

// dictIndex is d[key]; self may be the instance of a user's subclass, whose
// __missing__ is asked for keys that are not there.
func dictIndex(th *Thread, self, key Value) (Value, error) {
	d := NativeOf(self).(*Dict)
	v, ok, err := d.Get(th, key)
	if err != nil || ok {
		return v, err
	}
	if inst, isInst := self.(*Instance); isInst {
		if v, ok, err := inst.CallMethod(th, "__missing__", Pos(key)); ok {
			return v, err
		}
	}
	return nil, KeyErrorOf(key)
}

func dictDelIndex(th *Thread, d *Dict, key Value) error {
	_, ok, err := d.Delete(th, key)
	if err == nil && !ok {
		err = KeyErrorOf(key)
	}
	return err
}

// setKey is what a set is asked for: a set stands for the frozenset of its
// elements.
func setKey(v Value) Value {
	if s, ok := NativeOf(v).(*Set); ok && !s.Frozen {
		c := s.Copy()
		c.Frozen = true
		return c
	}
	return v
}
