package std

import (
	"fmt"
	"strings"

	"kerash/interp/builtins"
	"kerash/interp/object"
)

func configparserModule() *object.Module {
	return &object.Module{Name: "configparser", Doc: "Settings in .ini files.", Members: func() []object.Member {
		members := []object.Member{object.Const("ConfigParser", configClass), object.Const("RawConfigParser", rawConfig), object.Const("SectionProxy", sectionClass), object.Const("DEFAULTSECT", defaultSection)}
		for _, c := range []*object.Class{configError, noSection, noOption, duplicateSection, duplicateOption, interpolationError, missingOption, configParsing, missingSectionTitle} {
			members = append(members, object.Const(c.Name, c))
		}
		return members
	}}
}

// configSection is a SectionProxy.
type configSection struct {
	c    *config
	name string
}

// PyClass is SectionProxy.
func (*configSection) PyClass() *object.Class { return sectionClass }

// keys are the options of a section and the defaults.
func (s *configSection) keys() []object.Value {
	d, err := s.c.section(s.name)
	if err != nil {
		return nil
	}
	keys := d.Keys()
	for _, k := range s.c.defaults.Keys() {
		if _, own := d.GetStr(k.(string)); !own {
			keys = append(keys, k)
		}
	}
	return keys
}

func newConfig(th *object.Thread, cls *object.Class, args object.Args) (*config, error) {
	b, err := cls.BindNew(th, args)
	if err != nil {
		return nil, err
	}
	c := &config{defaults: object.NewDict(), sections: map[string]*object.Dict{}, allowBare: b.Bool("allow_no_value"), raw: cls.IsSubclass(rawConfig) || b.Given("interpolation") && b.Value("interpolation") == nil}
	for _, d := range b.Elems("delimiters") {
		s, _ := d.(string)
		c.delimiters += s
	}
	if b.Value("defaults") != nil {
		err = c.fill(th, c.defaults, b.Value("defaults"))
	}
	return c, err
}

// fill takes options of a mapping; names are in lower case, values texts.
func (c *config) fill(th *object.Thread, d *object.Dict, mapping object.Value) error {
	plain := object.NewDict()
	if err := object.DictUpdate(th, plain, mapping); err != nil {
		return err
	}
	for it := plain.Entries(); it.Next(); {
		key, err := object.Str(th, it.Key())
		if err != nil {
			return err
		}
		v := it.Value()
		if v != nil {
			if v, err = object.Str(th, v); err != nil {
				return err
			}
		}
		d.SetStr(strings.ToLower(key), v)
	}
	return nil
}

func init() {
	for _, c := range []*object.Class{configClass, rawConfig} {
		c.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
			made, err := newConfig(th, c, args)
			return &object.Instance{Class: cls, Native: made}, err
		}
		c.Init = func(th *object.Thread, inst *object.Instance, args object.Args) error {
			made, err := newConfig(th, c, args)
			inst.Native = made
			return err
		}
	}
	c := configClass
	c.Members = configMembers
	c.Index = func(th *object.Thread, self, key object.Value) (object.Value, error) {
		cfg := configOf(self)
		name, _ := key.(string)
		if _, err := cfg.section(name); err != nil {
			return nil, object.KeyErrorOf(key)
		}
		return &configSection{cfg, name}, nil
	}
	c.SetIndex = func(th *object.Thread, self, key, v object.Value) error {
		cfg := configOf(self)
		name, _ := key.(string)
		if name != defaultSection && cfg.sections[name] == nil {
			if err := cfg.add(name); err != nil {
				return err
			}
		}
		d, err := cfg.section(name)
		if err != nil {
			return err
		}
		d.Clear()
		return cfg.fill(th, d, v)
	}
	c.DelIndex = func(th *object.Thread, self, key object.Value) error {
		name, _ := key.(string)
		if !configOf(self).remove(name) {
			return object.KeyErrorOf(key)
		}
		return nil
	}
	c.Contains = func(th *object.Thread, self, v object.Value) (bool, error) {
		name, _ := v.(string)
		_, err := configOf(self).section(name)
		return err == nil, nil
	}
	c.Len = func(th *object.Thread, self object.Value) (int, error) { return len(configOf(self).names) + 1, nil }
	c.Iter = func(th *object.Thread, self object.Value) (object.Iterator, error) {
		return object.IterSlice(append([]object.Value{defaultSection}, configOf(self).sectionNames()...)), nil
	}
	initConfigSection()
}

func (c *config) sectionNames() []object.Value {
	var names []object.Value
	for _, n := range c.names {
		names = append(names, n)
	}
	return names
}

func (c *config) remove(name string) bool {
	if c.sections[name] == nil {
		return false
	}
	delete(c.sections, name)
	for i, n := range c.names {
		if n == name {
			c.names = append(c.names[:i:i], c.names[i+1:]...)
			break
		}
	}
	return true
}

func initConfigSection() {
	c := sectionClass
	of := func(v object.Value) *configSection { return v.(*configSection) }
	c.Repr = func(th *object.Thread, self object.Value) (string, error) {
		return "<Section: " + of(self).name + ">", nil
	}
	c.Index = func(th *object.Thread, self, key object.Value) (object.Value, error) {
		name, _ := key.(string)
		v, ok, err := of(self).c.value(of(self).name, name, false, nil)
		if err == nil && !ok {
			err = object.KeyErrorOf(key)
		}
		return v, err
	}
	c.SetIndex = func(th *object.Thread, self, key, v object.Value) error { return of(self).c.set(of(self).name, key, v) }
	c.DelIndex = func(th *object.Thread, self, key object.Value) error {
		d, err := of(self).c.section(of(self).name)
		if err != nil {
			return err
		}
		name, _ := key.(string)
		if _, ok, err := d.Delete(th, strings.ToLower(name)); err != nil || !ok {
			return object.KeyErrorOf(key)
		}
		return nil
	}
	c.Contains = func(th *object.Thread, self, v object.Value) (bool, error) {
		name, _ := v.(string)
		_, ok, err := of(self).c.value(of(self).name, name, true, nil)
		return ok, err
	}
	c.Len = func(th *object.Thread, self object.Value) (int, error) { return len(of(self).keys()), nil }
	c.Iter = func(th *object.Thread, self object.Value) (object.Iterator, error) {
		return object.IterSlice(of(self).keys()), nil
	}
	c.Mixin = true
	c.Members = func() []object.Member {
		members := append(mappingMixin(), object.Getter("name", "the name of the section", func(th *object.Thread, self object.Value) (object.Value, error) { return of(self).name, nil }))
		for _, g := range configGetters {
			members = append(members, object.Method(g.name+"(self, option, fallback=None, *, raw=False, vars=None)", g.doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
				s := of(a.Self())
				v, ok, err := s.c.value(s.name, a.Str("option"), a.Bool("raw"), a.Value("vars"))
				if err != nil || !ok {
					return a.Value("fallback"), err
				}
				return g.convert(th, v)
			}))
		}
		return members
	}
}

func (c *config) set(section string, key, v object.Value) error {
	name, ok := key.(string)
	if !ok {
		return object.TypeErrorf("option keys must be strings")
	}
	if _, isText := v.(string); !isText && !(v == nil && c.allowBare) && !c.raw {
		return object.TypeErrorf("option values must be strings")
	}
	d, err := c.section(section)
	if err == nil {
		d.SetStr(strings.ToLower(name), v)
	}
	return err
}

// configGetters read a value as something.
var configGetters = []struct {
	name, doc string
	convert   func(th *object.Thread, v object.Value) (object.Value, error)
}{
	{"get", "The value of an option.", func(th *object.Thread, v object.Value) (object.Value, error) { return v, nil }},
	{"getint", "The value of an option as an int.", func(th *object.Thread, v object.Value) (object.Value, error) {
		return object.CallFn(th, object.IntClass, v)
	}},
	{"getfloat", "The value of an option as a float.", func(th *object.Thread, v object.Value) (object.Value, error) {
		return object.CallFn(th, object.FloatClass, v)
	}},
	{"getboolean", "The value of an option as a bool: yes, on, true and 1 are True.", func(th *object.Thread, v object.Value) (object.Value, error) {
		s, _ := v.(string)
		switch strings.ToLower(s) {
		case "1", "yes", "true", "on":
			return true, nil
		case "0", "no", "false", "off":
			return false, nil
		}
		return nil, object.ValueErrorf("Not a boolean: %s", s)
	}},
}

func configMembers() []object.Member {
	of := func(sig, doc string, f func(th *object.Thread, c *config, a *object.Bound) (object.Value, error)) object.Member {
		return object.Method(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) { return f(th, configOf(a.Self()), a) })
	}
	members := []object.Member{
		of("sections(self)", "The names of the sections.", func(th *object.Thread, c *config, a *object.Bound) (object.Value, error) {
			return object.NewList(c.sectionNames()...), nil
		}),
		of("defaults(self)", "The options that all sections have.", func(th *object.Thread, c *config, a *object.Bound) (object.Value, error) { return c.defaults, nil }),
		of("add_section(self, section)", "Adds a section.", func(th *object.Thread, c *config, a *object.Bound) (object.Value, error) {
			return nil, c.add(a.Str("section"))
		}),
		of("has_section(self, section)", "Whether there is a section.", func(th *object.Thread, c *config, a *object.Bound) (object.Value, error) {
			return c.sections[a.Str("section")] != nil, nil
		}),
		of("remove_section(self, section)", "Removes a section.", func(th *object.Thread, c *config, a *object.Bound) (object.Value, error) {
			return c.remove(a.Str("section")), nil
		}),
		of("options(self, section)", "The names of the options of a section.", func(th *object.Thread, c *config, a *object.Bound) (object.Value, error) {
			if _, err := c.section(a.Str("section")); err != nil {
				return nil, err
			}
			return object.NewList((&configSection{c, a.Str("section")}).keys()...), nil
		}),
		of("has_option(self, section, option)", "Whether there is an option.", func(th *object.Thread, c *config, a *object.Bound) (object.Value, error) {
			_, ok, err := c.value(a.Str("section"), a.Str("option"), true, nil)
			return ok && err == nil, nil
		}),
		of("remove_option(self, section, option)", "Removes an option.", func(th *object.Thread, c *config, a *object.Bound) (object.Value, error) {
			d, err := c.section(a.Str("section"))
			if err != nil {
				return nil, err
			}
			_, ok, err := d.Delete(th, strings.ToLower(a.Str("option")))
			return ok, err
		}),
		of("set(self, section, option, value=None)", "Sets an option.", func(th *object.Thread, c *config, a *object.Bound) (object.Value, error) {
			return nil, c.set(a.Str("section"), a.Value("option"), a.Value("value"))
		}),
		of("optionxform(self, optionstr)", "The name of an option as it is kept.", func(th *object.Thread, c *config, a *object.Bound) (object.Value, error) {
			return strings.ToLower(a.Str("optionstr")), nil
		}),
		of("items(self, section=<all>, raw=False, vars=None)", "The options of a section with their values, or all sections.", configItems),
		of("read_string(self, string, source='<string>')", "Reads a text.", func(th *object.Thread, c *config, a *object.Bound) (object.Value, error) {
			return nil, c.read(a.Str("string"), a.Str("source"))
		}),
		of("read_dict(self, dictionary, source='<dict>')", "Takes sections of a dict.", func(th *object.Thread, c *config, a *object.Bound) (object.Value, error) {
			plain := object.NewDict()
			if err := object.DictUpdate(th, plain, a.Value("dictionary")); err != nil {
				return nil, err
			}
			for it := plain.Entries(); it.Next(); {
				if err := object.SetIndex(th, a.Self(), it.Key(), it.Value()); err != nil {
					return nil, err
				}
			}
			return nil, nil
		}),
		of("read_file(self, f, source=None)", "Reads an open file.", func(th *object.Thread, c *config, a *object.Bound) (object.Value, error) {
			text, err := object.CallMethodOf(th, a.Value("f"), "read", object.Args{})
			s, _ := text.(string)
			if err != nil {
				return nil, err
			}
			return nil, c.read(s, a.StrOr("source", "<???>"))
		}),
		of("read(self, filenames, encoding=None)", "Reads those files that there are; gives their names.", func(th *object.Thread, c *config, a *object.Bound) (object.Value, error) {
			names := []object.Value{a.Value("filenames")}
			if _, one := names[0].(string); !one {
				if elems, err := object.ToSlice(th, names[0]); err == nil {
					names = elems
				}
			}
			read := object.NewList()
			for _, n := range names {
				f, err := object.CallFn(th, builtins.Open, n)
				if err != nil {
					if object.IsError(err, object.OSError) {
						continue
					}
					return nil, err
				}
				text, err := object.CallMethodOf(th, f, "read", object.Args{})
				if err != nil {
					return nil, err
				}
				s, _ := text.(string)
				if err := c.read(s, fmt.Sprint(n)); err != nil {
					return nil, err
				}
				read.Elems = append(read.Elems, n)
			}
			return read, nil
		}),
		of("write(self, fp, space_around_delimiters=True)", "Writes the sections to a file.", func(th *object.Thread, c *config, a *object.Bound) (object.Value, error) {
			text, err := c.text(a.Bool("space_around_delimiters"))
			if err != nil {
				return nil, err
			}
			_, err = object.CallMethodOf(th, a.Value("fp"), "write", object.Pos(text))
			return nil, err
		}),
	}
	for _, g := range configGetters {
		members = append(members, of(g.name+"(self, section, option, *, raw=False, vars=None, fallback=<none>)", g.doc, func(th *object.Thread, c *config, a *object.Bound) (object.Value, error) {
			v, ok, err := c.value(a.Str("section"), a.Str("option"), a.Bool("raw"), a.Value("vars"))
			if err != nil && !(a.Given("fallback") && object.IsError(err, noSection)) {
				return nil, err
			}
			if err != nil || !ok {
				if a.Given("fallback") {
					return a.Value("fallback"), nil
				}
				return nil, object.Errorf(noOption, "No option %s in section: %s", object.StrRepr(a.Str("option")), object.StrRepr(a.Str("section")))
			}
			return g.convert(th, v)
		}))
	}
	return members
}

func configItems(th *object.Thread, c *config, a *object.Bound) (object.Value, error) {
	l := object.NewList()
	if !a.Given("section") {
		for _, n := range append([]string{defaultSection}, c.names...) {
			l.Elems = append(l.Elems, object.NewTuple(n, &configSection{c, n}))
		}
		return l, nil
	}
	name := a.Str("section")
	if _, err := c.section(name); err != nil {
		return nil, err
	}
	for _, k := range (&configSection{c, name}).keys() {
		v, _, err := c.value(name, k.(string), a.Bool("raw"), a.Value("vars"))
		if err != nil {
			return nil, err
		}
		l.Elems = append(l.Elems, object.NewTuple(k, v))
	}
	return l, nil
}
