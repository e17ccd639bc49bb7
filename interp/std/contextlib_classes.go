package std

import (
	"os"

	"kerash/interp/object"
)

// abstractManagerClass gives derived classes an __enter__ that is the object
// itself; contextDecoratorClass lets their objects decorate functions.
var (
	abstractManagerClass = &object.Class{Name: "AbstractContextManager", Module: "contextlib", Doc: "What has __enter__ and __exit__.", Generic: true, Marker: true,
		Mixin: true, Meta: abcMetaClass, Abstract: []string{"__exit__"}, Members: func() []object.Member {
			return []object.Member{object.Method("__enter__(self)", "The object itself.", func(th *object.Thread, a *object.Bound) (object.Value, error) { return a.Self(), nil })}
		}}
	contextDecoratorClass = &object.Class{Name: "ContextDecorator", Module: "contextlib", Doc: "Context managers that decorate functions as well.", Marker: true,
		Mixin: true, Members: func() []object.Member {
			return []object.Member{object.Method("__call__(self, func)", "A function that runs inside the context.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				self, fn := a.Self(), a.At(1)
				name, _ := object.FuncName(fn)
				return object.RawFunc(name+"(*args, **kwargs)", "", func(th *object.Thread, args object.Args) (object.Value, error) {
					return within(th, self, func() (object.Value, error) { return object.Call(th, fn, args) })
				}), nil
			})}
		}}
)

func redirectStderr(th *object.Thread, a *object.Bound) (object.Value, error) {
	target, host := a.At(0), hostOf(th)
	outer := host.Stderr
	return &manager{
		enter: func(th *object.Thread) (object.Value, error) {
			outer = host.Stderr
			host.Stderr = redirected{th, target}
			return target, nil
		},
		exit: func(th *object.Thread, exc *object.Exception) (bool, error) {
			host.Stderr = outer
			return false, nil
		},
	}, nil
}

func changeFolder(th *object.Thread, a *object.Bound) (object.Value, error) {
	if th.Safe {
		return nil, object.Errorf(object.PermissionError, "folders are not accessible in safe mode")
	}
	path, err := pathArg(th, a.At(0))
	if err != nil {
		return nil, err
	}
	var before string
	return &manager{
		enter: func(*object.Thread) (object.Value, error) {
			var err error
			if before, err = os.Getwd(); err == nil {
				err = os.Chdir(path)
			}
			if err != nil {
				return nil, object.OSErrorOf(err, path)
			}
			return nil, nil
		},
		exit: func(*object.Thread, *object.Exception) (bool, error) {
			if err := os.Chdir(before); err != nil {
				return false, object.OSErrorOf(err, before)
			}
			return false, nil
		},
	}, nil
}
