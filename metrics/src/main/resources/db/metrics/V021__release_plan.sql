ALTER TABLE metrics.release
    ADD COLUMN treatments      text    NOT NULL DEFAULT 'treatment',
    ADD COLUMN targeting       text    NOT NULL DEFAULT '',
    ADD COLUMN exclusion_group text    NOT NULL DEFAULT '',
    ADD COLUMN exclusion_share integer NOT NULL DEFAULT 100 CHECK (exclusion_share BETWEEN 1 AND 100),
    ADD COLUMN slot_from       integer NOT NULL DEFAULT 0,
    ADD COLUMN slot_to         integer NOT NULL DEFAULT 10000 CHECK (slot_from < slot_to AND slot_to <= 10000),
    ADD COLUMN ramp            text    NOT NULL DEFAULT '',
    ADD COLUMN holdout_percent integer NOT NULL DEFAULT 0 CHECK (holdout_percent BETWEEN 0 AND 50),
    ADD COLUMN primary_metric  text    NOT NULL DEFAULT 'revenue_per_visitor',
    ADD COLUMN guardrails      text    NOT NULL DEFAULT 'cvr,checkout_completion',
    ADD COLUMN planned_effect  double precision CHECK (planned_effect > 0),
    ADD COLUMN planned_days    integer NOT NULL DEFAULT 28 CHECK (planned_days BETWEEN 1 AND 400),
    ADD COLUMN mode            text    NOT NULL DEFAULT 'GROUP' CHECK (mode IN ('FIXED', 'GROUP', 'ALWAYS')),
    ADD COLUMN run_rate_minor  bigint  NOT NULL DEFAULT 0 CHECK (run_rate_minor >= 0),
    ADD COLUMN paused_at       timestamptz,
    ADD COLUMN paused_because  text,
    ADD CONSTRAINT release_pause_has_a_reason CHECK ((paused_at IS NULL) = (paused_because IS NULL));
COMMENT ON COLUMN metrics.release.slot_from IS 'first bucket of the exclusion group that belongs to this release';
COMMENT ON COLUMN metrics.release.paused_at IS 'since when everybody gets control although the release runs';
