package reference

import (
	"fmt"
	"strings"

	"kerash/interp/object"
)

// Markdown is the page of a module.
func (p Page) Markdown() string {
	var b strings.Builder
	fmt.Fprintf(&b, "<!-- Generated from the declarations by `go generate ./interp/reference`. DO NOT EDIT. -->\n\n# %s\n", p.Path)
	if p.Module.Doc != "" {
		b.WriteString("\n" + p.Module.Doc + "\n")
	}
	for _, e := range p.Entries {
		e.markdown(&b)
	}
	return b.String()
}

func (e Entry) markdown(b *strings.Builder) {
	name := e.Path[strings.LastIndexByte(e.Path, '.')+1:]
	sig := object.SignatureOf(e.Value)
	switch v := e.Value.(type) {
	case *object.Class:
		fmt.Fprintf(b, "\n## %s\n\n", name)
		if sig != nil {
			fmt.Fprintf(b, "    %s\n\n", sig.String())
		}
		paragraph(b, v.Doc)
		arguments(b, v, sig)
	case *object.Builtin:
		fmt.Fprintf(b, "\n## %s\n\n    %s\n\n", name, strings.Replace(sig.String(), v.Name+"(", name+"(", 1))
		paragraph(b, v.Doc)
	default:
		fmt.Fprintf(b, "\n## %s\n\nA value of class %s.\n", name, object.TypeName(v))
	}
	if text := strings.Trim(e.Example, "\n"); text != "" {
		b.WriteString("\n```\n" + text + "\n```\n")
	}
}

func paragraph(b *strings.Builder, text string) {
	if text = strings.TrimSpace(text); text != "" {
		b.WriteString(text + "\n")
	}
}

func arguments(b *strings.Builder, c *object.Class, sig *object.Signature) {
	if c.ArgDocs == nil || sig == nil {
		return
	}
	docs := c.ArgDocs()
	if len(docs) == 0 {
		return
	}
	b.WriteString("\n| argument | default | |\n|---|---|---|\n")
	for _, d := range docs {
		def := ""
		if i := sig.Index(d.Name); i >= 0 && sig.Params[i].Text != "" {
			def = "`" + sig.Params[i].Text + "`"
		}
		fmt.Fprintf(b, "| `%s` | %s | %s |\n", d.Name, def, strings.ReplaceAll(d.Doc, "|", "\\|"))
	}
}

// Index is the page that lists the modules.
func Index(pages []Page) string {
	var b strings.Builder
	b.WriteString("<!-- Generated from the declarations by `go generate ./interp/reference`. DO NOT EDIT. -->\n\n# Reference\n\n| module | names | |\n|---|---|---|\n")
	for _, p := range pages {
		line, _, _ := strings.Cut(p.Module.Doc, "\n")
		fmt.Fprintf(&b, "| [%s](%s.md) | %d | %s |\n", p.Path, p.Path, len(p.Entries), line)
	}
	return b.String()
}
