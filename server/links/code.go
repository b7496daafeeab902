package links

import (
	"fmt"
	"io"

	"vouch/server/activity"
)

// base58 leaves out 0, O, I and l, which people confuse when they copy a code by hand.
const base58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"

// codeLength makes 58^8 = 1.3e14 codes: among ten million links a guess finds one in 13 million.
const codeLength = 8

// newCode draws a code. Bytes of 232 and above are drawn again, for 232 is the last multiple of
// 58: every letter is equally likely.
func newCode(random io.Reader) (activity.Code, error) {
	const fair = 256 / len(base58) * len(base58)
	code := make([]byte, 0, codeLength)
	var drawn [2 * codeLength]byte
	for {
		if _, err := io.ReadFull(random, drawn[:]); err != nil {
			return "", fmt.Errorf("draw a code: %w", err)
		}
		for _, b := range drawn {
			if int(b) >= fair {
				continue
			}
			if code = append(code, base58[int(b)%len(base58)]); len(code) == codeLength {
				return activity.Code(code), nil
			}
		}
	}
}

// isCode reports whether the text could be a code; what cannot is not asked of the store.
func isCode(code activity.Code) bool {
	if len(code) != codeLength {
		return false
	}
	for i := range len(code) {
		c := code[i]
		letter := c >= 'a' && c <= 'z' && c != 'l' || c >= 'A' && c <= 'Z' && c != 'I' && c != 'O'
		if !letter && (c < '1' || c > '9') {
			return false
		}
	}
	return true
}
