package tf

import (
	"time"

	"kerash/interp/object"
	"kerash/model/format/checkpoint"
)

// pollInterval is how long the wait for a checkpoint looks away.
const pollInterval = time.Second

// checkpointsIterator waits for checkpoints of a folder.
func checkpointsIterator(c *call) object.Value {
	dir := c.path("checkpoint_dir")
	least := seconds(c, "min_interval_secs")
	timeout := time.Duration(-1)
	if c.Has("timeout") {
		timeout = seconds(c, "timeout")
	}
	onTimeout := c.Value("timeout_fn")
	last := ""
	return object.NewIter(func(th *object.Thread) (object.Value, bool, error) {
		for {
			path, err := newCheckpoint(th, dir, last, timeout)
			switch {
			case err != nil:
				return nil, false, err
			case path != "":
				if last != "" {
					if err := waitFor(th, least); err != nil {
						return nil, false, err
					}
				}
				last = path
				return path, true, nil
			case onTimeout == nil:
				return nil, false, nil
			}
			end, err := object.Call(th, onTimeout, object.Args{})
			if err != nil || object.Must(object.Truth(th, end)) {
				return nil, false, err
			}
		}
	})
}

func seconds(c *call, name string) time.Duration {
	return time.Duration(c.Float(name) * float64(time.Second))
}

// newCheckpoint waits for a checkpoint that is not the last one, "" when time is
// up; a negative timeout is none.
func newCheckpoint(th *object.Thread, dir, last string, timeout time.Duration) (string, error) {
	start := time.Now()
	for {
		if path := checkpoint.Latest(dir); path != "" && path != last {
			return path, nil
		}
		if timeout >= 0 && time.Since(start)+pollInterval > timeout {
			return "", nil
		}
		if err := waitFor(th, pollInterval); err != nil {
			return "", err
		}
	}
}

// waitFor passes time, unless the user interrupts.
func waitFor(th *object.Thread, d time.Duration) error {
	if d > 0 {
		select {
		case <-time.After(d):
		case <-th.Context().Done():
		}
	}
	return th.Check()
}
