package std

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"kerash/interp/object"
)

// logger is a Logger; the root's name is "root".
type logger struct {
	name      string
	level     int
	parent    *logger
	handlers  []object.Value
	filters   []object.Value
	propagate bool
	disabled  bool
}

// PyClass is Logger.
func (l *logger) PyClass() *object.Class { return loggerClass }

var loggerClass = &object.Class{Name: "Logger", Module: "logging", Doc: "Writes messages.", Final: true}

// logger finds a logger by name, or makes it below the nearest one above.
func (st *logState) logger(name string) *logger {
	if name == "" || name == "root" {
		return st.root
	}
	if l := st.byName[name]; l != nil {
		return l
	}
	l := &logger{name: name, parent: st.root, propagate: true}
	for above := name; ; {
		i := strings.LastIndexByte(above, '.')
		if i < 0 {
			break
		}
		above = above[:i]
		if p := st.byName[above]; p != nil {
			l.parent = p
			break
		}
	}
	// Loggers that were below an ancestor are now below this one.
	for other, k := range st.byName {
		if strings.HasPrefix(other, name+".") && k.parent == l.parent {
			k.parent = l
		}
	}
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

func (l *logger) enabledFor(th *object.Thread, level int) bool {
	return !l.disabled && level >= l.effective() && level > logOf(th).disable
}

// log makes a record of a message and hands it to the handlers.
func (l *logger) log(th *object.Thread, level int, a *object.Bound) error {
	if !l.enabledFor(th, level) {
		return nil
	}
	info, err := excInfo(th, a.Value("exc_info"))
	if err != nil {
		return err
	}
	file, line := "", 0
	if th.Caller != nil {
		file, line = th.Caller()
	}
	r, err := object.CallFn(th, logRecordClass, l.name, level, file, line, a.Value("msg"), object.NewTuple(a.Rest("args")...), info)
	if err != nil {
		return err
	}
	if extra, ok := a.Value("extra").(*object.Dict); ok {
		for it := extra.Entries(); it.Next(); {
			name, isText := it.Key().(string)
			if !isText {
				continue
			}
			if err := object.SetAttr(th, r, name, it.Value()); err != nil {
				return err
			}
		}
	}
	return l.handle(th, level, r)
}

// excInfo is the exception of a message: (class, exception, traceback) or None.
func excInfo(th *object.Thread, v object.Value) (object.Value, error) {
	switch v := v.(type) {
	case *object.Tuple:
		return v, nil
	case *object.Exception:
		return excTuple(th, v)
	}
	yes, err := object.Truth(th, v)
	if err != nil || !yes || th.Handling == nil {
		return nil, err
	}
	if e := th.Handling(); e != nil {
		return excTuple(th, e)
	}
	return object.NewTuple(nil, nil, nil), nil
}

func excTuple(th *object.Thread, e *object.Exception) (object.Value, error) {
	tb, err := object.GetAttr(th, e, "__traceback__")
	return object.NewTuple(e.Class, e, tb), err
}

// handle hands a record to the handlers of the logger and of those above it.
func (l *logger) handle(th *object.Thread, level int, record object.Value) error {
	if pass, err := passes(th, l.filters, record); err != nil || !pass {
		return err
	}
	found := false
	for k := l; k != nil; k = k.parent {
		for _, h := range k.handlers {
			found = true
			least, err := object.GetAttr(th, h, "level")
			if err != nil {
				return err
			}
			if n, _ := least.(int); level < n {
				continue
			}
			if _, err := object.CallMethodOf(th, h, "handle", object.Pos(record)); err != nil {
				return err
			}
		}
		if !k.propagate {
			break
		}
	}
	if found || level < 30 {
		return nil
	}
	text, err := formatRecord(th, "%(message)s", "", "%", record)
	if err != nil {
		return err
	}
	_, err = io.WriteString(hostOf(th).Stderr, text+"\n")
	return err
}

// passes asks filters: objects with a method filter, or functions.
func passes(th *object.Thread, filters []object.Value, record object.Value) (bool, error) {
	for _, f := range filters {
		fn, ok, err := object.FindAttr(th, f, "filter")
		if err != nil {
			return false, err
		}
		if !ok {
			fn = f
		}
		v, err := object.CallFn(th, fn, record)
		if err != nil {
			return false, err
		}
		if pass, err := object.Truth(th, v); err != nil || !pass {
			return false, err
		}
	}
	return true, nil
}

// logFuncs declares the functions that log at a level, for the module and for
// loggers.
func logFuncs(method bool) []object.Member {
	var members []object.Member
	for _, f := range []struct {
		name  string
		level int
		exc   string
	}{{"debug", 10, "None"}, {"info", 20, "None"}, {"warning", 30, "None"}, {"warn", 30, "None"}, {"error", 40, "None"}, {"exception", 40, "True"}, {"critical", 50, "None"}, {"fatal", 50, "None"}} {
		sig, doc := "(msg, *args, exc_info="+f.exc+", stack_info=False, stacklevel=1, extra=None)", "Writes a message of level "+strings.ToUpper(f.name)+"."
		if method {
			members = append(members, object.Method(f.name+"(self, "+sig[1:], doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return nil, a.Self().(*logger).log(th, f.level, a)
			}))
			continue
		}
		members = append(members, object.Fun(f.name+sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return nil, logAtRoot(th, f.level, a)
		}))
	}
	return members
}

// logAtRoot logs with the root logger, which gets a handler if it has none.
func logAtRoot(th *object.Thread, level int, a *object.Bound) error {
	root := logOf(th).root
	if len(root.handlers) == 0 {
		config, err := th.Import(th, "logging")
		if err != nil {
			return err
		}
		if _, err := object.CallMethodOf(th, config, "basicConfig", object.Args{}); err != nil {
			return err
		}
	}
	return root.log(th, level, a)
}

func init() {
	loggerClass.Members = loggerMembers
	loggerClass.Repr = func(th *object.Thread, self object.Value) (string, error) {
		l, class := self.(*logger), "Logger"
		if l.parent == nil {
			class = "RootLogger"
		}
		return fmt.Sprintf("<%s %s (%s)>", class, l.name, logOf(th).levelName(l.effective())), nil
	}
}

func loggerMembers() []object.Member {
	self := func(a *object.Bound) *logger { return a.Self().(*logger) }
	of := func(sig, doc string, f func(th *object.Thread, l *logger, a *object.Bound) (object.Value, error)) object.Member {
		return object.Method(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) { return f(th, self(a), a) })
	}
	get := func(name, doc string, f func(l *logger) object.Value) object.Member {
		return object.Getter(name, doc, func(th *object.Thread, v object.Value) (object.Value, error) { return f(v.(*logger)), nil })
	}
	flag := func(name, doc string, of func(l *logger) *bool) object.Member {
		return object.GetSet(name, doc, func(th *object.Thread, v object.Value) (object.Value, error) { return *of(v.(*logger)), nil },
			func(th *object.Thread, v, x object.Value) (err error) {
				*of(v.(*logger)), err = object.Truth(th, x)
				return err
			})
	}
	without := func(list []object.Value, v object.Value) []object.Value {
		return slices.DeleteFunc(list, func(x object.Value) bool { return object.Is(x, v) })
	}
	return append(logFuncs(true),
		of("log(self, level, msg, *args, exc_info=None, stack_info=False, stacklevel=1, extra=None)", "Writes a message of a level.", func(th *object.Thread, l *logger, a *object.Bound) (object.Value, error) {
			return nil, l.log(th, a.Int("level"), a)
		}),
		of("setLevel(self, level)", "Drops messages below a level.", func(th *object.Thread, l *logger, a *object.Bound) (object.Value, error) {
			level, err := levelOf(th, a.Value("level"))
			if err == nil {
				l.level = level
			}
			return nil, err
		}),
		of("getEffectiveLevel(self)", "The level that counts.", func(th *object.Thread, l *logger, a *object.Bound) (object.Value, error) { return l.effective(), nil }),
		of("isEnabledFor(self, level)", "Whether messages of a level are written.", func(th *object.Thread, l *logger, a *object.Bound) (object.Value, error) {
			return l.enabledFor(th, a.Int("level")), nil
		}),
		of("getChild(self, suffix)", "The logger of a name below this one.", func(th *object.Thread, l *logger, a *object.Bound) (object.Value, error) {
			if l.parent == nil {
				return logOf(th).logger(a.Str("suffix")), nil
			}
			return logOf(th).logger(l.name + "." + a.Str("suffix")), nil
		}),
		of("handle(self, record)", "Hands a record to the handlers.", func(th *object.Thread, l *logger, a *object.Bound) (object.Value, error) {
			level, err := object.GetAttr(th, a.Value("record"), "levelno")
			if err != nil {
				return nil, err
			}
			n, _ := level.(int)
			return nil, l.handle(th, n, a.Value("record"))
		}),
		of("addHandler(self, hdlr)", "Adds a handler.", func(th *object.Thread, l *logger, a *object.Bound) (object.Value, error) {
			l.handlers = append(without(l.handlers, a.Value("hdlr")), a.Value("hdlr"))
			return nil, nil
		}),
		of("removeHandler(self, hdlr)", "Removes a handler.", func(th *object.Thread, l *logger, a *object.Bound) (object.Value, error) {
			l.handlers = without(l.handlers, a.Value("hdlr"))
			return nil, nil
		}),
		of("addFilter(self, filter)", "Drops records that a filter refuses.", func(th *object.Thread, l *logger, a *object.Bound) (object.Value, error) {
			l.filters = append(l.filters, a.Value("filter"))
			return nil, nil
		}),
		of("removeFilter(self, filter)", "Removes a filter.", func(th *object.Thread, l *logger, a *object.Bound) (object.Value, error) {
			l.filters = without(l.filters, a.Value("filter"))
			return nil, nil
		}),
		of("hasHandlers(self)", "Whether messages go anywhere.", func(th *object.Thread, l *logger, a *object.Bound) (object.Value, error) {
			for ; l != nil; l = l.parent {
				if len(l.handlers) > 0 {
					return true, nil
				}
				if !l.propagate {
					break
				}
			}
			return false, nil
		}),
		get("name", "the name", func(l *logger) object.Value { return l.name }),
		get("level", "the level", func(l *logger) object.Value { return l.level }),
		get("handlers", "the handlers", func(l *logger) object.Value { return object.NewList(slices.Clone(l.handlers)...) }),
		get("filters", "the filters", func(l *logger) object.Value { return object.NewList(slices.Clone(l.filters)...) }),
		get("parent", "the logger above", func(l *logger) object.Value {
			if l.parent == nil {
				return nil
			}
			return l.parent
		}),
		flag("propagate", "whether messages go to the loggers above as well", func(l *logger) *bool { return &l.propagate }),
		flag("disabled", "whether nothing is written", func(l *logger) *bool { return &l.disabled }),
	)
}
