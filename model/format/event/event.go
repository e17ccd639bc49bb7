// Package event writes the files that TensorBoard reads: records of protocol
// buffers with numbers, histograms, texts and images by tag and step.
//
// Sources: event.proto and summary.proto of TensorFlow, and the plugins of
// TensorBoard.
package event

import (
	"encoding/binary"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"time"

	"kerash/model/format/record"
)

// File is an event file.
type File struct{ w *record.Writer }

// Create makes a file in a folder, named so that TensorBoard finds it. Files of
// one process differ in their numbers.
func Create(dir string, number int, suffix string) (*File, error) {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, err
	}
	host, err := os.Hostname()
	if err != nil {
		host = "localhost"
	}
	name := fmt.Sprintf("events.out.tfevents.%d.%s.%d.%d%s", time.Now().Unix(), host, os.Getpid(), number, suffix)
	w, err := record.Create(filepath.Join(dir, name), record.None)
	if err != nil {
		return nil, err
	}
	e := &File{w}
	return e, e.write(message{}.double(1, now()).text(3, "brain.Event:2").bytes(10, message{}.text(1, "tensorflow.core.util.events_writer")))
}

func now() float64 { return float64(time.Now().UnixNano()) / 1e9 }

func (e *File) write(m message) error { return e.w.Write(m) }

// Flush brings what was written to the file.
func (e *File) Flush() error { return e.w.Flush() }

// Close ends the file.
func (e *File) Close() error { return e.w.Close() }

// The numbers of the dtypes that summaries are of.
const (
	float32Type = 1
	float64Type = 2
	stringType  = 7
)

// Scalar writes a number at a step.
func (e *File) Scalar(tag string, step int64, v float64, about string) error {
	t := message{}.varint(1, float32Type).bytes(2, nil).bytes(4, binary.LittleEndian.AppendUint32(nil, math.Float32bits(float32(v))))
	return e.summary(tag, step, "scalars", 1, t, about)
}

// Histogram writes how values are spread over n buckets, as (from, to, count).
func (e *File) Histogram(tag string, step int64, values []float64, n int, about string) error {
	rows := buckets(values, n)
	var data []byte
	for _, r := range rows {
		for _, v := range r {
			data = binary.LittleEndian.AppendUint64(data, math.Float64bits(v))
		}
	}
	t := message{}.varint(1, float64Type).bytes(2, shape(len(rows), 3)).bytes(4, data)
	return e.summary(tag, step, "histograms", 2, t, about)
}

// Text writes texts; a single one has an empty shape.
func (e *File) Text(tag string, step int64, texts []string, dims []int, about string) error {
	t := message{}.varint(1, stringType).bytes(2, shape(dims...))
	for _, s := range texts {
		t = t.text(8, s)
	}
	return e.summary(tag, step, "text", 2, t, about)
}

// Images writes pictures of one size, encoded as PNG.
func (e *File) Images(tag string, step int64, width, height int, png []string, about string) error {
	t := message{}.varint(1, stringType).bytes(2, shape(len(png)+2)).text(8, fmt.Sprint(width)).text(8, fmt.Sprint(height))
	for _, p := range png {
		t = t.text(8, p)
	}
	return e.summary(tag, step, "images", 3, t, about)
}

// Sounds writes WAV files, each with an empty label.
func (e *File) Sounds(tag string, step int64, wavs []string, about string) error {
	const wav = "\x10\x0b" // the encoding, in a message of the plugin
	t := message{}.varint(1, stringType).bytes(2, shape(len(wavs), 2))
	for _, w := range wavs {
		t = t.text(8, w).text(8, "")
	}
	meta := message{}.bytes(1, message{}.text(1, "audio").text(2, wav))
	if about != "" {
		meta = meta.text(3, about)
	}
	return e.Tensor(tag, step, t, meta)
}

// Tensor writes a TensorProto, with a SummaryMetadata unless that is empty.
func (e *File) Tensor(tag string, step int64, proto, meta []byte) error {
	value := message{}.text(1, tag).bytes(8, proto)
	if len(meta) > 0 {
		value = value.bytes(9, meta)
	}
	return e.write(message{}.double(1, now()).varint(2, uint64(step)).bytes(5, message{}.bytes(1, value)))
}

func shape(dims ...int) message {
	var m message
	for _, d := range dims {
		m = m.bytes(2, message{}.varint(1, uint64(d)))
	}
	return m
}

// buckets counts values in n spans of one width between the least and the
// largest.
func buckets(values []float64, n int) [][3]float64 {
	if len(values) == 0 || n <= 0 {
		return nil
	}
	lo, hi := values[0], values[0]
	for _, v := range values {
		lo, hi = math.Min(lo, v), math.Max(hi, v)
	}
	if lo == hi {
		return [][3]float64{{lo - 0.5, hi + 0.5, float64(len(values))}}
	}
	out := make([][3]float64, n)
	width := (hi - lo) / float64(n)
	for i := range out {
		out[i] = [3]float64{lo + float64(i)*width, lo + float64(i+1)*width, 0}
	}
	for _, v := range values {
		out[min(n-1, int((v-lo)/width))][2]++
	}
	return out
}

// summary writes a tensor under a tag, for a plugin of TensorBoard.
func (e *File) summary(tag string, step int64, plugin string, class uint64, t message, about string) error {
	meta := message{}.bytes(1, message{}.text(1, plugin))
	if about != "" {
		meta = meta.text(3, about)
	}
	return e.Tensor(tag, step, t, meta.varint(4, class))
}

// message is a protobuf message under construction.
type message []byte

func (m message) key(field int, wire uint64) message {
	return binary.AppendUvarint(m, uint64(field)<<3|wire)
}

func (m message) varint(field int, v uint64) message {
	return binary.AppendUvarint(m.key(field, 0), v)
}

func (m message) double(field int, v float64) message {
	return binary.LittleEndian.AppendUint64(m.key(field, 1), math.Float64bits(v))
}

func (m message) bytes(field int, b []byte) message {
	return append(binary.AppendUvarint(m.key(field, 2), uint64(len(b))), b...)
}

func (m message) text(field int, s string) message { return m.bytes(field, []byte(s)) }
