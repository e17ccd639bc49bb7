package object

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
)

// Builtin is a function written in Go.
type Builtin struct {
	// Name is the function's name, taken from Sig.
	Name string
	// Sig is the declaration, such as "round(number, ndigits=None)".
	Sig string
	Doc string
	// Example is a short run of the prompt, for help.
	Example string
	// Module is where the function lives, for help; may be empty.
	Module string
	// Python marks a function that the library defines in Python: its repr and
	// type are those of a function.
	Python bool
	// Owner is the class whose method it is, for errors.
	Owner string
	// Method marks a method: found on an object, it is bound to it.
	Method bool
	// Counts marks a function of a module compiled by Cython, whose errors count
	// arguments instead of naming them.
	Counts bool
	// Fn computes the result.
	Fn func(th *Thread, a *Bound) (Value, error)
	// Raw takes the arguments unbound, for functions whose binding a
	// signature cannot say or whose speed counts. It is used instead of Fn.
	Raw func(th *Thread, args Args) (Value, error)
	// Fresh tells that, given tensors and numbers, the function makes a new value
	// and keeps none of them.
	Fresh bool
	// Quick, if set, is tried first for calls with n = 1 or 2 positional
	// arguments and nothing else: it spares their binding. ok false leaves the
	// call to Fn.
	Quick func(th *Thread, a, b Value, n int) (v Value, ok bool, err error)

	once sync.Once
	sig  *Signature
}

// Func declares a function.
func Func(sig, doc string, fn func(th *Thread, a *Bound) (Value, error)) *Builtin {
	return &Builtin{Name: sigName(sig), Sig: sig, Doc: doc, Fn: fn}
}

// RawFunc declares a function that gets its arguments unbound.
func RawFunc(sig, doc string, fn func(th *Thread, args Args) (Value, error)) *Builtin {
	return &Builtin{Name: sigName(sig), Sig: sig, Doc: doc, Raw: fn}
}

// Fun declares a function as a member of a module.
func Fun(sig, doc string, fn func(th *Thread, a *Bound) (Value, error)) Member {
	b := Func(sig, doc, fn)
	return Member{b.Name, b}
}

func sigName(sig string) string {
	name, _, ok := strings.Cut(sig, "(")
	if !ok {
		panic("object: malformed signature " + sig)
	}
	return name
}

// Signature gives the parsed declaration.
func (b *Builtin) Signature() *Signature {
	b.once.Do(func() {
		b.sig = ParseSignature(b.Sig)
		b.sig.Owner, b.sig.counts = b.Owner, b.Counts
	})
	return b.sig
}

// CallQuick calls the function with n = 1 or 2 positional arguments if it has a
// quick way for them.
func (b *Builtin) CallQuick(th *Thread, x, y Value, n int) (v Value, ok bool, err error) {
	if b.Quick == nil {
		return nil, false, nil
	}
	return b.Quick(th, x, y, n)
}

// WithQuick gives the function a quick way: see Quick.
func (b *Builtin) WithQuick(f func(th *Thread, x, y Value, n int) (Value, bool, error)) *Builtin {
	b.Quick = f
	return b
}

// WithQuick gives a declared function a quick way: see Builtin.Quick.
func (m Member) WithQuick(f func(th *Thread, a, b Value, n int) (Value, bool, error)) Member {
	m.Value.(*Builtin).Quick = f
	return m
}

// AsFresh says of a declared function that it is Fresh.
func (m Member) AsFresh() Member {
	m.Value.(*Builtin).Fresh = true
	return m
}

// Invoke calls the function.
func (b *Builtin) Invoke(th *Thread, args Args) (v Value, err error) {
	defer Catch(&err)
	if b.Raw != nil {
		return b.Raw(th, args)
	}
	bound, err := b.Signature().Bind(th, args)
	if err != nil {
		return nil, err
	}
	return b.Fn(th, bound)
}

// Catch turns a panic of Go code into an error: what Throw threw, what the
// registered converters know, and as a SystemError any other. Use: defer Catch(&err).
func Catch(err *error) {
	if p := recover(); p != nil {
		*err = recovered(p)
	}
}

// recovered makes the error of a panic's value.
func recovered(p any) error {
	switch p := p.(type) {
	case thrown:
		return p.err
	case *Raised:
		return p
	}
	for _, convert := range panicConverters {
		if err := convert(p); err != nil {
			return err
		}
	}
	r := Errorf(SystemError, "internal error: %v", p)
	r.Exc.Attrs.Set("__gostack__", string(debug.Stack()))
	if _, ok := p.(runtime.Error); ok || fmt.Sprint(p) != "" {
		r.Exc.Hint = "this is a bug in kerash; the session goes on"
	}
	return r
}

// Recovered makes the error of a panic's value, for borders of their own.
func Recovered(p any) error { return recovered(p) }
