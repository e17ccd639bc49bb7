package repl

import (
	"fmt"
	"io"
	"os"
	"runtime"
	"sort"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
	"kerash/repl/display"
	"kerash/tensor"
)

var whoMagic = magic{name: "who", usage: "%who", doc: "Lists your variables.",
	run: func(c *Console, _ magicCall) error {
		names := c.variables()
		if len(names) == 0 {
			names = []string{"no variables yet"}
		}
		_, err := io.WriteString(c.reporter, strings.Join(names, "  ")+"\n")
		return err
	}}

// variables are the user's globals, sorted.
func (c *Console) variables() []string {
	var names []string
	for _, n := range c.session.Globals().Names() {
		if !strings.HasPrefix(n, "_") {
			names = append(names, n)
		}
	}
	sort.Strings(names)
	return names
}

var whosMagic = magic{name: "whos", usage: "%whos", doc: "Shows your variables with type, shape, dtype and size.",
	run: func(c *Console, _ magicCall) error {
		t := display.Table{Head: []string{"name", "type", "shape", "dtype", "size"}, Numeric: []bool{false, false, false, false, true}}
		for _, n := range c.variables() {
			v, _ := c.session.Globals().Get(n)
			shape, dtype, size := describeValue(v)
			t.Rows = append(t.Rows, []string{n, object.TypeName(v), shape, dtype, size})
		}
		if len(t.Rows) == 0 {
			_, err := io.WriteString(c.reporter, "no variables yet\n")
			return err
		}
		_, err := io.WriteString(c.reporter, t.Text(c.style(c.opt.Stdout))+"\n")
		return err
	}}

// describeValue is what %whos shows of a value beside its type.
func describeValue(v object.Value) (shape, dtype, size string) {
	array := func(s []int, dt tensor.DType) (string, string, string) {
		return tensor.ShapeString(s), dt.String(), display.Bytes(int64(tensor.NumElements(s) * dt.Size()))
	}
	switch x := object.NativeOf(v).(type) {
	case *tensor.Tensor:
		if x.IsSymbolic() {
			return tensor.ShapeString(x.Shape()), x.DType().String(), "-"
		}
		return array(x.Shape(), x.DType())
	case *tensor.Array:
		return array(x.Shape(), x.DType())
	case *tensor.Variable:
		return array(x.Shape(), x.DType())
	case model.Layer:
		n := 0
		for _, w := range x.Core().Weights() {
			n += w.Size()
		}
		return "-", "-", display.Count(int64(n)) + " params"
	case *object.List:
		return fmt.Sprintf("%d items", len(x.Elems)), "-", "-"
	case *object.Tuple:
		return fmt.Sprintf("%d items", len(x.Elems)), "-", "-"
	case *object.Dict:
		return fmt.Sprintf("%d items", x.Len()), "-", "-"
	}
	return "-", "-", "-"
}

var threadsMagic = magic{name: "threads", usage: "%threads [n]", doc: "Shows or sets how many threads compute.\nResults do not depend on it.",
	run: func(c *Console, call magicCall) error {
		if call.args != "" {
			n, ok := atoi(call.args).(int)
			if !ok || n < 1 {
				return object.ValueErrorf("%%threads takes a number from 1 on, not '%s'", call.args)
			}
			tensor.SetThreads(n)
		}
		_, err := fmt.Fprintf(c.reporter, "%d threads on %d processors\n", tensor.Threads(), runtime.NumCPU())
		return err
	}}

var memMagic = magic{name: "mem", usage: "%mem", doc: "Shows how much memory the session holds.",
	run: func(c *Console, _ magicCall) error {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		text := fmt.Sprintf("in use %s, from the system %s", display.Bytes(int64(m.HeapInuse)), display.Bytes(int64(m.Sys)))
		if n := binding.Scope(c.session.Thread()).PlanMemory(); n > 0 {
			text += ", of which plans work in " + display.Bytes(int64(n))
		}
		if peak, ok := peakResident(); ok {
			text += ", peak resident " + display.Bytes(peak)
		}
		_, err := io.WriteString(c.reporter, text+"\n")
		return err
	}}

// peakResident is the most memory the process has held, where the system tells.
func peakResident() (int64, bool) {
	b, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0, false
	}
	for line := range strings.SplitSeq(string(b), "\n") {
		if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			var kb int64
			if _, err := fmt.Sscan(rest, &kb); err == nil {
				return kb * 1024, true
			}
		}
	}
	return 0, false
}

var pwdMagic = magic{name: "pwd", usage: "%pwd", doc: "Shows the current folder.",
	run: func(c *Console, _ magicCall) error {
		dir, err := os.Getwd()
		if err != nil {
			return object.Errorf(object.OSError, "%s", err.Error())
		}
		_, err = io.WriteString(c.reporter, dir+"\n")
		return err
	}}

var cdMagic = magic{name: "cd", usage: "%cd folder", doc: "Changes the current folder.",
	run: func(c *Console, call magicCall) error {
		if c.opt.Safe {
			return object.Errorf(object.PermissionError, "changing the folder is off under --safe")
		}
		dir := call.args
		if dir == "" || dir == "~" {
			dir, _ = os.UserHomeDir()
		}
		if err := os.Chdir(dir); err != nil {
			return object.Errorf(object.FileNotFoundError, "%s", err.Error())
		}
		return nil
	}}

var lsMagic = magic{name: "ls", usage: "%ls [folder]", doc: "Lists a folder.",
	run: func(c *Console, call magicCall) error {
		dir := call.args
		if dir == "" {
			dir = "."
		}
		if c.opt.Safe {
			return object.Errorf(object.PermissionError, "looking at folders is off under --safe")
		}
		entries, err := os.ReadDir(dir)
		if err != nil {
			return object.Errorf(object.FileNotFoundError, "%s", err.Error())
		}
		var b strings.Builder
		for _, e := range entries {
			b.WriteString(e.Name())
			if e.IsDir() {
				b.WriteByte('/')
			}
			b.WriteByte('\n')
		}
		_, err = io.WriteString(c.reporter, b.String())
		return err
	}}
