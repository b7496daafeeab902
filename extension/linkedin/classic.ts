/**
 * The classic page (Ember, Quill in the light DOM), still served on many pages in 2026, and the
 * practice page, which is made in its image. Sources: docs/linkedin-dom-anchors.md of
 * VladyTipler/linkedin-beacon (measured 2026-06-26); captures of 2025-04.
 */

/** Around the editor of a post: the share dialog, or the announcement of an article. */
export const shareBox =
  '[data-test-modal-id="sharebox"], .share-box-v2__modal, .share-creation-state, [data-vouch-practice]';

/** Around the editor of a comment. The label equals the post editor's: only ancestors tell. */
export const commentBox =
  ".comments-comment-box--cr, .comments-comment-box, .comments-comment-texteditor, form.comments-comment-box__form";

/** A message: a plain contenteditable of its own. */
export const messageBox = ".msg-form, .msg-form__contenteditable";

/** The button that publishes. It is disabled until Quill has taken the text. */
export const postButton = "button.share-actions__primary-action";

/** Quill's second contenteditable, where pasted text lands; never an editor. */
export const clipboard = ".ql-clipboard";
