package kv

// Revisions is the channel on which a workspace's new revisions are told, as text:
// "rules 12" or "library 4". The message is sent within the script that makes the revision live.
func Revisions(ws Workspace) string { return Key(ws, "revisions") }
