package app

import (
	"path/filepath"

	"github.com/prometheus/client_golang/prometheus"

	"vouch/server/activity"
	"vouch/server/journal"
	"vouch/server/kv"
)

// openClicks makes the write side of clicks, with its journal in the data folder.
func openClicks(store *kv.Store, config Config, instance string) (*activity.Clicks, *journal.Journal, error) {
	kept, err := journal.Open(filepath.Join(config.Data, "journal"), journal.Options{})
	if err != nil {
		return nil, nil, err
	}
	clicks := activity.NewClicks(store, instance, config.Now,
		activity.WithJournal(kept, config.Logger), activity.WithReplicas(config.Replicas))
	return clicks, kept, nil
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
