package app_test

import (
	"fmt"
	"net/http"
	"path"
	"slices"
	"strings"
	"testing"
	"time"

	"vouch/server/activity"
	"vouch/server/kv"
	"vouch/shared/wire"
)

// firstStory is the id of a story that the desk's pages show.
func (d *desk) firstStory() string {
	d.t.Helper()
	for address := range d.addresses() {
		if id := path.Base(address); strings.HasPrefix(id, "s-") {
			return id
		}
	}
	d.t.Fatal("no page shows a story")
	return ""
}

// A device may say that it shared a story that does not exist, or by a link that is a colleague's:
// the share is recorded, what it claims is not.
func TestADeviceCannotClaimStoriesAndLinksThatAreNotItsOwn(t *testing.T) {
	p := boot(t)
	admin := p.signIn(p.at.SignIn)
	liar, honest := p.pair(p.at.PairingCode), p.pairSomebodyElse(admin)
	story := admin.firstStory()
	link := decode[wire.LinkResponse](t, p.post("/v1/links", honest.Tokens.Access,
		wire.LinkRequest{Story: story, Channel: "linkedin"}), http.StatusOK)

	before := p.sync(liar.Tokens.Access, wire.SyncRequest{})
	var claims []wire.Fact
	for n := range 12 {
		fact := share(fmt.Sprintf("a%x", n), time.Now())
		fact.Story, fact.Code = fmt.Sprint("s-madeup", n), link.Code
		claims = append(claims, fact)
	}
	after := p.sync(liar.Tokens.Access, wire.SyncRequest{Outbox: claims})
	for _, receipt := range after.Receipts {
		if receipt.Status != wire.Recorded {
			t.Errorf("%+v", receipt)
		}
	}
	if got := after.Standing.Balance - before.Standing.Balance; got > 30 {
		t.Errorf("stories that do not exist earned %d points", got)
	}
	ws := kv.Workspace(liar.Workspace)
	for _, by := range []activity.Dimension{activity.ByStory, activity.ByLink} {
		report, err := p.Counters().Query(t.Context(), ws, activity.Query{
			First: time.Now(), Last: time.Now(), By: by, PerPerson: true,
		})
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range report.Rows {
			if strings.HasPrefix(row.ID, "s-madeup") || row.ID == link.Code {
				t.Errorf("counted by %s: %+v", by, row)
			}
		}
	}

	own := share("b1", time.Now())
	own.Story, own.Code = story, link.Code
	p.sync(honest.Tokens.Access, wire.SyncRequest{Outbox: []wire.Fact{own}})
	report, err := p.Counters().Query(t.Context(), ws, activity.Query{
		First: time.Now(), Last: time.Now(), By: activity.ByLink, PerPerson: true,
	})
	shared := slices.IndexFunc(report.Rows, func(r activity.Row) bool { return r.ID == link.Code })
	if err != nil || shared < 0 || report.Rows[shared].Numbers.Shares != 1 {
		t.Errorf("the link's own share: %+v, %v", report.Rows, err)
	}
}

// A device that holds an old library learns that a story is over; links that are out lead on.
func TestAStoryThatIsOverGetsNoNewLinks(t *testing.T) {
	p := boot(t)
	admin := p.signIn(p.at.SignIn)
	device, later := p.pair(p.at.PairingCode), p.pairSomebodyElse(admin)
	asked := wire.LinkRequest{Story: admin.firstStory(), Channel: "linkedin"}
	link := decode[wire.LinkResponse](t, p.post("/v1/links", device.Tokens.Access, asked), http.StatusOK)
	if got := admin.press("/console/stories/"+asked.Story+"/expire", nil); got.status != http.StatusSeeOther {
		t.Fatalf("expire: %d", got.status)
	}
	if got := p.post("/v1/links", later.Tokens.Access, asked); got.status != http.StatusConflict {
		t.Errorf("a link to a story that is over: %d %s", got.status, got.body)
	}
	if got := p.get("/l/"+link.Code, ""); got.status != http.StatusFound {
		t.Errorf("a link that was out: %d", got.status)
	}
}

// pairSomebodyElse invites a person and pairs a device of theirs.
func (p *program) pairSomebodyElse(admin *desk) wire.PairResponse {
	p.t.Helper()
	page := admin.press("/console/people", map[string][]string{"name": {"Nora Newcomer"}})
	at := personShown.FindStringSubmatch(page.body)
	if at == nil {
		p.t.Fatalf("the invitation: %d %s", page.status, page.body)
	}
	return p.pair(admin.shown(at[1]+"/code", nil, codeShown))
}
