package tf

import (
	"kerash/interp/object"
)

// loggingDecls are tf.get_logger and tf.compat.v1.logging, which speak to the
// logger "tensorflow" of Python's logging.
func loggingDecls() []decl {
	decls := []decl{
		{names: "get_logger", sig: "get_logger()", doc: "TensorFlow's logger.", raw: true, plain: true, fn: func(c *call) object.Value { return logger(c.th) }},
		{names: "compat.v1.logging.set_verbosity", sig: "set_verbosity(v)", doc: "Sets the level from which messages are logged.", raw: true, plain: true, fn: func(c *call) object.Value {
			return object.Must(object.CallMethodOf(c.th, logger(c.th), "setLevel", object.Pos(c.Value("v"))))
		}},
		{names: "compat.v1.logging.get_verbosity", sig: "get_verbosity()", doc: "The level from which messages are logged.", raw: true, plain: true, fn: func(c *call) object.Value {
			return object.Must(object.CallMethodOf(c.th, logger(c.th), "getEffectiveLevel", object.Args{}))
		}},
	}
	for _, level := range []string{"debug", "info", "warning", "error", "fatal"} {
		names := "compat.v1.logging." + level
		if level == "warning" {
			names += " compat.v1.logging.warn"
		}
		decls = append(decls, decl{names: names, sig: level + "(msg, *args, **kwargs)", doc: "Logs a message.", raw: true, plain: true, fn: func(c *call) object.Value {
			return object.Must(object.CallMethodOf(c.th, logger(c.th), level, object.Args{Pos: append([]object.Value{c.Value("msg")}, c.Rest("args")...)}))
		}})
	}
	return decls
}

func logger(th *object.Thread) object.Value {
	logging := object.Must(th.Import(th, "logging"))
	return object.Must(object.CallMethodOf(th, logging, "getLogger", object.Pos("tensorflow")))
}

// logLevels are the levels of tf.compat.v1.logging.
func logLevels() []object.Member {
	return []object.Member{
		object.Const("DEBUG", 10), object.Const("INFO", 20), object.Const("WARN", 30), object.Const("ERROR", 40), object.Const("FATAL", 50),
	}
}
