package std

import (
	"crypto/rand"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"kerash/interp/object"
)

const (
	errNotDir = syscall.ENOTDIR
	errIsDir  = syscall.EISDIR
	errExist  = syscall.EEXIST
)

func osRandom(th *object.Thread, a *object.Bound) (object.Value, error) {
	n := a.Int("size")
	if n < 0 {
		return nil, object.ValueErrorf("negative argument not allowed")
	}
	b := make([]byte, n)
	_, err := rand.Read(b)
	return object.Bytes(b), err
}

func osStrerror(th *object.Thread, a *object.Bound) (object.Value, error) {
	text := syscall.Errno(a.Int("code")).Error()
	return strings.ToUpper(text[:1]) + text[1:], nil
}

func osPathModule() *object.Module {
	return &object.Module{Name: "os.path", Doc: "Paths as texts, and what lies there.", Members: osPathMembers}
}

func osPathMembers() []object.Member {
	text := func(sig, doc string, f func(p string) object.Value) object.Member {
		return pathFunc(sig, doc, false, func(th *object.Thread, p string, a *object.Bound) (object.Value, error) { return f(p), nil })
	}
	info := func(sig, doc string, f func(i os.FileInfo) bool) object.Member {
		return text(sig, doc, func(p string) object.Value {
			i, err := os.Stat(p)
			return err == nil && f(i)
		})
	}
	stat := func(sig, doc string, f func(i os.FileInfo) object.Value) object.Member {
		return pathFunc(sig, doc, false, func(th *object.Thread, p string, a *object.Bound) (object.Value, error) {
			i, err := os.Stat(p)
			if err != nil {
				return nil, osError(err)
			}
			return f(i), nil
		})
	}
	mtime := func(i os.FileInfo) object.Value { return float64(i.ModTime().UnixNano()) / 1e9 }
	return []object.Member{
		object.Const("sep", string(filepath.Separator)), object.Const("curdir", "."), object.Const("pardir", ".."), object.Const("extsep", "."),
		pathFunc("join(a, *p)", "The parts as one path; an absolute part starts anew.", false, joinPaths),
		text("basename(p)", "The last part.", func(p string) object.Value { return p[strings.LastIndexByte(p, '/')+1:] }),
		text("dirname(p)", "All but the last part.", func(p string) object.Value { return dirName(p) }),
		text("split(p)", "(dirname, basename).", func(p string) object.Value { return object.NewTuple(dirName(p), p[strings.LastIndexByte(p, '/')+1:]) }),
		text("splitext(p)", "The path and its extension.", func(p string) object.Value {
			root, ext := splitExt(p)
			return object.NewTuple(root, ext)
		}),
		text("abspath(path)", "The path from the root on.", func(p string) object.Value { return absolute(p) }),
		text("realpath(filename)", "The path without symbolic links.", func(p string) object.Value {
			p = absolute(p)
			if r, err := filepath.EvalSymlinks(p); err == nil {
				return r
			}
			return p
		}),
		text("normpath(path)", "The path without . and .. where that can be.", func(p string) object.Value { return normal(p) }),
		text("isabs(s)", "Whether the path begins at the root.", func(p string) object.Value { return strings.HasPrefix(p, "/") }),
		text("expanduser(path)", "The path with ~ as the user's folder.", func(p string) object.Value { return expandUser(p) }),
		text("expandvars(path)", "The path with $name replaced.", func(p string) object.Value { return os.Expand(p, os.Getenv) }),
		info("exists(path)", "Whether there is such a file or folder.", func(os.FileInfo) bool { return true }),
		info("isfile(path)", "Whether it is a file.", func(i os.FileInfo) bool { return i.Mode().IsRegular() }),
		info("isdir(s)", "Whether it is a folder.", os.FileInfo.IsDir),
		text("lexists(path)", "Whether there is such a name.", func(p string) object.Value { _, err := os.Lstat(p); return err == nil }),
		text("islink(path)", "Whether it is a symbolic link.", func(p string) object.Value {
			i, err := os.Lstat(p)
			return err == nil && i.Mode()&os.ModeSymlink != 0
		}),
		stat("getsize(filename)", "The size in bytes.", func(i os.FileInfo) object.Value { return int(i.Size()) }),
		stat("getmtime(filename)", "When the file was changed.", mtime),
		stat("getctime(filename)", "When the file was changed.", mtime),
		stat("getatime(filename)", "When the file was changed.", mtime),
		pathFunc("relpath(path, start='.')", "The path as seen from a folder.", false, func(th *object.Thread, p string, a *object.Bound) (object.Value, error) {
			start, err := pathArg(th, a.At(1))
			if err != nil {
				return nil, err
			}
			r, err := filepath.Rel(absolute(start), absolute(p))
			if err != nil {
				return nil, object.ValueErrorf("%v", err)
			}
			return r, nil
		}),
		object.Fun("commonprefix(m)", "The longest text that all begin with.", commonPrefix),
		object.Fun("commonpath(paths)", "The longest path that all begin with.", commonPath),
		object.Fun("samefile(f1, f2)", "Whether both are the same file.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			var infos [2]os.FileInfo
			for i := range infos {
				p, err := pathArg(th, a.At(i))
				if err != nil {
					return nil, err
				}
				if infos[i], err = os.Stat(p); err != nil {
					return nil, osError(err)
				}
			}
			return os.SameFile(infos[0], infos[1]), nil
		}),
	}
}

func joinPaths(th *object.Thread, p string, a *object.Bound) (object.Value, error) {
	for _, v := range a.Rest("p") {
		next, err := pathArg(th, v)
		if err != nil {
			return nil, object.TypeErrorf("join() argument must be str, bytes, or os.PathLike object, not '%s'", object.TypeName(v))
		}
		p = joinPath(p, next)
	}
	return p, nil
}

func joinPath(p, next string) string {
	switch {
	case strings.HasPrefix(next, "/"):
		return next
	case p == "" || strings.HasSuffix(p, "/"):
		return p + next
	}
	return p + "/" + next
}

func dirName(p string) string {
	head := p[:strings.LastIndexByte(p, '/')+1]
	if trimmed := strings.TrimRight(head, "/"); trimmed != "" {
		return trimmed
	}
	return head
}

// splitExt cuts at the last dot of the last part, unless only dots come before.
func splitExt(p string) (root, ext string) {
	base := strings.LastIndexByte(p, '/') + 1
	dot := strings.LastIndexByte(p, '.')
	if dot < base || strings.Trim(p[base:dot], ".") == "" {
		return p, ""
	}
	return p[:dot], p[dot:]
}

func absolute(p string) string {
	if !strings.HasPrefix(p, "/") {
		if d, err := os.Getwd(); err == nil {
			p = joinPath(d, p)
		}
	}
	return normal(p)
}

func normal(p string) string {
	if p == "" {
		return "."
	}
	n := filepath.Clean(p)
	// POSIX lets exactly two leading slashes mean something of their own.
	if strings.HasPrefix(p, "//") && !strings.HasPrefix(p, "///") {
		n = "/" + n
	}
	return n
}

func expandUser(p string) string {
	if p == "~" || strings.HasPrefix(p, "~/") {
		if home, err := os.UserHomeDir(); err == nil {
			return home + p[1:]
		}
	}
	return p
}

func stringsOf(th *object.Thread, v object.Value) ([]string, error) {
	var out []string
	err := object.ForEach(th, v, func(x object.Value) error {
		s, err := pathArg(th, x)
		out = append(out, s)
		return err
	})
	return out, err
}

func commonPrefix(th *object.Thread, a *object.Bound) (object.Value, error) {
	list, err := stringsOf(th, a.At(0))
	if err != nil || len(list) == 0 {
		return "", err
	}
	p := list[0]
	for _, s := range list[1:] {
		n := 0
		for n < len(p) && n < len(s) && p[n] == s[n] {
			n++
		}
		p = p[:n]
	}
	return p, nil
}

func commonPath(th *object.Thread, a *object.Bound) (object.Value, error) {
	list, err := stringsOf(th, a.At(0))
	if err != nil {
		return nil, err
	}
	if len(list) == 0 {
		return nil, object.ValueErrorf("commonpath() arg is an empty sequence")
	}
	common := strings.Split(filepath.Clean(list[0]), "/")
	for _, s := range list[1:] {
		if strings.HasPrefix(s, "/") != strings.HasPrefix(list[0], "/") {
			return nil, object.ValueErrorf("Can't mix absolute and relative paths")
		}
		parts := strings.Split(filepath.Clean(s), "/")
		n := 0
		for n < len(common) && n < len(parts) && common[n] == parts[n] {
			n++
		}
		common = common[:n]
	}
	if p := strings.Join(common, "/"); p != "" || !strings.HasPrefix(list[0], "/") {
		return p, nil
	}
	return "/", nil
}
