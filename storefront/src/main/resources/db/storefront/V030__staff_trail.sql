-- Who did what in the admin: one row for every request of a member of staff that may change something.
CREATE TABLE storefront.staff_action (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at         timestamptz NOT NULL,
    staff      bigint      NOT NULL,
    username   text        NOT NULL,
    role       text        NOT NULL,
    action     text        NOT NULL,
    path       text        NOT NULL,
    status     int         NOT NULL,
    detail     text        NOT NULL DEFAULT '',
    request_id text        NOT NULL
);
CREATE INDEX staff_action_staff ON storefront.staff_action (staff, id DESC);
CREATE FUNCTION storefront.refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$
BEGIN
    RAISE EXCEPTION '% is written once', TG_TABLE_NAME;
END
$$;
CREATE TRIGGER staff_action_is_append_only BEFORE UPDATE OR DELETE ON storefront.staff_action
    FOR EACH ROW EXECUTE FUNCTION storefront.refuse_change();

ALTER TABLE storefront.staff ADD COLUMN invited_by bigint REFERENCES storefront.staff;
ALTER TABLE storefront.staff ADD COLUMN disabled_at timestamptz;

-- Saved searches of the orders board; a shared one is seen by everybody who may see the board.
CREATE TABLE storefront.order_view (
    id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    staff  bigint  NOT NULL REFERENCES storefront.staff ON DELETE CASCADE,
    name   text    NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
    query  text    NOT NULL CHECK (length(query) <= 1000),
    shared boolean NOT NULL DEFAULT false,
    UNIQUE (staff, name)
);
