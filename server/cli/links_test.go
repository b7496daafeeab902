package cli_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"vouch/server/cli"
)

func TestLinksClassify(t *testing.T) {
	const browser = `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36`
	cases := []struct {
		name, in, want string
		code           int
	}{
		{"nothing", "", "", 0},
		{"a person", `{"id":"a","user_agent":"` + browser + `"}`, `{"id":"a","class":"person","reason":"a browser"}` + "\n", 0},
		{
			"a machine", `{"id":7,"user_agent":"Twitterbot/1.0"}` + "\n",
			`{"id":7,"class":"preview","reason":"shows a card for the link: twitterbot"}` + "\n", 0,
		},
		{
			"headers of one value and of several",
			`{"id":"a","user_agent":"` + browser + `","headers":{"sec-purpose":"prefetch"}}` + "\n\n" +
				`{"id":"b","user_agent":"` + browser + `","headers":{"Purpose":["x","prefetch"]}}` + "\n",
			`{"id":"a","class":"prefetch","reason":"fetched ahead of any click (Sec-Purpose)"}` + "\n" +
				`{"id":"b","class":"prefetch","reason":"fetched ahead of any click (Purpose)"}` + "\n", 0,
		},
		{
			"HEAD", `{"id":"a","user_agent":"` + browser + `","method":"HEAD"}`,
			`{"id":"a","class":"bot","reason":"asked with HEAD, as no person's click does"}` + "\n", 0,
		},
		{
			"a line that cannot be read", "{\n" + `{"id":"b","user_agent":""}`,
			`{"id":null,"error":"this line is not what is expected: unexpected end of JSON input"}` + "\n" +
				`{"id":"b","class":"bot","reason":"says nothing of itself"}` + "\n", 2,
		},
	}
	for _, c := range cases {
		var out, errors bytes.Buffer
		env := cli.Env{Stdin: strings.NewReader(c.in), Stdout: &out, Stderr: &errors, Now: time.Now}
		code := cli.Run(t.Context(), env, []string{"links", "classify"})
		if code != c.code || out.String() != c.want || errors.Len() > 0 {
			t.Errorf("%s: exit %d, %q, %q; want %d, %q", c.name, code, out.String(), errors.String(), c.code, c.want)
		}
	}
}
