package tf

import (
	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model/format/record"
	"kerash/tensor"
)

// TFRecordWriterClass is tf.io.TFRecordWriter.
var TFRecordWriterClass = &object.Class{Name: "TFRecordWriter", Module: "tensorflow.python.lib.io.tf_record", Doc: "Writes a TFRecord file: records of bytes.",
	Signature: "TFRecordWriter(path, options=None)", Example: TFRecordDatasetClass.Example}

// TFRecordOptionsClass is tf.io.TFRecordOptions.
var TFRecordOptionsClass = &object.Class{Name: "TFRecordOptions", Module: "tensorflow.python.lib.io.tf_record", Doc: "How a TFRecord file is compressed.",
	Signature: "TFRecordOptions(compression_type=None, flush_mode=None, input_buffer_size=None, output_buffer_size=None, window_bits=None, compression_level=None, compression_method=None, mem_level=None, compression_strategy=None)"}

type recordOptions struct{ kind record.Compression }

// PyClass is tf.io.TFRecordOptions.
func (*recordOptions) PyClass() *object.Class { return TFRecordOptionsClass }

// recordWriter is an open writer; w is nil when it is closed.
type recordWriter struct {
	path string
	w    *record.Writer
}

// PyClass is tf.io.TFRecordWriter.
func (*recordWriter) PyClass() *object.Class { return TFRecordWriterClass }

// open is the writer; one that is closed is a FailedPreconditionError.
func (r *recordWriter) open() *record.Writer {
	if r.w == nil {
		tensor.Throwf("FailedPreconditionError", "Writer is closed.")
	}
	return r.w
}

func (r *recordWriter) close() {
	if r.w != nil {
		err := r.w.Close()
		r.w = nil
		done(r.path, err)
	}
}

func init() {
	TFRecordOptionsClass.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		a, err := cls.BindNew(th, args)
		if err != nil {
			return nil, err
		}
		return &recordOptions{compressionOf(a, "compression_type")}, nil
	}
	c := TFRecordWriterClass
	c.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		a, err := cls.BindNew(th, args)
		if err != nil {
			return nil, err
		}
		refuseFiles(th)
		kind := record.None
		switch o := a.Value("options").(type) {
		case *recordOptions:
			kind = o.kind
		case string:
			kind = record.Compression(o)
		}
		path := filePath(th, a.Value("path"))
		w, err := record.Create(path, kind)
		if err != nil {
			class, text := fileError(path, err)
			return nil, tensor.Errorf(class, "%s", text)
		}
		return &recordWriter{path, w}, nil
	}
	c.Enter = func(th *object.Thread, self object.Value) (object.Value, error) { return self, nil }
	c.Exit = func(th *object.Thread, self object.Value, exc *object.Exception) (bool, error) {
		return false, binding.Catch(self.(*recordWriter).close)
	}
	c.Members = func() []object.Member {
		return []object.Member{
			object.Method("write(self, record)", "Adds a record of bytes.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				r := a.Self().(*recordWriter)
				w := r.open()
				raw, ok := a.Value("record").(binding.Bytes)
				if !ok {
					t := binding.ToTensor(th, a.Value("record"), tensor.String)
					raw = binding.Bytes(t.Array().Str(0))
				}
				return done(r.path, w.Write([]byte(raw))), nil
			}),
			object.Method("flush(self)", "Brings what was written to the file.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				r := a.Self().(*recordWriter)
				return done(r.path, r.open().Flush()), nil
			}),
			object.Method("close(self)", "Closes the file.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				a.Self().(*recordWriter).close()
				return nil, nil
			}),
		}
	}
}
