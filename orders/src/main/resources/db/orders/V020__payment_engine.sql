-- The state machine of payment attempts: a move that is not in this table does not happen, whoever asks for it.
-- Money that was really captured is always believed, also after a decline or a void: it pays the order or goes back.
CREATE TABLE orders.payment_transition (
    from_state text NOT NULL,
    to_state   text NOT NULL,
    PRIMARY KEY (from_state, to_state)
);
INSERT INTO orders.payment_transition (from_state, to_state)
VALUES ('CREATED', 'UNKNOWN'), ('CREATED', 'AUTHORISED'), ('CREATED', 'CAPTURED'), ('CREATED', 'DECLINED'),
       ('CREATED', 'VOIDED'),
       ('UNKNOWN', 'CREATED'), ('UNKNOWN', 'AUTHORISED'), ('UNKNOWN', 'CAPTURED'), ('UNKNOWN', 'DECLINED'),
       ('UNKNOWN', 'VOIDED'),
       ('AUTHORISED', 'CAPTURED'), ('AUTHORISED', 'DECLINED'), ('AUTHORISED', 'VOIDED'),
       ('DECLINED', 'CAPTURED'), ('VOIDED', 'CAPTURED'), ('CAPTURED', 'REFUNDED');

-- Every move of every attempt, written by the tables themselves.
CREATE TABLE orders.payment_move (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    attempt_id text        NOT NULL,
    from_state text,
    to_state   text        NOT NULL,
    at         timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX payment_move_attempt ON orders.payment_move (attempt_id, id);
CREATE TRIGGER payment_move_is_append_only BEFORE UPDATE ON orders.payment_move
    FOR EACH ROW EXECUTE FUNCTION orders.refuse_change();

-- Our books of money at providers, row by row, to be compared with theirs.
CREATE TABLE orders.payment_entry (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    attempt_id   text        NOT NULL,
    kind         text        NOT NULL CHECK (kind IN ('AUTHORISE', 'CAPTURE', 'VOID', 'REFUND', 'DECLINE')),
    amount_minor bigint      NOT NULL CHECK (amount_minor > 0),
    currency     text        NOT NULL CHECK (length(currency) = 3),
    reference    text        NOT NULL,
    at           timestamptz NOT NULL DEFAULT clock_timestamp(),
    UNIQUE (attempt_id, kind, reference)
);
CREATE TRIGGER payment_entry_is_append_only BEFORE UPDATE ON orders.payment_entry
    FOR EACH ROW EXECUTE FUNCTION orders.refuse_change();

CREATE FUNCTION orders.guard_payment_state() RETURNS trigger LANGUAGE plpgsql AS
$$
BEGIN
    IF NEW.state IS DISTINCT FROM OLD.state AND NOT EXISTS (
        SELECT FROM orders.payment_transition WHERE from_state = OLD.state AND to_state = NEW.state) THEN
        RAISE EXCEPTION 'a payment attempt cannot go from % to %', OLD.state, NEW.state;
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER payment_state_follows_the_table BEFORE UPDATE OF state ON orders.payment_attempt
    FOR EACH ROW EXECUTE FUNCTION orders.guard_payment_state();

CREATE FUNCTION orders.book_payment_move() RETURNS trigger LANGUAGE plpgsql AS
$$
DECLARE
    kind text;
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.state = OLD.state THEN
        RETURN NULL;
    END IF;
    INSERT INTO orders.payment_move (attempt_id, from_state, to_state)
    VALUES (NEW.id, CASE WHEN TG_OP = 'UPDATE' THEN OLD.state END, NEW.state);
    kind := CASE NEW.state WHEN 'AUTHORISED' THEN 'AUTHORISE' WHEN 'CAPTURED' THEN 'CAPTURE' WHEN 'VOIDED' THEN 'VOID'
                           WHEN 'DECLINED' THEN 'DECLINE' END;
    IF kind IS NOT NULL THEN
        INSERT INTO orders.payment_entry (attempt_id, kind, amount_minor, currency, reference)
        VALUES (NEW.id, kind, CASE kind WHEN 'CAPTURE' THEN NEW.captured_minor ELSE NEW.amount_minor END,
                NEW.currency, NEW.id)
        ON CONFLICT DO NOTHING;
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER payment_move_is_booked AFTER INSERT OR UPDATE OF state ON orders.payment_attempt
    FOR EACH ROW EXECUTE FUNCTION orders.book_payment_move();

CREATE FUNCTION orders.book_refund() RETURNS trigger LANGUAGE plpgsql AS
$$
BEGIN
    IF NEW.state = 'COMPLETED' AND NEW.attempt_id IS NOT NULL THEN
        INSERT INTO orders.payment_entry (attempt_id, kind, amount_minor, currency, reference)
        VALUES (NEW.attempt_id, 'REFUND', NEW.amount_minor, NEW.currency, NEW.natural_key)
        ON CONFLICT DO NOTHING;
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER refund_is_booked AFTER INSERT OR UPDATE OF state ON orders.refund
    FOR EACH ROW EXECUTE FUNCTION orders.book_refund();

-- What was there before the books were opened.
INSERT INTO orders.payment_entry (attempt_id, kind, amount_minor, currency, reference, at)
SELECT id, 'CAPTURE', captured_minor, currency, id, updated_at FROM orders.payment_attempt WHERE captured_minor > 0
UNION ALL
SELECT attempt_id, 'REFUND', amount_minor, currency, natural_key, completed_at FROM orders.refund
WHERE state = 'COMPLETED' AND attempt_id IS NOT NULL;

-- How the address of an attempt is brought to the shopper.
ALTER TABLE orders.payment_attempt
    ADD COLUMN flow text NOT NULL DEFAULT 'REDIRECT' CHECK (flow IN ('REDIRECT', 'QR', 'OFFLINE'));

-- Every webhook that was rightly signed, whatever came of it.
ALTER TABLE orders.webhook_inbox
    ADD COLUMN verdict text NOT NULL DEFAULT 'APPLIED' CHECK (verdict IN ('APPLIED', 'MISMATCH', 'STRANGER')),
    ADD COLUMN says    text NOT NULL DEFAULT '',
    ADD COLUMN payload text NOT NULL DEFAULT '',
    ADD COLUMN times   int  NOT NULL DEFAULT 1,
    ADD COLUMN last_at timestamptz NOT NULL DEFAULT now();
CREATE INDEX webhook_inbox_attempt ON orders.webhook_inbox (attempt_id);

-- A notice that was looked into; it opens again when it comes again.
ALTER TABLE orders.parked_notice
    ADD COLUMN resolved_at timestamptz,
    ADD COLUMN resolved_by text;
CREATE INDEX parked_notice_open ON orders.parked_notice (last_at DESC) WHERE resolved_at IS NULL;

-- How every call to a provider ended: OK for any definitive answer, a decline included.
CREATE TABLE orders.channel_call (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    channel   text        NOT NULL,
    operation text        NOT NULL,
    outcome   text        NOT NULL CHECK (outcome IN ('OK', 'UNKNOWN', 'REJECTED')),
    millis    int         NOT NULL,
    at        timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX channel_call_at ON orders.channel_call (at);

-- What a channel costs the merchant, in hundredths of a percent of the amount and per payment.
CREATE TABLE orders.channel_cost (
    channel      text PRIMARY KEY,
    basis_points int    NOT NULL DEFAULT 0 CHECK (basis_points BETWEEN 0 AND 10000),
    fixed_minor  bigint NOT NULL DEFAULT 0 CHECK (fixed_minor >= 0)
);
INSERT INTO orders.channel_cost (channel, basis_points, fixed_minor)
VALUES ('wallet-redirect', 60, 0), ('wallet-qr', 60, 0), ('card-redirect', 180, 0), ('cash-pickup', 0, 0);

-- What the shopper is advised to do after a decline. wait_minutes: not before, on the same channel.
CREATE TABLE orders.decline_rule (
    reason       text PRIMARY KEY,
    advice       text NOT NULL CHECK (advice IN ('retry_later', 'other_channel', 'other_card', 'contact_bank')),
    wait_minutes int  NOT NULL DEFAULT 0 CHECK (wait_minutes >= 0)
);
INSERT INTO orders.decline_rule (reason, advice, wait_minutes)
VALUES ('insufficient_funds', 'other_card', 0),
       ('limit_exceeded', 'other_channel', 0),
       ('expired_card', 'other_card', 0),
       ('invalid_card', 'other_card', 0),
       ('authentication_failed', 'other_channel', 0),
       ('do_not_honour', 'contact_bank', 0),
       ('suspected_fraud', 'contact_bank', 0),
       ('issuer_unavailable', 'retry_later', 2),
       ('channel_unavailable', 'other_channel', 2),
       ('other', 'other_channel', 0);

CREATE INDEX payment_attempt_recent ON orders.payment_attempt (created_at);
