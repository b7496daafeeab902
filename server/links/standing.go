package links

import (
	"context"

	"vouch/server/activity"
	"vouch/server/kv"
)

// Standing tells the codes of an advocate's links to these stories on a channel; a story without
// one is not among them.
func (s *Service) Standing(ctx context.Context, ws kv.Workspace, who activity.Pseudonym, stories []activity.Story, channel string) (map[activity.Story]activity.Code, error) {
	if len(stories) == 0 {
		return nil, nil
	}
	fields := make([]string, len(stories))
	for i, story := range stories {
		fields[i] = Request{Story: story, Advocate: who, Channel: channel}.field()
	}
	values, err := s.store.HMGet(ctx, indexKey(ws), fields...).Result()
	if err != nil {
		return nil, kv.Fault("find links", err)
	}
	codes := map[activity.Story]activity.Code{}
	for i, value := range values {
		if code, ok := value.(string); ok {
			codes[stories[i]] = activity.Code(code)
		}
	}
	return codes, nil
}
