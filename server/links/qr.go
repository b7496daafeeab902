package links

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"

	"rsc.io/qr"
)

// quiet is the white margin that ISO/IEC 18004 asks for, in modules.
const quiet = 4

// QR is an address as a QR code, for print and slides. Error correction is of level M: a sixth of
// it may be dirty.
type QR struct{ code *qr.Code }

// NewQR makes the code of an address.
func NewQR(address string) (QR, error) {
	code, err := qr.Encode(address, qr.M)
	return QR{code}, err
}

// SVG draws one path in the colour of the text around it, on white.
func (q QR) SVG() []byte {
	var b bytes.Buffer
	size := q.code.Size + 2*quiet
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" shape-rendering="crispEdges">`, size, size)
	fmt.Fprintf(&b, `<path fill="#fff" d="M0 0h%dv%dH0z"/><path d="`, size, size)
	for y := range q.code.Size {
		for x := range q.code.Size {
			if q.code.Black(x, y) {
				fmt.Fprintf(&b, "M%d %dh1v1h-1z", x+quiet, y+quiet)
			}
		}
	}
	b.WriteString(`"/></svg>`)
	return b.Bytes()
}

// PNG draws each module as a square of so many pixels.
func (q QR) PNG(pixels int) ([]byte, error) {
	size := (q.code.Size + 2*quiet) * pixels
	drawn := image.NewPaletted(image.Rect(0, 0, size, size), color.Palette{color.White, color.Black})
	for y := range size {
		for x := range size {
			if q.code.Black(x/pixels-quiet, y/pixels-quiet) {
				drawn.SetColorIndex(x, y, 1)
			}
		}
	}
	var b bytes.Buffer
	err := png.Encode(&b, drawn)
	return b.Bytes(), err
}
