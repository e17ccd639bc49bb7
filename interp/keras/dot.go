package keras

import (
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/builtins"
	"kerash/interp/object"
	"kerash/model/diagram"
	"kerash/model/format/plain"
)

// What keras.utils.model_to_dot gives: graphs in the language of Graphviz, with
// the methods that the objects of the library pydot have.

// dotPart is a node, an edge or a graph.
type dotPart interface {
	object.Classed
	attributes() *object.Dict
	// text is the part in the language of Graphviz; arrow joins the ends of
	// edges.
	text(th *object.Thread, arrow string) string
}

// dotGraph is a graph, or a cluster of nodes in one.
type dotGraph struct {
	name    string
	cluster bool
	attrs   *object.Dict
	parts   []dotPart // in the order in which they were added
}

// dotNode is a node; that of the name node sets what all nodes have.
type dotNode struct {
	name  string
	attrs *object.Dict
}

// dotEdge is an edge between two nodes.
type dotEdge struct {
	from, to string
	attrs    *object.Dict
}

func (g *dotGraph) attributes() *object.Dict { return g.attrs }
func (n *dotNode) attributes() *object.Dict  { return n.attrs }
func (e *dotEdge) attributes() *object.Dict  { return e.attrs }

func (g *dotGraph) text(th *object.Thread, arrow string) string {
	kind := "digraph "
	if g.cluster {
		kind = "subgraph "
	}
	var b strings.Builder
	b.WriteString(kind + dotQuote(g.name) + " {\n")
	for it := g.attrs.Entries(); it.Next(); {
		fmt.Fprintf(&b, "%s=%s;\n", it.Key(), dotValue(th, it.Value()))
	}
	for _, p := range g.parts {
		b.WriteString(strings.TrimSuffix(p.text(th, arrow), "\n") + "\n")
	}
	return b.String() + "}\n"
}

func (n *dotNode) text(th *object.Thread, arrow string) string {
	return dotQuote(n.name) + dotList(th, n.attrs) + ";"
}

func (e *dotEdge) text(th *object.Thread, arrow string) string {
	return dotQuote(e.from) + " " + arrow + " " + dotQuote(e.to) + dotList(th, e.attrs) + ";"
}

// dotList is attributes in brackets, empty where there are none.
func dotList(th *object.Thread, attrs *object.Dict) string {
	var parts []string
	for it := attrs.Entries(); it.Next(); {
		parts = append(parts, fmt.Sprintf("%s=%s", it.Key(), dotValue(th, it.Value())))
	}
	if len(parts) == 0 {
		return ""
	}
	return " [" + strings.Join(parts, ", ") + "]"
}

// dotValue is the value of an attribute.
func dotValue(th *object.Thread, v object.Value) string {
	switch v := v.(type) {
	case bool:
		return fmt.Sprint(v)
	case string:
		return dotQuote(v)
	}
	return object.Must(object.Str(th, v))
}

// dotPlain matches what Graphviz takes without quotes: names and numbers.
var dotPlain = regexp.MustCompile(`^([A-Za-z_][A-Za-z0-9_]*|-?(\.[0-9]+|[0-9]+(\.[0-9]*)?)|"(?s:.*)"|<(?s:.*)>)$`)

var dotKeywords = map[string]bool{"graph": true, "subgraph": true, "digraph": true, "node": true, "edge": true, "strict": true}

func dotQuote(s string) string {
	if dotPlain.MatchString(s) && (s == "node" || !dotKeywords[strings.ToLower(s)]) {
		return s
	}
	return `"` + strings.NewReplacer(`"`, `\"`, "\n", `\n`, "\r", `\r`).Replace(s) + `"`
}

// The classes of the parts.
var (
	dotGraphClass   = dotClass("Dot", "A graph in the language of Graphviz.", dotGraphMembers)
	dotClusterClass = dotClass("Cluster", "A group of nodes in a graph.", dotGraphMembers)
	dotNodeClass    = dotClass("Node", "A node of a graph.", dotNodeMembers)
	dotEdgeClass    = dotClass("Edge", "An edge of a graph.", dotEdgeMembers)
)

// PyClass implements [object.Classed].
func (g *dotGraph) PyClass() *object.Class {
	if g.cluster {
		return dotClusterClass
	}
	return dotGraphClass
}

// PyClass implements [object.Classed].
func (n *dotNode) PyClass() *object.Class { return dotNodeClass }

// PyClass implements [object.Classed].
func (e *dotEdge) PyClass() *object.Class { return dotEdgeClass }

func dotClass(name, doc string, members func() []object.Member) *object.Class {
	return &object.Class{Name: name, Module: "pydot.core", Doc: doc, Final: true, GetAttr: dotAttr,
		Members: func() []object.Member { return append(members(), dotPartMembers()...) },
		Str: func(th *object.Thread, self object.Value) (string, error) {
			return dotText(th, self.(dotPart)), nil
		}}
}

// dotText is a part by itself.
func dotText(th *object.Thread, p dotPart) string {
	arrow := "->"
	if g, ok := p.(*dotGraph); ok && g.cluster {
		arrow = "--" // a cluster does not say what it is part of
	}
	return p.text(th, arrow)
}

// dotPartMembers are the methods that graphs, nodes and edges share.
func dotPartMembers() []object.Member {
	return []object.Member{
		object.Method("to_string(self, indent='', indent_level=0)", "The text in the language of Graphviz.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return dotText(th, a.Self().(dotPart)), nil
		}),
		object.Method("get(self, name)", "The value of an attribute, or None.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			v, _, err := a.Self().(dotPart).attributes().Get(th, a.Value("name"))
			return v, err
		}),
		object.Method("set(self, name, value)", "Sets an attribute.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return nil, a.Self().(dotPart).attributes().Set(th, a.Value("name"), a.Value("value"))
		}),
		object.Method("get_attributes(self)", "All attributes, a dict.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return a.Self().(dotPart).attributes(), nil
		}),
	}
}

// dotAttr finds the methods that come with the name of an attribute or format:
// get_label, set_rankdir, write_png.
func dotAttr(th *object.Thread, self object.Value, name string) (object.Value, bool, error) {
	verb, what, ok := strings.Cut(name, "_")
	if !ok || what == "" {
		return nil, false, nil
	}
	p := self.(dotPart)
	g, isGraph := self.(*dotGraph)
	switch {
	case verb == "get":
		return object.Func(name+"()", "The attribute "+what+", or None.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			v, _ := p.attributes().GetStr(what)
			return v, nil
		}), true, nil
	case verb == "set":
		return object.Func(name+"(value)", "Sets the attribute "+what+".", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			p.attributes().SetStr(what, a.At(0))
			return nil, nil
		}), true, nil
	case verb == "write" && isGraph:
		return object.Func(name+"(path, prog=None, encoding=None)", "Writes the graph to a file in the format "+what+".", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			_, err := g.write(th, a.At(0), what)
			return nil, err
		}), true, nil
	case verb == "create" && isGraph:
		return object.Func(name+"(prog=None, encoding=None)", "The graph in the format "+what+".", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return g.create(th, what)
		}), true, nil
	}
	return nil, false, nil
}

func dotGraphMembers() []object.Member {
	return []object.Member{
		object.Method("get_name(self)", "The name of the graph.", func(th *object.Thread, a *object.Bound) (object.Value, error) { return a.Self().(*dotGraph).name, nil }),
		object.Method("get_type(self)", "'digraph', or 'subgraph' for a cluster.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			if a.Self().(*dotGraph).cluster {
				return "subgraph", nil
			}
			return "digraph", nil
		}),
		dotListMember("get_nodes(self)", "The nodes, with that of the defaults.", func(p dotPart) bool { return isDot[*dotNode](p) }),
		dotListMember("get_edges(self)", "The edges.", func(p dotPart) bool { return isDot[*dotEdge](p) }),
		dotListMember("get_subgraphs(self)", "The clusters.", func(p dotPart) bool { return isDot[*dotGraph](p) }),
		object.Method("get_node(self, name)", "The nodes of a name, a list.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return a.Self().(*dotGraph).pick(func(p dotPart) bool {
				n, ok := p.(*dotNode)
				return ok && n.name == a.Str("name")
			}), nil
		}),
		object.Method("get_edge(self, src_or_list, dst=None)", "The edges between two nodes, a list.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			from, to := a.Value("src_or_list"), a.Value("dst")
			if pair, ok := pairOf(from); ok && to == nil {
				from, to = pair[0], pair[1]
			}
			return a.Self().(*dotGraph).pick(func(p dotPart) bool {
				e, ok := p.(*dotEdge)
				return ok && object.Value(e.from) == from && object.Value(e.to) == to
			}), nil
		}),
		dotAdd[*dotNode]("add_node(self, graph_node)", "Adds a node."),
		dotAdd[*dotEdge]("add_edge(self, graph_edge)", "Adds an edge."),
		dotAdd[*dotGraph]("add_subgraph(self, sgraph)", "Adds a cluster."),
		object.Method("set_node_defaults(self, **attrs)", "Sets attributes that all nodes have.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			g, n := a.Self().(*dotGraph), &dotNode{name: "node", attrs: object.NewDict()}
			for _, k := range a.Kwargs("attrs") {
				n.attrs.SetStr(k.Name, k.Value)
			}
			g.parts = append(g.parts, n)
			return nil, nil
		}),
		object.Method("get_node_defaults(self)", "The attributes that all nodes have, a list of dicts, or None.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			out := object.NewList()
			for _, p := range a.Self().(*dotGraph).parts {
				if n, ok := p.(*dotNode); ok && n.name == "node" {
					out.Elems = append(out.Elems, n.attrs)
				}
			}
			if len(out.Elems) == 0 {
				return nil, nil
			}
			return out, nil
		}),
		object.Method("write(self, path, prog=None, format='raw', encoding=None)", "Writes the text to a file, or for the formats 'png' and 'svg' a drawing.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return a.Self().(*dotGraph).write(th, a.Value("path"), a.Str("format"))
		}),
		object.Method("create(self, prog=None, format='ps', encoding=None)", "The drawing as bytes: 'png' or 'svg'.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return a.Self().(*dotGraph).create(th, a.Str("format"))
		}),
	}
}

func isDot[T dotPart](p dotPart) bool {
	_, ok := p.(T)
	return ok
}

// pairOf is a list or tuple of two.
func pairOf(v object.Value) ([]object.Value, bool) {
	switch x := v.(type) {
	case *object.List:
		return x.Elems, len(x.Elems) == 2
	case *object.Tuple:
		return x.Elems, len(x.Elems) == 2
	}
	return nil, false
}

func dotListMember(sig, doc string, keep func(p dotPart) bool) object.Member {
	return object.Method(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
		return a.Self().(*dotGraph).pick(keep), nil
	})
}

func dotAdd[T dotPart](sig, doc string) object.Member {
	return object.Method(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
		p, ok := a.At(1).(T)
		if !ok {
			return nil, object.TypeErrorf("%s() received a non node class object: %s", strings.TrimSuffix(sig[:strings.Index(sig, "(")], "("), object.Must(object.Str(th, a.At(1))))
		}
		g := a.Self().(*dotGraph)
		g.parts = append(g.parts, p)
		return nil, nil
	})
}

// pick lists the parts that a test is true of.
func (g *dotGraph) pick(keep func(p dotPart) bool) *object.List {
	out := object.NewList()
	for _, p := range g.parts {
		if keep(p) {
			out.Elems = append(out.Elems, p)
		}
	}
	return out
}

func dotNodeMembers() []object.Member {
	return []object.Member{
		object.Method("get_name(self)", "The name of the node.", func(th *object.Thread, a *object.Bound) (object.Value, error) { return a.Self().(*dotNode).name, nil }),
	}
}

func dotEdgeMembers() []object.Member {
	return []object.Member{
		object.Method("get_source(self)", "The name of the node that the edge leaves.", func(th *object.Thread, a *object.Bound) (object.Value, error) { return a.Self().(*dotEdge).from, nil }),
		object.Method("get_destination(self)", "The name of the node that the edge leads to.", func(th *object.Thread, a *object.Bound) (object.Value, error) { return a.Self().(*dotEdge).to, nil }),
	}
}

// write is Dot.write: text as it is, or a picture that needs no Graphviz.
func (g *dotGraph) write(th *object.Thread, path object.Value, format string) (object.Value, error) {
	checkFiles(th)
	file := object.Must(builtins.FilePath(th, path))
	if format == "raw" {
		return true, os.WriteFile(file, []byte(dotText(th, g)), 0o666)
	}
	draw, err := g.picture(format)
	if err != nil {
		return nil, err
	}
	return true, plain.Replace(file, draw)
}

func (g *dotGraph) create(th *object.Thread, format string) (object.Value, error) {
	draw, err := g.picture(format)
	if err != nil {
		return nil, err
	}
	var b strings.Builder
	err = draw(&b)
	return binding.Bytes(b.String()), err
}

// picture draws the graph in a format; those of Graphviz alone raise what
// its absence raises.
func (g *dotGraph) picture(format string) (func(w io.Writer) error, error) {
	d := g.diagram()
	switch strings.ToLower(format) {
	case "png":
		return func(w io.Writer) error { return diagram.PNG(w, d) }, nil
	case "svg":
		return func(w io.Writer) error { _, err := io.WriteString(w, diagram.SVG(d)); return err }, nil
	}
	return nil, object.Errorf(object.FileNotFoundError, "[Errno 2] \"dot\" not found in path.").WithHint("the formats 'raw', 'png' and 'svg' need no Graphviz")
}

// diagram is the graph for kerash's own pictures.
func (g *dotGraph) diagram() diagram.Graph {
	var d diagram.Graph
	rankdir, _ := g.attrs.GetStr("rankdir")
	dpi, _ := g.attrs.GetStr("dpi")
	d.Rankdir, _ = rankdir.(string)
	d.DPI, _ = dpi.(int)
	index := map[string]int{}
	g.collect(func(n *dotNode) {
		if n.name == "node" {
			return
		}
		label, _ := n.attrs.GetStr("label")
		text, ok := label.(string)
		if !ok {
			text = n.name
		}
		index[n.name] = len(d.Boxes)
		d.Boxes = append(d.Boxes, diagram.Box{Lines: labelLines(text)})
	}, func(e *dotEdge) {
		from, ok := index[e.from]
		to, ok2 := index[e.to]
		if ok && ok2 && from != to {
			d.Arrows = append(d.Arrows, [2]int{from, to})
		}
	})
	return d
}

// collect visits all nodes, those of clusters too, and then all edges.
func (g *dotGraph) collect(node func(*dotNode), edge func(*dotEdge)) {
	for _, visitNodes := range []bool{true, false} {
		var walk func(g *dotGraph)
		walk = func(g *dotGraph) {
			for _, p := range g.parts {
				switch p := p.(type) {
				case *dotNode:
					if visitNodes {
						node(p)
					}
				case *dotEdge:
					if !visitNodes {
						edge(p)
					}
				case *dotGraph:
					walk(p)
				}
			}
		}
		walk(g)
	}
}

// labelLines is the fields of a record's label, a line for each.
func labelLines(label string) []string {
	plain := strings.NewReplacer(`\{`, "{", `\}`, "}", "{", "", "}", "").Replace(label)
	return strings.Split(plain, "|")
}
