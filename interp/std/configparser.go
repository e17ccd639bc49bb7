package std

import (
	"strings"

	"kerash/interp/object"
)

// config is a ConfigParser: sections of options, in order.
type config struct {
	defaults *object.Dict
	names    []string
	sections map[string]*object.Dict
	// raw leaves %(name)s in values alone.
	raw        bool
	allowBare  bool
	delimiters string
}

var (
	configClass  = &object.Class{Name: "ConfigParser", Module: "configparser", Doc: "Settings in sections, as .ini files have them.", Signature: "ConfigParser(defaults=None, dict_type=None, allow_no_value=False, *, delimiters=('=', ':'), comment_prefixes=('#', ';'), inline_comment_prefixes=None, strict=True, empty_lines_in_values=True, default_section='DEFAULT', interpolation=<basic>, converters=None)"}
	rawConfig    = &object.Class{Name: "RawConfigParser", Module: "configparser", Doc: "Settings whose values are taken as they are.", Signature: strings.Replace(configClass.Signature, "ConfigParser", "RawConfigParser", 1), Base: configClass}
	sectionClass = &object.Class{Name: "SectionProxy", Module: "configparser", Doc: "A section of a ConfigParser.", Final: true}

	configError         = object.NewExceptionClass("configparser", "Error", object.ExceptionClass, "The settings are not valid.")
	noSection           = object.NewExceptionClass("configparser", "NoSectionError", configError, "There is no such section.")
	noOption            = object.NewExceptionClass("configparser", "NoOptionError", configError, "There is no such option.")
	duplicateSection    = object.NewExceptionClass("configparser", "DuplicateSectionError", configError, "A section is there already.")
	duplicateOption     = object.NewExceptionClass("configparser", "DuplicateOptionError", configError, "An option is there already.")
	interpolationError  = object.NewExceptionClass("configparser", "InterpolationError", configError, "A value refers to what is not there.")
	missingOption       = object.NewExceptionClass("configparser", "InterpolationMissingOptionError", interpolationError, "A value refers to an option that is not there.")
	configParsing       = object.NewExceptionClass("configparser", "ParsingError", configError, "The text cannot be read.")
	missingSectionTitle = object.NewExceptionClass("configparser", "MissingSectionHeaderError", configParsing, "An option stands before the first section.")
)

const defaultSection = "DEFAULT"

func configOf(v object.Value) *config {
	c, ok := object.NativeOf(v).(*config)
	if !ok {
		object.Throw(object.TypeErrorf("a ConfigParser is required, not '%s'", object.TypeName(v)))
	}
	return c
}

// section are the options of a section, without the defaults.
func (c *config) section(name string) (*object.Dict, error) {
	if name == defaultSection {
		return c.defaults, nil
	}
	if d, ok := c.sections[name]; ok {
		return d, nil
	}
	return nil, object.Errorf(noSection, "No section: %s", object.StrRepr(name))
}

func (c *config) add(name string) error {
	if name == defaultSection {
		return object.ValueErrorf("Invalid section name: %s", object.StrRepr(name))
	}
	if _, ok := c.sections[name]; ok {
		return object.Errorf(duplicateSection, "Section %s already exists", object.StrRepr(name))
	}
	c.names = append(c.names, name)
	c.sections[name] = object.NewDict()
	return nil
}

// value is that of an option, with what it refers to filled in; ok is false
// when there is none.
func (c *config) value(section, option string, raw bool, vars object.Value) (v object.Value, ok bool, err error) {
	d, err := c.section(section)
	if err != nil {
		return nil, false, err
	}
	lookup := func(key string) (object.Value, bool) {
		if extra, isDict := vars.(*object.Dict); isDict {
			if v, ok := extra.GetStr(key); ok {
				return v, true
			}
		}
		if v, ok := d.GetStr(key); ok {
			return v, true
		}
		return c.defaults.GetStr(key)
	}
	v, ok = lookup(strings.ToLower(option))
	text, isText := v.(string)
	if !ok || raw || c.raw || !isText {
		return v, ok, nil
	}
	filled, err := interpolated(section, option, text, lookup, 0)
	return filled, true, err
}

// interpolated fills %(name)s in a value.
func interpolated(section, option, text string, lookup func(string) (object.Value, bool), depth int) (string, error) {
	if depth > 10 {
		return "", object.Errorf(interpolationError, "Recursion limit exceeded in value substitution: option %s in section %s contains an interpolation key which cannot be substituted in 10 steps. Raw value: %s", object.StrRepr(option), object.StrRepr(section), object.StrRepr(text))
	}
	var b strings.Builder
	for rest := text; rest != ""; {
		before, after, found := strings.Cut(rest, "%")
		b.WriteString(before)
		if !found {
			break
		}
		if strings.HasPrefix(after, "%") {
			b.WriteByte('%')
			rest = after[1:]
			continue
		}
		name, tail, closed := strings.Cut(strings.TrimPrefix(after, "("), ")s")
		if !strings.HasPrefix(after, "(") || !closed {
			return "", object.Errorf(interpolationError, "'%%' must be followed by '%%' or '(', found: %s", object.StrRepr("%"+after))
		}
		v, ok := lookup(strings.ToLower(name))
		if !ok {
			return "", object.Errorf(missingOption, "Bad value substitution: option %s in section %s contains an interpolation key %s which is not a valid option name. Raw value: %s",
				object.StrRepr(option), object.StrRepr(section), object.StrRepr(name), object.StrRepr(text))
		}
		inner, _ := v.(string)
		filled, err := interpolated(section, option, inner, lookup, depth+1)
		if err != nil {
			return "", err
		}
		b.WriteString(filled)
		rest = tail
	}
	return b.String(), nil
}

// read takes the sections of a text.
func (c *config) read(text, source string) error {
	var current *object.Dict
	section, option := "", ""
	seen := map[string]bool{}
	for i, line := range strings.Split(text, "\n") {
		body := strings.TrimSpace(line)
		indented := line != "" && (line[0] == ' ' || line[0] == '\t')
		switch {
		case strings.HasPrefix(body, "#") || strings.HasPrefix(body, ";"):
		case body == "":
			if option != "" {
				c.extend(current, option, "")
			}
		case indented && option != "":
			c.extend(current, option, body)
		case strings.HasPrefix(body, "["):
			name, _, closed := strings.Cut(body[1:], "]")
			if !closed {
				return object.Errorf(configParsing, "Source contains parsing errors: %s\n\t[line %2d]: %s", object.StrRepr(source), i+1, object.StrRepr(line+"\n"))
			}
			section, option = name, ""
			if name == defaultSection {
				current = c.defaults
				break
			}
			if seen[name] {
				return object.Errorf(duplicateSection, "While reading from %s [line %2d]: section %s already exists", object.StrRepr(source), i+1, object.StrRepr(name))
			}
			seen[name] = true
			if c.sections[name] == nil {
				c.names = append(c.names, name)
				c.sections[name] = object.NewDict()
			}
			current = c.sections[name]
		case current == nil:
			return object.Errorf(missingSectionTitle, "File contains no section headers.\nfile: %s, line: %d\n%s", object.StrRepr(source), i+1, object.StrRepr(lineEnd(text, i, line)))
		default:
			at := strings.IndexAny(body, c.delimiters)
			if at < 0 && !c.allowBare {
				return object.Errorf(configParsing, "Source contains parsing errors: %s\n\t[line %2d]: %s", object.StrRepr(source), i+1, object.StrRepr(line+"\n"))
			}
			var v object.Value
			option = strings.ToLower(body)
			if at >= 0 {
				option, v = strings.ToLower(strings.TrimSpace(body[:at])), strings.TrimSpace(body[at+1:])
			}
			if seen[section+"\x00"+option] {
				return object.Errorf(duplicateOption, "While reading from %s [line %2d]: option %s in section %s already exists", object.StrRepr(source), i+1, object.StrRepr(option), object.StrRepr(section))
			}
			seen[section+"\x00"+option] = true
			current.SetStr(option, v)
		}
	}
	for _, name := range append([]string{defaultSection}, c.names...) {
		d, err := c.section(name)
		if err != nil {
			return err
		}
		for it := d.Entries(); it.Next(); {
			if s, ok := it.Value().(string); ok {
				d.SetStr(it.Key().(string), strings.TrimRight(s, "\n"))
			}
		}
	}
	return nil
}

// lineEnd is line i of a text with its end, which the last one may not have.
func lineEnd(text string, i int, line string) string {
	if i == strings.Count(text, "\n") {
		return line
	}
	return line + "\n"
}

// extend adds a line to the value of an option.
func (c *config) extend(d *object.Dict, option, line string) {
	if old, ok := d.GetStr(option); ok {
		if s, isText := old.(string); isText {
			d.SetStr(option, s+"\n"+line)
		}
	}
}

// text is what write writes.
func (c *config) text(space bool) (string, error) {
	var b strings.Builder
	sign := "="
	if space {
		sign = " = "
	}
	write := func(name string, d *object.Dict) error {
		b.WriteString("[" + name + "]\n")
		for it := d.Entries(); it.Next(); {
			key, _ := it.Key().(string)
			b.WriteString(key)
			if it.Value() != nil {
				value, _ := it.Value().(string)
				b.WriteString(sign + strings.ReplaceAll(value, "\n", "\n\t"))
			}
			b.WriteString("\n")
		}
		b.WriteString("\n")
		return nil
	}
	if c.defaults.Len() > 0 {
		if err := write(defaultSection, c.defaults); err != nil {
			return "", err
		}
	}
	for _, name := range c.names {
		if err := write(name, c.sections[name]); err != nil {
			return "", err
		}
	}
	return b.String(), nil
}
