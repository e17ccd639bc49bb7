package tf

import (
	"slices"
	"strings"

	"kerash/interp/object"
)

// arguments is what a function is called with, to see whether it changes that.
type arguments struct {
	names          []string // of the parameters
	values, copies []object.Value
}

// copyOf takes a copy of the arguments.
func (in *inputs) copyOf() *arguments {
	a := &arguments{}
	add := func(name string, v object.Value) {
		a.names, a.values = append(a.names, name), append(a.values, v)
		a.copies = append(a.copies, mapStructure(in.th, v, func(leaf object.Value) object.Value { return leaf }))
	}
	for i, v := range in.subst.Pos {
		name := ""
		if in.sig != nil && len(in.sig.Params) > 0 {
			name = in.sig.Params[min(i, len(in.sig.Params)-1)].Name
			for _, q := range in.sig.Params[:min(i, len(in.sig.Params))] {
				if q.Kind == object.VarArgs {
					name = q.Name
				}
			}
		}
		add(name, v)
	}
	for _, k := range in.subst.Kw {
		add(k.Name, k.Value)
	}
	return a
}

// check refuses a function that has changed its arguments.
func (a *arguments) check(th *object.Thread, p *polyFunction) {
	var changed []string
	for i, v := range a.values {
		if name := a.names[i]; changedStructure(th, a.copies[i], v) && !slices.Contains(changed, name) {
			changed = append(changed, name)
		}
	}
	if changed == nil {
		return
	}
	name := p.FuncName()
	if p.sig != nil {
		name = p.sig.String()
	}
	object.Throw(object.ValueErrorf("%s should not modify its Python input arguments. Modifying a copy is allowed. The following parameter(s) were modified: %s", name, strings.Join(changed, ", ")))
}

func changedStructure(th *object.Thread, before, after object.Value) bool {
	if differ(th, before, after, true) != nil {
		return true
	}
	a, b := flatten(th, before), flatten(th, after)
	return !slices.EqualFunc(a, b, object.Is)
}
