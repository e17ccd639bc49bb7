package std

import (
	"os"
	"path/filepath"

	"kerash/interp/object"
)

func zipMembers() []object.Member {
	method := func(sig, doc string, f func(th *object.Thread, z *zipFile, a *object.Bound) (object.Value, error)) object.Member {
		return object.Method(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return f(th, a.Self().(*zipFile), a)
		})
	}
	return []object.Member{
		method("namelist(self)", "The names of the members.", func(th *object.Thread, z *zipFile, a *object.Bound) (object.Value, error) {
			out := object.NewList()
			for _, i := range z.infos() {
				out.Elems = append(out.Elems, i.name)
			}
			return out, nil
		}),
		method("infolist(self)", "Descriptions of the members.", func(th *object.Thread, z *zipFile, a *object.Bound) (object.Value, error) {
			out := object.NewList()
			for _, i := range z.infos() {
				out.Elems = append(out.Elems, i)
			}
			return out, nil
		}),
		method("getinfo(self, name)", "The description of a member.", func(th *object.Thread, z *zipFile, a *object.Bound) (object.Value, error) {
			for _, i := range z.infos() {
				if i.name == a.Str("name") {
					return i, nil
				}
			}
			return nil, object.Errorf(object.KeyError, "There is no item named '%s' in the archive", a.Str("name"))
		}),
		method("read(self, name, pwd=None)", "The bytes of a member.", func(th *object.Thread, z *zipFile, a *object.Bound) (object.Value, error) {
			b, err := z.read(memberName(a.Value("name")))
			return object.Bytes(b), err
		}),
		method("open(self, name, mode='r', pwd=None, *, force_zip64=False)", "A member as a stream, to read or, with mode='w', to write.", openMember),
		method("extract(self, member, path=None, pwd=None)", "Writes a member below a folder; gives its path.", func(th *object.Thread, z *zipFile, a *object.Bound) (object.Value, error) {
			folder, err := folderArg(th, a)
			if err != nil {
				return nil, err
			}
			return z.extract(memberName(a.Value("member")), folder)
		}),
		method("extractall(self, path=None, members=None, pwd=None)", "Writes all members below a folder.", func(th *object.Thread, z *zipFile, a *object.Bound) (object.Value, error) {
			folder, err := folderArg(th, a)
			if err != nil {
				return nil, err
			}
			var names []string
			if a.Has("members") {
				for _, v := range a.Elems("members") {
					names = append(names, memberName(v))
				}
			} else {
				for _, i := range z.infos() {
					names = append(names, i.name)
				}
			}
			for _, name := range names {
				if _, err := z.extract(name, folder); err != nil {
					return nil, err
				}
			}
			return nil, nil
		}),
		method("write(self, filename, arcname=None, compress_type=None, compresslevel=None)", "Puts a file into the archive.", func(th *object.Thread, z *zipFile, a *object.Bound) (object.Value, error) {
			if th.Safe {
				return nil, unsafe("zipfile")
			}
			name, err := pathArg(th, a.Value("filename"))
			if err != nil {
				return nil, err
			}
			data, err := os.ReadFile(name)
			if err != nil {
				return nil, osError(err)
			}
			return nil, z.add(filepath.ToSlash(a.StrOr("arcname", name)), data, a.IntOr("compress_type", z.method))
		}),
		method("writestr(self, zinfo_or_arcname, data, compress_type=None, compresslevel=None)", "Puts a text or bytes into the archive.", func(th *object.Thread, z *zipFile, a *object.Bound) (object.Value, error) {
			var data []byte
			switch x := a.Value("data").(type) {
			case string:
				data = []byte(x)
			case object.Bytes:
				data = []byte(x)
			default:
				return nil, object.TypeErrorf("a bytes-like object is required, not '%s'", object.TypeName(x))
			}
			return nil, z.add(memberName(a.Value("zinfo_or_arcname")), data, a.IntOr("compress_type", z.method))
		}),
		method("testzip(self)", "The name of the first member that is damaged, None if there is none.", func(th *object.Thread, z *zipFile, a *object.Bound) (object.Value, error) {
			for _, i := range z.infos() {
				if _, err := z.read(i.name); err != nil {
					return i.name, nil
				}
			}
			return nil, nil
		}),
		method("close(self)", "Closes the archive; only then it is written.", func(th *object.Thread, z *zipFile, a *object.Bound) (object.Value, error) { return nil, z.close() }),
		object.Getter("filename", "the path of the archive", func(th *object.Thread, self object.Value) (object.Value, error) {
			if name, ok := self.(*zipFile).name.(string); ok {
				return name, nil
			}
			return nil, nil
		}),
		object.Getter("mode", "how the archive was opened", func(th *object.Thread, self object.Value) (object.Value, error) { return self.(*zipFile).mode, nil }),
	}
}

// folderArg is the argument path: where to extract to.
func folderArg(th *object.Thread, a *object.Bound) (string, error) {
	if th.Safe {
		return "", unsafe("zipfile")
	}
	if !a.Has("path") {
		return ".", nil
	}
	return pathArg(th, a.Value("path"))
}

// openMember is ZipFile.open. A member that is written is stored when its stream
// is closed.
func openMember(th *object.Thread, z *zipFile, a *object.Bound) (object.Value, error) {
	name := memberName(a.Value("name"))
	m := &memory{binary: true}
	if a.Str("mode") == "w" {
		m.onClose = func() error { return z.add(name, []byte(m.value(m.data).(object.Bytes)), z.method) }
		return m, nil
	}
	data, err := z.read(name)
	if err != nil {
		return nil, err
	}
	m.data, err = m.runes(object.Bytes(data))
	return m, err
}
