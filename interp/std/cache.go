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
	// typed keeps results of equal arguments of different classes apart.
	typed bool
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
			object.Method("cache_parameters(self)", "How the cache was made.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				c := a.Self().(*cache)
				size := object.Value(c.size)
				if c.size < 0 {
					size = nil
				}
				return object.DictOf("maxsize", size, "typed", c.typed), nil
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

func newCache(th *object.Thread, fn object.Value, size int, typed bool) object.Value {
	c := &cache{fn: fn, size: size, typed: typed, results: object.NewDict()}
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
			return newCache(th, v, 128, false), nil
		}
	}
	size := -1
	if v != nil {
		size = max(0, a.Int("maxsize"))
	}
	typed := a.Bool("typed")
	return object.Func("decorating_function(user_function, /)", "", func(th *object.Thread, a *object.Bound) (object.Value, error) {
		return newCache(th, a.At(0), size, typed), nil
	}), nil
}

// CallValue gives the kept result of the arguments, or calls the function.
func (c *cache) CallValue(th *object.Thread, args object.Args) (object.Value, error) {
	key := &object.Tuple{Elems: append([]object.Value(nil), args.Pos...)}
	for _, k := range args.Kw {
		key.Elems = append(key.Elems, cacheClass, k.Name, k.Value)
	}
	if c.typed {
		for _, v := range args.Pos {
			key.Elems = append(key.Elems, object.TypeOf(v))
		}
		for _, k := range args.Kw {
			key.Elems = append(key.Elems, object.TypeOf(k.Value))
		}
	}
	v, ok, err := c.results.Get(th, key)
	if err != nil {
		return nil, err
	}
	if ok {
		c.hits++
		if c.size > 0 {
			// The entries are in the order of their last use.
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

// cachedProperty computes an attribute at its first use and keeps it in the
// object's own attributes, which come before it from then on.
type cachedProperty struct {
	name string
	fn   object.Value
}

var cachedPropertyClass = &object.Class{Name: "cached_property", Module: "functools", Doc: "A property that is computed once.", Generic: true, Signature: "cached_property(func)", Final: true}

// PyClass is cached_property.
func (*cachedProperty) PyClass() *object.Class { return cachedPropertyClass }

// SetName tells the name in the class.
func (p *cachedProperty) SetName(name string) { p.name = name }

// DescriptorGet computes the attribute of an object.
func (p *cachedProperty) DescriptorGet(th *object.Thread, obj object.Value, cls *object.Class) (object.Value, error) {
	if obj == nil {
		return p, nil
	}
	v, err := object.CallFn(th, p.fn, obj)
	if err != nil {
		return nil, err
	}
	inst, ok := obj.(*object.Instance)
	if !ok {
		return v, nil
	}
	if room, has, err := object.FindAttr(th, obj, "__dict__"); err != nil || !has || room == nil {
		return nil, object.TypeErrorf("No '__dict__' attribute on '%s' instance to cache '%s' property.", object.TypeName(obj), p.name)
	}
	inst.Attrs.Set(p.name, v)
	return v, nil
}

func init() {
	c := cachedPropertyClass
	c.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		b, err := c.BindNew(th, args)
		if err != nil {
			return nil, err
		}
		name, _ := object.FuncName(b.At(0))
		return &cachedProperty{name, b.At(0)}, nil
	}
	c.Members = func() []object.Member {
		return []object.Member{
			object.Getter("func", "the function", func(th *object.Thread, self object.Value) (object.Value, error) {
				return self.(*cachedProperty).fn, nil
			}),
			object.Getter("attrname", "the name", func(th *object.Thread, self object.Value) (object.Value, error) {
				return self.(*cachedProperty).name, nil
			}),
			object.Getter("__doc__", "the documentation of the function", func(th *object.Thread, self object.Value) (object.Value, error) {
				v, _, err := object.FindAttr(th, self.(*cachedProperty).fn, "__doc__")
				return v, err
			}),
		}
	}
}
