package app

import (
	"path/filepath"

	"github.com/prometheus/client_golang/prometheus"

	"vouch/server/activity"
	"vouch/server/journal"
	"vouch/server/kv"
	"vouch/server/tracing"
)

// openClicks makes the write side of clicks, with its journal in the data folder. Both belong to
// one server alone.
func (r *rooms) openClicks(store *kv.Store, config Config, tracer *tracing.Tracer) error {
	instance, err := instanceName(config.Data)
	if err != nil {
		return err
	}
	if r.journal, err = journal.Open(filepath.Join(config.Data, "journal"), journal.Options{}); err != nil {
		return err
	}
	r.clicks = activity.NewClicks(store, instance, config.Now,
		activity.WithJournal(r.journal, config.Logger), activity.WithReplicas(config.Replicas),
		activity.WithTraces(tracer))
	return nil
}

// clickMetrics tell how far Redis is behind what was answered.
func (r *rooms) clickMetrics() []prometheus.Collector {
	gauge := func(name, help string, read func() float64) prometheus.Collector {
		return prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help}, read)
	}
	return []prometheus.Collector{
		prometheus.NewCounterFunc(prometheus.CounterOpts{
			Name: "vouch_clicks_spilled_total", Help: "Clicks that went to the journal, since Redis did not take them in time.",
		}, func() float64 { return float64(r.clicks.State().Spilled) }),
		prometheus.NewCounterFunc(prometheus.CounterOpts{
			Name: "vouch_clicks_lost_total", Help: "Clicks that neither Redis nor the journal took; their readers were led on.",
		}, func() float64 { return float64(r.clicks.State().Lost) }),
		gauge("vouch_click_batches_queued", "Batches of clicks that wait to be sent to Redis.",
			func() float64 { return float64(r.clicks.State().Queued) }),
		gauge("vouch_journal_records", "Batches of clicks in the journal that Redis does not have yet.",
			func() float64 { return float64(r.journal.State().Waiting) }),
		gauge("vouch_journal_bytes", "Size of the journal on the disk.",
			func() float64 { return float64(r.journal.State().Bytes) }),
		gauge("vouch_journal_damaged", "Files of the journal with unreadable bytes, set aside since the start.",
			func() float64 { return float64(r.journal.State().Damaged) }),
	}
}
