package std

import (
	"strings"

	"kerash/interp/object"
)

// kerash draws no windows: the functions of pyplot accept what Matplotlib's
// accept and collect the calls in figures, so that scripts which plot at their
// end run through.

func matplotlibModule() *object.Module {
	return &object.Module{Name: "matplotlib", Doc: "Plotting. kerash collects the calls and draws nothing.", Members: func() []object.Member {
		return []object.Member{
			object.Const("__version__", "3.8.0"), object.Const("rcParams", object.NewDict()),
			object.Fun("use(backend, *, force=True)", "Accepted.", func(th *object.Thread, a *object.Bound) (object.Value, error) { return nil, nil }),
		}
	}, GetAttr: func(th *object.Thread, name string) (object.Value, bool, error) {
		if name != "pyplot" {
			return nil, false, nil
		}
		m, err := th.Import(th, "matplotlib.pyplot")
		return m, err == nil, err
	}}
}

// drawing is a figure, axes, a line or another part of a plot: it remembers
// the calls made on it.
type drawing struct {
	kind  string
	calls []drawnCall
	attrs object.Namespace
}

type drawnCall struct {
	name string
	args object.Args
}

// PyClass is Figure, Axes or Artist.
func (d *drawing) PyClass() *object.Class { return drawingClasses[d.kind] }

var drawingClasses = map[string]*object.Class{
	"Figure": newDrawingClass("Figure", "A figure: it collects what is drawn."),
	"Axes":   newDrawingClass("Axes", "Axes: they collect what is drawn."),
	"Artist": newDrawingClass("Artist", "A part of a plot."),
}

func newDrawingClass(name, doc string) *object.Class {
	return &object.Class{Name: name, Module: "matplotlib", Doc: doc, Final: true,
		GetAttr: func(th *object.Thread, self object.Value, attr string) (object.Value, bool, error) {
			d := self.(*drawing)
			if v, ok := d.attrs.Get(attr); ok {
				return v, true, nil
			}
			if strings.HasPrefix(attr, "_") {
				return nil, false, nil
			}
			return d.method(attr), true, nil
		},
		SetAttr: func(th *object.Thread, self object.Value, attr string, v object.Value) (bool, error) {
			self.(*drawing).attrs.Set(attr, v)
			return true, nil
		},
		AttrNames: func(self object.Value) []string { return strings.Fields(pyplotFuncs) },
	}
}

// method is a function that notes its calls and gives what Matplotlib gives.
func (d *drawing) method(name string) object.Value {
	return object.RawFunc(name+"(*args, **kwargs)", "Collected; kerash draws nothing.", func(th *object.Thread, args object.Args) (object.Value, error) {
		d.calls = append(d.calls, drawnCall{name, args})
		return drawn(name, args), nil
	})
}

// drawn is what a function of pyplot returns.
func drawn(name string, args object.Args) object.Value {
	artist := &drawing{kind: "Artist"}
	switch name {
	case "plot":
		return object.NewList(artist)
	case "hist":
		return object.NewTuple(object.NewList(), object.NewList(), artist)
	case "add_subplot", "gca", "subplot", "axes", "twinx", "twiny", "subplot2grid":
		return &drawing{kind: "Axes"}
	case "subplots":
		return axesGrid(args)
	case "figure", "gcf":
		return &drawing{kind: "Figure"}
	}
	if strings.HasPrefix(name, "set_") || strings.HasPrefix(name, "tight") {
		return nil
	}
	return artist
}

// axesGrid is one Axes, a list or a list of lists, as subplots arranges them.
func axesGrid(args object.Args) object.Value {
	size := func(i int, name string) int {
		if v, ok := args.Lookup(name); ok {
			n, _ := v.(int)
			return n
		}
		if i < len(args.Pos) {
			n, _ := args.Pos[i].(int)
			return n
		}
		return 1
	}
	rows, cols := size(0, "nrows"), size(1, "ncols")
	row := func(n int) object.Value {
		l := object.NewList()
		for range n {
			l.Elems = append(l.Elems, &drawing{kind: "Axes"})
		}
		return l
	}
	switch {
	case rows == 1 && cols == 1:
		return &drawing{kind: "Axes"}
	case rows == 1:
		return row(cols)
	case cols == 1:
		return row(rows)
	}
	l := object.NewList()
	for range rows {
		l.Elems = append(l.Elems, row(cols))
	}
	return l
}

const pyplotFuncs = "plot scatter bar barh hist hist2d boxplot violinplot pie imshow matshow contour contourf pcolormesh errorbar fill_between " +
	"stem step loglog semilogx semilogy axhline axvline axhspan axvspan hlines vlines quiver streamplot text annotate title suptitle xlabel ylabel " +
	"xlim ylim xticks yticks xscale yscale legend grid axis colorbar clim tight_layout subplots_adjust margins tick_params twinx twiny gca " +
	"cla clf sca table"

// plotState is the figure that pyplot's functions draw in.
type plotState struct{ figure *drawing }

func figureOf(th *object.Thread) *plotState {
	return object.Get(th, func() *plotState { return &plotState{&drawing{kind: "Figure"}} })
}

func pyplotModule() *object.Module {
	return &object.Module{Name: "matplotlib.pyplot", Doc: "Plotting. kerash collects the calls in figures and draws nothing yet.", Members: func() []object.Member {
		var members []object.Member
		for _, name := range strings.Fields(pyplotFuncs) {
			members = append(members, object.Const(name, object.RawFunc(name+"(*args, **kwargs)", "Collected in the figure; kerash draws nothing.", func(th *object.Thread, args object.Args) (object.Value, error) {
				f := figureOf(th).figure
				f.calls = append(f.calls, drawnCall{name, args})
				return drawn(name, args), nil
			})))
		}
		nothing := func(sig, doc string) object.Member {
			return object.Fun(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) { return nil, nil })
		}
		return append(members,
			object.Fun("figure(num=None, figsize=None, dpi=None, **kwargs)", "Starts a figure.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				st := figureOf(th)
				st.figure = &drawing{kind: "Figure"}
				return st.figure, nil
			}),
			object.Fun("gcf()", "The current figure.", func(th *object.Thread, a *object.Bound) (object.Value, error) { return figureOf(th).figure, nil }),
			object.Const("subplots", object.RawFunc("subplots(nrows=1, ncols=1, **kwargs)", "Starts a figure with axes: (figure, axes).", func(th *object.Thread, args object.Args) (object.Value, error) {
				st := figureOf(th)
				st.figure = &drawing{kind: "Figure"}
				return object.NewTuple(st.figure, axesGrid(args)), nil
			})),
			object.Fun("subplot(*args, **kwargs)", "Axes of the current figure.", func(th *object.Thread, a *object.Bound) (object.Value, error) { return &drawing{kind: "Axes"}, nil }),
			nothing("show(*, block=None)", "Draws nothing: kerash has no windows."), nothing("close(fig=None)", "Closes a figure."),
			nothing("draw()", "Draws nothing."), nothing("pause(interval)", "Does nothing."), nothing("ion()", "Accepted."), nothing("ioff()", "Accepted."),
			nothing("savefig(fname, **kwargs)", "Writes nothing: kerash does not draw yet."),
			object.Const("rcParams", object.NewDict()), object.Const("style", &drawing{kind: "Artist"}), object.Const("cm", &drawing{kind: "Artist"}),
		)
	}}
}
