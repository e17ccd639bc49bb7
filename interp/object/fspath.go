package object

// FSPath is the path of an object that has one (__fspath__), and any other
// value itself.
func FSPath(th *Thread, v Value) (Value, error) {
	if f, ok := Peek(th, v, "__fspath__"); ok {
		return CallFn(th, f)
	}
	return v, nil
}
