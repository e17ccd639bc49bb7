package std

import (
	"fmt"

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

// logState is what a session knows of loggers.
type logState struct {
	root    *logger
	byName  map[string]*logger
	disable int
	// names are those that addLevelName gave.
	names map[int]string
}

func logOf(th *object.Thread) *logState {
	return object.Get(th, func() *logState {
		return &logState{root: &logger{name: "root", level: 30, propagate: true}, byName: map[string]*logger{}, names: map[int]string{}}
	})
}

func (st *logState) levelName(n int) string {
	if name, ok := st.names[n]; ok {
		return name
	}
	for _, l := range logLevels {
		if l.value == n {
			return l.name
		}
	}
	return fmt.Sprintf("Level %d", n)
}

// levelNamed finds a level by its name.
func (st *logState) levelNamed(name string) (int, bool) {
	for n, own := range st.names {
		if own == name {
			return n, true
		}
	}
	for _, l := range logLevels {
		if l.name == name || name == "WARN" && l.name == "WARNING" || name == "FATAL" && l.name == "CRITICAL" {
			return l.value, true
		}
	}
	return 0, false
}

// levelOf reads a level given by number or name.
func levelOf(th *object.Thread, v object.Value) (int, error) {
	switch v := v.(type) {
	case int:
		return v, nil
	case string:
		if n, ok := logOf(th).levelNamed(v); ok {
			return n, nil
		}
		return 0, object.ValueErrorf("Unknown level: %s", object.StrRepr(v))
	}
	text, err := object.Repr(th, v)
	if err != nil {
		return 0, err
	}
	return 0, object.TypeErrorf("Level not an integer or a valid string: %s", text)
}

const basicFormat = "%(levelname)s:%(name)s:%(message)s"

func loggingMembers() []object.Member {
	members := logFuncs(false)
	for _, l := range logLevels {
		members = append(members, object.Const(l.name, l.value))
	}
	return append(members,
		object.Const("WARN", 30), object.Const("FATAL", 50), object.Const("BASIC_FORMAT", basicFormat),
		object.Const("Logger", loggerClass), object.Const("LoggerAdapter", loggerAdapterClass), object.Const("LogRecord", logRecordClass),
		object.Const("Formatter", formatterClass), object.Const("Filter", logFilterClass), object.Const("Handler", handlerClass),
		object.Const("StreamHandler", streamHandlerClass), object.Const("FileHandler", fileHandlerClass), object.Const("NullHandler", nullHandlerClass),
		object.Fun("log(level, msg, *args, exc_info=None, stack_info=False, stacklevel=1, extra=None)", "Writes a message of a level.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return nil, logAtRoot(th, a.Int("level"), a)
		}),
		object.Fun("getLogger(name=None)", "The logger of a name.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return logOf(th).logger(a.StrOr("name", "")), nil
		}),
		object.Fun("getLevelName(level)", "The name of a level, or the level of a name.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			if name, ok := a.Value("level").(string); ok {
				if n, known := logOf(th).levelNamed(name); known {
					return n, nil
				}
				return "Level " + name, nil
			}
			return logOf(th).levelName(a.Int("level")), nil
		}),
		object.Fun("addLevelName(level, levelName)", "Names a level.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			logOf(th).names[a.Int("level")] = a.Str("levelName")
			return nil, nil
		}),
		object.Fun("disable(level=50)", "Drops messages up to a level.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			n, err := levelOf(th, a.Value("level"))
			logOf(th).disable = n
			return nil, err
		}),
		object.Fun("captureWarnings(capture)", "Warnings stay where they are.", func(th *object.Thread, a *object.Bound) (object.Value, error) { return nil, nil }),
		object.Fun("shutdown()", "Flushes the handlers of the root logger.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			for _, h := range logOf(th).root.handlers {
				if _, err := object.CallMethodOf(th, h, "flush", object.Args{}); err != nil {
					return nil, err
				}
			}
			return nil, nil
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
	handlers, err := basicHandlers(th, a)
	if err != nil {
		return nil, err
	}
	format := basicFormat
	switch a.Str("style") {
	case "{":
		format = "{levelname}:{name}:{message}"
	case "$":
		format = "${levelname}:${name}:${message}"
	}
	formatter, err := object.CallFn(th, formatterClass, a.StrOr("format", format), a.Value("datefmt"), a.Value("style"))
	if err != nil {
		return nil, err
	}
	for _, h := range handlers {
		old, _, err := object.FindAttr(th, h, "formatter")
		if err != nil {
			return nil, err
		}
		if old == nil {
			if err := object.SetAttr(th, h, "formatter", formatter); err != nil {
				return nil, err
			}
		}
	}
	root.handlers = handlers
	if a.Has("level") {
		if root.level, err = levelOf(th, a.Value("level")); err != nil {
			return nil, err
		}
	}
	return nil, nil
}

// basicHandlers are the handlers that basicConfig is given or makes.
func basicHandlers(th *object.Thread, a *object.Bound) ([]object.Value, error) {
	switch {
	case a.Has("handlers"):
		return append([]object.Value(nil), a.Elems("handlers")...), nil
	case a.Has("filename"):
		f, err := object.CallFn(th, builtins.Open, a.Value("filename"), a.Value("filemode"))
		if err != nil {
			return nil, err
		}
		h, err := object.CallFn(th, streamHandlerClass, f)
		return []object.Value{h}, err
	}
	h, err := object.CallFn(th, streamHandlerClass, a.Value("stream"))
	return []object.Value{h}, err
}
