package saved

import (
	"maps"
	"os"
	"path/filepath"
	"slices"

	"google.golang.org/protobuf/encoding/protowire"

	"kerash/model"
	"kerash/model/format/checkpoint"
	"kerash/model/format/message"
	"kerash/model/format/plain"
	"kerash/model/format/weights"
	"kerash/tensor"
)

// Function is a function in an attribute of an object that is saved.
type Function struct {
	Name      string         // of the attribute
	Params    []string       // without self
	Defaults  []any          // of the last parameters
	Only      []string       // parameters that go by name only
	OnlyOther map[string]any // defaults of these
	Rest      string         // *args, "" for none
	More      string         // **kwargs, "" for none
	Signature any            // the input_signature, nil for none
	Concretes []string       // names of what it was recorded as
}

// Concrete is a function for one signature of its arguments.
type Concrete struct {
	Name string
	// In is a tuple of the positional arguments and a dict of the others, Out
	// what it returns; ArgSpecs stand for tensors.
	In, Out any
	Graph   *tensor.GraphFunction
	// Bound are the nodes of the objects that it captured, in a file.
	Bound []int
}

// Signature is a function that goes by names of arguments and results.
type Signature struct {
	Key  string
	Args []string
	Concrete
}

// Module is objects with functions, as they are saved.
type Module struct {
	Root       any
	Functions  func(object any) []Function
	Concretes  []Concrete
	Signatures []Signature
}

// SaveModule writes objects, their variables and functions as a SavedModel.
func SaveModule(path string, m Module) error {
	var graph []byte
	err := tensor.Catch(func() { graph = m.message(weights.Objects(m.Root)) })
	if err != nil {
		return err
	}
	return writeFolder(path, m.Root, graph, nil)
}

// message is a SavedModel message.
func (m *Module) message(objects []*weights.Object) []byte {
	nodes, functions := m.nodes(objects)
	ids := map[*tensor.Variable]int{}
	for i, o := range objects {
		if v, ok := o.Value.(*tensor.Variable); ok {
			ids[v] = i
		}
	}
	var library, concretes []byte
	add := func(c *Concrete) {
		for _, inner := range append(c.Graph.Inner, tensor.NamedGraph{Name: c.Name, Graph: c.Graph}) {
			library = message.Append(library, 1, functionDef(inner.Name, inner.Graph))
		}
		concretes = message.Append(concretes, 2, mapEntry(c.Name, c.message(ids)))
	}
	for i := range m.Concretes {
		add(&m.Concretes[i])
	}
	signatures := len(objects) + len(functions)
	root := signatures
	var sigNode []byte
	var last [][]byte
	for i := range m.Signatures {
		s := &m.Signatures[i]
		add(&s.Concrete)
		root++
		sigNode = append(sigNode, children([]checkpoint.Child{{Name: s.Key, ID: root}})...)
		last = append(last, message.Append(nil, 8, s.message()))
	}
	var graph []byte
	for _, n := range append(append(nodes, functions...), message.Append(sigNode, 4, userObject(signaturesIdentifier))) {
		graph = message.Append(graph, 1, n)
	}
	for _, n := range last {
		graph = message.Append(graph, 1, n)
	}
	graph = append(graph, concretes...)
	info := message.Append(message.Append(nil, 4, []byte("serve")), 5, []byte(model.KerasVersion))
	def := message.Append(message.Append(nil, 2, library), 4, message.AppendNumber(nil, 1, graphProducer))
	meta := message.Append(message.Append(message.Append(nil, 1, info), 2, def), 7, graph)
	return message.Append(message.AppendNumber(nil, 1, 1), 2, meta)
}

// graphProducer is the version of graphs that TensorFlow 2.15 writes.
const graphProducer = 1645

// nodes is the nodes of the objects, then those of their functions.
func (m *Module) nodes(objects []*weights.Object) (nodes, functions [][]byte) {
	var total int
	all := make([][]Function, len(objects))
	for i, o := range objects {
		all[i] = m.Functions(o.Value)
		total += len(all[i])
	}
	next := len(objects)
	for i, o := range objects {
		node := children(o.Children)
		for _, f := range all[i] {
			node = append(node, children([]checkpoint.Child{{Name: f.Name, ID: next}})...)
			next++
			functions = append(functions, message.Append(nil, 6, f.message()))
		}
		if i == 0 {
			node = append(node, children([]checkpoint.Child{{Name: "signatures", ID: len(objects) + total}})...)
		}
		if v, ok := o.Value.(*tensor.Variable); ok {
			node = message.Append(node, 7, savedVariable(v))
		} else {
			node = message.Append(node, 4, userObject(identifier(o.Value)))
		}
		nodes = append(nodes, node)
	}
	return nodes, functions
}

// message is a SavedFunction message.
func (f *Function) message() (out []byte) {
	for _, c := range f.Concretes {
		out = message.Append(out, 1, []byte(c))
	}
	names := make([]any, len(f.Params))
	for i, p := range f.Params {
		names[i] = p
	}
	only := make([]any, len(f.Only))
	for i, p := range f.Only {
		only[i] = p
	}
	return message.Append(out, 2, functionSpec(names, f.Defaults, f.Signature, only, f.OnlyOther))
}

// functionSpec is a FunctionSpec message.
func functionSpec(names, defaults []any, signature any, only []any, onlyOther map[string]any) []byte {
	var given any
	if len(defaults) > 0 {
		given = model.Tup(defaults)
	}
	if only == nil {
		only = []any{}
	}
	var other any
	if onlyOther != nil {
		m := model.NewMap()
		for _, k := range slices.Sorted(maps.Keys(onlyOther)) {
			m.Set(k, onlyOther[k])
		}
		other = m
	}
	pairs := []struct {
		key   string
		value any
	}{{"args", names}, {"varargs", nil}, {"varkw", nil}, {"defaults", given}, {"kwonlyargs", only}, {"kwonlydefaults", other}, {"annotations", model.NewMap()}}
	named := message.Append(nil, 1, []byte("FullArgSpec"))
	for _, p := range pairs {
		named = message.Append(named, 2, message.Append(message.Append(nil, 1, []byte(p.key)), 2, structured(p.value)))
	}
	out := message.Append(nil, 1, message.Append(nil, structNamed, named))
	return message.Append(out, 5, structured(signature))
}

// message is a SavedConcreteFunction message.
func (c *Concrete) message(ids map[*tensor.Variable]int) (out []byte) {
	var bound []byte
	for _, v := range c.Graph.Captures {
		id, ok := ids[v]
		if !ok {
			tensor.Throwf("AssertionError", "Tried to export a function which references an 'untracked' resource. TensorFlow objects (e.g. tf.Variable) captured by functions must be 'tracked' by assigning them to an attribute of a tracked object or assigned to an attribute of the main object directly. See the information below:\n\tFunction name = %s\n\tCaptured Tensor = <Resource of variable %s>", c.Name, v.Name)
		}
		bound = protowire.AppendVarint(bound, uint64(id))
	}
	if bound != nil {
		out = message.Append(out, 2, bound)
	}
	return message.Append(message.Append(out, 3, structured(c.In)), 4, structured(c.Out))
}

// message is a SavedBareConcreteFunction message.
func (s *Signature) message() []byte {
	out := message.Append(nil, 1, []byte(s.Name))
	only := make([]any, len(s.Args))
	for i, a := range s.Args {
		out = message.Append(out, 2, []byte(a))
		only[i] = a
	}
	if len(s.Args) == 1 { // which may be given by its place
		out = message.AppendNumber(out, 3, 1)
	}
	return message.Append(out, 4, functionSpec([]any{}, nil, nil, only, nil))
}

// LoadedNode is an object of a file.
type LoadedNode struct {
	Names    []string // of the edges
	Children []int
	Kind     string // of an object that is none of the following
	Variable *tensor.Variable
	Function *Function
	// Signature is the name of the concrete function, of a signature.
	Signature string
	// Constant is a value that functions capture.
	Constant *tensor.Array
	// Resource is a table: its functions make and fill it.
	Resource bool
}

// Child is the object behind an edge, -1 where there is none.
func (n *LoadedNode) Child(name string) int {
	if i := slices.Index(n.Names, name); i >= 0 {
		return n.Children[i]
	}
	return -1
}

// Loaded is what a SavedModel holds.
type Loaded struct {
	path      string
	Nodes     []*LoadedNode
	Concretes map[string]*Concrete
	Library   *tensor.GraphLibrary
}

// LoadModule reads a SavedModel: objects, variables and functions.
func LoadModule(path string) (out *Loaded, err error) {
	b, err := os.ReadFile(filepath.Join(path, "saved_model.pb"))
	if err != nil {
		return nil, plain.FileError(err, path)
	}
	out = &Loaded{path: path, Concretes: map[string]*Concrete{}, Library: &tensor.GraphLibrary{Functions: map[string]*tensor.GraphFunction{}}}
	err = tensor.Catch(func() {
		for _, f := range fields(b) {
			if f.Num == 2 {
				out.meta(f.Bytes)
				break
			}
		}
		out.values(filepath.Join(path, "variables", "variables"))
	})
	return out, err
}

func (l *Loaded) meta(b []byte) {
	constants := map[string]*tensor.Array{}
	var assets []string
	for _, f := range fields(b) {
		switch f.Num {
		case 2:
			l.graph(f.Bytes, constants)
		case 6: // files
			for _, p := range fields(f.Bytes) {
				if p.Num == 2 {
					assets = append(assets, string(p.Bytes))
				}
			}
		}
	}
	for _, f := range fields(b) {
		if f.Num != 7 {
			continue
		}
		for _, n := range fields(f.Bytes) {
			switch n.Num {
			case 1:
				l.Nodes = append(l.Nodes, l.node(n.Bytes, constants, assets))
			case 2:
				name, body := readEntry(n.Bytes)
				l.Concretes[name] = loadedConcrete(name, body)
			}
		}
	}
	if len(l.Nodes) == 0 {
		tensor.Throwf("ValueError", "the SavedModel holds no objects")
	}
}

// graph takes the functions and the constants of a GraphDef.
func (l *Loaded) graph(b []byte, constants map[string]*tensor.Array) {
	for _, g := range fields(b) {
		switch g.Num {
		case 1:
			if n := readNode(g.Bytes); n.Op == "Const" {
				constants[n.Name], _ = n.Attr("value").(*tensor.Array)
			}
		case 2:
			for _, d := range fields(g.Bytes) {
				if d.Num == 1 {
					name, fn := parseFunction(d.Bytes)
					l.Library.Functions[name] = fn
				}
			}
		}
	}
}

func (l *Loaded) node(b []byte, constants map[string]*tensor.Array, assets []string) *LoadedNode {
	n := &LoadedNode{}
	for _, f := range fields(b) {
		switch f.Num {
		case 1:
			id, name := 0, ""
			for _, p := range fields(f.Bytes) {
				switch p.Num {
				case 1:
					id = int(p.Value)
				case 2:
					name = string(p.Bytes)
				}
			}
			n.Names, n.Children = append(n.Names, name), append(n.Children, id)
		case 4:
			n.Kind = firstText(f.Bytes)
		case 6:
			n.Function = loadedFunction(f.Bytes)
		case 7:
			n.Variable = loadedVariable(f.Bytes)
		case 8:
			n.Signature = firstText(f.Bytes)
		case 5:
			if i := int(firstNumber(f.Bytes, 1)); i < len(assets) {
				n.Constant = tensor.FromSlice([]string{filepath.Join(l.path, "assets", assets[i])}).Reshape([]int{})
			}
		case 9:
			n.Constant = constants[firstText(f.Bytes)]
		case 10:
			n.Resource = true
		}
	}
	return n
}

func loadedFunction(b []byte) *Function {
	out := &Function{}
	for _, f := range fields(b) {
		switch f.Num {
		case 1:
			out.Concretes = append(out.Concretes, string(f.Bytes))
		case 2:
			out.spec(f.Bytes)
		}
	}
	return out
}

// spec reads a FunctionSpec message.
func (f *Function) spec(b []byte) {
	method := false
	for _, p := range fields(b) {
		switch p.Num {
		case 1:
			m, ok := parseStructured(p.Bytes).(*model.Map)
			if !ok {
				continue
			}
			args, _ := m.Get("args").([]any)
			for _, a := range args {
				name, _ := a.(string)
				f.Params = append(f.Params, name)
			}
			defaults, _ := m.Get("defaults").(model.Tup)
			f.Defaults = defaults
			if f.Defaults == nil {
				f.Defaults, _ = m.Get("defaults").([]any)
			}
			f.Rest, _ = m.Get("varargs").(string)
			f.More, _ = m.Get("varkw").(string)
			only, _ := m.Get("kwonlyargs").([]any)
			for _, a := range only {
				name, _ := a.(string)
				f.Only = append(f.Only, name)
			}
			if given, ok := m.Get("kwonlydefaults").(*model.Map); ok {
				f.OnlyOther = given.Vals
			}
		case 2:
			method = p.Value != 0
		case 5:
			f.Signature = parseStructured(p.Bytes)
		}
	}
	if method && len(f.Params) > 0 {
		f.Params = f.Params[1:]
	}
}

func loadedVariable(b []byte) *tensor.Variable {
	var dt tensor.DType
	var shape []int
	name, trainable := "Variable", false
	for _, f := range fields(b) {
		switch f.Num {
		case 1:
			dt = typeOf(f.Value)
		case 2:
			shape, _ = parseShape(f.Bytes)
		case 3:
			trainable = f.Value != 0
		case 6:
			name = string(f.Bytes)
		}
	}
	for i, d := range shape {
		shape[i] = max(d, 0)
	}
	if dt == tensor.Invalid || tensor.NumElements(shape) > 1<<31 {
		tensor.Throwf("NotImplementedError", "the SavedModel has a variable that kerash cannot read")
	}
	v := tensor.NewVariable(name+":0", tensor.NewArray(dt, shape...))
	v.Trainable = trainable
	return v
}

func loadedConcrete(name string, b []byte) *Concrete {
	c := &Concrete{Name: name}
	for _, f := range fields(b) {
		switch f.Num {
		case 2:
			ns, _ := f.Numbers()
			for _, n := range ns {
				c.Bound = append(c.Bound, int(n))
			}
		case 3:
			c.In = parseStructured(f.Bytes)
		case 4:
			c.Out = parseStructured(f.Bytes)
		}
	}
	return c
}

// values reads the variables' values from the checkpoint.
func (l *Loaded) values(prefix string) {
	bundle, err := checkpoint.Open(prefix)
	if err != nil {
		for _, n := range l.Nodes {
			if n.Variable != nil {
				tensor.Throw(err)
			}
		}
		return
	}
	graph, err := bundle.Graph()
	tensor.Check(err)
	met := map[int]bool{}
	var walk func(node, stored int)
	walk = func(node, stored int) {
		if met[node] || node >= len(l.Nodes) || stored >= len(graph) {
			return
		}
		met[node] = true
		n := l.Nodes[node]
		if key := graph[stored].Key; key != "" && n.Variable != nil {
			p, err := bundle.Read(key)
			tensor.Check(err)
			n.Variable.SetValue(weights.Loaded(p))
		}
		for i, name := range n.Names {
			for _, c := range graph[stored].Children {
				if c.Name == name {
					walk(n.Children[i], int(c.ID))
				}
			}
		}
	}
	walk(0, 0)
}
