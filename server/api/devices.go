package api

import (
	"crypto/ed25519"
	"encoding/base64"
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"

	"vouch/server/activity"
	"vouch/server/auth"
	"vouch/server/content"
	"vouch/server/fault"
	"vouch/server/links"
	"vouch/shared/wire"
)

// pair is POST /v1/pair.
func (a *API) pair(c echo.Context) error {
	asked, err := read[wire.PairRequest](c)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	paired, err := a.rooms.Devices.Pair(ctx, asked.Code, asked.Device)
	if err != nil {
		return err
	}
	company, err := a.rooms.Workspaces.Get(ctx, paired.Workspace)
	if err != nil {
		return err
	}
	private, err := a.options.Signer(paired.Workspace)
	if err != nil {
		return err
	}
	public, ok := private.Public().(ed25519.PublicKey)
	if !ok {
		return errors.New("the signing key has no public half")
	}
	c.Response().Header().Set("Cache-Control", "no-store")
	return c.JSON(http.StatusOK, wire.PairResponse{
		Workspace: string(paired.Workspace), WorkspaceName: company.Name,
		Key:      base64.StdEncoding.EncodeToString(public),
		Advocate: string(paired.Person.ID), AdvocateName: paired.Person.Name,
		Device: string(paired.Device), Tokens: paired.Tokens,
	})
}

// token is POST /v1/token.
func (a *API) token(c echo.Context) error {
	asked, err := read[wire.RefreshRequest](c)
	if err != nil {
		return err
	}
	tokens, err := a.rooms.Devices.Refresh(c.Request().Context(), asked.Refresh)
	if err != nil {
		return err
	}
	c.Response().Header().Set("Cache-Control", "no-store")
	return c.JSON(http.StatusOK, tokens)
}

// mint is POST /v1/links. The destination is the story's: a device cannot name one.
func (a *API) mint(c echo.Context, caller auth.Caller) error {
	asked, err := read[wire.LinkRequest](c)
	if err != nil {
		return err
	}
	if err := a.pace(c, caller, mintPace()); err != nil {
		return err
	}
	ctx := c.Request().Context()
	story, err := a.rooms.Library.Story(ctx, caller.Workspace, content.StoryID(asked.Story))
	if err != nil {
		return err
	}
	if asked.Channel == "" {
		return fault.New(fault.Invalid, "Say where the link will be shared.").At("channel")
	}
	if !story.Offered(a.options.Now()) {
		return fault.New(fault.Conflict, "This story is not offered just now. Choose another.").At("story")
	}
	link, err := a.rooms.Links.Mint(ctx, caller.Workspace, links.Request{
		Story: activity.Story(story.ID), Campaign: story.Campaign, Destination: story.Destination,
		Advocate: activity.Pseudonym(caller.Person.Pseudonym), Team: activity.Team(caller.Person.Team),
		Channel: asked.Channel,
	})
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, wire.LinkResponse{
		Story: string(story.ID), Code: string(link.Code), URL: a.options.LinkBase(caller.Workspace) + "/l/" + string(link.Code),
	})
}
