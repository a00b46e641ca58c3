-- What members earn per amount paid: 100 is one point per 100 minor units.
ALTER TABLE membership.tier ADD COLUMN earn_bp int NOT NULL DEFAULT 100 CHECK (earn_bp BETWEEN 0 AND 10000);
UPDATE membership.tier
SET earn_bp = CASE code WHEN 'silver' THEN 120 WHEN 'gold' THEN 150 WHEN 'platinum' THEN 200 ELSE 100 END;

-- Every change of points locks this row first.
CREATE TABLE membership.points_account (
    customer_id bigint PRIMARY KEY REFERENCES membership.account (customer_id),
    balance     bigint NOT NULL DEFAULT 0 CHECK (balance >= 0),
    owed        bigint NOT NULL DEFAULT 0 CHECK (owed >= 0),
    wanted      bigint NOT NULL DEFAULT 0 CHECK (wanted >= 0)
);
COMMENT ON COLUMN membership.points_account.owed IS 'points of refunded orders that had been used before; the next ones pay them';
COMMENT ON COLUMN membership.points_account.wanted IS 'as many the member wants to use for the next order';

-- What one paid order earned.
CREATE TABLE membership.points_lot (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    customer_id    bigint      NOT NULL REFERENCES membership.points_account (customer_id),
    order_id       bigint      NOT NULL UNIQUE,
    paid_minor     bigint      NOT NULL,
    refunded_minor bigint      NOT NULL DEFAULT 0,
    earn_bp        int         NOT NULL,
    earned         bigint      NOT NULL CHECK (earned > 0),
    reversed       bigint      NOT NULL DEFAULT 0 CHECK (reversed BETWEEN 0 AND earned),
    left_points    bigint      NOT NULL CHECK (left_points BETWEEN 0 AND earned),
    expires_at     timestamptz NOT NULL,
    CHECK (refunded_minor BETWEEN 0 AND paid_minor)
);
CREATE INDEX points_lot_left ON membership.points_lot (customer_id, expires_at, id) WHERE left_points > 0;
CREATE INDEX points_lot_due ON membership.points_lot (expires_at) WHERE left_points > 0;

-- What one order uses: taken when it is placed, given back when it ends unpaid or its money goes back.
CREATE TABLE membership.points_hold (
    order_id    bigint PRIMARY KEY,
    customer_id bigint      NOT NULL REFERENCES membership.points_account (customer_id),
    points      bigint      NOT NULL CHECK (points > 0),
    value_minor bigint      NOT NULL CHECK (value_minor > 0),
    returned    bigint      NOT NULL DEFAULT 0 CHECK (returned BETWEEN 0 AND points),
    held_at     timestamptz NOT NULL,
    released_at timestamptz
);
CREATE TABLE membership.points_use (
    order_id bigint NOT NULL REFERENCES membership.points_hold (order_id),
    lot_id   bigint NOT NULL REFERENCES membership.points_lot (id),
    points   bigint NOT NULL CHECK (points > 0),
    returned bigint NOT NULL DEFAULT 0 CHECK (returned BETWEEN 0 AND points),
    PRIMARY KEY (order_id, lot_id)
);

CREATE TABLE membership.points_entry (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    customer_id bigint      NOT NULL REFERENCES membership.points_account (customer_id),
    kind        text        NOT NULL CHECK (kind IN ('EARN', 'REVERSE', 'USE', 'RETURN', 'EXPIRE')),
    points      bigint      NOT NULL CHECK (points <> 0),
    order_id    bigint      NOT NULL,
    reference   text        NOT NULL,
    at          timestamptz NOT NULL,
    UNIQUE (kind, reference),
    CHECK ((points > 0) = (kind IN ('EARN', 'RETURN')))
);
CREATE INDEX points_entry_customer ON membership.points_entry (customer_id, id);
CREATE TRIGGER points_entry_append_only BEFORE UPDATE OR DELETE ON membership.points_entry
    FOR EACH ROW EXECUTE FUNCTION membership.refuse_change();
