package object

import (
	"fmt"
	"strings"
	"sync"
	"weak"
)

// Class is a Python class: one made by a class statement, or a Go type's.
//
// The slots say how values of the class behave. A nil slot is inherited from
// Base; a class made by user code has no slots and defines methods such as
// __len__ instead. A slot's self is the value itself: a Go value, or the
// *Instance of a user's subclass (NativeOf gives the Go part).
type Class struct {
	Name string
	// Module is where the class lives, "builtins" when empty.
	Module string
	// QualName is the dotted name with "<locals>"; Name when empty.
	QualName string
	Doc      string
	// Signature is the constructor's, such as "Dense(units, activation=None)",
	// for binding by BindNew, help and completion.
	Signature string
	// LazySignature gives Signature at first use, for classes whose arguments
	// are declared in another package.
	LazySignature func() string
	// ArgDocs gives a line for each argument of the constructor, for help.
	ArgDocs func() []ArgDoc
	// Example is a short run of the prompt, for help.
	Example string
	// Base is the class it derives from, object when nil; of several bases the
	// one that its objects have their Go part of.
	Base *Class
	// Mixed gives the Go class for those that derive from this class and from
	// another one, nil when there is none: class Color(str, Enum).
	Mixed func(other *Class) *Class
	// ErrorName is how error messages name the class when it is not Name:
	// numpy.ndarray.
	ErrorName string
	// Also is a further class that instances count as instances of, where
	// Python has two bases: numpy.float64 is a float as well.
	Also *Class
	// Members gives the declared methods, properties and constants. It is
	// called once, at the first lookup.
	Members func() []Member
	// Meta is the class of this class and of those derived from it, when their
	// behaviour as values is special: enumerations are iterable. type when nil.
	Meta *Class
	// Allows tells for a metaclass whether its class may make objects.
	Allows func(cls *Class) error
	// Check tells for a metaclass whether a class counts as derived from one of
	// its classes, when it is not.
	Check func(th *Thread, cls, sub *Class) (bool, error)
	// Abstract are the methods that an abstract class leaves to those derived.
	Abstract []string
	// Mixin classes have methods such as __iter__ among their members, which
	// serve derived classes like methods of user code.
	Mixin bool
	// Marker classes leave their objects without a Go part: abc.ABC,
	// typing.Generic.
	Marker bool
	// Generic classes may be written with type arguments, as list[int] is.
	Generic bool
	// Includes tells for an abstract class, such as collections.abc.Mapping,
	// whether another one counts as derived from it for what it can do.
	Includes func(c *Class) bool
	// Final classes cannot be subclassed (bool, NoneType, function ...).
	Final bool

	// New makes a value: cls(args). cls is the class that was called, this
	// one or one derived from it without Native support.
	New func(th *Thread, cls *Class, args Args) (Value, error)
	// Alloc makes the Go part of a new instance of a user's subclass before
	// __init__ runs. It may be nil when Init makes the Go part.
	Alloc func(th *Thread, inst *Instance) (native any, err error)
	// Init is __init__ for an instance of a user's subclass: it is reached by
	// super().__init__(...) or when the subclass has no __init__. It sets
	// inst.Native when Alloc did not.
	Init func(th *Thread, inst *Instance, args Args) error
	// Constructing is told of the arguments that an instance of a user's subclass
	// is made with, before __init__ runs.
	Constructing func(th *Thread, inst *Instance, args Args)
	// Subclassed is told of a class statement that derives from this class.
	Subclassed func(th *Thread, cls *Class) error

	Call func(th *Thread, self Value, args Args) (Value, error)
	// GetAttr finds attributes that the class does not declare. ok false
	// means there is none.
	GetAttr func(th *Thread, self Value, name string) (v Value, ok bool, err error)
	// SetAttr sets an attribute that is no property. handled false lets an
	// instance of a user's subclass keep the value in its own dict; for a
	// plain Go value it is an AttributeError.
	SetAttr func(th *Thread, self Value, name string, v Value) (handled bool, err error)
	DelAttr func(th *Thread, self Value, name string) (handled bool, err error)
	// AttrNames adds to the names that dir and completion list; it must not
	// run user code.
	AttrNames func(self Value) []string

	Index    func(th *Thread, self, key Value) (Value, error)
	SetIndex func(th *Thread, self, key, v Value) error
	DelIndex func(th *Thread, self, key Value) error
	Iter     func(th *Thread, self Value) (Iterator, error)
	Len      func(th *Thread, self Value) (int, error)
	Contains func(th *Thread, self, v Value) (bool, error)

	// Binary computes a op b, where either may be of the class. It returns
	// NotImplemented when it does not know the other operand.
	Binary func(th *Thread, op Op, a, b Value) (Value, error)
	// InPlace computes a op= b. Without it, Binary is used.
	InPlace func(th *Thread, op Op, a, b Value) (Value, error)
	// Compare computes a op b, where either may be of the class, or NotImplemented.
	Compare func(th *Thread, op Op, a, b Value) (Value, error)
	Unary   func(th *Thread, op Op, a Value) (Value, error)

	Repr   func(th *Thread, self Value) (string, error)
	Str    func(th *Thread, self Value) (string, error)
	Format func(th *Thread, self Value, spec string) (string, error)
	Bool   func(th *Thread, self Value) (bool, error)
	Hash   func(th *Thread, self Value) (int, error)
	// Unhashable classes refuse hash(): lists, dicts, variables, arrays.
	Unhashable bool
	// ToInt is __int__, ToFloat __float__, ToIndex __index__.
	ToInt   func(th *Thread, self Value) (int, error)
	ToFloat func(th *Thread, self Value) (float64, error)
	ToIndex func(th *Thread, self Value) (int, error)
	// Round is __round__; digits is nil when it was not given.
	Round func(th *Thread, self, digits Value) (Value, error)

	Enter func(th *Thread, self Value) (Value, error)
	// Exit is __exit__; exc is nil when the block ended well. true swallows exc.
	Exit func(th *Thread, self Value, exc *Exception) (bool, error)

	once sync.Once
	dict Namespace
	sig  *Signature
	// bases are those of the class statement when there are several; mro is the
	// order of lookup when it is not just the chain of Base.
	bases, mro []*Class
	// subclasses are those of class statements that name this class, itself made
	// by user code, as a base.
	subclasses []weak.Pointer[Class]
	// slots are the only attributes that objects may have, when all classes
	// made by user code have __slots__.
	slots []string
	// user is set for a class made by a class statement.
	user bool
	// custom is set for a class whose metaclass user code has made.
	custom bool
	// intercepts is set for classes made by user code with a __getattribute__.
	intercepts bool
	// container marks list, dict, str, int and the like: the slots and methods of an instance of
	// a user's subclass get its Go part as self.
	container bool
	// fixed marks the classes whose values never change: __new__ makes them
	// complete, from its arguments, and __init__ has nothing to do.
	fixed bool
}

// PyClass is the class of the class: type, unless Meta says otherwise.
func (c *Class) PyClass() *Class {
	for k := c; k != nil; k = k.base() {
		if k.Meta != nil {
			return k.Meta
		}
	}
	return TypeClass
}

// Subclasses lists the classes made by user code that name this one, itself
// made by user code, as a base.
func (c *Class) Subclasses() []*Class {
	var out []*Class
	for _, p := range c.subclasses {
		if sub := p.Value(); sub != nil {
			out = append(out, sub)
		}
	}
	return out
}

// IsUser reports whether a class statement made the class.
func (c *Class) IsUser() bool { return c.user }

// FullName is the name with its module, as repr(cls) shows it.
func (c *Class) FullName() string {
	name := c.QualName
	if name == "" {
		name = c.Name
	}
	if c.Module == "" || c.Module == "builtins" {
		return name
	}
	return c.Module + "." + name
}

func (c *Class) fill() {
	c.once.Do(func() {
		if c.Members == nil {
			return
		}
		for _, m := range c.Members() {
			c.dict.Set(m.Name, m.Value)
		}
	})
}

// Dict gives the class' own attributes.
func (c *Class) Dict() *Namespace {
	c.fill()
	return &c.dict
}

func (c *Class) base() *Class {
	if c.Base == nil && c != ObjectClass {
		return ObjectClass
	}
	return c.Base
}

// Constructor gives the declared signature of the constructor, nil when there
// is none.
func (c *Class) Constructor() *Signature {
	if c.sig == nil {
		decl := c.Signature
		if decl == "" && c.LazySignature != nil {
			decl = c.LazySignature()
		}
		if decl == "" {
			return nil
		}
		c.sig = ParseSignature(decl)
	}
	return c.sig
}

// BindNew binds the arguments of the constructor to Signature.
func (c *Class) BindNew(th *Thread, args Args) (*Bound, error) {
	return c.Constructor().Bind(th, args)
}

// ArgDoc says what an argument is for.
type ArgDoc struct{ Name, Doc string }

// Member is a declared attribute of a class or a module.
type Member struct {
	Name  string
	Value Value
}

// Method declares a method. sig names self: "append(self, object, /)".
func Method(sig, doc string, fn func(th *Thread, a *Bound) (Value, error)) Member {
	b := Func(sig, doc, fn)
	b.Method = true
	return Member{b.Name, b}
}

// StaticMethodOf declares a function of a class that gets neither self nor cls.
func StaticMethodOf(sig, doc string, fn func(th *Thread, a *Bound) (Value, error)) Member {
	b := Func(sig, doc, fn)
	return Member{b.Name, &StaticMethod{b}}
}

// ClassMethodOf declares a class method; sig names cls: "fromkeys(cls, iterable)".
func ClassMethodOf(sig, doc string, fn func(th *Thread, a *Bound) (Value, error)) Member {
	b := Func(sig, doc, fn)
	return Member{b.Name, &ClassMethod{b}}
}

// Getter declares a read-only property.
func Getter(name, doc string, get func(th *Thread, self Value) (Value, error)) Member {
	return Member{name, &Property{Name: name, Doc: doc, GoGet: get}}
}

// GetSet declares a property that can be set.
func GetSet(name, doc string, get func(th *Thread, self Value) (Value, error), set func(th *Thread, self, v Value) error) Member {
	return Member{name, &Property{Name: name, Doc: doc, GoGet: get, GoSet: set}}
}

// Const declares any other attribute.
func Const(name string, v Value) Member { return Member{name, v} }

// Property is a computed attribute: made by @property or declared in Go.
type Property struct {
	Name, Doc        string
	Fget, Fset, Fdel Value
	GoGet            func(th *Thread, self Value) (Value, error)
	GoSet            func(th *Thread, self, v Value) error
}

// StaticMethod is what @staticmethod makes.
type StaticMethod struct{ Fn Value }

// ClassMethod is what @classmethod makes.
type ClassMethod struct{ Fn Value }

// Instance is an object of a class made by user code. Native is its Go part
// when the class derives from a Go class (a layer, a model, a callback).
type Instance struct {
	Class  *Class
	Attrs  Namespace
	Native any
}

// PyClass is the instance's class.
func (i *Instance) PyClass() *Class { return i.Class }

// String names the object as its class's default repr does, without running user
// code: how the rooms below show it in errors.
func (i *Instance) String() string {
	return fmt.Sprintf("<%s object at 0x%012x>", i.Class.FullName(), ID(i))
}

// TypeName is the class's name with its module.
func (i *Instance) TypeName() string { return i.Class.FullName() }

// NativeOf gives the Go part of an instance of a user's subclass, and any
// other value itself.
func NativeOf(v Value) any {
	if i, ok := v.(*Instance); ok && i.Native != nil {
		return i.Native
	}
	return v
}

// Overrides reports whether a class made by user code between inst's class and
// its Go base defines name, and gives that attribute unbound.
func (i *Instance) Overrides(name string) (Value, bool) {
	return i.Class.userMethod(name)
}

// CallMethod calls a method that user code defined on the instance's class.
// ok is false when it defines none.
func (i *Instance) CallMethod(th *Thread, name string, args Args) (v Value, ok bool, err error) {
	fn, ok := i.Overrides(name)
	if !ok {
		return nil, false, nil
	}
	m, err := bindAttr(th, fn, i, i.Class)
	if err != nil {
		return nil, true, err
	}
	v, err = Call(th, m, args)
	return v, true, err
}

// Module is a module: declared in Go by Members, or empty for a script's.
type Module struct {
	// Name is the full dotted name.
	Name string
	// Shown is the name that errors and repr show, Name when empty: where the
	// real library keeps the module.
	Shown string
	Doc   string
	// Members gives the declared names. It is called once, at the first lookup.
	Members func() []Member
	// GetAttr finds further names; ok false means there is none.
	GetAttr func(th *Thread, name string) (v Value, ok bool, err error)
	// Missing says more about a name that is not there; empty for nothing.
	Missing func(name string) string

	once sync.Once
	dict Namespace
}

func (m *Module) aboutMissing(name string) string {
	if m.Missing == nil {
		return ""
	}
	return m.Missing(name)
}

func (m *Module) shownName() string {
	if m.Shown != "" {
		return m.Shown
	}
	return m.Name
}

// Dict gives the module's names.
func (m *Module) Dict() *Namespace {
	m.once.Do(func() {
		if m.Members == nil {
			return
		}
		for _, mem := range m.Members() {
			m.dict.Set(mem.Name, mem.Value)
		}
	})
	return &m.dict
}

// isPrivate reports whether a name is not meant for users.
func isPrivate(name string) bool { return strings.HasPrefix(name, "_") }

// Mappable reports whether the objects of a class have keys and values.
func (c *Class) Mappable() bool {
	_, keys := c.Lookup("keys")
	_, item := c.Lookup("__getitem__")
	return keys && item
}
