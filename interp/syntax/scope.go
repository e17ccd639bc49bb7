package syntax

// symbol is what one scope knows of one name.
type symbol struct {
	param, assigned, used bool
	global, nonlocal      bool
	annotated             bool
	// slot is the name's slot, or -1.
	slot int
	// iteration is set on the loop variables of a comprehension.
	iteration bool
}

func newScope(kind ScopeKind, parent *Scope, name string) *Scope {
	s := &Scope{Kind: kind, Parent: parent, Name: name, QualName: name, symbols: map[string]*symbol{}, free: map[string]int{}}
	if parent != nil && parent.Parent != nil {
		s.QualName = parent.QualName + "."
		if parent.Kind != ClassScope {
			s.QualName += "<locals>."
		}
		s.QualName += name
	}
	return s
}

func (s *Scope) symbol(name string) *symbol {
	y := s.symbols[name]
	if y == nil {
		y = &symbol{slot: -1}
		s.symbols[name] = y
	}
	return y
}

// isFunction reports whether the scope's names live in slots.
func (s *Scope) isFunction() bool { return s.Kind != ModuleScope && s.Kind != ClassScope }

// bind makes name a variable of the scope.
func (s *Scope) bind(name string) *symbol {
	y := s.symbol(name)
	if s.isFunction() && y.slot < 0 && !y.global && !y.nonlocal {
		y.slot = s.addSlot(name)
	}
	return y
}

func (s *Scope) addSlot(name string) int {
	s.Locals = append(s.Locals, name)
	s.Cells = append(s.Cells, false)
	return len(s.Locals) - 1
}

// Slot gives the slot of a local variable, -1 when there is none.
func (s *Scope) Slot(name string) int {
	if y := s.symbols[name]; y != nil {
		return y.slot
	}
	return -1
}

// lookup finds what name means in the scope.
func (s *Scope) lookup(name string) Ref {
	y := s.symbols[name]
	switch {
	case s.Kind == ModuleScope, y != nil && y.global:
		return Ref{Kind: RefGlobal}
	case y != nil && y.nonlocal:
		return Ref{RefFree, s.closure(name)}
	case s.Kind == ClassScope:
		if y != nil && y.assigned {
			return Ref{RefClass, -1}
		}
		return Ref{RefClass, s.closure(name)}
	case y != nil && y.slot >= 0:
		return Ref{RefLocal, y.slot}
	}
	if i := s.closure(name); i >= 0 {
		return Ref{RefFree, i}
	}
	return Ref{Kind: RefGlobal}
}

// closure gives the entry of the scope's Free that holds name, making it on
// the way; -1 when no enclosing function has such a variable.
func (s *Scope) closure(name string) int {
	if i, ok := s.free[name]; ok {
		return i
	}
	outer := s.Parent
	if outer == nil {
		return -1
	}
	v := FreeVar{Name: name, Index: -1}
	y := outer.symbols[name]
	switch {
	case outer.Kind == ModuleScope:
		return -1
	case outer.Kind == ClassScope && name == "__class__":
		v.Index = outer.classCell()
	case outer.Kind == ClassScope:
		// A method does not see the class body's names.
	case y != nil && y.global:
		return -1
	case y != nil && y.slot >= 0:
		v.Index = y.slot
		outer.Cells[y.slot] = true
	}
	if v.Index < 0 {
		v.FromFree = true
		if v.Index = outer.closure(name); v.Index < 0 {
			return -1
		}
	}
	s.Free = append(s.Free, v)
	s.free[name] = len(s.Free) - 1
	return len(s.Free) - 1
}

// classCell gives a class scope its cell for the class itself.
func (s *Scope) classCell() int {
	if !s.NeedsClassCell {
		s.NeedsClassCell = true
		s.addSlot("__class__")
		s.Cells[0] = true
	}
	return 0
}
