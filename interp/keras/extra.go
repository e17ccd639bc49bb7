package keras

import (
	"kerash/interp/object"
	"kerash/model"
)

// extraMembers are the methods that only some classes have, found by what their
// objects can do.
func extraMembers(c *model.Class) []object.Member {
	if c == model.HistoryClass {
		return historyMembers()
	}
	return nil
}
