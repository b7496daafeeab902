package corpus_test

// shown lists the rules that a text can show, and where the corpus must hold at least four texts for each.
var shown = []string{
	"ftc.disclose.missing", "ftc.disclose.vague", "ftc.disclose.buried", "ftc.review.insider", "ftc.review.ask",
	"ftc.review.sentiment", "ftc.fake.indicators", "ftc.endorse.notuser", "ftc.typical", "ftc.proven",
	"ftc.green.us", "ftc.green.offset.us",
	"finra.promissory", "finra.riskfree", "finra.projection", "finra.pastfuture", "finra.superlative",
	"finra.balance", "finra.free", "finra.leverage", "finra.recommend", "finra.testimonial", "finra.backtest",
	"finra.adopt", "finra.static", "finra.offchannel", "finra.name",
	"sec.substantiate", "sec.balance", "sec.cherry", "sec.gross", "sec.hypo", "sec.testimonial",
	"sec.secapproved", "sec.bestinterest", "sec.seenon", "sec.award", "sec.keys",
	"fd.metric", "fd.results", "fd.deal", "fd.forward", "ipo.gunjump", "eu.mar",
	"fda.product+condition", "fda.offlabel", "fda.norisk", "fda.like", "fda.investigational", "fda.cleared",
	"fda.supplement", "fda.ae", "fda.unsolicited",
	"hipaa.reply.confirm",
	"uk.s21", "uk.standalone", "uk.crypto.warning", "uk.proonly", "uk.incentive", "uk.ad.label", "uk.review",
	"eu.green.generic", "eu.green.offset", "eu.green.future", "eu.green.part", "eu.green.label", "eu.green.legal",
	"eu.hiddenad", "eu.gdpr.person", "eu.gdpr.special",
	"hr.age.listed", "hr.age.ask", "hr.age.soft", "hr.sex", "hr.origin", "hr.citizen", "hr.disability",
	"hr.family", "hr.pay",
	"conf.internal", "conf.codename", "conf.customer",
	"ip.competitor", "ip.protected", "ip.ownmark", "ip.copy", "ai.hype",
	"tone.profane", "tone.inclusive", "crisis.pause",
}

// settings lists the rules about settings and about protection: they find nothing in a text, so no label names them.
var settings = []string{
	"ftc.disclose.bio", "ftc.like.incentive", "fd.person", "finra.personal", "eu.monitor",
	"protect.nlra", "protect.whistle", "protect.harass",
}

// families lists authorities whose facts name cases by letter or by example and not by id: any id of theirs is known.
var families = []string{"hipaa.", "a11y.", "confidential."}

// asked lists the rules that only ask or advise; a label may name them, and no number of texts is wanted.
var asked = []string{"eu.gdpr.photo", "hr.sex.neutral", "ip.ownmark.verb"}
