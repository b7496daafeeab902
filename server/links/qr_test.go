package links_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"image/png"
	"io"
	"testing"

	"vouch/server/links"
)

// The finder pattern of the upper left corner stands where readers look for it, in both forms.
func TestQR(t *testing.T) {
	code, err := links.NewQR("https://go.acme.example/l/Ab3dEf7h")
	if err != nil {
		t.Fatal(err)
	}
	drawn, err := code.PNG(3)
	if err != nil {
		t.Fatal(err)
	}
	picture, err := png.Decode(bytes.NewReader(drawn))
	if err != nil {
		t.Fatal(err)
	}
	if wide := picture.Bounds().Dx(); wide%3 != 0 || wide != picture.Bounds().Dy() || wide < 3*(21+8) {
		t.Errorf("%d pixels wide", wide)
	}
	for _, at := range []struct {
		x, y  int // modules
		black bool
	}{{0, 0, false}, {3, 3, false}, {4, 4, true}, {10, 4, true}, {5, 5, false}, {7, 7, true}, {11, 4, false}} {
		red, _, _, _ := picture.At(3*at.x+1, 3*at.y+1).RGBA()
		if (red == 0) != at.black {
			t.Errorf("module %d,%d: black is %t", at.x, at.y, !at.black)
		}
	}
	reader := xml.NewDecoder(bytes.NewReader(code.SVG()))
	for {
		if _, err := reader.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Contains(code.SVG(), []byte("M4 4h1v1h-1zM5 4h1")) {
		t.Error("the SVG has no finder pattern")
	}
}

func TestAnAddressTooLongForAQRCode(t *testing.T) {
	if _, err := links.NewQR(string(bytes.Repeat([]byte("x"), 4000))); err == nil {
		t.Error("no error")
	}
}
