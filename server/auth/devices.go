package auth

import (
	"context"
	"time"

	"vouch/server/kv"
	"vouch/shared/wire"
)

// DeviceID names one installed extension.
type DeviceID string

// Device is one installed extension with its tokens.
type Device struct {
	ID     DeviceID  `json:"id"`
	Person PersonID  `json:"person"`
	Name   string    `json:"name"` // what the device said of itself: "Chromium on Linux"
	Paired time.Time `json:"paired"`
}

// Paired is what the exchange of a pairing code gives.
type Paired struct {
	Caller
	Tokens wire.Tokens
}

// PairingCode is shown once at the desk as XXXX-XXXX.
type PairingCode struct {
	Text  string
	Until time.Time
}

// Code makes a pairing code for a person: single use, ten minutes, five tries.
func (d *Devices) Code(ctx context.Context, ws kv.Workspace, id PersonID) (PairingCode, error) {
	panic("not yet")
}

// Pair exchanges a code for a device and its tokens. Unauthorized, in the same words, whether
// the code is wrong, used, expired or dead.
func (d *Devices) Pair(ctx context.Context, code, device string) (Paired, error) { panic("not yet") }

// Refresh rotates the tokens of a device.
func (d *Devices) Refresh(ctx context.Context, refresh string) (wire.Tokens, error) {
	panic("not yet")
}

// Verify tells who an access token speaks for; Unauthorized when it is not ours, not valid now,
// or of a device or person that was shut out meanwhile.
func (d *Devices) Verify(ctx context.Context, access string) (Caller, error) { panic("not yet") }

// Of lists a person's devices, newest first.
func (d *Devices) Of(ctx context.Context, ws kv.Workspace, id PersonID) ([]Device, error) {
	panic("not yet")
}

// Unpair shuts a device out at once.
func (d *Devices) Unpair(ctx context.Context, ws kv.Workspace, id DeviceID) error {
	panic("not yet")
}

// Devices pairs devices and keeps their tokens.
type Devices struct{}
