package applications

import (
	"fmt"

	"kerash/model"
)

// wording is how the messages of an architecture end about an argument that it
// refuses: they differ in Keras from file to file. Formats take the argument.
type wording struct {
	weightsEnd, classesEnd string
	singleQuotes           bool // around imagenet
}

var (
	plainWording       = wording{weightsEnd: ".", classesEnd: ""}
	vgg16Wording       = wording{weightsEnd: ".  Received: weights=%s", classesEnd: ".  Received `classes=%d`"}
	vgg19Wording       = wording{weightsEnd: ".  Received: `weights=%s.`", classesEnd: ".  Received: `classes=%d.`"}
	mobileWording      = wording{weightsEnd: ".  Received weights=%s", classesEnd: ".  Received classes=%d"}
	mobileV2Wording    = wording{weightsEnd: ".  Received `weights=%s`", classesEnd: ". Received `classes=%d`"}
	inceptionWording   = wording{weightsEnd: "; Received: weights=%s", classesEnd: "; Received classes=%d"}
	imagenetWording    = wording{weightsEnd: ".", singleQuotes: true}
	efficientV2Wording = wording{weightsEnd: ".Received: weights=%s", classesEnd: "Received: classes=%d", singleQuotes: true}
)

func (w wording) weights(v any) string { return filled(w.weightsEnd, model.Describe(v)) }

func (w wording) classes(n int) string { return filled(w.classesEnd, n) }

func (w wording) imagenet() string {
	if w.singleQuotes {
		return "`'imagenet'`"
	}
	return "`\"imagenet\"`"
}

// filled is a format with its argument; formats of a few characters have none.
func filled(format string, x any) string {
	if len(format) < 2 {
		return format
	}
	return fmt.Sprintf(format, x)
}
