-- allotted units are in a parcel that is planned or gone, shipped ones have left the house, cancelled ones never will.
ALTER TABLE orders.order_line
    ADD COLUMN cancelled int NOT NULL DEFAULT 0 CHECK (cancelled >= 0),
    ADD COLUMN allotted  int NOT NULL DEFAULT 0,
    ADD COLUMN shipped   int NOT NULL DEFAULT 0,
    ADD CHECK (allotted >= 0 AND allotted + cancelled <= quantity),
    ADD CHECK (shipped BETWEEN 0 AND allotted);

-- What was promised for an order when it was placed. ref names the order on tracking links: random, and good for
-- nothing else than its tracking page.
CREATE TABLE orders.delivery (
    order_id      bigint PRIMARY KEY REFERENCES orders.orders ON DELETE CASCADE,
    ref           text        NOT NULL UNIQUE CHECK (length(ref) >= 22),
    method        text        NOT NULL,
    carrier       text        NOT NULL,
    promised_from date,
    promised_by   date,
    created_at    timestamptz NOT NULL DEFAULT now(),
    CHECK ((promised_from IS NULL) = (promised_by IS NULL)),
    CHECK (promised_from <= promised_by)
);

-- How long a method takes. Method '*' stands for every method without a row. Weekdays are ISO: 1 is Monday.
CREATE TABLE orders.delivery_calendar (
    method            text PRIMARY KEY,
    carrier           text NOT NULL,
    cutoff            time NOT NULL,
    handling_days     int  NOT NULL CHECK (handling_days BETWEEN 0 AND 60),
    transit_least     int  NOT NULL CHECK (transit_least BETWEEN 0 AND 120),
    transit_most      int  NOT NULL CHECK (transit_most BETWEEN 0 AND 120),
    handling_weekdays text NOT NULL DEFAULT '12345' CHECK (handling_weekdays ~ '^[1-7]{1,7}$'),
    delivery_weekdays text NOT NULL DEFAULT '123456' CHECK (delivery_weekdays ~ '^[1-7]{1,7}$'),
    CHECK (transit_least <= transit_most)
);
INSERT INTO orders.delivery_calendar (method, carrier, cutoff, handling_days, transit_least, transit_most)
VALUES ('*', 'sandbox', '16:00', 1, 1, 3);

CREATE TABLE orders.delivery_holiday (
    day  date PRIMARY KEY,
    name text NOT NULL DEFAULT ''
);

-- A parcel. key is the idempotency key at the carrier. status is derived from shipment_event, never set by hand.
CREATE TABLE orders.shipment (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    order_id        bigint      NOT NULL REFERENCES orders.orders,
    no              int         NOT NULL CHECK (no > 0),
    key             text        NOT NULL UNIQUE CHECK (length(key) >= 22),
    state           text        NOT NULL DEFAULT 'PLANNED'
        CHECK (state IN ('PLANNED', 'BOOKING', 'BOOKED', 'HANDED_OVER', 'RECALLING', 'CANCELLED')),
    status          text        NOT NULL DEFAULT 'PENDING'
        CHECK (status IN ('PENDING', 'INFO_RECEIVED', 'IN_TRANSIT', 'OUT_FOR_DELIVERY', 'ATTEMPT_FAIL',
                          'AVAILABLE_FOR_PICKUP', 'DELIVERED', 'EXCEPTION', 'EXPIRED')),
    carrier         text        NOT NULL,
    method          text        NOT NULL,
    tracking_number text,
    webhook_url     text        NOT NULL DEFAULT '',
    promised_by     date,
    problem         text        NOT NULL DEFAULT '',
    checks          int         NOT NULL DEFAULT 0,
    next_check_at   timestamptz,
    asked_at        timestamptz,
    created_at      timestamptz NOT NULL DEFAULT now(),
    handed_over_at  timestamptz,
    delivered_at    timestamptz,
    UNIQUE (order_id, no),
    CHECK (state NOT IN ('BOOKED', 'HANDED_OVER') OR tracking_number IS NOT NULL),
    CHECK ((state = 'HANDED_OVER') = (handed_over_at IS NOT NULL)),
    CHECK (state NOT IN ('BOOKING', 'RECALLING') OR next_check_at IS NOT NULL),
    CHECK (delivered_at IS NULL OR state = 'HANDED_OVER')
);
CREATE UNIQUE INDEX shipment_tracking_number ON orders.shipment (carrier, tracking_number)
    WHERE tracking_number IS NOT NULL AND state <> 'CANCELLED';
CREATE INDEX shipment_due ON orders.shipment (next_check_at) WHERE next_check_at IS NOT NULL;
CREATE INDEX shipment_open ON orders.shipment (state, id) WHERE state <> 'CANCELLED' AND delivered_at IS NULL;
CREATE INDEX shipment_delivered ON orders.shipment (delivered_at) WHERE delivered_at IS NOT NULL;

CREATE TABLE orders.shipment_line (
    shipment_id bigint NOT NULL REFERENCES orders.shipment ON DELETE CASCADE,
    order_id    bigint NOT NULL,
    line_no     int    NOT NULL,
    quantity    int    NOT NULL CHECK (quantity > 0),
    PRIMARY KEY (shipment_id, line_no),
    FOREIGN KEY (order_id, line_no) REFERENCES orders.order_line
);

-- Append-only. late: something that happened later was known already when this arrived.
CREATE TABLE orders.shipment_event (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    shipment_id bigint      NOT NULL REFERENCES orders.shipment ON DELETE CASCADE,
    at          timestamptz NOT NULL,
    status      text        NOT NULL,
    place       text        NOT NULL DEFAULT '',
    source      text        NOT NULL CHECK (source IN ('CARRIER', 'STAFF')),
    late        boolean     NOT NULL,
    received_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (shipment_id, at, status)
);
CREATE TRIGGER shipment_event_is_append_only BEFORE UPDATE ON orders.shipment_event
    FOR EACH ROW EXECUTE FUNCTION orders.refuse_change();

CREATE TABLE orders.carrier_inbox (
    carrier         text        NOT NULL,
    event_id        text        NOT NULL,
    tracking_number text        NOT NULL,
    known           boolean     NOT NULL,
    received_at     timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (carrier, event_id)
);

-- Orders that wait for their parcels; a million imported ones are paid too and wait for nothing.
CREATE INDEX orders_to_ship ON orders.orders (paid_at) WHERE state = 'PAID' AND source = 'shop';
