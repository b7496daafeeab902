package detect_test

import (
	"strings"
	"testing"
)

// Bodies of keys, of each alphabet; whole keys are put together at run time, so that no scanner
// of this repository finds one.
const (
	mixed  = "Zx9kQ2mLbV4nTc8WdY1sHj6FgP3aEu0KiO7rXyBq5vCzNtMeRw2Uf8Ga4Dp6"
	digits = "3f2a9c1d7b804e5566aa1290ffee4321bc0d9e8711223b4c5d6e7f8091a2b3c4d5"
)

type want struct{ text, quotes string }

func findAll(t *testing.T, kind string, cases []want) {
	t.Helper()
	for _, c := range cases {
		t.Run(kind+" "+c.text, func(t *testing.T) {
			if got := strings.Join(found(t, kind, c.text), "; "); got != c.quotes {
				t.Errorf("found %q, want %q", got, c.quotes)
			}
		})
	}
}

func TestIssuedKeys(t *testing.T) {
	keys := []string{
		"AK" + "IA" + "Z7QJ4TW2MXPL5RHD",
		"gh" + "p_" + mixed[:36],
		"github" + "_pat_" + mixed[:22] + "_" + mixed[:59],
		"gl" + "pat-" + mixed[:20],
		"xo" + "xb-" + "274839105562-8841927730156-" + mixed[:24],
		"sk_" + "live_" + mixed[:24],
		"AI" + "za" + "Sy" + mixed[:33],
		"sk-" + "ant-api03-" + mixed + "-" + mixed[:30],
		"hf" + "_" + mixed[:34],
		"np" + "m_" + mixed[:36],
		"SG" + "." + mixed[:22] + "." + mixed[:43],
		"do" + "p_v1_" + digits[:64],
		"shp" + "at_" + digits[:32],
		"da" + "pi" + digits[:32],
		"lin" + "_api_" + mixed[:40],
		"nt" + "n_" + "12345678901" + mixed[:35],
		"hv" + "s." + mixed[:24],
	}
	for _, key := range keys {
		findAll(t, "credential", []want{
			{"why does " + key + " not work?", key},
			{"token=" + key, key},
			{"\"" + key + "\",", key},
			{"x" + key, ""},
		})
	}
}

func TestShapedKeys(t *testing.T) {
	findAll(t, "credential", []want{
		{"7Q3" + "8Q~" + mixed[:34], "7Q3" + "8Q~" + mixed[:34]},
		{"chimp " + digits[:32] + "-us12", digits[:32] + "-us12"},
		{"110201543:" + "AA" + mixed[:33] + " is my bot", "110201543:" + "AA" + mixed[:33]},
		{"https://hooks." + "slack.com/services/T" + mixed[:8] + "/B" + mixed[:8] + "/" + mixed[:24], "hooks." + "slack.com/services/T" + mixed[:8] + "/B" + mixed[:8] + "/" + mixed[:24]},
		{"postgres://deploy:" + "hT7qLw92Zx@db01.acme.example:5432/orders", "hT7qLw92Zx"},
		{"postgres://user:password@localhost/db and https://${USER}:${PASS}@host", ""},
		{"curl -u admin:" + "s3cr3t-Pw https://acme.example", "admin:" + "s3cr3t-Pw"},
		{"Authorization: Basic " + "YWRhOmxvdmVsYWNlMTg0Mw==", "YWRhOmxvdmVsYWNlMTg0Mw=="},
		{"Authorization: Bearer " + mixed[:40], mixed[:40]},
		{"-----BEGIN OPENSSH PRIV" + "ATE KEY-----", "-----BEGIN OPENSSH PRIV" + "ATE KEY-----"},
		{"-----BEGIN PRIV" + "ATE KEY-----\n...\n-----END PRIVATE KEY-----", ""},
		{"seed phrase: apple river stone cloud paper light garden music winter orange simple travel", "apple river stone cloud paper light garden music winter orange simple travel"},
		{"seed phrase: write it on paper", ""},
	})
}

func TestNamedSecrets(t *testing.T) {
	findAll(t, "credential", []want{
		{"my password is Tr0ub4dor&3xY.", "Tr0ub4dor&3xY"},
		{"Wifi password: Summer2024!", "Summer2024"},
		{"The passphrase is \"correct horse battery staple\"", "correct horse battery staple"},
		{"login: ada password: hunter2", "hunter2"},
		{"db_pass = 's3cr3t value'", "s3cr3t value"},
		{"client_secret: " + digits[:40], digits[:40]},
		{"HEROKU_API_KEY=12345678-abcd-4ef0-9876-1234567890ab", "12345678-abcd-4ef0-9876-1234567890ab"},
		{"{\"apiKey\": \"" + mixed[:32] + "\"}", mixed[:32]},
		{"System.setProperty(\"DB_TOKEN\", \"" + mixed[:24] + "\")", mixed[:24]},
		{"<secret>" + mixed[:24] + "</secret>", mixed[:24]},
		{"deploy --token " + mixed[:24], mixed[:24]},
		{"token - '" + mixed[:20] + "'", mixed[:20]},

		{"password: changeme123, token=your_token_1234567, secret=<your-secret>", ""},
		{"api_key = ${API_KEY}; password = os.environ['PASSWORD']; token={{ token }}", ""},
		{"password = env.DB_PASSWORD, passwordPolicy: strong8", ""},
		{"publicKey: \"" + mixed[:40] + "\" primary_key=" + mixed[:20] + " tokenId: " + mixed[:20], ""},
		{"password manager tips: 12 characters, 3 words", ""},
		{"The token economy: 2024edition, secret: be kind", ""},
		{"commit " + digits[:40] + ", build 12345678-abcd-4ef0-9876-1234567890ab", ""},
		{"md5: " + digits[:32] + " sha256=" + digits[:64], ""},
		{"The secret to good coffee: fresh beans. The key: patience, since 1998.", ""},
		{"Password: must have 8characters", ""},
		{"Our passcode is a song.", ""},
	})
}

func FuzzCredential(f *testing.F) {
	for _, seed := range []string{
		"password = \"a1\\\"", "-----BEGIN A PRIVATE KEY-----", "a://b:c@d", " -u a:b", "eyJ.eyJ.", "Authorization: Basic YTpi", "token - '", "is is is ",
		"12345678:AA", "xoxb-1", "<secret>\n a", "api key\u00a0: “x1Y2z3W4”",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, draft string) { holdSpans(t, draft) })
}
