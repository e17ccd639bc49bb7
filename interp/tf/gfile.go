package tf

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// gfileDecls are the functions of tf.io.gfile.
func gfileDecls() []decl {
	return []decl{
		onFile("exists", "file_exists_v2(path)", "Whether a file or folder exists.", func(c *call) object.Value {
			_, err := os.Stat(c.path("path"))
			return err == nil
		}),
		onFile("isdir", "is_directory_v2(path)", "Whether a path is a folder.", func(c *call) object.Value {
			info, err := os.Stat(c.path("path"))
			return err == nil && info.IsDir()
		}),
		onFile("listdir", "list_directory_v2(path)", "The names in a folder.", func(c *call) object.Value {
			path := c.path("path")
			entries, err := os.ReadDir(path)
			if err != nil {
				tensor.Throwf("NotFoundError", "Could not find directory %s", path)
			}
			return namesOf(entries, func(fs.DirEntry) bool { return true })
		}),
		onFile("glob", "get_matching_files_v2(pattern)", "The paths that match a pattern, or several.", func(c *call) object.Value {
			v := c.Value("pattern")
			patterns := []object.Value{v}
			if _, isText := v.(string); !isText {
				if list, err := object.ToSlice(c.th, v); err == nil {
					patterns = list
				}
			}
			out := object.NewList()
			for _, p := range patterns {
				for _, f := range matching(c.th, filePath(c.th, p)) {
					out.Elems = append(out.Elems, f)
				}
			}
			return out
		}),
		{names: "io.gfile.join", sig: "join(path, *paths)", doc: "Joins parts of a path.", raw: true, plain: true, fn: func(c *call) object.Value {
			path := c.path("path")
			for _, p := range c.Rest("paths") {
				part := filePath(c.th, p)
				switch {
				case strings.HasPrefix(part, "/"), path == "":
					path = part
				case strings.HasSuffix(path, "/"):
					path += part
				default:
					path += "/" + part
				}
			}
			return path
		}},
		onFile("mkdir", "create_dir_v2(path)", "Makes a folder.", func(c *call) object.Value {
			err := os.Mkdir(c.path("path"), 0o777)
			if errors.Is(err, fs.ErrExist) {
				return nil
			}
			return done(c.path("path"), err)
		}),
		onFile("makedirs", "recursive_create_dir_v2(path)", "Makes a folder and those above it.", func(c *call) object.Value {
			return done(c.path("path"), os.MkdirAll(c.path("path"), 0o777))
		}),
		onFile("remove", "delete_file_v2(path)", "Removes a file.", func(c *call) object.Value {
			return done(c.path("path"), os.Remove(c.path("path")))
		}),
		onFile("rmtree", "delete_recursively_v2(path)", "Removes a folder and what is in it.", func(c *call) object.Value {
			path := c.path("path")
			if _, err := os.Stat(path); err != nil {
				return done(path, err)
			}
			return done(path, os.RemoveAll(path))
		}),
		onFile("copy", "copy_v2(src, dst, overwrite=False)", "Copies a file.", func(c *call) object.Value {
			raw, err := os.ReadFile(c.path("src"))
			done(c.path("src"), err)
			c.mayReplace()
			return done(c.path("dst"), os.WriteFile(c.path("dst"), raw, 0o666))
		}),
		onFile("rename", "rename_v2(src, dst, overwrite=False)", "Moves a file or folder.", func(c *call) object.Value {
			c.mayReplace()
			return done(c.path("src"), os.Rename(c.path("src"), c.path("dst")))
		}),
		onFile("walk", "walk_v2(top, topdown=True, onerror=None)", "The folders below one: (path, folders, files) for each.", func(c *call) object.Value {
			out := object.NewList()
			walkFolder(c.path("top"), c.Bool("topdown"), out)
			return object.Must(object.Iter(c.th, out))
		}),
		onFile("stat", "stat_v2(path)", "The size and the times of a file.", func(c *call) object.Value {
			info, err := os.Stat(c.path("path"))
			done(c.path("path"), err)
			return &object.Instance{Class: fileStatistics, Native: info}
		}),
	}
}

var fileStatistics = &object.Class{
	Name: "FileStatistics", Module: "tensorflow.python.lib.io._pywrap_file_io", Doc: "The size and the times of a file.",
	Members: func() []object.Member {
		info := func(v object.Value) fs.FileInfo { return object.NativeOf(v).(fs.FileInfo) }
		return []object.Member{
			object.Getter("length", "the number of bytes", func(th *object.Thread, self object.Value) (object.Value, error) { return int(info(self).Size()), nil }),
			object.Getter("mtime_nsec", "when it was changed, in nanoseconds since 1970", func(th *object.Thread, self object.Value) (object.Value, error) {
				return int(info(self).ModTime().UnixNano()), nil
			}),
			object.Getter("is_directory", "whether it is a folder", func(th *object.Thread, self object.Value) (object.Value, error) { return info(self).IsDir(), nil }),
		}
	},
}

// onFile declares a function that is refused in safe mode.
func onFile(name, sig, doc string, fn func(c *call) object.Value) decl {
	return decl{names: "io.gfile." + name, sig: sig, doc: doc, raw: true, plain: true, fn: func(c *call) object.Value {
		refuseFiles(c.th)
		return fn(c)
	}}
}

// path is an argument that names a file.
func (c *call) path(name string) string { return filePath(c.th, c.Value(name)) }

func filePath(th *object.Thread, v object.Value) string {
	switch p := v.(type) {
	case string:
		return p
	case binding.Bytes:
		return string(p)
	case *tensor.Tensor:
		return p.Array().Str(0)
	}
	if binding.IsTensor(v) {
		return binding.ToTensor(th, v, tensor.String).Array().Str(0)
	}
	return object.Must(object.Str(th, v))
}

// done throws the error of an operation on a file.
func done(path string, err error) object.Value {
	if err != nil {
		class, text := fileError(path, err)
		tensor.Throwf(class, "%s", text)
	}
	return nil
}

// mayReplace refuses to replace a file unless overwrite is set.
func (c *call) mayReplace() {
	if _, err := os.Stat(c.path("dst")); err == nil && !c.Bool("overwrite") {
		tensor.Throwf("AlreadyExistsError", "file already exists")
	}
}

func namesOf(entries []fs.DirEntry, keep func(e fs.DirEntry) bool) *object.List {
	out := object.NewList()
	for _, e := range entries {
		if keep(e) {
			out.Elems = append(out.Elems, e.Name())
		}
	}
	return out
}

func walkFolder(top string, topDown bool, out *object.List) {
	entries, err := os.ReadDir(top)
	if err != nil {
		return
	}
	here := object.NewTuple(top, namesOf(entries, fs.DirEntry.IsDir), namesOf(entries, func(e fs.DirEntry) bool { return !e.IsDir() }))
	if topDown {
		out.Elems = append(out.Elems, here)
	}
	for _, e := range entries {
		if e.IsDir() {
			walkFolder(filepath.Join(top, e.Name()), topDown, out)
		}
	}
	if !topDown {
		out.Elems = append(out.Elems, here)
	}
}

// GFileClass is tf.io.gfile.GFile: an open file.
var GFileClass = &object.Class{Name: "GFile", Module: "tensorflow.python.platform.gfile", Doc: "A file.", Signature: "GFile(name, mode='r')"}

// gfile is an open file. Files that are read are read as a whole when they
// are first used, as TensorFlow opens them then.
type gfile struct {
	name, mode string
	data       []byte // of a file that is read
	loaded     bool
	at         int
	out        *os.File // of a file that is written
}

// PyClass is tf.io.gfile.GFile.
func (f *gfile) PyClass() *object.Class { return GFileClass }

func init() {
	GFileClass.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		a, err := cls.BindNew(th, args)
		if err != nil {
			return nil, err
		}
		refuseFiles(th)
		return &gfile{name: filePath(th, a.Value("name")), mode: a.Str("mode")}, nil
	}
	GFileClass.Members = gfileMembers
	GFileClass.Enter = func(th *object.Thread, self object.Value) (object.Value, error) { return self, nil }
	GFileClass.Exit = func(th *object.Thread, self object.Value, exc *object.Exception) (bool, error) {
		self.(*gfile).close()
		return false, nil
	}
	GFileClass.Iter = func(th *object.Thread, self object.Value) (object.Iterator, error) {
		f := self.(*gfile)
		return object.NewIter(func(th *object.Thread) (object.Value, bool, error) {
			line := f.line()
			return f.value(line), len(line) > 0, nil
		}), nil
	}
}

func (f *gfile) load() {
	if f.loaded {
		return
	}
	if !strings.ContainsAny(f.mode, "r+") {
		tensor.Throwf("PermissionDeniedError", "File isn't open for reading")
	}
	raw, err := os.ReadFile(f.name)
	done(f.name, err)
	f.data, f.loaded = raw, true
}

// value is text, or bytes of a binary file.
func (f *gfile) value(raw []byte) object.Value {
	if strings.Contains(f.mode, "b") {
		return binding.Bytes(raw)
	}
	return string(raw)
}

func (f *gfile) line() []byte {
	f.load()
	rest := f.data[f.at:]
	if i := strings.IndexByte(string(rest), '\n'); i >= 0 {
		rest = rest[:i+1]
	}
	f.at += len(rest)
	return rest
}

func (f *gfile) read(n int) []byte {
	f.load()
	rest := f.data[f.at:]
	if n >= 0 && n < len(rest) {
		rest = rest[:n]
	}
	f.at += len(rest)
	return rest
}

func (f *gfile) write(text string) {
	if f.out == nil {
		flags := os.O_CREATE | os.O_WRONLY
		switch {
		case strings.Contains(f.mode, "a"):
			flags |= os.O_APPEND
		case strings.Contains(f.mode, "w"):
			flags |= os.O_TRUNC
		default:
			tensor.Throwf("PermissionDeniedError", "File isn't open for writing")
		}
		var err error
		f.out, err = os.OpenFile(f.name, flags, 0o666)
		done(f.name, err)
	}
	_, err := io.WriteString(f.out, text)
	done(f.name, err)
}

func (f *gfile) close() {
	if f.out == nil && strings.Contains(f.mode, "w") {
		f.write("")
	}
	if f.out != nil {
		err := f.out.Close()
		f.out = nil
		done(f.name, err)
	}
	f.data, f.loaded, f.at = nil, false, 0
}

func gfileMembers() []object.Member {
	method := func(sig, doc string, f func(th *object.Thread, g *gfile, a *object.Bound) object.Value) object.Member {
		return object.Method(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return f(th, a.Self().(*gfile), a), nil
		})
	}
	return []object.Member{
		object.Getter("name", "the path", func(th *object.Thread, self object.Value) (object.Value, error) { return self.(*gfile).name, nil }),
		object.Getter("mode", "how it was opened", func(th *object.Thread, self object.Value) (object.Value, error) { return self.(*gfile).mode, nil }),
		method("read(self, n=-1)", "The next n bytes, or the rest.", func(th *object.Thread, g *gfile, a *object.Bound) object.Value {
			return g.value(g.read(a.Int("n")))
		}),
		method("readline(self)", "The next line.", func(th *object.Thread, g *gfile, a *object.Bound) object.Value { return g.value(g.line()) }),
		method("readlines(self)", "The other lines.", func(th *object.Thread, g *gfile, a *object.Bound) object.Value {
			out := object.NewList()
			for line := g.line(); len(line) > 0; line = g.line() {
				out.Elems = append(out.Elems, g.value(line))
			}
			return out
		}),
		method("write(self, file_content)", "Writes text or bytes.", func(th *object.Thread, g *gfile, a *object.Bound) object.Value {
			g.write(filePath(th, a.Value("file_content")))
			return nil
		}),
		method("size(self)", "The number of bytes.", func(th *object.Thread, g *gfile, a *object.Bound) object.Value {
			info, err := os.Stat(g.name)
			done(g.name, err)
			return int(info.Size())
		}),
		method("seek(self, offset=None, whence=0)", "Goes to a place.", func(th *object.Thread, g *gfile, a *object.Bound) object.Value {
			g.load()
			at := a.IntOr("offset", 0) + [...]int{0, g.at, len(g.data)}[a.Int("whence")%3]
			g.at = min(max(at, 0), len(g.data))
			return nil
		}),
		method("tell(self)", "The place in the file.", func(th *object.Thread, g *gfile, a *object.Bound) object.Value { return g.at }),
		method("flush(self)", "Does nothing: what is written is in the file.", func(th *object.Thread, g *gfile, a *object.Bound) object.Value { return nil }),
		method("close(self)", "Closes the file.", func(th *object.Thread, g *gfile, a *object.Bound) object.Value {
			g.close()
			return nil
		}),
	}
}
