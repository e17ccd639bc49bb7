// Package hdf5 reads and writes HDF5 files: groups, attributes and datasets of
// numbers and strings. It is all that Keras files need and knows nothing of
// Keras.
//
// Reading covers superblocks 0 to 3, symbol-table groups and the link messages
// and dense storage of newer files, contiguous, compact and chunked datasets
// with deflate, shuffle, Fletcher-32 and LZF. Nothing that a file claims is
// believed: every address and size is held against the file's own size before
// anything is allocated, and a broken file gives an error with a Python class
// ([plain.Error]) in h5py's words.
//
// Writing makes files as the oldest library would (superblock 0, symbol-table
// groups, contiguous datasets), which every reader understands.
//
// Source: the HDF5 File Format Specification, version 3.
package hdf5

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"syscall"

	"kerash/model/format/plain"
)

const signature = "\x89HDF\r\n\x1a\n"

// undefined is the address of what does not exist.
const undefined = ^uint64(0)

// File is an HDF5 file open for reading. It and the objects reached from it
// must not be used by several goroutines at once.
type File struct {
	r      io.ReaderAt
	closer io.Closer
	path   string
	size   uint64
	base   uint64 // address 0 of the format, after a user block
	offs   int    // bytes of an address
	lens   int    // bytes of a length
	root   *Group

	collections map[uint64]map[int][]byte // global heap, by address
	cached      int                       // bytes in collections
}

// Open opens the file at path for reading.
func Open(path string) (*File, error) {
	osf, err := os.Open(path)
	if err != nil {
		return nil, openError(path, err)
	}
	info, err := osf.Stat()
	if err != nil {
		osf.Close()
		return nil, openError(path, err)
	}
	if info.IsDir() {
		osf.Close()
		return nil, openError(path, syscall.EISDIR)
	}
	f, err := NewFile(osf, info.Size())
	if err != nil {
		osf.Close()
		return nil, err
	}
	f.closer, f.path = osf, path
	return f, nil
}

func openError(path string, err error) error { return fileError("open", err, path, 0, 0) }

// fileError words a failure of the operating system as h5py does; flags are
// those of HDF5 and of the operating system.
func fileError(doing string, err error, path string, flags, osFlags int) error {
	var errno syscall.Errno
	var known *plain.Error
	if !errors.As(plain.FileError(err, path), &known) || !errors.As(err, &errno) {
		return err
	}
	_, text, _ := strings.Cut(known.Msg, "] ")
	text = strings.TrimSuffix(text, ": '"+path+"'")
	return &plain.Error{Class: known.Class, Err: err, Msg: fmt.Sprintf(
		"[Errno %d] Unable to synchronously %s file (unable to open file: name = '%s', errno = %d, error message = '%s', flags = %x, o_flags = %x)",
		int(errno), doing, path, int(errno), text, flags, osFlags)}
}

// NewFile reads an HDF5 file of size bytes from r, such as a member of an
// archive. Closing the File leaves r alone.
func NewFile(r io.ReaderAt, size int64) (*File, error) {
	f := &File{r: r, size: uint64(size), collections: map[uint64]map[int][]byte{}}
	err := catch("Unable to synchronously open file", f.readSuperblock)
	if err != nil {
		return nil, err
	}
	return f, nil
}

// Close closes the file. Arrays read from it stay valid.
func (f *File) Close() error {
	if f.closer == nil {
		return nil
	}
	err := f.closer.Close()
	f.closer = nil
	return err
}

// Root is the group "/".
func (f *File) Root() *Group { return f.root }

// readSuperblock finds the superblock, which lies at 0 or, behind a user
// block, at 512, 1024, 2048 …, and checks that the file is as long as it says.
func (f *File) readSuperblock() {
	start := uint64(0)
	for {
		if start+8 > f.size {
			throwf("file signature not found")
		}
		if string(f.read(start, 8)) == signature {
			break
		}
		start = max(512, 2*start)
	}
	version := f.read(start+8, 1)[0]
	var sizes []byte
	switch version {
	case 0, 1:
		sizes = f.read(start+13, 2)
	case 2, 3:
		sizes = f.read(start+9, 2)
	default:
		throwf("bad superblock version number: %d", version)
	}
	f.offs, f.lens = int(sizes[0]), int(sizes[1])
	for _, n := range []int{f.offs, f.lens} {
		if n != 2 && n != 4 && n != 8 {
			throwf("bad byte number for object addresses")
		}
	}
	var eof, root uint64
	var c *cursor
	if version < 2 {
		head := 24
		if version == 1 {
			head += 4
		}
		c = f.cursor(start+uint64(head), uint64(4*f.offs+2*f.offs))
		f.base = c.addr()
		c.addr() // free space
		eof = c.addr()
		c.addr() // driver information
		c.addr() // name of the root group
		root = c.addr()
	} else {
		c = f.cursor(start+12, uint64(4*f.offs))
		f.base = c.addr()
		c.addr() // extension
		eof = c.addr()
		root = c.addr()
	}
	// A user block may be put before a file afterwards: addresses, and the end,
	// then count from the superblock although the file says 0.
	moved := start - min(start, f.base)
	f.base = start
	if eof != undefined && (eof > f.size || moved > f.size-eof) {
		throwf("truncated file: eof = %d, sblock->base_addr = %d, stored_eof = %d", f.size, f.base, eof)
	}
	f.root = &Group{object{f: f, path: "/", addr: root}, nil}
	f.root.links() // a file without a readable root is no use
}

// failure carries an error through the parser, see catch.
type failure struct{ err *plain.Error }

func throwf(format string, args ...any) {
	panic(failure{plain.Errorf("OSError", format, args...)})
}

// catch runs fn and turns what it throws into an error that starts with doing.
// The bounds of everything read are checked; should a broken file still drive
// the parser out of an index, that is an error too and not a crash.
func catch(doing string, fn func()) (err error) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case failure:
			e := *r.err
			e.Msg = fmt.Sprintf("%s (%s)", doing, e.Msg)
			if e.Class == "MemoryError" { // numpy's message, not HDF5's
				e.Msg = r.err.Msg
			}
			err = &e
		case runtime.Error:
			err = plain.Errorf("OSError", "%s (invalid file: %v)", doing, r)
		default:
			panic(r)
		}
	}()
	fn()
	return nil
}
