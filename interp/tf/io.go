package tf

import (
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"syscall"

	"kerash/interp/object"
	"kerash/tensor"
)

// ioDecls are the functions of tf.io on files and bytes; images are in
// io_image.go, CSV in io_csv.go, files of records and folders in gfile.go.
func ioDecls() []decl {
	return []decl{
		{names: "io.read_file", sig: "read_file(filename, name=None)", doc: "The bytes of a file.", fn: func(c *call) object.Value {
			refuseFiles(c.th)
			path := c.constText("filename")
			raw, err := os.ReadFile(path)
			if err != nil {
				noFile("ReadFile", path, err)
			}
			return tensor.ConstScalar(string(raw))
		}},
		{names: "io.write_file", sig: "write_file(filename, contents, name=None)", doc: "Writes bytes to a file, making folders as needed.", raw: true, fn: func(c *call) object.Value {
			refuseFiles(c.th)
			path, contents := c.constText("filename"), c.constText("contents")
			err := os.MkdirAll(filepath.Dir(path), 0o777)
			if err == nil {
				err = os.WriteFile(path, []byte(contents), 0o666)
			}
			if err != nil {
				noFile("WriteFile", path, err)
			}
			return nil
		}},
		{names: "io.matching_files", sig: "matching_files(pattern, name=None)", doc: "The names of the files that match patterns.", raw: true, fn: func(c *call) object.Value {
			a := c.tensorAs("pattern", tensor.String).Array()
			names := []string{}
			for i := range a.Size() {
				names = append(names, matching(c.th, a.Str(i))...)
			}
			sort.Strings(names)
			return tensor.Const(names)
		}},
		{names: "io.decode_raw", sig: "decode_raw(input_bytes, out_type, little_endian=True, fixed_length=None, name=None)", doc: "Bytes as numbers.", direct: true, fn: decodeRaw},
		{names: "io.decode_csv", sig: "decode_csv_v2(records, record_defaults, field_delim=',', use_quote_delim=True, na_value='', select_cols=None, name=None)", doc: "The columns of lines of comma-separated values.", direct: true, fn: decodeCSV},
		{names: "io.encode_base64", sig: "encode_base64(input, pad=False, name=None)", doc: "Bytes as text that is safe in URLs.", raw: true, fn: func(c *call) object.Value {
			enc := base64.RawURLEncoding
			if c.Bool("pad") {
				enc = base64.URLEncoding
			}
			return c.mapText("input", func(s string) string { return enc.EncodeToString([]byte(s)) })
		}},
		{names: "io.decode_base64", sig: "decode_base64(input, name=None)", doc: "The bytes of text that encode_base64 made.", raw: true, fn: func(c *call) object.Value {
			return c.mapText("input", func(s string) string {
				raw, err := base64.RawURLEncoding.DecodeString(strings.TrimRight(s, "="))
				if err != nil {
					opFailed("InvalidArgumentError", "DecodeBase64", "Invalid character found in base64.")
				}
				return string(raw)
			})
		}},
		{names: "io.decode_json_example", sig: "decode_json_example(json_examples, name=None)", doc: "The bytes of Example messages that are written as JSON.", raw: true, fn: func(c *call) object.Value { return c.mapText("json_examples", jsonExample) }},
		{names: "io.serialize_tensor", sig: "serialize_tensor(tensor, name=None)", doc: "A tensor as the bytes of a TensorProto.", fn: func(c *call) object.Value {
			return tensor.ConstScalar(string(tensorProto(c.tensor("tensor").Array())))
		}},
		{names: "io.parse_tensor", sig: "parse_tensor(serialized, out_type, name=None)", doc: "The tensor of bytes that serialize_tensor made.", raw: true, fn: func(c *call) object.Value {
			return parseTensor(c.constText("serialized"), c.dtype("out_type", tensor.Invalid))
		}},
	}
}

func refuseFiles(th *object.Thread) {
	if th.Safe {
		object.Throw(object.Errorf(object.PermissionError, "files are off in safe mode"))
	}
}

// opFailed throws what the runtime says when an op fails.
func opFailed(class, op, format string, args ...any) {
	tensor.Throwf(class, "{{function_node __wrapped__%s_device_/job:localhost/replica:0/task:0/device:CPU:0}} %s [Op:%s]", op, fmt.Sprintf(format, args...), op)
}

// fileError is the class and the text for an error of the system.
func fileError(path string, err error) (class, text string) {
	var errno syscall.Errno
	text = err.Error()
	if errors.As(err, &errno) {
		text = strings.ToUpper(errno.Error()[:1]) + errno.Error()[1:]
	}
	class = "UnknownError"
	switch {
	case errors.Is(err, fs.ErrNotExist):
		class = "NotFoundError"
	case errors.Is(err, fs.ErrExist):
		class = "AlreadyExistsError"
	case errors.Is(err, fs.ErrPermission):
		class = "PermissionDeniedError"
	case errno == syscall.ENOTEMPTY, errno == syscall.EISDIR, errno == syscall.ENOTDIR:
		class = "FailedPreconditionError"
	}
	return class, path + "; " + text
}

// noFile throws that an op could not use a file.
func noFile(op, path string, err error) {
	class, text := fileError(path, err)
	opFailed(class, op, "%s", text)
}

// matching lists the files of a pattern.
func matching(th *object.Thread, pattern string) []string {
	refuseFiles(th)
	found, err := filepath.Glob(pattern)
	if err != nil {
		object.Throw(object.ValueErrorf("%v", err))
	}
	if !strings.Contains(pattern, "/") && strings.ContainsAny(pattern, "*?[") {
		for i, f := range found {
			found[i] = "./" + f // as TensorFlow says paths of the working folder
		}
	}
	return found
}

// mapText changes each string of an argument.
func (c *call) mapText(name string, f func(s string) string) *tensor.Tensor {
	a := c.text(name).Array()
	out := make([]string, a.Size())
	for i := range out {
		out[i] = f(a.Str(i))
	}
	return tensor.FromArray(tensor.FromSlice(out, a.Shape()...))
}

func decodeRaw(c *call) object.Value {
	a, dt := c.text("input_bytes").Array(), c.dtype("out_type", tensor.Uint8)
	size := 0
	if a.Size() > 0 {
		size = len(a.Str(0))
	}
	op := "DecodeRaw"
	if c.Has("fixed_length") {
		size, op = c.int("fixed_length"), "DecodePaddedRaw"
	}
	if size%dt.Size() != 0 {
		opFailed("InvalidArgumentError", op, "Input to DecodeRaw has length %d that is not a multiple of %d, the size of %s", size, dt.Size(), dt.RuntimeName())
	}
	raw := make([]byte, 0, size*a.Size())
	for i := range a.Size() {
		s := a.Str(i)
		if c.Has("fixed_length") {
			s = (s + strings.Repeat("\x00", size))[:size]
		} else if len(s) != size {
			opFailed("InvalidArgumentError", op, "DecodeRaw requires input strings to all be the same size, but element %d has size %d != %d", i, size, len(s))
		}
		raw = append(raw, s...)
	}
	if n := dt.Size(); !c.Bool("little_endian") {
		for i := 0; i < len(raw); i += n {
			for p, q := i, i+n-1; p < q; p, q = p+1, q-1 {
				raw[p], raw[q] = raw[q], raw[p]
			}
		}
	}
	return tensor.FromArray(tensor.ArrayOfBytes(dt, raw, append(append([]int{}, a.Shape()...), size/dt.Size())...))
}
