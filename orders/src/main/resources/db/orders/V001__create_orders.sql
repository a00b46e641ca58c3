-- Buyers: members of the shop (source 'shop') and customers of an imported history.
CREATE TABLE orders.customer (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    source      text        NOT NULL,
    external_id text        NOT NULL,
    name        text        NOT NULL DEFAULT '',
    email       text,
    country     text,
    created_at  timestamptz NOT NULL DEFAULT now(),
    UNIQUE (source, external_id)
);
CREATE INDEX customer_email ON orders.customer (lower(email) text_pattern_ops);

CREATE TABLE orders.cart (
    id          text PRIMARY KEY CHECK (length(id) >= 22),
    state       text        NOT NULL DEFAULT 'OPEN' CHECK (state IN ('OPEN', 'ORDERED', 'MERGED')),
    customer_id bigint REFERENCES orders.customer,
    coupon      text,
    order_id    bigint,
    merged_into text,
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now(),
    CHECK ((state = 'ORDERED') = (order_id IS NOT NULL)),
    CHECK ((state = 'MERGED') = (merged_into IS NOT NULL))
);
CREATE UNIQUE INDEX cart_open_of_customer ON orders.cart (customer_id) WHERE state = 'OPEN' AND customer_id IS NOT NULL;
CREATE INDEX cart_updated ON orders.cart (updated_at);

CREATE TABLE orders.cart_line (
    cart_id  text        NOT NULL REFERENCES orders.cart ON DELETE CASCADE,
    sku      bigint      NOT NULL,
    quantity int         NOT NULL CHECK (quantity BETWEEN 1 AND 999),
    added_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (cart_id, sku)
);

-- A price promise. terms is the exact content that was priced; derivation explains it to people.
CREATE TABLE orders.quote (
    key         text PRIMARY KEY CHECK (length(key) >= 22),
    cart_id     text        NOT NULL,
    currency    text        NOT NULL CHECK (length(currency) = 3),
    total_minor bigint      NOT NULL CHECK (total_minor >= 0),
    terms       text        NOT NULL,
    derivation  jsonb       NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    expires_at  timestamptz NOT NULL
);
CREATE INDEX quote_expires ON orders.quote (expires_at);

CREATE FUNCTION orders.refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$
BEGIN
    RAISE EXCEPTION '% is written once', TG_TABLE_NAME;
END
$$;
CREATE TRIGGER quote_is_immutable BEFORE UPDATE ON orders.quote
    FOR EACH ROW EXECUTE FUNCTION orders.refuse_change();

CREATE TABLE orders.stock_level (
    sku      bigint PRIMARY KEY,
    on_hand  int NOT NULL CHECK (on_hand >= 0),
    reserved int NOT NULL DEFAULT 0 CHECK (reserved >= 0),
    CHECK (on_hand >= reserved)
) WITH (fillfactor = 50);

-- Append-only: the sums of the deltas are the level.
CREATE TABLE orders.stock_movement (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    sku            bigint      NOT NULL,
    kind           text        NOT NULL CHECK (kind IN ('ADJUST', 'RESERVE', 'RELEASE', 'SELL', 'RETURN')),
    on_hand_delta  int         NOT NULL DEFAULT 0,
    reserved_delta int         NOT NULL DEFAULT 0,
    order_id       bigint,
    reason         text        NOT NULL DEFAULT '',
    at             timestamptz NOT NULL DEFAULT now(),
    CHECK (on_hand_delta <> 0 OR reserved_delta <> 0),
    CHECK (kind = 'ADJUST' OR order_id IS NOT NULL)
);
CREATE INDEX stock_movement_sku ON orders.stock_movement (sku, id);
CREATE TRIGGER stock_movement_is_append_only BEFORE UPDATE ON orders.stock_movement
    FOR EACH ROW EXECUTE FUNCTION orders.refuse_change();

CREATE SEQUENCE orders.order_number START 100001;

-- source 'shop' or the name of an imported history; natural_key is the idempotency key of the checkout or the
-- invoice number. number is unique over all sources. captured_minor and refunded_minor are what really moved;
-- an imported paid order has captured_minor = total_minor.
CREATE TABLE orders.orders (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    number         text        NOT NULL UNIQUE CHECK (number <> ''),
    token          text        NOT NULL UNIQUE DEFAULT replace(gen_random_uuid()::text, '-', '')
        CHECK (length(token) >= 22),
    source         text        NOT NULL,
    natural_key    text        NOT NULL,
    customer_id    bigint REFERENCES orders.customer,
    state          text        NOT NULL
        CHECK (state IN ('PENDING_PAYMENT', 'PAID', 'SHIPPED', 'DELIVERED', 'CANCELLED', 'REFUNDED')),
    currency       text        NOT NULL CHECK (length(currency) = 3),
    goods_minor    bigint      NOT NULL CHECK (goods_minor >= 0),
    discount_minor bigint      NOT NULL DEFAULT 0 CHECK (discount_minor BETWEEN 0 AND goods_minor),
    shipping_minor bigint      NOT NULL DEFAULT 0 CHECK (shipping_minor >= 0),
    tax_minor      bigint      NOT NULL DEFAULT 0 CHECK (tax_minor >= 0),
    total_minor    bigint      NOT NULL CHECK (total_minor >= 0),
    captured_minor bigint      NOT NULL DEFAULT 0 CHECK (captured_minor >= 0),
    refunded_minor bigint      NOT NULL DEFAULT 0 CHECK (refunded_minor BETWEEN 0 AND captured_minor),
    units          int         NOT NULL CHECK (units >= 0),
    coupon         text,
    name           text        NOT NULL DEFAULT '',
    email          text,
    visitor        text,
    language       text        NOT NULL DEFAULT 'en',
    address        jsonb       NOT NULL DEFAULT '{}',
    placed_at      timestamptz NOT NULL,
    paid_at        timestamptz,
    cancelled_at   timestamptz,
    sweep_at       timestamptz,
    UNIQUE (source, natural_key),
    CHECK (total_minor = goods_minor - discount_minor + shipping_minor + tax_minor)
);
CREATE INDEX orders_customer ON orders.orders (customer_id, placed_at DESC) WHERE customer_id IS NOT NULL;
CREATE INDEX orders_placed ON orders.orders (placed_at DESC, id DESC);
CREATE INDEX orders_state ON orders.orders (state, placed_at DESC, id DESC);
CREATE INDEX orders_sweep ON orders.orders (sweep_at) WHERE state = 'PENDING_PAYMENT';
CREATE INDEX orders_number_text ON orders.orders (lower(number) text_pattern_ops);
CREATE INDEX orders_email_text ON orders.orders (lower(email) text_pattern_ops);
CREATE INDEX orders_name_text ON orders.orders (lower(name) text_pattern_ops);

ALTER TABLE orders.cart ADD FOREIGN KEY (order_id) REFERENCES orders.orders;

-- sku is null when an imported line names a code the catalogue does not know. Unit prices of a history may have been
-- rounded, so line_total_minor is the truth. discount_minor is this line's share of the adjustments.
CREATE TABLE orders.order_line (
    order_id         bigint NOT NULL REFERENCES orders.orders ON DELETE CASCADE,
    line_no          int    NOT NULL,
    sku              bigint,
    code             text   NOT NULL,
    slug             text,
    title            text   NOT NULL,
    quantity         int    NOT NULL CHECK (quantity > 0),
    unit_price_minor bigint NOT NULL CHECK (unit_price_minor >= 0),
    line_total_minor bigint NOT NULL CHECK (line_total_minor >= 0),
    discount_minor   bigint NOT NULL DEFAULT 0 CHECK (discount_minor BETWEEN 0 AND line_total_minor),
    PRIMARY KEY (order_id, line_no)
);

CREATE TABLE orders.order_adjustment (
    order_id       bigint   NOT NULL REFERENCES orders.orders ON DELETE CASCADE,
    position       int      NOT NULL,
    source         text     NOT NULL,
    label          text     NOT NULL,
    amount_minor   bigint   NOT NULL CHECK (amount_minor <= 0),
    per_line_minor bigint[] NOT NULL,
    PRIMARY KEY (order_id, position),
    UNIQUE (order_id, source)
);

CREATE TABLE orders.reservation (
    order_id   bigint      NOT NULL REFERENCES orders.orders ON DELETE CASCADE,
    sku        bigint      NOT NULL,
    quantity   int         NOT NULL CHECK (quantity > 0),
    state      text        NOT NULL DEFAULT 'HELD' CHECK (state IN ('HELD', 'SOLD', 'RELEASED', 'RETURNED')),
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (order_id, sku)
);
CREATE INDEX reservation_held ON orders.reservation (sku) WHERE state = 'HELD';

-- refund_minor counts requested and completed refunds. surplus: captured money no order waits for; it goes back in full.
CREATE TABLE orders.payment_attempt (
    id             text PRIMARY KEY CHECK (length(id) >= 22),
    order_id       bigint      NOT NULL REFERENCES orders.orders,
    channel        text        NOT NULL,
    state          text        NOT NULL DEFAULT 'CREATED'
        CHECK (state IN ('CREATED', 'UNKNOWN', 'AUTHORISED', 'CAPTURED', 'DECLINED', 'VOIDED', 'REFUNDED')),
    currency       text        NOT NULL CHECK (length(currency) = 3),
    amount_minor   bigint      NOT NULL CHECK (amount_minor > 0),
    captured_minor bigint      NOT NULL DEFAULT 0 CHECK (captured_minor BETWEEN 0 AND amount_minor),
    refund_minor   bigint      NOT NULL DEFAULT 0 CHECK (refund_minor BETWEEN 0 AND captured_minor),
    surplus        boolean     NOT NULL DEFAULT false,
    return_url     text        NOT NULL,
    webhook_url    text        NOT NULL,
    provider_id    text,
    redirect_url   text,
    decline_reason text,
    checks         int         NOT NULL DEFAULT 0,
    next_check_at  timestamptz,
    created_at     timestamptz NOT NULL DEFAULT now(),
    updated_at     timestamptz NOT NULL DEFAULT now(),
    CHECK (state NOT IN ('CREATED', 'UNKNOWN', 'AUTHORISED') OR next_check_at IS NOT NULL)
);
CREATE UNIQUE INDEX one_capture_per_order ON orders.payment_attempt (order_id) WHERE state = 'CAPTURED' AND NOT surplus;
CREATE INDEX payment_attempt_order ON orders.payment_attempt (order_id);
CREATE INDEX payment_attempt_due ON orders.payment_attempt (next_check_at) WHERE next_check_at IS NOT NULL;

-- order_id is null for an imported refund that names no order. customer_id repeats the order's.
CREATE TABLE orders.refund (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    source       text        NOT NULL,
    natural_key  text        NOT NULL,
    order_id     bigint REFERENCES orders.orders,
    attempt_id   text REFERENCES orders.payment_attempt,
    customer_id  bigint REFERENCES orders.customer,
    currency     text        NOT NULL CHECK (length(currency) = 3),
    amount_minor bigint      NOT NULL CHECK (amount_minor > 0),
    state        text        NOT NULL CHECK (state IN ('REQUESTED', 'COMPLETED', 'FAILED')),
    reason       text        NOT NULL DEFAULT '',
    requested_at timestamptz NOT NULL,
    completed_at timestamptz,
    tries        int         NOT NULL DEFAULT 0,
    next_try_at  timestamptz,
    UNIQUE (source, natural_key),
    CHECK ((state = 'COMPLETED') = (completed_at IS NOT NULL)),
    CHECK (state <> 'REQUESTED' OR next_try_at IS NOT NULL)
);
CREATE INDEX refund_order ON orders.refund (order_id) WHERE order_id IS NOT NULL;
CREATE INDEX refund_attempt ON orders.refund (attempt_id) WHERE attempt_id IS NOT NULL;
CREATE INDEX refund_customer ON orders.refund (customer_id) WHERE customer_id IS NOT NULL;
CREATE INDEX refund_due ON orders.refund (next_try_at) WHERE next_try_at IS NOT NULL;

CREATE TABLE orders.webhook_inbox (
    event_id    text PRIMARY KEY,
    channel     text        NOT NULL,
    attempt_id  text        NOT NULL,
    received_at timestamptz NOT NULL DEFAULT now()
);

-- What a provider said that cannot be true here: for a person to look at.
CREATE TABLE orders.parked_notice (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    attempt_id text        NOT NULL,
    kind       text        NOT NULL,
    detail     text        NOT NULL,
    times      int         NOT NULL DEFAULT 1,
    first_at   timestamptz NOT NULL DEFAULT now(),
    last_at    timestamptz NOT NULL DEFAULT now(),
    UNIQUE (attempt_id, kind, detail)
);

CREATE TABLE orders.order_event (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    order_id  bigint      NOT NULL REFERENCES orders.orders ON DELETE CASCADE,
    at        timestamptz NOT NULL,
    actor     text        NOT NULL,
    text_key  text        NOT NULL,
    arguments jsonb       NOT NULL DEFAULT '{}'
);
CREATE INDEX order_event_order ON orders.order_event (order_id, id);
