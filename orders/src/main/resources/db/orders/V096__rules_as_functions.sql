-- PostgreSQL reads the stored tree of every CHECK of a table anew in every statement that writes a row of it: the rules
-- of the tables below were some 130 kB of tree an order, a twentieth of what an order costs. A function is read once a
-- session. The rules are the same, word for word; a table has one CHECK, and its function says all that it holds.
-- An unknown (NULL) breaks no rule, as in any CHECK.

CREATE FUNCTION orders.stock_movement_holds(kind text, on_hand int, reserved int, outgoing int, of_order boolean)
    RETURNS boolean LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
    RETURN CASE kind
        WHEN 'RECEIVE' THEN on_hand > 0 AND reserved = 0 AND outgoing = 0 AND NOT of_order
        WHEN 'ADJUST' THEN on_hand <> 0 AND reserved = 0 AND outgoing = 0 AND NOT of_order
        WHEN 'TRANSFER' THEN on_hand <> 0 AND reserved = 0 AND outgoing = 0 AND NOT of_order
        WHEN 'RESERVE' THEN on_hand = 0 AND reserved > 0 AND outgoing = 0 AND of_order
        WHEN 'RELEASE' THEN on_hand = 0 AND reserved < 0 AND outgoing = 0 AND of_order
        WHEN 'SELL' THEN on_hand = reserved AND on_hand < 0 AND of_order
        WHEN 'SHIP' THEN on_hand = 0 AND reserved = 0 AND outgoing < 0 AND of_order
        WHEN 'RETURN' THEN on_hand > 0 AND reserved = 0 AND outgoing <= 0 AND of_order
        ELSE false END;
END $$;

ALTER TABLE orders.stock_movement
    DROP CONSTRAINT stock_movement_kind,
    DROP CONSTRAINT stock_movement_moves,
    DROP CONSTRAINT stock_movement_has_order,
    DROP CONSTRAINT stock_movement_sign,
    ADD CONSTRAINT stock_movement_holds CHECK (orders.stock_movement_holds(
        kind, on_hand_delta, reserved_delta, outgoing_delta, order_id IS NOT NULL));

CREATE FUNCTION orders.reservation_holds(
        state text, quantity int, shipped int, returned int, recalled int)
    RETURNS boolean LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
    RETURN quantity > 0
        AND shipped >= 0 AND recalled >= 0 AND shipped + recalled <= quantity
        AND recalled <= returned AND returned <= quantity
        AND CASE state
            WHEN 'HELD' THEN shipped = 0 AND returned = 0
            WHEN 'SOLD' THEN returned < quantity
            WHEN 'RELEASED' THEN shipped = 0 AND returned = 0
            WHEN 'RETURNED' THEN returned = quantity
            ELSE false END;
END $$;

ALTER TABLE orders.reservation
    DROP CONSTRAINT reservation_check,
    DROP CONSTRAINT reservation_check1,
    DROP CONSTRAINT reservation_check2,
    DROP CONSTRAINT reservation_check3,
    DROP CONSTRAINT reservation_check4,
    DROP CONSTRAINT reservation_check5,
    DROP CONSTRAINT reservation_quantity_check,
    DROP CONSTRAINT reservation_state_check,
    ADD CONSTRAINT reservation_holds
        CHECK (orders.reservation_holds(state, quantity, shipped, returned, recalled));

CREATE FUNCTION orders.amounts_hold(
        goods bigint, discount bigint, shipping bigint, tax bigint, total bigint, tax_included bigint,
        captured bigint, refunded bigint)
    RETURNS boolean LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
    RETURN goods >= 0 AND shipping >= 0 AND tax >= 0
        AND discount BETWEEN 0 AND goods
        AND total = goods - discount + shipping + tax
        AND tax_included BETWEEN 0 AND total
        AND captured >= 0 AND refunded BETWEEN 0 AND captured;
END $$;

CREATE FUNCTION orders.order_holds(
        state text, number text, token text, units int, currency text, base_currency text, base_minor bigint, rate numeric)
    RETURNS boolean LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
    RETURN state IN ('PENDING_PAYMENT', 'PAID', 'SHIPPED', 'DELIVERED', 'CANCELLED', 'REFUNDED')
        AND number <> '' AND length(token) >= 22 AND units >= 0 AND length(currency) = 3
        AND (base_currency IS NULL) = (base_minor IS NULL)
        AND length(base_currency) = 3 AND base_minor >= 0 AND rate > 0;
END $$;

ALTER TABLE orders.orders
    DROP CONSTRAINT orders_base_currency_check,
    DROP CONSTRAINT orders_base_minor_check,
    DROP CONSTRAINT orders_captured_minor_check,
    DROP CONSTRAINT orders_check,
    DROP CONSTRAINT orders_check1,
    DROP CONSTRAINT orders_check2,
    DROP CONSTRAINT orders_check3,
    DROP CONSTRAINT orders_check4,
    DROP CONSTRAINT orders_currency_check,
    DROP CONSTRAINT orders_goods_minor_check,
    DROP CONSTRAINT orders_number_check,
    DROP CONSTRAINT orders_rate_check,
    DROP CONSTRAINT orders_shipping_minor_check,
    DROP CONSTRAINT orders_state_check,
    DROP CONSTRAINT orders_tax_minor_check,
    DROP CONSTRAINT orders_token_check,
    DROP CONSTRAINT orders_total_minor_check,
    DROP CONSTRAINT orders_units_check,
    ADD CONSTRAINT orders_amounts_hold CHECK (orders.amounts_hold(
        goods_minor, discount_minor, shipping_minor, tax_minor, total_minor, tax_included_minor,
        captured_minor, refunded_minor)),
    ADD CONSTRAINT orders_order_holds CHECK (orders.order_holds(
        state, number, token, units, currency, base_currency, base_minor, rate));

CREATE FUNCTION orders.payment_attempt_holds(
        state text, flow text, id text, currency text, amount bigint, captured bigint, refund bigint, watched boolean)
    RETURNS boolean LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
    RETURN flow IN ('REDIRECT', 'QR', 'OFFLINE') AND length(id) >= 22 AND length(currency) = 3
        AND amount > 0 AND captured BETWEEN 0 AND amount AND refund BETWEEN 0 AND captured
        AND CASE WHEN state IN ('CREATED', 'UNKNOWN', 'AUTHORISED') THEN watched
            ELSE state IN ('CAPTURED', 'DECLINED', 'VOIDED', 'REFUNDED') END;
END $$;

ALTER TABLE orders.payment_attempt
    DROP CONSTRAINT payment_attempt_amount_minor_check,
    DROP CONSTRAINT payment_attempt_check,
    DROP CONSTRAINT payment_attempt_check1,
    DROP CONSTRAINT payment_attempt_check2,
    DROP CONSTRAINT payment_attempt_currency_check,
    DROP CONSTRAINT payment_attempt_flow_check,
    DROP CONSTRAINT payment_attempt_id_check,
    DROP CONSTRAINT payment_attempt_state_check,
    ADD CONSTRAINT payment_attempt_holds CHECK (orders.payment_attempt_holds(
        state, flow, id, currency, amount_minor, captured_minor, refund_minor, next_check_at IS NOT NULL));

CREATE FUNCTION orders.order_line_holds(
        kind text, quantity int, allotted int, shipped int, cancelled int,
        unit_price bigint, line_total bigint, discount bigint, tax bigint)
    RETURNS boolean LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
    RETURN kind IN ('goods', 'charge') AND quantity > 0 AND cancelled >= 0
        AND allotted >= 0 AND allotted + cancelled <= quantity AND shipped BETWEEN 0 AND allotted
        AND unit_price >= 0 AND line_total >= 0 AND tax >= 0 AND discount BETWEEN 0 AND line_total;
END $$;

ALTER TABLE orders.order_line
    DROP CONSTRAINT order_line_cancelled_check,
    DROP CONSTRAINT order_line_check,
    DROP CONSTRAINT order_line_check1,
    DROP CONSTRAINT order_line_check2,
    DROP CONSTRAINT order_line_kind_check,
    DROP CONSTRAINT order_line_line_total_minor_check,
    DROP CONSTRAINT order_line_quantity_check,
    DROP CONSTRAINT order_line_tax_minor_check,
    DROP CONSTRAINT order_line_unit_price_minor_check,
    ADD CONSTRAINT order_line_holds CHECK (orders.order_line_holds(
        kind, quantity, allotted, shipped, cancelled, unit_price_minor, line_total_minor, discount_minor, tax_minor));

CREATE FUNCTION orders.risk_assessment_holds(
        verdict text, challenge text, outcome text, decided_by text, tries int, sent int, minor bigint, currency text)
    RETURNS boolean LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
    RETURN verdict IN ('ALLOW', 'STEP_UP', 'REVIEW', 'BLOCK') AND challenge IN ('NONE', 'OPEN', 'PASSED', 'FAILED')
        AND (verdict <> 'STEP_UP' OR challenge = 'OPEN') AND (challenge <> 'FAILED' OR verdict = 'BLOCK')
        AND outcome IN ('GOOD', 'BAD') AND (outcome IS NULL) = (decided_by IS NULL)
        AND tries BETWEEN 0 AND 5 AND sent BETWEEN 0 AND 3 AND minor >= 0 AND length(currency) = 3;
END $$;

ALTER TABLE orders.risk_assessment
    DROP CONSTRAINT risk_assessment_challenge_check,
    DROP CONSTRAINT risk_assessment_check,
    DROP CONSTRAINT risk_assessment_check1,
    DROP CONSTRAINT risk_assessment_check2,
    DROP CONSTRAINT risk_assessment_currency_check,
    DROP CONSTRAINT risk_assessment_minor_check,
    DROP CONSTRAINT risk_assessment_outcome_check,
    DROP CONSTRAINT risk_assessment_sent_check,
    DROP CONSTRAINT risk_assessment_tries_check,
    DROP CONSTRAINT risk_assessment_verdict_check,
    ADD CONSTRAINT risk_assessment_holds CHECK (orders.risk_assessment_holds(
        verdict, challenge, outcome, decided_by, tries, sent, minor, currency));

CREATE FUNCTION orders.cart_holds(id text, state text, ordered boolean, merged boolean)
    RETURNS boolean LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
    RETURN length(id) >= 22 AND state IN ('OPEN', 'ORDERED', 'MERGED')
        AND (state = 'ORDERED') = ordered AND (state = 'MERGED') = merged;
END $$;

ALTER TABLE orders.cart
    DROP CONSTRAINT cart_check,
    DROP CONSTRAINT cart_check1,
    DROP CONSTRAINT cart_id_check,
    DROP CONSTRAINT cart_state_check,
    ADD CONSTRAINT cart_holds CHECK (orders.cart_holds(id, state, order_id IS NOT NULL, merged_into IS NOT NULL));

-- A table nobody ever looked at counts as ten pages of rows, which makes the plans of an order expect a crowd.
ANALYZE orders.bundle_component, orders.order_part, orders.warehouse;
