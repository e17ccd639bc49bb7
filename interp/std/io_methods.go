package std

import "kerash/interp/object"

func streamMembers() []object.Member {
	self := func(a *object.Bound) *stream { return a.Self().(*stream) }
	return append(streamFields(),
		object.Method("read(self, size=-1, /)", "The next size characters, all when it is negative.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return self(a).read(a.IntOr("size", -1))
		}),
		object.Method("readline(self, size=-1, /)", "The next line with its end, '' after the last.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return self(a).line()
		}),
		object.Method("readlines(self, hint=-1, /)", "The lines that are left.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			lines, err := object.ToSlice(th, self(a))
			return object.NewList(lines...), err
		}),
		object.Method("write(self, text, /)", "Writes a text; gives its length.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return self(a).write(a.Value("text"))
		}),
		object.Method("writelines(self, lines, /)", "Writes the texts of an iterable.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return nil, object.ForEach(th, a.Value("lines"), func(v object.Value) error {
				_, err := self(a).write(v)
				return err
			})
		}),
		object.Method("flush(self, /)", "Writes out what is buffered.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			if err := self(a).flush(); err != nil {
				return nil, osError(err)
			}
			return nil, nil
		}),
		object.Method("close(self, /)", "Does nothing: the session needs the stream.", func(th *object.Thread, a *object.Bound) (object.Value, error) { return nil, nil }),
		object.Method("isatty(self, /)", "False: see the shell for the terminal.", func(th *object.Thread, a *object.Bound) (object.Value, error) { return false, nil }),
		object.Method("readable(self, /)", "Whether it can be read.", func(th *object.Thread, a *object.Bound) (object.Value, error) { return self(a).r != nil, nil }),
		object.Method("writable(self, /)", "Whether it can be written.", func(th *object.Thread, a *object.Bound) (object.Value, error) { return self(a).w != nil, nil }),
		object.Method("fileno(self, /)", "The number of the stream.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return map[string]int{"<stdin>": 0, "<stdout>": 1, "<stderr>": 2}[self(a).name], nil
		}),
	)
}

func streamFields() []object.Member {
	get := func(name, doc string, f func(*stream) object.Value) object.Member {
		return object.Getter(name, doc, func(th *object.Thread, self object.Value) (object.Value, error) { return f(self.(*stream)), nil })
	}
	return []object.Member{
		get("name", "the stream's name", func(s *stream) object.Value { return s.name }),
		get("mode", "how it is used", func(s *stream) object.Value { return s.mode() }),
		get("closed", "whether it is closed", func(s *stream) object.Value { return false }),
		get("encoding", "how text is stored", func(s *stream) object.Value { return "utf-8" }),
		get("buffer", "the stream itself", func(s *stream) object.Value { return s }),
	}
}
