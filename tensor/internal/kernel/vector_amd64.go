package kernel

// The Go side of assembly kernels that do only the regular part of the work.

func avxNormalise(dst, x []float32, mean, inv float32, gamma, beta []float32) {
	switch {
	case gamma != nil && beta != nil:
		avxNormRow(dst, x, mean, inv, gamma, beta)
		return
	case gamma == nil && beta == nil:
		avxNormPlain(dst, x, mean, inv)
		return
	}
	avxNormPlain(dst, x, mean, inv)
	if gamma != nil {
		avxMul(dst, dst, gamma)
	} else {
		avxAdd(dst, dst, beta)
	}
}

// avxPackRows is goPackRows for whole panels.
func avxPackRows(dst, b []float32, w, cols, depth, ldb int) {
	if cols < w || w%8 != 0 || depth == 0 {
		goPackRows(dst, b, w, cols, depth, ldb)
		return
	}
	_, _ = dst[depth*w-1], b[(depth-1)*ldb+cols-1]
	avxCopyRows(&dst[0], &b[0], 4*ldb, w/8, depth)
}

// avxPackCols is goPackCols, eight columns at a time.
func avxPackCols(dst, b []float32, w, cols, depth, ldb int) {
	if cols < w {
		goPackCols(dst, b, w, cols, depth, ldb)
		return
	}
	avxTranspose(dst, b, w, ldb, cols, depth)
}

// avxPackTile is goPackTile.
func avxPackTile(dst, src []float32, ld, n, depth int) {
	if n > 16 || depth == 0 {
		goPackTile(dst, src, ld, n, depth)
		return
	}
	_, _ = dst[depth*n+copyPad-1], src[(depth-1)*ld+n-1]
	avxCopyLines(&dst[0], &src[0], 4*ld, n, depth)
}

// avxTranspose transposes m x n elements in rows of lds to rows of ldd.
func avxTranspose(dst, src []float32, ldd, lds, m, n int) {
	m8, n8 := m&^7, n&^7
	if n8 > 0 {
		for i := 0; i < m8; i += 8 {
			_, _ = dst[(n8-1)*ldd+i+7], src[(i+7)*lds+n8-1]
			avxTranspose8(&dst[i], &src[i*lds], 4*ldd, 4*lds, n8/8)
		}
	}
	if n8 < n {
		goTranspose(dst[n8*ldd:], src[n8:], ldd, lds, m8, n-n8)
	}
	if m8 < m {
		goTranspose(dst[m8:], src[m8*lds:], ldd, lds, m-m8, n)
	}
}
