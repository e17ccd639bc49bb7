package jpeg

// view is a picture in the size and the part in which it is wanted.
type view struct {
	*file
	size            int // samples across a block: 8, or less for smaller pictures
	fancy, accurate bool

	window Window
	left   int // the column of the picture where the planes begin
	across int // columns of the planes
	down   int // rows of the planes
}

// place finds where the window lies. Planes begin at the border of a group of
// blocks and end with the window: interpolation does not look beyond.
func (v *view) place(w Window) error {
	height, width := ceilDiv(v.height*v.size, 8), ceilDiv(v.width*v.size, 8)
	v.down, v.across = height, width
	if w == (Window{}) {
		w = Window{Height: height, Width: width}
	}
	if w.Height < 1 || w.Width < 1 || w.Top < 0 || w.Left < 0 || w.Top+w.Height > height || w.Left+w.Width > width {
		return errStructure
	}
	v.window = w
	if w.Width < width {
		group := v.size
		if len(v.comps) > 1 {
			group *= v.maxH
		}
		v.left = w.Left / group * group
		v.across = w.Left + w.Width - v.left
	}
	return nil
}

// lines are the rows of the window that can be shown by the used components,
// all unless the file is cut off. To interpolate rows takes the one below.
func (v *view) lines(used []*component) int {
	if v.rows == ceilDiv(v.file.height, v.maxV*8) {
		return v.window.Height
	}
	have := v.rows * v.maxV * v.size
	for _, c := range used {
		if v.fancy && v.size > 1 && have > 0 && c.v*v.blockSize(c)*2 == v.maxV*v.size {
			have -= v.maxV
			break
		}
	}
	return min(max(have-v.window.Top, 0), v.window.Height)
}

// blockSize is the number of samples across a block of a component. In a
// smaller picture, components of lower resolution stay as they are as far as
// possible.
func (v *view) blockSize(c *component) int {
	size := v.size
	for size < 8 && v.maxH*v.size%(c.h*size*2) == 0 && v.maxV*v.size%(c.v*size*2) == 0 {
		size *= 2
	}
	return size
}

// plane is the samples of a component, one for each pixel of the planes.
func (v *view) plane(c *component) ([]uint8, error) {
	size := v.blockSize(c)
	var transform inverse = inverse8
	q := c.quant
	switch {
	case size == 4:
		transform = inverse4
	case size == 2:
		transform = inverse2
	case size == 1:
		transform = inverse1
	case !v.accurate:
		transform, q = inverse8Fast, fastQuant(c.quant)
	}
	stride := c.stride * size
	pix := make([]uint8, len(c.coefs)/blockSize*size*size)
	for row := range len(c.coefs) / blockSize / c.stride {
		for col := range c.stride {
			transform(c.block(row, col), q, pix[row*size*stride+col*size:], stride)
		}
	}
	s := samples{
		pix: pix[v.left*c.h*size/(v.maxH*v.size):], stride: stride,
		width: ceilDiv(v.across*c.h*size, v.maxH*v.size), height: ceilDiv(v.down*c.v*size, v.maxV*v.size),
	}
	// Windows are as fancy as the whole picture, unless they are too narrow.
	s.narrow = s.width < 2 || ceilDiv(v.file.width*c.h*size, v.maxH*8) <= 2
	scale, err := s.scaler(c.h*size, c.v*size, v.maxH*v.size, v.maxV*v.size, v.fancy && v.size > 1, v.down, v.across)
	if err != nil {
		return nil, err
	}
	return scale(), nil
}
