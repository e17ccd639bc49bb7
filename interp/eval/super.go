package eval

import (
	"github.com/expr-lang/expr/ast"

	"kerash/interp/object"
	"kerash/interp/syntax"
)

// isBareSuper recognises super() in a method.
func (l *lowerer) isBareSuper(e *syntax.Call) bool {
	n, ok := e.Func.(*syntax.Name)
	return ok && n.Ident == "super" && n.Ref.Kind == syntax.RefGlobal && len(e.Args)+len(e.Keywords) == 0
}

// super lowers super(): the class comes from the cell that the resolver made,
// the object is the method's first argument.
func (l *lowerer) super(e *syntax.Call) ast.Node {
	scope := l.code.scope
	class := -1
	for i, v := range scope.Free {
		if v.Name == "__class__" {
			class = i
		}
	}
	return l.nullary(e.Where, func(...any) (any, error) {
		s, err := l.ev.frame.super(class)
		if err != nil {
			return nil, &unwind{err: err}
		}
		return s, nil
	})
}

// super makes the object of super(); class is the entry of __class__ among the
// frame's free variables, or -1.
func (fr *Frame) super(class int) (*object.Super, error) {
	switch kind := fr.code.scope.Kind; {
	case kind == syntax.ModuleScope || kind == syntax.ClassScope || len(fr.slots) == 0:
		return nil, object.RuntimeErrorf("super(): no arguments")
	case class < 0:
		return nil, object.RuntimeErrorf("super(): __class__ cell not found")
	case fr.free[class].v == object.Unset:
		return nil, object.RuntimeErrorf("super(): empty __class__ cell")
	}
	self := fr.slots[0]
	if c, ok := self.(*Cell); ok {
		self = c.v
	}
	return object.NewSuper(fr.free[class].v, self)
}
