package npy

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"io"
	"strings"

	"kerash/model/format/plain"
)

// Archive is an open .npz file. Arrays are read when they are asked for.
type Archive struct {
	zip   *zip.Reader
	close func() error
}

// Open opens a .npz file.
func Open(path string) (*Archive, error) {
	r, err := zip.OpenReader(path)
	if err != nil {
		return nil, openError(err, path)
	}
	return &Archive{&r.Reader, r.Close}, nil
}

func openError(err error, path string) error {
	if err == zip.ErrFormat {
		return plain.Errorf("ValueError", "%s is no .npz file: %v", path, err)
	}
	return plain.FileError(err, path)
}

// Bytes opens a .npz file that is in memory.
func Bytes(data []byte) (*Archive, error) {
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, openError(err, "the data")
	}
	return &Archive{r, func() error { return nil }}, nil
}

// Close closes the file.
func (a *Archive) Close() error { return a.close() }

// Names is the names of the arrays, in the order of the file.
func (a *Archive) Names() []string {
	var names []string
	for _, f := range a.zip.File {
		names = append(names, strings.TrimSuffix(f.Name, ".npy"))
	}
	return names
}

// Array reads the array with a name. It fails with KeyError when there is none.
func (a *Archive) Array(name string) (plain.Array, error) {
	for _, f := range a.zip.File {
		if f.Name != name && f.Name != name+".npy" {
			continue
		}
		r, err := f.Open()
		if err != nil {
			return plain.Array{}, plain.Errorf("ValueError", "cannot read %s: %v", f.Name, err)
		}
		defer r.Close()
		return Read(r)
	}
	return plain.Array{}, plain.Errorf("KeyError", "%s is not a file in the archive", name)
}

// Objects is the pickle that an array of Python objects with a name consists of.
func (a *Archive) Objects(name string) ([]byte, error) {
	f, err := a.zip.Open(name + ".npy")
	if err != nil {
		return nil, plain.Errorf("KeyError", "%s is not a file in the archive", name)
	}
	defer f.Close()
	data, err := io.ReadAll(f)
	if err != nil {
		return nil, plain.Errorf("ValueError", "cannot read %s: %v", name, err)
	}
	if len(data) < 12 || !Is(data) {
		return nil, plain.Errorf("ValueError", "%s is no .npy file", name)
	}
	start := 10 + int(binary.LittleEndian.Uint16(data[8:]))
	if data[6] > 1 {
		start = 12 + int(binary.LittleEndian.Uint32(data[8:]))
	}
	if start > len(data) {
		return nil, plain.Errorf("ValueError", "%s ends too early", name)
	}
	return data[start:], nil
}

// Named is an array of a .npz file.
type Named struct {
	Name  string
	Array plain.Array
}

// WriteZip writes a .npz file, compressed or not.
func WriteZip(w io.Writer, compressed bool, arrays ...Named) error {
	z := zip.NewWriter(w)
	method := zip.Store
	if compressed {
		method = zip.Deflate
	}
	for _, a := range arrays {
		f, err := z.CreateHeader(&zip.FileHeader{Name: a.Name + ".npy", Method: method})
		if err != nil {
			return err
		}
		if err := Write(f, a.Array); err != nil {
			return err
		}
	}
	return z.Close()
}
