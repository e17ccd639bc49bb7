package object

// OrderedDictClass is collections.OrderedDict, the class of dicts in which
// datasets hand out named columns. Package std gives it its methods.
var OrderedDictClass = &Class{Name: "OrderedDict", Module: "collections", Base: DictClass,
	Doc: "A dict that can be reordered.", Signature: "OrderedDict(mapping=(), /, **kwargs)"}
