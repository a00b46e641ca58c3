-- Why goods come back, and what follows: rules as data. fee_bp is the restocking fee on what was paid for the units.
CREATE TABLE orders.return_reason (
    code        text PRIMARY KEY,
    position    int     NOT NULL UNIQUE,
    fault       text    NOT NULL CHECK (fault IN ('SHOP', 'SHOPPER')),
    before_ship boolean NOT NULL,
    after_ship  boolean NOT NULL,
    window_days int     NOT NULL CHECK (window_days BETWEEN 0 AND 3650),
    fee_bp      int     NOT NULL DEFAULT 0 CHECK (fee_bp BETWEEN 0 AND 5000),
    CHECK (fault = 'SHOPPER' OR fee_bp = 0)
);
INSERT INTO orders.return_reason (code, position, fault, before_ship, after_ship, window_days)
VALUES ('changed_mind', 1, 'SHOPPER', true, true, 14),
       ('ordered_twice', 2, 'SHOPPER', true, true, 14),
       ('too_slow', 3, 'SHOP', true, false, 0),
       ('damaged', 4, 'SHOP', false, true, 30),
       ('defective', 5, 'SHOP', false, true, 365),
       ('wrong_item', 6, 'SHOP', false, true, 30),
       ('not_as_described', 7, 'SHOP', false, true, 30),
       ('out_of_stock', 8, 'SHOP', true, false, 0);

-- Units of a line that leave the order again. claimed: named by a case that is open or done; settled: their money is
-- decided; settled_fault: of these through the shop's fault.
CREATE TABLE orders.line_claim (
    order_id      bigint NOT NULL,
    line_no       int    NOT NULL,
    quantity      int    NOT NULL,
    claimed       int    NOT NULL DEFAULT 0,
    settled       int    NOT NULL DEFAULT 0,
    settled_fault int    NOT NULL DEFAULT 0,
    PRIMARY KEY (order_id, line_no),
    FOREIGN KEY (order_id, line_no) REFERENCES orders.order_line ON DELETE CASCADE,
    CHECK (0 <= settled_fault AND settled_fault <= settled AND settled <= claimed AND claimed <= quantity)
);

CREATE SEQUENCE orders.after_sale_number START 5001;

-- A cancellation, return or exchange. refund_minor goes back to the payment, credit_minor into the replacement order,
-- fee_minor stays with the shop; together they are what the units were worth. credit_back_minor: credit that the
-- replacement order gave back and that went to the payment after all.
CREATE TABLE orders.after_sale (
    id                bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    number            text        NOT NULL UNIQUE DEFAULT 'A' || nextval('orders.after_sale_number'),
    order_id          bigint      NOT NULL REFERENCES orders.orders,
    kind              text        NOT NULL CHECK (kind IN ('CANCEL', 'RETURN', 'EXCHANGE')),
    state             text        NOT NULL CHECK (state IN
        ('REQUESTED', 'APPROVED', 'RECEIVED', 'INSPECTED', 'REFUNDED', 'REFUSED', 'WITHDRAWN')),
    currency          text        NOT NULL CHECK (length(currency) = 3),
    refund_minor      bigint      NOT NULL DEFAULT 0 CHECK (refund_minor >= 0),
    credit_minor      bigint      NOT NULL DEFAULT 0 CHECK (credit_minor >= 0),
    credit_back_minor bigint      NOT NULL DEFAULT 0 CHECK (credit_back_minor BETWEEN 0 AND credit_minor),
    fee_minor         bigint      NOT NULL DEFAULT 0 CHECK (fee_minor >= 0),
    replacement_order bigint UNIQUE REFERENCES orders.orders,
    note              text        NOT NULL DEFAULT '',
    opened_by         text        NOT NULL,
    opened_at         timestamptz NOT NULL,
    changed_at        timestamptz NOT NULL,
    CHECK (state = 'REFUNDED' OR refund_minor + credit_minor + fee_minor = 0),
    CHECK (replacement_order IS NULL OR kind = 'EXCHANGE'),
    CHECK (credit_minor = 0 OR replacement_order IS NOT NULL)
);
CREATE INDEX after_sale_order ON orders.after_sale (order_id);
CREATE INDEX after_sale_open ON orders.after_sale (state, id)
    WHERE state IN ('REQUESTED', 'APPROVED', 'RECEIVED', 'INSPECTED');

CREATE TABLE orders.after_sale_line (
    case_id     bigint NOT NULL REFERENCES orders.after_sale ON DELETE CASCADE,
    line_no     int    NOT NULL,
    quantity    int    NOT NULL CHECK (quantity > 0),
    reason      text   NOT NULL REFERENCES orders.return_reason,
    accepted    int CHECK (accepted BETWEEN 0 AND quantity),
    restocked   int    NOT NULL DEFAULT 0 CHECK (restocked >= 0),
    written_off int    NOT NULL DEFAULT 0 CHECK (written_off >= 0),
    PRIMARY KEY (case_id, line_no),
    CHECK (restocked + written_off <= coalesce(accepted, 0))
);

-- What the shopper wants instead, at the price of the moment of asking.
CREATE TABLE orders.after_sale_wish (
    case_id          bigint PRIMARY KEY REFERENCES orders.after_sale ON DELETE CASCADE,
    sku              bigint NOT NULL,
    title            text   NOT NULL,
    quantity         int    NOT NULL CHECK (quantity > 0),
    unit_price_minor bigint NOT NULL CHECK (unit_price_minor >= 0)
);

-- The explanation that was confirmed, cent by cent; written once.
CREATE TABLE orders.after_sale_item (
    case_id      bigint NOT NULL REFERENCES orders.after_sale ON DELETE CASCADE,
    position     int    NOT NULL,
    text_key     text   NOT NULL,
    arguments    jsonb  NOT NULL,
    amount_minor bigint NOT NULL,
    PRIMARY KEY (case_id, position)
);
CREATE TRIGGER after_sale_item_is_immutable BEFORE UPDATE ON orders.after_sale_item
    FOR EACH ROW EXECUTE FUNCTION orders.refuse_change();
