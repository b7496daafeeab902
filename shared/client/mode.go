package client

import (
	"encoding/base64"

	"vouch/shared/seal"
	"vouch/shared/wire"
)

// heed keeps a mode that the pinned key signed, and takes any other out of the answer: what a
// device shows of it is the company's own word.
func heed(key []byte, workspace string, settings *wire.Settings) *Refusal {
	mode := settings.Mode
	if mode == nil {
		return nil
	}
	signature, err := base64.StdEncoding.DecodeString(mode.Signature)
	if err == nil && seal.Signed(key, mode.Statement(workspace), signature) {
		return nil
	}
	settings.Mode = nil
	return &Refusal{
		Kind: "mode", Revision: mode.Turn, Reason: seal.Reason(seal.ErrTampered),
		Message: "How your company counts is not as it signed it.",
	}
}
