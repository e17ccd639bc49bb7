package numpy

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/builtins"
	"kerash/interp/object"
	"kerash/model/format/plain"
	"kerash/tensor"
)

// mappedFile is the file that the elements of a numpy.memmap are in.
type mappedFile struct {
	path, mode string
	offset     int
	// kept is the array where the system cannot make the file part of the memory:
	// flush writes it.
	kept *tensor.Array
}

var memmapClass = &object.Class{Name: "memmap", Module: "numpy", Base: ndarrayClass, ErrorName: "numpy.memmap", Final: true, Unhashable: true,
	Doc:       "An array whose elements are in a file.",
	Signature: "memmap(filename, dtype=uint8, mode='r+', offset=0, shape=None, order='C')"}

// An array and its views are memmaps when their elements are in a file.
var _ = object.RegisterResolver(func(v any) *object.Class {
	a, ok := v.(*tensor.Array)
	switch {
	case !ok:
		return nil
	case a.Source() != nil:
		return memmapClass
	}
	return ndarrayClass
})

var mapModes = []struct{ name, mode string }{
	{"r", "r"}, {"c", "c"}, {"r+", "r+"}, {"w+", "w+"}, {"readonly", "r"}, {"copyonwrite", "c"}, {"readwrite", "r+"}, {"write", "w+"},
}

func init() {
	c := memmapClass
	c.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		b, err := cls.BindNew(th, args)
		if err != nil {
			return nil, err
		}
		return newMemmap(&call{b, th})
	}
	c.Repr = func(th *object.Thread, self object.Value) (string, error) {
		opt := *binding.PrintOptions(th)
		opt.ClassName = "memmap"
		return opt.Repr(self.(*tensor.Array)), nil
	}
	c.Str = func(th *object.Thread, self object.Value) (string, error) { return ndarrayClass.Str(th, self) }
	c.Members = func() []object.Member {
		get := func(name, doc string, f func(m *mappedFile) object.Value) object.Member {
			return object.Getter(name, doc, func(th *object.Thread, self object.Value) (object.Value, error) {
				return f(self.(*tensor.Array).Source().(*mappedFile)), nil
			})
		}
		return []object.Member{
			get("filename", "the path of the file", func(m *mappedFile) object.Value { return m.path }),
			get("mode", "how the file was opened", func(m *mappedFile) object.Value { return m.mode }),
			get("offset", "where in the file the elements begin", func(m *mappedFile) object.Value { return m.offset }),
			method("flush(self)", "Writes the elements to the file.", func(c *call) object.Value {
				flushMap(c.Self().(*tensor.Array).Source().(*mappedFile))
				return nil
			}),
		}
	}
}

func newMemmap(c *call) (object.Value, error) {
	given, mode := object.Must(object.Str(c.th, c.Value("mode"))), ""
	var names []string
	for _, m := range mapModes {
		names = append(names, object.StrRepr(m.name))
		if m.name == given {
			mode = m.mode
		}
	}
	dt, offset := tensor.Uint8, c.Int("offset")
	if c.Has("dtype") {
		dt = c.dtype("dtype")
	}
	var shape []int
	if c.Has("shape") {
		shape = binding.ToShape(c.th, c.Value("shape"))
	}
	switch {
	case mode == "":
		throwValue("mode must be one of [%s] (got %s)", strings.Join(names, ", "), object.Must(object.Repr(c.th, c.Value("mode"))))
	case mode == "w+" && !c.Has("shape"):
		throwValue("shape must be given if mode == 'w+'")
	case dt == tensor.String:
		throwType("texts and objects in mapped files are left out")
	}
	refuseFiles(c.th)
	path := object.Must(builtins.FilePath(c.th, c.Value("filename")))
	return mapArray(&mappedFile{path: path, mode: mode, offset: offset}, dt, shape, c.Str("order") == "F"), nil
}

// mapArray is the array of the elements that a file holds; a nil shape is all
// of them in a row.
func mapArray(m *mappedFile, dt tensor.DType, shape []int, fortran bool) *tensor.Array {
	flags := map[string]int{"r": os.O_RDONLY, "c": os.O_RDONLY, "r+": os.O_RDWR, "w+": os.O_RDWR | os.O_CREATE | os.O_TRUNC}[m.mode]
	f, err := os.OpenFile(m.path, flags, 0o666)
	if err != nil {
		object.Throw(object.OSErrorOf(err, m.path))
	}
	defer f.Close()
	size := fileSize(f)
	if shape == nil {
		if (size-m.offset)%dt.Size() != 0 {
			throwValue("Size of available data is not a multiple of the data-type size.")
		}
		shape = []int{max(size-m.offset, 0) / dt.Size()}
	}
	end := m.offset + tensor.NumElements(shape)*dt.Size()
	if end > size && strings.HasSuffix(m.mode, "+") {
		if err := f.Truncate(int64(end)); err != nil {
			object.Throw(object.OSErrorOf(err, m.path))
		}
		size = end
	}
	switch {
	case size == 0:
		throwValue("cannot mmap an empty file")
	case end > size:
		throwValue("mmap length is greater than file size")
	}
	if fortran {
		shape = slices.Clone(shape)
		slices.Reverse(shape)
	}
	a := mapElements(m, f, dt, shape, end)
	if abs, err := filepath.Abs(m.path); err == nil {
		m.path = abs
	}
	a.SetSource(m)
	a.Freeze(m.mode == "r")
	if fortran && a.Rank() > 1 {
		t := reverseAxes(a)
		t.SetBase(a)
		return t
	}
	return a
}

func fileSize(f *os.File) int {
	info, err := f.Stat()
	if err != nil {
		object.Throw(object.OSErrorOf(err, f.Name()))
	}
	return int(info.Size())
}

// mapElements makes the file part of the memory, or reads it where that cannot
// be, and for a copy.
func mapElements(m *mappedFile, f *os.File, dt tensor.DType, shape []int, end int) *tensor.Array {
	if m.mode != "c" && end > m.offset {
		if mem, err := plain.Map(f, end, m.mode != "r"); err == nil {
			if a := tensor.ArrayOver(dt, mem[m.offset:end], shape...); a != nil {
				return a
			}
		}
	}
	raw := make([]byte, end-m.offset)
	if _, err := f.ReadAt(raw, int64(m.offset)); err != nil && err != io.EOF {
		object.Throw(object.OSErrorOf(err, m.path))
	}
	a := tensor.ArrayOfBytes(dt, raw, shape...)
	if m.mode != "r" && m.mode != "c" {
		m.kept = a
	}
	return a
}

// flushMap writes what is not part of the memory.
func flushMap(m *mappedFile) {
	if m.kept == nil {
		return
	}
	f, err := os.OpenFile(m.path, os.O_RDWR, 0o666)
	if err == nil {
		defer f.Close()
		_, err = f.WriteAt(m.kept.Bytes(), int64(m.offset))
	}
	if err != nil {
		object.Throw(object.OSErrorOf(err, m.path))
	}
}

// openMemmap is np.lib.format.open_memmap.
func openMemmap(c *call) object.Value {
	path, mode := object.Must(builtins.FilePath(c.th, c.Value("filename"))), c.Str("mode")
	refuseFiles(c.th)
	if mode == "w+" {
		dt := c.dtypeOr("dtype", tensor.Float64)
		replaceFile(path, encodeNpy(c.th, tensor.NewArray(dt, binding.ToShape(c.th, c.Value("shape"))...), false))
		mode = "r+"
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		object.Throw(object.OSErrorOf(err, path))
	}
	given, ok := decodeNpy(c.th, raw, false).(*tensor.Array)
	if !ok || given.DType() == tensor.String {
		throwType("texts and objects in mapped files are left out")
	}
	a := mapLoaded(path, mode, given, raw)
	if m, ok := a.Source().(*mappedFile); ok {
		m.mode = c.Str("mode")
	}
	return a
}

// mapLoaded is an array of a .npy file, whose bytes are raw, with its elements
// in that file.
func mapLoaded(path, mode string, a *tensor.Array, raw []byte) *tensor.Array {
	m := &mappedFile{path: path, mode: mode, offset: len(raw) - a.Size()*a.DType().Size()}
	fortran := bytes.Contains(raw[:m.offset], []byte("'fortran_order': True"))
	return mapArray(m, a.DType(), a.Shape(), fortran)
}
