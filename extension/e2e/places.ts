/**
 * Every place of the stand-in where people write: where it stands, how a person gets there, what
 * they write in, and what sends it. The pages are described here by what their scripts make, so
 * that the extension's own matcher is not asked about itself.
 */

/** How the page sends: by a button, by keys, or both. */
export interface Sending {
  /** Empty where the page has no button. */
  readonly button: string;
  readonly keys: readonly ("Control+Enter" | "Enter")[];
}

export interface Where {
  readonly path: string;
  /** What a person clicks, in order, until the editor is there. */
  readonly way: readonly string[];
  readonly editor: string;
  /** The frame in which the editor and its button stand; without it they stand in the page. */
  readonly frame?: string;
  readonly sending: Sending;
  /** What the page calls it when it sends it to its own origin; empty where nothing is sent. */
  readonly published: string;
  /** The words of a person in what was published. */
  readonly field: string;
}

const startPost = 'button:has-text("Start a post"), [role="button"][aria-label="Start a post"]';
const button = (name: string): string => `role=button[name="${name}"]`;
const first = (selector: string): string => `${selector} >> nth=0`;

const shareBox = {
  editor: '[data-test-modal-id="sharebox"] .ql-editor',
  sending: {
    button: '[data-test-modal-id="sharebox"] .share-actions__primary-action',
    keys: ["Control+Enter"],
  },
  published: "normShares",
  field: "commentaryV2.text",
} as const;

const shareDialog = {
  ...shareBox,
  editor: '[componentkey="ShareBox_textEditor"]',
  sending: { button: "dialog button:text-matches('^(Post|Schedule)$')", keys: ["Control+Enter"] },
} as const;

const repost = [first('button:has-text("Repost")'), "text=Repost with your thoughts"];
const openComments = [first('.feed-shared-social-action-bar button:has-text("Comment")')];
const openCommentsSdui = [first('button[aria-label="Comment"]')];

const commentBox = {
  editor: ".feed-shared-update-v2__comments-container .ql-editor",
  sending: {
    button: ".feed-shared-update-v2__comments-container .comments-comment-box__submit-button--cr",
    keys: ["Control+Enter"],
  },
  published: "comments",
  field: "text",
} as const;

const commentBoxSdui = {
  ...commentBox,
  editor: '[componentkey^="commentBox-h"] [role="textbox"]',
  sending: {
    button: '[componentkey^="commentButtonSection-h"] button',
    keys: ["Control+Enter"],
  },
} as const;

const messageForm = {
  editor: ".msg-form__contenteditable",
  sending: { button: ".msg-form__send-button", keys: ["Control+Enter"] },
  published: "messages",
  field: "text",
} as const;

const rebuilt = {
  ...messageForm,
  editor: first('#interop-outlet [role="textbox"]'),
  sending: {
    button: first("#interop-outlet button:has-text('Send')"),
    keys: ["Control+Enter"],
  },
} as const;

const framed = {
  way: [button("Messaging")],
  frame: 'iframe[src="/preload/"]',
} as const;

const byEnter: Sending = { button: "", keys: ["Enter"] };
const noKeys = (selector: string): Sending => ({ button: selector, keys: [] });

const thread = "/messaging/thread/2-acme/";
/** Next publishes nothing yet: it is the last press with the article in view. */
const article = {
  path: "/article/new/",
  way: [],
  sending: noKeys('header button:text-is("Next")'),
  published: "",
} as const;

const profileField = {
  way: [],
  editor: 'main [role="textbox"]',
  sending: noKeys('main button:text-is("Save")'),
  published: "profile",
  field: "text",
} as const;

export const places = {
  classic: { path: "/feed/", way: [startPost], ...shareBox },
  interop: { path: "/feed/?ui=interop", way: [startPost], ...shareBox },
  sdui: { path: "/feed/?ui=sdui", way: [startPost], ...shareDialog },
  practice: { path: "", way: [button("Start a post")], ...shareBox, published: "" },

  "repost classic": { path: "/feed/", way: repost, ...shareBox },
  "repost interop": { path: "/feed/?ui=interop", way: repost, ...shareBox },
  "repost sdui": { path: "/feed/?ui=sdui", way: repost, ...shareDialog },

  "comment classic": { path: "/feed/", way: openComments, ...commentBox },
  "comment sdui": { path: "/feed/?ui=sdui", way: openCommentsSdui, ...commentBoxSdui },
  "comment detail": {
    path: "/feed/update/urn:li:activity:7451889312482283521/?ui=sdui",
    way: [],
    ...commentBoxSdui,
  },
  "reply classic": {
    path: "/feed/",
    way: [...openComments, first('.comments-comments-list button:has-text("Reply")')],
    ...commentBox,
    editor: ".comments-comment-entity .ql-editor",
    sending: {
      button: ".comments-comment-entity .comments-comment-box__submit-button--cr",
      keys: ["Control+Enter"],
    },
  },
  "reply sdui": {
    path: "/feed/?ui=sdui",
    way: [...openCommentsSdui, first('button:text-is("Reply")')],
    ...commentBoxSdui,
    editor: '[componentkey^="commentBox-reply-"] [role="textbox"]',
    sending: {
      button: '[componentkey^="commentButtonSection-reply-"] button',
      keys: ["Control+Enter"],
    },
  },

  "message classic": { path: thread, way: [], ...messageForm },
  "message enter": { path: `${thread}?send=enter`, way: [], ...messageForm, sending: byEnter },
  "message interop": { path: `${thread}?ui=interop`, way: [], ...messageForm },
  "message overlay": { path: "/feed/", way: [button("Messaging")], ...messageForm },
  "message overlay interop": {
    path: "/feed/?ui=interop",
    way: [button("Messaging")],
    ...messageForm,
  },
  "message rebuilt": { path: `${thread}?ui=sdui`, way: [], ...rebuilt },
  "message rebuilt enter": {
    path: `${thread}?ui=sdui&send=enter`,
    way: [],
    ...rebuilt,
    sending: byEnter,
  },
  "message tiptap": { path: `${thread}?ui=sdui&engine=tiptap`, way: [], ...rebuilt },
  "message frame": { path: "/feed/?ui=interop&messages=frame", ...messageForm, ...framed },
  "message frame rebuilt": {
    path: "/feed/?ui=sdui&messages=frame&send=enter",
    ...messageForm,
    ...framed,
    editor: '[role="textbox"]:not(.ql-editor)',
    sending: byEnter,
  },
  inmail: { path: `${thread}?inmail=1`, way: [], ...messageForm },
  "inmail subject": {
    path: `${thread}?inmail=1`,
    way: [],
    ...messageForm,
    editor: "[name=subject]",
    sending: noKeys(""), // nothing goes out with a subject alone
    field: "subject",
  },
  invitation: {
    path: "/in/grace-example/?ui=sdui",
    way: [button("Connect")],
    editor: "textarea#custom-message",
    sending: noKeys('.send-invite button:text-is("Send")'),
    published: "invitations",
    field: "text",
  },

  article: { ...article, editor: ".ProseMirror", field: "text" },
  "article title": { ...article, editor: "#article-editor-headline__textarea", field: "title" },
  announcement: {
    ...article,
    published: "articles",
    way: [button("Next")],
    editor: '[role="dialog"] .ql-editor',
    sending: { button: '[role="dialog"] button:has-text("Publish")', keys: ["Control+Enter"] },
    field: "announcement",
  },

  headline: { path: "/in/ada-advocate/edit/intro/?ui=sdui", ...profileField },
  about: { path: "/in/ada-advocate/edit/about/?ui=sdui", ...profileField },
} as const satisfies Record<string, Where>;

export type Place = keyof typeof places;
