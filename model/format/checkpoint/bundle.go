package checkpoint

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"slices"

	"google.golang.org/protobuf/encoding/protowire"

	"kerash/model/format/message"
	"kerash/model/format/plain"
)

// dtypes are the numbers of TensorFlow's DataType.
var dtypes = map[uint64]plain.DType{
	1: plain.Float32, 2: plain.Float64, 3: plain.Int32, 4: plain.Uint8, 5: plain.Int16, 6: plain.Int8,
	7: plain.String, 9: plain.Int64, 10: plain.Bool, 14: plain.BFloat16, 17: plain.Uint16, 19: plain.Float16,
	22: plain.Uint32, 23: plain.Uint64,
}

// TypeNumber is the number of a dtype in TensorFlow's DataType.
func TypeNumber(dt plain.DType) (uint64, bool) {
	for n, d := range dtypes {
		if d == dt {
			return n, true
		}
	}
	return 0, false
}

// maxIndex bounds the index: it holds no data, only names and places.
const maxIndex = 1 << 28

// Bundle is a checkpoint open for reading.
type Bundle struct {
	prefix  string
	shards  int
	entries map[string]tensorEntry
	keys    []string
}

// tensorEntry says where a tensor lies.
type tensorEntry struct {
	dtype        plain.DType
	number       uint64
	shape        []int
	shard        int
	offset, size uint64
	crc          uint32
	slices       [][]extent // of a tensor that is stored in parts
}

// Exists reports whether prefix names a checkpoint.
func Exists(prefix string) bool {
	_, err := os.Stat(prefix + ".index")
	return err == nil
}

// Open reads the index of a checkpoint. A missing one is a NotFoundError, a
// broken one a DataLossError.
func Open(prefix string) (*Bundle, error) {
	info, err := os.Stat(prefix + ".index")
	if errors.Is(err, fs.ErrNotExist) {
		return nil, plain.Errorf("NotFoundError", "Unsuccessful TensorSliceReader constructor: Failed to find any matching files for %s", prefix)
	}
	if err != nil {
		return nil, plain.FileError(err, prefix+".index")
	}
	if info.Size() > maxIndex {
		return nil, corrupt("the index is too large")
	}
	b, err := os.ReadFile(prefix + ".index")
	if err != nil {
		return nil, plain.FileError(err, prefix+".index")
	}
	list, err := readTable(b)
	if err != nil {
		return nil, err
	}
	bundle := &Bundle{prefix: prefix, shards: 1, entries: map[string]tensorEntry{}}
	for _, e := range list {
		if e.key == "" {
			err = bundle.header(e.value)
		} else {
			err = bundle.add(e)
		}
		if err != nil {
			return nil, err
		}
	}
	return bundle, nil
}

func (b *Bundle) header(m []byte) error {
	fs, err := fields(m)
	for _, f := range fs {
		switch {
		case f.Num == 1:
			b.shards = int(int32(f.Value))
		case f.Num == 2 && f.Value != 0:
			return plain.Errorf("UnimplementedError", "checkpoints of big-endian machines are not read")
		}
	}
	return err
}

func (b *Bundle) add(e entry) error {
	fs, err := fields(e.value)
	if err != nil {
		return err
	}
	t := tensorEntry{shape: []int{}}
	for _, f := range fs {
		switch f.Num {
		case 1:
			t.number = f.Value
			t.dtype = dtypes[f.Value]
		case 2:
			if t.shape, err = parseShape(f.Bytes); err != nil {
				return err
			}
		case 3:
			t.shard = int(int32(f.Value))
		case 4:
			t.offset = f.Value
		case 5:
			t.size = f.Value
		case 6:
			t.crc = uint32(f.Value)
		}
	}
	if t.slices, err = slicesOf(fs); err != nil {
		return err
	}
	b.entries[e.key] = t
	if !isSlice(e.key) {
		b.keys = append(b.keys, e.key)
	}
	return nil
}

func parseShape(m []byte) ([]int, error) {
	shape := []int{}
	dims, err := fields(m)
	for _, d := range dims {
		if d.Num != 2 {
			continue
		}
		size := 0
		sub, err := fields(d.Bytes)
		if err != nil {
			return nil, err
		}
		for _, s := range sub {
			if s.Num == 1 {
				size = int(int64(s.Value))
			}
		}
		shape = append(shape, size)
	}
	return shape, err
}

// Keys are the names of the tensors, sorted, without the object graph.
func (b *Bundle) Keys() []string {
	return slices.DeleteFunc(slices.Clone(b.keys), func(k string) bool { return k == GraphKey })
}

// Describe gives the dtype and shape of a tensor, without reading it.
func (b *Bundle) Describe(key string) (dt plain.DType, shape []int, ok bool) {
	t, ok := b.entries[key]
	return t.dtype, t.shape, ok
}

// Read reads a tensor and verifies its checksum.
func (b *Bundle) Read(key string) (plain.Array, error) {
	t, ok := b.entries[key]
	if !ok {
		return plain.Array{}, plain.Errorf("NotFoundError", "Key %s not found in checkpoint", key)
	}
	if t.dtype == "" {
		return plain.Array{}, plain.Errorf("UnimplementedError", "tensor '%s' has a dtype (number %d) that is not read", key, t.number)
	}
	if t.slices != nil {
		return b.readSlices(key, t)
	}
	n, ok := plain.Count(t.shape)
	if !ok || t.dtype != plain.String && uint64(n)*uint64(t.dtype.Size()) != t.size {
		return plain.Array{}, corrupt("size of tensor '%s'", key)
	}
	raw, err := b.bytes(key, t)
	if err != nil {
		return plain.Array{}, err
	}
	if t.dtype == plain.String {
		return decodeStrings(key, raw, t, n)
	}
	if masked(crc32.Checksum(raw, castagnoli)) != t.crc {
		return plain.Array{}, plain.Errorf("DataLossError", "Checksum does not match: stored %d vs. calculated on the restored bytes for '%s'", t.crc, key)
	}
	data, err := plain.Decode(&sliceReader{raw}, t.dtype, n, binary.LittleEndian)
	return plain.Array{DType: t.dtype, Shape: t.shape, Data: data}, err
}

// bytes reads what is stored of a tensor.
func (b *Bundle) bytes(key string, t tensorEntry) ([]byte, error) {
	path := shardPath(b.prefix, t.shard, b.shards)
	f, err := os.Open(path)
	if err != nil {
		return nil, plain.FileError(err, path)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, plain.FileError(err, path)
	}
	if end := uint64(info.Size()); t.offset > end || t.size > end-t.offset {
		return nil, plain.Errorf("DataLossError", "%s is too short for tensor '%s'", path, key)
	}
	raw := make([]byte, t.size)
	if _, err := f.ReadAt(raw, int64(t.offset)); err != nil {
		return nil, plain.FileError(err, path)
	}
	return raw, nil
}

func shardPath(prefix string, shard, shards int) string {
	return fmt.Sprintf("%s.data-%05d-of-%05d", prefix, shard, shards)
}

// decodeStrings reads lengths, their checksum, and the texts.
func decodeStrings(key string, raw []byte, t tensorEntry, n int) (plain.Array, error) {
	if n > len(raw) {
		return plain.Array{}, corrupt("size of tensor '%s'", key)
	}
	lengths := make([]uint64, n)
	rest := raw
	crc := uint32(0)
	for i := range lengths {
		v, k := binary.Uvarint(rest)
		if k <= 0 {
			return plain.Array{}, corrupt("lengths of tensor '%s'", key)
		}
		lengths[i], rest = v, rest[k:]
		crc = crc32.Update(crc, castagnoli, lengthBytes(v))
	}
	if len(rest) < 4 || masked(crc) != binary.LittleEndian.Uint32(rest) {
		return plain.Array{}, corrupt("lengths of tensor '%s'", key)
	}
	crc = crc32.Update(crc, castagnoli, rest[:4])
	rest = rest[4:]
	out := make([]string, n)
	for i, l := range lengths {
		if l > uint64(len(rest)) {
			return plain.Array{}, corrupt("lengths of tensor '%s'", key)
		}
		out[i] = string(rest[:l])
		crc = crc32.Update(crc, castagnoli, rest[:l])
		rest = rest[l:]
	}
	if masked(crc) != t.crc {
		return plain.Array{}, corrupt("checksum of tensor '%s'", key)
	}
	return plain.Array{DType: plain.String, Shape: t.shape, Data: out}, nil
}

// lengthBytes is a length as its checksum sees it: 4 bytes, or 8 for a long one.
func lengthBytes(v uint64) []byte {
	if v <= 1<<32-1 {
		return binary.LittleEndian.AppendUint32(nil, uint32(v))
	}
	return binary.LittleEndian.AppendUint64(nil, v)
}

// Graph is the graph of objects, nil for a checkpoint without one.
func (b *Bundle) Graph() ([]Object, error) {
	if _, ok := b.entries[GraphKey]; !ok {
		return nil, nil
	}
	a, err := b.Read(GraphKey)
	if err != nil {
		return nil, err
	}
	texts, err := a.Strings()
	if err != nil || len(texts) != 1 {
		return nil, corrupt("the object graph is no string")
	}
	return parseGraph([]byte(texts[0]))
}

// sliceReader reads from a slice.
type sliceReader struct{ b []byte }

func (r *sliceReader) Read(p []byte) (int, error) {
	if len(r.b) == 0 {
		return 0, io.EOF
	}
	n := copy(p, r.b)
	r.b = r.b[n:]
	return n, nil
}

// Named is a tensor with its key.
type Named struct {
	Key   string
	Array plain.Array
}

// Write writes a checkpoint: first the data, then the index, each replacing an
// older file only when it is complete. A nil graph is left out.
func Write(prefix string, tensors []Named, graph []Object) error {
	tensors = slices.Clone(tensors)
	if graph != nil {
		tensors = append(tensors, Named{GraphKey, plain.Of([]string{string(formatGraph(graph))})})
	}
	slices.SortFunc(tensors, func(a, b Named) int {
		switch {
		case a.Key < b.Key:
			return -1
		case a.Key > b.Key:
			return 1
		}
		return 0
	})
	version := message.Append(message.AppendNumber(nil, 1, 1), 3, message.AppendNumber(nil, 1, 1))
	entries := []entry{{"", version}}
	err := plain.Replace(shardPath(prefix, 0, 1), func(w io.Writer) error {
		offset := uint64(0)
		for _, t := range tensors {
			e, size, err := writeTensor(w, t, offset)
			if err != nil {
				return err
			}
			entries = append(entries, entry{t.Key, e})
			offset += size
		}
		return nil
	})
	if err != nil {
		return err
	}
	return plain.Replace(prefix+".index", func(w io.Writer) error {
		_, err := w.Write(writeTable(entries))
		return err
	})
}

// writeTensor writes a tensor's bytes and gives its index entry.
func writeTensor(w io.Writer, t Named, offset uint64) (index []byte, size uint64, err error) {
	number, ok := TypeNumber(t.Array.DType)
	if !ok {
		return nil, 0, plain.Errorf("TypeError", "a checkpoint cannot hold dtype %s", t.Array.DType)
	}
	sum := &summer{w: w}
	if t.Array.DType == plain.String {
		err = encodeStrings(sum, t.Array.Data.([]string))
	} else {
		err = plain.Encode(sum, t.Array)
	}
	if err != nil {
		return nil, 0, err
	}
	var shape []byte
	for _, d := range t.Array.Shape {
		shape = message.Append(shape, 2, message.AppendNumber(nil, 1, uint64(d)))
	}
	m := message.Append(message.AppendNumber(nil, 1, number), 2, shape)
	m = message.AppendNumber(message.AppendNumber(m, 4, offset), 5, sum.n)
	m = protowire.AppendFixed32(protowire.AppendTag(m, 6, protowire.Fixed32Type), masked(sum.crc))
	return m, sum.n, nil
}

// summer keeps the checksum of what goes through it.
type summer struct {
	w   io.Writer
	crc uint32
	n   uint64
}

func (s *summer) Write(b []byte) (int, error) {
	n, err := s.w.Write(b)
	s.crc = crc32.Update(s.crc, castagnoli, b[:n])
	s.n += uint64(n)
	return n, err
}

func encodeStrings(s *summer, texts []string) error {
	var lengths []byte
	crc := uint32(0)
	for _, t := range texts {
		lengths = binary.AppendUvarint(lengths, uint64(len(t)))
		crc = crc32.Update(crc, castagnoli, lengthBytes(uint64(len(t))))
	}
	if _, err := s.Write(lengths); err != nil {
		return err
	}
	s.crc = crc // the checksum is of the lengths as numbers, not of their varints
	if _, err := s.Write(binary.LittleEndian.AppendUint32(nil, masked(crc))); err != nil {
		return err
	}
	for _, t := range texts {
		if _, err := io.WriteString(s, t); err != nil {
			return err
		}
	}
	return nil
}
