package tf

import (
	"encoding/base64"
	"encoding/json"
	"math"
	"slices"
	"strconv"
	"strings"

	"google.golang.org/protobuf/encoding/protowire"
)

// jsonExample is tf.io.decode_json_example: Example messages, which texts
// write as JSON, as their bytes.
func jsonExample(text string) string {
	d := &exampleReader{json.NewDecoder(strings.NewReader(text)), text}
	d.UseNumber()
	var out, features []byte
	d.object("features", func(string) {
		features = []byte{}
		d.object("feature", func(string) {
			d.object("", func(name string) {
				entry := protowire.AppendString(protowire.AppendTag(nil, 1, protowire.BytesType), name)
				features = messageField(features, 1, messageField(entry, 2, d.feature()))
			})
		})
	})
	if d.More() {
		d.fail()
	}
	if features != nil {
		out = messageField(out, 1, features)
	}
	return string(out)
}

func messageField(out []byte, number protowire.Number, message []byte) []byte {
	return protowire.AppendBytes(protowire.AppendTag(out, number, protowire.BytesType), message)
}

type exampleReader struct {
	*json.Decoder
	text string
}

func (d *exampleReader) fail() {
	opFailed("InvalidArgumentError", "DecodeJSONExample", "Error while parsing JSON: Unexpected token.\n%s\n^", d.text)
}

// next is the next token; a delimiter must be the expected one.
func (d *exampleReader) next(expected json.Delim) json.Token {
	t, err := d.Token()
	if delim, ok := t.(json.Delim); err != nil || expected != 0 && (!ok || delim != expected) {
		d.fail()
	}
	return t
}

// object reads an object, whose values f reads; only keys in known, a list with
// blanks, are fields of its message, or all when it is empty.
func (d *exampleReader) object(known string, f func(key string)) {
	d.next('{')
	for d.More() {
		key, _ := d.next(0).(string)
		if known != "" && !slices.Contains(strings.Fields(known), key) {
			opFailed("InvalidArgumentError", "DecodeJSONExample", "Error while parsing JSON: %s: Cannot find field.", key)
		}
		f(key)
	}
	d.next('}')
}

// exampleLists are the kinds of a Feature with the numbers of their fields.
var exampleLists = map[string]protowire.Number{
	"bytesList": 1, "bytes_list": 1, "floatList": 2, "float_list": 2, "int64List": 3, "int64_list": 3,
}

func (d *exampleReader) feature() (out []byte) {
	d.object("bytesList bytes_list floatList float_list int64List int64_list", func(key string) {
		kind := exampleLists[key]
		var list []byte
		d.object("value", func(string) {
			d.next('[')
			for d.More() {
				list = d.value(list, kind)
			}
			d.next(']')
		})
		out = messageField(out, kind, list)
	})
	return out
}

// value reads an element of a list: bytes in base64, numbers as such or as text.
func (d *exampleReader) value(list []byte, kind protowire.Number) []byte {
	t := d.next(0)
	text, isText := t.(string)
	if n, ok := t.(json.Number); ok {
		text = n.String()
	}
	var err error
	switch kind {
	case 1:
		var raw []byte
		if raw, err = base64.StdEncoding.DecodeString(text); isText && err == nil {
			return messageField(list, 1, raw)
		}
	case 2:
		var f float64
		if f, err = strconv.ParseFloat(text, 32); err == nil {
			return protowire.AppendFixed32(protowire.AppendTag(list, 1, protowire.Fixed32Type), math.Float32bits(float32(f)))
		}
	default:
		var n int64
		if n, err = strconv.ParseInt(text, 10, 64); err == nil {
			return protowire.AppendVarint(protowire.AppendTag(list, 1, protowire.VarintType), uint64(n))
		}
	}
	d.fail()
	return nil
}
