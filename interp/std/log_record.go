package std

import (
	"path/filepath"
	"strings"
	"time"

	"kerash/interp/object"
)

// The classes of logging that user code derives from keep all they know in
// attributes, as in Python.
var (
	logRecordClass     = plainClass("LogRecord", "A message with its level and place.")
	formatterClass     = plainClass("Formatter", "How messages are written.")
	logFilterClass     = plainClass("Filter", "Lets the records of a logger and those below it through.")
	loggerAdapterClass = plainClass("LoggerAdapter", "A logger that adds something to each message.")
)

func plainClass(name, doc string) *object.Class {
	return &object.Class{Name: name, Module: "logging", Doc: doc, Marker: true, Mixin: true, New: newByInit}
}

// setAttrs sets attributes given as names and values in turn.
func setAttrs(th *object.Thread, v object.Value, pairs ...object.Value) error {
	for i := 0; i < len(pairs); i += 2 {
		if err := object.SetAttr(th, v, pairs[i].(string), pairs[i+1]); err != nil {
			return err
		}
	}
	return nil
}

// textAttr is an attribute that is a text, "" when it is not.
func textAttr(th *object.Thread, v object.Value, name string) (string, error) {
	x, _, err := object.FindAttr(th, v, name)
	s, _ := x.(string)
	return s, err
}

func init() {
	logRecordClass.Members = func() []object.Member {
		return []object.Member{
			object.Method("__init__(self, name, level, pathname, lineno, msg, args, exc_info, func=None, sinfo=None, **kwargs)", "A record of a message.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				args := a.Value("args")
				if t, ok := args.(*object.Tuple); ok && len(t.Elems) == 1 {
					if d, isDict := t.Elems[0].(*object.Dict); isDict && d.Len() > 0 {
						args = d
					}
				}
				path := a.StrOr("pathname", "")
				file, now, fn := filepath.Base(path), time.Now(), a.StrOr("func", "<module>")
				return nil, setAttrs(th, a.Self(), "name", a.Value("name"), "msg", a.Value("msg"), "args", args,
					"levelname", logOf(th).levelName(a.Int("level")), "levelno", a.Int("level"), "pathname", path, "filename", file,
					"module", strings.TrimSuffix(file, filepath.Ext(file)), "exc_info", a.Value("exc_info"), "exc_text", nil, "stack_info", a.Value("sinfo"),
					"lineno", a.Value("lineno"), "funcName", fn, "created", float64(now.UnixMicro())/1e6, "msecs", float64(now.Nanosecond()/1e6),
					"process", 0, "processName", "MainProcess", "thread", 0, "threadName", "MainThread")
			}),
			object.Method("getMessage(self)", "The message with its arguments.", func(th *object.Thread, a *object.Bound) (object.Value, error) { return recordMessage(th, a.Self()) }),
			object.Method("__repr__(self)", "A short text.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return object.CallMethodOf(th, "<LogRecord: {0.name}, {0.levelno}, {0.pathname}, {0.lineno}, \"{0.msg}\">", "format", object.Pos(a.Self()))
			}),
		}
	}
	logFilterClass.Members = func() []object.Member {
		return []object.Member{
			object.Method("__init__(self, name='')", "Lets the records of a logger through.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return nil, setAttrs(th, a.Self(), "name", a.Str("name"))
			}),
			object.Method("filter(self, record)", "Whether a record passes.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				want, err := textAttr(th, a.Self(), "name")
				if err != nil || want == "" {
					return true, err
				}
				name, err := textAttr(th, a.Value("record"), "name")
				return name == want || strings.HasPrefix(name, want+"."), err
			}),
		}
	}
	formatterClass.Members = formatterMembers
	loggerAdapterClass.Members = loggerAdapterMembers
}

// recordMessage is the message of a record with its arguments put in.
func recordMessage(th *object.Thread, r object.Value) (string, error) {
	msg, err := object.GetAttr(th, r, "msg")
	if err != nil {
		return "", err
	}
	text, err := object.Str(th, msg)
	if err != nil {
		return "", err
	}
	args, err := object.GetAttr(th, r, "args")
	if err != nil {
		return "", err
	}
	if yes, err := object.Truth(th, args); err != nil || !yes {
		return text, err
	}
	return object.Printf(th, text, args)
}

func formatterMembers() []object.Member {
	return []object.Member{
		object.Method("__init__(self, fmt=None, datefmt=None, style='%', validate=True, *, defaults=None)", "Writes records by a format.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			style := a.Str("style")
			plain, ok := map[string]string{"%": "%(message)s", "{": "{message}", "$": "${message}"}[style]
			if !ok {
				return nil, object.ValueErrorf("Style must be one of: %%,{,$")
			}
			return nil, setAttrs(th, a.Self(), "_fmt", a.StrOr("fmt", plain), "datefmt", a.Value("datefmt"), "_style", style)
		}),
		object.Method("format(self, record)", "The text of a record.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			r := a.Value("record")
			message, err := object.CallMethodOf(th, r, "getMessage", object.Args{})
			if err != nil {
				return nil, err
			}
			if err := setAttrs(th, r, "message", message); err != nil {
				return nil, err
			}
			format, err := textAttr(th, a.Self(), "_fmt")
			if err != nil {
				return nil, err
			}
			if strings.Contains(format, "asctime") {
				date, err := object.GetAttr(th, a.Self(), "datefmt")
				if err != nil {
					return nil, err
				}
				stamp, err := object.CallMethodOf(th, a.Self(), "formatTime", object.Pos(r, date))
				if err != nil {
					return nil, err
				}
				if err := setAttrs(th, r, "asctime", stamp); err != nil {
					return nil, err
				}
			}
			text, err := object.CallMethodOf(th, a.Self(), "formatMessage", object.Pos(r))
			if err != nil {
				return nil, err
			}
			return withException(th, a.Self(), r, text)
		}),
		object.Method("formatMessage(self, record)", "The text of a record without its exception.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			format, err := textAttr(th, a.Self(), "_fmt")
			if err != nil {
				return nil, err
			}
			style, err := textAttr(th, a.Self(), "_style")
			if err != nil {
				return nil, err
			}
			return formatRecord(th, format, "", style, a.Value("record"))
		}),
		object.Method("formatTime(self, record, datefmt=None)", "The time of a record.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			created, err := object.GetAttr(th, a.Value("record"), "created")
			if err != nil {
				return nil, err
			}
			seconds, err := object.AsFloat(th, created)
			at := time.UnixMicro(int64(seconds * 1e6))
			if a.Has("datefmt") {
				return strftime(at, a.Str("datefmt")), err
			}
			return at.Format("2006-01-02 15:04:05,000"), err
		}),
		object.Method("formatException(self, ei)", "The traceback of an exception.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			m, err := th.Import(th, "traceback")
			if err != nil {
				return nil, err
			}
			lines, err := object.CallMethodOf(th, m, "format_exception", object.Args{Pos: a.Elems("ei")})
			if err != nil {
				return nil, err
			}
			text, err := object.CallMethodOf(th, "", "join", object.Pos(lines))
			s, _ := text.(string)
			return strings.TrimSuffix(s, "\n"), err
		}),
	}
}

// withException adds the traceback of a record to its text.
func withException(th *object.Thread, formatter, r, text object.Value) (object.Value, error) {
	info, _, err := object.FindAttr(th, r, "exc_info")
	if t, ok := info.(*object.Tuple); err != nil || !ok || len(t.Elems) != 3 || t.Elems[1] == nil {
		return text, err
	}
	trace, err := object.CallMethodOf(th, formatter, "formatException", object.Pos(info))
	if err != nil {
		return nil, err
	}
	s, _ := text.(string)
	if !strings.HasSuffix(s, "\n") {
		s += "\n"
	}
	return object.BinaryOp(th, object.Add, s, trace)
}

// formatRecord puts the attributes of a record into a format of a style.
func formatRecord(th *object.Thread, format, date, style string, r object.Value) (string, error) {
	v, err := object.GetAttr(th, r, "__dict__")
	if err != nil {
		return "", err
	}
	attrs, ok := v.(*object.Dict)
	if !ok {
		return "", object.TypeErrorf("a record has attributes, %s has none", object.TypeName(r))
	}
	if _, ok := attrs.GetStr("message"); !ok {
		message, err := recordMessage(th, r)
		if err != nil {
			return "", err
		}
		attrs = attrs.Copy()
		attrs.SetStr("message", message)
	}
	switch style {
	case "{":
		text, err := object.CallMethodOf(th, format, "format_map", object.Pos(attrs))
		s, _ := text.(string)
		return s, err
	case "$":
		m, err := th.Import(th, "string")
		if err != nil {
			return "", err
		}
		template, err := object.CallMethodOf(th, m, "Template", object.Pos(format))
		if err != nil {
			return "", err
		}
		text, err := object.CallMethodOf(th, template, "substitute", object.Pos(attrs))
		s, _ := text.(string)
		return s, err
	}
	return object.Printf(th, format, attrs)
}

func loggerAdapterMembers() []object.Member {
	members := []object.Member{
		object.Method("__init__(self, logger, extra=None)", "Adds to the messages of a logger.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return nil, setAttrs(th, a.Self(), "logger", a.Value("logger"), "extra", a.Value("extra"))
		}),
		object.Method("process(self, msg, kwargs)", "The message and the keywords that are logged.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			extra, err := object.GetAttr(th, a.Self(), "extra")
			if err != nil {
				return nil, err
			}
			return object.NewTuple(a.Value("msg"), a.Value("kwargs")), object.SetIndex(th, a.Value("kwargs"), "extra", extra)
		}),
	}
	for _, name := range []string{"debug", "info", "warning", "error", "exception", "critical"} {
		members = append(members, object.Method(name+"(self, msg, *args, **kwargs)", "Logs a message with what the adapter adds.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return adaptedLog(th, a, name, nil)
		}))
	}
	return append(members, object.Method("log(self, level, msg, *args, **kwargs)", "Logs a message of a level with what the adapter adds.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
		return adaptedLog(th, a, "log", []object.Value{a.Value("level")})
	}))
}

// adaptedLog logs what process makes of a message.
func adaptedLog(th *object.Thread, a *object.Bound, name string, first []object.Value) (object.Value, error) {
	kwargs := object.NewDict()
	for _, k := range a.Kwargs("kwargs") {
		kwargs.SetStr(k.Name, k.Value)
	}
	v, err := object.CallMethodOf(th, a.Self(), "process", object.Pos(a.Value("msg"), kwargs))
	if err != nil {
		return nil, err
	}
	pair, err := object.ToSlice(th, v)
	if err != nil {
		return nil, err
	}
	if len(pair) != 2 {
		return nil, object.ValueErrorf("process() gives a message and keywords")
	}
	target, err := object.GetAttr(th, a.Self(), "logger")
	if err != nil {
		return nil, err
	}
	args := object.Args{Pos: append(append(first, pair[0]), a.Rest("args")...)}
	if d, ok := pair[1].(*object.Dict); ok {
		for it := d.Entries(); it.Next(); {
			if key, isText := it.Key().(string); isText {
				args.Kw = append(args.Kw, object.Kwarg{Name: key, Value: it.Value()})
			}
		}
	}
	return object.CallMethodOf(th, target, name, args)
}
