package std

import (
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"unicode/utf8"

	"kerash/interp/builtins"
	"kerash/interp/object"
)

func pathlibModule() *object.Module {
	return &object.Module{Name: "pathlib", Doc: "Paths as objects.", Members: func() []object.Member {
		return []object.Member{object.Const("Path", pathClass), object.Const("PosixPath", pathClass), object.Const("PurePath", pathClass), object.Const("PurePosixPath", pathClass)}
	}}
}

// path is a pathlib.Path; its text has no superfluous slashes and dots.
type path struct{ text string }

var pathClass = &object.Class{Name: "PosixPath", Module: "pathlib", Doc: "A path.", Signature: "Path(*pathsegments)", Final: true}

// PyClass is PosixPath.
func (p *path) PyClass() *object.Class { return pathClass }

// newPath joins and tidies.
func newPath(parts ...string) *path {
	text := ""
	for _, p := range parts {
		text = joinPath(text, p)
	}
	root := strings.HasPrefix(text, "/")
	var kept []string
	for _, part := range strings.Split(text, "/") {
		if part != "" && part != "." {
			kept = append(kept, part)
		}
	}
	text = strings.Join(kept, "/")
	switch {
	case root:
		text = "/" + text
	case text == "":
		text = "."
	}
	return &path{text}
}

func (p *path) name() string {
	if p.text == "." || p.text == "/" {
		return ""
	}
	return p.text[strings.LastIndexByte(p.text, '/')+1:]
}

func (p *path) suffix() string {
	n := p.name()
	if i := strings.LastIndexByte(n, '.'); i > 0 && i < len(n)-1 {
		return n[i:]
	}
	return ""
}

func (p *path) parent() *path {
	switch i := strings.LastIndexByte(p.text, '/'); {
	case i > 0:
		return &path{p.text[:i]}
	case i == 0:
		return &path{"/"}
	}
	return &path{"."}
}

func (p *path) parts() []object.Value {
	var out []object.Value
	text := p.text
	if strings.HasPrefix(text, "/") {
		out = append(out, "/")
		text = text[1:]
	}
	if text == "." {
		return out
	}
	for _, part := range strings.Split(text, "/") {
		if part != "" {
			out = append(out, part)
		}
	}
	return out
}

func init() {
	c := pathClass
	c.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		var parts []string
		for _, v := range args.Pos {
			s, err := pathArg(th, v)
			if err != nil {
				return nil, err
			}
			parts = append(parts, s)
		}
		return newPath(parts...), nil
	}
	c.Repr = func(th *object.Thread, self object.Value) (string, error) {
		return "PosixPath(" + object.StrRepr(self.(*path).text) + ")", nil
	}
	c.Str = func(th *object.Thread, self object.Value) (string, error) { return self.(*path).text, nil }
	c.Hash = func(th *object.Thread, self object.Value) (int, error) { return object.Hash(th, self.(*path).text) }
	c.Compare = func(th *object.Thread, op object.Op, a, b object.Value) (object.Value, error) {
		x, ok := a.(*path)
		y, ok2 := b.(*path)
		if !ok || !ok2 {
			return object.NotImplemented, nil
		}
		return object.Compare(th, op, object.NewTuple(x.parts()...), object.NewTuple(y.parts()...))
	}
	c.Binary = func(th *object.Thread, op object.Op, a, b object.Value) (object.Value, error) {
		if op != object.Div {
			return object.NotImplemented, nil
		}
		text := func(v object.Value) (string, bool) {
			switch v := v.(type) {
			case *path:
				return v.text, true
			case string:
				return v, true
			}
			return "", false
		}
		x, ok := text(a)
		y, ok2 := text(b)
		if !ok || !ok2 {
			return object.NotImplemented, nil
		}
		return newPath(x, y), nil
	}
	c.Members = func() []object.Member {
		return append(append(pathFields(), pathNames()...), append(pathFiles(), pathFolders()...)...)
	}
}

func pathFields() []object.Member {
	get := func(name, doc string, f func(p *path) object.Value) object.Member {
		return object.Getter(name, doc, func(th *object.Thread, self object.Value) (object.Value, error) { return f(self.(*path)), nil })
	}
	return []object.Member{
		get("name", "the last part", func(p *path) object.Value { return p.name() }),
		get("suffix", "the extension", func(p *path) object.Value { return p.suffix() }),
		get("suffixes", "all extensions", func(p *path) object.Value {
			l := object.NewList()
			parts := strings.Split(strings.TrimLeft(p.name(), "."), ".")
			for _, s := range parts[1:] {
				l.Elems = append(l.Elems, "."+s)
			}
			return l
		}),
		get("stem", "the last part without its extension", func(p *path) object.Value { return strings.TrimSuffix(p.name(), p.suffix()) }),
		get("parent", "all but the last part", func(p *path) object.Value { return p.parent() }),
		get("parents", "the folders above, the nearest first", func(p *path) object.Value {
			t := &object.Tuple{}
			for q := p.parent(); ; q = q.parent() {
				t.Elems = append(t.Elems, q)
				if q.text == q.parent().text {
					return t
				}
			}
		}),
		get("parts", "the parts", func(p *path) object.Value { return object.NewTuple(p.parts()...) }),
		get("anchor", "the root, or nothing", func(p *path) object.Value { return p.root() }),
		get("root", "the root, or nothing", func(p *path) object.Value { return p.root() }),
		get("drive", "nothing", func(p *path) object.Value { return "" }),
	}
}

func (p *path) root() string {
	if strings.HasPrefix(p.text, "/") {
		return "/"
	}
	return ""
}

// pathMethod declares a method of Path. touches is set when it changes the
// file system.
func pathMethod(sig, doc string, touches bool, f func(p *path, a *object.Bound) (object.Value, error)) object.Member {
	name, _, _ := strings.Cut(sig, "(")
	return object.Method(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
		if touches && th.Safe {
			return nil, unsafe("Path." + name)
		}
		p, ok := a.Self().(*path)
		if !ok {
			return nil, object.TypeErrorf("a Path is required")
		}
		return f(p, a)
	})
}

// pathNames are the methods that only look at the text.
func pathNames() []object.Member {
	return []object.Member{
		pathMethod("joinpath(self, *other)", "The path with more parts.", false, func(p *path, a *object.Bound) (object.Value, error) {
			parts := []string{p.text}
			for _, v := range a.Rest("other") {
				s, err := pathArg(a.Thread(), v)
				if err != nil {
					return nil, err
				}
				parts = append(parts, s)
			}
			return newPath(parts...), nil
		}),
		pathMethod("with_name(self, name)", "The path with another last part.", false, func(p *path, a *object.Bound) (object.Value, error) {
			if p.name() == "" {
				return nil, object.ValueErrorf("PosixPath(%s) has an empty name", object.StrRepr(p.text))
			}
			return newPath(p.parent().text, a.Str("name")), nil
		}),
		pathMethod("with_suffix(self, suffix)", "The path with another extension.", false, func(p *path, a *object.Bound) (object.Value, error) {
			s := a.Str("suffix")
			if s != "" && (!strings.HasPrefix(s, ".") || s == ".") {
				return nil, object.ValueErrorf("Invalid suffix %s", object.StrRepr(s))
			}
			return newPath(p.parent().text, strings.TrimSuffix(p.name(), p.suffix())+s), nil
		}),
		pathMethod("with_stem(self, stem)", "The path with another name before the extension.", false, func(p *path, a *object.Bound) (object.Value, error) {
			return newPath(p.parent().text, a.Str("stem")+p.suffix()), nil
		}),
		pathMethod("relative_to(self, other)", "The path as seen from a folder above.", false, func(p *path, a *object.Bound) (object.Value, error) {
			s, err := pathArg(a.Thread(), a.Value("other"))
			if err != nil {
				return nil, err
			}
			base := newPath(s).text
			if p.text == base {
				return &path{"."}, nil
			}
			rest, ok := strings.CutPrefix(p.text, strings.TrimSuffix(base, "/")+"/")
			if base == "." {
				rest, ok = p.text, true
			}
			if !ok {
				return nil, object.ValueErrorf("%s is not in the subpath of %s OR one path is relative and the other is absolute.", object.StrRepr(p.text), object.StrRepr(base))
			}
			return newPath(rest), nil
		}),
		pathMethod("is_absolute(self)", "Whether the path begins at the root.", false, func(p *path, a *object.Bound) (object.Value, error) { return p.root() != "", nil }),
		pathMethod("as_posix(self)", "The path as a text.", false, func(p *path, a *object.Bound) (object.Value, error) { return p.text, nil }),
		pathMethod("__fspath__(self)", "The path as a text.", false, func(p *path, a *object.Bound) (object.Value, error) { return p.text, nil }),
		pathMethod("match(self, pattern)", "Whether the path fits a pattern.", false, func(p *path, a *object.Bound) (object.Value, error) {
			pat := a.Str("pattern")
			text := p.text
			if !strings.HasPrefix(pat, "/") {
				parts := strings.Split(p.text, "/")
				if n := strings.Count(pat, "/") + 1; n < len(parts) {
					text = strings.Join(parts[len(parts)-n:], "/")
				}
			}
			ok, err := filepath.Match(pat, text)
			return ok && err == nil, nil
		}),
		pathMethod("absolute(self)", "The path from the root on.", false, func(p *path, a *object.Bound) (object.Value, error) { return newPath(absolute(p.text)), nil }),
		pathMethod("resolve(self, strict=False)", "The path from the root on, without symbolic links.", false, func(p *path, a *object.Bound) (object.Value, error) {
			full := absolute(p.text)
			if r, err := filepath.EvalSymlinks(full); err == nil {
				full = r
			}
			return newPath(full), nil
		}),
		pathMethod("expanduser(self)", "The path with ~ as the user's folder.", false, func(p *path, a *object.Bound) (object.Value, error) { return newPath(expandUser(p.text)), nil }),
		object.StaticMethodOf("cwd()", "The current folder.", func(th *object.Thread, a *object.Bound) (object.Value, error) { return newPath(absolute(".")), nil }),
		object.StaticMethodOf("home()", "The user's folder.", func(th *object.Thread, a *object.Bound) (object.Value, error) { return newPath(expandUser("~")), nil }),
	}
}

// pathFiles are the methods that read and write files.
func pathFiles() []object.Member {
	is := func(sig, doc string, f func(i fs.FileInfo) bool) object.Member {
		return pathMethod(sig, doc, false, func(p *path, a *object.Bound) (object.Value, error) {
			i, err := os.Stat(p.text)
			return err == nil && f(i), nil
		})
	}
	return []object.Member{
		is("exists(self)", "Whether there is such a file or folder.", func(fs.FileInfo) bool { return true }),
		is("is_file(self)", "Whether it is a file.", func(i fs.FileInfo) bool { return i.Mode().IsRegular() }),
		is("is_dir(self)", "Whether it is a folder.", fs.FileInfo.IsDir),
		pathMethod("stat(self)", "Size and times.", false, func(p *path, a *object.Bound) (object.Value, error) {
			i, err := os.Stat(p.text)
			if err != nil {
				return nil, osError(err)
			}
			return statResult(i), nil
		}),
		pathMethod("open(self, mode='r', buffering=-1, encoding=None, errors=None, newline=None)", "Opens the file.", true, func(p *path, a *object.Bound) (object.Value, error) {
			return object.CallFn(a.Thread(), builtins.Open, p.text, a.Value("mode"))
		}),
		pathMethod("read_text(self, encoding=None, errors=None)", "The whole text of the file.", true, func(p *path, a *object.Bound) (object.Value, error) {
			data, err := os.ReadFile(p.text)
			if err != nil {
				return nil, osError(err)
			}
			if !utf8.Valid(data) {
				return nil, object.Errorf(object.UnicodeDecodeError, "'utf-8' codec can't decode the contents of '%s': invalid byte", p.text)
			}
			return string(data), nil
		}),
		pathMethod("read_bytes(self)", "The whole file.", true, func(p *path, a *object.Bound) (object.Value, error) {
			data, err := os.ReadFile(p.text)
			if err != nil {
				return nil, osError(err)
			}
			return object.Bytes(data), nil
		}),
		pathMethod("write_text(self, data, encoding=None, errors=None, newline=None)", "Writes a text as the whole file.", true, func(p *path, a *object.Bound) (object.Value, error) {
			s := a.Str("data")
			if err := os.WriteFile(p.text, []byte(s), 0o666); err != nil {
				return nil, osError(err)
			}
			return utf8.RuneCountInString(s), nil
		}),
		pathMethod("write_bytes(self, data)", "Writes bytes as the whole file.", true, func(p *path, a *object.Bound) (object.Value, error) {
			b, ok := a.Value("data").(object.Bytes)
			if !ok {
				return nil, object.TypeErrorf("memoryview: a bytes-like object is required, not '%s'", object.TypeName(a.Value("data")))
			}
			if err := os.WriteFile(p.text, []byte(b), 0o666); err != nil {
				return nil, osError(err)
			}
			return len(b), nil
		}),
		pathMethod("touch(self, mode=438, exist_ok=True)", "Makes an empty file where there is none.", true, func(p *path, a *object.Bound) (object.Value, error) {
			flags := os.O_CREATE | os.O_WRONLY
			if !a.Bool("exist_ok") {
				flags |= os.O_EXCL
			}
			f, err := os.OpenFile(p.text, flags, 0o666)
			if err != nil {
				return nil, osError(err)
			}
			return done(f.Close())
		}),
		pathMethod("unlink(self, missing_ok=False)", "Removes the file.", true, func(p *path, a *object.Bound) (object.Value, error) {
			err := os.Remove(p.text)
			if os.IsNotExist(err) && a.Bool("missing_ok") {
				err = nil
			}
			return done(err)
		}),
		pathMethod("rename(self, target)", "Gives the file another name.", true, renamePath),
		pathMethod("replace(self, target)", "Gives the file another name, in the place of what has it.", true, renamePath),
	}
}

func renamePath(p *path, a *object.Bound) (object.Value, error) {
	to, err := pathArg(a.Thread(), a.Value("target"))
	if err != nil {
		return nil, err
	}
	if err := os.Rename(p.text, to); err != nil {
		return nil, osError(err)
	}
	return newPath(to), nil
}

// pathFolders are the methods of folders.
func pathFolders() []object.Member {
	list := func(paths []string) object.Value {
		var out []object.Value
		for _, s := range paths {
			out = append(out, newPath(s))
		}
		return object.IterSlice(out)
	}
	return []object.Member{
		pathMethod("mkdir(self, mode=511, parents=False, exist_ok=False)", "Makes the folder.", true, func(p *path, a *object.Bound) (object.Value, error) {
			if a.Bool("parents") {
				return done(makeFolders(p.text, fs.FileMode(a.Int("mode")), a.Bool("exist_ok")))
			}
			err := os.Mkdir(p.text, fs.FileMode(a.Int("mode")))
			if i, serr := os.Stat(p.text); a.Bool("exist_ok") && serr == nil && i.IsDir() {
				err = nil
			}
			return done(err)
		}),
		pathMethod("rmdir(self)", "Removes the empty folder.", true, func(p *path, a *object.Bound) (object.Value, error) { return done(os.Remove(p.text)) }),
		pathMethod("iterdir(self)", "The paths in the folder.", false, func(p *path, a *object.Bound) (object.Value, error) {
			entries, err := os.ReadDir(p.text)
			if err != nil {
				return nil, osError(listError(err, p.text))
			}
			var names []string
			for _, e := range entries {
				names = append(names, joinPath(p.text, e.Name()))
			}
			return list(names), nil
		}),
		pathMethod("glob(self, pattern)", "The paths below that fit a pattern.", false, func(p *path, a *object.Bound) (object.Value, error) {
			return list(globFiles(joinPath(p.text, a.Str("pattern")), true)), nil
		}),
		pathMethod("rglob(self, pattern)", "The paths anywhere below that fit a pattern.", false, func(p *path, a *object.Bound) (object.Value, error) {
			return list(globFiles(joinPath(p.text, "**/"+a.Str("pattern")), true)), nil
		}),
	}
}

// globFiles lists the paths that fit a pattern, sorted; ** stands for any
// number of folders when recursive is set.
func globFiles(pattern string, recursive bool) []string {
	before, after, deep := strings.Cut(pattern, "**")
	if !deep || !recursive {
		out, _ := filepath.Glob(pattern)
		sort.Strings(out)
		return out
	}
	root := strings.TrimSuffix(before, "/")
	if root == "" && !strings.HasPrefix(pattern, "/") {
		root = "."
	}
	after = strings.TrimPrefix(after, "/")
	var out []string
	seen := map[string]bool{}
	// Folders that cannot be read are left out.
	_ = filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return nil
		}
		found := []string{p}
		if after != "" {
			found = globFiles(joinPath(p, after), recursive)
		}
		for _, f := range found {
			if !seen[f] {
				seen[f] = true
				out = append(out, f)
			}
		}
		return nil
	})
	sort.Strings(out)
	return out
}
