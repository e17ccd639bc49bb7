package object

// Coroutine is a computation that runs in steps: what calling an async function
// makes, and what waits for something else. Resume goes on with a value or an
// error to raise; it gives what the computation waits for, or running false at
// its end.
type Coroutine interface {
	Resume(th *Thread, sent Value, thrown error) (v Value, running bool, err error)
	// StopValue is the result after the end.
	StopValue() Value
}

// Awaitable is implemented by Go values that can be awaited.
type Awaitable interface {
	Await(th *Thread) (Coroutine, error)
}
