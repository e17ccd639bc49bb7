package std

import (
	"fmt"
	"slices"

	"kerash/interp/object"
)

// thread is the Go part of a threading.Thread.
type thread struct {
	waiters
	self    object.Value
	name    string
	target  object.Value
	args    []object.Value
	kwargs  []object.Kwarg
	daemon  bool
	started bool
	ended   bool
	ident   int
	// local are the attributes of threading.local objects.
	local map[*object.Instance]*object.Namespace
}

// threads are those of a session.
type threads struct {
	main  *thread
	alive []*thread
	// names counts the threads that were given a name.
	names  int
	idents int
	// exits are the functions of atexit, the first one first.
	exits []exitCall
}

type exitCall struct {
	fn   object.Value
	args object.Args
}

func threadsOf(th *object.Thread) *threads {
	return object.Get(th, func() *threads {
		main := &thread{name: "MainThread", started: true, ident: 1}
		main.self = &object.Instance{Class: mainThreadClass, Native: main}
		return &threads{main: main, alive: []*thread{main}, idents: 1}
	})
}

func currentThread(th *object.Thread) *thread {
	if t, ok := th.Running.(*thread); ok {
		return t
	}
	return threadsOf(th).main
}

var (
	threadClass     = &object.Class{Name: "Thread", Module: "threading", Doc: "A function that runs beside others.", Signature: "Thread(group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None)"}
	mainThreadClass = &object.Class{Name: "_MainThread", Module: "threading", Base: threadClass, Doc: "The thread that the program began with."}
	timerClass      = &object.Class{Name: "Timer", Module: "threading", Base: threadClass, Doc: "A function that is called after a time.", Signature: "Timer(interval, function, args=None, kwargs=None)"}
	localClass      = &object.Class{Name: "local", Module: "_thread", Doc: "Attributes that each thread has its own of.", Signature: "local()"}
)

func init() {
	withNative(threadClass, func() any { return &thread{} }, nil)
	threadClass.Init = func(th *object.Thread, inst *object.Instance, args object.Args) error {
		a, err := threadClass.BindNew(th, args)
		if err != nil {
			return err
		}
		t := inst.Native.(*thread)
		all := threadsOf(th)
		t.self, t.target, t.args = inst, a.Value("target"), a.Elems("args")
		if d, ok := object.NativeOf(a.Value("kwargs")).(*object.Dict); ok {
			t.kwargs = kwargsOf(d)
		}
		t.daemon = currentThread(th).daemon
		if a.Value("daemon") != nil {
			t.daemon = a.Bool("daemon")
		}
		if t.name = a.StrOr("name", ""); t.name == "" {
			all.names++
			t.name = fmt.Sprintf("Thread-%d", all.names)
			if name, ok := object.FuncName(t.target); ok {
				t.name += " (" + name + ")"
			}
		}
		return nil
	}
	threadClass.Repr = func(th *object.Thread, self object.Value) (string, error) {
		t := object.NativeOf(self).(*thread)
		status := "initial"
		switch {
		case t.ended:
			status = "stopped"
		case t.started:
			status = "started"
		}
		if t.daemon {
			status += " daemon"
		}
		if t.started {
			status += fmt.Sprintf(" %d", t.ident)
		}
		return fmt.Sprintf("<%s(%s, %s)>", object.TypeName(self), t.name, status), nil
	}
	threadClass.Members = threadMembers
	timerClass.Init = initTimer
	timerClass.Alloc = threadClass.Alloc
	timerClass.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		inst := &object.Instance{Class: cls, Native: &thread{}}
		return inst, initTimer(th, inst, args)
	}
	timerClass.Members = func() []object.Member {
		return []object.Member{object.Method("cancel(self)", "Keeps the function from being called.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			finished, err := object.GetAttr(th, a.Self(), "finished")
			if err != nil {
				return nil, err
			}
			return object.CallMethodOf(th, finished, "set", object.Args{})
		})}
	}
	localSlots()
}

// initTimer makes a thread that waits before it calls its function.
func initTimer(th *object.Thread, inst *object.Instance, args object.Args) error {
	a, err := timerClass.BindNew(th, args)
	if err != nil {
		return err
	}
	finished, err := object.CallFn(th, eventClass)
	if err != nil {
		return err
	}
	call := object.Args{}
	if a.Has("args") {
		call.Pos = a.Elems("args")
	}
	if d, ok := a.Value("kwargs").(*object.Dict); ok {
		call.Kw = kwargsOf(d)
	}
	fn, interval := a.Value("function"), a.Value("interval")
	run := object.Func("run()", "Waits and calls the function.", func(th *object.Thread, _ *object.Bound) (object.Value, error) {
		cancelled, err := object.CallMethodOf(th, finished, "wait", object.Pos(interval))
		if err != nil || cancelled == true {
			return nil, err
		}
		return object.Call(th, fn, call)
	})
	inst.Attrs.Set("finished", finished)
	if err := threadClass.Init(th, inst, object.Args{}); err != nil {
		return err
	}
	inst.Native.(*thread).target = run
	return nil
}

func kwargsOf(d *object.Dict) []object.Kwarg {
	var kw []object.Kwarg
	for it := d.Entries(); it.Next(); {
		if name, ok := it.Key().(string); ok {
			kw = append(kw, object.Kwarg{Name: name, Value: it.Value()})
		}
	}
	return kw
}

func threadMembers() []object.Member {
	return []object.Member{
		method("start(self)", "Begins to run.", func(th *object.Thread, t *thread, a *object.Bound) (object.Value, error) {
			return nil, t.start(th)
		}),
		method("run(self)", "What the thread does: it calls its target.", func(th *object.Thread, t *thread, a *object.Bound) (object.Value, error) {
			if t.target == nil {
				return nil, nil
			}
			_, err := object.Call(th, t.target, object.Args{Pos: t.args, Kw: t.kwargs})
			return nil, err
		}),
		method("join(self, timeout=None)", "Waits for the end.", func(th *object.Thread, t *thread, a *object.Bound) (object.Value, error) {
			switch {
			case !t.started:
				return nil, object.RuntimeErrorf("cannot join thread before it is started")
			case t == currentThread(th):
				return nil, object.RuntimeErrorf("cannot join current thread")
			}
			_, err := t.waitUntil(th, timeoutArg(a, "timeout"), func() bool { return t.ended })
			return nil, err
		}),
		method("is_alive(self)", "Whether it runs.", func(th *object.Thread, t *thread, a *object.Bound) (object.Value, error) {
			return t.started && !t.ended, nil
		}),
		object.GetSet("name", "the name", func(th *object.Thread, self object.Value) (object.Value, error) {
			return object.NativeOf(self).(*thread).name, nil
		}, func(th *object.Thread, self, v object.Value) (err error) {
			object.NativeOf(self).(*thread).name, err = object.Str(th, v)
			return err
		}),
		object.GetSet("daemon", "whether the program may end before it", func(th *object.Thread, self object.Value) (object.Value, error) {
			return object.NativeOf(self).(*thread).daemon, nil
		}, func(th *object.Thread, self, v object.Value) (err error) {
			t := object.NativeOf(self).(*thread)
			if t.started {
				return object.RuntimeErrorf("cannot set daemon status of active thread")
			}
			t.daemon, err = object.Truth(th, v)
			return err
		}),
		attribute("ident", "the number of the thread, None before it runs", func(t *thread) object.Value {
			if !t.started {
				return nil
			}
			return t.ident
		}),
		attribute("native_id", "the number of the thread, None before it runs", func(t *thread) object.Value {
			if !t.started {
				return nil
			}
			return t.ident
		}),
		method("getName(self)", "The name.", func(th *object.Thread, t *thread, a *object.Bound) (object.Value, error) { return t.name, nil }),
		method("setName(self, name)", "Sets the name.", func(th *object.Thread, t *thread, a *object.Bound) (object.Value, error) {
			t.name = a.Str("name")
			return nil, nil
		}),
		method("setDaemon(self, daemonic)", "Sets whether the program may end before it.", func(th *object.Thread, t *thread, a *object.Bound) (object.Value, error) {
			t.daemon = a.Bool("daemonic")
			return nil, nil
		}),
	}
}

func (t *thread) start(th *object.Thread) error {
	if t.self == nil {
		return object.RuntimeErrorf("thread.__init__() not called")
	}
	if t.started {
		return object.RuntimeErrorf("threads can only be started once")
	}
	t.begin(th, func() {
		_, err := object.CallMethodOf(th, t.self, "run", object.Args{})
		if err != nil && !object.IsError(err, object.SystemExit) {
			t.report(th, err)
		}
	})
	return nil
}

// begin runs f as the thread.
func (t *thread) begin(th *object.Thread, f func()) {
	all := threadsOf(th)
	all.idents++
	t.ident, t.started = all.idents, true
	all.alive = append(all.alive, t)
	th.Go(func() {
		th.Running = t
		func() {
			var err error
			defer func() {
				if err != nil {
					t.report(th, err)
				}
			}()
			defer object.Catch(&err)
			f()
		}()
		t.ended = true
		all.alive = slices.DeleteFunc(all.alive, func(x *thread) bool { return x == t })
		t.wake(len(t.list))
	})
}

// report shows an exception that ended the thread.
func (t *thread) report(th *object.Thread, err error) {
	text, ferr := formatException(th, object.AsRaised(err).Exc, true)
	if ferr != nil {
		text = object.AsRaised(err).Error() + "\n"
	}
	fmt.Fprintf(hostOf(th).Stderr, "Exception in thread %s:\n%s", t.name, text)
}

// FinishThreads waits for the threads of user code that are no daemons, and
// calls the functions of atexit: the end of a program.
func FinishThreads(th *object.Thread) error {
	all, ok := object.Have[threads](th)
	if !ok {
		return nil
	}
	for {
		i := slices.IndexFunc(all.alive, func(t *thread) bool { return t != all.main && !t.daemon })
		if i < 0 {
			break
		}
		t := all.alive[i]
		if _, err := t.waitUntil(th, endless, func() bool { return t.ended }); err != nil {
			return err
		}
	}
	for len(all.exits) > 0 {
		last := all.exits[len(all.exits)-1]
		all.exits = all.exits[:len(all.exits)-1]
		if _, err := object.Call(th, last.fn, last.args); err != nil {
			return err
		}
	}
	return nil
}

// localSlots makes the attributes of threading.local those of the thread.
func localSlots() {
	attrs := func(th *object.Thread, self object.Value) *object.Namespace {
		inst := self.(*object.Instance)
		t := currentThread(th)
		if t.local == nil {
			t.local = map[*object.Instance]*object.Namespace{}
		}
		if t.local[inst] == nil {
			t.local[inst] = &object.Namespace{}
		}
		return t.local[inst]
	}
	withNative(localClass, func() any { return nil }, nil)
	localClass.GetAttr = func(th *object.Thread, self object.Value, name string) (object.Value, bool, error) {
		if name == "__dict__" {
			return attrs(th, self).Live(), true, nil
		}
		v, ok := attrs(th, self).Get(name)
		return v, ok, nil
	}
	localClass.SetAttr = func(th *object.Thread, self object.Value, name string, v object.Value) (bool, error) {
		attrs(th, self).Set(name, v)
		return true, nil
	}
	localClass.DelAttr = func(th *object.Thread, self object.Value, name string) (bool, error) {
		return attrs(th, self).Delete(name), nil
	}
}

func threadingModule() *object.Module {
	return &object.Module{Name: "threading", Doc: "Functions that run beside each other, and how they wait for each other. One of them runs at a time.", Members: func() []object.Member {
		current := func(name string) object.Member {
			return object.Fun(name+"()", "The thread that runs.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return currentThread(th).self, nil
			})
		}
		count := func(name string) object.Member {
			return object.Fun(name+"()", "How many threads run.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return len(threadsOf(th).alive), nil
			})
		}
		ident := func(name string) object.Member {
			return object.Fun(name+"()", "The number of the thread that runs.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return currentThread(th).ident, nil
			})
		}
		return []object.Member{
			object.Const("Thread", threadClass), object.Const("Timer", timerClass), object.Const("local", localClass),
			object.Const("Lock", lockClass), object.Const("RLock", rlockClass), object.Const("Condition", conditionClass), object.Const("Event", eventClass),
			object.Const("Semaphore", semaphoreClass), object.Const("BoundedSemaphore", boundedClass), object.Const("Barrier", barrierClass),
			object.Const("BrokenBarrierError", brokenError), object.Const("ThreadError", object.RuntimeError), object.Const("TIMEOUT_MAX", 9223372036.0),
			current("current_thread"), current("currentThread"), count("active_count"), count("activeCount"), ident("get_ident"), ident("get_native_id"),
			object.Fun("main_thread()", "The thread that the program began with.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return threadsOf(th).main.self, nil
			}),
			object.Fun("enumerate()", "The threads that run.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				l := object.NewList()
				for _, t := range threadsOf(th).alive {
					l.Elems = append(l.Elems, t.self)
				}
				return l, nil
			}),
		}
	}}
}

func atexitModule() *object.Module {
	return &object.Module{Name: "atexit", Doc: "Functions that are called when the program ends.", Members: func() []object.Member {
		return []object.Member{
			object.Fun("register(func, /, *args, **kwargs)", "Has a function called at the end, before those registered earlier.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				all := threadsOf(th)
				all.exits = append(all.exits, exitCall{a.At(0), object.Args{Pos: a.Rest("args"), Kw: a.Kwargs("kwargs")}})
				return a.At(0), nil
			}),
			object.Fun("unregister(func, /)", "Has a function not called after all.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				all := threadsOf(th)
				all.exits = slices.DeleteFunc(all.exits, func(e exitCall) bool { return object.Is(e.fn, a.At(0)) })
				return nil, nil
			}),
		}
	}}
}
