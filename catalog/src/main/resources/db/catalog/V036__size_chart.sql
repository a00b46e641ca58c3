CREATE TABLE catalog.size_chart (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    category_id bigint      NOT NULL UNIQUE REFERENCES catalog.category (id),
    changed_at  timestamptz NOT NULL,
    changed_by  text        NOT NULL
);
COMMENT ON TABLE catalog.size_chart IS 'holds for the category and those below it, the nearest one wins';

CREATE TABLE catalog.size_chart_row (
    chart_id    bigint  NOT NULL REFERENCES catalog.size_chart (id) ON DELETE CASCADE,
    position    integer NOT NULL,
    size        text    NOT NULL CHECK (length(size) BETWEEN 1 AND 20),
    height_from integer NOT NULL,
    height_to   integer NOT NULL CHECK (height_to > height_from),
    weight_from integer NOT NULL,
    weight_to   integer NOT NULL CHECK (weight_to > weight_from),
    PRIMARY KEY (chart_id, position),
    UNIQUE (chart_id, size)
);
COMMENT ON COLUMN catalog.size_chart_row.height_from IS 'centimetres';
COMMENT ON COLUMN catalog.size_chart_row.weight_from IS 'kilograms';
COMMENT ON COLUMN catalog.size_chart.changed_by IS 'personal: member of staff; kept as evidence';
