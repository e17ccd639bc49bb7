// Package record reads and writes files of records: TensorFlow's TFRecord,
// which its event files are as well. A record is its length, the length's
// checksum, the bytes, and their checksum.
//
// Source: tensorflow/core/lib/io/record_writer.h.
package record

import (
	"bufio"
	"compress/gzip"
	"compress/zlib"
	"encoding/binary"
	"hash/crc32"
	"io"
	"os"

	"kerash/model/format/plain"
)

// Compression is how a whole file is compressed.
type Compression string

// The compressions that TensorFlow knows.
const (
	None Compression = ""
	GZIP Compression = "GZIP"
	ZLIB Compression = "ZLIB"
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// masked is the checksum as the framing stores it.
func masked(b []byte) uint32 {
	c := crc32.Checksum(b, castagnoli)
	return (c>>15 | c<<17) + 0xa282ead8
}

// Append writes one record.
func Append(w io.Writer, data []byte) error {
	head := binary.LittleEndian.AppendUint64(nil, uint64(len(data)))
	out := binary.LittleEndian.AppendUint32(head, masked(head))
	out = append(out, data...)
	out = binary.LittleEndian.AppendUint32(out, masked(data))
	_, err := w.Write(out)
	return err
}

// Writer writes a file of records.
type Writer struct {
	path string
	f    *os.File
	buf  *bufio.Writer
	pack io.WriteCloser // nil without compression
}

// Create makes a file.
func Create(path string, c Compression) (*Writer, error) {
	f, err := os.Create(path)
	if err != nil {
		return nil, plain.FileError(err, path)
	}
	w := &Writer{path: path, f: f, buf: bufio.NewWriter(f)}
	switch c {
	case GZIP:
		w.pack = gzip.NewWriter(w.buf)
	case ZLIB:
		w.pack = zlib.NewWriter(w.buf)
	}
	return w, nil
}

// Write adds a record.
func (w *Writer) Write(data []byte) error {
	var to io.Writer = w.buf
	if w.pack != nil {
		to = w.pack
	}
	return w.failed(Append(to, data))
}

// Flush brings what was written to the file.
func (w *Writer) Flush() error {
	if p, ok := w.pack.(interface{ Flush() error }); ok {
		if err := p.Flush(); err != nil {
			return w.failed(err)
		}
	}
	return w.failed(w.buf.Flush())
}

// Close ends the file.
func (w *Writer) Close() error {
	if w.pack != nil {
		if err := w.pack.Close(); err != nil {
			w.f.Close()
			return w.failed(err)
		}
	}
	if err := w.buf.Flush(); err != nil {
		w.f.Close()
		return w.failed(err)
	}
	return w.failed(w.f.Close())
}

func (w *Writer) failed(err error) error {
	if err == nil {
		return nil
	}
	return plain.FileError(err, w.path)
}

// OpenBytes opens a file that may be compressed as a whole, whatever it holds.
func OpenBytes(path string, c Compression) (io.ReadCloser, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, plain.FileError(err, path)
	}
	u := &unpacked{bufio.NewReader(f), f}
	switch c {
	case GZIP:
		u.Reader, err = gzip.NewReader(u.Reader)
	case ZLIB:
		u.Reader, err = zlib.NewReader(u.Reader)
	}
	if err != nil {
		f.Close()
		return nil, plain.Errorf("DataLossError", "%s: not compressed as %s: %v", path, c, err)
	}
	return u, nil
}

// unpacked reads what a compressed file holds.
type unpacked struct {
	io.Reader
	io.Closer
}

// Reader reads a file of records.
type Reader struct {
	r  io.ReadCloser
	at int64
}

// Open opens a file.
func Open(path string, c Compression) (*Reader, error) {
	r, err := OpenBytes(path, c)
	if err != nil {
		return nil, err
	}
	return &Reader{r: r}, nil
}

// Close closes the file.
func (r *Reader) Close() error { return r.r.Close() }

// Next reads a record, io.EOF at the end, DataLossError when checksums do not
// hold or the file ends early.
func (r *Reader) Next() ([]byte, error) {
	var head [12]byte
	switch n, err := io.ReadFull(r.r, head[:]); {
	case n == 0 && err == io.EOF:
		return nil, io.EOF
	case err == io.ErrUnexpectedEOF:
		return nil, r.broken("truncated record")
	case err != nil:
		return nil, r.broken("corrupted record")
	}
	if masked(head[:8]) != binary.LittleEndian.Uint32(head[8:]) {
		return nil, r.broken("corrupted record")
	}
	n := binary.LittleEndian.Uint64(head[:8])
	if n > 1<<40 {
		return nil, r.broken("corrupted record")
	}
	body, err := io.ReadAll(io.LimitReader(r.r, int64(n)+4)) // allocates as it reads: the length is a claim
	if err != nil || uint64(len(body)) != n+4 {
		return nil, r.broken("truncated record")
	}
	data := body[:n]
	if masked(data) != binary.LittleEndian.Uint32(body[n:]) {
		return nil, r.broken("corrupted record")
	}
	r.at += int64(n) + 16
	return data, nil
}

func (r *Reader) broken(what string) error {
	if r.at == 0 && what == "corrupted record" {
		return plain.Errorf("DataLossError", "%s at %d (Is this even a TFRecord file?)", what, r.at)
	}
	return plain.Errorf("DataLossError", "%s at %d", what, r.at)
}
