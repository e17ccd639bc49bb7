package std

import (
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"kerash/interp/builtins"
	"kerash/interp/object"
)

func globModule() *object.Module {
	return &object.Module{Name: "glob", Doc: "Paths that fit a pattern.", Members: func() []object.Member {
		find := func(th *object.Thread, a *object.Bound) ([]object.Value, error) {
			pattern, err := pathArg(th, a.Value("pathname"))
			if err != nil {
				return nil, err
			}
			root := a.StrOr("root_dir", "")
			if root != "" {
				pattern = joinPath(root, pattern)
			}
			var out []object.Value
			for _, p := range globFiles(pattern, a.Bool("recursive")) {
				if root != "" {
					p = strings.TrimPrefix(p, strings.TrimSuffix(root, "/")+"/")
				}
				out = append(out, p)
			}
			return out, nil
		}
		return []object.Member{
			object.Fun("glob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False)", "The paths that fit a pattern with *, ? and [...].", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				out, err := find(th, a)
				return object.NewList(out...), err
			}),
			object.Fun("iglob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False)", "The paths that fit a pattern, one by one.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				out, err := find(th, a)
				return object.IterSlice(out), err
			}),
		}
	}}
}

func fnmatchModule() *object.Module {
	return &object.Module{Name: "fnmatch", Doc: "Names that fit a pattern.", Members: func() []object.Member {
		matches := func(name, pattern string) bool {
			ok, err := filepath.Match(strings.ReplaceAll(pattern, "[!", "[^"), name)
			return ok && err == nil
		}
		test := func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return matches(a.Str("name"), a.Str("pat")), nil
		}
		return []object.Member{
			object.Fun("fnmatch(name, pat)", "Whether a name fits a pattern.", test),
			object.Fun("fnmatchcase(name, pat)", "Whether a name fits a pattern.", test),
			object.Fun("filter(names, pat)", "The names that fit a pattern.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				l := object.NewList()
				for _, v := range a.Elems("names") {
					if s, ok := v.(string); ok && matches(s, a.Str("pat")) {
						l.Elems = append(l.Elems, v)
					}
				}
				return l, nil
			}),
		}
	}}
}

func shutilModule() *object.Module {
	return &object.Module{Name: "shutil", Doc: "Copying and removing files and folders.", Members: func() []object.Member {
		copying := func(sig, doc string) object.Member {
			return pathFunc(sig, doc, true, func(th *object.Thread, src string, a *object.Bound) (object.Value, error) {
				dst, err := pathArg(th, a.At(1))
				if err != nil {
					return nil, err
				}
				if i, err := os.Stat(dst); err == nil && i.IsDir() {
					dst = joinPath(dst, filepath.Base(src))
				}
				if err := copyFile(src, dst); err != nil {
					return nil, osError(err)
				}
				return dst, nil
			})
		}
		return []object.Member{
			copying("copy(src, dst, *, follow_symlinks=True)", "Copies a file, into a folder or to a name."),
			copying("copy2(src, dst, *, follow_symlinks=True)", "Copies a file, into a folder or to a name."),
			copying("copyfile(src, dst, *, follow_symlinks=True)", "Copies a file."),
			pathFunc("copytree(src, dst, dirs_exist_ok=False)", "Copies a folder with all in it.", true, func(th *object.Thread, src string, a *object.Bound) (object.Value, error) {
				dst, err := pathArg(th, a.At(1))
				if err != nil {
					return nil, err
				}
				if _, err := os.Stat(dst); err == nil && !a.Bool("dirs_exist_ok") {
					return nil, osError(&fs.PathError{Op: "copytree", Path: dst, Err: errExist})
				}
				if err := copyTree(src, dst); err != nil {
					return nil, osError(err)
				}
				return dst, nil
			}),
			pathFunc("rmtree(path, ignore_errors=False, onerror=None)", "Removes a folder with all in it.", true, func(th *object.Thread, p string, a *object.Bound) (object.Value, error) {
				if a.Bool("ignore_errors") {
					// The caller has said that failing does not matter.
					_ = os.RemoveAll(p)
					return nil, nil
				}
				if _, err := os.Lstat(p); err != nil {
					return nil, osError(err)
				}
				return done(os.RemoveAll(p))
			}),
			pathFunc("move(src, dst)", "Moves a file or folder.", true, func(th *object.Thread, src string, a *object.Bound) (object.Value, error) {
				dst, err := pathArg(th, a.At(1))
				if err != nil {
					return nil, err
				}
				if i, err := os.Stat(dst); err == nil && i.IsDir() {
					dst = joinPath(dst, filepath.Base(src))
				}
				if err := os.Rename(src, dst); err != nil {
					return nil, osError(err)
				}
				return dst, nil
			}),
			object.Fun("which(cmd, mode=1, path=None)", "None: kerash starts no programs.", func(th *object.Thread, a *object.Bound) (object.Value, error) { return nil, nil }),
		}
	}}
}

func copyFile(src, dst string) (err error) {
	in, err := os.Open(src)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.Create(dst)
	if err != nil {
		return err
	}
	defer func() {
		if cerr := out.Close(); err == nil {
			err = cerr
		}
	}()
	_, err = io.Copy(out, in)
	return err
}

func copyTree(src, dst string) error {
	return filepath.WalkDir(src, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(src, p)
		if err != nil {
			return err
		}
		if d.IsDir() {
			return os.MkdirAll(filepath.Join(dst, rel), 0o777)
		}
		return copyFile(p, filepath.Join(dst, rel))
	})
}

func tempfileModule() *object.Module {
	const names = "suffix=None, prefix=None, dir=None"
	return &object.Module{Name: "tempfile", Doc: "Files and folders for a while.", Members: func() []object.Member {
		pattern := func(a *object.Bound) (dir, pat string) {
			dir = a.StrOr("dir", "")
			return dir, a.StrOr("prefix", "tmp") + "*" + a.StrOr("suffix", "")
		}
		return []object.Member{
			object.Fun("gettempdir()", "Where such files go.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return strings.TrimSuffix(os.TempDir(), "/"), nil
			}),
			object.Fun("mkdtemp("+names+")", "Makes a folder.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				if th.Safe {
					return nil, unsafe("tempfile.mkdtemp")
				}
				d, err := os.MkdirTemp(pattern(a))
				if err != nil {
					return nil, osError(err)
				}
				return d, nil
			}),
			object.Fun("mkstemp("+names+", text=False)", "Makes a file: (number, path).", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				if th.Safe {
					return nil, unsafe("tempfile.mkstemp")
				}
				f, err := os.CreateTemp(pattern(a))
				if err != nil {
					return nil, osError(err)
				}
				return object.NewTuple(int(f.Fd()), f.Name()), f.Close()
			}),
			object.Fun("TemporaryDirectory("+names+", ignore_cleanup_errors=False)", "A folder that a with statement removes at its end.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				if th.Safe {
					return nil, unsafe("tempfile.TemporaryDirectory")
				}
				d, err := os.MkdirTemp(pattern(a))
				if err != nil {
					return nil, osError(err)
				}
				return &tempDir{d}, nil
			}),
			object.Fun("NamedTemporaryFile(mode='w+b', buffering=-1, encoding=None, newline=None, "+names+", delete=True)", "A file with a name.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				if th.Safe {
					return nil, unsafe("tempfile.NamedTemporaryFile")
				}
				f, err := os.CreateTemp(pattern(a))
				if err != nil {
					return nil, osError(err)
				}
				if err := f.Close(); err != nil {
					return nil, osError(err)
				}
				return object.CallFn(th, builtins.Open, f.Name(), a.Value("mode"))
			}),
		}
	}}
}

// tempDir is a folder that is removed.
type tempDir struct{ name string }

// PyClass is TemporaryDirectory.
func (d *tempDir) PyClass() *object.Class { return tempDirClass }

var tempDirClass = &object.Class{Name: "TemporaryDirectory", Module: "tempfile", Doc: "A folder for a while.", Final: true,
	Enter: func(th *object.Thread, self object.Value) (object.Value, error) { return self.(*tempDir).name, nil },
	Exit: func(th *object.Thread, self object.Value, exc *object.Exception) (bool, error) {
		_, err := done(os.RemoveAll(self.(*tempDir).name))
		return false, err
	},
	Members: func() []object.Member {
		return []object.Member{
			object.Getter("name", "the path", func(th *object.Thread, self object.Value) (object.Value, error) { return self.(*tempDir).name, nil }),
			object.Method("cleanup(self)", "Removes the folder.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return done(os.RemoveAll(a.Self().(*tempDir).name))
			}),
		}
	}}
