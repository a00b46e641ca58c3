CREATE TABLE catalog.same_item (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    left_sku   bigint  NOT NULL REFERENCES catalog.sku (id),
    right_sku  bigint  NOT NULL REFERENCES catalog.sku (id),
    score      numeric NOT NULL CHECK (score BETWEEN 0 AND 1),
    rule       text    NOT NULL,
    found_at   timestamptz NOT NULL,
    dismissed_by text,
    change_set bigint REFERENCES catalog.change_set (id) ON DELETE SET NULL,
    UNIQUE (left_sku, right_sku),
    CHECK (left_sku <> right_sku)
);
COMMENT ON COLUMN catalog.same_item.change_set IS 'the merge; when it was undone the pair is open again';

CREATE TABLE catalog.conflict_decision (
    supplier   text    NOT NULL,
    code_key   text    NOT NULL,
    field      text    NOT NULL,
    value      text    NOT NULL,
    taken      boolean NOT NULL,
    who        text    NOT NULL,
    at         timestamptz NOT NULL,
    change_set bigint REFERENCES catalog.change_set (id) ON DELETE SET NULL,
    PRIMARY KEY (supplier, code_key, field)
);
COMMENT ON TABLE catalog.conflict_decision IS
    'what was decided about a value of an offer that differs from its SKU; holds until the offer says something else';
