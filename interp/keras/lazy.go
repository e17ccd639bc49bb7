package keras

import (
	"sync"

	"kerash/interp/object"
)

// lazyClass is a Python class that is made at first use.
type lazyClass struct {
	once sync.Once
	cls  *object.Class
}

func (l *lazyClass) get(make func() *object.Class) *object.Class {
	l.once.Do(func() { l.cls = make() })
	return l.cls
}
