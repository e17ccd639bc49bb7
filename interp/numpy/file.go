package numpy

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/builtins"
	"kerash/interp/object"
	"kerash/interp/std"
	"kerash/model/format/npy"
	"kerash/model/format/plain"
	"kerash/model/format/weights"
	"kerash/tensor"
)

// encodeNpy is an array as the bytes of a .npy file of version 1.0.
func encodeNpy(th *object.Thread, v object.Value, allowPickle bool) []byte {
	var b bytes.Buffer
	l, ok := v.(laid)
	if !ok {
		a := toArray(th, v)
		if !a.IsBytes() {
			tensor.Check(npy.Write(&b, weights.Stored(a)))
			return b.Bytes()
		}
		if a.Width() > 0 {
			tensor.Check(npy.WriteHeader(&b, "'"+binding.NumpyDTypeOf(a).Code()+"'", a.Shape()))
			b.Write(rawTexts(a))
			return b.Bytes()
		}
		l = newObjectArray(th, a)
	}
	dt := l.dtype()
	descr := object.Must(object.GetAttr(th, dt, "descr"))
	text := object.Must(object.Repr(th, descr))
	if dt.Kind() != 'V' {
		text = "'" + dt.Code() + "'"
	}
	tensor.Check(npy.WriteHeader(&b, text, l.layout().Shape()))
	if object.Must(object.GetAttr(th, dt, "hasobject")) != true {
		b.Write(rawOf(l))
		return b.Bytes()
	}
	if !allowPickle {
		throwValue("Object arrays cannot be saved when allow_pickle=False")
	}
	b.Write(object.Must(std.Pickled(th, l)))
	return b.Bytes()
}

// decodeNpy reads the bytes of a .npy file.
func decodeNpy(th *object.Thread, raw []byte, allowPickle bool) object.Value {
	f, err := npy.Split(raw)
	tensor.Check(err)
	dt := binding.ToFullDType(th, object.Must(std.Literal(th, f.Descr)))
	if k := dt.Kind(); k != 'V' && k != 'M' && k != 'm' && k != 'O' && k != 'S' {
		return decodePlain(raw)
	}
	if object.Must(object.GetAttr(th, dt, "hasobject")) == true {
		if !allowPickle {
			throwValue("Object arrays cannot be loaded when allow_pickle=False")
		}
		return object.Must(std.Unpickled(th, string(f.Data)))
	}
	n, size := tensor.NumElements(f.Shape), dt.Bytes()
	if have := len(f.Data); size > 0 && have/size < n {
		throwValue("%v", &npy.Short{Size: have / size, Shape: f.Shape})
	}
	if !f.Fortran {
		return ofRaw(dt, f.Data, f.Shape)
	}
	shape := append([]int{}, f.Shape...)
	slices.Reverse(shape)
	return object.Must(object.CallMethodOf(th, ofRaw(dt, f.Data, shape), "transpose", object.Args{}))
}

// decodePlain reads a .npy file of numbers or texts.
func decodePlain(raw []byte) *tensor.Array {
	p, err := npy.Read(bytes.NewReader(raw))
	var short *npy.Short
	if errors.As(err, &short) {
		throwValue("%v", short)
	}
	tensor.Check(err)
	return weights.Loaded(p)
}

func refuseFiles(th *object.Thread) {
	if th.Safe {
		object.Throw(object.Errorf(object.PermissionError, "files are off in safe mode"))
	}
}

// writeTo writes to a path, to which suffix is added, or to an open file.
func writeTo(th *object.Thread, file object.Value, suffix string, raw []byte) {
	if _, isFile := file.(*builtins.File); isFile || hasWrite(file) {
		object.Must(object.CallMethodOf(th, file, "write", object.Pos(object.Bytes(raw))))
		return
	}
	refuseFiles(th)
	path := object.Must(builtins.FilePath(th, file))
	if suffix != "" && !strings.HasSuffix(path, suffix) {
		path += suffix
	}
	replaceFile(path, raw)
}

// replaceFile writes a file, which is the old or the whole new one at any time.
func replaceFile(path string, raw []byte) {
	err := plain.Replace(path, func(w io.Writer) error {
		_, err := w.Write(raw)
		return err
	})
	if err != nil {
		object.Throw(object.OSErrorOf(err, path))
	}
}

func hasWrite(v object.Value) bool {
	if _, ok := v.(string); ok {
		return false
	}
	_, ok := object.TypeOf(v).Lookup("write")
	return ok
}

func saveArray(th *object.Thread, file, a object.Value, allowPickle bool) {
	writeTo(th, file, ".npy", encodeNpy(th, a, allowPickle))
}

// readFrom reads a path or an open file.
func readFrom(th *object.Thread, file object.Value) []byte {
	if _, ok := object.TypeOf(file).Lookup("read"); ok {
		r := object.Must(object.CallMethodOf(th, file, "read", object.Args{}))
		switch r := r.(type) {
		case object.Bytes:
			return []byte(r)
		case string:
			return []byte(r)
		}
	}
	refuseFiles(th)
	path := object.Must(builtins.FilePath(th, file))
	raw, err := os.ReadFile(path)
	if err != nil {
		object.Throw(object.OSErrorOf(err, path))
	}
	return raw
}

func fileFuncs() []object.Member {
	zipped := func(name string, method uint16, doc string) object.Member {
		return fun(name+"(file, *args, **kwds)", doc, func(c *call) object.Value {
			names, arrays := map[string]bool{}, []object.Kwarg{}
			for _, k := range c.Kwargs("kwds") {
				names[k.Name] = true
				arrays = append(arrays, k)
			}
			for i, v := range c.Rest("args") {
				n := "arr_" + strconv.Itoa(i)
				if names[n] {
					throwValue("Cannot use un-named variables and keyword %s", n)
				}
				arrays = append(arrays, object.Kwarg{Name: n, Value: v})
			}
			var b bytes.Buffer
			w := zip.NewWriter(&b)
			for _, k := range arrays {
				f, err := w.CreateHeader(&zip.FileHeader{Name: k.Name + ".npy", Method: method})
				if err == nil {
					_, err = f.Write(encodeNpy(c.th, arrayLike(c.th, k.Value), true))
				}
				if err != nil {
					object.Throw(err)
				}
			}
			if err := w.Close(); err != nil {
				object.Throw(err)
			}
			writeTo(c.th, c.Value("file"), ".npz", b.Bytes())
			return nil
		})
	}
	return []object.Member{
		fun("save(file, arr, allow_pickle=True, fix_imports=True)", "Writes an array to a .npy file.", func(c *call) object.Value {
			saveArray(c.th, c.Value("file"), arrayLike(c.th, c.Value("arr")), c.Bool("allow_pickle"))
			return nil
		}),
		fun("load(file, mmap_mode=None, allow_pickle=False, fix_imports=True, encoding='ASCII', *, max_header_size=10000)", "Reads an array of a .npy file, or the arrays of a .npz file.", load),
		fun("fromfile(file, dtype=float, count=-1, sep='', offset=0, *, like=None)", "Reads what tofile wrote.", fromFile),
		zipped("savez", zip.Store, "Writes several arrays to a .npz file."),
		zipped("savez_compressed", zip.Deflate, "Writes several arrays to a compressed .npz file."),
		fun("savetxt(fname, X, fmt='%.18e', delimiter=' ', newline='\\n', header='', footer='', comments='# ', encoding=None)", "Writes an array as text.", saveText),
		fun("loadtxt(fname, dtype=float, comments='#', delimiter=None, converters=None, skiprows=0, usecols=None, unpack=False, ndmin=0, encoding='bytes', max_rows=None, *, quotechar=None, like=None)", "Reads an array of a text.", loadText),
		fun("genfromtxt(fname, dtype=<float>, comments='#', delimiter=None, skip_header=0, skip_footer=0, converters=None, missing_values=None, filling_values=None, usecols=None, names=None, excludelist=None, deletechars=None, replace_space='_', autostrip=False, case_sensitive=True, defaultfmt='f%i', unpack=None, usemask=False, loose=True, invalid_raise=True, max_rows=None, encoding='bytes', *, ndmin=0, like=None)", "Reads an array of a text in which values may be missing.", genFromText),
	}
}

func load(c *call) object.Value {
	raw := readFrom(c.th, c.Value("file"))
	if !bytes.HasPrefix(raw, []byte("PK")) {
		if !npy.Is(raw) {
			if len(raw) == 0 {
				object.Throw(object.Errorf(object.EOFError, "No data left in file"))
			}
			return loadPickle(c, raw)
		}
		v := decodeNpy(c.th, raw, c.Bool("allow_pickle"))
		if a, ok := v.(*tensor.Array); ok && c.Has("mmap_mode") && a.DType() != tensor.String {
			if path, err := builtins.FilePath(c.th, c.Value("file")); err == nil {
				return mapLoaded(path, c.Str("mmap_mode"), a, raw)
			}
		}
		return v
	}
	r, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		throwValue("File is not a zip file")
	}
	z := &npzFile{files: map[string]*zip.File{}, allowPickle: c.Bool("allow_pickle")}
	z.name = "object"
	if path, ok := c.Value("file").(string); ok {
		z.name = path
	}
	for _, f := range r.File {
		name := strings.TrimSuffix(f.Name, ".npy")
		z.names = append(z.names, name)
		z.files[name] = f
	}
	return z
}

// loadPickle reads a file that holds no array but a pickle, if that is allowed.
func loadPickle(c *call, raw []byte) object.Value {
	if !c.Bool("allow_pickle") {
		throwValue("Cannot load file containing pickled data when allow_pickle=False")
	}
	v, err := std.Unpickled(c.th, string(raw))
	if err != nil {
		failure, _ := object.Must(object.GetAttr(c.th, object.Must(c.th.Import(c.th, "pickle")), "UnpicklingError")).(*object.Class)
		object.Throw(object.Errorf(failure, "Failed to interpret file %s as a pickle", object.Must(object.Repr(c.th, c.Value("file")))))
	}
	return v
}

// npzFile are the arrays of a .npz file, read when they are asked for.
type npzFile struct {
	name  string
	names []string
	files map[string]*zip.File

	allowPickle bool
}

var npzClass = &object.Class{Name: "NpzFile", Module: "numpy.lib.npyio", Doc: "The arrays of a .npz file by name.", Final: true}

// PyClass is NpzFile.
func (z *npzFile) PyClass() *object.Class { return npzClass }

func (z *npzFile) read(th *object.Thread, name string) (object.Value, bool) {
	f, ok := z.files[name]
	if !ok {
		return nil, false
	}
	r, err := f.Open()
	if err != nil {
		object.Throw(err)
	}
	defer r.Close()
	raw, err := io.ReadAll(r)
	if err != nil {
		object.Throw(err)
	}
	return decodeNpy(th, raw, z.allowPickle), true
}

func init() {
	names := func(v object.Value) *object.List {
		l := object.NewList()
		for _, n := range v.(*npzFile).names {
			l.Elems = append(l.Elems, n)
		}
		return l
	}
	c := npzClass
	c.Len = func(th *object.Thread, self object.Value) (int, error) { return len(self.(*npzFile).names), nil }
	c.Iter = func(th *object.Thread, self object.Value) (object.Iterator, error) {
		return object.Iter(th, names(self))
	}
	c.Contains = func(th *object.Thread, self, v object.Value) (bool, error) {
		n, _ := v.(string)
		_, ok := self.(*npzFile).files[strings.TrimSuffix(n, ".npy")]
		return ok, nil
	}
	c.Index = func(th *object.Thread, self, key object.Value) (object.Value, error) {
		n, _ := key.(string)
		if a, ok := self.(*npzFile).read(th, strings.TrimSuffix(n, ".npy")); ok {
			return a, nil
		}
		return nil, object.KeyErrorOf(n + " is not a file in the archive")
	}
	c.Repr = func(th *object.Thread, self object.Value) (string, error) {
		z := self.(*npzFile)
		shown := append([]string{}, z.names...)
		text := strings.Join(shown[:min(5, len(shown))], ", ")
		if len(shown) > 5 {
			text += "..."
		}
		return "NpzFile " + object.StrRepr(z.name) + " with keys: " + text, nil
	}
	c.Enter = func(th *object.Thread, self object.Value) (object.Value, error) { return self, nil }
	c.Exit = func(th *object.Thread, self object.Value, exc *object.Exception) (bool, error) { return false, nil }
	c.Members = func() []object.Member {
		pairs := func(c *call, keys, values bool) object.Value {
			z := c.Self().(*npzFile)
			l := object.NewList()
			for _, n := range z.names {
				a, _ := z.read(c.th, n)
				switch {
				case keys && values:
					l.Elems = append(l.Elems, object.NewTuple(n, a))
				case values:
					l.Elems = append(l.Elems, a)
				default:
					l.Elems = append(l.Elems, n)
				}
			}
			return l
		}
		return []object.Member{
			object.Getter("files", "the names of the arrays", func(th *object.Thread, self object.Value) (object.Value, error) { return names(self), nil }),
			method("keys(self)", "The names of the arrays.", func(c *call) object.Value { return pairs(c, true, false) }),
			method("values(self)", "The arrays.", func(c *call) object.Value { return pairs(c, false, true) }),
			method("items(self)", "The names with the arrays.", func(c *call) object.Value { return pairs(c, true, true) }),
			method("get(self, key, default=None)", "An array by name.", func(c *call) object.Value {
				if a, ok := c.Self().(*npzFile).read(c.th, c.Str("key")); ok {
					return a
				}
				return c.Value("default")
			}),
			method("close(self)", "Nothing is left open.", func(c *call) object.Value { return nil }),
		}
	}
}
