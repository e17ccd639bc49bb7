package keras

import "kerash/interp/object"

// textDatasetMember is text_dataset_from_directory.
func textDatasetMember() object.Member {
	return object.Fun("text_dataset_from_directory(directory, labels='inferred', label_mode='int', class_names=None, batch_size=32, max_length=None, shuffle=True, seed=None, validation_split=None, subset=None, follow_links=False)",
		"A dataset of the .txt files in a folder; the names of its subfolders are the classes.", textDataset)
}

func textDataset(th *object.Thread, a *object.Bound) (object.Value, error) {
	f := newFolder(th, a, "text", "text samples", "Allowed format: .txt", ".txt")
	f.checkSplit(a)
	f.index()
	f.checkBinary()
	longest := a.Value("max_length")
	read := object.Func("read_text(path)", "The content of a text file.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
		text := callTF(th, "io.read_file", object.Pos(a.At(0)))
		if longest != nil {
			text = callTF(th, "strings.substr", object.Pos(text, 0, longest))
		}
		return text, nil
	})
	made := f.datasets(f.prefetched(read, f.batched))
	if len(made) > 1 {
		return object.NewList(made...), nil
	}
	return made[0], nil
}
