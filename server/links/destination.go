package links

import "vouch/server/fault"

// CheckDestination says whether an address may be a destination under these rules. The fault
// tells the author of a story what to change.
func CheckDestination(address string, rules []string, loopback bool) error {
	return fault.New(fault.Invalid, "Destinations are not checked yet.").At("destination")
}

// CheckRule says whether an entry of a workspace's list can be read: a host ("acme.example"),
// a host and a path ("acme.example/blog", with everything below it), or every host below one
// ("*.acme.example").
func CheckRule(rule string) error {
	return fault.New(fault.Invalid, "Rules are not checked yet.").At("destinations")
}
