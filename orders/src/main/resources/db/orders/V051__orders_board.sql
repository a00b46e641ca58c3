CREATE TABLE orders.order_tag (
    order_id bigint      NOT NULL REFERENCES orders.orders ON DELETE CASCADE,
    tag      text        NOT NULL CHECK (tag ~ '^[^,\s][^,]{0,29}$'),
    actor    text        NOT NULL,
    at       timestamptz NOT NULL,
    PRIMARY KEY (order_id, tag)
);
CREATE INDEX order_tag_tag ON orders.order_tag (tag, order_id);

-- A command on many orders. DUE ones run at run_at and can be called off until then; DONE ones can be undone by the
-- inverse command until undo_until. Only the orders that were really changed are changed back.
CREATE TABLE orders.board_action (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind       text        NOT NULL CHECK (kind IN ('TAG', 'UNTAG', 'CANCEL')),
    tag        text        NOT NULL DEFAULT '',
    state      text        NOT NULL CHECK (state IN ('DUE', 'DONE', 'UNDONE')),
    actor      text        NOT NULL,
    at         timestamptz NOT NULL,
    run_at     timestamptz,
    undo_until timestamptz NOT NULL,
    CHECK ((kind = 'CANCEL') = (run_at IS NOT NULL)),
    CHECK (state <> 'DUE' OR kind = 'CANCEL')
);
CREATE INDEX board_action_due ON orders.board_action (run_at) WHERE state = 'DUE';
CREATE INDEX board_action_actor ON orders.board_action (actor, id DESC);

CREATE TABLE orders.board_action_order (
    action_id bigint NOT NULL REFERENCES orders.board_action ON DELETE CASCADE,
    order_id  bigint NOT NULL REFERENCES orders.orders ON DELETE CASCADE,
    PRIMARY KEY (action_id, order_id)
);
