package tensor

import "math"

// PixelBox is a part of an image: rows from Y1 up to Y2, columns from X1 up
// to X2.
type PixelBox struct{ Y1, X1, Y2, X2 int }

func (b PixelBox) area() float32 { return float32((b.X2 - b.X1) * (b.Y2 - b.Y1)) }

// BoxSpec says which parts of an image [SampleBox] may give.
type BoxSpec struct {
	Covered  float32    // the share of an object that must be within the part
	Aspect   [2]float32 // width by height
	Area     [2]float32 // by the area of the image
	Attempts int
}

// SampleBox draws a part of an image of height rows and width columns that
// covers enough of at least one object; after too many attempts, the whole
// image.
func SampleBox(stream *Philox, height, width int, objects []PixelBox, spec BoxSpec) PixelBox {
	words := &singles{g: stream, at: 4}
	for range spec.Attempts {
		aspect := float32(unit32(words.next())*(spec.Aspect[1]-spec.Aspect[0])) + spec.Aspect[0]
		if b, ok := spec.draw(words, height, width, aspect); ok && b.covers(objects, spec.Covered) {
			return b
		}
	}
	return PixelBox{Y2: height, X2: width}
}

// draw draws a part with an aspect ratio; not every ratio has one.
func (spec BoxSpec) draw(words *singles, imageHeight, imageWidth int, aspect float32) (b PixelBox, ok bool) {
	if spec.Area[1] <= 0 || aspect <= 0 || imageWidth <= 0 || imageHeight <= 0 || spec.Area[0] > spec.Area[1] {
		return b, false
	}
	least := spec.Area[0] * float32(imageWidth) * float32(imageHeight)
	most := spec.Area[1] * float32(imageWidth) * float32(imageHeight)
	widthOf := func(height int) int { return nearest(float32(height) * aspect) }
	height, tallest := nearest(sqrt32(least/aspect)), nearest(sqrt32(most/aspect))
	if widthOf(tallest) > imageWidth {
		const eps = float32(0.0000001)
		tallest = int((float64(imageWidth) + 0.5 - float64(eps)) / float64(aspect))
		if widthOf(tallest) > imageWidth {
			tallest--
		}
	}
	tallest = min(tallest, imageHeight)
	if height = min(height, tallest); height < tallest {
		height += int(words.below32(uint32(tallest - height + 1)))
	}
	width := widthOf(height)
	if float32(width*height) < least { // by rounding
		height++
		width = widthOf(height)
	}
	if float32(width*height) > most {
		height--
		width = widthOf(height)
	}
	if area := float32(width * height); area < least || area > most || width > imageWidth || height > imageHeight || width <= 0 || height <= 0 {
		return b, false
	}
	if height < imageHeight {
		b.Y1 = int(words.below32(uint32(imageHeight - height)))
	}
	if width < imageWidth {
		b.X1 = int(words.below32(uint32(imageWidth - width)))
	}
	b.Y2, b.X2 = b.Y1+height, b.X1+width
	return b, true
}

// covers reports whether a share of one of the objects is within the part.
func (b PixelBox) covers(objects []PixelBox, share float32) bool {
	if b.area() < 1 {
		return false
	}
	for _, o := range objects {
		if o.area() < 1 {
			continue
		}
		common := PixelBox{max(b.Y1, o.Y1), max(b.X1, o.X1), min(b.Y2, o.Y2), min(b.X2, o.X2)}
		if common.Y1 > common.Y2 || common.X1 > common.X2 {
			common = PixelBox{}
		}
		if common.area()/o.area() >= share {
			return true
		}
	}
	return false
}

func nearest(x float32) int { return int(math.RoundToEven(float64(x))) }

func sqrt32(x float32) float32 { return float32(math.Sqrt(float64(x))) }

// below32 is a number in [0, n) without bias.
func (w *singles) below32(n uint32) uint32 {
	if n&(n-1) == 0 {
		return w.next() & (n - 1)
	}
	for rest := math.MaxUint32%n + 1; ; {
		if x := w.next(); x >= rest {
			return x % n
		}
	}
}
