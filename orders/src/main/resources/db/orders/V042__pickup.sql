CREATE TABLE orders.pickup_point (
    id            int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    code          text    NOT NULL UNIQUE CHECK (code ~ '^[a-z0-9][a-z0-9-]{0,31}$'),
    name          text    NOT NULL CHECK (name <> ''),
    address       text    NOT NULL CHECK (address <> ''),
    phone         text    NOT NULL DEFAULT '',
    zone          text    NOT NULL,
    lead_minutes  int     NOT NULL DEFAULT 120 CHECK (lead_minutes BETWEEN 0 AND 20160),
    slot_minutes  int     NOT NULL DEFAULT 60 CHECK (slot_minutes BETWEEN 10 AND 720),
    capacity      int     NOT NULL DEFAULT 10 CHECK (capacity BETWEEN 0 AND 10000),
    grace_minutes int     NOT NULL DEFAULT 120 CHECK (grace_minutes BETWEEN 0 AND 10080),
    active        boolean NOT NULL DEFAULT true
);

-- Weekdays are ISO: 1 is Monday. Local times of the point.
CREATE TABLE orders.pickup_hours (
    point_id int  NOT NULL REFERENCES orders.pickup_point ON DELETE CASCADE,
    weekday  int  NOT NULL CHECK (weekday BETWEEN 1 AND 7),
    opens    time NOT NULL,
    closes   time NOT NULL,
    PRIMARY KEY (point_id, weekday, opens),
    CHECK (opens < closes)
);

CREATE TABLE orders.pickup_slot (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    point_id  int         NOT NULL REFERENCES orders.pickup_point,
    starts_at timestamptz NOT NULL,
    ends_at   timestamptz NOT NULL,
    capacity  int         NOT NULL CHECK (capacity >= 0),
    booked    int         NOT NULL DEFAULT 0,
    UNIQUE (point_id, starts_at),
    CHECK (starts_at < ends_at),
    CHECK (booked BETWEEN 0 AND capacity)
) WITH (fillfactor = 70);

-- The slot a cart is going to ask for; nothing is held before the order is placed.
CREATE TABLE orders.pickup_choice (
    cart_id   text PRIMARY KEY REFERENCES orders.cart ON DELETE CASCADE,
    slot_id   bigint      NOT NULL REFERENCES orders.pickup_slot,
    chosen_at timestamptz NOT NULL DEFAULT now()
);

-- The code itself is nowhere: it is made from nonce and the shop's key, and found by its keyed hash.
CREATE TABLE orders.pickup_booking (
    order_id   bigint PRIMARY KEY REFERENCES orders.orders ON DELETE CASCADE,
    slot_id    bigint      NOT NULL REFERENCES orders.pickup_slot,
    state      text        NOT NULL DEFAULT 'BOOKED'
        CHECK (state IN ('BOOKED', 'READY', 'COLLECTED', 'MISSED', 'RELEASED')),
    nonce      text        NOT NULL CHECK (length(nonce) >= 22),
    code_hash  text        NOT NULL,
    booked_at  timestamptz NOT NULL DEFAULT now(),
    ready_at   timestamptz,
    ended_at   timestamptz,
    ended_by   text,
    CHECK ((state IN ('BOOKED', 'READY')) = (ended_at IS NULL))
);
CREATE INDEX pickup_booking_slot ON orders.pickup_booking (slot_id);
CREATE UNIQUE INDEX pickup_booking_code ON orders.pickup_booking (code_hash) WHERE state IN ('BOOKED', 'READY');
CREATE INDEX pickup_booking_missed ON orders.pickup_booking (order_id) WHERE state = 'MISSED';

-- Offered while a point is open.
INSERT INTO orders.shipping_method (code, kind, name_en, name_zh, fee_minor, position, active)
VALUES ('pickup', 'PICKUP', 'Pick up at a shop', '到店自提', 0, 200, false) ON CONFLICT DO NOTHING;
