package std

import (
	"os"
	"runtime"
	"strings"

	"kerash/interp/object"
)

func platformModule() *object.Module {
	return &object.Module{Name: "platform", Doc: "The machine.", Members: func() []object.Member {
		tell := func(name, doc string, f func() string) object.Member {
			return object.Fun(name+"()", doc, func(th *object.Thread, a *object.Bound) (object.Value, error) { return f(), nil })
		}
		machine := map[string]string{"amd64": "x86_64", "arm64": "aarch64"}
		return []object.Member{
			tell("system", "The operating system.", func() string { return strings.ToUpper(runtime.GOOS[:1]) + runtime.GOOS[1:] }),
			tell("machine", "The kind of processor.", func() string {
				if m, ok := machine[runtime.GOARCH]; ok {
					return m
				}
				return runtime.GOARCH
			}),
			tell("processor", "The kind of processor.", func() string { return machine[runtime.GOARCH] }),
			tell("python_version", "The version of Python that kerash follows.", func() string { return pythonVersion + ".0" }),
			tell("python_implementation", "kerash.", func() string { return "kerash" }),
			tell("node", "The name of the machine.", func() string {
				// A machine without a name has the empty one.
				name, _ := os.Hostname()
				return name
			}),
			tell("platform", "System and processor.", func() string { return runtime.GOOS + "-" + runtime.GOARCH }),
			tell("release", "Nothing.", func() string { return "" }),
		}
	}}
}
