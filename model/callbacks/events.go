package callbacks

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"math"
	"os"
	"path/filepath"
	"time"
)

// eventFile writes the files that TensorBoard reads: records of protobuf
// messages, each framed by its length and checksums.
type eventFile struct{ f *os.File }

// newEventFile makes a file in a folder, named so that TensorBoard finds it.
func newEventFile(dir string, number int) (*eventFile, error) {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, err
	}
	host, err := os.Hostname()
	if err != nil {
		host = "localhost"
	}
	name := fmt.Sprintf("events.out.tfevents.%d.%s.%d.%d.v2", time.Now().Unix(), host, os.Getpid(), number)
	f, err := os.Create(filepath.Join(dir, name))
	if err != nil {
		return nil, err
	}
	e := &eventFile{f}
	return e, e.record(message{}.double(1, now()).text(3, "brain.Event:2"))
}

func now() float64 { return float64(time.Now().UnixNano()) / 1e9 }

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// masked is the checksum as the framing stores it.
func masked(b []byte) uint32 {
	c := crc32.Checksum(b, castagnoli)
	return (c>>15 | c<<17) + 0xa282ead8
}

func (e *eventFile) record(m message) error {
	head := binary.LittleEndian.AppendUint64(nil, uint64(len(m)))
	out := binary.LittleEndian.AppendUint32(head, masked(head))
	out = append(out, m...)
	out = binary.LittleEndian.AppendUint32(out, masked(m))
	_, err := e.f.Write(out)
	return err
}

// scalar writes a number at a step.
func (e *eventFile) scalar(tag string, step int64, v float64) error {
	t := message{}.varint(1, 1).bytes(2, nil).bytes(5, binary.LittleEndian.AppendUint32(nil, math.Float32bits(float32(v))))
	return e.summary(tag, step, "scalars", 1, t)
}

// histogram writes how values are spread, in buckets of (from, to, count).
func (e *eventFile) histogram(tag string, step int64, values []float64) error {
	rows := buckets(values, 30)
	var data []byte
	for _, r := range rows {
		for _, v := range r {
			data = binary.LittleEndian.AppendUint64(data, math.Float64bits(v))
		}
	}
	shape := message{}.bytes(2, message{}.varint(1, uint64(len(rows)))).bytes(2, message{}.varint(1, 3))
	t := message{}.varint(1, 2).bytes(2, shape).bytes(4, data)
	return e.summary(tag, step, "histograms", 2, t)
}

// buckets counts values in n spans of one width between the least and the
// largest.
func buckets(values []float64, n int) [][3]float64 {
	if len(values) == 0 {
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
func (e *eventFile) summary(tag string, step int64, plugin string, class uint64, t message) error {
	meta := message{}.bytes(1, message{}.text(1, plugin)).varint(4, class)
	value := message{}.text(1, tag).bytes(8, t).bytes(9, meta)
	return e.record(message{}.double(1, now()).varint(2, uint64(step)).bytes(5, message{}.bytes(1, value)))
}

func (e *eventFile) close() error { return e.f.Close() }

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
