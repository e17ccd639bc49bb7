package std

import (
	"github.com/mattn/go-isatty"

	"kerash/interp/object"
)

func streamMembers() []object.Member {
	self := func(a *object.Bound) *stream { return a.Self().(*stream) }
	return append(streamFields(),
		object.Method("read(self, size=-1, /)", "The next size characters, all when it is negative.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return self(a).read(a.IntOr("size", -1))
		}),
		object.Method("readline(self, size=-1, /)", "The next line with its end, '' after the last.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			line, err := self(a).line()
			if err != nil {
				return nil, err
			}
			return self(a).text(line)
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
		object.Method("seek(self, offset, whence=0, /)", "Goes to a place in the file.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return self(a).seek(int64(a.Int("offset")), a.Int("whence"))
		}),
		object.Method("tell(self, /)", "Where in the file the next read or write is.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return self(a).seek(0, 1)
		}),
		object.Method("flush(self, /)", "Writes out what is buffered.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			if err := self(a).flush(); err != nil {
				return nil, osError(err)
			}
			return nil, nil
		}),
		object.Method("close(self, /)", "Closes the file.", func(th *object.Thread, a *object.Bound) (object.Value, error) { return nil, self(a).close() }),
		object.Method("isatty(self, /)", "Whether the stream is a terminal.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			f := self(a).file
			return f != nil && isatty.IsTerminal(f.Fd()), nil
		}),
		object.Method("readable(self, /)", "Whether it can be read.", func(th *object.Thread, a *object.Bound) (object.Value, error) { return self(a).r != nil, nil }),
		object.Method("writable(self, /)", "Whether it can be written.", func(th *object.Thread, a *object.Bound) (object.Value, error) { return self(a).w != nil, nil }),
		object.Method("fileno(self, /)", "The number of the file.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			if f := self(a).file; f != nil {
				return int(f.Fd()), nil
			}
			return nil, unsupported("fileno")
		}),
	)
}

func streamFields() []object.Member {
	get := func(name, doc string, f func(*stream) object.Value) object.Member {
		return object.Getter(name, doc, func(th *object.Thread, self object.Value) (object.Value, error) { return f(self.(*stream)), nil })
	}
	return []object.Member{
		get("name", "the file's path", func(s *stream) object.Value { return s.name }),
		get("mode", "how it was opened", func(s *stream) object.Value { return s.mode }),
		get("closed", "whether it is closed", func(s *stream) object.Value { return s.closed }),
		get("encoding", "how text is stored", func(s *stream) object.Value { return "utf-8" }),
		get("buffer", "the stream of bytes below", func(s *stream) object.Value {
			b := *s
			b.binary = true
			return &b
		}),
	}
}
