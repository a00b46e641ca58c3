-- Numbers without gaps per series and year: the counter is raised by the statement that writes the document, so a
-- document that is not written raises nothing.
CREATE TABLE orders.invoice_counter (
    series text NOT NULL CHECK (series IN ('INV', 'CN')),
    year   int  NOT NULL CHECK (year BETWEEN 2000 AND 9999),
    last   int  NOT NULL CHECK (last > 0),
    PRIMARY KEY (series, year)
);

-- Invoices (INV, one per order) and credit notes (CN, one per completed refund). content is what was said, for ever.
CREATE TABLE orders.invoice (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    series    text        NOT NULL,
    year      int         NOT NULL,
    no        int         NOT NULL CHECK (no > 0),
    number    text        NOT NULL UNIQUE,
    order_id  bigint      NOT NULL REFERENCES orders.orders,
    refund_id bigint UNIQUE REFERENCES orders.refund,
    issued_at timestamptz NOT NULL,
    content   jsonb       NOT NULL,
    UNIQUE (series, year, no),
    CHECK ((series = 'CN') = (refund_id IS NOT NULL)),
    CHECK (number = series || '-' || year || '-' || lpad(no::text, 6, '0'))
);
CREATE UNIQUE INDEX invoice_of_order ON orders.invoice (order_id) WHERE series = 'INV';
CREATE INDEX invoice_order ON orders.invoice (order_id);
CREATE TRIGGER invoice_is_immutable BEFORE UPDATE OR DELETE ON orders.invoice
    FOR EACH ROW EXECUTE FUNCTION orders.refuse_change();
