package links

import (
	"net/url"
	"strings"
)

// UTM is a template of the parameters that a destination gets, name -> value; "{story}",
// "{campaign}" and "{channel}" stand for the link's own. A parameter that the destination has
// already stays as it is, and one whose value comes out empty is left out.
type UTM map[string]string

// DefaultUTM names the channel, the kind of medium and what was shared; never who shared it.
func DefaultUTM() UTM {
	return UTM{
		"utm_source":   "{channel}",
		"utm_medium":   "advocacy",
		"utm_campaign": "{campaign}",
		"utm_content":  "{story}",
	}
}

// apply adds the parameters to an address that was checked already.
func (u UTM) apply(address string, request Request) (string, error) {
	parsed, err := url.Parse(address)
	if err != nil {
		return "", err
	}
	own := strings.NewReplacer(
		"{story}", string(request.Story), "{campaign}", request.Campaign, "{channel}", request.Channel)
	held := parsed.Query()
	added := url.Values{}
	for name, template := range u {
		if value := own.Replace(template); value != "" && !held.Has(name) {
			added.Set(name, value)
		}
	}
	// What stands there stays byte for byte: some sites sign their queries.
	parsed.RawQuery = strings.TrimPrefix(parsed.RawQuery+"&"+added.Encode(), "&")
	parsed.RawQuery = strings.TrimSuffix(parsed.RawQuery, "&")
	return parsed.String(), nil
}
