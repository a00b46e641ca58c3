package yardstick.orders;

import java.time.Instant;
import yardstick.kernel.Language;
import yardstick.kernel.Money;

/** Somebody has a new trade-in credit: for a thing that was offered, or because goods that it paid for went back. */
public record TradeInCredited(long id, String code, String email, Money amount, Instant until, Language language) {}
