-- The ledger of one terminal. Facts in `event`; everything a fact implies is written in the same
-- transaction. `outbox`, `print_queue`, `credential`, `vault`, `attachment` are state of their
-- own: replay never touches them.

CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- ---- Facts ----

-- Clustered by chain, so a new fact goes to the end of the file's one big tree.
CREATE TABLE event (
    terminal_id   TEXT NOT NULL,
    incarnation   INTEGER NOT NULL,
    seq           INTEGER NOT NULL,
    lamport       INTEGER NOT NULL,
    order_no      TEXT NOT NULL,
    at_utc_us     INTEGER NOT NULL,
    clock_state   TEXT NOT NULL,
    zone          TEXT NOT NULL,
    business_date TEXT NOT NULL,
    shift         INTEGER NOT NULL,
    actor         TEXT NOT NULL,
    command_id    TEXT NOT NULL,
    kind          TEXT NOT NULL,
    version       INTEGER NOT NULL,
    body          BLOB NOT NULL,
    prev_hash     BLOB NOT NULL,
    hash          BLOB NOT NULL,
    PRIMARY KEY (terminal_id, incarnation, seq)
) STRICT, WITHOUT ROWID;

-- The fold order of one order; the primary key follows by itself.
CREATE INDEX event_by_order ON event (order_no, lamport);
CREATE INDEX event_by_command ON event (command_id);

-- Commands that were accepted and changed nothing leave no event to find them by.
CREATE TABLE empty_acceptance (
    command_id TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE TABLE signed_head (
    terminal_id TEXT NOT NULL,
    incarnation INTEGER NOT NULL,
    seq         INTEGER NOT NULL,
    hash        BLOB NOT NULL,
    public_key  BLOB NOT NULL,
    signature   BLOB NOT NULL,
    at_utc_us   INTEGER NOT NULL,
    PRIMARY KEY (terminal_id, incarnation, seq)
) STRICT, WITHOUT ROWID;

-- Other terminals' chains, which arrive in any order. `whole_to_seq`: nothing is missing up to it.
CREATE TABLE foreign_chain (
    terminal_id  TEXT NOT NULL,
    incarnation  INTEGER NOT NULL,
    events       INTEGER NOT NULL,
    seq_max      INTEGER NOT NULL,
    whole_to_seq INTEGER NOT NULL,
    lamport_max  INTEGER NOT NULL,
    PRIMARY KEY (terminal_id, incarnation)
) STRICT, WITHOUT ROWID;

-- A charge is claimed once, for ever.
CREATE TABLE charge (
    order_no      TEXT NOT NULL,
    charge_id     TEXT NOT NULL,
    key           TEXT NOT NULL,
    amount_rupiah INTEGER NOT NULL,
    terminal_id   TEXT NOT NULL,
    incarnation   INTEGER NOT NULL,
    seq           INTEGER NOT NULL,
    PRIMARY KEY (order_no, charge_id)
) STRICT, WITHOUT ROWID;

-- ---- Read models: rebuilt by replay ----

CREATE TABLE order_summary (
    order_no              TEXT PRIMARY KEY,
    version               INTEGER NOT NULL,
    urgency               INTEGER NOT NULL,  -- 0 needs a person, 1 running, 2 done.
    last_day              INTEGER NOT NULL,  -- Whole days: the board's order stays calm.
    client                TEXT NOT NULL,
    product_code          TEXT NOT NULL,
    ordered               INTEGER NOT NULL,
    good                  INTEGER NOT NULL,
    reject                INTEGER NOT NULL,
    progress_basis_points INTEGER NOT NULL,
    threshold_percent     INTEGER NOT NULL,
    milestone             INTEGER NOT NULL,
    threshold_reached_at_utc_us INTEGER,
    document_no           TEXT NOT NULL,
    last_at_utc_us        INTEGER NOT NULL,
    locked_by_unknown     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX order_summary_board ON order_summary (urgency, last_day DESC, order_no);

-- The version that a claim names. In the summary's row: a record writes one page less.
CREATE VIEW order_head AS SELECT order_no, version FROM order_summary;

CREATE TABLE batch (
    batch_no TEXT NOT NULL COLLATE NOCASE,
    order_no TEXT NOT NULL,
    PRIMARY KEY (batch_no, order_no)
) STRICT, WITHOUT ROWID;

CREATE TABLE label_serial (
    serial   TEXT PRIMARY KEY,
    order_no TEXT NOT NULL,
    batch_no TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Signatures that still wait for their claim.
CREATE TABLE open_claim (
    order_no TEXT NOT NULL,
    term     TEXT NOT NULL,
    PRIMARY KEY (order_no, term)
) STRICT, WITHOUT ROWID;

-- ---- State ----

CREATE TABLE outbox (
    id          INTEGER PRIMARY KEY,
    order_no    TEXT NOT NULL,
    charge_id   TEXT NOT NULL,
    destination TEXT NOT NULL,
    key         TEXT NOT NULL,
    state       INTEGER NOT NULL,  -- DeliveryState
    attempts    INTEGER NOT NULL DEFAULT 0,
    next_attempt_at_utc_us INTEGER NOT NULL DEFAULT 0,
    last_error  TEXT NOT NULL DEFAULT '',
    document_no TEXT NOT NULL DEFAULT '',
    UNIQUE (destination, key)
) STRICT;
CREATE INDEX outbox_unfinished ON outbox (next_attempt_at_utc_us) WHERE state < 2;

CREATE TABLE print_queue (
    job_id        INTEGER PRIMARY KEY,
    order_no      TEXT NOT NULL,
    batch_no      TEXT NOT NULL,
    serial        TEXT NOT NULL,
    template_name TEXT NOT NULL,
    carton_no     INTEGER NOT NULL,
    copy          INTEGER NOT NULL,
    state         INTEGER NOT NULL,  -- LabelJobState
    detail        TEXT NOT NULL DEFAULT '',
    changed_at_utc_us INTEGER NOT NULL,
    UNIQUE (serial, copy)
) STRICT;
CREATE INDEX print_queue_by_state ON print_queue (state, job_id);

CREATE TABLE credential (
    user_id      TEXT PRIMARY KEY,
    card_hash    TEXT NOT NULL,
    pin_hash     TEXT NOT NULL,
    failed_count INTEGER NOT NULL,
    locked_until_utc_us INTEGER NOT NULL,
    last_seen_utc_us    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX credential_by_card ON credential (card_hash) WHERE card_hash <> '';

CREATE TABLE vault (
    name  TEXT PRIMARY KEY,
    nonce BLOB NOT NULL,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE attachment (
    sha256     BLOB PRIMARY KEY,
    media_type TEXT NOT NULL,
    size_bytes INTEGER NOT NULL,
    uploaded_bytes INTEGER NOT NULL DEFAULT 0,
    added_at_utc_us INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
