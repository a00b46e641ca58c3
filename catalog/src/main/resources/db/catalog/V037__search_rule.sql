CREATE TABLE catalog.search_rule (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    query      text        NOT NULL CHECK (length(query) BETWEEN 1 AND 200),
    product_id bigint      NOT NULL REFERENCES catalog.product (id),
    action     text        NOT NULL CHECK (action IN ('PIN', 'BOOST', 'BURY')),
    place      integer     NOT NULL CHECK (place BETWEEN 0 AND 48),
    changed_at timestamptz NOT NULL,
    changed_by text        NOT NULL,
    UNIQUE (query, product_id)
);
COMMENT ON COLUMN catalog.search_rule.query IS 'what is typed, without case and outer blanks';
COMMENT ON COLUMN catalog.search_rule.place IS 'of a pinned product among the pinned ones, from 1; 0 for other actions';
COMMENT ON COLUMN catalog.search_rule.changed_by IS 'personal: member of staff; kept as evidence';
