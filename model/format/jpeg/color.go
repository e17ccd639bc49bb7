package jpeg

// Colours are fixed point numbers of 16 bits.
const (
	colorBits = 16
	colorHalf = 1 << (colorBits - 1)
)

// isRGB tells whether the three components are red, green and blue, not
// brightness and two colours.
func (f *file) isRGB() bool {
	if len(f.comps) != 3 || f.jfif {
		return false
	}
	if f.adobe {
		return f.adobeTransform == 0
	}
	return f.comps[0].id == 'R' && f.comps[1].id == 'G' && f.comps[2].id == 'B'
}

// conversion is what makes a row of pixels of samples at a place of the planes.
func (f *file) conversion(channels int) (func(planes [][]uint8, at int, row []uint8), error) {
	switch n := len(f.comps); {
	case channels == 1 && f.isRGB():
		return grayOfRGB, nil
	case channels == 1 && (n == 1 || n == 3):
		return func(planes [][]uint8, at int, row []uint8) { copy(row, planes[0][at:]) }, nil
	case channels == 3 && n == 1:
		return func(planes [][]uint8, at int, row []uint8) {
			for i := range row {
				row[i] = planes[0][at+i/3]
			}
		}, nil
	case channels == 3 && f.isRGB():
		return func(planes [][]uint8, at int, row []uint8) {
			for i := range row {
				row[i] = planes[i%3][at+i/3]
			}
		}, nil
	case channels == 3 && n == 3:
		return func(planes [][]uint8, at int, row []uint8) {
			y, cb, cr := planes[0][at:], planes[1][at:], planes[2][at:]
			for i := range len(row) / 3 {
				row[3*i], row[3*i+1], row[3*i+2] = rgb(y[i], cb[i], cr[i])
			}
		}, nil
	case channels == 3 && n == 4:
		return f.fromCMYK, nil
	}
	return nil, errUnsupported
}

// rgb is the colour of brightness and the two differences.
func rgb(y, cb, cr uint8) (r, g, b uint8) {
	l, u, v := int32(y), int32(cb)-128, int32(cr)-128
	return clamp(l + (91881*v+colorHalf)>>colorBits),
		clamp(l + (-22554*u-46802*v+colorHalf)>>colorBits),
		clamp(l + (116130*u+colorHalf)>>colorBits)
}

func grayOfRGB(planes [][]uint8, at int, row []uint8) {
	r, g, b := planes[0][at:], planes[1][at:], planes[2][at:]
	for i := range row {
		row[i] = brightness(r[i], g[i], b[i])
	}
}

// brightness is 0.299 r + 0.587 g + 0.114 b.
func brightness(r, g, b uint8) uint8 {
	return uint8((19595*int32(r) + 38470*int32(g) + 7471*int32(b) + colorHalf) >> colorBits)
}

// fromCMYK makes colours of four inks. Files of Adobe's programs have them
// upside down.
func (f *file) fromCMYK(planes [][]uint8, at int, row []uint8) {
	for i := range len(row) / 3 {
		var ink [4]int32
		for k := range ink {
			ink[k] = int32(planes[k][at+i])
		}
		if f.adobe && f.adobeTransform != 0 {
			r, g, b := rgb(uint8(ink[0]), uint8(ink[1]), uint8(ink[2]))
			ink[0], ink[1], ink[2] = 255-int32(r), 255-int32(g), 255-int32(b)
		}
		for k := range 3 {
			v := ink[k] * ink[3] / 255
			if !f.adobe {
				v = (255 - ink[k]) * (255 - ink[3]) / 255
			}
			row[3*i+k] = uint8(v)
		}
	}
}
