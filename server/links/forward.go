package links

import (
	"net/url"
	"strings"
)

// What of a click's query passes through, at most: enough for the parameters that a newsletter or
// an advertiser adds, too little to smuggle a page.
const (
	mostForwarded    = 10
	longestForwarded = 200 // bytes of a name or a value
)

// Forwarded adds the parameters of a click to a destination. What stands there already is neither
// changed nor said twice, and cid is ours alone.
func Forwarded(destination, query string) string {
	address, _, _ := strings.Cut(destination, "#")
	_, held, _ := strings.Cut(address, "?")
	taken, err := url.ParseQuery(held)
	if err != nil || query == "" {
		return destination
	}
	var added []string
	for part := range strings.SplitSeq(query, "&") {
		name, value, ok := parameter(part)
		if !ok || taken.Has(name) || name == ConversionParameter || len(added) == mostForwarded {
			continue
		}
		taken.Set(name, value)
		added = append(added, url.QueryEscape(name)+"="+url.QueryEscape(value))
	}
	if len(added) == 0 {
		return destination
	}
	return withQuery(destination, strings.Join(added, "&"))
}

// WithParameter adds one parameter of ours to a destination.
func WithParameter(destination, name, value string) string {
	return withQuery(destination, url.QueryEscape(name)+"="+url.QueryEscape(value))
}

// ConversionParameter tells a destination which click brought the reader.
const ConversionParameter = "cid"

func parameter(part string) (name, value string, ok bool) {
	rawName, rawValue, _ := strings.Cut(part, "=")
	name, err := url.QueryUnescape(rawName)
	if err != nil || name == "" || len(name) > longestForwarded {
		return "", "", false
	}
	value, err = url.QueryUnescape(rawValue)
	return name, value, err == nil && len(value) <= longestForwarded
}

// withQuery adds to what an address asks, before its fragment; what stands there stays byte for
// byte, for some sites sign their queries.
func withQuery(destination, query string) string {
	address, fragment, hasFragment := strings.Cut(destination, "#")
	switch {
	case !strings.Contains(address, "?"):
		address += "?" + query
	case strings.HasSuffix(address, "?"), strings.HasSuffix(address, "&"):
		address += query
	default:
		address += "&" + query
	}
	if hasFragment {
		address += "#" + fragment
	}
	return address
}
