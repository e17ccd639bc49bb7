package weights

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"kerash/model"
	"kerash/model/format/hdf5"
	"kerash/tensor"
)

// Extra is something besides layers and metrics that a file of a whole model
// holds: the optimizer. Its variables lie in the group of its name.
type Extra struct {
	Name string
	Vars []*tensor.Variable
}

// SaveTree writes a .weights.h5 file.
func SaveTree(path string, m model.Layer, extras []Extra) error {
	var root hdf5.Builder
	if err := tensor.Catch(func() { PutTree(&root, m, extras) }); err != nil {
		return err
	}
	return root.Save(path)
}

// PutTree stores a model as Keras' newer format has it: a tree of groups named
// after the classes of the layers, in each a group "vars" with the variables
// by number.
func PutTree(root *hdf5.Builder, m model.Layer, extras []Extra) {
	visit := func(path string, vars []*tensor.Variable, l model.Layer) {
		if k, ok := l.(model.AssetKeeper); ok {
			putNamed(root.Group(path), k.Named())
			return
		}
		if k, ok := l.(model.ArrayKeeper); ok {
			if arrays, own := k.OwnArrays(); own {
				putArrays(root.Group(path), arrays)
				return
			}
		}
		putVars(root.Group(path), vars)
	}
	w := &treeWalk{seen: map[any]bool{}, visit: visit, state: func(path string, vars []*tensor.Variable) { putVars(root.Group(path), vars) }}
	w.layer("", m)
	for _, x := range extras {
		putVars(root.Group(x.Name), x.Vars)
	}
}

func putVars(g *hdf5.Builder, vars []*tensor.Variable) {
	g = g.Group("vars")
	for i, v := range vars {
		g.AddDataset(strconv.Itoa(i), Stored(v.Value()))
	}
}

func putNamed(g *hdf5.Builder, vars map[string]*tensor.Variable) {
	g = g.Group("vars")
	for _, name := range slices.Sorted(maps.Keys(vars)) {
		g.AddDataset(name, Stored(vars[name].Value()))
	}
}

func putArrays(g *hdf5.Builder, arrays []model.NamedArray) {
	g = g.Group("vars")
	for _, a := range arrays {
		g.AddDataset(a.Name, Stored(a.Array))
	}
}

// EachKeeper calls f for the layers of a model that keep files beside the
// weights, with the paths that they have in the tree.
func EachKeeper(m model.Layer, f func(path string, k model.FileKeeper)) {
	w := &treeWalk{seen: map[any]bool{}, visit: func(path string, _ []*tensor.Variable, l model.Layer) {
		if k, ok := l.(model.FileKeeper); ok {
			f(path, k)
		}
	}}
	w.layer("", m)
}

// treeWalk visits a model's layers and metrics with the paths that files give
// them, each once. Metrics and variables in objects of their own come without
// a layer.
type treeWalk struct {
	seen  map[any]bool
	visit func(path string, vars []*tensor.Variable, l model.Layer)
	state func(path string, vars []*tensor.Variable) // of metrics
}

func (w *treeWalk) layer(path string, l model.Layer) {
	if w.seen[l] {
		return
	}
	w.seen[l] = true
	w.visit(path, model.OwnVariables(l), l)
	for _, p := range model.StoredParts(l) {
		at := join(path, p.Name)
		switch {
		case p.Layer != nil:
			w.layer(at, p.Layer)
		case p.Metric != nil:
			w.metric(at, p.Metric)
		case p.Layers != nil || p.Metrics != nil:
			w.list(at, p)
		default:
			w.visit(at, p.Vars, nil)
		}
	}
}

// list visits the elements of a list, which are named after their classes.
func (w *treeWalk) list(path string, p model.Part) {
	used := map[string]int{}
	named := func(class string) string {
		name := model.SnakeCase(class)
		n := used[name]
		used[name]++
		if n > 0 {
			name = fmt.Sprintf("%s_%d", name, n)
		}
		return join(path, name)
	}
	for _, l := range p.Layers {
		if !w.seen[l] {
			w.layer(named(l.Core().ClassName()), l)
		}
	}
	for _, m := range p.Metrics {
		if !w.seen[m] {
			w.metric(named(m.MetricCore().ClassName()), m)
		}
	}
}

func (w *treeWalk) metric(path string, m model.Metric) {
	if w.seen[m] {
		return
	}
	w.seen[m] = true
	if vars := m.MetricCore().Variables(); len(vars) > 0 && w.state != nil {
		w.state(path, vars)
	}
}

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "/" + name
}

// LoadTree reads a .weights.h5 file.
func LoadTree(path string, m model.Layer, extras []Extra, opts Options) error {
	f, err := hdf5.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	return GetTree(f.Root(), m, extras, opts)
}

// GetTree is [LoadTree] for an open file, or a part of one. Nothing changes
// unless everything fits. Extras that the file lacks, or that do not fit, are
// left as they are.
func GetTree(root *hdf5.Group, m model.Layer, extras []Extra, opts Options) error {
	return tensor.Catch(func() {
		r := &treeReader{root: root, opts: opts, names: namedGroups(root)}
		w := &treeWalk{seen: map[any]bool{}, visit: r.take, state: func(path string, vars []*tensor.Variable) { r.extra(Extra{path, vars}) }}
		w.layer("", m)
		for _, x := range extras {
			r.extra(x)
		}
		for i, v := range r.vars {
			v.SetValue(r.values[i])
		}
		for _, load := range r.later {
			load()
		}
	})
}

type treeReader struct {
	root   *hdf5.Group
	opts   Options
	names  map[string]string // path by the layer's name, in files of Keras 3
	vars   []*tensor.Variable
	values []*tensor.Array
	later  []func() // what layers load themselves
}

// namedGroups finds the layers of the top level that the file names: Keras 3
// notes a layer's name beside its variables, which is safer than the order.
func namedGroups(root *hdf5.Group) map[string]string {
	names := map[string]string{}
	g, err := root.Group("layers")
	if err != nil {
		return names
	}
	list, err := g.Names()
	tensor.Check(err)
	for _, n := range list {
		vars, err := g.Group(n + "/vars")
		if err != nil {
			continue
		}
		if name, err := vars.TextAttr("name"); err == nil && name != "" {
			names[name] = "layers/" + n
		}
	}
	return names
}

// at is the saved variables of a path, in order.
func (r *treeReader) at(path string) []*tensor.Array {
	g, err := r.root.Group(join(path, "vars"))
	if at := strings.LastIndex(path, "/_"); err != nil && at >= 0 { // attributes that Keras 3 shows
		g, err = r.root.Group(join(path[:at+1]+path[at+2:], "vars"))
	}
	if err != nil {
		return nil
	}
	names, err := g.Names()
	tensor.Check(err)
	out := make([]*tensor.Array, len(names))
	for i := range names {
		d, err := g.Dataset(strconv.Itoa(i))
		tensor.Check(err)
		a, err := d.Read()
		tensor.Check(err)
		out[i] = Loaded(a)
	}
	return out
}

func (r *treeReader) take(path string, vars []*tensor.Variable, l model.Layer) {
	if l != nil {
		if named, ok := r.names[l.Core().Name()]; ok && isTopLevel(path) {
			path = named
		}
	}
	if k, ok := l.(model.AssetKeeper); ok {
		r.named(path, k.Named())
		return
	}
	if k, ok := l.(model.ArrayKeeper); ok && k.LoadsOwnArrays() {
		arrays := r.arrays(path)
		r.later = append(r.later, func() { k.LoadOwnArrays(arrays) })
		return
	}
	values := r.at(path)
	if err := fits(path, vars, values, l); err != nil {
		if !r.opts.SkipMismatch {
			tensor.Throw(err)
		}
		if r.opts.Warn != nil {
			r.opts.Warn(fmt.Sprintf("Could not load weights in object %s. Skipping object. Exception encountered: %s", path, err.Msg))
		}
		return
	}
	r.vars, r.values = append(r.vars, vars...), append(r.values, values...)
}

// arrays is all that lies in the group of a path.
func (r *treeReader) arrays(path string) []model.NamedArray {
	g, err := r.root.Group(join(path, "vars"))
	if err != nil {
		return nil
	}
	names, err := g.Names()
	tensor.Check(err)
	out := make([]model.NamedArray, len(names))
	for i, name := range names {
		d, err := g.Dataset(name)
		tensor.Check(err)
		a, err := d.Read()
		tensor.Check(err)
		out[i] = model.NamedArray{Name: name, Array: Loaded(a)}
	}
	return out
}

// named takes the variables that lie under names; their lengths are those of
// the assets.
func (r *treeReader) named(path string, vars map[string]*tensor.Variable) {
	for _, name := range slices.Sorted(maps.Keys(vars)) {
		g, err := r.root.Group(join(path, "vars"))
		tensor.Check(err)
		d, err := g.Dataset(name)
		tensor.Check(err)
		a, err := d.Read()
		tensor.Check(err)
		r.vars, r.values = append(r.vars, vars[name]), append(r.values, Loaded(a))
	}
}

// isTopLevel reports whether a path is that of a layer of the model itself.
func isTopLevel(path string) bool {
	n := 0
	for i := range len(path) {
		if path[i] == '/' {
			n++
		}
	}
	return n == 1 && len(path) > 7 && path[:7] == "layers/"
}

func fits(path string, vars []*tensor.Variable, values []*tensor.Array, l model.Layer) *tensor.Error {
	name := path
	if l != nil {
		name = l.Core().Name()
	}
	if len(vars) != len(values) {
		names := make([]any, len(vars))
		for i, v := range vars {
			names[i] = v.Name
		}
		return tensor.Errorf("ValueError", "Layer '%s' expected %d variables, but received %d variables during loading. Expected: %s",
			name, len(vars), len(values), model.Describe(names))
	}
	for i, v := range vars {
		if !fitsShape(v.Declared(), values[i].Shape()) {
			return tensor.Errorf("ValueError", "Cannot assign value to variable ' %s': Shape mismatch.The variable shape %s, and the assigned value shape %s are incompatible.",
				v.Name, tensor.ShapeString(v.Shape()), tensor.ShapeString(values[i].Shape()))
		}
	}
	return nil
}

// fitsShape reports whether a shape is the declared one, whose axes of -1 may
// have any length.
func fitsShape(declared, shape []int) bool {
	return slices.EqualFunc(declared, shape, func(d, n int) bool { return d < 0 || d == n })
}

func (r *treeReader) extra(x Extra) {
	values := r.at(x.Name)
	if x.Name == "optimizer" && len(values) == len(x.Vars)+1 {
		values = slices.Delete(values, 1, 2) // Keras 3 lists the rate, which the config has
	}
	if fits(x.Name, x.Vars, values, nil) == nil {
		r.vars, r.values = append(r.vars, x.Vars...), append(r.values, values...)
	}
}
