package auth

import (
	"context"
	"strconv"
	"time"

	"vouch/server/kv"
)

// Incident is something at the door that an administrator should know of.
type Incident struct {
	Kind   IncidentKind
	Person PersonID
	Device DeviceID
	At     time.Time
}

// IncidentKind says what happened.
type IncidentKind string

// Replayed says that a refresh token was shown again after its successor was in use. Somebody copied it,
// or a browser was restored from a backup; the device was shut out.
const Replayed IncidentKind = "replayed"

// mostIncidents of a workspace are kept; the oldest go first.
const mostIncidents = 1000

// Incidents of the workspace, newest first, a hundred at most.
func (d *Directory) Incidents(ctx context.Context, ws kv.Workspace) ([]Incident, error) {
	const shown = 100
	entries, err := d.store.XRevRangeN(ctx, incidentsKey(ws), "+", "-", shown).Result()
	if err != nil {
		return nil, kv.Fault("read incidents", err)
	}
	incidents := make([]Incident, len(entries))
	for i, entry := range entries {
		incidents[i] = incidentOf(entry)
	}
	return incidents, nil
}

func incidentOf(entry kv.Message) Incident {
	text := func(field string) string { s, _ := entry.Values[field].(string); return s }
	at, _ := strconv.ParseInt(text("at"), 10, 64) // unreachable unless corrupt storage
	return Incident{
		Kind: IncidentKind(text("kind")), Person: PersonID(text("person")), Device: DeviceID(text("device")),
		At: time.UnixMilli(at).UTC(),
	}
}

// forgetIncidents deletes those of a person.
func forgetIncidents(ctx context.Context, store *kv.Store, ws kv.Workspace, id PersonID) error {
	entries, err := store.XRange(ctx, incidentsKey(ws), "-", "+").Result()
	if err != nil {
		return kv.Fault("read incidents", err)
	}
	var theirs []string
	for _, entry := range entries {
		if incidentOf(entry).Person == id {
			theirs = append(theirs, entry.ID)
		}
	}
	if len(theirs) == 0 {
		return nil
	}
	return kv.Fault("forget incidents", store.XDel(ctx, incidentsKey(ws), theirs...).Err())
}
