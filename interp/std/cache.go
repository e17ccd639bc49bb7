package std

import (
	"fmt"

	"kerash/interp/object"
)

// cache is a function that keeps its results.
type cache struct {
	fn object.Value
	// size is how many results are kept, -1 for all.
	size         int
	hits, misses int
	// results maps the arguments to entries, the oldest use first.
	results *object.Dict
	attrs   object.Namespace
}

var cacheClass = &object.Class{Name: "_lru_cache_wrapper", Module: "functools", Doc: "A function that keeps its results.", Final: true}

var cacheInfoClass = tupleClass("functools", "CacheInfo", "How a cache was used.", "hits", "misses", "maxsize", "currsize")

func init() {
	c := cacheClass
	c.Members = func() []object.Member {
		return []object.Member{
			object.Method("cache_info(self)", "How the cache was used.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				c := a.Self().(*cache)
				size := object.Value(c.size)
				if c.size < 0 {
					size = nil
				}
				return newFields(cacheInfoClass, c.hits, c.misses, size, c.results.Len()), nil
			}),
			object.Method("cache_clear(self)", "Forgets all results.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				c := a.Self().(*cache)
				c.results.Clear()
				c.hits, c.misses = 0, 0
				return nil, nil
			}),
		}
	}
	cacheInfoClass.Repr = func(th *object.Thread, self object.Value) (string, error) {
		return fieldsRepr(th, "CacheInfo", []string{"hits", "misses", "maxsize", "currsize"}, self)
	}
	c.GetAttr = func(th *object.Thread, self object.Value, name string) (object.Value, bool, error) {
		v, ok := self.(*cache).attrs.Get(name)
		return v, ok, nil
	}
	c.SetAttr = func(th *object.Thread, self object.Value, name string, v object.Value) (bool, error) {
		self.(*cache).attrs.Set(name, v)
		return true, nil
	}
	c.Repr = func(th *object.Thread, self object.Value) (string, error) {
		name, _ := object.FuncName(self.(*cache).fn)
		return fmt.Sprintf("<functools._lru_cache_wrapper object of %s at %#x>", name, object.ID(self)), nil
	}
}

// PyClass is _lru_cache_wrapper.
func (c *cache) PyClass() *object.Class { return cacheClass }

// BindsSelf makes a cached function found on a class its method.
func (c *cache) BindsSelf() bool { return true }

// FuncName is the function's name.
func (c *cache) FuncName() string {
	name, _ := object.FuncName(c.fn)
	return name
}

func newCache(th *object.Thread, fn object.Value, size int) object.Value {
	c := &cache{fn: fn, size: size, results: object.NewDict()}
	// Attributes that the function lacks stay away.
	_, _ = updateWrapper(th, c, fn)
	return c
}

// DocString is the function's.
func (c *cache) DocString() string {
	doc, _ := c.attrs.Get("__doc__")
	s, _ := doc.(string)
	return s
}

func lruCache(th *object.Thread, a *object.Bound) (object.Value, error) {
	v := a.Value("maxsize")
	if v != nil {
		if _, isInt := v.(int); !isInt && object.IsCallable(v) {
			return newCache(th, v, 128), nil
		}
	}
	size := -1
	if v != nil {
		size = max(0, a.Int("maxsize"))
	}
	return object.Func("decorating_function(user_function, /)", "", func(th *object.Thread, a *object.Bound) (object.Value, error) {
		return newCache(th, a.At(0), size), nil
	}), nil
}

// CallValue gives the kept result of the arguments, or calls the function.
func (c *cache) CallValue(th *object.Thread, args object.Args) (object.Value, error) {
	key := &object.Tuple{Elems: append([]object.Value(nil), args.Pos...)}
	for _, k := range args.Kw {
		key.Elems = append(key.Elems, cacheClass, k.Name, k.Value)
	}
	v, ok, err := c.results.Get(th, key)
	if err != nil {
		return nil, err
	}
	if ok {
		c.hits++
		if c.size > 0 && c.results.Len() == c.size {
			// The order of use matters once the cache is full.
			if _, _, err := c.results.Delete(th, key); err != nil {
				return nil, err
			}
			return v, c.results.Set(th, key, v)
		}
		return v, nil
	}
	c.misses++
	if v, err = object.Call(th, c.fn, args); err != nil || c.size == 0 {
		return v, err
	}
	if c.size > 0 && c.results.Len() >= c.size {
		oldest := c.results.Entries()
		oldest.Next()
		if _, _, err := c.results.Delete(th, oldest.Key()); err != nil {
			return nil, err
		}
	}
	return v, c.results.Set(th, key, v)
}

var cachedPropertyClass = &object.Class{Name: "cached_property", Module: "functools", Doc: "A property that is computed once.", Signature: "cached_property(func)", Final: true}

func init() {
	cachedPropertyClass.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		b, err := cachedPropertyClass.BindNew(th, args)
		if err != nil {
			return nil, err
		}
		fn := b.At(0)
		name, _ := object.FuncName(fn)
		return &object.Property{Name: name, Fget: object.Func("get(self)", "", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			self := a.At(0)
			inst, ok := self.(*object.Instance)
			if !ok {
				return object.CallFn(th, fn, self)
			}
			hidden := "__cached_" + name
			if v, ok := inst.Attrs.Get(hidden); ok {
				return v, nil
			}
			v, err := object.CallFn(th, fn, self)
			if err == nil {
				inst.Attrs.Set(hidden, v)
			}
			return v, err
		})}, nil
	}
}
