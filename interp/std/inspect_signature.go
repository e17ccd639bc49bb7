package std

import (
	"strings"

	"kerash/interp/object"
)

// signature is inspect.Signature.
type signature struct {
	params  []*parameter
	returns object.Value
}

// parameter is inspect.Parameter; what it lacks is emptyParameter.
type parameter struct {
	name      string
	kind      object.ParamKind
	def, note object.Value
	// text is the default as it is written, for those of functions of Go.
	text string
}

// PyClass is Signature.
func (*signature) PyClass() *object.Class { return signatureClass }

// PyClass is Parameter.
func (*parameter) PyClass() *object.Class { return parameterClass }

var (
	signatureClass = &object.Class{Name: "Signature", Module: "inspect", Doc: "The parameters of a function.", Final: true}
	parameterClass = &object.Class{Name: "Parameter", Module: "inspect", Doc: "A parameter.", Final: true}
	emptyParameter = &object.Class{Name: "_empty", Module: "inspect", Doc: "No default or annotation.", Final: true}
	boundArgsClass = &object.Class{Name: "BoundArguments", Module: "inspect", Doc: "Arguments by the names of their parameters.", Final: true}
	kindClass      = &object.Class{Name: "_ParameterKind", Module: "inspect", Doc: "How a parameter takes its argument.", Final: true}
)

// parameterKind is how a parameter takes its argument.
type parameterKind object.ParamKind

// PyClass is _ParameterKind.
func (parameterKind) PyClass() *object.Class { return kindClass }

var parameterKinds = [...]struct{ name, description string }{
	object.PosOnly: {"POSITIONAL_ONLY", "positional-only"}, object.Regular: {"POSITIONAL_OR_KEYWORD", "positional or keyword"},
	object.VarArgs: {"VAR_POSITIONAL", "variadic positional"}, object.KwOnly: {"KEYWORD_ONLY", "keyword-only"}, object.VarKw: {"VAR_KEYWORD", "variadic keyword"},
}

// signatureOf reads the parameters and the annotations of a callable.
func signatureOf(th *object.Thread, v object.Value) (*signature, error) {
	if !object.IsCallable(v) {
		text, err := object.Repr(th, v)
		if err != nil {
			return nil, err
		}
		return nil, object.TypeErrorf("%s is not a callable object", text)
	}
	for { // functools.wraps says what a wrapper stands for
		inner, ok, err := object.FindAttr(th, v, "__wrapped__")
		if err != nil {
			return nil, err
		}
		if !ok || !object.IsCallable(inner) {
			break
		}
		v = inner
	}
	sig := object.SignatureOf(v)
	if sig == nil {
		text, err := object.Repr(th, v)
		if err != nil {
			return nil, err
		}
		return nil, object.ValueErrorf("no signature found for builtin %s", text)
	}
	source := v
	if cls, isClass := v.(*object.Class); isClass {
		source, _ = cls.Lookup("__init__")
	}
	notes := object.NewDict()
	if source != nil {
		found, _, err := object.FindAttr(th, source, "__annotations__")
		if err != nil {
			return nil, err
		}
		if d, ok := found.(*object.Dict); ok {
			notes = d
		}
	}
	s := &signature{returns: emptyParameter}
	if r, ok := notes.GetStr("return"); ok && source == v {
		s.returns = r
	}
	for i := range sig.Params {
		p := &sig.Params[i]
		q := &parameter{name: p.Name, kind: p.Kind, def: emptyParameter, note: emptyParameter}
		switch {
		case p.HasDefault:
			q.def = p.Default
		case p.Optional:
			q.def, q.text = nil, p.Text
		}
		if note, ok := notes.GetStr(p.Name); ok {
			q.note = note
		}
		s.params = append(s.params, q)
	}
	return s, nil
}

// write is the parameter as it is written.
func (p *parameter) write(th *object.Thread) (string, error) {
	text := map[object.ParamKind]string{object.VarArgs: "*", object.VarKw: "**"}[p.kind] + p.name
	sign := "="
	if p.note != object.Value(emptyParameter) {
		note, err := annotationSource(th, p.note)
		if err != nil {
			return "", err
		}
		text, sign = text+": "+note, " = "
	}
	switch {
	case p.text != "":
		text += sign + p.text
	case p.def != object.Value(emptyParameter):
		def, err := object.Repr(th, p.def)
		if err != nil {
			return "", err
		}
		text += sign + def
	}
	return text, nil
}

func (s *signature) write(th *object.Thread) (string, error) {
	var parts []string
	star := false
	for i, p := range s.params {
		if p.kind == object.KwOnly && !star {
			parts = append(parts, "*")
		}
		star = star || p.kind == object.VarArgs || p.kind == object.KwOnly
		text, err := p.write(th)
		if err != nil {
			return "", err
		}
		parts = append(parts, text)
		if p.kind == object.PosOnly && (i+1 == len(s.params) || s.params[i+1].kind != object.PosOnly) {
			parts = append(parts, "/")
		}
	}
	text := "(" + strings.Join(parts, ", ") + ")"
	if s.returns == object.Value(emptyParameter) {
		return text, nil
	}
	note, err := annotationSource(th, s.returns)
	return text + " -> " + note, err
}

func init() {
	signatureClass.Str = func(th *object.Thread, self object.Value) (string, error) { return self.(*signature).write(th) }
	signatureClass.Repr = func(th *object.Thread, self object.Value) (string, error) {
		s, err := self.(*signature).write(th)
		return "<Signature " + s + ">", err
	}
	signatureClass.Members = func() []object.Member {
		bind := func(name, doc string, partial bool) object.Member {
			return object.Method(name+"(self, /, *args, **kwargs)", doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return a.Self().(*signature).bind(object.Args{Pos: a.Rest("args"), Kw: a.Kwargs("kwargs")}, partial)
			})
		}
		return []object.Member{
			object.Const("empty", emptyParameter),
			object.Getter("parameters", "the parameters by name", func(th *object.Thread, self object.Value) (object.Value, error) {
				d := object.NewDict()
				for _, p := range self.(*signature).params {
					d.SetStr(p.name, p)
				}
				return &object.MappingProxy{Map: d}, nil
			}),
			object.Getter("return_annotation", "the annotation of the result", func(th *object.Thread, self object.Value) (object.Value, error) {
				return self.(*signature).returns, nil
			}),
			bind("bind", "Which parameters arguments are for.", false), bind("bind_partial", "Which parameters arguments are for; some may be missing.", true),
		}
	}
	parameterClass.Str = func(th *object.Thread, self object.Value) (string, error) { return self.(*parameter).write(th) }
	parameterClass.Repr = func(th *object.Thread, self object.Value) (string, error) {
		s, err := self.(*parameter).write(th)
		return "<Parameter \"" + s + "\">", err
	}
	parameterClass.Members = func() []object.Member {
		get := func(name, doc string, f func(p *parameter) object.Value) object.Member {
			return object.Getter(name, doc, func(th *object.Thread, self object.Value) (object.Value, error) { return f(self.(*parameter)), nil })
		}
		members := []object.Member{
			object.Const("empty", emptyParameter), get("name", "the name", func(p *parameter) object.Value { return p.name }), get("default", "the default", func(p *parameter) object.Value { return p.def }),
			get("annotation", "the annotation", func(p *parameter) object.Value { return p.note }), get("kind", "how it takes its argument", func(p *parameter) object.Value { return parameterKind(p.kind) }),
		}
		for k, names := range parameterKinds {
			members = append(members, object.Const(names.name, parameterKind(k)))
		}
		return members
	}
	kindClass.Repr = func(th *object.Thread, self object.Value) (string, error) {
		return "<_ParameterKind." + parameterKinds[self.(parameterKind)].name + ": " + string('0'+rune(self.(parameterKind))) + ">", nil
	}
	kindClass.Str = func(th *object.Thread, self object.Value) (string, error) {
		return parameterKinds[self.(parameterKind)].name, nil
	}
	kindClass.Members = func() []object.Member {
		return []object.Member{
			object.Getter("name", "the name", func(th *object.Thread, self object.Value) (object.Value, error) {
				return parameterKinds[self.(parameterKind)].name, nil
			}),
			object.Getter("description", "in words", func(th *object.Thread, self object.Value) (object.Value, error) {
				return parameterKinds[self.(parameterKind)].description, nil
			}),
		}
	}
	argSpecClass.Repr = func(th *object.Thread, self object.Value) (string, error) {
		return fieldsRepr(th, "FullArgSpec", []string{"args", "varargs", "varkw", "defaults", "kwonlyargs", "kwonlydefaults", "annotations"}, self)
	}
	boundArgsClass.Members = boundArgsMembers
	boundArgsClass.Repr = func(th *object.Thread, self object.Value) (string, error) {
		b := self.(*boundArgs)
		var parts []string
		for it := b.values.Entries(); it.Next(); {
			v, err := object.Repr(th, it.Value())
			if err != nil {
				return "", err
			}
			parts = append(parts, it.Key().(string)+"="+v)
		}
		return "<BoundArguments (" + strings.Join(parts, ", ") + ")>", nil
	}
}

// boundArgs is inspect.BoundArguments.
type boundArgs struct {
	sig    *signature
	values *object.Dict
}

// PyClass is BoundArguments.
func (*boundArgs) PyClass() *object.Class { return boundArgsClass }

// bind sorts arguments to the parameters they are for.
func (s *signature) bind(args object.Args, partial bool) (object.Value, error) {
	b := &boundArgs{s, object.NewDict()}
	pos, used := args.Pos, map[string]bool{}
	takesAll := false
	for _, p := range s.params {
		v, byName := args.Lookup(p.name)
		switch p.kind {
		case object.VarArgs:
			if len(pos) > 0 {
				b.values.SetStr(p.name, object.NewTuple(pos...))
				pos = nil
			}
			continue
		case object.VarKw:
			takesAll = true
			rest := object.NewDict()
			for _, k := range args.Kw {
				if !used[k.Name] {
					rest.SetStr(k.Name, k.Value)
				}
			}
			if rest.Len() > 0 {
				b.values.SetStr(p.name, rest)
			}
			continue
		}
		byName = byName && p.kind != object.PosOnly
		switch {
		case p.kind != object.KwOnly && len(pos) > 0:
			if byName {
				return nil, object.TypeErrorf("multiple values for argument '%s'", p.name)
			}
			b.values.SetStr(p.name, pos[0])
			pos = pos[1:]
		case byName:
			b.values.SetStr(p.name, v)
			used[p.name] = true
		case p.def == object.Value(emptyParameter) && !partial:
			return nil, object.TypeErrorf("missing a required argument: '%s'", p.name)
		}
	}
	if len(pos) > 0 {
		return nil, object.TypeErrorf("too many positional arguments")
	}
	for _, k := range args.Kw {
		if !used[k.Name] && !takesAll {
			return nil, object.TypeErrorf("got an unexpected keyword argument '%s'", k.Name)
		}
	}
	return b, nil
}

func boundArgsMembers() []object.Member {
	return []object.Member{
		object.Getter("arguments", "the arguments by name", func(th *object.Thread, self object.Value) (object.Value, error) { return self.(*boundArgs).values, nil }),
		object.Getter("args", "the positional arguments", func(th *object.Thread, self object.Value) (object.Value, error) {
			b, out := self.(*boundArgs), &object.Tuple{}
			for _, p := range b.sig.params {
				v, ok := b.values.GetStr(p.name)
				if !ok || p.kind == object.KwOnly || p.kind == object.VarKw {
					break
				}
				if rest, many := v.(*object.Tuple); many && p.kind == object.VarArgs {
					out.Elems = append(out.Elems, rest.Elems...)
					continue
				}
				out.Elems = append(out.Elems, v)
			}
			return out, nil
		}),
		object.Getter("kwargs", "the keyword arguments", func(th *object.Thread, self object.Value) (object.Value, error) {
			b, out := self.(*boundArgs), object.NewDict()
			for _, p := range b.sig.params {
				v, ok := b.values.GetStr(p.name)
				switch {
				case ok && p.kind == object.KwOnly:
					out.SetStr(p.name, v)
				case ok && p.kind == object.VarKw:
					if err := object.DictUpdate(th, out, v); err != nil {
						return nil, err
					}
				}
			}
			return out, nil
		}),
		object.Method("apply_defaults(self)", "Adds the defaults of missing arguments.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			b, all := a.Self().(*boundArgs), object.NewDict()
			for _, p := range b.sig.params {
				v, ok := b.values.GetStr(p.name)
				switch {
				case ok:
				case p.kind == object.VarArgs:
					v = object.NewTuple()
				case p.kind == object.VarKw:
					v = object.NewDict()
				case p.def != object.Value(emptyParameter):
					v = p.def
				default:
					continue
				}
				all.SetStr(p.name, v)
			}
			b.values = all
			return nil, nil
		}),
	}
}

var argSpecClass = tupleClass("inspect", "FullArgSpec", "The parameters of a function.", "args", "varargs", "varkw", "defaults", "kwonlyargs", "kwonlydefaults", "annotations")

// fullArgSpec is getfullargspec.
func fullArgSpec(th *object.Thread, a *object.Bound) (object.Value, error) {
	s, err := signatureOf(th, a.At(0))
	if err != nil {
		return nil, err
	}
	args, only := object.NewList(), object.NewList()
	notes, onlyDefaults := object.NewDict(), object.NewDict()
	if s.returns != object.Value(emptyParameter) {
		notes.SetStr("return", s.returns)
	}
	var varArgs, varKw, defaults object.Value
	given := &object.Tuple{}
	for _, p := range s.params {
		switch p.kind {
		case object.VarArgs:
			varArgs = p.name
		case object.VarKw:
			varKw = p.name
		case object.KwOnly:
			only.Elems = append(only.Elems, p.name)
			if p.def != object.Value(emptyParameter) {
				onlyDefaults.SetStr(p.name, p.def)
			}
		default:
			args.Elems = append(args.Elems, p.name)
			if p.def != object.Value(emptyParameter) {
				given.Elems = append(given.Elems, p.def)
			}
		}
		if p.note != object.Value(emptyParameter) {
			notes.SetStr(p.name, p.note)
		}
	}
	if len(given.Elems) > 0 {
		defaults = given
	}
	var kwDefaults object.Value
	if onlyDefaults.Len() > 0 {
		kwDefaults = onlyDefaults
	}
	return newFields(argSpecClass, args, varArgs, varKw, defaults, only, kwDefaults, notes), nil
}
