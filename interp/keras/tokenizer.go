package keras

import (
	"math"
	"strings"

	"kerash/interp/object"
	"kerash/tensor"
)

// tokenizerClass is keras.preprocessing.text.Tokenizer.
func tokenizerClass() *object.Class { return tokenizerClassOnce.get(newTokenizerClass) }

var tokenizerClassOnce lazyClass

func newTokenizerClass() *object.Class {
	return plainClass{
		module: "keras.src.preprocessing.text",
		sig:    "Tokenizer(num_words=None, " + filtersArgs + ", char_level=False, oov_token=None, analyzer=None, **kwargs)",
		doc: "Turns texts into sequences of word indices, or into vectors of counts.\n\n" +
			"fit_on_texts learns the words: the more frequent, the smaller the index. Index 0 is never used.",
		init:    initTokenizer,
		members: tokenizerMembers,
	}.class()
}

func initTokenizer(th *object.Thread, self *object.Instance, a *object.Bound) error {
	documents := object.Value(0)
	numWords := a.Value("num_words")
	rest := object.NewDict()
	for _, k := range a.Kwargs("kwargs") {
		switch k.Name {
		case "document_count":
			documents = k.Value
		case "nb_words":
			numWords = k.Value
		default:
			rest.SetStr(k.Name, k.Value)
		}
	}
	if rest.Len() > 0 {
		s, err := object.Repr(th, rest)
		if err != nil {
			return err
		}
		return object.TypeErrorf("Unrecognized keyword arguments: %s", s)
	}
	counts, err := callImported(th, "collections", "OrderedDict", object.Args{})
	if err != nil {
		return err
	}
	self.Attrs.Set("word_counts", counts)
	for _, name := range []string{"word_docs", "index_docs"} {
		docs, err := callImported(th, "collections", "defaultdict", object.Pos(object.IntClass))
		if err != nil {
			return err
		}
		self.Attrs.Set(name, docs)
	}
	setAttrs(self, a, "filters", "split", "lower")
	self.Attrs.Set("num_words", numWords)
	self.Attrs.Set("document_count", documents)
	setAttrs(self, a, "char_level", "oov_token")
	self.Attrs.Set("word_index", object.NewDict())
	self.Attrs.Set("index_word", object.NewDict())
	setAttrs(self, a, "analyzer")
	return nil
}

func tokenizerMembers() []object.Member {
	return []object.Member{
		object.Method("fit_on_texts(self, texts)", "Learns the words of texts: strings, or lists of words.", fitOnTexts),
		object.Method("fit_on_sequences(self, sequences)", "Counts in how many sequences each index occurs, for the tfidf mode.", fitOnSequences),
		object.Method("texts_to_sequences(self, texts)", "The word indices of each text.", textsToSequences),
		object.Method("texts_to_sequences_generator(self, texts)", "The word indices of each text, one by one.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return iterOf(textsToSequences(th, a))
		}),
		object.Method("sequences_to_texts(self, sequences)", "The words of each sequence of indices, joined by spaces.", sequencesToTexts),
		object.Method("sequences_to_texts_generator(self, sequences)", "The words of each sequence of indices, one text by one.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return iterOf(sequencesToTexts(th, a))
		}),
		object.Method("texts_to_matrix(self, texts, mode='binary')", "A row for each text, a column for each word: 'binary', 'count', 'freq' or 'tfidf'.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			seqs, err := textsToSequences(th, a)
			if err != nil {
				return nil, err
			}
			return sequencesToMatrix(th, a.Self(), seqs, a.Str("mode"))
		}),
		object.Method("sequences_to_matrix(self, sequences, mode='binary')", "A row for each sequence, a column for each word: 'binary', 'count', 'freq' or 'tfidf'.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return sequencesToMatrix(th, a.Self(), a.Value("sequences"), a.Str("mode"))
		}),
		object.Method("get_config(self)", "The tokenizer as a dict, its tables as JSON texts.", tokenizerConfig),
		object.Method("to_json(self, **kwargs)", "The tokenizer as a JSON text; kwargs go to json.dumps.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			config, err := tokenizerConfig(th, a)
			if err != nil {
				return nil, err
			}
			d := object.DictOf("class_name", object.TypeName(a.Self()), "config", config)
			return callImported(th, "json", "dumps", object.Args{Pos: []object.Value{d}, Kw: a.Kwargs("kwargs")})
		}),
	}
}

func iterOf(v object.Value, err error) (object.Value, error) {
	if err != nil {
		return nil, err
	}
	return object.Iter(nil, v)
}

// tokensOf splits one text as the tokenizer is set to.
func tokensOf(th *object.Thread, self, text object.Value) ([]object.Value, error) {
	o, err := wordOptionsOf(th, func(name string) object.Value { return attr(self, name) })
	if err != nil {
		return nil, err
	}
	chars, err := object.Truth(th, attr(self, "char_level"))
	if err != nil {
		return nil, err
	}
	list, isList := text.(*object.List)
	if !isList && !chars {
		o.analyzer = attr(self, "analyzer")
		return o.words(th, text)
	}
	if !isList {
		s, ok := text.(string)
		if !ok {
			return object.ToSlice(th, text)
		}
		if o.lower {
			s = strings.ToLower(s)
		}
		return object.ToSlice(th, s)
	}
	tokens := make([]object.Value, len(list.Elems))
	for i, t := range list.Elems {
		if s, ok := t.(string); ok && o.lower {
			t = strings.ToLower(s)
		}
		tokens[i] = t
	}
	return tokens, nil
}

func tableOf(self object.Value, name string) *object.Dict {
	d, ok := object.NativeOf(attr(self, name)).(*object.Dict)
	if !ok {
		object.Throw(object.TypeErrorf("'%s' object has no attribute 'items'", object.TypeName(attr(self, name))))
	}
	return d
}

// count adds one to a table's entry.
func count(th *object.Thread, d *object.Dict, key object.Value) {
	old, _, err := d.Get(th, key)
	object.Must(old, err)
	n, _ := old.(int)
	if err := d.Set(th, key, n+1); err != nil {
		object.Throw(err)
	}
}

func fitOnTexts(th *object.Thread, a *object.Bound) (object.Value, error) {
	self := a.Self().(*object.Instance)
	counts, docs := tableOf(self, "word_counts"), tableOf(self, "word_docs")
	documents, _ := attr(self, "document_count").(int)
	err := object.ForEach(th, a.Value("texts"), func(text object.Value) error {
		documents++
		tokens, err := tokensOf(th, self, text)
		if err != nil {
			return err
		}
		seen := object.NewDict()
		for _, w := range tokens {
			count(th, counts, w)
			count(th, seen, w)
		}
		for _, w := range seen.Keys() {
			count(th, docs, w)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	self.Attrs.Set("document_count", documents)
	words := counts.Keys()
	sortedByCount(words, func(w object.Value) int {
		n, _, _ := counts.Get(th, w)
		i, _ := n.(int)
		return i
	})
	if oov := attr(self, "oov_token"); oov != nil {
		words = append([]object.Value{oov}, words...)
	}
	index, word, indexDocs := object.NewDict(), object.NewDict(), tableOf(self, "index_docs")
	for i, w := range words {
		object.Must(0, index.Set(th, w, i+1))
	}
	for it := index.Entries(); it.Next(); {
		object.Must(0, word.Set(th, it.Value(), it.Key()))
	}
	self.Attrs.Set("word_index", index)
	self.Attrs.Set("index_word", word)
	for it := docs.Entries(); it.Next(); {
		i, _, err := index.Get(th, it.Key())
		object.Must(i, err)
		object.Must(0, indexDocs.Set(th, i, it.Value()))
	}
	return nil, nil
}

func fitOnSequences(th *object.Thread, a *object.Bound) (object.Value, error) {
	self := a.Self().(*object.Instance)
	docs := tableOf(self, "index_docs")
	seqs := a.Elems("sequences")
	documents, _ := attr(self, "document_count").(int)
	self.Attrs.Set("document_count", documents+len(seqs))
	for _, s := range seqs {
		seen := object.NewDict()
		if err := object.ForEach(th, s, func(i object.Value) error { return seen.Set(th, i, nil) }); err != nil {
			return nil, err
		}
		for _, i := range seen.Keys() {
			count(th, docs, i)
		}
	}
	return nil, nil
}

// limitOf is num_words, 0 when there is no limit.
func limitOf(self object.Value) int {
	n, _ := attr(self, "num_words").(int)
	return n
}

func textsToSequences(th *object.Thread, a *object.Bound) (object.Value, error) {
	self := a.Self()
	index, limit := tableOf(self, "word_index"), limitOf(self)
	oov := attr(self, "oov_token")
	oovIndex, hasOOV, err := index.Get(th, oov)
	if err != nil {
		return nil, err
	}
	out := &object.List{}
	err = object.ForEach(th, a.Value("texts"), func(text object.Value) error {
		tokens, err := tokensOf(th, self, text)
		if err != nil {
			return err
		}
		seq := &object.List{Elems: []object.Value{}}
		for _, w := range tokens {
			i, known, err := index.Get(th, w)
			if err != nil {
				return err
			}
			switch n, _ := i.(int); {
			case known && (limit == 0 || n < limit):
				seq.Elems = append(seq.Elems, i)
			case known && hasOOV, !known && oov != nil:
				seq.Elems = append(seq.Elems, oovIndex)
			}
		}
		out.Elems = append(out.Elems, seq)
		return nil
	})
	return out, err
}

func sequencesToTexts(th *object.Thread, a *object.Bound) (object.Value, error) {
	self := a.Self()
	words, limit := tableOf(self, "index_word"), limitOf(self)
	oov := attr(self, "oov_token")
	_, hasOOV, err := tableOf(self, "word_index").Get(th, oov)
	if err != nil {
		return nil, err
	}
	out := &object.List{}
	err = object.ForEach(th, a.Value("sequences"), func(seq object.Value) error {
		var text []string
		err := object.ForEach(th, seq, func(i object.Value) error {
			w, known, err := words.Get(th, i)
			if err != nil {
				return err
			}
			n, _ := i.(int)
			switch {
			case known && (limit == 0 || n < limit):
			case hasOOV && (known || oov != nil):
				w = oov
			default:
				return nil
			}
			s, ok := w.(string)
			if !ok {
				return object.TypeErrorf("sequence item %d: expected str instance, %s found", len(text), object.TypeName(w))
			}
			text = append(text, s)
			return nil
		})
		out.Elems = append(out.Elems, strings.Join(text, " "))
		return err
	})
	return out, err
}

// sequencesToMatrix weighs the words of each sequence; the mode tfidf is
// (1 + ln count) * ln(1 + documents / (1 + documents with the word)).
func sequencesToMatrix(th *object.Thread, self, sequences object.Value, mode string) (object.Value, error) {
	width := limitOf(self)
	if width == 0 {
		n := tableOf(self, "word_index").Len()
		if n == 0 {
			return nil, object.ValueErrorf("Specify a dimension (`num_words` argument), or fit on some text data first.")
		}
		width = n + 1
	}
	documents, _ := attr(self, "document_count").(int)
	if mode == "tfidf" && documents == 0 {
		return nil, object.ValueErrorf("Fit the Tokenizer on some data before using tfidf mode.")
	}
	seqs, err := object.ToSlice(th, sequences)
	if err != nil {
		return nil, err
	}
	docs := tableOf(self, "index_docs")
	x := make([]float64, len(seqs)*width)
	for r, s := range seqs {
		row := x[r*width : (r+1)*width]
		seq, err := object.ToSlice(th, s)
		if err != nil {
			return nil, err
		}
		for _, v := range seq {
			i, err := object.AsIndex(th, v)
			if err != nil {
				return nil, err
			}
			if i < 0 {
				i += width
			}
			if i >= 0 && i < width {
				row[i]++
			}
		}
		for i, c := range row {
			if c == 0 {
				continue
			}
			switch mode {
			case "count":
			case "freq":
				row[i] = c / float64(len(seq))
			case "binary":
				row[i] = 1
			case "tfidf":
				v, _, _ := docs.Get(th, i)
				with, _ := v.(int)
				row[i] = (1 + math.Log(c)) * math.Log(1+float64(documents)/float64(1+with))
			default:
				return nil, &object.Raised{Exc: object.NewException(object.ValueError, "Unknown vectorization mode:", mode)}
			}
		}
	}
	return tensor.FromSlice(x, len(seqs), width), nil
}

func tokenizerConfig(th *object.Thread, a *object.Bound) (object.Value, error) {
	d := object.NewDict()
	for _, n := range []string{"num_words", "filters", "lower", "split", "char_level", "oov_token", "document_count"} {
		d.SetStr(n, attr(a.Self(), n))
	}
	for _, n := range []string{"word_counts", "word_docs", "index_docs", "index_word", "word_index"} {
		text, err := callImported(th, "json", "dumps", object.Pos(attr(a.Self(), n)))
		if err != nil {
			return nil, err
		}
		d.SetStr(n, text)
	}
	return d, nil
}

func tokenizerFromJSON(th *object.Thread, a *object.Bound) (object.Value, error) {
	v, err := callImported(th, "json", "loads", object.Pos(a.Value("json_string")))
	if err != nil {
		return nil, err
	}
	d, _ := v.(*object.Dict)
	if d == nil {
		return nil, object.TypeErrorf("list indices must be integers or slices, not str")
	}
	c, _ := d.GetStr("config")
	config, ok := c.(*object.Dict)
	if !ok {
		return nil, object.AttributeErrorf("'%s' object has no attribute 'pop'", object.TypeName(c))
	}
	tables := []string{"word_counts", "word_docs", "index_docs", "index_word", "word_index"}
	args := object.Args{}
	loaded := map[string]*object.Dict{}
	for it := config.Entries(); it.Next(); {
		name, _ := it.Key().(string)
		if !contains(tables, name) {
			args = args.With(name, it.Value())
			continue
		}
		t, err := callImported(th, "json", "loads", object.Pos(it.Value()))
		if err != nil {
			return nil, err
		}
		loaded[name], _ = t.(*object.Dict)
	}
	tok, err := object.Construct(th, tokenizerClass(), args)
	if err != nil {
		return nil, err
	}
	for _, n := range tables {
		t := loaded[n]
		if t == nil {
			return nil, object.KeyErrorOf(n)
		}
		if n == "index_docs" || n == "index_word" {
			if t, err = intKeys(th, t); err != nil {
				return nil, err
			}
		}
		tok.(*object.Instance).Attrs.Set(n, t)
	}
	return tok, nil
}

// intKeys undoes JSON's turning of integer keys into strings.
func intKeys(th *object.Thread, d *object.Dict) (*object.Dict, error) {
	out := object.NewDict()
	for it := d.Entries(); it.Next(); {
		k, err := object.CallFn(th, object.IntClass, it.Key())
		if err != nil {
			return nil, err
		}
		if err := out.Set(th, k, it.Value()); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func contains(names []string, name string) bool {
	for _, n := range names {
		if n == name {
			return true
		}
	}
	return false
}
