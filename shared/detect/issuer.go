package detect

import "strings"

// issuers are the prefixes that issuers give their secret keys so that scanners can find them,
// with how many characters follow at least, and at most where the issuer says so.
var issuers = [...]struct {
	prefix      string
	least, most int
}{
	{"AKIA", 16, 16},
	{"ASIA", 16, 16},
	{"ABIA", 16, 16},
	{"ACCA", 16, 16},
	{"ghp_", 36, 0},
	{"gho_", 36, 0},
	{"ghu_", 36, 0},
	{"ghs_", 36, 0},
	{"ghr_", 36, 0},
	{"github_pat_", 50, 0},
	{"glpat-", 20, 0},
	{"xoxb-", 20, 0},
	{"xoxp-", 20, 0},
	{"xoxa-", 20, 0},
	{"xoxr-", 20, 0},
	{"xoxs-", 20, 0},
	{"xoxe-", 20, 0},
	{"xapp-", 20, 0},
	{"sk_live_", 16, 0},
	{"sk_test_", 16, 0},
	{"rk_live_", 16, 0},
	{"whsec_", 24, 0},
	{"AIza", 35, 35},
	{"ya29.", 30, 0},
	{"GOCSPX-", 20, 0},
	{"sk-ant-", 30, 0},
	{"sk-proj-", 30, 0},
	{"sk-", 32, 0},
	{"hf_", 30, 0},
	{"npm_", 36, 36},
	{"pypi-AgE", 50, 0},
	{"SG.", 60, 0},
	{"dop_v1_", 64, 64},
	{"shpat_", 32, 32},
	{"shpss_", 32, 32},
	{"lin_api_", 32, 0},
	{"dckr_pat_", 20, 0},
	{"PMAK-", 50, 0},
	{"hvs.", 24, 0},
	{"key-", 32, 32},
	{"EAAC", 80, 0},
}

// minIssued is the length of the shortest key with a known prefix.
const minIssued = 20

// issued is where in a run of key characters an issuer's key begins, -1 when none does.
func issued(s string) int {
	for i := range issuers {
		is := issuers[i]
		at := strings.Index(s, is.prefix)
		if at < 0 || at > 0 && isAlnum(s[at-1]) {
			continue
		}
		tail := len(s) - at - len(is.prefix)
		if tail >= is.least && (is.most == 0 || tail <= is.most) && spread(s[at+len(is.prefix):]) {
			return at
		}
	}
	return -1
}

// spread tells a key from words: it has digits, or both cases.
func spread(s string) bool {
	lower, upper := false, false
	for i := range len(s) {
		if isDigit(s[i]) {
			return true
		}
		lower = lower || s[i] >= 'a' && s[i] <= 'z'
		upper = upper || s[i] >= 'A' && s[i] <= 'Z'
	}
	return lower && upper
}
