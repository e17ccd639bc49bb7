package std

import (
	"time"

	"kerash/interp/object"
)

// timeitModule is timeit: how long calls of a function take.
func timeitModule() *object.Module {
	return &object.Module{Name: "timeit", Doc: "How long calls of a function take.", Members: func() []object.Member {
		return []object.Member{
			object.Fun("default_timer()", "Seconds of a clock that measures finely.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return time.Since(started).Seconds(), nil
			}),
			object.Fun("timeit(stmt='pass', setup='pass', timer=None, number=1000000, globals=None)", "The seconds that calls of stmt, a function, take together.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return timed(th, a)
			}),
			object.Fun("repeat(stmt='pass', setup='pass', timer=None, repeat=5, number=1000000, globals=None)", "The results of timeit, run several times.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				out := object.NewList()
				for range a.Int("repeat") {
					t, err := timed(th, a)
					if err != nil {
						return nil, err
					}
					out.Elems = append(out.Elems, t)
				}
				return out, nil
			}),
		}
	}}
}

// timed runs setup once and stmt as often as is asked, and gives the seconds of
// the latter.
func timed(th *object.Thread, a *object.Bound) (object.Value, error) {
	if err := runTimed(th, a.Value("setup"), 1); err != nil {
		return nil, err
	}
	start := time.Now()
	if err := runTimed(th, a.Value("stmt"), a.Int("number")); err != nil {
		return nil, err
	}
	return time.Since(start).Seconds(), nil
}

// runTimed calls a function n times; of statements as texts only pass is run.
func runTimed(th *object.Thread, stmt object.Value, n int) error {
	if text, ok := stmt.(string); ok {
		if text == "pass" {
			return nil
		}
		return object.NotImplementedErrorf("timeit takes functions, not texts of statements").WithHint("timeit.timeit(lambda: f(x), number=10)")
	}
	if !object.IsCallable(stmt) {
		return object.ValueErrorf("stmt is neither a string nor callable")
	}
	for range n {
		if _, err := object.CallFn(th, stmt); err != nil {
			return err
		}
	}
	return nil
}
