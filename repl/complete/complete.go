// Package complete answers Tab and shows signatures: it finds what may follow
// in a half-typed cell. It looks at values and declarations and never runs the
// user's code.
package complete

import (
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"

	"kerash/interp/object"
	"kerash/interp/syntax"
	"kerash/model"
	"kerash/repl/editor"
)

// Completer completes for one session.
type Completer struct {
	Thread *object.Thread
	// Lookup finds a global or builtin.
	Lookup func(name string) (object.Value, bool)
	// Names lists the globals and builtins.
	Names func() []string
	// Magics lists the magics, without the %.
	Magics func() []editor.Candidate
	// NoFiles leaves files out: for sessions that may not look at them.
	NoFiles bool
}

// Complete is what may stand at the cursor.
func (c *Completer) Complete(src string, pos int) editor.Completion {
	if start, ok := magicWord(src, pos); ok && c.Magics != nil {
		return filter(start, pos, src[start:pos], c.Magics())
	}
	x := analyse(src, pos)
	switch {
	case x.comment:
		return editor.Completion{Start: pos, End: pos}
	case x.quote != 0:
		return c.text(x, pos)
	case x.dot:
		v, ok := c.peek(x.base)
		if !ok {
			return editor.Completion{Start: pos, End: pos}
		}
		return filter(x.start, pos, x.word, c.attributes(v, x.word))
	}
	var items []editor.Candidate
	if x.call != nil && x.call.keyword == "" {
		items = c.keywords(x.call)
	}
	items = append(items, c.names()...)
	return filter(x.start, pos, x.word, items)
}

// Signature is a line about the call around the cursor, with the argument that
// is being typed between » and «.
func (c *Completer) Signature(src string, pos int) string {
	x := analyse(src, pos)
	if x.call == nil || x.comment {
		return ""
	}
	v, ok := c.peek(x.call.callee)
	if !ok {
		return ""
	}
	sig := object.SignatureOf(v)
	if sig == nil {
		return ""
	}
	parts := make([]string, 0, len(sig.Params))
	for i := range sig.Params {
		p := &sig.Params[i]
		text := p.String()
		current := p.Name == x.call.keyword && x.call.keyword != "" ||
			x.call.keyword == "" && (i == x.call.given || p.Kind == object.VarArgs && i <= x.call.given)
		if current && p.Kind != object.KwOnly || p.Name == x.call.keyword && x.call.keyword != "" {
			text = "»" + text + "«"
		}
		parts = append(parts, text)
	}
	return sig.Name + "(" + strings.Join(parts, ", ") + ")"
}

// magicWord tells whether the cursor is in the name of a magic, and where that
// begins.
func magicWord(src string, pos int) (start int, ok bool) {
	line := strings.LastIndexByte(src[:pos], '\n') + 1
	text := strings.TrimLeft(src[line:pos], " ")
	if !strings.HasPrefix(text, "%") {
		return 0, false
	}
	word := strings.TrimLeft(text, "%")
	for i := range len(word) {
		if !isWord(word[i]) {
			return 0, false
		}
	}
	return pos - len(word), true
}

// peek evaluates a chain of names, attributes and constant subscripts. A call
// of a class stands for the class: its attributes are those of the object.
func (c *Completer) peek(chain string) (object.Value, bool) {
	e, err := syntax.ParseExpr("", chain)
	if err != nil {
		return nil, false
	}
	return c.peekExpr(e)
}

func (c *Completer) peekExpr(e syntax.Expr) (object.Value, bool) {
	switch e := e.(type) {
	case *syntax.Name:
		return c.Lookup(e.Ident)
	case *syntax.Constant:
		if n, ok := e.Value.(int64); ok {
			return int(n), true
		}
		return e.Value, true
	case *syntax.List:
		return object.NewList(), true
	case *syntax.Attribute:
		v, ok := c.peekExpr(e.Value)
		if !ok {
			return nil, false
		}
		return object.Peek(c.Thread, v, e.Attr)
	case *syntax.Subscript:
		v, ok := c.peekExpr(e.Value)
		if !ok {
			return nil, false
		}
		return subscript(v, e.Index)
	case *syntax.Call:
		v, ok := c.peekExpr(e.Func)
		if cls, isClass := v.(*object.Class); ok && isClass {
			return cls, true
		}
	}
	return nil, false
}

func subscript(v object.Value, index syntax.Expr) (object.Value, bool) {
	elems := []object.Value(nil)
	switch v := v.(type) {
	case *object.List:
		elems = v.Elems
	case *object.Tuple:
		elems = v.Elems
	case *object.Dict:
		if k, ok := index.(*syntax.Constant); ok {
			if s, ok := k.Value.(string); ok {
				return v.GetStr(s)
			}
		}
		return nil, false
	}
	sign := 1
	if u, ok := index.(*syntax.UnaryOp); ok && u.Op == syntax.USub {
		index, sign = u.Operand, -1
	}
	k, ok := index.(*syntax.Constant)
	if !ok {
		return nil, false
	}
	n, ok := k.Value.(int64)
	if !ok {
		return nil, false
	}
	i := sign * int(n)
	if i < 0 {
		i += len(elems)
	}
	if i < 0 || i >= len(elems) {
		return nil, false
	}
	return elems[i], true
}

// attributes lists a value's attributes; private ones only when asked for.
func (c *Completer) attributes(v object.Value, word string) []editor.Candidate {
	var items []editor.Candidate
	for _, name := range object.Dir(v) {
		if strings.HasPrefix(name, "_") && !strings.HasPrefix(word, "_") {
			continue
		}
		item := editor.Candidate{Text: name, Kind: "attribute"}
		if m, ok := v.(*object.Module); ok {
			if a, ok := m.Dict().Get(name); ok {
				item = describe(name, a)
			}
		} else if cls, ok := v.(*object.Class); ok {
			if a, ok := cls.Lookup(name); ok {
				item = describe(name, a)
			}
		} else if a, ok := object.TypeOf(v).Lookup(name); ok {
			item = describe(name, a)
		}
		items = append(items, item)
	}
	return items
}

// describe is a candidate with what its value is.
func describe(name string, v object.Value) editor.Candidate {
	item := editor.Candidate{Text: name}
	switch v := v.(type) {
	case *object.Module:
		item.Kind = "module"
	case *object.Class:
		item.Kind = "class"
		if sig := object.SignatureOf(v); sig != nil {
			item.Detail = strings.TrimPrefix(sig.String(), sig.Name)
		}
	case *object.Property:
		item.Kind = "property"
	default:
		if sig := object.SignatureOf(v); sig != nil {
			item.Kind = "function"
			item.Detail = strings.TrimPrefix(sig.Text(true), sig.Name)
			break
		}
		item.Kind = object.TypeName(v)
	}
	return item
}

// keywords lists the arguments of a call that were not given yet.
func (c *Completer) keywords(call *openCall) []editor.Candidate {
	v, ok := c.peek(call.callee)
	if !ok {
		return nil
	}
	sig := object.SignatureOf(v)
	if sig == nil {
		return nil
	}
	given := map[string]bool{}
	for _, n := range call.names {
		given[n] = true
	}
	var items []editor.Candidate
	for i := range sig.Params {
		p := &sig.Params[i]
		if given[p.Name] || p.Kind != object.Regular && p.Kind != object.KwOnly || p.Kind == object.Regular && i < call.given {
			continue
		}
		item := editor.Candidate{Text: p.Name + "=", Kind: "argument", Detail: p.Text}
		items = append(items, item)
	}
	return items
}

func (c *Completer) names() []editor.Candidate {
	var items []editor.Candidate
	for _, name := range c.Names() {
		if v, ok := c.Lookup(name); ok {
			items = append(items, describe(name, v))
		}
	}
	for _, k := range syntax.Keywords() {
		items = append(items, editor.Candidate{Text: k, Kind: "keyword"})
	}
	return items
}

// text completes inside of a string: names that the argument takes, else files.
func (c *Completer) text(x context, pos int) editor.Completion {
	if x.call != nil && x.call.keyword != "" {
		if words := choices(x.call.keyword); words != nil {
			var items []editor.Candidate
			for _, w := range words {
				items = append(items, editor.Candidate{Text: w, Kind: x.call.keyword})
			}
			return filter(x.start, pos, x.word, items)
		}
	}
	if c.NoFiles || strings.ContainsAny(x.word, "\n{") {
		return editor.Completion{Start: pos, End: pos}
	}
	return files(x, pos)
}

// choices is the names that an argument with this name takes.
func choices(arg string) []string {
	switch {
	case arg == "activation" || arg == "recurrent_activation":
		return identifiers("activations")
	case arg == "loss":
		return identifiers(model.KindLoss)
	case arg == "optimizer":
		return identifiers(model.KindOptimizer)
	case arg == "metrics" || arg == "weighted_metrics":
		return append([]string{"accuracy"}, identifiers(model.KindMetric)...)
	case strings.HasSuffix(arg, "_initializer"):
		return identifiers(model.KindInitializer)
	case strings.HasSuffix(arg, "_regularizer"):
		return identifiers(model.KindRegularizer)
	case strings.HasSuffix(arg, "_constraint"):
		return identifiers(model.KindConstraint)
	case arg == "padding":
		return []string{"valid", "same"}
	case arg == "data_format":
		return []string{"channels_last", "channels_first"}
	case arg == "dtype":
		return []string{"float32", "float64", "float16", "int32", "int64", "uint8", "bool"}
	}
	return nil
}

// identifiers is the strings by which the classes of a family can be named.
func identifiers(k model.Kind) []string {
	var out []string
	for _, c := range model.Classes(k) {
		if len(c.Functions) > 0 {
			out = append(out, c.Functions...)
		} else {
			out = append(out, model.SnakeCase(c.Name))
		}
	}
	sort.Strings(out)
	return out
}

// files lists what lies in the folder that the string names so far.
func files(x context, pos int) editor.Completion {
	dir, part := filepath.Split(x.word)
	look := dir
	if look == "" {
		look = "."
	}
	entries, err := os.ReadDir(look)
	if err != nil {
		return editor.Completion{Start: pos, End: pos}
	}
	var items []editor.Candidate
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), ".") && !strings.HasPrefix(part, ".") {
			continue
		}
		item := editor.Candidate{Text: e.Name(), Kind: "file"}
		if e.IsDir() {
			item.Text, item.Kind = item.Text+"/", "folder"
		} else if info, err := e.Info(); err == nil {
			item.Detail = strconv.FormatInt(info.Size(), 10) + " bytes"
		}
		items = append(items, item)
	}
	return filter(pos-len(part), pos, part, items)
}

// filter keeps the candidates that begin with what is typed; when none does,
// case is not looked at.
func filter(start, end int, word string, items []editor.Candidate) editor.Completion {
	out := editor.Completion{Start: start, End: end}
	seen := map[string]bool{}
	keep := func(match func(text string) bool) {
		for _, it := range items {
			if match(it.Text) && !seen[it.Text] && (word != "" || !strings.HasPrefix(it.Text, "_")) {
				seen[it.Text] = true
				out.Items = append(out.Items, it)
			}
		}
	}
	keep(func(t string) bool { return strings.HasPrefix(t, word) })
	if len(out.Items) == 0 {
		lower := strings.ToLower(word)
		keep(func(t string) bool { return strings.HasPrefix(strings.ToLower(t), lower) })
	}
	return out
}
