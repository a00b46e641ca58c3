package yardstick.web.demo;

import java.time.Instant;
import java.util.List;

/**
 * 120 days of an invented shop. Orders and visits are in the order of time; each order belongs to exactly one visit,
 * so what the panel counts from orders and what a release counts from visits is the same.
 */
record DemoHistory(Instant begins, List<DemoOrder> orders, List<DemoOrder.Returned> returned, List<DemoVisit> visits) {}
