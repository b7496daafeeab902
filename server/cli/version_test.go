package cli_test

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"vouch/server/cli"
)

func TestTheManifestsCarryTheVersionOfTheCommand(t *testing.T) {
	var out bytes.Buffer
	if code := cli.Run(context.Background(), cli.Env{Stdout: &out}, []string{"version"}); code != 0 {
		t.Fatalf("exit %d", code)
	}
	for _, browser := range []string{"chrome", "firefox"} {
		src, err := os.ReadFile("../../extension/manifest." + browser + ".json")
		if err != nil {
			t.Fatal(err)
		}
		var manifest struct{ Version string }
		if err := json.Unmarshal(src, &manifest); err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(out.String(), "vouch "+manifest.Version+",") {
			t.Errorf("%s: the manifest says %s, the command %s", browser, manifest.Version, out.String())
		}
	}
}
