package keras

import (
	"os"
	"strings"

	"kerash/interp/object"
	"kerash/tensor"
)

// warmstartMember is keras.utils.warmstart_embedding_matrix.
func warmstartMember() object.Member {
	return object.Fun("warmstart_embedding_matrix(base_vocabulary, new_vocabulary, base_embeddings, new_embeddings_initializer='uniform')",
		"An embedding matrix for a new vocabulary: tokens of the old one keep their rows, new ones begin as the initializer says.", warmstart)
}

func warmstart(th *object.Thread, a *object.Bound) (object.Value, error) {
	old, vocabulary := vocabularyArg(th, a.Value("base_vocabulary")), vocabularyArg(th, a.Value("new_vocabulary"))
	base := a.Value("base_embeddings")
	width := object.Must(object.Index(th, object.Must(object.GetAttr(th, base, "shape")), 1))
	init := callTF(th, "keras.initializers.get", object.Pos(a.Value("new_embeddings_initializer")))
	rows := object.Must(object.Call(th, init, object.Args{}.With("shape", object.NewTuple(len(vocabulary), width)).
		With("dtype", object.Must(object.GetAttr(th, base, "dtype")))))
	at := object.NewDict()
	for i, token := range old {
		tensor.Check(object.SetIndex(th, at, token, i))
	}
	from, to := object.NewList(), object.NewList()
	for i, token := range vocabulary {
		if row := object.Must(object.CallMethodOf(th, at, "get", object.Pos(token))); row != nil {
			from.Elems = append(from.Elems, row)
			to.Elems = append(to.Elems, object.NewList(i))
		}
	}
	if len(from.Elems) == 0 {
		return rows, nil
	}
	return callTF(th, "tensor_scatter_nd_update", object.Pos(rows, to, callTF(th, "gather", object.Pos(base, from)))), nil
}

// vocabularyArg is the tokens of an array, a list, a tensor, or the lines of a
// file.
func vocabularyArg(th *object.Thread, v object.Value) []object.Value {
	const wanted = "Vocabulary is expected to be either a NumPy array, list, 1D tensor or a vocabulary text file"
	var tokens []object.Value
	switch x := object.NativeOf(v).(type) {
	case string:
		checkFiles(th)
		text, err := os.ReadFile(x)
		if err != nil {
			object.Throw(object.ValueErrorf("Vocabulary file %s does not exist.", x))
		}
		for line := range strings.Lines(string(text)) {
			tokens = append(tokens, strings.TrimRight(line, "\r\n"))
		}
	case *tensor.Tensor:
		tokens = object.Must(object.ToSlice(th, object.Must(object.CallMethodOf(th, v, "numpy", object.Args{}))))
	case *tensor.Array, *object.List, *object.Tuple:
		tokens = object.Must(object.ToSlice(th, v))
	default:
		object.Throw(object.ValueErrorf("%s. Instead type %s was received.", wanted, object.Must(object.Repr(th, object.TypeOf(v)))))
	}
	if len(tokens) == 0 {
		object.Throw(object.ValueErrorf("%s with at least one token. Received 0 instead.", wanted))
	}
	return tokens
}
