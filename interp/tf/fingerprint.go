package tf

import (
	wire "encoding/binary"

	"kerash/interp/object"
	"kerash/tensor"
)

// fingerprintDecls are the functions that hash tensors.
func fingerprintDecls() []decl {
	return []decl{
		{names: "fingerprint", sig: "fingerprint(data, method='farmhash64', name=None)", doc: "A fingerprint of 8 bytes for each entry along the first axis, by FarmHash.", fn: func(c *call) object.Value {
			x := c.tensor("data")
			if m := c.constText("method"); m != "farmhash64" {
				opFailed("InvalidArgumentError", "Fingerprint", "Unsupported fingerprint method: %s", m)
			}
			if x.Rank() == 0 {
				opFailed("InvalidArgumentError", "Fingerprint", "input must be at least one-dimensional, got shape: %s", brackets(x.Shape()))
			}
			return tensor.FromArray(fingerprints(x.Array().Contiguous()))
		}},
	}
}

// fingerprints hashes the entries along the first axis. Of texts, several in an
// entry are hashed by their fingerprints.
func fingerprints(a *tensor.Array) *tensor.Array {
	rows := a.Shape()[0]
	out := make([]byte, 0, 8*rows)
	per := a.Size() / max(rows, 1)
	for i := range rows {
		var raw []byte
		if a.DType() == tensor.String {
			if per == 1 {
				raw = []byte(a.Str(i))
			} else {
				for k := range per {
					raw = wire.LittleEndian.AppendUint64(raw, tensor.Fingerprint64(a.Str(i*per+k)))
				}
			}
		} else {
			raw = a.Slice([]tensor.Slice{tensor.At(i)}).Contiguous().Bytes()
		}
		out = wire.LittleEndian.AppendUint64(out, tensor.Fingerprint64(string(raw)))
	}
	return tensor.FromSlice(out, rows, 8)
}
