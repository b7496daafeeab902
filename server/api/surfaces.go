package api

import (
	"errors"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"vouch/server/auth"
	"vouch/server/surfaces"
	"vouch/server/web"
	"vouch/shared/wire"
)

// shownSurfaces is how many changes of surfaces are listed, newest first.
const shownSurfaces = 50

// publishSurfaces is POST /v1/surfaces.
func (a *API) publishSurfaces(c echo.Context, caller auth.Caller) error {
	asked, err := read[wire.SurfacesRequest](c)
	if err != nil {
		return err
	}
	change, err := a.rooms.Surfaces.Publish(c.Request().Context(), caller.Workspace, caller.Person,
		surfaces.Submission{File: asked.File, JSON: []byte(asked.JSON), Why: asked.Why})
	return answerSurfaces(c, change, err)
}

// rollbackSurfaces is POST /v1/surfaces/rollback.
func (a *API) rollbackSurfaces(c echo.Context, caller auth.Caller) error {
	asked, err := read[wire.RollbackRequest](c)
	if err != nil {
		return err
	}
	change, err := a.rooms.Surfaces.Rollback(c.Request().Context(), caller.Workspace, caller.Person,
		surfaces.Revision(asked.To), asked.Why)
	return answerSurfaces(c, change, err)
}

// answerSurfaces lists every problem of a refused file, each at its place.
func answerSurfaces(c echo.Context, change surfaces.Change, err error) error {
	if refused, ok := errors.AsType[*surfaces.RefusedError](err); ok {
		problem := web.Problem(refused.Fault)
		problem.Problems = refused.Problems
		return web.AnswerJSON(c, problem)
	}
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, wire.PublishResponse{Revision: int64(change.Revision), Digest: change.Digest})
}

// surfaceHistory is GET /v1/surfaces.
func (a *API) surfaceHistory(c echo.Context, caller auth.Caller) error {
	changes, err := a.rooms.Surfaces.History(c.Request().Context(), caller.Workspace, shownSurfaces)
	if err != nil {
		return err
	}
	out := wire.SurfacesHistory{Changes: make([]wire.SurfacesChange, len(changes))}
	for i, each := range changes {
		out.Changes[i] = wire.SurfacesChange{
			Revision: int64(each.Revision), At: each.At.UTC().Format(time.RFC3339), Act: string(each.Act),
			BackTo: int64(each.BackTo), Who: each.WhoName, Why: each.Why,
		}
	}
	return c.JSON(http.StatusOK, out)
}
