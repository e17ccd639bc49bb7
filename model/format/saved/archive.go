package saved

import (
	"archive/zip"
	"bytes"
	"io"
	"maps"
	"os"
	"path"
	"slices"
	"time"

	"kerash/model"
	"kerash/model/format/hdf5"
	"kerash/model/format/plain"
	"kerash/model/format/weights"
	"kerash/tensor"
)

// Members of a .keras archive.
const (
	metadataName = "metadata.json"
	configName   = "config.json"
	weightsName  = "model.weights.h5"
	assetsName   = "assets"
)

// maxConfig bounds a config: the largest architectures have a few MB.
const maxConfig = 64 << 20

func saveKeras(st *model.State, m model.Model, file string) error {
	var config string
	err := tensor.Catch(func() {
		config = model.WriteJSON(model.Serialize(st, m))
	})
	if err != nil {
		return err
	}
	return writeArchive(file, config, m, extras(m))
}

// SaveLayer writes a .keras archive of a layer that is no model, with a config
// that its caller has made.
func SaveLayer(l model.Layer, config *model.Map, file string) error {
	if err := checkEnding(file); err != nil {
		return err
	}
	return writeArchive(file, model.WriteJSON(config), l, nil)
}

func writeArchive(file, config string, l model.Layer, extras []weights.Extra) error {
	metadata := model.WriteJSON(model.NewMap().Set("keras_version", model.KerasVersion).
		Set("date_saved", time.Now().Format("2006-01-02@15:04:05")))
	var root hdf5.Builder
	if err := tensor.Catch(func() { weights.PutTree(&root, l, extras) }); err != nil {
		return err
	}
	return plain.Replace(file, func(w io.Writer) error {
		z := zip.NewWriter(w)
		for _, f := range []struct{ name, text string }{{metadataName, metadata}, {configName, config}} {
			out, err := z.CreateHeader(&zip.FileHeader{Name: f.name, Method: zip.Store})
			if err != nil {
				return err
			}
			if _, err := io.WriteString(out, f.text); err != nil {
				return err
			}
		}
		out, err := z.CreateHeader(&zip.FileHeader{Name: weightsName, Method: zip.Store})
		if err != nil {
			return err
		}
		if _, err := root.WriteTo(out); err != nil {
			return err
		}
		if err := writeAssets(z, l); err != nil {
			return err
		}
		return z.Close()
	})
}

// writeAssets stores the files that layers keep, below assetsName and the
// layers' paths.
func writeAssets(z *zip.Writer, m model.Layer) error {
	files := map[string][]byte{}
	weights.EachKeeper(m, func(at string, k model.FileKeeper) {
		for name, content := range k.Assets() {
			files[path.Join(assetsName, at, name)] = content
		}
	})
	for _, name := range slices.Sorted(maps.Keys(files)) {
		out, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		if err != nil {
			return err
		}
		if _, err := out.Write(files[name]); err != nil {
			return err
		}
	}
	return nil
}

// readAssets gives layers the files that they kept.
func (a *archive) readAssets(m model.Layer) {
	weights.EachKeeper(m, func(at string, k model.FileKeeper) {
		files := map[string][]byte{}
		for _, f := range a.zip.File {
			if dir, name := path.Split(f.Name); dir == path.Join(assetsName, at)+"/" && name != "" {
				files[name] = []byte(a.text(f.Name))
			}
		}
		k.LoadAssets(files)
	})
}

// archive is a .keras file open for reading. Nothing is ever unpacked to disk.
type archive struct {
	path string
	file *os.File
	zip  *zip.Reader
}

func openArchive(name string, size int64) (*archive, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, plain.FileError(err, name)
	}
	z, err := zip.NewReader(f, size)
	if err != nil {
		f.Close()
		return nil, tensor.Errorf("ValueError", "Invalid `.keras` file: '%s' cannot be read as a zip archive (%v).", name, err)
	}
	return &archive{name, f, z}, nil
}

func (a *archive) member(name string) *zip.File {
	for _, f := range a.zip.File {
		if f.Name == name {
			return f
		}
	}
	tensor.Throwf("ValueError", "Invalid `.keras` file: '%s' has no member %s.", a.path, name)
	return nil
}

// text reads a small member.
func (a *archive) text(name string) string {
	f := a.member(name)
	if f.UncompressedSize64 > maxConfig {
		tensor.Throwf("ValueError", "Invalid `.keras` file: %s of '%s' would take %d MB.", name, a.path, f.UncompressedSize64>>20)
	}
	r, err := f.Open()
	tensor.Check(err)
	defer r.Close()
	b, err := io.ReadAll(io.LimitReader(r, maxConfig))
	if err != nil {
		tensor.Throwf("ValueError", "Invalid `.keras` file: %s of '%s' is damaged (%v).", name, a.path, err)
	}
	return string(b)
}

// weights opens the member with the weights. Stored members are read in place;
// a compressed one is held in memory, unless it claims to grow beyond measure.
func (a *archive) weights() *hdf5.File {
	f := a.member(weightsName)
	var r io.ReaderAt
	size := int64(f.UncompressedSize64)
	if f.Method == zip.Store {
		at, err := f.DataOffset()
		tensor.Check(err)
		r = io.NewSectionReader(a.file, at, size)
	} else {
		if f.UncompressedSize64 > 1<<20 && f.UncompressedSize64/1000 > f.CompressedSize64 {
			tensor.Throwf("ValueError", "Invalid `.keras` file: %s of '%s' would grow a thousandfold.", weightsName, a.path)
		}
		in, err := f.Open()
		tensor.Check(err)
		defer in.Close()
		b, err := io.ReadAll(in)
		if err != nil {
			tensor.Throwf("ValueError", "Invalid `.keras` file: %s of '%s' is damaged (%v).", weightsName, a.path, err)
		}
		r, size = bytes.NewReader(b), int64(len(b))
	}
	h, err := hdf5.NewFile(r, size)
	tensor.Check(err)
	return h
}

func loadKeras(st *model.State, path string, size int64, compile bool) (m model.Model, err error) {
	a, err := openArchive(path, size)
	if err != nil {
		return nil, err
	}
	defer a.file.Close()
	err = tensor.Catch(func() {
		cfg := parseConfig(a.text(configName), configName+" of '"+path+"'")
		meta := parseConfig(a.text(metadataName), metadataName+" of '"+path+"'")
		if version, _ := meta.Get("keras_version").(string); isKeras3(version) {
			cfg = fromKeras3(cfg).(*model.Map)
		}
		checkClass(st, cfg)
		m = modelFrom(st, cfg)
		if c, ok := cfg.Get("compile_config").(*model.Map); ok && compile {
			if o, ok := m.(model.OwnConfigs); !ok || !o.CompileFromOwn(c) {
				model.CheckKnownIn(st, c)
				CompileFrom(st, m, c)
			}
		}
		a.read(m, extras(m), weights.Options{})
	})
	return m, err
}

// LayerConfig is the config of what a .keras archive holds when that is of the
// class named, a layer that is no model; nil for all other files.
func LayerConfig(class, path string) (cfg *model.Map, err error) {
	info, err := os.Stat(path)
	if err != nil || info.IsDir() {
		return nil, nil // Load says what is wrong with it
	}
	if kind, err := sniff(path); err != nil || kind != Keras {
		return nil, nil
	}
	a, err := openArchive(path, info.Size())
	if err != nil {
		return nil, err
	}
	defer a.file.Close()
	err = tensor.Catch(func() {
		c := parseConfig(a.text(configName), configName+" of '"+path+"'")
		if c.Get("class_name") == class {
			cfg = c
		}
	})
	return cfg, err
}

// LoadLayer reads what SaveLayer stored of a layer's parts.
func LoadLayer(l model.Layer, path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return plain.FileError(err, path)
	}
	a, err := openArchive(path, info.Size())
	if err != nil {
		return err
	}
	defer a.file.Close()
	return tensor.Catch(func() { a.read(l, nil, weights.Options{}) })
}

// read takes a layer's weights and assets.
func (a *archive) read(l model.Layer, extras []weights.Extra, o weights.Options) {
	h := a.weights()
	defer h.Close()
	tensor.Check(weights.GetTree(h.Root(), l, extras, o))
	a.readAssets(l)
}

func loadKerasWeights(st *model.State, m model.Model, path string, o weights.Options) error {
	info, err := os.Stat(path)
	if err != nil {
		return plain.FileError(err, path)
	}
	a, err := openArchive(path, info.Size())
	if err != nil {
		return err
	}
	defer a.file.Close()
	return tensor.Catch(func() { a.read(m, extras(m), o) })
}

// checkClass throws TypeError where the class of the whole model is not known.
func checkClass(st *model.State, cfg *model.Map) {
	name, _ := cfg.Get("class_name").(string)
	registered, _ := cfg.Get("registered_name").(string)
	known := st.Custom[registered] != nil || st.Custom[name] != nil || cfg.Get("module") != nil
	if !known && cfg.Has("module") {
		tensor.Throw(tensor.Errorf("TypeError", "Could not locate class '%s'. Make sure custom classes are decorated with `@keras.saving.register_keras_serializable()`. Full object config: %s", name, model.Describe(cfg)).
			WithHint("pass custom_objects={'%s': %s}", name, name))
	}
}
