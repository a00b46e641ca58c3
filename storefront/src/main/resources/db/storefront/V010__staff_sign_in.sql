-- Failed sign-ins of staff, kept for the time they count against further tries.
CREATE TABLE storefront.staff_sign_in_failure (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    username  text        NOT NULL,
    failed_at timestamptz NOT NULL
);
CREATE INDEX staff_sign_in_failure_username ON storefront.staff_sign_in_failure (username, failed_at);
