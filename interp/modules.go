package interp

import (
	"os"
	"path/filepath"
	"sort"
	"strings"
	"unicode/utf8"

	"kerash/interp/binding"
	"kerash/interp/keras"
	"kerash/interp/numpy"
	"kerash/interp/object"
	"kerash/interp/std"
	"kerash/interp/syntax"
	"kerash/interp/tf"
)

// packages give the modules that user code can import. A module is listed by
// the package that declares it; its submodules are found as its attributes.
var packages = []func() []*object.Module{
	std.Modules,
	numpy.Modules,
	keras.Modules,
	tf.Modules,
}

// modules finds modules by name.
type modules struct {
	// declared are the modules of Go, imported those that code has asked for.
	declared, imported map[string]*object.Module
}

func (m *modules) init(s *Session) {
	m.declared, m.imported = map[string]*object.Module{}, map[string]*object.Module{"__main__": s.main}
	for _, list := range packages {
		for _, mod := range list() {
			m.declared[mod.Name] = mod
		}
	}
	addMember(m.declared["tensorflow"], "keras", m.declared["keras"])
	keras.OpInitializers(func(name string, v object.Value) { addMember(m.declared["tensorflow"], name, v) })
	object.Put(s.th, &binding.Catalog{tf.FunctionNamed, keras.FunctionNamed})
	object.Put(s.th, &std.Host{Args: s.opt.Args, Stderr: s.opt.Stderr, Folder: s.opt.Folder, Modules: m.imported})
}

// addMember adds a name to a module before its members are first asked for.
func addMember(mod *object.Module, name string, v object.Value) {
	members := mod.Members
	mod.Members = func() []object.Member { return append(members(), object.Const(name, v)) }
}

// importModule finds a module by its dotted name and runs it if it is the
// user's own.
func (s *Session) importModule(th *object.Thread, name string) (*object.Module, error) {
	m := &s.modules
	if mod, ok := m.imported[name]; ok {
		return mod, nil
	}
	if mod, ok := m.declared[name]; ok {
		m.imported[name] = mod
		return mod, nil
	}
	if mod := s.privateModule(th, name); mod != nil {
		m.imported[name] = mod
		return mod, nil
	}
	parent, last, dotted := cutLast(name)
	if !dotted {
		return s.userModule(name, s.opt.Folder)
	}
	pkg, err := th.Import(th, parent)
	if err != nil {
		return nil, err
	}
	v, ok, err := object.FindAttr(th, pkg, last)
	if err != nil {
		return nil, err
	}
	if mod, isModule := v.(*object.Module); ok && isModule {
		m.imported[name] = mod
		return mod, nil
	}
	if folder, ok := packageFolder(pkg); ok {
		mod, err := s.userModule(name, folder)
		if err == nil {
			pkg.Dict().Set(last, mod)
		}
		return mod, err
	}
	return nil, s.notFound(name, pkg, ok || !isPackage(pkg))
}

// isPackage reports whether a module has modules in it.
func isPackage(m *object.Module) bool {
	for _, v := range m.Dict().Values() {
		if _, ok := v.(*object.Module); ok {
			return true
		}
	}
	return false
}

func cutLast(name string) (parent, last string, dotted bool) {
	i := strings.LastIndexByte(name, '.')
	if i < 0 {
		return "", name, false
	}
	return name[:i], name[i+1:], true
}

// notFound is the error for a module that does not exist.
func (s *Session) notFound(name string, pkg *object.Module, isAttr bool) error {
	msg := "No module named '%s'"
	if isAttr {
		msg += "; '" + pkg.Name + "' is not a package"
	}
	err := object.Errorf(object.ModuleNotFoundError, msg, name)
	err.Exc.Attrs.Set("name", name)
	if pkg != nil {
		_, last, _ := cutLast(name)
		if near := object.Closest(last, object.Dir(pkg)); near != "" {
			return err.WithHint("did you mean '%s.%s'?", pkg.Name, near)
		}
		return err
	}
	if advice, ok := instead[name]; ok {
		return err.WithHint("%s", advice)
	}
	names := s.moduleNames()
	if near := object.Closest(name, names); near != "" {
		return err.WithHint("did you mean '%s'?", near)
	}
	return err.WithHint("kerash has the modules %s", strings.Join(names, ", "))
}

// instead is what serves in the place of modules that scripts often ask for.
var instead = map[string]string{
	"pandas":  "for tables use np.genfromtxt, the csv module, or tf.data.experimental.make_csv_dataset",
	"sklearn": "np.random.permutation splits data, keras.utils.split_dataset too; keras.metrics and tf.math.confusion_matrix measure; kerash.datasets has iris, wine, breast_cancer and digits",
	"scipy":   "tf.signal, tf.linalg and np.linalg, np.fft have much of it",
	"seaborn": "matplotlib.pyplot draws",
	"torch":   "kerash is Keras on its own engine: tf and np have the tensors",
}

// moduleNames lists the top-level modules.
func (s *Session) moduleNames() []string {
	var names []string
	for n := range s.modules.declared {
		if !strings.Contains(n, ".") && !strings.HasPrefix(n, "_") {
			names = append(names, n)
		}
	}
	sort.Strings(names)
	return names
}

// userModule runs a module of the user's, folder/name.py or a package there.
func (s *Session) userModule(name, folder string) (*object.Module, error) {
	_, last, _ := cutLast(name)
	path := filepath.Join(folder, last+".py")
	isPackage := false
	if _, err := os.Stat(path); err != nil {
		path, isPackage = filepath.Join(folder, last, "__init__.py"), true
		if _, err := os.Stat(path); err != nil || s.opt.Safe {
			return nil, s.notFound(name, nil, false)
		}
	}
	if s.opt.Safe {
		return nil, s.notFound(name, nil, false)
	}
	text, err := readSource(path)
	if err != nil {
		return nil, object.Errorf(object.ImportError, "cannot read module '%s': %v", name, err)
	}
	if !utf8.ValidString(text) {
		return nil, object.Errorf(object.SyntaxError, "module '%s' is not valid UTF-8", name)
	}
	tree, err := parse(path, text, syntax.ModePy)
	if err != nil {
		return nil, raised(err)
	}
	mod := &object.Module{Name: name}
	d := mod.Dict()
	d.Set("__name__", name)
	d.Set("__file__", path)
	d.Set("__package__", packageOf(name, isPackage))
	if isPackage {
		d.Set("__path__", object.NewList(filepath.Dir(path)))
	}
	s.modules.imported[name] = mod
	if err := s.ev.Run(tree, d); err != nil {
		delete(s.modules.imported, name)
		return nil, err
	}
	return mod, nil
}

func packageOf(name string, isPackage bool) string {
	if isPackage {
		return name
	}
	parent, _, _ := cutLast(name)
	return parent
}

// packageFolder is where the modules of a user's package lie.
func packageFolder(m *object.Module) (string, bool) {
	v, _ := m.Dict().Get("__path__")
	l, ok := v.(*object.List)
	if !ok || len(l.Elems) == 0 {
		return "", false
	}
	path, ok := l.Elems[0].(string)
	return path, ok
}

// usual are the names that kerash code is used to, and what they stand for.
var usual = []struct{ name, module string }{
	{"tf", "tensorflow"}, {"keras", "tensorflow.keras"}, {"layers", "tensorflow.keras.layers"}, {"np", "numpy"}, {"plt", "matplotlib.pyplot"},
}

// Preloaded lists the names that are bound from the start at the prompt.
func Preloaded() []string {
	var names []string
	for _, u := range usual {
		names = append(names, u.name)
	}
	return names
}

// preloaded gives the usual names a meaning when they are first used.
func (s *Session) preloaded(name string) (object.Value, bool) {
	for _, u := range usual {
		if u.name == name {
			if mod, err := s.th.Import(s.th, u.module); err == nil {
				return mod, true
			}
		}
	}
	return nil, false
}

// importHint advises on an undefined name that is a module.
func (s *Session) importHint(name string) string {
	for _, u := range usual {
		if u.name == name {
			if parent, last, dotted := cutLast(u.module); dotted && last == name {
				return "write: from " + parent + " import " + name
			}
			return "write: import " + u.module + " as " + name
		}
	}
	if _, ok := s.modules.declared[name]; ok {
		return "write: import " + name
	}
	return ""
}
