package console

import (
	"cmp"
	"errors"
	"net/http"
	"strconv"

	"vouch/server/fault"
	"vouch/server/rollout"
	"vouch/server/web"
)

// profileName is what the profile is called where a pack's name may stand.
const profileName = "profile.yaml"

func (c *Console) newPack(v *visit) error {
	return c.edit(v, http.StatusOK, editing{yaml: packTemplate})
}

func (c *Console) editPack(v *visit) error {
	live, found, err := c.livePack(v)
	if err != nil {
		return err
	}
	return c.edit(v, http.StatusOK, editing{
		pack: found.Name, yaml: string(found.YAML), based: live.Change.Revision,
	})
}

// submitPack proves, or proves and publishes, what stands in the editor. Whatever goes wrong is
// shown over the same text, so that nothing typed is lost.
func (c *Console) submitPack(v *visit) error {
	e := submitted(v)
	proof, err := c.rooms.Rules.Prove(v.ctx(), v.ws(), e.file(), []byte(e.yaml))
	if err != nil {
		return err
	}
	e.proof = &proof
	if v.FormValue("do") != "publish" || !proof.OK() {
		return c.edit(v, statusOf(proof), e)
	}
	_, err = c.rooms.Rules.Publish(v.ctx(), v.ws(), v.who(), e.submission())
	if err == nil {
		return v.back(packAddress(proof.Pack.Name), "published")
	}
	return c.editAgain(v, e, err)
}

func (c *Console) editProfile(v *visit) error {
	live, err := c.rooms.Rules.Live(v.ctx(), v.ws())
	if err != nil {
		return err
	}
	yaml := cmp.Or(string(live.ProfileYAML), profileTemplate)
	return c.edit(v, http.StatusOK, editing{pack: profileName, yaml: yaml, based: live.Change.Revision})
}

func (c *Console) submitProfile(v *visit) error {
	e := submitted(v)
	e.pack = profileName
	_, err := c.rooms.Rules.PublishProfile(v.ctx(), v.ws(), v.who(), e.submission())
	if err == nil {
		return v.back(string(atRules), "published")
	}
	return c.editAgain(v, e, err)
}

func (c *Console) retirePack(v *visit) error {
	if _, err := c.rooms.Rules.Retire(v.ctx(), v.ws(), v.who(), v.Param("pack"), v.FormValue("why")); err != nil {
		return err
	}
	return v.back(string(atRules), "retired")
}

// editAgain shows a refusal over the text; what nobody can mend goes on as an error.
func (c *Console) editAgain(v *visit, e editing, err error) error {
	if _, known := fault.As(err); !known || fault.Is(err, fault.Unavailable) {
		return err
	}
	p := web.Problem(err)
	e.wrong, e.wrongField = p.Title, p.Field
	if refused, ok := errors.AsType[*rollout.RefusedError](err); ok {
		e.problems, e.wrong = refused.Problems, ""
	}
	return c.edit(v, p.Status, e)
}

func (c *Console) edit(v *visit, status int, e editing) error {
	return c.show(v, status, "editor", editorOf(v.frame(e.title(), atRules), e))
}

func submitted(v *visit) editing {
	based, err := strconv.ParseInt(v.FormValue("based"), 10, 64)
	if err != nil {
		based = 0
	}
	return editing{
		pack: v.Param("pack"), yaml: oneLineEnd(v.FormValue("yaml")), why: v.FormValue("why"),
		based: rollout.Revision(based),
	}
}

func statusOf(p rollout.Proof) int {
	if p.OK() {
		return http.StatusOK
	}
	return http.StatusUnprocessableEntity
}

func packAddress(name string) string { return "/console/rules/packs/" + name }
