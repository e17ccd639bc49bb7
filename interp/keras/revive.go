package keras

import (
	"fmt"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/interp/tf"
	"kerash/model"
	"kerash/model/format/saved"
	"kerash/model/format/weights"
	"kerash/tensor"
)

// reviver makes the objects of a SavedModel folder as Keras does: layers of known
// classes from their configs, the others from the functions that the folder has
// for them.
type reviver struct {
	th      *object.Thread
	st      *model.State
	folder  *tf.SavedFolder
	nodes   map[int]*saved.LayerNode
	bound   map[int]bool
	revived []int // nodes of layers that were made of functions
}

// knownClasses reports whether all layers of a folder are of classes that configs
// find.
func knownClasses(st *model.State, nodes map[int]*saved.LayerNode) bool {
	for _, n := range nodes {
		if n.IsMetric() {
			continue
		}
		name, _ := n.Config.Get("class_name").(string)
		if st.Custom[name] == nil && model.Find(model.KindLayer, name) == nil && model.Find(model.KindModel, name) == nil && !isNetwork(n) {
			return false
		}
		if name == "Model" && !isNetwork(n) {
			return false
		}
	}
	return true
}

// revivedModel is the model in a folder with classes that are not known; nil for
// other files.
func revivedModel(th *object.Thread, path string, compile bool) (object.Value, error) {
	if !saved.IsFolder(path) {
		return nil, nil
	}
	if !saved.HasMetadata(path) {
		return plainObject(th, path)
	}
	nodes, err := saved.LayerNodes(path)
	if err != nil || nodes[0] == nil || knownClasses(binding.State(th), nodes) {
		return nil, err
	}
	return revive(th, path, nodes, compile)
}

// plainObject is what is in a folder without what Keras makes layers from. It
// throws ValueError if there are layers.
func plainObject(th *object.Thread, path string) (object.Value, error) {
	f, err := tf.OpenSaved(th, path, nil)
	if err != nil {
		return nil, err
	}
	for id := 0; f.Node(id) != nil; id++ {
		if strings.HasPrefix(f.Node(id).Kind, "_tf_keras_") {
			return nil, object.ValueErrorf("Unable to create a Keras model from SavedModel at %s. This SavedModel was exported with `tf.saved_model.save`, and lacks the Keras metadata file. Please save your Keras model by calling `model.save` or `tf.keras.models.save_model`. Note that you can still load this SavedModel with `tf.saved_model.load`.", path)
		}
	}
	return f.Object(0), nil
}

// isNetwork reports whether a model's config tells how its layers are connected.
func isNetwork(n *saved.LayerNode) bool {
	class := n.Config.Get("class_name")
	graph, _ := n.Config.Get("is_graph_network").(bool)
	cfg, _ := n.Config.Get("config").(*model.Map)
	return n.IsModel() && cfg.Has("layers") && (graph || class == "Sequential" || class == "Functional")
}

// revive reads a folder.
func revive(th *object.Thread, path string, nodes map[int]*saved.LayerNode, compile bool) (out object.Value, err error) {
	r := &reviver{th: th, st: binding.State(th), nodes: nodes, bound: map[int]bool{}}
	r.folder, err = tf.OpenSaved(th, path, r.layer)
	if err != nil {
		return nil, err
	}
	defer object.Catch(&err)
	out = r.folder.Object(0)
	for _, id := range r.revived {
		r.finish(id)
	}
	if m, ok := object.NativeOf(out).(model.Model); ok {
		training, _ := nodes[0].Config.Get("training_config").(*model.Map)
		if !compile {
			training = nil
		}
		tensor.Check(tensor.Catch(func() { saved.Finish(r.st, path, m, training) }))
	}
	return out, nil
}

// layer is the layer or metric of a node; not ok for a node that is none.
func (r *reviver) layer(id int) (object.Value, bool) {
	n := r.nodes[id]
	if n == nil {
		return nil, false
	}
	if n.IsMetric() {
		return r.metric(n), true
	}
	name, _ := n.Config.Get("class_name").(string)
	if isNetwork(n) && r.st.Custom[name] == nil {
		return r.network(n), true
	}
	if l := r.fromConfig(n); l != nil {
		r.bind(id, l)
		return toPython(l), true
	}
	if n.IsInput() {
		return nil, false
	}
	return r.fromFunctions(n), true
}

func (r *reviver) metric(n *saved.LayerNode) object.Value {
	m := model.FromConfig(r.st, model.KindMetric, model.NewMap().Set("class_name", n.Config.Get("class_name")).Set("config", n.Config.Get("config")))
	r.bind(n.ID, m)
	return toPython(m)
}

// fromConfig makes a layer of its config and builds it, nil if that cannot be
// done.
func (r *reviver) fromConfig(n *saved.LayerNode) (l model.Layer) {
	cfg, ok := n.Config.Get("config").(*model.Map)
	if !ok {
		return nil
	}
	err := binding.Catch(func() {
		l, ok = model.FromConfig(r.st, model.KindLayer, model.NewMap().Set("class_name", n.Config.Get("class_name")).Set("config", cfg)).(model.Layer)
		if !ok {
			return
		}
		b := l.Core()
		b.Label, _ = n.Config.Get("name").(string)
		if on, ok := n.Config.Get("trainable").(bool); ok {
			b.SetTrainable(on)
		}
		r.build(n, l)
	})
	if must, _ := n.Config.Get("must_restore_from_config").(bool); must && err != nil {
		binding.Throw(err)
	}
	if err != nil || !ok {
		return nil
	}
	return l
}

// build makes the weights of a layer that has none yet, if the file tells for
// which shapes.
func (r *reviver) build(n *saved.LayerNode, l model.Layer) {
	if l.Core().Built || n.IsInput() {
		return
	}
	if shape := r.builtFor(n); shape != nil {
		model.BuildShape(r.st.NewContext(), l, shape)
	}
}

// builtFor is the shapes that a layer was built for: as its config says, or as
// its function tells.
func (r *reviver) builtFor(n *saved.LayerNode) any {
	if shape := n.Config.Get("build_input_shape"); shape != nil {
		return shape
	}
	fn := r.function(n.ID, "call_and_return_all_conditional_losses")
	if fn == nil {
		return nil
	}
	in, _ := r.folder.First(fn).(model.Tup)
	if len(in) == 0 {
		return nil
	}
	if pos, ok := in[0].(model.Tup); ok && len(pos) > 0 {
		return specShapes(pos[0])
	}
	return nil
}

// bind goes along the edges of an object that was made of a config and of its
// node, and gives variables what the file holds for them.
func (r *reviver) bind(id int, v any) {
	n := r.folder.Node(id)
	if n == nil || r.bound[id] {
		return
	}
	r.bound[id] = true
	if x, ok := v.(*tensor.Variable); ok {
		if n.Variable != nil && x != n.Variable {
			x.SetValue(n.Variable.Value())
			x.Name = n.Variable.Name
			r.folder.Put(id, x)
		}
		return
	}
	switch x := v.(type) {
	case model.Layer:
		r.folder.Put(id, toPython(v))
		if _, ok := x.(model.Model); !ok && r.nodes[id] != nil {
			r.build(r.nodes[id], x)
		}
	case model.Metric:
		r.folder.Put(id, toPython(v))
	}
	for _, e := range weights.Edges(v) {
		if child := n.Child(e.Name); child >= 0 {
			r.bind(child, e.To)
		}
	}
}

// network connects the layers of a Sequential or functional model.
func (r *reviver) network(n *saved.LayerNode) object.Value {
	node := r.folder.Node(n.ID)
	var layers []model.Layer
	for i := 0; ; i++ {
		child := node.Child(fmt.Sprintf("layer-%d", i))
		if child < 0 {
			break
		}
		l, ok := object.NativeOf(r.folder.Object(child)).(model.Layer)
		if !ok {
			object.Throw(object.ValueErrorf("Unable to revive model from config. A layer of '%v' is none.", n.Config.Get("name")))
		}
		layers = append(layers, l)
	}
	for _, l := range layers {
		r.finishLayer(l)
	}
	cfg := model.NewMap()
	given := n.Config.Get("config").(*model.Map)
	for _, k := range given.Keys {
		cfg.Set(k, given.Vals[k])
	}
	class := "Functional"
	if n.Kind == "_tf_keras_sequential" {
		class = "Sequential"
		cfg.Set("layers", stacked(given, layers))
	} else {
		cfg.Set("layers", connected(given, layers))
	}
	m := model.FromConfig(r.st, model.KindLayer, model.NewMap().Set("class_name", class).Set("config", cfg)).(model.Model)
	if on, ok := n.Config.Get("trainable").(bool); ok && !on {
		m.Core().CanTrain = false
	}
	for i, l := range layers { // what was not built before
		child := node.Child(fmt.Sprintf("layer-%d", i))
		delete(r.bound, child)
		if _, own := object.NativeOf(r.folder.Object(child)).(model.UserObject); !own {
			r.bind(child, l)
		}
	}
	r.bind(n.ID, m)
	return toPython(m)
}

// stacked is the layers of a Sequential, after the input that its config begins
// with.
func stacked(cfg *model.Map, layers []model.Layer) []any {
	out := []any{}
	if len(layers) == 0 || !isInputLayer(layers[0]) {
		if items, _ := model.Sequence(cfg.Get("layers")); len(items) > 0 {
			if first, ok := items[0].(*model.Map); ok && first.Get("class_name") == "InputLayer" {
				out = append(out, first)
			}
		}
	}
	for _, l := range layers {
		out = append(out, l)
	}
	return out
}

func isInputLayer(l model.Layer) bool {
	_, ok := l.(*model.InputLayer)
	return ok
}

// connected is a functional model's config of layers with the layers themselves
// in the places of their configs.
func connected(cfg *model.Map, layers []model.Layer) []any {
	byName := map[string]model.Layer{}
	for _, l := range layers {
		byName[l.Core().Label] = l
	}
	items, _ := model.Sequence(cfg.Get("layers"))
	out := make([]any, len(items))
	for i, it := range items {
		out[i] = it
		m, ok := it.(*model.Map)
		if !ok {
			continue
		}
		name, _ := m.Get("name").(string)
		if l := byName[name]; l != nil {
			entry := model.NewMap()
			for _, k := range m.Keys {
				entry.Set(k, m.Vals[k])
			}
			out[i] = entry.Set("config", l)
		}
	}
	return out
}

// notRestored are the edges that are no attributes of a revived layer.
var notRestored = map[string]bool{
	"variables": true, "trainable_variables": true, "non_trainable_variables": true, "regularization_losses": true, "keras_api": true, "layers": true,
	"__call__": true, "call_and_return_conditional_losses": true, "call_and_return_all_conditional_losses": true, "activity_regularizer_fn": true,
	"_default_save_signature": true, "layer_regularization_losses": true, "layer_metrics": true, "metrics": true, "optimizer": true, "loss": true,
}

// fromFunctions makes a layer or model whose class is not known: one with the
// class's name, the attributes that the folder has and the function for its call.
func (r *reviver) fromFunctions(n *saved.LayerNode) object.Value {
	base := layerClass()
	kw := object.Args{}
	name, _ := n.Config.Get("name").(string)
	kw = kw.With("name", name)
	if n.IsModel() {
		base = modelClass()
	} else {
		if on, ok := n.Config.Get("trainable").(bool); ok {
			kw = kw.With("trainable", on)
		}
		if dt := n.Config.Get("dtype"); dt != nil {
			kw = kw.With("dtype", toPython(dt))
		}
	}
	class, _ := n.Config.Get("class_name").(string)
	body := object.NewDict()
	body.SetStr("__module__", "keras.src.saving.legacy.saved_model.load")
	body.SetStr("call", r.call(n))
	if cfg, ok := n.Config.Get("config").(*model.Map); ok {
		body.SetStr("get_config", object.Method("get_config(self)", "The config in the file.", func(*object.Thread, *object.Bound) (object.Value, error) {
			return toPython(cfg), nil
		}).Value)
	}
	cls := object.Must(object.Call(r.th, object.TypeClass, object.Pos(class, object.NewTuple(base), body)))
	inst := object.Must(object.Call(r.th, cls, kw))
	r.folder.Put(n.ID, inst)
	r.revived = append(r.revived, n.ID)
	node := r.folder.Node(n.ID)
	for i, name := range node.Names {
		if notRestored[name] {
			continue
		}
		v := r.folder.Object(node.Children[i])
		if had, err := object.GetAttr(r.th, inst, name); err == nil && had != nil {
			continue
		}
		tensor.Check(object.SetAttr(r.th, inst, name, v))
	}
	l := object.NativeOf(inst).(model.Layer)
	l.Core().Built = true
	if m, ok := l.(model.Model); ok {
		r.called(n.ID, m)
	}
	return inst
}

// called tells a model what it was called with when it was saved.
func (r *reviver) called(id int, m model.Model) {
	fn := r.function(id, "call_and_return_conditional_losses")
	if fn == nil {
		return
	}
	in, _ := r.folder.First(fn).(model.Tup)
	if len(in) == 0 {
		return
	}
	if pos, ok := in[0].(model.Tup); ok && len(pos) > 0 {
		m.ModelCore().SetCallSpec(&model.CallSpec{Input: specSymbols(pos[0]), Args: map[string]any{}})
	}
}

// function is a function that a layer has in the file, nil for none.
func (r *reviver) function(id int, name string) *saved.Function {
	child := r.functionNode(id, name)
	if child < 0 {
		return nil
	}
	return r.folder.Node(child).Function
}

func (r *reviver) functionNode(id int, name string) int {
	n := r.folder.Node(id)
	if api := r.folder.Node(n.Child("keras_api")); api != nil {
		if child := api.Child(name); r.folder.Node(child) != nil {
			return child
		}
	}
	if child := n.Child(name); r.folder.Node(child) != nil {
		return child
	}
	return -1
}

// finish gives a revived layer its losses that do not depend on inputs.
func (r *reviver) finish(id int) {
	if r.bound[id] {
		return
	}
	r.bound[id] = true
	losses := r.functionNode(id, "layer_regularization_losses")
	if losses < 0 {
		losses = r.functionNode(id, "regularization_losses")
	}
	if losses < 0 {
		return
	}
	inst := r.folder.Object(id)
	for _, child := range r.folder.Node(losses).Children {
		object.Must(object.CallMethodOf(r.th, inst, "add_loss", object.Pos(r.folder.Object(child))))
	}
}

// finishLayer is finish for a layer that is about to be used.
func (r *reviver) finishLayer(l model.Layer) {
	for _, id := range r.revived {
		if object.NativeOf(r.folder.Object(id)) == any(l) {
			r.finish(id)
		}
	}
}
