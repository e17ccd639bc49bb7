package jpeg

// separate splits a picture into its components: brightness, and the two
// differences of colour if it has three channels.
func separate(p *Picture) [][]uint8 {
	if p.Channels == 1 {
		return [][]uint8{p.Pix}
	}
	n := p.Height * p.Width
	y, cb, cr := make([]uint8, n), make([]uint8, n), make([]uint8, n)
	const offset = 128<<colorBits + colorHalf - 1
	for i := range n {
		r, g, b := int32(p.Pix[3*i]), int32(p.Pix[3*i+1]), int32(p.Pix[3*i+2])
		y[i] = brightness(uint8(r), uint8(g), uint8(b))
		cb[i] = uint8((-11059*r - 21709*g + 32768*b + offset) >> colorBits)
		cr[i] = uint8((32768*r - 27439*g - 5329*b + offset) >> colorBits)
	}
	return [][]uint8{y, cb, cr}
}

// makeBlocks fills the coefficients of a component. At the right and lower
// edges samples repeat; blocks that only fill up a group are flat.
func (w *writer) makeBlocks(c *component, pix []uint8) {
	c.wide, c.high = ceilDiv(w.width*c.h, w.maxH*8), ceilDiv(w.height*c.v, w.maxV*8)
	c.stride = ceilDiv(w.width, w.maxH*8) * c.h
	down := ceilDiv(w.height, w.maxV*8) * c.v
	c.coefs = make([]int16, c.stride*down*blockSize)

	s := shrunk{pix: pix, width: w.width, height: w.height, factor: w.maxH / c.h}
	row := make([]uint8, c.wide*8*8)
	for y := range c.high {
		for k := range 8 {
			s.row(row[k*c.wide*8:(k+1)*c.wide*8], 8*y+k)
		}
		for x := range c.wide {
			forward(row[x*8:], c.wide*8, c.quant, c.block(y, x))
		}
		for x := c.wide; x < c.stride; x++ {
			c.block(y, x)[0] = c.block(y, x-1)[0]
		}
	}
	for y := c.high; y < down; y++ {
		for x := range c.stride {
			// The last block of the group above this one.
			c.block(y, x)[0] = c.block(c.high-1, x/c.h*c.h+c.h-1)[0]
		}
	}
}

// shrunk is a component of which factor columns and rows become one.
type shrunk struct {
	pix           []uint8
	width, height int
	factor        int // 1 or 2
}

// row fills a row with samples, of which the last ones repeat.
func (s *shrunk) row(out []uint8, y int) {
	y = min(y, ceilDiv(s.height, s.factor)-1)
	if s.factor == 1 {
		row := s.pix[y*s.width : (y+1)*s.width]
		for x := copy(out, row); x < len(out); x++ {
			out[x] = row[s.width-1]
		}
		return
	}
	upper := s.pix[2*y*s.width : (2*y+1)*s.width]
	lower := upper
	if 2*y+1 < s.height {
		lower = s.pix[(2*y+1)*s.width : (2*y+2)*s.width]
	}
	for x := range out {
		a, b := min(2*x, s.width-1), min(2*x+1, s.width-1)
		bias := 1 + x%2 // halves go up and down in turn
		out[x] = uint8((int(upper[a]) + int(upper[b]) + int(lower[a]) + int(lower[b]) + bias) >> 2)
	}
}
