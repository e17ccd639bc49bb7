package std

import (
	"fmt"
	"io"

	"kerash/interp/builtins"
	"kerash/interp/object"
)

var (
	handlerClass       = plainClass("Handler", "Does something with records: subclasses have a method emit.")
	streamHandlerClass = plainClass("StreamHandler", "Writes messages to a stream.")
	fileHandlerClass   = plainClass("FileHandler", "Writes messages to a file.")
	nullHandlerClass   = plainClass("NullHandler", "Drops all messages.")
)

func init() {
	streamHandlerClass.Base, fileHandlerClass.Base, nullHandlerClass.Base = handlerClass, streamHandlerClass, handlerClass
	handlerClass.Members = handlerMembers
	streamHandlerClass.Members = streamHandlerMembers
	fileHandlerClass.Members = func() []object.Member {
		return []object.Member{
			object.Method("__init__(self, filename, mode='a', encoding=None, delay=False, errors=None)", "Writes to a file.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				f, err := object.CallFn(th, builtins.Open, a.Value("filename"), a.Value("mode"))
				if err != nil {
					return nil, err
				}
				return nil, setAttrs(th, a.Self(), "level", 0, "formatter", nil, "filters", object.NewList(), "stream", f, "baseFilename", a.Value("filename"), "mode", a.Value("mode"))
			}),
			object.Method("close(self)", "Closes the file.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				stream, err := object.GetAttr(th, a.Self(), "stream")
				if err != nil || stream == nil {
					return nil, err
				}
				return object.CallMethodOf(th, stream, "close", object.Args{})
			}),
		}
	}
	nullHandlerClass.Members = func() []object.Member {
		drop := func(th *object.Thread, a *object.Bound) (object.Value, error) { return nil, nil }
		return []object.Member{object.Method("handle(self, record)", "Does nothing.", drop), object.Method("emit(self, record)", "Does nothing.", drop)}
	}
}

func handlerMembers() []object.Member {
	return []object.Member{
		object.Method("__init__(self, level=0)", "Begins without a format or filters.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			level, err := levelOf(th, a.Value("level"))
			if err != nil {
				return nil, err
			}
			return nil, setAttrs(th, a.Self(), "level", level, "formatter", nil, "filters", object.NewList())
		}),
		object.Method("setLevel(self, level)", "Drops messages below a level.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			level, err := levelOf(th, a.Value("level"))
			if err != nil {
				return nil, err
			}
			return nil, setAttrs(th, a.Self(), "level", level)
		}),
		object.Method("setFormatter(self, fmt)", "Sets how messages are written.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return nil, setAttrs(th, a.Self(), "formatter", a.Value("fmt"))
		}),
		object.Method("addFilter(self, filter)", "Drops records that a filter refuses.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			filters, err := object.GetAttr(th, a.Self(), "filters")
			if err != nil {
				return nil, err
			}
			return object.CallMethodOf(th, filters, "append", object.Pos(a.Value("filter")))
		}),
		object.Method("removeFilter(self, filter)", "Removes a filter.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			filters, err := object.GetAttr(th, a.Self(), "filters")
			if err != nil {
				return nil, err
			}
			return object.CallMethodOf(th, filters, "remove", object.Pos(a.Value("filter")))
		}),
		object.Method("filter(self, record)", "Whether the filters let a record through.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			filters, err := object.GetAttr(th, a.Self(), "filters")
			if err != nil {
				return nil, err
			}
			list, err := object.ToSlice(th, filters)
			if err != nil {
				return nil, err
			}
			return passes(th, list, a.Value("record"))
		}),
		object.Method("handle(self, record)", "Emits a record that passes the filters.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			v, err := object.CallMethodOf(th, a.Self(), "filter", object.Pos(a.Value("record")))
			if err != nil {
				return nil, err
			}
			if pass, err := object.Truth(th, v); err != nil || !pass {
				return v, err
			}
			_, err = object.CallMethodOf(th, a.Self(), "emit", object.Pos(a.Value("record")))
			return v, err
		}),
		object.Method("emit(self, record)", "Left to subclasses.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return nil, object.NotImplementedErrorf("emit must be implemented by Handler subclasses")
		}),
		object.Method("format(self, record)", "The text of a record.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			f, err := object.GetAttr(th, a.Self(), "formatter")
			if err != nil {
				return nil, err
			}
			if f == nil {
				if f, err = object.CallFn(th, formatterClass); err != nil {
					return nil, err
				}
			}
			return object.CallMethodOf(th, f, "format", object.Pos(a.Value("record")))
		}),
		object.Method("flush(self)", "Does nothing.", func(th *object.Thread, a *object.Bound) (object.Value, error) { return nil, nil }),
		object.Method("close(self)", "Does nothing.", func(th *object.Thread, a *object.Bound) (object.Value, error) { return nil, nil }),
		object.Method("acquire(self)", "Does nothing.", func(th *object.Thread, a *object.Bound) (object.Value, error) { return nil, nil }),
		object.Method("release(self)", "Does nothing.", func(th *object.Thread, a *object.Bound) (object.Value, error) { return nil, nil }),
		object.Method("__repr__(self)", "The class and the level.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			level, err := object.GetAttr(th, a.Self(), "level")
			n, _ := level.(int)
			return fmt.Sprintf("<%s (%s)>", object.TypeName(a.Self()), logOf(th).levelName(n)), err
		}),
	}
}

func streamHandlerMembers() []object.Member {
	return []object.Member{
		object.Const("terminator", "\n"),
		object.Method("__init__(self, stream=None)", "Writes to a stream, stderr by default.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			stream := a.Value("stream")
			if stream == nil {
				sys, err := th.Import(th, "sys")
				if err != nil {
					return nil, err
				}
				if stream, err = object.GetAttr(th, sys, "stderr"); err != nil {
					return nil, err
				}
			}
			return nil, setAttrs(th, a.Self(), "level", 0, "formatter", nil, "filters", object.NewList(), "stream", stream)
		}),
		object.Method("emit(self, record)", "Writes a record.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			text, err := object.CallMethodOf(th, a.Self(), "format", object.Pos(a.Value("record")))
			if err != nil {
				return nil, reportLogging(th, err)
			}
			end, err := object.GetAttr(th, a.Self(), "terminator")
			if err != nil {
				return nil, err
			}
			line, err := object.BinaryOp(th, object.Add, text, end)
			if err != nil {
				return nil, err
			}
			stream, err := object.GetAttr(th, a.Self(), "stream")
			if err != nil {
				return nil, err
			}
			if _, err := object.CallMethodOf(th, stream, "write", object.Pos(line)); err != nil {
				return nil, err
			}
			return object.CallMethodOf(th, a.Self(), "flush", object.Args{})
		}),
		object.Method("flush(self)", "Flushes the stream.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			stream, err := object.GetAttr(th, a.Self(), "stream")
			if err != nil {
				return nil, err
			}
			flush, ok, err := object.FindAttr(th, stream, "flush")
			if err != nil || !ok {
				return nil, err
			}
			return object.CallFn(th, flush)
		}),
		object.Method("setStream(self, stream)", "Writes to another stream; gives the one before.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			old, err := object.GetAttr(th, a.Self(), "stream")
			if err != nil {
				return nil, err
			}
			return old, setAttrs(th, a.Self(), "stream", a.Value("stream"))
		}),
		object.Method("__repr__(self)", "The class, the stream and the level.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			level, err := object.GetAttr(th, a.Self(), "level")
			if err != nil {
				return nil, err
			}
			stream, err := object.GetAttr(th, a.Self(), "stream")
			if err != nil {
				return nil, err
			}
			name, err := textAttr(th, stream, "name")
			if name != "" {
				name += " "
			}
			n, _ := level.(int)
			return fmt.Sprintf("<%s %s(%s)>", object.TypeName(a.Self()), name, logOf(th).levelName(n)), err
		}),
	}
}

// reportLogging tells of a message that cannot be written, on stderr: a wrong
// message does not end a program.
func reportLogging(th *object.Thread, failed error) error {
	_, err := io.WriteString(hostOf(th).Stderr, "--- Logging error ---\n"+failed.Error()+"\n")
	return err
}
