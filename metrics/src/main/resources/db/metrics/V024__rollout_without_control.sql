CREATE TABLE metrics.reach (
    release_id bigint PRIMARY KEY REFERENCES metrics.release (id) ON DELETE CASCADE,
    dimension  text    NOT NULL,
    step_days  integer NOT NULL CHECK (step_days IN (1, 7)),
    entered_by text    NOT NULL,
    entered_at timestamptz NOT NULL
);
COMMENT ON TABLE metrics.reach IS 'a release that went to parts of the shop without a control group';
COMMENT ON COLUMN metrics.reach.entered_by IS 'personal: member of staff who entered it';

CREATE TABLE metrics.reach_place (
    release_id bigint NOT NULL REFERENCES metrics.reach (release_id) ON DELETE CASCADE,
    segment    text   NOT NULL CHECK (segment <> ''),
    since      date   NOT NULL,
    PRIMARY KEY (release_id, segment)
);
COMMENT ON TABLE metrics.reach_place IS 'from which day on a segment had the release';
