// Package console is the edge for people at a desk: pages made on the server, a session cookie,
// forms.
//
// It promises:
//
//   - Every page works without JavaScript; the script only saves a click here and there.
//   - Nothing inline: the policy of every page allows scripts and styles of this server only.
//   - Who may see a page or press a button is decided here, on the server, for every route, and
//     again in the room that acts. Whoever may not is told who can.
//   - Every form carries the session's own token; a form from elsewhere does nothing.
//   - What a page shows is decided by pure functions over plain structs; handlers only fetch.
package console

import (
	"context"
	"html/template"

	"github.com/labstack/echo/v4"

	"vouch/server/activity"
	"vouch/server/auth"
	"vouch/server/content"
	"vouch/server/domains"
	"vouch/server/kv"
	"vouch/server/links"
	"vouch/server/points"
	"vouch/server/rollout"
	"vouch/server/upkeep"
	"vouch/server/workspace"
)

// Rooms are what the console shows and acts on.
type Rooms struct {
	Desk       *auth.Desk
	People     *auth.Directory
	Devices    *auth.Devices
	Services   *auth.Services
	Workspaces *workspace.Workspaces
	Domains    *domains.Domains
	Rules      *rollout.Rollout
	Library    *content.Library
	Links      *links.Service
	Counters   *activity.Counters
	Ledger     *points.Ledger
	Rewards    *points.Rewards
	Postbacks  Postbacks
	CatchUp    func(ctx context.Context, ws kv.Workspace) error // counts every fact so far
	// Verdicts are what the last comparison of the numbers with the facts found.
	Verdicts func(ctx context.Context, ws kv.Workspace) ([]upkeep.Checked, error)
}

// Options say where things stand.
type Options struct {
	PublicURL string // what a device types to pair, without a slash at its end
	Extension string // the folder to load unpacked; "" when it was not built
	Practice  string // the address of the practice page
	Secure    bool   // the public address is https: cookies say so
	Now       kv.Clock
	// Doors stand before the sign-in links: they slow down whoever guesses.
	Doors []echo.MiddlewareFunc
}

// Console serves the pages.
type Console struct {
	rooms   Rooms
	options Options
	pages   map[string]*template.Template
	assets  *assets
}

// New reads the templates.
func New(rooms Rooms, options Options) (*Console, error) {
	files, err := openAssets()
	if err != nil {
		return nil, err
	}
	pages, err := openPages(files)
	if err != nil {
		return nil, err
	}
	return &Console{rooms: rooms, options: options, pages: pages, assets: files}, nil
}

// Tokens is the address of the design tokens' style sheet, which other pages may use too.
func (c *Console) Tokens() string { return c.assets.address("tokens.css") }
