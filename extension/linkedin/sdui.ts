/**
 * Server-driven pages (React, hashed classes; from 2025-09). Comments are TipTap there; the share
 * dialog is a native <dialog> for some accounts since 2026-09. Reported by several projects, not
 * captured: the anchors are test ids, component keys and screens, never classes.
 */
export const shareDialog =
  '[componentkey="ShareBox_textEditor"], [data-sdui-screen*="sharing.ShareCompose"], dialog:has([data-sdui-screen*="sharing.ShareCompose"])';

export const commentBox = '[componentkey^="commentBox-"], [data-view-name="comment-box"]';

/** The start of a comment editor's label, in English pages. */
export const commentLabel = "Text editor for creating comment";
