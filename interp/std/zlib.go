package std

import (
	"bytes"
	"compress/bzip2"
	"compress/gzip"
	"compress/zlib"
	"hash/adler32"
	"hash/crc32"
	"io"
	"os"

	"kerash/interp/object"
)

var (
	zlibError = object.NewExceptionClass("zlib", "error", object.ExceptionClass, "Data that cannot be expanded.")
	badGzip   = object.NewExceptionClass("gzip", "BadGzipFile", object.OSError, "The file is not in gzip's format.")
)

func zlibModule() *object.Module {
	return &object.Module{Name: "zlib", Doc: "Data made smaller.", Members: func() []object.Member {
		sum := func(name, doc, first string, f func(b []byte, start uint32) uint32) object.Member {
			return object.Fun(name+"(data, value="+first+", /)", doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
				b, err := dataArg(a.At(0))
				return int(f([]byte(b), uint32(a.Int("value")))), err
			})
		}
		return []object.Member{
			object.Const("error", zlibError), object.Const("DEFLATED", 8), object.Const("MAX_WBITS", 15), object.Const("Z_BEST_COMPRESSION", 9),
			object.Const("Z_BEST_SPEED", 1), object.Const("Z_DEFAULT_COMPRESSION", -1),
			object.Fun("compress(data, /, level=-1, wbits=15)", "Data made smaller.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				b, err := dataArg(a.At(0))
				if err != nil {
					return nil, err
				}
				var out bytes.Buffer
				w, err := zlib.NewWriterLevel(&out, a.Int("level"))
				if err != nil {
					return nil, object.NewError(zlibError, "Bad compression level")
				}
				return finishWriting(&out, w, b)
			}),
			object.Fun("decompress(data, /, wbits=15, bufsize=16384)", "The data as it was.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				b, err := dataArg(a.At(0))
				if err != nil {
					return nil, err
				}
				r, err := zlib.NewReader(bytes.NewReader([]byte(b)))
				if err != nil {
					if len(b) < 2 {
						return nil, object.NewError(zlibError, "Error -5 while decompressing data: incomplete or truncated stream")
					}
					return nil, object.NewError(zlibError, "Error -3 while decompressing data: incorrect header check")
				}
				out, err := io.ReadAll(r)
				if err != nil {
					return nil, object.NewError(zlibError, "Error -5 while decompressing data: incomplete or truncated stream")
				}
				return object.Bytes(out), nil
			}),
			sum("crc32", "A checksum.", "0", func(b []byte, start uint32) uint32 { return crc32.Update(start, crc32.IEEETable, b) }),
			sum("adler32", "A checksum.", "1", func(b []byte, start uint32) uint32 {
				if start == 1 {
					return adler32.Checksum(b)
				}
				lo, hi := start&0xffff, start>>16
				for _, c := range b {
					lo = (lo + uint32(c)) % 65521
					hi = (hi + lo) % 65521
				}
				return hi<<16 | lo
			}),
		}
	}}
}

// finishWriting writes all of the data and gives what came out.
func finishWriting(out *bytes.Buffer, w io.WriteCloser, data string) (object.Value, error) {
	if _, err := io.WriteString(w, data); err != nil {
		return nil, object.Errorf(object.OSError, "%v", err)
	}
	if err := w.Close(); err != nil {
		return nil, object.Errorf(object.OSError, "%v", err)
	}
	return object.Bytes(out.Bytes()), nil
}

func gunzip(b string) ([]byte, error) {
	if b == "" {
		return nil, nil
	}
	r, err := gzip.NewReader(bytes.NewReader([]byte(b)))
	if err != nil {
		return nil, object.NewError(badGzip, "Not a gzipped file ("+object.BytesRepr(b[:min(2, len(b))])+")")
	}
	out, err := io.ReadAll(r)
	if err != nil {
		return nil, object.NewError(object.EOFError, "Compressed file ended before the end-of-stream marker was reached")
	}
	return out, nil
}

func gzipped(b string, level int) (object.Value, error) {
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, level)
	if err != nil {
		return nil, object.ValueErrorf("Bad compression level")
	}
	return finishWriting(&out, w, b)
}

func gzipModule() *object.Module {
	return &object.Module{Name: "gzip", Doc: "Files in gzip's format.", Members: func() []object.Member {
		return []object.Member{
			object.Const("BadGzipFile", badGzip),
			object.Fun("compress(data, compresslevel=9, *, mtime=None)", "Data made smaller.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				b, err := dataArg(a.At(0))
				if err != nil {
					return nil, err
				}
				return gzipped(b, a.Int("compresslevel"))
			}),
			object.Fun("decompress(data)", "The data as it was.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				b, err := dataArg(a.At(0))
				if err != nil {
					return nil, err
				}
				out, err := gunzip(b)
				return object.Bytes(out), err
			}),
			packedOpen("gzip", gunzip, func(b string, level int) (object.Value, error) { return gzipped(b, level) }),
		}
	}}
}

func bz2Module() *object.Module {
	expand := func(b string) ([]byte, error) {
		out, err := io.ReadAll(bzip2.NewReader(bytes.NewReader([]byte(b))))
		if err != nil {
			return nil, object.Errorf(object.OSError, "Invalid data stream")
		}
		return out, nil
	}
	return &object.Module{Name: "bz2", Doc: "Files in bzip2's format, which kerash can read.", Members: func() []object.Member {
		return []object.Member{
			object.Fun("decompress(data)", "The data as it was.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				b, err := dataArg(a.At(0))
				if err != nil {
					return nil, err
				}
				out, err := expand(b)
				return object.Bytes(out), err
			}),
			packedOpen("bz2", expand, nil),
		}
	}}
}

// packedOpen is the function open of a module for packed files. A file is read
// as a whole when it is opened, and written when it is closed.
func packedOpen(module string, expand func(string) ([]byte, error), pack func(string, int) (object.Value, error)) object.Member {
	return object.Fun("open(filename, mode='rb', compresslevel=9, encoding=None, errors=None, newline=None)", "A packed file as a stream.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
		if th.Safe {
			return nil, object.Errorf(object.PermissionError, "files are not accessible in safe mode")
		}
		path, err := pathArg(th, a.At(0))
		if err != nil {
			return nil, err
		}
		mode := a.Str("mode")
		text := len(mode) > 1 && mode[len(mode)-1] == 't'
		io, err := th.Import(th, "io")
		if err != nil {
			return nil, err
		}
		stream := "BytesIO"
		if text {
			stream = "StringIO"
		}
		class, _ := io.Dict().Get(stream)
		if mode[:1] == "r" {
			data, err := os.ReadFile(path)
			if err != nil {
				return nil, object.OSErrorOf(err, path)
			}
			out, err := expand(string(data))
			if err != nil {
				return nil, err
			}
			if text {
				s, err := object.Decode(string(out), a.StrOr("encoding", "utf-8"), a.StrOr("errors", "strict"))
				if err != nil {
					return nil, err
				}
				return object.CallFn(th, class, s)
			}
			return object.CallFn(th, class, object.Bytes(out))
		}
		if pack == nil {
			return nil, object.NotImplementedErrorf("kerash can read files of %s but not write them", module)
		}
		if mode[:1] != "w" {
			return nil, object.ValueErrorf("Invalid mode: '%s'", mode)
		}
		inner, err := object.CallFn(th, class)
		if err != nil {
			return nil, err
		}
		if err := os.WriteFile(path, nil, 0o666); err != nil {
			return nil, object.OSErrorOf(err, path)
		}
		level := a.Int("compresslevel")
		return &packedFile{inner: inner, save: func(th *object.Thread, b string) error {
			out, err := pack(b, level)
			if err != nil {
				return err
			}
			data, _ := object.AsBytes(out)
			if err := os.WriteFile(path, []byte(data), 0o666); err != nil {
				return object.OSErrorOf(err, path)
			}
			return nil
		}}, nil
	})
}

// packedFile is a stream in memory that is packed and written when it is closed.
type packedFile struct {
	inner  object.Value
	save   func(th *object.Thread, data string) error
	closed bool
}

var packedFileClass = &object.Class{Name: "GzipFile", Module: "gzip", Doc: "A packed file that is written.", Final: true}

// PyClass is GzipFile.
func (*packedFile) PyClass() *object.Class { return packedFileClass }

func (f *packedFile) close(th *object.Thread) error {
	if f.closed {
		return nil
	}
	f.closed = true
	v, err := object.CallMethodOf(th, f.inner, "getvalue", object.Args{})
	if err != nil {
		return err
	}
	data, ok := object.AsBytes(v)
	if !ok {
		data, _ = v.(string)
	}
	return f.save(th, data)
}

func init() {
	c := packedFileClass
	c.GetAttr = func(th *object.Thread, self object.Value, name string) (object.Value, bool, error) {
		return object.FindAttr(th, self.(*packedFile).inner, name)
	}
	c.Enter = func(th *object.Thread, self object.Value) (object.Value, error) { return self, nil }
	c.Exit = func(th *object.Thread, self object.Value, exc *object.Exception) (bool, error) {
		return false, self.(*packedFile).close(th)
	}
	c.Members = func() []object.Member {
		return []object.Member{
			object.Method("close(self)", "Writes the file.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return nil, a.Self().(*packedFile).close(th)
			}),
			object.Getter("closed", "whether it is closed", func(th *object.Thread, self object.Value) (object.Value, error) {
				return self.(*packedFile).closed, nil
			}),
		}
	}
}
