package tf

import (
	"bufio"
	"errors"
	"io"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
	"kerash/model/data"
	"kerash/model/format/plain"
	"kerash/model/format/record"
	"kerash/tensor"
)

// The datasets of what files hold.
var (
	TFRecordDatasetClass = fileDatasetClass("TFRecordDatasetV2", "The records of TFRecord files.",
		"TFRecordDatasetV2(filenames, compression_type=None, buffer_size=None, num_parallel_reads=None, name=None)",
		`>>> with tf.io.TFRecordWriter('a.tfrecord') as w: w.write(b'hello')
>>> list(tf.data.TFRecordDataset('a.tfrecord').as_numpy_iterator())
[b'hello']`)
	TextLineDatasetClass = fileDatasetClass("TextLineDatasetV2", "The lines of text files.",
		"TextLineDatasetV2(filenames, compression_type=None, buffer_size=None, num_parallel_reads=None, name=None)",
		`>>> tf.io.write_file('a.txt', 'one\ntwo\n')
>>> list(tf.data.TextLineDataset('a.txt').as_numpy_iterator())
[b'one', b'two']`)
	FixedLengthRecordDatasetClass = fileDatasetClass("FixedLengthRecordDatasetV2", "The records of files in which all are of one length.",
		"FixedLengthRecordDatasetV2(filenames, record_bytes, header_bytes=None, footer_bytes=None, buffer_size=None, compression_type=None, num_parallel_reads=None, name=None)",
		`>>> tf.io.write_file('a.bin', 'aabbcc')
>>> list(tf.data.FixedLengthRecordDataset('a.bin', 2).as_numpy_iterator())
[b'aa', b'bb', b'cc']`)
)

func fileDatasetClass(name, doc, sig, example string) *object.Class {
	c := &object.Class{Name: name, Module: "tensorflow.python.data.ops.readers", Doc: doc, Signature: sig, Example: example, Final: true}
	datasetKinds.Store(name, c)
	return c
}

// fileReader gives the elements of one file; io.EOF is the end.
type fileReader interface {
	Next() ([]byte, error)
	Close() error
}

func init() {
	TFRecordDatasetClass.Base, TextLineDatasetClass.Base, FixedLengthRecordDatasetClass.Base = DatasetClass, DatasetClass, DatasetClass
	TFRecordDatasetClass.New = fileDataset(func(th *object.Thread, a *object.Bound) func(path string) (fileReader, error) {
		kind := compressionOf(a, "compression_type")
		return func(path string) (fileReader, error) { return record.Open(path, kind) }
	})
	TextLineDatasetClass.New = fileDataset(func(th *object.Thread, a *object.Bound) func(path string) (fileReader, error) {
		kind := compressionOf(a, "compression_type")
		return func(path string) (fileReader, error) {
			r, err := record.OpenBytes(path, kind)
			if err != nil {
				return nil, err
			}
			return &lineReader{r, bufio.NewReader(r)}, nil
		}
	})
	FixedLengthRecordDatasetClass.New = fileDataset(func(th *object.Thread, a *object.Bound) func(path string) (fileReader, error) {
		kind, size, head, foot := compressionOf(a, "compression_type"), toInt(th, a.Value("record_bytes")), a.IntOr("header_bytes", 0), a.IntOr("footer_bytes", 0)
		return func(path string) (fileReader, error) { return fixedRecords(path, kind, size, head, foot) }
	})
}

func compressionOf(a *object.Bound, name string) record.Compression {
	switch kind := record.Compression(a.StrOr(name, "")); kind {
	case record.None, record.GZIP, record.ZLIB:
		return kind
	default:
		tensor.Throwf("InvalidArgumentError", "Unsupported %s: %s.", name, kind)
		return ""
	}
}

// fileDataset is the constructor of a dataset that reads files one after the
// other, or num_parallel_reads of them in turns.
func fileDataset(reader func(th *object.Thread, a *object.Bound) func(path string) (fileReader, error)) func(*object.Thread, *object.Class, object.Args) (object.Value, error) {
	return func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		a, err := cls.BindNew(th, args)
		if err != nil {
			return nil, err
		}
		refuseFiles(th)
		open := reader(th, a)
		spec := data.Spec{Spec: tensor.Spec{DType: tensor.String, Shape: []int{}}}
		of := func(c *model.Context, name model.Value) model.Value {
			path := model.One(name).Array().Str(0)
			return data.New(cls.Name, spec, data.Unknown, func(c *model.Context) func(c *model.Context) (model.Value, bool) {
				return elementsOf(path, open)
			})
		}
		names := filenames(th, a.Value("filenames"))
		if n := a.IntOr("num_parallel_reads", 0); n != 0 {
			if n < 0 {
				n = 16 // as many as TensorFlow's tuner begins with
			}
			return names.Interleave(cls.Name, func(c *model.Context, args []model.Value) model.Value { return of(c, args[0]) }, spec, n, 1), nil
		}
		return names.FlatMap(func(c *model.Context, args []model.Value) model.Value { return of(c, args[0]) }, spec).WithKind(cls.Name), nil
	}
}

// filenames is an argument with the name of a file, or several, or a dataset of
// names.
func filenames(th *object.Thread, v object.Value) *data.Dataset {
	if d, ok := object.NativeOf(v).(*data.Dataset); ok {
		return d
	}
	t := binding.ToTensor(th, object.Must(object.FSPath(th, v)), tensor.Invalid)
	if t.DType() != tensor.String {
		object.Throw(object.TypeErrorf("The `filenames` argument must contain `tf.string` elements. Got `tf.%s` elements.", t.DType()))
	}
	return data.FromSlices(tensor.FromArray(t.Array().Reshape([]int{t.Array().Size()})))
}

// elementsOf walks through a file. The file is closed at its end.
func elementsOf(path string, open func(path string) (fileReader, error)) func(c *model.Context) (model.Value, bool) {
	var r fileReader
	fail := func(err error) {
		class, text := "UnknownError", err.Error()
		var known *plain.Error
		if errors.As(err, &known) {
			class, text = known.Class, known.Msg
		}
		if errno := errors.Unwrap(err); errno != nil {
			class, text = fileError(path, err)
		}
		tensor.Throwf(class, "{{function_node __wrapped__IteratorGetNext_output_types_1_device_/job:localhost/replica:0/task:0/device:CPU:0}} %s [Op:IteratorGetNext] name: ", text)
	}
	return func(c *model.Context) (model.Value, bool) {
		if r == nil {
			var err error
			if r, err = open(path); err != nil {
				fail(err)
			}
		}
		raw, err := r.Next()
		if err == io.EOF {
			r.Close()
			return nil, false
		}
		if err != nil {
			r.Close()
			fail(err)
		}
		return tensor.ConstScalar(string(raw)), true
	}
}

// lineReader gives the lines of a text without their ends.
type lineReader struct {
	io.Closer
	r *bufio.Reader
}

func (l *lineReader) Next() ([]byte, error) {
	line, err := l.r.ReadString('\n')
	if err != nil && line == "" {
		return nil, err
	}
	return []byte(strings.TrimSuffix(strings.TrimSuffix(line, "\n"), "\r")), nil
}

// fixedReader gives pieces of one length.
type fixedReader struct {
	rest []byte
	size int
}

func (f *fixedReader) Close() error { return nil }

func (f *fixedReader) Next() ([]byte, error) {
	if len(f.rest) == 0 {
		return nil, io.EOF
	}
	out := f.rest[:f.size]
	f.rest = f.rest[f.size:]
	return out, nil
}

func fixedRecords(path string, kind record.Compression, size, head, foot int) (fileReader, error) {
	r, err := record.OpenBytes(path, kind)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	raw, err := io.ReadAll(r)
	if err != nil {
		return nil, plain.FileError(err, path)
	}
	body := len(raw) - head - foot
	if size <= 0 || body < 0 || body%size != 0 {
		return nil, plain.Errorf("InvalidArgumentError", "Excluding the header (%d bytes) and footer (%d bytes), input file \"%s\" has body length %d bytes, which is not an exact multiple of the record length (%d bytes).", head, foot, path, body, size)
	}
	return &fixedReader{raw[head : head+body], size}, nil
}
