package links

import (
	"context"
	"encoding/json"

	"vouch/server/activity"
	"vouch/server/kv"
)

// Owned tells which of these codes are links of this advocate in this workspace.
func (s *Service) Owned(ctx context.Context, ws kv.Workspace, who activity.Pseudonym, codes []activity.Code) (map[activity.Code]bool, error) {
	found := map[activity.Code]*kv.StringCmd{}
	pipe := s.store.Pipeline() // not MGET: on a cluster each code stands somewhere else
	for _, code := range codes {
		if isCode(code) {
			found[code] = pipe.Get(ctx, linkKey(code))
		}
	}
	if len(found) == 0 {
		return nil, nil
	}
	_, _ = pipe.Exec(ctx) // each command has its own error
	owned := map[activity.Code]bool{}
	for code, text := range found {
		if err := text.Err(); err != nil && !kv.Missing(err) {
			return nil, kv.Fault("find links", err)
		}
		var link Link
		if err := json.Unmarshal([]byte(text.Val()), &link); err == nil {
			owned[code] = link.Workspace == ws && link.Advocate == who
		}
	}
	return owned, nil
}
