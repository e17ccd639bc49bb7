package repl

import (
	"fmt"
	"math"
	"runtime"
	"strconv"
	"strings"
	"time"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/interp/syntax"
	"kerash/model"
	"kerash/repl/display"
)

func stateOf(th *object.Thread) *model.State { return binding.State(th) }

// atoi is a number for argument checks: an int, or the text itself.
func atoi(s string) any {
	if n, err := strconv.Atoi(strings.TrimSpace(s)); err == nil {
		return n
	}
	return s
}

// code is what a timing magic runs.
func (m magicCall) code(name string) (string, error) {
	text := m.args
	if m.cell {
		text = m.body
	}
	if strings.TrimSpace(text) == "" {
		return "", object.Errorf(object.SyntaxError, "%%%s needs code to run", name)
	}
	return text, nil
}

var timeMagic = magic{name: "time", usage: "%time code", cell: true,
	doc: "Runs code once and shows how long it took and what it allocated.",
	run: func(c *Console, call magicCall) error {
		text, err := call.code("time")
		if err != nil {
			return err
		}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		start := time.Now()
		err = c.nested("time", text, syntax.ModeKsh)
		took := time.Since(start)
		runtime.ReadMemStats(&after)
		fmt.Fprintf(c.reporter, "Wall time: %s, %s allocated\n", duration(took), display.Bytes(int64(after.TotalAlloc-before.TotalAlloc)))
		return err
	}}

var timeitMagic = magic{name: "timeit", usage: "%timeit code", cell: true,
	doc: "Runs code many times and shows mean and deviation.\nThe number of loops is chosen so that a run takes at least 0.2 s; there are 7 runs.",
	run: func(c *Console, call magicCall) error {
		text, err := call.code("timeit")
		if err != nil {
			return err
		}
		prepared, err := c.session.Prepare("timeit", text, syntax.ModePy)
		if err != nil {
			return err
		}
		const runs, least = 7, 200 * time.Millisecond
		loop := func(n int) (time.Duration, error) {
			start := time.Now()
			for range n {
				if err := prepared(); err != nil {
					return 0, err
				}
			}
			return time.Since(start), nil
		}
		n := 1
		for {
			took, err := loop(n)
			if err != nil {
				return err
			}
			if took >= least || n >= 1e9 {
				break
			}
			n *= 10
		}
		per := make([]float64, runs)
		for i := range per {
			took, err := loop(n)
			if err != nil {
				return err
			}
			per[i] = took.Seconds() / float64(n)
		}
		mean, std := meanStd(per)
		_, err = fmt.Fprintf(c.reporter, "%s ± %s per loop (mean ± std. dev. of %d runs, %s loops each)\n",
			duration(seconds(mean)), duration(seconds(std)), runs, display.Count(int64(n)))
		return err
	}}

func seconds(s float64) time.Duration { return time.Duration(s * float64(time.Second)) }

func meanStd(x []float64) (mean, std float64) {
	for _, v := range x {
		mean += v
	}
	mean /= float64(len(x))
	for _, v := range x {
		std += (v - mean) * (v - mean)
	}
	return mean, math.Sqrt(std / float64(len(x)))
}

// duration is a time with three significant digits.
func duration(d time.Duration) string {
	s := d.Seconds()
	for _, u := range []struct {
		least float64
		name  string
	}{{1, "s"}, {1e-3, "ms"}, {1e-6, "µs"}} {
		if s >= u.least {
			return fmt.Sprintf("%.3g %s", s/u.least, u.name)
		}
	}
	return fmt.Sprintf("%.3g ns", s*1e9)
}
