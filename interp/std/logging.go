package std

import (
	"fmt"
	"io"
	"strings"
	"time"

	"kerash/interp/builtins"
	"kerash/interp/object"
)

func loggingModule() *object.Module {
	return &object.Module{Name: "logging", Doc: "Messages of a program about what it does, on stderr.", Members: loggingMembers}
}

// logLevels are the levels, the least urgent first.
var logLevels = []struct {
	name  string
	value int
}{{"NOTSET", 0}, {"DEBUG", 10}, {"INFO", 20}, {"WARNING", 30}, {"ERROR", 40}, {"CRITICAL", 50}}

func levelName(n int) string {
	for _, l := range logLevels {
		if l.value == n {
			return l.name
		}
	}
	return fmt.Sprintf("Level %d", n)
}

// levelOf reads a level given by number or name.
func levelOf(v object.Value) (int, error) {
	switch v := v.(type) {
	case int:
		return v, nil
	case string:
		for _, l := range logLevels {
			if l.name == v || v == "WARN" && l.name == "WARNING" || v == "FATAL" && l.name == "CRITICAL" {
				return l.value, nil
			}
		}
		return 0, object.ValueErrorf("Unknown level: %s", object.StrRepr(v))
	}
	return 0, object.TypeErrorf("Level not an integer or a valid string: %v", v)
}

// logger is a Logger; the root's name is "root".
type logger struct {
	name      string
	level     int
	parent    *logger
	handlers  []*logHandler
	propagate bool
	disabled  bool
}

// logHandler writes records to a stream.
type logHandler struct {
	level  int
	format string
	date   string
	// stream has a method write; nil is stderr.
	stream object.Value
	silent bool
}

// logState is what a session knows of loggers.
type logState struct {
	root    *logger
	byName  map[string]*logger
	disable int
}

func logOf(th *object.Thread) *logState {
	return object.Get(th, func() *logState {
		return &logState{root: &logger{name: "root", level: 30, propagate: true}, byName: map[string]*logger{}}
	})
}

// PyClass is Logger.
func (l *logger) PyClass() *object.Class { return loggerClass }

// PyClass is StreamHandler.
func (h *logHandler) PyClass() *object.Class { return handlerClass }

var (
	loggerClass    = &object.Class{Name: "Logger", Module: "logging", Doc: "Writes messages.", Final: true}
	handlerClass   = &object.Class{Name: "StreamHandler", Module: "logging", Doc: "Writes messages to a stream.", Signature: "StreamHandler(stream=None)"}
	formatterClass = &object.Class{Name: "Formatter", Module: "logging", Doc: "How messages are written.", Signature: "Formatter(fmt=None, datefmt=None, style='%', validate=True, *, defaults=None)"}
)

// logger finds a logger by name, making those above it.
func (st *logState) logger(name string) *logger {
	if name == "" || name == "root" {
		return st.root
	}
	if l := st.byName[name]; l != nil {
		return l
	}
	parent := st.root
	if i := strings.LastIndexByte(name, '.'); i > 0 {
		parent = st.logger(name[:i])
	}
	l := &logger{name: name, parent: parent, propagate: true}
	st.byName[name] = l
	return l
}

func (l *logger) effective() int {
	for ; l != nil; l = l.parent {
		if l.level != 0 {
			return l.level
		}
	}
	return 0
}

// log writes a message to the handlers of the logger and of those above it.
func (l *logger) log(th *object.Thread, level int, msg object.Value, args []object.Value) error {
	if st := logOf(th); l.disabled || level < l.effective() || level <= st.disable {
		return nil
	}
	text, err := object.Str(th, msg)
	if err != nil {
		return err
	}
	if len(args) > 0 {
		var arg object.Value = object.NewTuple(args...)
		if d, ok := args[0].(*object.Dict); ok && len(args) == 1 {
			arg = d
		}
		if text, err = object.Printf(th, text, arg); err != nil {
			return err
		}
	}
	found := false
	for k := l; k != nil; k = k.parent {
		for _, h := range k.handlers {
			found = true
			if level >= h.level {
				if err := h.write(th, l.name, level, text); err != nil {
					return err
				}
			}
		}
		if !k.propagate {
			break
		}
	}
	if !found && level >= 30 {
		_, err = io.WriteString(hostOf(th).Stderr, text+"\n")
	}
	return err
}

func (h *logHandler) write(th *object.Thread, name string, level int, text string) error {
	if h.silent {
		return nil
	}
	format := h.format
	if format == "" {
		format = "%(message)s"
	}
	now := time.Now()
	date := now.Format("2006-01-02 15:04:05,000")
	if h.date != "" {
		date = strftime(now, h.date)
	}
	file, line := "", 0
	if th.Caller != nil {
		file, line = th.Caller()
	}
	record := object.DictOf("message", text, "levelname", levelName(level), "name", name, "asctime", date, "levelno", level,
		"filename", file, "pathname", file, "lineno", line, "module", strings.TrimSuffix(file, ".py"), "funcName", "<module>", "process", 0, "threadName", "MainThread")
	out, err := object.Printf(th, format, record)
	if err != nil {
		return err
	}
	if h.stream == nil {
		_, err = io.WriteString(hostOf(th).Stderr, out+"\n")
		return err
	}
	if _, err = object.CallMethodOf(th, h.stream, "write", object.Pos(out+"\n")); err != nil {
		return err
	}
	if flush, ok, _ := object.FindAttr(th, h.stream, "flush"); ok {
		_, err = object.CallFn(th, flush)
	}
	return err
}

// logFunc declares a function that logs at a level; it is used for the module
// and for loggers.
func logFuncs(method bool) []object.Member {
	var members []object.Member
	for _, f := range []struct {
		name  string
		level int
	}{{"debug", 10}, {"info", 20}, {"warning", 30}, {"warn", 30}, {"error", 40}, {"exception", 40}, {"critical", 50}, {"fatal", 50}} {
		sig, doc := "(msg, *args, exc_info=None, stack_info=False, stacklevel=1, extra=None)", "Writes a message of level "+levelName(f.level)+"."
		if method {
			members = append(members, object.Method(f.name+"(self, "+sig[1:], doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return nil, a.Self().(*logger).log(th, f.level, a.Value("msg"), a.Rest("args"))
			}))
			continue
		}
		members = append(members, object.Fun(f.name+sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
			root := logOf(th).root
			if len(root.handlers) == 0 {
				root.handlers = []*logHandler{{format: basicFormat}}
			}
			return nil, root.log(th, f.level, a.Value("msg"), a.Rest("args"))
		}))
	}
	return members
}

const basicFormat = "%(levelname)s:%(name)s:%(message)s"

func loggingMembers() []object.Member {
	members := logFuncs(false)
	for _, l := range logLevels {
		members = append(members, object.Const(l.name, l.value))
	}
	return append(members,
		object.Const("WARN", 30), object.Const("FATAL", 50), object.Const("Logger", loggerClass), object.Const("StreamHandler", handlerClass),
		object.Const("Handler", handlerClass), object.Const("Formatter", formatterClass),
		object.Fun("getLogger(name=None)", "The logger of a name.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return logOf(th).logger(a.StrOr("name", "")), nil
		}),
		object.Fun("getLevelName(level)", "The name of a level.", func(th *object.Thread, a *object.Bound) (object.Value, error) { return levelName(a.Int("level")), nil }),
		object.Fun("disable(level=50)", "Drops messages up to a level.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			logOf(th).disable = a.Int("level")
			return nil, nil
		}),
		object.Fun("NullHandler()", "A handler that writes nothing.", func(th *object.Thread, a *object.Bound) (object.Value, error) { return &logHandler{silent: true}, nil }),
		object.Fun("FileHandler(filename, mode='a', encoding=None, delay=False, errors=None)", "A handler that writes to a file.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			f, err := object.CallFn(th, builtins.Open, a.Value("filename"), a.Value("mode"))
			return &logHandler{stream: f}, err
		}),
		object.Fun("basicConfig(*, filename=None, filemode='a', format=None, datefmt=None, style='%', level=None, stream=None, handlers=None, force=False, encoding=None, errors=None)",
			"Sets the root logger up, unless it is.", basicConfig),
	)
}

func basicConfig(th *object.Thread, a *object.Bound) (object.Value, error) {
	root := logOf(th).root
	if a.Bool("force") {
		root.handlers = nil
	}
	if len(root.handlers) > 0 {
		return nil, nil
	}
	h := &logHandler{format: a.StrOr("format", basicFormat), date: a.StrOr("datefmt", ""), stream: a.Value("stream")}
	if a.Has("filename") {
		f, err := object.CallFn(th, builtins.Open, a.Value("filename"), a.Value("filemode"))
		if err != nil {
			return nil, err
		}
		h.stream = f
	}
	root.handlers = []*logHandler{h}
	if a.Has("handlers") {
		root.handlers = nil
		for _, v := range a.Elems("handlers") {
			if k, ok := v.(*logHandler); ok {
				if k.format == "" {
					k.format = h.format
				}
				root.handlers = append(root.handlers, k)
			}
		}
	}
	if a.Has("level") {
		level, err := levelOf(a.Value("level"))
		if err != nil {
			return nil, err
		}
		root.level = level
	}
	return nil, nil
}

func init() {
	loggerClass.Members = loggerMembers
	handlerClass.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		b, err := handlerClass.BindNew(th, args)
		if err != nil {
			return nil, err
		}
		return &logHandler{stream: b.At(0)}, nil
	}
	handlerClass.Members = func() []object.Member {
		return []object.Member{
			object.Method("setLevel(self, level)", "Drops messages below a level.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				level, err := levelOf(a.Value("level"))
				a.Self().(*logHandler).level = level
				return nil, err
			}),
			object.Method("setFormatter(self, fmt)", "Sets how messages are written.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				if f, ok := a.Value("fmt").(*logFormat); ok {
					h := a.Self().(*logHandler)
					h.format, h.date = f.format, f.date
				}
				return nil, nil
			}),
			object.Method("flush(self)", "Does nothing.", func(th *object.Thread, a *object.Bound) (object.Value, error) { return nil, nil }),
			object.Method("close(self)", "Does nothing.", func(th *object.Thread, a *object.Bound) (object.Value, error) { return nil, nil }),
		}
	}
	formatterClass.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		b, err := formatterClass.BindNew(th, args)
		if err != nil {
			return nil, err
		}
		return &logFormat{b.StrOr("fmt", "%(message)s"), b.StrOr("datefmt", "")}, nil
	}
}

// logFormat is a Formatter.
type logFormat struct{ format, date string }

// PyClass is Formatter.
func (*logFormat) PyClass() *object.Class { return formatterClass }

func loggerMembers() []object.Member {
	self := func(a *object.Bound) *logger { return a.Self().(*logger) }
	return append(logFuncs(true),
		object.Method("log(self, level, msg, *args, **kwargs)", "Writes a message of a level.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return nil, self(a).log(th, a.Int("level"), a.Value("msg"), a.Rest("args"))
		}),
		object.Method("setLevel(self, level)", "Drops messages below a level.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			level, err := levelOf(a.Value("level"))
			if err == nil {
				self(a).level = level
			}
			return nil, err
		}),
		object.Method("getEffectiveLevel(self)", "The level that counts.", func(th *object.Thread, a *object.Bound) (object.Value, error) { return self(a).effective(), nil }),
		object.Method("isEnabledFor(self, level)", "Whether messages of a level are written.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return a.Int("level") >= self(a).effective(), nil
		}),
		object.Method("addHandler(self, hdlr)", "Adds a handler.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			if h, ok := a.Value("hdlr").(*logHandler); ok {
				self(a).handlers = append(self(a).handlers, h)
			}
			return nil, nil
		}),
		object.Method("removeHandler(self, hdlr)", "Removes a handler.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			l := self(a)
			for i, h := range l.handlers {
				if object.Value(h) == a.Value("hdlr") {
					l.handlers = append(l.handlers[:i], l.handlers[i+1:]...)
					break
				}
			}
			return nil, nil
		}),
		object.Method("hasHandlers(self)", "Whether messages go anywhere.", func(th *object.Thread, a *object.Bound) (object.Value, error) { return len(self(a).handlers) > 0, nil }),
		object.Getter("name", "the name", func(th *object.Thread, v object.Value) (object.Value, error) { return v.(*logger).name, nil }),
		object.Getter("level", "the level", func(th *object.Thread, v object.Value) (object.Value, error) { return v.(*logger).level, nil }),
		object.Getter("handlers", "the handlers", func(th *object.Thread, v object.Value) (object.Value, error) {
			l := object.NewList()
			for _, h := range v.(*logger).handlers {
				l.Elems = append(l.Elems, h)
			}
			return l, nil
		}),
		object.GetSet("propagate", "whether messages go to the loggers above as well", func(th *object.Thread, v object.Value) (object.Value, error) { return v.(*logger).propagate, nil },
			func(th *object.Thread, v, x object.Value) (err error) {
				v.(*logger).propagate, err = object.Truth(th, x)
				return err
			}),
		object.GetSet("disabled", "whether nothing is written", func(th *object.Thread, v object.Value) (object.Value, error) { return v.(*logger).disabled, nil },
			func(th *object.Thread, v, x object.Value) (err error) {
				v.(*logger).disabled, err = object.Truth(th, x)
				return err
			}),
	)
}
