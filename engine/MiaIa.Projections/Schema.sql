-- What people ask for, made from the journal. A row is named by the record that made it: segment, byte of the record in it, and the row's number
-- among those of that record. Money is whole cents, prices are ticks, moments are market time in ns since 1970-01-01 UTC. A change of this file
-- raises ProjectionSchema.Version.

CREATE TABLE position (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    segment  INTEGER NOT NULL,                 -- everything before this byte of this segment is in the tables
    byte     INTEGER NOT NULL
);
INSERT INTO position VALUES (1, 0, 0);

CREATE TABLE segments (
    segment               INTEGER PRIMARY KEY,
    chain_first           INTEGER NOT NULL,
    created_ns            INTEGER NOT NULL,
    engine_version        TEXT    NOT NULL,
    settings_hash         TEXT    NOT NULL,    -- of the engine that wrote it
    rules_version         INTEGER NOT NULL,
    decided_settings_hash TEXT    NOT NULL,    -- of the rows here: another one may have decided otherwise
    decided_rules_version INTEGER NOT NULL
);

CREATE TABLE notes (                           -- where the journal says that its rows may differ from what was lived through
    segment INTEGER NOT NULL, byte INTEGER NOT NULL, seq INTEGER NOT NULL,
    text    TEXT NOT NULL,
    PRIMARY KEY (segment, byte, seq)
) WITHOUT ROWID;

CREATE TABLE signals (                         -- as they were born
    segment INTEGER NOT NULL, byte INTEGER NOT NULL, seq INTEGER NOT NULL,
    instrument TEXT NOT NULL, mode TEXT NOT NULL, label TEXT NOT NULL,
    contract        TEXT    NOT NULL,
    signal_id       INTEGER NOT NULL,
    born_ns         INTEGER NOT NULL,
    direction       TEXT    NOT NULL,
    tier            TEXT    NOT NULL,
    score           REAL    NOT NULL,
    coverage        REAL    NOT NULL,
    reference_ticks INTEGER NOT NULL,
    stop_ticks      INTEGER NOT NULL,
    target_ticks    INTEGER NOT NULL,
    size_lots       INTEGER NOT NULL,
    time_to_live_us INTEGER NOT NULL,
    PRIMARY KEY (segment, byte, seq)
) WITHOUT ROWID;
CREATE INDEX signals_by_id ON signals (signal_id);

CREATE TABLE readings (                        -- the ten of a signal's birth
    segment INTEGER NOT NULL, byte INTEGER NOT NULL, seq INTEGER NOT NULL,
    feature      TEXT NOT NULL,
    value        REAL,                         -- none where the feature was not ready
    remark       TEXT NOT NULL,
    weight       REAL NOT NULL,
    contribution REAL NOT NULL,
    PRIMARY KEY (segment, byte, seq, feature)
) WITHOUT ROWID;

CREATE TABLE gates (                           -- of a signal's birth
    segment INTEGER NOT NULL, byte INTEGER NOT NULL, seq INTEGER NOT NULL,
    gate        TEXT    NOT NULL,
    passed      INTEGER NOT NULL,
    value       REAL,
    limit_value REAL,
    PRIMARY KEY (segment, byte, seq, gate)
) WITHOUT ROWID;

CREATE TABLE signal_events (                   -- raised, demoted, ended
    segment INTEGER NOT NULL, byte INTEGER NOT NULL, seq INTEGER NOT NULL,
    instrument TEXT NOT NULL, mode TEXT NOT NULL, label TEXT NOT NULL,
    signal_id   INTEGER NOT NULL,
    event       TEXT    NOT NULL,
    observed_ns INTEGER NOT NULL,
    tier        TEXT    NOT NULL,
    score       REAL,                          -- NULL: no feature had a value
    coverage    REAL    NOT NULL,
    end_cause   TEXT    NOT NULL,
    PRIMARY KEY (segment, byte, seq)
) WITHOUT ROWID;

CREATE TABLE verdicts (
    segment INTEGER NOT NULL, byte INTEGER NOT NULL, seq INTEGER NOT NULL,
    instrument TEXT NOT NULL, mode TEXT NOT NULL, label TEXT NOT NULL,
    signal_id INTEGER NOT NULL,
    judged_ns INTEGER NOT NULL,
    approved  INTEGER NOT NULL,
    refusals  INTEGER NOT NULL,                -- how many codes refused
    refused   TEXT    NOT NULL,                -- which
    lots      INTEGER NOT NULL,                -- approved contracts, or 0
    PRIMARY KEY (segment, byte, seq)
) WITHOUT ROWID;
CREATE INDEX verdicts_by_signal ON verdicts (signal_id);

CREATE TABLE verdict_codes (                   -- what each rule said
    segment INTEGER NOT NULL, byte INTEGER NOT NULL, seq INTEGER NOT NULL,
    code        TEXT    NOT NULL,
    passed      INTEGER NOT NULL,
    value       REAL,                          -- none where it is not known
    limit_value REAL,
    PRIMARY KEY (segment, byte, seq, code)
) WITHOUT ROWID;

CREATE TABLE orders (                          -- what the order stage decided
    segment INTEGER NOT NULL, byte INTEGER NOT NULL, seq INTEGER NOT NULL,
    instrument TEXT NOT NULL, mode TEXT NOT NULL, label TEXT NOT NULL,
    kind            TEXT    NOT NULL,
    order_id        INTEGER NOT NULL,
    signal_id       INTEGER NOT NULL,
    direction       TEXT    NOT NULL,
    lots            INTEGER NOT NULL,
    reference_ticks INTEGER,
    limit_ticks     INTEGER,
    stop_ticks      INTEGER NOT NULL,          -- from the fill
    target_ticks    INTEGER NOT NULL,
    reason          TEXT    NOT NULL,
    decided_ns      INTEGER NOT NULL,
    PRIMARY KEY (segment, byte, seq)
) WITHOUT ROWID;

CREATE TABLE order_states (                    -- what became of each order, and of its stop and target: a row for each change
    segment INTEGER NOT NULL, byte INTEGER NOT NULL, seq INTEGER NOT NULL,
    instrument TEXT NOT NULL, mode TEXT NOT NULL, label TEXT NOT NULL,
    order_id    INTEGER NOT NULL,              -- of the entry that it is or belongs to; 0 = not ours
    broker_id   INTEGER NOT NULL,
    role        TEXT    NOT NULL,
    direction   TEXT    NOT NULL,
    state       TEXT    NOT NULL,
    lots        INTEGER NOT NULL,
    filled_lots INTEGER NOT NULL,
    price_ticks INTEGER,
    code        TEXT    NOT NULL,
    observed_ns INTEGER NOT NULL,
    PRIMARY KEY (segment, byte, seq)
) WITHOUT ROWID;

CREATE TABLE fills (
    segment INTEGER NOT NULL, byte INTEGER NOT NULL, seq INTEGER NOT NULL,
    instrument TEXT NOT NULL, mode TEXT NOT NULL, label TEXT NOT NULL,
    fill_key       TEXT    NOT NULL,
    order_id       INTEGER NOT NULL,
    role           TEXT    NOT NULL,
    direction      TEXT    NOT NULL,
    lots           INTEGER NOT NULL,           -- 0 = the true price of lots that had to be inferred; the money is the difference
    price_ticks    INTEGER NOT NULL,
    observed_ns    INTEGER NOT NULL,
    inferred       INTEGER NOT NULL,
    intended_ticks INTEGER,                    -- reference of an entry, price of a stop or target; none of a market exit
    slippage_cents INTEGER,                    -- what it cost against that, all lots; below 0 = it was better
    realized_cents INTEGER NOT NULL,           -- before fees
    fees_cents     INTEGER NOT NULL,
    opened         INTEGER NOT NULL,           -- 1 = it opened a position: a trade
    trade_date     TEXT    NOT NULL,
    PRIMARY KEY (segment, byte, seq)
) WITHOUT ROWID;
CREATE INDEX fills_by_order ON fills (order_id);
CREATE INDEX fills_by_date ON fills (trade_date, mode, label, opened, realized_cents, fees_cents); -- all that a day's money is summed from

CREATE TABLE round_trips (
    segment INTEGER NOT NULL, byte INTEGER NOT NULL, seq INTEGER NOT NULL,
    instrument TEXT NOT NULL, mode TEXT NOT NULL, label TEXT NOT NULL,
    trade_date     TEXT    NOT NULL,
    signal_id      INTEGER NOT NULL,           -- 0 = not ours
    order_id       INTEGER NOT NULL,
    direction      TEXT    NOT NULL,
    lots           INTEGER NOT NULL,
    entered_ns     INTEGER NOT NULL,
    exited_ns      INTEGER NOT NULL,
    entry_ticks    REAL    NOT NULL,
    exit_ticks     REAL    NOT NULL,
    mae_ticks      REAL    NOT NULL,
    mfe_ticks      REAL    NOT NULL,
    profit_cents   INTEGER NOT NULL,           -- after fees
    fees_cents     INTEGER NOT NULL,
    slippage_cents INTEGER,                    -- of its fills; contained in the profit
    tier           TEXT,                       -- from here on: as its signal was born
    score          REAL,
    coverage       REAL,
    gamma_levels_proximity  REAL,
    volume_confirmation     REAL,
    vwap_trend_signal       REAL,
    sierra_pattern_strength REAL,
    mtf_confluence_score    REAL,
    smart_money_strength    REAL,
    order_book_imbalance    REAL,
    options_flow_bias       REAL,
    vwap_bands_signal       REAL,
    volume_imbalance_signal REAL,
    PRIMARY KEY (segment, byte, seq)
) WITHOUT ROWID;
CREATE INDEX round_trips_by_date ON round_trips (trade_date);

CREATE TABLE ghosts (                          -- every signal with one contract on paper, once by each rule for limits
    segment INTEGER NOT NULL, byte INTEGER NOT NULL, seq INTEGER NOT NULL,
    instrument TEXT NOT NULL, mode TEXT NOT NULL, label TEXT NOT NULL,
    signal_id      INTEGER NOT NULL,
    rule           TEXT    NOT NULL,           -- Through = the lower bound
    refused        TEXT    NOT NULL,           -- the codes; empty = approved
    direction      TEXT    NOT NULL,
    opened_ns      INTEGER NOT NULL,
    closed_ns      INTEGER NOT NULL,
    ticks          INTEGER NOT NULL,           -- won, before fees and slippage
    mae_ticks      INTEGER NOT NULL,
    mfe_ticks      INTEGER NOT NULL,
    profit_cents_0 INTEGER NOT NULL,           -- after fees, with 0, 1 and 2 ticks of slippage
    profit_cents_1 INTEGER NOT NULL,
    profit_cents_2 INTEGER NOT NULL,
    PRIMARY KEY (segment, byte, seq)
) WITHOUT ROWID;
CREATE INDEX ghosts_by_signal ON ghosts (signal_id);

-- By the exchange's trade date. A trade counts on the date on which it was opened, money on the date of its fill, a winner on the date of its end.
CREATE VIEW days AS
SELECT f.trade_date, f.instrument, f.mode, f.label,
       SUM(f.opened) AS trades,
       (SELECT COUNT(*) FROM round_trips r WHERE (r.trade_date, r.instrument, r.mode, r.label) = (f.trade_date, f.instrument, f.mode, f.label)
           AND r.profit_cents > 0) AS winners,
       SUM(f.realized_cents - f.fees_cents) AS profit_cents,
       SUM(f.fees_cents) AS fees_cents
FROM fills f
GROUP BY f.trade_date, f.instrument, f.mode, f.label;

-- What one contract of each signal would have earned, by the code that refused it: below 0 = the gate has saved money. A signal that several codes
-- refused counts for each of them; alone = only those that no other code refused.
CREATE VIEW gate_prices AS
WITH judged AS (
    SELECT c.code, v.refusals, v.instrument, v.signal_id
    FROM verdicts v JOIN verdict_codes c ON (c.segment, c.byte, c.seq) = (v.segment, v.byte, v.seq) AND c.passed = 0
    UNION ALL
    SELECT '(approved)', 1, instrument, signal_id FROM verdicts WHERE refusals = 0
)
SELECT j.code, g.rule, g.instrument, g.mode, g.label,
       COUNT(*) AS n,
       SUM(j.refusals = 1) AS n_alone,
       SUM(g.profit_cents_1 > 0) AS winners,
       SUM(g.ticks) AS ticks,
       SUM(g.profit_cents_0) AS profit_cents_0,
       SUM(g.profit_cents_1) AS profit_cents_1,
       SUM(g.profit_cents_2) AS profit_cents_2,
       SUM(CASE WHEN j.refusals = 1 THEN g.profit_cents_1 ELSE 0 END) AS profit_cents_1_alone
FROM judged j JOIN ghosts g ON g.signal_id = j.signal_id AND g.instrument = j.instrument
GROUP BY j.code, g.rule, g.instrument, g.mode, g.label;
