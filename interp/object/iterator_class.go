package object

func iteratorClass(name string) *Class { return &Class{Name: name, Base: IteratorClass, Final: true} }

// The classes of the iterators over Python's own containers.
var (
	listIteratorClass        = iteratorClass("list_iterator")
	listReverseIteratorClass = iteratorClass("list_reverseiterator")
	tupleIteratorClass       = iteratorClass("tuple_iterator")
	rangeIteratorClass       = iteratorClass("range_iterator")
	strIteratorClass         = iteratorClass("str_iterator")
	asciiIteratorClass       = iteratorClass("str_ascii_iterator")
	setIteratorClass         = iteratorClass("set_iterator")
	dictReverseIteratorClass = [...]*Class{
		dictKeys:   iteratorClass("dict_reversekeyiterator"),
		dictValues: iteratorClass("dict_reversevalueiterator"),
		dictItems:  iteratorClass("dict_reverseitemiterator"),
	}
	dictIteratorClass = [...]*Class{
		dictKeys:   iteratorClass("dict_keyiterator"),
		dictValues: iteratorClass("dict_valueiterator"),
		dictItems:  iteratorClass("dict_itemiterator"),
	}
)

func (it *listIter) PyClass() *Class  { return listIteratorClass }
func (it *sliceIter) PyClass() *Class { return tupleIteratorClass }
func (it *rangeIter) PyClass() *Class { return rangeIteratorClass }
func (it *setIter) PyClass() *Class   { return setIteratorClass }
func (it *dictIter) PyClass() *Class  { return dictIteratorClass[it.part] }

func (it *strIter) PyClass() *Class {
	if isASCII(it.rest) {
		return asciiIteratorClass
	}
	return strIteratorClass
}
