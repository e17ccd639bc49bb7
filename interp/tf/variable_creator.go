package tf

import "kerash/interp/object"

// creators are the functions of the tf.variable_creator_scope contexts that
// are open, the outermost first.
type creators struct{ active []object.Value }

func newCreators() *creators { return new(creators) }

// creatorScope is the context of tf.variable_creator_scope.
type creatorScope struct{ creator object.Value }

var creatorScopeClass = &object.Class{Name: "_GeneratorContextManager", Module: "contextlib", Final: true}

// PyClass is the class that TensorFlow gives such a context.
func (*creatorScope) PyClass() *object.Class { return creatorScopeClass }

func init() {
	creatorScopeClass.Enter = func(th *object.Thread, self object.Value) (object.Value, error) {
		c := object.Get(th, newCreators)
		c.active = append(c.active, self.(*creatorScope).creator)
		return nil, nil
	}
	creatorScopeClass.Exit = func(th *object.Thread, self object.Value, exc *object.Exception) (bool, error) {
		c := object.Get(th, newCreators)
		c.active = c.active[:len(c.active)-1]
		return false, nil
	}
}

// createdBy calls the innermost creator with a function that calls the next
// one, and after the outermost makes the variable.
func createdBy(th *object.Thread, active []object.Value, a *object.Bound) (object.Value, error) {
	var args object.Args
	for _, p := range a.Sig.Params {
		args = args.With(p.Name, a.Value(p.Name))
	}
	next := object.RawFunc("create(**kwargs)", "Makes the variable.", func(th *object.Thread, args object.Args) (object.Value, error) {
		a, err := VariableClass.BindNew(th, args)
		if err != nil {
			return nil, err
		}
		if n := len(active) - 1; n > 0 {
			return createdBy(th, active[:n], a)
		}
		return makeVariable(th, a)
	})
	args.Pos = []object.Value{next}
	return object.Call(th, active[len(active)-1], args)
}
