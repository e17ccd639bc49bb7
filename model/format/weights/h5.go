package weights

import (
	"slices"
	"strings"

	"kerash/model"
	"kerash/model/format/hdf5"
	"kerash/model/format/plain"
	"kerash/tensor"
)

// SaveH5 writes the weights of a model as save_weights("x.h5") does: a group
// for each layer, with its weights under their own names.
func SaveH5(path string, m Model) error {
	var root hdf5.Builder
	if err := tensor.Catch(func() { PutH5(&root, m) }); err != nil {
		return err
	}
	return root.Save(path)
}

// PutH5 is the content of [SaveH5] below a group: "model_weights" in a file
// that holds a whole model.
func PutH5(g *hdf5.Builder, m Model) {
	var names []string
	for _, l := range m.Layers() {
		b := l.Core()
		if k, ok := l.(model.AssetKeeper); ok && k.Assets() != nil {
			tensor.Throwf("NotImplementedError", "Save or restore weights that is not an instance of `tf.Variable` is not supported in h5, use `save_format='tf'` instead. Received a model or layer %s with weights [<keras.src.layers.preprocessing.index_lookup.VocabWeightHandler object>]", b.ClassName())
		}
		names = append(names, b.Name())
		PutList(g.Group(b.Name()), ordered(b))
	}
	g.SetTextList("layer_names", names)
	g.SetText("backend", "tensorflow")
	g.SetText("keras_version", model.KerasVersion)
	PutList(g.Group("top_level_model_weights"), top(m.Core()))
}

// PutList stores variables under their names, and the list of the names.
func PutList(g *hdf5.Builder, vs []*tensor.Variable) {
	names := make([]string, len(vs))
	for i, v := range vs {
		names[i] = v.Name
		g.AddDataset(v.Name, Stored(v.Value()))
	}
	g.SetTextList("weight_names", names)
}

// Options says how weights are matched to a model.
type Options struct {
	// ByName takes layers by their names instead of their order.
	ByName bool
	// SkipMismatch leaves a layer as it is when its weights do not fit.
	SkipMismatch bool
	// Warn is told of what was skipped; may be nil.
	Warn func(msg string)
}

// LoadH5 reads the weights of a model from a file that save_weights or save
// of Keras wrote. Nothing changes unless everything fits.
func LoadH5(path string, m Model, opts Options) error {
	f, err := hdf5.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	g := f.Root()
	if !has(g, "layer_names") && g.Has("model_weights") {
		if g, err = g.Group("model_weights"); err != nil {
			return err
		}
	}
	return GetH5(g, m, opts)
}

func has(g *hdf5.Group, list string) bool {
	_, ok, _ := g.TextListAttr(list)
	return ok
}

// GetH5 is [LoadH5] for the group that holds the layers.
func GetH5(g *hdf5.Group, m Model, opts Options) error {
	return tensor.Catch(func() {
		r := &h5Reader{group: g, opts: opts}
		if opts.ByName {
			r.byName(m)
		} else {
			r.inOrder(m)
		}
		r.topLevel(m)
		r.assign()
	})
}

// h5Reader collects what is to be assigned.
type h5Reader struct {
	group  *hdf5.Group
	opts   Options
	vars   []*tensor.Variable
	values []*tensor.Array
}

func (r *h5Reader) layerNames() []string {
	names, ok, err := r.group.TextListAttr("layer_names")
	tensor.Check(err)
	if !ok {
		tensor.Throw(tensor.Errorf("ValueError", "the file has no attribute layer_names: it holds no weights of a Keras model").
			WithHint("a file of Keras 3 ends in .weights.h5 or .keras"))
	}
	return names
}

// arrays is the saved weights of a layer.
func (r *h5Reader) arrays(layer string) []*tensor.Array {
	g, err := r.group.Group(layer)
	tensor.Check(err)
	names, _, err := g.TextListAttr("weight_names")
	tensor.Check(err)
	out := make([]*tensor.Array, len(names))
	for i, n := range names {
		d, err := g.Dataset(n)
		tensor.Check(err)
		var a plain.Array
		a, err = d.Read()
		tensor.Check(err)
		out[i] = Loaded(a)
	}
	return out
}

func (r *h5Reader) savedWeights(layer string) bool {
	g, err := r.group.Group(layer)
	tensor.Check(err)
	names, _, err := g.TextListAttr("weight_names")
	tensor.Check(err)
	return len(names) > 0
}

// inOrder pairs the layers that have weights, on both sides, by position.
func (r *h5Reader) inOrder(m Model) {
	var layers []*model.Base
	for _, l := range m.Layers() {
		if b := l.Core(); len(ordered(b)) > 0 {
			layers = append(layers, b)
		}
	}
	names := slices.DeleteFunc(slices.Clone(r.layerNames()), func(n string) bool { return !r.savedWeights(n) })
	if len(names) != len(layers) {
		tensor.Throwf("ValueError", "Layer count mismatch when loading weights from file. Model expected %d layers, found %d saved layers.", len(layers), len(names))
	}
	for k, name := range names {
		vars, values := ordered(layers[k]), r.arrays(name)
		if len(vars) != len(values) {
			tensor.Throwf("ValueError", "Weight count mismatch for layer #%d (named %s in the current model, %s in the save file). Layer expects %d weight(s). Received %d saved weight(s)",
				k, layers[k].Name(), name, len(vars), len(values))
		}
		r.vars, r.values = append(r.vars, vars...), append(r.values, values...)
	}
}

// byName pairs layers of the same name; saved layers that the model lacks are
// left out.
func (r *h5Reader) byName(m Model) {
	for k, name := range r.layerNames() {
		for _, l := range m.Layers() {
			if b := l.Core(); b.Name() == name {
				r.named(k, b, ordered(b), r.arrays(name))
			}
		}
	}
}

func (r *h5Reader) named(k int, b *model.Base, vars []*tensor.Variable, values []*tensor.Array) {
	if len(vars) != len(values) {
		r.mismatch("Skipping loading of weights for layer #%d (named %s) due to mismatch in number of weights. Layer expects %d weight(s). Received %d saved weight(s)",
			"Weight count mismatch for layer #%d (named %s). Layer expects %d weight(s). Received %d saved weight(s)",
			k, b.Name(), len(vars), len(values))
		return
	}
	for i, v := range vars {
		if !fitsShape(v.Declared(), values[i].Shape()) {
			r.mismatch("Skipping loading weights for layer #%d (named %s) due to mismatch in shape for weight %s. Weight expects shape %s. Received saved weight with shape %s",
				"Shape mismatch in layer #%d (named %s) for weight %s. Weight expects shape %s. Received saved weight with shape %s",
				k, b.Name(), v.Name, tensor.ShapeString(v.Shape()), tensor.ShapeString(values[i].Shape()))
			continue
		}
		r.vars, r.values = append(r.vars, v), append(r.values, values[i])
	}
}

// mismatch throws, or warns when mismatches are skipped.
func (r *h5Reader) mismatch(skipped, failed string, args ...any) {
	if !r.opts.SkipMismatch {
		tensor.Throwf("ValueError", failed, args...)
	}
	if r.opts.Warn != nil {
		r.opts.Warn(tensor.Errorf("", skipped, args...).Msg)
	}
}

func (r *h5Reader) topLevel(m Model) {
	if !r.group.Has("top_level_model_weights") {
		return
	}
	vars, values := top(m.Core()), r.arrays("top_level_model_weights")
	if len(vars) != len(values) {
		r.mismatch("Skipping loading top-level weights for model due to mismatch in number of weights. Model expects %d top-level weight(s). Received %d saved top-level weight(s)",
			"Weight count mismatch for top-level weights when loading weights from file. Model expects %d top-level weight(s). Received %d saved top-level weight(s)",
			len(vars), len(values))
		return
	}
	r.vars, r.values = append(r.vars, vars...), append(r.values, values...)
}

// Assign sets variables to stored values, in order, after all of them have been
// checked.
func Assign(vars []*tensor.Variable, values []plain.Array) error {
	if len(vars) != len(values) {
		return plain.Errorf("ValueError", "expected %d values, received %d", len(vars), len(values))
	}
	return tensor.Catch(func() {
		r := &h5Reader{vars: vars}
		for _, v := range values {
			r.values = append(r.values, Loaded(v))
		}
		r.assign()
	})
}

// assign sets all values, after the last of them has been checked.
func (r *h5Reader) assign() {
	for i, v := range r.vars {
		if !fitsShape(v.Declared(), r.values[i].Shape()) {
			tensor.Throwf("ValueError", "Cannot assign value to variable ' %s': Shape mismatch.The variable shape %s, and the assigned value shape %s are incompatible.",
				v.Name, tensor.ShapeString(v.Shape()), tensor.ShapeString(r.values[i].Shape()))
		}
	}
	for i, v := range r.vars {
		v.SetValue(r.values[i])
	}
}

// IsH5 reports whether Keras takes a path for a file of the HDF5 format.
func IsH5(path string) bool {
	for _, end := range []string{".h5", ".keras", ".hdf5"} {
		if strings.HasSuffix(path, end) {
			return true
		}
	}
	return false
}
