package checkpoint

import (
	"encoding/binary"
	"hash/crc32"

	"kerash/model/format/plain"
)

// tableMagic ends a table.
const tableMagic = 0xdb4775248b80fb57

// footerSize is two block handles, padded, and the magic number.
const footerSize = 48

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// masked is a checksum as it is stored: rotated and shifted, so that checksums
// of checksums do not degenerate.
func masked(crc uint32) uint32 { return crc>>15 | crc<<17 + 0xa282ead8 }

// entry is a key with its value.
type entry struct {
	key   string
	value []byte
}

func corrupt(format string, args ...any) error {
	return plain.Errorf("DataLossError", "Checksum or layout of the checkpoint's index does not hold: "+format, args...)
}

// readTable gives the entries of a table in order.
func readTable(b []byte) ([]entry, error) {
	if len(b) < footerSize {
		return nil, corrupt("file is too short to be an sstable")
	}
	footer := b[len(b)-footerSize:]
	if binary.LittleEndian.Uint64(footer[40:]) != tableMagic {
		return nil, corrupt("not an sstable (bad magic number)")
	}
	rest := footer[:40]
	var handles [4]uint64
	for i := range handles {
		v, n := binary.Uvarint(rest)
		if n <= 0 {
			return nil, corrupt("bad block handle")
		}
		handles[i], rest = v, rest[n:]
	}
	index, err := readBlock(b, handles[2], handles[3])
	if err != nil {
		return nil, err
	}
	var out []entry
	for _, e := range index {
		at, n := binary.Uvarint(e.value)
		if n <= 0 {
			return nil, corrupt("bad block handle")
		}
		size, m := binary.Uvarint(e.value[n:])
		if m <= 0 {
			return nil, corrupt("bad block handle")
		}
		block, err := readBlock(b, at, size)
		if err != nil {
			return nil, err
		}
		out = append(out, block...)
	}
	return out, nil
}

// readBlock takes a block apart. It is followed by a type byte and a checksum.
func readBlock(b []byte, at, size uint64) ([]entry, error) {
	if at > uint64(len(b)) || size > uint64(len(b))-at || uint64(len(b))-at-size < 5 {
		return nil, corrupt("truncated block read")
	}
	block, trailer := b[at:at+size], b[at+size:at+size+5]
	if trailer[0] != 0 {
		return nil, corrupt("compressed blocks are not read")
	}
	if masked(crc32.Checksum(b[at:at+size+1], castagnoli)) != binary.LittleEndian.Uint32(trailer[1:]) {
		return nil, corrupt("block checksum mismatch")
	}
	if len(block) < 4 {
		return nil, corrupt("bad block contents")
	}
	restarts := uint64(binary.LittleEndian.Uint32(block[len(block)-4:]))
	if restarts > uint64(len(block)-4)/4 {
		return nil, corrupt("bad block contents")
	}
	body := block[:uint64(len(block))-4-4*restarts]
	var out []entry
	key := ""
	for len(body) > 0 {
		var head [3]uint64
		for i := range head {
			v, n := binary.Uvarint(body)
			if n <= 0 {
				return nil, corrupt("bad entry in block")
			}
			head[i], body = v, body[n:]
		}
		shared, fresh, length := head[0], head[1], head[2]
		if shared > uint64(len(key)) || fresh > uint64(len(body)) || length > uint64(len(body))-fresh {
			return nil, corrupt("bad entry in block")
		}
		key = key[:shared] + string(body[:fresh])
		out = append(out, entry{key, body[fresh : fresh+length]})
		body = body[fresh+length:]
	}
	return out, nil
}

// blockBuilder makes a block.
type blockBuilder struct {
	buf      []byte
	restarts []uint32
	count    int
	last     string
}

const (
	restartEvery = 16
	blockSize    = 256 << 10 // as TensorFlow's BundleWriter has it
)

func (b *blockBuilder) add(key string, value []byte) {
	shared := 0
	if b.count%restartEvery == 0 {
		b.restarts = append(b.restarts, uint32(len(b.buf)))
	} else {
		for shared < len(key) && shared < len(b.last) && key[shared] == b.last[shared] {
			shared++
		}
	}
	b.buf = binary.AppendUvarint(b.buf, uint64(shared))
	b.buf = binary.AppendUvarint(b.buf, uint64(len(key)-shared))
	b.buf = binary.AppendUvarint(b.buf, uint64(len(value)))
	b.buf = append(append(b.buf, key[shared:]...), value...)
	b.last = key
	b.count++
}

func (b *blockBuilder) finish() []byte {
	if len(b.restarts) == 0 {
		b.restarts = []uint32{0}
	}
	for _, r := range b.restarts {
		b.buf = binary.LittleEndian.AppendUint32(b.buf, r)
	}
	return binary.LittleEndian.AppendUint32(b.buf, uint32(len(b.restarts)))
}

// writeTable makes a table of entries that are sorted by key.
func writeTable(entries []entry) []byte {
	var out []byte
	put := func(block []byte) []byte { // returns the handle
		handle := binary.AppendUvarint(nil, uint64(len(out)))
		handle = binary.AppendUvarint(handle, uint64(len(block)))
		at := len(out)
		out = append(append(out, block...), 0) // 0: not compressed
		out = binary.LittleEndian.AppendUint32(out, masked(crc32.Checksum(out[at:], castagnoli)))
		return handle
	}
	var index, data blockBuilder
	flush := func() {
		if data.count == 0 {
			return
		}
		last := data.last
		index.add(last, put(data.finish()))
		data = blockBuilder{}
	}
	for _, e := range entries {
		data.add(e.key, e.value)
		if len(data.buf) >= blockSize {
			flush()
		}
	}
	flush()
	var meta blockBuilder
	footer := put(meta.finish())
	footer = append(footer, put(index.finish())...)
	footer = append(footer, make([]byte, 40-len(footer))...)
	footer = binary.LittleEndian.AppendUint64(footer, tableMagic)
	return append(out, footer...)
}
