-- Postage, bank fees, samples and the like stand on invoices but are no goods.
ALTER TABLE orders.order_line
    ADD COLUMN kind text NOT NULL DEFAULT 'goods' CHECK (kind IN ('goods', 'charge'));

-- Rows of a history file on their way into orders. Unlogged: after a crash the file is simply imported again.
CREATE UNLOGGED TABLE orders.history_stage (
    load_id          uuid        NOT NULL,
    row_no           bigint      NOT NULL,
    refund           boolean     NOT NULL,
    invoice          text        NOT NULL,
    code             text        NOT NULL,
    title            text        NOT NULL,
    quantity         int         NOT NULL,
    unit_price_minor bigint      NOT NULL,
    amount_minor     bigint      NOT NULL,
    at               timestamptz NOT NULL,
    customer         text,
    country          text,
    charge           boolean     NOT NULL,
    staged_at        timestamptz NOT NULL DEFAULT now()
);
