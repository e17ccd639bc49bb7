package std

import (
	"time"

	"kerash/interp/object"
)

// queue is the Go part of queue.Queue and its relatives.
type queue struct {
	items *object.List
	max   int
	// getters wait for an item, putters for room, joiners for the end of all
	// work.
	getters, putters, joiners waiters
	unfinished                int
	kind                      queueKind
}

// queueKind tells in which order a queue gives its items.
type queueKind uint8

const (
	firstInFirstOut queueKind = iota
	lastInFirstOut
	leastFirst
)

var (
	queueEmpty = object.NewExceptionClass("_queue", "Empty", object.ExceptionClass, "There is no item.")
	queueFull  = object.NewExceptionClass("queue", "Full", object.ExceptionClass, "There is no room.")
)

func queueClass(name, module, doc, sig string, kind queueKind, base *object.Class) *object.Class {
	c := &object.Class{Name: name, Module: module, Doc: doc, Signature: name + sig, Base: base}
	withNative(c, func() any { return &queue{items: object.NewList(), kind: kind} }, func(th *object.Thread, native any, a *object.Bound) error {
		if a.Sig.Index("maxsize") >= 0 {
			native.(*queue).max = a.Int("maxsize")
		}
		return nil
	})
	return c
}

var (
	fifoClass        = queueClass("Queue", "queue", "A queue that threads fill and empty.", "(maxsize=0)", firstInFirstOut, nil)
	lifoClass        = queueClass("LifoQueue", "queue", "A stack that threads fill and empty.", "(maxsize=0)", lastInFirstOut, fifoClass)
	priorityClass    = queueClass("PriorityQueue", "queue", "A queue that gives the least item first.", "(maxsize=0)", leastFirst, fifoClass)
	simpleQueueClass = queueClass("SimpleQueue", "_queue", "A queue without limit.", "()", firstInFirstOut, nil)
)

func init() {
	fifoClass.Members = func() []object.Member { return append(queueMembers(), taskMembers()...) }
	simpleQueueClass.Members = queueMembers
}

func queueModule() *object.Module {
	return &object.Module{Name: "queue", Doc: "Queues between threads.", Members: func() []object.Member {
		return []object.Member{
			object.Const("Queue", fifoClass), object.Const("LifoQueue", lifoClass), object.Const("PriorityQueue", priorityClass),
			object.Const("SimpleQueue", simpleQueueClass), object.Const("Empty", queueEmpty), object.Const("Full", queueFull),
		}
	}}
}

// blockingTime is how long a call waits: its arguments are block and timeout.
func blockingTime(a *object.Bound) (time.Duration, error) {
	if !a.Bool("block") {
		return 0, nil
	}
	if a.Has("timeout") && a.Float("timeout") < 0 {
		return 0, object.ValueErrorf("'timeout' must be a non-negative number")
	}
	return timeoutArg(a, "timeout"), nil
}

func (q *queue) put(th *object.Thread, v object.Value, timeout time.Duration) error {
	ok, err := q.putters.waitUntil(th, timeout, func() bool { return q.max <= 0 || len(q.items.Elems) < q.max })
	if err != nil {
		return err
	}
	if !ok {
		return object.NewError(queueFull, "")
	}
	if q.kind == leastFirst {
		if err := heapPush(th, q.items, v); err != nil {
			return err
		}
	} else {
		q.items.Elems = append(q.items.Elems, v)
	}
	q.unfinished++
	q.getters.wake(1)
	return nil
}

func (q *queue) get(th *object.Thread, timeout time.Duration) (object.Value, error) {
	ok, err := q.getters.waitUntil(th, timeout, func() bool { return len(q.items.Elems) > 0 })
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, object.NewError(queueEmpty, "")
	}
	v, err := q.take(th)
	q.putters.wake(1)
	return v, err
}

// take removes the next item of a queue that is not empty.
func (q *queue) take(th *object.Thread) (object.Value, error) {
	items := q.items.Elems
	switch q.kind {
	case leastFirst:
		return heapPop(th, q.items)
	case lastInFirstOut:
		v := items[len(items)-1]
		q.items.Elems = items[:len(items)-1]
		return v, nil
	}
	v := items[0]
	items[0] = nil
	q.items.Elems = items[1:]
	return v, nil
}

func queueMembers() []object.Member {
	return []object.Member{
		method("put(self, item, block=True, timeout=None)", "Adds an item, perhaps after waiting for room.", func(th *object.Thread, q *queue, a *object.Bound) (object.Value, error) {
			timeout, err := blockingTime(a)
			if err != nil {
				return nil, err
			}
			return nil, q.put(th, a.Value("item"), timeout)
		}),
		method("put_nowait(self, item)", "Adds an item or raises Full.", func(th *object.Thread, q *queue, a *object.Bound) (object.Value, error) {
			return nil, q.put(th, a.Value("item"), 0)
		}),
		method("get(self, block=True, timeout=None)", "Removes and gives the next item, perhaps after waiting for one.", func(th *object.Thread, q *queue, a *object.Bound) (object.Value, error) {
			timeout, err := blockingTime(a)
			if err != nil {
				return nil, err
			}
			return q.get(th, timeout)
		}),
		method("get_nowait(self)", "Removes and gives the next item or raises Empty.", func(th *object.Thread, q *queue, a *object.Bound) (object.Value, error) {
			return q.get(th, 0)
		}),
		method("empty(self)", "Whether there is no item.", func(th *object.Thread, q *queue, a *object.Bound) (object.Value, error) {
			return len(q.items.Elems) == 0, nil
		}),
		method("qsize(self)", "How many items there are.", func(th *object.Thread, q *queue, a *object.Bound) (object.Value, error) {
			return len(q.items.Elems), nil
		}),
	}
}

// taskMembers are the methods about the work that the items mean.
func taskMembers() []object.Member {
	return []object.Member{
		method("full(self)", "Whether there is no room.", func(th *object.Thread, q *queue, a *object.Bound) (object.Value, error) {
			return q.max > 0 && len(q.items.Elems) >= q.max, nil
		}),
		method("task_done(self)", "Tells that the work of an item is done.", func(th *object.Thread, q *queue, a *object.Bound) (object.Value, error) {
			if q.unfinished <= 0 {
				return nil, object.ValueErrorf("task_done() called too many times")
			}
			if q.unfinished--; q.unfinished == 0 {
				q.joiners.wake(len(q.joiners.list))
			}
			return nil, nil
		}),
		method("join(self)", "Waits until all work is done.", func(th *object.Thread, q *queue, a *object.Bound) (object.Value, error) {
			_, err := q.joiners.waitUntil(th, endless, func() bool { return q.unfinished == 0 })
			return nil, err
		}),
		attribute("maxsize", "how many items there may be, 0 for any number", func(q *queue) object.Value { return q.max }),
	}
}
