// Package help makes the text that help(x) shows, of any value, from its
// declaration: signature, documentation, arguments, example, members.
package help

import (
	"fmt"
	"sort"
	"strings"

	"kerash/interp/examples"
	"kerash/interp/object"
)

// Width is how wide the text is at most, where its words allow.
const Width = 88

// Text is the help for a value. name is how the user called it, "" when
// unknown. It runs no code of the user's.
func Text(th *object.Thread, name string, v object.Value) string {
	var p page
	switch v := v.(type) {
	case *object.Module:
		p.module(v)
	case *object.Class:
		p.class(th, v)
	case *object.Property:
		p.head(name, "property")
		p.doc(v.Doc)
	default:
		if sig := object.SignatureOf(v); sig != nil || object.IsCallable(v) && isFunction(v) {
			p.function(th, v, name, sig)
		} else {
			p.value(v, name)
		}
	}
	return strings.TrimRight(p.String(), "\n") + "\n"
}

func isFunction(v object.Value) bool {
	switch object.TypeOf(v) {
	case object.FunctionClass, object.BuiltinClass, object.MethodClass, object.MethodDescClass:
		return true
	}
	return false
}

// page is a help text in the making.
type page struct{ strings.Builder }

func (p *page) head(text, kind string) {
	if text == "" {
		text, kind = kind, ""
	}
	p.WriteString(text)
	if kind != "" {
		fmt.Fprintf(p, "    [%s]", kind)
	}
	p.WriteString("\n")
}

// doc writes paragraphs, wrapped, with an empty line before them.
func (p *page) doc(text string) {
	if text = strings.TrimSpace(text); text != "" {
		p.WriteString("\n" + wrap(text, "") + "\n")
	}
}

func (p *page) section(title string) { p.WriteString("\n" + title + ":\n") }

func (p *page) class(th *object.Thread, c *object.Class) {
	sig := object.SignatureOf(c)
	text := c.Name
	if sig != nil {
		text = breakSignature(sig.String())
	}
	kind := "class"
	if c.Module != "" && c.Module != "builtins" {
		kind += " of " + c.Module
	}
	p.head(text, kind)
	p.doc(c.Doc)
	if c.ArgDocs != nil && sig != nil {
		p.args(sig, c.ArgDocs())
	}
	p.example(examples.Of(th, c))
	p.members(c)
	if mro := c.MRO(); len(mro) > 2 {
		var names []string
		for _, k := range mro[1 : len(mro)-1] {
			names = append(names, k.Name)
		}
		p.WriteString("\nDerived from " + strings.Join(names, ", ") + ".\n")
	}
}

func (p *page) args(sig *object.Signature, docs []object.ArgDoc) {
	if len(docs) == 0 {
		return
	}
	p.section("Arguments")
	width := 0
	for _, d := range docs {
		width = max(width, len(d.Name))
	}
	width = min(width, 24)
	for _, d := range docs {
		text := d.Doc
		if i := sig.Index(d.Name); i >= 0 && sig.Params[i].Text != "" {
			text = strings.TrimSuffix(text, ".") + " (default " + sig.Params[i].Text + ")"
		}
		lead := fmt.Sprintf("  %-*s  ", width, d.Name)
		p.WriteString(lead + strings.TrimLeft(wrap(text, strings.Repeat(" ", width+4)), " ") + "\n")
	}
}

func (p *page) example(text string) {
	if text = strings.Trim(text, "\n"); text == "" {
		return
	}
	p.section("Example")
	for line := range strings.SplitSeq(text, "\n") {
		p.WriteString(strings.TrimRight("  "+line, " ") + "\n")
	}
}

// members lists the public methods and properties of a class itself and of
// the classes it derives from.
func (p *page) members(c *object.Class) {
	methods, properties := map[string]string{}, map[string]string{}
	for _, k := range c.MRO() {
		if k == object.ObjectClass {
			break
		}
		d := k.Dict()
		for i := range d.Len() {
			name, v := d.At(i)
			if strings.HasPrefix(name, "_") || methods[name] != "" || properties[name] != "" {
				continue
			}
			if prop, ok := v.(*object.Property); ok {
				properties[name] = firstLine(prop.Doc) + " "
			} else {
				methods[name] = firstLine(docOf(v)) + " "
			}
		}
	}
	p.list("Methods", methods)
	p.list("Properties", properties)
}

func (p *page) list(title string, lines map[string]string) {
	if len(lines) == 0 {
		return
	}
	names := make([]string, 0, len(lines))
	width := 0
	for n := range lines {
		names = append(names, n)
		width = max(width, len(n))
	}
	width = min(width, 28)
	sort.Strings(names)
	p.section(title)
	for _, n := range names {
		p.WriteString(strings.TrimRight(fmt.Sprintf("  %-*s  %s", width, n, lines[n]), " ") + "\n")
	}
}

func (p *page) module(m *object.Module) {
	p.head(m.Name, "module")
	p.doc(m.Doc)
	lines := map[string]string{}
	d := m.Dict()
	for i := range d.Len() {
		name, v := d.At(i)
		if strings.HasPrefix(name, "_") {
			continue
		}
		lines[name] = firstLine(docOf(v))
	}
	p.list("Names", lines)
}

func (p *page) function(th *object.Thread, v object.Value, name string, sig *object.Signature) {
	text := name
	if n, ok := object.FuncName(v); ok {
		text = n
	}
	if sig != nil {
		text = breakSignature(sig.String())
	}
	p.head(text, kindOf(v))
	p.doc(docOf(v))
	p.example(examples.Of(th, v))
}

func kindOf(v object.Value) string {
	switch object.TypeOf(v) {
	case object.MethodClass, object.MethodDescClass:
		return "method"
	}
	if b, ok := v.(*object.BoundMethod); ok && b.Self != nil {
		return "method"
	}
	return "function"
}

func (p *page) value(v object.Value, name string) {
	cls := object.TypeOf(v)
	p.head(name, "a value of class "+cls.Name)
	p.doc(cls.Doc)
	p.members(cls)
}

// docOf is the documentation of a member.
func docOf(v object.Value) string {
	switch v := v.(type) {
	case *object.Builtin:
		return v.Doc
	case *object.BoundMethod:
		return docOf(v.Fn)
	case *object.StaticMethod:
		return docOf(v.Fn)
	case *object.ClassMethod:
		return docOf(v.Fn)
	case *object.Class:
		return v.Doc
	case *object.Module:
		return v.Doc
	case object.Documented:
		return v.DocString()
	}
	return ""
}

// firstLine is the first sentence, or line, of a documentation.
func firstLine(doc string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(doc), "\n")
	if i := strings.Index(line, ". "); i >= 0 {
		line = line[:i+1]
	}
	return line
}

// breakSignature puts long lists of arguments on several lines.
func breakSignature(text string) string {
	if len(text) <= Width {
		return text
	}
	open := strings.IndexByte(text, '(')
	indent := strings.Repeat(" ", min(open+1, 20))
	var out strings.Builder
	out.WriteString(text[:open+1])
	col := open + 1
	for i, part := range splitArgs(text[open+1:]) {
		if i > 0 {
			out.WriteString(",")
			col++
			if col+1+len(part) > Width {
				out.WriteString("\n" + indent)
				col = len(indent)
			} else {
				out.WriteString(" ")
				col++
			}
		}
		out.WriteString(part)
		col += len(part)
	}
	return out.String()
}

// splitArgs splits at the commas that no bracket encloses.
func splitArgs(s string) []string {
	var parts []string
	depth, start := 0, 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			depth--
		case ',':
			if depth == 0 {
				parts = append(parts, s[start:i])
				start = i + 1
				for start < len(s) && s[start] == ' ' {
					start++
				}
			}
		}
	}
	return append(parts, s[start:])
}

// wrap breaks paragraphs into lines; lines that begin with a space are kept.
func wrap(text, indent string) string {
	var lines []string
	for paragraph := range strings.SplitSeq(text, "\n\n") {
		if len(lines) > 0 {
			lines = append(lines, "")
		}
		line := ""
		flush := func() {
			if line != "" {
				lines = append(lines, indent+line)
			}
			line = ""
		}
		for raw := range strings.SplitSeq(paragraph, "\n") {
			if strings.HasPrefix(raw, " ") || strings.HasPrefix(raw, "\t") {
				flush()
				lines = append(lines, indent+raw)
				continue
			}
			for word := range strings.FieldsSeq(raw) {
				if line != "" && len(indent)+len(line)+1+len(word) > Width {
					flush()
				}
				if line != "" {
					line += " "
				}
				line += word
			}
		}
		flush()
	}
	return strings.Join(lines, "\n")
}
