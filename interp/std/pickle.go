package std

import (
	"kerash/interp/object"
)

var (
	pickleError    = object.NewExceptionClass("_pickle", "PickleError", object.ExceptionClass, "Base of the errors of pickle.")
	picklingError  = object.NewExceptionClass("_pickle", "PicklingError", pickleError, "A value that cannot be written.")
	unpickleError  = object.NewExceptionClass("_pickle", "UnpicklingError", pickleError, "Bytes that stand for no value.")
	picklerClass   = &object.Class{Name: "Pickler", Module: "_pickle", Doc: "Writes values to a file.", Signature: "Pickler(file, protocol=None, fix_imports=True, buffer_callback=None)"}
	unpicklerClass = &object.Class{Name: "Unpickler", Module: "_pickle", Doc: "Reads values from a file.", Signature: "Unpickler(file, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=())"}
)

// pickledFile is the file of a Pickler or Unpickler.
type pickledFile struct {
	file     object.Value
	encoding string
}

func init() {
	withNative(picklerClass, func() any { return &pickledFile{} }, func(th *object.Thread, native any, a *object.Bound) error {
		native.(*pickledFile).file = a.Value("file")
		return nil
	})
	withNative(unpicklerClass, func() any { return &pickledFile{} }, func(th *object.Thread, native any, a *object.Bound) error {
		f := native.(*pickledFile)
		f.file, f.encoding = a.Value("file"), a.Str("encoding")
		return nil
	})
	picklerClass.Members = func() []object.Member {
		return []object.Member{method("dump(self, obj, /)", "Writes a value.", func(th *object.Thread, f *pickledFile, a *object.Bound) (object.Value, error) {
			return nil, dumpTo(th, a.At(1), f.file)
		})}
	}
	unpicklerClass.Members = func() []object.Member {
		return []object.Member{method("load(self)", "Reads the next value.", func(th *object.Thread, f *pickledFile, a *object.Bound) (object.Value, error) {
			return loadFrom(th, f.file, f.encoding)
		})}
	}
}

// Unpickled is the value of a pickle.
func Unpickled(th *object.Thread, data string) (object.Value, error) {
	v, _, err := unpickled(th, data, "ASCII")
	return v, err
}

func dumpTo(th *object.Thread, v, file object.Value) error {
	b, err := Pickled(th, v)
	if err != nil {
		return err
	}
	if _, ok, err := object.FindAttr(th, file, "write"); err != nil || !ok {
		return object.TypeErrorf("file must have a 'write' attribute")
	}
	_, err = object.CallMethodOf(th, file, "write", object.Pos(object.Bytes(b)))
	return err
}

// loadFrom reads one value and leaves the file behind it.
func loadFrom(th *object.Thread, file object.Value, encoding string) (object.Value, error) {
	for _, name := range []string{"read", "readline"} {
		if _, ok, err := object.FindAttr(th, file, name); err != nil || !ok {
			return nil, object.TypeErrorf("file must have 'read' and 'readline' attributes")
		}
	}
	data, err := object.CallMethodOf(th, file, "read", object.Args{})
	if err != nil {
		return nil, err
	}
	b, ok := object.AsBytes(data)
	if !ok {
		return nil, object.TypeErrorf("a bytes-like object is required, not '%s'", object.TypeName(data))
	}
	v, used, err := unpickled(th, b, encoding)
	if err != nil || used == len(b) {
		return v, err
	}
	_, err = object.CallMethodOf(th, file, "seek", object.Pos(used-len(b), 1))
	return v, err
}

func pickleModule() *object.Module {
	return &object.Module{Name: "pickle", Doc: "Values as bytes, in protocol 4 of Python's pickle.", Members: func() []object.Member {
		const options = "protocol=None, *, fix_imports=True, buffer_callback=None)"
		const reading = "*, fix_imports=True, encoding='ASCII', errors='strict', buffers=())"
		return []object.Member{
			object.Const("HIGHEST_PROTOCOL", 5), object.Const("DEFAULT_PROTOCOL", 4), object.Const("PickleError", pickleError),
			object.Const("PicklingError", picklingError), object.Const("UnpicklingError", unpickleError),
			object.Const("Pickler", picklerClass), object.Const("Unpickler", unpicklerClass),
			object.Fun("dumps(obj, "+options, "The bytes of a value.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				b, err := Pickled(th, a.At(0))
				return object.Bytes(b), err
			}),
			object.Fun("dump(obj, file, "+options, "Writes a value to a file.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return nil, dumpTo(th, a.At(0), a.At(1))
			}),
			object.Fun("loads(data, /, "+reading, "The value of bytes.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				b, err := dataArg(a.At(0))
				if err != nil {
					return nil, err
				}
				v, _, err := unpickled(th, b, a.Str("encoding"))
				return v, err
			}),
			object.Fun("load(file, "+reading, "Reads a value from a file.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return loadFrom(th, a.At(0), a.Str("encoding"))
			}),
		}
	}}
}
