package jpeg

import "slices"

// Window is a part of a picture; a Width of 0 stands for all of it.
type Window struct{ Top, Left, Height, Width int }

// DecodeOptions tells how [Decode] reads a picture. The zero value is what
// TensorFlow does when nothing is said, but for Fancy, which it sets.
type DecodeOptions struct {
	Channels int     // 1 for brightness, 3 for RGB, 0 for those of the file
	Ratio    int     // 1, 2, 4 or 8: gives the picture in a part of its size; 0 is 1
	Fancy    bool    // colours of lower resolution are interpolated
	Accurate bool    // the accurate cosine transform, not the fast one
	Recover  bool    // a file that is cut off is gray where it ends
	Fraction float32 // the part of the rows that has to be there at least
	Crop     Window
}

// Picture is a picture with its samples, row by row, channel by channel.
type Picture struct {
	Height, Width, Channels int
	Pix                     []uint8
}

// Size reads how many rows, columns and components a file has.
func Size(data []byte) (height, width, components int, err error) {
	f := &file{data: data}
	if err := f.readHeader(false); err != nil {
		return 0, 0, 0, err
	}
	return f.height, f.width, len(f.comps), nil
}

// Decode reads a picture.
func Decode(data []byte, o DecodeOptions) (*Picture, error) {
	f := &file{data: data, recover: o.Recover}
	if err := f.readHeader(true); err != nil {
		return nil, err
	}
	if o.Channels == 0 {
		o.Channels = min(len(f.comps), 3)
	}
	convert, err := f.conversion(o.Channels)
	if err != nil {
		return nil, err
	}
	if err := f.readScans(); err != nil {
		return nil, err
	}
	if slices.ContainsFunc(f.comps, func(c *component) bool { return c.quant == nil }) {
		return nil, errStructure
	}
	v := &view{file: f, size: 8 / max(o.Ratio, 1), fancy: o.Fancy, accurate: o.Accurate}
	if err := v.place(o.Crop); err != nil {
		return nil, err
	}
	used := f.comps
	if o.Channels == 1 && len(used) == 3 && !f.isRGB() {
		used = used[:1] // brightness is there already
	}
	lines := v.lines(used)
	if float32(lines) < min(o.Fraction, 1)*float32(v.window.Height) {
		return nil, errTruncated
	}
	planes := make([][]uint8, len(used))
	for i, c := range used {
		if planes[i], err = v.plane(c); err != nil {
			return nil, err
		}
	}
	p := &Picture{Height: v.window.Height, Width: v.window.Width, Channels: o.Channels}
	p.Pix = make([]uint8, p.Height*p.Width*p.Channels)
	for y := range lines {
		convert(planes, (v.window.Top+y)*v.across+v.window.Left-v.left, p.Pix[y*p.Width*p.Channels:(y+1)*p.Width*p.Channels])
	}
	return p, nil
}
