package tf

import (
	wire "encoding/binary"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sort"
	"strconv"
	"time"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
	"kerash/model/data"
	"kerash/model/format/record"
	"kerash/tensor"
)

// The files of a saved dataset: the spec of its elements, what is known of the
// run that saved it, and below a folder of the run one for each shard. The
// shards are TFRecord files with a TensorProto for each component.
const (
	datasetSpecFile     = "dataset_spec.pb"
	datasetMetadataFile = "snapshot.metadata"
)

func saveMembers() []object.Member {
	return []object.Member{
		object.Method("save(self, path, compression=None, shard_func=None, checkpoint_args=None)", "Writes the elements to files of TensorFlow's format below a folder.", saveDataset),
		static("load(path, element_spec=None, compression=None, reader_func=None)", "The elements that save wrote.", loadDataset),
		transform("snapshot(self, path, compression='AUTO', reader_func=None, shard_func=None, name=None)", "Writes the elements of the first whole run to files, from which the others read. The files are those of save, without compression.", snapshotDataset),
	}
}

// inOrder is a structure with the keys of dicts in the order in which
// TensorFlow writes components.
func inOrder(v model.Value) model.Value {
	switch x := v.(type) {
	case model.Tuple:
		out := make(model.Tuple, len(x))
		for i, e := range x {
			out[i] = inOrder(e)
		}
		return out
	case *model.Dict:
		keys := slices.Sorted(slices.Values(x.Keys))
		out := &model.Dict{}
		for _, k := range keys {
			e, _ := x.Get(k)
			out.Set(k, inOrder(e))
		}
		return out
	}
	return v
}

// leavesOf is the tensors of an element.
func leavesOf(elem model.Value) []*tensor.Tensor {
	leaves := data.Leaves(inOrder(elem))
	out := make([]*tensor.Tensor, len(leaves))
	for i, leaf := range leaves {
		t, ok := leaf.(*tensor.Tensor)
		if !ok {
			object.Throw(object.TypeErrorf("a dataset of datasets cannot be saved"))
		}
		out[i] = t
	}
	return out
}

// saveFailed throws an error of the files of a dataset.
func saveFailed(path string, err error) {
	class, text := fileError(path, err)
	tensor.Throwf(class, "%s", text)
}

// datasetWriter writes the elements of a dataset into shards below a folder.
type datasetWriter struct {
	path   string
	run    string
	kind   record.Compression
	shards map[int]*record.Writer
	count  int
}

func newDatasetWriter(path string, kind record.Compression) *datasetWriter {
	run := strconv.FormatUint(uint64(time.Now().UnixNano()), 10)
	return &datasetWriter{path: path, run: run, kind: kind, shards: map[int]*record.Writer{}}
}

func (w *datasetWriter) write(elem model.Value, shard int) {
	out := w.shards[shard]
	if out == nil {
		dir := filepath.Join(w.path, w.run, fmt.Sprintf("%08d.shard", shard))
		if err := os.MkdirAll(dir, 0o777); err != nil {
			saveFailed(dir, err)
		}
		var err error
		if out, err = record.Create(filepath.Join(dir, "00000000.snapshot"), w.kind); err != nil {
			saveFailed(dir, err)
		}
		w.shards[shard] = out
	}
	for _, t := range leavesOf(elem) {
		if err := out.Write(componentProto(t.Array().Contiguous())); err != nil {
			saveFailed(w.path, err)
		}
	}
	w.count++
}

// finish closes the shards and writes what is known of the run.
func (w *datasetWriter) finish(spec model.Value) {
	for _, out := range w.shards {
		if err := out.Close(); err != nil {
			saveFailed(w.path, err)
		}
	}
	if err := os.MkdirAll(w.path, 0o777); err != nil {
		saveFailed(w.path, err)
	}
	meta := appendBytes(nil, 2, []byte(w.run))
	meta = appendVarint(meta, 3, uint64(time.Now().UnixMicro()))
	meta = appendVarint(meta, 4, 2)
	var types []byte
	for _, leaf := range data.Leaves(inOrder(spec)) {
		types = wire.AppendUvarint(types, protoTypes[leaf.(data.Spec).DType])
	}
	meta = appendVarint(appendBytes(meta, 5, types), 6, uint64(w.count))
	meta = appendVarint(meta, 1000, 1)
	for name, raw := range map[string][]byte{datasetSpecFile: structProto(spec), datasetMetadataFile: meta} {
		file := filepath.Join(w.path, name)
		if err := os.WriteFile(file, raw, 0o666); err != nil {
			saveFailed(file, err)
		}
	}
}

// componentProto is a tensor as saved datasets have it: also texts are packed,
// their lengths first.
func componentProto(a *tensor.Array) []byte {
	if a.DType() != tensor.String {
		return tensorProto(a)
	}
	var lengths, words []byte
	for i := range a.Size() {
		lengths = wire.AppendUvarint(lengths, uint64(len(a.Str(i))))
		words = append(words, a.Str(i)...)
	}
	out := appendVarint(nil, protoDType, protoTypes[tensor.String])
	out = appendBytes(out, protoShape, shapeProto(a.Shape()))
	return appendBytes(out, protoContent, append(lengths, words...))
}

func saveDataset(th *object.Thread, a *object.Bound) (object.Value, error) {
	refuseFiles(th)
	d, w := dataset(a.Self()), newDatasetWriter(pathText(th, a.Value("path")), compressionOf(a, "compression"))
	var shard *dataFunc
	if a.Has("shard_func") {
		shard = newDataFunc(th, a.Value("shard_func"), specsOf(d.Spec))
		if s, ok := shard.spec.(data.Spec); ok && (s.DType != tensor.Int64 || len(s.Shape) > 0) {
			return nil, object.TypeErrorf("Invalid `shard_func`. `shard_func` must return a `tf.int64` scalar tensor but its return type is %s.", object.Must(object.Str(th, specValue(shard.spec))))
		}
	}
	c := dataContext(th)
	c.Scope.Outside(func() {
		for it := d.Iterate(c); ; {
			elem, ok := it.Next(c)
			if !ok {
				break
			}
			n := 0
			if shard != nil {
				n = int(model.One(shard.call(c, data.Args(elem))).Array().Int(0))
			}
			w.write(elem, n)
		}
	})
	w.finish(d.Spec)
	return nil, nil
}

// pathText is an argument that names a file: a text, or an object of pathlib.
func pathText(th *object.Thread, v object.Value) string {
	return binding.ToTensor(th, object.Must(object.FSPath(th, v)), tensor.String).Array().Str(0)
}

// savedMetadata is what snapshot.metadata says.
type savedMetadata struct {
	run   string
	count int
	done  bool
}

func readMetadata(path string) (m savedMetadata, err error) {
	raw, err := os.ReadFile(filepath.Join(path, datasetMetadataFile))
	if err != nil {
		return m, err
	}
	err = eachField(raw, func(field int, v uint64, body []byte) error {
		switch field {
		case 2:
			m.run = string(body)
		case 6:
			m.count = int(v)
		case 1000:
			m.done = v != 0
		}
		return nil
	})
	return m, err
}

func loadDataset(th *object.Thread, a *object.Bound) *data.Dataset {
	refuseFiles(th)
	path := pathText(th, a.Value("path"))
	var spec model.Value
	if a.Has("element_spec") {
		spec = inOrder(specOfValue(th, a.Value("element_spec")))
	} else {
		file := filepath.Join(path, datasetSpecFile)
		raw, err := os.ReadFile(file)
		if err != nil {
			class, text := fileError(file, err)
			tensor.Throwf(class, "%s", text)
		}
		if spec, err = parseStruct(raw); err != nil {
			tensor.Throwf("DataLossError", "%s holds no spec of a dataset that can be read here", file)
		}
	}
	shards, m := savedShards(path, spec, compressionOf(a, "compression"))
	var d *data.Dataset
	if a.Has("reader_func") {
		d = dataset(object.Must(object.CallFn(th, a.Value("reader_func"), shards)))
	} else {
		d = shards.Interleave("_LoadDataset", func(c *model.Context, args []model.Value) model.Value { return args[0] }, spec, runtime.NumCPU(), 1)
	}
	d = d.WithKind("_LoadDataset")
	d.Count = m.count
	return d
}

// savedShards is a dataset of the shards of a saved one.
func savedShards(path string, spec model.Value, kind record.Compression) (*data.Dataset, savedMetadata) {
	m, err := readMetadata(path)
	if err != nil {
		tensor.Throwf("NotFoundError", "Could not find metadata file [%s]", filepath.Join(path, datasetMetadataFile))
	}
	names, _ := filepath.Glob(filepath.Join(path, m.run, "*.shard"))
	sort.Strings(names)
	shards := make([]*data.Dataset, len(names))
	for i, dir := range names {
		shards[i] = shardDataset(dir, spec, kind)
	}
	return data.New("_TensorSliceDataset", &data.DatasetSpec{Elem: spec}, len(shards), func(c *model.Context) func(c *model.Context) (model.Value, bool) {
		i := 0
		return func(c *model.Context) (model.Value, bool) {
			if i == len(shards) {
				return nil, false
			}
			i++
			return shards[i-1], true
		}
	}), m
}

// shardDataset is the elements in the files of one shard.
func shardDataset(dir string, spec model.Value, kind record.Compression) *data.Dataset {
	return data.New("_LoadDataset", spec, data.Unknown, func(c *model.Context) func(c *model.Context) (model.Value, bool) {
		files, _ := filepath.Glob(filepath.Join(dir, "*.snapshot"))
		sort.Strings(files)
		var r *record.Reader
		next := func() (raw []byte, ok bool) {
			for {
				if r == nil {
					if len(files) == 0 {
						return nil, false
					}
					var err error
					if r, err = record.Open(files[0], kind); err != nil {
						saveFailed(files[0], err)
					}
				}
				raw, err := r.Next()
				if err == nil {
					return raw, true
				}
				if err != io.EOF {
					saveFailed(files[0], err)
				}
				r.Close()
				r, files = nil, files[1:]
			}
		}
		return func(c *model.Context) (model.Value, bool) {
			complete := true
			elem := data.Map(spec, func(leaf any) any {
				raw, ok := next()
				if complete = complete && ok; !complete {
					return nil
				}
				return parseTensor(string(raw), leaf.(data.Spec).DType)
			})
			return elem, complete
		}
	})
}

// snapshotDataset passes the elements of d on and writes them down. When all
// of a run are there, the next runs read them.
func snapshotDataset(d *data.Dataset, th *object.Thread, a *object.Bound) *data.Dataset {
	refuseFiles(th)
	path := filepath.Join(pathText(th, a.Value("path")), "snapshot")
	saved := func() *data.Dataset {
		if m, err := readMetadata(path); err != nil || !m.done {
			return nil
		}
		shards, _ := savedShards(path, inOrder(d.Spec), record.None)
		if a.Has("reader_func") {
			return dataset(object.Must(object.CallFn(th, a.Value("reader_func"), shards)))
		}
		return shards.FlatMap(func(c *model.Context, args []model.Value) model.Value { return args[0] }, d.Spec)
	}
	return data.New("_MapDataset", d.Spec, d.Count, func(c *model.Context) func(c *model.Context) (model.Value, bool) {
		if from := saved(); from != nil {
			return from.Iterate(c).Next
		}
		it, w, over := d.Iterate(c), newDatasetWriter(path, record.None), false
		return func(c *model.Context) (model.Value, bool) {
			elem, ok := it.Next(c)
			switch {
			case ok:
				w.write(elem, 0)
			case !over:
				over = true
				w.finish(d.Spec)
			}
			return elem, ok
		}
	})
}
