package std

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	slashpath "path"
	"path/filepath"
	"strings"

	"kerash/interp/object"
)

func zipfileModule() *object.Module {
	return &object.Module{Name: "zipfile", Doc: "Archives of files, as .keras files are.", Members: func() []object.Member {
		return []object.Member{
			object.Const("ZipFile", zipFileClass), object.Const("ZipInfo", zipInfoClass), object.Const("BadZipFile", badZipFile),
			object.Const("BadZipfile", badZipFile), object.Const("ZIP_STORED", int(zip.Store)), object.Const("ZIP_DEFLATED", int(zip.Deflate)),
			object.Fun("is_zipfile(filename)", "Whether a file is an archive.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				raw, err := zipBytes(th, a.At(0))
				if err != nil {
					return false, nil
				}
				_, err = zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
				return err == nil, nil
			}),
		}
	}}
}

var badZipFile = object.NewExceptionClass("zipfile", "BadZipFile", object.ExceptionClass, "The file is no archive.")

// zipLimit bounds a member that is read: archives may claim to grow beyond
// measure.
const zipLimit = 1 << 30

// zipFile is an archive. Its members are read when they are asked for; what is
// written goes to the file when it is closed.
type zipFile struct {
	name   object.Value // str, or a stream in memory
	mode   string
	method int
	old    *zip.Reader // of mode r and a
	added  []zipMember
	closed bool
}

type zipMember struct {
	name   string
	data   []byte
	method int
}

// zipInfo describes a member.
type zipInfo struct {
	name       string
	size       int
	compressed int
	method     int
	crc        int
}

// PyClass is ZipFile.
func (*zipFile) PyClass() *object.Class { return zipFileClass }

// PyClass is ZipInfo.
func (*zipInfo) PyClass() *object.Class { return zipInfoClass }

var zipFileClass = &object.Class{Name: "ZipFile", Module: "zipfile", Doc: "An archive of files, to read or to write.", Final: true,
	Signature: "ZipFile(file, mode='r', compression=0, allowZip64=True, compresslevel=None, *, strict_timestamps=True, metadata_encoding=None)"}

var zipInfoClass = &object.Class{Name: "ZipInfo", Module: "zipfile", Doc: "A member of an archive.", Final: true, Members: func() []object.Member {
	get := func(name, doc string, f func(i *zipInfo) object.Value) object.Member {
		return object.Getter(name, doc, func(th *object.Thread, self object.Value) (object.Value, error) { return f(self.(*zipInfo)), nil })
	}
	return []object.Member{
		get("filename", "the name", func(i *zipInfo) object.Value { return i.name }),
		get("file_size", "the bytes of the member", func(i *zipInfo) object.Value { return i.size }),
		get("compress_size", "the bytes in the archive", func(i *zipInfo) object.Value { return i.compressed }),
		get("compress_type", "how it is compressed", func(i *zipInfo) object.Value { return i.method }),
		get("CRC", "the checksum", func(i *zipInfo) object.Value { return i.crc }),
		object.Method("is_dir(self)", "Whether it is a folder.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return strings.HasSuffix(a.Self().(*zipInfo).name, "/"), nil
		}),
	}
}}

func init() {
	c := zipFileClass
	c.New = openZip
	c.Members = zipMembers
	c.Enter = func(th *object.Thread, self object.Value) (object.Value, error) { return self, nil }
	c.Exit = func(th *object.Thread, self object.Value, exc *object.Exception) (bool, error) {
		return false, self.(*zipFile).close()
	}
}

// zipBytes is what a file, given by its path or as a stream in memory, holds.
func zipBytes(th *object.Thread, file object.Value) ([]byte, error) {
	if m, ok := file.(*memory); ok && m.binary {
		return []byte(m.value(m.data).(object.Bytes)), nil
	}
	if th.Safe {
		return nil, unsafe("zipfile")
	}
	if read, err := object.GetAttr(th, file, "read"); err == nil {
		v, err := object.Call(th, read, object.Args{})
		b, ok := v.(object.Bytes)
		if err == nil && !ok {
			err = object.TypeErrorf("a bytes-like object is required, not '%s'", object.TypeName(v))
		}
		return []byte(b), err
	}
	name, err := pathArg(th, file)
	if err != nil {
		return nil, err
	}
	raw, err := os.ReadFile(name)
	if err != nil {
		return nil, osError(err)
	}
	return raw, nil
}

func openZip(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
	a, err := cls.BindNew(th, args)
	if err != nil {
		return nil, err
	}
	z := &zipFile{name: a.Value("file"), mode: a.Str("mode"), method: a.Int("compression")}
	switch z.mode {
	case "r", "w", "x", "a":
	default:
		return nil, object.ValueErrorf("ZipFile requires mode 'r', 'w', 'x', or 'a'")
	}
	if _, inMemory := z.name.(*memory); !inMemory && z.mode != "r" {
		if th.Safe {
			return nil, unsafe("zipfile")
		}
		name, err := pathArg(th, z.name)
		if err != nil {
			return nil, err
		}
		z.name = name
		_, err = os.Stat(name)
		switch {
		case z.mode == "x" && err == nil:
			return nil, osError(&os.PathError{Op: "open", Path: name, Err: errExist})
		case z.mode == "a" && err != nil, z.mode != "a":
			return z, nil
		}
	}
	if z.mode == "w" || z.mode == "x" {
		return z, nil
	}
	raw, err := zipBytes(th, z.name)
	if err != nil {
		return nil, err
	}
	if z.mode == "a" && len(raw) == 0 {
		return z, nil
	}
	z.old, err = zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return nil, object.Errorf(badZipFile, "File is not a zip file")
	}
	return z, nil
}

// infos describes the members, in the order of the archive.
func (z *zipFile) infos() []*zipInfo {
	var out []*zipInfo
	if z.old != nil {
		for _, f := range z.old.File {
			out = append(out, &zipInfo{f.Name, int(f.UncompressedSize64), int(f.CompressedSize64), int(f.Method), int(f.CRC32)})
		}
	}
	for _, m := range z.added {
		out = append(out, &zipInfo{name: m.name, size: len(m.data), compressed: len(m.data), method: m.method})
	}
	return out
}

// memberName is the argument that names a member: a str or a ZipInfo.
func memberName(v object.Value) string {
	if i, ok := v.(*zipInfo); ok {
		return i.name
	}
	s, _ := v.(string)
	return s
}

func (z *zipFile) read(name string) ([]byte, error) {
	for _, m := range z.added {
		if m.name == name {
			return m.data, nil
		}
	}
	if z.old != nil {
		for _, f := range z.old.File {
			if f.Name != name {
				continue
			}
			r, err := f.Open()
			if err != nil {
				return nil, object.Errorf(badZipFile, "%v", err)
			}
			defer r.Close()
			b, err := io.ReadAll(io.LimitReader(r, zipLimit))
			if err != nil {
				return nil, object.Errorf(badZipFile, "Bad CRC-32 for file '%s'", name)
			}
			return b, nil
		}
	}
	return nil, object.Errorf(object.KeyError, "There is no item named '%s' in the archive", name)
}

// add puts a member into an archive that is written.
func (z *zipFile) add(name string, data []byte, method int) error {
	switch {
	case z.mode == "r":
		return object.ValueErrorf("write() requires mode 'w', 'x', or 'a'")
	case z.closed:
		return object.ValueErrorf("Attempt to write to ZIP archive that was already closed")
	}
	z.added = append(z.added, zipMember{strings.TrimLeft(name, "/"), data, method})
	return nil
}

// close writes the archive, if it was opened for that.
func (z *zipFile) close() error {
	if z.closed || z.mode == "r" {
		z.closed = true
		return nil
	}
	z.closed = true
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	if z.old != nil {
		for _, f := range z.old.File {
			if err := w.Copy(f); err != nil {
				return object.Errorf(badZipFile, "%v", err)
			}
		}
	}
	for _, m := range z.added {
		out, err := w.CreateHeader(&zip.FileHeader{Name: m.name, Method: uint16(m.method)})
		if err == nil {
			_, err = out.Write(m.data)
		}
		if err != nil {
			return object.Errorf(badZipFile, "%v", err)
		}
	}
	if err := w.Close(); err != nil {
		return object.Errorf(badZipFile, "%v", err)
	}
	if m, ok := z.name.(*memory); ok {
		m.data, m.pos = nil, 0
		_, err := m.write(object.Bytes(b.String()))
		return err
	}
	if err := os.WriteFile(z.name.(string), b.Bytes(), 0o666); err != nil {
		return osError(err)
	}
	return nil
}

// extract writes a member below a folder and gives its path. Names that would
// lead out of the folder stay inside of it, as in Python.
func (z *zipFile) extract(name, folder string) (string, error) {
	to := filepath.Join(folder, filepath.FromSlash(slashpath.Clean("/"+name)))
	if strings.HasSuffix(name, "/") {
		if err := os.MkdirAll(to, 0o777); err != nil {
			return "", osError(err)
		}
		return to, nil
	}
	data, err := z.read(name)
	if err != nil {
		return "", err
	}
	err = os.MkdirAll(filepath.Dir(to), 0o777)
	if err == nil {
		err = os.WriteFile(to, data, 0o666)
	}
	if err != nil {
		return "", osError(err)
	}
	return to, nil
}
