package yardstick.orders;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The books of the shop checked against themselves and against the gateway's own ledger: stock, prices, payments,
 * refunds, coupons, histories and ages. Nothing is mended; what is found is for a person.
 */
public interface Audits {

    /** @param invariant its name, for example {@code stock.level_is_ledger}; {@code example} says what is wrong where */
    record Broken(String invariant, String example) {}

    /** What became of the comparison with the gateway. */
    enum Ledger {
        COMPARED,
        /** It did not answer; {@code ledger.can_be_read} is among the broken. */
        UNREACHABLE,
        /** No gateway is set up. */
        NONE
    }

    /** @param broken empty when all is well; at most 20 examples per invariant */
    record Report(Instant at, long millis, int invariants, Ledger ledger, List<Broken> broken) {

        public boolean clean() {
            return broken.isEmpty();
        }
    }

    /**
     * Checks everything now and keeps the report.
     *
     * @param graceSeconds what the gateway did in the last seconds may not have arrived here yet
     * @param trigger who asked: {@code nightly}, {@code command} or a member of staff
     */
    Report run(int graceSeconds, String trigger);

    /** The newest reports, newest first. */
    List<Report> latest(int limit);

    /** The newest report. */
    default Optional<Report> last() {
        return latest(1).stream().findFirst();
    }
}
