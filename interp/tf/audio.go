package tf

import (
	wire "encoding/binary"
	"math"

	"kerash/interp/object"
	"kerash/tensor"
)

var decodeWavClass = namedTuple("DecodeWav", "audio", "sample_rate")

// audioDecls are the functions of tf.audio.
func audioDecls() []decl {
	return []decl{
		{names: "audio.encode_wav", sig: "encode_wav(audio, sample_rate, name=None)", doc: "Samples from -1 to 1, of shape (samples, channels), as a WAV file of 16 bits.", raw: true, fn: func(c *call) object.Value {
			a := c.tensorAs("audio", tensor.Float32).Array()
			if a.Rank() != 2 {
				opFailed("InvalidArgumentError", "EncodeWav", "audio must be 2-dimensional but got shape %s", brackets(a.Shape()))
			}
			if a.Size() == 0 {
				opFailed("InvalidArgumentError", "EncodeWav", "audio is empty")
			}
			return tensor.ConstScalar(string(encodeWav(a, c.int("sample_rate"))))
		}},
		{names: "audio.decode_wav", sig: "decode_wav(contents, desired_channels=-1, desired_samples=-1, name=None)", doc: "The samples of a WAV file of 16 bits, of shape (samples, channels), and how many there are a second.", raw: true, fn: func(c *call) object.Value {
			w := decodeWav([]byte(c.constText("contents")))
			return named(decodeWavClass, tensor.FromArray(w.samples(c.int("desired_channels"), c.int("desired_samples"))), tensor.ConstScalar(int32(w.rate)))
		}},
	}
}

// wavHeader is the size of the chunks before the samples.
const wavHeader = 44

func encodeWav(a *tensor.Array, rate int) []byte {
	channels := a.Shape()[1]
	size := 2 * a.Size()
	out := make([]byte, 0, wavHeader+size)
	out = append(out, "RIFF"...)
	out = wire.LittleEndian.AppendUint32(out, uint32(wavHeader-8+size))
	out = append(out, "WAVEfmt "...)
	out = wire.LittleEndian.AppendUint32(out, 16)
	out = wire.LittleEndian.AppendUint16(out, 1)
	out = wire.LittleEndian.AppendUint16(out, uint16(channels))
	out = wire.LittleEndian.AppendUint32(out, uint32(rate))
	out = wire.LittleEndian.AppendUint32(out, uint32(2*rate*channels))
	out = wire.LittleEndian.AppendUint16(out, uint16(2*channels))
	out = wire.LittleEndian.AppendUint16(out, 16)
	out = append(out, "data"...)
	out = wire.LittleEndian.AppendUint32(out, uint32(size))
	for _, v := range a.Floats() {
		n := math.Round(float64(float32(v) * (1 << 15)))
		n = math.Min(math.Max(n, math.MinInt16), math.MaxInt16)
		out = wire.LittleEndian.AppendUint16(out, uint16(int16(n)))
	}
	return out
}

// wav is the samples of a file, channel by channel in turn.
type wav struct {
	rate, channels int
	data           []byte
}

// badWav throws TensorFlow's error for a file that is not as it should be.
func badWav(why string) { opFailed("InvalidArgumentError", "DecodeWav", "%s", why) }

// decodeWav finds the chunks of a file.
func decodeWav(raw []byte) *wav {
	if len(raw) < 12 || string(raw[:4]) != "RIFF" || string(raw[8:12]) != "WAVE" {
		badWav("Header mismatch: Expected RIFF but found something else")
	}
	w := &wav{}
	for rest := raw[12:]; len(rest) >= 8; {
		kind, size := string(rest[:4]), int(wire.LittleEndian.Uint32(rest[4:8]))
		rest = rest[8:]
		if size > len(rest) {
			badWav("Data too short when trying to read string")
		}
		switch kind {
		case "fmt ":
			if size < 16 {
				badWav("Bad format chunk size for WAV: Expected 16 or 18")
			}
			format, bits := wire.LittleEndian.Uint16(rest), wire.LittleEndian.Uint16(rest[14:])
			if format != 1 {
				badWav("Bad audio format for WAV: Expected 1 (PCM)")
			}
			if bits != 16 {
				badWav("Can only read 16-bit WAV files")
			}
			w.channels, w.rate = int(wire.LittleEndian.Uint16(rest[2:])), int(wire.LittleEndian.Uint32(rest[4:]))
		case "data":
			w.data = rest[:size]
		}
		rest = rest[size:]
	}
	if w.channels == 0 || w.data == nil {
		badWav("No data chunk found in WAV")
	}
	return w
}

// samples is the sound with as many channels and samples as asked for: zeros
// and the last channel fill up. -1 takes what there is.
func (w *wav) samples(channels, count int) *tensor.Array {
	have := len(w.data) / (2 * w.channels)
	if channels < 0 {
		channels = w.channels
	}
	if count < 0 {
		count = have
	}
	out := tensor.NewArray(tensor.Float32, count, channels)
	to := tensor.Data[float32](out)
	for i := range min(count, have) {
		for k := range channels {
			at := 2 * (i*w.channels + min(k, w.channels-1))
			to[i*channels+k] = float32(int16(wire.LittleEndian.Uint16(w.data[at:]))) / (1 << 15)
		}
	}
	return out
}
