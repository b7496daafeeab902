package packs_test

import (
	"strings"
	"testing"

	"vouch/shared/rule"
)

// promised are the rules of every authority that the library covers, by the ids under which
// people know them; each is a rule, or a policy where no text can show it.
const promised = `
	ftc.disclose.missing ftc.disclose.vague ftc.disclose.buried ftc.disclose.bio ftc.review.insider ftc.review.ask
	ftc.review.sentiment ftc.fake.indicators ftc.endorse.notuser ftc.typical ftc.proven ftc.like.incentive
	ftc.green.us ftc.green.offset.us
	finra.promissory finra.riskfree finra.projection finra.pastfuture finra.superlative finra.balance finra.free
	finra.leverage finra.recommend finra.testimonial finra.backtest finra.adopt finra.personal finra.static
	finra.offchannel finra.name
	sec.substantiate sec.balance sec.cherry sec.gross sec.hypo sec.testimonial sec.secapproved sec.bestinterest
	sec.seenon sec.award sec.keys
	fd.metric fd.results fd.person fd.deal fd.forward ipo.gunjump eu.mar
	fda.product+condition fda.offlabel fda.norisk fda.like fda.investigational fda.cleared fda.supplement fda.ae
	fda.unsolicited
	hipaa.A hipaa.B hipaa.C hipaa.D hipaa.F hipaa.G hipaa.H hipaa.K hipaa.N hipaa.P hipaa.R hipaa.reply.confirm
	uk.s21 uk.standalone uk.crypto.warning uk.proonly uk.incentive uk.ad.label uk.review
	eu.green.generic eu.green.offset eu.green.future eu.green.part eu.green.label eu.green.legal eu.hiddenad
	eu.gdpr.person eu.gdpr.special eu.monitor
	hr.age.listed hr.age.ask hr.age.soft hr.sex hr.origin hr.citizen hr.disability hr.family hr.pay
	conf.internal conf.codename conf.customer ip.competitor ip.protected ip.ownmark ip.copy ai.hype
	tone.profane tone.inclusive crisis.pause a11y.styled a11y.tags a11y.emoji
	protect.nlra protect.whistle protect.harass`

func TestTheLibraryIsComplete(t *testing.T) {
	pack := map[rule.ID]string{}
	for _, p := range shipped(t) {
		ids := make([]rule.ID, 0, len(p.Rules)+len(p.Policies))
		for i := range p.Rules {
			ids = append(ids, p.Rules[i].ID)
		}
		for i := range p.Policies {
			ids = append(ids, p.Policies[i].ID)
		}
		for _, id := range ids {
			if pack[id] != "" {
				t.Errorf("%s stands in %s and in %s", id, pack[id], p.Name)
			}
			pack[id] = p.Name
		}
	}
	for id := range strings.FieldsSeq(promised) {
		if pack[rule.ID(id)] == "" {
			t.Errorf("%s is missing", id)
		}
	}
}
