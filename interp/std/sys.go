package std

import (
	"bufio"
	"math"
	"runtime"

	"kerash/interp/object"
)

func sysModule() *object.Module {
	return &object.Module{Name: "sys", Doc: "The interpreter: arguments, streams, limits.", Members: sysMembers, GetAttr: sysAttr}
}

// pythonVersion is the one whose behaviour kerash follows.
const pythonVersion = "3.11"

func sysMembers() []object.Member {
	return []object.Member{
		object.Const("version", pythonVersion+".0 (kerash)"),
		object.Const("version_info", object.NewTuple(3, 11, 0, "final", 0)),
		object.Const("hexversion", 0x030b00f0),
		object.Const("platform", platform()),
		object.Const("byteorder", "little"),
		object.Const("maxsize", math.MaxInt64),
		object.Const("maxunicode", 0x10ffff),
		object.Const("executable", "kerash"),
		object.Const("prefix", ""),
		object.Const("implementation", &object.Instance{Class: namespaceClass, Attrs: namespaceOf("name", "kerash")}),
		object.Const("float_info", floatInfo()),
		object.Fun("exit(status=None, /)", "Ends the program: with a status, or a message on stderr and status 1.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			e := object.NewException(object.SystemExit)
			if v := a.At(0); v != nil {
				e.Args = []object.Value{v}
			}
			return nil, &object.Raised{Exc: e}
		}),
		object.Fun("exc_info()", "Class, exception and None of the exception being handled.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			if e := handled(th); e != nil {
				return object.NewTuple(e.Class, e, nil), nil
			}
			return object.NewTuple(nil, nil, nil), nil
		}),
		object.Fun("getrecursionlimit()", "How deep calls may nest.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return object.MaxDepth, nil
		}),
		object.Fun("setrecursionlimit(limit, /)", "Accepted; the limit stays as it is.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			if a.Int("limit") < 1 {
				return nil, object.ValueErrorf("recursion limit must be greater or equal than 1")
			}
			return nil, nil
		}),
		object.Fun("getsizeof(object, default=<none>)", "A rough size of a value in bytes.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			n, err := object.Len(th, a.At(0))
			if err != nil {
				return 28, nil
			}
			return 56 + 8*n, nil
		}),
		object.Fun("intern(string, /)", "The string itself.", func(th *object.Thread, a *object.Bound) (object.Value, error) { return a.Str("string"), nil }),
		object.Fun("getdefaultencoding()", "utf-8.", func(th *object.Thread, a *object.Bound) (object.Value, error) { return "utf-8", nil }),
	}
}

func platform() string {
	if runtime.GOOS == "windows" {
		return "win32"
	}
	return runtime.GOOS
}

// sysAttr has what differs between sessions.
func sysAttr(th *object.Thread, name string) (object.Value, bool, error) {
	st := object.Get(th, func() *sysState { return newSysState(th) })
	switch name {
	case "argv":
		return st.argv, true, nil
	case "path":
		return st.path, true, nil
	case "stdout":
		return st.stdout, true, nil
	case "stderr":
		return st.stderr, true, nil
	case "stdin":
		return st.stdin, true, nil
	case "modules":
		d := object.NewDict()
		for n, m := range hostOf(th).Modules {
			d.SetStr(n, m)
		}
		return d, true, nil
	}
	return nil, false, nil
}

// sysState is what sys keeps for a session.
type sysState struct {
	argv, path            *object.List
	stdout, stderr, stdin *stream
}

func newSysState(th *object.Thread) *sysState {
	h := hostOf(th)
	st := &sysState{argv: object.NewList(), path: object.NewList(h.Folder)}
	for _, a := range h.Args {
		st.argv.Elems = append(st.argv.Elems, a)
	}
	st.stdout = &stream{name: "<stdout>", w: threadOut{th}}
	st.stderr = &stream{name: "<stderr>", w: h.Stderr}
	st.stdin = &stream{name: "<stdin>"}
	if th.Stdin != nil {
		// input() reads from the same buffer.
		st.stdin.r = object.Get(th, func() *bufio.Reader { return bufio.NewReader(th.Stdin) })
	}
	return st
}

// threadOut writes to the thread's standard output as it is now.
type threadOut struct{ th *object.Thread }

func (o threadOut) Write(p []byte) (int, error) { return o.th.Stdout.Write(p) }

func (o threadOut) Flush() error {
	if f, ok := o.th.Stdout.(interface{ Flush() error }); ok {
		return f.Flush()
	}
	return nil
}

func floatInfo() object.Value {
	return &object.Instance{Class: namespaceClass, Attrs: namespaceOf(
		"max", math.MaxFloat64, "max_exp", 1024, "max_10_exp", 308, "min", 0x1p-1022, "min_exp", -1021, "min_10_exp", -307,
		"dig", 15, "mant_dig", 53, "epsilon", 0x1p-52, "radix", 2, "rounds", 1)}
}

func namespaceOf(pairs ...object.Value) object.Namespace {
	var n object.Namespace
	for i := 0; i < len(pairs); i += 2 {
		n.Set(pairs[i].(string), pairs[i+1])
	}
	return n
}
