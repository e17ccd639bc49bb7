package model

// Neutral argument values, as the language and the config files hand them over:
// nil, bool, int, float64, string, []any (a list), Tup (a tuple), *Map, *tensor.Array,
// *tensor.Tensor, *tensor.Variable, Go objects made by classes, and Callable.

// Tup is a tuple among argument values.
type Tup []any

// Untracked is a list that shows as a plain one among the attributes of a layer.
type Untracked []any

// Tracked is a list that shows as an attribute of a layer does: ListWrapper([…]).
type Tracked []any

// Map is a dictionary among argument values, keys in order.
type Map struct {
	Keys []string
	Vals map[string]any
}

// NewMap makes an empty Map.
func NewMap() *Map { return &Map{Vals: map[string]any{}} }

// Set adds or replaces a key and returns the map.
func (m *Map) Set(key string, v any) *Map {
	if _, ok := m.Vals[key]; !ok {
		m.Keys = append(m.Keys, key)
	}
	m.Vals[key] = v
	return m
}

// Get is the value of a key, or nil.
func (m *Map) Get(key string) any {
	if m == nil {
		return nil
	}
	return m.Vals[key]
}

// Has reports whether the key is there.
func (m *Map) Has(key string) bool {
	if m == nil {
		return false
	}
	_, ok := m.Vals[key]
	return ok
}

// Callable is a function or object of the user's that can be called with
// values; the language makes them.
type Callable interface {
	// CallValue calls it; it throws what the function raises.
	CallValue(c *Context, args ...any) any
	// FuncName is its __name__.
	FuncName() string
}

// Portable is a Callable that can be written to a file.
type Portable interface {
	Callable
	// Portable is its code as text, and the defaults of its parameters and the
	// values that it took from enclosing functions, as tuples or nil; ok is false
	// when it has no code.
	Portable() (code string, defaults, closure any, ok bool)
}

// KeywordCallable is a Callable whose parameters have names.
type KeywordCallable interface {
	Callable
	// ParamNames is the names of its parameters, in order.
	ParamNames() []string
	// CallNamed is CallValue with keyword arguments.
	CallNamed(c *Context, args []any, kw []Named) any
}
