package devicesync

import (
	"fmt"
	"strconv"
	"strings"

	"vouch/shared/wire"
)

// updateFor asks an extension that is older than the newest to be updated. Browsers do that by
// themselves when they start; one that has been open for weeks has not. What says no version, or
// none that can be read, is not asked.
func updateFor(version, newest string) *wire.Update {
	if newest == "" || !older(version, newest) {
		return nil
	}
	return &wire.Update{Version: newest, Title: fmt.Sprintf(
		"Version %s of the extension is out; this browser has %s. Restart the browser to update it.", newest, version)}
}

// older compares versions number by number: "0.9.1" is older than "0.10".
func older(a, b string) bool {
	x, okX := numbersOf(a)
	y, okY := numbersOf(b)
	if !okX || !okY {
		return false
	}
	for i := range x {
		if x[i] != y[i] {
			return x[i] < y[i]
		}
	}
	return false
}

// numbersOf reads one to four numbers, as browsers demand of an extension's version.
func numbersOf(version string) (numbers [4]int, ok bool) {
	parts := strings.Split(version, ".")
	if len(parts) > len(numbers) {
		return numbers, false
	}
	for i, part := range parts {
		n, err := strconv.ParseUint(part, 10, 16)
		if err != nil {
			return numbers, false
		}
		numbers[i] = int(n)
	}
	return numbers, true
}
