package keras

import "kerash/interp/object"

// newImageModule makes keras.preprocessing.image.
func newImageModule() *object.Module {
	return &object.Module{Name: "keras.preprocessing.image", Doc: "Reading, writing and changing pictures.", Members: func() []object.Member {
		return append(append(append(pictureMembers(), smartResizeMember()), movingMembers()...),
			object.Const("ImageDataGenerator", imageDataGeneratorClass()), object.Const("Iterator", imageIteratorClass()),
			object.Const("NumpyArrayIterator", numpyIteratorClass()), object.Const("DirectoryIterator", directoryIteratorClass()))
	}}
}
