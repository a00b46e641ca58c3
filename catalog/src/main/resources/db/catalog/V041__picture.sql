CREATE TABLE catalog.picture (
    source   text        PRIMARY KEY CHECK (length(source) <= 1000),
    state    text        NOT NULL DEFAULT 'WAITING' CHECK (state IN ('WAITING', 'READY', 'REFUSED')),
    digest   text,
    colour   text CHECK (colour ~ '^[0-9a-f]{6}$'),
    width    integer,
    height   integer,
    reason   text,
    attempts integer     NOT NULL DEFAULT 0,
    next_at  timestamptz NOT NULL,
    CHECK (state <> 'READY' OR (digest IS NOT NULL AND colour IS NOT NULL))
);
CREATE INDEX picture_waiting ON catalog.picture (next_at) WHERE state = 'WAITING';
COMMENT ON TABLE catalog.picture IS 'pictures that feeds name by address, and what became of fetching them';
CREATE INDEX product_image ON catalog.product (image) WHERE image LIKE 'http%';

CREATE FUNCTION catalog.shown_image(stated text) RETURNS text LANGUAGE sql STABLE
RETURN CASE WHEN stated LIKE 'http%' THEN (SELECT '/media/p/' || p.digest || '.' || p.colour FROM catalog.picture p
    WHERE p.source = stated AND p.state = 'READY') ELSE stated END;

CREATE TABLE catalog.medium (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    product_id bigint NOT NULL REFERENCES catalog.product (id),
    kind       text   NOT NULL CHECK (kind IN ('IMAGE', 'MODEL', 'LIVE', 'CERTIFICATE')),
    file       text   NOT NULL CHECK (length(file) <= 1000),
    poster     text,
    title_en   text   NOT NULL CHECK (length(title_en) <= 200),
    title_zh   text CHECK (length(title_zh) <= 200),
    piece      text CHECK (length(piece) BETWEEN 1 AND 100),
    CHECK ((kind = 'CERTIFICATE') = (piece IS NOT NULL)),
    CHECK ((kind IN ('MODEL', 'LIVE')) = (poster IS NOT NULL))
);
CREATE INDEX medium_product ON catalog.medium (product_id, id);
COMMENT ON COLUMN catalog.medium.poster IS 'what is shown where the thing itself cannot be';
COMMENT ON COLUMN catalog.medium.piece IS 'serial number of the unit that a certificate is of';
