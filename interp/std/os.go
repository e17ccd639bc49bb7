package std

import (
	"io/fs"
	"os"
	"os/user"
	"path/filepath"
	"runtime"
	"strings"

	"kerash/interp/builtins"
	"kerash/interp/object"
)

func osModule() *object.Module {
	return &object.Module{Name: "os", Doc: "Files, folders and the environment.", Members: osMembers, GetAttr: func(th *object.Thread, name string) (object.Value, bool, error) {
		switch name {
		case "environ":
			return environment(th), true, nil
		case "path":
			m, err := th.Import(th, "os.path")
			return m, err == nil, err
		}
		return nil, false, nil
	}}
}

// environ is the environment as a session sees it: changes stay within.
type environ struct{ *object.Dict }

func environment(th *object.Thread) *object.Dict {
	return object.Get(th, func() *environ {
		d := object.NewDict()
		for _, kv := range os.Environ() {
			if k, v, ok := strings.Cut(kv, "="); ok && k != "" {
				d.SetStr(k, v)
			}
		}
		return &environ{d}
	}).Dict
}

// pathArg gives the text of a path: a string, or something with __fspath__.
func pathArg(th *object.Thread, v object.Value) (string, error) {
	if p, ok := v.(*path); ok {
		return p.text, nil
	}
	text, err := builtins.FilePath(th, v)
	if err == nil && strings.IndexByte(text, 0) >= 0 {
		err = object.ValueErrorf("embedded null byte")
	}
	return text, err
}

// pathFunc declares a function of a path. touches is set when it changes the
// file system.
func pathFunc(sig, doc string, touches bool, f func(th *object.Thread, path string, a *object.Bound) (object.Value, error)) object.Member {
	name, _, _ := strings.Cut(sig, "(")
	return object.Fun(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
		if touches && th.Safe {
			return nil, unsafe("os." + name)
		}
		p, err := pathArg(th, a.At(0))
		if err != nil {
			return nil, err
		}
		return f(th, p, a)
	})
}

// done makes of the error of an operation its result.
func done(err error) (object.Value, error) {
	if err != nil {
		return nil, osError(err)
	}
	return nil, nil
}

func osMembers() []object.Member {
	members := []object.Member{
		object.Const("sep", string(filepath.Separator)), object.Const("pathsep", string(filepath.ListSeparator)),
		object.Const("linesep", "\n"), object.Const("curdir", "."), object.Const("pardir", ".."), object.Const("extsep", "."),
		object.Const("devnull", os.DevNull), object.Const("name", osName()), object.Const("altsep", nil),
		object.Const("PathLike", pathLikeClass), object.Const("error", object.OSError),
		object.Fun("getcwd()", "The current folder.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			d, err := os.Getwd()
			if err != nil {
				return nil, osError(err)
			}
			return d, nil
		}),
		object.Fun("getenv(key, default=None)", "A variable of the environment.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			if v, ok := environment(th).GetStr(a.Str("key")); ok {
				return v, nil
			}
			return a.Value("default"), nil
		}),
		object.Fun("putenv(key, value, /)", "Sets a variable of the environment for this session.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			environment(th).SetStr(a.Str("key"), a.Str("value"))
			return nil, nil
		}),
		object.Fun("cpu_count()", "How many processors there are.", func(th *object.Thread, a *object.Bound) (object.Value, error) { return runtime.NumCPU(), nil }),
		object.Fun("getpid()", "The number of the process.", func(th *object.Thread, a *object.Bound) (object.Value, error) { return os.Getpid(), nil }),
		object.Fun("getlogin()", "The name of the user.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			u, err := user.Current()
			if err != nil {
				return nil, osError(err)
			}
			return u.Username, nil
		}),
		object.Fun("fspath(path)", "The path as a string.", func(th *object.Thread, a *object.Bound) (object.Value, error) { return pathArg(th, a.At(0)) }),
		object.Fun("urandom(size, /)", "Random bytes.", osRandom),
		object.Fun("strerror(code, /)", "The text of an error number.", osStrerror),
	}
	members = append(members, folderFuncs()...)
	return append(members, fileFuncs()...)
}

func osName() string {
	if runtime.GOOS == "windows" {
		return "nt"
	}
	return "posix"
}

var pathLikeClass = &object.Class{Name: "PathLike", Module: "os", Doc: "What has a path: __fspath__().", Generic: true, Marker: true}

// folderFuncs make, list and remove folders.
func folderFuncs() []object.Member {
	return []object.Member{
		object.Fun("listdir(path='.')", "The names in a folder.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			_, entries, err := folderEntries(th, a)
			if err != nil {
				return nil, err
			}
			l := object.NewList()
			for _, e := range entries {
				l.Elems = append(l.Elems, e.Name())
			}
			return l, nil
		}),
		pathFunc("mkdir(path, mode=511)", "Makes a folder.", true, func(th *object.Thread, p string, a *object.Bound) (object.Value, error) {
			return done(os.Mkdir(p, fs.FileMode(a.Int("mode"))))
		}),
		pathFunc("makedirs(name, mode=511, exist_ok=False)", "Makes a folder and those above it.", true, func(th *object.Thread, p string, a *object.Bound) (object.Value, error) {
			return done(makeFolders(p, fs.FileMode(a.Int("mode")), a.Bool("exist_ok")))
		}),
		pathFunc("rmdir(path)", "Removes an empty folder.", true, func(th *object.Thread, p string, a *object.Bound) (object.Value, error) {
			if info, err := os.Stat(p); err == nil && !info.IsDir() {
				return nil, osError(&fs.PathError{Op: "rmdir", Path: p, Err: errNotDir})
			}
			return done(os.Remove(p))
		}),
		pathFunc("removedirs(name)", "Removes an empty folder, and those above it as long as they are empty.", true, func(th *object.Thread, p string, a *object.Bound) (object.Value, error) {
			if err := os.Remove(p); err != nil {
				return nil, osError(err)
			}
			for p = filepath.Dir(p); p != "." && p != string(filepath.Separator) && os.Remove(p) == nil; p = filepath.Dir(p) {
			}
			return nil, nil
		}),
		pathFunc("chdir(path)", "Makes a folder the current one.", true, func(th *object.Thread, p string, a *object.Bound) (object.Value, error) { return done(os.Chdir(p)) }),
		object.Fun("walk(top, topdown=True, onerror=None, followlinks=False)", "(folder, folders, files) of a folder and all below it.", osWalk),
		object.Fun("scandir(path='.')", "The entries of a folder, with name, path, is_file() and is_dir().", osScandir),
	}
}

// folderEntries reads the folder of the argument path, in the order of names.
func folderEntries(th *object.Thread, a *object.Bound) (string, []fs.DirEntry, error) {
	p := "."
	if a.Has("path") {
		var err error
		if p, err = pathArg(th, a.At(0)); err != nil {
			return "", nil, err
		}
	}
	entries, err := os.ReadDir(p)
	if err != nil {
		return "", nil, osError(listError(err, p))
	}
	return p, entries, nil
}

// listError names the folder in the error of reading it.
func listError(err error, p string) error {
	if pe, ok := err.(*fs.PathError); ok {
		return &fs.PathError{Op: pe.Op, Path: p, Err: pe.Err}
	}
	return err
}

// makeFolders is os.makedirs.
func makeFolders(p string, mode fs.FileMode, existOK bool) error {
	info, err := os.Stat(p)
	if err == nil {
		if existOK && info.IsDir() {
			return nil
		}
		return &fs.PathError{Op: "mkdir", Path: p, Err: errExist}
	}
	return os.MkdirAll(p, mode)
}

// fileFuncs look at files and change them.
func fileFuncs() []object.Member {
	remove := func(th *object.Thread, p string, a *object.Bound) (object.Value, error) {
		if info, err := os.Lstat(p); err == nil && info.IsDir() {
			return nil, osError(&fs.PathError{Op: "remove", Path: p, Err: errIsDir})
		}
		return done(os.Remove(p))
	}
	rename := func(th *object.Thread, p string, a *object.Bound) (object.Value, error) {
		to, err := pathArg(th, a.At(1))
		if err != nil {
			return nil, err
		}
		return done(os.Rename(p, to))
	}
	return []object.Member{
		pathFunc("remove(path)", "Removes a file.", true, remove),
		pathFunc("unlink(path)", "Removes a file.", true, remove),
		pathFunc("rename(src, dst)", "Gives a file another name.", true, rename),
		pathFunc("replace(src, dst)", "Gives a file another name, in the place of what has it.", true, rename),
		pathFunc("stat(path)", "Size, times and mode of a file.", false, func(th *object.Thread, p string, a *object.Bound) (object.Value, error) {
			info, err := os.Stat(p)
			if err != nil {
				return nil, osError(err)
			}
			return statResult(info), nil
		}),
		pathFunc("access(path, mode)", "Whether a file can be reached.", false, func(th *object.Thread, p string, a *object.Bound) (object.Value, error) {
			_, err := os.Stat(p)
			return err == nil, nil
		}),
		pathFunc("chmod(path, mode)", "Sets the mode of a file.", true, func(th *object.Thread, p string, a *object.Bound) (object.Value, error) {
			return done(os.Chmod(p, fs.FileMode(a.Int("mode"))))
		}),
		pathFunc("symlink(src, dst)", "Makes a symbolic link.", true, func(th *object.Thread, p string, a *object.Bound) (object.Value, error) {
			to, err := pathArg(th, a.At(1))
			if err != nil {
				return nil, err
			}
			return done(os.Symlink(p, to))
		}),
		object.Const("F_OK", 0), object.Const("R_OK", 4), object.Const("W_OK", 2), object.Const("X_OK", 1),
	}
}

func statResult(info fs.FileInfo) object.Value {
	t := float64(info.ModTime().UnixNano()) / 1e9
	return &object.Instance{Class: statClass, Attrs: namespaceOf(
		"st_mode", int(info.Mode().Perm()), "st_size", int(info.Size()), "st_mtime", t, "st_atime", t, "st_ctime", t)}
}

var statClass = &object.Class{Name: "stat_result", Module: "os", Doc: "What os.stat tells of a file.", Final: true}

// osWalk lists folders top down or bottom up, names in order.
func osWalk(th *object.Thread, a *object.Bound) (object.Value, error) {
	top, err := pathArg(th, a.At(0))
	if err != nil {
		return nil, err
	}
	topdown := a.Bool("topdown")
	var out []object.Value
	var visit func(p string)
	visit = func(p string) {
		entries, err := os.ReadDir(p)
		if err != nil {
			return
		}
		dirs, files := object.NewList(), object.NewList()
		for _, e := range entries {
			if e.IsDir() {
				dirs.Elems = append(dirs.Elems, e.Name())
			} else {
				files.Elems = append(files.Elems, e.Name())
			}
		}
		entry := object.NewTuple(p, dirs, files)
		if topdown {
			out = append(out, entry)
		}
		for _, d := range dirs.Elems {
			visit(filepath.Join(p, d.(string)))
		}
		if !topdown {
			out = append(out, entry)
		}
	}
	visit(top)
	return object.IterSlice(out), nil
}

// osScandir gives the entries of a folder as paths with more attributes.
func osScandir(th *object.Thread, a *object.Bound) (object.Value, error) {
	p, entries, err := folderEntries(th, a)
	if err != nil {
		return nil, err
	}
	var out []object.Value
	for _, e := range entries {
		out = append(out, &dirEntry{filepath.Join(p, e.Name()), e})
	}
	return object.IterSlice(out), nil
}

type dirEntry struct {
	path  string
	entry fs.DirEntry
}

// PyClass is DirEntry.
func (e *dirEntry) PyClass() *object.Class { return dirEntryClass }

var dirEntryClass = &object.Class{Name: "DirEntry", Module: "posix", Doc: "An entry of a folder.", Final: true, Members: func() []object.Member {
	is := func(name, doc string, f func(e *dirEntry) object.Value) object.Member {
		return object.Method(name+"(self, *, follow_symlinks=True)", doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return f(a.Self().(*dirEntry)), nil
		})
	}
	return []object.Member{
		object.Getter("name", "the name", func(th *object.Thread, self object.Value) (object.Value, error) {
			return self.(*dirEntry).entry.Name(), nil
		}),
		object.Getter("path", "the name with the folder", func(th *object.Thread, self object.Value) (object.Value, error) { return self.(*dirEntry).path, nil }),
		is("is_file", "Whether it is a file.", func(e *dirEntry) object.Value { return e.entry.Type().IsRegular() }),
		is("is_dir", "Whether it is a folder.", func(e *dirEntry) object.Value { return e.entry.IsDir() }),
		object.Method("stat(self)", "Size and times.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			info, err := os.Stat(a.Self().(*dirEntry).path)
			if err != nil {
				return nil, osError(err)
			}
			return statResult(info), nil
		}),
		object.Method("__fspath__(self)", "The path.", func(th *object.Thread, a *object.Bound) (object.Value, error) { return a.Self().(*dirEntry).path, nil }),
	}
}}
