package api

import (
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"

	"vouch/server/auth"
	"vouch/server/rollout"
	"vouch/server/web"
	"vouch/shared/wire"
)

// publish is POST /v1/packs.
func (a *API) publish(c echo.Context, caller auth.Caller) error {
	asked, err := read[wire.PublishRequest](c)
	if err != nil {
		return err
	}
	change, err := a.rooms.Rules.Publish(c.Request().Context(), caller.Workspace, caller.Person,
		rollout.Submission{File: asked.File, YAML: []byte(asked.YAML), Why: asked.Why})
	return answerChange(c, change, err)
}

// rollback is POST /v1/packs/rollback.
func (a *API) rollback(c echo.Context, caller auth.Caller) error {
	asked, err := read[wire.RollbackRequest](c)
	if err != nil {
		return err
	}
	change, err := a.rooms.Rules.Rollback(c.Request().Context(), caller.Workspace, caller.Person,
		rollout.Revision(asked.To), asked.Why)
	return answerChange(c, change, err)
}

// answerChange lists every problem of a refused pack, each at its place.
func answerChange(c echo.Context, change rollout.Change, err error) error {
	if refused, ok := errors.AsType[*rollout.RefusedError](err); ok {
		problem := web.Problem(refused.Fault)
		problem.Problems = refused.Problems
		return web.AnswerJSON(c, problem)
	}
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, wire.PublishResponse{
		Revision: int64(change.Revision), Digest: string(change.State.Bundle), Diff: change.Diff,
	})
}
