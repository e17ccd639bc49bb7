// Package regex matches regular expressions as Python's re does: with
// look-around, back references, atomic groups and lazy repetition, by
// backtracking. It knows characters, not Python's values.
package regex
