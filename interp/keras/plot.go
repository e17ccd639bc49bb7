package keras

import (
	"io"
	"path/filepath"
	"slices"
	"strings"

	"kerash/interp/object"
	"kerash/model"
	"kerash/model/diagram"
	"kerash/model/format/plain"
	"kerash/tensor"
)

// plotFunc is keras.utils.plot_model. What it returns shows as a drawing at
// the prompt, as the picture does in a notebook.
func plotFunc() object.Member {
	return object.Fun("plot_model(model, to_file='model.png', show_shapes=False, show_dtype=False, show_layer_names=True, rankdir='TB', expand_nested=False, dpi=96, layer_range=None, show_layer_activations=False, show_trainable=False, **kwargs)",
		"Draws the model as a graph of its layers into a .png, .svg, .dot or .txt file (to_file=None: into none), and at the prompt.", plotModel)
}

func plotModel(th *object.Thread, a *object.Bound) (object.Value, error) {
	m := plotted(a.Value("model"))
	o := diagram.Options{
		Shapes: a.Bool("show_shapes"), DTypes: a.Bool("show_dtype"), HideNames: !a.Bool("show_layer_names"),
		Activations: a.Bool("show_layer_activations"), Trainable: a.Bool("show_trainable"), ExpandNested: a.Bool("expand_nested"),
	}
	if a.Has("layer_range") {
		from, to := boundsOfLayers(th, m, a.Value("layer_range"))
		shown := m.Layers()[from:to]
		o.Only = func(l model.Layer) bool { return slices.Contains(shown, l) || !slices.Contains(m.Layers(), l) }
	}
	g := diagram.Of(m, o)
	g.Rankdir, g.DPI = a.StrOr("rankdir", "TB"), a.IntOr("dpi", 96)
	if path := a.StrOr("to_file", ""); path != "" {
		checkFiles(th)
		if err := writePlot(th, path, g, m, a); err != nil {
			return nil, err
		}
	}
	return &drawing{diagram.Text(g)}, nil
}

// writePlot writes a diagram to a file in the format that its ending names.
func writePlot(th *object.Thread, path string, g diagram.Graph, m model.Model, a *object.Bound) error {
	var write func(w io.Writer) error
	switch strings.ToLower(filepath.Ext(path)) {
	case ".png":
		write = func(w io.Writer) error { return diagram.PNG(w, g) }
	case ".svg":
		write = func(w io.Writer) error { _, err := io.WriteString(w, diagram.SVG(g)); return err }
	case ".txt":
		write = func(w io.Writer) error { _, err := io.WriteString(w, diagram.Text(g)+"\n"); return err }
	case ".dot", ".gv":
		dot := modelToDot(th, m, dotOptionsOf(a), false, a.Value("layer_range"))
		write = func(w io.Writer) error { _, err := io.WriteString(w, dotText(th, dot)); return err }
	default:
		return tensor.Errorf("ValueError", "cannot draw '%s'", path).WithHint("end the name in .png, .svg, .dot or .txt")
	}
	return plain.Replace(path, write)
}

// drawing is what plot_model returns.
type drawing struct{ text string }

var drawingClass = &object.Class{Name: "Image", Module: "keras.utils", Doc: "A drawing of a model.", Final: true,
	Repr: func(th *object.Thread, self object.Value) (string, error) { return self.(*drawing).text, nil }}

// PyClass implements [object.Classed].
func (*drawing) PyClass() *object.Class { return drawingClass }
