-- Where a SKU lies in the warehouse, for pick lists in walking order.
CREATE TABLE orders.pick_bin (
    sku bigint PRIMARY KEY,
    bin text NOT NULL CHECK (length(bin) BETWEEN 1 AND 20)
);
