package prove

import (
	"io/fs"
	"strings"
	"testing"

	"vouch/extension/linkedin"
	"vouch/shared/surfaces"
)

func snapshots(t *testing.T) fs.FS {
	t.Helper()
	folder, err := fs.Sub(linkedin.Snapshots, "snapshots")
	if err != nil {
		t.Fatal(err)
	}
	return folder
}

// with reads a file over what ships and proves it.
func with(t *testing.T, text string) Result {
	t.Helper()
	base, err := surfaces.Read(linkedin.Surfaces, surfaces.Surfaces{})
	if err != nil {
		t.Fatal(err)
	}
	s, err := surfaces.Read([]byte(text), base)
	if err != nil {
		t.Fatal(err)
	}
	result, err := Against(s, snapshots(t))
	if err != nil {
		t.Fatal(err)
	}
	return result
}

func TestWhatShipsMeetsEveryExpectation(t *testing.T) {
	result := with(t, `{"format": 1}`)
	for _, p := range result.Problems {
		t.Errorf("%+v", p)
	}
	if result.Snapshots < 14 || result.Places < 50 {
		t.Errorf("%d snapshots with %d places", result.Snapshots, result.Places)
	}
}

func TestABrokenPlaceIsNamedWithWhatCameInstead(t *testing.T) {
	for _, c := range []struct{ name, text, snapshot, place, reason string }{
		{
			"no sign of a comment", `{"format": 1, "places": {"comment": {"send": {}}}}`,
			"comment-classic.html", "comment body classic", "taken for post body",
		},
		{
			"no button of an article", `{"format": 1, "places": {"article": {"address": ["/article/"]}}}`,
			"article.html", "article body classic", `its button "next" is not found`,
		},
		{
			"a decoy let in", `{"format": 1, "editors": {"rich": ["[contenteditable=\"true\"]"], "like": ["[role=\"textbox\"]", ".ql-clipboard", ".ql-editor"]}}`,
			"postbox-classic.html", "nothing", "taken for post body",
		},
		{"nothing is an editor", `{"format": 1, "editors": {}}`, "postbox-dialog.html", "post body sdui", "not found"},
	} {
		found := false
		result := with(t, c.text)
		for _, p := range result.Problems {
			found = found || p.Snapshot == c.snapshot && p.Place == c.place && strings.Contains(p.Reason, c.reason)
		}
		if !found {
			t.Errorf("%s: not told: %+v", c.name, result.Problems)
		}
	}
}

func TestAPostsSignThatTakesACommentIsRefused(t *testing.T) {
	result := with(t, `{"format": 1, "places": {"postbox": {"structure": ["[contenteditable]"]}}}`)
	if len(result.Problems) == 0 {
		t.Fatal("every comment is a post, and nobody says so")
	}
}
