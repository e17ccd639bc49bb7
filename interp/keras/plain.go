package keras

import (
	"strings"

	"kerash/interp/object"
)

// plainClass declares a class whose objects hold nothing but Python attributes:
// user code can read and set them, and derive from the class.
type plainClass struct {
	module string
	sig    string // "Tokenizer(num_words=None)"
	doc    string
	base   *object.Class
	// init fills the attributes from the bound arguments.
	init    func(th *object.Thread, self *object.Instance, a *object.Bound) error
	members func() []object.Member
	index   func(th *object.Thread, self, key object.Value) (object.Value, error)
	length  func(th *object.Thread, self object.Value) (int, error)
	iter    func(th *object.Thread, self object.Value) (object.Iterator, error)
	call    func(th *object.Thread, self object.Value, args object.Args) (object.Value, error)
	enter   func(th *object.Thread, self object.Value) (object.Value, error)
	exit    func(th *object.Thread, self object.Value, exc *object.Exception) (bool, error)
}

func (p plainClass) class() *object.Class {
	name, _, _ := strings.Cut(p.sig, "(")
	members := func() []object.Member {
		if p.members == nil {
			return nil
		}
		return object.Owned(name, p.members())
	}
	c := &object.Class{Name: name, Module: p.module, Doc: p.doc, Signature: p.sig, Base: p.base, Members: members,
		Index: p.index, Len: p.length, Iter: p.iter, Call: p.call, Enter: p.enter, Exit: p.exit}
	c.Init = func(th *object.Thread, self *object.Instance, args object.Args) error {
		a, err := bindInit(th, p.sig, self, args)
		if err != nil || p.init == nil {
			return err
		}
		return p.init(th, self, a)
	}
	c.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		self := &object.Instance{Class: cls}
		return self, c.Init(th, self, args)
	}
	return c
}

// bindInit binds the arguments of a constructor; errors name Class.__init__ and
// count self, as Python's do.
func bindInit(th *object.Thread, sig string, self object.Value, args object.Args) (*object.Bound, error) {
	name, params, _ := strings.Cut(sig, "(")
	if params != ")" {
		params = ", " + params
	}
	return object.ParseSignature(name+".__init__(self"+params).Bind(th, args.Prepend(self))
}

// attr is an attribute of a plain object that its init has set.
func attr(self object.Value, name string) object.Value {
	v, _ := self.(*object.Instance).Attrs.Get(name)
	return v
}

// setAttrs sets attributes of a plain object from arguments of the same names.
func setAttrs(self *object.Instance, a *object.Bound, names ...string) {
	for _, n := range names {
		self.Attrs.Set(n, a.Value(n))
	}
}

// callImported calls a function of another module of the session, json.dumps
// for one.
func callImported(th *object.Thread, module, fn string, args object.Args) (object.Value, error) {
	if th.Import == nil {
		return nil, object.Errorf(object.ModuleNotFoundError, "No module named '%s'", module)
	}
	m, err := th.Import(th, module)
	if err != nil {
		return nil, err
	}
	return object.CallMethodOf(th, m, fn, args)
}
