package kv

import "strings"

// Workspace is the id of one company's data. It comes from a verified credential, never from a
// request's body or path.
type Workspace string

// Key names a key of one workspace: {w}:a:b. All keys of a workspace share the hash tag {w}, so
// that a script may touch several of them on a cluster. Segments hold whatever callers pass:
// bytes outside letters, digits, '-', '_' and '.' are written as %XX, so that no id can leave its
// segment, its tag or its workspace.
func Key(ws Workspace, segments ...string) string {
	var b strings.Builder
	b.WriteByte('{')
	escape(&b, string(ws))
	b.WriteByte('}')
	writeSegments(&b, segments)
	return b.String()
}

// Shared names a key that belongs to no workspace: what must be found before the workspace is
// known, such as the index of codes. Each stands alone: a script never takes two of them.
func Shared(segments ...string) string {
	var b strings.Builder
	b.WriteString("vouch")
	writeSegments(&b, segments)
	return b.String()
}

func writeSegments(b *strings.Builder, segments []string) {
	for _, segment := range segments {
		b.WriteByte(':')
		escape(b, segment)
	}
}

func escape(b *strings.Builder, segment string) {
	const hex = "0123456789ABCDEF"
	for i := range len(segment) {
		c := segment[i]
		if plain(c) {
			b.WriteByte(c)
			continue
		}
		b.WriteByte('%')
		b.WriteByte(hex[c>>4])
		b.WriteByte(hex[c&15])
	}
}

func plain(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' ||
		c == '-' || c == '_' || c == '.'
}
