package builtins

import "kerash/interp/object"

func fileMembers() []object.Member {
	return append(fileReadMembers(), fileStateMembers()...)
}

// fileMethod declares a method of files.
func fileMethod(sig, doc string, fn func(th *object.Thread, f *File, a *object.Bound) (object.Value, error)) object.Member {
	return object.Method(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
		f, ok := a.Self().(*File)
		if !ok {
			return nil, object.TypeErrorf("descriptor '%s' requires a file, not '%s'", a.Sig.Name, object.TypeName(a.Self()))
		}
		return fn(th, f, a)
	})
}

func fileReadMembers() []object.Member {
	return []object.Member{
		fileMethod("read(self, size=-1, /)", "The next size characters, or all that is left.", func(th *object.Thread, f *File, a *object.Bound) (object.Value, error) {
			return f.read(a.IntOr("size", -1))
		}),
		fileMethod("readline(self, size=-1, /)", "The next line with its end; empty at the end of the file.", func(th *object.Thread, f *File, a *object.Bound) (object.Value, error) {
			s, err := f.line()
			if n := a.Int("size"); n >= 0 && n < len(s) {
				f.at -= len(s) - n
				s = s[:n]
			}
			return f.value(s), err
		}),
		fileMethod("readlines(self, hint=-1, /)", "All lines that are left.", func(th *object.Thread, f *File, a *object.Bound) (object.Value, error) {
			return f.lines()
		}),
		fileMethod("write(self, text, /)", "Writes text and tells how many characters it has.", func(th *object.Thread, f *File, a *object.Bound) (object.Value, error) {
			return f.write(a.At(1))
		}),
		fileMethod("writelines(self, lines, /)", "Writes each of several texts.", func(th *object.Thread, f *File, a *object.Bound) (object.Value, error) {
			return nil, object.ForEach(th, a.At(1), func(v object.Value) error {
				_, err := f.write(v)
				return err
			})
		}),
	}
}

func fileStateMembers() []object.Member {
	fact := func(name, doc string, get func(f *File) object.Value) object.Member {
		return object.Getter(name, doc, func(th *object.Thread, self object.Value) (object.Value, error) { return get(self.(*File)), nil })
	}
	able := func(name, doc string, get func(f *File) bool) object.Member {
		return fileMethod(name+"(self, /)", doc, func(th *object.Thread, f *File, a *object.Bound) (object.Value, error) {
			return get(f), f.check()
		})
	}
	return []object.Member{
		fileMethod("close(self, /)", "Closes the file.", func(th *object.Thread, f *File, a *object.Bound) (object.Value, error) {
			return nil, f.close()
		}),
		fileMethod("flush(self, /)", "Writes what is held back: nothing is.", func(th *object.Thread, f *File, a *object.Bound) (object.Value, error) {
			return nil, f.check()
		}),
		fileMethod("seek(self, cookie, whence=0, /)", "Moves to a position in the file.", func(th *object.Thread, f *File, a *object.Bound) (object.Value, error) {
			if err := f.check(); err != nil {
				return nil, err
			}
			at, err := f.seek(int64(a.Int("cookie")), a.Int("whence"))
			return int(at), err
		}),
		fileMethod("tell(self, /)", "The position in the file.", func(th *object.Thread, f *File, a *object.Bound) (object.Value, error) {
			if err := f.check(); err != nil {
				return nil, err
			}
			return int(f.tell()), nil
		}),
		fileMethod("truncate(self, size=None, /)", "Cuts the file at size, or at the position.", func(th *object.Thread, f *File, a *object.Bound) (object.Value, error) {
			size := a.IntOr("size", int(f.tell()))
			if err := f.file.Truncate(int64(size)); err != nil {
				return nil, object.OSErrorOf(err, f.name)
			}
			return size, nil
		}),
		able("readable", "Whether the file can be read.", func(f *File) bool { return f.reads }),
		able("writable", "Whether the file can be written.", func(f *File) bool { return f.writes }),
		able("seekable", "Whether the position can be moved.", func(f *File) bool { return true }),
		fact("name", "the path that the file was opened by", func(f *File) object.Value { return f.name }),
		fact("mode", "the mode that the file was opened in", func(f *File) object.Value {
			if f.binary && f.reads && f.writes {
				return "rb+"
			}
			return f.mode
		}),
		fact("closed", "whether the file is closed", func(f *File) object.Value { return f.closed }),
		fact("encoding", "the encoding of the text", func(f *File) object.Value {
			return f.encodingName()
		}),
	}
}
