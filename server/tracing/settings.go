package tracing

import (
	"context"
	"net/url"
	"strings"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	"go.opentelemetry.io/otel/sdk/resource"

	"vouch/server/fault"
)

// Settings are what the operator decides. The zero value is off.
type Settings struct {
	URL      string  // of the collector, which takes traces at URL/v1/traces
	Standard bool    // without a URL: the environment names the collector, as OpenTelemetry has it
	Share    float64 // of requests and of background work that is traced: 0 to 1
	Links    float64 // of redirects, of which there are thousands for each other request
	Version  string  // of this server
	Instance string  // tells this server from others on the same Redis; nobody's name
}

// The shares where the operator says nothing.
const (
	DefaultShare = 0.1
	DefaultLinks = 0.01
)

// linkRoute is the route of redirects.
const linkRoute = "/l/:code"

// On reports whether anything is traced.
func (s Settings) On() bool { return s.URL != "" || s.Standard }

// Send names the collector.
func (s *Settings) Send(address string) error {
	parsed, err := url.Parse(address)
	if err != nil || parsed.Scheme != "https" && parsed.Scheme != "http" || parsed.Host == "" ||
		parsed.User != nil || parsed.RawQuery != "" || parsed.Fragment != "" {
		return fault.New(fault.Invalid,
			"The address of a collector is as in http://127.0.0.1:4318; what it asks of its callers goes into OTEL_EXPORTER_OTLP_HEADERS.")
	}
	s.URL = strings.TrimRight(address, "/")
	return nil
}

// Standards reads the variables by which any OpenTelemetry program is switched on and off. The rest
// of OTEL_EXPORTER_OTLP_* (headers, certificates, compression) is read by the exporter itself.
func (s *Settings) Standards(variable func(name string) string) {
	if variable("OTEL_SDK_DISABLED") == "true" || variable("OTEL_TRACES_EXPORTER") == "none" {
		return
	}
	s.Standard = variable("OTEL_EXPORTER_OTLP_ENDPOINT") != "" || variable("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT") != ""
}

// exporter speaks OTLP over HTTP. It does not try again: newer spans tell more than older ones, and
// what waits must not grow.
func (s Settings) exporter(ctx context.Context) (*otlptrace.Exporter, error) {
	options := []otlptracehttp.Option{
		otlptracehttp.WithRetry(otlptracehttp.RetryConfig{Enabled: false}),
		otlptracehttp.WithTimeout(sendWithin),
	}
	if s.URL != "" {
		options = append(options, otlptracehttp.WithEndpointURL(s.URL+"/v1/traces"))
	}
	return otlptracehttp.New(ctx, options...)
}

// resource says which program speaks. What the operator adds by OTEL_RESOURCE_ATTRIBUTES or
// OTEL_SERVICE_NAME is theirs to say.
func (s Settings) resource() (*resource.Resource, error) {
	house := resource.NewSchemaless(
		attribute.String("service.name", "vouch"),
		attribute.String("service.version", s.Version),
		attribute.String("service.instance.id", s.Instance),
	)
	return resource.Merge(house, resource.Environment())
}
