package std

import (
	"kerash/interp/builtins"
	"kerash/interp/object"
)

func codecsModule() *object.Module {
	return &object.Module{Name: "codecs", Doc: "Texts as bytes, and back.", Members: func() []object.Member {
		return []object.Member{
			object.Const("BOM", object.Bytes("\xff\xfe")), object.Const("BOM_UTF8", object.Bytes("\xef\xbb\xbf")),
			object.Const("BOM_UTF16", object.Bytes("\xff\xfe")), object.Const("BOM_UTF16_LE", object.Bytes("\xff\xfe")), object.Const("BOM_UTF16_BE", object.Bytes("\xfe\xff")),
			object.Const("BOM_UTF32", object.Bytes("\xff\xfe\x00\x00")), object.Const("BOM_UTF32_LE", object.Bytes("\xff\xfe\x00\x00")), object.Const("BOM_UTF32_BE", object.Bytes("\x00\x00\xfe\xff")),
			object.Fun("encode(obj, encoding='utf-8', errors='strict')", "A text as bytes.", encodeText),
			object.Fun("decode(obj, encoding='utf-8', errors='strict')", "Bytes as a text.", decodeText),
			object.Fun("open(filename, mode='r', encoding=None, errors='strict', buffering=-1)", "Opens a file for texts.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				args := object.Args{Pos: []object.Value{a.Value("filename"), a.Value("mode")}}
				if a.Has("encoding") {
					args = args.With("encoding", a.Value("encoding"))
				}
				return object.Call(th, builtins.Open, args)
			}),
			codec("getencoder(encoding)", "The function that makes bytes of texts.", encodeText), codec("getdecoder(encoding)", "The function that makes texts of bytes.", decodeText),
		}
	}}
}

// codec declares a function that gives one for an encoding; its results come
// with the length of what it was given.
func codec(sig, doc string, f func(th *object.Thread, a *object.Bound) (object.Value, error)) object.Member {
	return object.Fun(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
		encoding := a.Value("encoding")
		call := object.ParseSignature("code(obj, encoding, errors='strict')")
		return object.Func("code(obj, errors='strict')", "", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			b, err := call.Bind(th, object.Pos(a.Value("obj"), encoding, a.Value("errors")))
			if err != nil {
				return nil, err
			}
			v, err := f(th, b)
			if err != nil {
				return nil, err
			}
			n, err := object.Len(th, a.Value("obj"))
			return object.NewTuple(v, n), err
		}), nil
	})
}

func encodeText(th *object.Thread, a *object.Bound) (object.Value, error) {
	return object.CallMethodOf(th, a.Value("obj"), "encode", object.Pos(a.Value("encoding"), a.Value("errors")))
}

func decodeText(th *object.Thread, a *object.Bound) (object.Value, error) {
	return object.CallMethodOf(th, a.Value("obj"), "decode", object.Pos(a.Value("encoding"), a.Value("errors")))
}
